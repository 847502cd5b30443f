//! What a change means for governance: two states of a handbook compared, each a handbook on a day.
//!
//! Pure: who compares two commits reads both and asks on one day; who compares two days assesses one handbook twice.
//! Knows no words; `words` puts what is found into Markdown.

mod coverage;
mod documents;
mod rows;
pub mod words;

use crate::assess::Assessment;
use crate::date::Date;
use crate::lang::Lang;
use crate::model::{Document, Handbook, Id, Revision};
use serde::Serialize;

/// A handbook on a day.
#[derive(Clone, Copy)]
pub struct State<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// Its state.
    pub assessment: &'a Assessment,
}

/// Everything that a change means. Lists are in the order of ids.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Changes {
    /// What became of documents.
    pub documents: Vec<DocumentChange>,
    /// Texts that wait for an approval because of the change.
    pub approvals_needed: Vec<ApprovalNeeded>,
    /// Approved texts that the working files now differ from without a new version.
    pub altered: Vec<Altered>,
    /// Languages that no longer follow.
    pub translations_behind: Vec<Behind>,
    /// Documents that must be read again.
    pub acknowledgements: Vec<Renewal>,
    /// Reviews whose state worsened.
    pub reviews: Vec<ReviewChange>,
    /// Activities that now lack somebody.
    pub matrix_rows: Vec<Gap>,
    /// Who got or lost which part, in words.
    pub responsibilities: Vec<Moved>,
    /// Clauses that nothing serves any more.
    pub coverage_lost: Vec<Lost>,
    /// Roles that nobody holds any more.
    pub vacancies: Vec<Vacancy>,
}

/// What became of a document.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentChange {
    /// Its id.
    pub id: String,
    /// Its title, in the language that prevails.
    pub title: String,
    /// What became of it.
    pub what: Became,
    /// The version before, in force or written.
    pub from: Option<String>,
    /// The version now.
    pub to: Option<String>,
}

/// What became of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// It is new.
    Added,
    /// Its files are gone.
    Removed,
    /// Another version is in force.
    TookEffect,
    /// Nothing of it is in force any more.
    NotInForce,
    /// It ended.
    Retired,
    /// Its archive no longer verifies.
    Broken,
    /// Its working text changed; what is in force did not.
    DraftChanged,
}

/// A text that waits for an approval.
#[derive(Clone, Debug, Serialize)]
pub struct ApprovalNeeded {
    /// The document.
    pub id: String,
    /// The version that waits.
    pub version: Option<String>,
    /// Whether all of the roles must approve, or any one may.
    pub all: bool,
    /// The roles with those who hold them.
    pub roles: Vec<RoleHeld>,
}

/// A role with those who hold it on the day.
#[derive(Clone, Debug, Serialize)]
pub struct RoleHeld {
    /// The role's id.
    pub role: String,
    /// Ids of people.
    pub people: Vec<String>,
}

/// Working files that differ from a sealed text whose version they claim.
#[derive(Clone, Debug, Serialize)]
pub struct Altered {
    /// The document.
    pub id: String,
    /// The version claimed.
    pub version: Option<String>,
    /// The files.
    pub files: Vec<String>,
}

/// A language that no longer follows.
#[derive(Clone, Debug, Serialize)]
pub struct Behind {
    /// The document.
    pub id: String,
    /// The language.
    pub language: Lang,
    /// The version that the text renders; none where there is no text.
    pub translates: Option<String>,
    /// The version it should render.
    pub version: Option<String>,
    /// Whether that version still waits for its approval.
    pub once_approved: bool,
}

/// A document that must be read again.
#[derive(Clone, Debug, Serialize)]
pub struct Renewal {
    /// The document.
    pub id: String,
    /// The version to read.
    pub version: Option<String>,
    /// Whom it concerns.
    pub audience: Vec<String>,
    /// How many people that is on the day.
    pub people: usize,
    /// Whether the version still waits for its approval.
    pub once_approved: bool,
}

/// A review whose state worsened.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewChange {
    /// The document.
    pub id: String,
    /// `due-soon` or `overdue`.
    pub state: &'static str,
    /// The last day in time.
    pub due: Option<Date>,
    /// The owner's role.
    pub owner: Option<String>,
}

