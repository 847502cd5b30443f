//! Documents that too few of those whom they concern have confirmed to have read (clause 7.3).

use crate::assess::Assessment;
use crate::date::Interval;
use crate::finding::catalogue::others as rules;
use crate::finding::{Finding, Place};
use crate::model::Handbook;
use crate::say;

/// The days that people have to read a version.
const GRACE: Interval = Interval::days(30);

/// Findings on all documents.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    for (at, reading) in assessment.acknowledgements.iter().enumerate() {
        let Some(reading) = reading.as_ref().filter(|reading| reading.is_low()) else { continue };
        if reading.since.is_none_or(|since| since.plus(GRACE) > assessment.as_of) {
            continue;
        }
        let document = &handbook.documents[at];
        let Some(path) = document.face().map(|face| &face.path) else { continue };
        let (read, all, version) = (reading.read(), reading.readers.len(), &reading.version);
        let says = say!(
            "{read} of {all} people have confirmed that they read version {version}",
            "{read} personnes sur {all} ont confirmé avoir lu la version {version}"
        );
        let finding = Finding::new(&rules::ACKNOWLEDGEMENT_LOW, Place::value(path, "version"), says);
        found.push(finding.about(document.id.as_str()));
    }
}
