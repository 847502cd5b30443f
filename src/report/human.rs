//! Findings for a person at a terminal: the line itself, a caret under what is meant, the next step, a sum in words.
//!
//! Knows nothing of the terminal but what it is told: whether colour is wanted and how wide lines may be.

use super::text::{visible, wrap};
use super::{Reported, Summary};
use crate::finding::Level;
use crate::lang::Tongue;
use annotate_snippets::{AnnotationKind, Element, Group, Level as Grade, Origin, Renderer, Snippet};
use std::collections::BTreeMap;
use std::ops::Range;

/// How many findings of one rule are shown in full before the rest is only counted.
pub const SHOWN_PER_RULE: usize = 10;
/// Lines no narrower than this, whatever the terminal says.
const NARROWEST: usize = 40;

/// How the terminal wants it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Whether to colour with ANSI escapes.
    pub colour: bool,
    /// Columns to stay within; at least 40 are used.
    pub width: usize,
}

/// The findings in full, at most [`SHOWN_PER_RULE`] of each rule, then what was left out and the sum.
pub fn render(reported: &[Reported], summary: &Summary, tongue: Tongue, look: Look) -> String {
    let width = look.width.max(NARROWEST);
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() }.term_width(width);
    let mut out = String::new();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in reported {
        let count = counts.entry(finding.rule.name).or_default();
        *count += 1;
        if *count <= SHOWN_PER_RULE {
            out.push_str(&renderer.render(&[group(finding, tongue, width)]));
            out.push_str("\n\n");
        }
    }
    let mut left_out = false;
    for (rule, count) in counts.into_iter().filter(|(_, count)| *count > SHOWN_PER_RULE) {
        let more = count - SHOWN_PER_RULE;
        let line = match tongue {
            Tongue::En => format!("{rule}: and {more} more: handbook check --format concise"),
            Tongue::Fr => format!("{rule}\u{a0}: et {more} de plus\u{a0}: handbook check --format concise"),
        };
        out.push_str(&line);
        out.push('\n');
        left_out = true;
    }
    if left_out {
        out.push('\n');
    }
    out.push_str(&summary.in_words(tongue));
    out.push('\n');
    if let Some(first) = reported.iter().max_by(|a, b| a.level.cmp(&b.level).then(std::cmp::Ordering::Greater)) {
        let name = first.rule.name;
        let advice = match tongue {
            Tongue::En => format!("More about a rule: handbook explain {name}"),
            Tongue::Fr => format!("Pour en savoir plus sur une règle\u{a0}: handbook explain {name}"),
        };
        out.push_str(&advice);
        out.push('\n');
    }
    out
}

fn group(finding: &Reported, tongue: Tongue, width: usize) -> Group<'static> {
    let (grade, name) = match (finding.level, tongue) {
        (Level::Error, Tongue::En) => (Grade::ERROR, "error"),
        (Level::Error, Tongue::Fr) => (Grade::ERROR, "erreur"),
        (Level::Warning, Tongue::En) => (Grade::WARNING, "warning"),
        (Level::Warning, Tongue::Fr) => (Grade::WARNING, "avertissement"),
        (Level::Note, _) => (Grade::NOTE, "note"),
    };
    let help = match tongue {
        Tongue::En => "help",
        Tongue::Fr => "aide",
    };
    let id = finding.rule.name;
    let indent = name.len() + id.len() + 4;
    let message = wrap(&visible(&finding.message), width.saturating_sub(indent).max(NARROWEST), "");
    let title = grade.with_name(name).primary_title(message).id(id);
    let mut group = Group::with_title(title);
    if let Some(place) = place(finding) {
        group = group.element(place);
    }
    let digits = finding.line.map_or(0, |line| line.to_string().len());
    let advice = wrap(&visible(&finding.help), width.saturating_sub(digits + help.len() + 5).max(NARROWEST), "");
    group.element(Grade::HELP.with_name(help).message(advice))
}

/// The line with a caret where there is one to show, else the path with what is known.
fn place(finding: &Reported) -> Option<Element<'static>> {
    let path = visible(finding.path.as_deref()?);
    let (Some(line), Some(text)) = (finding.line, &finding.line_text) else {
        let mut origin = Origin::path(path);
        if let Some(line) = finding.line {
            origin = origin.line(line);
            if let Some(column) = finding.column {
                origin = origin.char_column(column);
            }
        }
        return Some(origin.into());
    };
    let text = visible(text);
    let span = span(&text, finding.column, finding.end_column);
    let annotation = AnnotationKind::Primary.span(span);
    Some(Snippet::source(text).line_start(line).path(path).annotation(annotation).into())
}

/// The bytes between two columns of a line; without columns, the line without the white space around it.
fn span(text: &str, column: Option<usize>, end_column: Option<usize>) -> Range<usize> {
    let Some(column) = column else {
        let start = text.len() - text.trim_start().len();
        return start..text.trim_end().len().max(start);
    };
    let byte = |column: usize| text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    let start = byte(column);
    start..byte(end_column.unwrap_or(column + 1)).max(start)
}
