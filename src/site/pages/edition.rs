//! A numbered edition: what was in force on its day.

use super::register;
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::Link;
use crate::view::register::EditionPage;

/// The page of one edition.
pub fn render(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let config = &here.handbook().config;
    let edition = &config.editions[at];
    let then = here.site.assessment.editions.get(at).into_iter().flatten().enumerate();
    let mut rows: Vec<_> = then.filter_map(|(document, state)| register::row_then(here, document, state)).collect();
    rows.sort_by(|a, b| crate::model::id::natural(&a.id.to_lowercase(), &b.id.to_lowercase()));
    let current = config.editions.iter().rposition(|edition| edition.date <= here.as_of()) == Some(at);
    let page = EditionPage {
        name: edition.name.clone(),
        date: here.day(edition.date),
        current,
        count: here.words.count("documents_in_force", rows.len() as i64, &[]),
        rows,
        editions: editions(here),
    };
    let title = here.words.fill("edition_of", &[("name", &edition.name)]);
    let crumbs = vec![here.link(Page::Register, here.words.get("documents"))];
    let mut frame = frame::frame(here, "documents", title, crumbs);
    frame.noindex = true;
    here.render(&frame, page)
}

/// All editions up to the as-of date, newest first.
pub fn editions(here: &Here<'_>) -> Vec<Link> {
    let editions = here.handbook().config.editions.iter().enumerate().rev();
    let past = editions.filter(|(_, edition)| edition.date <= here.as_of());
    past.map(|(at, edition)| here.link(Page::Edition(at), edition.name.clone())).collect()
}
