//! `api/leadership.json`: clause 5.1 point by point, commitments with the state of each action and its evidence, records,
//! management reviews and decisions.

use super::documents::write;
use super::people::{titles, urls};
use crate::assess::leadership::{ActionState, POINTS, Recurrence};
use crate::lang::Wording;
use crate::model::leadership::{Action, Commitment, FileState, Record};
use crate::model::{Described, Sheet};
use crate::site::Site;
use crate::site::address::Page;
use serde_json::{Value, json};

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    let (leadership, state) = (&site.handbook.leadership, &site.assessment.leadership);
    let points = POINTS.iter().zip(&state.points).enumerate().map(|(at, (letter, answering))| {
        let commitments: Vec<&str> = answering.iter().map(|at| leadership.commitments[*at].id().as_str()).collect();
        let promise = state.point(at).map_or("uncommitted", |promise| promise.as_str());
        json!({ "clause": format!("5.1.{letter}"), "state": promise, "commitments": commitments })
    });
    let commitments = (0..leadership.commitments.len()).map(|at| commitment(site, at));
    let records = leadership.records.iter().enumerate().map(|(at, described)| record(site, at, described));
    let reviews = state.reviews.held.iter().map(|review| {
        let followed = review.followed.iter().map(|followed| {
            let decision = &leadership.records[followed.record].decisions[followed.decision];
            json!({ "id": decision.id, "state": followed.progress.as_str() })
        });
        json!({
            "record": leadership.records[review.record].id().as_str(),
            "date": review.date,
            "top_management": review.leaders,
            "counts": !review.leaders.is_empty(),
            "missing_inputs": review.missing,
            "followed": followed.collect::<Vec<_>>(),
        })
    });
    let next = state.reviews.pace.map(|pace| {
        let standing = match pace.on(site.assessment.as_of) {
            Recurrence::Past => "overdue",
            Recurrence::Soon => "due-soon",
            Recurrence::Ahead => "current",
        };
        json!({ "due": pace.due, "state": standing, "last": (!state.reviews.from_approval).then_some(pace.last) })
    });
    let decisions = state.decisions.iter().map(|state| {
        let decision = state.decision(site.handbook);
        json!({
            "id": decision.id,
            "record": leadership.records[state.record].id().as_str(),
            "decision": wording(site, &decision.decision),
            "taken": state.taken,
            "owner": decision.owner,
            "due": decision.due,
            "done": decision.done.filter(|_| !state.is_open()),
            "state": state.progress.as_str(),
        })
    });
    write(&json!({
        "schema": 1,
        "as_of": site.assessment.as_of,
        "points": points.collect::<Vec<_>>(),
        "commitments": commitments.collect::<Vec<_>>(),
        "records": records.collect::<Vec<_>>(),
        "management_reviews": { "next": next, "held": reviews.collect::<Vec<_>>() },
        "decisions": decisions.collect::<Vec<_>>(),
    }))
}

fn commitment(site: &Site<'_>, at: usize) -> Value {
    let commitment: &Commitment = &site.handbook.leadership.commitments[at];
    let state = &site.assessment.leadership.commitments[at];
    let actions = commitment.actions.iter().zip(&state.actions).map(|(action, state)| entry(site, action, state));
    json!({
        "id": commitment.id().as_str(),
        "title": sheet_titles(site, &commitment.sheet),
        "clauses": commitment.clauses,
        "accountable": commitment.accountable,
        "state": state.promise.as_str(),
        "actions": actions.collect::<Vec<_>>(),
        "url": urls(site, Page::Commitment(at)),
    })
}

fn entry(site: &Site<'_>, action: &Action, state: &ActionState) -> Value {
    let evidence = state.evidence.iter().map(|evidence| {
        json!({
            "record": site.handbook.leadership.records[evidence.record].id().as_str(),
            "date": evidence.date,
            "counts": evidence.counts(),
            "holders_present": evidence.holders,
        })
    });
    json!({
        "id": action.id,
        "what": wording(site, &action.what),
        "by": action.by,
        "every": action.every,
        "state": state.promise.as_str(),
        "last": state.last().map(|evidence| evidence.date),
        "due": state.pace.map(|pace| pace.due),
        "evidence": evidence.collect::<Vec<_>>(),
    })
}

fn record(site: &Site<'_>, at: usize, record: &Record) -> Value {
    let files = record.files.iter().map(|file| {
        let state = match file.state {
            FileState::Missing => "missing",
            FileState::Unpinned => "unpinned",
            FileState::Same => "same",
            FileState::Changed => "changed",
        };
        json!({ "path": file.path, "sha256": file.sha256, "found": file.found, "state": state })
    });
    let budgets = record.budgets.iter().map(|budget| {
        json!({
            "year": budget.year,
            "currency": budget.currency,
            "planned": budget.planned,
            "approved": budget.approved,
            "spent": budget.spent,
        })
    });
    json!({
        "id": record.id().as_str(),
        "title": sheet_titles(site, &record.sheet),
        "type": record.sort.map(|sort| sort.as_str()),
        "date": record.date,
        "attendees": record.present().collect::<Vec<_>>(),
        "chaired_by": record.chaired_by,
        "demonstrates": record.demonstrates,
        "budgets": budgets.collect::<Vec<_>>(),
        "files": files.collect::<Vec<_>>(),
        "url": urls(site, Page::Record(at)),
    })
}

/// A title for each language in which there is one.
pub fn sheet_titles(site: &Site<'_>, sheet: &Sheet) -> Value {
    titles(site, &sheet.title, &|lang| sheet.texts.get(&lang).and_then(|text| text.title.clone()))
}

/// Words for each language in which there are some.
pub fn wording(site: &Site<'_>, words: &Wording) -> Value {
    titles(site, words, &|_| None)
}
