//! Bytes of a text to lines and columns, as editors count them.
//!
//! A line ends with LF, CR LF or CR alone; columns are characters; a byte-order mark takes no column.

use std::ops::Range;

/// The byte-order mark that some editors put before UTF-8 text.
pub const BOM: &str = "\u{feff}";

/// The text without its byte-order mark, and how many bytes that mark had (0 or 3).
pub fn without_bom(text: &str) -> (&str, usize) {
    match text.strip_prefix(BOM) {
        Some(rest) => (rest, BOM.len()),
        None => (text, 0),
    }
}

/// Lines of a text one after the other: each item is the range of its bytes without and with its line end.
/// A text that ends with a line end has no further empty line; an empty text has none.
pub struct Lines<'a> {
    text: &'a str,
    at: usize,
}

/// The lines from a byte on; that byte should begin a line.
pub fn lines(text: &str, from: usize) -> Lines<'_> {
    Lines { text, at: from }
}

/// One line: where its text is, and where the next line begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Line {
    /// First byte.
    pub start: usize,
    /// One past the last byte of its text, before the line end.
    pub end: usize,
    /// First byte of the next line.
    pub next: usize,
}

impl Line {
    /// Its text without the line end.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    /// The bytes of its text.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl Iterator for Lines<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let rest = self.text.as_bytes().get(self.at..).filter(|rest| !rest.is_empty())?;
        let start = self.at;
        let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(rest.len());
        let ending = match &rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at = start + length + ending;
        Some(Line { start, end: start + length, next: self.at })
    }
}

/// The number of the line, counted from 1, in which a byte stands, and that line.
/// Past the end it is the last line, or a new empty one after a final line end.
pub fn line_of(text: &str, byte: usize) -> (usize, Line) {
    let mut number = 1;
    let mut last = Line { start: 0, end: 0, next: 0 };
    for line in lines(text, 0) {
        if byte < line.next || (line.end == line.next && byte <= line.end) {
            return (number, line);
        }
        number += 1;
        last = line;
    }
    if last.end == last.next && number > 1 {
        (number - 1, last)
    } else {
        (number, Line { start: last.next, end: last.next, next: last.next })
    }
}

/// The line of that number, counted from 1.
pub fn line_at(text: &str, number: usize) -> Option<Line> {
    lines(text, 0).nth(number.checked_sub(1)?)
}

/// The column of a byte in its line, counted from 1 in characters. A byte within a character counts as its start.
pub fn column_of(text: &str, line: Line, byte: usize) -> usize {
    let byte = byte.min(line.end);
    let shown = line.text(text);
    let skipped = if line.start == 0 && shown.starts_with(BOM) { 1 } else { 0 };
    let before = shown.char_indices().take_while(|(i, _)| line.start + i < byte).count();
    let inside = !text.is_char_boundary(byte);
    before.saturating_sub(usize::from(inside)).saturating_sub(skipped) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions() {
        let cases = [
            ("", 0, (1, 1)),
            ("", 9, (1, 1)),
            ("abc", 0, (1, 1)),
            ("abc", 2, (1, 3)),
            ("abc", 3, (1, 4)),
            ("abc", 99, (1, 4)),
            ("abc\n", 3, (1, 4)),
            ("abc\n", 4, (2, 1)),
            ("a\nb", 2, (2, 1)),
            ("a\r\nb", 3, (2, 1)),
            ("a\r\nb", 2, (1, 2)),
            ("a\rb\rc", 2, (2, 1)),
            ("a\rb\rc", 4, (3, 1)),
            ("a\n\nb", 2, (2, 1)),
            ("é=x", 2, (1, 2)),
            ("é=x", 1, (1, 1)),
            ("\u{feff}id: x", 3, (1, 1)),
            ("\u{feff}id: x", 7, (1, 5)),
            ("a\n\u{1f600}b", 6, (2, 2)),
        ];
        for (text, byte, expected) in cases {
            let (number, line) = line_of(text, byte);
            assert_eq!((number, column_of(text, line, byte)), expected, "{text:?} at {byte}");
        }
    }

    #[test]
    fn every_byte_belongs_to_one_line() {
        for text in ["", "a", "a\n", "a\r\n\r\nb\rc\n\rd", "\n\n", "\r\n"] {
            let all: Vec<Line> = lines(text, 0).collect();
            let mut at = 0;
            for line in &all {
                assert_eq!(line.start, at, "{text:?}");
                assert!(line.next > line.start);
                at = line.next;
            }
            assert_eq!(at, text.len(), "{text:?}");
        }
    }
}
