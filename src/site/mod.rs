//! The site: a sorted table of all paths, each of which knows how to make its bytes from the handbook, its assessment and
//! the theme. Publishing makes all of them, serving makes the one that is asked for, a test makes the one it looks at.
//!
//! Knows no disk but through `Sources` (images and attachments), and no clock.

pub mod address;
pub mod agenda;
pub mod bodies;
pub mod collate;
pub mod exports;
pub mod finder;
pub mod frame;
pub mod here;
pub mod inline;
pub mod matrices;
pub mod news;
pub mod own;
pub mod pages;
pub mod recent;
pub mod search;
pub mod sheets;
pub mod table;
pub mod theme;

use crate::assess::{Assessment, Standing};
use crate::lang::Lang;
use crate::markdown::Comparable;
use crate::model::Handbook;
use crate::report::Reported;
use crate::source::Sources;
use crate::view::words::Word;
use address::{Addresses, LinkStyle, Page};
use exports::Export;
use here::Here;
use recent::Recent;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use theme::{PreparedShell, Theme, ThemeError};

/// What the reader of a command asked of the site.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How links are written.
    pub links: LinkStyle,
    /// Whether drafts have pages.
    pub drafts: bool,
}

/// What lies at a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// A page in a language.
    Page(Lang, Page),
    /// `index.html` of a site in several languages.
    Chooser,
    /// `404.html`.
    NotFound,
    /// A file of the theme.
    Asset(String),
    /// The rows of the register in a language beyond its first page, as a script.
    Rows(Lang),
    /// The activities of all matrices in a language in few words, as a script.
    Activities(Lang),
    /// A file for machines.
    Export(Export),
}

/// Gives the findings in the language that prevails. A preview shows pages before it knows them.
pub type Findings<'a> = Box<dyn Fn() -> Vec<Reported> + Send + Sync + 'a>;

/// The stylesheet of every page.
pub const STYLESHEET: &str = "assets/css/site.css";

/// How many bytes of texts read for comparison are kept for each thread: some twenty versions of a text of the usual length.
const COMPARED: usize = 128 << 10;

/// The whole site, not yet made.
pub struct Site<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// Its state on the day.
    pub assessment: &'a Assessment,
    /// The files it was read from, for images and attachments.
    pub sources: &'a Sources,
    /// The theme.
    pub theme: &'a Theme,
    /// What was found, for programs that read the site; asked for when they do.
    pub findings: Findings<'a>,
    /// What was asked.
    pub options: Options,
    /// How addresses are written.
    pub addresses: Addresses,
    news: OnceLock<Vec<news::Event>>,
    routes: BTreeMap<String, Route>,
    shells: BTreeMap<(Lang, usize), PreparedShell>,
    bodies: bodies::Bodies,
    comparables: Recent<Arc<str>, Comparable>,
    assets: BTreeMap<String, Vec<u8>>,
    gathering: Option<finder::Gathering>,
    index: OnceLock<finder::Finder>,
    files: OnceLock<BTreeMap<String, Arc<str>>>,
}

/// The theme of a handbook: the built-in one with the handbook's own templates and words over it.
pub fn theme_of(handbook: &Handbook, sources: &Sources) -> Result<Theme, ThemeError> {
    let own: BTreeMap<String, Vec<u8>> = sources
        .template_files()
        .filter_map(|(path, file)| Some((path.to_string(), sources.read_bytes(&file.path).ok()?)))
        .collect();
    let plain = |words: &[(String, String)]| -> BTreeMap<String, Word> {
        words.iter().map(|(key, text)| (key.clone(), Word::Plain(text.clone()))).collect()
    };
    let words = handbook.config.words.iter().map(|(lang, words)| (*lang, plain(words))).collect();
    Theme::load(&handbook.config.languages, &own, &words)
}

/// The bytes of a path, or where to copy them from.
#[derive(Debug)]
pub enum Made {
    /// Made here.
    Bytes(Vec<u8>),
    /// A file of the content, by its path from the handbook's root.
    Source(Arc<str>),
}

