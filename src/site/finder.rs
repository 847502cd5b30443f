//! What search finds: documents in force, roles, people, commitments, records and plain pages, in each language. Superseded texts stay out.

use super::Site;
use super::address::{self, LinkStyle, Page};
use super::here::Here;
use super::pages::leaves::Cut;
use super::pages::plain;
use super::search::{self, Entry, Section};
use super::{inline, matrices};
use crate::assess::{Standing, duties};
use crate::lang::Lang;
use crate::markdown;
use crate::model::matrix::Matrix;
use crate::model::{Kind, Text, Texts, text};
use crate::view::parts::State;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

/// The search index while it is read. Pages show texts, and a text is read once for both. As soon as all texts of a part
/// have been shown, the part is read and its texts are gone; neighbouring parts become one.
pub struct Gathering {
    /// Where a text belongs: the part, and its place there. Only looked up, never listed, so its order does not matter.
    wanted: HashMap<(Lang, Arc<str>), (usize, usize)>,
    languages: BTreeMap<Lang, Parts>,
    /// Files that are whole and not yet given away.
    whole: Mutex<search::Files>,
}

/// The parts of one language's index.
struct Parts {
    waiting: Vec<Mutex<Waiting>>,
    /// What was read: the first part → the one after the last, and what they give together.
    runs: Mutex<BTreeMap<usize, (usize, search::Part)>>,
}

enum Waiting {
    /// The texts shown so far, by the place of their page in the part, and how many are still to be shown.
    Shown(BTreeMap<usize, Vec<Section>>, usize),
    /// Nothing any more.
    Read,
}

impl Gathering {
    /// For a site all of whose pages will be made before the index is asked for.
    pub fn new(site: &Site<'_>) -> Gathering {
        Gathering::wanting(site, |here| {
            // The page of a matrix shows its tables in another way than its text has them.
            Some(here).filter(|here| !is_matrix(here)).and_then(text).map(|text| text.path.clone())
        })
    }

    /// For a site whose index may be asked for at any time: it waits for nothing.
    pub fn idle(site: &Site<'_>) -> Gathering {
        Gathering::wanting(site, |_| None)
    }

    fn wanting(site: &Site<'_>, path: impl Fn(&Here<'_>) -> Option<Arc<str>>) -> Gathering {
        let pages = pages(site);
        let (mut wanted, mut languages) = (HashMap::new(), BTreeMap::new());
        for lang in site.languages() {
            let waiting = pages.chunks(search::PART).enumerate().map(|(at, chunk)| {
                let before = wanted.len();
                for (place, page) in chunk.iter().enumerate() {
                    let path = Here::new(site, *lang, *page).ok().and_then(|here| path(&here));
                    wanted.extend(path.map(|path| ((*lang, path), (at, place))));
                }
                Mutex::new(Waiting::Shown(BTreeMap::new(), wanted.len() - before))
            });
            let waiting = waiting.collect();
            languages.insert(*lang, Parts { waiting, runs: Mutex::default() });
        }
        Gathering { wanted, languages, whole: Mutex::default() }
    }

    /// Whether the words of a text on pages in a language are wanted.
    pub fn wants(&self, lang: Lang, path: &Arc<str>) -> bool {
        self.wanted.contains_key(&(lang, path.clone()))
    }

    /// Takes the words of a text that a page shows.
    pub fn add(&self, site: &Site<'_>, lang: Lang, path: &Arc<str>, shows: Vec<markdown::Section>) {
        let Some((at, place)) = self.wanted.get(&(lang, path.clone())) else { return };
        let Some(waiting) = self.languages.get(&lang).and_then(|parts| parts.waiting.get(*at)) else { return };
        let all = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            // A text may be shown a second time, by another page.
            let Waiting::Shown(sections, missing) = &mut *waiting else { return };
            if sections.insert(*place, shown(shows)).is_none() {
                *missing -= 1;
            }
            if *missing > 0 {
                return;
            }
            std::mem::replace(&mut *waiting, Waiting::Read)
        };
        // The others go on while one thread reads the part.
        self.read(site, lang, *at, &pages(site), all);
    }

    /// Files that have become whole since this was asked last: they can be written and forgotten.
    pub fn whole(&self) -> search::Files {
        std::mem::take(&mut *self.whole.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// All that was not given away. Texts that no page has shown are read now.
    pub fn finish(&self, site: &Site<'_>) -> Finder {
        let pages = pages(site);
        let index = |(lang, parts): (&Lang, &Parts)| {
            parts.waiting.par_iter().enumerate().for_each(|(at, waiting)| {
                let waiting =
                    std::mem::replace(&mut *waiting.lock().unwrap_or_else(PoisonError::into_inner), Waiting::Read);
                self.read(site, *lang, at, &pages, waiting);
            });
            let runs = std::mem::take(&mut *parts.runs.lock().unwrap_or_else(PoisonError::into_inner));
            let all = runs.into_values().map(|(_, part)| part).reduce(search::Part::join);
            search::Index::new(*lang, all.unwrap_or_default())
        };
        let indexes = self.languages.iter().map(index).collect();
        Finder { indexes, whole: self.whole().into_iter().collect() }
    }

    /// Reads a part, unless that was done.
    fn read(&self, site: &Site<'_>, lang: Lang, at: usize, pages: &[Page], waiting: Waiting) {
        let (Waiting::Shown(mut known, _), Some(parts)) = (waiting, self.languages.get(&lang)) else { return };
        let pages = pages.chunks(search::PART).nth(at).unwrap_or_default();
        let entries = pages.iter().enumerate().filter_map(|(at, page)| entry(site, lang, *page, known.remove(&at)));
        let (part, files) = search::read(lang, at, &entries.collect::<Vec<_>>());
        self.whole.lock().unwrap_or_else(PoisonError::into_inner).extend(files);
        parts.keep(at, part);
    }
}

/// The files of the search index.
pub struct Finder {
    indexes: Vec<search::Index>,
    /// Those that are made already, by path.
    whole: BTreeMap<String, String>,
}

impl Finder {
    /// Their paths below the site's root.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        self.indexes.iter().flat_map(search::Index::paths).chain(self.whole.keys().cloned())
    }

    /// The text of a file, when it is one of these.
    pub fn make(&self, path: &str) -> Option<String> {
        self.whole.get(path).cloned().or_else(|| self.indexes.iter().find_map(|index| index.make(path)))
    }
}

