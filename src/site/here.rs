//! One page being made: its language, its depth, and the names, links and words that look right from there.
//!
//! Everything that many builders need and that depends on where the page lies stands here, once.

use super::Site;
use super::address::{self, Page};
use super::theme::ThemeError;
use crate::date::Date;
use crate::lang::{Lang, Wording};
use crate::markdown::Labels;
use crate::model::framework::Cited;
use crate::model::{Handbook, Kind, Person, Role};
use crate::view::View;
use crate::view::frame::Frame;
use crate::view::parts::{ClauseRef, Day, Link, Name, RoleHeld};
use crate::view::words::Words;

mod documents;
mod texts;

pub use texts::origin;

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
    /// Those that rendered Markdown needs.
    pub labels: &'a Labels,
}

impl<'a> Here<'a> {
    /// The page in a language.
    pub fn new(site: &'a Site<'a>, lang: Lang, page: Page) -> Result<Here<'a>, ThemeError> {
        let depth = address::depth(&site.folder(lang, page));
        let (words, labels) = site.theme.words(lang).zip(site.theme.labels(lang)).ok_or_else(|| ThemeError {
            path: None,
            line: None,
            column: None,
            message: format!("no words for the language `{lang}`"),
        })?;
        Ok(Here { site, lang, page, depth, words, labels })
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
    pub fn render<V: View>(&self, frame: &Frame, page: V) -> Result<String, ThemeError> {
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
        format!("c-{}", address::clause(number))
    }
}
