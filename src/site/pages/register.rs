//! The register of documents in force.

use super::{edition, organisation};
use crate::assess::{DocumentState, ReviewState, Standing};
use crate::model::kind::KINDS;
use crate::site::address::Page;
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::{Link, State};
use crate::view::register::{Choice, RegisterPage, RegisterRow};

/// The register: overdue first, then due soon, then by id.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let documents = &here.site.assessment.documents;
    let mut order: Vec<usize> = (0..documents.len()).filter(|at| listed(&documents[*at])).collect();
    let rank = |state: &DocumentState| match (&state.standing, state.review.state) {
        (Standing::Broken, _) => 0,
        (_, ReviewState::Overdue) => 1,
        (_, ReviewState::DueSoon) => 2,
        _ => 3,
    };
    order.sort_by_key(|at| rank(&documents[*at]));
    let rows: Vec<RegisterRow> = order.iter().filter_map(|at| row(here, *at)).collect();
    let present = |value: &dyn Fn(&RegisterRow) -> &str, wanted: &str| rows.iter().any(|row| value(row) == wanted);
    let kinds = KINDS.iter().filter(|(_, name, _)| present(&|row| row.kind.value.as_str(), name));
    let states = [State::Overdue, State::DueSoon, State::Approved, State::NoReview, State::Broken];
    let mut owners: Vec<Choice> = Vec::new();
    for row in &rows {
        if !row.owner_id.is_empty() && owners.iter().all(|owner| owner.value != row.owner_id) {
            owners.push(Choice { value: row.owner_id.clone(), label: row.owner.role.text.clone() });
        }
    }
    owners.sort_by_key(|owner| collate::key(&owner.label));
    let in_force = rows.iter().filter(|row| row.chip.state != State::Broken).count();
    let page = RegisterPage {
        kinds: kinds.map(|(kind, name, _)| Choice { value: (*name).to_string(), label: here.kind(*kind) }).collect(),
        owners,
        states: states
            .into_iter()
            .filter(|state| rows.iter().any(|row| row.chip.state == *state))
            .map(|state| Choice { value: state.name().to_string(), label: here.words.state(state).to_string() })
            .collect(),
        count: here.words.count("documents_in_force", in_force as i64, &[]),
        csv: here.file("register.csv"),
        json: here.file("api/documents.json"),
        editions: edition::editions(here),
        retired: retired(here),
        rows,
    };
    here.render(&frame::frame(here, "documents", here.words.get("register").to_string(), Vec::new()), &page)
}

fn listed(state: &DocumentState) -> bool {
    matches!(state.standing, Standing::InForce | Standing::Broken)
}

fn retired(here: &Here<'_>) -> Vec<Link> {
    let documents = here.site.assessment.documents.iter().enumerate();
    documents
        .filter(|(_, state)| matches!(state.standing, Standing::Retired(_)))
        .filter_map(|(at, _)| {
            let link = here.document_link(at)?;
            let id = &here.handbook().documents[at].id;
            Some(Link { text: format!("{id} {}", link.text), ..link })
        })
        .collect()
}

/// A document's row on the as-of date.
pub fn row(here: &Here<'_>, at: usize) -> Option<RegisterRow> {
    let link = here.document_link(at)?;
    let (_, state) = here.document(at);
    Some(fill(here, at, state, link))
}

/// A document's row on an edition's day: its link goes to the permalink of the version of that day.
pub fn row_then(here: &Here<'_>, at: usize, then: &DocumentState) -> Option<RegisterRow> {
    let place = then.in_force?;
    let (document, now) = here.document(at);
    let revision = then.versions[place].at.revision(document)?;
    let version = &then.versions[place].version;
    let now_at = now.versions.iter().position(|own| own.version == *version)?;
    let (text, lang) = here.revision_title(revision);
    let link = Link { href: here.href(Page::Version(at, now_at)), text, lang };
    Some(fill(here, at, then, link))
}

fn fill(here: &Here<'_>, at: usize, state: &DocumentState, link: Link) -> RegisterRow {
    let document = &here.handbook().documents[at];
    let meta = state.meta(document);
    let current = state.current();
    let owner = meta.and_then(|meta| meta.owner.clone());
    let chip = match state.standing {
        Standing::Broken => here.words.chip(State::Broken),
        _ => here.state_chip(state),
    };
    RegisterRow {
        id: document.id.to_string(),
        link,
        kind: Choice { value: document.kind.as_str().to_string(), label: here.kind(document.kind) },
        owner_id: owner.as_deref().map(str::to_lowercase).unwrap_or_default(),
        owner: owner.as_deref().map_or_else(organisation::nobody, |owner| here.role_held(owner)),
        version: current.map(|version| version.version.to_string()).unwrap_or_default(),
        approved: current.map(|version| here.day(version.approved)),
        effective: current.map(|version| here.day(version.effective)),
        due: state.review.due.map(|due| here.day(due)),
        chip,
        classification: here.classification(meta.and_then(|meta| meta.classification.as_deref())),
    }
}
