//! Findings made ready to be shown, and the formats they are shown in.
//!
//! Each format is a pure function from [`Reported`] findings to text; none reads a file or decides an exit code.

pub mod baseline;
pub mod concise;
pub mod explain;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod sarif;
mod text;

use crate::date::Date;
use crate::finding::policy::Judged;
use crate::finding::{Level, Place, Rule, Spot};
use crate::lang::Tongue;
use std::cmp::Ordering;
use std::sync::Arc;

/// One finding, display-ready: in one tongue, at a line and column. What does not apply is `None`.
#[derive(Clone, PartialEq, Debug)]
pub struct Reported {
    /// The rule.
    pub rule: &'static Rule,
    /// How much it weighs here.
    pub level: Level,
    /// The file's path from the root, with `/`.
    pub path: Option<Arc<str>>,
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The first column, in characters counted from 1.
    pub column: Option<usize>,
    /// One past the last column, in characters, on the same line.
    pub end_column: Option<usize>,
    /// The line, or the beginning of a very long one, without its end of line; `None` also where the column lies too far right.
    pub line_text: Option<String>,
    /// What was found.
    pub message: String,
    /// The next step.
    pub help: String,
    /// The id of the thing concerned.
    pub subject: Option<String>,
    /// What to write in place of the text between the columns, where that alone puts it right.
    pub replacement: Option<String>,
    /// 32 hexadecimal digits that stay the same when lines move and days pass.
    pub fingerprint: String,
}

/// The counts that close a report.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Summary {
    /// The day for which the handbook was judged.
    pub as_of: Date,
    /// Findings listed as errors.
    pub errors: usize,
    /// Findings listed as warnings.
    pub warnings: usize,
    /// Findings listed as notes.
    pub notes: usize,
    /// Findings that a waiver took out.
    pub waived: usize,
    /// Findings left out because an earlier report has them.
    pub baseline: usize,
}

/// Makes findings ready to be shown in a tongue, sorted by path, line, column, rule and message.
/// `locate` says where a place is; it is called once a finding.
pub fn report(judged: &Judged, tongue: Tongue, locate: &dyn Fn(&Place) -> Spot) -> Vec<Reported> {
    let mut reported: Vec<(Reported, String)> = judged
        .listed
        .iter()
        .map(|(finding, level)| {
            let Spot { line, column, end_column, line_text } = locate(&finding.place);
            let path = &finding.place.path;
            let help =
                finding.help.as_ref().map_or_else(|| finding.rule.fix.in_tongue(tongue), |say| say.in_tongue(tongue));
            let reported = Reported {
                rule: finding.rule,
                level: *level,
                path: (!path.is_empty()).then(|| path.clone()),
                line,
                column,
                end_column,
                replacement: finding
                    .mend
                    .as_ref()
                    .and_then(|mend| text::replacement(mend, line_text.as_deref()?, column?, end_column?)),
                line_text: line_text.and_then(|text| text::excerpt(&text, column, end_column)),
                message: text::one_line(finding.says.in_tongue(tongue)),
                help: text::one_line(help),
                subject: finding.subject.clone(),
                fingerprint: String::new(),
            };
            (reported, fingerprint::basis(finding))
        })
        .collect();
    // Two symbolic places can turn out to be one spot: such twins are merged here, exact ones were before.
    reported.sort_by(|(a, basis_a), (b, basis_b)| a.order(b).then_with(|| basis_a.cmp(basis_b)));
    reported.dedup_by(|(a, _), (b, _)| a.order(b).is_eq());
    fingerprint::assign(reported)
}

impl Reported {
    /// What was found and the next step, as two sentences on one line.
    pub fn in_full(&self) -> String {
        let stop = if self.message.ends_with(['.', '!', '?', '…']) { "" } else { "." };
        format!("{}{stop} {}", self.message, self.help)
    }

    /// The order of a report: path, line, column, rule, message, subject.
    fn order(&self, other: &Reported) -> Ordering {
        let place = (&self.path, self.line, self.column).cmp(&(&other.path, other.line, other.column));
        let what =
            (self.rule.name, &self.message, &self.subject).cmp(&(other.rule.name, &other.message, &other.subject));
        place.then(what)
    }
}

impl Summary {
    /// Counts findings by level.
    pub fn of(reported: &[Reported], as_of: Date, waived: usize, baseline: usize) -> Summary {
        let count = |level| reported.iter().filter(|finding| finding.level == level).count();
        let (errors, warnings, notes) = (count(Level::Error), count(Level::Warning), count(Level::Note));
        Summary { as_of, errors, warnings, notes, waived, baseline }
    }

    /// The gravest level listed, for comparing with `--fail-on`.
    pub fn worst(&self) -> Option<Level> {
        [(self.errors, Level::Error), (self.warnings, Level::Warning), (self.notes, Level::Note)]
            .into_iter()
            .find_map(|(count, level)| (count > 0).then_some(level))
    }

    /// One line in words: `3 errors, 2 warnings, 14 notes (1 waived)`; what is zero is left out.
    pub fn in_words(&self, tongue: Tongue) -> String {
        // Plurals begin at two in French and at anything but one in English; zero is never counted here.
        let counted = |count: usize, one: &str, many: &str| {
            (count > 0).then(|| format!("{count} {}", if count == 1 { one } else { many }))
        };
        let join = |parts: Vec<Option<String>>| parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let (listed, aside, nothing) = match tongue {
            Tongue::En => (
                join(vec![
                    counted(self.errors, "error", "errors"),
                    counted(self.warnings, "warning", "warnings"),
                    counted(self.notes, "note", "notes"),
                ]),
                join(vec![
                    counted(self.waived, "waived", "waived"),
                    counted(self.baseline, "in the baseline", "in the baseline"),
                ]),
                "Nothing found",
            ),
            Tongue::Fr => (
                join(vec![
                    counted(self.errors, "erreur", "erreurs"),
                    counted(self.warnings, "avertissement", "avertissements"),
                    counted(self.notes, "note", "notes"),
                ]),
                join(vec![
                    counted(self.waived, "visé par une dispense", "visés par une dispense"),
                    counted(self.baseline, "dans le rapport de référence", "dans le rapport de référence"),
                ]),
                "Rien à signaler",
            ),
        };
        let listed = if listed.is_empty() { nothing.to_owned() } else { listed };
        if aside.is_empty() { listed } else { format!("{listed} ({aside})") }
    }
}

#[cfg(test)]
mod tests;
