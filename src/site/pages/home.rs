//! The home page: what applies, what is new, whom to ask.

use crate::assess::leadership::Progress;
use crate::assess::{ExceptionStanding, ReviewState, Standing};
use crate::date::Date;
use crate::model::{Kind, text};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::pages::leadership::soonest;
use crate::site::pages::{changes, exceptions, plain};
use crate::site::theme::ThemeError;
use crate::view::home::{Contact, Figure, FigureDays, HomePage, Reach};
use crate::view::parts::{DocumentLine, Link};
use std::collections::BTreeMap;

/// How many documents and news the home page shows.
const START: usize = 8;
const NEWS: usize = 5;

/// The home page of a language.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let handbook = here.handbook();
    let text = text::best(&handbook.home, here.lang, &handbook.config.languages);
    let rendered = text.map(|text| here.render_text(text, &text.path));
    let site_title = here.wording(&handbook.config.title).0;
    let own =
        text.and_then(|text| text.title.clone()).or_else(|| rendered.as_ref().and_then(|body| body.title.clone()));
    let title = own.unwrap_or_else(|| site_title.clone());
    let page = HomePage {
        title,
        body: rendered.map(|body| body.html).unwrap_or_default(),
        body_lang: text.map(|text| text.lang).filter(|lang| *lang != here.lang),
        roles: roles(here),
        start: start(here),
        news: here.site.news().iter().take(NEWS).filter_map(|event| changes::item(here, event)).collect(),
        news_href: here.href(Page::Changes),
        figures: if handbook.documents.is_empty() { Vec::new() } else { figures(here) },
        pages: if handbook.documents.is_empty() { plain::groups(here) } else { Vec::new() },
        days: days(here),
        contacts: contacts(here),
    };
    let mut frame = frame::frame(here, "home", site_title, Vec::new());
    frame.description = page.title.clone();
    here.render(&frame, page)
}

fn roles(here: &Here<'_>) -> Vec<Link> {
    let roles = &here.handbook().organisation.roles;
    let mut links: Vec<Link> = roles
        .iter()
        .enumerate()
        .map(|(at, role)| {
            let (text, lang) = here.role_title(role);
            Link { href: here.href(Page::Role(at)), text, lang }
        })
        .collect();
    links.sort_by_key(|link| crate::site::collate::key(&link.text));
    links
}

/// The documents that bind everyone: policies in force whose audience is everyone first, then the other policies and
/// charters.
fn start(here: &Here<'_>) -> Vec<DocumentLine> {
    let mut ranked: Vec<(usize, usize)> = here
        .handbook()
        .documents
        .iter()
        .enumerate()
        .filter(|(at, _)| here.site.assessment.documents[*at].standing == Standing::InForce)
        .filter_map(|(at, document)| {
            let everyone = here.meta(at).is_some_and(|meta| meta.audience.iter().any(|name| name == "everyone"));
            let rank = match (document.kind, everyone) {
                (Kind::Policy, true) => 0,
                (_, true) => 1,
                (Kind::Policy | Kind::Charter, false) => 2,
                _ => return None,
            };
            Some((rank, at))
        })
        .collect();
    ranked.sort();
    ranked.into_iter().take(START).filter_map(|(_, at)| here.document_line(at, String::new())).collect()
}

/// Numbers with words, each with a link.
pub fn figures(here: &Here<'_>) -> Vec<Figure> {
    let count = |wanted: &dyn Fn(&crate::assess::DocumentState) -> bool| {
        here.site.assessment.documents.iter().filter(|state| wanted(state)).count() as i64
    };
    let register = here.href(Page::Register);
    let all = here.words.whole(here.site.assessment.leadership.commitments.len() as i64);
    let figure = |key: &str, count: i64, href: String| Figure {
        key: key.to_string(),
        count,
        words: here.words.count(&format!("figure_{}", key.replace('-', "_")), count, &[("all", &all)]),
        href,
    };
    let mut figures = vec![
        figure("in-force", count(&|state| state.standing == Standing::InForce), register.clone()),
        figure(
            "due-soon",
            count(&|state| state.review.state == ReviewState::DueSoon),
            format!("{register}?status=due-soon"),
        ),
        figure(
            "overdue",
            count(&|state| state.review.state == ReviewState::Overdue),
            format!("{register}?status=overdue"),
        ),
    ];
    let leadership = &here.site.assessment.leadership;
    if !leadership.commitments.is_empty() {
        let kept = leadership.commitments.iter().filter(|state| state.promise.is_kept()).count() as i64;
        figures.push(figure("commitments", kept, here.href(Page::Leadership)));
    }
    if !leadership.decisions.is_empty() {
        let late = leadership.decisions.iter().filter(|state| state.progress == Progress::Overdue).count() as i64;
        figures.push(figure("decisions", late, format!("{}#at:decisions", here.href(Page::Records))));
    }
    // Zero is said too, but only where the handbook says who top management is.
    if here.handbook().organisation.roles.iter().any(|role| role.top_management) {
        figures.push(figure("exceptions", exceptions::in_force(here).1, here.href(Page::Exceptions)));
    }
    figures
}

