//! Coverage of a framework: each clause with what answers it on the day, and what is missing. And the page that Quebec's
//! Law 25 asks for: who is in charge of personal information.

use crate::assess::coverage::Answer;
use crate::lang::Lang;
use crate::model::framework::{Framework, Required};
use crate::model::{Role, Tenure};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::matrices;
use crate::site::pages::home;
use crate::site::theme::ThemeError;
use crate::view::measures::{CoverageRow, FrameworkPage, Law25Page};
use crate::view::parts::{Chip, Link, State};

/// The coverage page of one framework.
pub fn render(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let framework = &here.handbook().frameworks.0[at];
    let answers = &here.site.assessment.coverage[at].clauses;
    let rows = framework.clauses.iter().enumerate().zip(answers);
    let rows: Vec<CoverageRow> = rows.map(|((clause, _), answer)| row(here, at, clause, answer)).collect();
    let all = rows.iter().filter(|row| !row.group).count();
    let covered = rows.iter().filter(|row| !row.group && row.chip.state == State::Covered).count();
    let title = here.wording(&framework.title).0;
    let page = FrameworkPage {
        title: title.clone(),
        count: here.words.count("requirements_covered", covered as i64, &[("all", &all.to_string())]),
        clauses: rows,
    };
    let mut frame = frame::frame(here, "frameworks", title, Vec::new());
    frame.description.clone_from(&page.count);
    here.render(&frame, page)
}

fn row(here: &Here<'_>, at: usize, place: usize, answer: &Answer) -> CoverageRow {
    let framework = &here.handbook().frameworks.0[at];
    let clause = &framework.clauses[place];
    // What does not fit stands on a page of the clause's own, where it has one.
    let rest = |anchor: &str, more: usize| {
        let text = here.words.count("and_more", i64::try_from(more).unwrap_or(0), &[]);
        let own = is_long(answer).then(|| format!("{}#at:{anchor}", here.href(Page::Clause(at, place, 0))));
        (more > 0).then(|| Link { href: own.unwrap_or_else(|| here.href(Page::Records)), text, lang: None })
    };
    let documents = answer.documents.iter().take(MOST).filter_map(|at| document(here, *at));
    let documents = documents.chain(rest("documents", answer.documents.len().saturating_sub(MOST)));
    let activities = answer.activities.iter().take(MOST).filter_map(|place| activity(here, *place));
    let commitments: Vec<Link> = answer.commitments.iter().map(|at| commitment(here, *at)).collect();
    let evidence = answer.records.iter().take(MOST_RECORDS).map(|at| record(here, *at));
    let evidence = evidence.chain(rest("evidence", answer.records.len().saturating_sub(MOST_RECORDS)));
    let evidence: Vec<Link> = evidence.collect();
    let named = !answer.documents.is_empty()
        || !answer.activities.is_empty()
        || !answer.roles.is_empty()
        || !commitments.is_empty()
        || !evidence.is_empty();
    CoverageRow {
        anchor: here.clause_anchor(&clause.id),
        id: clause.id.clone(),
        label: here.wording(&clause.label).0,
        group: clause.is_group && !named && clause.requires.is_empty(),
        chip: chip(here, answer),
        note: note(here, framework, answer),
        documents: documents.chain(answer.roles.iter().map(|at| role(here, *at))).collect(),
        activities: activities.chain(rest("activities", answer.activities.len().saturating_sub(MOST))).collect(),
        commitments,
        evidence,
    }
}

/// The most documents, and the most activities, shown for one clause.
const MOST: usize = 20;

/// The most records shown for one clause; older ones stand with their commitment and among the records.
const MOST_RECORDS: usize = 3;

/// Whether more answers a clause than one row can show.
pub fn is_long(answer: &Answer) -> bool {
    answer.documents.len() > MOST || answer.activities.len() > MOST
}

/// Whether a clause is answered.
pub fn chip(here: &Here<'_>, answer: &Answer) -> Chip {
    here.words.chip(if answer.covered { State::Covered } else { State::Gap })
}

