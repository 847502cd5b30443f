//! Words written as YAML values, quoted where YAML would take them for something else.

/// A text as a YAML value that any reader takes for exactly this text; plain where that is safe, else in double quotes.
pub fn scalar(text: &str) -> String {
    if is_plain(text) { text.to_string() } else { quoted(text) }
}

/// A text in double quotes, with what must be escaped.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The text of a value as the starter files write it: plain or in double quotes.
pub fn unquoted(value: &str) -> String {
    let inner = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.map_or_else(|| value.to_string(), |inner| inner.replace("\\\"", "\"").replace("\\\\", "\\"))
}

/// Whether a text may stand without quotes: it begins with a letter, means nothing else to YAML, and breaks no line.
fn is_plain(text: &str) -> bool {
    let word = text.to_ascii_lowercase();
    let reserved = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    text.starts_with(char::is_alphabetic)
        && !text.ends_with([' ', ':'])
        && !reserved.contains(&word.as_str())
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml::{self, Kind, Limits, Node};

    #[test]
    fn every_text_comes_back_as_it_was() {
        for (text, plain) in [
            ("Remote work", true),
            ("Télétravail : règles", false),
            ("Sécurité\u{a0}: l’essentiel", false),
            ("Access: who and when", false),
            ("ends with:", false),
            ("C # sharp", false),
            ("C# and F#", true),
            ("10", false),
            ("2.10", false),
            ("true", false),
            ("No", false),
            ("- dash", false),
            ("\"quoted\" and \\ back", false),
            ("[bracket]", false),
            ("*star*", false),
            ("two\nlines\tand a tab", false),
            ("\u{7}bell \u{2028}", false),
            ("it's", true),
        ] {
            let written = scalar(text);
            assert_eq!(written == text, plain, "{text}");
            let read = yaml::read(&format!("title: {written}\n"), &Limits::FRONT_MATTER).unwrap().node;
            let Some(Node::Scalar(value)) = read.get("title") else { panic!("{written}") };
            assert_eq!((value.text.as_str(), value.kind), (text, Kind::Text), "{written}");
        }
    }

    #[test]
    fn quotes_come_off_again() {
        for (value, text) in [("plain", "plain"), ("\"a \\\"b\\\" c\"", "a \"b\" c"), ("\"", "\"")] {
            assert_eq!(unquoted(value), text);
        }
    }
}
