//! What an approval is of: the main file with its data files, and the translations that render its version.
//!
//! Knows files and which of them are sealed together; not who approves.

use super::{Office, Refusal};
use crate::lang::Say;
use crate::model::document::Revision;
use crate::resolve::text_digest::{self, text_digest};
use crate::say;
use std::sync::Arc;

/// What is approved: the main file, its data files, and the translations that render its version.
pub(super) struct Text {
    /// The main file.
    pub source: Arc<str>,
    /// Its name without its folder.
    name: String,
    /// Data files: name and bytes.
    data: Vec<(String, Vec<u8>)>,
    translations: Vec<(String, Vec<u8>)>,
    /// What is told of translations that render another version.
    pub left_out: Vec<Say>,
    /// The digest of what is approved, in hexadecimal.
    pub digest: String,
}

impl Text {
    /// Reads the files of a working revision.
    pub fn read(office: &Office<'_>, working: &Revision) -> Result<Text, Refusal> {
        let path = &working.path;
        let unread = || {
            Refusal::new(
                say!("{path} cannot be read", "{path} ne peut être lu"),
                say!("Run `handbook check` to see why.", "Lancez `handbook check` pour voir pourquoi."),
            )
        };
        let source = office.sources.text(path).cloned().ok_or_else(unread)?;
        let data = text_digest::data(office.sources, working, &office.handbook.config.languages);
        let digest = text_digest(&source, &data).ok_or_else(unread)?.to_string();
        let mut translations = Vec::new();
        let mut left_out = Vec::new();
        for text in working.texts.values().filter(|text| text.path != *path) {
            let (id, lang, other) = (&working.meta.id, text.lang, &text.path);
            if text.translates.is_some() && text.translates == working.meta.version {
                translations.push((name(other), text.source.as_bytes().to_vec()));
            } else {
                left_out.push(say!(
                    "{other} renders another version and is not sealed; when it follows: `handbook seal-translation {id} {lang} …`",
                    "{other} traduit une autre version et n’est pas scellé; une fois à jour\u{a0}: `handbook seal-translation {id} {lang} …`"
                ));
            }
        }
        Ok(Text { source, name: name(path), data, translations, left_out, digest })
    }

    /// The files to seal, with the main file as approving leaves it.
    pub fn sealed(&self, after: &str) -> Vec<(String, Vec<u8>)> {
        let main = (self.name.clone(), after.as_bytes().to_vec());
        std::iter::once(main).chain(self.translations.iter().cloned()).chain(self.data.iter().cloned()).collect()
    }
}

fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
