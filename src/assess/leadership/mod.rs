//! Whether leadership did what it promised (clauses 5.1 and 9.3): the state of every action, commitment, clause, decision
//! and management review on the day, from dated records with the right people there.
//!
//! Records dated after the day count for nothing. Everything here is derived; no author types a state.

pub mod decisions;
pub mod recurrence;
pub mod reviews;

pub use decisions::{DecisionState, Progress};
pub use recurrence::{Pace, Recurrence};
pub use reviews::{ReviewHeld, Reviews};

use super::document::DocumentState;
use crate::date::Date;
use crate::model::framework::Cited;
use crate::model::leadership::{Action, Commitment, Record};
use crate::model::{Described, Handbook};
use std::collections::BTreeMap;

/// The points of clause 5.1, by their last letter.
pub const POINTS: [char; 8] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/// Leadership on a day.
#[derive(Clone, Debug, Default)]
pub struct LeadershipState {
    /// One entry a commitment, in the order of the handbook's.
    pub commitments: Vec<CommitmentState>,
    /// Clause 5.1 a) to h): the places of the commitments that answer each.
    pub points: [Vec<usize>; 8],
    /// Management reviews (clause 9.3).
    pub reviews: Reviews,
    /// Decisions taken up to the day, the oldest first.
    pub decisions: Vec<DecisionState>,
}

/// How well a promise is kept; the worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Promise {
    /// A commitment without actions: nothing can show that it is kept.
    WordsOnly,
    /// No record shows that it was done.
    Never,
    /// It was done, and not again within its interval.
    Lapsed,
    /// Done within its interval, which ends soon.
    DueSoon,
    /// Done within its interval.
    Kept,
}

impl Promise {
    /// Its name in JSON and addresses.
    pub fn as_str(self) -> &'static str {
        match self {
            Promise::WordsOnly => "words-only",
            Promise::Never => "never",
            Promise::Lapsed => "lapsed",
            Promise::DueSoon => "due-soon",
            Promise::Kept => "kept",
        }
    }

    /// Whether it is kept on the day, be it due again soon.
    pub fn is_kept(self) -> bool {
        self >= Promise::DueSoon
    }
}

/// A commitment on a day.
#[derive(Clone, Debug)]
pub struct CommitmentState {
    /// The worst of its actions.
    pub promise: Promise,
    /// One entry an action.
    pub actions: Vec<ActionState>,
}

/// An action on a day.
#[derive(Clone, Debug)]
pub struct ActionState {
    /// How well it is kept.
    pub promise: Promise,
    /// When it was last done with a holder of its role there, and when again.
    pub pace: Option<Pace>,
    /// Records up to the day that name it, the newest first.
    pub evidence: Vec<Evidence>,
}

/// A record that names an action.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The record's place among the handbook's.
    pub record: usize,
    /// The record's day.
    pub date: Date,
    /// Those present who held the action's role that day. Without any the record does not count.
    pub holders: Vec<String>,
}

impl Evidence {
    /// Whether it shows that the action was done.
    pub fn counts(&self) -> bool {
        !self.holders.is_empty()
    }
}

impl ActionState {
    /// The newest record that counts.
    pub fn last(&self) -> Option<&Evidence> {
        self.evidence.iter().find(|evidence| evidence.counts())
    }
}