/// A document among what answers a clause.
pub fn document(here: &Here<'_>, at: usize) -> Option<Link> {
    let link = here.document_link(at)?;
    let id = &here.handbook().documents[at].id;
    Some(Link { text: format!("{id} {}", link.text), ..link })
}

/// A role.
pub fn role(here: &Here<'_>, at: usize) -> Link {
    let (text, lang) = here.role_title(&here.handbook().organisation.roles[at]);
    Link { lang, ..here.link(Page::Role(at), text) }
}

/// An activity: matrix document, table, activity.
pub fn activity(here: &Here<'_>, place: (usize, usize, usize)) -> Option<Link> {
    matrices::activity_link(here, place)
}

/// A commitment.
pub fn commitment(here: &Here<'_>, at: usize) -> Link {
    here.sheet_link(Page::Commitment(at), &here.handbook().leadership.commitments[at].sheet)
}

/// A record, with its day.
pub fn record(here: &Here<'_>, at: usize) -> Link {
    let record = &here.handbook().leadership.records[at];
    let link = here.sheet_link(Page::Record(at), &record.sheet);
    match record.date {
        Some(date) => {
            let text = here.words.fill("label", &[("name", &here.day(date).text), ("value", &link.text)]);
            Link { text, ..link }
        }
        None => link,
    }
}

/// What is missing, or through which clause this one is answered.
pub fn note(here: &Here<'_>, framework: &Framework, answer: &Answer) -> String {
    if !answer.missing.is_empty() {
        let names = answer.missing.iter().map(|required| match required {
            Required::Document => here.words.get("any_document").to_string(),
            Required::Kind(kind) => here.kind(*kind),
        });
        return here.words.fill("coverage_missing", &[("what", &names.collect::<Vec<_>>().join(", "))]);
    }
    match answer.through {
        Some(above) => here.words.fill("coverage_through", &[("clause", &framework.clauses[above].id)]),
        None => String::new(),
    }
}

/// Quebec's Law 25, section 3.1: the title and contact of the person in charge of personal information.
pub fn law25(here: &Here<'_>) -> Result<String, ThemeError> {
    let organisation = &here.handbook().organisation;
    let role = organisation.roles.iter().find(|role| role.designations.iter().any(|name| name == "privacy-officer"));
    let words = here.words;
    let mut problems = Vec::new();
    let (title, contact) = match role {
        Some(role) => (titled(role, here.lang).unwrap_or_default(), role.contact.exact(here.lang).unwrap_or_default()),
        None => (String::new(), ""),
    };
    if role.is_none() {
        problems.push(words.get("law25_no_officer").to_string());
    } else if title.is_empty() || contact.is_empty() {
        problems.push(words.get("law25_incomplete").to_string());
    }
    let name = here.wording(&here.handbook().config.organisation).0;
    let snippet = if title.is_empty() || contact.is_empty() {
        String::new()
    } else {
        words.fill("law25_snippet", &[("organisation", &name), ("title", &title), ("contact", contact)])
    };
    let since = role.and_then(|role| role.holders_on(here.as_of()).find_map(|tenure: &Tenure| tenure.since));
    let law = here.handbook().frameworks.0.iter().position(|framework| framework.id == "law-25");
    let page = Law25Page {
        role: role.map(|role| here.role_held(role.id.as_str())),
        since: since.map(|date| here.day(date)),
        contact: home::reach(contact),
        snippet,
        problems,
        coverage: law.map(|at| {
            let text = here.wording(&here.handbook().frameworks.0[at].title).0;
            here.link(Page::Framework(at), words.fill("coverage_of", &[("name", &text)]))
        }),
    };
    let frame = frame::frame(here, "law-25", words.get("privacy_officer").to_string(), Vec::new());
    here.render(&frame, page)
}

/// The title of a role in exactly this language.
fn titled(role: &Role, lang: Lang) -> Option<String> {
    let own = role.texts.get(&lang).and_then(|text| text.title.clone());
    own.or_else(|| role.title.exact(lang).map(str::to_string))
}
