//! The home page: what applies, what is new, whom to ask.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        news::NewsItem,
        pages::PageGroup,
        parts::{DocumentLine, Link},
    },
};

/// The home page of one language.
#[derive(Clone, Debug, Serialize)]
pub struct HomePage {
    /// The handbook's title (the page's one h1), or the home page's own first heading.
    pub title: String,
    /// Text of `index.md` as HTML, without its first heading; empty when there is none.
    pub body: String,
    /// The language of `body`, when it is not the page's.
    pub body_lang: Option<Lang>,
    /// Roles to choose from ("Your part"), sorted by title.
    pub roles: Vec<Link>,
    /// Where to start: the documents of the kind that binds everyone, at most about eight.
    pub start: Vec<DocumentLine>,
    /// The latest approvals, reviews and retirements, at most five.
    pub news: Vec<NewsItem>,
    /// All that changed.
    pub news_href: String,
    /// Numbers with words, each with a link.
    pub figures: Vec<Figure>,
    /// From what the browser recounts the figures for the reader's day.
    pub days: FigureDays,
    /// Whom to tell and to ask; may be empty.
    pub contacts: Vec<Contact>,
    /// All plain pages, where there is no controlled document to lead with.
    pub pages: Vec<PageGroup>,
}

/// From what the browser recounts figures for the reader's day.
#[derive(Clone, Debug, Serialize)]
pub struct FigureDays {
    /// Days on which documents in force fall due, with how many, as `2026-10-31:3 2026-11-02:1`, sorted.
    pub dues: String,
    /// Days before the due day that count as due soon.
    pub soon: i64,
    /// The last days of exceptions for management in force, `2027-03-31 2027-06-30`.
    pub ends: String,
    /// The last days on which commitments that are kept still are, as above.
    pub promises: String,
    /// All commitments.
    pub commitments: usize,
    /// The last days in time of decisions not yet carried out.
    pub decisions: String,
}

/// A number with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// `in-force`, `due-soon`, `overdue`, `exceptions`, `commitments`, `decisions`; all but the first corrected by the browser.
    pub key: String,
    /// Already counted.
    pub count: i64,
    /// The words beside the number, in the right plural.
    pub words: String,
    /// Where the list stands.
    pub href: String,
}

/// Whom to turn to.
#[derive(Clone, Debug, Serialize)]
pub struct Contact {
    /// For what: `Information security`, a role's title.
    pub what: String,
    /// The role's page.
    pub href: Option<String>,
    /// People; may be empty.
    pub people: Vec<String>,
    /// Addresses and numbers, in the order written; empty for none.
    pub address: Vec<Reach>,
}

/// A piece of how to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// As written; of an e-mail address what stands before the `@`.
    pub text: String,
    /// `@` and the domain of an e-mail address; else empty.
    pub domain: String,
    /// `mailto:` or `tel:`.
    pub href: Option<String>,
}

impl View for HomePage {
    const TEMPLATE: &'static str = "home.html";
}
