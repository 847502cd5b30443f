//! Words against words: which of them went and came between two stretches of text.
//!
//! Small matches between larger changes belong to the change: a sentence written anew reads as one, not as crumbs.

use crate::markdown::tree::{Element, Kind, Node};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::collections::HashMap;
use std::ops::Range;

/// Longer stretches are compared at their ends only.
const MOST_TOKENS: usize = 60_000;
/// As many words at most between two changes may belong to them.
const CRUMB_WORDS: usize = 3;

/// A stretch of text cut into words, with the emphasis and links that each stands in.
#[derive(Default)]
pub(super) struct Words<'t> {
    pub(super) tokens: Vec<Token<'t>>,
    /// The elements around tokens, from the outermost; tokens name theirs by place.
    pub(super) around: Vec<Vec<&'t Element>>,
}

/// A word, a stretch of white space, a mark of punctuation, or an element without words (an image, a line break).
#[derive(Clone, Copy)]
pub(super) struct Token<'t> {
    pub(super) text: &'t str,
    pub(super) element: Option<&'t Element>,
    pub(super) around: usize,
}

impl Token<'_> {
    pub(super) fn is_space(&self) -> bool {
        self.element.is_none() && self.text.trim().is_empty()
    }

    fn is_word(&self) -> bool {
        self.element.is_some() || self.text.contains(char::is_alphanumeric)
    }
}

impl<'t> Words<'t> {
    /// The words of some nodes.
    pub(super) fn of(nodes: &'t [Node]) -> Words<'t> {
        let mut words = Words { tokens: Vec::new(), around: vec![Vec::new()] };
        words.nodes(nodes, 0);
        words
    }

    /// The words of a line without any marks.
    pub(super) fn of_line(line: &'t str) -> Words<'t> {
        let tokens = split(line).map(|text| Token { text, element: None, around: 0 }).collect();
        Words { tokens, around: vec![Vec::new()] }
    }

    fn nodes(&mut self, nodes: &'t [Node], around: usize) {
        for node in nodes {
            match node {
                Node::Text(text) => self.tokens.extend(split(text).map(|text| Token { text, element: None, around })),
                Node::Element(element) => match &element.kind {
                    Kind::Image(target, _) => {
                        self.tokens.push(Token { text: target, element: Some(element), around });
                    }
                    Kind::Break | Kind::Task(_) | Kind::FootnoteReference(..) | Kind::Rule => {
                        self.tokens.push(Token { text: "", element: Some(element), around });
                    }
                    _ => {
                        let mut path = self.around[around].clone();
                        path.push(element);
                        self.around.push(path);
                        self.nodes(&element.children, self.around.len() - 1);
                    }
                },
            }
        }
    }

    /// What tells each token from others: the same word in the same emphasis or link is the same.
    fn told(&self, marks: &mut Marks, exact: bool) -> Vec<Told<'t>> {
        let path = |path: &Vec<&Element>| path.iter().map(|element| mark(element)).collect::<Vec<_>>().join("\u{0}");
        let around: Vec<usize> = self.around.iter().map(|own| marks.number(path(own))).collect();
        let told = |token: &Token<'t>| match token.element {
            None if token.is_space() && !exact => (0, 0, " "),
            None => (around[token.around], 0, token.text),
            Some(element) => (around[token.around], marks.number(mark(element)), ""),
        };
        self.tokens.iter().map(told).collect()
    }
}

/// The number of the emphasis around a token, that of its own element or 0, and its words.
type Told<'t> = (usize, usize, &'t str);

/// Numbers for emphasis and elements, from 1.
#[derive(Default)]
struct Marks(HashMap<String, usize>);

impl Marks {
    fn number(&mut self, mark: String) -> usize {
        let next = self.0.len() + 1;
        *self.0.entry(mark).or_insert(next)
    }
}

/// What tells an element among words from another, beyond its words.
fn mark(element: &Element) -> String {
    match &element.kind {
        Kind::Tag(tag) => (*tag).to_string(),
        Kind::Link(target, _) => format!("a {target}"),
        Kind::Image(target, _) => format!("img {target} {}", crate::markdown::tree::words(&element.children)),
        Kind::Task(done) => format!("task {done}"),
        // Numbers of notes follow from their order; a note is the same with another number.
        Kind::FootnoteReference(..) => "note".to_string(),
        Kind::Break => "br".to_string(),
        _ => "other".to_string(),
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
        let first = rest.chars().next()?;
        let kind = class(first);
        let end = if kind == 2 { first.len_utf8() } else { rest.find(|c| class(c) != kind).unwrap_or(rest.len()) };
        let (token, tail) = rest.split_at(end);
        rest = tail;
        Some(token)
    })
}

