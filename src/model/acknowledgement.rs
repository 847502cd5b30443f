//! Read receipts (clause 7.3): who confirmed on which day that they read which version of a document.

use crate::date::Date;
use crate::version::Version;

/// One confirmation, its names found.
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// Who, by their place among the people.
    pub person: usize,
    /// The document, by its place among the documents.
    pub document: usize,
    /// The version that was read.
    pub version: Version,
    /// When.
    pub date: Date,
}
