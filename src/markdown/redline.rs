//! What changed between two texts: blocks aligned, words inside them marked as inserted or deleted.

use super::build;
use super::render::{Render, level};
use super::tree::{Element, Kind, Node, words};
use super::write::{Writer, escape};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::fmt::Write as _;

/// Two texts as one, with marks.
#[derive(Clone, Debug, Default)]
pub struct Redline {
    /// The HTML. Each changed block has an id `change-1`, `change-2`… after the prefix.
    pub html: String,
    /// How many blocks changed.
    pub counts: Counts,
}

/// Blocks by what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words inside changed.
    pub changed: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub removed: usize,
}

impl Counts {
    /// Whether the texts say the same.
    pub fn is_unchanged(self) -> bool {
        self == Counts::default()
    }
}

/// Marks what changed from one text to the other.
pub fn redline(old: &str, new: &str, options: &Render<'_>) -> Redline {
    let (mut old, mut new) = (build::document(old), build::document(new));
    level(&mut old.nodes, &mut 1, options.shift);
    level(&mut new.nodes, &mut 1, options.shift);
    let mut marker = Marker { writer: Writer::new(options), options, counts: Counts::default(), changes: 0 };
    marker.blocks(&old.nodes, &new.nodes);
    let notes = |notes: &[Element]| -> Vec<Node> {
        let items = notes.iter().map(|note| Element { kind: Kind::Tag("li"), ..note.clone() });
        items.map(Node::Element).collect()
    };
    let (old_notes, new_notes) = (notes(&old.footnotes), notes(&new.footnotes));
    if !(old_notes.is_empty() && new_notes.is_empty()) {
        marker.writer.out.push_str("<ol class=\"footnotes\">");
        marker.blocks(&old_notes, &new_notes);
        marker.writer.out.push_str("</ol>\n");
    }
    Redline { html: marker.writer.out, counts: marker.counts }
}

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Same,
    Inserted,
    Deleted,
}

struct Marker<'a> {
    writer: Writer<'a>,
    options: &'a Render<'a>,
    counts: Counts,
    changes: usize,
}

