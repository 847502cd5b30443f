//! Roles: the list with who reports to whom, and one role.

use super::exceptions;
use super::home;
use super::indicators;
use super::leadership;
use super::leaves;
use super::listed;
use crate::assess::Standing;
use crate::assess::duties::{Duty, RoleDuties};
use crate::lang::Wording;
use crate::model::organisation::{Role, Tenure};
use crate::model::{Text, text};
use crate::site::address::{Listed, Long, Page};
use crate::site::agenda::Matter;
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::matrices;
use crate::site::theme::ThemeError;
use crate::view::organisation::{Holding, JobDescription, RolePage, RoleRow, RolesPage, TaskLine, TreeNode};
use crate::view::parts::{Banner, DocumentLine, Link, RoleHeld, State};
use std::sync::Arc;

/// The widest chart that can still be read, in boxes side by side.
const WIDEST: usize = 8;

/// All roles.
pub fn roles(here: &Here<'_>) -> Result<String, ThemeError> {
    let organisation = &here.handbook().organisation;
    let mut rows: Vec<RoleRow> = organisation
        .roles
        .iter()
        .enumerate()
        .map(|(at, role)| RoleRow {
            id: role.id.to_string(),
            held: here.role_held(role.id.as_str()),
            deputies: role
                .deputies_on(here.as_of())
                .filter(|tenure| here.is_here(&tenure.person))
                .map(|tenure| here.person_name(&tenure.person))
                .collect(),
            reports_to: superior(here, role),
            marks: marks(here, role),
            duties: duty_count(here, at),
        })
        .collect();
    rows.sort_by_key(|row| collate::key(&row.held.role.text));
    let tree = tree(here);
    let page = RolesPage {
        chart: crate::view::orgchart::draw(&tree, here.words.get("org_chart_alt"), WIDEST),
        tree,
        roles: rows,
    };
    here.render(&frame::frame(here, "roles", here.words.get("roles").to_string(), Vec::new()), page)
}

/// For how much a role answers, and how much it does; nothing for a role without any letter.
fn duty_count(here: &Here<'_>, at: usize) -> String {
    let duties = &here.site.assessment.duties.roles[at];
    if duties.activities.is_empty() {
        return String::new();
    }
    let alphabet = &here.handbook().alphabet;
    let count = |letters| duties.count(letters).to_string();
    let (accountable, responsible) = (count(alphabet.accountable()), count(alphabet.responsible()));
    here.words.fill("duties_count", &[("a", &accountable), ("r", &responsible)])
}

/// Who reports to whom, from those who report to nobody. Roles in a reporting loop stand at the top.
fn tree(here: &Here<'_>) -> Vec<TreeNode> {
    let roles = &here.handbook().organisation.roles;
    let superior = |role: &Role| here.handbook().organisation.role_at(role.reports_to.as_deref()?);
    let superiors: Vec<Option<usize>> = roles.iter().map(superior).collect();
    let in_loop = |start: usize| {
        let mut at = superiors[start];
        for _ in 0..roles.len() {
            match at {
                Some(next) if next == start => return true,
                Some(next) => at = superiors[next],
                None => return false,
            }
        }
        false
    };
    let tops: Vec<usize> = (0..roles.len()).filter(|at| superiors[*at].is_none() || in_loop(*at)).collect();
    fn node(here: &Here<'_>, superiors: &[Option<usize>], tops: &[usize], at: usize) -> TreeNode {
        let roles = &here.handbook().organisation.roles;
        let mut below: Vec<usize> =
            (0..roles.len()).filter(|other| superiors[*other] == Some(at) && !tops.contains(other)).collect();
        below.sort_by_key(|other| collate::key(&here.role_title(&roles[*other]).0));
        TreeNode {
            held: here.role_held(roles[at].id.as_str()),
            children: below.into_iter().map(|other| node(here, superiors, tops, other)).collect(),
        }
    }
    let mut nodes: Vec<TreeNode> = tops.iter().map(|at| node(here, &superiors, &tops, *at)).collect();
    // Who leads many comes first; roles outside the hierarchy come last.
    nodes.sort_by_key(|node| (node.children.is_empty(), collate::key(&node.held.role.text)));
    nodes
}

fn superior(here: &Here<'_>, role: &Role) -> Option<Link> {
    let id = role.reports_to.as_deref()?;
    let at = here.handbook().organisation.role_at(id)?;
    let (text, lang) = here.role_title(&here.handbook().organisation.roles[at]);
    Some(Link { href: here.href(Page::Role(at)), text, lang })
}

/// Top management and designations, in words.
fn marks(here: &Here<'_>, role: &Role) -> Vec<String> {
    let mut marks = Vec::new();
    if role.top_management {
        marks.push(here.words.get("top_management").to_string());
    }
    for name in role.designations.iter().filter(|name| !name.is_empty()) {
        let key = format!("designation_{}", name.replace('-', "_"));
        let known = here.words.map().contains_key(&key);
        marks.push(if known { here.words.get(&key).to_string() } else { name.clone() });
    }
    marks
}

