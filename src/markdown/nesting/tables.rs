//! A table as HTML allows it: its parts in their order, rows in parts, cells in rows, and what heading cells head.

use super::super::tree::{Element, Kind, Node, has_words, is_shown};
use super::{Fill, Place, fill};

impl Fill {
    /// A table: caption, head, bodies and foot in their order; what stands between its parts comes before it.
    pub(super) fn table(&mut self, element: Element) {
        let place = self.place;
        let (mut head, mut foot, mut caption) = (None, None, None);
        let mut bodies: Vec<Element> = Vec::new();
        let mut loose: Option<Element> = None;
        let mut strays = Vec::new();
        for child in element.children {
            let part = match child {
                Node::Element(part) => part,
                text => {
                    strays.push(text);
                    continue;
                }
            };
            match part.tag() {
                Some("tr") => {
                    let range = part.range.clone();
                    let body = loose.get_or_insert_with(|| Element::new(Kind::Tag("tbody"), range));
                    body.children.push(Node::Element(part));
                    continue;
                }
                Some("caption") if caption.is_none() => caption = Some(part),
                Some("thead") if head.is_none() => head = rows(part, place, &mut strays),
                Some("tfoot") if foot.is_none() => foot = rows(part, place, &mut strays),
                Some("thead" | "tbody" | "tfoot") => {
                    bodies.extend(loose.take().and_then(|body| rows(body, place, &mut strays)));
                    bodies.extend(rows(Element { kind: Kind::Tag("tbody"), ..part }, place, &mut strays));
                }
                _ => strays.push(Node::Element(part)),
            }
        }
        bodies.extend(loose.and_then(|body| rows(body, place, &mut strays)));
        if strays.iter().any(|node| is_shown(std::slice::from_ref(node))) {
            self.nodes(strays);
        }
        let caption = caption.map(|caption| {
            let children = fill(caption.children, Place { plain: true, ..place.words() });
            Element { children, ..caption }
        });
        let rowless = head.is_none() && foot.is_none() && bodies.is_empty();
        if rowless {
            if let Some(caption) = caption {
                self.dissolve(caption);
            }
            return;
        }
        let parts = caption.into_iter().chain(head).chain(bodies).chain(foot);
        let mut parts: Vec<Node> = parts.map(Node::Element).collect();
        scopes(&mut parts);
        self.put(Element { children: parts, kind: element.kind, attributes: element.attributes, range: element.range });
    }
}

/// The rows of a part of a table; none when it has none.
fn rows(mut part: Element, place: Place, strays: &mut Vec<Node>) -> Option<Element> {
    let mut rows = Vec::with_capacity(part.children.len());
    for child in std::mem::take(&mut part.children) {
        match child {
            Node::Element(mut row) if row.tag() == Some("tr") => {
                row.children = cells(std::mem::take(&mut row.children), place, strays);
                if !row.children.is_empty() {
                    rows.push(Node::Element(row));
                }
            }
            other => strays.push(other),
        }
    }
    // A cell cannot reach below its part of the table.
    let count = rows.len();
    for (at, row) in rows.iter_mut().enumerate() {
        let Node::Element(row) = row else { continue };
        for cell in row.children.iter_mut().filter_map(Node::element_mut) {
            for (name, value) in &mut cell.attributes {
                if *name == "rowspan" && value.parse::<usize>().is_ok_and(|rows| rows > count - at) {
                    *value = (count - at).to_string();
                }
            }
        }
    }
    part.children = rows;
    (count > 0).then_some(part)
}

fn cells(nodes: Vec<Node>, place: Place, strays: &mut Vec<Node>) -> Vec<Node> {
    let mut cells = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Element(mut cell) if matches!(cell.kind, Kind::Cell(..) | Kind::Tag("td" | "th")) => {
                let head = matches!(cell.kind, Kind::Cell(true, _) | Kind::Tag("th"));
                let place = Place { plain: place.plain || head, ..place };
                cell.children = fill(std::mem::take(&mut cell.children), place);
                cells.push(Node::Element(cell));
            }
            other => strays.push(other),
        }
    }
    cells
}

/// Raw heading cells say what they head: in the head or the first row their column, else their row. Empty ones head nothing.
fn scopes(parts: &mut [Node]) {
    let mut first = true;
    for part in parts.iter_mut().filter_map(Node::element_mut) {
        let in_head = part.tag() == Some("thead");
        for row in part.children.iter_mut().filter_map(Node::element_mut).filter(|row| row.tag() == Some("tr")) {
            for cell in row.children.iter_mut().filter_map(Node::element_mut) {
                if cell.tag() != Some("th") {
                    continue;
                }
                if !has_words(&cell.children) {
                    cell.kind = Kind::Tag("td");
                    cell.attributes.retain(|(name, _)| *name != "scope");
                } else if cell.attributes.iter().all(|(name, _)| *name != "scope") {
                    let scope = if in_head || first { "col" } else { "row" };
                    cell.attributes.push(("scope", scope.to_string()));
                }
            }
            first = false;
        }
    }
}
