//! The YAML library's complaints in words that someone who never heard of YAML can act upon.
//!
//! Looks at the text around the place to tell the commonest slips apart: a colon within a value, a blank forgotten
//! after one, a tab, a quotation mark or bracket left open, a line out of line. What it does not recognise is passed on
//! in the library's words. Nothing else knows those words.

mod keys;
mod values;

use super::lines::{Line, line_of, lines};
use super::yaml::{FaultKind, YamlFault};
use crate::lang::Say;
use crate::say;
use std::ops::Range;

/// What one complaint comes down to: where, what is wrong, the next step.
type Told = (Range<usize>, Say, Say);

/// The library's message in plain words. `position` is its line and column, both from 1.
pub(super) fn explain(yaml: &str, message: &str, position: &Option<(usize, usize)>) -> YamlFault {
    let at = offset(yaml, position);
    let text = Text { yaml, at, message };
    let (at, says, help) = text.told().unwrap_or_else(|| text.library());
    let several = message.contains("more than one document");
    let kind = if several { FaultKind::ManyDocuments } else { FaultKind::Syntax };
    YamlFault { at, kind, says, help: Some(help) }
}

/// The byte of a line and column as the library counts them. Like it, this ends lines at U+0085, U+2028 and U+2029 too.
pub(super) fn offset(yaml: &str, position: &Option<(usize, usize)>) -> usize {
    let Some((line, column)) = *position else { return 0 };
    let (mut at_line, mut at_column, mut before) = (1, 1, ' ');
    for (at, c) in yaml.char_indices() {
        if (at_line, at_column) >= (line, column) && !(before == '\r' && c == '\n') {
            return at;
        }
        match c {
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => (at_line, at_column) = (at_line + 1, 1),
            _ => at_column += 1,
        }
        before = c;
    }
    yaml.len()
}

struct Text<'a> {
    yaml: &'a str,
    /// Where the library stopped.
    at: usize,
    message: &'a str,
}

impl<'a> Text<'a> {
    fn told(&self) -> Option<Told> {
        type Tell<'t> = fn(&Text<'t>) -> Option<Told>;
        let known: [(&str, Tell<'a>); 17] = [
            ("found a tab character", Text::tab),
            ("found character that cannot start any token", Text::bad_start),
            ("mapping values are not allowed", Text::stray_colon),
            ("could not find expected ':'", Text::no_colon),
            ("found unexpected end of stream", Text::open_quote),
            ("found unexpected document indicator", Text::open_quote),
            ("did not find expected key", Text::no_key),
            ("did not find expected ',' or", Text::open_bracket),
            ("did not find expected '-' indicator", Text::key_in_list),
            ("block sequence entries are not allowed", Text::stray_dash),
            ("found unknown escape character", Text::escape),
            ("control characters are not allowed", Text::control),
            ("did not find expected node content", Text::no_value),
            ("did not find expected comment or line break", Text::after_block_mark),
            ("mapping keys are not allowed", Text::bad_start),
            ("deserializing from YAML containing more than one document", Text::first_line_indented),
            ("invalid type", Text::key_is_no_word),
        ];
        known.iter().find(|(start, _)| self.message.contains(start)).and_then(|(_, told)| told(self))
    }

    /// The library's own words, for what we have none for.
    fn library(&self) -> Told {
        let words = self.message.split(" at line ").next().unwrap_or(self.message);
        (
            self.one(self.at),
            say!("This cannot be read as YAML: {words}.", "Ceci ne peut être lu comme du YAML\u{a0}: {words}."),
            say!(
                "Compare the line with those around it: one key a line, a colon and a blank, then the value.",
                "Comparez la ligne avec ses voisines\u{a0}: une clé par ligne, un deux-points et une espace, puis la valeur."
            ),
        )
    }

    /// Where what the library was reading began: the second place in its message, which it leaves out for the very start.
    fn opened(&self) -> usize {
        let context = self.message.split_once(", while ").map_or("", |(_, context)| context);
        let number = |name: &str| {
            let digits = context.split_once(name)?.1;
            digits.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok()
        };
        match (number("at line "), number("column ")) {
            (Some(line), Some(column)) => offset(self.yaml, &Some((line, column))),
            _ => 0,
        }
    }

    fn line(&self) -> Line {
        line_of(self.yaml, self.at).1
    }

    /// The nearest line above that says anything.
    fn above(&self, below: Line) -> Option<Line> {
        lines(self.yaml, 0)
            .take_while(|line| line.start < below.start)
            .filter(|line| {
                let shown = line.text(self.yaml).trim_start();
                !shown.is_empty() && !shown.starts_with('#')
            })
            .last()
    }

    /// The rest of a line from a byte on, without a comment and blanks after it.
    fn value_from(&self, at: usize) -> &'a str {
        let rest = &self.yaml[at..line_of(self.yaml, at).1.end.max(at)];
        rest.split(" #").next().unwrap_or(rest).trim_end()
    }

    fn one(&self, at: usize) -> Range<usize> {
        at..at + self.yaml.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
    }
}

/// The key of a line, and where its value begins, where it has both.
fn key_of(line: &str) -> Option<(&str, usize)> {
    let colon = line.match_indices(':').map(|(at, _)| at).find(|at| line[at + 1..].starts_with([' ', '\t']))?;
    let value = line[colon + 1..].find(|c: char| !c.is_whitespace())? + colon + 1;
    let key = line[..colon].trim_start().trim_start_matches("- ").trim();
    (!key.is_empty() && !line[value..].starts_with('#')).then_some((key, value))
}

/// The colon of a line such as `title:Policy`.
fn glued_colon(line: &str) -> Option<usize> {
    let colon = line.find(':')?;
    let key = line[..colon].trim_start();
    let word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
    let value = &line[colon + 1..];
    (word && !value.is_empty() && !value.starts_with([' ', '\t', '/'])).then_some(colon)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A text in quotation marks, in which it means exactly itself.
fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests;
