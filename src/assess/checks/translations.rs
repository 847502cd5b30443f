//! Languages that do not keep up with the version in force.

use crate::assess::{DocumentState, TranslationState};
use crate::finding::catalogue::documents as rules;
use crate::finding::{Finding, Place};
use crate::model::Handbook;
use crate::model::document::Document;
use crate::say;

/// Findings on the languages of one document.
pub fn check(_handbook: &Handbook, document: &Document, state: &DocumentState, found: &mut Vec<Finding>) {
    let Some(current) = state.current() else { return };
    let (id, version) = (document.id.as_str(), &current.version);
    let Some(face) = document.face() else { return };
    for (lang, translation) in &state.translations {
        let own = face.texts.get(lang);
        let (rule, says, help) = match translation {
            TranslationState::Current => continue,
            TranslationState::Missing => (
                &rules::TRANSLATION_MISSING,
                say!("there is no text in `{lang}`", "il n’y a pas de texte en `{lang}`"),
                {
                    let name = face.path.rsplit('/').next().unwrap_or(&face.path);
                    let stem = name.split('.').next().unwrap_or(name);
                    say!(
                        "Write `{stem}.{lang}.md` beside it, with `title:` and `translates: \"{version}\"`.",
                        "Écrivez `{stem}.{lang}.md` à côté, avec `title:` et `translates: \"{version}\"`."
                    )
                },
            ),
            TranslationState::Behind(Some(old)) => (
                &rules::TRANSLATION_BEHIND,
                say!(
                    "the text in `{lang}` renders version {old}; in force is {version}",
                    "le texte en `{lang}` rend la version {old}; la version en vigueur est la {version}"
                ),
                say!(
                    "Bring it up to date and set `translates: \"{version}\"`.",
                    "Mettez-le à jour et écrivez `translates: \"{version}\"`."
                ),
            ),
            TranslationState::Behind(None) => (
                &rules::TRANSLATION_BEHIND,
                say!(
                    "the text in `{lang}` does not say which version it renders",
                    "le texte en `{lang}` ne dit pas quelle version il rend"
                ),
                say!(
                    "If it renders the version in force, write `translates: \"{version}\"`.",
                    "S’il rend la version en vigueur, écrivez `translates: \"{version}\"`."
                ),
            ),
            TranslationState::Unsealed => (
                &rules::TRANSLATION_UNSEALED,
                say!(
                    "the text in `{lang}` renders version {version}, but it is not sealed, so it is not published",
                    "le texte en `{lang}` rend la version {version}, mais il n’est pas scellé, donc pas publié"
                ),
                say!(
                    "Seal it: `handbook seal-translation {id} {lang} --as ROLE --person PERSON`.",
                    "Scellez-le\u{a0}: `handbook seal-translation {id} {lang} --as RÔLE --person PERSONNE`."
                ),
            ),
        };
        let place = match own {
            Some(text) if text.translates.is_some() => Place::value(&text.path, "translates"),
            Some(text) => Place::file(&text.path),
            None => Place::file(&face.path),
        };
        found.push(Finding::new(rule, place, says).help(help).about(id));
    }
}
