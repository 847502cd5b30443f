//! The register of documents in force.

use super::{edition, leaves, listed, organisation};
use crate::assess::{DocumentState, ReviewState, Standing};
use crate::lang::Lang;
use crate::model::kind::KINDS;
use crate::site::Site;
use crate::site::address::{Listed, Long, Page};
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::{Chip, Link, State};
use crate::view::register::{Choice, RegisterPage, RegisterRow, RegisterRows};
use std::collections::{BTreeMap, BTreeSet};

/// The documents of the register: overdue first, then due soon, then by id.
pub fn order(site: &Site<'_>) -> Vec<usize> {
    let documents = &site.assessment.documents;
    let mut order: Vec<usize> = (0..documents.len()).filter(|at| listed(&documents[*at])).collect();
    order.sort_by_key(|at| rank(&documents[*at]));
    order
}

/// How much a document needs somebody's eyes; the smaller the number, the more.
pub fn rank(state: &DocumentState) -> u8 {
    match (&state.standing, state.review.state) {
        (Standing::Broken, _) => 0,
        (_, ReviewState::Overdue) => 1,
        (_, ReviewState::DueSoon) => 2,
        _ => 3,
    }
}

/// A page of the register. The filters stand on the first, and look through all.
pub fn render(here: &Here<'_>, leaf: usize) -> Result<String, ThemeError> {
    let order = order(here.site);
    let documents = &here.site.assessment.documents;
    let in_force = order.iter().filter(|at| documents[**at].standing != Standing::Broken).count();
    let choices = if leaf == 0 { Choices::of(here, &order) } else { Choices::default() };
    let title = leaves::title(here, here.words.get("register"), order.len(), leaf);
    let page = RegisterPage {
        title: title.clone(),
        rows: leaves::of(&order, leaf).iter().filter_map(|at| row(here, *at)).collect(),
        leaves: leaves::links(here, order.len(), |leaf| Long::Register.leaf(leaf)),
        others: (leaf == 0 && leaves::count(order.len()) > 1).then(|| here.file(&script(here.lang))),
        kinds: choices.kinds,
        owners: choices.owners,
        states: choices.states,
        count: here.words.count("documents_in_force", in_force as i64, &[]),
        csv: here.file("register.csv"),
        json: here.file("api/documents.json"),
        editions: edition::editions(here),
        retired: if leaf == 0 { retired(here) } else { Vec::new() },
        retired_all: listed::link(here, Listed::Retired).filter(|_| leaf == 0),
    };
    let above = if leaf == 0 { Vec::new() } else { vec![here.link(Page::Register, here.words.get("register"))] };
    here.render(&frame::frame(here, "documents", title, above), page)
}

/// Where the rows beyond the first page lie, below the root.
pub fn script(lang: Lang) -> String {
    format!("assets/register/{lang}.js")
}

/// The rows beyond the first page, as a script that hands them to the page: so that it works from a folder too.
pub fn others(here: &Here<'_>) -> Result<String, ThemeError> {
    let order = order(here.site);
    let mut text = String::new();
    // A page's worth at a time: a row as the template sees it takes many times the room of its HTML.
    for leaf in order.chunks(leaves::LENGTH).skip(1) {
        let rows = leaf.iter().filter_map(|at| row(here, *at)).collect();
        text.push_str(&here.site.theme.fragment(here.lang, &RegisterRows { rows })?);
    }
    Ok(format!("HANDBOOK_ROWS({});\n", serde_json::to_string(&text).unwrap_or_default()))
}

/// What can be filtered for.
#[derive(Default)]
struct Choices {
    kinds: Vec<Choice>,
    owners: Vec<Choice>,
    states: Vec<Choice>,
}

impl Choices {
    fn of(here: &Here<'_>, order: &[usize]) -> Choices {
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        let mut kinds = BTreeSet::new();
        let mut present: Vec<State> = Vec::new();
        for at in order {
            let (document, state) = here.document(*at);
            kinds.insert(document.kind.as_str());
            let chip = chip(here, state).state;
            if !present.contains(&chip) {
                present.push(chip);
            }
            if let Some(owner) = here.meta(*at).and_then(|meta| meta.owner.as_deref()) {
                owners.entry(owner.to_lowercase()).or_insert_with(|| here.role_name(owner).text);
            }
        }
        let kinds = KINDS.iter().filter(|(_, name, _)| kinds.contains(name));
        let states = [State::Overdue, State::DueSoon, State::Approved, State::NoReview, State::Broken];
        let states = states.into_iter().filter(|state| present.contains(state));
        let mut owners: Vec<Choice> = owners.into_iter().map(|(value, label)| Choice { value, label }).collect();
        owners.sort_by_cached_key(|owner| collate::key(&owner.label));
        Choices {
            kinds: kinds
                .map(|(kind, name, _)| Choice { value: (*name).to_string(), label: here.kind(*kind) })
                .collect(),
            owners,
            states: states
                .map(|state| Choice { value: state.name().to_string(), label: here.words.state(state).to_string() })
                .collect(),
        }
    }
}

fn listed(state: &DocumentState) -> bool {
    matches!(state.standing, Standing::InForce | Standing::Broken)
}

/// What the register says of a document's state.
fn chip(here: &Here<'_>, state: &DocumentState) -> Chip {
    match state.standing {
        Standing::Broken => here.words.chip(State::Broken),
        _ => here.state_chip(state),
    }
}

/// Retired documents; of very many the first.
fn retired(here: &Here<'_>) -> Vec<Link> {
    let retired = listed::of(here.site, Listed::Retired).into_iter().take(listed::SHOWN);
    let link = |at: usize| {
        let link = here.document_link(at)?;
        let id = &here.handbook().documents[at].id;
        Some(Link { text: format!("{id} {}", link.text), ..link })
    };
    retired.filter_map(link).collect()
}

/// A document's row on the as-of date.
pub fn row(here: &Here<'_>, at: usize) -> Option<RegisterRow> {
    let link = here.document_link(at)?;
    let (_, state) = here.document(at);
    Some(fill(here, at, state, link))
}

/// The place among a document's versions of the one that was in force on an edition's day.
pub fn place_now(site: &Site<'_>, at: usize, then: &DocumentState) -> Option<usize> {
    let version = &then.current()?.version;
    site.assessment.documents[at].versions.iter().position(|own| own.version == *version)
}

/// A document's row on an edition's day: its link goes to the permalink of the version of that day.
pub fn row_then(here: &Here<'_>, at: usize, then: &DocumentState) -> Option<RegisterRow> {
    let (document, _) = here.document(at);
    let revision = then.revision(document)?;
    let now_at = place_now(here.site, at, then)?;
    let (text, lang) = here.revision_title(revision);
    let link = Link { href: here.href(Page::Version(at, now_at)), text, lang };
    Some(fill(here, at, then, link))
}

fn fill(here: &Here<'_>, at: usize, state: &DocumentState, link: Link) -> RegisterRow {
    let document = &here.handbook().documents[at];
    let meta = state.meta(document);
    let current = state.current();
    let owner = meta.and_then(|meta| meta.owner.clone());
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
        chip: chip(here, state),
        classification: here.classification(meta.and_then(|meta| meta.classification.as_deref())),
    }
}
