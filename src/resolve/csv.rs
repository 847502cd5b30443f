//! A table out of a CSV file, as spreadsheets write them, with the place of every cell.
//!
//! The `csv` crate does not tell where in the file a field begins, and a finding has to; so the few rules of RFC 4180
//! are applied here. Delimiter (`,`, `;`, tab), byte-order mark and line ends are recognised; Excel's line `sep=;` too.

use crate::finding::catalogue::source;
use crate::finding::{Finding, Place, Rule};
use crate::markdown::{Cell, Table};
use crate::say;
use crate::source::lines::without_bom;
use std::ops::Range;
use std::sync::Arc;

/// The most cells that are read: 5,000 activities by 100 roles.
pub const MOST_CELLS: usize = 500_000;

/// What was read, and what stood in the way.
#[derive(Clone, Debug)]
pub struct Csv {
    /// The table: the first line with two filled cells is its header, blank lines are left out.
    pub table: Option<Table>,
    /// A quotation mark that is never closed: everything after it would be one cell.
    pub unclosed: Option<Range<usize>>,
    /// Whether there were more than [`MOST_CELLS`] cells; the rest was not read.
    pub too_large: bool,
}

/// Reads a file. Ranges are bytes of `text`.
pub fn read(text: &str) -> Csv {
    let (rest, mut from) = without_bom(text);
    let mut delimiter = None;
    if let Some(line) = rest.lines().next()
        && let Some(named) = line.trim().strip_prefix("sep=").and_then(|named| named.chars().next())
    {
        delimiter = Some(named);
        from += line.len();
    }
    let delimiter = delimiter.unwrap_or_else(|| sniff(&text[from..]));
    let mut scan = Scan { text, at: from, delimiter, cells: 0, unclosed: None };
    let mut records = std::iter::from_fn(|| scan.record()).filter(|record| record.iter().any(is_filled));
    let header = records.find(|record| record.iter().filter(|cell| is_filled(cell)).count() > 1);
    let rows: Vec<Vec<Cell>> = records.collect();
    let table = header.map(|header| {
        let start = header.first().map_or(from, |cell| cell.range.start);
        Table { range: start..text.len(), header, rows }
    });
    Csv { table, unclosed: scan.unclosed, too_large: scan.cells > MOST_CELLS }
}

/// Reports a quotation mark that is never closed, by a rule of the table's own family, and a table that is too large.
pub fn faults(read: &Csv, path: &Arc<str>, rule: &'static Rule, subject: Option<&str>, found: &mut Vec<Finding>) {
    let mut report = |finding: Finding| {
        found.push(match subject {
            Some(subject) => finding.about(subject),
            None => finding,
        });
    };
    if let Some(range) = read.unclosed.clone() {
        let says = say!("this quotation mark is never closed", "ce guillemet n’est jamais fermé");
        let help = say!(
            "Close it with `\"`; a quotation mark inside a text is written twice, `\"\"`.",
            "Fermez-le avec `\"`; un guillemet à l’intérieur d’un texte s’écrit deux fois, `\"\"`."
        );
        report(Finding::new(rule, Place::bytes(path, range), says).help(help));
    }
    if read.too_large {
        let says = say!(
            "this table has more than {MOST_CELLS} cells; the rest was not read",
            "ce tableau a plus de {MOST_CELLS} cases; le reste n’a pas été lu"
        );
        report(Finding::new(&source::OVER_LIMIT, Place::file(path), says));
    }
}

/// The columns whose headings are among the names given for each, whatever case and accents; of two the first.
pub fn columns<const N: usize>(table: &Table, names: [&[&str]; N]) -> [Option<usize>; N] {
    let headings: Vec<String> = table.header.iter().map(|cell| crate::fold::name(&cell.text)).collect();
    names.map(|names| headings.iter().position(|heading| names.contains(&heading.as_str())))
}

fn is_filled(cell: &Cell) -> bool {
    !cell.text.trim().is_empty()
}

/// The delimiter that divides the first lines into the most fields; a comma when none does.
fn sniff(text: &str) -> char {
    let count = |delimiter: char| {
        let mut scan = Scan { text, at: 0, delimiter, cells: 0, unclosed: None };
        let records = std::iter::from_fn(|| scan.record()).take(20);
        let mut widths: Vec<usize> = records.map(|record| record.len()).filter(|width| *width > 1).collect();
        widths.sort_unstable();
        // The width that most lines have at least: a comma within one activity's words does not win over semicolons.
        let middle = widths.get(widths.len() / 2).copied().unwrap_or(0);
        (widths.len(), middle)
    };
    let counts = [',', ';', '\t'].map(|delimiter| (count(delimiter), delimiter));
    let best = counts.iter().max_by_key(|((lines, width), _)| lines * width);
    best.filter(|((lines, _), _)| *lines > 0).map_or(',', |(_, delimiter)| *delimiter)
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    delimiter: char,
    cells: usize,
    unclosed: Option<Range<usize>>,
}

