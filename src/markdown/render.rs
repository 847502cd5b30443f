//! A text as a page shows it: what the page must say about links and words, and the HTML and headings it gets.

use super::build::{self, Document};
use super::gather::Listed;
use super::outline::{Heading, LinkKind, Section};
use super::tree::{Element, Kind, Node, words};
use super::write::Writer;
use crate::lang::Lang;
use std::cell::Cell;

/// How a text is written.
#[derive(Clone, Copy)]
pub struct Render<'a> {
    /// What a target becomes.
    pub link: &'a dyn Fn(&str, LinkKind) -> Resolved,
    /// Words that the page adds.
    pub labels: &'a Labels,
    /// How many levels headings are moved down.
    pub shift: u8,
    /// What ids begin with, where several texts share a page.
    pub prefix: &'a str,
    /// How many tables the page has so far, where several texts share it: their frames are told apart by their number.
    pub tables: Option<&'a Cell<usize>>,
}

impl<'a> Render<'a> {
    /// For a text alone on its page.
    pub fn new(link: &'a dyn Fn(&str, LinkKind) -> Resolved, labels: &'a Labels) -> Render<'a> {
        Render { link, labels, shift: 0, prefix: "", tables: None }
    }

    /// With headings moved down.
    pub fn shifted(self, shift: u8) -> Render<'a> {
        Render { shift, ..self }
    }

    /// With tables counted over the whole page.
    pub fn counted(self, tables: &'a Cell<usize>) -> Render<'a> {
        Render { tables: Some(tables), ..self }
    }

    /// With ids that begin with these words.
    pub fn prefixed(self, prefix: &'a str) -> Render<'a> {
        Render { prefix, ..self }
    }
}

/// What a target becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Resolved {
    /// A link.
    Href {
        /// The address to write.
        href: String,
        /// The language of what it leads to, when it is not the page's.
        lang: Option<Lang>,
        /// A hint.
        title: Option<String>,
    },
    /// Nothing: the words stay without a link.
    Missing,
    /// An image of another host: shown as a link, not loaded.
    Removed,
}

impl Resolved {
    /// A plain link.
    pub fn href(href: &str) -> Resolved {
        Resolved::Href { href: href.to_string(), lang: None, title: None }
    }
}

/// Words that the page adds to a text, in its language.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Before a task not done, and before one done.
    pub task: [String; 2],
    /// Titles of alerts, in the order of [`ALERTS`].
    pub alerts: [String; 5],
    /// A table without a name.
    pub table: String,
    /// The heading of the footnotes.
    pub footnotes: String,
    /// The way back from a footnote.
    pub back: String,
    /// What opens a disclosure whose author gave it no words.
    pub details: String,
    /// Around what a redline inserts and deletes: before and after.
    pub inserted: [String; 2],
    /// Likewise.
    pub deleted: [String; 2],
    /// What unfolds `{n}` unchanged blocks of a redline.
    pub unchanged: String,
    /// Above what moved within its section; with `{title}`, from which section it came.
    pub moved: String,
    /// Likewise.
    pub moved_from: String,
    /// In the place that something left for another in its section; with `{title}`, to which section it went.
    pub away: String,
    /// Likewise.
    pub away_to: String,
}

/// The kinds of alerts that have words; others take the first.
pub const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

impl Labels {
    /// From the words of an interface.
    pub fn from_words(word: &dyn Fn(&str) -> String) -> Labels {
        Labels {
            task: [word("task_todo"), word("task_done")],
            alerts: ALERTS.map(|kind| word(&format!("alert_{kind}"))),
            table: word("table"),
            footnotes: word("footnotes"),
            back: word("footnote_back"),
            details: word("details"),
            inserted: [word("inserted"), word("end_inserted")],
            deleted: [word("deleted"), word("end_deleted")],
            unchanged: word("unchanged_blocks"),
            moved: word("moved_here"),
            moved_from: word("moved_from"),
            away: word("moved_away"),
            away_to: word("moved_to"),
        }
    }
}

/// A text as HTML.
#[derive(Clone, Debug, Default)]
pub struct Rendered {
    /// The HTML, without the text's title.
    pub html: String,
    /// Its headings with the levels they have on the page, without the title.
    pub headings: Vec<Heading>,
    /// The text's first heading of level 1, which the page prints itself.
    pub title: Option<String>,
}

/// Renders a text below a page's own h1: the first heading of level 1 becomes the title, levels never jump.
pub fn render(body: &str, options: &Render<'_>) -> Rendered {
    write(build::document(body, Listed::Nothing), options)
}

/// The same, and the text's words by section as [`sections`](super::sections) gives them.
pub fn render_and_read(body: &str, options: &Render<'_>) -> (Rendered, Vec<Section>) {
    let document = build::document(body, Listed::Nothing);
    let sections = document.sections();
    (write(document, options), sections)
}

fn write(document: Document, options: &Render<'_>) -> Rendered {
    let (mut nodes, mut footnotes) = (document.nodes, document.footnotes);
    let mut title = None;
    let first =
        nodes.iter().position(|node| node.element().is_some_and(|element| matches!(element.kind, Kind::Heading(..))));
    if let Some(at) = first
        && let Node::Element(Element { kind: Kind::Heading(1, _), children, .. }) = &nodes[at]
    {
        title = Some(words(children).trim().to_string());
        let gone = references(children);
        nodes.remove(at);
        if !gone.is_empty() {
            nodes.iter_mut().filter_map(Node::element_mut).chain(&mut footnotes).for_each(|own| renumber(own, &gone));
        }
    }
    let mut writer = Writer::new(options);
    level(&mut nodes, &mut 1, options.shift);
    writer.nodes(&nodes);
    writer.footnotes(&footnotes);
    Rendered { html: writer.out, headings: writer.headings, title }
}

/// The references to footnotes among some nodes: the note's number, and which reference to it.
fn references(nodes: &[Node]) -> Vec<(usize, usize)> {
    let of = |element: &Element| match element.kind {
        Kind::FootnoteReference(number, nth) => vec![(number, nth)],
        _ => references(&element.children),
    };
    nodes.iter().filter_map(Node::element).flat_map(of).collect()
}

/// Counts references to footnotes as they are without those that left the page with its title: notes lead back to those
/// that are there.
fn renumber(element: &mut Element, gone: &[(usize, usize)]) {
    let before = |number: usize, nth: usize| gone.iter().filter(|(own, at)| *own == number && *at <= nth).count();
    match &mut element.kind {
        Kind::FootnoteReference(number, nth) => *nth -= before(*number, *nth),
        Kind::Footnote(number, count) => *count -= before(*number, *count),
        _ => {}
    }
    element.children.iter_mut().filter_map(Node::element_mut).for_each(|own| renumber(own, gone));
}

/// Headings at most one level below the one before, none of level 1, all moved down by `shift`.
pub(super) fn level(nodes: &mut [Node], before: &mut u8, shift: u8) {
    for node in nodes {
        let Node::Element(element) = node else { continue };
        if let Kind::Heading(level, _) = &mut element.kind {
            *level = (*level).max(2).min(*before + 1);
            *before = *level;
            *level = (*level + shift).min(6);
        }
        level(&mut element.children, before, shift);
    }
}
