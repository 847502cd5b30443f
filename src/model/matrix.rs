//! Responsibility matrices as data (clause 5.3): activities, the roles that have a part in them, and which part.
//!
//! Knows no text but what authors wrote; how a table becomes this is for `resolve`, what follows on a day for `assess`.

use super::Id;
use super::letters::{Alphabet, Letters};
use crate::finding::{ByteRange, Place};
use crate::lang::{ByLang, Lang};
use std::ops::Range;
use std::sync::Arc;

/// Every state of one matrix document that can be read.
#[derive(Clone, Debug, Default)]
pub struct Matrices {
    /// The working files.
    pub working: Option<Matrix>,
    /// The sealed versions, in the order of the document's `sealed`.
    pub sealed: Vec<Matrix>,
}

/// The tables of one state of a matrix document.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// The document.
    pub document: Id,
    /// The language of the main text; its tables are the data, those of other languages only give names.
    pub lang: Lang,
    /// The tables, in the order of the text; one read from `source` comes last.
    pub tables: Vec<MatrixTable>,
    /// Activities that must stay in different hands, as `separate` groups them.
    pub separate: Vec<Vec<Separated>>,
    /// The main file, where `separate` stands.
    pub path: Arc<str>,
}

/// An activity as `separate` names it.
#[derive(Clone, Debug)]
pub struct Separated {
    /// As written.
    pub name: String,
    /// As activities are compared.
    pub key: String,
    /// Its place in the front matter.
    pub at: Place,
}

/// One table of activities by roles.
#[derive(Clone, Debug)]
pub struct MatrixTable {
    /// How and where it stands in the text of each language; empty for a table read from a CSV file.
    pub shown: ByLang<Shown>,
    /// The file in which its cells are.
    pub path: Arc<str>,
    /// The roles.
    pub columns: Vec<Column>,
    /// What is to be done.
    pub activities: Vec<Activity>,
}

/// A table in a text.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The heading above it, unless it is the text's title.
    pub heading: Option<String>,
    /// Its bytes in the text's body.
    pub range: Range<usize>,
}

/// A role of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The role; none when no role could be found for the heading.
    pub role: Option<Id>,
    /// The heading as written.
    pub heading: String,
    /// Where the heading is, in the table's file.
    pub at: ByteRange,
}

/// Something to be done, and who has which part in it.
#[derive(Clone, Debug)]
pub struct Activity {
    /// What is done, by language.
    pub names: ByLang<String>,
    /// The names by which it is compared with others (accents, case and blanks folded).
    pub keys: Vec<String>,
    /// Clauses it serves.
    pub clauses: Vec<String>,
    /// One entry a column.
    pub letters: Vec<Letters>,
    /// Where each of them stands, in the table's file.
    pub places: Vec<ByteRange>,
    /// Where the activity stands.
    pub at: ByteRange,
    /// Whether a cell could not be read, so that nothing can be said of what is missing.
    pub unread: bool,
    /// Its fragment on pages, without `#`; unique in the handbook as long as documents are told apart by their ids.
    pub anchor: String,
    /// Controlled documents that its words name or link to, by their places in the handbook.
    pub documents: Vec<usize>,
}

/// What the letters of an activity lack.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gap {
    /// Nobody answers for it.
    NobodyAccountable,
    /// More than one role answers for it.
    SeveralAccountable,
    /// Nobody does it.
    NobodyResponsible,
}

impl Matrix {
    /// All activities with their tables.
    pub fn activities(&self) -> impl Iterator<Item = (&MatrixTable, &Activity)> {
        self.tables.iter().flat_map(|table| table.activities.iter().map(move |activity| (table, activity)))
    }
}

impl MatrixTable {
    /// Leaves out roles that readers may not know of, with their letters.
    pub fn leave_out(&mut self, hidden: &dyn Fn(&Id) -> bool) {
        let kept: Vec<bool> = self.columns.iter().map(|column| !column.role.as_ref().is_some_and(hidden)).collect();
        fn keep<T>(list: &mut Vec<T>, kept: &[bool]) {
            let mut flags = kept.iter();
            list.retain(|_| flags.next().copied().unwrap_or(true));
        }
        keep(&mut self.columns, &kept);
        for activity in &mut self.activities {
            keep(&mut activity.letters, &kept);
            keep(&mut activity.places, &kept);
        }
    }

    /// The known roles with letters in an activity. A role that has two columns comes twice.
    pub fn parts<'a>(&'a self, activity: &'a Activity) -> impl Iterator<Item = (&'a Id, Letters, ByteRange)> {
        let cells = activity.letters.iter().zip(&activity.places);
        self.columns.iter().zip(cells).filter_map(|(column, (letters, at))| {
            let role = column.role.as_ref()?;
            (!letters.is_empty()).then_some((role, *letters, *at))
        })
    }

    /// The known roles that have one of these letters in an activity, each once, in the order of the columns.
    pub fn holders<'a>(&'a self, activity: &'a Activity, any_of: Letters) -> Vec<&'a Id> {
        let mut roles: Vec<&Id> = Vec::new();
        for (role, letters, _) in self.parts(activity) {
            if letters.meets(any_of) && !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }

    /// What an activity lacks. Letters under an unknown role count: somebody is meant.
    pub fn gaps(&self, activity: &Activity, alphabet: &Alphabet) -> Vec<Gap> {
        let (accountable, responsible) = (alphabet.accountable(), alphabet.responsible());
        let has = |any_of: Letters| activity.letters.iter().any(|letters| letters.meets(any_of));
        let mut gaps = Vec::new();
        if self.second_accountable(activity, alphabet).is_some() {
            gaps.push(Gap::SeveralAccountable);
        }
        if !accountable.is_empty() && !activity.unread && !has(accountable) {
            gaps.push(Gap::NobodyAccountable);
        }
        if !responsible.is_empty() && !activity.unread && !has(responsible) {
            gaps.push(Gap::NobodyResponsible);
        }
        gaps
    }

    /// The column in which a second role is accountable. Two columns of one role are one role.
    pub fn second_accountable(&self, activity: &Activity, alphabet: &Alphabet) -> Option<usize> {
        let accountable = alphabet.accountable();
        let mut columns = (0..self.columns.len()).filter(|at| activity.letters[*at].meets(accountable));
        let first = &self.columns[columns.next()?];
        columns.find(|at| first.role.is_none() || self.columns[*at].role != first.role)
    }
}

impl Activity {
    /// Its name in a language, else in the main language, which is then named.
    pub fn name(&self, lang: Lang, main: Lang) -> (&str, Option<Lang>) {
        match self.names.get(&lang) {
            Some(name) => (name, None),
            None => match self.names.get(&main) {
                Some(name) => (name, Some(main)),
                None => ("", None),
            },
        }
    }

    /// Whether the two have a name in common.
    pub fn is_same(&self, other: &Activity) -> bool {
        self.keys.iter().any(|key| other.keys.contains(key))
    }
}
