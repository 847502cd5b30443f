//! Addresses: where each page lies, and how one page links to another.
//!
//! The only place that knows the shape of addresses (SPEC: end in `/`, lower case, never depend on a title).

use crate::fold;
use crate::lang::Lang;
use crate::model::framework::Framework;
use crate::model::{Described, Handbook, Kind};
use std::fmt::Write as _;

/// A page of the site, in any language.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Page {
    /// The home page.
    Home,
    /// The register of documents.
    Register,
    /// A further page of what does not fit on one: which list, page of it, counted from 1.
    Leaf(Long, usize),
    /// Documents that have something in common, where they are many: which, page of the list.
    Listed(Listed, usize),
    /// A document as it stands: in force, retired or broken.
    Document(usize),
    /// The permalink of an approved version: document, place in its state's `versions`.
    Version(usize, usize),
    /// The redline of a version against the one before.
    Redline(usize, usize),
    /// The redline of the version in force against a superseded one: document, place of the older.
    ToCurrent(usize, usize),
    /// What the working files hold that is not in force (previews only).
    Draft(usize),
    /// The redline of the draft against the version in force (previews only).
    DraftRedline(usize),
    /// All roles.
    Roles,
    /// One role.
    Role(usize),
    /// All people.
    People,
    /// One person.
    Person(usize),
    /// All matrices in force.
    Responsibilities,
    /// What leadership promises and whether it was done.
    Leadership,
    /// One commitment.
    Commitment(usize),
    /// All records, and all decisions.
    Records,
    /// One record.
    Record(usize),
    /// Seven questions of an auditor.
    Audit,
    /// Objectives and budgets.
    Objectives,
    /// All indicators.
    Indicators,
    /// One indicator.
    Indicator(usize),
    /// The register of exceptions.
    Exceptions,
    /// The calendar of reviews.
    Reviews,
    /// What changed, the newest first.
    Changes,
    /// A numbered edition: which, page of its list.
    Edition(usize, usize),
    /// The coverage of a framework, by its place among the handbook’s.
    Framework(usize),
    /// What answers a clause, where it is more than the framework's page can show: framework, clause, page of the list.
    Clause(usize, usize, usize),
    /// The person in charge of personal information, as Quebec’s Law 25 wants it published.
    Law25,
    /// All plain pages.
    Pages,
    /// One plain page.
    Plain(usize),
    /// Search.
    Search,
}

/// A page whose list may be too long for it: the rest stands on further pages below it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Long {
    /// The register's documents.
    Register,
    /// The calendar's entries.
    Reviews,
    /// What changed.
    Changes,
    /// The activities of all matrices in force.
    Responsibilities,
    /// The activities of a matrix in force.
    Document(usize),
    /// Those of an approved version of a matrix: document, place in its state's `versions`.
    Version(usize, usize),
    /// Those of the working text of a matrix (previews only).
    Draft(usize),
    /// What a role is responsible for.
    Role(usize),
    /// What a person is responsible for.
    Person(usize),
}

impl Long {
    /// The page that begins the list.
    pub fn first(self) -> Page {
        match self {
            Long::Register => Page::Register,
            Long::Reviews => Page::Reviews,
            Long::Changes => Page::Changes,
            Long::Responsibilities => Page::Responsibilities,
            Long::Document(at) => Page::Document(at),
            Long::Version(at, version) => Page::Version(at, version),
            Long::Draft(at) => Page::Draft(at),
            Long::Role(at) => Page::Role(at),
            Long::Person(at) => Page::Person(at),
        }
    }

    /// A page of the list, counted from 0.
    pub fn leaf(self, leaf: usize) -> Page {
        if leaf == 0 { self.first() } else { Page::Leaf(self, leaf) }
    }
}

/// What the documents of a list have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Listed {
    /// They were retired.
    Retired,
    /// They concern everyone.
    Everyone,
    /// They concern a role.
    Audience(usize),
    /// A role owns them.
    Owned(usize),
}

impl Page {
    /// The page of the thing at this place on the shelf of its kind; objectives and exceptions share one each.
    pub fn of_sheet(kind: Kind, at: usize) -> Option<Page> {
        match kind {
            Kind::Commitment => Some(Page::Commitment(at)),
            Kind::Record => Some(Page::Record(at)),
            Kind::Objective => Some(Page::Objectives),
            Kind::Indicator => Some(Page::Indicator(at)),
            Kind::Exception => Some(Page::Exceptions),
            _ => None,
        }
    }
}

/// How links are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LinkStyle {
    /// Addresses end in `/`.
    #[default]
    Pretty,
    /// Addresses name `index.html`, so that they work from a folder.
    File,
}

/// Writes addresses for one site.
#[derive(Clone, Debug)]
pub struct Addresses {
    style: LinkStyle,
    several: bool,
}

impl Addresses {
    /// For the languages of this handbook.
    pub fn new(handbook: &Handbook, style: LinkStyle) -> Addresses {
        Addresses { style, several: handbook.config.languages.len() > 1 }
    }

    /// How links are written.
    pub fn style(&self) -> LinkStyle {
        self.style
    }

    /// The folder of a language: `en/`, or nothing when there is only one.
    pub fn prefix(&self, lang: Lang) -> String {
        if self.several { format!("{lang}/") } else { String::new() }
    }

