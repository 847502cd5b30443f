//! What the configuration says about findings: which rules weigh how much, and which findings are waived.
//!
//! Knows findings and the day, not how either came about; the levels and waivers arrive already read.

use super::catalogue::source::{WAIVER_EXPIRED, WAIVER_UNUSED};
use super::{At, Finding, Level, Place, catalogue};
use crate::date::Date;
use crate::say;
use std::collections::BTreeMap;

/// The levels and waivers of a handbook's configuration.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Levels by rule name; `None` means off. A rule that is not named keeps its own level.
    pub levels: BTreeMap<String, Option<Level>>,
    /// Findings that somebody decided to live with for a while.
    pub waivers: Vec<Waiver>,
}

/// A decision to live with a rule's findings about one thing until a day.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule's name.
    pub rule: String,
    /// The id of the thing, whatever the case; or a file's path, for findings about a file without an id.
    pub subject: String,
    /// Why, in the words of whoever decided.
    pub reason: String,
    /// The role that answers for it.
    pub owner: String,
    /// The last day on which it holds.
    pub until: Date,
    /// Where it is written.
    pub place: Place,
}

/// Findings after the policy: what is left to say, each with its level.
#[derive(Clone, Debug)]
pub struct Judged {
    /// What is listed, by path, place, rule and message, without exact duplicates.
    pub listed: Vec<(Finding, Level)>,
    /// How many findings a waiver took out.
    pub waived: usize,
}

/// Gives each finding its level, drops what is off, takes out what is waived on that day, and reports waivers
/// that have ended (`waiver-expired`) or that match nothing (`waiver-unused`).
pub fn apply(findings: Vec<Finding>, policy: &Policy, as_of: Date) -> Judged {
    let mut levelled: Vec<(Finding, Level)> =
        findings.into_iter().filter_map(|finding| policy.level_of(&finding).map(|level| (finding, level))).collect();
    tidy(&mut levelled);

    let mut used = vec![false; policy.waivers.len()];
    let before = levelled.len();
    levelled.retain(|(finding, _)| {
        let mut kept = true;
        for (waiver, used) in policy.waivers.iter().zip(&mut used) {
            if waiver.until >= as_of && waiver.covers(finding) {
                *used = true;
                kept = false;
            }
        }
        kept
    });
    let waived = before - levelled.len();

    let about_waivers = policy.waivers.iter().zip(used).filter_map(|(waiver, used)| waiver.complaint(used, as_of));
    levelled.extend(about_waivers.filter_map(|finding| policy.level_of(&finding).map(|level| (finding, level))));
    tidy(&mut levelled);
    Judged { listed: levelled, waived }
}

impl Policy {
    /// The level of a finding: the configuration's for its rule, else the finding's own, else the rule's;
    /// `None` when the rule is off.
    pub fn level_of(&self, finding: &Finding) -> Option<Level> {
        match self.levels.get(finding.rule.name) {
            Some(configured) => *configured,
            None => Some(finding.level.unwrap_or(finding.rule.level)),
        }
    }
}

impl Waiver {
    fn covers(&self, finding: &Finding) -> bool {
        self.rule == finding.rule.name
            && (finding.subject.as_deref().is_some_and(|id| id.to_lowercase() == self.subject.to_lowercase())
                || *finding.place.path == *self.subject)
    }

    /// What there is to say about the waiver itself on that day, if anything.
    fn complaint(&self, used: bool, as_of: Date) -> Option<Finding> {
        let Waiver { rule, subject, owner, until, .. } = self;
        let finding = if *until < as_of {
            Finding::new(
                &WAIVER_EXPIRED,
                self.place.clone(),
                say!(
                    "the waiver of `{rule}` for {subject} ended on {until} and no longer holds",
                    "la dispense de `{rule}` pour {subject} a pris fin le {until} et ne vaut plus"
                ),
            )
            .help(say!(
                "Put the matter right and remove the waiver, or have {owner} decide again and write the new last day in `until`.",
                "Réglez la question et enlevez la dispense, ou faites décider de nouveau {owner} et inscrivez le nouveau dernier jour dans `until`."
            ))
        } else if used || catalogue::find(rule).is_none() {
            // A rule that does not exist is reported where the configuration is read.
            return None;
        } else {
            Finding::new(
                &WAIVER_UNUSED,
                self.place.clone(),
                say!(
                    "the waiver of `{rule}` for {subject} matches no finding",
                    "la dispense de `{rule}` pour {subject} ne correspond à aucun constat"
                ),
            )
            .help(say!(
                "Remove the waiver if the matter is settled; else check the spelling of `rule` and `subject`.",
                "Enlevez la dispense si la question est réglée; sinon, vérifiez l’orthographe de `rule` et de `subject`."
            ))
        };
        Some(finding.about(subject.clone()))
    }
}

