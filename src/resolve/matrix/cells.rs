//! What one cell of a matrix says: letters of the scheme in any usual spelling, words of the legend, nothing, or something that cannot be read for sure.
//!
//! Knows no table: what an unread cell means for the whole is for `table`.

use crate::fold;
use crate::model::letters::{Alphabet, Letters};

/// What a cell says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reading {
    /// These letters; none for an empty cell or a dash.
    Letters(Letters),
    /// A letter or short code that the scheme does not have.
    Code,
    /// Words.
    Words,
    /// A mark that could mean anything: `✓`, `?`, `A*`.
    Mark,
}

/// Reads cells with the letters of a scheme and the words of one matrix.
pub struct CellReader<'a> {
    alphabet: &'a Alphabet,
    legend: Vec<(String, Letters)>,
}

/// What stands between several letters in one cell.
const BETWEEN: &[char] = &['/', '\\', ',', '+', ';', '&', '|', '.', ' '];

/// What people write to say that there is nothing.
const NOTHING: &[&str] = &["-", "--", "---", "n/a", "n.a.", "s/o", "s.o.", "s. o.", "sans objet", "not applicable"];

impl<'a> CellReader<'a> {
    /// With the legend's words and what they stand for. Words that stand for no letters of the scheme are given back.
    pub fn new(alphabet: &'a Alphabet, legend: &[(String, String)]) -> (CellReader<'a>, Vec<String>) {
        let mut reader = CellReader { alphabet, legend: Vec::new() };
        let mut wrong = Vec::new();
        let mut read = Vec::new();
        for (word, letters) in legend {
            match reader.codes(&plain(letters)) {
                Some(letters) => read.push((fold::name(word), letters)),
                None => wrong.push(word.clone()),
            }
        }
        reader.legend = read;
        (reader, wrong)
    }

    /// Reads a cell.
    pub fn read(&self, text: &str) -> Reading {
        let text = plain(text);
        let key = fold::name(&text);
        if key.is_empty() {
            return Reading::Letters(Letters::default());
        }
        if let Some(letters) = self.word(&key).or_else(|| self.codes(&text)).or_else(|| self.words(&text)) {
            return Reading::Letters(letters);
        }
        if NOTHING.contains(&key.as_str()) {
            return Reading::Letters(Letters::default());
        }
        if text.chars().any(|c| !c.is_alphanumeric() && !BETWEEN.contains(&c) && !matches!(c, '-' | '\'' | '’' | ':'))
        {
            return Reading::Mark;
        }
        if text.split(BETWEEN).any(|word| word.chars().count() > 3) { Reading::Words } else { Reading::Code }
    }

    fn word(&self, key: &str) -> Option<Letters> {
        self.legend.iter().find(|(word, _)| word == key).map(|(_, letters)| *letters)
    }

    /// Several words of the legend or letters in one cell.
    fn words(&self, text: &str) -> Option<Letters> {
        let parts = text.split(['/', ',', '+', ';', '&']).map(str::trim).filter(|part| !part.is_empty());
        let read = parts.map(|part| self.word(&fold::name(part)).or_else(|| self.codes(part)));
        read.reduce(|all, part| Some(all?.join(part?)))?
    }

    /// `A`, `A/R`, `AR`, `A, R`, `A R`, `R+A`: all of it must be codes of the scheme.
    fn codes(&self, text: &str) -> Option<Letters> {
        if let Some(at) = self.alphabet.find(text) {
            return Some(Letters::default().with(at));
        }
        let parts = text.split(BETWEEN).filter(|part| !part.is_empty());
        parts.map(|part| self.code(part)).reduce(|all, part| Some(all?.join(part?)))?
    }

    /// One code, or letters without anything between them. A longer run in lower case is a word: `air` is no `A`, `I`, `R`.
    fn code(&self, part: &str) -> Option<Letters> {
        if let Some(at) = self.alphabet.find(part) {
            return Some(Letters::default().with(at));
        }
        if part.chars().count() > 2 && part.chars().any(char::is_lowercase) {
            return None;
        }
        let mut all = Letters::default();
        for c in part.chars() {
            let at = self.alphabet.find(c.encode_utf8(&mut [0; 4]))?;
            if all.has(at) {
                return None;
            }
            all = all.with(at);
        }
        Some(all)
    }
}

/// A cell's text with ordinary blanks and dashes, trimmed.
fn plain(text: &str) -> String {
    let blanks = text.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'));
    let plain: String = blanks
        .map(|c| match c {
            c if c.is_whitespace() => ' ',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        })
        .collect();
    plain.trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::config::Scheme;

    fn said(scheme: &str, legend: &[(&str, &str)], text: &str) -> String {
        let alphabet = Alphabet::of(&Scheme::Named(scheme.to_string()));
        let legend: Vec<_> = legend.iter().map(|(word, letters)| (word.to_string(), letters.to_string())).collect();
        let (reader, wrong) = CellReader::new(&alphabet, &legend);
        assert_eq!(wrong, Vec::<String>::new());
        match reader.read(text) {
            Reading::Letters(letters) => alphabet.codes(letters).concat(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn spellings() {
        let cases = [
            ("A", "A"),
            ("r", "R"),
            ("A/R", "AR"),
            ("AR", "AR"),
            ("ar", "AR"),
            ("ARC", "ARC"),
            ("A, R", "AR"),
            ("A R", "AR"),
            ("R+A", "AR"),
            ("R & A", "AR"),
            ("A\u{a0}/\u{202f}R", "AR"),
            (" i ", "I"),
            ("A.", "A"),
            ("", ""),
            ("\u{a0}", ""),
            ("-", ""),
            ("–", ""),
            ("—", ""),
            ("\u{2212}", ""),
            ("N/A", ""),
            ("s. o.", ""),
            ("X", "Code"),
            ("AX", "Code"),
            ("A-R", "Code"),
            ("AA", "Code"),
            ("2", "Code"),
            ("À", "Code"),
            ("✓", "Mark"),
            ("?", "Mark"),
            ("A*", "Mark"),
            ("(R)", "Mark"),
            ("car", "Code"),
            ("approves", "Words"),
            ("Informed by mail", "Words"),
        ];
        for (text, expected) in cases {
            assert_eq!(said("RACI", &[], text), expected, "{text:?}");
        }
    }

    #[test]
    fn schemes_and_legends() {
        let legend = [("Answers for it", "A"), ("fait", "R"), ("répond et fait", "A/R")];
        let cases = [
            ("RASCI", &[][..], "R/S", "RS"),
            ("RACI-VS", &[], "V, S", "VS"),
            ("DACI", &[], "D", "D"),
            ("DACI", &[], "R", "Code"),
            ("RACI", &legend, "ANSWERS  for it", "A"),
            ("RACI", &legend, "Répond et fait", "AR"),
            ("RACI", &legend, "fait, C", "RC"),
            ("RACI", &legend, "A", "A"),
            ("RACI", &legend, "regarde", "Words"),
        ];
        for (scheme, legend, text, expected) in cases {
            assert_eq!(said(scheme, legend, text), expected, "{scheme} {text:?}");
        }
    }

    #[test]
    fn a_legend_of_unknown_letters_is_given_back() {
        let alphabet = Alphabet::of(&Scheme::Named("RACI".to_string()));
        let legend = [("does".to_string(), "X".to_string()), ("tells".to_string(), "I".to_string())];
        assert_eq!(CellReader::new(&alphabet, &legend).1, ["does"]);
    }
}
