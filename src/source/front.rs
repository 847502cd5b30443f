//! Front matter and body of a Markdown file, as byte ranges of its text.
//!
//! Knows fences, not YAML: what stands between them is for `yaml`.

use super::lines::{Line, lines, without_bom};
use std::ops::Range;

/// The parts of a Markdown file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Front {
    /// The text between the fences, its last line end included; `None` for a file without front matter.
    pub yaml: Option<Range<usize>>,
    /// The text after the closing fence's line; without front matter all of it but the byte-order mark,
    /// and after an unclosed fence what follows the first blank line.
    pub body: Range<usize>,
    /// What is wrong with the fences.
    pub fault: Option<FrontFault>,
}

/// What can be wrong with the fences.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FrontFault {
    /// The front matter begins and no line `---` ends it. The file has metadata that nobody could read:
    /// it must not be taken for a plain page.
    Unclosed {
        /// The opening fence.
        fence: Range<usize>,
    },
}

/// Splits a Markdown file. A fence is a line `---` at the very start (after a byte-order mark; trailing blanks allowed);
/// a line `---` or `...` closes it. A first line `---` that only draws a rule, as in a file of plain Markdown, is body.
pub fn split(text: &str) -> Front {
    let (_, bom) = without_bom(text);
    let plain = Front { yaml: None, body: bom..text.len(), fault: None };
    let mut rest = lines(text, bom);
    let Some(opening) = rest.next().filter(|line| is_fence(line.text(text), &["---"])) else { return plain };
    match rest.find(|line| is_fence(line.text(text), &["---", "..."])) {
        Some(closing) => {
            let yaml = opening.next..closing.start;
            if holds_metadata(text, lines(&text[..yaml.end], yaml.start)) || is_hollow(text, yaml.clone()) {
                Front { yaml: Some(yaml), body: closing.next..text.len(), fault: None }
            } else {
                plain
            }
        }
        None => {
            let blank = lines(text, opening.next).find(|line| line.text(text).trim().is_empty());
            let end = blank.map_or(text.len(), |line| line.start);
            if holds_metadata(text, lines(&text[..end], opening.next)) {
                let fault = FrontFault::Unclosed { fence: opening.range() };
                Front { yaml: None, body: end..text.len(), fault: Some(fault) }
            } else {
                plain
            }
        }
    }
}

fn is_fence(line: &str, fences: &[&str]) -> bool {
    fences.contains(&line.trim_end_matches([' ', '\t']))
}

/// Whether these lines are meant as metadata: the first that says anything is a key, or it stands right under the fence
/// (Markdown would not read a rule followed by text without a blank line as metadata either) and a later one is.
fn holds_metadata(text: &str, region: impl Iterator<Item = Line>) -> bool {
    let mut telling = region
        .map(|line| line.text(text))
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let Some((at, first)) = telling.next() else { return false };
    looks_like_key(first) || first.starts_with('{') || (at == 0 && telling.any(|(_, line)| looks_like_key(line)))
}

/// Whether nothing but comments and blank lines stands between the fences, as in front matter not filled in yet.
/// A blank line right under the first fence makes it a rule, and the `#` lines headings.
fn is_hollow(text: &str, region: Range<usize>) -> bool {
    let mut all = lines(&text[..region.end], region.start).map(|line| line.text(text).trim_start()).peekable();
    let rule_follows = all.peek().is_some_and(|first| first.is_empty());
    let mut headings = false;
    for line in all {
        if !line.is_empty() && !line.starts_with('#') {
            return false;
        }
        headings |= !line.is_empty();
    }
    !(rule_follows && headings)
}

