//! Who is responsible for what on a day (clause 5.3): each role by the matrices in force and the documents it owns, each
//! person through the roles that they hold or stand in for.
//!
//! Only matrices in force give duties; a draft gives none, whatever it says.

use super::LeadershipState;
use super::document::{DocumentState, Standing, VersionRef};
use super::review::ReviewState;
use crate::date::Date;
use crate::model::document::Lifecycle;
use crate::model::letters::Letters;
use crate::model::matrix::{Activity, Matrix, MatrixTable};
use crate::model::{Handbook, Tenure};
use std::collections::BTreeMap;

/// The duties of all roles and people, in the order of the organisation's.
#[derive(Clone, Debug, Default)]
pub struct Duties {
    /// One entry a role.
    pub roles: Vec<RoleDuties>,
    /// One entry a person: the roles through which they have duties.
    pub people: Vec<Vec<Held>>,
    /// Activities of matrices in force whose words name or link to a document: matrix document, table, activity.
    pub naming: BTreeMap<usize, Vec<(usize, usize, usize)>>,
}

/// What a role is responsible for.
#[derive(Clone, Debug, Default)]
pub struct RoleDuties {
    /// Activities of matrices in force in which it has a letter, in their order.
    pub activities: Vec<Duty>,
    /// Documents that it owns, whatever became of them.
    pub owns: Vec<usize>,
    /// Those of them that are in force.
    pub owned: Vec<usize>,
    /// Their reviews, soonest first.
    pub reviews: Vec<ReviewDue>,
    /// Documents in review that wait for its approval.
    pub to_approve: Vec<usize>,
    /// Actions of commitments that it does, the soonest due first: commitment, action.
    pub actions: Vec<(usize, usize)>,
    /// Decisions that wait for it, the soonest due first, by their place among the day's.
    pub decisions: Vec<usize>,
    /// Indicators that it reports.
    pub indicators: Vec<usize>,
    /// Exceptions from which it benefits or whose risk it carries, whatever became of them.
    pub exceptions: Vec<usize>,
    /// Whether it owns any document, in force or not, or may approve any that there is.
    pub has_documents: bool,
}

/// An activity in which a role has letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Duty {
    /// The matrix document.
    pub document: usize,
    /// The table's place in its matrix in force.
    pub table: usize,
    /// The activity's place in the table.
    pub activity: usize,
    /// The letters.
    pub letters: Letters,
}

/// A review that the owner of a document sees to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ReviewDue {
    /// The document.
    pub document: usize,
    /// The last day in time.
    pub due: Date,
    /// Where it stands.
    pub state: ReviewState,
}

/// A role that gives a person duties.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// The role.
    pub role: usize,
    /// Whether they hold it or stand in.
    pub through: Through,
}

/// How a person comes to a role's duties.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Through {
    /// They hold the role.
    Holder,
    /// They stand in for its holder.
    Deputy,
}

impl Duties {
    /// The duties of a day.
    pub fn on(handbook: &Handbook, states: &[DocumentState], leadership: &LeadershipState, as_of: Date) -> Duties {
        let organisation = &handbook.organisation;
        let mut roles = vec![RoleDuties::default(); organisation.roles.len()];
        let mut naming: BTreeMap<usize, Vec<(usize, usize, usize)>> = BTreeMap::new();
        for (document, matrix) in matrices_in_force(handbook, states) {
            for (at, table) in matrix.tables.iter().enumerate() {
                letters(handbook, document, at, table, &mut roles);
                for (row, activity) in table.activities.iter().enumerate() {
                    for named in activity.documents.iter().filter(|named| **named != document) {
                        naming.entry(*named).or_default().push((document, at, row));
                    }
                }
            }
        }
        for (document, state) in states.iter().enumerate() {
            documents(handbook, document, state, &mut roles);
        }
        promises(handbook, leadership, &mut roles);
        measures(handbook, &mut roles);
        for role in &mut roles {
            role.reviews.sort_by_key(|review| (review.due, review.document));
            let due = |at: &usize| leadership.decisions[*at].decision(handbook).due;
            role.decisions.sort_by_key(|at| (due(at).is_none(), due(at), *at));
            // What was never done has no day, and comes first.
            let pace =
                |(commitment, action): &(usize, usize)| leadership.commitments[*commitment].actions[*action].pace;
            role.actions.sort_by_key(|action| (pace(action).map(|pace| pace.due), *action));
        }
        let mut people = vec![Vec::new(); organisation.people.len()];
        for (role, described) in organisation.roles.iter().enumerate() {
            let mut note = |tenure: &Tenure, through: Through| {
                let Some(person) = organisation.person_at(&tenure.person) else { return };
                let known = people[person].iter().any(|held: &Held| held.role == role);
                if !known && organisation.people[person].is_here(as_of) {
                    people[person].push(Held { role, through });
                }
            };
            described.holders_on(as_of).for_each(|tenure| note(tenure, Through::Holder));
            described.deputies_on(as_of).for_each(|tenure| note(tenure, Through::Deputy));
        }
        people.iter_mut().for_each(|held| held.sort_by_key(|held| (held.through, held.role)));
        Duties { roles, people, naming }
    }

    /// The activities of a person with the role through which each comes; those of roles held first.
    pub fn of_person(&self, person: usize) -> Vec<(Held, Duty)> {
        let held = self.people.get(person).into_iter().flatten();
        held.flat_map(|held| self.roles[held.role].activities.iter().map(|duty| (*held, *duty))).collect()
    }
}

