//! A value of YAML as plain data.

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

/// For templates: words, whole numbers and truth values as what they are; everything else as written, so that `2.10` stays
/// `2.10`.
impl serde::Serialize for Node {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Node::Null => serializer.serialize_none(),
            Node::List(items) => serializer.collect_seq(items),
            Node::Map(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
            Node::Scalar(Scalar { text, kind }) => match (kind, text.parse::<i64>()) {
                (Kind::Bool, _) => serializer.serialize_bool(text == "true"),
                (Kind::Integer, Ok(number)) => serializer.serialize_i64(number),
                _ => serializer.serialize_str(text),
            },
        }
    }
}
