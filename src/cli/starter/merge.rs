//! One file for several languages: where the texts of two languages differ in data, both stand, each under its language.
//!
//! The starter handbooks have the same lines in the same places in every language, so their data join line by line;
//! a test holds them to it. What Markdown says stays apart, in a file a language.

use super::scalar::{quoted, unquoted};
use crate::lang::Lang;

/// Joins the same YAML in several languages; the first one gives comments and everything that is no words.
/// Keys in `apart` are not joined at the top level: the translation beside the file carries them.
pub fn merge(yaml: &[(Lang, &str)], apart: &[&str]) -> String {
    let Some(((_, first), others)) = yaml.split_first() else { return String::new() };
    let count = first.lines().count();
    if others.iter().any(|(_, text)| text.lines().count() != count) {
        return (*first).to_string();
    }
    let mut merged = String::with_capacity(first.len() * 2);
    for (at, line) in first.lines().enumerate() {
        let same: Vec<(Lang, &str)> =
            yaml.iter().map(|(lang, text)| (*lang, text.lines().nth(at).unwrap_or_default())).collect();
        match joined(&same, apart) {
            Some(line) => merged.push_str(&line),
            None => merged.push_str(line),
        }
        merged.push('\n');
    }
    merged
}

/// One line in all languages, when it holds words that differ.
fn joined(lines: &[(Lang, &str)], apart: &[&str]) -> Option<String> {
    let (_, first) = lines.first()?;
    let key = first.split(':').next().unwrap_or_default();
    if lines.iter().all(|(_, line)| line == first) || first.trim_start().starts_with('#') || apart.contains(&key) {
        return None;
    }
    let (before, _) = parts(first)?;
    let words: Option<Vec<String>> = lines
        .iter()
        .map(|(lang, line)| {
            let (own, value) = parts(line)?;
            (own == before).then(|| format!("{lang}: {}", quoted(&unquoted(value))))
        })
        .collect();
    Some(format!("{before}{{{}}}", words?.join(", ")))
}

/// A line's indentation with its key or dash, and its value; none for values that are no words.
fn parts(line: &str) -> Option<(&str, &str)> {
    let indent = line.len() - line.trim_start().len();
    let rest = &line[indent..];
    let dash = if rest.starts_with("- ") { 2 } else { 0 };
    let rest = &rest[dash..];
    let named = rest.find(": ").filter(|at| rest[..*at].bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    let start = indent + dash + named.map_or(0, |at| at + 2);
    let (before, value) = line.split_at(start);
    let words = start > indent && !value.is_empty() && !value.starts_with(['{', '[', '#']);
    words.then_some((before, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_stand_side_by_side() {
        let cases: [(&str, &str, &str); 7] = [
            ("title: Handbook\n", "title: Manuel\n", "title: {en: \"Handbook\", fr: \"Manuel\"}\n"),
            ("# A comment\nname: Léa\n", "# Un commentaire\nname: Léa\n", "# A comment\nname: Léa\n"),
            (
                "  - Says \"no\".\n",
                "  - Dit non: jamais.\n",
                "  - {en: \"Says \\\"no\\\".\", fr: \"Dit non: jamais.\"}\n",
            ),
            ("- id: a\n  title: \"B\"\n", "- id: a\n  title: C\n", "- id: a\n  title: {en: \"B\", fr: \"C\"}\n"),
            ("job: {ref: HR-1}\n", "job: {ref: RH-1}\n", "job: {ref: HR-1}\n"),
            ("summary: One\n", "summary: Un\n", "summary: One\n"),
            ("a: 1\n", "a: 1\nb: 2\n", "a: 1\n"),
        ];
        for (en, fr, expected) in cases {
            assert_eq!(merge(&[(Lang::EN, en), (Lang::FR, fr)], &["summary"]), expected, "{en}");
        }
    }
}
