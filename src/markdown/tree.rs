//! A text as a tree of the few elements that a page may show.

use std::ops::Range;

/// A piece of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// Words, to be escaped when written.
    Text(String),
    /// An element.
    Element(Element),
}

/// An element with what is in it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    pub(super) kind: Kind,
    pub(super) children: Vec<Node>,
    /// Attributes of raw HTML that were kept, by name.
    pub(super) attributes: Vec<(&'static str, String)>,
    /// Bytes of the body.
    pub(super) range: Range<usize>,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// A tag without anything special about it.
    Tag(&'static str),
    /// A heading: level as written, and its anchor (until it is made: the id that the author chose).
    Heading(u8, String),
    /// A link: target as written, title.
    Link(String, String),
    /// An image: target as written, title; its children are its alternative text.
    Image(String, String),
    /// A code block and its language.
    Code(String),
    /// `> [!NOTE]`, `!!! note "Title"`: the kind, a title of the author's, and for a disclosure whether it is open.
    Alert(String, Option<String>, Option<bool>),
    /// A table, which gets a frame to scroll in.
    Table,
    /// A cell of a table written with pipes: whether of the head, and its alignment class.
    Cell(bool, &'static str),
    /// A task's box: done or not.
    Task(bool),
    /// A reference to a footnote: its number (until it is known: its place among the labels), and which reference to it this is.
    FootnoteReference(usize, usize),
    /// A footnote's text with its number (until it is known: its place among the labels) and how often it is referred to.
    Footnote(usize, usize),
    /// A line break.
    Break,
    /// A thematic break.
    Rule,
}

impl Element {
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Element {
        Element { kind, children: Vec::new(), attributes: Vec::new(), range }
    }

    /// The tag, when it is a plain one.
    pub(super) fn tag(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Tag(tag) => Some(tag),
            _ => None,
        }
    }

    /// Whether it stands among words.
    pub(super) fn is_inline(&self) -> bool {
        match &self.kind {
            Kind::Tag(name) => is_inline(name),
            Kind::Link(..) | Kind::Image(..) | Kind::Task(_) | Kind::FootnoteReference(..) | Kind::Break => true,
            _ => false,
        }
    }

    /// Whether only words may stand in it.
    pub(super) fn holds_words(&self) -> bool {
        match &self.kind {
            Kind::Tag(name) => is_inline(name) || matches!(*name, "p" | "pre" | "summary"),
            Kind::Heading(..) | Kind::Link(..) | Kind::Image(..) | Kind::Code(_) => true,
            _ => false,
        }
    }
}

impl Node {
    /// Whether it stands among words.
    pub(super) fn is_inline(&self) -> bool {
        match self {
            Node::Text(_) => true,
            Node::Element(element) => element.is_inline(),
        }
    }

    /// The element, when it is one.
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }

    /// The element, when it is one.
    pub(super) fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        }
    }
}

/// Whether a tag stands among words (HTML's phrasing content).
pub(super) fn is_inline(tag: &str) -> bool {
    matches!(
        tag,
        "a" | "abbr"
            | "b"
            | "strong"
            | "i"
            | "em"
            | "u"
            | "s"
            | "del"
            | "ins"
            | "sub"
            | "sup"
            | "small"
            | "mark"
            | "kbd"
            | "code"
            | "samp"
            | "var"
            | "q"
            | "cite"
            | "dfn"
            | "time"
            | "span"
    )
}

/// Whether there is anything to see in some nodes: words, an image, a mark.
pub(super) fn is_shown(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => {
            matches!(element.kind, Kind::Image(..) | Kind::Task(_) | Kind::FootnoteReference(..))
                || is_shown(&element.children)
        }
    })
}

/// Whether some nodes have words, as [`words`] gives them.
pub(super) fn has_words(nodes: &[Node]) -> bool {
    nodes.iter().any(|node| match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => has_words(&element.children),
    })
}

/// The words of some nodes, as people read them.
pub(super) fn words(nodes: &[Node]) -> String {
    let mut out = String::new();
    collect(nodes, &mut out);
    out
}

fn collect(nodes: &[Node], out: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => out.push_str(text),
            Node::Element(element) => match element.kind {
                Kind::Break | Kind::Rule => out.push(' '),
                Kind::Task(_) | Kind::FootnoteReference(..) => {}
                _ => {
                    let block = !element.is_inline();
                    if block && !out.is_empty() && !out.ends_with(char::is_whitespace) {
                        out.push(' ');
                    }
                    collect(&element.children, out);
                    if block {
                        out.push(' ');
                    }
                }
            },
        }
    }
}
