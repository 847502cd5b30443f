//! The code quality report that GitLab shows in a merge request.

use super::{Reported, json};
use crate::finding::Level;
use serde::Serialize;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// A JSON array, one object a finding. The format requires a path and a line, so a finding about the handbook as a
/// whole stands at the configuration and one about a whole file at its first line.
pub fn render(reported: &[Reported]) -> String {
    let issues: Vec<Issue<'_>> = reported
        .iter()
        .map(|finding| Issue {
            description: finding.in_full(),
            check_name: finding.rule.name,
            fingerprint: &finding.fingerprint,
            severity: match finding.level {
                Level::Error => "critical",
                Level::Warning => "major",
                Level::Note => "info",
            },
            location: Location {
                path: finding.path.as_deref().unwrap_or("site-config.yaml"),
                lines: Lines { begin: finding.line.unwrap_or(1) },
            },
        })
        .collect();
    json::pretty(&issues)
}
