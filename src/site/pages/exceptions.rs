//! The register of exceptions: those for top management first, each with who benefits, who approved, and its last day.

use crate::assess::{ExceptionStanding, ExceptionState};
use crate::model::measures::Exception;
use crate::model::{Described, Kind};
use crate::site::Site;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::document::ApprovalRow;
use crate::view::measures::{ExceptionCard, ExceptionsPage};
use crate::view::organisation::TaskLine;
use crate::view::parts::{Chip, Clock, Due, Link, State};
use std::cell::Cell;

/// The register.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let states = &here.site.assessment.exceptions;
    let mut order: Vec<usize> = (0..states.len()).collect();
    order.sort_by_key(|at| (!states[*at].for_leadership, found(here, *at).0.expires, *at));
    let tables = Cell::new(0);
    let page = ExceptionsPage {
        count: count(here),
        exceptions: order.into_iter().map(|at| card(here, at, &tables)).collect(),
    };
    let title = here.words.get("exceptions_register").to_string();
    here.render(&frame::frame(here, "exceptions", title, Vec::new()), page)
}

/// How many exceptions are in force, and how many of them are for top management.
pub fn in_force(here: &Here<'_>) -> (i64, i64) {
    let states = here.site.assessment.exceptions.iter();
    let in_force: Vec<&ExceptionState> = states.filter(|state| state.standing == ExceptionStanding::InForce).collect();
    let leading = in_force.iter().filter(|state| state.for_leadership).count();
    (in_force.len() as i64, leading as i64)
}

fn count(here: &Here<'_>) -> String {
    match in_force(here) {
        (0, _) => here.words.get("none_exceptions").to_string(),
        (all, 0) => here.words.count("exceptions_count", all, &[]),
        (all, leading) => format!(
            "{}, {}",
            here.words.count("exceptions_count", all, &[]),
            here.words.count("exceptions_management", leading, &[])
        ),
    }
}

fn found<'a>(here: &Here<'a>, at: usize) -> (&'a Exception, &'a ExceptionState) {
    (&here.site.handbook.leadership.exceptions[at], &here.site.assessment.exceptions[at])
}

fn card(here: &Here<'_>, at: usize, tables: &Cell<usize>) -> ExceptionCard {
    let (exception, state) = found(here, at);
    let sheet = exception.sheet();
    let (title, text_lang) = here.sheet_title(sheet);
    let written = || exception.document.clone().unwrap_or_default();
    let document = match state.document {
        Some(document) => here.document_link(document).map(|link| {
            let id = &here.handbook().documents[document].id;
            Link { text: format!("{id} {}", link.text), ..link }
        }),
        None => None,
    };
    ExceptionCard {
        id: sheet.id.to_string(),
        title,
        text_lang,
        chip: chip(here, exception, state),
        management: state.for_leadership,
        document_name: if document.is_none() { written() } else { String::new() },
        document,
        beneficiaries: exception
            .beneficiaries
            .iter()
            .filter(|name| !name.is_empty())
            .map(|name| here.party(name))
            .collect(),
        reason: here.wording(&exception.reason).0,
        compensating: here.wording(&exception.compensating).0,
        risk_owner: exception.risk_owner.as_deref().map(|role| here.role_held(role)),
        approvals: approvals(here, exception, state),
        expires: exception.expires.map(|last| here.day(last)),
        problems: problems(here, state),
        body: here.sheet_body(sheet, 1, tables),
    }
}

/// Whether the last day is near, or today, or past.
pub fn ends_soon(site: &Site<'_>, exception: &Exception) -> bool {
    let soon = site.handbook.config.due_soon;
    exception.expires.is_some_and(|last| last.minus(soon) <= site.assessment.as_of)
}

/// Where an exception stands; carries its last day while it is in force.
pub fn chip(here: &Here<'_>, exception: &Exception, state: &ExceptionState) -> Chip {
    match state.standing {
        ExceptionStanding::Unapproved => here.words.chip(State::Awaiting),
        ExceptionStanding::NotYet(_) => here.words.chip(State::NotYet),
        ExceptionStanding::Expired => here.words.chip(State::Expired),
        ExceptionStanding::InForce => {
            let Some(last) = exception.expires else { return here.words.chip(State::Exception) };
            let soon = last.minus(here.handbook().config.due_soon).days_until(last);
            let near = ends_soon(here.site, exception);
            let due = Due { clock: Clock::Exception, day: here.day(last), soon };
            here.words.chip_due(if near { State::DueSoon } else { State::Exception }, due)
        }
    }
}

/// Only approvals that count are shown as approvals.
fn approvals(here: &Here<'_>, exception: &Exception, state: &ExceptionState) -> Vec<ApprovalRow> {
    let entries = exception.approval.iter().zip(&state.judgement.verdicts);
    entries
        .filter(|(_, verdict)| verdict.counts())
        .map(|(entry, _)| ApprovalRow {
            role: here.role_name(&entry.role),
            person: (!entry.person.is_empty()).then(|| here.person_name(&entry.person)),
            date: entry.date.map(|date| here.day(date)),
            integrity: here.words.chip(State::Declared),
        })
        .collect()
}

fn problems(here: &Here<'_>, state: &ExceptionState) -> Vec<String> {
    let verdicts = &state.judgement.verdicts;
    let own = verdicts.iter().any(|verdict| verdict.own_text.is_some());
    let other = verdicts.iter().any(|verdict| verdict.own_text.is_none() && !verdict.counts());
    let words = [(own, "problem_self_approved"), (other, "problem_approval")];
    words.into_iter().filter(|(is, _)| *is).map(|(_, key)| here.words.get(key).to_string()).collect()
}

/// The exceptions that `wanted` picks and that are in force or over, as lines with their last day.
pub fn lines(here: &Here<'_>, wanted: &dyn Fn(&Exception, &ExceptionState) -> bool) -> Vec<TaskLine> {
    let all = 0..here.handbook().leadership.exceptions.len();
    let lines = all.filter_map(|at| {
        let (exception, state) = found(here, at);
        if !state.standing.is_live() || !wanted(exception, state) {
            return None;
        }
        let link = here.place_link(Kind::Exception, at)?;
        let last = exception.expires.map(|last| here.words.date(last));
        Some(TaskLine {
            link: Link { text: format!("{} {}", exception.id(), link.text), ..link },
            when: last.map(|last| here.words.fill("until", &[("d", &last)])).unwrap_or_default(),
            chip: chip(here, exception, state),
        })
    });
    lines.collect()
}
