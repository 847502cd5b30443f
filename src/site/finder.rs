//! What search finds: documents in force, roles, people, commitments, records and plain pages, in each language. Superseded texts stay out.

use super::Site;
use super::address::{self, LinkStyle, Page};
use super::here::Here;
use super::pages::plain;
use super::search::{self, Entry, Section};
use crate::assess::Standing;
use crate::lang::Lang;
use crate::markdown;
use crate::model::{Kind, Text, Texts, text};
use crate::view::parts::State;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The files of the search index of every language, by path below the site's root.
pub fn files(site: &Site<'_>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let pages = pages(site);
    for lang in site.languages() {
        let part = |(at, pages): (usize, &[Page])| match site.gathering.as_ref().map(|known| known.take(*lang, at)) {
            Some(Gathered::Part(part)) => part,
            Some(Gathered::Sections(sections)) => part(site, *lang, pages, sections),
            None => part(site, *lang, pages, BTreeMap::new()),
        };
        let parts: Vec<search::Part> = pages.par_chunks(search::PART).enumerate().map(part).collect();
        files.extend(search::index(*lang, parts));
    }
    files
}

/// What neighbouring pages give to the index. `known` are the sections of some of them, by their place among `pages`.
fn part(site: &Site<'_>, lang: Lang, pages: &[Page], mut known: BTreeMap<usize, Vec<Section>>) -> search::Part {
    let entries = pages.iter().enumerate().filter_map(|(at, page)| entry(site, lang, *page, known.remove(&at)));
    search::read(entries.collect())
}

/// The words of texts that pages have shown: a text is read once for both. As soon as all of a part of the index are there,
/// the part is made and the words are gone.
pub struct Gathering {
    /// Where a text belongs: the part, and its place there. Only looked up, never listed, so its order does not matter.
    wanted: HashMap<(Lang, Arc<str>), (usize, usize)>,
    parts: BTreeMap<Lang, Vec<Mutex<Waiting>>>,
}

/// A part of the index, or what is there of it.
enum Gathered {
    Part(search::Part),
    Sections(BTreeMap<usize, Vec<Section>>),
}

struct Waiting {
    gathered: Gathered,
    /// How many texts are still to be shown.
    missing: usize,
}

impl Gathering {
    /// For a site all of whose pages will be made.
    pub fn new(site: &Site<'_>) -> Gathering {
        let pages = pages(site);
        let (mut wanted, mut parts) = (HashMap::new(), BTreeMap::new());
        for lang in site.languages() {
            let part = |(at, chunk): (usize, &[Page])| {
                let before = wanted.len();
                for (place, page) in chunk.iter().enumerate() {
                    let here = Here::new(site, *lang, *page).ok();
                    // The page of a matrix shows its tables in another way than its text has them.
                    let text = here.filter(|here| !is_matrix(here)).and_then(|here| text(&here));
                    wanted.extend(text.map(|text| ((*lang, text.path.clone()), (at, place))));
                }
                let missing = wanted.len() - before;
                Mutex::new(Waiting { gathered: Gathered::Sections(BTreeMap::new()), missing })
            };
            let waiting: Vec<Mutex<Waiting>> = pages.chunks(search::PART).enumerate().map(part).collect();
            parts.insert(*lang, waiting);
        }
        Gathering { wanted, parts }
    }

    /// Whether the words of a text on pages in a language are wanted.
    pub fn wants(&self, lang: Lang, path: &Arc<str>) -> bool {
        self.wanted.contains_key(&(lang, path.clone()))
    }

    /// Takes the words of a text that a page shows.
    pub fn add(&self, site: &Site<'_>, lang: Lang, path: &Arc<str>, read: Vec<markdown::Section>) {
        let Some((at, place)) = self.wanted.get(&(lang, path.clone())) else { return };
        let Some(waiting) = self.parts.get(&lang).and_then(|parts| parts.get(*at)) else { return };
        let whole = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let Waiting { gathered: Gathered::Sections(sections), missing } = &mut *waiting else { return };
            // The last of them may be made a second time, for another page, while the part is being made.
            if *missing == 0 {
                return;
            }
            if sections.insert(*place, shown(read)).is_none() {
                *missing -= 1;
            }
            (*missing == 0).then(|| std::mem::take(sections))
        };
        // The others go on while one thread makes the part.
        if let Some(sections) = whole {
            let pages = pages(site);
            let pages = pages.chunks(search::PART).nth(*at).unwrap_or_default();
            let part = part(site, lang, pages, sections);
            waiting.lock().unwrap_or_else(PoisonError::into_inner).gathered = Gathered::Part(part);
        }
    }

    fn take(&self, lang: Lang, at: usize) -> Gathered {
        let none = || Gathered::Sections(BTreeMap::new());
        let Some(waiting) = self.parts.get(&lang).and_then(|parts| parts.get(at)) else { return none() };
        std::mem::replace(&mut waiting.lock().unwrap_or_else(PoisonError::into_inner).gathered, none())
    }
}

