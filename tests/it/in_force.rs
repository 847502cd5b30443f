//! What is in force on a day, and where its review stands: truth tables as data.

use crate::harness::{day, handbook};
use isms_handbook::assess::Standing;

/// The front matter of the document under test; the rest of the handbook is sound.
fn document(front: &str) -> String {
    format!("=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nowner: ciso\nauthors: [bob]\n{front}\n---\n\nText.\n")
}

/// `standing version due review` of the document on a day.
fn state(front: &str, as_of: &str) -> String {
    let reading = handbook(&document(front));
    let (assessment, _) = reading.on(day(as_of));
    let at = reading.handbook.document_at("POL-X").unwrap();
    let state = &assessment.documents[at];
    let standing = match &state.standing {
        Standing::InForce => "in-force".to_string(),
        Standing::NotYet(day) => format!("not-yet({day})"),
        Standing::Unapproved => "unapproved".to_string(),
        Standing::Retired(end) => format!("retired({})", end.date.map(|day| day.to_string()).unwrap_or_default()),
        Standing::Broken => "broken".to_string(),
    };
    let due = state.review.due.map(|due| due.to_string()).unwrap_or("-".to_string());
    format!("{standing} {due} {}", state.review.state.as_str())
}

const APPROVED: &str = "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: ann, date: 2026-01-31}";

#[test]
fn in_force_and_review_states() {
    let with = |extra: &str| format!("{APPROVED}\n{extra}");
    let cases: Vec<(&str, String, &str, &str)> = vec![
        ("the day before its approval", with(""), "2026-01-30", "not-yet(2026-01-31) - none"),
        ("the day of its approval", with(""), "2026-01-31", "in-force 2027-01-31 current"),
        ("an effective date to come", with("effective: 2026-03-01"), "2026-02-28", "not-yet(2026-03-01) - none"),
        ("the effective date", with("effective: 2026-03-01"), "2026-03-01", "in-force 2027-01-31 current"),
        (
            "an effective date before the approval counts from it",
            with("effective: 2025-01-01"),
            "2026-01-30",
            "not-yet(2026-01-31) - none",
        ),
        ("the last day before due soon", with(""), "2026-12-31", "in-force 2027-01-31 current"),
        ("the first day of due soon", with(""), "2027-01-01", "in-force 2027-01-31 due-soon"),
        ("the due day itself", with(""), "2027-01-31", "in-force 2027-01-31 due-soon"),
        ("the day after", with(""), "2027-02-01", "in-force 2027-01-31 overdue"),
        ("months clamp", with("review: 1 month"), "2026-02-28", "in-force 2026-02-28 due-soon"),
        ("months clamp, a day later", with("review: 1 month"), "2026-03-01", "in-force 2026-02-28 overdue"),
        ("weeks", with("review: 6 weeks"), "2026-02-01", "in-force 2026-03-14 current"),
        ("never", with("review: never"), "2030-01-01", "in-force - none"),
        (
            "a review moves the due day",
            with("reviewed: [{date: 2026-09-01, role: ciso, person: bob, outcome: unchanged}]"),
            "2027-02-01",
            "in-force 2027-09-01 current",
        ),
        (
            "a review to come does not",
            with("reviewed: [{date: 2027-09-01, role: ciso}]"),
            "2027-02-01",
            "in-force 2027-01-31 overdue",
        ),
        (
            "the last of several reviews counts",
            with("reviewed: [{date: 2026-09-01}, {date: 2026-05-01}]"),
            "2026-10-01",
            "in-force 2027-09-01 current",
        ),
        ("draft", "version: \"1.0\"\nstatus: draft".into(), "2026-06-01", "unapproved - none"),
        (
            "in review, approved by one",
            "version: \"1.0\"\nstatus: in-review\napproval: {role: ceo, person: ann, date: 2026-01-31}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        ("approved by nobody", "version: \"1.0\"\nstatus: approved".into(), "2026-06-01", "unapproved - none"),
        (
            "approved by somebody unknown",
            "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: zoe, date: 2026-01-31}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "approved by a role that may not",
            "version: \"1.0\"\nstatus: approved\napproval: {role: staff, person: cat, date: 2026-01-31}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "approved by who did not hold the role",
            "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: cat, date: 2026-01-31}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "approved before the role was held",
            "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: ann, date: 2019-12-31}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "approved in a role by somebody who had left",
            "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: eve, date: 2026-01-31}\n---\nText.\n\
             === content/people.yaml\n- {id: ann, name: Ann}\n- {id: bob, name: Bob}\n- {id: cat, name: Cat}\n\
             - {id: eve, name: Eve, until: 2026-01-30}\n=== content/roles/ceo.md\n---\nid: ceo\ntitle: C\nholders: [{person: eve}]"
                .into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "approved without a date",
            "version: \"1.0\"\nstatus: approved\napproval: {role: ceo, person: ann}".into(),
            "2026-06-01",
            "unapproved - none",
        ),
        (
            "retired on a day, the day before",
            with("retired: 2026-05-01").replace("status: approved", "status: retired"),
            "2026-04-30",
            "in-force 2027-01-31 current",
        ),
        (
            "retired on a day",
            with("retired: 2026-05-01").replace("status: approved", "status: retired"),
            "2026-05-01",
            "retired(2026-05-01) - none",
        ),
        (
            "retired without a day",
            APPROVED.replace("status: approved", "status: retired"),
            "2026-02-01",
            "retired() - none",
        ),
    ];
    for (what, front, as_of, expected) in cases {
        assert_eq!(state(&front, as_of), expected, "{what}");
    }
}