impl LeadershipState {
    /// Leadership on a day.
    pub fn on(handbook: &Handbook, documents: &[DocumentState], as_of: Date) -> LeadershipState {
        let leadership = &handbook.leadership;
        let mut naming: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, record) in leadership.records.iter().enumerate().filter(|(_, record)| is_past(record, as_of)) {
            for action in &record.demonstrates {
                naming.entry(action.to_lowercase()).or_default().push(at);
            }
        }
        let commitments: Vec<CommitmentState> =
            leadership.commitments.iter().map(|commitment| state(handbook, commitment, &naming, as_of)).collect();
        let mut points: [Vec<usize>; 8] = Default::default();
        if let Some((framework, clauses)) = points_of(handbook) {
            for (clause, answering) in clauses.into_iter().zip(&mut points) {
                let names = |written: &String| {
                    clause.is_some_and(|clause| handbook.frameworks.cited(written) == Cited::Clause(framework, clause))
                };
                let answers = |(_, commitment): &(usize, &Commitment)| commitment.clauses.iter().any(names);
                answering.extend(leadership.commitments.iter().enumerate().filter(answers).map(|(at, _)| at));
            }
        }
        let decisions = decisions::decisions(handbook, as_of);
        let reviews = reviews::reviews(handbook, documents, as_of);
        LeadershipState { commitments, points, reviews, decisions }
    }

    /// The state of a point of clause 5.1: the worst of the commitments that answer it, none when none does.
    pub fn point(&self, point: usize) -> Option<Promise> {
        self.points.get(point)?.iter().map(|at| self.commitments[*at].promise).min()
    }
}

/// Whether a record is of the day or before it.
pub fn is_past(record: &Record, as_of: Date) -> bool {
    record.date.is_some_and(|date| date <= as_of)
}

/// Those present at a record who held the role on its day. Deputies do not count: they are not the leader who promised.
pub fn holders_present(handbook: &Handbook, record: &Record, role: &str) -> Vec<String> {
    let (Some(role), Some(date)) = (handbook.organisation.role(role), record.date) else { return Vec::new() };
    record.present().filter(|person| role.held_by(person, date)).map(str::to_string).collect()
}

/// The places, in its framework, of clause 5.1 a) to h); none when the handbook does not follow that standard.
pub fn points_of(handbook: &Handbook) -> Option<(usize, [Option<usize>; 8])> {
    let at = handbook.frameworks.0.iter().position(|framework| framework.id == "iso-27001-2022")?;
    Some((at, POINTS.map(|letter| handbook.frameworks.0[at].clause_at(&format!("5.1.{letter}")))))
}

fn state(
    handbook: &Handbook,
    commitment: &Commitment,
    naming: &BTreeMap<String, Vec<usize>>,
    as_of: Date,
) -> CommitmentState {
    let actions: Vec<ActionState> =
        commitment.actions.iter().map(|action| action_state(handbook, action, naming, as_of)).collect();
    let promise = actions.iter().map(|action| action.promise).min().unwrap_or(Promise::WordsOnly);
    CommitmentState { promise, actions }
}

fn action_state(
    handbook: &Handbook,
    action: &Action,
    naming: &BTreeMap<String, Vec<usize>>,
    as_of: Date,
) -> ActionState {
    let records = &handbook.leadership.records;
    let mut evidence: Vec<Evidence> = naming
        .get(&action.id.to_lowercase())
        .into_iter()
        .flatten()
        .filter_map(|at| {
            let record = &records[*at];
            Some(Evidence { record: *at, date: record.date?, holders: holders_present(handbook, record, &action.by) })
        })
        .collect();
    evidence.dedup_by_key(|evidence| evidence.record);
    evidence.sort_by(|a, b| b.date.cmp(&a.date).then_with(|| records[a.record].id().cmp(records[b.record].id())));
    let last = evidence.iter().find(|evidence| evidence.counts()).map(|evidence| evidence.date);
    let pace = last.and_then(|last| Some(Pace::new(last, action.every?, handbook.config.due_soon)));
    let promise = match (last, pace) {
        (None, _) => Promise::Never,
        // Without an interval, which is reported, nothing can lapse.
        (Some(_), None) => Promise::Kept,
        (Some(_), Some(pace)) => match pace.on(as_of) {
            Recurrence::Past => Promise::Lapsed,
            Recurrence::Soon => Promise::DueSoon,
            Recurrence::Ahead => Promise::Kept,
        },
    };
    ActionState { promise, pace, evidence }
}
