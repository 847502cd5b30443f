//! A name for a finding that outlives moved lines and passing days, so that a baseline still knows it.
//!
//! Knows nothing of formats or levels: a change of level is not a new finding.

use super::Reported;
use crate::date::Date;
use crate::finding::{At, Finding};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// What a fingerprint is made of: rule, path, subject, key path and the English message without what time and
/// editing elsewhere change (dates, numbers of days, lines and the like), whatever tongue the report is in.
pub fn basis(finding: &Finding) -> String {
    let key = match &finding.place.at {
        At::Value(key) | At::Key(key) => key.as_str(),
        At::File | At::Bytes(_) | At::Line(_) => "",
    };
    let subject = finding.subject.as_deref().unwrap_or("").to_lowercase();
    let message = without_counts(&super::text::one_line(&finding.says.en));
    [finding.rule.name, &finding.place.path, &subject, key, &message].join("\u{1f}")
}

/// Turns each basis into a fingerprint; equal ones, in the order of the report, are told apart by an ordinal.
pub fn assign(reported: Vec<(Reported, String)>) -> Vec<Reported> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    reported
        .into_iter()
        .map(|(mut finding, basis)| {
            let ordinal = seen.entry(basis.clone()).and_modify(|n| *n += 1).or_insert(1);
            finding.fingerprint = digest(&basis, *ordinal);
            finding
        })
        .collect()
}

fn digest(basis: &str, ordinal: usize) -> String {
    let hash = Sha256::new().chain_update(basis).chain_update(format!("\u{1f}{ordinal}")).finalize();
    hash.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The message with `#` for every date (many name the day of the report) and for every whole number that counts something which changes by itself:
/// one before days, weeks, months, years, lines, people, “of” or a per-cent sign, or after line or column.
fn without_counts(message: &str) -> String {
    let units = [
        "day", "days", "week", "weeks", "month", "months", "year", "years", "line", "lines", "person", "people", "of",
        "%", "per",
    ];
    let places = ["line", "lines", "column", "columns"];
    let words: Vec<&str> = message.split([' ', '\u{a0}']).collect();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '%').to_lowercase();
    let number = |word: &str| {
        let digits = word.trim_matches(|c: char| !c.is_alphanumeric());
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    };
    let changing = |at: usize, word: &str| {
        let before = at.checked_sub(1).and_then(|i| words.get(i)).is_some_and(|w| places.contains(&plain(w).as_str()));
        let after = words.get(at + 1).is_some_and(|w| units.contains(&plain(w).as_str()));
        let date = Date::parse(word.trim_matches(|c: char| !c.is_alphanumeric())).is_some();
        date || number(word) && (before || after || word.contains('%'))
    };
    let kept = words.iter().enumerate().map(|(at, word)| if changing(at, word) { "#" } else { word });
    kept.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_changes_by_itself_is_left_out() {
        let cases = [
            ("The review is 12 days late.", "The review is # days late."),
            ("Due in 1\u{a0}day.", "Due in # day."),
            ("The same key stands on line 14.", "The same key stands on line #"),
            ("Read by 85% of 12 people, (40 %).", "Read by # of # people, # %)."),
            ("Version 2.1 is not newer than 2.0.", "Version 2.1 is not newer than 2.0."),
            ("Clause A.5.12 is unknown.", "Clause A.5.12 is unknown."),
            ("due on 2026-05-01 (last: 2025-05-01).", "due on # (last: #"),
        ];
        for (message, expected) in cases {
            assert_eq!(without_counts(message), expected);
        }
    }
}
