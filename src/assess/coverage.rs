//! Which clauses of the frameworks are answered on a day, by what, and what is still missing (clause 7.5.1).
//!
//! Only what is in force answers a clause: a draft, a retired document or a commitment without actions does not.

use super::LeadershipState;
use super::document::DocumentState;
use super::duties::matrices_in_force;
use crate::date::Date;
use crate::model::framework::{Cited, Framework, Required};
use crate::model::{Document, Handbook, Kind};
use std::collections::{BTreeSet, HashMap};

/// One framework's clauses on a day, in the framework's order.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// One entry a clause.
    pub clauses: Vec<Answer>,
}

/// What answers a clause.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Documents in force that name it, by their places.
    pub documents: Vec<usize>,
    /// Activities of matrices in force that name it: matrix document, table, activity.
    pub activities: Vec<(usize, usize, usize)>,
    /// Roles that name it.
    pub roles: Vec<usize>,
    /// Commitments that name it.
    pub commitments: Vec<usize>,
    /// Records that count for an action of such a commitment, or are of a type that is evidence for it; newest first.
    pub records: Vec<usize>,
    /// What it requires and is not there.
    pub missing: Vec<Required>,
    /// The nearest clause above it that is answered itself, when nothing names this one.
    pub through: Option<usize>,
    /// Whether it is answered: something names it, or the clause above it, and nothing it requires is missing. A clause
    /// with parts that nothing names is answered when each of its parts is.
    pub covered: bool,
}

impl Answer {
    /// Whether something names the clause itself.
    fn is_named(&self, handbook: &Handbook) -> bool {
        let kept = |at: &usize| !handbook.leadership.commitments[*at].actions.is_empty();
        !self.documents.is_empty()
            || !self.activities.is_empty()
            || !self.roles.is_empty()
            || self.commitments.iter().any(kept)
    }
}

/// The coverage of every framework of the handbook, in their order.
pub fn on(handbook: &Handbook, states: &[DocumentState], leadership: &LeadershipState, as_of: Date) -> Vec<Coverage> {
    let mut all: Vec<Coverage> = handbook
        .frameworks
        .0
        .iter()
        .map(|framework| Coverage { clauses: vec![Answer::default(); framework.clauses.len()] })
        .collect();
    gather(handbook, states, leadership, &mut all);
    for (framework, coverage) in handbook.frameworks.0.iter().zip(&mut all) {
        evidence(handbook, framework, leadership, as_of, coverage);
        judge(handbook, framework, coverage);
    }
    all
}

/// Whether anything in the handbook names a clause at all, in force or not.
pub fn names_clauses(handbook: &Handbook) -> bool {
    let named = |clauses: &[String]| clauses.iter().any(|clause| !clause.trim().is_empty());
    let document = |document: &Document| document.face().is_some_and(|face| named(&face.meta.clauses));
    handbook.documents.iter().any(document)
        || handbook.organisation.roles.iter().any(|role| named(&role.clauses))
        || handbook.leadership.commitments.iter().any(|commitment| named(&commitment.clauses))
        || handbook
            .matrices
            .values()
            .filter_map(|matrices| matrices.working.as_ref())
            .any(|matrix| matrix.activities().any(|(_, activity)| named(&activity.clauses)))
}

/// Puts everything that names a clause under it.
fn gather<'a>(handbook: &'a Handbook, states: &'a [DocumentState], leadership: &LeadershipState, all: &mut [Coverage]) {
    // Few clauses are written in many places: what each way of writing stands for is found out once.
    let mut known: HashMap<&str, Option<(usize, usize)>> = HashMap::new();
    let mut seen = Vec::new();
    let mut note = |clauses: &'a [String], add: &dyn Fn(&mut Answer)| {
        seen.clear();
        for clause in clauses {
            let cited = || match handbook.frameworks.cited(clause) {
                Cited::Clause(framework, at) => Some((framework, at)),
                _ => None,
            };
            if let Some(place) = *known.entry(clause).or_insert_with(cited)
                && !seen.contains(&place)
            {
                seen.push(place);
                add(&mut all[place.0].clauses[place.1]);
            }
        }
    };
    for (at, (document, state)) in handbook.documents.iter().zip(states).enumerate() {
        if let Some(revision) = state.revision(document) {
            note(&revision.meta.clauses, &|answer| answer.documents.push(at));
        }
    }
    for (document, matrix) in matrices_in_force(handbook, states) {
        for (table, one) in matrix.tables.iter().enumerate() {
            for (row, activity) in one.activities.iter().enumerate() {
                note(&activity.clauses, &|answer| answer.activities.push((document, table, row)));
            }
        }
    }
    for (at, role) in handbook.organisation.roles.iter().enumerate() {
        note(&role.clauses, &|answer| answer.roles.push(at));
    }
    for (at, (commitment, state)) in handbook.leadership.commitments.iter().zip(&leadership.commitments).enumerate() {
        let evidence = state.actions.iter().flat_map(|action| &action.evidence);
        let records: Vec<usize> =
            evidence.filter(|evidence| evidence.counts()).map(|evidence| evidence.record).collect();
        note(&commitment.clauses, &|answer| {
            answer.commitments.push(at);
            answer.records.extend(&records);
        });
    }
}

