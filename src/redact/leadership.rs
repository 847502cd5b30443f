//! What remains of commitments, records, objectives, indicators and exceptions, without references to what is hidden.

use super::documents::Kept;
use super::hidden::Hidden;
use crate::assess::LeadershipState;
use crate::assess::exceptions::ExceptionState;
use crate::assess::measures::Measures;
use crate::lang::Wording;
use crate::model::{Described, Handbook, Kind, Leadership, Shelf};

/// Which things of each shelf remain.
pub struct Shelves {
    pub commitments: Vec<bool>,
    pub records: Vec<bool>,
    pub objectives: Vec<bool>,
    pub indicators: Vec<bool>,
    pub exceptions: Vec<bool>,
}

impl Shelves {
    /// Those at or below the level; an exception goes with the document that it departs from.
    pub fn of(handbook: &Handbook, kept: &[Option<Kept>], level: usize) -> Shelves {
        let leadership = &handbook.leadership;
        let mut shelves = Shelves {
            commitments: open(handbook, &leadership.commitments, level),
            records: open(handbook, &leadership.records, level),
            objectives: open(handbook, &leadership.objectives, level),
            indicators: open(handbook, &leadership.indicators, level),
            exceptions: open(handbook, &leadership.exceptions, level),
        };
        for (exception, open) in leadership.exceptions.iter().zip(&mut shelves.exceptions) {
            let document = exception.document.as_deref().and_then(|id| handbook.document_at(id));
            *open &= document.is_none_or(|at| kept[at].is_some());
        }
        shelves
    }

    /// Where the thing at a place of the shelf of its kind is found after the rest is taken out.
    pub fn place(&self, kind: Kind, at: usize) -> Option<usize> {
        let kept = match kind {
            Kind::Commitment => &self.commitments,
            Kind::Record => &self.records,
            Kind::Objective => &self.objectives,
            Kind::Indicator => &self.indicators,
            Kind::Exception => &self.exceptions,
            _ => return None,
        };
        kept.get(at).is_some_and(|kept| *kept).then(|| kept[..at].iter().filter(|kept| **kept).count())
    }

    /// Whether nothing is taken out.
    pub fn are_whole(&self) -> bool {
        let all = [&self.commitments, &self.records, &self.objectives, &self.indicators, &self.exceptions];
        all.into_iter().flatten().all(|kept| *kept)
    }
}

fn open<T: Described>(handbook: &Handbook, shelf: &Shelf<T>, level: usize) -> Vec<bool> {
    shelf.iter().map(|thing| handbook.config.rank(thing.sheet().classification.as_deref()) <= level).collect()
}

/// What remains, in the same order.
pub fn cut(leadership: &Leadership, shelves: &Shelves, hidden: &Hidden) -> Leadership {
    let hides = |id: &mut String| hidden.names(id);
    Leadership {
        commitments: remaining(&leadership.commitments, &shelves.commitments, |commitment| {
            commitment.accountable.take_if(hides);
            commitment
                .actions
                .iter_mut()
                .filter(|action| hidden.names(&action.by))
                .for_each(|action| action.by.clear());
        }),
        records: remaining(&leadership.records, &shelves.records, |record| {
            record.demonstrates.retain(|id| !hidden.names(id));
            record.decisions.iter_mut().for_each(|decision| drop(decision.owner.take_if(hides)));
            let folder = record.sheet.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            record.files.retain(|file| !hidden.holds(&format!("{folder}/{}", file.path)));
            // An input may be nothing but a reference; that there was one stays true.
            let inputs = record.inputs.iter_mut().filter(|(_, text)| speaks(text, hidden));
            inputs.for_each(|(_, text)| *text = Wording::plain("–"));
        }),
        objectives: remaining(&leadership.objectives, &shelves.objectives, |objective| {
            objective.supports.retain(|id| !hidden.names(id));
            objective.owner.take_if(hides);
        }),
        indicators: remaining(&leadership.indicators, &shelves.indicators, |indicator| {
            indicator.objective.take_if(hides);
            indicator.owner.take_if(hides);
        }),
        exceptions: remaining(&leadership.exceptions, &shelves.exceptions, |exception| {
            exception.beneficiaries.retain(|id| !hidden.names(id));
            exception.risk_owner.take_if(hides);
            exception
                .approval
                .iter_mut()
                .filter(|entry| hidden.names(&entry.role))
                .for_each(|entry| entry.role.clear());
        }),
    }
}

