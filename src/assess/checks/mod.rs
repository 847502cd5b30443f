//! Everything that can be wrong with a handbook on a day. One file a family; each check reads like a sentence.
//!
//! Checks see the model and its assessment only. Rules and their levels live in the catalogue.

mod acknowledgements;
mod approvals;
mod classification;
mod clauses;
mod differs;
mod documents;
#[cfg(test)]
mod duty_tests;
mod exceptions;
mod leadership;
mod links;
mod matrices;
mod objectives;
mod organisation;
mod placeholders;
mod responsibilities;
mod separations;
mod translations;

use super::Assessment;
use crate::finding::Finding;
use crate::model::Handbook;
use rayon::prelude::*;

/// All findings of the day, in no particular order.
pub fn all(handbook: &Handbook, assessment: &Assessment) -> Vec<Finding> {
    let mut found: Vec<Finding> = handbook
        .documents
        .par_iter()
        .zip(&assessment.documents)
        .flat_map_iter(|(document, state)| {
            let mut found = Vec::new();
            approvals::check(handbook, document, state, assessment.as_of, &mut found);
            documents::check(handbook, document, state, assessment.as_of, &mut found);
            translations::check(handbook, document, state, &mut found);
            found
        })
        .collect();
    classification::check(handbook, &mut found);
    clauses::check(handbook, assessment, &mut found);
    organisation::check(handbook, assessment, &mut found);
    matrices::check(handbook, assessment, &mut found);
    separations::check(handbook, assessment, &mut found);
    responsibilities::check(handbook, assessment, &mut found);
    leadership::check(handbook, assessment, &mut found);
    objectives::check(handbook, assessment, &mut found);
    exceptions::check(handbook, assessment, &mut found);
    acknowledgements::check(handbook, assessment, &mut found);
    found.extend(links::check(handbook, assessment));
    found.extend(placeholders::check(handbook));
    found
}