impl Marker<'_> {
    /// Two lists of blocks: those that say the same are shown once, those alike are compared, the rest came or went.
    fn blocks(&mut self, old: &[Node], new: &[Node]) {
        let keys = |nodes: &[Node]| -> Vec<String> { nodes.iter().map(key).collect() };
        for op in capture_diff_slices(Algorithm::Patience, &keys(old), &keys(new)) {
            match op {
                DiffOp::Equal { new_index, len, .. } => self.writer.nodes(&new[new_index..new_index + len]),
                DiffOp::Delete { old_index, old_len, .. } => {
                    self.whole(&old[old_index..old_index + old_len], Mark::Deleted)
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    self.whole(&new[new_index..new_index + new_len], Mark::Inserted)
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    self.replaced(&old[old_index..old_index + old_len], &new[new_index..new_index + new_len]);
                }
            }
        }
    }

    /// Blocks that took the place of others: pairs alike are compared in order, what is left came or went.
    fn replaced(&mut self, old: &[Node], new: &[Node]) {
        let mut from = 0;
        for node in new {
            let partner = (from..old.len()).find(|at| alike(&old[*at], node));
            match partner {
                Some(at) => {
                    self.whole(&old[from..at], Mark::Deleted);
                    self.pair(&old[at], node);
                    from = at + 1;
                }
                None => self.whole(std::slice::from_ref(node), Mark::Inserted),
            }
        }
        self.whole(&old[from..], Mark::Deleted);
    }

    fn pair(&mut self, old: &Node, new: &Node) {
        match (old, new) {
            (Node::Element(before), Node::Element(after))
                if !is_words(after) && !matches!(after.kind, Kind::Code(_)) =>
            {
                if self.writer.start(after) {
                    self.blocks(&before.children, &after.children);
                    self.writer.end(after);
                }
            }
            (Node::Element(before), Node::Element(after)) => {
                self.counts.changed += 1;
                let open = self.writer.out.len();
                if self.writer.start(after) {
                    self.name_change(open);
                    self.inline(&before.children, &after.children);
                    self.writer.end(after);
                }
            }
            _ => {
                self.counts.changed += 1;
                self.inline(std::slice::from_ref(old), std::slice::from_ref(new));
            }
        }
    }

    /// Gives the block just begun an id, for the way from change to change.
    fn name_change(&mut self, open: usize) {
        self.changes += 1;
        let id = format!(" data-change id=\"{}change-{}\"", self.options.prefix, self.changes);
        // Headings have an id of their own, which stays.
        let tag_end = self.writer.out[open..].find(['>', ' ']).map(|at| open + at);
        let has_id = self.writer.out[open..].contains(" id=\"");
        if let Some(at) = tag_end {
            self.writer.out.insert_str(at, if has_id { " data-change" } else { &id });
        }
    }

    /// Blocks that came or went as a whole.
    fn whole(&mut self, nodes: &[Node], mark: Mark) {
        for node in
            nodes.iter().filter(|node| !words(std::slice::from_ref(node)).trim().is_empty() || node.element().is_some())
        {
            if matches!(node, Node::Text(text) if text.trim().is_empty()) {
                continue;
            }
            match mark {
                Mark::Inserted => self.counts.added += 1,
                Mark::Deleted => self.counts.removed += 1,
                Mark::Same => {}
            }
            self.all(node, mark, true);
        }
    }

    /// One block and all below it under one mark.
    fn all(&mut self, node: &Node, mark: Mark, first: bool) {
        match node {
            Node::Element(element) if !element.is_inline() => {
                // A deleted heading must not take the id of a heading that stays.
                let gone;
                let element = match (&element.kind, mark) {
                    (Kind::Heading(level, anchor), Mark::Deleted) => {
                        gone = Element { kind: Kind::Heading(*level, format!("{anchor}-deleted")), ..element.clone() };
                        &gone
                    }
                    _ => element,
                };
                let open = self.writer.out.len();
                if self.writer.start(element) {
                    if first {
                        self.name_change(open);
                    }
                    if is_words(element) || matches!(element.kind, Kind::Code(_)) {
                        self.run(&tokens(&element.children), mark);
                    } else {
                        for child in &element.children {
                            self.all(child, mark, false);
                        }
                    }
                    self.writer.end(element);
                }
            }
            Node::Text(text) if text.trim().is_empty() => {}
            inline => self.run(&tokens(std::slice::from_ref(inline)), mark),
        }
    }

    /// Words against words.
    fn inline(&mut self, old: &[Node], new: &[Node]) {
        let (old, new) = (tokens(old), tokens(new));
        let text =
            |tokens: &[Token<'_>]| -> Vec<String> { tokens.iter().map(|token| token.text.to_string()).collect() };
        let mut runs: Vec<Run<'_>> = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &text(&old), &text(&new)) {
            match op {
                DiffOp::Equal { new_index, len, .. } => push(&mut runs, Mark::Same, &new[new_index..new_index + len]),
                DiffOp::Delete { old_index, old_len, .. } => {
                    push(&mut runs, Mark::Deleted, &old[old_index..old_index + old_len]);
                }
                DiffOp::Insert { new_index, new_len, .. } => {
                    push(&mut runs, Mark::Inserted, &new[new_index..new_index + new_len]);
                }
                DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                    push(&mut runs, Mark::Deleted, &old[old_index..old_index + old_len]);
                    push(&mut runs, Mark::Inserted, &new[new_index..new_index + new_len]);
                }
            }
        }
        for (mark, run) in joined(runs) {
            self.run(&run, mark);
        }
    }

    fn run(&mut self, tokens: &[Token<'_>], mark: Mark) {
        if tokens.is_empty() {
            return;
        }
        let (tag, labels) = match mark {
            Mark::Same => return self.words(tokens),
            Mark::Inserted => ("ins", &self.options.labels.inserted),
            Mark::Deleted => ("del", &self.options.labels.deleted),
        };
        let hidden = |out: &mut String, before: &str, label: &str, after: &str| {
            let _ = write!(out, "<span class=\"vh\">{before}");
            escape(out, label);
            let _ = write!(out, "{after}</span>");
        };
        let _ = write!(self.writer.out, "<{tag}>");
        hidden(&mut self.writer.out, "", &labels[0], " ");
        self.words(tokens);
        hidden(&mut self.writer.out, " ", &labels[1], "");
        let _ = write!(self.writer.out, "</{tag}>");
    }

    /// Words with the emphasis and links that they stand in.
    fn words(&mut self, tokens: &[Token<'_>]) {
        let tokens = without_empty_links(tokens);
        let mut open: Vec<&Element> = Vec::new();
        for token in &tokens {
            let shared = open.iter().zip(&token.within).take_while(|(a, b)| std::ptr::eq(**a, **b)).count();
            while open.len() > shared {
                if let Some(element) = open.pop() {
                    self.writer.end(element);
                }
            }
            for element in &token.within[shared..] {
                self.writer.start(element);
                open.push(element);
            }
            match token.element {
                Some(element) => {
                    if self.writer.start(element) {
                        self.writer.end(element);
                    }
                }
                None => self.writer.text(token.text),
            }
        }
        while let Some(element) = open.pop() {
            self.writer.end(element);
        }
    }
}

/// A word, a stretch of white space, a mark of punctuation, or an element without words (an image, a line break).
#[derive(Clone)]
struct Token<'t> {
    text: &'t str,
    element: Option<&'t Element>,
    within: Vec<&'t Element>,
}

