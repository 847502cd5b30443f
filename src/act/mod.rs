//! What people do to documents: approve, review, retire, seal a translation, sign. Each act is checked first, becomes a
//! plan, and only then is anything written.
//!
//! Knows the handbook on the act's day, who may do what, and what the archive would take. Knows no command line. All is
//! decided in pure functions; `write` alone touches the disk.

pub mod approve;
mod check;
pub mod entitled;
mod front;
mod given;
pub mod retire;
pub mod review;
pub mod sign;
mod text;
pub mod translate;
pub mod write;

#[cfg(test)]
#[allow(clippy::disallowed_methods)] // Tests stand on a disk of their own.
mod tests;

use crate::archive::{self, Archive, SealFault, SealPlan};
use crate::assess::Assessment;
use crate::date::Date;
use crate::finding::Finding;
use crate::finding::policy::Judged;
use crate::lang::Say;
use crate::model::Handbook;
use crate::resolve;
use crate::source::Sources;
use std::sync::Arc;

/// What every act looks at: the handbook on the act's day, what was found in it, and its archive.
pub struct Office<'a> {
    /// The files.
    pub sources: &'a Sources,
    /// What they mean.
    pub handbook: &'a Handbook,
    /// The state of the documents on the day.
    pub assessment: &'a Assessment,
    /// All findings of the day.
    pub judged: &'a Judged,
    /// The archive.
    pub archive: Archive,
    /// What is wrong in the archive, whatever the configuration says of the rules' levels.
    pub faults: Vec<Finding>,
}

impl<'a> Office<'a> {
    /// Opens the office: reads the archive, which it checks as `verify` does. `found` is what was found in reading.
    pub fn open(
        sources: &'a Sources,
        handbook: &'a Handbook,
        found: &[Finding],
        assessment: &'a Assessment,
        judged: &'a Judged,
    ) -> Office<'a> {
        let archive = archive::read(sources, &resolve::emails(&handbook.organisation.people)).value;
        Office { sources, handbook, assessment, judged, archive, faults: faults(sources, found) }
    }

    /// The day of an act without a date of its own.
    pub fn day(&self) -> Date {
        self.assessment.as_of
    }
}

/// What was found in the archive's folder: by checking it, and by reading its files in the first place.
pub fn faults(sources: &Sources, found: &[Finding]) -> Vec<Finding> {
    let folder = format!("{}/", archive::folder(sources));
    found.iter().filter(|finding| finding.place.path.starts_with(&folder)).cloned().collect()
}

/// Who wants to act, in which role, and when: as typed.
#[derive(Clone, Copy, Debug)]
pub struct Actor<'r> {
    /// The role's id.
    pub role: &'r str,
    /// The person's id.
    pub person: &'r str,
    /// The day; that of the office when not given.
    pub date: Option<Date>,
}

/// What an act is going to write.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The document's id.
    pub document: String,
    /// The working file's new text; none when it stays as it is.
    pub working: Option<Rewrite>,
    /// The event; none for an approval that does not complete its rule.
    pub seal: Option<SealPlan>,
    /// Roles whose approval is still awaited.
    pub awaited: Vec<String>,
    /// What the person should know besides.
    pub notes: Vec<Say>,
}

/// A working file before and after.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// The file, from the root.
    pub path: Arc<str>,
    /// Its text as read.
    pub before: Arc<str>,
    /// Its text as it is to be.
    pub after: String,
}

/// Why an act may not be done. Nothing was changed.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// What stands in the way; no final full stop.
    pub says: Say,
    /// The next step.
    pub help: Say,
    /// What was found, where that is the reason.
    pub findings: Vec<Finding>,
}

impl Refusal {
    fn new(says: Say, help: Say) -> Refusal {
        Refusal { says, help, findings: Vec::new() }
    }

    fn found(mut self, findings: Vec<Finding>) -> Refusal {
        self.findings = findings;
        self
    }
}

impl From<SealFault> for Refusal {
    fn from(fault: SealFault) -> Refusal {
        Refusal::new(fault.says, fault.help)
    }
}

/// What an act came to.
pub type Decision = Result<Plan, Refusal>;
