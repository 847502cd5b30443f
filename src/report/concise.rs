//! One finding a line, `path:line:column: level[rule] message`, for editors and `grep`.
//!
//! Words of the format are English in every tongue, because programs read it.

use super::Reported;
use super::text::visible;
use std::fmt::Write;

/// One line a finding and nothing else; what is not known of the place is left out.
pub fn render(reported: &[Reported]) -> String {
    let mut out = String::new();
    for finding in reported {
        if let Some(path) = &finding.path {
            out.push_str(&visible(path));
            for number in [finding.line, finding.line.and(finding.column)].into_iter().flatten() {
                // Writing to a string cannot fail, here and below.
                let _ = write!(out, ":{number}");
            }
            out.push_str(": ");
        }
        let (level, rule) = (finding.level.as_str(), finding.rule.name);
        let _ = writeln!(out, "{level}[{rule}] {}", visible(&finding.message));
    }
    out
}
