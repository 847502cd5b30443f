//! A text's words as search compares them: folded, elided articles cut. `templates/assets/js/search.js` does the same.

/// Longest token kept, in characters; longer ones are digests and the like.
const LONGEST: usize = 40;

/// Articles and the like that no one searches for, in both languages, sorted; every other word is kept.
#[rustfmt::skip]
pub(super) const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "au", "aux", "be", "by", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "est",
    "et", "for", "from", "il", "in", "is", "it", "la", "le", "les", "leur", "of", "on", "or", "ou", "par", "pour", "que",
    "qui", "sa", "se", "ses", "son", "sont", "sur", "that", "the", "this", "to", "un", "une", "with",
];

/// The same as numbers of the same order: every word of every text is looked up among them.
const STOP_NUMBERS: [u32; STOP_WORDS.len()] = {
    let mut numbers = [0; STOP_WORDS.len()];
    let mut at = 0;
    while at < numbers.len() {
        numbers[at] = as_number(STOP_WORDS[at].as_bytes());
        at += 1;
    }
    numbers
};

/// At most four bytes as a number, so that words sort as their numbers do.
const fn as_number(bytes: &[u8]) -> u32 {
    let mut number = 0;
    let mut at = 0;
    while at < 4 {
        let byte = if at < bytes.len() { bytes[at] } else { 0 };
        number = number << 8 | byte as u32;
        at += 1;
    }
    number
}

/// Whether nobody searches for a folded word.
pub(super) fn is_stop_word(token: &str) -> bool {
    token.len() <= 4 && STOP_NUMBERS.binary_search(&as_number(token.as_bytes())).is_ok()
}

/// Calls `each` with every folded token of a text.
pub(super) fn tokens(text: &str, mut each: impl FnMut(&str)) {
    let mut token = String::with_capacity(24);
    let mut pending: Option<char> = None;
    let mut rest = text;
    loop {
        // Most of most texts: letters and digits that need no folding but case.
        let run = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        if run > 0 {
            token.extend(pending.take());
            let from = token.len();
            token.push_str(&rest[..run]);
            token[from..].make_ascii_lowercase();
            rest = &rest[run..];
        }
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        let c = match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        };
        let before = token.len();
        if !matches!(c, '\'' | '.' | '-') {
            token.extend(pending);
            let joined = token.len();
            fold(c, &mut token);
            if token.len() > joined {
                pending = None;
                continue;
            }
            // Combining accents fold to nothing and do not end a word.
            token.truncate(before);
            if is_combining(c) {
                continue;
            }
        } else if pending.is_none() && !token.is_empty() {
            pending = Some(c);
            continue;
        }
        finish(&mut token, &mut each);
        pending = None;
    }
    finish(&mut token, &mut each);
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Cuts what is elided or possessive and hands the token over.
fn finish(token: &mut String, each: &mut impl FnMut(&str)) {
    const ELIDED: &[&str] = &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
    let mut word = token.as_str();
    if let Some((head, tail)) = word.split_once('\'')
        && ELIDED.contains(&head)
    {
        word = tail;
    }
    word = word.strip_suffix("'s").unwrap_or(word);
    if !word.is_empty() && word.chars().count() <= LONGEST {
        each(word);
    }
    token.clear();
}

/// Adds a letter or digit in lower case without its accent; adds nothing for what is neither.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return;
    }
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        _ => {
            if c.is_alphanumeric() {
                out.extend(c.to_lowercase());
            }
            return;
        }
    };
    out.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokens(text, |token| out.push(token.to_owned()));
        out
    }

    #[test]
    fn folds_as_the_browser_does() {
        let cases: &[(&str, &[&str])] = &[
            ("L’accès à l'Œuvre", &["acces", "a", "oeuvre"]),
            ("ISO/IEC 27001:2022, 5.1.c.", &["iso", "iec", "27001", "2022", "5.1.c"]),
            ("POL\u{2011}001 « SMSI »", &["pol-001", "smsi"]),
            ("jusqu’au aujourd’hui", &["au", "aujourd'hui"]),
            ("the company's e\u{301}tat - fin...", &["the", "company", "etat", "fin"]),
            ("--- '' . d'", &["d"]),
        ];
        for (text, want) in cases {
            assert_eq!(words(text), *want, "{text}");
        }
    }

    #[test]
    fn nobody_searches_for_stop_words() {
        assert!(STOP_WORDS.is_sorted() && STOP_WORDS.iter().all(|word| word.len() <= 4));
        for word in STOP_WORDS {
            assert!(is_stop_word(word), "{word}");
            for other in [format!("{word}x"), format!("z{word}"), word.chars().rev().collect()] {
                assert_eq!(is_stop_word(&other), STOP_WORDS.contains(&other.as_str()), "{other}");
            }
        }
        assert!(!is_stop_word("acces") && !is_stop_word(""));
    }
}
