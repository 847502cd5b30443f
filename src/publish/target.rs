//! Where a site may be published: never over a folder that somebody else filled, never in or around the handbook itself.
//!
//! Only looks; changes nothing.

use super::{Error, manifest};
use crate::lang::Say;
use crate::say;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A folder that publishing must not destroy or mix with its output.
#[derive(Clone, Copy, Debug)]
pub enum Protected<'a> {
    /// A folder of sources (content, templates): the site may be neither it, nor in it, nor around it.
    Sources(&'a Path),
    /// The handbook's root: the site may be in it, but neither be it nor be around it.
    Root(&'a Path),
}

/// Marks of version control, which a site of ours never has and whose loss would be the loss of work.
const VERSION_CONTROL: [&str; 4] = [".git", ".hg", ".svn", ".jj"];

/// The folder meant by `out`, absolute and with links resolved, if the site may be published there.
pub(super) fn admit(out: &Path, protected: &[Protected]) -> Result<PathBuf, Error> {
    let out = resolve(out)?;
    for folder in protected {
        let (path, inside_is_fine) = match folder {
            Protected::Sources(path) => (path, false),
            Protected::Root(path) => (path, true),
        };
        let path = resolve(path)?;
        if path.starts_with(&out) || (out.starts_with(&path) && !inside_is_fine) {
            return Err(refusal(
                &out,
                say!(
                    "cannot publish into a folder that is, holds or lies in the handbook’s own folder `{}`",
                    "impossible de publier dans un dossier qui est, contient ou se trouve dans le dossier du manuel `{}`",
                    path.display()
                ),
            ));
        }
    }
    match fs::symlink_metadata(&out) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(out),
        Err(cause) => return Err(cannot_look(&out, cause)),
        Ok(metadata) if !metadata.is_dir() => {
            return Err(refusal(
                &out,
                say!("cannot publish over a file", "impossible de publier à la place d’un fichier"),
            ));
        }
        Ok(_) => {}
    }
    let mut empty = true;
    for entry in fs::read_dir(&out).map_err(|cause| cannot_look(&out, cause))? {
        let name = entry.map_err(|cause| cannot_look(&out, cause))?.file_name();
        if VERSION_CONTROL.iter().any(|mark| name == *mark) {
            return Err(refusal(
                &out,
                say!(
                    "cannot replace a folder under version control: its history in `{}` would be lost",
                    "impossible de remplacer un dossier sous gestion de versions\u{a0}: son historique dans `{}` serait perdu",
                    name.display()
                ),
            ));
        }
        empty = false;
    }
    if !empty && !manifest::is_ours(&out) {
        return Err(Error::new(say!(
            "cannot replace a folder that this program did not make: it is not empty and has no `manifest.json` of a handbook",
            "impossible de remplacer un dossier que ce programme n’a pas créé\u{a0}: il n’est pas vide et n’a pas le `manifest.json` d’un manuel"
        ))
        .path(&out)
        .help(say!(
            "Name another folder with `--out` (or `output` in site-config.yaml), or empty this one yourself if nothing in it is needed.",
            "Indiquez un autre dossier avec `--out` (ou `output` dans site-config.yaml), ou videz vous-même celui-ci si rien n’y est utile."
        )));
    }
    Ok(out)
}

fn refusal(out: &Path, what: Say) -> Error {
    Error::new(what).path(out).help(say!(
        "Name another folder with `--out` (or `output` in site-config.yaml).",
        "Indiquez un autre dossier avec `--out` (ou `output` dans site-config.yaml)."
    ))
}

fn cannot_look(path: &Path, cause: io::Error) -> Error {
    Error::new(say!("cannot look into the folder", "impossible d’examiner le dossier")).path(path).cause(cause).help(
        say!(
            "Check the path and the permissions, or name another folder with `--out`.",
            "Vérifiez le chemin et les droits, ou indiquez un autre dossier avec `--out`."
        ),
    )
}

/// The absolute path with every link resolved, also when its last parts do not exist yet.
fn resolve(path: &Path) -> Result<PathBuf, Error> {
    let whole = std::path::absolute(path).map_err(|cause| cannot_look(path, cause))?;
    let mut at = whole.as_path();
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(at) {
            Ok(mut resolved) => {
                resolved.extend(missing.iter().rev());
                return Ok(resolved);
            }
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(cannot_look(at, cause)),
            // Only a link can be there and lead nowhere; a folder that has just come is another build's, and its lock decides.
            Err(_) if fs::symlink_metadata(at).is_ok_and(|found| found.is_symlink()) => {
                return Err(Error::new(say!(
                    "this is a link to something that is not there",
                    "ceci est un lien vers quelque chose qui n’existe pas"
                ))
                .path(at)
                .help(say!(
                    "Create the folder that the link names, or remove the link.",
                    "Créez le dossier que désigne le lien, ou supprimez le lien."
                )));
            }
            Err(cause) => match (at.parent(), at.file_name()) {
                (Some(parent), Some(name)) => {
                    missing.push(name);
                    at = parent;
                }
                // `missing/..`: where that leads can only be guessed.
                _ => return Err(cannot_look(at, cause)),
            },
        }
    }
}
