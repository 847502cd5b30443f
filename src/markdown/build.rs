//! From Markdown events, and the safe part of raw HTML among them, to a [`tree`](super::tree).

use super::admonition::{self, Block, Part};
use super::gather::{Listed, gather};
use super::marks::{alert, alignment, clean, language, number};
use super::nesting::nest;
use super::outline::{Outline, Removed};
use super::raw::{self, Piece};
use super::tree::{Element, Kind, Node};
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

/// A block of raw HTML, which Markdown gives line by line.
#[derive(Default)]
struct HtmlBlock {
    text: String,
    /// For each line: where it begins in `text` and in the body.
    map: Vec<(usize, usize)>,
}

impl HtmlBlock {
    fn outer(&self, inner: usize) -> usize {
        let at = self.map.partition_point(|(start, _)| *start <= inner);
        at.checked_sub(1).and_then(|at| self.map.get(at)).map_or(0, |(start, outer)| outer + (inner - start))
    }
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
            _ => siblings.push(Node::Text(clean(text).into_owned())),
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

    // ---- raw HTML

    fn html(&mut self, html: &str, outer: &dyn Fn(usize) -> usize) {
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
            && text.contains("{:")
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
