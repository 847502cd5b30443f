//! The YAML library's complaints in words that someone who never heard of YAML can act upon.
//!
//! Looks at the text around the place to tell the commonest slips apart: a colon within a value, a blank forgotten
//! after one, a tab, a quotation mark or bracket left open, a line out of line. What it does not recognise is passed on
//! in the library's words. Nothing else knows those words.

use super::lines::{Line, line_of, lines};
use super::scan::{What, scan};
use super::yaml::{FaultKind, Limits, YamlFault};
use crate::lang::Say;
use crate::say;
use std::ops::Range;

/// What one complaint comes down to: where, what is wrong, the next step.
type Told = (Range<usize>, Say, Say);

/// The library's message in plain words. `position` is its line and column, both from 1.
pub(super) fn explain(yaml: &str, message: &str, position: &Option<(usize, usize)>) -> YamlFault {
    let at = offset(yaml, position);
    let text = Text { yaml, at, message };
    let (at, says, help) = text.told().unwrap_or_else(|| text.library());
    let several = message.contains("more than one document");
    let kind = if several { FaultKind::ManyDocuments } else { FaultKind::Syntax };
    YamlFault { at, kind, says, help: Some(help) }
}

/// The byte of a line and column as the library counts them. Like it, this ends lines at U+0085, U+2028 and U+2029 too.
pub(super) fn offset(yaml: &str, position: &Option<(usize, usize)>) -> usize {
    let Some((line, column)) = *position else { return 0 };
    let (mut at_line, mut at_column, mut before) = (1, 1, ' ');
    for (at, c) in yaml.char_indices() {
        if (at_line, at_column) >= (line, column) && !(before == '\r' && c == '\n') {
            return at;
        }
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => (at_line, at_column) = (at_line + 1, 1),
            _ => at_column += 1,
        }
        before = c;
    }
    yaml.len()
}

struct Text<'a> {
    yaml: &'a str,
    /// Where the library stopped.
    at: usize,
    message: &'a str,
}

impl<'a> Text<'a> {
    fn told(&self) -> Option<Told> {
        type Tell<'t> = fn(&Text<'t>) -> Option<Told>;
        let known: [(&str, Tell<'a>); 17] = [
            ("found a tab character", Text::tab),
            ("found character that cannot start any token", Text::bad_start),
            ("mapping values are not allowed", Text::stray_colon),
            ("could not find expected ':'", Text::no_colon),
            ("found unexpected end of stream", Text::open_quote),
            ("found unexpected document indicator", Text::open_quote),
            ("did not find expected key", Text::no_key),
            ("did not find expected ',' or", Text::open_bracket),
            ("did not find expected '-' indicator", Text::key_in_list),
            ("block sequence entries are not allowed", Text::stray_dash),
            ("found unknown escape character", Text::escape),
            ("control characters are not allowed", Text::control),
            ("did not find expected node content", Text::no_value),
            ("did not find expected comment or line break", Text::after_block_mark),
            ("mapping keys are not allowed", Text::bad_start),
            ("deserializing from YAML containing more than one document", Text::first_line_indented),
            ("invalid type", Text::key_is_no_word),
        ];
        known.iter().find(|(start, _)| self.message.contains(start)).and_then(|(_, told)| told(self))
    }

    /// The library's own words, for what we have none for.
    fn library(&self) -> Told {
        let words = self.message.split(" at line ").next().unwrap_or(self.message);
        (
            self.one(self.at),
            say!("This cannot be read as YAML: {words}.", "Ceci ne peut être lu comme du YAML\u{a0}: {words}."),
            say!(
                "Compare the line with those around it: one key a line, a colon and a blank, then the value.",
                "Comparez la ligne avec ses voisines\u{a0}: une clé par ligne, un deux-points et une espace, puis la valeur."
            ),
        )
    }

    fn tab(&self) -> Option<Told> {
        let line = self.line();
        let tab = line.text(self.yaml).find('\t')? + line.start;
        Some((
            tab..tab + 1,
            say!(
                "This line is indented with a tab, which YAML does not allow.",
                "Cette ligne est en retrait par une tabulation, ce que YAML n’admet pas."
            ),
            say!(
                "Replace the tab by two spaces; most editors can turn all tabs of a file into spaces.",
                "Remplacez la tabulation par deux espaces; la plupart des éditeurs peuvent le faire pour tout le fichier."
            ),
        ))
    }

    fn bad_start(&self) -> Option<Told> {
        let first = self.yaml[self.at..].chars().next()?;
        if first == '\t' {
            return self.tab();
        }
        let quoted = quote(self.value_from(self.at));
        Some((
            self.one(self.at),
            say!(
                "A value that begins with {first} must stand in quotation marks.",
                "Une valeur qui commence par {first} doit être entre guillemets droits."
            ),
            say!("Write {quoted}", "Écrivez {quoted}"),
        ))
    }