/// A stretch of white space that is all a mark leaves of a link is no link: nothing in it could be read or pressed.
fn without_empty_links<'t>(tokens: &[Token<'t>]) -> Vec<Token<'t>> {
    let link = |token: &Token<'t>| token.within.iter().copied().find(|element| matches!(element.kind, Kind::Link(..)));
    let same = |a: &Token<'t>, b: &Token<'t>| match (link(a), link(b)) {
        (Some(a), Some(b)) => std::ptr::eq(a, b),
        (None, None) => true,
        _ => false,
    };
    let mut out = Vec::with_capacity(tokens.len());
    for group in tokens.chunk_by(same) {
        let empty = group.iter().all(|token| token.element.is_none() && token.text.trim().is_empty());
        out.extend(group.iter().cloned().map(|mut token| {
            if empty {
                token.within.retain(|element| !matches!(element.kind, Kind::Link(..)));
            }
            token
        }));
    }
    out
}

fn tokens(nodes: &[Node]) -> Vec<Token<'_>> {
    let mut out = Vec::new();
    collect(nodes, &mut Vec::new(), &mut out);
    out
}

fn collect<'t>(nodes: &'t [Node], within: &mut Vec<&'t Element>, out: &mut Vec<Token<'t>>) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                out.extend(split(text).map(|text| Token { text, element: None, within: within.clone() }));
            }
            Node::Element(element) => match &element.kind {
                Kind::Image(target, _) => {
                    out.push(Token { text: target, element: Some(element), within: within.clone() })
                }
                Kind::Break => out.push(Token { text: "\u{1}br", element: Some(element), within: within.clone() }),
                Kind::Task(done) => {
                    let text = if *done { "\u{1}done" } else { "\u{1}todo" };
                    out.push(Token { text, element: Some(element), within: within.clone() });
                }
                // A reference's id may stand once on a page only, so a redline shows its words, not its link.
                Kind::FootnoteReference(..) => {}
                _ => {
                    within.push(element);
                    collect(&element.children, within, out);
                    within.pop();
                }
            },
        }
    }
}

/// Words, white space and marks of punctuation.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let class = |c: char| {
        if c.is_whitespace() {
            0
        } else if c.is_alphanumeric() || matches!(c, '’' | '\'' | '_') {
            1
        } else {
            2
        }
    };
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = class(rest.chars().next()?);
        let end = if first == 2 {
            rest.chars().next()?.len_utf8()
        } else {
            rest.find(|c| class(c) != first).unwrap_or(rest.len())
        };
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

/// Words under one mark.
type Run<'t> = (Mark, Vec<Token<'t>>);

fn push<'t>(runs: &mut Vec<Run<'t>>, mark: Mark, tokens: &[Token<'t>]) {
    if tokens.is_empty() {
        return;
    }
    match runs.last_mut().filter(|(last, _)| *last == mark) {
        Some((_, run)) => run.extend(tokens.iter().cloned()),
        None => runs.push((mark, tokens.to_vec())),
    }
}

/// White space alone between two changes belongs to them: «a b» to «c d» is one change, not two.
fn joined(runs: Vec<Run<'_>>) -> Vec<Run<'_>> {
    let mut out = Vec::new();
    let (mut deleted, mut inserted) = (Vec::new(), Vec::new());
    let count = runs.len();
    for (at, (mark, run)) in runs.into_iter().enumerate() {
        match mark {
            Mark::Deleted => deleted.extend(run),
            Mark::Inserted => inserted.extend(run),
            Mark::Same => {
                let thin = run.len() == 1 && run[0].element.is_none() && run[0].text.trim().is_empty();
                let changed = !(deleted.is_empty() && inserted.is_empty());
                if thin && changed && at + 1 < count {
                    deleted.extend(run.iter().cloned());
                    inserted.extend(run);
                } else {
                    flush(&mut out, &mut deleted, &mut inserted);
                    out.push((Mark::Same, run));
                }
            }
        }
    }
    flush(&mut out, &mut deleted, &mut inserted);
    out
}

fn flush<'t>(out: &mut Vec<Run<'t>>, deleted: &mut Vec<Token<'t>>, inserted: &mut Vec<Token<'t>>) {
    push(out, Mark::Deleted, &std::mem::take(deleted));
    push(out, Mark::Inserted, &std::mem::take(inserted));
}

