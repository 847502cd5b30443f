//! Workflow commands that a GitHub job turns into annotations beside the changed lines.

use super::Reported;
use crate::finding::Level;

/// One `::error file=…,line=…,col=…,title=RULE::MESSAGE` a finding, with the next step on the annotation's second line.
pub fn render(reported: &[Reported]) -> String {
    reported.iter().map(annotation).collect()
}

fn annotation(finding: &Reported) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties: Vec<(&str, String)> = Vec::new();
    if let Some(path) = &finding.path {
        properties.push(("file", path.to_string()));
        if let Some(line) = finding.line {
            properties.push(("line", line.to_string()));
            properties.extend(finding.column.map(|column| ("col", column.to_string())));
            // The format's last column is the last one marked, ours the first one after it.
            properties.extend(finding.end_column.map(|end| ("endColumn", (end.max(2) - 1).to_string())));
        }
    }
    properties.push(("title", finding.rule.name.to_owned()));
    let properties: Vec<String> =
        properties.into_iter().map(|(name, value)| format!("{name}={}", escape_property(&value))).collect();
    let message = escape(&format!("{}\n{}", finding.message, finding.help));
    format!("::{command} {}::{message}\n", properties.join(","))
}

/// A command ends at the line's end, and `%` begins an escape.
fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// In a property `:` and `,` are separators too.
fn escape_property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
