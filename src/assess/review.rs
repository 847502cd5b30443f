//! When a document is reviewed next (clause 7.5.2 c): computed from what was done, never typed.

use super::document::VersionState;
use crate::archive::Act;
use crate::date::{Date, Interval};
use crate::model::Handbook;
use crate::model::document::{Document, ReviewRule};

/// Where the review stands on the day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ReviewState {
    /// The due day has passed.
    Overdue,
    /// The due day is near, or today.
    DueSoon,
    /// Not due for a while.
    Current,
    /// Nothing is in force, or no review is planned.
    None,
}

impl ReviewState {
    /// Its name in JSON, CSV and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            ReviewState::Overdue => "overdue",
            ReviewState::DueSoon => "due-soon",
            ReviewState::Current => "current",
            ReviewState::None => "none",
        }
    }
}

/// A document's review on the day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Review {
    /// Where it stands.
    pub state: ReviewState,
    /// The last approval or review.
    pub last: Option<Date>,
    /// The day by which the next is due.
    pub due: Option<Date>,
    /// The first day on which it is due soon.
    pub soon: Option<Date>,
    /// The interval; none when never.
    pub every: Option<Interval>,
}

/// A review that was recorded, from the archive or from the front matter of a document without one.
#[derive(Clone, Debug, PartialEq)]
pub struct Recorded {
    /// When.
    pub date: Date,
    /// In which role; may be empty.
    pub role: String,
    /// Who; may be empty.
    pub person: String,
    /// `unchanged` or `change-needed`; may be empty.
    pub outcome: String,
    /// The reviewer's note; may be empty.
    pub note: String,
    /// The event's place in the trail, for its evidence.
    pub event: Option<usize>,
}

/// All recorded reviews up to the day, the oldest first.
pub fn recorded(document: &Document, as_of: Date) -> Vec<Recorded> {
    let mut reviews: Vec<Recorded> = match &document.trail {
        Some(trail) => trail
            .sealed
            .iter()
            .enumerate()
            .filter_map(|(at, sealed)| match &sealed.event.act {
                Act::Reviewed { outcome, note } => Some(Recorded {
                    date: sealed.event.date,
                    role: sealed.event.by.first().map(|by| by.role.clone()).unwrap_or_default(),
                    person: sealed.event.by.first().map(|by| by.person.clone()).unwrap_or_default(),
                    outcome: outcome.as_str().to_string(),
                    note: note.clone().unwrap_or_default(),
                    event: Some(at),
                }),
                _ => None,
            })
            .collect(),
        None => document
            .working
            .iter()
            .flat_map(|working| &working.meta.reviewed)
            .filter_map(|review| {
                Some(Recorded {
                    date: review.date?,
                    role: review.role.clone().unwrap_or_default(),
                    person: review.person.clone().unwrap_or_default(),
                    outcome: review.outcome.clone().unwrap_or_default(),
                    note: review.note.clone().unwrap_or_default(),
                    event: None,
                })
            })
            .collect(),
    };
    reviews.retain(|review| review.date <= as_of);
    reviews.sort_by_key(|review| review.date);
    reviews
}

/// The review of the version in force: due after the last of its approval and the recorded reviews, plus the interval.
pub fn review(handbook: &Handbook, document: &Document, current: Option<&VersionState>, as_of: Date) -> Review {
    let nothing = Review { state: ReviewState::None, last: None, due: None, soon: None, every: None };
    let Some(current) = current else { return nothing };
    let rule = current.at.revision(document).and_then(|revision| revision.meta.review);
    let last = recorded(document, as_of).last().map_or(current.approved, |review| review.date.max(current.approved));
    match rule.unwrap_or(ReviewRule::Every(handbook.config.review_every)) {
        ReviewRule::Never => Review { last: Some(last), ..nothing },
        ReviewRule::Every(every) => {
            let due = last.plus(every);
            let soon = due.minus(handbook.config.due_soon);
            Review {
                state: state(due, soon, as_of),
                last: Some(last),
                due: Some(due),
                soon: Some(soon),
                every: Some(every),
            }
        }
    }
}

/// Due soon from `soon` up to and including the due day; overdue from the day after it.
pub fn state(due: Date, soon: Date, as_of: Date) -> ReviewState {
    if as_of > due {
        ReviewState::Overdue
    } else if as_of >= soon {
        ReviewState::DueSoon
    } else {
        ReviewState::Current
    }
}
