//! Carrying out a plan: the working file first, then the archive. The only part of the room that writes.
//!
//! Knows files and their order; everything was decided before. A crash in between leaves either the old working file or
//! the new one whole, and the same command run again completes what was begun.

use super::{Plan, Rewrite};
use crate::archive::{self, SealFault, Sealed, Step};
use crate::error::Error;
use crate::say;
use crate::source::Sources;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Writes what a plan says; what was sealed, where something was. `hook` is called before each step; its error stops
/// there, as a crash would.
pub fn carry_out(
    sources: &Sources,
    plan: &Plan,
    hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<Option<Sealed>, Error> {
    if let Some(rewrite) = &plan.working {
        replace(&sources.root, rewrite, hook)?;
    }
    let Some(seal) = &plan.seal else { return Ok(None) };
    let folder = sources.root.join(archive::folder(sources));
    archive::seal(&folder, seal, hook).map(Some).map_err(error)
}

/// A failure of the archive's edges as the command line tells it.
pub fn error(fault: SealFault) -> Error {
    Error::new(fault.says).help(fault.help)
}

/// Puts the new text in the file's place in one step, with the same rights.
#[allow(clippy::disallowed_methods)] // This is where working files are written.
fn replace(root: &Path, rewrite: &Rewrite, hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    let named = root.join(&*rewrite.path);
    let failed = |cause: io::Error| {
        Error::new(say!("cannot write the working file", "impossible d’écrire le fichier de travail"))
            .path(&named)
            .cause(cause)
            .help(say!(
                "Nothing was sealed. Put the disk or the rights in order and run the same command again.",
                "Rien n’a été scellé. Réglez le problème de disque ou de droits et relancez la même commande."
            ))
    };
    // A link within the handbook stays a link: what it leads to is replaced.
    let place = named.canonicalize().map_err(failed)?;
    if fs::read(&place).map_err(failed)? != rewrite.before.as_bytes() {
        return Err(Error::new(say!(
            "the file changed while this command was running",
            "le fichier a changé pendant que cette commande s’exécutait"
        ))
        .path(&named)
        .help(say!(
            "Nothing was written. Save it and run the command again.",
            "Rien n’a été écrit. Enregistrez-le et relancez la commande."
        )));
    }
    let beside = beside(&place);
    // What an interrupted run left is ours to write over; a link may lead anywhere.
    if fs::symlink_metadata(&beside).is_ok_and(|found| !found.is_file()) {
        return Err(failed(io::Error::from(io::ErrorKind::AlreadyExists)).path(&beside));
    }
    hook(Step::Write(&beside)).map_err(failed)?;
    let rights = fs::metadata(&place).map_err(failed)?.permissions();
    let written = OpenOptions::new().write(true).create(true).truncate(true).open(&beside).and_then(|mut file| {
        file.write_all(rewrite.after.as_bytes())?;
        file.set_permissions(rights)?;
        file.sync_all()
    });
    written.map_err(failed)?;
    hook(Step::Replace(&place)).map_err(failed)?;
    fs::rename(&beside, &place).map_err(failed)?;
    if let Some(folder) = place.parent().filter(|_| cfg!(unix)) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(failed)?;
    }
    Ok(())
}

/// Where the new text is written first: hidden, so that no reader of the folder takes it for a document.
fn beside(place: &Path) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    place.with_file_name(format!(".{name}.new"))
}
