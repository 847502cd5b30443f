//! Clauses and what serves them: documents, activities of matrices, commitments.

use super::{Look, Lost, State};
use crate::assess::duties;
use crate::model::framework::Cited;
use std::collections::{BTreeMap, BTreeSet};

/// Clause to the ids of what serves it.
type Served = BTreeMap<String, BTreeSet<String>>;

/// Clauses that were served and are no longer: by what is in force, and by what would be once the drafts are approved.
pub(super) fn lost(old: State<'_>, new: State<'_>) -> Vec<Lost> {
    let mut all = Vec::new();
    let mut told = BTreeSet::new();
    for once_approved in [false, true] {
        let (before, now) = (served(old, once_approved), served(new, once_approved));
        for (clause, was) in before.into_iter().filter(|(clause, _)| !now.contains_key(clause)) {
            if told.insert(clause.clone()) {
                all.push(Lost { clause, was: was.into_iter().collect(), once_approved });
            }
        }
    }
    all.sort_by(|a, b| crate::model::id::natural(&a.clause, &b.clause));
    all
}

fn served(state: State<'_>, with_drafts: bool) -> Served {
    let mut served = Served::new();
    let State { handbook, assessment } = state;
    let mut note = |clauses: &[String], id: &str| {
        for clause in clauses.iter().map(|clause| clause.trim()).filter(|clause| !clause.is_empty()) {
            // One clause can be written in two ways.
            let clause = match handbook.frameworks.cited(clause) {
                Cited::Clause(framework, at) => handbook.frameworks.written(framework, at),
                _ => clause.to_string(),
            };
            served.entry(clause).or_default().insert(id.to_string());
        }
    };
    for (at, (document, own)) in handbook.documents.iter().zip(&assessment.documents).enumerate() {
        let look = Look { document, state: own };
        let draft = look.pending().filter(|_| with_drafts);
        let matrix = match draft {
            Some(_) => handbook.matrices.get(&at).and_then(|matrices| matrices.working.as_ref()),
            None => duties::matrix_in_force(handbook, &assessment.documents, at),
        };
        if let Some(revision) = draft.or_else(|| own.revision(document)) {
            note(&revision.meta.clauses, document.id.as_str());
        }
        for (_, activity) in matrix.iter().flat_map(|matrix| matrix.activities()) {
            note(&activity.clauses, document.id.as_str());
        }
    }
    for commitment in handbook.leadership.commitments.iter() {
        note(&commitment.clauses, commitment.sheet.id.as_str());
    }
    served
}
