//! Leadership: the scoreboard of clause 5.1, commitments, records, and the auditor's seven questions. Here stands what they
//! share: states in words, evidence, who was there.

pub mod audit;
pub mod commitment;
pub mod records;
pub mod scoreboard;

use crate::assess::leadership::{ActionState, DecisionState, Evidence, Pace, Progress, Promise};
use crate::date::{Date, Interval};
use crate::model::leadership::{Action, Budget, Commitment, Decision, Record};
use crate::site::address::Page;
use crate::site::here::Here;
use crate::site::pages::organisation;
use crate::view::chart;
use crate::view::leadership::{ActionRow, CommitmentCard, DecisionRow, LastTime, RecordLine};
use crate::view::parts::{self, Chip, Clock, Due, Link, Name, State};

/// How far back evidence is drawn.
const DRAWN: Interval = Interval::months(24);

/// The state of a promise in words, with the day on which it worsens.
pub fn promise_chip(here: &Here<'_>, promise: Promise, pace: Option<Pace>) -> Chip {
    let state = match promise {
        Promise::WordsOnly => State::WordsOnly,
        Promise::Never => State::Never,
        Promise::Lapsed => State::Lapsed,
        Promise::DueSoon => State::DueSoon,
        Promise::Kept => State::Kept,
    };
    match pace {
        Some(pace) => here.words.chip_due(state, due(here, Clock::Action, pace)),
        None => here.words.chip(state),
    }
}

/// The last day in time of something done again and again.
pub fn due(here: &Here<'_>, clock: Clock, pace: Pace) -> Due {
    Due { clock, day: here.day(pace.due), soon: pace.soon.days_until(pace.due) }
}

/// How far a decision is, in words, with its last day in time.
pub fn decision_chip(here: &Here<'_>, decision: &Decision, progress: Progress) -> Chip {
    let state = match progress {
        Progress::Overdue => State::Overdue,
        Progress::DueSoon => State::DueSoon,
        Progress::Open => State::Open,
        Progress::Done => return here.words.chip(State::Done),
    };
    match decision.due {
        Some(day) => {
            let soon = day.minus(here.handbook().config.due_soon).days_until(day);
            here.words.chip_due(state, Due { clock: Clock::Decision, day: here.day(day), soon })
        }
        None => here.words.chip(state),
    }
}

/// When a commitment worsens first: the soonest due of its actions, and the first day on which one is due soon.
pub fn soonest(actions: &[ActionState]) -> Option<Pace> {
    let paces = || actions.iter().filter_map(|action| action.pace);
    let first = paces().min_by_key(|pace| pace.due)?;
    let soon = paces().map(|pace| pace.soon).min()?;
    Some(Pace { soon: soon.min(first.due), ..first })
}

/// A record in a list.
pub fn record_line(here: &Here<'_>, at: usize, problem: String) -> RecordLine {
    let record = &here.handbook().leadership.records[at];
    RecordLine {
        day: record.date.map(|date| here.day(date)),
        kind: sort(here, record),
        link: here.sheet_link(Page::Record(at), &record.sheet),
        present: record.present().map(|person| here.person_name(person)).collect(),
        problem,
    }
}

/// What a record is of, in words.
pub fn sort(here: &Here<'_>, record: &Record) -> String {
    match record.sort {
        Some(sort) => here.words.get(&format!("record_{}", sort.as_str().replace('-', "_"))).to_string(),
        None => here.words.get("kind_record").to_string(),
    }
}

/// How many of those who were there are named; of more, one fewer and how many others.
const NAMED: usize = 6;

/// When an action was last done, and who was there: those of its role first.
pub fn last_time(here: &Here<'_>, evidence: &Evidence) -> LastTime {
    let record = &here.handbook().leadership.records[evidence.record];
    let holds = |person: &str| evidence.holders.iter().any(|holder| holder.eq_ignore_ascii_case(person));
    let mut there: Vec<&str> = evidence.holders.iter().map(String::as_str).collect();
    there.extend(record.present().filter(|person| !holds(person)));
    let shown = if there.len() > NAMED { NAMED - 1 } else { there.len() };
    let others = there.len() - shown;
    LastTime {
        day: here.day(evidence.date),
        record: here.sheet_link(Page::Record(evidence.record), &record.sheet),
        who: there[..shown].iter().map(|person| here.person_name(person)).collect(),
        others: if others == 0 {
            String::new()
        } else {
            here.words.count("and_others", i64::try_from(others).unwrap_or(0), &[])
        },
    }
}

/// A commitment with its state, clauses and actions.
pub fn card(here: &Here<'_>, at: usize) -> CommitmentCard {
    let commitment: &Commitment = &here.handbook().leadership.commitments[at];
    let state = &here.site.assessment.leadership.commitments[at];
    let actions = commitment.actions.iter().zip(&state.actions);
    CommitmentCard {
        id: commitment.sheet.id.key().to_string(),
        link: here.sheet_link(Page::Commitment(at), &commitment.sheet),
        clauses: commitment.clauses.iter().map(|clause| here.clause(clause)).collect(),
        accountable: commitment
            .accountable
            .as_deref()
            .map_or_else(organisation::nobody, |accountable| here.role_held(accountable)),
        chip: promise_chip(here, state.promise, soonest(&state.actions)),
        actions: actions.map(|(action, state)| action_row(here, action, state)).collect(),
    }
}

