//! Two tables as one: columns and rows aligned, changes marked within cells.

use super::align::{Step, align};
use super::block::{Block, key, numbers};
use super::marker::{Mark, Marker, is_words};
use super::units::{Unit, are_same, blocks};
use crate::markdown::tree::{Element, Kind, Node, is_shown, words};

/// As many rows tell which column is which.
const ROWS: usize = 60;

/// Whether a table is a plain grid: every row as many cells as the first, none over several columns or rows.
pub(super) fn is_grid(table: &Element) -> bool {
    let width = rows(table).next().map_or(0, |row| cells(row).len());
    let spans = |cell: &&Node| {
        cell.element().is_some_and(|cell| cell.attributes.iter().any(|(name, _)| name.ends_with("span")))
    };
    width > 0 && rows(table).all(|row| cells(row).len() == width && !cells(row).iter().any(|cell| spans(&cell)))
}

fn parts(table: &Element) -> impl Iterator<Item = &Element> {
    table.children.iter().filter_map(Node::element).filter(|part| part.tag() != Some("caption"))
}

fn rows(table: &Element) -> impl Iterator<Item = &Element> {
    parts(table).flat_map(|part| part.children.iter().filter_map(Node::element))
}

fn cells(row: &Element) -> &[Node] {
    &row.children
}

/// Writes two grids as one.
pub(super) fn pair(marker: &mut Marker<'_>, before: &Element, after: &Element) {
    let columns = columns(before, after);
    if !marker.writer.start(after) {
        return;
    }
    let caption = |table: &Element| -> Vec<Node> {
        table.children.iter().filter(|part| part.element().and_then(Element::tag) == Some("caption")).cloned().collect()
    };
    marker.children(&caption(before), &caption(after));
    for name in ["thead", "tbody", "tfoot"] {
        let rows = |table| -> Vec<Unit<'_>> {
            let named = parts(table).filter(|part: &&Element| part.tag() == Some(name));
            named.flat_map(|part| part.children.iter()).map(|row| Unit { nodes: std::slice::from_ref(row) }).collect()
        };
        let (old, new) = (rows(before), rows(after));
        if old.is_empty() && new.is_empty() {
            continue;
        }
        marker.writer.out.push_str(&format!("<{name}>"));
        let steps = if name == "thead" && old.len() == 1 && new.len() == 1 {
            vec![Step::Changed(0, 0)]
        } else {
            align(&blocks(&old), &blocks(&new), false)
        };
        for step in steps {
            match step {
                Step::Same(i, j) | Step::Changed(i, j) | Step::Moved(i, j) => {
                    row(marker, old[i].block(), new[j].block(), &columns);
                }
                Step::Gone(i) | Step::Away(i, _) => row(marker, old[i].block(), None, &columns),
                Step::Come(j) => row(marker, None, new[j].block(), &columns),
            }
        }
        marker.writer.out.push_str(&format!("</{name}>\n"));
    }
    marker.writer.end(after);
}

/// The columns of both tables in the order of the newer, by their headings and what stands below them.
fn columns(before: &Element, after: &Element) -> Vec<Step> {
    let (old, new) = (column_blocks(before), column_blocks(after));
    let steps = align(&old, &new, false);
    // As many columns as before, and no telling which is which: each is what it was.
    let lost = steps.iter().any(|step| matches!(step, Step::Gone(_)));
    if lost && old.len() == new.len() { (0..old.len()).map(|at| Step::Changed(at, at)).collect() } else { steps }
}

fn column_blocks(table: &Element) -> Vec<Block> {
    let width = rows(table).next().map_or(0, |row| cells(row).len());
    let column = |at: usize| {
        let column: Vec<&Node> = rows(table).take(ROWS).filter_map(|row| cells(row).get(at)).collect();
        let said: Vec<String> = column.iter().map(|cell| words(std::slice::from_ref(*cell))).collect();
        (said.first().cloned().unwrap_or_default(), said.join(" "))
    };
    (0..width)
        .map(|at| {
            let (heading, all) = column(at);
            // An empty heading says nothing; such columns go by what stands below.
            let said = if heading.trim().is_empty() { &all } else { heading.trim() };
            Block { key: key(said), words: numbers(&all), parts: true, ..Block::default() }
        })
        .collect()
}

/// A row of either table or both.
fn row<'t>(marker: &mut Marker<'_>, before: Option<&'t Element>, after: Option<&'t Element>, columns: &[Step]) {
    let mark = match (before, after) {
        (Some(_), None) => " class=\"gone\"",
        (None, Some(_)) => " class=\"come\"",
        _ => "",
    };
    let stop = if mark.is_empty() { String::new() } else { marker.stop() };
    marker.writer.out.push_str(&format!("<tr{mark}{stop}>"));
    for column in columns {
        let cell = |row: Option<&'t Element>, at: usize| cells(row?).get(at)?.element();
        let (old, new) = match *column {
            Step::Same(i, j) | Step::Changed(i, j) | Step::Moved(i, j) => (cell(before, i), cell(after, j)),
            Step::Gone(i) | Step::Away(i, _) => (cell(before, i), None),
            Step::Come(j) => (None, cell(after, j)),
        };
        match (old, new) {
            (Some(old), Some(new)) if are_same(&old.children, &new.children) => marker.writer.element(new),
            (Some(old), Some(new)) if is_words(old) && is_words(new) => {
                // Whether it heads anything is told by its words, so a cell emptied keeps the kind of what it was.
                let shell = if new.children.is_empty() { old } else { new };
                marker.marked(shell, |marker| marker.inline(&old.children, &new.children, false));
            }
            (Some(old), Some(new)) => marker.marked(new, |marker| marker.children(&old.children, &new.children)),
            (Some(old), None) => marker.whole_cell(old, Mark::Deleted),
            (None, Some(new)) => marker.whole_cell(new, Mark::Inserted),
            (None, None) => marker.writer.out.push_str("<td></td>"),
        }
    }
    marker.writer.out.push_str("</tr>\n");
}

impl Marker<'_> {
    /// A cell of a row or column that came or went.
    fn whole_cell(&mut self, cell: &Element, mark: Mark) {
        let empty = !is_shown(&cell.children);
        if empty || !matches!(cell.kind, Kind::Cell(..) | Kind::Tag(_)) {
            return self.writer.element(cell);
        }
        self.all(cell, mark, false);
    }
}
