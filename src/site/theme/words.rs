//! The theme's words: built in, the user's over them, and those that scripts carry.

use super::{BUILT_IN, ThemeError};
use crate::{
    lang::{Lang, Tongue},
    source::yaml,
    view::words::{Word, Words},
};
use std::collections::{BTreeMap, BTreeSet};
use tera::Value;

/// The words of a language: the built-in ones of the nearest language, the user's file over them, the configuration over both.
pub(super) fn load_words(
    lang: Lang,
    user: &BTreeMap<String, Vec<u8>>,
    strings: Option<&BTreeMap<String, Word>>,
) -> Result<Words, ThemeError> {
    let nearest = if Tongue::of(lang) == Tongue::Fr { "fr" } else { "en" };
    let embedded = BUILT_IN.get_file(format!("i18n/{nearest}.yaml")).map(|file| file.contents()).unwrap_or_default();
    let mut builtin = read_words(&format!("i18n/{nearest}.yaml"), embedded)?;
    // English words that stand in for another language must not call it English.
    if lang.as_str().split('-').next() != Some(nearest) {
        builtin.insert("lang_name".to_owned(), Word::Plain(lang.to_string()));
    }
    let path = format!("i18n/{lang}.yaml");
    let mut over = match user.get(&path) {
        Some(bytes) => read_words(&path, bytes)?,
        None => BTreeMap::new(),
    };
    over.extend(strings.into_iter().flatten().map(|(key, word)| (key.clone(), word.clone())));
    Ok(Words::new(lang, builtin, over))
}

/// The keys of the built-in words.
pub fn word_keys() -> BTreeSet<String> {
    let built_in = BUILT_IN.get_file("i18n/en.yaml").map(|file| file.contents()).unwrap_or_default();
    read_words("i18n/en.yaml", built_in).unwrap_or_default().into_keys().collect()
}

/// The words of a file, by key.
pub fn read_words(path: &str, bytes: &[u8]) -> Result<BTreeMap<String, Word>, ThemeError> {
    let fault = |line: Option<usize>, column: Option<usize>, message: String| ThemeError {
        path: Some(path.to_owned()),
        line,
        column,
        message,
    };
    let text = std::str::from_utf8(bytes).map_err(|error| fault(None, None, error.to_string()))?;
    let read = yaml::read(text, &yaml::Limits::DATA).map_err(|error| {
        let line = text[..error.at.start.min(text.len())].lines().count().max(1);
        fault(Some(line), Some(1), error.says.en)
    })?;
    let mut words = BTreeMap::new();
    for (key, value) in read.node.as_map().unwrap_or_default() {
        let text = |name: &str| value.get(name).and_then(yaml::Node::as_text).map(str::to_owned);
        let word = match (value.as_text(), text("one"), text("other")) {
            (Some(plain), ..) => Word::Plain(plain.to_owned()),
            (None, Some(one), Some(other)) => Word::Plural { one, other },
            _ => return Err(fault(None, None, format!("`{key}` holds neither words nor `one` and `other`"))),
        };
        words.insert(key.clone(), word);
    }
    Ok(words)
}

/// The words as `w`: plain strings by key, the language's tag as `w.tag`.
pub(super) fn words_value(lang: Lang, words: &Words) -> Value {
    let mut plain: BTreeMap<&str, &str> = words.map().keys().map(|key| (key.as_str(), words.get(key))).collect();
    plain.insert("tag", lang.as_str());
    Value::from_serializable(&plain)
}

/// Keys of the words that scripts need, beside the months.
pub(super) const SCRIPT_WORDS: &[&str] = &[
    "action_due_soon",
    "activities_shown",
    "as_at_more",
    "banner_due_soon",
    "banner_due_today",
    "banner_overdue",
    "commitments_kept",
    "commitments_lapsed",
    "commitments_never",
    "commitments_words_only",
    "copied",
    "copy_link",
    "date_first",
    "date_long",
    "decision_due_soon",
    "decision_overdue",
    "documents_shown",
    "exception_due_soon",
    "exceptions_count",
    "exceptions_management",
    "figure_commitments",
    "figure_decisions",
    "figure_due_soon",
    "figure_exceptions",
    "figure_overdue",
    "highlight_off",
    "label",
    "late_since",
    "none_exceptions",
    "not_kept",
    "old_build",
    "search_empty",
    "search_loading",
    "search_more",
    "search_results",
    "since_visit",
    "since_visit_none",
    "sorted_by",
    "state_due_soon",
    "state_expired",
    "state_lapsed",
    "state_overdue",
    "state_stale",
];

/// `var HANDBOOK_WORDS = {…};`, put before the site's script.
pub(super) fn script_words(lang: Lang, words: &Words) -> String {
    let mut keys: BTreeSet<&str> = SCRIPT_WORDS.iter().copied().collect();
    keys.extend(words.map().keys().map(String::as_str).filter(|k| k.starts_with("month_") && !k.contains("short")));
    let map: BTreeMap<&str, &Word> = keys.into_iter().filter_map(|key| Some((key, words.map().get(key)?))).collect();
    let json = serde_json::to_string(&map).unwrap_or_else(|_| "{}".to_owned());
    format!("var HANDBOOK_LANG=\"{lang}\",HANDBOOK_WORDS={json};\n")
}
