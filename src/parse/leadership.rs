//! Front matter of commitments, records, objectives, indicators and exceptions, typed as written.

use super::document::approvals;
use super::fields::Fields;
use crate::model::leadership::{Action, Budget, Commitment, Decision, EvidenceFile, FileState, Record, RecordType};
use crate::model::measures::{Exception, Indicator, Level, Measurement, Objective, Target};
use crate::model::{Id, Kind, Sheet, Texts};
use crate::source::yaml::Node;
use std::sync::Arc;

/// What these kinds have in common. Without an id of sound form it takes `fallback` (its file's name), which was reported.
pub fn sheet(node: &Node, kind: Kind, path: &Arc<str>, fallback: &Id, texts: Texts) -> Sheet {
    let fields = Fields(node);
    Sheet {
        id: fields.id("id").unwrap_or_else(|| fallback.clone()),
        kind,
        path: path.clone(),
        title: fields.wording("title"),
        summary: fields.wording("summary"),
        texts,
        classification: fields.text("classification"),
        extra: fields.node("extra").cloned().unwrap_or(Node::Null),
    }
}

/// A commitment.
pub fn commitment(node: &Node, sheet: Sheet) -> Commitment {
    let fields = Fields(node);
    Commitment {
        sheet,
        clauses: fields.texts("clauses"),
        accountable: fields.text("accountable"),
        actions: fields
            .maps("actions")
            .into_iter()
            .map(|entry| Action {
                id: entry.text("id").unwrap_or_default(),
                what: entry.wording("what"),
                by: entry.text("by").unwrap_or_default(),
                every: entry.interval("every"),
            })
            .collect(),
    }
}

/// A record.
pub fn record(node: &Node, sheet: Sheet) -> Record {
    let fields = Fields(node);
    let inputs = match fields.node("inputs") {
        Some(Node::Map(entries)) => {
            entries.iter().map(|(name, value)| (name.clone(), super::fields::wording(value))).collect()
        }
        _ => Vec::new(),
    };
    Record {
        sheet,
        sort: fields.text("type").and_then(|name| RecordType::parse(&name)),
        date: fields.date("date"),
        attendees: fields.texts("attendees"),
        chaired_by: fields.text("chaired_by"),
        demonstrates: fields.texts("demonstrates"),
        inputs,
        decisions: fields
            .maps("decisions")
            .into_iter()
            .map(|entry| Decision {
                id: entry.text("id").unwrap_or_default(),
                decision: entry.wording("decision"),
                owner: entry.text("owner"),
                due: entry.date("due"),
                done: entry.date("done"),
            })
            .collect(),
        budgets: budgets(fields),
        files: fields
            .maps("files")
            .into_iter()
            .map(|entry| EvidenceFile {
                path: entry.text("path").unwrap_or_default(),
                sha256: entry.text("sha256"),
                source: None,
                found: None,
                state: FileState::default(),
            })
            .collect(),
    }
}

/// An objective.
pub fn objective(node: &Node, sheet: Sheet) -> Objective {
    let fields = Fields(node);
    Objective {
        sheet,
        level: fields.text("level").and_then(|text| Level::parse(&text)),
        supports: fields.texts("supports"),
        owner: fields.text("owner"),
        due: fields.date("due"),
        budgets: budgets(fields),
    }
}

/// An indicator; values that stand in a CSV file are read when names are looked up.
pub fn indicator(node: &Node, sheet: Sheet) -> Indicator {
    let fields = Fields(node);
    let target = fields.map("target").map_or_else(Target::default, |entry| Target {
        at_least: entry.number("at_least"),
        at_most: entry.number("at_most"),
    });
    let (mut measurements, mut table) = (Vec::new(), None);
    match fields.node("measurements") {
        Some(node) if node.as_text().is_some() => {
            table = node.as_text().map(|name| Arc::from(name.trim()));
        }
        _ => {
            measurements = fields
                .maps("measurements")
                .into_iter()
                .filter_map(|entry| Some(Measurement { date: entry.date("date")?, value: entry.number("value")? }))
                .collect();
        }
    }
    measurements.sort_by_key(|measured| measured.date);
    Indicator {
        sheet,
        objective: fields.text("objective"),
        owner: fields.text("owner"),
        unit: fields.wording("unit"),
        target,
        every: fields.interval("every"),
        measurements,
        table,
    }
}

/// An exception.
pub fn exception(node: &Node, sheet: Sheet) -> Exception {
    let fields = Fields(node);
    Exception {
        sheet,
        document: fields.text("document"),
        beneficiaries: fields.texts("beneficiaries"),
        reason: fields.wording("reason"),
        compensating: fields.wording("compensating"),
        risk_owner: fields.text("risk_owner"),
        approval: approvals(fields),
        expires: fields.date("expires"),
    }
}

fn budgets(fields: Fields<'_>) -> Vec<Budget> {
    fields
        .maps("budget")
        .into_iter()
        .map(|entry| Budget {
            year: entry.text("year").unwrap_or_default(),
            currency: entry.text("currency"),
            planned: entry.number("planned"),
            approved: entry.number("approved"),
            spent: entry.number("spent"),
        })
        .collect()
}
