//! Slips in lines, keys and lists: colons, dashes, indentation.

use super::{Text, Told, glued_colon, indent, key_of, quote};
use crate::say;
use crate::source::lines::{Line, line_of};
use crate::source::scan::{What, scan};
use crate::source::yaml::Limits;

impl Text<'_> {
    /// A colon where none can be: the value holds one, or something is wrong with the line above.
    pub(super) fn stray_colon(&self) -> Option<Told> {
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

    pub(super) fn no_colon(&self) -> Option<Told> {
        self.lacks_colon(line_of(self.yaml, self.opened()).1)
    }

    /// A line that should be a key and a value.
    pub(super) fn lacks_colon(&self, line: Line) -> Option<Told> {
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

    pub(super) fn no_key(&self) -> Option<Told> {
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

    pub(super) fn key_in_list(&self) -> Option<Told> {
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

    pub(super) fn stray_dash(&self) -> Option<Told> {
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

    /// Less indentation than the very first line ends, for YAML, everything.
    pub(super) fn first_line_indented(&self) -> Option<Told> {
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

    pub(super) fn key_is_no_word(&self) -> Option<Told> {
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
}
