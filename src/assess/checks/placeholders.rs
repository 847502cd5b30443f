//! Words that a template left behind in a text that somebody answers for: TODO, TBD, lorem ipsum, `[DATE]`, `<insert …>`.
//! What stands between backquotes is spoken of, not left behind.

use super::links;
use crate::finding::catalogue::documents as rules;
use crate::finding::{Finding, Place};
use crate::model::{Handbook, Text};
use crate::say;
use rayon::prelude::*;
use std::ops::Range;

/// One finding for each placeholder in the texts of documents, roles and what leadership promises and shows. Plain pages promise nothing and are not searched.
pub fn check(handbook: &Handbook) -> Vec<Finding> {
    let texts = links::texts(handbook);
    let of_text = |(subject, text): &(Option<&str>, &Text)| {
        let Some(subject) = *subject else { return Vec::new() };
        let mut found = Vec::new();
        for range in text.placeholders(placeholders).iter().cloned() {
            let words = text.source.get(range.clone()).unwrap_or_default().to_string();
            let says = say!(
                "`{words}` looks like a blank that was never filled in",
                "`{words}` a l’air d’un blanc resté à remplir"
            );
            let help = say!("Write what belongs here, or remove it.", "Écrivez ce qui va ici, ou retirez-le.");
            let place = Place::bytes(&text.path, range);
            found.push(Finding::new(&rules::PLACEHOLDER_TEXT, place, says).help(help).about(subject));
        }
        found
    };
    texts.par_iter().flat_map_iter(of_text).collect()
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

/// Words that stand for words to come.
const WORDS: &[&str] = &["TODO", "TBD", "TBC", "FIXME", "XXX", "YYYY-MM-DD", "AAAA-MM-JJ"];
/// The beginnings of a blank in angle brackets, in lower case.
const BLANKS: &[&str] =
    &["<insert", "<your", "<company", "<name", "<date", "<organisation", "<organization", "<insérer", "<votre", "<nom"];

/// Placeholders of one line, by their bytes in it.
fn in_line(line: &str) -> Vec<Range<usize>> {
    let mut found = bracketed(line);
    // Every text is read here: so one pass, which stops only where one of them can begin.
    let bytes = line.as_bytes();
    let lorem = b"lorem ipsum";
    for (at, byte) in bytes.iter().enumerate() {
        let begun = match byte {
            b'T' | b'F' | b'X' | b'Y' | b'A' if bytes.get(at + 1).is_some_and(u8::is_ascii_uppercase) => word(line, at),
            b'l' | b'L' => {
                let own = bytes.get(at..at + lorem.len()).filter(|own| own.eq_ignore_ascii_case(lorem));
                own.map(|own| at..at + own.len())
            }
            b'<' => blank(line, at),
            _ => None,
        };
        if let Some(range) = begun {
            found.push(range);
        }
    }
    found.retain(|range| line[..range.start].matches('`').count().is_multiple_of(2));
    found.sort_by_key(|range| range.start);
    found
}

/// A word of [`WORDS`] that stands alone at this byte.
fn word(line: &str, at: usize) -> Option<Range<usize>> {
    let end = at + WORDS.iter().find(|word| line[at..].starts_with(**word))?.len();
    let alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
    (alone(line[..at].chars().next_back()) && alone(line[end..].chars().next())).then_some(at..end)
}

/// A blank of [`BLANKS`] that begins at this byte.
fn blank(line: &str, at: usize) -> Option<Range<usize>> {
    let length = BLANKS.iter().find_map(|blank| {
        let length = begins(&line[at..], blank)?;
        line[at + length..].starts_with([' ', '>', '-', '_']).then_some(length)
    })?;
    line[at + length..].find('>').map(|end| at..at + length + end + 1)
}

/// How many bytes of the text are these words, which are in lower case, whatever the text's case.
fn begins(text: &str, words: &str) -> Option<usize> {
    let mut own = text.char_indices();
    for wanted in words.chars() {
        own.next().filter(|(_, c)| c.to_lowercase().eq([wanted]))?;
    }
    Some(own.next().map_or(text.len(), |(at, _)| at))
}

/// What a blank in brackets begins with when it is not written in capitals.
const ASKED_FOR: &[&str] = &[
    "insert ",
    "enter ",
    "your ",
    "company name",
    "organisation name",
    "organization name",
    "insérer ",
    "inscrire ",
    "votre ",
    "nom de l",
];

/// `[DATE]`, `[COMPANY NAME]`, `[insert name]`: capitals alone, or what asks for words, in brackets that make no link and no
/// alert.
fn bracketed(line: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in line.match_indices('[') {
        let Some(end) = line[at..].find(']').map(|end| at + end) else { break };
        let inner = &line[at + 1..end];
        let letters = inner.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = inner.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '_' | '-' | '/' | '’' | '\''));
        let link = line[end + 1..].starts_with(['(', '[', ':']) || line[..at].ends_with(['!', ']']);
        let asks = || ASKED_FOR.iter().any(|words| begins(inner, words).is_some());
        if letters >= 3 && !link && (capitals || asks()) {
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
            ("Write `YYYY-MM-DD` or `[DATE]` or `<insert name>`", vec![]),
            (
                "[Company Name] and [insert the date] and [your logo](a.png) and [yours]",
                vec!["[Company Name]", "[insert the date]"],
            ),
            ("[ISO](https://iso.org) and [RACI][1] and [!NOTE] and [x] and [POL-001]", vec![]),
            ("Lorem ipsum dolor", vec!["Lorem ipsum"]),
            ("<insert company name> shall", vec!["<insert company name>"]),
            ("<name>", vec!["<name>"]),
            ("<named>", vec![]),
            ("<INSÉRER le nom> et <Votre-nom>", vec!["<INSÉRER le nom>", "<Votre-nom>"]),
            ("<date: never closed", vec![]),
            ("AAAA-MM-JJ, TBDs, XXX", vec!["AAAA-MM-JJ", "XXX"]),
        ] {
            let texts: Vec<&str> = in_line(line).into_iter().map(|range| &line[range]).collect();
            assert_eq!(texts, found, "{line}");
        }
    }
}
