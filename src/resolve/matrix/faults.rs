//! What is wrong with a table of a matrix, in words, each at the cell concerned.
//!
//! Few findings a cause: the same strange text in thirty cells is reported once, at the first, with their number.

use super::cells::Reading;
use super::names::Names;
use super::table::Reader;
use crate::finding::catalogue::responsibilities as rules;
use crate::finding::{Finding, Place, Rule};
use crate::lang::{Lang, Say};
use crate::markdown::{Cell, Table};
use crate::model::{Alphabet, Id};
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;

/// Findings on the tables of one document.
pub struct Faults<'a> {
    /// The document.
    pub document: &'a Id,
    /// The language of the text that is read.
    pub lang: Lang,
    /// The letters that there are.
    pub alphabet: &'a Alphabet,
    /// For "did you mean".
    pub names: &'a Names<'a>,
    /// People's names, to tell a person from a role.
    pub people: &'a BTreeMap<String, String>,
    /// What was found.
    pub found: Vec<Finding>,
}

/// Cells that could not be read, by their text.
#[derive(Default)]
pub struct Unread(BTreeMap<String, (Reading, Range<usize>, usize)>);

impl Unread {
    /// Keeps the first place of each strange text.
    pub fn note(&mut self, reading: Reading, cell: &Cell) {
        if !matches!(reading, Reading::Letters(_)) {
            let text = cell.text.trim().to_string();
            self.0.entry(text).or_insert((reading, cell.range.clone(), 0)).2 += 1;
        }
    }
}

