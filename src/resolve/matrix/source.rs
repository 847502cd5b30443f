//! The CSV files of a matrix: the one that `source` names, and the same in other languages beside it (`raci.fr.csv`).
//!
//! Working files name it from their own folder; a sealed version has its copy beside its text.

use crate::finding::catalogue::responsibilities as rules;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::markdown::Table;
use crate::model::Revision;
use crate::resolve::beside;
use crate::resolve::csv;
use crate::say;
use crate::source::Sources;
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
    let key = Place::value(&revision.path, "source");
    let (file, text) = beside::csv(sources, path(sources, revision).as_deref(), (key, named), subject, found)?;
    let read = csv::read(text);
    csv::faults(&read, file, &rules::MATRIX_UNCLEAR, Some(subject), found);
    if read.table.is_none() {
        let says = say!("no table can be found in this file", "aucun tableau dans ce fichier");
        let help = say!(
            "The first line needs at least two headings, the activity and a role, with `,`, `;` or a tab between them.",
            "La première ligne doit avoir au moins deux en-têtes, l’activité et un rôle, séparés par `,`, `;` ou une tabulation."
        );
        found.push(Finding::new(&rules::MATRIX_UNCLEAR, Place::file(file), says).help(help).about(subject));
    }
    read.table.map(|table| (file.clone(), table))
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
    let named = revision.meta.matrix.source.as_deref()?;
    let archive = sources.content_path("archive/");
    let sealed = revision.path.starts_with(&archive);
    let named = if sealed { named.trim().rsplit(['/', '\\']).next()? } else { named };
    beside::path(sources, &revision.path, named)
}
