//! Sealing a translation that was finished after its version was approved.

use super::review::folder;
use super::{Actor, Decision, Office, Plan, Refusal, check, entitled};
use crate::archive::SealPlan;
use crate::finding::catalogue::documents as rules;
use crate::lang::Lang;
use crate::say;

/// A translation as asked for.
#[derive(Clone, Copy, Debug)]
pub struct Translation<'r> {
    /// The document's id.
    pub id: &'r str,
    /// Its language.
    pub language: Lang,
    /// Who approves it.
    pub actor: Actor<'r>,
}

/// Plans the event that seals the working translation with the version that it says it renders.
pub fn translate(office: &Office<'_>, asked: &Translation<'_>) -> Decision {
    let (document, _) = office.document(asked.id)?;
    let day = office.day_of(document, &asked.actor, "translated");
    let signatory = entitled::holder(office.handbook, asked.actor.role, asked.actor.person, day)?;
    entitled::approves(office.handbook, document.kind, &signatory.role)?;
    let (own, lang) = (&document.id, asked.language);
    let text = document.working.as_ref().and_then(|working| Some((working, working.texts.get(&lang)?)));
    let Some((working, text)) = text else {
        let languages = &office.handbook.config.languages;
        if !languages.contains(&lang) {
            let list = languages.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ");
            return Err(Refusal::new(
                say!(
                    "`{lang}` is not a language of this handbook ({list})",
                    "`{lang}` n’est pas une langue de ce manuel ({list})"
                ),
                say!("Add it to `languages` in site-config.yaml.", "Ajoutez-la à `languages` dans site-config.yaml."),
            ));
        }
        let name = document.working.as_ref().map(|working| sibling(&working.path, lang)).unwrap_or_default();
        return Err(Refusal::new(
            say!("{own} has no text in the language `{lang}`", "{own} n’a pas de texte dans la langue `{lang}`"),
            say!(
                "Write it as {name}, with `title` and `translates` in its front matter.",
                "Rédigez-le dans {name}, avec `title` et `translates` dans son en-tête."
            ),
        ));
    };
    let path = &text.path;
    if *path == working.path {
        return Err(Refusal::new(
            say!(
                "{path} is the main text of {own}, not a translation",
                "{path} est le texte principal de {own}, pas une traduction"
            ),
            say!(
                "The main text is sealed with `handbook approve`.",
                "Le texte principal se scelle avec `handbook approve`."
            ),
        ));
    }
    let Some(version) = text.translates.clone() else {
        return Err(Refusal::new(
            say!("{path} does not say which version it renders", "{path} ne dit pas quelle version il traduit"),
            say!(
                "Write the version in its front matter, as in `translates: \"2.1\"`.",
                "Écrivez la version dans son en-tête, comme `translates: \"2.1\"`."
            ),
        ));
    };
    // The same version may be written in another way (`2` for `2.0`): the archive's way names the folder.
    let sealed = document.sealed.iter().find(|sealed| sealed.version == version);
    let version = sealed.map_or(version, |sealed| sealed.version.clone());
    if let Some(taken) = sealed.and_then(|sealed| sealed.revision.texts.get(&lang)) {
        let taken = &taken.path;
        return Err(Refusal::new(
            say!(
                "version {version} of {own} has a sealed text in `{lang}` already, {taken}",
                "la version {version} de {own} a déjà un texte scellé en `{lang}`, {taken}"
            ),
            say!(
                "A sealed text stays as it is; a better translation goes with the next version.",
                "Un texte scellé reste tel quel; une meilleure traduction accompagne la version suivante."
            ),
        ));
    }
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let bytes = text.source.as_bytes().to_vec();
    let id = folder(document);
    let plan = SealPlan::translated(&office.archive, id, version, lang, day, vec![signatory], (name, bytes))?;
    office.archive_is_sound(Some(&plan))?;
    let cured = [&rules::TRANSLATION_MISSING, &rules::TRANSLATION_BEHIND, &rules::TRANSLATION_UNSEALED];
    office.is_without_error(document, &|finding| check::is_of(finding, &cured))?;
    Ok(Plan { document: id.to_owned(), working: None, seal: Some(plan), awaited: Vec::new(), notes: Vec::new() })
}

/// The name of the file for a language beside a main file.
fn sibling(path: &str, lang: Lang) -> String {
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{lang}.{extension}"),
        None => format!("{path}.{lang}.md"),
    }
}