/// Records whose type is evidence for a clause, a management review only with top management there; then all of a clause's records in order, each once.
fn evidence(
    handbook: &Handbook,
    framework: &Framework,
    leadership: &LeadershipState,
    as_of: Date,
    coverage: &mut Coverage,
) {
    let records = &handbook.leadership.records;
    for (clause, answer) in framework.clauses.iter().zip(&mut coverage.clauses) {
        if !clause.evidence.is_empty() {
            let fits = |at: &usize| {
                let record = &records[*at];
                record.date.is_some_and(|date| date <= as_of)
                    && record.sort.is_some_and(|sort| clause.evidence.contains(&sort))
                    && !leadership.reviews.held.iter().any(|held| held.record == *at && held.leaders.is_empty())
            };
            answer.records.extend((0..records.len()).filter(fits));
        }
        answer.records.sort_by_key(|at| (std::cmp::Reverse(records[*at].date), *at));
        answer.records.dedup();
    }
}

/// What is missing, and whether each clause is answered.
fn judge(handbook: &Handbook, framework: &Framework, coverage: &mut Coverage) {
    let named: Vec<bool> = coverage.clauses.iter().map(|answer| answer.is_named(handbook)).collect();
    // The kinds of documents that name a clause, and of those that name it or one of its parts.
    let kinds = |answer: &Answer| answer.documents.iter().map(|at| handbook.documents[*at].kind).collect();
    let own: Vec<BTreeSet<Kind>> = coverage.clauses.iter().map(kinds).collect();
    let mut around = own.clone();
    for (at, kinds) in own.iter().enumerate() {
        for other in framework.above(at) {
            around[other].extend(kinds);
        }
    }
    for at in 0..framework.clauses.len() {
        let above: Vec<usize> = framework.above(at).collect();
        let through = if named[at] { None } else { above.iter().copied().find(|other| named[*other]) };
        // Each of these, and of those that name a clause that it is part of, may be what it requires.
        let kinds = around[at].iter().chain(above.iter().flat_map(|other| &own[*other]));
        let is_there = |required: &Required| match required {
            Required::Document => kinds.clone().next().is_some(),
            Required::Kind(kind) if kind.is_controlled() => kinds.clone().any(|own| own == kind),
            Required::Kind(kind) => exists(handbook, *kind),
        };
        let missing = framework.clauses[at].requires.iter().filter(|required| !is_there(required)).copied().collect();
        let answer = &mut coverage.clauses[at];
        answer.missing = missing;
        answer.through = through;
        answer.covered = (named[at] || through.is_some()) && answer.missing.is_empty();
    }
    // From the parts up: parts come after what they are part of, in any list that people would write.
    for at in (0..framework.clauses.len()).rev() {
        if framework.clauses[at].is_group && !coverage.clauses[at].covered && coverage.clauses[at].missing.is_empty() {
            let parts = || framework.clauses.iter().enumerate().filter(|(_, clause)| clause.parent == Some(at));
            coverage.clauses[at].covered = parts().all(|(part, _)| coverage.clauses[part].covered);
        }
    }
}

/// Whether there is a thing of a kind that is published without approval.
fn exists(handbook: &Handbook, kind: Kind) -> bool {
    let leadership = &handbook.leadership;
    match kind {
        Kind::Role => !handbook.organisation.roles.is_empty(),
        Kind::Commitment => !leadership.commitments.is_empty(),
        Kind::Record => !leadership.records.is_empty(),
        Kind::Objective => !leadership.objectives.is_empty(),
        Kind::Indicator => !leadership.indicators.is_empty(),
        Kind::Exception => !leadership.exceptions.is_empty(),
        _ => false,
    }
}