/// One role.
pub fn role(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let organisation = &here.handbook().organisation;
    let role = &organisation.roles[at];
    let (title, title_lang) = here.role_title(role);
    let text = shown(here, role);
    let text_lang = text.map(|text| text.lang).filter(|lang| *lang != here.lang).or(title_lang);
    let rendered = text.map(|text| here.render_text(text, &text.path));
    let holders = holdings(here, role.holders_on(here.as_of()));
    let control = here.handbook().document_at(role.id.as_str()).and_then(|document| {
        let (document_ref, state) = here.document(document);
        let revision = state.revision(document_ref)?;
        let shown =
            super::control::Shown { at: document, document: document_ref, state, revision, version: state.in_force };
        Some(super::control::block(here, &shown))
    });
    let mut banners = Vec::new();
    if holders.is_empty() {
        banners.push(Banner {
            text: here.words.get("banner_vacant_text").to_string(),
            ..Banner::new(State::Vacant, here.words.get("banner_vacant").to_string())
        });
    }
    let reports = organisation
        .roles
        .iter()
        .enumerate()
        .filter(|(_, other)| other.reports_to.as_deref().is_some_and(|id| role.id.is(id)));
    let mut reports: Vec<Link> = reports
        .map(|(other, subordinate)| {
            let (text, lang) = here.role_title(subordinate);
            Link { href: here.href(Page::Role(other)), text, lang }
        })
        .collect();
    reports.sort_by_key(|link| collate::key(&link.text));
    let activities = &here.site.assessment.duties.roles[at].activities;
    let listed = |list: &[Wording]| -> Vec<String> {
        list.iter().map(|words| here.wording(words).0).filter(|words| !words.is_empty()).collect()
    };
    let page = RolePage {
        id: role.id.to_string(),
        title: title.clone(),
        text_lang,
        extra: serde_json::to_value(&role.extra).unwrap_or_default(),
        banners,
        holders,
        deputies: holdings(here, role.deputies_on(here.as_of())),
        former: former(here, role),
        reports_to: superior(here, role),
        reports,
        marks: marks(here, role),
        contact: (!role.contact.is_empty()).then(|| home::contact(here, at)),
        control,
        duties: matrices::duty_groups(here, &duties(here, at), Long::Role(at), 0),
        leaves: leaves::links(here, matrices::entries(activities), |leaf| Long::Role(at).leaf(leaf)),
        owned: owned(here, role.id.as_str()),
        owned_all: listed::link(here, Listed::Owned(at)),
        approves: approves(here, role.id.as_str()),
        actions: actions(here, role),
        decisions: decisions(here, role),
        exceptions: exceptions::lines(here, &|exception, _| exception.concerns(role.id.as_str())),
        indicators: indicators::reported(here, role.id.as_str()),
        authorities: listed(&role.authorities),
        competence: listed(&role.competence).join(" · "),
        job_description: role.job_description.as_ref().map(|job| JobDescription {
            reference: job.reference.clone().unwrap_or_default(),
            updated: job.updated.map(|date| here.day(date)),
        }),
        clauses: matrices::clauses(here, activities),
        toc: rendered.as_ref().map(|body| here.toc(&body.headings)).unwrap_or_default(),
        body: rendered.map(|body| body.html).unwrap_or_default(),
        calendar: crate::site::exports::calendar::has_reviews(here.site, Some(role))
            .then(|| here.file(&format!("reviews/{}.ics", role.id.key()))),
        edit: here.edit(role.texts.get(&here.lang).map_or(&role.path, |text| &text.path)),
    };
    let mut frame = frame::frame(here, "roles", title, vec![here.link(Page::Roles, here.words.get("roles"))]);
    let summary = role.texts.get(&here.lang).and_then(|text| text.summary.clone());
    frame.description = summary.unwrap_or_else(|| here.wording(&role.summary).0);
    frame.classification = here.classification(role.classification.as_deref());
    let exists: Vec<_> = here.site.languages().iter().copied().filter(|lang| role.texts.contains_key(lang)).collect();
    frame.alternates = frame::alternates(here, &exists);
    here.render(&frame, page)
}

/// The activities of a role, which come to it through nothing else.
fn duties(here: &Here<'_>, at: usize) -> Vec<(Arc<str>, Duty)> {
    let through: Arc<str> = Arc::from("");
    here.site.assessment.duties.roles[at].activities.iter().map(|duty| (Arc::clone(&through), *duty)).collect()
}

