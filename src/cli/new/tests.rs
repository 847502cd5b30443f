//! New files as the whole program reads them.

use super::*;
use crate::cli::starter;
use crate::finding::Checked;
use crate::lang::Lang;
use crate::pipeline;
use crate::source::yaml::{self, Limits};
use crate::source::{Sources, front};
use std::collections::BTreeMap;

fn day() -> Date {
    Date::parse("2026-03-14").unwrap()
}

fn read(files: &BTreeMap<String, String>) -> Reading {
    let pairs: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    pipeline::understand(Checked::sound(Sources::from_texts(&pairs)))
}

fn base(languages: &[Lang]) -> BTreeMap<String, String> {
    starter::files(languages, day())
}

fn asked(kind: &str, id: &str, title: Option<&str>) -> New {
    New { kind: kind.to_string(), id: id.to_string(), title: title.map(str::to_string) }
}

fn kinds() -> Vec<&'static str> {
    KINDS.iter().filter(|(kind, _, _)| has_keys(*kind)).map(|(_, name, _)| *name).collect()
}

#[test]
fn a_new_file_of_any_kind_has_no_error_and_no_placeholder() {
    for languages in [&[Lang::EN][..], &[Lang::FR], &[Lang::EN, Lang::FR]] {
        for kind in kinds() {
            let mut files = base(languages);
            let draft = plan(&read(&files), &asked(kind, "NEW-1", Some("A: new “thing”")), day(), Tongue::Fr).unwrap();
            assert!(!files.contains_key(&draft.path));
            files.insert(draft.path.clone(), draft.text.clone());
            let reading = read(&files);
            let (_, judged) = reading.on(day());
            let found: Vec<String> = judged
                .listed
                .iter()
                .map(|(finding, level)| format!("{}[{}] {}", level.as_str(), finding.rule.name, finding.says.en))
                .collect();
            // What is new says little yet, and is told what it lacks.
            let lacks: &[&str] = match kind {
                "commitment" => &["words-only", "clause-uncommitted"],
                "objective" => &["objective-unaligned"],
                "indicator" => &["indicator-unaligned"],
                "exception" => &["approval-incomplete", "exception-uncompensated"],
                _ => &[],
            };
            let is_told = |line: &String| lacks.iter().any(|rule| line.starts_with(&format!("warning[{rule}]")));
            let found: Vec<String> = found.into_iter().filter(|line| !is_told(line)).collect();
            // A role that nobody holds yet and no matrix names is the one thing to report.
            let expected: &[&str] = if kind == "role" {
                &[
                    "warning[role-vacant] nobody holds this role on 2026-03-14",
                    "note[role-without-duties] this role has no letter in a matrix in force, no document and no action",
                ]
            } else {
                &[]
            };
            assert_eq!(found, expected, "{kind} in {languages:?}\n{}", draft.text);
            if let Some(document) = reading.handbook.document("new-1") {
                let meta = &document.working.as_ref().unwrap().meta;
                assert_eq!(meta.owner.as_deref(), Some("ciso"), "{kind}");
                assert_eq!(meta.version.as_ref().map(|version| version.as_str()), Some("0.1"), "{kind}");
            }
        }
    }
}

#[test]
fn every_key_is_explained_and_its_example_is_sound() {
    for kind in kinds() {
        let reading = read(&base(&[Lang::EN]));
        let text = plan(&reading, &asked(kind, "NEW-1", None), day(), Tongue::En).unwrap().text;
        let keys = keys::of(Kind::named(kind).unwrap());
        for key in keys {
            let plain = format!("\n{}: ", key.name);
            let commented = format!("\n# {}: ", key.name);
            assert!(text.contains(&plain) != text.contains(&commented), "{kind}: {}", key.name);
            let words: Vec<&str> = key.doc.en.split(' ').take(3).collect();
            assert!(text.contains(&format!("# {}", words.join(" "))), "{kind}: {}", key.name);
            // As somebody would use it: the comment sign goes, the value stays.
            let used = text.replace(&commented, &plain);
            let range = front::split(&used).yaml.unwrap();
            let node = yaml::read(&used[range], &Limits::FRONT_MATTER).unwrap().node;
            let mut found = Vec::new();
            shape::check(&node, keys, &std::sync::Arc::from("x.md"), None, &mut found);
            assert!(found.is_empty(), "{kind}: {}: {found:?}", key.name);
        }
    }
}

