//! Read receipts of documents that stay: roles that go are not counted apart, versions that go are not named.

use super::Places;
use crate::assess::DocumentState;
use crate::assess::acknowledgements::Reading;
use crate::model::acknowledgement::Receipt;

/// The receipts of documents that stay.
pub fn cut(receipts: &[Receipt], places: &Places) -> Vec<Receipt> {
    receipts.iter().filter_map(|receipt| moved(receipt, places)).collect()
}

fn moved(receipt: &Receipt, places: &Places) -> Option<Receipt> {
    Some(Receipt { document: places.documents[receipt.document]?, ..receipt.clone() })
}

/// How the documents that stay have been read; `documents` are their states, in the order of their new places.
pub fn states(readings: &[Option<Reading>], documents: &[DocumentState], places: &Places) -> Vec<Option<Reading>> {
    let staying = readings.iter().zip(&places.documents).filter_map(|(reading, place)| Some((reading, (*place)?)));
    staying.map(|(reading, place)| state(reading.as_ref()?, &documents[place], places)).collect()
}

fn state(reading: &Reading, document: &DocumentState, places: &Places) -> Option<Reading> {
    let stays = |version: &crate::version::Version| document.versions.iter().any(|own| own.version == *version);
    let readers = reading.readers.iter().map(|(person, receipt)| {
        let receipt = receipt.as_ref().filter(|receipt| stays(&receipt.version));
        (*person, receipt.and_then(|receipt| moved(receipt, places)))
    });
    let roles = reading.roles.iter().filter_map(|(role, read, all)| Some((places.roles[*role]?, *read, *all)));
    stays(&reading.version).then(|| Reading { readers: readers.collect(), roles: roles.collect(), ..reading.clone() })
}
