//! The same matrix in another language: its tables name the activities there, and must not say anything else.
//!
//! Tables correspond by their order, rows by theirs, columns by their roles.

use crate::finding::catalogue::responsibilities::MATRIX_UNCLEAR;
use crate::finding::{ByteRange, Finding, Place};
use crate::lang::{Lang, Say};
use crate::model::letters::{Alphabet, Letters};
use crate::model::matrix::{Activity, MatrixTable};
use crate::model::{Document, Id};
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first thing in which a translated table differs.
#[derive(Clone, PartialEq, Debug)]
pub struct Unlike {
    at: Option<ByteRange>,
    what: Difference,
}

#[derive(Clone, PartialEq, Debug)]
enum Difference {
    /// The texts do not have as many matrices.
    Tables(usize, usize),
    /// A table does not have as many activities.
    Rows(usize, usize),
    /// A role that only one of the two has.
    Role(String),
    /// Other letters for a role.
    Letters(Id, Letters),
}

/// Gives the tables the names that the same tables have in another language, and says where one differs. A table that
/// differs gives no names: which of its rows is which would be a guess.
pub fn adopt(tables: &mut [MatrixTable], others: Vec<MatrixTable>, lang: Lang) -> Option<Unlike> {
    if others.is_empty() {
        return None;
    }
    let mut first = (tables.len() != others.len()).then(|| Unlike {
        at: others.last().and_then(|table| table.activities.first()).map(|activity| activity.at),
        what: Difference::Tables(others.len(), tables.len()),
    });
    for (table, other) in tables.iter_mut().zip(others) {
        let unlike = difference(table, &other);
        if unlike.is_some() {
            first = first.or(unlike);
            continue;
        }
        table.shown.extend(other.shown);
        for (activity, other) in table.activities.iter_mut().zip(other.activities) {
            if let Some(name) = other.names.into_iter().map(|(_, name)| name).next() {
                activity.names.insert(lang, name);
            }
            let new: Vec<String> = other.keys.into_iter().filter(|key| !activity.keys.contains(key)).collect();
            activity.keys.extend(new);
            activity.documents.extend(other.documents);
            activity.documents.sort_unstable();
            activity.documents.dedup();
        }
    }
    first
}

fn difference(table: &MatrixTable, other: &MatrixTable) -> Option<Unlike> {
    for (own, theirs) in [(table, other), (other, table)] {
        let mut columns = theirs.columns.iter();
        if let Some(column) = columns.find(|column| own.columns.iter().all(|mine| mine.role != column.role)) {
            // A role missing from the translation has no place there.
            let at = std::ptr::eq(theirs, other).then_some(column.at);
            return Some(Unlike { at, what: Difference::Role(column.heading.clone()) });
        }
    }
    if table.activities.len() != other.activities.len() {
        let what = Difference::Rows(other.activities.len(), table.activities.len());
        return Some(Unlike { at: other.activities.last().map(|activity| activity.at), what });
    }
    for (mine, theirs) in table.activities.iter().zip(&other.activities) {
        let own = letters(table, mine);
        for (role, (said, at)) in letters(other, theirs) {
            let wanted = own.get(role).map(|(letters, _)| *letters).unwrap_or_default();
            if said != wanted {
                return Some(Unlike { at: Some(at), what: Difference::Letters(role.clone(), wanted) });
            }
        }
    }
    None
}

/// The letters of each role in an activity, empty ones included.
fn letters<'a>(table: &'a MatrixTable, activity: &Activity) -> BTreeMap<&'a Id, (Letters, ByteRange)> {
    let mut all: BTreeMap<&Id, (Letters, ByteRange)> = BTreeMap::new();
    for (at, column) in table.columns.iter().enumerate() {
        let Some(role) = &column.role else { continue };
        let entry = all.entry(role).or_insert((Letters::default(), activity.places[at]));
        entry.0 = entry.0.join(activity.letters[at]);
    }
    all
}

/// The finding for a translated text or CSV file whose tables say something else.
pub fn finding(document: &Document, path: &Arc<str>, unlike: Unlike, alphabet: &Alphabet) -> Finding {
    let says: Say = match unlike.what {
        Difference::Tables(own, main) => say!(
            "this text has {own} matrices, the main text {main}",
            "ce texte a {own} matrices, le texte principal {main}"
        ),
        Difference::Rows(own, main) => say!(
            "this table has {own} activities, that of the main text {main}",
            "ce tableau a {own} activités, celui du texte principal {main}"
        ),
        Difference::Role(heading) => say!(
            "the role `{heading}` stands in only one of the two texts, or its name is not known in this language",
            "le rôle `{heading}` ne figure que dans l’un des deux textes, ou son nom n’est pas connu dans cette langue"
        ),
        Difference::Letters(role, letters) => match alphabet.codes(letters).join("/") {
            letters if letters.is_empty() => say!(
                "the main text gives the role `{role}` no letter here",
                "le texte principal ne donne aucune lettre au rôle `{role}` ici"
            ),
            letters => say!(
                "the main text gives the role `{role}` the letters {letters} here",
                "le texte principal donne au rôle `{role}` les lettres {letters} ici"
            ),
        },
    };
    let help = say!(
        "Make the two tables the same; the main text holds until then, and this one gives no names.",
        "Rendez les deux tableaux identiques; d’ici là, le texte principal compte et celui-ci ne donne aucun nom."
    );
    let place = match unlike.at {
        Some(range) => Place::bytes(path, range.start..range.end),
        None => Place::file(path),
    };
    Finding::new(&MATRIX_UNCLEAR, place, says).help(help).about(document.id.as_str())
}
