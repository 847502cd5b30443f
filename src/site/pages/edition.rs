//! A numbered edition: what was in force on its day.

use super::{leaves, register};
use crate::site::Site;
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::Link;
use crate::view::register::EditionPage;

/// The pages of all editions up to the as-of date.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let editions = site.handbook.config.editions.iter().enumerate();
    let past = editions.filter(|(_, edition)| edition.date <= site.assessment.as_of);
    past.flat_map(|(at, _)| (0..leaves::count(order(site, at).len())).map(move |leaf| Page::Edition(at, leaf)))
        .collect()
}

/// The documents that were in force on an edition's day, by id.
fn order(site: &Site<'_>, at: usize) -> Vec<usize> {
    let then = site.assessment.editions.get(at).into_iter().flatten().enumerate();
    let mut order: Vec<usize> = then
        .filter(|(document, state)| {
            let written = state.revision(&site.handbook.documents[*document]).is_some();
            written && register::place_now(site, *document, state).is_some()
        })
        .map(|(document, _)| document)
        .collect();
    let id = |document: usize| site.handbook.documents[document].id.key();
    order.sort_by(|a, b| crate::model::id::natural(id(*a), id(*b)));
    order
}

/// A page of one edition.
pub fn render(here: &Here<'_>, at: usize, leaf: usize) -> Result<String, ThemeError> {
    let config = &here.handbook().config;
    let edition = &config.editions[at];
    let order = order(here.site, at);
    let then = here.site.assessment.editions.get(at);
    let row = |document: &usize| register::row_then(here, *document, then?.get(*document)?);
    let current = config.editions.iter().rposition(|edition| edition.date <= here.as_of()) == Some(at);
    let day = here.day(edition.date);
    let heading = here.words.fill("edition_title", &[("name", &edition.name), ("d", &day.text)]);
    let page = EditionPage {
        title: leaves::title(here, &heading, order.len(), leaf),
        name: edition.name.clone(),
        date: day,
        current,
        count: here.words.count("documents_in_force", order.len() as i64, &[]),
        rows: leaves::of(&order, leaf).iter().filter_map(row).collect(),
        leaves: leaves::links(here, order.len(), |leaf| Page::Edition(at, leaf)),
        editions: editions(here),
    };
    let name = here.words.fill("edition_of", &[("name", &edition.name)]);
    let title = leaves::title(here, &name, order.len(), leaf);
    let mut crumbs = vec![here.link(Page::Register, here.words.get("documents"))];
    if leaf > 0 {
        crumbs.push(here.link(Page::Edition(at, 0), name));
    }
    let mut frame = frame::frame(here, "documents", title, crumbs);
    frame.noindex = true;
    here.render(&frame, page)
}

/// All editions up to the as-of date, newest first.
pub fn editions(here: &Here<'_>) -> Vec<Link> {
    let editions = here.handbook().config.editions.iter().enumerate().rev();
    let past = editions.filter(|(_, edition)| edition.date <= here.as_of());
    past.map(|(at, edition)| here.link(Page::Edition(at, 0), edition.name.clone())).collect()
}
