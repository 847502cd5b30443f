//! Roles: the list with the organisation chart, and one role.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        document::Control,
        home::Contact,
        parts::{Banner, Chip, ClauseRef, Day, DocumentLine, Heading, Leaf, Link, Name, RoleHeld, State},
        responsibilities::Letter,
    },
};

/// All roles.
#[derive(Clone, Debug, Serialize)]
pub struct RolesPage {
    /// The chart as inline SVG, from [`orgchart`](crate::view::orgchart); empty when no role reports to another.
    pub chart: String,
    /// Who reports to whom, as a nested list: the chart's text alternative.
    pub tree: Vec<TreeNode>,
    /// All roles by title.
    pub roles: Vec<RoleRow>,
}

/// A role in the tree.
#[derive(Clone, Debug, Serialize)]
pub struct TreeNode {
    /// The role and its holders.
    pub held: RoleHeld,
    /// Who reports to it.
    pub children: Vec<TreeNode>,
}

/// A role of the list.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRow {
    /// Role id.
    pub id: String,
    /// The role and its holders.
    pub held: RoleHeld,
    /// Deputies.
    pub deputies: Vec<Name>,
    /// To whom it reports.
    pub reports_to: Option<Link>,
    /// Top management, designations: words.
    pub marks: Vec<String>,
    /// How much it is accountable for: `4 accountable, 7 responsible`; empty without matrices.
    pub duties: String,
}

impl View for RolesPage {
    const TEMPLATE: &'static str = "roles.html";
}

/// One role.
#[derive(Clone, Debug, Serialize)]
pub struct RolePage {
    /// Role id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// What the author put under `extra:`, for templates of the handbook's own; null without any.
    pub extra: serde_json::Value,
    /// Notices (vacant, translation).
    pub banners: Vec<Banner>,
    /// Who holds it on the as-of date.
    pub holders: Vec<Holding>,
    /// Deputies on the as-of date.
    pub deputies: Vec<Holding>,
    /// Earlier holders, newest first.
    pub former: Vec<Holding>,
    /// To whom it reports.
    pub reports_to: Option<Link>,
    /// Who reports to it.
    pub reports: Vec<Link>,
    /// Top management, designations: words.
    pub marks: Vec<String>,
    /// How to reach it.
    pub contact: Option<Contact>,
    /// When the role is a controlled document too.
    pub control: Option<Control>,
    /// What it is responsible for, by letter.
    pub duties: Vec<DutyGroup>,
    /// The pages of that list, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// Documents it owns.
    pub owned: Vec<DocumentLine>,
    /// Where all of them stand, when they are too many to list here.
    pub owned_all: Option<Link>,
    /// Documents it approves.
    pub approves: Vec<DocumentLine>,
    /// Leadership actions it is to do.
    pub actions: Vec<TaskLine>,
    /// Decisions it is to carry out.
    pub decisions: Vec<TaskLine>,
    /// Exceptions it holds or answers for.
    pub exceptions: Vec<TaskLine>,
    /// Indicators it reports.
    pub indicators: Vec<TaskLine>,
    /// What it may decide.
    pub authorities: Vec<String>,
    /// What it must know; empty for none.
    pub competence: String,
    /// Reference of the job description and when it was updated.
    pub job_description: Option<JobDescription>,
    /// Clauses its duties serve.
    pub clauses: Vec<ClauseRef>,
    /// Headings of the description.
    pub toc: Vec<Heading>,
    /// The description as HTML.
    pub body: String,
    /// `reviews/ROLE.ics`.
    pub calendar: Option<String>,
    /// "Propose a change".
    pub edit: Option<String>,
}

/// A person in a role.
#[derive(Clone, Debug, Serialize)]
pub struct Holding {
    /// Who.
    pub person: Name,
    /// First day; none when not known.
    pub since: Option<Day>,
    /// Last day; none when still held.
    pub until: Option<Day>,
}

/// Activities under one letter.
#[derive(Clone, Debug, Serialize)]
pub struct DutyGroup {
    /// Without `#`.
    pub anchor: String,
    /// The letter and its word.
    pub letter: Letter,
    /// How many activities there are, where the page does not have them all; else empty.
    pub count: String,
    /// The activities of this page.
    pub duties: Vec<Duty>,
    /// The link to those that come after.
    pub rest: Option<Link>,
}

/// An activity that someone has a letter in.
#[derive(Clone, Debug, Serialize)]
pub struct Duty {
    /// The activity, with its place in the matrix.
    pub activity: Link,
    /// The matrix it stands in: id and title.
    pub document: Link,
    /// As whom, on a person's page (`CISO`, `as deputy of CISO`); empty on a role's page.
    pub through: String,
}

/// Something to do, with its day.
#[derive(Clone, Debug, Serialize)]
pub struct TaskLine {
    /// What, with where it stands.
    pub link: Link,
    /// How often or by when, in words; may be empty.
    pub when: String,
    /// Its state; carries the due day.
    pub chip: Chip,
}

/// Where the job description stands.
#[derive(Clone, Debug, Serialize)]
pub struct JobDescription {
    /// As written.
    pub reference: String,
    /// When it was last brought up to date.
    pub updated: Option<Day>,
}

impl RolePage {
    /// The state of a role for its chip.
    pub fn state(&self) -> State {
        if self.holders.is_empty() { State::Vacant } else { State::Current }
    }
}

/// A further page of what a role or a person is responsible for.
#[derive(Clone, Debug, Serialize)]
pub struct DutiesPage {
    /// Whose, with the number of the page.
    pub title: String,
    /// The language of the title, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// The activities of this page, by letter.
    pub duties: Vec<DutyGroup>,
    /// All pages of the list.
    pub leaves: Vec<Leaf>,
}

impl View for DutiesPage {
    const TEMPLATE: &'static str = "duties.html";
}

impl View for RolePage {
    const TEMPLATE: &'static str = "role.html";
}
