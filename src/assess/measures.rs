//! Objectives and indicators on a day (clauses 6.2 and 9.1): what each objective leads to, whether an indicator has a
//! recent value, whether that value is on target, and where the values tend.
//!
//! Values after the day do not exist yet. Says states only; the words are the site's.

use crate::date::{Date, Interval};
use crate::model::Handbook;
use crate::model::leadership::Budget;
use crate::model::measures::{Indicator, Level, Measurement, Objective};
use std::collections::BTreeMap;

/// How many values it takes to speak of a trend.
pub const ENOUGH: usize = 3;

/// One state for each objective and indicator, in the order of the handbook's.
#[derive(Clone, Debug, Default)]
pub struct Measures {
    /// Objectives.
    pub objectives: Vec<ObjectiveState>,
    /// Indicators.
    pub indicators: Vec<IndicatorState>,
}

/// What an objective leads to.
#[derive(Clone, Debug, Default)]
pub struct ObjectiveState {
    /// The objectives of the organisation that it serves, directly or by way of others.
    pub serves: Vec<usize>,
    /// Whether it is one of the organisation, or serves one.
    pub aligned: bool,
    /// The objectives through which it supports itself, when it does.
    pub circle: Vec<usize>,
    /// The indicators that measure it.
    pub indicators: Vec<usize>,
}

/// An indicator on a day.
#[derive(Clone, Debug)]
pub struct IndicatorState {
    /// The objective it measures.
    pub objective: Option<usize>,
    /// How many of its values exist on the day.
    pub known: usize,
    /// Whether the latest of them is on target; none without a value or a target.
    pub met: Option<bool>,
    /// The last day on which the latest value is recent enough; none without a value or an interval.
    pub due: Option<Date>,
    /// Whether a value should have come by now: that day has passed, or there is an interval and no value at all.
    pub stale: bool,
    /// Where the values tend; none when that cannot be said, as of stale ones.
    pub trend: Option<Trend>,
}

/// Where values tend, and since which day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Trend {
    /// The direction.
    pub way: Way,
    /// The day of the first value that goes that way.
    pub since: Date,
}

/// A direction of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// None falls, at least one rises.
    Rising,
    /// None rises, at least one falls.
    Falling,
    /// All are the same.
    Steady,
}

impl Way {
    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Way::Rising => "rising",
            Way::Falling => "falling",
            Way::Steady => "steady",
        }
    }
}

impl IndicatorState {
    /// The values that exist on the day, oldest first.
    pub fn values<'a>(&self, indicator: &'a Indicator) -> &'a [Measurement] {
        &indicator.measurements[..self.known]
    }

    /// The latest value.
    pub fn latest(&self, indicator: &Indicator) -> Option<Measurement> {
        self.values(indicator).last().copied()
    }

    /// Its name in JSON: `on-target`, `off-target`, `stale`, or `none` for recent values without a target.
    pub fn as_str(&self) -> &'static str {
        match (self.stale || self.known == 0, self.met) {
            (true, _) => "stale",
            (_, Some(true)) => "on-target",
            (_, Some(false)) => "off-target",
            (_, None) => "none",
        }
    }
}

/// The states of a day.
pub fn states(handbook: &Handbook, as_of: Date) -> Measures {
    let leadership = &handbook.leadership;
    let indicators: Vec<IndicatorState> =
        leadership.indicators.iter().map(|indicator| state(handbook, indicator, as_of)).collect();
    let supports: Vec<Vec<usize>> =
        leadership.objectives.iter().map(|objective| supported(handbook, objective)).collect();
    let objectives = (0..supports.len()).map(|at| {
        let of_organisation = |at: usize| leadership.objectives[at].level == Some(Level::Organisation);
        let mut serves: Vec<usize> = reached(&supports, at).filter(|other| of_organisation(*other)).collect();
        serves.retain(|other| *other != at);
        serves.sort_unstable();
        ObjectiveState {
            aligned: of_organisation(at) || !serves.is_empty(),
            serves,
            circle: circle(&supports, at),
            indicators: (0..indicators.len()).filter(|own| indicators[*own].objective == Some(at)).collect(),
        }
    });
    Measures { objectives: objectives.collect(), indicators }
}