/// Indicators that roles report, and exceptions that they hold.
fn measures(handbook: &Handbook, roles: &mut [RoleDuties]) {
    let role_at = |name: &str| handbook.organisation.role_at(name);
    for (at, indicator) in handbook.leadership.indicators.iter().enumerate() {
        if let Some(role) = indicator.owner.as_deref().and_then(role_at) {
            roles[role].indicators.push(at);
        }
    }
    for (at, exception) in handbook.leadership.exceptions.iter().enumerate() {
        for role in exception.risk_owner.iter().chain(&exception.beneficiaries).filter_map(|name| role_at(name)) {
            if roles[role].exceptions.last() != Some(&at) {
                roles[role].exceptions.push(at);
            }
        }
    }
}

impl RoleDuties {
    /// Whether the role has anything to do at all.
    pub fn any(&self) -> bool {
        !self.activities.is_empty() || !self.to_approve.is_empty() || self.has_documents || !self.actions.is_empty()
    }

    /// In how many activities it has one of these letters.
    pub fn count(&self, any_of: Letters) -> usize {
        self.activities.iter().filter(|duty| duty.letters.meets(any_of)).count()
    }
}

impl Duty {
    /// The table and activity it is about.
    pub fn activity<'a>(&self, handbook: &'a Handbook, states: &[DocumentState]) -> Option<Placed<'a>> {
        let matrix = matrix_in_force(handbook, states, self.document)?;
        let table = matrix.tables.get(self.table)?;
        Some(Placed { matrix, table, activity: table.activities.get(self.activity)? })
    }
}

/// An activity with what it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Placed<'a> {
    /// The matrix.
    pub matrix: &'a Matrix,
    /// The table.
    pub table: &'a MatrixTable,
    /// The activity.
    pub activity: &'a Activity,
}

/// The matrix of a version of the document at that place.
pub fn matrix_of(handbook: &Handbook, document: usize, version: VersionRef) -> Option<&Matrix> {
    let matrices = handbook.matrices.get(&document)?;
    match version {
        VersionRef::Working => matrices.working.as_ref(),
        VersionRef::Sealed(at, _) => matrices.sealed.get(at),
    }
}

/// The matrix in force of the document at that place.
pub fn matrix_in_force<'a>(handbook: &'a Handbook, states: &[DocumentState], document: usize) -> Option<&'a Matrix> {
    matrix_of(handbook, document, states.get(document)?.current()?.at)
}

/// All matrices in force with the places of their documents.
pub fn matrices_in_force<'a>(
    handbook: &'a Handbook,
    states: &'a [DocumentState],
) -> impl Iterator<Item = (usize, &'a Matrix)> {
    let documents = handbook.matrices.keys();
    documents.filter_map(move |at| Some((*at, matrix_in_force(handbook, states, *at)?)))
}

/// The letters of one table, given to their roles.
fn letters(handbook: &Handbook, document: usize, at: usize, table: &MatrixTable, roles: &mut [RoleDuties]) {
    for (column, heading) in table.columns.iter().enumerate() {
        let Some(role) = heading.role.as_ref().and_then(|id| handbook.organisation.role_at(id.as_str())) else {
            continue;
        };
        // A role that has two columns has the letters of both, and the second column must not list activities twice.
        let repeated = table.columns[..column].iter().any(|other| other.role == heading.role);
        for (activity, row) in table.activities.iter().enumerate() {
            let letters = row.letters[column];
            if letters.is_empty() {
                continue;
            }
            let duty = Duty { document, table: at, activity, letters };
            let known = roles[role].activities.iter_mut().filter(|_| repeated);
            let same = |known: &&mut Duty| (known.document, known.table, known.activity) == (document, at, activity);
            match known.into_iter().find(same) {
                Some(known) => known.letters = known.letters.join(letters),
                None => roles[role].activities.push(duty),
            }
        }
        if repeated {
            roles[role].activities.sort_by_key(|duty| (duty.document, duty.table, duty.activity));
        }
    }
}

/// What one document asks of roles.
fn documents(handbook: &Handbook, at: usize, state: &DocumentState, roles: &mut [RoleDuties]) {
    let document = &handbook.documents[at];
    let role_at = |name: &str| handbook.organisation.role_at(name);
    let owner = state.meta(document).and_then(|meta| meta.owner.as_deref()).and_then(role_at);
    if let Some(owner) = owner {
        roles[owner].owns.push(at);
    }
    if matches!(state.standing, Standing::Retired(_)) {
        return;
    }
    if let Some(owner) = owner {
        roles[owner].has_documents = true;
        if state.standing == Standing::InForce {
            roles[owner].owned.push(at);
            if let Some(due) = state.review.due {
                roles[owner].reviews.push(ReviewDue { document: at, due, state: state.review.state });
            }
        }
    }
    for role in &handbook.config.approval.rule(document.kind.as_str()).roles {
        if let Some(role) = role_at(role) {
            roles[role].has_documents = true;
        }
    }
    let in_review = document.working.as_ref().is_some_and(|working| working.meta.status == Some(Lifecycle::InReview));
    for role in state.judgement.iter().filter(|_| in_review).flat_map(|judgement| &judgement.missing) {
        if let Some(role) = role_at(role) {
            roles[role].to_approve.push(at);
        }
    }
}

/// Actions of commitments, and decisions not yet carried out, given to their roles.
fn promises(handbook: &Handbook, leadership: &LeadershipState, roles: &mut [RoleDuties]) {
    let role_at = |name: &str| handbook.organisation.role_at(name);
    for (at, commitment) in handbook.leadership.commitments.iter().enumerate() {
        for (action, described) in commitment.actions.iter().enumerate() {
            if let Some(role) = role_at(&described.by) {
                roles[role].actions.push((at, action));
            }
        }
    }
    for (at, state) in leadership.decisions.iter().enumerate().filter(|(_, state)| state.is_open()) {
        if let Some(role) = state.decision(handbook).owner.as_deref().and_then(role_at) {
            roles[role].decisions.push(at);
        }
    }
}