/// An activity that lacks somebody.
#[derive(Clone, Debug, Serialize)]
pub struct Gap {
    /// The matrix document.
    pub document: String,
    /// The activity, in the language that prevails.
    pub activity: String,
    /// What it lacks.
    pub lacks: Lacks,
    /// Whether the matrix still waits for its approval.
    pub once_approved: bool,
}

/// What an activity lacks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lacks {
    /// Nobody answers for it.
    Accountable,
    /// More than one role answers for it.
    OneAccountable,
    /// Nobody does it.
    Responsible,
}

/// A change in who has which part in an activity.
#[derive(Clone, Debug, Serialize)]
pub struct Moved {
    /// The matrix document.
    pub document: String,
    /// What changed, in English.
    pub en: String,
    /// The same in French.
    pub fr: String,
    /// Whether the matrix still waits for its approval.
    pub once_approved: bool,
}

/// A clause that nothing serves any more.
#[derive(Clone, Debug, Serialize)]
pub struct Lost {
    /// The clause.
    pub clause: String,
    /// What served it: ids of documents, matrices and commitments.
    pub was: Vec<String>,
    /// Whether that is so only once the working texts are approved.
    pub once_approved: bool,
}

/// A role that nobody holds any more.
#[derive(Clone, Debug, Serialize)]
pub struct Vacancy {
    /// The role.
    pub role: String,
    /// Who held it.
    pub was: Vec<String>,
}

impl Changes {
    /// Whether nothing changed that matters.
    pub fn is_empty(&self) -> bool {
        self.documents.is_empty()
            && self.approvals_needed.is_empty()
            && self.altered.is_empty()
            && self.translations_behind.is_empty()
            && self.acknowledgements.is_empty()
            && self.reviews.is_empty()
            && self.matrix_rows.is_empty()
            && self.responsibilities.is_empty()
            && self.coverage_lost.is_empty()
            && self.vacancies.is_empty()
    }
}

/// What the change from one state to another means.
pub fn compare(old: State<'_>, new: State<'_>) -> Changes {
    let mut changes = Changes::default();
    documents::compare(old, new, &mut changes);
    rows::compare(old, new, &mut changes);
    changes.coverage_lost = coverage::lost(old, new);
    for role in &new.handbook.organisation.roles {
        let was = old.holders(role.id.as_str());
        if !was.is_empty() && new.holders(role.id.as_str()).is_empty() {
            changes.vacancies.push(Vacancy { role: role.id.to_string(), was });
        }
    }
    changes
}

impl<'a> State<'a> {
    /// A document by id with its state.
    fn document(self, id: &Id) -> Option<Look<'a>> {
        let at = self.handbook.document_at(id.as_str())?;
        Some(Look { document: &self.handbook.documents[at], state: &self.assessment.documents[at] })
    }

    /// Ids of those who hold a role on the day and are here.
    fn holders(self, role: &str) -> Vec<String> {
        let (organisation, day) = (&self.handbook.organisation, self.assessment.as_of);
        let tenures = organisation.role(role).into_iter().flat_map(|role| role.holders_on(day));
        let here =
            tenures.filter(|tenure| organisation.person(&tenure.person).is_some_and(|person| person.is_here(day)));
        here.map(|tenure| tenure.person.clone()).collect()
    }
}

/// A document with its state on the day.
#[derive(Clone, Copy)]
struct Look<'a> {
    document: &'a Document,
    state: &'a crate::assess::DocumentState,
}

impl<'a> Look<'a> {
    /// The version in force.
    fn in_force(self) -> Option<String> {
        self.state.current().map(|version| version.version.to_string())
    }

    /// The working revision where it is something other than what was approved, and claims to become it.
    fn pending(self) -> Option<&'a Revision> {
        use crate::model::document::Lifecycle;
        let working = self.document.working.as_ref()?;
        let known = self.state.versions.iter().any(|version| Some(&version.version) == working.meta.version.as_ref());
        let ended = working.meta.status == Some(Lifecycle::Retired)
            || matches!(self.state.standing, crate::assess::Standing::Retired(_));
        (!known && !ended).then_some(working)
    }
}

/// Whether two revisions say the same, in every language.
fn same(old: Option<&Revision>, new: Option<&Revision>) -> bool {
    match (old, new) {
        (None, None) => true,
        (Some(old), Some(new)) => {
            old.texts.len() == new.texts.len()
                && old.texts.iter().zip(&new.texts).all(|((a, old), (b, new))| a == b && old.source == new.source)
        }
        _ => false,
    }
}
