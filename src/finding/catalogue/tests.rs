//! What must be true of every rule: the promised names and levels, and texts in two well-set languages.

use super::*;
use std::collections::BTreeSet;

/// The rules that handbooks and pipelines depend on, with their default levels.
const PROMISED: &str = "
    not-utf-8 e, front-matter-unclosed e, yaml-invalid e, key-unknown w, key-missing e, value-invalid e,
    key-duplicate e, id-invalid e, id-duplicate e, link-outside-root e, file-unreadable e, over-limit e,
    url-collision e, html-removed w, config-missing n, foreign-metadata n, waiver-unused w, waiver-expired w,
    link-broken w, anchor-broken w, image-missing w, link-to-draft w, link-to-retired w, link-outside n,
    approval-missing e, approver-unknown e, approver-not-holder e, approver-not-entitled e, self-approval e,
    approval-in-future w, approval-incomplete w, approval-unsealed w, altered-since-approval e, version-not-newer e,
    review-overdue w, review-due-soon n, review-never w, placeholder-text w, history-out-of-order w, owner-unknown e,
    owner-vacant w, classification-unknown e, retired-undated w, translation-missing w, translation-behind w,
    translation-unsealed w, replacement-missing n,
    archive-digest e, archive-chain e, archive-sequence e, archive-file-missing e, archive-file-stray e,
    archive-event-invalid e, signature-invalid e, signer-unknown e, signature-unlisted n,
    accountable-missing e, accountable-twice e, responsible-missing w, matrix-role-unknown e, matrix-code-unknown e,
    matrix-unclear w, activity-conflict e, separation-broken e, role-vacant w, holder-unknown e, holder-left w,
    reporting-loop e, role-overloaded w, role-without-duties n, job-description-missing n, designation-missing w,
    reference-unknown e, privacy-officer-missing w, privacy-officer-contact w, template-error e";

/// Every text of every rule with a name for messages, and whether it is French.
fn texts() -> impl Iterator<Item = (String, &'static str, bool)> {
    all().flat_map(|rule| {
        [("what", rule.what), ("why", rule.why), ("fix", rule.fix)].into_iter().flat_map(move |(part, words)| {
            [(words.en, false), (words.fr, true)].map(|(text, french)| {
                (format!("{} {part} {}", rule.name, if french { "fr" } else { "en" }), text, french)
            })
        })
    })
}

/// The text without what stands between backquotes, where the rules of prose do not hold.
fn prose(text: &str) -> String {
    text.split('`').step_by(2).collect::<Vec<_>>().join("x")
}

#[test]
fn the_promised_rules_exist_with_their_levels() {
    for promise in PROMISED.split(',') {
        let (name, level) = promise.trim().split_once(' ').unwrap();
        let rule = find(name).unwrap_or_else(|| panic!("{name} does not exist"));
        assert!(rule.level.as_str().starts_with(level), "{name} is {:?}", rule.level);
    }
}

#[test]
fn names_are_unique_kebab_case_and_found() {
    let mut names = BTreeSet::new();
    for rule in all() {
        let sound = rule
            .name
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()));
        assert!(sound && rule.name.starts_with(|c: char| c.is_ascii_lowercase()), "{}", rule.name);
        assert!(names.insert(rule.name), "{} stands twice", rule.name);
        assert_eq!(find(rule.name), Some(rule));
    }
}

#[test]
fn nothing_that_time_alone_brings_about_is_an_error() {
    let by_time = [
        "review-overdue",
        "review-due-soon",
        "owner-vacant",
        "role-vacant",
        "holder-left",
        "waiver-expired",
        "waiver-unused",
        "approval-in-future",
        "action-lapsed",
        "action-never",
        "action-due-soon",
        "decision-overdue",
        "management-review-overdue",
        "management-review-incomplete",
        "leadership-absent",
        "words-only",
        "clause-uncommitted",
    ];
    for name in by_time {
        assert!(find(name).unwrap().level < Level::Error, "{name}");
    }
}

#[test]
fn every_text_is_one_to_three_whole_sentences() {
    for (name, text, _) in texts() {
        assert!(text.ends_with('.') && !text.ends_with(".."), "{name}: {text}");
        assert!(text.starts_with(|c: char| c.is_uppercase() || c.is_numeric()), "{name}: {text}");
        let sentences = prose(text).matches(". ").count() + 1;
        assert!(sentences <= 3 && text.chars().count() <= 320, "{name} is long: {text}");
        assert!(!text.contains("  ") && text.matches('`').count() % 2 == 0, "{name}: {text}");
    }
}

#[test]
fn apostrophes_quotation_marks_and_spaces_are_well_set() {
    for (name, text, french) in texts() {
        let prose = prose(text);
        assert!(!prose.contains('\'') && !prose.contains('"'), "{name}: {text}");
        if french {
            let before = |mark: char| prose.match_indices(mark).all(|(at, _)| prose[..at].ends_with('\u{a0}'));
            assert!(before(':') && before('»') && before('%'), "{name}: {text}");
            assert!(prose.match_indices('«').all(|(at, _)| prose[at..].starts_with("«\u{a0}")), "{name}: {text}");
            assert!(![" ;", " !", " ?", "\u{a0};"].iter().any(|wrong| prose.contains(wrong)), "{name}: {text}");
        } else {
            assert!(!prose.contains(['«', '»']) && !prose.contains(" :"), "{name}: {text}");
        }
    }
}

#[test]
fn the_two_languages_name_the_same_keys_and_commands() {
    fn code(text: &str) -> BTreeSet<&str> {
        text.split('`').skip(1).step_by(2).collect()
    }
    // The example of a translated file's name is itself translated.
    let free = ["access.fr.md", "acces.fr.md"];
    for rule in all() {
        for words in [rule.what, rule.why, rule.fix] {
            let (en, fr) = (code(words.en), code(words.fr));
            let differ: Vec<_> = en.symmetric_difference(&fr).filter(|name| !free.contains(name)).collect();
            assert!(differ.is_empty(), "{}: {differ:?}", rule.name);
        }
    }
}
