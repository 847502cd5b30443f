//! Objectives (clause 6.2), the indicators that measure them (clause 9.1), and exceptions to documents.
//!
//! Knows no day: whether a value is stale or an exception expired is asked in `assess`.

use super::Sheet;
use super::document::Approval;
use super::leadership::Budget;
use crate::date::{Date, Interval};
use crate::lang::Wording;
use std::sync::Arc;

/// What the organisation or its ISMS wants to reach.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Id, title and text.
    pub sheet: Sheet,
    /// Whose objective it is.
    pub level: Option<Level>,
    /// The objectives it serves.
    pub supports: Vec<String>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// The last day in time.
    pub due: Option<Date>,
    /// Money by year.
    pub budgets: Vec<Budget>,
}

/// Whose objective one is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Level {
    /// Of the whole organisation.
    Organisation,
    /// Of the information security management system.
    Isms,
}

impl Level {
    /// Reads `organisation` or `isms`.
    pub fn parse(text: &str) -> Option<Level> {
        match text {
            "organisation" => Some(Level::Organisation),
            "isms" => Some(Level::Isms),
            _ => None,
        }
    }

    /// Its name in front matter and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Organisation => "organisation",
            Level::Isms => "isms",
        }
    }
}

/// A figure that is measured again and again.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Id, title and text.
    pub sheet: Sheet,
    /// The objective whose progress it measures.
    pub objective: Option<String>,
    /// The role that reports it.
    pub owner: Option<String>,
    /// What its values are counted in.
    pub unit: Wording,
    /// What its values should be.
    pub target: Target,
    /// How often it is measured.
    pub every: Option<Interval>,
    /// Its values, oldest first.
    pub measurements: Vec<Measurement>,
    /// The CSV file that holds them: its name as written, once it is found its path from the root; none when they stand in
    /// the front matter.
    pub table: Option<Arc<str>>,
}

/// What values should be: no lower and no higher than these.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Target {
    /// The lowest value on target.
    pub at_least: Option<f64>,
    /// The highest value on target.
    pub at_most: Option<f64>,
}

impl Target {
    /// Whether a value is on target; none when there is no target.
    pub fn is_met(self, value: f64) -> Option<bool> {
        if self.at_least.is_none() && self.at_most.is_none() {
            return None;
        }
        Some(self.at_least.is_none_or(|least| value >= least) && self.at_most.is_none_or(|most| value <= most))
    }
}

/// A value on a day.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Measurement {
    /// The day.
    pub date: Date,
    /// The value in the indicator's unit.
    pub value: f64,
}

impl Exception {
    /// Whether a role or person with this id benefits from it or carries its risk.
    pub fn concerns(&self, id: &str) -> bool {
        let carries = self.risk_owner.as_deref().is_some_and(|owner| owner.eq_ignore_ascii_case(id));
        carries || self.beneficiaries.iter().any(|name| name.eq_ignore_ascii_case(id))
    }
}

/// Leave to depart from a document.
#[derive(Clone, Debug)]
pub struct Exception {
    /// Id, title and text.
    pub sheet: Sheet,
    /// The document it departs from.
    pub document: Option<String>,
    /// Whom it serves: roles or people.
    pub beneficiaries: Vec<String>,
    /// Why it is needed.
    pub reason: Wording,
    /// What is done instead.
    pub compensating: Wording,
    /// The role that carries the risk.
    pub risk_owner: Option<String>,
    /// Who approved it and when.
    pub approval: Vec<Approval>,
    /// The last day it holds.
    pub expires: Option<Date>,
}
