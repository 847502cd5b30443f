//! A text's blocks as what the alignment compares: what each says, what sort it is, which words it has.

use super::block::{Block, key, numbers};
use crate::markdown::tree::{Element, Kind, Node, words};
use std::borrow::Cow;

/// One block, or a run of words and inline elements between blocks.
#[derive(Clone, Copy)]
pub(super) struct Unit<'t> {
    pub(super) nodes: &'t [Node],
}

impl<'t> Unit<'t> {
    /// The block, when it is one.
    pub(super) fn block(&self) -> Option<&'t Element> {
        match self.nodes {
            [Node::Element(element)] if !element.is_inline() => Some(element),
            _ => None,
        }
    }
}

/// The blocks among some nodes, and the runs of words between them.
pub(super) fn units(nodes: &[Node]) -> Vec<Unit<'_>> {
    let runs = nodes.chunk_by(|a, b| a.is_inline() && b.is_inline());
    let blank = |nodes: &&[Node]| matches!(nodes, [Node::Text(text)] if text.trim().is_empty());
    runs.filter(|run| !blank(run)).map(|nodes| Unit { nodes }).collect()
}

/// What the alignment needs to know of some blocks.
pub(super) fn blocks(units: &[Unit<'_>]) -> Vec<Block> {
    let mut said = String::new();
    let block = |unit: &Unit<'_>| {
        said.clear();
        signature(unit.nodes, &mut said);
        Block {
            key: key(&said),
            sort: unit.block().map_or(WORDS, sort),
            words: numbers(&words(unit.nodes)),
            parts: unit.block().is_some_and(has_parts),
            name: unit.block().is_some_and(|block| matches!(block.kind, Kind::Heading(..))),
        }
    };
    units.iter().map(block).collect()
}

/// The sort of paragraphs, and of words without one: items of a list with and without paragraphs are alike.
const WORDS: Cow<'static, str> = Cow::Borrowed("words");

/// Whether readers read the same in both, wherever in its text each stands.
pub(super) fn are_same(old: &[Node], new: &[Node]) -> bool {
    let said = |nodes: &[Node]| {
        let mut said = String::new();
        signature(nodes, &mut said);
        said
    };
    old == new || said(old) == said(new)
}

/// Whether a block is compared part by part whatever it says.
fn has_parts(element: &Element) -> bool {
    matches!(element.kind, Kind::Tag("ul" | "ol" | "dl" | "thead" | "tbody" | "tfoot") | Kind::Table)
}

/// What a block is.
fn sort(element: &Element) -> Cow<'static, str> {
    match &element.kind {
        Kind::Tag("p") => WORDS,
        Kind::Tag(tag) => Cow::Borrowed(tag),
        Kind::Heading(level, _) => format!("h{level}").into(),
        Kind::Code(_) => "code".into(),
        Kind::Alert(kind, title, _) => format!("alert {kind} {}", title.as_deref().unwrap_or_default()).into(),
        Kind::Table => "table".into(),
        Kind::Cell(..) => "cell".into(),
        Kind::Rule => "rule".into(),
        _ => "other".into(),
    }
}

/// Words with what tells the elements around them apart, so that a changed link or list is a change.
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
                    Kind::FootnoteReference(..) => key.push('\u{4}'),
                    Kind::Tag("p") => {
                        signature(&element.children, key);
                        continue;
                    }
                    Kind::Code(_) => {
                        // White space says something here.
                        key.push_str("code\u{0}");
                        key.push_str(&words(&element.children));
                        continue;
                    }
                    _ => key.push_str(&sort(element)),
                }
                key.push('\u{0}');
                signature(&element.children, key);
                key.push('\u{5}');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::build::document;
    use crate::markdown::gather::Listed;

    #[test]
    fn blocks_are_the_same_when_readers_read_the_same() {
        for (a, b, same) in [
            ("a b\nc", "a  b c", true),
            ("- a\n- b", "* a\n\n* b", true),
            ("a", "*a*", false),
            ("[a](b.md)", "[a](c.md)", false),
            ("- [ ] a", "- [x] a", false),
            ("```\na  b\n```", "```\na b\n```", false),
            ("# A", "## A", false),
            ("!!! note \"A\"\n    a", "!!! note \"B\"\n    a", false),
        ] {
            let (a, b) = (document(a, Listed::Nothing), document(b, Listed::Nothing));
            let key = |nodes: &[Node]| blocks(&units(nodes))[0].key;
            assert_eq!(key(&a.nodes) == key(&b.nodes), same, "{:?} {:?}", a.nodes, b.nodes);
        }
    }
}
