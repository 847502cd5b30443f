//! What a rule reports, why that matters and how to put it right, as plain text for the terminal.
//!
//! All words come from the catalogue; examples come from the files that the tests run.

use super::text::wrap;
use crate::finding::examples::{self, ExampleFile};
use crate::finding::policy::Policy;
use crate::finding::{Level, Rule, catalogue};
use crate::lang::Tongue;
use std::fmt::Write;

/// Columns of the text.
const WIDTH: usize = 80;

/// One rule: its name, level and family, then what, why and how, and an example where there is one.
/// The level is what the policy says, with the rule's own beside it where they differ.
pub fn rule(rule: &Rule, policy: &Policy, tongue: Tongue) -> String {
    let (reports, matters, remedy, wrong, right, colon) = match tongue {
        Tongue::En => ("What it reports", "Why it matters", "How to put it right", "Wrong", "Right", ":"),
        Tongue::Fr => (
            "Ce que la règle signale",
            "Pourquoi c’est important",
            "Comment corriger",
            "À éviter",
            "À faire",
            "\u{a0}:",
        ),
    };
    let family = rule.family.heading();
    let mut out = format!("{}\n", rule.name);
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "{}, {}", level(rule, policy, tongue), family.in_tongue(tongue));
    for (heading, words) in [(reports, &rule.what), (matters, &rule.why), (remedy, &rule.fix)] {
        let _ = write!(out, "\n{heading}{colon}\n{}\n", wrap(words.in_tongue(tongue), WIDTH, "  "));
    }
    if let Some(example) = examples::of(rule) {
        for (heading, files) in [(wrong, &example.bad), (right, &example.good)] {
            let _ = write!(out, "\n{heading}{colon}\n");
            files.iter().for_each(|file| show(&mut out, file, tongue));
        }
    }
    out
}

/// Every rule with its level and what it reports, by family.
pub fn list(policy: &Policy, tongue: Tongue) -> String {
    let mut out = String::new();
    let mut family = None;
    for rule in catalogue::all() {
        if family != Some(rule.family) {
            if family.is_some() {
                out.push('\n');
            }
            family = Some(rule.family);
            let _ = writeln!(out, "{}", rule.family.heading().in_tongue(tongue));
        }
        let _ = writeln!(out, "  {} ({})", rule.name, level(rule, policy, tongue));
        let _ = writeln!(out, "{}", wrap(rule.what.in_tongue(tongue), WIDTH, "      "));
    }
    let more = match tongue {
        Tongue::En => "More about a rule: handbook explain RULE",
        Tongue::Fr => "Pour en savoir plus sur une règle\u{a0}: handbook explain RÈGLE",
    };
    let _ = write!(out, "\n{more}\n");
    out
}

/// `warning`, or `off, by default warning` where the configuration differs.
fn level(rule: &Rule, policy: &Policy, tongue: Tongue) -> String {
    let word = |level: Option<Level>| match (level, tongue) {
        (Some(Level::Error), Tongue::En) => "error",
        (Some(Level::Error), Tongue::Fr) => "erreur",
        (Some(Level::Warning), Tongue::En) => "warning",
        (Some(Level::Warning), Tongue::Fr) => "avertissement",
        (Some(Level::Note), _) => "note",
        (None, Tongue::En) => "off",
        (None, Tongue::Fr) => "désactivée",
    };
    let own = word(Some(rule.level));
    match policy.levels.get(rule.name) {
        Some(configured) if *configured != Some(rule.level) => match tongue {
            Tongue::En => format!("{}, by default {own}", word(*configured)),
            Tongue::Fr => format!("{}, par défaut\u{a0}: {own}", word(*configured)),
        },
        _ => own.to_owned(),
    }
}

/// A file of an example, verbatim and indented.
fn show(out: &mut String, file: &ExampleFile, tongue: Tongue) {
    let _ = match (&file.text, tongue) {
        (Some(_), _) => writeln!(out, "  {}", file.path),
        (None, Tongue::En) => writeln!(out, "  {}: no such file", file.path),
        (None, Tongue::Fr) => writeln!(out, "  {}\u{a0}: pas de tel fichier", file.path),
    };
    for line in file.text.iter().flat_map(|text| text.lines()) {
        let _ = writeln!(out, "{}", format!("    {line}").trim_end());
    }
}