impl Faults<'_> {
    fn add(&mut self, rule: &'static Rule, reader: &Reader<'_>, range: &Range<usize>, says: Say, help: Option<Say>) {
        let place = Place::bytes(&reader.path, reader.place(range));
        let finding = Finding::new(rule, place, says).about(self.document.as_str());
        self.found.push(match help {
            Some(help) => finding.help(help),
            None => finding,
        });
    }

    /// The letters that may be used, for help lines.
    fn letters(&self) -> String {
        let codes = self.alphabet.letters().iter().map(|letter| format!("`{}`", letter.code));
        codes.collect::<Vec<_>>().join(", ")
    }

    /// No cell unread yet.
    pub fn unread(&self) -> Unread {
        Unread::default()
    }

    /// One finding for each strange text.
    pub fn report(&mut self, reader: &Reader<'_>, unread: Unread) {
        let mut all: Vec<_> = unread.0.into_iter().collect();
        all.sort_by_key(|(_, (_, range, _))| range.start);
        for (text, (reading, range, count)) in all {
            let text = short(&text);
            let letters = self.letters();
            if reading == Reading::Mark {
                let says = if count == 1 {
                    say!(
                        "`{text}` does not say for sure which part this role has",
                        "`{text}` ne dit pas avec certitude quelle part revient à ce rôle"
                    )
                } else {
                    say!(
                        "`{text}` does not say for sure which part a role has ({count} cells)",
                        "`{text}` ne dit pas avec certitude quelle part revient à un rôle ({count} cases)"
                    )
                };
                let help = say!(
                    "Write letters only ({letters}), or leave the cell empty; put remarks below the table.",
                    "N’écrivez que des lettres ({letters}), ou laissez la case vide; mettez les remarques sous le tableau."
                );
                self.add(&rules::MATRIX_UNCLEAR, reader, &range, says, Some(help));
                continue;
            }
            let says = if count == 1 {
                say!("`{text}` is no letter of the scheme", "`{text}` n’est pas une lettre du modèle")
            } else {
                say!(
                    "`{text}` is no letter of the scheme ({count} cells)",
                    "`{text}` n’est pas une lettre du modèle ({count} cases)"
                )
            };
            let help = say!(
                "Use {letters}, several as in `A/R`; or say in the front matter what it stands for: `legend: {{{text}: R}}`.",
                "Employez {letters}, plusieurs comme dans `A/R`; ou dites dans l’en-tête ce que cela représente\u{a0}: `legend: {{{text}: R}}`."
            );
            self.add(&rules::MATRIX_CODE_UNKNOWN, reader, &range, says, Some(help));
        }
    }

    /// A column with letters whose heading is no role.
    pub fn role_unknown(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let text = short(cell.text.trim());
        if text.is_empty() {
            let says = say!(
                "these letters belong to no role: the heading is empty",
                "ces lettres ne vont à aucun rôle\u{a0}: l’en-tête est vide"
            );
            return self.add(&rules::MATRIX_ROLE_UNKNOWN, reader, &cell.range, says, None);
        }
        let says = say!("there is no role `{text}`", "le rôle `{text}` n’existe pas");
        let help = match (self.people.get(&crate::fold::name(&cell.text)), self.names.nearest(&cell.text)) {
            (Some(name), _) => say!(
                "{name} is a person; write the role that {name} holds, so that the duty stays when people change.",
                "{name} est une personne; écrivez le rôle que {name} occupe, pour que la tâche reste quand les gens changent."
            ),
            (None, Some(id)) => say!("Did you mean `{id}`?", "Vouliez-vous dire `{id}`?"),
            (None, None) => say!(
                "Write the id or title of a role of `content/roles/`, or describe it: `handbook new role ID`.",
                "Écrivez l’identifiant ou le titre d’un rôle de `content/roles/`, ou décrivez-le\u{a0}: `handbook new role ID`."
            ),
        };
        self.add(&rules::MATRIX_ROLE_UNKNOWN, reader, &cell.range, says, Some(help));
    }

    /// A heading that is the title of several roles.
    pub fn ambiguous(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let text = short(cell.text.trim());
        let says = say!("several roles are called `{text}`", "plusieurs rôles s’appellent `{text}`");
        let help = say!("Write the id of the role that is meant.", "Écrivez l’identifiant du rôle voulu.");
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, Some(help));
    }

    /// A role that has a column already.
    pub fn role_twice(&mut self, reader: &Reader<'_>, cell: &Cell, role: &Id) {
        let says = say!(
            "the role `{role}` has a column already; its letters in both are taken together",
            "le rôle `{role}` a déjà une colonne; ses lettres dans les deux sont réunies"
        );
        let help = say!("Keep one column for each role.", "Gardez une seule colonne par rôle.");
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, Some(help));
    }

    /// Letters, but no heading that is a role.
    pub fn no_role(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let text = short(cell.text.trim());
        let says = say!(
            "this table looks like a matrix, but neither `{text}` nor any other heading is a role; it gives nobody a duty",
            "ce tableau a l’air d’une matrice, mais ni `{text}` ni aucun autre en-tête n’est un rôle; il ne donne de tâche à personne"
        );
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, None);
    }

    /// Words where letters are expected.
    pub fn no_letters(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let text = short(cell.text.trim());
        let says = say!(
            "this table has roles as headings, but most of its cells hold no letters, as here `{text}`; it gives nobody a duty",
            "ce tableau a des rôles en en-tête, mais la plupart de ses cases ne contiennent pas de lettres, comme ici `{text}`; il ne donne de tâche à personne"
        );
        let letters = self.letters();
        let help = say!(
            "Use {letters}, or explain the words in the front matter, as in `legend: {{answers for it: A, does it: R}}`.",
            "Employez {letters}, ou expliquez les mots dans l’en-tête, comme `legend: {{en répond: A, le fait: R}}`."
        );
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, Some(help));
    }

    /// Roles in the first column, with more words than letters beside them.
    pub fn words_and_letters(&mut self, reader: &Reader<'_>, table: &Table) {
        let cells = table.rows.iter().flat_map(|row| row.iter().skip(1));
        let mut unclear = cells.filter(|cell| !matches!(reader.cells.read(&cell.text), Reading::Letters(_)));
        if let Some(cell) = unclear.next() {
            self.no_letters(reader, cell);
        }
    }

    /// Roles in the header and in the first column.
    pub fn roles_both_ways(&mut self, reader: &Reader<'_>, table: &Table) {
        let Some(cell) = table.header.first() else { return };
        let says = say!(
            "roles stand both in the header and in the first column; it is not clear which of the two have the duties",
            "des rôles figurent à la fois dans l’en-tête et dans la première colonne; on ne sait pas lesquels ont les tâches"
        );
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, None);
    }

    /// Every column is a role.
    pub fn no_activities(&mut self, reader: &Reader<'_>, table: &Table) {
        let Some(cell) = table.header.first() else { return };
        let says = say!("no column says what is to be done", "aucune colonne ne dit ce qui est à faire");
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, None);
    }

    /// Letters without an activity.
    pub fn nameless(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let says = say!(
            "these letters belong to no activity: its name is empty",
            "ces lettres ne vont à aucune activité\u{a0}: son nom est vide"
        );
        let help = say!("Write what is to be done.", "Écrivez ce qui est à faire.");
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, Some(help));
    }

    /// A filled cell right of the last heading.
    pub fn beyond_header(&mut self, reader: &Reader<'_>, cell: &Cell) {
        let text = short(cell.text.trim());
        let says = say!("`{text}` stands beyond the last heading", "`{text}` se trouve au-delà du dernier en-tête");
        let help = say!(
            "Check that the line has as many cells as the header; in a CSV file, put a text that holds the delimiter in quotation marks.",
            "Vérifiez que la ligne a autant de cases que l’en-tête; dans un fichier CSV, mettez entre guillemets un texte qui contient le séparateur."
        );
        self.add(&rules::MATRIX_UNCLEAR, reader, &cell.range, says, Some(help));
    }
}

/// At most forty characters of a text on one line, without backquotes, for messages.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace('`', "’");
    if line.chars().count() <= 40 { line } else { line.chars().take(39).chain(['…']).collect() }
}
