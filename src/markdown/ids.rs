//! Anchors of headings as GitHub makes them, and ids that are never given twice.
//!
//! Content ids never contain `:` but in `fn:` and `fnref:`. Every id that a template writes does (`at:related`), so no
//! heading can take the id of a part of the page, and headings keep the anchors that GitHub gives them. Only `main`, the
//! address of the text itself, is taken.

use std::collections::HashMap;

/// The ids given so far in one text.
pub(super) struct Ids {
    /// How often a word was asked for, by id. Only looked up, never listed, so its order does not matter.
    given: HashMap<String, usize>,
}

impl Ids {
    pub(super) fn new() -> Ids {
        Ids { given: HashMap::from([("main".to_owned(), 0)]) }
    }

    /// The anchor of a heading with this text.
    pub(super) fn heading(&mut self, text: &str) -> String {
        let anchor = anchor(text);
        self.unique(if anchor.is_empty() { "section".to_owned() } else { anchor })
    }

    /// An id that an author chose, with what could do harm left out; `None` when nothing is left of it.
    pub(super) fn chosen(&mut self, id: &str) -> Option<String> {
        let safe: String =
            id.trim().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.')).take(120).collect();
        (!safe.is_empty()).then(|| self.unique(safe))
    }

    fn unique(&mut self, wanted: String) -> String {
        let Some(count) = self.given.get(&wanted).copied() else {
            self.given.insert(wanted.clone(), 0);
            return wanted;
        };
        let mut count = count;
        let id = loop {
            count += 1;
            let id = format!("{wanted}-{count}");
            if !self.given.contains_key(&id) {
                break id;
            }
        };
        self.given.insert(wanted, count);
        self.given.insert(id.clone(), 0);
        id
    }
}

/// GitHub's anchor of a heading's text: lower case, only letters, marks, digits, connectors, `-` and spaces kept, spaces as `-`.
pub fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' => out.push('-'),
            '-' => out.push('-'),
            c if c.is_ascii_alphanumeric() || c == '_' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c if is_word(c) => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}

/// Unicode's word characters beyond ASCII: alphabetic, marks, decimal digits and connectors. The standard library tells
/// alphabetic and numeric; marks are listed by block, and numbers that are no digits (`²`, `½`, `①`) are taken out.
fn is_word(c: char) -> bool {
    let mark = matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{94d}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{e0100}'..='\u{e01ef}');
    let other_number = matches!(c,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{9f4}'..='\u{9f9}' | '\u{b72}'..='\u{b77}' | '\u{bf0}'..='\u{bf2}'
        | '\u{f2a}'..='\u{f33}' | '\u{1369}'..='\u{137c}' | '\u{2070}'..='\u{2079}' | '\u{2080}'..='\u{2089}'
        | '\u{2150}'..='\u{215f}' | '\u{2189}' | '\u{2460}'..='\u{249b}' | '\u{24ea}'..='\u{24ff}'
        | '\u{2776}'..='\u{2793}' | '\u{3192}'..='\u{3195}' | '\u{3220}'..='\u{3229}' | '\u{3248}'..='\u{324f}'
        | '\u{3251}'..='\u{325f}' | '\u{3280}'..='\u{3289}' | '\u{32b1}'..='\u{32bf}' | '\u{1f100}'..='\u{1f10c}');
    let connector = matches!(c, '‿' | '⁀' | '⁔' | '︳' | '︴' | '﹍'..='﹏' | '＿');
    mark || connector || (c.is_alphanumeric() && !other_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_github_s() {
        for (text, expected) in [
            ("Hello World", "hello-world"),
            ("1. Scope & purpose", "1-scope--purpose"),
            ("Été à l’école", "été-à-lécole"),
            ("Objectif\u{a0}: agir", "objectif-agir"),
            ("snake_case-and.dots", "snake_case-anddots"),
            ("✨ Features", "-features"),
            ("⚠\u{fe0f} Mind", "\u{fe0f}-mind"),
            ("x² ½", "x-"),
            ("日本語", "日本語"),
            ("  a  b ", "a--b"),
            ("A.5.1 (e)", "a51-e"),
            ("<%= title %>", "-title-"),
        ] {
            assert_eq!(anchor(text), expected, "{text:?}");
        }
    }

    #[test]
    fn no_id_is_given_twice() {
        let mut ids = Ids::new();
        let given: Vec<String> = ["a", "a", "a-1", "a", "!", "?", "Main"].iter().map(|t| ids.heading(t)).collect();
        assert_eq!(given, ["a", "a-1", "a-1-1", "a-2", "section", "section-1", "main-1"], "`main` is the page’s own");
        assert_eq!(ids.chosen("a"), Some("a-3".to_owned()));
        assert_eq!(ids.chosen(" x\"y: "), Some("xy".to_owned()));
        assert_eq!(ids.chosen("\"'<"), None);
    }
}
