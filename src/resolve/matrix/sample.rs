//! Handbooks for tests of matrices: the base handbook with files laid over it, parsed and resolved, and places as `path:line:column`.

use crate::finding::examples::{self, ExampleFile};
use crate::finding::{At, Checked, Finding};
use crate::model::{Handbook, Text, Texts};
use crate::source::Sources;
use crate::source::lines::{column_of, line_of};
use crate::{markdown, parse, resolve};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

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
    let mut draft = parse::parse(&sources);
    draft.value.documents.iter_mut().for_each(|revision| outlined(&mut revision.texts));
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

/// Reads tables and headings of plain pipe tables, as tests write them.
fn outlined(texts: &mut Texts) {
    for text in texts.values_mut() {
        let mut outline = (*text.outline).clone();
        if outline.tables.is_empty() {
            (outline.headings, outline.tables) = outline_of(text);
            text.outline = Arc::new(outline);
        }
    }
}

fn outline_of(text: &Text) -> (Vec<markdown::Heading>, Vec<markdown::Table>) {
    let body = text.body();
    let (mut headings, mut tables): (Vec<markdown::Heading>, Vec<markdown::Table>) = (Vec::new(), Vec::new());
    let mut open = false;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if !line.starts_with('|') {
            open = false;
            let level = line.bytes().take_while(|b| *b == b'#').count();
            if level > 0 {
                let words = line[level..].trim().to_string();
                let anchor = crate::fold::slug(&words, 80);
                headings.push(markdown::Heading { level: level as u8, text: words, anchor, range });
            }
        } else if line.contains("---") {
        } else if open {
            let table = tables.last_mut().unwrap();
            table.range.end = range.end;
            table.rows.push(cells(body, range));
        } else {
            open = true;
            tables.push(markdown::Table { range: range.clone(), header: cells(body, range), rows: Vec::new() });
        }
    }
    (headings, tables)
}

fn cells(body: &str, line: Range<usize>) -> Vec<markdown::Cell> {
    let inner = line.start + 1..line.end - 1;
    let mut at = inner.start;
    body[inner]
        .split('|')
        .map(|raw| {
            let start = at + raw.len() - raw.trim_start().len();
            at += raw.len() + 1;
            let raw = raw.trim();
            let range = start.min(at - 1)..start.min(at - 1) + raw.len();
            match raw.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("](")) {
                Some((text, target)) => {
                    markdown::Cell { text: text.to_string(), links: vec![target.to_string()], range }
                }
                None => markdown::Cell { text: raw.to_string(), links: Vec::new(), range },
            }
        })
        .collect()
}
