//! One builder a page type: from the model and its assessment to the typed view that the template prints.

pub mod changes;
pub mod clause;
pub mod control;
pub mod document;
pub mod edition;
pub mod exceptions;
pub mod framework;
pub mod home;
pub mod indicators;
pub mod leadership;
pub mod leaves;
pub mod listed;
pub mod objectives;
pub mod organisation;
pub mod person;
pub mod plain;

pub mod redline;
pub mod register;
pub mod responsibilities;
pub mod reviews;
pub mod special;

use super::address::{Long, Page};
use super::here::Here;
use super::theme::ThemeError;

/// The HTML of a page.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    match here.page {
        Page::Home => home::render(here),
        Page::Register => register::render(here, 0),
        Page::Leaf(list, leaf) => further(here, list, leaf),
        Page::Listed(list, leaf) => listed::render(here, list, leaf),
        Page::Document(at) => document::current(here, at, 0),
        Page::Version(at, version) => document::version(here, at, version, 0),
        Page::Draft(at) => document::draft(here, at, 0),
        Page::Roles => organisation::roles(here),
        Page::Role(at) => organisation::role(here, at),
        Page::People => person::people(here),
        Page::Person(at) => person::person(here, at),
        Page::Leadership => leadership::scoreboard::render(here),
        Page::Commitment(at) => leadership::commitment::render(here, at),
        Page::Records => leadership::records::list(here),
        Page::Record(at) => leadership::records::record(here, at),
        Page::Audit => leadership::audit::render(here),
        Page::Objectives => objectives::render(here),
        Page::Indicators => indicators::all(here),
        Page::Indicator(at) => indicators::one(here, at),
        Page::Exceptions => exceptions::render(here),
        Page::Reviews => reviews::render(here, 0),
        Page::Changes => changes::render(here, 0),
        Page::Edition(at, leaf) => edition::render(here, at, leaf),
        Page::Framework(at) => framework::render(here, at),
        Page::Clause(at, place, leaf) => clause::render(here, at, place, leaf),
        Page::Law25 => framework::law25(here),
        Page::Pages => plain::list(here),
        Page::Plain(at) => plain::page(here, at),
        Page::Search => special::search(here),
        Page::Redline(at, version) => redline::between_versions(here, at, version),
        Page::ToCurrent(at, version) => redline::to_current(here, at, version),
        Page::DraftRedline(at) => redline::of_draft(here, at),
        Page::Responsibilities => responsibilities::render(here, 0),
    }
}

/// The HTML of a further page of a list.
fn further(here: &Here<'_>, list: Long, leaf: usize) -> Result<String, ThemeError> {
    match list {
        Long::Register => register::render(here, leaf),
        Long::Reviews => reviews::render(here, leaf),
        Long::Changes => changes::render(here, leaf),
        Long::Responsibilities => responsibilities::render(here, leaf),
        Long::Document(at) => document::current(here, at, leaf),
        Long::Version(at, version) => document::version(here, at, version, leaf),
        Long::Draft(at) => document::draft(here, at, leaf),
        Long::Role(at) => organisation::more(here, at, leaf),
        Long::Person(at) => person::more(here, at, leaf),
    }
}
