//! A text as redlines compare it: read once, for every redline that it is in.

use super::block::Block;
use super::units::{Unit, blocks, units};
use crate::markdown::build;
use crate::markdown::gather::Listed;
use crate::markdown::render::level;
use crate::markdown::tree::{Element, Kind, Node, words};

/// Headings down to this level begin a section.
const SECTION: u8 = 2;

/// A text read for comparison.
#[derive(Debug)]
pub struct Comparable {
    pub(super) nodes: Vec<Node>,
    /// What the alignment knows of its blocks.
    pub(super) blocks: Vec<Block>,
    /// For each block whether it heads a section.
    pub(super) heads: Vec<bool>,
    /// For each block the place of its section's heading among `titles`.
    sections: Vec<usize>,
    /// The headings of sections; before the first, an empty one.
    titles: Vec<String>,
    /// Its footnotes as items of a list, and their blocks.
    pub(super) notes: Vec<Node>,
    pub(super) note_blocks: Vec<Block>,
}

impl Comparable {
    /// Reads a text; its headings are shown so many levels further down.
    pub fn of(body: &str, shift: u8) -> Comparable {
        let mut document = build::document(body, Listed::Nothing);
        // Which headings begin sections is told by their levels as written.
        let head = |element: &Element| matches!(element.kind, Kind::Heading(level, _) if level <= SECTION);
        let elements = document.nodes.iter().filter_map(Node::element);
        let starts: Vec<usize> = elements.filter(|own| head(own)).map(|own| own.range.start).collect();
        level(&mut document.nodes, &mut 1, shift);
        let units = units(&document.nodes);
        let is_head = |unit: &Unit<'_>| {
            let heading = unit.block().filter(|block| matches!(block.kind, Kind::Heading(..)));
            heading.is_some_and(|block| starts.binary_search(&block.range.start).is_ok())
        };
        let heads: Vec<bool> = units.iter().map(is_head).collect();
        let mut titles = vec![String::new()];
        let mut sections = Vec::with_capacity(units.len());
        for (unit, head) in units.iter().zip(&heads) {
            if *head {
                titles.push(words(unit.nodes).trim().to_string());
            }
            sections.push(titles.len() - 1);
        }
        let blocks = blocks(&units);
        let item = |note: Element| Node::Element(Element { kind: Kind::Tag("li"), ..note });
        let notes: Vec<Node> = document.footnotes.into_iter().map(item).collect();
        let note_blocks = super::units::blocks(&super::units::units(&notes));
        Comparable { nodes: document.nodes, blocks, heads, sections, titles, notes, note_blocks }
    }

    /// The heading of the section in which a block stands.
    pub(super) fn section(&self, block: usize) -> &str {
        &self.titles[self.sections[block]]
    }
}