#[test]
fn an_author_does_not_approve_their_own_text() {
    let front = |config: &str, authors: &str, person: &str, role: &str| {
        let config = format!(
            "=== site-config.yaml\ntitle: T\napproval: {{policy: {{roles: [ceo, ciso]}}, self_approval: {config}}}\n"
        );
        format!(
            "{config}=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nowner: ciso\n{authors}\nversion: \"1\"\nstatus: approved\napproval: {{role: {role}, person: {person}, date: 2026-01-31}}\n---\n\nText.\n"
        )
    };
    for (config, authors, person, role, expected, in_force) in [
        ("deny", "authors: [bob]", "ann", "ceo", None, true),
        ("deny", "authors: [ann]", "ann", "ceo", Some("error"), false),
        ("deny", "authors: [ceo]", "ann", "ceo", Some("error"), false),
        ("warn", "authors: [ann]", "ann", "ceo", Some("warning"), true),
        ("allow", "authors: [ann]", "ann", "ceo", None, true),
        ("deny", "", "bob", "ciso", Some("error"), false),
        ("deny", "", "ann", "ceo", None, true),
    ] {
        let reading = handbook(&front(config, authors, person, role));
        let (assessment, judged) = reading.on(day("2026-06-01"));
        let found = judged.listed.iter().find(|(finding, _)| finding.rule.name == "self-approval");
        assert_eq!(found.map(|(_, level)| level.as_str()), expected, "{config} {authors} {person}");
        let at = reading.handbook.document_at("POL-X").unwrap();
        assert_eq!(assessment.documents[at].standing == Standing::InForce, in_force, "{config} {authors} {person}");
    }
}

#[test]
fn all_of_several_approvers_must_approve() {
    let text = |approval: &str| {
        format!(
            "=== site-config.yaml\ntitle: T\napproval: {{policy: {{roles: [ceo, ciso], all: true}}}}\n=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nowner: staff\nauthors: [cat]\nversion: \"1\"\nstatus: approved\napproval: {approval}\n---\n\nText.\n"
        )
    };
    let one = "{role: ceo, person: ann, date: 2026-01-31}";
    let both = "[{role: ceo, person: ann, date: 2026-01-31}, {role: ciso, person: bob, date: 2026-02-15}]";
    for (approval, standing, found) in [(one, Standing::Unapproved, true), (both, Standing::InForce, false)] {
        let reading = handbook(&text(approval));
        let (assessment, judged) = reading.on(day("2026-06-01"));
        let at = reading.handbook.document_at("POL-X").unwrap();
        assert_eq!(assessment.documents[at].standing, standing, "{approval}");
        let incomplete = judged.listed.iter().any(|(finding, _)| {
            finding.rule.name == "approval-incomplete" && finding.subject.as_deref() == Some("POL-X")
        });
        assert_eq!(incomplete, found, "{approval}");
    }
    let reading = handbook(&text(both));
    let (early, _) = reading.on(day("2026-02-14"));
    let at = reading.handbook.document_at("POL-X").unwrap();
    assert_eq!(early.documents[at].standing, Standing::NotYet(day("2026-02-15")));
}

#[test]
fn translations_are_measured_against_the_version_in_force() {
    let text = |sibling: &str| {
        format!(
            "=== site-config.yaml\ntitle: T\nlanguages: [en, fr]\n=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nowner: ciso\nauthors: [bob]\nversion: \"2.0\"\nstatus: approved\napproval: {{role: ceo, person: ann, date: 2026-01-31}}\n---\n\nText.\n{sibling}"
        )
    };
    let french =
        |translates: &str| format!("=== content/policies/x.fr.md\n---\ntitle: X\n{translates}\n---\n\nTexte.\n");
    for (sibling, expected) in [
        (String::new(), "missing"),
        (french("translates: \"1.0\""), "behind"),
        (french("translates: 2.0"), "current"),
        (french("summary: Sans version"), "behind"),
    ] {
        let reading = handbook(&text(&sibling));
        let (assessment, _) = reading.on(day("2026-06-01"));
        let at = reading.handbook.document_at("POL-X").unwrap();
        let states: Vec<&str> = assessment.documents[at].translations.values().map(|state| state.as_str()).collect();
        assert_eq!(states, [expected]);
    }
}

#[test]
fn a_text_in_review_waits_for_everyone_who_has_not_approved_that_very_text() {
    let awaited = |approval: &str| {
        let file = format!(
            "=== content/policies/next.md\n---\nid: POL-NEXT\ntitle: Next\nversion: \"2.0\"\nstatus: in-review\nowner: ciso\n\
             {approval}---\n\nNext.\n"
        );
        let reading = handbook(&file);
        let at = reading.handbook.document_at("POL-NEXT").unwrap();
        let working = reading.handbook.documents[at].working.clone().unwrap();
        isms_handbook::assess::approval::awaited(&reading.handbook, &working.meta)
    };
    let left_over = "approval: {role: ceo, person: ann, date: 2026-01-10}\n";
    let other_text = format!("approval: {{role: ceo, person: ann, date: 2026-01-10, text: {}}}\n", "0".repeat(64));
    for approval in ["", left_over, &other_text] {
        assert_eq!(awaited(approval), ["ceo"], "{approval}");
    }
}
