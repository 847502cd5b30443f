//! People: the list, and "my responsibilities", which prints as a letter of assignment.

use serde::Serialize;

use crate::view::{
    View,
    home::Reach,
    organisation::{DutyGroup, Holding, TaskLine},
    parts::{Chip, Day, DocumentLine, Leaf, Link, Name},
    responsibilities::Letter,
};

/// Everyone who holds a role, by name.
#[derive(Clone, Debug, Serialize)]
pub struct PeoplePage {
    /// The people.
    pub people: Vec<PersonRow>,
}

/// A person of the list.
#[derive(Clone, Debug, Serialize)]
pub struct PersonRow {
    /// Name and page.
    pub link: Link,
    /// Title; may be empty.
    pub title: String,
    /// Roles held.
    pub roles: Vec<Name>,
    /// Roles deputised.
    pub deputy: Vec<Name>,
}

impl View for PeoplePage {
    const TEMPLATE: &'static str = "people.html";
}

/// What one person is responsible for.
#[derive(Clone, Debug, Serialize)]
pub struct PersonPage {
    /// Person id.
    pub id: String,
    /// Name: the page's h1.
    pub name: String,
    /// Title; may be empty.
    pub title: String,
    /// Work address; may be empty.
    pub email: Vec<Reach>,
    /// Roles held: `person` is the role here.
    pub roles: Vec<Holding>,
    /// Roles deputised, likewise.
    pub deputy: Vec<Holding>,
    /// What has a day, soonest first: reviews, actions, decisions, exceptions that end.
    pub needs: Vec<Need>,
    /// Activities by letter.
    pub duties: Vec<DutyGroup>,
    /// The pages of that list, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// The same activities, as the letter of assignment words them; how many of each matrix, when they are very many.
    pub assigned: Vec<Assigned>,
    /// Documents owned through a role.
    pub owned: Vec<DocumentLine>,
    /// Where all of them stand, when a role owns too many to list here.
    pub owned_all: Vec<Link>,
    /// Documents to approve through a role.
    pub approves: Vec<DocumentLine>,
    /// Leadership actions to do.
    pub actions: Vec<TaskLine>,
    /// Documents that apply to this person, but for those of `applies_all`.
    pub applies: Vec<DocumentLine>,
    /// Where those stand that apply to everyone or to a role, when they are too many to list here.
    pub applies_all: Vec<Link>,
    /// Calendars of the person's roles.
    pub calendars: Vec<Link>,
    /// Who signs the letter for the organisation: person and role; empty for a blank line.
    pub assigned_by: String,
}

/// The activities under one letter, for the letter of assignment.
#[derive(Clone, Debug, Serialize)]
pub struct Assigned {
    /// The letter and its word.
    pub letter: Letter,
    /// The activities, by where they stand and through which role they come.
    pub parts: Vec<AssignedIn>,
}

/// Activities of one matrix that come through one role.
#[derive(Clone, Debug, Serialize)]
pub struct AssignedIn {
    /// The role, where the person has several and it is not that of the line before: `as CISO`.
    pub through: String,
    /// The matrix and its activities: `MTX-001: Fix the objectives; Assess risks`, or how many: `MTX-001: 412 activities`.
    pub text: String,
}

/// Something that waits for the person.
#[derive(Clone, Debug, Serialize)]
pub struct Need {
    /// By when.
    pub day: Day,
    /// What: `Review`, `Action`, `Decision`, `Exception ends`.
    pub what: String,
    /// Where.
    pub link: Link,
    /// Its state; carries the due day.
    pub chip: Chip,
}

impl View for PersonPage {
    const TEMPLATE: &'static str = "person.html";
}
