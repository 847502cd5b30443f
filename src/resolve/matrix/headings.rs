//! What the columns of a table are: the activity, clauses, roles, or something else.

use super::faults::Faults;
use super::names::Named;
use super::table::Reader;
use crate::fold;
use crate::markdown::Table;
use crate::model::Id;

/// What a column of a table, or a row of a transposed one, is.
#[derive(Clone, PartialEq, Debug)]
pub enum Heading {
    /// What is to be done.
    Activity,
    /// The clauses it serves.
    Clauses,
    /// A role, or a heading that should have been one.
    Role(Option<Id>),
    /// Anything else, which is left alone.
    Other,
}

impl Reader<'_> {
    /// What each column is. A heading that is no role is reported when its cells hold letters, for then one was meant.
    pub(super) fn headings(&self, table: &Table, faults: &mut Faults<'_>) -> Vec<Heading> {
        let named: Vec<Option<Named>> = table.header.iter().map(|cell| self.names.role(cell, self.origin)).collect();
        let activity = activity_column(table, &named);
        let mut headings: Vec<Heading> = Vec::new();
        for (at, (cell, named)) in table.header.iter().zip(named).enumerate() {
            let heading = match named {
                Some(Named::Role(role)) => {
                    if headings.contains(&Heading::Role(Some(role.clone()))) {
                        faults.role_twice(self, cell, &role);
                    }
                    Heading::Role(Some(role))
                }
                _ if Some(at) == activity => Heading::Activity,
                _ if names_clauses(&cell.text) => Heading::Clauses,
                other if self.holds_letters(table, at) => {
                    match other {
                        Some(Named::Several) => faults.ambiguous(self, cell),
                        _ => faults.role_unknown(self, cell),
                    }
                    Heading::Role(None)
                }
                _ => Heading::Other,
            };
            headings.push(heading);
        }
        headings
    }
}

/// The column of the activities: the one that is called so, else the first that is no role, no clauses and no numbering.
fn activity_column(table: &Table, named: &[Option<Named>]) -> Option<usize> {
    let free = |at: &usize| !matches!(named[*at], Some(Named::Role(_))) && !names_clauses(&table.header[*at].text);
    let is = |at: &usize, words: &[&str]| {
        let key = fold::name(&table.header[*at].text);
        key.split([' ', '/', '(', ')']).any(|word| words.contains(&word))
    };
    let called = ["activity", "activities", "activite", "activites", "task", "tasks", "tache", "taches"];
    let numbers = ["#", "no", "no.", "n°", "nº", "nr", "id", "num", "numero", "ref", "ref.", "reference"];
    let all = || (0..table.header.len()).filter(free);
    all().find(|at| is(at, &called)).or_else(|| all().find(|at| !is(at, &numbers))).or_else(|| all().next())
}

/// Whether a heading is that of the clauses: `Clause`, `Clause(s)`, `Articles`, `ISO 27001 clause`.
pub fn names_clauses(heading: &str) -> bool {
    let key = fold::name(heading);
    let mut words = key.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "clause" | "clauses" | "article" | "articles"))
}

/// The clauses that a cell lists.
pub fn clauses(text: &str) -> Vec<String> {
    let parts = text.split([',', ';', '\n']).map(|part| part.trim().trim_matches('\u{a0}'));
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).map(str::to_string).collect()
}