/// What a block says, and what it is: blocks with one key are the same.
fn key(node: &Node) -> String {
    match node {
        Node::Text(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Node::Element(element) => {
            let mut key = format!("{}\u{0}", sort(element));
            signature(&element.children, &mut key);
            key
        }
    }
}

/// Words with the marks of the elements around them, so that a changed link or list is a change.
fn signature(nodes: &[Node], key: &mut String) {
    for node in nodes {
        match node {
            Node::Text(text) => {
                for word in text.split_whitespace() {
                    key.push_str(word);
                    key.push(' ');
                }
            }
            Node::Element(element) => {
                match &element.kind {
                    Kind::Link(target, _) | Kind::Image(target, _) => key.push_str(target),
                    Kind::Task(done) => key.push_str(if *done { "\u{2}" } else { "\u{3}" }),
                    Kind::FootnoteReference(..) => continue,
                    _ => key.push_str(&sort(element)),
                }
                key.push('\u{0}');
                signature(&element.children, key);
            }
        }
    }
}

fn sort(element: &Element) -> String {
    match &element.kind {
        Kind::Tag(name) => (*name).to_string(),
        Kind::Heading(level, _) => format!("h{level}"),
        Kind::Code(_) => "code".to_string(),
        Kind::Alert(kind, ..) => format!("alert-{kind}"),
        Kind::Table => "table".to_string(),
        Kind::Cell(..) => "cell".to_string(),
        _ => "other".to_string(),
    }
}

/// Whether only words stand in a block: its own words, or those of a list item or cell without paragraphs.
fn is_words(element: &Element) -> bool {
    element.holds_words() || element.children.iter().all(Node::is_inline)
}

/// Whether one block can be the other, reworded: of one kind, with enough words in common. Lists, tables and the like are
/// compared part by part whatever they say; a row is the one whose first cell says the same.
fn alike(old: &Node, new: &Node) -> bool {
    let (Some(before), Some(after)) = (old.element(), new.element()) else {
        return old.element().is_none() && new.element().is_none();
    };
    if sort(before) != sort(after) || is_words(before) != is_words(after) {
        return false;
    }
    match &after.kind {
        Kind::Tag("ul" | "ol" | "dl" | "thead" | "tbody") | Kind::Table | Kind::Cell(..) => true,
        Kind::Tag("tr") => {
            let first = |row: &Element| row.children.first().map(|cell| words(std::slice::from_ref(cell)));
            first(before) == first(after)
        }
        _ => likeness(&words(&before.children), &words(&after.children)) >= 0.4,
    }
}

/// The share of words that two texts have in common, 0 to 1.
fn likeness(a: &str, b: &str) -> f64 {
    let bag = |text: &str| {
        let mut words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        words.sort();
        words
    };
    let (a, b) = (bag(a), bag(b));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let all = a.len() + b.len();
    if all == 0 { 1.0 } else { 2.0 * f64::from(shared) / all as f64 }
}

/// The same for a terminal: lines of Markdown, words marked `[-gone-]` and `{+new+}`, or red and green.
pub fn redline_text(old: &str, new: &str, colour: bool) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let mut out = String::new();
    let line = |out: &mut String, sign: &str, text: &str| {
        let (on, off) = match (colour, sign) {
            (true, "-") => ("\x1b[31m", "\x1b[0m"),
            (true, "+") => ("\x1b[32m", "\x1b[0m"),
            _ => ("", ""),
        };
        let _ = writeln!(out, "{on}{sign} {text}{off}");
    };
    for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
        match op {
            DiffOp::Equal { new_index, len, .. } => {
                // Of an unchanged stretch, the two lines before and after a change are enough.
                for at in 0..len {
                    if at < 2 || at + 2 >= len {
                        line(&mut out, " ", new[new_index + at]);
                    } else if at == 2 {
                        line(&mut out, " ", "⋮");
                    }
                }
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                old[old_index..old_index + old_len].iter().for_each(|text| line(&mut out, "-", text))
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                new[new_index..new_index + new_len].iter().for_each(|text| line(&mut out, "+", text))
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                let shared = old_len.min(new_len);
                for at in 0..shared {
                    line(&mut out, "~", &words_text(old[old_index + at], new[new_index + at], colour));
                }
                old[old_index + shared..old_index + old_len].iter().for_each(|text| line(&mut out, "-", text));
                new[new_index + shared..new_index + new_len].iter().for_each(|text| line(&mut out, "+", text));
            }
        }
    }
    out
}

fn words_text(old: &str, new: &str, colour: bool) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (split(old).collect(), split(new).collect());
    let marks = if colour { [("\x1b[31m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m")] } else { [("[-", "-]"), ("{+", "+}")] };
    let put = |out: &mut String, side: usize, words: &[&str]| {
        if !words.is_empty() {
            let _ = write!(out, "{}{}{}", marks[side].0, words.concat(), marks[side].1);
        }
    };
    let mut out = String::new();
    let (mut from, mut to) = (0, 0);
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            put(&mut out, 0, &old[from..old_index]);
            put(&mut out, 1, &new[to..new_index]);
            (from, to) = (old_index + len, new_index + len);
            out.push_str(&new[new_index..to].concat());
        }
    }
    put(&mut out, 0, &old[from..]);
    put(&mut out, 1, &new[to..]);
    out
}
