//! One page being made: its language, its depth, and the names, links and words that look right from there.
//!
//! Everything that many builders need and that depends on where the page lies stands here, once.

use super::Site;
use super::address::{self, Page};
use super::table;
use super::theme::ThemeError;
use crate::assess::{DocumentState, ReviewState, Standing};
use crate::date::Date;
use crate::lang::{Lang, Wording};
use crate::markdown::{self, Labels, LinkKind, Render, Rendered, Resolved};
use crate::model::document::{Document, Metadata, Revision};
use crate::model::framework::Cited;
use crate::model::{Handbook, Kind, Person, Role, Sheet, Text, Thing, text};
use crate::resolve::links::{Destination, destination};
use crate::view::View;
use crate::view::frame::Frame;
use crate::view::parts::{
    Banner, Chip, ClauseRef, Clock, Day, DocumentLine, Due, Heading, Link, Name, RoleHeld, State,
};
use crate::view::words::Words;
use std::sync::Arc;

/// A page being made.
pub struct Here<'a> {
    /// The site it belongs to.
    pub site: &'a Site<'a>,
    /// Its language.
    pub lang: Lang,
    /// What it is.
    pub page: Page,
    /// How many folders it lies below the root.
    pub depth: usize,
    /// The words of its language.
    pub words: &'a Words,
}

