//! What happened to documents: approvals, translations, reviews, retirements, newest first.

use crate::archive::Act;
use crate::assess::{Assessment, Standing, review};
use crate::date::Date;
use crate::lang::Lang;
use crate::model::Handbook;
use crate::version::Version;
use std::cmp::Reverse;

/// Something that happened to a document.
#[derive(Clone, Debug)]
pub struct Event {
    /// When.
    pub date: Date,
    /// The document, by its place in the handbook.
    pub document: usize,
    /// What.
    pub what: What,
    /// In which roles and by whom.
    pub by: Vec<(String, String)>,
}

/// What happened.
#[derive(Clone, Debug)]
pub enum What {
    /// A version was approved: its place in the state's `versions`.
    Approved(usize),
    /// A version's text in a language was sealed.
    Translated(Version, Lang),
    /// The text was reviewed.
    Reviewed {
        /// `unchanged` or `change-needed`; may be empty.
        outcome: String,
        /// The reviewer's note; may be empty.
        note: String,
    },
    /// The document ended.
    Retired,
}

/// All events up to the as-of date that readers may know of: those of documents with a page.
pub fn events(handbook: &Handbook, assessment: &Assessment) -> Vec<Event> {
    let mut events = Vec::new();
    for (at, (document, state)) in handbook.documents.iter().zip(&assessment.documents).enumerate() {
        if matches!(state.standing, Standing::Broken | Standing::Unapproved | Standing::NotYet(_)) {
            continue;
        }
        for (place, version) in
            state.versions.iter().enumerate().filter(|(_, version)| version.effective <= assessment.as_of)
        {
            let by = version.at.revision(document).map(|revision| {
                revision.meta.approval.iter().map(|entry| (entry.role.clone(), entry.person.clone())).collect()
            });
            let date = version.approved;
            events.push(Event { date, document: at, what: What::Approved(place), by: by.unwrap_or_default() });
        }
        for review in review::recorded(document, assessment.as_of) {
            events.push(Event {
                date: review.date,
                document: at,
                what: What::Reviewed { outcome: review.outcome, note: review.note },
                by: vec![(review.role, review.person)],
            });
        }
        for sealed in document.trail.iter().flat_map(|trail| &trail.sealed) {
            if let Act::Translated { language, .. } = &sealed.event.act
                && sealed.event.date <= assessment.as_of
            {
                events.push(Event {
                    date: sealed.event.date,
                    document: at,
                    what: What::Translated(sealed.event.version.clone(), *language),
                    by: sealed.event.by.iter().map(|by| (by.role.clone(), by.person.clone())).collect(),
                });
            }
        }
        if let Standing::Retired(end) = &state.standing
            && let Some(date) = end.date
        {
            events.push(Event { date, document: at, what: What::Retired, by: end.by.clone() });
        }
    }
    // Of one day they stay in the order of documents, which is that of their ids.
    events.sort_by_key(|event| Reverse(event.date));
    events
}
