//! YAML to plain data: the one module that calls the YAML library.
//!
//! Keeps what handbooks need and libraries throw away: numbers as they were written (`2.10` is a version, not a number),
//! the order of keys, and keys written twice. Refuses what no handbook needs: aliases, tags, several documents.
//! Knows no keys and no kinds; where things stand in a file is for `locate`.

use super::explain::explain;
use super::{faults, scan};
use crate::finding::{Finding, Place, Rule, catalogue};
use crate::lang::Say;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// A value as its author wrote it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A text, number or truth value.
    Scalar(Scalar),
    /// A list.
    List(Vec<Node>),
    /// A mapping, in the author's order; of a key written twice the first.
    Map(Vec<(String, Node)>),
}

/// A single value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scalar {
    /// The text exactly as written (`2.10`, `007`, `0x1F`), without quotes and with escapes resolved.
    pub text: String,
    /// What YAML takes it for.
    pub kind: Kind,
}

/// What YAML takes a single value for; a quoted value is always text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Words; also dates, `yes`, `no`, `007` and `1.2.3`.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction or an exponent.
    Float,
    /// `true` or `false`.
    Bool,
}

impl Node {
    /// A text.
    pub fn text(text: impl Into<String>) -> Node {
        Node::Scalar(Scalar { text: text.into(), kind: Kind::Text })
    }

    /// The value of a key, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.iter().find(|(own, _)| own == key).map(|(_, node)| node)
    }

    /// The text of a single value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Node::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The items of a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match self {
            Node::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entries of a mapping.
    pub fn as_map(&self) -> Option<&[(String, Node)]> {
        match self {
            Node::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether nothing was given: null, or a text of blanks only. An empty value is a missing one.
    pub fn is_blank(&self) -> bool {
        match self {
            Node::Null => true,
            Node::Scalar(scalar) => scalar.text.trim().is_empty(),
            _ => false,
        }
    }
}

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

/// The state of the first reading.
struct Pass {
    left: usize,
    too_deep: bool,
    odd_numbers: bool,
}

/// Reads any value; duplicate keys are kept, numbers carry their value written out anew.
struct Any<'p> {
    pass: &'p mut Pass,
}

impl Any<'_> {
    fn number(self, text: String, kind: Kind) -> Node {
        self.pass.odd_numbers = true;
        Node::Scalar(Scalar { text, kind })
    }

    fn deeper<E: serde::de::Error>(&mut self) -> Result<(), E> {
        match self.pass.left.checked_sub(1) {
            Some(left) => self.pass.left = left,
            None => {
                self.pass.too_deep = true;
                return Err(E::custom("too deep"));
            }
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Any<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Any<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::text(text))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Bool))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Integer))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Integer))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Integer))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(self.number(value.to_string(), Kind::Float))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Node, A::Error> {
        self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(Any { pass: self.pass })? {
            items.push(item);
        }
        self.pass.left += 1;
        Ok(Node::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Node, A::Error> {
        self.deeper()?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Written)? {
            entries.push((key, map.next_value_seed(Any { pass: self.pass })?));
        }
        self.pass.left += 1;
        Ok(Node::Map(entries))
    }
}

/// Reads a single value as the text it was written as.
struct Written;

impl<'de> DeserializeSeed<'de> for Written {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Written {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

/// Reads the same text a second time, guided by the shape that the first reading found, and puts the written text
/// of each number in its place. The library gives it only to who asks for a text, and asking for a text fails on lists.
struct AsWritten<'n> {
    node: &'n mut Node,
}

impl<'de> DeserializeSeed<'de> for AsWritten<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.node {
            Node::Scalar(Scalar { kind: Kind::Text, .. }) | Node::Null => {
                serde::Deserialize::deserialize(deserializer).map(|IgnoredAny| ())
            }
            Node::Scalar(scalar) => {
                scalar.text = Written.deserialize(deserializer)?;
                Ok(())
            }
            Node::List(_) => deserializer.deserialize_seq(self),
            Node::Map(_) => deserializer.deserialize_map(self),
        }
    }
}

impl<'de> Visitor<'de> for AsWritten<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the same as before")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let Node::List(items) = self.node {
            for node in items {
                list.next_element_seed(AsWritten { node })?;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if let Node::Map(entries) = self.node {
            for (_, node) in entries {
                map.next_key::<IgnoredAny>()?;
                map.next_value_seed(AsWritten { node })?;
            }
        }
        Ok(())
    }
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
#[path = "yaml_tests.rs"]
mod tests;
