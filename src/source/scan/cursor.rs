//! The place of the scan: bytes, lines and columns, counted as the library counts them.

use super::Scanner;

impl Scanner<'_> {
    pub(super) fn is(&self, byte: u8) -> bool {
        self.bytes.get(self.at) == Some(&byte)
    }

    pub(super) fn blank(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b' ' | b'\t'))
    }

    pub(super) fn blank_or_end(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(0)) || self.blank(at) || self.break_at(at) > 0
    }

    /// The bytes of the line end that stands here, 0 for none. YAML 1.1 also ends lines at U+0085, U+2028 and U+2029.
    pub(super) fn break_at(&self, at: usize) -> usize {
        match self.bytes.get(at..).unwrap_or(&[]) {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [0xC2, 0x85, ..] => 2,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        }
    }

    /// One character on, within a line.
    pub(super) fn step(&mut self) {
        let width = match self.bytes.get(self.at) {
            None => return,
            Some(0..=0x7F) => 1,
            Some(0x80..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..) => 4,
        };
        self.at = (self.at + width).min(self.bytes.len());
        self.column += 1;
        self.characters += 1;
    }

    /// Over a line end.
    pub(super) fn step_line(&mut self) {
        let width = self.break_at(self.at);
        self.characters += if self.bytes[self.at..].starts_with(b"\r\n") { 2 } else { 1 };
        self.at += width;
        self.line += 1;
        self.column = 0;
    }

    /// Whether `---` or `...` stands here.
    pub(super) fn document_mark(&self) -> bool {
        let rest = &self.bytes[self.at..];
        (rest.starts_with(b"---") || rest.starts_with(b"...")) && self.blank_or_end(self.at + 3)
    }
}
