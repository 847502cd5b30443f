//! Texts: one file's words in one language, and the plain pages made of nothing else.

use super::Id;
use crate::archive::Digest;
use crate::lang::{ByLang, Lang};
use crate::markdown::{self, Outline};
use crate::source::yaml::Node;
use crate::version::Version;
use memchr::memmem;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The words of one file in one language.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file, from the root.
    pub path: Arc<str>,
    /// Its language.
    pub lang: Lang,
    /// The title its front matter gives, or its first heading.
    pub title: Option<String>,
    /// The summary its front matter gives.
    pub summary: Option<String>,
    /// The version whose text it renders (translations only).
    pub translates: Option<Version>,
    /// The whole file.
    pub source: Arc<str>,
    /// Where the Markdown stands in it.
    pub body: Range<usize>,
    /// What was found out about the body.
    pub known: Known,
    /// The digest of the file, where this is not all of its text: see `redact`.
    pub whole: Option<Digest>,
}

/// What depends on a body alone: found out when first asked for and kept, since a preview asks after every save. Of most
/// sealed texts nobody ever asks.
#[derive(Clone, Debug, Default)]
pub struct Known {
    outline: OnceLock<Arc<Outline>>,
    is_blank: OnceLock<bool>,
    placeholders: OnceLock<Box<[Range<usize>]>>,
}

impl Text {
    /// The body's headings and links, kept from then on. Tables are left out: their cells would be the greater part of what
    /// a large handbook keeps, and who reads them as data reads them once.
    pub fn outline(&self) -> &Outline {
        self.known.outline.get_or_init(|| Arc::new(markdown::outline(self.body())))
    }

    /// What the body's links and images lead to, without keeping anything: for those who ask every text once.
    pub fn targets(&self) -> Vec<String> {
        let targets = |outline: &Outline| outline.links.iter().map(|link| link.target.clone()).collect();
        self.known.outline.get().map_or_else(|| targets(&markdown::outline(self.body())), |known| targets(known))
    }

    /// What to call it: its title, its first heading, else its file's name.
    pub fn name(&self) -> String {
        let heading = || self.outline().headings.first().map(|heading| heading.text.clone());
        let file = || {
            let name = self.path.rsplit('/').next().unwrap_or(&self.path);
            name.split('.').next().unwrap_or(name).replace(['_', '-'], " ")
        };
        self.title.clone().or_else(heading).filter(|name| !name.trim().is_empty()).unwrap_or_else(file)
    }

    /// The digest of the file that it was read from.
    pub fn digest(&self) -> Digest {
        self.whole.unwrap_or_else(|| Digest::of(self.source.as_bytes()))
    }

    /// The Markdown below the front matter.
    pub fn body(&self) -> &str {
        self.source.get(self.body.clone()).unwrap_or_default()
    }

    /// Whether nobody has written anything yet: nothing at all, or headings with comments that say what to write.
    pub fn is_blank(&self) -> bool {
        *self.known.is_blank.get_or_init(|| self.says_nothing())
    }

    /// The bytes of the file where words are still to come, as `look` finds them; kept from then on.
    pub fn placeholders(&self, look: impl Fn(&Text) -> Vec<Range<usize>>) -> &[Range<usize>] {
        self.known.placeholders.get_or_init(|| look(self).into_boxed_slice())
    }

    fn says_nothing(&self) -> bool {
        let is_word = |line: &str| line.chars().any(char::is_alphanumeric);
        let is_heading = |line: &str| line.trim_start().starts_with('#');
        let mut rest = self.body();
        // What stands before the first comment mostly settles it.
        let before = &rest[..memmem::find(rest.as_bytes(), b"<!--").unwrap_or(rest.len())];
        if before.lines().any(|line| is_word(line) && !is_heading(line)) {
            return false;
        }
        let mut words = String::new();
        while let Some((before, after)) = rest.split_once("<!--") {
            words.push_str(before);
            rest = after.split_once("-->").map_or("", |(_, after)| after);
        }
        let has_comments = words.len() + rest.len() < self.body().len();
        words.push_str(rest);
        words.lines().all(|line| !is_word(line) || (has_comments && is_heading(line)))
    }
}

/// A thing's texts by language.
pub type Texts = ByLang<Text>;

/// The text to show in a language: its own, else the first that exists in the order of `languages`.
pub fn best<'a>(texts: &'a Texts, lang: Lang, languages: &[Lang]) -> Option<&'a Text> {
    texts.get(&lang).or_else(|| languages.iter().find_map(|other| texts.get(other))).or_else(|| texts.values().next())
}

/// A Markdown file that is nothing but a page.
#[derive(Clone, Debug)]
pub struct PlainPage {
    /// Its path from the content folder without extension; what it is identified by.
    pub id: Id,
    /// Its address below `/pages/`, segments joined by `/`.
    pub address: String,
    /// Its texts.
    pub texts: Texts,
    /// Its classification, when its front matter names one.
    pub classification: Option<String>,
    /// What templates of the handbook's own may use.
    pub extra: Node,
}
