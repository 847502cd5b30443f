//! What is true on a day: (handbook, as-of date) → assessment, and what is wrong on that day.
//!
//! The first stage that knows a date. Pure: the same handbook can be assessed for any day, as editions do.

pub mod acknowledgements;
pub mod approval;
pub mod checks;
pub mod coverage;
pub mod document;
pub mod duties;
pub mod exceptions;
pub mod leadership;
pub mod matrix_changes;
pub mod measures;
pub mod review;
pub mod translation;

pub use approval::Judgement;
pub use coverage::Coverage;
pub use document::{DocumentState, Integrity, Retirement, Standing, VersionRef, VersionState};
pub use duties::{Duties, Duty, Through};
pub use exceptions::{ExceptionStanding, ExceptionState};
pub use leadership::LeadershipState;
pub use measures::{IndicatorState, Measures, ObjectiveState};
pub use review::{Review, ReviewState};
pub use translation::TranslationState;

use crate::date::Date;
use crate::finding::Checked;
use crate::model::Handbook;
use rayon::prelude::*;

/// A handbook as it stands on one day.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// The day.
    pub as_of: Date,
    /// One state for each of the handbook's documents, in the same order.
    pub documents: Vec<DocumentState>,
    /// Whether leadership did what it promised.
    pub leadership: LeadershipState,
    /// What each role and person is responsible for.
    pub duties: Duties,
    /// One entry for each of the handbook’s frameworks: which clauses are answered, and by what.
    pub coverage: Vec<Coverage>,
    /// Objectives and indicators, in the handbook's order.
    pub measures: Measures,
    /// Exceptions, in the handbook's order.
    pub exceptions: Vec<ExceptionState>,
    /// The documents' states on the day of each edition, in the order of the configuration's; empty for one still to come.
    pub editions: Vec<Vec<DocumentState>>,
    /// How each document has been read, in the handbook's order; none where receipts are not asked.
    pub acknowledgements: Vec<Option<acknowledgements::Reading>>,
}

/// The state of every document on a day.
fn documents_on(handbook: &Handbook, day: Date) -> Vec<DocumentState> {
    handbook.documents.par_iter().map(|document| document::state(handbook, document, day)).collect()
}

/// Assesses a handbook without looking for faults.
pub fn states(handbook: &Handbook, as_of: Date) -> Assessment {
    let documents = documents_on(handbook, as_of);
    let leadership = LeadershipState::on(handbook, &documents, as_of);
    let (duties, coverage) = rayon::join(
        || Duties::on(handbook, &documents, &leadership, as_of),
        || coverage::on(handbook, &documents, &leadership, as_of),
    );
    let measures = measures::states(handbook, as_of);
    let exceptions = exceptions::states(handbook, as_of);
    let editions = handbook.config.editions.iter();
    let editions =
        editions.map(|edition| if edition.date <= as_of { documents_on(handbook, edition.date) } else { vec![] });
    let editions = editions.collect();
    let acknowledgements = acknowledgements::states(handbook, &documents, as_of);
    Assessment { as_of, documents, leadership, duties, coverage, measures, exceptions, acknowledgements, editions }
}

/// Assesses a handbook and runs every check on it.
pub fn assess(handbook: &Handbook, as_of: Date) -> Checked<Assessment> {
    let assessment = states(handbook, as_of);
    let findings = checks::all(handbook, &assessment);
    Checked { value: assessment, findings }
}
