//! How a text differs from the one that was approved, in words: the first place, and what was put in, taken out or changed.
//!
//! Knows two texts; what either is, the check says that asks.

use crate::lang::Say;
use crate::say;

/// The first line, counted from 1, in which a text differs from the approved one, and how in words.
pub(super) fn difference(own: &str, approved: &str) -> (usize, Say) {
    let (own, approved): (Vec<&str>, Vec<&str>) = (own.lines().collect(), approved.lines().collect());
    let same = own.iter().zip(&approved).take_while(|(own, approved)| own == approved).count();
    let last = own.len().max(1);
    let (own, approved) = (&own[same..], &approved[same..]);
    // Where all that follows is what stood there before, the lines in between were put in or taken out; of those the
    // first that says anything is shown.
    let between = |longer: &[&str], shorter: &[&str]| {
        let all = longer.len() - shorter.len();
        let at = longer[..all].iter().position(|line| !line.trim().is_empty()).unwrap_or(0);
        (same + 1 + at, around_difference(longer[at], "").0)
    };
    if own.is_empty() && approved.is_empty() {
        let says = say!("only the ends of its lines differ", "seules les fins de ses lignes diffèrent");
        return (last, says);
    }
    if own.len() > approved.len() && own.ends_with(approved) {
        let (line, text) = between(own, approved);
        let says = match text.trim() {
            "" => say!("line {line}, a blank one, was added", "la ligne {line}, vide, a été ajoutée"),
            _ => say!("line {line}, “{text}”, was added", "la ligne {line}, «\u{a0}{text}\u{a0}», a été ajoutée"),
        };
        return (line, says);
    }
    if approved.len() > own.len() && approved.ends_with(own) {
        let (line, text) = between(approved, own);
        let says = match text.trim() {
            "" => say!("a blank line was removed, line {line}", "une ligne vide a été supprimée, la ligne {line}"),
            _ => say!(
                "“{text}” was removed, line {line} of the approved text",
                "«\u{a0}{text}\u{a0}» a été supprimé, la ligne {line} du texte approuvé"
            ),
        };
        return ((same + 1).min(last), says);
    }
    let line = same + 1;
    let first = |lines: &[&str]| lines.first().copied().unwrap_or_default().to_string();
    let (own, approved) = around_difference(&first(own), &first(approved));
    let says = match (own.trim(), approved.trim()) {
        ("", "") => say!("the blanks of line {line} differ", "les espaces de la ligne {line} diffèrent"),
        ("", _) => {
            say!(
                "line {line} is blank, approved was “{approved}”",
                "la ligne {line} est vide, le texte approuvé disait «\u{a0}{approved}\u{a0}»"
            )
        }
        (_, "") => say!(
            "line {line} is “{own}”, approved was a blank line",
            "la ligne {line} est «\u{a0}{own}\u{a0}», le texte approuvé avait une ligne vide"
        ),
        _ => say!(
            "line {line} is “{own}”, approved was “{approved}”",
            "la ligne {line} est «\u{a0}{own}\u{a0}», le texte approuvé disait «\u{a0}{approved}\u{a0}»"
        ),
    };
    (line, says)
}

/// What two lines say from a little before the point where they part.
fn around_difference(a: &str, b: &str) -> (String, String) {
    const BEFORE: usize = 20;
    const SHOWN: usize = 60;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let skipped = if same > SHOWN / 2 { same - BEFORE } else { 0 };
    let shown = |text: &str| {
        let rest: Vec<char> = text.chars().skip(skipped).collect();
        let mut excerpt: String = rest.iter().take(SHOWN).collect();
        if skipped > 0 {
            excerpt.insert(0, '…');
        }
        if rest.len() > SHOWN {
            excerpt.push('…');
        }
        excerpt
    };
    (shown(a), shown(b))
}

#[cfg(test)]
mod tests {
    use super::{around_difference, difference};

    #[test]
    fn how_a_text_differs_is_said_without_quoting_nothing() {
        let approved = "---\nid: A\n---\n\nFirst.\n\nSecond.\n";
        for (own, line, expected) in [
            ("---\nid: A\n---\n\nFirst.\n\nSecond.\n\nThird.\n", 9, "line 9, “Third.”, was added"),
            ("---\nid: A\ntags: x\n---\n\nFirst.\n\nSecond.\n", 3, "line 3, “tags: x”, was added"),
            ("---\nid: A\n---\n\n\nFirst.\n\nSecond.\n", 5, "line 5, a blank one, was added"),
            ("---\nid: A\n---\n\nFirst.\n", 5, "“Second.” was removed, line 7 of the approved text"),
            ("---\nid: A\n---\n\nSecond.\n", 5, "“First.” was removed, line 5 of the approved text"),
            ("---\nid: A\n---\n\nFirst.\nSecond.\n", 6, "a blank line was removed, line 6"),
            ("---\nid: A\n---\n \nFirst.\n\nSecond.\n", 4, "the blanks of line 4 differ"),
            ("---\nid: A\n---\n\n\n\nSecond.\n", 5, "line 5 is blank, approved was “First.”"),
            ("---\nid: A\n---\nNo.\nFirst.\n\nSecond.\n", 4, "line 4 is “No.”, approved was a blank line"),
            ("---\nid: A\n---\n\nFirst.\n\nThird.\n", 7, "line 7 is “Third.”, approved was “Second.”"),
            ("---\nid: A\n---\n\nFirst.\n\nSecond.", 7, "only the ends of its lines differ"),
            ("", 1, "“---” was removed, line 1 of the approved text"),
        ] {
            let (at, says) = difference(own, approved);
            assert_eq!((at, says.en.as_str()), (line, expected), "{own:?}");
            assert!(!says.fr.contains("«\u{a0}\u{a0}»"), "{}", says.fr);
        }
    }

    #[test]
    fn what_differs_is_shown_however_long_the_line() {
        let long = "The people whose information we hold chose neither us nor our software.";
        let (own, approved) =
            around_difference(&format!("{long} They come second."), &format!("{long} They come first."));
        assert_eq!((own.as_str(), approved.as_str()), ("…software. They come second.", "…software. They come first."));
        assert_eq!(around_difference("Open", "Close"), ("Open".to_string(), "Close".to_string()));
        let (own, approved) = around_difference("", &long.repeat(3));
        assert!(own.is_empty() && approved.ends_with('…') && approved.chars().count() == 61);
    }
}
