//! Typed values out of a mapping that [`super::shape`] has already checked: what is wrong was reported there, and is absent here.

use crate::date::{Date, Interval};
use crate::lang::{Lang, Wording};
use crate::model::Id;
use crate::source::yaml::Node;
use crate::version::Version;

/// A mapping to take values from.
#[derive(Clone, Copy)]
pub struct Fields<'a>(pub &'a Node);

impl<'a> Fields<'a> {
    /// The value under a key, unless it is empty.
    pub fn node(self, name: &str) -> Option<&'a Node> {
        self.0.get(name).filter(|node| !node.is_blank())
    }

    /// Words.
    pub fn text(self, name: &str) -> Option<String> {
        self.node(name)?.as_text().map(str::to_string)
    }

    /// An identifier.
    pub fn id(self, name: &str) -> Option<Id> {
        Id::parse(self.node(name)?.as_text()?)
    }

    /// A version.
    pub fn version(self, name: &str) -> Option<Version> {
        Version::parse(self.node(name)?.as_text()?)
    }

    /// A day.
    pub fn date(self, name: &str) -> Option<Date> {
        Date::parse(self.node(name)?.as_text()?)
    }

    /// A length of time.
    pub fn interval(self, name: &str) -> Option<Interval> {
        Interval::parse(self.node(name)?.as_text()?)
    }

    /// A number.
    pub fn number(self, name: &str) -> Option<f64> {
        self.node(name)?.as_text()?.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Whether the key says `true`.
    pub fn is_true(self, name: &str) -> bool {
        self.node(name).and_then(Node::as_text) == Some("true")
    }

    /// Words, or words by language.
    pub fn wording(self, name: &str) -> Wording {
        self.node(name).map(wording).unwrap_or_default()
    }

    /// A mapping.
    pub fn map(self, name: &str) -> Option<Fields<'a>> {
        self.node(name).filter(|node| matches!(node, Node::Map(_))).map(Fields)
    }

    /// The entries of a list, with their indices; a single entry counts as a list of one.
    pub fn list(self, name: &str) -> Vec<&'a Node> {
        match self.node(name) {
            None => Vec::new(),
            Some(Node::List(items)) => items.iter().collect(),
            Some(single) => vec![single],
        }
    }

    /// The mappings of a list. Entries of another form stand as empty mappings, so that indices stay those of the file.
    pub fn maps(self, name: &str) -> Vec<Fields<'a>> {
        self.list(name).into_iter().map(Fields).collect()
    }

    /// The words of a list; empty entries stay, so that indices stay those of the file.
    pub fn texts(self, name: &str) -> Vec<String> {
        self.list(name).into_iter().map(|node| node.as_text().unwrap_or_default().to_string()).collect()
    }
}

/// Words, or words by language, as an author wrote them.
pub fn wording(node: &Node) -> Wording {
    match node {
        Node::Map(entries) => Wording {
            all: None,
            by: entries
                .iter()
                .filter_map(|(name, value)| Some((Lang::parse(name)?, value.as_text()?.trim().to_string())))
                .collect(),
        },
        _ => node.as_text().map(|text| Wording::plain(text.trim())).unwrap_or_default(),
    }
}
