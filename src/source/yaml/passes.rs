//! The two readings of a text: first any values, then the numbers among them as they were written.

use super::{Kind, Node, Scalar};
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// The state of the first reading.
pub(super) struct Pass {
    pub(super) left: usize,
    pub(super) too_deep: bool,
    pub(super) odd_numbers: bool,
}

/// Reads any value; duplicate keys are kept, numbers carry their value written out anew.
pub(super) struct Any<'p> {
    pub(super) pass: &'p mut Pass,
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
pub(super) struct AsWritten<'n> {
    pub(super) node: &'n mut Node,
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