/// What differs: tokens of the older text gone, tokens of the newer come in their place. All else is the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Change {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// The changes from one stretch to the other, in order. `exact` tells white space apart too, as code wants it.
pub(super) fn changes(old: &Words<'_>, new: &Words<'_>, exact: bool) -> Vec<Change> {
    let mut marks = Marks::default();
    let (before, after) = (old.told(&mut marks, exact), new.told(&mut marks, exact));
    let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let ends = before[start..].iter().rev().zip(after[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    let whole = Change { old: start..before.len() - ends, new: start..after.len() - ends };
    if before.len().max(after.len()) > MOST_TOKENS {
        let differs = !whole.old.is_empty() || !whole.new.is_empty();
        return differs.then_some(whole).into_iter().collect();
    }
    // Between what both begin and end with, words are compared by number. Only looked up, never listed, so the order of
    // the map does not matter.
    let mut known = HashMap::new();
    let mut number = |told| {
        let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
        *known.entry(told).or_insert(next)
    };
    let mut joined: Vec<Sized> = Vec::new();
    let old_numbers: Vec<u32> = before[whole.old].iter().map(&mut number).collect();
    let new_numbers: Vec<u32> = after[whole.new].iter().map(&mut number).collect();
    for op in capture_diff_slices(Algorithm::Myers, &old_numbers, &new_numbers) {
        if !matches!(op, DiffOp::Equal { .. }) {
            let within = |range: Range<usize>| start + range.start..start + range.end;
            let (old_range, new_range) = (within(op.old_range()), within(op.new_range()));
            let (gone, come) = (letters(&old.tokens[old_range.clone()]), letters(&new.tokens[new_range.clone()]));
            join(&mut joined, Sized { change: Change { old: old_range, new: new_range }, gone, come }, new);
        }
    }
    joined.into_iter().map(|sized| trimmed(sized.change, &before, &after, old)).collect()
}

/// A change and how many letters went and came.
struct Sized {
    change: Change,
    gone: usize,
    come: usize,
}

impl Sized {
    fn is_replacement(&self) -> bool {
        !self.change.old.is_empty() && !self.change.new.is_empty()
    }
}

fn letters(tokens: &[Token<'_>]) -> usize {
    tokens.iter().filter(|token| token.is_word()).map(|token| token.text.len().max(1)).sum()
}

/// Adds a change; with the one before it becomes one when what is the same between them is a crumb.
fn join(changes: &mut Vec<Sized>, mut next: Sized, new: &Words<'_>) {
    while let Some(last) = changes.last() {
        let between = &new.tokens[last.change.new.end..next.change.new.start];
        let words = between.iter().filter(|token| token.is_word()).take(CRUMB_WORDS + 1).count();
        let replaced = last.is_replacement() || next.is_replacement();
        let same = if words > CRUMB_WORDS { usize::MAX } else { letters(between) };
        // White space and punctuation between replacements; a few short words between larger ones.
        let crumb = match words {
            0 => replaced || between.iter().all(Token::is_space),
            _ => replaced && same < last.gone.max(last.come).min(next.gone.max(next.come)),
        };
        if !crumb {
            break;
        }
        let change =
            Change { old: last.change.old.start..next.change.old.end, new: last.change.new.start..next.change.new.end };
        next = Sized { change, gone: last.gone + same + next.gone, come: last.come + same + next.come };
        changes.pop();
    }
    changes.push(next);
}

/// Without the white space that both sides of a change begin or end with.
fn trimmed(mut change: Change, before: &[Told<'_>], after: &[Told<'_>], old: &Words<'_>) -> Change {
    let same = |i: usize, j: usize| before[i] == after[j] && old.tokens[i].is_space();
    while !change.old.is_empty() && !change.new.is_empty() && same(change.old.start, change.new.start) {
        (change.old.start, change.new.start) = (change.old.start + 1, change.new.start + 1);
    }
    while !change.old.is_empty() && !change.new.is_empty() && same(change.old.end - 1, change.new.end - 1) {
        (change.old.end, change.new.end) = (change.old.end - 1, change.new.end - 1);
    }
    change
}