impl Parts {
    /// Puts a part beside its neighbours. Joining is done outside the lock.
    fn keep(&self, at: usize, part: search::Part) {
        let (mut first, mut end, mut run) = (at, at + 1, part);
        loop {
            let mut runs = self.runs.lock().unwrap_or_else(PoisonError::into_inner);
            let before = runs.range(..first).next_back().filter(|(_, (before, _))| *before == first);
            let before = before.map(|(before, _)| *before);
            if let Some((before, (_, earlier))) = before.and_then(|before| runs.remove_entry(&before)) {
                drop(runs);
                (first, run) = (before, earlier.join(run));
            } else if let Some((after, later)) = runs.remove(&end) {
                drop(runs);
                (end, run) = (after, run.join(later));
            } else {
                runs.insert(first, (end, run));
                return;
            }
        }
    }
}

fn is_matrix(here: &Here<'_>) -> bool {
    matches!(here.page, Page::Document(at) if here.document(at).0.kind == Kind::Matrix)
}

/// The matrix that a document's page shows, when it needs several.
fn long_matrix<'a>(here: &Here<'a>) -> Option<(&'a Matrix, Cut)> {
    let Page::Document(at) = here.page else { return None };
    let matrix = duties::matrix_in_force(here.site.handbook, &here.site.assessment.documents, at)?;
    Some((matrix, matrices::cut([matrix]))).filter(|(_, cut)| cut.count() > 1)
}

/// The activities of a matrix by the page on which they stand.
fn of_pages(here: &Here<'_>, matrix: &Matrix, cut: Cut) -> Vec<Section> {
    let names: Vec<&str> = matrices::names(here, matrix).collect();
    let all = cut.count().to_string();
    let section = |(leaf, names): (usize, &[&str])| {
        let n = (leaf + 1).to_string();
        let heading = here.words.fill("leaf", &[("n", &n), ("all", &all)]);
        // The first page has no way to itself in its index: there the search leads to its top.
        let anchor = if leaf == 0 { String::new() } else { format!("at:page-{n}") };
        Section { anchor, heading, text: names.join("; ") }
    };
    names.chunks(cut.length).enumerate().map(section).collect()
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
    let read = || match (text(&here), long_matrix(&here)) {
        (Some(text), Some((matrix, cut))) => {
            let mut sections = shown(markdown::sections(&inline::without_tables(text, matrix)));
            sections.extend(of_pages(&here, matrix, cut));
            sections
        }
        (Some(text), None) => shown(markdown::sections(text.body())),
        (None, _) => Vec::new(),
    };
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
