//! Management reviews (clause 9.3): held within the interval, with top management there, its inputs complete, and earlier
//! decisions followed up.

use super::recurrence::Pace;
use super::{decisions::Progress, is_past};
use crate::assess::document::DocumentState;
use crate::date::Date;
use crate::model::leadership::{REVIEW_INPUTS, Record, RecordType};
use crate::model::{Described, Handbook};

/// Management reviews on a day.
#[derive(Clone, Debug, Default)]
pub struct Reviews {
    /// Those held up to the day, the newest first.
    pub held: Vec<ReviewHeld>,
    /// When the next is due: counted from the last that top management attended, else from the oldest approval.
    pub pace: Option<Pace>,
    /// Whether the pace counts from the oldest approval, no review having been held.
    pub from_approval: bool,
}

/// A management review that was held.
#[derive(Clone, Debug)]
pub struct ReviewHeld {
    /// Its record's place.
    pub record: usize,
    /// Its day.
    pub date: Date,
    /// Those present who held a role of top management that day. Without any the review does not count.
    pub leaders: Vec<String>,
    /// The inputs that are not there, by the name of the key.
    pub missing: Vec<&'static str>,
    /// Decisions of earlier reviews that were open when the review before ended, and how far each was on this day.
    pub followed: Vec<Followed>,
}

/// An earlier decision at a review.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Followed {
    /// The record that holds it.
    pub record: usize,
    /// Its place among the record's decisions.
    pub decision: usize,
    /// How far it was on the day of the review.
    pub progress: Progress,
}

/// All management reviews up to the day.
pub fn reviews(handbook: &Handbook, documents: &[DocumentState], as_of: Date) -> Reviews {
    let records = &handbook.leadership.records;
    let mut held: Vec<ReviewHeld> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.sort == Some(RecordType::ManagementReview) && is_past(record, as_of))
        .filter_map(|(at, record)| {
            Some(ReviewHeld {
                record: at,
                date: record.date?,
                leaders: leaders(handbook, record),
                missing: missing(record),
                followed: Vec::new(),
            })
        })
        .collect();
    held.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| records[b.record].id().cmp(records[a.record].id())));
    for at in 0..held.len() {
        held[at].followed = followed(handbook, &held, at);
    }
    let last = held.iter().find(|review| !review.leaders.is_empty()).map(|review| review.date);
    let approval = || {
        let approvals = documents.iter().flat_map(|state| state.versions.iter().map(|version| version.approved));
        approvals.filter(|approved| *approved <= as_of).min()
    };
    let config = &handbook.config;
    let pace = last.or_else(approval).map(|last| Pace::new(last, config.management_review, config.due_soon));
    Reviews { from_approval: last.is_none() && pace.is_some(), held, pace }
}

/// Those present who held a role of top management on the record's day.
pub fn leaders(handbook: &Handbook, record: &Record) -> Vec<String> {
    let Some(date) = record.date else { return Vec::new() };
    let top = || handbook.organisation.roles.iter().filter(|role| role.top_management);
    record.present().filter(|person| top().any(|role| role.held_by(person, date))).map(str::to_string).collect()
}

/// The inputs of clause 9.3.2 that a record does not have, or has empty.
pub fn missing(record: &Record) -> Vec<&'static str> {
    let given = |name: &str| {
        let words = record.inputs.iter().filter(|(own, _)| own == name).map(|(_, words)| words);
        words
            .flat_map(|words| words.all.iter().chain(words.by.iter().map(|(_, text)| text)))
            .any(|text| !text.trim().is_empty())
    };
    REVIEW_INPUTS.into_iter().filter(|name| !given(name)).collect()
}

/// What the review at this place of `held` (newest first) had to follow up.
fn followed(handbook: &Handbook, held: &[ReviewHeld], at: usize) -> Vec<Followed> {
    let records = &handbook.leadership.records;
    let Some(before) = held.get(at + 1) else { return Vec::new() };
    let mut all = Vec::new();
    for earlier in held[at + 1..].iter().rev() {
        for (decision, taken) in records[earlier.record].decisions.iter().enumerate() {
            let closed_before =
                earlier.record != before.record && Progress::of(handbook, taken, before.date) == Progress::Done;
            if !closed_before {
                let progress = Progress::of(handbook, taken, held[at].date);
                all.push(Followed { record: earlier.record, decision, progress });
            }
        }
    }
    all
}
