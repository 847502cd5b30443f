//! The register of documents, now and on an edition's day.

use serde::Serialize;

use crate::view::{
    View,
    parts::{Chip, Day, Leaf, Link, RoleHeld},
};

/// All documents in force. Rows come in the default order: overdue, due soon, then by id.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterPage {
    /// `Document register`, with the number of the page after the first.
    pub title: String,
    /// The rows of this page.
    pub rows: Vec<RegisterRow>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// The script with the rows of the other pages, where filters need them.
    pub others: Option<String>,
    /// Filter choices by kind, in the order of kinds; none on the second page and later, which have no filters.
    pub kinds: Vec<Choice>,
    /// Filter choices by owner.
    pub owners: Vec<Choice>,
    /// Filter choices by state.
    pub states: Vec<Choice>,
    /// `42 documents in force`.
    pub count: String,
    /// `register.csv`.
    pub csv: String,
    /// `api/documents.json`.
    pub json: String,
    /// Editions, newest first; may be empty.
    pub editions: Vec<Link>,
    /// Retired documents that keep a page, the first of them when they are many; may be empty.
    pub retired: Vec<Link>,
    /// Where all of them stand, when they are too many to list here.
    pub retired_all: Option<Link>,
}

/// Rows alone, for the script that brings those of the other pages.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterRows {
    /// The rows.
    pub rows: Vec<RegisterRow>,
}

impl View for RegisterRows {
    const TEMPLATE: &'static str = "rows.html";
}

/// A choice of a filter; the value is the same in every language.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// In the address.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

/// A document of the register.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterRow {
    /// `POL-001`.
    pub id: String,
    /// Title and address.
    pub link: Link,
    /// Kind, its value for the filter.
    pub kind: Choice,
    /// Owner's role id for the filter; empty when unknown.
    pub owner_id: String,
    /// Owner.
    pub owner: RoleHeld,
    /// `2.1`.
    pub version: String,
    /// Last approval.
    pub approved: Option<Day>,
    /// In force since.
    pub effective: Option<Day>,
    /// Next review.
    pub due: Option<Day>,
    /// The state worth showing: overdue or due-soon review, broken, no review; else approved. Carries the due day.
    pub chip: Chip,
    /// `Internal`; empty for none.
    pub classification: String,
}

impl View for RegisterPage {
    const TEMPLATE: &'static str = "register.html";
}

/// What was in force on the day of a numbered edition.
#[derive(Clone, Debug, Serialize)]
pub struct EditionPage {
    /// `Edition 2026.1, 1 April 2026`, with the number of the page after the first.
    pub title: String,
    /// `2026.1`.
    pub name: String,
    /// Its day.
    pub date: Day,
    /// Whether it is the newest edition not after the as-of date.
    pub current: bool,
    /// The documents of this page, by id; links go to the version's permalink.
    pub rows: Vec<RegisterRow>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// `31 documents in force`.
    pub count: String,
    /// All editions, newest first, this one included.
    pub editions: Vec<Link>,
}

impl View for EditionPage {
    const TEMPLATE: &'static str = "edition.html";
}