impl<'a> Here<'a> {
    /// The page in a language.
    pub fn new(site: &'a Site<'a>, lang: Lang, page: Page) -> Result<Here<'a>, ThemeError> {
        let depth = address::depth(&site.folder(lang, page));
        let words = site.theme.words(lang).ok_or_else(|| ThemeError {
            path: None,
            line: None,
            column: None,
            message: format!("no words for the language `{lang}`"),
        })?;
        Ok(Here { site, lang, page, depth, words })
    }

    /// The handbook.
    pub fn handbook(&self) -> &'a Handbook {
        self.site.handbook
    }

    /// The day of the build.
    pub fn as_of(&self) -> Date {
        self.site.assessment.as_of
    }

    /// Renders a view in its frame.
    pub fn render<V: View>(&self, frame: &Frame, page: &V) -> Result<String, ThemeError> {
        let shell = self.site.shells.get(&(self.lang, self.depth)).ok_or_else(|| ThemeError {
            path: None,
            line: None,
            column: None,
            message: "no shell for this depth".to_string(),
        })?;
        self.site.theme.render(shell, frame, page)
    }

    // ---- addresses

    /// A relative link to a page in this page's language.
    pub fn href(&self, page: Page) -> String {
        self.href_in(self.lang, page)
    }

    /// A relative link to a page in a language.
    pub fn href_in(&self, lang: Lang, page: Page) -> String {
        self.site.addresses.href(self.depth, &self.site.folder(lang, page))
    }

    /// A relative link to a file of the site.
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", address::up(self.depth), address::encode(path))
    }

    /// A link with words in this page's language.
    pub fn link(&self, page: Page, text: impl Into<String>) -> Link {
        Link { href: self.href(page), text: text.into(), lang: None }
    }

    // ---- words

    /// A day, for machines and for people.
    pub fn day(&self, date: Date) -> Day {
        self.words.day(date)
    }

    /// An author's words in this language, else in the language that prevails, marked.
    pub fn wording(&self, wording: &Wording) -> (String, Option<Lang>) {
        match wording.best(self.lang, self.site.languages()) {
            Some((text, lang)) => (text.to_string(), lang),
            None => (String::new(), None),
        }
    }

    /// The word for a kind.
    pub fn kind(&self, kind: Kind) -> String {
        self.words.get(&format!("kind_{}", kind.as_str())).to_string()
    }

    /// A classification level in words: the interface's word when there is one, else as configured.
    pub fn classification(&self, level: Option<&str>) -> String {
        let level = level.unwrap_or(&self.handbook().config.default_level);
        let key = format!("classification_{level}");
        match self.words.map().get(&key) {
            Some(_) => self.words.get(&key).to_string(),
            None => level.to_string(),
        }
    }

    /// A language's name in this one; else its name in itself.
    pub fn language(&self, lang: Lang) -> String {
        let key = format!("lang_{lang}");
        match self.words.map().get(&key) {
            Some(_) => self.words.get(&key).to_string(),
            None => self.site.theme.words(lang).map_or(lang.to_string(), |words| words.get("lang_name").to_string()),
        }
    }

    // ---- roles and people

    /// A role by the name a document gives it: its title with a link, or the name as written.
    pub fn role_name(&self, id: &str) -> Name {
        match self.handbook().organisation.role_at(id) {
            Some(at) => {
                let (text, lang) = self.role_title(&self.handbook().organisation.roles[at]);
                Name { text, href: Some(self.href(Page::Role(at))), lang }
            }
            None => Name { text: id.to_string(), href: None, lang: None },
        }
    }

    /// A role's title.
    pub fn role_title(&self, role: &Role) -> (String, Option<Lang>) {
        if let Some(title) = role.texts.get(&self.lang).and_then(|text| text.title.clone()) {
            return (title, None);
        }
        match self.wording(&role.title) {
            (title, _) if title.is_empty() => (role.id.to_string(), None),
            // A plain title is in the language of the file that carries it.
            (title, None)
                if role.title.by.is_empty() && !role.texts.is_empty() && !role.texts.contains_key(&self.lang) =>
            {
                (title, role.texts.keys().next().copied().filter(|lang| *lang != self.lang))
            }
            titled => titled,
        }
    }

    /// A person by id: their name with a link, or the id as written.
    pub fn person_name(&self, id: &str) -> Name {
        match self.handbook().organisation.person_at(id) {
            Some(at) => {
                let text = self.handbook().organisation.people[at].name.clone();
                Name { text, href: Some(self.href(Page::Person(at))), lang: None }
            }
            None => Name { text: id.to_string(), href: None, lang: None },
        }
    }

    /// Who did something, in which role, as far as each is known: "Marie Tremblay, Chief executive officer".
    pub fn signatory(&self, role: &str, person: &str) -> String {
        let person = (!person.is_empty()).then(|| self.person_name(person).text);
        let role = (!role.is_empty()).then(|| self.role_name(role).text);
        person.into_iter().chain(role).collect::<Vec<_>>().join(", ")
    }

    /// A role with those who hold it on the as-of date and are here.
    pub fn role_held(&self, id: &str) -> RoleHeld {
        let role = self.handbook().organisation.role(id);
        let people = role.into_iter().flat_map(|role| role.holders_on(self.as_of()));
        let people = people.filter(|tenure| self.is_here(&tenure.person));
        RoleHeld { role: self.role_name(id), people: people.map(|tenure| self.person_name(&tenure.person)).collect() }
    }

    /// Whether a person works here on the as-of date; somebody unknown is taken at the author's word.
    pub fn is_here(&self, person: &str) -> bool {
        self.handbook().organisation.person(person).is_none_or(|person: &Person| person.is_here(self.as_of()))
    }

    /// Somebody or some role that a document names: `everyone`, a role, a person.
    pub fn party(&self, name: &str) -> Name {
        if name == "everyone" {
            return Name { text: self.words.get("everyone").to_string(), href: None, lang: None };
        }
        if self.handbook().organisation.role(name).is_some() { self.role_name(name) } else { self.person_name(name) }
    }

    // ---- documents

    /// A document and its state.
    pub fn document(&self, at: usize) -> (&'a Document, &'a DocumentState) {
        (&self.site.handbook.documents[at], &self.site.assessment.documents[at])
    }

    /// The text of a revision to show in this language: its own when it renders that version, else the main text.
    pub fn text_of(&self, revision: &'a Revision) -> Option<&'a Text> {
        let main = revision.texts.values().find(|text| text.path == revision.path);
        let own = revision.texts.get(&self.lang).filter(|text| {
            text.path == revision.path
                || text.translates.is_none() && main.is_none()
                || text.translates == revision.meta.version
        });
        own.or(main).or_else(|| text::best(&revision.texts, self.lang, self.site.languages()))
    }

    /// A revision's title in this language, with the language it is in when that is another.
    pub fn revision_title(&self, revision: &'a Revision) -> (String, Option<Lang>) {
        let meta = &revision.meta;
        let own = meta.title.by.iter().find(|(lang, _)| *lang == self.lang).map(|(_, title)| title.clone());
        if let Some(title) = own {
            return (title, None);
        }
        let text = self.text_of(revision);
        let lang = text.map(|text| text.lang).filter(|lang| *lang != self.lang);
        match text.and_then(|text| text.title.clone()) {
            Some(title) => (title, lang),
            None => match self.wording(&meta.title) {
                (title, _) if title.is_empty() => (meta.id.to_string(), None),
                (title, other) => (title, other.or(lang)),
            },
        }
    }

    /// A document's title on the day.
    pub fn title(&self, at: usize) -> (String, Option<Lang>) {
        let (document, state) = self.document(at);
        let revision = state
            .revision(document)
            .or_else(|| state.versions.last().and_then(|version| version.at.revision(document)))
            .or_else(|| document.face());
        revision.map_or_else(|| (document.id.to_string(), None), |revision| self.revision_title(revision))
    }

    /// The page of a document: as published, else its draft where drafts are shown, else none.
    pub fn document_page(&self, at: usize) -> Option<Page> {
        let published = matches!(
            self.site.assessment.documents[at].standing,
            Standing::InForce | Standing::Retired(_) | Standing::Broken
        );
        if published { Some(Page::Document(at)) } else { self.site.options.drafts.then_some(Page::Draft(at)) }
    }

    /// A link to a document by its title.
    pub fn document_link(&self, at: usize) -> Option<Link> {
        let (text, lang) = self.title(at);
        Some(Link { href: self.href(self.document_page(at)?), text, lang })
    }

    /// A document in a list; none when readers cannot open it.
    pub fn document_line(&self, at: usize, note: String) -> Option<DocumentLine> {
        let (document, _) = self.document(at);
        let link = self.document_link(at)?;
        Some(DocumentLine {
            id: document.id.to_string(),
            link,
            kind: self.kind(document.kind),
            chip: self.document_chip(at),
            note,
        })
    }

    /// The state of a document that is worth showing in a list.
    pub fn document_chip(&self, at: usize) -> Chip {
        let (_, state) = self.document(at);
        match &state.standing {
            Standing::Broken => self.words.chip(State::Broken),
            Standing::Retired(_) => self.words.chip(State::Retired),
            Standing::NotYet(_) => self.words.chip(State::NotYet),
            Standing::Unapproved => self.words.chip(State::Draft),
            Standing::InForce => self.state_chip(state),
        }
    }

    /// The state of a document in force: that of its review when it is near or past, else approved.
    pub fn state_chip(&self, state: &DocumentState) -> Chip {
        let chip = self.review_chip(state);
        match chip.state {
            State::Current => {
                Chip { word: self.words.state(State::Approved).to_string(), state: State::Approved, ..chip }
            }
            _ => chip,
        }
    }

    /// The review state with the day it worsens.
    pub fn review_chip(&self, state: &DocumentState) -> Chip {
        let shown = match state.review.state {
            ReviewState::Overdue => State::Overdue,
            ReviewState::DueSoon => State::DueSoon,
            ReviewState::Current => State::Current,
            ReviewState::None => State::NoReview,
        };
        match (state.review.due, state.review.soon) {
            (Some(due), Some(soon)) => {
                let due = Due { clock: Clock::Review, day: self.day(due), soon: soon.days_until(due) };
                self.words.chip_due(shown, due)
            }
            _ => self.words.chip(shown),
        }
    }

    /// The metadata of a document on the day.
    pub fn meta(&self, at: usize) -> Option<&'a Metadata> {
        let (document, state) = self.document(at);
        state.meta(document)
    }

    // ---- clauses

    /// A clause as a file names it, with the framework's label and address when the framework has it.
    pub fn clause(&self, written: &str) -> ClauseRef {
        let (label, href) = match self.handbook().frameworks.cited(written) {
            Cited::Clause(framework, at) => {
                let clause = &self.handbook().frameworks.0[framework].clauses[at];
                let href = format!("{}#{}", self.href(Page::Framework(framework)), self.clause_anchor(&clause.id));
                (self.wording(&clause.label).0, Some(href))
            }
            _ => (String::new(), None),
        };
        ClauseRef { id: written.to_string(), label, href }
    }

    /// The fragment of a clause on its framework's page, without `#`.
    pub fn clause_anchor(&self, number: &str) -> String {
        format!("c-{}", crate::fold::slug(&number.replace('.', "-"), 60))
    }

    // ---- commitments, records and their kin

    /// The title of a commitment, record or the like, with the language it is in when that is another.
    pub fn sheet_title(&self, sheet: &Sheet) -> (String, Option<Lang>) {
        if let Some(title) = sheet.texts.get(&self.lang).and_then(|text| text.title.clone()) {
            return (title, None);
        }
        let lang = sheet.texts.values().find(|text| text.path == sheet.path).map(|text| text.lang);
        match self.wording(&sheet.title) {
            (title, _) if title.is_empty() => {
                let text = text::best(&sheet.texts, self.lang, self.site.languages());
                (text.map_or_else(|| sheet.id.to_string(), Text::name), text.map(|text| text.lang))
            }
            // A plain title is in the language of the file that carries it.
            (title, None) if sheet.title.by.is_empty() => (title, lang.filter(|lang| *lang != self.lang)),
            titled => titled,
        }
    }

    /// A link to the page of a commitment, record or the like, by its title.
    pub fn sheet_link(&self, page: Page, sheet: &Sheet) -> Link {
        let (text, lang) = self.sheet_title(sheet);
        Link { href: self.href(page), text, lang }
    }

    /// The text of a commitment, record or the like to show on its page: rendered, with the language it is in when that
    /// is another.
    pub fn sheet_text(&self, sheet: &Sheet) -> (Option<Rendered>, Option<Lang>) {
        match text::best(&sheet.texts, self.lang, self.site.languages()) {
            Some(text) => (Some(self.render_text(text, &text.path)), Some(text.lang).filter(|lang| *lang != self.lang)),
            None => (None, None),
        }
    }

    /// The frame of a page that shows such a text: who may read it, the languages in which it exists.
    pub fn sheet_frame(&self, sheet: &Sheet, section: &str, breadcrumb: Vec<Link>) -> Frame {
        let mut frame = super::frame::frame(self, section, self.sheet_title(sheet).0, breadcrumb);
        let exists: Vec<Lang> =
            self.site.languages().iter().copied().filter(|lang| sheet.texts.contains_key(lang)).collect();
        frame.alternates = super::frame::alternates(self, &exists);
        let own = sheet.texts.get(&self.lang).and_then(|text| text.summary.clone());
        frame.description = own.unwrap_or_else(|| self.wording(&sheet.summary).0);
        frame.classification = self.classification(sheet.classification.as_deref());
        frame
    }

    /// The notice that a text is shown in another language than the page's.
    pub fn untranslated(&self, shown: Option<Lang>) -> Option<Banner> {
        let name = self.language(shown?);
        Some(Banner {
            state: State::Untranslated,
            title: self.words.get("banner_untranslated").to_string(),
            text: self.words.fill("banner_untranslated_text", &[("lang", &name)]),
            links: Vec::new(),
        })
    }

    // ---- texts

    /// A text as HTML below the page's own h1, its links as they look from here. `origin` is where links are read from.
    pub fn render_text(&self, text: &Text, origin: &str) -> Rendered {
        let from_root = Here { depth: 0, ..*self };
        self.site.bodies.get(&text.path, self.lang, self.depth, || from_root.render_body(text.body(), origin))
    }

    /// The same for Markdown that is not the whole body of a text.
    pub fn render_body(&self, body: &str, origin: &str) -> Rendered {
        let resolve = |target: &str, kind: LinkKind| self.resolve(origin, target, kind);
        markdown::render(body, &Render::new(&resolve, &self.labels()))
    }

    /// The words that rendered Markdown needs.
    pub fn labels(&self) -> Labels {
        Labels::from_words(&|key| self.words.get(key).to_string())
    }

    /// What a link of a text becomes on this page.
    pub fn resolve(&self, origin: &str, target: &str, kind: LinkKind) -> Resolved {
        match destination(self.site.handbook, origin, target) {
            Destination::Outside if kind == LinkKind::Image => Resolved::Removed,
            Destination::Outside => Resolved::href(target),
            Destination::Here(fragment) => Resolved::href(&format!("#{}", address::encode(&fragment))),
            Destination::Nowhere => Resolved::Missing,
            Destination::Inside { path, thing, fragment } => {
                let href = match thing {
                    Thing::Home(_) => self.href(Page::Home),
                    Thing::Page(at, _) => self.href(Page::Plain(at)),
                    Thing::Role(at, _) => self.href(Page::Role(at)),
                    Thing::Document(at, _) => match self.document_page(at) {
                        Some(page) => self.href(page),
                        None => return Resolved::Missing,
                    },
                    Thing::File if table::is_publishable(self.site, &path) => {
                        self.file(&table::file_path(self.site, &path))
                    }
                    Thing::Sheet(kind, at, _) => match Page::of_sheet(kind, at) {
                        // Where several share a page, the place of the thing is what can be pointed at.
                        Some(page @ (Page::Objectives | Page::Exceptions)) => {
                            let place = super::sheets::anchor(self.handbook(), kind, at);
                            return Resolved::href(&(self.href(page) + &place));
                        }
                        Some(page) => self.href(page),
                        None => return Resolved::Missing,
                    },
                    Thing::File => return Resolved::Missing,
                };
                let fragment = if fragment.is_empty() { fragment } else { format!("#{}", address::encode(&fragment)) };
                Resolved::href(&format!("{href}{fragment}"))
            }
        }
    }

    /// "Propose a change": the editor's address of a file.
    pub fn edit(&self, path: &str) -> Option<String> {
        let template = self.handbook().config.edit.as_deref()?;
        Some(template.replace("{path}", &address::encode(path)))
    }

    /// Headings of a rendered text for "On this page".
    pub fn toc(&self, headings: &[markdown::Heading]) -> Vec<Heading> {
        headings
            .iter()
            .filter(|heading| (2..=3).contains(&heading.level))
            .map(|heading| Heading { anchor: heading.anchor.clone(), text: heading.text.clone(), level: heading.level })
            .collect()
    }
}

/// The path a sealed or working text's links are read from.
pub fn origin(here: &Here<'_>, document: &Document, text: &Text) -> Arc<str> {
    table::origin(here.site.handbook, document, text)
}
