//! Which element may stand in which: makes any tree one that HTML allows, whatever the author nested.
//!
//! What may not stand where it is gives its words to the place instead; nothing that readers would miss is lost. Holds the
//! content models of HTML for the elements of [`tree`](super::tree), so neither the reading nor the writing needs to.

mod tables;

use super::tree::{Element, Kind, Node, has_words, is_inline, is_shown, words};

/// The same text with every element where HTML allows it.
pub(super) fn nest(nodes: Vec<Node>) -> Vec<Node> {
    fill(nodes, Place::default())
}

/// What a place does not take.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Only words: no blocks.
    words: bool,
    /// Nothing to press: within a link, or what opens a disclosure.
    still: bool,
    /// No headings: in the head of a table, in a term.
    plain: bool,
    /// No `dfn`.
    defined: bool,
}

impl Place {
    fn words(self) -> Place {
        Place { words: true, ..self }
    }
}

/// A list of nodes being filled, with what has to come right behind it.
struct Fill {
    place: Place,
    out: Vec<Node>,
    /// References to footnotes that stood in a link: they are links themselves, so they follow it.
    behind: Vec<Node>,
}

fn fill(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    if is_settled(&nodes) {
        return nodes;
    }
    let (mut out, behind) = filled(nodes, place);
    out.extend(behind);
    out
}

fn filled(nodes: Vec<Node>, place: Place) -> (Vec<Node>, Vec<Node>) {
    if is_settled(&nodes) {
        return (nodes, Vec::new());
    }
    let mut fill = Fill { place, out: Vec::with_capacity(nodes.len()), behind: Vec::new() };
    fill.nodes(nodes);
    (fill.out, fill.behind)
}

/// Whether there is nothing to put right, wherever the nodes stand: a single stretch of words or nothing, as in most
/// elements.
fn is_settled(nodes: &[Node]) -> bool {
    matches!(nodes, [] | [Node::Text(_)])
}

impl Fill {
    fn nodes(&mut self, nodes: Vec<Node>) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn text(&mut self, text: String) {
        match self.out.last_mut() {
            Some(Node::Text(before)) => before.push_str(&text),
            _ => self.out.push(Node::Text(text)),
        }
    }

    fn put(&mut self, element: Element) {
        self.out.push(Node::Element(element));
    }

    /// Only what is in an element, parted from its neighbours as the element was.
    fn dissolve(&mut self, element: Element) {
        if element.is_inline() {
            return self.nodes(element.children);
        }
        if !self.place.words {
            let inner = fill(element.children, self.place);
            if is_shown(&inner) {
                self.put(Element { kind: Kind::Tag("div"), children: inner, attributes: Vec::new(), ..element });
            }
            return;
        }
        self.space();
        if let Kind::Alert(_, Some(title), _) = &element.kind {
            self.text(format!("{title} "));
        }
        self.nodes(element.children);
        self.space();
    }

    fn space(&mut self) {
        let parted = match self.out.last() {
            Some(Node::Text(text)) => text.ends_with(char::is_whitespace),
            Some(Node::Element(element)) => element.kind == Kind::Break,
            None => true,
        };
        if !parted {
            self.text(" ".to_string());
        }
    }

    fn element(&mut self, mut element: Element) {
        let place = self.place;
        match &element.kind {
            Kind::Break | Kind::Task(_) => self.put(element),
            Kind::Image(..) => {
                // Alternative text is words only.
                element.children = vec![Node::Text(words(&element.children))];
                self.put(element);
            }
            Kind::FootnoteReference(..) if place.still => self.behind.push(Node::Element(element)),
            Kind::FootnoteReference(..) => self.put(element),
            Kind::Link(..) => self.link(element),
            &Kind::Tag(tag) if is_inline(tag) => self.inline(element, tag),
            Kind::Rule if place.words => {}
            Kind::Rule => self.put(element),
            Kind::Code(_) if place.words => {
                let text = words(&element.children).trim().to_string();
                self.space();
                self.put(Element { kind: Kind::Tag("code"), children: vec![Node::Text(text)], ..element });
                self.space();
            }
            _ if place.words => self.dissolve(element),
            Kind::Code(_) => self.put(element),
            Kind::Heading(..) => {
                let inner = fill(std::mem::take(&mut element.children), place.words());
                // A heading without words would be a gap in every list of headings.
                if !has_words(&inner) {
                    self.nodes(inner);
                } else if place.plain {
                    let strong = Element { kind: Kind::Tag("strong"), children: inner, ..element.clone() };
                    let children = vec![Node::Element(strong)];
                    self.put(Element { kind: Kind::Tag("p"), children, ..element });
                } else {
                    self.put(Element { children: inner, ..element });
                }
            }
            Kind::Alert(..) | Kind::Footnote(..) => {
                element.children = fill(element.children, place);
                self.put(element);
            }
            Kind::Table => self.table(element),
            &Kind::Tag(tag) => self.block(element, tag),
            Kind::Cell(..) => self.dissolve(element),
        }
    }

    fn link(&mut self, mut element: Element) {
        if self.place.still {
            return self.nodes(element.children);
        }
        let place = Place { still: true, ..self.place.words() };
        let (mut inner, behind) = filled(std::mem::take(&mut element.children), place);
        if let Kind::Link(target, _) = &element.kind {
            // A link without words could not be seen, or not be heard: its address is shown, or said of its image.
            if !has_words(&inner) && !named(&mut inner, target) && !is_shown(&inner) {
                inner = vec![Node::Text(target.clone())];
            }
            element.children = inner;
            self.put(element);
        }
        self.out.extend(behind);
    }

