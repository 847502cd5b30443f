//! Decisions on a day: carried out, open, due soon or overdue.

use crate::date::Date;
use crate::model::leadership::Decision;
use crate::model::{Described, Handbook};

/// A decision on a day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct DecisionState {
    /// The record that holds it, by its place.
    pub record: usize,
    /// Its place among the record's decisions.
    pub decision: usize,
    /// The day it was taken.
    pub taken: Date,
    /// How far it is.
    pub progress: Progress,
}

/// How far a decision is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Progress {
    /// Its day has passed and it is not done.
    Overdue,
    /// Its day is near.
    DueSoon,
    /// Its day is not near, or it has none.
    Open,
    /// Carried out.
    Done,
}

impl Progress {
    /// Its name in JSON and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Progress::Overdue => "overdue",
            Progress::DueSoon => "due-soon",
            Progress::Open => "open",
            Progress::Done => "done",
        }
    }

    /// How far a decision is on a day. What is marked as done on a later day is not done yet.
    pub fn of(handbook: &Handbook, decision: &Decision, as_of: Date) -> Progress {
        if decision.done.is_some_and(|done| done <= as_of) {
            return Progress::Done;
        }
        match decision.due {
            Some(due) if as_of > due => Progress::Overdue,
            Some(due) if as_of >= due.minus(handbook.config.due_soon) => Progress::DueSoon,
            _ => Progress::Open,
        }
    }
}

impl DecisionState {
    /// The decision itself.
    pub fn decision<'a>(&self, handbook: &'a Handbook) -> &'a Decision {
        &handbook.leadership.records[self.record].decisions[self.decision]
    }

    /// Whether it waits to be carried out.
    pub fn is_open(&self) -> bool {
        self.progress != Progress::Done
    }
}

/// All decisions of records up to the day, the oldest first.
pub fn decisions(handbook: &Handbook, as_of: Date) -> Vec<DecisionState> {
    let records = &handbook.leadership.records;
    let mut all: Vec<DecisionState> = records
        .iter()
        .enumerate()
        .filter_map(|(at, record)| Some((at, record, record.date.filter(|date| *date <= as_of)?)))
        .flat_map(|(record, described, taken)| {
            described.decisions.iter().enumerate().map(move |(at, decision)| DecisionState {
                record,
                decision: at,
                taken,
                progress: Progress::of(handbook, decision, as_of),
            })
        })
        .collect();
    all.sort_by(|a, b| {
        let place = |state: &DecisionState| (records[state.record].id().clone(), state.decision);
        a.taken.cmp(&b.taken).then_with(|| place(a).cmp(&place(b)))
    });
    all
}
