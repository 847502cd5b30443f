//! Slips within values: tabs, quotation marks, brackets, characters that mean something else.

use super::{Text, Told, key_of, quote};
use crate::say;
use crate::source::scan::{What, scan};
use crate::source::yaml::Limits;

impl Text<'_> {
    pub(super) fn tab(&self) -> Option<Told> {
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

    pub(super) fn bad_start(&self) -> Option<Told> {
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

    pub(super) fn open_quote(&self) -> Option<Told> {
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

    pub(super) fn open_bracket(&self) -> Option<Told> {
        self.bracket_left_open(self.opened())
    }

    /// The last bracket that nothing closes.
    pub(super) fn innermost(&self) -> Option<usize> {
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

    pub(super) fn bracket_left_open(&self, at: usize) -> Option<Told> {
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

    pub(super) fn escape(&self) -> Option<Told> {
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

    pub(super) fn control(&self) -> Option<Told> {
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

    pub(super) fn no_value(&self) -> Option<Told> {
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

    pub(super) fn after_block_mark(&self) -> Option<Told> {
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
}