    fn inline(&mut self, mut element: Element, tag: &str) {
        let place = self.place;
        if tag == "dfn" && place.defined {
            return self.dissolve(element);
        }
        let inner = Place { words: true, defined: place.defined || tag == "dfn", ..place };
        let (children, behind) = filled(std::mem::take(&mut element.children), inner);
        if !children.is_empty() {
            element.children = children;
            self.put(element);
        }
        self.behind.extend(behind);
    }

    fn block(&mut self, mut element: Element, tag: &'static str) {
        let children = std::mem::take(&mut element.children);
        let place = self.place;
        let inner = match tag {
            "p" | "pre" => {
                let inner = fill(children, place.words());
                if !is_shown(&inner) {
                    return;
                }
                inner
            }
            "div" | "blockquote" => fill(children, place),
            "ul" | "ol" => items(children, place),
            "dl" => {
                let inner = terms(children, place);
                if !is_list_of_terms(&inner) {
                    return self.put_unless_empty(listed(element, inner));
                }
                inner
            }
            "details" => disclosure(children, place),
            "figure" => figure(children, place),
            // Parts of lists, tables and the like away from their whole.
            _ => return self.dissolve(Element { children, ..element }),
        };
        element.children = inner;
        self.put_unless_empty(element);
    }

    fn put_unless_empty(&mut self, element: Element) {
        if !element.children.is_empty() {
            self.put(element);
        }
    }
}

/// Gives the first image among some nodes these words; whether there is one.
fn named(nodes: &mut [Node], words: &str) -> bool {
    nodes.iter_mut().filter_map(Node::element_mut).any(|element| match element.kind {
        Kind::Image(..) => {
            element.children = vec![Node::Text(words.to_string())];
            true
        }
        _ => named(&mut element.children, words),
    })
}

/// What stands in a list: items, and what stood between them in items of its own.
fn items(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    gathered(nodes, &["li"], "li", place)
}

fn terms(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    gathered(nodes, &["dt", "dd"], "dd", place)
}

/// Only elements of these tags; runs of anything else stand in one of the tag `own`.
fn gathered(nodes: Vec<Node>, tags: &[&str], own: &'static str, place: Place) -> Vec<Node> {
    let mut out: Vec<Node> = Vec::with_capacity(nodes.len());
    let mut strays: Vec<Node> = Vec::new();
    let settle = |strays: &mut Vec<Node>, out: &mut Vec<Node>| {
        let nodes = std::mem::take(strays);
        if is_shown(&nodes) {
            let range = nodes.iter().find_map(Node::element).map_or(0..0, |element| element.range.clone());
            let children = fill(nodes, place);
            out.push(Node::Element(Element { children, ..Element::new(Kind::Tag(own), range) }));
        }
    };
    for node in nodes {
        match node {
            Node::Element(mut part) if part.tag().is_some_and(|tag| tags.contains(&tag)) => {
                settle(&mut strays, &mut out);
                let plain = place.plain || part.tag() == Some("dt");
                part.children = fill(std::mem::take(&mut part.children), Place { plain, ..place });
                out.push(Node::Element(part));
            }
            other => strays.push(other),
        }
    }
    settle(&mut strays, &mut out);
    out
}

/// Whether terms and their meanings alternate as HTML wants it: one or more terms, then one or more meanings.
fn is_list_of_terms(parts: &[Node]) -> bool {
    let tags: Vec<Option<&str>> = parts.iter().map(|part| part.element().and_then(Element::tag)).collect();
    tags.first() == Some(&Some("dt")) && tags.last() == Some(&Some("dd"))
}

/// Terms without meanings, or the other way round, as a plain list.
fn listed(list: Element, parts: Vec<Node>) -> Element {
    let item = |part: Node| match part {
        Node::Element(part) => Node::Element(Element { kind: Kind::Tag("li"), ..part }),
        text => text,
    };
    Element { kind: Kind::Tag("ul"), children: parts.into_iter().map(item).collect(), ..list }
}

/// A disclosure: what opens it first. Without that it gets an empty one, to which the page gives words.
fn disclosure(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    let is_summary = |node: &Node| node.element().and_then(Element::tag) == Some("summary");
    let mut nodes = nodes;
    let first = nodes.iter().position(is_summary).map(|at| nodes.remove(at));
    let (summary, behind) = match first {
        Some(Node::Element(summary)) => {
            let (children, behind) = filled(summary.children, Place { still: true, ..place.words() });
            let children = if is_shown(&children) { children } else { Vec::new() };
            (Element { children, kind: summary.kind, attributes: summary.attributes, range: summary.range }, behind)
        }
        _ => (Element::new(Kind::Tag("summary"), 0..0), Vec::new()),
    };
    let mut out = vec![Node::Element(summary)];
    out.extend(behind);
    out.extend(fill(nodes, place));
    out
}

/// A figure: one caption, before or after all else.
fn figure(nodes: Vec<Node>, place: Place) -> Vec<Node> {
    let is_caption = |node: &Node| node.element().and_then(Element::tag) == Some("figcaption");
    let mut nodes = nodes;
    let at = nodes.iter().position(is_caption);
    let before = at.is_some_and(|at| !is_shown(&nodes[..at]));
    let caption = at.map(|at| nodes.remove(at)).and_then(|node| match node {
        Node::Element(mut caption) => {
            caption.children = fill(std::mem::take(&mut caption.children), place);
            (!caption.children.is_empty()).then_some(Node::Element(caption))
        }
        Node::Text(_) => None,
    });
    let mut out = fill(nodes, place);
    match caption {
        Some(caption) if before => out.insert(0, caption),
        caption => out.extend(caption),
    }
    out
}