fn state(handbook: &Handbook, indicator: &Indicator, as_of: Date) -> IndicatorState {
    let known = indicator.measurements.partition_point(|measured| measured.date <= as_of);
    let values = &indicator.measurements[..known];
    let latest = values.last();
    let due = latest.and_then(|latest| indicator.every.map(|every| latest.date.plus(every)));
    let stale = due.map_or(latest.is_none() && indicator.every.is_some(), |due| due < as_of);
    IndicatorState {
        objective: indicator.objective.as_deref().and_then(|id| handbook.leadership.objectives.at(id)),
        known,
        met: latest.and_then(|latest| indicator.target.is_met(latest.value)),
        due,
        stale,
        // Where old values went says nothing of today.
        trend: trend(values, indicator.every).filter(|_| !stale),
    }
}

/// The longest time between two values that still follow on each other: one and a half intervals.
pub fn longest_step(from: Date, every: Interval) -> i64 {
    from.days_until(from.plus(every)) * 3 / 2
}

/// Whether two values follow on each other without one missing in between.
pub fn joins(before: Measurement, after: Measurement, every: Option<Interval>) -> bool {
    every.is_none_or(|every| before.date.days_until(after.date) <= longest_step(before.date, every))
}

/// The way of the last values that follow on each other, when there are enough of them and they go one way.
fn trend(values: &[Measurement], every: Option<Interval>) -> Option<Trend> {
    let breaks = values.windows(2).rposition(|pair| !joins(pair[0], pair[1], every));
    let run = &values[breaks.map_or(0, |at| at + 1)..];
    let goes = |way: Way, from: usize| {
        run[from..].windows(2).all(|pair| match way {
            Way::Rising => pair[1].value >= pair[0].value,
            Way::Falling => pair[1].value <= pair[0].value,
            Way::Steady => pair[1].value == pair[0].value,
        })
    };
    let last = run.len().checked_sub(ENOUGH)?;
    let way = [Way::Steady, Way::Rising, Way::Falling].into_iter().find(|way| goes(*way, last))?;
    let first = (0..=last).find(|from| goes(way, *from))?;
    Some(Trend { way, since: run[first].date })
}

/// The objectives that one names under `supports` and that exist.
fn supported(handbook: &Handbook, objective: &Objective) -> Vec<usize> {
    objective.supports.iter().filter_map(|id| handbook.leadership.objectives.at(id)).collect()
}

/// Everything that can be reached from one objective by `supports`.
fn reached(supports: &[Vec<usize>], from: usize) -> impl Iterator<Item = usize> {
    let mut seen = vec![false; supports.len()];
    let mut open = supports[from].clone();
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut seen[at], true) {
            open.extend(&supports[at]);
        }
    }
    seen.into_iter().enumerate().filter(|(_, seen)| *seen).map(|(at, _)| at)
}

/// The shortest way from an objective back to itself, which stands at both its ends; empty when there is none.
fn circle(supports: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut before: BTreeMap<usize, usize> = BTreeMap::new();
    let mut open = std::collections::VecDeque::from([from]);
    while let Some(at) = open.pop_front() {
        for next in &supports[at] {
            if *next == from {
                let mut way = vec![from, at];
                while let Some(earlier) = way.last().and_then(|last| before.get(last)) {
                    way.push(*earlier);
                }
                way.reverse();
                return way;
            }
            if !before.contains_key(next) {
                before.insert(*next, at);
                open.push_back(*next);
            }
        }
    }
    Vec::new()
}

/// How much more was spent than was approved, when both are known and it was more.
pub fn overspent(budget: &Budget) -> Option<f64> {
    let over = budget.spent? - budget.approved?;
    (over > 0.0).then_some(over)
}

/// The budgets of all objectives together, by year and currency.
pub fn totals(objectives: &[Objective]) -> Vec<Budget> {
    let mut totals: BTreeMap<(String, Option<String>), Budget> = BTreeMap::new();
    for budget in objectives.iter().flat_map(|objective| &objective.budgets) {
        let total = totals.entry((budget.year.clone(), budget.currency.clone())).or_insert_with(|| Budget {
            year: budget.year.clone(),
            currency: budget.currency.clone(),
            planned: None,
            approved: None,
            spent: None,
        });
        let add = |sum: &mut Option<f64>, amount: Option<f64>| {
            if let Some(amount) = amount {
                *sum = Some(sum.unwrap_or(0.0) + amount);
            }
        };
        add(&mut total.planned, budget.planned);
        add(&mut total.approved, budget.approved);
        add(&mut total.spent, budget.spent);
    }
    totals.into_values().collect()
}
