//! An earlier JSON report as the line drawn under the past: its findings are left out of a new one.
//!
//! Knows only the fingerprints; who reads the file from the disk is the command.

use super::{Reported, json};
use crate::lang::Say;
use crate::say;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The fingerprints of an earlier report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Baseline {
    fingerprints: BTreeSet<String>,
}

/// As much of the report as matters here; other keys may come and go.
#[derive(Deserialize)]
struct Earlier {
    schema: u32,
    findings: Vec<EarlierFinding>,
}

#[derive(Deserialize)]
struct EarlierFinding {
    fingerprint: String,
}

impl Baseline {
    /// Reads the text of an earlier `check --format json`. `name` is the file's, for the message.
    /// An error says what is wrong with the file and how to make a good one.
    pub fn read(text: &str, name: &str) -> Result<Baseline, Say> {
        let wanted = json::SCHEMA;
        let text = text.trim_start_matches('\u{feff}');
        let earlier: Earlier = serde_json::from_str(text).map_err(|error| {
            say!(
                "{name} is not a report that can serve as a baseline: {error}. Make one with `handbook check --format json > {name}`.",
                "{name} n’est pas un rapport qui puisse servir de référence\u{a0}: {error}. Faites-en un avec `handbook check --format json > {name}`."
            )
        })?;
        if earlier.schema != wanted {
            let found = earlier.schema;
            return Err(say!(
                "{name} is a report of schema {found}; this program reads schema {wanted}. Make a new one with `handbook check --format json > {name}`.",
                "{name} est un rapport du schéma {found}; ce programme lit le schéma {wanted}. Faites-en un nouveau avec `handbook check --format json > {name}`."
            ));
        }
        let fingerprints = earlier.findings.into_iter().map(|finding| finding.fingerprint).collect();
        Ok(Baseline { fingerprints })
    }

    /// The findings that the earlier report does not have, and how many it has.
    pub fn leave_out(&self, reported: Vec<Reported>) -> (Vec<Reported>, usize) {
        let before = reported.len();
        let new: Vec<Reported> =
            reported.into_iter().filter(|finding| !self.fingerprints.contains(&finding.fingerprint)).collect();
        let known = before - new.len();
        (new, known)
    }
}
