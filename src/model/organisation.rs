//! Roles, people, and who holds what from when to when (clause 5.3).

use super::{Id, Texts};
use crate::date::Date;
use crate::lang::Wording;
use crate::source::yaml::Node;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everybody, by role and by person.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Roles, by id in natural order.
    pub roles: Vec<Role>,
    /// People, in the order of `people.yaml`.
    pub people: Vec<Person>,
    role_index: BTreeMap<String, usize>,
    person_index: BTreeMap<String, usize>,
}

impl Organisation {
    /// Roles are put in the order of their ids; of two with one id the first is found by it.
    pub fn new(mut roles: Vec<Role>, people: Vec<Person>) -> Organisation {
        roles.sort_by(|a, b| a.id.cmp(&b.id));
        let mut role_index = BTreeMap::new();
        for (at, role) in roles.iter().enumerate() {
            role_index.entry(role.id.key().to_string()).or_insert(at);
        }
        let mut person_index = BTreeMap::new();
        for (at, person) in people.iter().enumerate() {
            person_index.entry(person.id.key().to_string()).or_insert(at);
        }
        Organisation { roles, people, role_index, person_index }
    }

    /// The role with this id, whatever the case.
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.role_at(id).map(|at| &self.roles[at])
    }

    /// The place in `roles` of the role with this id, whatever the case.
    pub fn role_at(&self, id: &str) -> Option<usize> {
        self.role_index.get(id).or_else(|| self.role_index.get(&id.to_lowercase())).copied()
    }

    /// Whether a person holds a role of top management on a day.
    pub fn leads(&self, person: &str, day: Date) -> bool {
        self.roles.iter().any(|role| role.top_management && role.held_by(person, day))
    }

    /// Whether a name that a document gives (`everyone`, a role, a person) is of top management on a day: a role of it, or
    /// somebody who holds one.
    pub fn includes_leaders(&self, name: &str, day: Date) -> bool {
        match self.role(name) {
            _ if name == "everyone" => true,
            Some(role) => role.top_management,
            None => self.leads(name, day),
        }
    }

    /// The person with this id, whatever the case.
    pub fn person(&self, id: &str) -> Option<&Person> {
        self.person_at(id).map(|at| &self.people[at])
    }

    /// The place in `people` of the person with this id, whatever the case.
    pub fn person_at(&self, id: &str) -> Option<usize> {
        self.person_index.get(id).or_else(|| self.person_index.get(&id.to_lowercase())).copied()
    }
}

/// A role of the organisation.
#[derive(Clone, Debug)]
pub struct Role {
    /// Its id.
    pub id: Id,
    /// The file that describes it.
    pub path: Arc<str>,
    /// Its title by language.
    pub title: Wording,
    /// One sentence on what it is for.
    pub summary: Wording,
    /// Its description by language.
    pub texts: Texts,
    /// Who held it and holds it.
    pub holders: Vec<Tenure>,
    /// Who stands in.
    pub deputies: Vec<Tenure>,
    /// The role it answers to.
    pub reports_to: Option<String>,
    /// Whether it belongs to top management.
    pub top_management: bool,
    /// Duties the law or the standard wants somebody named for.
    pub designations: Vec<String>,
    /// What it may decide.
    pub authorities: Vec<Wording>,
    /// What its holder must be able to do (clause 7.2).
    pub competence: Vec<Wording>,
    /// The job description that says so.
    pub job_description: Option<JobDescription>,
    /// How to reach it.
    pub contact: Wording,
    /// The clauses it serves, as written.
    pub clauses: Vec<String>,
    /// Its classification, when its front matter names one.
    pub classification: Option<String>,
    /// What templates of the handbook's own may use.
    pub extra: Node,
}

impl Role {
    /// Whether this person held the role on that day (deputies not counted).
    pub fn held_by(&self, person: &str, day: Date) -> bool {
        self.holders_on(day).any(|tenure| tenure.person.eq_ignore_ascii_case(person))
    }

    /// The tenures of holders that cover the day.
    pub fn holders_on(&self, day: Date) -> impl Iterator<Item = &Tenure> {
        self.holders.iter().filter(move |tenure| tenure.covers(day))
    }

    /// The tenures of deputies that cover the day.
    pub fn deputies_on(&self, day: Date) -> impl Iterator<Item = &Tenure> {
        self.deputies.iter().filter(move |tenure| tenure.covers(day))
    }
}

/// A person in a role over a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Tenure {
    /// The person's id as written.
    pub person: String,
    /// The first day; open when not given.
    pub since: Option<Date>,
    /// The last day; open when not given.
    pub until: Option<Date>,
}

impl Tenure {
    /// Whether the day lies within, both ends included.
    pub fn covers(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// The document of human resources that ties a role to a job.
#[derive(Clone, Debug)]
pub struct JobDescription {
    /// Its reference.
    pub reference: Option<String>,
    /// When it was last brought up to date.
    pub updated: Option<Date>,
}

/// Somebody who works here, or did.
#[derive(Clone, Debug)]
pub struct Person {
    /// Their id.
    pub id: Id,
    /// Their name as written on pages.
    pub name: String,
    /// Their address; the principal of their signatures.
    pub email: Option<String>,
    /// What they are called at work.
    pub title: Wording,
    /// Their first day; open when not given.
    pub since: Option<Date>,
    /// Their last day; open when not given.
    pub until: Option<Date>,
}

impl Person {
    /// Whether they work here on that day.
    pub fn is_here(&self, day: Date) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day <= until)
    }
}