/// Whether a line begins with a key and a colon: `id:`, `"due date": x`, `titre : x`, also `id:POL-001`, whose missing
/// blank is a mistake to report. `https://…` and prose with blanks before its colon are none.
fn looks_like_key(line: &str) -> bool {
    let line = line.trim_start();
    let (key, after) = match line.chars().next() {
        Some(quote @ ('"' | '\'')) => match line[1..].split_once(quote) {
            Some((key, after)) => (key, after),
            None => return false,
        },
        _ => match line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))) {
            Some(end) => line.split_at(end),
            None => return false,
        },
    };
    let Some(value) = after.trim_start().strip_prefix(':') else { return false };
    !key.is_empty() && !value.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The YAML, the body, and whether the front matter is unclosed.
    fn parts(text: &str) -> (Option<&str>, &str, bool) {
        let front = split(text);
        (front.yaml.map(|range| &text[range]), &text[front.body], front.fault.is_some())
    }

    #[test]
    fn front_matter() {
        let cases: &[(&str, Option<&str>, &str)] = &[
            ("---\nid: x\n---\nbody", Some("id: x\n"), "body"),
            ("---\nid: x\n...\nbody", Some("id: x\n"), "body"),
            ("---\r\nid: x\r\n---\r\nbody\r\n", Some("id: x\r\n"), "body\r\n"),
            ("---\rid: x\r---\rbody", Some("id: x\r"), "body"),
            ("\u{feff}---\nid: x\n---\nbody", Some("id: x\n"), "body"),
            ("---  \t\nid: x\n--- \nbody", Some("id: x\n"), "body"),
            ("---\nid: x\n---", Some("id: x\n"), ""),
            ("---\n---\nbody", Some(""), "body"),
            ("---\n---", Some(""), ""),
            ("---\n\n\n---\nbody", Some("\n\n"), "body"),
            ("---\n# nothing yet\n---\nbody", Some("# nothing yet\n"), "body"),
            ("---\n\n# comment\nid: x\n---\n", Some("\n# comment\nid: x\n"), ""),
            ("---\n{id: x}\n---\n", Some("{id: x}\n"), ""),
            ("---\n\"id\": x\n---\n", Some("\"id\": x\n"), ""),
            ("---\nid:POL-001\n---\n", Some("id:POL-001\n"), ""),
            ("---\nid POL-001\ntitle: x\n---\n", Some("id POL-001\ntitle: x\n"), ""),
            ("---\n\ttitle: x\n---\n", Some("\ttitle: x\n"), ""),
            ("---\ntitle : x\n---\n", Some("title : x\n"), ""),
            ("---\nrésumé: x\n---\n", Some("résumé: x\n"), ""),
            ("---\ntext: |\n  a\n  ---\n---\nb", Some("text: |\n  a\n  ---\n"), "b"),
            ("---\na: 1\n---\nb\n---\nc", Some("a: 1\n"), "b\n---\nc"),
        ];
        for (text, yaml, body) in cases {
            assert_eq!(parts(text), (*yaml, *body, false), "{text:?}");
        }
    }

    #[test]
    fn plain_markdown() {
        let cases = [
            "",
            "# Title\n",
            "---",
            "---\n",
            "---\nSome words.\n",
            "---\n\nSome words.\n\n---\n\nMore words.\n",
            "---\n\n# Slide\n\n---\n\n# Next\n",
            "---\nhttps://example.org\n",
            "----\nid: x\n----\n",
            " ---\nid: x\n---\n",
            "\n---\nid: x\n---\n",
            "---x\nid: x\n---\n",
            "***\nid: x\n",
            "- - -\nid: x\n",
            "---\nSee the annex on access: it says more\n",
            "\0\0",
        ];
        for text in cases {
            assert_eq!(parts(text), (None, text, false), "{text:?}");
        }
        assert_eq!(parts("\u{feff}# Title"), (None, "# Title", false));
    }

    #[test]
    fn unclosed() {
        let cases = [
            ("---\nid: x\n", ""),
            ("---\nid: x\ntitle: y\n\n# Title\n", "\n# Title\n"),
            ("---\r\nid: x\r\n\r\nWords\r\n", "\r\nWords\r\n"),
            ("---\nid POL\ntitle: y\n\nbody", "\nbody"),
            ("---\nid: x\n ---\n", ""),
            ("---\nid: x\n--\n", ""),
        ];
        for (text, body) in cases {
            assert_eq!(parts(text), (None, body, true), "{text:?}");
        }
        let fault = split("\u{feff}---\nid: x\n").fault;
        assert_eq!(fault, Some(FrontFault::Unclosed { fence: 3..6 }));
    }
}