/// The state of what remains. How well a promise is kept stays true; what showed it is not named when it is hidden.
pub fn state(state: &LeadershipState, shelves: &Shelves) -> LeadershipState {
    let record = |at: usize| shelves.place(Kind::Record, at);
    let commitment = |at: usize| shelves.place(Kind::Commitment, at);
    let mut cut = state.clone();
    let mut kept = shelves.commitments.iter();
    cut.commitments.retain(|_| kept.next().copied().unwrap_or_default());
    for action in cut.commitments.iter_mut().flat_map(|commitment| &mut commitment.actions) {
        if action.last().is_some_and(|last| record(last.record).is_none()) {
            action.pace = None;
        }
        action.evidence.retain(|evidence| record(evidence.record).is_some());
        action.evidence.iter_mut().for_each(|evidence| evidence.record = record(evidence.record).unwrap_or_default());
    }
    for point in &mut cut.points {
        *point = point.iter().filter_map(|at| commitment(*at)).collect();
    }
    cut.decisions.retain(|decision| record(decision.record).is_some());
    cut.decisions.iter_mut().for_each(|decision| decision.record = record(decision.record).unwrap_or_default());
    let last = cut.reviews.held.iter().find(|held| !held.leaders.is_empty());
    if last.is_some_and(|last| record(last.record).is_none()) {
        cut.reviews.pace = None;
    }
    cut.reviews.held.retain(|held| record(held.record).is_some());
    for held in &mut cut.reviews.held {
        held.record = record(held.record).unwrap_or_default();
        held.followed.retain(|decision| record(decision.record).is_some());
        held.followed.iter_mut().for_each(|decision| decision.record = record(decision.record).unwrap_or_default());
    }
    cut
}

/// The states of objectives and indicators that remain. What serves the organisation still does, through whatever it is.
pub fn measures(states: &Measures, shelves: &Shelves) -> Measures {
    let objective = |at: usize| shelves.place(Kind::Objective, at);
    let mut cut = states.clone();
    let mut kept = shelves.objectives.iter();
    cut.objectives.retain(|_| kept.next().copied().unwrap_or_default());
    for state in &mut cut.objectives {
        state.serves = state.serves.iter().filter_map(|at| objective(*at)).collect();
        state.circle = state.circle.iter().filter_map(|at| objective(*at)).collect();
        state.indicators = state.indicators.iter().filter_map(|at| shelves.place(Kind::Indicator, *at)).collect();
    }
    let mut kept = shelves.indicators.iter();
    cut.indicators.retain(|_| kept.next().copied().unwrap_or_default());
    cut.indicators.iter_mut().for_each(|state| state.objective = state.objective.and_then(objective));
    cut
}

/// The states of the exceptions that remain; `documents` says where documents are found.
pub fn exceptions(
    states: &[ExceptionState],
    shelves: &Shelves,
    documents: &[Option<usize>],
    hidden: &Hidden,
) -> Vec<ExceptionState> {
    let kept = states.iter().zip(&shelves.exceptions).filter(|(_, kept)| **kept);
    let states = kept.map(|(state, _)| {
        let mut state = state.clone();
        state.document = state.document.and_then(|at| documents[at]);
        state.judgement.missing.retain(|role| !hidden.names(role));
        state
    });
    states.collect()
}

fn remaining<T: Described + Clone>(shelf: &Shelf<T>, kept: &[bool], scrub: impl Fn(&mut T)) -> Shelf<T> {
    let things = shelf.iter().zip(kept).filter(|(_, kept)| **kept).map(|(thing, _)| {
        let mut thing = thing.clone();
        scrub(&mut thing);
        thing
    });
    Shelf::new(things.collect())
}

fn speaks(text: &Wording, hidden: &Hidden) -> bool {
    text.all.iter().chain(text.by.iter().map(|(_, text)| text)).any(|text| hidden.is_named_in(text))
}
