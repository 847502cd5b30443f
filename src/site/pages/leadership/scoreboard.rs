//! `/leadership/`: which promises of clause 5.1 were kept, when last, and who was there.

use super::{card, decision_row, due, last_time, people, promise_chip, soonest};
use crate::assess::leadership::{
    CommitmentState, Evidence, POINTS, Progress, Promise, Recurrence, ReviewHeld, points_of,
};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::leadership::{LeadershipPage, ManagementReviewRow, PointRow};
use crate::view::parts::{Chip, ClauseRef, Clock, Link, State};

/// The page.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let state = &here.site.assessment.leadership;
    let mut order: Vec<usize> = (0..state.commitments.len()).collect();
    order.sort_by_key(|at| (state.commitments[*at].promise, *at));
    let mut decisions: Vec<_> = state.decisions.iter().filter(|decision| decision.is_open()).collect();
    decisions.sort_by_key(|state| state.decision(here.handbook()).due.map_or((true, None), |due| (false, Some(due))));
    let (count, others) = count(here);
    let page = LeadershipPage {
        count,
        others,
        points: points(here),
        commitments: order.into_iter().map(|at| card(here, at)).collect(),
        reviews: state.reviews.held.iter().map(|review| review_row(here, review)).collect(),
        next_review: next_review(here),
        decisions: decisions.into_iter().map(|decision| decision_row(here, decision, true)).collect(),
        links: links(here),
    };
    let mut frame = frame::frame(here, "leadership", here.words.get("commitment_title").to_string(), Vec::new());
    frame.description = page.count.clone();
    here.render(&frame, page)
}

/// How many commitments are kept, and the states of the others.
pub fn count(here: &Here<'_>) -> (String, String) {
    let states = &here.site.assessment.leadership.commitments;
    let number = |count: usize| i64::try_from(count).unwrap_or(0);
    let kept = states.iter().filter(|state| state.promise.is_kept()).count();
    let all = here.words.whole(number(states.len()));
    let others = [Promise::WordsOnly, Promise::Never, Promise::Lapsed].into_iter().filter_map(|promise| {
        let count = states.iter().filter(|state| state.promise == promise).count();
        let key = format!("commitments_{}", promise.as_str().replace('-', "_"));
        (count > 0).then(|| here.words.count(&key, number(count), &[]))
    });
    let others: Vec<String> = others.collect();
    (here.words.count("commitments_kept", number(kept), &[("all", &all)]), here.words.list(&others))
}

/// A row for each commitment that answers a point, in the standard's order.
fn points(here: &Here<'_>) -> Vec<PointRow> {
    let state = &here.site.assessment.leadership;
    let mut rows = Vec::new();
    for (letter, answering) in POINTS.iter().zip(&state.points) {
        let clause = clause(here, *letter);
        if answering.is_empty() {
            let chip = Chip { state: State::Gap, word: here.words.get("commitment_missing").to_string(), due: None };
            rows.push(PointRow { clause, promise: None, chip, kept: String::new(), last: None, next: None });
            continue;
        }
        for at in answering {
            let commitment = &state.commitments[*at];
            let evidence = commitment.actions.iter().filter_map(|action| action.last());
            let newest: Option<&Evidence> = evidence.max_by_key(|evidence| evidence.date);
            let pace = soonest(&commitment.actions);
            let sheet = &here.handbook().leadership.commitments[*at].sheet;
            rows.push(PointRow {
                clause: clause.clone(),
                promise: Some(here.sheet_link(Page::Commitment(*at), sheet)),
                chip: promise_chip(here, commitment.promise, pace),
                last: newest.map(|evidence| last_time(here, evidence)),
                kept: kept(here, commitment),
                // What was never done is due at once, whatever the others are.
                next: pace.filter(|_| commitment.promise != Promise::Never).map(|pace| here.day(pace.due)),
            });
        }
    }
    rows
}