    /// A colon where none can be: the value holds one, or something is wrong with the line above.
    fn stray_colon(&self) -> Option<Told> {
        let line = self.line();
        let shown = line.text(self.yaml);
        if let Some((key, value)) = key_of(shown).filter(|(_, value)| line.start + value < self.at) {
            let from = line.start + value;
            let written = self.value_from(from);
            let quoted = quote(written);
            return Some((
                from..from + written.len(),
                say!(
                    "The value of “{key}” contains a colon followed by a blank, so YAML takes part of it for a key.",
                    "La valeur de «\u{a0}{key}\u{a0}» contient un deux-points suivi d’une espace; YAML en prend une partie pour une clé."
                ),
                say!(
                    "Put the value in quotation marks: {key}: {quoted}",
                    "Mettez la valeur entre guillemets droits\u{a0}: {key}: {quoted}"
                ),
            ));
        }
        let above = self.above(line)?;
        let (told, indented) = (above.text(self.yaml), indent(shown) > indent(above.text(self.yaml)));
        if key_of(told).is_some() || indented {
            let start = line.start + indent(shown);
            return Some((
                start..line.end,
                say!(
                    "This key is indented as if it belonged to the line above, which has a value of its own.",
                    "Cette clé est en retrait comme si elle dépendait de la ligne précédente, qui a déjà une valeur."
                ),
                say!(
                    "Line it up with the other keys; or, if it is more text of the value above, put that value in quotation marks.",
                    "Alignez-la avec les autres clés; si c’est la suite du texte précédent, mettez ce texte entre guillemets droits."
                ),
            ));
        }
        self.lacks_colon(above)
    }

    fn no_colon(&self) -> Option<Told> {
        self.lacks_colon(line_of(self.yaml, self.opened()).1)
    }

    /// A line that should be a key and a value.
    fn lacks_colon(&self, line: Line) -> Option<Told> {
        let shown = line.text(self.yaml);
        let start = line.start + indent(shown);
        if let Some(colon) = glued_colon(shown) {
            let (key, value) = (shown[..colon].trim(), shown[colon + 1..].trim());
            return Some((
                line.start + colon..line.start + colon + 1,
                say!(
                    "A blank is missing after the colon of “{key}”.",
                    "Il manque une espace après le deux-points de «\u{a0}{key}\u{a0}»."
                ),
                say!("Write {key}: {value}", "Écrivez {key}: {value}"),
            ));
        }
        Some((
            start..line.end,
            say!("This line has no key and colon.", "Cette ligne n’a pas de clé suivie d’un deux-points."),
            say!(
                "Write it as key: value; or, if it is more text of the value above, indent it by two spaces.",
                "Écrivez-la sous la forme clé: valeur; si c’est la suite de la valeur précédente, mettez-la en retrait de deux espaces."
            ),
        ))
    }

