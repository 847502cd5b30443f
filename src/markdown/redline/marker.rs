//! Writes what changed: blocks with their marks, words between `ins` and `del`, and for ears where a mark begins and ends.

use super::align::{Step, align};
use super::block::Block;
use super::tables;
use super::units::{Unit, blocks, units};
use super::words::{Change, Token, Words, changes};
use crate::markdown::render::Render;
use crate::markdown::tree::{Element, Kind, Node};
use crate::markdown::write::{Writer, escape};
use std::fmt::Write as _;
use std::ops::Range;

/// What happened to something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mark {
    Inserted,
    Deleted,
}

/// Writes a redline.
pub(super) struct Marker<'a> {
    pub(super) writer: Writer<'a>,
    pub(super) options: &'a Render<'a>,
    /// How many changes were written, each with an id.
    changes: usize,
}

impl<'a> Marker<'a> {
    pub(super) fn new(options: &'a Render<'a>) -> Marker<'a> {
        let mut writer = Writer::new(options);
        writer.plain_notes = true;
        Marker { writer, options, changes: 0 }
    }

    /// The attributes that make what follows a stop on the way from change to change. Content cannot have such an id.
    pub(super) fn stop(&mut self) -> String {
        self.changes += 1;
        format!(" data-change id=\"{}c:{}\"", self.options.prefix, self.changes)
    }

    /// Two lists of blocks within something: those that say the same are shown once, those alike are compared, the rest
    /// came or went.
    pub(super) fn children(&mut self, old: &[Node], new: &[Node]) {
        let (old, new) = (units(old), units(new));
        self.aligned(&old, &blocks(&old), &new, &blocks(&new));
    }

    /// The same for blocks of which all is known.
    pub(super) fn aligned(&mut self, old: &[Unit<'_>], before: &[Block], new: &[Unit<'_>], after: &[Block]) {
        for step in align(before, after, false) {
            match step {
                Step::Same(_, at) => self.writer.nodes(new[at].nodes),
                Step::Changed(before, after) | Step::Moved(before, after) => self.pair(old[before], new[after]),
                Step::Gone(at) | Step::Away(at, _) => self.whole(old[at], Mark::Deleted),
                Step::Come(at) => self.whole(new[at], Mark::Inserted),
            }
        }
    }

    /// A block that was reworded.
    pub(super) fn pair(&mut self, old: Unit<'_>, new: Unit<'_>) {
        match (old.block(), new.block()) {
            (Some(before), Some(after)) => self.pair_of_blocks(before, after),
            // A paragraph and the bare words of a list's item are of one sort.
            (Some(before), None) => self.inline(&before.children, new.nodes, false),
            (None, Some(after)) => self.marked(after, |marker| marker.inline(old.nodes, &after.children, false)),
            (None, None) => self.inline(old.nodes, new.nodes, false),
        }
    }

    fn pair_of_blocks(&mut self, before: &Element, after: &Element) {
        match &after.kind {
            Kind::Code(_) => self.marked(after, |marker| marker.inline(&before.children, &after.children, true)),
            Kind::Table if tables::is_grid(before) && tables::is_grid(after) => tables::pair(self, before, after),
            _ if is_words(after) && is_words(before) => {
                self.marked(after, |marker| marker.inline(&before.children, &after.children, false));
            }
            _ => {
                if self.writer.start(after) {
                    self.children(&before.children, &after.children);
                    self.writer.end(after);
                }
            }
        }
    }

    /// A block with a stop at its beginning.
    pub(super) fn marked(&mut self, element: &Element, inner: impl FnOnce(&mut Self)) {
        let open = self.writer.out.len();
        if self.writer.start(element) {
            self.stop_at(open);
            inner(self);
            self.writer.end(element);
        }
    }

    /// Makes the tag that was written at this place a stop. One that has an id keeps it.
    fn stop_at(&mut self, open: usize) {
        let Some(end) = self.writer.out[open..].find(['>', ' ']).map(|at| open + at) else { return };
        let tag = self.writer.out[open..].split('>').next().unwrap_or_default();
        let stop = if tag.contains(" id=\"") { " data-change".to_string() } else { self.stop() };
        self.writer.out.insert_str(end, &stop);
    }

    /// A block that came or went as a whole.
    pub(super) fn whole(&mut self, unit: Unit<'_>, mark: Mark) {
        match unit.block() {
            Some(element) => self.all(element, mark, true),
            None => self.run(&Words::of(unit.nodes), None, mark),
        }
    }

    /// A block and all below it under one mark.
    pub(super) fn all(&mut self, element: &Element, mark: Mark, first: bool) {
        // A heading that went must not take the id of one that stays.
        let nameless;
        let element = match (&element.kind, mark) {
            (Kind::Heading(level, _), Mark::Deleted) => {
                nameless = Element { kind: Kind::Heading(*level, String::new()), ..element.clone() };
                &nameless
            }
            _ => element,
        };
        let open = self.writer.out.len();
        if !self.writer.start(element) {
            return;
        }
        if first {
            self.stop_at(open);
        }
        if is_words(element) || matches!(element.kind, Kind::Code(_)) {
            self.run(&Words::of(&element.children), None, mark);
        } else {
            for unit in units(&element.children) {
                match unit.block() {
                    Some(block) => self.all(block, mark, false),
                    None => self.run(&Words::of(unit.nodes), None, mark),
                }
            }
        }
        self.writer.end(element);
    }

    /// Words against words.
    pub(super) fn inline(&mut self, old: &[Node], new: &[Node], exact: bool) {
        let (old, new) = (Words::of(old), Words::of(new));
        let mut from = 0;
        for Change { old: gone, new: come } in changes(&old, &new, exact) {
            self.words(&new, from..come.start);
            self.run(&old, Some(gone), Mark::Deleted);
            self.run(&new, Some(come.clone()), Mark::Inserted);
            from = come.end;
        }
        self.words(&new, from..new.tokens.len());
    }

    /// Words under one mark; all of them where no range is given.
    pub(super) fn run(&mut self, words: &Words<'_>, range: Option<Range<usize>>, mark: Mark) {
        let range = range.unwrap_or(0..words.tokens.len());
        if words.tokens[range.clone()].iter().all(|token| token.is_space() && token.text.is_empty()) {
            return;
        }
        let (tag, labels) = match mark {
            Mark::Inserted => ("ins", &self.options.labels.inserted),
            Mark::Deleted => ("del", &self.options.labels.deleted),
        };
        let _ = write!(self.writer.out, "<{tag}><span class=\"vh\">");
        escape(&mut self.writer.out, &labels[0]);
        self.writer.out.push_str(" </span>");
        self.words(words, range);
        self.writer.out.push_str("<span class=\"vh\"> ");
        escape(&mut self.writer.out, &labels[1]);
        let _ = write!(self.writer.out, "</span></{tag}>");
    }

    /// Words with the emphasis and links that they stand in.
    fn words(&mut self, words: &Words<'_>, range: Range<usize>) {
        let mut open: Vec<&Element> = Vec::new();
        let tokens = &words.tokens[range];
        for (at, token) in tokens.iter().enumerate() {
            let around = &words.around[token.around];
            let bare;
            let around = if empty_link(tokens, at, words) {
                bare = around.iter().copied().filter(|element| !is_link(element)).collect::<Vec<_>>();
                &bare
            } else {
                around
            };
            let shared = open.iter().zip(around).take_while(|(a, b)| std::ptr::eq(**a, **b)).count();
            while open.len() > shared {
                if let Some(element) = open.pop() {
                    self.writer.end(element);
                }
            }
            for element in &around[shared..] {
                self.writer.start(element);
                open.push(element);
            }
            self.token(token);
        }
        while let Some(element) = open.pop() {
            self.writer.end(element);
        }
    }

    fn token(&mut self, token: &Token<'_>) {
        match token.element {
            None => self.writer.text(token.text),
            Some(element) => {
                if self.writer.start(element) {
                    self.writer.end(element);
                }
            }
        }
    }
}

fn is_link(element: &Element) -> bool {
    matches!(element.kind, Kind::Link(..))
}

/// Whether a mark leaves nothing of the token's link but white space: no link then, for nothing could be read or pressed.
fn empty_link(tokens: &[Token<'_>], at: usize, words: &Words<'_>) -> bool {
    let link = |token: &Token<'_>| words.around[token.around].iter().copied().find(|element| is_link(element));
    let Some(own) = link(&tokens[at]).filter(|_| tokens[at].is_space()) else { return false };
    let same = |token: &&Token<'_>| link(token).is_some_and(|other| std::ptr::eq(other, own));
    let blank = |token: &Token<'_>| token.is_space();
    tokens[..at].iter().rev().take_while(same).all(blank) && tokens[at..].iter().take_while(same).all(blank)
}

/// Whether only words stand in a block: its own words, or those of a list's item or a cell without paragraphs.
pub(super) fn is_words(element: &Element) -> bool {
    element.holds_words() || element.children.iter().all(Node::is_inline)
}