/// A point of clause 5.1 as people write it, with the label of its framework.
fn clause(here: &Here<'_>, letter: char) -> ClauseRef {
    let frameworks = &here.handbook().frameworks;
    let written = points_of(here.handbook()).and_then(|(framework, clauses)| {
        let at = POINTS.iter().position(|point| *point == letter)?;
        Some(frameworks.written(framework, clauses[at]?))
    });
    let known = written.map(|written| here.clause(&written));
    let (label, href) = known.map_or((String::new(), None), |clause| (clause.label, clause.href));
    ClauseRef { id: format!("5.1 {letter})"), label, href }
}

/// How many of a commitment's actions are kept, and what became of those that are not.
fn kept(here: &Here<'_>, commitment: &CommitmentState) -> String {
    let all = commitment.actions.len();
    if all == 0 {
        return String::new();
    }
    let count = |wanted: &dyn Fn(Promise) -> bool| {
        let own = commitment.actions.iter().filter(|action| wanted(action.promise)).count();
        i64::try_from(own).unwrap_or(0)
    };
    let all = i64::try_from(all).unwrap_or(0);
    let mut says = vec![here.words.count("actions_kept", count(&Promise::is_kept), &[("all", &here.words.whole(all))])];
    for (promise, key) in [(Promise::Never, "actions_never"), (Promise::Lapsed, "actions_lapsed")] {
        let own = count(&|is| is == promise);
        if own > 0 {
            says.push(here.words.count(key, own, &[]));
        }
    }
    says.join(", ")
}

fn review_row(here: &Here<'_>, review: &ReviewHeld) -> ManagementReviewRow {
    let record = &here.handbook().leadership.records[review.record];
    let all = crate::model::leadership::REVIEW_INPUTS.len();
    let number = |count: usize| i64::try_from(count).unwrap_or(0);
    let done = record
        .decisions
        .iter()
        .filter(|decision| Progress::of(here.handbook(), decision, here.as_of()) == Progress::Done)
        .count();
    let missing: Vec<String> =
        review.missing.iter().map(|name| here.words.get(&format!("input_{name}")).to_string()).collect();
    let problem = if review.leaders.is_empty() {
        here.words.get("top_management_absent").to_string()
    } else if missing.is_empty() {
        String::new()
    } else {
        here.words.fill("label", &[("name", here.words.get("missing")), ("value", &here.words.list(&missing))])
    };
    let of =
        |n: usize, all: usize, key: &str| here.words.count(key, number(n), &[("all", &here.words.whole(number(all)))]);
    ManagementReviewRow {
        day: here.day(review.date),
        link: here.sheet_link(Page::Record(review.record), &record.sheet),
        leaders: people(here, &review.leaders),
        inputs: of(all - review.missing.len(), all, "inputs_given"),
        decisions: if record.decisions.is_empty() {
            String::new()
        } else {
            of(done, record.decisions.len(), "decisions_done")
        },
        problem,
    }
}

/// The state of the next management review, with its day.
pub fn next_review(here: &Here<'_>) -> Option<Chip> {
    let pace = here.site.assessment.leadership.reviews.pace?;
    let state = match pace.on(here.as_of()) {
        Recurrence::Past => State::Lapsed,
        Recurrence::Soon => State::DueSoon,
        Recurrence::Ahead => State::Kept,
    };
    Some(here.words.chip_due(state, due(here, Clock::Action, pace)))
}

fn links(here: &Here<'_>) -> Vec<Link> {
    let mut links = vec![here.link(Page::Records, here.words.get("all_records"))];
    // The list of records has a log of decisions only where one was taken.
    if !here.site.assessment.leadership.decisions.is_empty() {
        links.push(Link {
            href: format!("{}#at:decisions", here.href(Page::Records)),
            text: here.words.get("decision_log").to_string(),
            lang: None,
        });
    }
    links.push(here.link(Page::Audit, here.words.get("auditor")));
    links.push(Link {
        href: here.file("api/leadership.json"),
        text: here.words.get("as_json").to_string(),
        lang: None,
    });
    links
}
