//! What an approver approved, as one digest: the body and every key that approving itself does not write.
//!
//! Stands as `text:` in an approval while others are awaited, so that an approval never carries over to another text.
//!
//! The digest is the SHA-256 of these bytes (UTF-8), in this order:
//! 1. the line `isms-handbook/text/1`;
//! 2. one line of JSON: the front matter without `approval`, `status`, `effective` and without empty values; keys sorted
//!    by their bytes at every level, no blanks between tokens, every single value as a string exactly as written without
//!    its quotes (`2.10` and `"2.10"` are the same), null within lists and mappings as `null`;
//! 3. for each data file that belongs to the text (a matrix's `source`): its SHA-256 in hexadecimal, two spaces, its
//!    name, a newline;
//! 4. the body, its line ends as LF.
//!
//! So comments, the order of keys, quotes and line endings can change without touching an approval; words cannot.

use super::matrix;
use crate::archive::Digest;
use crate::lang::Lang;
use crate::model::Revision;
use crate::source::yaml::{self, Limits, Node};
use crate::source::{Sources, front};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The first line of what is hashed.
pub const FORMAT: &str = "isms-handbook/text/1";

/// The keys that `approve` writes.
pub const OWN_KEYS: [&str; 3] = ["approval", "status", "effective"];

/// The digest of a working file's text with its data files (name and bytes); none when the front matter cannot be read.
pub fn text_digest(source: &str, data: &[(String, Vec<u8>)]) -> Option<Digest> {
    let front = front::split(source);
    let node = match front.yaml {
        Some(range) => yaml::read(source.get(range)?, &Limits::FRONT_MATTER).ok()?.node,
        None => Node::Null,
    };
    let kept: BTreeMap<&str, Canon> = node
        .as_map()
        .unwrap_or_default()
        .iter()
        .filter(|(key, value)| !OWN_KEYS.contains(&key.as_str()) && !value.is_blank())
        .map(|(key, value)| (key.as_str(), canon(value)))
        .collect();
    let mut text = format!("{FORMAT}\n{}\n", serde_json::to_string(&kept).ok()?);
    for (name, bytes) in data {
        text.push_str(&format!("{}  {name}\n", Digest::of(bytes)));
    }
    text.push_str(&source.get(front.body)?.replace("\r\n", "\n").replace('\r', "\n"));
    Some(Digest::of(text.as_bytes()))
}

/// Marks the approvals of a working revision that name another text than the one it now holds.
pub fn mark_outdated(sources: &Sources, revision: &mut Arc<Revision>, languages: &[Lang]) {
    if revision.meta.approval.iter().all(|entry| entry.text.is_none()) {
        return;
    }
    let data = data(sources, revision, languages);
    let own = sources.text(&revision.path).and_then(|source| text_digest(source, &data)).map(|own| own.to_string());
    for entry in &mut Arc::make_mut(revision).meta.approval {
        entry.outdated = entry.text.as_ref().is_some_and(|text| own.as_ref() != Some(text));
    }
}

/// A matrix may keep its table in files beside it: they are part of what is approved. Their names and bytes.
pub fn data(sources: &Sources, revision: &Revision, languages: &[Lang]) -> Vec<(String, Vec<u8>)> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned();
    let files = matrix::files(sources, revision, languages);
    files.iter().filter_map(|path| Some((name(path), sources.text(path)?.as_bytes().to_vec()))).collect()
}

/// A value in its canonical form.
#[derive(Serialize)]
#[serde(untagged)]
enum Canon<'n> {
    Null,
    Text(&'n str),
    List(Vec<Canon<'n>>),
    Map(BTreeMap<&'n str, Canon<'n>>),
}

fn canon(node: &Node) -> Canon<'_> {
    match node {
        Node::Null => Canon::Null,
        Node::Scalar(scalar) => Canon::Text(&scalar.text),
        Node::List(items) => Canon::List(items.iter().map(canon).collect()),
        Node::Map(entries) => Canon::Map(entries.iter().map(|(key, value)| (key.as_str(), canon(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\nid: POL-1\nversion: 2.10\nclauses: [5.1, A.5.1]\nextra: {b: 1, a: ~}\n---\nBody\n";

    fn digest(text: &str) -> Digest {
        text_digest(text, &[]).unwrap()
    }

    #[test]
    fn the_form_is_the_documented_one() {
        let bytes = "isms-handbook/text/1\n\
            {\"clauses\":[\"5.1\",\"A.5.1\"],\"extra\":{\"a\":null,\"b\":\"1\"},\"id\":\"POL-1\",\"version\":\"2.10\"}\nBody\n";
        assert_eq!(digest(TEXT), Digest::of(bytes.as_bytes()));
        let csv = text_digest(TEXT, &[("r.csv".to_owned(), b"x".to_vec())]).unwrap();
        let with = bytes.replace("\nBody", &format!("\n{}  r.csv\nBody", Digest::of(b"x")));
        assert_eq!(csv, Digest::of(with.as_bytes()));
    }

    #[test]
    fn form_does_not_count_and_words_do() {
        let same = [
            TEXT.replace("2.10", "\"2.10\"  # why"),
            TEXT.replace('\n', "\r\n"),
            TEXT.replace("id: POL-1\nversion: 2.10\n", "version: 2.10\nsummary:\nid: 'POL-1'\n"),
            TEXT.replace("id:", "status: approved\neffective: 2026-01-01\napproval: [{role: a}]\nid:"),
            TEXT.replace("[5.1, A.5.1]", "\n  - 5.1\n  - A.5.1"),
        ];
        for text in same {
            assert_eq!(digest(&text), digest(TEXT), "{text}");
        }
        let other = [
            TEXT.replace("2.10", "2.1"),
            TEXT.replace("Body", "body"),
            TEXT.replace("Body\n", "Body\n\n"),
            TEXT.replace("A.5.1", "A.5.2"),
            TEXT.replace("[5.1, A.5.1]", "[A.5.1, 5.1]"),
            TEXT.replace("id:", "owner: ciso\nid:"),
            TEXT.replace("b: 1", "c: 1"),
        ];
        for text in other {
            assert_ne!(digest(&text), digest(TEXT), "{text}");
        }
        assert!(text_digest("---\nid: [\n---\n", &[]).is_none());
    }
}
