//! Findings as JSON, schema 1: `check --format json` and `api/findings.json`, and what a baseline is read from.

use super::{Reported, Summary};
use crate::date::Date;
use serde::Serialize;

/// The version of the schema; it changes when a key changes its meaning or goes.
pub const SCHEMA: u32 = 1;

/// The whole report.
#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    as_of: Date,
    findings: Vec<Entry<'a>>,
}

/// One finding; keys that do not apply are null.
#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: &'a str,
    subject: Option<&'a str>,
    fingerprint: &'a str,
}

/// The report as indented JSON with a final newline.
pub fn render(reported: &[Reported], summary: &Summary) -> String {
    let findings = reported.iter().map(|finding| Entry {
        rule: finding.rule.name,
        level: finding.level.as_str(),
        path: finding.path.as_deref(),
        line: finding.line,
        column: finding.column,
        message: &finding.message,
        help: &finding.help,
        subject: finding.subject.as_deref(),
        fingerprint: &finding.fingerprint,
    });
    pretty(&Report { schema: SCHEMA, as_of: summary.as_of, findings: findings.collect() })
}

/// Any of this room's JSON, indented by two spaces, with a final newline.
pub(super) fn pretty(value: &impl Serialize) -> String {
    // Our structs have string keys and no failing serializers, so the error cannot happen; an empty text would show it.
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
