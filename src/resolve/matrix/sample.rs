//! Handbooks for tests of matrices: the base handbook with files laid over it, parsed and resolved, and places as `path:line:column`.

use crate::finding::examples::{self, ExampleFile};
use crate::finding::{At, Checked, Finding};
use crate::model::Handbook;
use crate::source::Sources;
use crate::source::lines::{column_of, line_of};
use crate::{parse, resolve};
use std::collections::BTreeMap;

/// The files of the base handbook with others laid over them.
pub fn files(over: &[ExampleFile]) -> BTreeMap<String, String> {
    let base = examples::files(include_str!("../../../tests/it/base.txt"));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    for file in base.iter().chain(over) {
        match &file.text {
            Some(text) => files.insert(file.path.clone(), text.clone()),
            None => files.remove(&file.path),
        };
    }
    files
}

/// The base handbook with these files over it (`=== PATH` lines begin each).
pub fn over(text: &str) -> (Sources, Checked<Handbook>) {
    resolved(&files(&examples::files(text)))
}

/// A handbook of these files.
pub fn resolved(files: &BTreeMap<String, String>) -> (Sources, Checked<Handbook>) {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let sources = Sources::from_texts(&files);
    let draft = parse::parse(&sources);
    let mut handbook = resolve::resolve(&sources, draft.value);
    handbook.findings.splice(0..0, draft.findings);
    (sources, handbook)
}

/// `rule path:line:column` of every finding of these rules, sorted.
pub fn places(sources: &Sources, found: &[Finding], rules: &[&str]) -> Vec<String> {
    let found = found.iter().filter(|finding| rules.is_empty() || rules.contains(&finding.rule.name));
    let mut places: Vec<String> = found
        .map(|finding| {
            let path = &finding.place.path;
            let at = match &finding.place.at {
                At::Bytes(range) => {
                    let text = sources.text(path).unwrap();
                    let (number, line) = line_of(text, range.start);
                    format!("{number}:{}", column_of(text, line, range.start))
                }
                At::Value(key) => key.clone(),
                At::Key(key) => format!("{key} (key)"),
                At::File => "file".to_string(),
                At::Line(line) => line.to_string(),
            };
            format!("{} {path}:{at}", finding.rule.name)
        })
        .collect();
    places.sort();
    places
}
