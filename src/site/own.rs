//! The handbook's own templates and words: whether the theme can be made of them, and whether anything asks for each word.
//!
//! Looks at `templates/` and at `words` of the configuration; knows nothing of documents.

use super::theme::{read_words, word_keys};
use super::theme_of;
use crate::finding::catalogue::{links, source as rules};
use crate::finding::{Finding, Place};
use crate::model::Handbook;
use crate::parse::shape::nearest;
use crate::say;
use crate::source::Sources;
use std::sync::Arc;

/// What is wrong with the handbook's own templates and words; nothing where it has none.
pub fn check(handbook: &Handbook, sources: &Sources) -> Vec<Finding> {
    let mut found: Vec<Finding> = logo(handbook, sources).into_iter().collect();
    if sources.template_files().next().is_some() || !handbook.config.words.is_empty() {
        found.extend(theme_of(handbook, sources).err().map(|fault| fault.finding()));
        found.extend(words(handbook, sources));
    }
    found
}

/// A logo that is named and not there.
fn logo(handbook: &Handbook, sources: &Sources) -> Option<Finding> {
    let name = handbook.config.logo.as_deref()?;
    if sources.files.contains_key(sources.content_path(name).as_str()) {
        return None;
    }
    let says = say!("the logo `{name}` does not exist", "le logo `{name}` n’existe pas");
    let help = say!("Write its path from the content folder.", "Écrivez son chemin à partir du dossier du contenu.");
    let place = Place::value(&Arc::from("site-config.yaml"), "theme.logo");
    Some(Finding::new(&links::IMAGE_MISSING, place, says).help(help))
}

/// Words that neither the built-in theme nor a template of the handbook's own asks for.
fn words(handbook: &Handbook, sources: &Sources) -> Vec<Finding> {
    let known = word_keys();
    let own: Vec<&str> = sources
        .template_files()
        .filter(|(path, _)| path.ends_with(".html") || path.ends_with(".js"))
        .filter_map(|(_, file)| sources.text(&file.path).map(|text| &**text))
        .collect();
    // A language of the handbook's own has a name of its own.
    let is_asked =
        |key: &str| known.contains(key) || key.starts_with("lang_") || own.iter().any(|text| text.contains(key));
    let mut given: Vec<(Place, String)> = Vec::new();
    for (lang, words) in &handbook.config.words {
        let path: Arc<str> = Arc::from("site-config.yaml");
        given.extend(words.iter().map(|(key, _)| (Place::key(&path, format!("words.{lang}.{key}")), key.clone())));
    }
    for (path, file) in
        sources.template_files().filter(|(path, _)| path.starts_with("i18n/") && path.ends_with(".yaml"))
    {
        let words =
            sources.text(&file.path).and_then(|text| read_words(path, text.as_bytes()).ok()).unwrap_or_default();
        given.extend(words.into_keys().map(|key| (Place::key(&file.path, key.clone()), key)));
    }
    given.into_iter().filter(|(_, key)| !is_asked(key)).map(|(place, key)| unknown(place, &key, &known)).collect()
}

fn unknown(place: Place, key: &str, known: &std::collections::BTreeSet<String>) -> Finding {
    let says = say!("no page asks for a word `{key}`", "aucune page ne demande de mot `{key}`");
    let help = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`\u{a0}?"),
        None => say!(
            "Remove it, or use it in a template of your own; the built-in words stand in `templates/i18n/` of the program.",
            "Retirez-le, ou employez-le dans un gabarit à vous; les mots d’origine sont dans `templates/i18n/` du programme."
        ),
    };
    Finding::new(&rules::KEY_UNKNOWN, place, says).help(help)
}
