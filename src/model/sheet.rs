//! What commitments, records, objectives, indicators and exceptions have in common: each is a file that is published as it
//! stands, without approval.

use super::{Id, Kind, Texts};
use crate::lang::Wording;
use crate::source::yaml::Node;
use std::sync::Arc;

/// The common part of a file that is published from the working text at once.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// The main file.
    pub path: Arc<str>,
    /// Its title by language.
    pub title: Wording,
    /// One sentence on it.
    pub summary: Wording,
    /// Its words by language.
    pub texts: Texts,
    /// Its classification, when its front matter names one.
    pub classification: Option<String>,
    /// What templates of the handbook's own may use.
    pub extra: Node,
}
