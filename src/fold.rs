//! Names compared as people compare them: accents, case, ligatures and the kind of apostrophe, blank or hyphen make no difference.
//!
//! Knows letters only; what a name stands for is the business of those who ask.

/// Lower case without accents, ligatures taken apart, apostrophes made plain.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | 'ʼ' => folded.push('\''),
            '\u{300}'..='\u{36f}' => {}
            c => folded.push(c),
        }
    }
    folded
}

/// A name as a key: folded, blanks of every kind as one space, hyphens of every kind as `-`, invisible marks left out.
pub fn name(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut blank = false;
    for c in fold(text).chars() {
        match c {
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() => blank = true,
            c => {
                if std::mem::take(&mut blank) && !key.is_empty() {
                    key.push(' ');
                }
                key.push(if matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}') { '-' } else { c });
            }
        }
    }
    key
}

/// A name as the last part of an address: folded letters and digits, the rest as single `-`; at most `limit` characters.
pub fn slug(text: &str, limit: usize) -> String {
    let mut slug = String::new();
    for c in fold(text).chars() {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if c != '\'' && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.chars().count() >= limit {
            break;
        }
    }
    slug.trim_end_matches('-').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_people_take_for_the_same() {
        let cases = [
            ("Chief  Information\u{a0}Officer ", "chief information officer"),
            ("Direction\u{202f}de l’exploitation", "direction de l'exploitation"),
            ("E\u{301}quipe", "equipe"),
            ("Vice‑président", "vice-president"),
            ("cœur\u{200b} de métier", "coeur de metier"),
            ("", ""),
        ];
        for (text, key) in cases {
            assert_eq!(name(text), key, "{text:?}");
        }
    }

    #[test]
    fn slugs() {
        for (text, expected) in [
            ("Approve the policy", "approve-the-policy"),
            ("Répondre de l’incident!", "repondre-de-lincident"),
            ("  ", ""),
            ("Évaluer: A & B", "evaluer-a-b"),
        ] {
            assert_eq!(slug(text, 40), expected, "{text:?}");
        }
        assert_eq!(slug("abcdef", 3), "abc");
    }
}
