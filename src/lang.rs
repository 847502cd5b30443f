//! Languages of a handbook, the two languages that messages are written in, and texts that differ by language.
//!
//! Knows nothing of the handbook's configuration: who asks says which languages there are and which prevails.

use litemap::LiteMap;
use std::fmt;

/// A language tag of the configuration (`en`, `fr`, `pt-br`): lower case, ASCII letters, digits and `-`, at most 15 bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    bytes: [u8; 15],
    len: u8,
}

impl Lang {
    /// English.
    pub const EN: Lang = Lang::literal("en");
    /// French.
    pub const FR: Lang = Lang::literal("fr");

    const fn literal(tag: &str) -> Lang {
        let source = tag.as_bytes();
        let mut bytes = [0; 15];
        let mut at = 0;
        while at < source.len() {
            bytes[at] = source[at];
            at += 1;
        }
        Lang { bytes, len: source.len() as u8 }
    }

    /// Reads a tag: two or three letters, then parts of two to eight letters or digits joined by `-`. Case is folded.
    pub fn parse(tag: &str) -> Option<Lang> {
        let mut parts = tag.split('-');
        let first = parts.next()?;
        let sound = (2..=3).contains(&first.len())
            && first.bytes().all(|b| b.is_ascii_alphabetic())
            && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
        (sound && tag.len() <= 15).then(|| Lang::literal(&tag.to_ascii_lowercase()))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or("en")
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The languages that the program itself speaks.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Canadian French.
    Fr,
}

impl Tongue {
    /// The tongue for a handbook language: French for `fr` and its regions, else English.
    pub fn of(lang: Lang) -> Tongue {
        if lang.as_str().split('-').next() == Some("fr") { Tongue::Fr } else { Tongue::En }
    }
}

/// One sentence for people, in both tongues.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Say {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
}

impl Say {
    /// The sentence in a tongue.
    pub fn in_tongue(&self, tongue: Tongue) -> &str {
        match tongue {
            Tongue::En => &self.en,
            Tongue::Fr => &self.fr,
        }
    }
}

/// `say!("English {x}", "Français {x}")`: a [`Say`] whose two texts capture the same variables.
#[macro_export]
macro_rules! say {
    ($en:literal, $fr:literal $(,)?) => {
        $crate::lang::Say { en: format!($en), fr: format!($fr) }
    };
    ($en:literal, $fr:literal, $($rest:tt)+) => {
        $crate::lang::Say { en: format!($en, $($rest)+), fr: format!($fr, $($rest)+) }
    };
}

/// Something for each of some languages, in the order of their tags. There are one or two, so they stand in a row.
pub type ByLang<T> = LiteMap<Lang, T>;

/// A text that may differ by language: what an author wrote as a plain string or as `{en: …, fr: …}`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Wording {
    /// The text that serves every language not named.
    pub all: Option<String>,
    /// Texts by language, in the author's order.
    pub by: Vec<(Lang, String)>,
}

impl Wording {
    /// A text that serves every language.
    pub fn plain(text: impl Into<String>) -> Wording {
        Wording { all: Some(text.into()), by: Vec::new() }
    }

    /// The text written for exactly this language, or for all.
    pub fn exact(&self, lang: Lang) -> Option<&str> {
        self.by.iter().find(|(l, _)| *l == lang).map(|(_, text)| text.as_str()).or(self.all.as_deref())
    }

    /// The text to show in this language: its own, else the first in the order of `languages`, else any.
    pub fn best(&self, lang: Lang, languages: &[Lang]) -> Option<(&str, Option<Lang>)> {
        if let Some(text) = self.exact(lang) {
            return Some((text, None));
        }
        languages
            .iter()
            .find_map(|l| self.by.iter().find(|(own, _)| own == l))
            .or(self.by.first())
            .map(|(own, text)| (text.as_str(), Some(*own)))
    }

    /// Whether nothing was written at all.
    pub fn is_empty(&self) -> bool {
        self.all.is_none() && self.by.is_empty()
    }
}
