//! JUnit XML, which most build servers show as test results: a suite a file, a case a finding.

use super::{Reported, Summary};
use crate::finding::Level;
use std::fmt::Write;

/// Errors and warnings are failures, notes are passed cases with a text; without any finding one passed case says that
/// the check ran, because some servers take an empty report for a fault.
pub fn render(reported: &[Reported], summary: &Summary) -> String {
    let failures = summary.errors + summary.warnings;
    let tests = reported.len().max(1);
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    // Writing to a string cannot fail, here and below.
    let _ = writeln!(out, "<testsuites name=\"handbook\" tests=\"{tests}\" failures=\"{failures}\">");
    for suite in reported.chunk_by(|a, b| a.path == b.path) {
        let name = suite.first().and_then(|finding| finding.path.as_deref()).unwrap_or("handbook");
        let failures = suite.iter().filter(|finding| finding.level > Level::Note).count();
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
            escape(name),
            suite.len()
        );
        suite.iter().for_each(|finding| case(&mut out, finding, name));
        out.push_str("  </testsuite>\n");
    }
    if reported.is_empty() {
        out.push_str("  <testsuite name=\"handbook\" tests=\"1\" failures=\"0\" errors=\"0\" skipped=\"0\">\n");
        out.push_str("    <testcase classname=\"handbook\" name=\"check\"/>\n  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(out: &mut String, finding: &Reported, suite: &str) {
    let place = match (finding.line, finding.column) {
        (Some(line), Some(column)) => format!("{suite}:{line}:{column}"),
        (Some(line), None) => format!("{suite}:{line}"),
        _ => suite.to_owned(),
    };
    let name = format!("{} ({place})", finding.rule.name);
    let _ = writeln!(out, "    <testcase classname=\"{}\" name=\"{}\">", escape(suite), escape(&name));
    let body = escape(&format!("{place}: {}\n{}", finding.message, finding.help));
    let _ = if finding.level > Level::Note {
        let (level, message) = (finding.level.as_str(), escape(&finding.message));
        writeln!(out, "      <failure type=\"{level}\" message=\"{message}\">{body}</failure>")
    } else {
        writeln!(out, "      <system-out>{body}</system-out>")
    };
    out.push_str("    </testcase>\n");
}

/// For text and attributes alike; what XML 1.0 cannot hold at all becomes the replacement character.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
