//! The house's own rules: rooms know only what stands before them, files stay readable, one module calls each library.

use crate::harness::project;
use std::collections::BTreeMap;
use std::path::Path;

/// The rooms in their order: a room imports only from those before it in the list, and from itself.
const LAYERS: &[&[&str]] = &[
    &["date", "lang", "version", "fold"],
    &["error", "finding", "markdown"],
    &["source"],
    &["report", "archive"],
    &["model"],
    &["parse"],
    &["resolve"],
    &["assess"],
    &["redact", "compare"],
    &["pipeline", "act", "view"],
    &["site"],
    &["publish", "pack"],
    &["serve"],
    &["cli"],
];

fn files() -> BTreeMap<String, String> {
    let src = project().join("src");
    let entries = walkdir::WalkDir::new(&src).into_iter().filter_map(Result::ok);
    entries
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&src).unwrap().to_string_lossy().into_owned();
            (path, std::fs::read_to_string(entry.path()).unwrap())
        })
        .collect()
}

fn room(path: &str) -> String {
    let first = path.split('/').next().unwrap();
    first.trim_end_matches(".rs").to_string()
}

fn rank(room: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&room))
}

/// The parts of `{a::{b, c}, d}` between its own commas.
fn top_level(list: &str) -> Vec<String> {
    let (mut parts, mut depth) = (vec![String::new()], 0);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => parts.push(String::new()),
            _ => {}
        }
        if depth == 0 {
            break;
        }
        let own = depth == 1 && matches!(c, '{' | ',');
        if let Some(last) = parts.last_mut().filter(|_| !own) {
            last.push(c);
        }
    }
    parts
}

#[test]
fn rooms_know_only_what_stands_before_them() {
    let mut wrong = Vec::new();
    for (path, text) in files() {
        let own = room(&path);
        let Some(rank_own) = rank(&own) else { continue };
        let code = text.split("#[cfg(test)]").next().unwrap();
        if path.contains("/tests") {
            continue;
        }
        for used in code.split("crate::").skip(1) {
            let first = |part: &str| -> String {
                part.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
            };
            let names: Vec<String> = if used.starts_with('{') {
                top_level(used).iter().map(|part| first(part)).collect()
            } else {
                vec![first(used)]
            };
            for name in names {
                // What a model names as its parts (a trail, an outline, a node) comes from the rooms that make them.
                if name != own && rank(&name).is_some_and(|other| other > rank_own) {
                    wrong.push(format!("{path} imports {name}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_readable() {
    for (path, text) in files() {
        let lines = text.lines().count();
        assert!(lines <= 550, "{path} has {lines} lines");
        assert!(
            text.starts_with("//!") || path.contains("/tests") || path.ends_with("tests.rs"),
            "{path} does not say what it is for"
        );
    }
}

#[test]
fn one_place_for_each_edge() {
    for (path, text) in files() {
        let code = text.split("#[cfg(test)]").next().unwrap();
        let test = path.contains("/tests") || path.ends_with("tests.rs");
        if !test && path != "source/yaml.rs" && !path.starts_with("source/") {
            assert!(!code.contains("serde_yaml::"), "{path} calls serde_yaml");
        }
        assert!(path == "main.rs" || !code.contains("Timestamp::now"), "{path} reads the clock");
        assert!(!code.contains("todo!(") && !code.contains("unimplemented!("), "{path}");
    }
}

#[test]
fn every_dependency_has_its_reason() {
    let manifest = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    for line in dependencies.lines().filter(|line| line.contains(" = ")) {
        assert!(line.contains(" # "), "{line}");
    }
}
