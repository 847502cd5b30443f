//! Front matter of a controlled document, typed as its author wrote it.

use super::fields::Fields;
use crate::archive::Change;
use crate::model::document::{Approval, HistoryEntry, Lifecycle, MatrixKeys, Metadata, ReviewRule, Reviewed};
use crate::model::{Id, Kind};
use crate::source::yaml::Node;

/// The metadata of a controlled document. Without an id of sound form it takes `fallback` (its file's name), which was reported.
pub fn metadata(node: &Node, kind: Kind, fallback: &Id) -> Metadata {
    let fields = Fields(node);
    Metadata {
        id: fields.id("id").unwrap_or_else(|| fallback.clone()),
        kind,
        title: fields.wording("title"),
        version: fields.version("version"),
        status: fields.text("status").and_then(|text| Lifecycle::parse(&text)),
        owner: fields.text("owner"),
        authors: fields.texts("authors"),
        approval: approvals(fields),
        effective: fields.date("effective"),
        review: fields.text("review").and_then(|text| {
            if text == "never" { Some(ReviewRule::Never) } else { fields.interval("review").map(ReviewRule::Every) }
        }),
        reviewed: fields.maps("reviewed").into_iter().map(reviewed).collect(),
        classification: fields.text("classification"),
        audience: fields.texts("audience"),
        clauses: fields.texts("clauses"),
        change: fields.text("change").and_then(|text| Change::parse(&text)),
        summary: fields.wording("summary"),
        related: fields.texts("related"),
        supersedes: fields.texts("supersedes"),
        retention: fields.text("retention"),
        retired: fields.date("retired"),
        reason: fields.wording("reason"),
        replaced_by: fields.text("replaced_by"),
        history: fields.maps("history").into_iter().map(history_entry).collect(),
        matrix: MatrixKeys {
            source: fields.text("source"),
            separate: fields
                .list("separate")
                .into_iter()
                .map(|group| {
                    group
                        .as_list()
                        .unwrap_or_default()
                        .iter()
                        .filter_map(|item| item.as_text().map(str::to_string))
                        .collect()
                })
                .collect(),
            legend: match fields.node("legend") {
                Some(Node::Map(entries)) => entries
                    .iter()
                    .filter_map(|(word, letter)| Some((word.clone(), letter.as_text()?.to_string())))
                    .collect(),
                _ => Vec::new(),
            },
        },
        extra: fields.node("extra").cloned().unwrap_or(Node::Null),
    }
}

/// The approvals that a mapping lists under `approval`.
pub fn approvals(fields: Fields<'_>) -> Vec<Approval> {
    fields
        .maps("approval")
        .into_iter()
        .map(|entry| Approval {
            role: entry.text("role").unwrap_or_default(),
            person: entry.text("person").unwrap_or_default(),
            date: entry.date("date"),
            text: entry.text("text"),
            outdated: false,
        })
        .collect()
}

fn reviewed(entry: Fields<'_>) -> Reviewed {
    Reviewed {
        date: entry.date("date"),
        role: entry.text("role"),
        person: entry.text("person"),
        outcome: entry.text("outcome"),
        note: entry.text("note"),
    }
}

fn history_entry(entry: Fields<'_>) -> HistoryEntry {
    HistoryEntry {
        version: entry.version("version"),
        date: entry.date("date"),
        by: entry.text("by"),
        summary: entry.wording("summary"),
    }
}
