//! One table read as a matrix, or left alone, or reported: the same reader for Markdown and CSV, for roles in the header and roles in the first column.
//!
//! Never guesses: a table gives duties only when it is clear which headings are roles and what the cells say.

use super::cells::{CellReader, Reading};
use super::faults::Faults;
use super::headings::{Heading, clauses, names_clauses};
use super::names::{Named, Names};
use crate::fold;
use crate::lang::ByLang;
use crate::markdown::{Cell, Table};
use crate::model::letters::Letters;
use crate::model::matrix::{Activity, Column, MatrixTable};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

/// A table and what is needed to read it.
pub struct Reader<'a> {
    /// Roles and documents by name.
    pub names: &'a Names<'a>,
    /// Letters and legend.
    pub cells: &'a CellReader<'a>,
    /// The path that links are read from.
    pub origin: &'a str,
    /// The file that the ranges are bytes of.
    pub path: Arc<str>,
    /// The text that the ranges of cells are bytes of.
    pub text: &'a str,
    /// Where in the file that text begins.
    pub base: usize,
}

impl Reader<'_> {
    /// Reads a table: none when it is no matrix, or too unclear to be one (then a fault says why).
    pub fn read(&self, table: &Table, faults: &mut Faults<'_>) -> Option<MatrixTable> {
        let first: Vec<&Cell> = table.rows.iter().filter_map(|row| row.first()).collect();
        let across = table.header.iter().skip(1).filter(|cell| self.names_role(cell)).count();
        let down = first.iter().filter(|cell| self.names_role(cell)).count();
        let table = match (across, down) {
            (0, 0) => {
                self.lookalike(table, faults);
                return None;
            }
            (_, 0) => Cow::Borrowed(table),
            (0, _) => {
                let transposed = transposed(table);
                // A list of roles with something about each is no matrix; only letters make it one.
                let (letters, others) = self.tally(&transposed);
                if letters == 0 {
                    return None;
                }
                if letters < others {
                    faults.words_and_letters(self, table);
                    return None;
                }
                Cow::Owned(transposed)
            }
            (across, down) => {
                // Shares of the headings that are roles: one direction must be far ahead of the other.
                let (columns, rows) = (table.header.len().saturating_sub(1), first.len());
                if across * rows >= 2 * down * columns {
                    Cow::Borrowed(table)
                } else if down * columns >= 2 * across * rows {
                    Cow::Owned(transposed(table))
                } else {
                    faults.roles_both_ways(self, table);
                    return None;
                }
            }
        };
        self.matrix(&table, faults)
    }

    /// The bytes of a cell in the file, without the blanks around its words.
    pub fn place(&self, range: &Range<usize>) -> Range<usize> {
        let raw = self.text.get(range.clone()).unwrap_or_default();
        let start = range.start + raw.len() - raw.trim_start().len();
        let words = if raw.trim().is_empty() { range.clone() } else { start..start + raw.trim().len() };
        self.base + words.start..self.base + words.end
    }

    fn names_role(&self, cell: &Cell) -> bool {
        matches!(self.names.role(cell, self.origin), Some(Named::Role(_)))
    }

    /// A table whose roles stand in the header.
    fn matrix(&self, table: &Table, faults: &mut Faults<'_>) -> Option<MatrixTable> {
        let headings = self.headings(table, faults);
        let Some(activity_at) = headings.iter().position(|heading| *heading == Heading::Activity) else {
            faults.no_activities(self, table);
            return None;
        };
        let role_columns: Vec<usize> =
            (0..headings.len()).filter(|at| matches!(headings[*at], Heading::Role(_))).collect();
        if !self.is_readable(table, &role_columns, faults) {
            return None;
        }
        let clauses_at = headings.iter().position(|heading| *heading == Heading::Clauses);
        let columns = role_columns.iter().map(|at| Column {
            role: match &headings[*at] {
                Heading::Role(role) => role.clone(),
                _ => None,
            },
            heading: table.header[*at].text.trim().to_string(),
            at: self.place(&table.header[*at].range).into(),
        });
        let mut read = MatrixTable {
            shown: ByLang::new(),
            path: self.path.clone(),
            columns: columns.collect(),
            activities: Vec::with_capacity(table.rows.len()),
        };
        let mut unread = faults.unread();
        for row in &table.rows {
            for extra in row.iter().skip(table.header.len()).filter(|cell| !cell.text.trim().is_empty()).take(1) {
                faults.beyond_header(self, extra);
            }
            read.activities.extend(self.activity(row, activity_at, clauses_at, &role_columns, &mut unread, faults));
        }
        faults.report(self, unread);
        Some(read)
    }

    fn activity(
        &self,
        row: &[Cell],
        activity_at: usize,
        clauses_at: Option<usize>,
        role_columns: &[usize],
        unread: &mut super::faults::Unread,
        faults: &mut Faults<'_>,
    ) -> Option<Activity> {
        let last = row.last()?;
        let missing = Cell { text: String::new(), links: Vec::new(), range: last.range.end..last.range.end };
        let at = |place: usize| row.get(place).unwrap_or(&missing);
        let what = at(activity_at);
        let name = what.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut letters = Vec::with_capacity(role_columns.len());
        let mut places = Vec::with_capacity(role_columns.len());
        let mut sound = true;
        for column in role_columns {
            let cell = at(*column);
            let reading = self.cells.read(&cell.text);
            sound &= matches!(reading, Reading::Letters(_));
            letters.push(if let Reading::Letters(read) = reading { read } else { Letters::default() });
            places.push(self.place(&cell.range).into());
            unread.note(reading, cell);
        }
        if name.is_empty() {
            if let Some(cell) = letters.iter().position(|letters| !letters.is_empty()) {
                faults.nameless(self, at(role_columns[cell]));
            }
            return None;
        }
        let documents: BTreeSet<usize> = self.names.documents(what, self.origin);
        Some(Activity {
            keys: vec![fold::name(&name)],
            names: ByLang::from_iter([(faults.lang, name)]),
            clauses: clauses_at.map(|place| clauses(&at(place).text)).unwrap_or_default(),
            letters,
            places,
            at: self.place(&what.range).into(),
            unread: !sound,
            anchor: String::new(),
            documents: documents.into_iter().collect(),
        })
    }

    /// Whether at least half of a column's filled cells are letters of the scheme.
    pub(super) fn holds_letters(&self, table: &Table, column: usize) -> bool {
        let (mut letters, mut filled) = (0, 0);
        for cell in table.rows.iter().filter_map(|row| row.get(column)) {
            match self.cells.read(&cell.text) {
                Reading::Letters(read) => {
                    letters += usize::from(!read.is_empty());
                    filled += usize::from(!read.is_empty());
                }
                _ => filled += 1,
            }
        }
        letters > 0 && letters * 2 >= filled
    }

    /// Whether the cells under roles are meant as letters. A table of words under roles is reported, once.
    fn is_readable(&self, table: &Table, role_columns: &[usize], faults: &mut Faults<'_>) -> bool {
        let (mut letters, mut codes, mut others) = (0, 0, 0);
        let mut first: Option<&Cell> = None;
        for cell in table.rows.iter().flat_map(|row| role_columns.iter().filter_map(|at| row.get(*at))) {
            match self.cells.read(&cell.text) {
                Reading::Letters(read) => letters += usize::from(!read.is_empty()),
                Reading::Code => codes += 1,
                Reading::Words | Reading::Mark => {
                    others += 1;
                    first = first.or(Some(cell));
                }
            }
        }
        match first.filter(|_| others > letters + codes) {
            Some(cell) => {
                faults.no_letters(self, cell);
                false
            }
            None => true,
        }
    }

    /// How many filled cells below the header and right of the first column are letters, and how many are not.
    fn tally(&self, table: &Table) -> (usize, usize) {
        let filled = table.rows.iter().flat_map(|row| row.iter().skip(1)).filter(|cell| !cell.text.trim().is_empty());
        let read = filled.map(|cell| self.cells.read(&cell.text));
        read.fold((0, 0), |(letters, others), reading| match reading {
            Reading::Letters(read) if !read.is_empty() => (letters + 1, others),
            Reading::Letters(_) => (letters, others),
            _ => (letters, others + 1),
        })
    }

    /// A table without any role that holds letters all the same is reported at the first heading in question.
    fn lookalike(&self, table: &Table, faults: &mut Faults<'_>) {
        let columns: Vec<usize> = (1..table.header.len())
            .filter(|at| !names_clauses(&table.header[*at].text) && self.holds_letters(table, *at))
            .collect();
        let Some(first) = columns.first() else { return };
        if columns.len() == 1 && self.explains_letters(table, *first) {
            return;
        }
        faults.no_role(self, &table.header[*first]);
    }

    /// Whether the column lists letters one after the other, as the key to a matrix does.
    fn explains_letters(&self, table: &Table, column: usize) -> bool {
        let mut seen = BTreeSet::new();
        table.rows.iter().filter_map(|row| row.get(column)).all(|cell| match self.cells.read(&cell.text) {
            Reading::Letters(read) => !read.is_empty() && seen.insert(read),
            _ => false,
        })
    }
}

/// Rows as columns. A row that is shorter than the header is filled with empty cells at its end.
fn transposed(table: &Table) -> Table {
    let lines: Vec<&Vec<Cell>> = std::iter::once(&table.header).chain(&table.rows).collect();
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let column = |at: usize| -> Vec<Cell> {
        let cell = |line: &&Vec<Cell>| {
            let end = line.last().map_or(table.range.start, |cell| cell.range.end);
            line.get(at).cloned().unwrap_or(Cell { text: String::new(), links: Vec::new(), range: end..end })
        };
        lines.iter().map(cell).collect()
    };
    Table { range: table.range.clone(), header: column(0), rows: (1..width).map(column).collect() }
}