impl Scan<'_> {
    /// The cells up to the next line end outside quotation marks; none at the end of the text.
    fn record(&mut self) -> Option<Vec<Cell>> {
        if self.at >= self.text.len() || self.cells > MOST_CELLS {
            return None;
        }
        let mut record = Vec::new();
        loop {
            record.push(self.field());
            self.cells += 1;
            let rest = &self.text[self.at..];
            if rest.starts_with(self.delimiter) && self.cells <= MOST_CELLS {
                self.at += self.delimiter.len_utf8();
                continue;
            }
            self.at += match rest.as_bytes() {
                [b'\r', b'\n', ..] => 2,
                [] => 0,
                _ => 1,
            };
            return Some(record);
        }
    }

    /// One field; `at` is then at the delimiter, the line end or the end of the text.
    fn field(&mut self) -> Cell {
        let start = self.at;
        let blanks = self.text[start..].bytes().take_while(|b| *b == b' ').count();
        if !self.text[start + blanks..].starts_with('"') {
            let end = self.end_from(start);
            self.at = end;
            return cell(self.text, start..end, self.text[start..end].trim().to_string());
        }
        let open = start + blanks;
        let mut value = String::new();
        let mut at = open + 1;
        loop {
            let Some(length) = self.text[at..].find('"') else {
                // Never closed: take the line as it stands, so that the rest of the table is still read.
                self.unclosed.get_or_insert(open..open + 1);
                let end = self.end_from(open);
                self.at = end;
                return cell(self.text, open..end, self.text[open + 1..end].trim().to_string());
            };
            value.push_str(&self.text[at..at + length]);
            at += length + 1;
            if self.text[at..].starts_with('"') {
                value.push('"');
                at += 1;
                continue;
            }
            // What follows the closing mark before the delimiter belongs to the field, as spreadsheets read it.
            let end = self.end_from(at);
            value.push_str(&self.text[at..end]);
            self.at = end;
            return cell(self.text, open..end, value.trim().to_string());
        }
    }

    fn end_from(&self, start: usize) -> usize {
        let stop = |c: char| c == self.delimiter || c == '\n' || c == '\r';
        self.text[start..].find(stop).map_or(self.text.len(), |length| start + length)
    }
}

/// A cell whose place leaves out the blanks around it.
fn cell(text: &str, range: Range<usize>, value: String) -> Cell {
    let raw = &text[range.clone()];
    let trimmed = raw.trim();
    let start = if trimmed.is_empty() { range.start } else { range.start + (raw.len() - raw.trim_start().len()) };
    Cell { text: value, links: Vec::new(), range: start..start + trimmed.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let Some(table) = read(text).table else { return Vec::new() };
        let lines = std::iter::once(table.header).chain(table.rows);
        lines.map(|line| line.into_iter().map(|cell| cell.text).collect()).collect()
    }

    #[test]
    fn what_spreadsheets_write() {
        let expected = vec![vec!["Activité", "Article", "ceo"], vec!["Dire, en clair", "5.1", "A/R"]];
        let cases = [
            "Activité,Article,ceo\n\"Dire, en clair\",5.1,A/R\n",
            "\u{feff}Activité;Article;ceo\r\nDire, en clair;5.1;A/R\r\n",
            "Activité\tArticle\tceo\rDire, en clair\t5.1\tA/R",
            "sep=;\r\nActivité;Article;ceo\r\n;;\r\n\"Dire, en clair\";5.1; A/R \r\n\r\n",
            "Matrice 2026;;\n;;\nActivité;Article;ceo\nDire, en clair;5.1;A/R\n",
            "\"Activité\";\"Article\";\"ceo\"\n\"Dire, en clair\";\"5.1\";\"A/R\"",
        ];
        for text in cases {
            assert_eq!(cells(text), expected, "{text:?}");
        }
    }

    #[test]
    fn quotation_marks_and_line_ends_inside_a_field() {
        assert_eq!(cells("a,b\n\"say \"\"no\"\"\",\"two\nlines\"\n"), [["a", "b"], ["say \"no\"", "two\nlines"]]);
        let open = read("a,b\n\"never closed,A\nnext,R\n");
        assert_eq!(open.unclosed, Some(4..5));
        assert_eq!(open.table.map(|table| table.rows.len()), Some(2));
    }

    #[test]
    fn places_are_those_of_the_words() {
        let text = "\u{feff}Act;ceo\r\n\"Plan; do\"; A/R \r\n";
        let table = read(text).table.unwrap();
        let place = |cell: &Cell| &text[cell.range.clone()];
        assert_eq!(place(&table.header[1]), "ceo");
        assert_eq!(place(&table.rows[0][0]), "\"Plan; do\"");
        assert_eq!(place(&table.rows[0][1]), "A/R");
    }

    #[test]
    fn nothing_to_read() {
        for text in ["", "\u{feff}", "\n\n", ";;;\n", "only one cell\n", "sep=;"] {
            assert!(read(text).table.is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_flood_of_cells_is_cut() {
        let text = ",".repeat(MOST_CELLS + 10);
        assert!(read(&text).too_large);
    }
}
