//! Responsibility matrices: activities by roles, with what is wrong in them.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{ClauseRef, Link, Name},
    },
};

/// All matrices in force.
#[derive(Clone, Debug, Serialize)]
pub struct ResponsibilitiesPage {
    /// What the letters mean.
    pub legend: Vec<Letter>,
    /// The matrices by document.
    pub matrices: Vec<Matrix>,
    /// Roles to filter by: `href` is the column key.
    pub roles: Vec<Link>,
}

/// A letter of the scheme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Letter {
    /// `A`.
    pub letter: String,
    /// `Accountable (answers for it)`.
    pub word: String,
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
    /// The roles.
    pub columns: Vec<Column>,
    /// The activities.
    pub rows: Vec<MatrixRow>,
    /// What is wrong in it, in sentences.
    pub problems: Vec<String>,
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
    /// One a column, in their order; empty letters for an empty cell.
    pub cells: Vec<Cell>,
    /// The same by letter: `Accountable: CEO`.
    pub groups: Vec<LetterGroup>,
    /// What is wrong with the row, in words: `No one accountable`.
    pub problems: Vec<String>,
}

/// A cell.
#[derive(Clone, Debug, Serialize)]
pub struct Cell {
    /// Role id of the column.
    pub key: String,
    /// The letters.
    pub letters: Vec<Letter>,
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
