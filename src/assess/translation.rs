//! How far a document's other languages follow the version in force.

use super::document::{VersionRef, VersionState};
use crate::lang::{ByLang, Lang};
use crate::model::Handbook;
use crate::model::document::Document;
use crate::version::Version;

/// One language's text against the version in force.
#[derive(Clone, PartialEq, Debug)]
pub enum TranslationState {
    /// It renders the version in force.
    Current,
    /// It renders another version, or does not say which.
    Behind(Option<Version>),
    /// There is no text in that language.
    Missing,
    /// A text renders the version in force and the archive does not hold it.
    Unsealed,
}

impl TranslationState {
    /// Its name in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            TranslationState::Current => "current",
            TranslationState::Behind(_) => "behind",
            TranslationState::Missing => "missing",
            TranslationState::Unsealed => "unsealed",
        }
    }
}

/// The states of all configured languages but that of the main text. Empty when nothing is in force.
pub fn states(handbook: &Handbook, document: &Document, current: Option<&VersionState>) -> ByLang<TranslationState> {
    let Some(current) = current else { return ByLang::new() };
    let Some(revision) = current.at.revision(document) else { return ByLang::new() };
    let main = revision.texts.values().find(|text| text.path == revision.path).map(|text| text.lang);
    let state = |lang: Lang| {
        let renders = |text: &crate::model::Text| text.translates.as_ref() == Some(&current.version);
        let own = revision.texts.get(&lang);
        let working = document.working.as_ref().and_then(|working| working.texts.get(&lang));
        match current.at {
            _ if own.is_some_and(renders) => TranslationState::Current,
            VersionRef::Sealed(..) if working.is_some_and(renders) => TranslationState::Unsealed,
            _ => match own.or(working).or_else(|| earlier(document, lang)) {
                Some(text) => TranslationState::Behind(text.translates.clone()),
                None => TranslationState::Missing,
            },
        }
    };
    handbook.config.languages.iter().filter(|lang| Some(**lang) != main).map(|lang| (*lang, state(*lang))).collect()
}

/// The newest sealed text in a language, whatever its version.
fn earlier(document: &Document, lang: Lang) -> Option<&crate::model::Text> {
    document.sealed.iter().rev().find_map(|version| version.revision.texts.get(&lang))
}
