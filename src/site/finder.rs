//! What search finds: documents in force, roles, people, commitments, records and plain pages, in each language. Superseded texts stay out.

use super::Site;
use super::address::{self, LinkStyle, Page};
use super::here::Here;
use super::pages::plain;
use super::search::{self, Entry, Section};
use crate::assess::Standing;
use crate::lang::Lang;
use crate::markdown;
use crate::model::{Text, text};
use crate::view::parts::State;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The files of the search index of every language, by path below the site's root.
pub fn files(site: &Site<'_>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for lang in site.languages() {
        let pages = pages(site);
        let entries = |pages: &[Page]| pages.iter().filter_map(|page| entry(site, *lang, *page)).collect();
        let parts: Vec<search::Part> =
            pages.par_chunks(search::PART).map(|pages| search::read(entries(pages))).collect();
        files.extend(search::index(*lang, parts));
    }
    files
}

/// Everything that can be found, in the order in which results of equal rank are shown.
fn pages(site: &Site<'_>) -> Vec<Page> {
    let documents = site.assessment.documents.iter().enumerate();
    let in_force = documents.filter(|(_, state)| state.standing == Standing::InForce);
    let mut pages: Vec<Page> = in_force.map(|(at, _)| Page::Document(at)).collect();
    let organisation = &site.handbook.organisation;
    pages.extend((0..organisation.roles.len()).map(Page::Role));
    let people = organisation.people.iter().enumerate();
    pages.extend(people.filter(|(_, person)| person.is_here(site.assessment.as_of)).map(|(at, _)| Page::Person(at)));
    let sheets = site.handbook.leadership.sheets().filter_map(|(kind, at, _)| Page::of_sheet(kind, at));
    pages.extend(sheets);
    pages.extend((0..site.handbook.pages.len()).map(Page::Plain));
    pages
}

fn entry(site: &Site<'_>, lang: Lang, page: Page) -> Option<Entry> {
    let here = Here::new(site, lang, page).ok()?;
    let organisation = &site.handbook.organisation;
    let (kind, id, title, state, text) = match page {
        Page::Document(at) => {
            let (document, state) = here.document(at);
            let chip = here.state_chip(state).state;
            let text = state.revision(document).and_then(|revision| here.text_of(revision));
            let worth = Some(chip).filter(|chip| matches!(chip, State::Overdue | State::DueSoon));
            ("document", document.id.to_string(), here.title(at).0, worth, text)
        }
        Page::Role(at) => {
            let role = &organisation.roles[at];
            let text = text::best(&role.texts, lang, site.languages());
            ("role", role.id.to_string(), here.role_title(role).0, None, text)
        }
        Page::Person(at) => {
            let person = &organisation.people[at];
            return Some(Entry {
                kind: "person",
                kind_word: here.words.get("kind_person").to_string(),
                id: String::new(),
                title: person.name.clone(),
                state: None,
                url: url(site, lang, page),
                sections: vec![Section {
                    anchor: String::new(),
                    heading: person.name.clone(),
                    text: here.wording(&person.title).0,
                }],
            });
        }
        Page::Commitment(at) => {
            let sheet = &site.handbook.leadership.commitments[at].sheet;
            let text = text::best(&sheet.texts, lang, site.languages());
            ("commitment", sheet.id.to_string(), here.sheet_title(sheet).0, None, text)
        }
        Page::Record(at) => {
            let sheet = &site.handbook.leadership.records[at].sheet;
            let text = text::best(&sheet.texts, lang, site.languages());
            ("record", sheet.id.to_string(), here.sheet_title(sheet).0, None, text)
        }
        Page::Plain(at) => {
            let text = text::best(&site.handbook.pages[at].texts, lang, site.languages());
            ("page", String::new(), plain::title(&here, at).0, None, text)
        }
        _ => return None,
    };
    let kind_word = here.words.get(&format!("kind_{kind}")).to_string();
    let mut sections = sections(text);
    if let Page::Document(at) = page {
        sections.extend(clauses(&here, at));
    }
    Some(Entry { kind, kind_word, id, sections, title, state, url: url(site, lang, page) })
}

/// The requirements that a document says it serves, so that `5.1.c` finds it.
fn clauses(here: &Here<'_>, at: usize) -> Option<Section> {
    let ids: Vec<&str> = here.meta(at)?.clauses.iter().map(|id| &**id).filter(|id| !id.is_empty()).collect();
    let heading = here.words.get("clauses_served").to_string();
    (!ids.is_empty()).then(|| Section { anchor: "at:doc-clauses".to_string(), heading, text: ids.join(", ") })
}

fn sections(text: Option<&Text>) -> Vec<Section> {
    let parts = text.map(|text| markdown::sections(text.body())).unwrap_or_default();
    let sections =
        parts.into_iter().map(|part| Section { anchor: part.anchor, heading: part.heading, text: part.text });
    sections.collect()
}

/// A page's address below the site's root.
fn url(site: &Site<'_>, lang: Lang, page: Page) -> String {
    let index = if site.addresses.style() == LinkStyle::File { "index.html" } else { "" };
    format!("{}{index}", address::encode(&site.folder(lang, page)))
}
