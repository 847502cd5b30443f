//! Levels of classification (clause 7.5.3): each one named is one of the configuration's.

use crate::finding::catalogue::documents as rules;
use crate::finding::{Finding, Place};
use crate::model::Handbook;
use crate::say;
use std::sync::Arc;

/// Findings on everything that names a level: documents, roles, pages, commitments, records and the rest.
pub fn check(handbook: &Handbook, found: &mut Vec<Finding>) {
    let working = handbook.documents.iter().filter_map(|document| document.working.as_ref());
    let documents = working.map(|own| (&own.path, Some(own.meta.id.as_str()), own.meta.classification.as_deref()));
    // A role with a version is among the documents.
    let is_other = |role: &&crate::model::Role| handbook.document_at(role.id.as_str()).is_none();
    let roles = handbook.organisation.roles.iter().filter(is_other);
    let roles = roles.map(|role| (&role.path, Some(role.id.as_str()), role.classification.as_deref()));
    let sheets = handbook.leadership.sheets();
    let sheets = sheets.map(|(_, _, sheet)| (&sheet.path, Some(sheet.id.as_str()), sheet.classification.as_deref()));
    let pages = handbook.pages.iter().filter_map(|page| {
        let text = page.texts.values().next()?;
        Some((&text.path, None, page.classification.as_deref()))
    });
    let levels = &handbook.config.levels;
    for (path, subject, level) in documents.chain(roles).chain(sheets).chain(pages) {
        if let Some(level) = level.filter(|level| !levels.iter().any(|own| own == level)) {
            found.push(unknown(path, subject, level, levels));
        }
    }
}

fn unknown(path: &Arc<str>, subject: Option<&str>, level: &str, levels: &[String]) -> Finding {
    let list = levels.join(", ");
    let says = say!(
        "`{level}` is none of the classification levels; it counts as the most closed",
        "`{level}` n’est pas un niveau de classification; il compte comme le plus fermé"
    );
    let help = say!("Write one of: {list}.", "Écrivez l’un de\u{a0}: {list}.");
    let finding = Finding::new(&rules::CLASSIFICATION_UNKNOWN, Place::value(path, "classification"), says).help(help);
    match subject {
        Some(id) => finding.about(id),
        None => finding,
    }
}
