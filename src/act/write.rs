//! Carrying out a plan: the working file and the archive. The only part of the room that writes.
//!
//! Knows files and their order; everything was decided before. A crash in between leaves either the old working file or
//! the new one whole, and the same command run again completes what was begun. The working file is replaced when its copy
//! lies ready in the archive, beside its place: so a working file that an interrupted approval left behind can be told
//! from one that somebody wrote by hand. What makes the seal, the event and the list, comes after it.

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
    let Some(seal) = &plan.seal else {
        plan.working.iter().try_for_each(|rewrite| replace(&sources.root, rewrite, hook))?;
        return Ok(None);
    };
    if let Some(rewrite) = &plan.working {
        place(&sources.root, rewrite)?;
    }
    let folder = sources.root.join(archive::folder(sources));
    let copy = plan.working.as_ref().map(|rewrite| {
        let name = rewrite.path.rsplit('/').next().unwrap_or(&rewrite.path);
        folder.join(&plan.document).join(seal.event.version.as_str()).join(name)
    });
    let mut waiting = plan.working.as_ref();
    let mut failed = None;
    let sealed = archive::seal(&folder, seal, &mut |step| {
        // Where the copy is in its place already, the next thing is the event or the list.
        let is_ready = match step {
            Step::Place(path) => copy.as_deref() == Some(path) || path.extension().is_some_and(|end| end == "json"),
            Step::Replace(_) => true,
            _ => false,
        };
        if let Some(rewrite) = waiting.take_if(|_| is_ready)
            && let Err(error) = replace(&sources.root, rewrite, hook)
        {
            failed = Some(error);
            return Err(io::Error::from(io::ErrorKind::Interrupted));
        }
        hook(step)
    });
    failed.map_or(sealed.map(Some).map_err(error), Err)
}

/// A failure of the archive's edges as the command line tells it.
pub fn error(fault: SealFault) -> Error {
    Error::new(fault.says).help(fault.help)
}

fn failed(path: &Path, cause: io::Error) -> Error {
    Error::new(say!("cannot write the working file", "impossible d’écrire le fichier de travail"))
        .path(path)
        .cause(cause)
        .help(say!(
            "Nothing was sealed. Put the disk or the rights in order and run the same command again.",
            "Rien n’a été scellé. Réglez le problème de disque ou de droits et relancez la même commande."
        ))
}

/// Where the file is, a link within the handbook followed; it must hold what was read.
#[allow(clippy::disallowed_methods)] // This is where working files are written.
fn place(root: &Path, rewrite: &Rewrite) -> Result<PathBuf, Error> {
    let named = root.join(&*rewrite.path);
    let place = named.canonicalize().map_err(|cause| failed(&named, cause))?;
    if fs::read(&place).map_err(|cause| failed(&named, cause))? == rewrite.before.as_bytes() {
        return Ok(place);
    }
    let says = say!(
        "the file changed while this command was running",
        "le fichier a changé pendant que cette commande s’exécutait"
    );
    let help = say!(
        "It was left as it is. Save it and run the command again.",
        "Il a été laissé tel quel. Enregistrez-le et relancez la commande."
    );
    Err(Error::new(says).path(&named).help(help))
}

/// Puts the new text in the file's place in one step, with the same rights.
#[allow(clippy::disallowed_methods)] // This is where working files are written.
fn replace(root: &Path, rewrite: &Rewrite, hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>) -> Result<(), Error> {
    let place = place(root, rewrite)?;
    let failed = |cause| failed(&place, cause);
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
