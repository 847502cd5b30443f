//! Files beside a text that hold its table: where they are, and their text. Matrices and indicators name them.

use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Place};
use crate::say;
use crate::source::{Body, Sources};
use std::sync::Arc;

/// Where a file should be, from the root, that the text at `from` names; none when the name leads out of the handbook.
/// A name that begins with `/` is read from the content folder.
pub fn path(sources: &Sources, from: &str, named: &str) -> Option<String> {
    let named = named.trim().replace('\\', "/");
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
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

/// The text of the CSV file at a path; what stands in the way is reported at the key that names it, as `named`.
pub fn csv<'a>(
    sources: &'a Sources,
    path: Option<&str>,
    (key, named): (Place, &str),
    subject: &str,
    found: &mut Vec<Finding>,
) -> Option<(&'a Arc<str>, &'a Arc<str>)> {
    let Some(file) = path.and_then(|path| sources.files.get(path)) else {
        let says = say!(
            "`{named}` cannot be read: there is no such file beside this one, or it is not saved as UTF-8",
            "`{named}` ne peut être lu\u{a0}: ce fichier n’existe pas à côté de celui-ci, ou n’est pas enregistré en UTF-8"
        );
        let help = say!(
            "Write the file's path from this file's folder, as in `data.csv`.",
            "Écrivez le chemin du fichier à partir du dossier de celui-ci, comme `donnees.csv`."
        );
        found.push(Finding::new(&rules::FILE_UNREADABLE, key, says).help(help).about(subject));
        return None;
    };
    match &file.body {
        Body::Text(text) => Some((&file.path, text)),
        // Over the limit, which was reported where the file was read.
        Body::Bytes(_) | Body::Sealed(_) | Body::Blob { .. } if file.path.ends_with(".csv") => None,
        Body::Bytes(_) | Body::Sealed(_) | Body::Blob { .. } => {
            let says = say!("`{named}` is no CSV file", "`{named}` n’est pas un fichier CSV");
            let help = say!(
                "In the spreadsheet program choose “Save as” and the format “CSV UTF-8”.",
                "Dans le tableur, choisissez «\u{a0}Enregistrer sous\u{a0}» et le format «\u{a0}CSV UTF-8\u{a0}»."
            );
            found.push(Finding::new(&rules::FILE_UNREADABLE, key, says).help(help).about(subject));
            None
        }
    }
}