fn is_matrix(here: &Here<'_>) -> bool {
    matches!(here.page, Page::Document(at) if here.document(at).0.kind == Kind::Matrix)
}

/// The text that search finds for a page.
fn text<'a>(here: &Here<'a>) -> Option<&'a Text> {
    let handbook = here.site.handbook;
    let best = |texts: &'a Texts| text::best(texts, here.lang, here.site.languages());
    match here.page {
        Page::Document(at) => {
            let (document, state) = here.document(at);
            here.text_of(state.revision(document)?)
        }
        Page::Role(at) => best(&handbook.organisation.roles[at].texts),
        Page::Commitment(at) => best(&handbook.leadership.commitments[at].sheet.texts),
        Page::Record(at) => best(&handbook.leadership.records[at].sheet.texts),
        Page::Plain(at) => best(&handbook.pages[at].texts),
        _ => None,
    }
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

fn entry(site: &Site<'_>, lang: Lang, page: Page, known: Option<Vec<Section>>) -> Option<Entry> {
    let here = Here::new(site, lang, page).ok()?;
    let organisation = &site.handbook.organisation;
    let (kind, id, title, state) = match page {
        Page::Document(at) => {
            let (document, state) = here.document(at);
            let chip = here.state_chip(state).state;
            let worth = Some(chip).filter(|chip| matches!(chip, State::Overdue | State::DueSoon));
            ("document", document.id.to_string(), here.title(at).0, worth)
        }
        Page::Role(at) => {
            let role = &organisation.roles[at];
            ("role", role.id.to_string(), here.role_title(role).0, None)
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
            ("commitment", sheet.id.to_string(), here.sheet_title(sheet).0, None)
        }
        Page::Record(at) => {
            let sheet = &site.handbook.leadership.records[at].sheet;
            ("record", sheet.id.to_string(), here.sheet_title(sheet).0, None)
        }
        Page::Plain(at) => ("page", String::new(), plain::title(&here, at).0, None),
        _ => return None,
    };
    let kind_word = here.words.get(&format!("kind_{kind}")).to_string();
    let read = || text(&here).map(|text| shown(markdown::sections(text.body()))).unwrap_or_default();
    let mut sections = known.unwrap_or_else(read);
    match page {
        Page::Document(at) => {
            sections.extend(here.meta(at).and_then(|meta| clauses(&here, "at:doc-clauses", &meta.clauses)));
        }
        Page::Commitment(at) => {
            sections.extend(clauses(&here, "at:clauses", &site.handbook.leadership.commitments[at].clauses));
        }
        _ => {}
    }
    Some(Entry { kind, kind_word, id, sections, title, state, url: url(site, lang, page) })
}

/// The requirements that a document or a commitment says it serves, so that `5.1.c` finds it.
fn clauses(here: &Here<'_>, anchor: &str, clauses: &[impl AsRef<str>]) -> Option<Section> {
    let ids: Vec<&str> = clauses.iter().map(AsRef::as_ref).filter(|id| !id.is_empty()).collect();
    let heading = here.words.get("clauses_served").to_string();
    (!ids.is_empty()).then(|| Section { anchor: anchor.to_string(), heading, text: ids.join(", ") })
}

fn shown(sections: Vec<markdown::Section>) -> Vec<Section> {
    let section = |part: markdown::Section| Section { anchor: part.anchor, heading: part.heading, text: part.text };
    sections.into_iter().map(section).collect()
}

/// A page's address below the site's root.
fn url(site: &Site<'_>, lang: Lang, page: Page) -> String {
    let index = if site.addresses.style() == LinkStyle::File { "index.html" } else { "" };
    format!("{}{index}", address::encode(&site.folder(lang, page)))
}
