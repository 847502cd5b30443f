//! YAML to plain data: the one module that calls the YAML library.
//!
//! Keeps what handbooks need and libraries throw away: numbers as they were written (`2.10` is a version, not a number),
//! the order of keys, and keys written twice. Refuses what no handbook needs: aliases, tags, several documents.
//! Knows no keys and no kinds; where things stand in a file is for `locate`.

mod node;
mod passes;

pub use node::{Kind, Node, Scalar};

use super::explain::explain;
use super::{faults, scan};
use crate::finding::{Finding, Place, Rule, catalogue};
use crate::lang::Say;
use passes::{Any, AsWritten, Pass};
use serde::de::DeserializeSeed;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// How much is read at all.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of YAML.
    pub bytes: usize,
    /// Lists and mappings within one another.
    pub depth: usize,
}

impl Limits {
    /// Front matter: 64 KiB, 64 levels.
    pub const FRONT_MATTER: Limits = Limits { bytes: 64 << 10, depth: 64 };
    /// A file of data, such as `people.yaml`, a framework or the configuration: 1 MiB, 64 levels.
    pub const DATA: Limits = Limits { bytes: 1 << 20, depth: 64 };
}

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// The value.
    pub node: Node,
    /// Key paths (`approval[0].role`) of keys written more than once, each named once, in the order of the text.
    pub duplicates: Vec<String>,
}

/// Why YAML could not be read.
#[derive(Clone, PartialEq, Debug)]
pub struct YamlFault {
    /// Where, in bytes of the YAML.
    pub at: Range<usize>,
    /// What kind of fault.
    pub kind: FaultKind,
    /// What is wrong.
    pub says: Say,
    /// The next step.
    pub help: Option<Say>,
}

/// Kinds of faults.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// More bytes than the limit.
    TooLarge,
    /// More levels than the limit.
    TooDeep,
    /// `&name`, `*name` or `<<`.
    Alias,
    /// `!tag`.
    Tag,
    /// `%YAML` and the like.
    Directive,
    /// A second document.
    ManyDocuments,
    /// Anything else that is not YAML.
    Syntax,
}

impl YamlFault {
    /// The finding for the file at `path` in which the YAML begins at byte `base`.
    pub fn finding(&self, path: &Arc<str>, base: usize) -> Finding {
        let rule: &'static Rule = match self.kind {
            FaultKind::TooLarge | FaultKind::TooDeep => &catalogue::source::OVER_LIMIT,
            _ => &catalogue::source::YAML_INVALID,
        };
        let place = Place::bytes(path, self.at.start + base..self.at.end + base);
        let finding = Finding::new(rule, place, self.says.clone());
        match &self.help {
            Some(help) => finding.help(help.clone()),
            None => finding,
        }
    }
}

/// Reads YAML. An empty text, or one of comments only, is [`Node::Null`]; that the top is a mapping is the caller's to ask.
/// The text must be without its byte-order mark, as front matter always is.
pub fn read(yaml: &str, limits: &Limits) -> Result<Read, YamlFault> {
    if yaml.len() > limits.bytes {
        return Err(faults::too_large(yaml, limits));
    }
    scan::refuse(yaml, limits)?;
    let mut pass = Pass { left: limits.depth, too_deep: false, odd_numbers: false };
    let read = Any { pass: &mut pass }.deserialize(serde_yaml::Deserializer::from_str(yaml));
    let mut node = match read {
        Ok(node) => node,
        Err(error) if pass.too_deep => return Err(faults::too_deep(yaml, &position(&error), limits)),
        Err(error) => return Err(explain(yaml, &error.to_string(), &position(&error))),
    };
    if pass.odd_numbers {
        let again = AsWritten { node: &mut node }.deserialize(serde_yaml::Deserializer::from_str(yaml));
        if let Err(error) = again {
            return Err(explain(yaml, &error.to_string(), &position(&error)));
        }
    }
    let mut duplicates = Vec::new();
    keep_first(&mut node, &mut String::new(), &mut duplicates);
    Ok(Read { node, duplicates })
}

/// Line and column as the library counts them, both from 1, in characters; none for what concerns the whole text.
fn position(error: &serde_yaml::Error) -> Option<(usize, usize)> {
    error.location().map(|at| (at.line(), at.column()))
}

/// Drops all but the first of equal keys and names the path of each that was doubled.
fn keep_first(node: &mut Node, path: &mut String, duplicates: &mut Vec<String>) {
    let length = path.len();
    match node {
        Node::List(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                path.push_str(&format!("[{index}]"));
                keep_first(item, path, duplicates);
                path.truncate(length);
            }
        }
        Node::Map(entries) => {
            let mut seen = BTreeSet::new();
            let mut named = BTreeSet::new();
            entries.retain(|(key, _)| {
                let first = seen.insert(key.clone());
                if !first && named.insert(key.clone()) {
                    duplicates.push(join(path, key));
                }
                first
            });
            for (key, value) in entries {
                *path = join(path, key);
                keep_first(value, path, duplicates);
                path.truncate(length);
            }
        }
        Node::Null | Node::Scalar(_) => {}
    }
}

/// The key path of a key within the thing at `path`, such as `approval[0]` and `role`: `approval[0].role`.
pub fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests;