fn action_row(here: &Here<'_>, action: &Action, state: &ActionState) -> ActionRow {
    let evidence = state.evidence.iter().map(|evidence| {
        let problem = if evidence.counts() { "" } else { here.words.get("leader_absent") };
        record_line(here, evidence.record, problem.to_string())
    });
    ActionRow {
        id: action_anchor(&action.id),
        what: here.wording(&action.what).0,
        by: here.role_held(&action.by),
        every: action.every.map(|every| here.words.every(every)).unwrap_or_default(),
        chip: promise_chip(here, state.promise, state.pace),
        last: state.last().map(|evidence| last_time(here, evidence)),
        evidence: evidence.collect(),
        timeline: timeline(here, &state.evidence),
    }
}

/// Two years of evidence as a picture, the same stretch for every action so that they can be compared.
fn timeline(here: &Here<'_>, evidence: &[Evidence]) -> String {
    let (from, to) = (here.as_of().minus(DRAWN), here.as_of());
    let days: Vec<(i64, bool)> =
        evidence.iter().rev().map(|evidence| (from.days_until(evidence.date), evidence.counts())).collect();
    let shown = |counts: bool| days.iter().filter(|(day, own)| *day >= 0 && *own == counts).count();
    let mut label =
        here.words.count("timeline_alt", i64::try_from(shown(true)).unwrap_or(0), &[("d", &here.words.date(from))]);
    if shown(false) > 0 {
        label.push(' ');
        label.push_str(&here.words.count("timeline_hollow", i64::try_from(shown(false)).unwrap_or(0), &[]));
    }
    let ends = (here.words.month(from), here.words.month(to));
    chart::timeline(&label, 0, from.days_until(to), &days, (&ends.0, &ends.1))
}

/// A decision as it is on the day, with the record it was taken in when asked for.
pub fn decision_row(here: &Here<'_>, state: &DecisionState, with_record: bool) -> DecisionRow {
    let record = &here.handbook().leadership.records[state.record];
    let row = decision_at(here, state.decision(here.handbook()), state.progress, here.as_of());
    let link = with_record.then(|| here.sheet_link(Page::Record(state.record), &record.sheet));
    DecisionRow { record: link, ..row }
}

/// A decision as it was on a day.
pub fn decision_at(here: &Here<'_>, decision: &Decision, progress: Progress, day: Date) -> DecisionRow {
    DecisionRow {
        id: decision_anchor(&decision.id),
        reference: decision.id.clone(),
        decision: here.wording(&decision.decision).0,
        record: None,
        owner: decision.owner.as_deref().map_or_else(organisation::nobody, |owner| here.role_held(owner)),
        due: decision.due.map(|due| here.day(due)),
        chip: decision_chip(here, decision, progress),
        done: decision.done.filter(|done| *done <= day).map(|done| here.day(done)),
    }
}

/// Money of a year, written.
pub fn budget(here: &Here<'_>, budget: &Budget) -> parts::Budget {
    let money = |amount: Option<f64>| {
        amount.map(|amount| here.words.money(amount, budget.currency.as_deref().unwrap_or_default()).trim().to_string())
    };
    parts::Budget {
        year: budget.year.clone(),
        planned: money(budget.planned),
        approved: money(budget.approved),
        spent: money(budget.spent),
    }
}

/// People by name.
pub fn people(here: &Here<'_>, people: &[String]) -> Vec<Name> {
    people.iter().map(|person| here.person_name(person)).collect()
}

/// A link to an action on the page of its commitment.
pub fn action_link(here: &Here<'_>, commitment: usize, action: usize) -> Link {
    let described = &here.handbook().leadership.commitments[commitment].actions[action];
    let (text, lang) = here.wording(&described.what);
    let href = format!("{}#at:{}", here.href(Page::Commitment(commitment)), action_anchor(&described.id));
    Link { href, text, lang }
}

/// A link to a decision on the page of its record.
pub fn decision_link(here: &Here<'_>, state: &DecisionState) -> Link {
    let decision = state.decision(here.handbook());
    let (text, lang) = here.wording(&decision.decision);
    Link { href: format!("{}#at:{}", here.href(Page::Record(state.record)), decision_anchor(&decision.id)), text, lang }
}

/// The anchor of an action; ids hold nothing that an address would have to encode.
fn action_anchor(id: &str) -> String {
    format!("action-{}", id.to_lowercase())
}

/// The anchor of a decision on the page of its record.
fn decision_anchor(id: &str) -> String {
    format!("decision-{}", id.to_lowercase())
}
