//! Words that a template left behind in a text that somebody answers for: TODO, TBD, lorem ipsum, `[DATE]`, `<insert …>`.

use super::links;
use crate::finding::catalogue::documents as rules;
use crate::finding::{Finding, Place};
use crate::model::{Handbook, Text};
use crate::say;
use std::ops::Range;

/// One finding for each placeholder in the texts of documents, roles and what leadership promises and shows. Plain pages promise nothing and are not searched.
pub fn check(handbook: &Handbook) -> Vec<Finding> {
    let mut found = Vec::new();
    for (subject, text) in links::texts(handbook) {
        let Some(subject) = subject.as_deref() else { continue };
        for range in placeholders(text) {
            let words = text.source.get(range.clone()).unwrap_or_default().to_string();
            let says = say!(
                "`{words}` looks like a blank that was never filled in",
                "`{words}` a l’air d’un blanc resté à remplir"
            );
            let help = say!("Write what belongs here, or remove it.", "Écrivez ce qui va ici, ou retirez-le.");
            let place = Place::bytes(&text.path, range);
            found.push(Finding::new(&rules::PLACEHOLDER_TEXT, place, says).help(help).about(subject));
        }
    }
    found
}

/// Bytes of the file that hold a placeholder, fenced code left out.
fn placeholders(text: &Text) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = text.body.start;
    let mut fence: Option<&str> = None;
    for line in text.body().split_inclusive('\n') {
        let trimmed = line.trim_start();
        let mark = ["```", "~~~"].into_iter().find(|mark| trimmed.starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, None) => found.extend(in_line(line).into_iter().map(|range| at + range.start..at + range.end)),
            _ => {}
        }
        at += line.len();
    }
    found
}

/// Placeholders of one line, by their bytes in it.
fn in_line(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for word in ["TODO", "TBD", "TBC", "FIXME", "XXX", "YYYY-MM-DD", "AAAA-MM-JJ"] {
        for (at, _) in line.match_indices(word) {
            let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let code = line[..at].matches('`').count() % 2 == 1;
            if alone(line[..at].chars().next_back()) && alone(line[at + word.len()..].chars().next()) && !code {
                found.push(at..at + word.len());
            }
        }
    }
    let lower = line.to_lowercase();
    // Byte places hold only while lowering changes no length, which it does for nearly every line.
    if lower.len() == line.len() {
        found.extend(lower.match_indices("lorem ipsum").map(|(at, words)| at..at + words.len()));
        for open in [
            "<insert",
            "<your",
            "<company",
            "<name",
            "<date",
            "<organisation",
            "<organization",
            "<insérer",
            "<votre",
            "<nom",
        ] {
            for (at, _) in lower.match_indices(open) {
                let after = lower[at + open.len()..].chars().next();
                let end = lower[at..].find('>').map(|end| at + end + 1);
                if let Some(end) = end.filter(|_| after.is_some_and(|c| c == ' ' || c == '>' || c == '-' || c == '_')) {
                    found.push(at..end);
                }
            }
        }
    }
    found.extend(bracketed(line));
    found.sort_by_key(|range| range.start);
    found
}

/// `[DATE]`, `[COMPANY NAME]`: capitals alone in brackets that make no link and no alert.
fn bracketed(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('[') {
        let Some(end) = line[at..].find(']').map(|end| at + end) else { break };
        let inner = &line[at + 1..end];
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = inner.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '_' | '-' | '/' | '’' | '\''));
        let link = line[end + 1..].starts_with(['(', '[', ':']) || line[..at].ends_with(['!', ']']);
        if letters >= 3 && capitals && !link {
            found.push(at..end + 1);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_are_told_from_words() {
        for (line, found) in [
            ("TODO: write this", vec!["TODO"]),
            ("The TODOs of the team", vec![]),
            ("Approved on YYYY-MM-DD by [NAME]", vec!["YYYY-MM-DD", "[NAME]"]),
            ("Write `YYYY-MM-DD`", vec![]),
            ("[ISO](https://iso.org) and [RACI][1] and [!NOTE] and [x] and [POL-001]", vec![]),
            ("Lorem ipsum dolor", vec!["Lorem ipsum"]),
            ("<insert company name> shall", vec!["<insert company name>"]),
            ("<name>", vec!["<name>"]),
            ("<named>", vec![]),
        ] {
            let texts: Vec<&str> = in_line(line).into_iter().map(|range| &line[range]).collect();
            assert_eq!(texts, found, "{line}");
        }
    }
}
