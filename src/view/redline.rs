//! What changed between two versions of a document.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{Chip, Day, Link, State},
    },
};

/// The redline of one version against another.
#[derive(Clone, Debug, Serialize)]
pub struct RedlinePage {
    /// `POL-001`.
    pub id: String,
    /// `What changed in version 2.0`.
    pub title: String,
    /// The document in force.
    pub document: Link,
    /// The language of the texts, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// The older version.
    pub from: RedlineSide,
    /// The newer one.
    pub to: RedlineSide,
    /// What the authors say changed, by version, the newest first; those without words left out.
    pub summaries: Vec<VersionSummary>,
    /// `3 sections changed, 1 added (7 passages changed)`.
    pub counts: String,
    /// Facts that differ: owner, approver, classification, clauses.
    pub facts: Vec<FactChange>,
    /// What a matrix's changes mean for people, a sentence each.
    pub duties: Vec<String>,
    /// The text by sections, unchanged ones included.
    pub sections: Vec<RedlineSection>,
    /// Redline of the version before.
    pub earlier: Option<Link>,
    /// Redline of the version after.
    pub later: Option<Link>,
}

/// One of the two texts.
#[derive(Clone, Debug, Serialize)]
pub struct RedlineSide {
    /// `2.0`.
    pub version: String,
    /// Version as a link to its permalink: `Version 2.0`.
    pub link: Link,
    /// Approved on; none for a draft.
    pub date: Option<Day>,
    /// Its status.
    pub chip: Chip,
}

/// A fact before and after.
#[derive(Clone, Debug, Serialize)]
pub struct FactChange {
    /// `Owner`.
    pub label: String,
    /// Before; empty for none.
    pub before: Vec<FactPiece>,
    /// After; empty for none.
    pub after: Vec<FactPiece>,
}

/// A piece of a fact: the whole of it, or one of several things that are named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactPiece {
    /// As written.
    pub text: String,
    /// Whether the other side does not have it.
    pub changed: bool,
}

/// What the author of a version says it changed.
#[derive(Clone, Debug, Serialize)]
pub struct VersionSummary {
    /// `Version 2.1`.
    pub version: String,
    /// The author's words.
    pub text: String,
    /// Their language, when it is not the page's.
    pub lang: Option<Lang>,
}

/// A section of the text.
#[derive(Clone, Debug, Serialize)]
pub struct RedlineSection {
    /// Without `#`, unique on the page.
    pub anchor: String,
    /// Heading as plain text; empty for what stands before the first heading.
    pub heading: String,
    /// [`State::Added`], [`State::Removed`], [`State::Changed`], [`State::Moved`] or [`State::Unchanged`].
    pub state: State,
    /// Whether it only says where the section went.
    pub away: bool,
    /// The section as HTML with `<ins>` and `<del>`; headings in it no higher than h3.
    pub body: String,
}

impl View for RedlinePage {
    const TEMPLATE: &'static str = "redline.html";
}
