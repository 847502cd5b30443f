//! `!!! note "Title"`, `??? tip` and `:::note` blocks, which Markdown itself does not know: found before it is read.

use memchr::memmem;
use std::ops::Range;

/// A stretch of a text: plain Markdown, or an admonition with its own Markdown inside.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// Bytes of plain Markdown.
    Plain(Range<usize>),
    /// An admonition.
    Block(Block),
}

/// An admonition.
#[derive(Debug, PartialEq)]
pub(super) struct Block {
    /// `note`, `warning`, …, as written, in lower case.
    pub(super) kind: String,
    /// The title between quotes.
    pub(super) title: Option<String>,
    /// For `???` and `???+`: a disclosure, closed or open.
    pub(super) open: Option<bool>,
    /// Its Markdown without the indentation.
    pub(super) text: String,
    /// For each line of `text`: where it begins there and in the whole.
    pub(super) map: Vec<(usize, usize)>,
    /// All its bytes in the whole.
    pub(super) range: Range<usize>,
}

/// Cuts a text into parts. A text without admonitions is one part.
pub(super) fn parts(text: &str) -> Vec<Part> {
    const MARKS: [&str; 3] = ["!!!", "???", ":::"];
    let begins = |line: &str| MARKS.iter().any(|mark| line.starts_with(mark));
    // Few texts have any of the marks: that is seen faster than where their lines begin.
    if !MARKS.iter().any(|mark| memmem::find(text.as_bytes(), mark.as_bytes()).is_some())
        || !text.split('\n').flat_map(|line| line.split('\r')).any(begins)
    {
        return vec![Part::Plain(0..text.len())];
    }
    let lines = lines(text);
    let mut parts = Vec::new();
    let mut plain = 0;
    let mut fence: Option<&str> = None;
    let mut at = 0;
    while at < lines.len() {
        let line = &text[lines[at].clone()];
        let trimmed = line.trim_start();
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark)) {
            fence = match fence {
                Some(open) if open == mark => None,
                Some(open) => Some(open),
                None => Some(mark),
            };
        }
        let below = lines.get(at + 1).map_or("", |next| &text[next.clone()]);
        let found = if fence.is_none() { opened(line, below) } else { None };
        let Some((kind, title, open, fenced)) = found else {
            at += 1;
            continue;
        };
        let end = if fenced { fenced_end(text, &lines, at) } else { indented_end(text, &lines, at) };
        let start = lines[at].start;
        if plain < start {
            parts.push(Part::Plain(plain..start));
        }
        let body = at + 1..if fenced { end.saturating_sub(1).max(at + 1) } else { end };
        let (inner, map) = undent(text, &lines[body], !fenced);
        let stop = lines[end - 1].end;
        parts.push(Part::Block(Block { kind, title, open, text: inner, map, range: start..stop }));
        plain = stop;
        at = end;
    }
    if plain < text.len() {
        parts.push(Part::Plain(plain..text.len()));
    }
    parts
}

/// The lines of a text, each with its end: `\n`, `\r\n` or `\r`.
fn lines(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            lines.push(start..at + 1);
            start = at + 1;
        }
    }
    if start < bytes.len() {
        lines.push(start..bytes.len());
    }
    lines
}

type Opened = (String, Option<String>, Option<bool>, bool);

/// What a line opens, given the one below it: kind, title, disclosure, and whether it is fenced by `:::`.
fn opened(line: &str, below: &str) -> Option<Opened> {
    let line = line.trim_end();
    let marks: [(&str, Option<bool>, bool); 4] =
        [("!!!", None, false), ("???+", Some(true), false), ("???", Some(false), false), (":::", None, true)];
    let (rest, open, fenced) = marks.into_iter().find_map(|(mark, open, fenced)| {
        let rest = line.strip_prefix(mark)?;
        Some((rest, open, fenced))
    })?;
    let spaced = rest.starts_with(' ');
    let rest = rest.trim_start();
    let kind: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
    if kind.is_empty() {
        return None;
    }
    let after = rest[kind.len()..].trim();
    // `!!!tip "Title"` is an admonition too, as MkDocs has it; `!!!What a day` is somebody shouting.
    let shouted = !spaced && !(indented(below) && (after.is_empty() || after.starts_with('"')));
    if !fenced && shouted {
        return None;
    }
    let quoted = after.find('"').and_then(|from| Some(after[from + 1..].split_once('"')?.0.to_string()));
    let bracketed = after.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(title, _)| title.to_string());
    let bare = || (fenced && !after.is_empty()).then(|| after.to_string());
    let title = quoted.or(bracketed).or_else(bare).filter(|title| !title.trim().is_empty());
    Some((kind.to_lowercase(), title, open, fenced))
}

/// Whether a line belongs to the admonition above it.
fn indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

/// One past the last line that is indented below the opening one; blank lines between belong to it.
fn indented_end(text: &str, lines: &[Range<usize>], at: usize) -> usize {
    let mut end = at + 1;
    for (next, range) in lines.iter().enumerate().skip(at + 1) {
        let line = &text[range.clone()];
        if line.trim().is_empty() {
            continue;
        }
        if !indented(line) {
            break;
        }
        end = next + 1;
    }
    end
}

/// One past the line `:::` that closes; without one, one past the last line.
fn fenced_end(text: &str, lines: &[Range<usize>], at: usize) -> usize {
    let closes = |range: &Range<usize>| text[range.clone()].trim() == ":::";
    lines.iter().enumerate().skip(at + 1).find(|(_, range)| closes(range)).map_or(lines.len(), |(next, _)| next + 1)
}

fn undent(text: &str, lines: &[Range<usize>], indented: bool) -> (String, Vec<(usize, usize)>) {
    let mut inner = String::new();
    let mut map = Vec::new();
    for range in lines {
        let line = &text[range.clone()];
        let cut = if !indented {
            0
        } else if line.starts_with('\t') {
            1
        } else {
            line.bytes().take(4).take_while(|b| *b == b' ').count()
        };
        map.push((inner.len(), range.start + cut));
        inner.push_str(&line[cut..]);
    }
    (inner, map)
}

impl Block {
    /// Where a byte of the inner text stands in the whole.
    pub(super) fn outer(&self, inner: usize) -> usize {
        let at = self.map.partition_point(|(start, _)| *start <= inner);
        match at.checked_sub(1).and_then(|at| self.map.get(at)) {
            Some((start, outer)) => outer + (inner - start),
            None => self.range.start,
        }
    }
}