/// From what the browser recounts the figures.
pub fn days(here: &Here<'_>) -> FigureDays {
    let leadership = &here.site.assessment.leadership;
    let kept = leadership.commitments.iter().filter(|state| state.promise.is_kept());
    let open = leadership.decisions.iter().filter(|state| state.is_open());
    let written = |days: &mut dyn Iterator<Item = Date>| {
        let mut days: Vec<String> = days.map(|day| day.to_string()).collect();
        days.sort();
        days.join(" ")
    };
    FigureDays {
        dues: dues(here),
        soon: soon(here),
        ends: ends(here),
        promises: written(&mut kept.filter_map(|state| Some(soonest(&state.actions)?.due))),
        commitments: leadership.commitments.len(),
        decisions: written(&mut open.filter_map(|state| state.decision(here.handbook()).due)),
    }
}

/// The last days of the exceptions for top management in force; an endless one has the calendar's last.
fn ends(here: &Here<'_>) -> String {
    let exceptions = here.handbook().leadership.exceptions.iter().zip(&here.site.assessment.exceptions);
    let leading = exceptions
        .filter(|(_, state)| state.standing == ExceptionStanding::InForce && state.for_leadership)
        .map(|(exception, _)| exception.expires.map_or("9999-12-31".to_string(), |last| last.to_string()));
    leading.collect::<Vec<_>>().join(" ")
}

/// Due days of all documents in force with how many fall on each.
fn dues(here: &Here<'_>) -> String {
    let documents = &here.site.assessment.documents;
    let in_force = documents.iter().filter(|state| state.standing == Standing::InForce);
    by_day(in_force.filter_map(|state| state.review.due))
}

/// Days with how often each comes, for the browser to count: `2026-12-01:2 2026-12-10:1`.
pub fn by_day(all: impl Iterator<Item = Date>) -> String {
    let mut days: BTreeMap<Date, usize> = BTreeMap::new();
    for day in all {
        *days.entry(day).or_default() += 1;
    }
    days.into_iter().map(|(day, count)| format!("{day}:{count}")).collect::<Vec<_>>().join(" ")
}

/// Days before a due day that count as due soon; months are counted back from the as-of date.
fn soon(here: &Here<'_>) -> i64 {
    let as_of = here.as_of();
    as_of.minus(here.handbook().config.due_soon).days_until(as_of)
}

/// Whom to turn to: the roles with a designation that say how to reach them.
pub fn contacts(here: &Here<'_>) -> Vec<Contact> {
    let organisation = &here.handbook().organisation;
    organisation
        .roles
        .iter()
        .enumerate()
        .filter(|(_, role)| !role.designations.is_empty() && !role.contact.is_empty())
        .map(|(at, _)| contact(here, at))
        .collect()
}

/// How to reach a role.
pub fn contact(here: &Here<'_>, at: usize) -> Contact {
    let role = &here.handbook().organisation.roles[at];
    let address = here.wording(&role.contact).0;
    let held = here.role_held(role.id.as_str());
    Contact {
        what: here.role_title(role).0,
        href: Some(here.href(Page::Role(at))),
        people: held.people.into_iter().map(|person| person.text).collect(),
        address: reach(&address),
    }
}

/// The pieces of how to reach somebody, which people part by commas; what is an address or a number becomes a link.
pub fn reach(written: &str) -> Vec<Reach> {
    let pieces = written.split(", ").map(str::trim).filter(|piece| !piece.is_empty());
    let pieces = pieces.map(|piece| {
        let href = address_href(piece);
        let at = piece.find('@').filter(|_| href.is_some()).unwrap_or(piece.len());
        Reach { text: piece[..at].to_string(), domain: piece[at..].to_string(), href }
    });
    pieces.collect()
}

/// `mailto:` for what is nothing but an address, `tel:` for what is nothing but a number.
fn address_href(address: &str) -> Option<String> {
    let words = address.split_whitespace().count();
    if words == 1 && address.contains('@') && address.bytes().all(|b| b.is_ascii_graphic() && !b"<>\"?&%".contains(&b))
    {
        return Some(format!("mailto:{address}"));
    }
    let digits: String = address.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let number =
        address.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | ' ' | '-' | '(' | ')' | '.' | '\u{a0}'));
    (number && digits.len() >= 7).then(|| format!("tel:{digits}"))
}
