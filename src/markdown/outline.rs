//! What is in a text without showing it: headings, links, tables, raw HTML that is left out, words by section.

use super::build;
use super::gather::Listed;
use super::tree::{Element, Kind, Node, words};
use std::ops::Range;

/// The skeleton of a text. All ranges are bytes of the body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Links and images, in order.
    pub links: Vec<Link>,
    /// Tables written with pipes, in order.
    pub tables: Vec<Table>,
    /// Raw HTML that is left out.
    pub removed: Vec<Removed>,
}

impl Outline {
    /// Whether a heading has this anchor.
    pub fn has_anchor(&self, anchor: &str) -> bool {
        self.headings.iter().any(|heading| heading.anchor == anchor)
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// Its words.
    pub text: String,
    /// Its anchor, as GitHub makes it, unique in the text.
    pub anchor: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// A link or an image.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// What it leads to, as written.
    pub target: String,
    /// Which of the two it is.
    pub kind: LinkKind,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Whether something is led to or shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// A link.
    Link,
    /// An image, which the reader's browser would load.
    Image,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Where it stands.
    pub range: Range<usize>,
    /// The cells of its first line.
    pub header: Vec<Cell>,
    /// The rows below, each as long as the header.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Its words, without marks of emphasis or code.
    pub text: String,
    /// The targets of the links in it.
    pub links: Vec<String>,
    /// Where it stands.
    pub range: Range<usize>,
}

/// Raw HTML that is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Removed {
    /// The tag or attribute.
    pub what: String,
    /// Where it stands.
    pub range: Range<usize>,
}

/// The words below a heading, for search.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The heading's anchor; empty for what stands before the first.
    pub anchor: String,
    /// The heading's words.
    pub heading: String,
    /// The words below it.
    pub text: String,
}

/// The outline of a text without its tables.
pub fn outline(body: &str) -> Outline {
    build::document(body, Listed::Skeleton).outline
}

/// The outline of a text with its tables, cell by cell.
pub fn outline_with_tables(body: &str) -> Outline {
    build::document(body, Listed::Tables).outline
}

/// The words of a text, by section.
pub fn sections(body: &str) -> Vec<Section> {
    build::document(body, Listed::Nothing).sections()
}

impl build::Document {
    /// Its words, by section.
    pub(super) fn sections(&self) -> Vec<Section> {
        let mut sections = vec![Section { anchor: String::new(), heading: String::new(), text: String::new() }];
        walk(&self.nodes, &mut sections);
        for note in &self.footnotes {
            add(&mut sections, &words(&note.children));
        }
        sections.retain(|section| !section.heading.is_empty() || !section.text.trim().is_empty());
        sections
    }
}

fn walk(nodes: &[Node], sections: &mut Vec<Section>) {
    for node in nodes {
        match node {
            Node::Element(Element { kind: Kind::Heading(_, anchor), children, .. }) => {
                let heading = words(children).trim().to_string();
                sections.push(Section { anchor: anchor.clone(), heading, text: String::new() });
            }
            // Headings inside quotes, admonitions and raw blocks begin sections too.
            Node::Element(element) if !element.is_inline() && !element.holds_words() => {
                if let Kind::Alert(_, Some(title), _) = &element.kind {
                    add(sections, title);
                }
                walk(&element.children, sections);
            }
            node => add(sections, &words(std::slice::from_ref(node))),
        }
    }
}

fn add(sections: &mut [Section], text: &str) {
    let Some(section) = sections.last_mut() else { return };
    for word in text.split_ascii_whitespace() {
        if !section.text.is_empty() {
            section.text.push(' ');
        }
        section.text.push_str(word);
    }
}
