//! A small wrong and a small right handbook for a rule, written as one text: shown by `explain` and the docs, run by the tests.
//!
//! `examples/RULE-NAME.md` has two sections, begun by the lines `--- bad` and `--- good`. In each, a line
//! `=== content/policies/p.md` begins a file of that path, which runs to the next such line; `=== PATH (removed)` says
//! that the base handbook's file of that path is not there. The files lie over the base handbook (`tests/it/base.txt`,
//! a text of the same form without sections), judged as of 2026-06-01: the bad one must yield the rule, the good one not.

use super::Rule;
use include_dir::{Dir, include_dir};

static TEXTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/finding/examples");

/// A rule's two small handbooks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// Yields the rule.
    pub bad: Vec<ExampleFile>,
    /// Does not yield it.
    pub good: Vec<ExampleFile>,
}

/// One file laid over the base handbook.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExampleFile {
    /// Its path from the root, with `/`.
    pub path: String,
    /// Its text with a final newline; `None` when the base handbook's file is not there.
    pub text: Option<String>,
}

/// The example of a rule, where there is one.
pub fn of(rule: &Rule) -> Option<Example> {
    let text = TEXTS.get_file(format!("{}.md", rule.name))?.contents_utf8()?;
    let (bad, good) = text.strip_prefix("--- bad\n")?.split_once("--- good\n")?;
    Some(Example { bad: files(bad), good: files(good) })
}

/// The files of a text in which `=== PATH` lines begin each; what stands before the first is no file.
pub fn files(text: &str) -> Vec<ExampleFile> {
    let mut files: Vec<ExampleFile> = Vec::new();
    for line in text.lines() {
        if let Some(path) = line.strip_prefix("=== ") {
            let (path, text) = match path.strip_suffix(" (removed)") {
                Some(path) => (path, None),
                None => (path, Some(String::new())),
            };
            files.push(ExampleFile { path: path.to_owned(), text });
        } else if let Some(text) = files.last_mut().and_then(|file| file.text.as_mut()) {
            text.push_str(line);
            text.push('\n');
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::catalogue;

    #[test]
    fn a_text_is_split_into_files() {
        let text = "note\n=== a.md\n---\nid: A\n---\n\nText\n=== b.yaml (removed)\n=== c.md\n";
        let file = |path: &str, text: Option<&str>| ExampleFile { path: path.into(), text: text.map(str::to_owned) };
        assert_eq!(
            files(text),
            [file("a.md", Some("---\nid: A\n---\n\nText\n")), file("b.yaml", None), file("c.md", Some(""))]
        );
    }

    #[test]
    fn every_example_belongs_to_a_rule_and_has_two_different_sides() {
        let mut count = 0;
        for file in TEXTS.files() {
            let name = file.path().file_stem().unwrap().to_str().unwrap();
            let rule = catalogue::find(name).unwrap_or_else(|| panic!("{name} is no rule"));
            let example = of(rule).unwrap_or_else(|| panic!("{name} has no bad and good section"));
            assert!(!example.bad.is_empty() && !example.good.is_empty(), "{name} lacks files");
            assert_ne!(example.bad, example.good, "{name}");
            let text = file.contents_utf8().unwrap();
            assert!(text.lines().all(|line| line.chars().count() <= 100), "{name} has a long line");
            count += 1;
        }
        assert!(count > 30, "only {count} examples");
    }

    #[test]
    fn the_base_handbook_has_the_same_form() {
        let base = files(include_str!("../../tests/it/base.txt"));
        let paths: Vec<&str> = base.iter().map(|file| file.path.as_str()).collect();
        assert!(paths.contains(&"site-config.yaml") && paths.contains(&"content/policies/base.md"), "{paths:?}");
        for rule in catalogue::all() {
            let Some(example) = of(rule) else { continue };
            for file in example.bad.iter().chain(&example.good) {
                let home = file.path == "site-config.yaml" || file.path.starts_with("content/");
                let removed = file.text.is_none() && paths.contains(&file.path.as_str());
                assert!(home && (file.text.is_some() || removed), "{}: {}", rule.name, file.path);
            }
        }
    }
}