/// A further page of what a role is responsible for.
pub fn more(here: &Here<'_>, at: usize, leaf: usize) -> Result<String, ThemeError> {
    let (title, lang) = here.role_title(&here.handbook().organisation.roles[at]);
    let above = vec![here.link(Page::Roles, here.words.get("roles")), here.link(Page::Role(at), title.clone())];
    let title = leaves::title(here, &title, matrices::entries(&here.site.assessment.duties.roles[at].activities), leaf);
    matrices::duties_page(here, "roles", (title, lang), above, &duties(here, at), Long::Role(at), leaf)
}

/// The description to show: of a controlled role the text in force, else the working text.
fn shown<'a>(here: &Here<'a>, role: &'a Role) -> Option<&'a Text> {
    if let Some(at) = here.site.handbook.document_at(role.id.as_str()) {
        let document = &here.site.handbook.documents[at];
        let state = &here.site.assessment.documents[at];
        return match &state.standing {
            Standing::InForce => state.revision(document).and_then(|revision| here.text_of(revision)),
            _ => None,
        };
    }
    text::best(&role.texts, here.lang, here.site.languages())
}

/// Tenures as lines, newest first.
pub fn holdings<'t>(here: &Here<'_>, tenures: impl Iterator<Item = &'t Tenure>) -> Vec<Holding> {
    let tenures = tenures.filter(|tenure| here.is_here(&tenure.person));
    tenures.map(|tenure| holding(here, tenure)).collect()
}

fn holding(here: &Here<'_>, tenure: &Tenure) -> Holding {
    Holding {
        person: here.person_name(&tenure.person),
        since: tenure.since.map(|date| here.day(date)),
        until: tenure.until.map(|date| here.day(date)),
    }
}

fn former(here: &Here<'_>, role: &Role) -> Vec<Holding> {
    let mut past: Vec<&Tenure> =
        role.holders.iter().filter(|tenure| tenure.until.is_some_and(|until| until < here.as_of())).collect();
    past.sort_by_key(|tenure| std::cmp::Reverse(tenure.until));
    past.into_iter().map(|tenure| holding(here, tenure)).collect()
}

/// Documents that a role owns and that have a page; of very many those that need its eyes most.
pub fn owned(here: &Here<'_>, role: &str) -> Vec<DocumentLine> {
    let Some(at) = here.handbook().organisation.role_at(role) else { return Vec::new() };
    if !here.site.has(here.lang, Page::Listed(Listed::Owned(at), 0)) {
        return lines(here, role, |duties| &duties.owns);
    }
    let owned = listed::of(here.site, Listed::Owned(at));
    owned.iter().take(listed::SHOWN).filter_map(|at| here.document_line(*at, String::new())).collect()
}

/// Documents that wait for a role's approval: in review, by an author's hand in the working files. Readers of the
/// published site see only those with a page.
pub fn approves(here: &Here<'_>, role: &str) -> Vec<DocumentLine> {
    lines(here, role, |duties| &duties.to_approve)
}

fn lines(here: &Here<'_>, role: &str, wanted: impl Fn(&RoleDuties) -> &[usize]) -> Vec<DocumentLine> {
    let Some(role) = here.handbook().organisation.role_at(role) else { return Vec::new() };
    let documents = wanted(&here.site.assessment.duties.roles[role]).iter();
    documents.filter_map(|at| here.document_line(*at, String::new())).collect()
}

/// Actions of leadership that a role does.
pub fn actions(here: &Here<'_>, role: &Role) -> Vec<TaskLine> {
    let Some(at) = here.handbook().organisation.role_at(role.id.as_str()) else { return Vec::new() };
    let actions = &here.site.assessment.duties.roles[at].actions;
    let lines = actions.iter().map(|(commitment, action)| {
        let described = &here.handbook().leadership.commitments[*commitment].actions[*action];
        TaskLine {
            link: leadership::action_link(here, *commitment, *action),
            when: described.every.map(|every| here.words.every(every)).unwrap_or_default(),
            chip: Matter::Action(*commitment, *action).chip(here),
        }
    });
    lines.collect()
}

/// Decisions that wait for a role, the soonest due first.
fn decisions(here: &Here<'_>, role: &Role) -> Vec<TaskLine> {
    let Some(at) = here.handbook().organisation.role_at(role.id.as_str()) else { return Vec::new() };
    let states = &here.site.assessment.leadership.decisions;
    let due = |at: &usize| states[*at].decision(here.handbook()).due;
    let lines = here.site.assessment.duties.roles[at].decisions.iter().map(|at| TaskLine {
        link: leadership::decision_link(here, &states[*at]),
        when: due(at).map(|due| here.words.date(due)).unwrap_or_default(),
        chip: Matter::Decision(*at).chip(here),
    });
    lines.collect()
}

/// A role with nobody in it, for places that need one.
pub fn nobody() -> RoleHeld {
    RoleHeld { role: crate::view::parts::Name { text: String::new(), href: None, lang: None }, people: Vec::new() }
}
