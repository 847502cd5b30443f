//! What a finished tree holds: anchors given to headings, numbers to footnotes, and the outline of it all.

use super::ids::Ids;
use super::outline::{Cell, Heading, Link, LinkKind, Outline, Removed, Table};
use super::tree::{Element, Kind, Node, words};
use std::collections::BTreeMap;

/// What of a tree is listed beside it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Listed {
    /// Nothing: who shows a text or reads its words walks the tree.
    Nothing,
    /// Headings and links.
    Skeleton,
    /// Tables too, cell by cell.
    Tables,
}

/// Gives anchors and numbers, and lists what was asked for. `notes` are the texts of footnotes by the place of their label;
/// those that something refers to come back, in the order of their numbers.
pub(super) fn gather(
    nodes: &mut [Node],
    notes: BTreeMap<usize, Element>,
    removed: Vec<Removed>,
    listed: Listed,
) -> (Vec<Element>, Outline) {
    let outline = Outline { removed, ..Outline::default() };
    let mut gather = Gather { listed, outline, ids: Ids::new(), numbers: BTreeMap::new(), labels: Vec::new(), notes };
    gather.nodes(nodes);
    let mut footnotes: Vec<Element> = Vec::new();
    // A note may refer to notes that nothing else refers to.
    while let Some(label) = gather.labels.get(footnotes.len()).copied() {
        let mut note = gather.notes.remove(&label).unwrap_or_else(|| Element::new(Kind::Footnote(0, 0), 0..0));
        gather.nodes(&mut note.children);
        footnotes.push(note);
    }
    for (at, note) in footnotes.iter_mut().enumerate() {
        let count = gather.labels.get(at).and_then(|label| gather.numbers.get(label)).map_or(0, |(_, count)| *count);
        note.kind = Kind::Footnote(at + 1, count);
    }
    // Notes stand at the end of the page, but where their author wrote them in the text.
    gather.outline.links.sort_by_key(|link| link.range.start);
    // An outline is kept as long as its text.
    gather.outline.headings.shrink_to_fit();
    gather.outline.links.shrink_to_fit();
    (footnotes, gather.outline)
}

struct Gather {
    listed: Listed,
    outline: Outline,
    ids: Ids,
    /// Number of a footnote and how often it is referred to, by the place of its label.
    numbers: BTreeMap<usize, (usize, usize)>,
    /// The labels in the order of their numbers.
    labels: Vec<usize>,
    notes: BTreeMap<usize, Element>,
}

impl Gather {
    fn nodes(&mut self, nodes: &mut [Node]) {
        for element in nodes.iter_mut().filter_map(Node::element_mut) {
            self.element(element);
        }
    }

    fn element(&mut self, element: &mut Element) {
        match &mut element.kind {
            Kind::Heading(level, anchor) => {
                let text = words(&element.children).trim().to_string();
                *anchor = match self.ids.chosen(anchor) {
                    Some(chosen) => chosen,
                    None => self.ids.heading(&text),
                };
                if self.listed != Listed::Nothing {
                    let heading = Heading { level: *level, text, anchor: anchor.clone(), range: element.range.clone() };
                    self.outline.headings.push(heading);
                }
            }
            Kind::Link(target, _) if self.listed != Listed::Nothing => self.outline.links.push(Link {
                target: target.clone(),
                kind: LinkKind::Link,
                range: element.range.clone(),
            }),
            Kind::Image(target, _) if self.listed != Listed::Nothing => self.outline.links.push(Link {
                target: target.clone(),
                kind: LinkKind::Image,
                range: element.range.clone(),
            }),
            Kind::FootnoteReference(number, nth) => {
                let next = self.labels.len() + 1;
                let label = *number;
                let known = self.numbers.entry(label).or_insert((next, 0));
                known.1 += 1;
                (*number, *nth) = *known;
                if known.1 == 1 {
                    self.labels.push(label);
                }
            }
            Kind::Table if self.listed == Listed::Tables => self.outline.tables.extend(table(element)),
            _ => {}
        }
        self.nodes(&mut element.children);
    }
}

/// A table that was written with pipes.
fn table(table: &Element) -> Option<Table> {
    let rows = |part: &str| -> Vec<Vec<Cell>> {
        let parts = table.children.iter().filter_map(Node::element).filter(|child| child.tag() == Some(part));
        let rows = parts.flat_map(|part| part.children.iter().filter_map(Node::element));
        rows.map(|row| row.children.iter().filter_map(Node::element).filter_map(cell).collect()).collect()
    };
    let header = rows("thead").into_iter().next().filter(|cells| !cells.is_empty())?;
    Some(Table { range: table.range.clone(), header, rows: rows("tbody") })
}

fn cell(cell: &Element) -> Option<Cell> {
    matches!(cell.kind, Kind::Cell(..)).then(|| {
        let mut targets = Vec::new();
        links(&cell.children, &mut targets);
        Cell { text: words(&cell.children).trim().to_string(), links: targets, range: cell.range.clone() }
    })
}

/// The targets of the links in some nodes.
fn links(nodes: &[Node], found: &mut Vec<String>) {
    for element in nodes.iter().filter_map(Node::element) {
        if let Kind::Link(target, _) = &element.kind {
            found.push(target.clone());
        }
        links(&element.children, found);
    }
}
