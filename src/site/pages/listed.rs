//! Documents that have something in common, where they are too many for the pages of the people and roles that they
//! concern: those for everyone, those for a role, those that a role owns. Retired documents are too many for the register likewise.

use super::{leaves, register};
use crate::assess::Standing;
use crate::model::document::Metadata;
use crate::site::Site;
use crate::site::address::{Listed, Page};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::pages::DocumentsPage;
use crate::view::parts::Link;

/// How many documents another page shows of a list that has its own.
pub const SHOWN: usize = 50;

/// The most documents that another page lists one by one. What a role owns is that role's work, and is listed for longer.
fn most(list: Listed) -> usize {
    match list {
        Listed::Retired | Listed::Everyone | Listed::Audience(_) => SHOWN,
        Listed::Owned(_) => leaves::LENGTH,
    }
}

/// The pages of the lists that are too long for other pages.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let roles = site.handbook.organisation.roles.len();
    let mut lengths: Vec<(Listed, usize)> = vec![(Listed::Everyone, 0)];
    lengths.extend((0..roles).map(|role| (Listed::Audience(role), 0)));
    lengths.extend((0..roles).map(|role| (Listed::Owned(role), of(site, Listed::Owned(role)).len())));
    for at in in_force(site) {
        let Some(meta) = meta(site, at) else { continue };
        for place in concerned(site, meta) {
            lengths[place].1 += 1;
        }
    }
    lengths.push((Listed::Retired, of(site, Listed::Retired).len()));
    let long = lengths.into_iter().filter(|(list, length)| *length > most(*list));
    long.flat_map(|(list, length)| (0..leaves::count(length)).map(move |leaf| Page::Listed(list, leaf))).collect()
}

/// The places of the lists, everyone's first and then each role's, of which a document is one.
fn concerned(site: &Site<'_>, meta: &Metadata) -> Vec<usize> {
    let mut places: Vec<usize> = meta
        .audience
        .iter()
        .filter_map(|name| match name.as_str() {
            "everyone" => Some(0),
            role => site.handbook.organisation.role_at(role).map(|at| at + 1),
        })
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The documents of a list: what is overdue first, then due soon, then by id.
pub fn of(site: &Site<'_>, list: Listed) -> Vec<usize> {
    let audience = |place: usize| {
        let of = in_force(site).filter(|at| meta(site, *at).is_some_and(|meta| concerned(site, meta).contains(&place)));
        of.collect()
    };
    let mut documents: Vec<usize> = match list {
        Listed::Retired => {
            let documents = site.assessment.documents.iter().enumerate();
            documents.filter(|(_, state)| matches!(state.standing, Standing::Retired(_))).map(|(at, _)| at).collect()
        }
        Listed::Everyone => audience(0),
        Listed::Audience(role) => audience(role + 1),
        Listed::Owned(role) => {
            let owned = site.assessment.duties.roles[role].owns.iter().copied();
            owned.filter(|at| site.document_page(*at).is_some()).collect()
        }
    };
    documents.sort_by_key(|at| register::rank(&site.assessment.documents[*at]));
    documents
}

fn in_force(site: &Site<'_>) -> impl Iterator<Item = usize> {
    let documents = site.assessment.documents.iter().enumerate();
    documents.filter(|(_, state)| state.standing == Standing::InForce).map(|(at, _)| at)
}

fn meta<'a>(site: &Site<'a>, at: usize) -> Option<&'a Metadata> {
    site.assessment.documents[at].meta(&site.handbook.documents[at])
}

/// The link to a list with how long it is, where it has its own pages.
pub fn link(here: &Here<'_>, list: Listed) -> Option<Link> {
    if !here.site.has(here.lang, Page::Listed(list, 0)) {
        return None;
    }
    let count = here.words.whole(of(here.site, list).len() as i64);
    Some(here.link(Page::Listed(list, 0), named(here, list, "all", &count)))
}

/// A list in words: `documents_…` as a title, `all_…` with how many there are.
fn named(here: &Here<'_>, list: Listed, what: &str, count: &str) -> String {
    let title = |role: usize| here.role_title(&here.handbook().organisation.roles[role]).0;
    let (which, role) = match list {
        Listed::Retired => ("retired", String::new()),
        Listed::Everyone => ("everyone", String::new()),
        Listed::Audience(role) => ("role", title(role)),
        Listed::Owned(role) => ("owned", title(role)),
    };
    here.words.fill(&format!("{what}_{which}"), &[("role", &role), ("n", count)])
}

/// A page of a list.
pub fn render(here: &Here<'_>, list: Listed, leaf: usize) -> Result<String, ThemeError> {
    let documents = of(here.site, list);
    let named = named(here, list, "documents", "");
    let title = leaves::title(here, &named, documents.len(), leaf);
    let page = DocumentsPage {
        title: title.clone(),
        count: here.words.count("documents_listed", documents.len() as i64, &[]),
        documents: leaves::of(&documents, leaf)
            .iter()
            .filter_map(|at| here.document_line(*at, String::new()))
            .collect(),
        leaves: leaves::links(here, documents.len(), |leaf| Page::Listed(list, leaf)),
    };
    let mut above = vec![here.link(Page::Register, here.words.get("register"))];
    if leaf > 0 {
        above.push(here.link(Page::Listed(list, 0), named));
    }
    here.render(&frame::frame(here, "documents", title, above), page)
}
