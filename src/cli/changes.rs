//! `handbook changes`: what a change means for governance, between two commits or two days.

use super::args::{Changes as Asked, ChangesFormat};
use super::desk::{Desk, Opened};
use super::{DONE, FAILED, output};
use crate::assess::Assessment;
use crate::compare::words::{self, FindingsChange};
use crate::compare::{self, Changes, State};
use crate::date::Date;
use crate::error::Error;
use crate::finding::{Checked, Level};
use crate::pipeline;
use crate::report::{Reported, concise};
use crate::source::git;
use serde::Serialize;
use std::collections::BTreeMap;

/// Prints what changed since a commit or a day.
pub fn run(desk: &Desk, asked: &Asked) -> Result<u8, Error> {
    let now = desk.open(Vec::new())?;
    if now.is_unreadable() {
        now.tell(desk, &now.reported(), Level::Error);
        return Ok(FAILED);
    }
    let (before, since) = match Date::parse(&asked.since) {
        Some(day) => {
            let (assessment, judged) = now.reading.on(day);
            let reported = now.report(&judged);
            (Before::Day(Box::new(assessment), reported), day.to_string())
        }
        None => {
            let commit = git::at_commit(&desk.root, &asked.since)?;
            let reading = pipeline::understand(Checked::sound(commit.sources));
            let (assessment, judged) = reading.on(desk.as_of);
            let old = Opened { reading, assessment, judged, tongue: now.tongue };
            let short: String = commit.name.chars().take(12).collect();
            (Before::Commit(Box::new(old)), format!("{} ({short})", asked.since))
        }
    };
    let new = State { handbook: &now.reading.handbook, assessment: &now.assessment };
    let (changes, reported) = match &before {
        Before::Day(assessment, reported) => {
            let old = State { handbook: new.handbook, assessment };
            (compare::compare(old, new), reported.clone())
        }
        Before::Commit(old) => {
            let state = State { handbook: &old.reading.handbook, assessment: &old.assessment };
            (compare::compare(state, new), old.reported())
        }
    };
    let (brought, gone) = difference(&reported, now.reported());
    let text = match asked.format {
        ChangesFormat::Markdown => {
            let new = concise::render(&brought).lines().map(str::to_string).collect();
            let findings = FindingsChange { new, gone };
            words::markdown(&changes, &findings, &since, &desk.as_of.to_string(), now.tongue)
        }
        ChangesFormat::Json => json(&changes, &brought, gone, &asked.since, desk.as_of),
    };
    output::print(text.as_bytes())?;
    Ok(DONE)
}

/// The state before.
enum Before {
    Day(Box<Assessment>, Vec<Reported>),
    Commit(Box<Opened>),
}

/// Findings of the new state that the old one does not have, and how many it had that are gone.
fn difference(old: &[Reported], new: Vec<Reported>) -> (Vec<Reported>, usize) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in old {
        *known.entry(finding.fingerprint.as_str()).or_default() += 1;
    }
    let brought = new
        .into_iter()
        .filter(|finding| match known.get_mut(finding.fingerprint.as_str()) {
            Some(left) if *left > 0 => {
                *left -= 1;
                false
            }
            _ => true,
        })
        .collect();
    (brought, known.values().sum())
}

#[derive(Serialize)]
struct Report<'a> {
    schema: u32,
    since: &'a str,
    as_of: Date,
    #[serde(flatten)]
    changes: &'a Changes,
    findings: Findings<'a>,
}

#[derive(Serialize)]
struct Findings<'a> {
    new: Vec<Entry<'a>>,
    resolved: usize,
}

#[derive(Serialize)]
struct Entry<'a> {
    rule: &'a str,
    level: &'a str,
    path: Option<&'a str>,
    line: Option<usize>,
    subject: Option<&'a str>,
    message: &'a str,
    fingerprint: &'a str,
}

fn json(changes: &Changes, new: &[Reported], resolved: usize, since: &str, as_of: Date) -> String {
    let new = new.iter().map(|finding| Entry {
        rule: finding.rule.name,
        level: finding.level.as_str(),
        path: finding.path.as_deref(),
        line: finding.line,
        subject: finding.subject.as_deref(),
        message: &finding.message,
        fingerprint: &finding.fingerprint,
    });
    let report = Report { schema: 1, since, as_of, changes, findings: Findings { new: new.collect(), resolved } };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}
