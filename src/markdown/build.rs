//! From Markdown events, and the safe part of raw HTML among them, to a [`tree`](super::tree).

mod html;

use super::admonition::{self, Block, Part};
use super::gather::{Listed, gather};
use super::marks::{alert, alignment, clean, language, number};
use super::nesting::nest;
use super::outline::{Outline, Removed};
use super::tree::{Element, Kind, Node};
use html::HtmlBlock;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Elements nested deeper than this are flattened: no handbook needs them, and pages stay small.
const DEEPEST: usize = 60;
/// Admonitions within admonitions.
const DEEPEST_ADMONITION: usize = 4;

/// A text read once.
#[derive(Debug, Default)]
pub(super) struct Document {
    pub(super) nodes: Vec<Node>,
    pub(super) footnotes: Vec<Element>,
    pub(super) outline: Outline,
}

/// Reads a text; what is to be listed beside its tree is up to the caller.
pub(super) fn document(body: &str, listed: Listed) -> Document {
    let mut builder = Builder::new();
    builder.markdown(body, &|at| at, 0);
    builder.finish(listed)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
}

/// An element being filled.
struct Open {
    element: Element,
    /// The tag of raw HTML that opened it; Markdown's own elements close themselves.
    raw: Option<String>,
}

struct Builder {
    stack: Vec<Open>,
    roots: Vec<Node>,
    /// The texts of footnotes by the place of their label; the first of a label holds.
    footnotes: BTreeMap<usize, Element>,
    /// The place of each label. Only looked up, never listed, so its order does not matter.
    labels: HashMap<String, usize>,
    removed: Vec<Removed>,
    /// Markdown elements that were not opened because of their depth.
    ghosts: usize,
    /// The raw tag whose content is being left out.
    dropping: Option<String>,
    /// The lines of the block of raw HTML being read.
    html: Option<HtmlBlock>,
    /// The alignments of the table being read.
    columns: Vec<&'static str>,
    column: usize,
    in_head: bool,
}

impl Builder {
    fn new() -> Builder {
        Builder {
            stack: Vec::new(),
            roots: Vec::new(),
            footnotes: BTreeMap::new(),
            labels: HashMap::new(),
            removed: Vec::new(),
            ghosts: 0,
            dropping: None,
            html: None,
            columns: Vec::new(),
            column: 0,
            in_head: false,
        }
    }

    fn markdown(&mut self, body: &str, outer: &dyn Fn(usize) -> usize, depth: usize) {
        for part in admonition::parts(body) {
            match part {
                Part::Plain(range) => {
                    let start = range.start;
                    self.events(&body[range], &|at| outer(start + at));
                }
                Part::Block(block) if depth < DEEPEST_ADMONITION => self.admonition(&block, outer, depth),
                Part::Block(block) => self.events(&block.text, &|at| outer(block.outer(at))),
            }
        }
    }

    fn admonition(&mut self, block: &Block, outer: &dyn Fn(usize) -> usize, depth: usize) {
        let range = outer(block.range.start)..outer(block.range.end);
        let kind = Kind::Alert(block.kind.clone(), block.title.clone(), block.open);
        self.open(Element::new(kind, range), None);
        let floor = self.stack.len();
        self.markdown(&block.text, &|at| outer(block.outer(at)), depth + 1);
        self.close_to(floor);
        self.close();
    }

