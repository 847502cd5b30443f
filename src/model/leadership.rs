//! Leadership (clause 5.1): what top management promises, and the dated records that show whether it was done.
//!
//! Knows no day: whether an action is kept or lapsed is asked in `assess`.

use super::Sheet;
use crate::date::{Date, Interval};
use crate::lang::Wording;
use std::sync::Arc;

/// A promise of top management. What it says is the lips, its actions are the boots.
#[derive(Clone, Debug)]
pub struct Commitment {
    /// Id, title and text.
    pub sheet: Sheet,
    /// The clauses it answers, as written.
    pub clauses: Vec<String>,
    /// The role that answers for it.
    pub accountable: Option<String>,
    /// What is done to keep it.
    pub actions: Vec<Action>,
}

/// Something that a role does again and again to keep a commitment.
#[derive(Clone, Debug)]
pub struct Action {
    /// Its id, unique among the actions of all commitments.
    pub id: String,
    /// What is done.
    pub what: Wording,
    /// The role that does it.
    pub by: String,
    /// How often; none when it was left out or could not be read, which was reported.
    pub every: Option<Interval>,
}

/// A dated piece of evidence (clauses 7.5 and 9.3): who met, what was brought, decided and shown.
#[derive(Clone, Debug)]
pub struct Record {
    /// Id, title and text.
    pub sheet: Sheet,
    /// What it is a record of.
    pub sort: Option<RecordType>,
    /// The day; a record without one shows nothing.
    pub date: Option<Date>,
    /// The people who were there.
    pub attendees: Vec<String>,
    /// Who chaired; counts as an attendee.
    pub chaired_by: Option<String>,
    /// The actions that it shows were done.
    pub demonstrates: Vec<String>,
    /// What was brought before a management review, by the name of the input, in the author's order.
    pub inputs: Vec<(String, Wording)>,
    /// What was decided.
    pub decisions: Vec<Decision>,
    /// Money planned, approved and spent.
    pub budgets: Vec<Budget>,
    /// Files that prove it.
    pub files: Vec<EvidenceFile>,
}

impl Record {
    /// Everybody who was there: the attendees, and who chaired.
    pub fn present(&self) -> impl Iterator<Item = &str> {
        let chair = self.chaired_by.iter().filter(|chair| !self.attendees.contains(chair));
        self.attendees.iter().chain(chair).map(String::as_str)
    }
}

/// What a record is of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum RecordType {
    /// A management review (clause 9.3).
    ManagementReview,
    /// A decision.
    Decision,
    /// An approval of money.
    Budget,
    /// A communication of top management.
    Communication,
    /// A training.
    Training,
    /// An audit (clause 9.2).
    Audit,
    /// Another meeting.
    Meeting,
}

impl RecordType {
    /// Every type with its name in front matter and JSON.
    pub const ALL: [(RecordType, &'static str); 7] = [
        (RecordType::ManagementReview, "management-review"),
        (RecordType::Decision, "decision"),
        (RecordType::Budget, "budget"),
        (RecordType::Communication, "communication"),
        (RecordType::Training, "training"),
        (RecordType::Audit, "audit"),
        (RecordType::Meeting, "meeting"),
    ];

    /// The type of that name.
    pub fn parse(name: &str) -> Option<RecordType> {
        RecordType::ALL.iter().find(|(_, own)| *own == name).map(|(sort, _)| *sort)
    }

    /// Its name in front matter and JSON.
    pub fn as_str(self) -> &'static str {
        RecordType::ALL.iter().find(|(sort, _)| *sort == self).map_or("meeting", |(_, name)| *name)
    }
}

/// Something decided, to be carried out.
#[derive(Clone, Debug)]
pub struct Decision {
    /// Its id, unique among the decisions of all records.
    pub id: String,
    /// What was decided.
    pub decision: Wording,
    /// The role that carries it out.
    pub owner: Option<String>,
    /// The last day in time.
    pub due: Option<Date>,
    /// The day it was done.
    pub done: Option<Date>,
}

/// Money of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// The year, as written.
    pub year: String,
    /// The currency's code, as written.
    pub currency: Option<String>,
    /// Asked for, in whole units of the currency.
    pub planned: Option<f64>,
    /// Voted.
    pub approved: Option<f64>,
    /// Used so far.
    pub spent: Option<f64>,
}

/// A file that proves something, with the digest it had.
#[derive(Clone, Debug)]
pub struct EvidenceFile {
    /// From the record's folder, as written.
    pub path: String,
    /// sha256 in hexadecimal, when the record names one.
    pub sha256: Option<String>,
    /// The file among the handbook's, when it is there.
    pub source: Option<Arc<str>>,
    /// Its sha256 as it is, in hexadecimal.
    pub found: Option<String>,
    /// Whether it is what it was.
    pub state: FileState,
}

/// Whether an evidence file is what it was when it was recorded.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum FileState {
    /// It is not there, or cannot be read.
    #[default]
    Missing,
    /// It is there; the record names no digest to hold it to.
    Unpinned,
    /// Its digest is the recorded one.
    Same,
    /// Its digest is another.
    Changed,
}

/// What a management review must look at (clause 9.3.2), by the name of the key, in the standard's order.
pub const REVIEW_INPUTS: [&str; 10] = [
    "previous_actions",
    "changes",
    "interested_parties",
    "nonconformities",
    "measurements",
    "audits",
    "objectives",
    "feedback",
    "risks",
    "improvements",
];
