//! The safe part of raw HTML among Markdown's events: which of its elements become part of the tree, and where they end.
//!
//! Markdown's own elements close themselves; raw ones are closed by their end tag, by a sibling that cannot stand in them, or
//! with the Markdown element in which they were opened.

use super::super::outline::Removed;
use super::super::raw::{self, Piece};
use super::super::tree::{Element, Kind, Node};
use super::Builder;
use std::ops::Range;

/// A block of raw HTML, which Markdown gives line by line.
#[derive(Default)]
pub(super) struct HtmlBlock {
    pub(super) text: String,
    /// For each line: where it begins in `text` and in the body.
    pub(super) map: Vec<(usize, usize)>,
}

impl HtmlBlock {
    pub(super) fn outer(&self, inner: usize) -> usize {
        let at = self.map.partition_point(|(start, _)| *start <= inner);
        at.checked_sub(1).and_then(|at| self.map.get(at)).map_or(0, |(start, outer)| outer + (inner - start))
    }
}

impl Builder {
    pub(super) fn html(&mut self, html: &str, outer: &dyn Fn(usize) -> usize) {
        for piece in raw::pieces(html) {
            match piece {
                Piece::Comment => {}
                Piece::Text(text) if self.dropping.is_none() => self.raw_text(text),
                Piece::Text(_) => {}
                Piece::Close { name } => self.raw_close(&name),
                Piece::Open { name, attributes, at, source } => {
                    let range = outer(at)..outer(at + source.len());
                    self.raw_open(&name, &attributes, range, source);
                }
            }
        }
    }

    fn raw_text(&mut self, text: &str) {
        // White space between the tags of lists and tables is no text.
        let loose = self.stack.last().is_some_and(|open| {
            matches!(
                open.element.kind,
                Kind::Tag("ul" | "ol" | "dl" | "thead" | "tbody" | "tfoot" | "tr") | Kind::Table
            )
        });
        if text.trim().is_empty() && (loose || self.stack.is_empty()) {
            return;
        }
        let text = raw::decode(text);
        self.text(&text);
    }

    fn raw_open(&mut self, name: &str, written: &[(String, String)], range: Range<usize>, source: &str) {
        if self.dropping.is_some() {
            return;
        }
        if !raw::is_html(name) {
            return self.text(source);
        }
        for (attribute, _) in written {
            if attribute.starts_with("on") || attribute == "style" {
                self.removed(format!("{attribute}=…"), range.clone());
            }
        }
        let get = |wanted: &str| written.iter().find(|(name, _)| name == wanted).map(|(_, value)| raw::decode(value));
        match name {
            "br" => return self.put(Node::Element(Element::new(Kind::Break, range))),
            "hr" => {
                if !self.in_words() {
                    self.block(Element::new(Kind::Rule, range));
                }
                return;
            }
            "img" => {
                let Some(target) = get("src") else { return };
                let mut image = Element::new(Kind::Image(target, get("title").unwrap_or_default()), range);
                image.attributes = raw::attributes("img", written);
                image.attributes.retain(|(name, _)| *name != "title");
                image.children.push(Node::Text(get("alt").unwrap_or_default()));
                return self.put(Node::Element(image));
            }
            "a" => {
                let inside = self.stack.iter().any(|open| matches!(open.element.kind, Kind::Link(..)));
                let Some(target) = get("href").filter(|_| !inside) else { return };
                let link = Element::new(Kind::Link(target, get("title").unwrap_or_default()), range);
                return self.open(link, Some(name.to_string()));
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                if self.in_words() {
                    return;
                }
                let level = name.as_bytes()[1] - b'0';
                let kind = Kind::Heading(level, get("id").unwrap_or_default());
                return self.open(Element::new(kind, range), Some(name.to_string()));
            }
            _ => {}
        }
        let Some(tag) = raw::kept(name) else {
            if raw::drops_content(name) {
                self.dropping = Some(name.to_string());
            }
            if !raw::is_quiet(name) {
                self.removed(format!("<{name}>"), range);
            }
            return;
        };
        let kind = if tag == "table" { Kind::Table } else { Kind::Tag(tag) };
        let mut element = Element::new(kind, range);
        if !element.is_inline() && self.in_words() {
            return;
        }
        self.close_siblings(tag);
        if !raw::fits(self.parent_tag(), tag) {
            return;
        }
        element.attributes = raw::attributes(tag, written);
        // A time that says no time to machines is words.
        if tag == "time" && element.attributes.iter().all(|(name, _)| *name != "datetime") {
            element.kind = Kind::Tag("span");
        }
        self.open(element, Some(name.to_string()));
    }

    /// Whether Markdown's own words are being read, where no block may begin.
    fn in_words(&self) -> bool {
        let inner = self.stack.iter().rev().find(|open| open.raw.is_none());
        inner.is_some_and(|open| open.element.holds_words())
    }

    /// `<li>` ends the `<li>` before it, `<td>` the `<td>`, `<tr>` the row.
    fn close_siblings(&mut self, tag: &str) {
        let ends: &[&str] = match tag {
            "li" => &["li"],
            "dt" | "dd" => &["dt", "dd"],
            "td" | "th" => &["td", "th"],
            "tr" => &["td", "th", "tr"],
            "thead" | "tbody" | "tfoot" => &["td", "th", "tr", "thead", "tbody", "tfoot"],
            _ => &[],
        };
        loop {
            let Some(open) = self.stack.last().filter(|open| open.raw.is_some()) else { return };
            let inline = open.element.is_inline() || matches!(open.element.kind, Kind::Tag("p"));
            let sibling = matches!(open.element.kind, Kind::Tag(name) if ends.contains(&name));
            // Words left open within a list item or cell end with it.
            if sibling || (inline && !ends.is_empty()) {
                self.close();
            } else {
                return;
            }
        }
    }

    fn parent_tag(&self) -> Option<&'static str> {
        match &self.stack.last()?.element.kind {
            Kind::Tag(tag) => Some(tag),
            Kind::Table => Some("table"),
            _ => None,
        }
    }

    fn raw_close(&mut self, name: &str) {
        if let Some(dropping) = &self.dropping {
            if dropping == name {
                self.dropping = None;
            }
            return;
        }
        if name == "p" && self.stack.is_empty() {
            return;
        }
        // Only elements that raw HTML opened, and only within Markdown's own innermost element.
        let own = self.stack.iter().rev().take_while(|open| open.raw.is_some());
        let Some(up) = own.clone().position(|open| open.raw.as_deref() == Some(name)) else { return };
        for _ in 0..=up {
            self.close();
        }
    }

    fn removed(&mut self, what: String, range: Range<usize>) {
        self.removed.push(Removed { what, range });
    }
}