/// Sorts by path, place, rule and message, and merges exact duplicates, keeping the graver level.
fn tidy(findings: &mut Vec<(Finding, Level)>) {
    fn key(finding: &Finding) -> (&str, &At, &str, &str, &Option<String>) {
        (&finding.place.path, &finding.place.at, finding.rule.name, &finding.says.en, &finding.subject)
    }
    findings.sort_by(|(a, level_a), (b, level_b)| key(a).cmp(&key(b)).then(level_b.cmp(level_a)));
    findings.dedup_by(|(a, _), (b, _)| key(a) == key(b));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::catalogue::documents::{OWNER_VACANT, REVIEW_OVERDUE};
    use crate::finding::catalogue::links::LINK_BROKEN;
    use crate::lang::Say;
    use std::sync::Arc;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn overdue(subject: &str, path: &str) -> Finding {
        let says = Say { en: format!("{subject} is overdue."), fr: format!("{subject} est en retard.") };
        Finding::new(&REVIEW_OVERDUE, Place::file(&Arc::from(path)), says).about(subject)
    }

    fn waiver(rule: &str, subject: &str, until: &str) -> Waiver {
        Waiver {
            rule: rule.into(),
            subject: subject.into(),
            reason: "New law in June".into(),
            owner: "ciso".into(),
            until: day(until),
            place: Place::value(&Arc::from("site-config.yaml"), "waivers[0]"),
        }
    }

    /// Rules listed and number waived, for one waiver on 2026-06-01 and a finding about POL-1 in content/p.md.
    fn judge(waiver: Waiver) -> (Vec<&'static str>, usize) {
        let policy = Policy { levels: BTreeMap::new(), waivers: vec![waiver] };
        let judged = apply(vec![overdue("POL-1", "content/p.md")], &policy, day("2026-06-01"));
        (judged.listed.iter().map(|(f, _)| f.rule.name).collect(), judged.waived)
    }

    #[test]
    fn a_waiver_holds_through_its_last_day_and_is_a_finding_when_it_does_nothing() {
        let cases: &[(&str, &str, &str, &[&str], usize)] = &[
            ("review-overdue", "POL-1", "2026-07-01", &[], 1),
            ("review-overdue", "pol-1", "2026-06-01", &[], 1),
            ("review-overdue", "content/p.md", "2026-06-01", &[], 1),
            ("review-overdue", "POL-1", "2026-05-31", &["review-overdue", "waiver-expired"], 0),
            ("review-overdue", "POL-2", "2026-07-01", &["review-overdue", "waiver-unused"], 0),
            ("owner-vacant", "POL-1", "2026-07-01", &["review-overdue", "waiver-unused"], 0),
            ("no-such-rule", "POL-1", "2026-07-01", &["review-overdue"], 0),
        ];
        for (rule, subject, until, listed, waived) in cases {
            assert_eq!(judge(waiver(rule, subject, until)), (listed.to_vec(), *waived), "{rule} {subject} {until}");
        }
    }

    #[test]
    fn the_configuration_decides_over_the_finding_and_the_finding_over_the_rule() {
        let own = overdue("POL-1", "p.md").level(Level::Note);
        let cases: &[(Option<Option<Level>>, Option<Level>)] =
            &[(None, Some(Level::Note)), (Some(None), None), (Some(Some(Level::Error)), Some(Level::Error))];
        for (configured, expected) in cases {
            let levels = configured.iter().map(|level| ("review-overdue".to_owned(), *level)).collect();
            let judged = apply(vec![own.clone()], &Policy { levels, waivers: Vec::new() }, day("2026-06-01"));
            assert_eq!(judged.listed.first().map(|(_, level)| *level), *expected);
        }
    }

    #[test]
    fn a_rule_that_is_off_leaves_its_waiver_unused_and_a_waiver_rule_can_be_off_too() {
        let mut policy =
            Policy { levels: BTreeMap::new(), waivers: vec![waiver("review-overdue", "POL-1", "2026-07-01")] };
        policy.levels.insert("review-overdue".into(), None);
        let rules = |policy: &Policy| {
            let judged = apply(vec![overdue("POL-1", "p.md")], policy, day("2026-06-01"));
            assert_eq!(judged.waived, 0);
            judged.listed.iter().map(|(f, _)| f.rule.name).collect::<Vec<_>>()
        };
        assert_eq!(rules(&policy), ["waiver-unused"]);
        policy.levels.insert("waiver-unused".into(), None);
        assert!(rules(&policy).is_empty());
    }

    #[test]
    fn findings_are_sorted_and_exact_duplicates_merged() {
        let at = |rule, path: &str, line, text: &str| {
            Finding::new(rule, Place::line(&Arc::from(path), line), Say { en: text.into(), fr: text.into() })
        };
        let found = vec![
            at(&OWNER_VACANT, "b.md", 1, "x"),
            at(&LINK_BROKEN, "a.md", 10, "x"),
            at(&LINK_BROKEN, "a.md", 9, "y"),
            at(&LINK_BROKEN, "a.md", 9, "x"),
            at(&LINK_BROKEN, "a.md", 9, "x").level(Level::Error),
        ];
        let judged = apply(found, &Policy::default(), day("2026-06-01"));
        let shown: Vec<_> = judged
            .listed
            .iter()
            .map(|(f, level)| format!("{} {:?} {} {}", f.place.path, f.place.at, f.says.en, level.as_str()))
            .collect();
        assert_eq!(
            shown,
            ["a.md Line(9) x error", "a.md Line(9) y warning", "a.md Line(10) x warning", "b.md Line(1) x warning"]
        );
    }
}