impl<'a> Site<'a> {
    /// The table of a site. Cheap: no page is made yet.
    pub fn new(
        handbook: &'a Handbook,
        assessment: &'a Assessment,
        sources: &'a Sources,
        theme: &'a Theme,
        findings: Findings<'a>,
        options: Options,
    ) -> Site<'a> {
        let addresses = Addresses::new(handbook, options.links);
        let mut site = Site {
            handbook,
            assessment,
            sources,
            theme,
            findings,
            options,
            addresses,
            news: OnceLock::new(),
            routes: BTreeMap::new(),
            shells: BTreeMap::new(),
            bodies: bodies::Bodies::default(),
            comparables: Recent::new(COMPARED),
            assets: theme.assets(),
            gathering: None,
            index: OnceLock::new(),
            files: OnceLock::new(),
        };
        // The accent stands in the stylesheet itself: a file of its own would be one request more for every reader.
        if let (Some(accent), Some(css)) = (&handbook.config.accent, site.assets.get_mut(STYLESHEET)) {
            css.extend(exports::headers::tokens(accent).bytes());
        }
        site.routes = table::routes(&site);
        site.shells = frame::shells(&site);
        site
    }

    /// The same, all of whose pages will be made before its index is asked for: they keep for it what they read.
    pub fn gathering(mut self) -> Site<'a> {
        self.gathering = Some(finder::Gathering::new(&self));
        self
    }

    /// What lies at which path, sorted by bytes; apart from what takes a look at every text to know, and is known only
    /// when somebody asks: [`Site::index`] and [`Site::files`].
    pub fn routes(&self) -> &BTreeMap<String, Route> {
        &self.routes
    }

    /// Files of the search index that became whole while pages were made, each given once and then no part of
    /// [`Site::index`]; for a site that is [`Site::gathering`].
    pub fn whole(&self) -> Vec<(String, String)> {
        self.gathering.as_ref().map(finder::Gathering::whole).unwrap_or_default()
    }

    /// The files of the search index.
    pub fn index(&self) -> &finder::Finder {
        self.index.get_or_init(|| match &self.gathering {
            Some(gathering) => gathering.finish(self),
            None => finder::Gathering::idle(self).finish(self),
        })
    }

    /// The files of the content that texts show or link to: where they lie on the site, and their own paths.
    pub fn files(&self) -> &BTreeMap<String, Arc<str>> {
        self.files.get_or_init(|| table::files(self))
    }

    /// What happened to documents, newest first.
    pub fn news(&self) -> &[news::Event] {
        self.news.get_or_init(|| news::events(self.handbook, self.assessment))
    }

    /// Every path of the site.
    pub fn paths(&self) -> Vec<String> {
        self.paths_before_index().into_iter().chain(self.index().paths()).collect()
    }

    /// Every path of the site but those of the search index.
    pub fn paths_before_index(&self) -> Vec<String> {
        self.routes.keys().chain(self.files().keys()).cloned().collect()
    }

    /// Makes the bytes of one path; `None` when nothing lies there.
    pub fn make(&self, path: &str) -> Option<Result<Made, ThemeError>> {
        let Some(route) = self.routes.get(path) else {
            if path.starts_with(search::FOLDER) {
                return self.index().make(path).map(|file| Ok(Made::Bytes(file.into_bytes())));
            }
            let file = path.starts_with(table::FILES).then(|| table::file_at(self, path)).flatten();
            return file.map(|source| Ok(Made::Source(source)));
        };
        let made = match route {
            Route::Page(lang, page) => {
                Here::new(self, *lang, *page).and_then(|here| pages::render(&here)).map(String::into_bytes)
            }
            Route::Chooser => pages::special::chooser(self).map(String::into_bytes),
            Route::NotFound => pages::special::not_found(self).map(String::into_bytes),
            Route::Asset(name) => Ok(self.assets.get(name).cloned().unwrap_or_default()),
            Route::Rows(lang) => Here::new(self, *lang, address::Page::Register)
                .and_then(|here| pages::register::others(&here))
                .map(String::into_bytes),
            Route::Activities(lang) => Here::new(self, *lang, Page::Responsibilities)
                .map(|here| pages::responsibilities::others(&here).into_bytes()),
            Route::Export(export) => exports::make(self, export),
        };
        Some(made.map(Made::Bytes))
    }

    /// The folder of a page below the root.
    pub fn folder(&self, lang: Lang, page: Page) -> String {
        let versions =
            |document: usize, version: usize| self.assessment.documents[document].versions[version].version.to_string();
        self.addresses.folder(self.handbook, &versions, lang, page)
    }

    /// The full address of a page under `base_url`; below `/` when none is configured.
    pub fn url(&self, lang: Lang, page: Page) -> String {
        let base = self.handbook.config.base_url.as_deref().unwrap_or("/");
        let index = if self.options.links == LinkStyle::File { "index.html" } else { "" };
        format!("{base}{}{index}", address::encode(&self.folder(lang, page)))
    }

    /// The page of a document: as published, else its draft where drafts are shown, else none.
    pub fn document_page(&self, at: usize) -> Option<Page> {
        let standing = &self.assessment.documents[at].standing;
        let published = matches!(standing, Standing::InForce | Standing::Retired(_) | Standing::Broken);
        if published { Some(Page::Document(at)) } else { self.options.drafts.then_some(Page::Draft(at)) }
    }

    /// Whether a page is part of the site in a language.
    pub fn has(&self, lang: Lang, page: Page) -> bool {
        self.routes.contains_key(&format!("{}index.html", self.folder(lang, page)))
    }

    /// The languages of the handbook, the one that prevails first.
    pub fn languages(&self) -> &[Lang] {
        &self.handbook.config.languages
    }
}
