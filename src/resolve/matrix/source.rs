//! The CSV files of a matrix: the one that `source` names, and the same in other languages beside it (`raci.fr.csv`).
//!
//! Working files name it from their own folder; a sealed version has its copy beside its text.

use super::csv::{self, MOST_CELLS};
use crate::finding::catalogue::{responsibilities as rules, source};
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::markdown::Table;
use crate::model::Revision;
use crate::say;
use crate::source::{Body, Sources};
use std::sync::Arc;

/// The CSV files that belong to a revision and exist: the main one first. `approve` seals them with the texts, under
/// their own names.
pub fn files(sources: &Sources, revision: &Revision, languages: &[Lang]) -> Vec<Arc<str>> {
    let main = path(sources, revision).and_then(|path| sources.files.get_key_value(path.as_str()));
    let others = languages.iter().filter_map(|lang| sibling(sources, revision, *lang));
    main.into_iter().map(|(path, _)| path.clone()).chain(others).collect()
}

/// The main CSV file's table; what stands in the way is reported.
pub fn table(sources: &Sources, revision: &Revision, found: &mut Vec<Finding>) -> Option<(Arc<str>, Table)> {
    let named = revision.meta.matrix.source.as_deref()?;
    let subject = revision.meta.id.as_str();
    let file = path(sources, revision).and_then(|path| sources.files.get(path.as_str()));
    let Some(file) = file else {
        let says = say!(
            "`{named}` cannot be read: there is no such file beside this one, or it is not saved as UTF-8",
            "`{named}` ne peut être lu\u{a0}: ce fichier n’existe pas à côté de celui-ci, ou n’est pas enregistré en UTF-8"
        );
        let help = say!(
            "Write the file's path from this file's folder, as in `source: raci.csv`.",
            "Écrivez le chemin du fichier à partir du dossier de celui-ci, comme `source: raci.csv`."
        );
        let place = Place::value(&revision.path, "source");
        found.push(Finding::new(&source::FILE_UNREADABLE, place, says).help(help).about(subject));
        return None;
    };
    let text = match &file.body {
        Body::Text(text) => text,
        // Over the limit, which was reported where the file was read.
        Body::Bytes(_) | Body::Blob { .. } if file.path.ends_with(".csv") => return None,
        Body::Bytes(_) | Body::Blob { .. } => {
            let says = say!("`{named}` is no CSV file", "`{named}` n’est pas un fichier CSV");
            let help = say!(
                "In the spreadsheet program choose “Save as” and the format “CSV UTF-8”.",
                "Dans le tableur, choisissez «\u{a0}Enregistrer sous\u{a0}» et le format «\u{a0}CSV UTF-8\u{a0}»."
            );
            let place = Place::value(&revision.path, "source");
            found.push(Finding::new(&source::FILE_UNREADABLE, place, says).help(help).about(subject));
            return None;
        }
    };
    let read = csv::read(text);
    if let Some(range) = read.unclosed {
        let says = say!("this quotation mark is never closed", "ce guillemet n’est jamais fermé");
        let help = say!(
            "Close it with `\"`; a quotation mark inside a text is written twice, `\"\"`.",
            "Fermez-le avec `\"`; un guillemet à l’intérieur d’un texte s’écrit deux fois, `\"\"`."
        );
        found.push(
            Finding::new(&rules::MATRIX_UNCLEAR, Place::bytes(&file.path, range), says).help(help).about(subject),
        );
    }
    if read.too_large {
        let says = say!(
            "this table has more than {MOST_CELLS} cells; the rest was not read",
            "ce tableau a plus de {MOST_CELLS} cases; le reste n’a pas été lu"
        );
        found.push(Finding::new(&source::OVER_LIMIT, Place::file(&file.path), says).about(subject));
    }
    if read.table.is_none() {
        let says = say!("no table can be found in this file", "aucun tableau dans ce fichier");
        let help = say!(
            "The first line needs at least two headings, the activity and a role, with `,`, `;` or a tab between them.",
            "La première ligne doit avoir au moins deux en-têtes, l’activité et un rôle, séparés par `,`, `;` ou une tabulation."
        );
        found.push(Finding::new(&rules::MATRIX_UNCLEAR, Place::file(&file.path), says).help(help).about(subject));
    }
    read.table.map(|table| (file.path.clone(), table))
}

/// The same table in other languages.
pub fn siblings(sources: &Sources, revision: &Revision, languages: &[Lang]) -> Vec<(Lang, Arc<str>, Table)> {
    let siblings = languages.iter().filter_map(|lang| {
        let path = sibling(sources, revision, *lang)?;
        let table = csv::read(sources.text(&path)?).table?;
        Some((*lang, path, table))
    });
    siblings.collect()
}

fn sibling(sources: &Sources, revision: &Revision, lang: Lang) -> Option<Arc<str>> {
    let main = path(sources, revision)?;
    let (stem, extension) = main.rsplit_once('.')?;
    let path = format!("{stem}.{lang}.{extension}");
    sources.files.get_key_value(path.as_str()).map(|(path, _)| path.clone())
}

/// Where the CSV file of a revision should be, from the root; none when the name leads out of the handbook.
fn path(sources: &Sources, revision: &Revision) -> Option<String> {
    let named = revision.meta.matrix.source.as_deref()?.trim().replace('\\', "/");
    let folder = revision.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let archive = sources.content_path("archive/");
    let named = if revision.path.starts_with(&archive) { named.rsplit('/').next()?.to_string() } else { named };
    let (folder, named) = match named.strip_prefix('/') {
        Some(rest) => (sources.content.as_str(), rest),
        None => (folder, named.as_str()),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in named.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
