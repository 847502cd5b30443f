//! `changes --since`: what a change means, between two commits and between two days.

use crate::harness::Folder;
use std::process::Command;

const HANDBOOK: &str = r#"=== site-config.yaml
title: ISMS handbook
languages: [en, fr]
approval: {policy: {roles: [ceo]}, default: {roles: [ceo, ciso]}}
review: {every: 12 months, due_soon: 30 days}
=== content/policies/doors.md
---
id: POL-DOORS
title: Doors
version: "1.0"
status: in-review
owner: ciso
authors: [bob]
clauses: [A.7.1, A.7.2]
audience: [everyone]
---

Close the doors.
=== content/policies/doors.fr.md
---
title: Portes
translates: "1.0"
---

Fermez les portes.
"#;

fn git(folder: &Folder, arguments: &[&str]) {
    let output = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn run(folder: &Folder, line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    let ran = folder.run(&words);
    assert_eq!(ran.code, 0, "{line}: {}", ran.err);
    ran.out
}

fn edit(folder: &Folder, path: &str, old: &str, new: &str) {
    let text = folder.read(path);
    assert!(text.contains(old), "{path}: {old}");
    folder.write(path, text.replace(old, new));
}

fn committed() -> Folder {
    let folder = Folder::base(HANDBOOK);
    run(&folder, "approve POL-DOORS --as ceo --person ann --date 2026-02-01");
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-q", "-m", "one"]);
    folder
}

fn json(folder: &Folder, since: &str) -> serde_json::Value {
    serde_json::from_str(&run(folder, &format!("--as-of 2026-06-01 changes --since {since} --format json"))).unwrap()
}

#[test]
fn nothing_changed() {
    let folder = committed();
    let text = run(&folder, "--as-of 2026-06-01 changes --since HEAD");
    assert!(text.contains("Nothing that matters for governance changed."), "{text}");
}

#[test]
fn a_draft_says_what_it_will_bring() {
    let folder = committed();
    let approval = "approval: {role: ceo, person: ann, date: 2026-02-01}";
    let text = folder.read("content/policies/doors.md");
    let text: String = text
        .lines()
        .filter(|line| {
            !line.starts_with("approval") && !line.starts_with("effective") && !line.starts_with("  - {role")
        })
        .map(|line| format!("{line}\n"))
        .collect();
    assert!(!text.contains(approval));
    folder.write(
        "content/policies/doors.md",
        text.replace("status: approved", "status: in-review")
            .replace("\"1.0\"", "\"2.0\"")
            .replace("[A.7.1, A.7.2]", "[A.7.1]")
            .replace("Close", "Lock"),
    );
    edit(&folder, "content/matrices/base.md", "| Report incidents | A | R | R |", "| Report incidents | | R | R |");
    let changes = json(&folder, "HEAD");
    assert_eq!(changes["documents"][0]["what"], "draft-changed", "{changes:#}");
    let needed = &changes["approvals_needed"][0];
    assert_eq!((&needed["id"], &needed["version"]), (&"POL-DOORS".into(), &"2.0".into()));
    assert_eq!(needed["roles"][0]["people"][0], "ann");
    assert_eq!(changes["translations_behind"][0]["translates"], "1.0");
    assert_eq!(changes["translations_behind"][0]["once_approved"], true);
    assert_eq!(changes["acknowledgements"][0]["people"], 3);
    assert_eq!(changes["coverage_lost"][0]["clause"], "A.7.2");
    assert_eq!(changes["coverage_lost"][0]["once_approved"], true);
    assert_eq!(changes["matrix_rows"][0]["activity"], "Report incidents");
    assert_eq!(changes["matrix_rows"][0]["lacks"], "accountable");
    assert!(changes["responsibilities"][0]["en"].as_str().unwrap().contains("no longer has A"));
    assert!(changes["findings"]["new"].as_array().unwrap().iter().any(|one| one["rule"] == "accountable-missing"));
    let text = run(&folder, "--as-of 2026-06-01 changes --since HEAD --lang fr");
    assert!(text.contains("## Approbations requises\n\n- POL-DOORS 2.0\u{a0}: ceo (ann)\n"), "{text}");
}

#[test]
fn an_altered_text_is_named() {
    let folder = committed();
    edit(&folder, "content/policies/doors.md", "Close the doors", "Leave the doors open");
    let changes = json(&folder, "main");
    assert_eq!(changes["altered"][0]["id"], "POL-DOORS");
    assert_eq!(changes["altered"][0]["files"][0], "content/policies/doors.md");
    assert_eq!(changes["approvals_needed"].as_array().unwrap().len(), 0, "{changes:#}");
}

#[test]
fn days_are_compared_without_git() {
    let folder = Folder::base(HANDBOOK);
    run(&folder, "approve POL-DOORS --as ceo --person ann --date 2026-02-01");
    let changes: serde_json::Value =
        serde_json::from_str(&run(&folder, "--as-of 2027-03-01 changes --since 2026-01-20 --format json")).unwrap();
    assert_eq!(changes["documents"][0]["id"], "POL-DOORS");
    assert_eq!(changes["documents"][0]["what"], "took-effect");
    let overdue = changes["reviews"].as_array().unwrap();
    assert!(overdue.iter().any(|review| review["id"] == "POL-DOORS" && review["state"] == "overdue"), "{changes:#}");
}

#[test]
fn without_git_or_with_an_unknown_commit_it_says_so() {
    let folder = Folder::base(HANDBOOK);
    for since in ["HEAD", "--output=x"] {
        let ran = folder.run(&["changes", "--since", since]);
        assert_eq!(ran.code, 2, "{since}: {}", ran.err);
        assert!(!ran.err.contains("panicked"));
    }
    let folder = committed();
    let ran = folder.run(&["changes", "--since", "no-such-branch"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("no-such-branch") && ran.err.contains("2026-01-31"), "{}", ran.err);
    let bare = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["changes", "--since", "HEAD"])
        .current_dir(folder.path())
        .env("PATH", "/nonexistent")
        .output()
        .unwrap();
    assert_eq!(bare.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&bare.stderr).contains("Install git"));
}
