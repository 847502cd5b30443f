//! Matrices: activities that now lack somebody, and who got or lost which part.

use super::{Changes, Gap, Lacks, Look, Moved, State};
use crate::assess::matrix_changes;
use crate::lang::Lang;
use crate::model::matrix::{self, Matrix};
use crate::model::{Document, Handbook, Id};
use std::collections::BTreeSet;

/// Fills in what matrices changed: the one to come where a draft waits, else the one in force.
pub(super) fn compare(old: State<'_>, new: State<'_>, changes: &mut Changes) {
    for at in new.handbook.matrices.keys() {
        let document = &new.handbook.documents[*at];
        let Some((now, once_approved)) = shown(new, document) else { continue };
        let before = shown(old, document).map(|(matrix, _)| matrix);
        let gaps = gaps(old.handbook, before);
        for (key, activity, lacks) in self::gaps(new.handbook, Some(now)) {
            if gaps.iter().any(|(own, _, same)| *own == key && *same == lacks) {
                continue;
            }
            changes.matrix_rows.push(Gap { document: document.id.to_string(), activity, lacks, once_approved });
        }
        let Some(before) = before else { continue };
        for change in matrix_changes::changes(before, now) {
            let says = change.says(&new.handbook.alphabet, &|role: &Id, lang: Lang| title(new.handbook, role, lang));
            let document = document.id.to_string();
            changes.responsibilities.push(Moved { document, en: says.en, fr: says.fr, once_approved });
        }
    }
}

/// The matrix that a document comes to in a state, and whether it still waits for its approval.
fn shown<'a>(state: State<'a>, document: &Document) -> Option<(&'a Matrix, bool)> {
    let at = state.handbook.document_at(document.id.as_str())?;
    let look = Look { document: &state.handbook.documents[at], state: &state.assessment.documents[at] };
    let waiting = look.pending().is_some();
    let working = state.handbook.matrices.get(&at).and_then(|own| own.working.as_ref()).filter(|_| waiting);
    let in_force = crate::assess::duties::matrix_in_force(state.handbook, &state.assessment.documents, at);
    working.map(|matrix| (matrix, true)).or(in_force.map(|matrix| (matrix, false)))
}

/// What activities lack: by their keys, with their names.
fn gaps(handbook: &Handbook, matrix: Option<&Matrix>) -> BTreeSet<(Vec<String>, String, Lacks)> {
    let mut all = BTreeSet::new();
    let Some(matrix) = matrix else { return all };
    for (table, activity) in matrix.activities() {
        for gap in table.gaps(activity, &handbook.alphabet) {
            let lacks = match gap {
                matrix::Gap::NobodyAccountable => Lacks::Accountable,
                matrix::Gap::SeveralAccountable => Lacks::OneAccountable,
                matrix::Gap::NobodyResponsible => Lacks::Responsible,
            };
            all.insert((activity.keys.clone(), activity.name(matrix.lang, matrix.lang).0.to_string(), lacks));
        }
    }
    all
}

fn title(handbook: &Handbook, role: &Id, lang: Lang) -> String {
    let role = handbook.organisation.role(role.as_str());
    let title = role.and_then(|role| role.title.best(lang, &handbook.config.languages));
    title.map_or_else(|| role.map(|role| role.id.to_string()).unwrap_or_default(), |(title, _)| title.to_string())
}