    fn events(&mut self, body: &str, outer: &dyn Fn(usize) -> usize) {
        let floor = self.stack.len();
        for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
            let place = outer(range.start)..outer(range.end);
            self.event(event, place);
        }
        self.close_to(floor);
        self.dropping = None;
        self.ghosts = 0;
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(&tag),
            Event::Html(html) => match &mut self.html {
                Some(block) => {
                    block.map.push((block.text.len(), range.start));
                    block.text.push_str(&html);
                }
                None => self.html(&html, &|at| range.start + at),
            },
            Event::InlineHtml(html) => self.html(&html, &|at| range.start + at),
            _ if self.dropping.is_some() => {}
            Event::Text(text) => self.text(&text),
            Event::Code(text) => {
                let mut code = Element::new(Kind::Tag("code"), range);
                code.children.push(Node::Text(clean(&text).into_owned()));
                self.put(Node::Element(code));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text),
            Event::FootnoteReference(label) => {
                let kind = Kind::FootnoteReference(self.label(&label), 0);
                self.put(Node::Element(Element::new(kind, range)));
            }
            Event::SoftBreak => self.text("\n"),
            Event::HardBreak => self.put(Node::Element(Element::new(Kind::Break, range))),
            Event::Rule => self.block(Element::new(Kind::Rule, range)),
            Event::TaskListMarker(done) => self.put(Node::Element(Element::new(Kind::Task(done), range))),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let tagged = |name: &'static str| Kind::Tag(name);
        let kind = match tag {
            Tag::Paragraph => tagged("p"),
            Tag::Heading { level, id, .. } => {
                Kind::Heading(number(level), id.map(|id| id.to_string()).unwrap_or_default())
            }
            Tag::BlockQuote(None) => tagged("blockquote"),
            Tag::BlockQuote(Some(kind)) => Kind::Alert(alert(kind).to_string(), None, None),
            Tag::CodeBlock(kind) => Kind::Code(match kind {
                CodeBlockKind::Fenced(info) => language(&info),
                CodeBlockKind::Indented => String::new(),
            }),
            Tag::List(None) => tagged("ul"),
            Tag::List(Some(first)) => {
                let mut list = Element::new(tagged("ol"), range);
                if first != 1 {
                    list.attributes.push(("start", first.to_string()));
                }
                return self.open(list, None);
            }
            Tag::Item => tagged("li"),
            Tag::FootnoteDefinition(label) => Kind::Footnote(self.label(&label), 0),
            Tag::DefinitionList => tagged("dl"),
            Tag::DefinitionListTitle => tagged("dt"),
            Tag::DefinitionListDefinition => tagged("dd"),
            Tag::Table(alignments) => {
                self.columns = alignments.iter().map(|side| alignment(*side)).collect();
                Kind::Table
            }
            Tag::TableHead => {
                self.in_head = true;
                self.column = 0;
                tagged("thead")
            }
            Tag::TableRow => {
                self.column = 0;
                tagged("tr")
            }
            Tag::TableCell => Kind::Cell(self.in_head, self.columns.get(self.column).copied().unwrap_or_default()),
            Tag::Emphasis => tagged("em"),
            Tag::Strong => tagged("strong"),
            Tag::Strikethrough => tagged("s"),
            Tag::Superscript => tagged("sup"),
            Tag::Subscript => tagged("sub"),
            Tag::Link { dest_url, title, .. } => Kind::Link(dest_url.to_string(), title.to_string()),
            Tag::Image { dest_url, title, .. } => Kind::Image(dest_url.to_string(), title.to_string()),
            Tag::HtmlBlock => {
                self.html = Some(HtmlBlock::default());
                return;
            }
            Tag::MetadataBlock(_) => return,
        };
        self.open(Element::new(kind, range), None);
    }

    fn end(&mut self, tag: &TagEnd) {
        match tag {
            TagEnd::HtmlBlock => {
                if let Some(block) = self.html.take() {
                    self.html(&block.text, &|at| block.outer(at));
                }
                return;
            }
            TagEnd::MetadataBlock(_) => return,
            _ => {}
        }
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image) {
            self.dropping = None;
        }
        if self.ghosts > 0 {
            self.ghosts -= 1;
            return;
        }
        // Raw elements that Markdown's own element leaves unclosed are closed with it.
        while self.stack.last().is_some_and(|open| open.raw.is_some()) {
            self.close();
        }
        self.close();
    }

    // ---- the tree

    fn open(&mut self, element: Element, raw: Option<String>) {
        if self.dropping.is_some() || self.stack.len() >= DEEPEST {
            if raw.is_none() {
                self.ghosts += 1;
            }
            return;
        }
        if self.ghosts > 0 {
            if raw.is_none() {
                self.ghosts += 1;
            }
            return;
        }
        if !element.is_inline() {
            self.leave_words();
        }
        self.stack.push(Open { element, raw });
    }

    /// A block cannot stand in raw words: they are closed before it.
    fn leave_words(&mut self) {
        while self.stack.last().is_some_and(|open| open.raw.is_some() && open.element.holds_words()) {
            self.close();
        }
    }

    fn close_to(&mut self, floor: usize) {
        while self.stack.len() > floor {
            self.close();
        }
    }

    fn close(&mut self) {
        let Some(Open { mut element, raw }) = self.stack.pop() else { return };
        attribute_list(&mut element);
        match &element.kind {
            Kind::Cell(..) => self.column += 1,
            // Markdown's head has cells without a row.
            Kind::Tag("thead") if raw.is_none() => {
                self.in_head = false;
                let children = std::mem::take(&mut element.children);
                let row = Element { children, ..Element::new(Kind::Tag("tr"), element.range.clone()) };
                element.children = vec![Node::Element(row)];
            }
            Kind::Footnote(label, _) => {
                self.footnotes.entry(*label).or_insert(element);
                return;
            }
            _ => {}
        }
        self.put(Node::Element(element));
    }

    fn block(&mut self, element: Element) {
        self.leave_words();
        self.put(Node::Element(element));
    }

    fn put(&mut self, node: Node) {
        match self.stack.last_mut() {
            Some(open) => open.element.children.push(node),
            None => self.roots.push(node),
        }
    }

    fn text(&mut self, text: &str) {
        let siblings = match self.stack.last_mut() {
            Some(open) => &mut open.element.children,
            None => &mut self.roots,
        };
        match siblings.last_mut() {
            Some(Node::Text(before)) => before.push_str(&clean(text)),
            _ => {
                // Most elements hold one piece of words, and a table has thousands of cells: no room for four in each.
                if siblings.is_empty() {
                    siblings.reserve_exact(1);
                }
                siblings.push(Node::Text(clean(text).into_owned()));
            }
        }
    }

    /// The place of a footnote's label.
    fn label(&mut self, label: &str) -> usize {
        let next = self.labels.len();
        match self.labels.get(label) {
            Some(at) => *at,
            None => *self.labels.entry(label.to_string()).or_insert(next),
        }
    }

    fn finish(mut self, listed: Listed) -> Document {
        self.close_to(0);
        let mut nodes = nest(self.roots);
        let nested = |note: Element| Element { children: nest(note.children), ..Element::new(note.kind, note.range) };
        let notes = self.footnotes.into_iter().map(|(label, note)| (label, nested(note))).collect();
        let (footnotes, outline) = gather(&mut nodes, notes, self.removed, listed);
        Document { nodes, footnotes, outline }
    }
}

/// `{: .class #id}` of other tools, at the end of a block or right after a link or image, is left out.
fn attribute_list(element: &mut Element) {
    let count = element.children.len();
    for at in 0..count {
        let after_element = at > 0 && element.children[at - 1].element().is_some();
        let last = at + 1 == count;
        let Node::Text(text) = &mut element.children[at] else { continue };
        if after_element
            && text.starts_with("{:")
            && let Some(end) = text.find('}')
        {
            text.drain(..=end);
        }
        if last
            && text.trim_end().ends_with('}')
            && let Some(open) = text.rfind("{:")
        {
            let list = text[open..].trim_end();
            if list.ends_with('}') && !list[2..list.len() - 1].contains('}') {
                text.truncate(open);
                let kept = text.trim_end().len();
                text.truncate(kept);
            }
        }
    }
}
