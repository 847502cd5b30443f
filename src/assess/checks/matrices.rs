//! The tables of matrices (clause 5.3): every activity has exactly one role that answers for it and somebody who does it,
//! and no other table says otherwise.
//!
//! Checks what authors are writing: the working files, drafts too. What cannot be read was reported when it was read.

use crate::assess::{Assessment, Standing, duties};
use crate::finding::catalogue::responsibilities as rules;
use crate::finding::{Finding, Place};
use crate::model::document::Lifecycle;
use crate::model::matrix::{Activity, Gap, Matrix, MatrixTable};
use crate::model::{Handbook, Id};
use crate::say;
use std::collections::BTreeMap;

/// Findings on all matrices.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let mut seen: BTreeMap<&str, Seen<'_>> = BTreeMap::new();
    for (document, matrices) in &handbook.matrices {
        if is_over(handbook, assessment, *document) {
            continue;
        }
        if let Some(matrix) = &matrices.working {
            for (table, activity) in matrix.activities() {
                gaps(handbook, matrix, table, activity, found);
            }
        }
        // Without a working file the archive alone speaks; it can still contradict what others write.
        let current = matrices.working.as_ref();
        let Some(matrix) = current.or_else(|| duties::matrix_in_force(handbook, &assessment.documents, *document))
        else {
            continue;
        };
        for (table, activity) in matrix.activities() {
            conflict(handbook, matrix, table, activity, &mut seen, found);
        }
    }
}

/// Whether a matrix gives nobody anything to do any more.
fn is_over(handbook: &Handbook, assessment: &Assessment, document: usize) -> bool {
    let working = handbook.documents[document].working.as_ref();
    working.is_some_and(|working| working.meta.status == Some(Lifecycle::Retired))
        || matches!(assessment.documents[document].standing, Standing::Retired(_))
}

fn gaps(handbook: &Handbook, matrix: &Matrix, table: &MatrixTable, activity: &Activity, found: &mut Vec<Finding>) {
    let name = activity.name(matrix.lang, matrix.lang).0;
    let alphabet = &handbook.alphabet;
    for gap in table.gaps(activity, alphabet) {
        let codes = |letters| alphabet.codes(letters).join(", ");
        let (accountable, responsible) = (codes(alphabet.accountable()), codes(alphabet.responsible()));
        let activity_at = Place::bytes(&table.path, activity.at.start..activity.at.end);
        let finding = match gap {
            Gap::NobodyAccountable => {
                let says = say!("nobody answers for `{name}`", "personne ne rend compte de `{name}`");
                let help = say!(
                    "Put `{accountable}` in the column of the one role that answers for it.",
                    "Mettez `{accountable}` dans la colonne du seul rôle qui en répond."
                );
                Finding::new(&rules::ACCOUNTABLE_MISSING, activity_at, says).help(help)
            }
            Gap::NobodyResponsible => {
                let says = say!("nobody does `{name}`", "personne ne réalise `{name}`");
                let help = say!(
                    "Put `{responsible}` in the column of each role that does it; `{accountable}/{responsible}` where the role that answers for it does it itself.",
                    "Mettez `{responsible}` dans la colonne de chaque rôle qui la réalise; `{accountable}/{responsible}` si le rôle qui en répond la réalise lui-même."
                );
                Finding::new(&rules::RESPONSIBLE_MISSING, activity_at, says).help(help)
            }
            Gap::SeveralAccountable => {
                let Some(second) = table.second_accountable(activity, alphabet) else { continue };
                let at = activity.places[second];
                let columns = table.columns.iter().zip(&activity.letters);
                let columns = columns.filter(|(_, letters)| letters.meets(alphabet.accountable()));
                let list = columns.map(|(column, _)| column.heading.as_str()).collect::<Vec<_>>().join(", ");
                let says = say!(
                    "several roles answer for `{name}`: {list}",
                    "plusieurs rôles rendent compte de `{name}`\u{a0}: {list}"
                );
                Finding::new(&rules::ACCOUNTABLE_TWICE, Place::bytes(&table.path, at.start..at.end), says)
            }
        };
        found.push(finding.about(matrix.document.as_str()));
    }
}

/// Where an activity stood first, and who answers for it there.
struct Seen<'a> {
    document: &'a Id,
    accountable: Vec<&'a Id>,
}

fn conflict<'a>(
    handbook: &Handbook,
    matrix: &'a Matrix,
    table: &'a MatrixTable,
    activity: &'a Activity,
    seen: &mut BTreeMap<&'a str, Seen<'a>>,
    found: &mut Vec<Finding>,
) {
    let mut accountable = table.holders(activity, handbook.alphabet.accountable());
    accountable.sort();
    if accountable.is_empty() {
        return;
    }
    let earlier = activity.keys.iter().find_map(|key| seen.get(key.as_str()));
    if let Some(earlier) = earlier.filter(|earlier| earlier.accountable != accountable) {
        let name = activity.name(matrix.lang, matrix.lang).0;
        let (first, before, now) = (earlier.document, list(&earlier.accountable), list(&accountable));
        let says = if *first == matrix.document {
            say!(
                "`{name}` stands here twice: first {before} answers for it, then {now}",
                "`{name}` figure ici deux fois\u{a0}: {before} en répond d’abord, puis {now}"
            )
        } else {
            say!(
                "{now} answers for `{name}` here, {before} in {first}",
                "{now} répond de `{name}` ici, {before} dans {first}"
            )
        };
        let cell = table.parts(activity).find(|(_, letters, _)| letters.meets(handbook.alphabet.accountable()));
        let at = cell.map_or(activity.at, |(_, _, at)| at);
        let place = Place::bytes(&table.path, at.start..at.end);
        found.push(Finding::new(&rules::ACTIVITY_CONFLICT, place, says).about(matrix.document.as_str()));
    }
    for key in &activity.keys {
        seen.entry(key).or_insert_with(|| Seen { document: &matrix.document, accountable: accountable.clone() });
    }
}

fn list(roles: &[&Id]) -> String {
    roles.iter().map(|role| format!("`{role}`")).collect::<Vec<_>>().join(", ")
}
