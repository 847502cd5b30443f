//! Symbolic places made concrete: a key path, a byte range or a line becomes a line and a column.

use super::lines::{column_of, line_at, line_of, without_bom};
use super::outline::{self, Spot as KeySpot};
use super::{Sources, front};
use crate::finding::{At, Place, Spot};
use std::ops::Range;

/// Where a place is in the handbook's files. What cannot be found is the nearest thing that can: the parent key, the
/// front matter's first line, the file as a whole.
pub fn locate(sources: &Sources, place: &Place) -> Spot {
    let Some(text) = sources.text(&place.path) else {
        // A file that could not be kept as text may still have a line to name.
        let line = if let At::Line(line) = place.at { Some(line) } else { None };
        return Spot { line, ..Spot::default() };
    };
    match &place.at {
        At::File => Spot::default(),
        At::Line(line) => match line_at(text, *line) {
            Some(found) => Spot {
                line: Some(*line),
                column: Some(1),
                end_column: None,
                line_text: Some(found.text(text).to_string()),
            },
            None => Spot { line: Some(*line), ..Spot::default() },
        },
        At::Bytes(range) => at_bytes(text, range.start..range.end),
        At::Value(path) => by_key(text, &place.path, path, false),
        At::Key(path) => by_key(text, &place.path, path, true),
    }
}

/// The bytes of the value (or key) under a path, in the file's text; its nearest parent when it is not written.
pub fn span(text: &str, file: &str, path: &str, want_key: bool) -> Option<Range<usize>> {
    let (yaml, offset) = yaml_of(text, file)?;
    let spots = outline::spots(yaml);
    let mut wanted = path;
    let (spot, exact) = loop {
        match find(&spots, wanted) {
            Some(spot) => break (spot, wanted == path),
            None => wanted = parent(wanted)?,
        }
    };
    let range = if (want_key && exact) || spot.value.is_empty() { &spot.key } else { &spot.value };
    Some(range.start + offset..range.end + offset)
}

/// A single entry may stand for a list of one: `approval[0].person` is also `approval.person`.
fn find<'s>(spots: &'s [KeySpot], path: &str) -> Option<&'s KeySpot> {
    spots.iter().find(|spot| spot.path == path).or_else(|| {
        let single = path.replace("[0]", "");
        spots.iter().find(|spot| spot.path == single)
    })
}

fn parent(path: &str) -> Option<&str> {
    path.rfind(['.', '[']).map(|at| &path[..at]).filter(|parent| !parent.is_empty())
}

fn yaml_of<'t>(text: &'t str, file: &str) -> Option<(&'t str, usize)> {
    if file.ends_with(".yaml") || file.ends_with(".yml") {
        return Some(without_bom(text));
    }
    let range = front::split(text).yaml?;
    Some((text.get(range.clone())?, range.start))
}

fn by_key(text: &str, file: &str, path: &str, want_key: bool) -> Spot {
    match span(text, file, path, want_key) {
        Some(range) => at_bytes(text, range),
        // The front matter begins on the second line; a data file on its first.
        None => {
            let line = usize::from(front::split(text).yaml.is_some()) + 1;
            let line_text = line_at(text, line).map(|found| found.text(text).to_string());
            Spot { line: Some(line), column: Some(1), end_column: None, line_text }
        }
    }
}

fn at_bytes(text: &str, range: Range<usize>) -> Spot {
    let start = floor(text, range.start);
    let (number, line) = line_of(text, start);
    let end = floor(text, range.end.max(range.start)).min(line.end).max(start.min(line.end));
    let column = column_of(text, line, start.min(line.end));
    let end_column = column_of(text, line, end);
    Spot {
        line: Some(number),
        column: Some(column),
        end_column: Some(end_column.max(column)),
        line_text: Some(line.text(text).to_string()),
    }
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn places_become_lines_and_columns() {
        let text = "\u{feff}---\r\nid: POL-1\r\ntitle: Été # c\r\napproval: {role: ceo, person: ann}\r\nempty:\r\n---\r\n\r\nWords é [x](y.md)\r\n";
        let sources =
            Sources::from_texts(&[("content/a.md", text), ("content/people.yaml", "- id: a\n- id: b\n  since: x\n")]);
        let path: Arc<str> = Arc::from("content/a.md");
        let people: Arc<str> = Arc::from("content/people.yaml");
        let link = text.find("[x]").unwrap();
        for (place, line, column, end) in [
            (Place::value(&path, "title"), 3, 8, 11),
            (Place::key(&path, "title"), 3, 1, 6),
            (Place::value(&path, "approval[0].person"), 4, 31, 34),
            (Place::value(&path, "approval[0].date"), 4, 11, 35),
            (Place::value(&path, "empty"), 5, 1, 6),
            (Place::bytes(&path, link..link + 9), 8, 9, 18),
            (Place::value(&people, "[1].since"), 3, 10, 11),
        ] {
            let spot = locate(&sources, &place);
            // An entry that is not there falls back to its parent, whose end is that of the whole value.
            assert_eq!((spot.line, spot.column), (Some(line), Some(column)), "{place:?}");
            if place.at != At::Value("approval[0].date".to_string()) {
                assert_eq!(spot.end_column, Some(end), "{place:?}");
            }
        }
        assert_eq!(locate(&sources, &Place::file(&path)), Spot::default());
        assert_eq!(locate(&sources, &Place::value(&path, "nothing")).line, Some(2));
    }
}