#[test]
fn names_of_files() {
    let id = Id::parse("POL-010.b").unwrap();
    let long = "word ".repeat(40);
    for (title, name) in [
        (Some("Remote work & travel"), "remote-work-travel"),
        (Some("Politique d’accès à l’œuvre"), "politique-d-acces-a-l-oeuvre"),
        (Some("???"), "pol-010-b"),
        (Some("../../etc/passwd"), "etc-passwd"),
        (None, "pol-010-b"),
        (Some(long.as_str()), "word-word-word-word-word-word-word-word-word-word-word-word-word-word-word-word"),
    ] {
        assert_eq!(file_name(title, &id), name, "{title:?}");
    }
}

#[test]
fn what_stands_in_the_way_is_said() {
    let mut files = base(&[Lang::EN, Lang::FR]);
    files.insert("content/leadership/resources.md".into(), "---\nid: COM-1\ntitle: Resources\n---\n".into());
    files.insert("content/policies/broken.md".into(), "---\nid: POL-9\ntitle: [\n---\n".into());
    files.insert("content/policies/only-french.fr.md".into(), "---\ntitle: Seul\n---\n".into());
    let reading = read(&files);
    for (kind, id, title, part) in [
        ("polcy", "X-1", None, "Did you mean `policy`?"),
        ("banana", "X-1", None, "policy, procedure"),
        ("policy", "X 1", None, "no identifier"),
        ("policy", "-x", None, "no identifier"),
        ("policy", "pol-001", None, "content/policies/information-security.md"),
        ("procedure", "POL-001", None, "already used"),
        ("role", "CISO", None, "content/roles/ciso.md"),
        ("policy", "Jean-Gagnon", None, "content/people.yaml"),
        ("policy", "com-1", None, "content/leadership/resources.md"),
        ("policy", "POL-9", None, "content/policies/broken.md"),
        ("policy", "X-1", Some("Information Security"), "content/policies/information-security.md is there"),
        ("policy", "X-1", Some("Only French"), "content/policies/only-french.fr.md is there"),
        ("policy", "X-1", Some(&*"x".repeat(300)), "more than 200"),
    ] {
        let error = plan(&reading, &asked(kind, id, title), day(), Tongue::En).unwrap_err().to_string();
        assert!(error.contains(part), "{kind} {id} {title:?}: {error}");
    }
}

#[test]
fn the_file_fits_the_handbook() {
    let plain = BTreeMap::from([("notes.md".to_string(), "# Notes\n".to_string())]);
    for (files, kind, path, part) in [
        (base(&[Lang::FR]), "policy", "content/policies/new-1.md", "\ntitle: Politique NEW-1\n"),
        (base(&[Lang::FR, Lang::EN]), "charter", "content/charters/new-1.md", "new-1.en.md"),
        (base(&[Lang::EN]), "page", "content/new-1.md", "\nid: NEW-1\n"),
        (base(&[Lang::EN]), "matrix", "content/matrices/new-1.md", "| Activity | ciso | ceo |"),
        (plain.clone(), "policy", "policies/new-1.md", "\nowner: ciso\n"),
        (plain, "page", "new-1.md", "## Description"),
    ] {
        let draft = plan(&read(&files), &asked(kind, "NEW-1", None), day(), Tongue::En).unwrap();
        assert_eq!(draft.path, path);
        assert!(draft.text.contains(part), "{kind}: {part}\n{}", draft.text);
    }
}

#[test]
fn a_person_who_never_saw_the_tool_can_read_it() {
    let reading = read(&base(&[Lang::EN]));
    let text = plan(&reading, &asked("policy", "POL-010", Some("Remote work")), day(), Tongue::En).unwrap().text;
    for part in [
        "---\n# These lines say what the file is",
        "# Its title.\ntitle: Remote work\n",
        "# How often it is reviewed.\n# review: 12 months\n",
        "\nstatus: draft\n",
        "\n---\n\n## Purpose\n\n<!-- What this policy protects",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(text.lines().all(|line| !line.starts_with('#') || line.chars().count() <= 132), "{text}");
}
