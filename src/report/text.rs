//! Small text work that several formats share: safe characters, bounded lines, wrapping.
//!
//! Knows no findings, but what mends one.

use crate::finding::Mend;

/// The longest beginning of a line that is kept for showing it, in characters.
const LONGEST: usize = 600;
/// How much is kept to the right of what is pointed at, in characters.
const AFTER: usize = 200;

/// The line without its end, or the beginning of a long one up to a little after what is pointed at;
/// `None` when that lies too far right to be shown. Columns stay true.
pub fn excerpt(line: &str, column: Option<usize>, end_column: Option<usize>) -> Option<String> {
    let line = line.trim_end_matches(['\r', '\n']);
    let column = column.unwrap_or(1);
    if column > LONGEST {
        return None;
    }
    let wanted = (end_column.unwrap_or(column).max(column) + AFTER).min(LONGEST + AFTER);
    let cut = line.char_indices().nth(wanted).map_or(line.len(), |(at, _)| at);
    Some(line[..cut].to_owned())
}

/// What to write between two columns of a line so that a mend comes true, in the quotes that stand there; `None` when the
/// line does not read there as the mend says.
pub fn replacement(mend: &Mend, line: &str, column: usize, end_column: usize) -> Option<String> {
    let there: String = line.chars().skip(column.checked_sub(1)?).take(end_column.checked_sub(column)?).collect();
    let Mend { was, becomes } = mend;
    ["", "\"", "'"]
        .iter()
        .find(|quote| there == format!("{quote}{was}{quote}"))
        .map(|quote| format!("{quote}{becomes}{quote}"))
}

/// A message on one line: every run of white space with a line break or tab in it becomes a space.
pub fn one_line(text: &str) -> String {
    if !text.contains(['\n', '\r', '\t']) {
        return text.trim().to_owned();
    }
    text.split(['\n', '\r', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The text with every character that could steer a terminal or turn the reading direction replaced by a visible one.
/// One character becomes one character, so that columns stay true; the tab stays.
pub fn visible(text: &str) -> String {
    let shown = |c: char| match c {
        '\t' => c,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        _ => c,
    };
    text.chars().map(shown).collect()
}

/// Breaks a text at spaces (never at no-break spaces) into lines of at most `width` characters, each after `indent`.
/// A word longer than that stands alone on its line.
pub fn wrap(text: &str, width: usize, indent: &str) -> String {
    let room = width.saturating_sub(indent.chars().count()).max(1);
    let mut lines: Vec<String> = Vec::new();
    let mut length = 0;
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let size = word.chars().count();
        match lines.last_mut() {
            Some(line) if length + 1 + size <= room => {
                line.push(' ');
                line.push_str(word);
                length += 1 + size;
            }
            _ => {
                lines.push(word.to_owned());
                length = size;
            }
        }
    }
    lines.iter().map(|line| format!("{indent}{line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_keep_columns_and_stay_small() {
        let long = "é".repeat(10_000);
        assert_eq!(excerpt("id: x\r\n", Some(5), Some(6)).as_deref(), Some("id: x"));
        assert_eq!(excerpt(&long, Some(1), Some(3)).map(|text| text.chars().count()), Some(203));
        assert_eq!(excerpt(&long, Some(600), Some(9_000)).map(|text| text.chars().count()), Some(800));
        assert_eq!(excerpt(&long, Some(601), None), None);
        assert_eq!(excerpt("", None, None).as_deref(), Some(""));
    }

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(visible("a\u{1b}[31mé\u{202e}\u{7f}\u{9b}\t"), "a␛[31mé\u{fffd}␡\u{fffd}\t");
    }

    #[test]
    fn messages_are_one_line() {
        assert_eq!(one_line(" a\r\n  b\tc\u{a0}: d "), "a b c\u{a0}: d");
    }

    #[test]
    fn wrapping_respects_no_break_spaces_and_long_words() {
        assert_eq!(wrap("un deux trois\u{a0}: quatre", 10, "  "), "  un deux\n  trois\u{a0}:\n  quatre");
        assert_eq!(wrap("aa bbbbbbbbbb c", 4, ""), "aa\nbbbbbbbbbb\nc");
        assert_eq!(wrap("", 4, ""), "");
    }
}