    fn open_quote(&self) -> Option<Told> {
        let at = self.opened();
        let mark = self.yaml[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        Some((
            at..at + 1,
            say!(
                "The quotation mark {mark} opened here is never closed.",
                "Le guillemet {mark} ouvert ici n’est jamais fermé."
            ),
            say!("Write {mark} at the end of the value too.", "Écrivez aussi {mark} à la fin de la valeur."),
        ))
    }

    fn no_key(&self) -> Option<Told> {
        let line = self.line();
        let shown = line.text(self.yaml);
        let before = &self.yaml[line.start..self.at];
        let rest = &self.yaml[self.at..line.end];
        if before.trim().is_empty() {
            if rest.starts_with("- ") || rest == "-" {
                return Some((
                    self.at..line.end,
                    say!(
                        "A list entry stands where a key is expected.",
                        "Une entrée de liste se trouve là où il faut une clé."
                    ),
                    say!(
                        "Put the list below a key of its own, and nothing on that key’s line.",
                        "Placez la liste sous une clé à elle, sans rien d’autre sur la ligne de cette clé."
                    ),
                ));
            }
            return Some((
                self.at..line.end,
                say!(
                    "This line does not line up with the keys above it.",
                    "Cette ligne n’est pas alignée avec les clés précédentes."
                ),
                say!(
                    "Give it exactly as many spaces at its beginning as the keys of its group have.",
                    "Donnez-lui au début exactement autant d’espaces qu’aux clés de son groupe."
                ),
            ));
        }
        let (key, value) = key_of(shown)?;
        let mark = shown[value..].chars().next()?;
        let written = self.value_from(line.start + value);
        let help = match mark {
            '\'' | '"' => {
                let inner = written.trim_matches(mark);
                let quoted = quote(inner);
                say!(
                    "If the marks belong to the text, write {key}: {quoted}",
                    "Si le texte doit les contenir, écrivez {key}: {quoted}"
                )
            }
            _ => say!(
                "Delete what follows the bracket, or put the whole value in quotation marks.",
                "Supprimez ce qui suit le crochet, ou mettez toute la valeur entre guillemets droits."
            ),
        };
        Some((
            self.at..line.end,
            say!(
                "Text follows the end of the value of “{key}”, which closed with a quotation mark or bracket.",
                "Du texte suit la fin de la valeur de «\u{a0}{key}\u{a0}», déjà fermée par un guillemet ou un crochet."
            ),
            help,
        ))
    }

    fn open_bracket(&self) -> Option<Told> {
        self.bracket_left_open(self.opened())
    }

    /// The last bracket that nothing closes.
    fn innermost(&self) -> Option<usize> {
        let scanned = scan(self.yaml, &Limits { bytes: usize::MAX, depth: usize::MAX }).ok()?;
        let mut open = Vec::new();
        for token in scanned.tokens {
            match token.what {
                What::FlowList | What::FlowMap => open.push(token.start),
                What::FlowListEnd | What::FlowMapEnd => {
                    open.pop();
                }
                _ => {}
            }
        }
        open.pop()
    }

    fn bracket_left_open(&self, at: usize) -> Option<Told> {
        let open = self.yaml[at..].chars().next().filter(|c| matches!(c, '[' | '{'))?;
        let close = if open == '[' { ']' } else { '}' };
        Some((
            at..at + 1,
            say!(
                "The {open} opened here is not closed, or a comma is missing between its entries.",
                "Le {open} ouvert ici n’est pas fermé, ou il manque une virgule entre ses entrées."
            ),
            say!(
                "Write a comma between the entries and {close} after the last one; put an entry with a colon in quotation marks.",
                "Écrivez une virgule entre les entrées et {close} après la dernière; mettez entre guillemets droits une entrée qui contient un deux-points."
            ),
        ))
    }

    fn key_in_list(&self) -> Option<Told> {
        Some((
            self.at..self.line().end.max(self.at),
            say!(
                "This line stands among the entries of a list but does not begin with a dash.",
                "Cette ligne se trouve parmi les entrées d’une liste mais ne commence pas par un tiret."
            ),
            say!(
                "Begin it with a dash and a blank; or, if it goes on with the entry above, indent it by two spaces.",
                "Commencez-la par un tiret et une espace; si elle poursuit l’entrée précédente, mettez-la en retrait de deux espaces."
            ),
        ))
    }

    fn stray_dash(&self) -> Option<Told> {
        let line = self.line();
        let (key, value) = key_of(line.text(self.yaml))?;
        let quoted = quote(self.value_from(line.start + value).trim_matches('"'));
        Some((
            self.one(self.at),
            say!(
                "A dash and a blank begin a list entry, and that must stand on a line of its own.",
                "Un tiret suivi d’une espace commence une entrée de liste, qui doit être sur sa propre ligne."
            ),
            say!(
                "For a list, write the entries on the lines below “{key}:”; for text, write {key}: {quoted}",
                "Pour une liste, écrivez les entrées sur les lignes sous «\u{a0}{key}:\u{a0}»; pour du texte, écrivez {key}: {quoted}"
            ),
        ))
    }

    fn escape(&self) -> Option<Told> {
        let shown: String = self.yaml[self.at..].chars().take(2).collect();
        Some((
            self.at..self.at + shown.len(),
            say!(
                "Within \"…\" a backslash begins a special character, and {shown} is none.",
                "Entre \"…\", une barre oblique inverse commence un caractère spécial, et {shown} n’en est pas un."
            ),
            say!(
                "Write the backslash twice, or use '…' instead of \"…\".",
                "Doublez la barre oblique inverse, ou employez '…' au lieu de \"…\"."
            ),
        ))
    }

    fn control(&self) -> Option<Told> {
        let (at, c) = self.yaml.char_indices().find(|(_, c)| {
            (c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}'))
                || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        })?;
        let code = u32::from(c);
        Some((
            self.one(at),
            say!(
                "An invisible control character (U+{code:04X}) stands here.",
                "Un caractère de commande invisible (U+{code:04X}) se trouve ici."
            ),
            say!(
                "Delete it: type the line anew rather than pasting it.",
                "Supprimez-le\u{a0}: retapez la ligne au lieu de la coller."
            ),
        ))
    }

    fn no_value(&self) -> Option<Told> {
        let Some(found) = self.yaml[self.at..].chars().next().filter(|c| matches!(c, ',' | ']' | '}')) else {
            return self.bracket_left_open(self.innermost()?);
        };
        Some((
            self.at..self.at + 1,
            say!("A value is missing before this {found}.", "Il manque une valeur avant ce {found}."),
            say!(
                "Delete the {found} if it is one too many; if it is text, put the whole value in quotation marks.",
                "Supprimez le {found} s’il est de trop; si c’est du texte, mettez toute la valeur entre guillemets droits."
            ),
        ))
    }

    fn after_block_mark(&self) -> Option<Told> {
        let line = self.line();
        let (key, value) = key_of(line.text(self.yaml))?;
        let quoted = quote(self.value_from(line.start + value));
        Some((
            self.at..line.end,
            say!(
                "A value that begins with | or > goes on below; nothing may follow the mark on its line.",
                "Une valeur qui commence par | ou > continue en dessous; rien ne peut suivre cette marque sur sa ligne."
            ),
            say!(
                "Move the text to the next line, indented by two spaces; or write {key}: {quoted}",
                "Déplacez le texte à la ligne suivante, en retrait de deux espaces; ou écrivez {key}: {quoted}"
            ),
        ))
    }

    /// Less indentation than the very first line ends, for YAML, everything.
    fn first_line_indented(&self) -> Option<Told> {
        let scanned = scan(self.yaml, &Limits { bytes: usize::MAX, depth: usize::MAX }).ok()?;
        let mut depth = 0usize;
        let mut next = None;
        for (index, token) in scanned.tokens.iter().enumerate() {
            match token.what {
                What::BlockMap | What::BlockList | What::FlowMap | What::FlowList => depth += 1,
                What::BlockEnd | What::FlowMapEnd | What::FlowListEnd => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                next = scanned.tokens.get(index + 1);
                break;
            }
        }
        let start = next?.start;
        Some((
            start..line_of(self.yaml, start).1.end,
            say!(
                "What comes before has ended, and this line does not belong to it.",
                "Ce qui précède est terminé, et cette ligne n’en fait pas partie."
            ),
            say!(
                "Begin all keys at the same distance from the left margin, best at none.",
                "Commencez toutes les clés à la même distance de la marge de gauche, de préférence aucune."
            ),
        ))
    }

    fn key_is_no_word(&self) -> Option<Told> {
        Some((
            self.one(self.at),
            say!(
                "A list or a group stands where the name of a key is expected.",
                "Une liste ou un groupe se trouve là où il faut le nom d’une clé."
            ),
            say!(
                "If it is text, such as a blank to fill in, put the whole value in quotation marks.",
                "Si c’est du texte, comme un champ à remplir, mettez toute la valeur entre guillemets droits."
            ),
        ))
    }

    /// Where what the library was reading began: the second place in its message, which it leaves out for the very start.
    fn opened(&self) -> usize {
        let context = self.message.split_once(", while ").map_or("", |(_, context)| context);
        let number = |name: &str| {
            let digits = context.split_once(name)?.1;
            digits.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok()
        };
        match (number("at line "), number("column ")) {
            (Some(line), Some(column)) => offset(self.yaml, &Some((line, column))),
            _ => 0,
        }
    }

    fn line(&self) -> Line {
        line_of(self.yaml, self.at).1
    }

    /// The nearest line above that says anything.
    fn above(&self, below: Line) -> Option<Line> {
        lines(self.yaml, 0)
            .take_while(|line| line.start < below.start)
            .filter(|line| {
                let shown = line.text(self.yaml).trim_start();
                !shown.is_empty() && !shown.starts_with('#')
            })
            .last()
    }

    /// The rest of a line from a byte on, without a comment and blanks after it.
    fn value_from(&self, at: usize) -> &'a str {
        let rest = &self.yaml[at..line_of(self.yaml, at).1.end.max(at)];
        rest.split(" #").next().unwrap_or(rest).trim_end()
    }

    fn one(&self, at: usize) -> Range<usize> {
        at..at + self.yaml.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }
}

/// The key of a line, and where its value begins, where it has both.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let colon = line.match_indices(':').map(|(at, _)| at).find(|at| line[at + 1..].starts_with([' ', '\t']))?;
    let value = line[colon + 1..].find(|c: char| !c.is_whitespace())? + colon + 1;
    let key = line[..colon].trim_start().trim_start_matches("- ").trim();
    (!key.is_empty() && !line[value..].starts_with('#')).then_some((key, value))
}

/// The colon of a line such as `title:Policy`.
fn glued_colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let key = line[..colon].trim_start();
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let value = &line[colon + 1..];
    (word && !value.is_empty() && !value.starts_with([' ', '\t', '/'])).then_some(colon)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A text in quotation marks, in which it means exactly itself.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
