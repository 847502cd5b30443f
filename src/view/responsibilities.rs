//! Responsibility matrices: activities by roles, with what is wrong in them.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{ClauseRef, Leaf, Link, Name},
    },
};

/// All matrices in force.
#[derive(Clone, Debug, Serialize)]
pub struct ResponsibilitiesPage {
    /// `Responsibilities`, with the number of the page after the first.
    pub title: String,
    /// What the letters mean.
    pub legend: Vec<Letter>,
    /// The matrices by document.
    pub matrices: Vec<Matrix>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// The script with all activities and where they are, where there are several pages; else empty.
    pub others: String,
    /// Roles to filter by: `href` is the column key; none on the second page and later, which have no filters.
    pub roles: Vec<Link>,
}

/// A letter of the scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// `A`.
    pub letter: String,
    /// `Accountable (answers for it)`.
    pub word: String,
    /// The same without what parentheses explain, for places where it is said again and again: `Accountable`.
    pub short: String,
    /// `accountable`, `responsible`, `consulted`, `informed` or `other`: decides the shape.
    pub tone: String,
}

/// One table.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Without `#`, unique on the page.
    pub anchor: String,
    /// Heading of the table: the document's title, or the section's.
    pub title: String,
    /// The language of the title, when it is not the page's.
    pub lang: Option<Lang>,
    /// Whether it has a heading and names its document; not where it stands in that document's own text.
    pub titled: bool,
    /// The document it stands in.
    pub document: Link,
    /// `2.1`.
    pub version: String,
    /// `2,000 activities`, where the page does not have them all; else empty.
    pub count: String,
    /// The roles; none where the page has no activities.
    pub columns: Vec<Column>,
    /// The activities of this page.
    pub rows: Vec<MatrixRow>,
    /// The link to the activities that come after those.
    pub rest: Option<Link>,
    /// What is wrong in it, in sentences, each with where it stands.
    pub problems: Vec<Name>,
    /// Whether any row names clauses.
    pub has_clauses: bool,
    /// On its document's page: the text that follows it there, as HTML; may be empty.
    pub after: String,
}

/// A role of the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// Role id.
    pub key: String,
    /// The role.
    pub role: Name,
    /// Today's holders as text: `Jean Gagnon`; empty when vacant.
    pub holders: String,
}

/// An activity.
#[derive(Clone, Debug, Serialize)]
pub struct MatrixRow {
    /// Without `#`, unique on the page.
    pub anchor: String,
    /// What is done.
    pub activity: String,
    /// The language of those words, when it is not the page's.
    pub lang: Option<Lang>,
    /// Clauses; may be empty.
    pub clauses: Vec<ClauseRef>,
    /// The letters in each column, in their order.
    pub cells: Vec<Vec<Letter>>,
    /// The same by letter: `Accountable: CEO`.
    pub groups: Vec<LetterGroup>,
    /// What is wrong with the row, in words: `No one accountable`.
    pub problems: Vec<String>,
}

/// Who has a letter in an activity.
#[derive(Clone, Debug, Serialize)]
pub struct LetterGroup {
    /// The letter.
    pub letter: Letter,
    /// The roles.
    pub roles: Vec<Name>,
}

impl View for ResponsibilitiesPage {
    const TEMPLATE: &'static str = "responsibilities.html";
}