    /// A page's folder below the site's root, ending in `/` (empty for the root), not encoded.
    pub fn folder(&self, handbook: &Handbook, versions: &Versions<'_>, lang: Lang, of: Page) -> String {
        let mut path = self.prefix(lang);
        let document = |at: usize| format!("documents/{}/", handbook.documents[at].id.key());
        match of {
            Page::Home => {}
            Page::Register => path.push_str("documents/"),
            // No id and no version holds a `~`, so nothing else can have this address.
            Page::Leaf(list, leaf) => {
                path = self.folder(handbook, versions, lang, list.first());
                path.push_str(&page(leaf));
            }
            Page::Listed(list, leaf) => {
                let role = |at: usize| handbook.organisation.roles[at].id.key();
                let _ = match list {
                    Listed::Retired => write!(path, "documents/retired~/"),
                    Listed::Everyone => write!(path, "documents/everyone~/"),
                    Listed::Audience(at) => write!(path, "documents/for~{}/", role(at)),
                    Listed::Owned(at) => write!(path, "documents/owned~{}/", role(at)),
                };
                path.push_str(&page(leaf));
            }
            Page::Document(at) => path.push_str(&document(at)),
            Page::Version(at, version) => {
                let _ = write!(path, "{}{}/", document(at), versions(at, version));
            }
            Page::Redline(at, version) => {
                let _ = write!(path, "{}{}/changes/", document(at), versions(at, version));
            }
            Page::ToCurrent(at, version) => {
                let _ = write!(path, "{}{}/to-current/", document(at), versions(at, version));
            }
            Page::Draft(at) => {
                let _ = write!(path, "{}draft/", document(at));
            }
            Page::DraftRedline(at) => {
                let _ = write!(path, "{}draft/changes/", document(at));
            }
            Page::Roles => path.push_str("roles/"),
            Page::Role(at) => {
                let _ = write!(path, "roles/{}/", handbook.organisation.roles[at].id.key());
            }
            Page::People => path.push_str("people/"),
            Page::Person(at) => {
                let _ = write!(path, "people/{}/", handbook.organisation.people[at].id.key());
            }
            Page::Responsibilities => path.push_str("responsibilities/"),
            Page::Leadership => path.push_str("leadership/"),
            Page::Commitment(at) => {
                let _ = write!(path, "leadership/{}/", handbook.leadership.commitments[at].id().key());
            }
            Page::Records => path.push_str("records/"),
            Page::Record(at) => {
                let _ = write!(path, "records/{}/", handbook.leadership.records[at].id().key());
            }
            Page::Audit => path.push_str("audit/"),
            Page::Objectives => path.push_str("objectives/"),
            Page::Indicators => path.push_str("indicators/"),
            Page::Indicator(at) => {
                let _ = write!(path, "indicators/{}/", handbook.leadership.indicators[at].id().key());
            }
            Page::Exceptions => path.push_str("exceptions/"),
            Page::Reviews => path.push_str("reviews/"),
            Page::Changes => path.push_str("changes/"),
            Page::Edition(at, leaf) => {
                let _ = write!(path, "editions/{}/", handbook.config.editions[at].name.to_lowercase());
                path.push_str(&page(leaf));
            }
            Page::Framework(at) => {
                let _ = write!(path, "frameworks/{}/", handbook.frameworks.0[at].id.to_lowercase());
            }
            Page::Clause(at, clause, leaf) => {
                let framework = &handbook.frameworks.0[at];
                let _ = write!(path, "frameworks/{}/clause~{}/", framework.id.to_lowercase(), name(framework, clause));
                path.push_str(&page(leaf));
            }
            Page::Law25 => path.push_str("law-25/"),
            Page::Pages => path.push_str("pages/"),
            Page::Plain(at) => {
                let _ = write!(path, "pages/{}/", handbook.pages[at].address);
            }
            Page::Search => path.push_str("search/"),
        }
        path
    }

    /// A relative link from a page `depth` folders below the root to a folder below it.
    pub fn href(&self, depth: usize, folder: &str) -> String {
        let mut href = up(depth);
        href.push_str(&encode(folder));
        if self.style == LinkStyle::File {
            href.push_str("index.html");
        }
        href
    }
}

/// The folder of a page of a long list; the first has none of its own.
fn page(leaf: usize) -> String {
    if leaf == 0 { String::new() } else { format!("page~{}/", leaf + 1) }
}

/// A clause's number as a part of addresses and anchors.
pub fn clause(number: &str) -> String {
    fold::slug(&number.replace('.', "-"), 60)
}

/// What a clause is called in addresses. Numbers that differ by signs alone also have their place.
fn name(framework: &Framework, at: usize) -> String {
    let name = clause(&framework.clauses[at].id);
    let taken = framework.clauses[..at].iter().any(|other| clause(&other.id) == name);
    if taken { format!("{name}~{}", at + 1) } else { name }
}

/// The text of a version by document and place, for addresses.
pub type Versions<'a> = dyn Fn(usize, usize) -> String + 'a;

/// From `depth` folders below the root back to the root.
pub fn up(depth: usize) -> String {
    if depth == 0 { "./".to_string() } else { "../".repeat(depth) }
}

/// How many folders below the root a path lies.
pub fn depth(folder: &str) -> usize {
    folder.matches('/').count()
}

/// Percent-encodes what may not stand in the path of a link; `/` stays.
pub fn encode(path: &str) -> String {
    let may_stand = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte);
    if path.bytes().all(may_stand) {
        return path.to_string();
    }
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if may_stand(byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_climb_and_encode() {
        let addresses = Addresses { style: LinkStyle::Pretty, several: true };
        assert_eq!(addresses.href(0, "en/"), "./en/");
        assert_eq!(addresses.href(3, "fr/pages/portée/"), "../../../fr/pages/port%C3%A9e/");
        let files = Addresses { style: LinkStyle::File, several: false };
        assert_eq!(files.href(1, ""), "../index.html");
        assert_eq!(depth("en/documents/pol-1/"), 3);
    }
}
