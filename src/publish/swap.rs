//! The one moment that readers see: the new folder takes the old one's place.
//!
//! Knows two folders side by side; nothing of what is in them.

use super::staging::{Staging, remove_tree};
use super::{Error, Faults, Step};
use crate::say;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Puts the staging folder in the place of `out` and removes the old site; gives the old site's folder if that could not be removed.
///
/// On an error `out` is what it was.
pub(super) fn into_place(staging: Staging, out: &Path, faults: Faults) -> Result<Option<PathBuf>, Error> {
    let place = || faults(Step::Place).and_then(|()| fs::rename(staging.path(), out));
    if fs::symlink_metadata(out).is_err() {
        place().map_err(|cause| cannot_replace(out, cause))?;
        settle(out);
        return Ok(None);
    }
    match faults(Step::Exchange).and_then(|()| exchange(staging.path(), out)) {
        Ok(()) => {
            settle(out);
            // The staging folder's name now means the old site.
            let old = staging.path().to_path_buf();
            return Ok(staging.remove().is_err().then_some(old));
        }
        Err(cause) if is_unsupported(&cause) => {}
        Err(cause) => return Err(cannot_replace(out, cause)),
    }

    // This file system cannot exchange folders. For the blink between two renames there is no site; a crash in it is
    // put right by the next run, which gives the old site its name back.
    let aside = staging.aside();
    faults(Step::Aside).and_then(|()| fs::rename(out, &aside)).map_err(|cause| cannot_replace(out, cause))?;
    if let Err(cause) = place() {
        let back = faults(Step::Restore).and_then(|()| fs::rename(&aside, out));
        return Err(if back.is_ok() { cannot_replace(out, cause) } else { stranded(&aside, out, cause) });
    }
    settle(out);
    Ok(remove_tree(&aside).is_err().then_some(aside))
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Old kernels, some network file systems, and sandboxes that know no such call and forbid it.
fn is_unsupported(cause: &io::Error) -> bool {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    matches!(cause.kind(), Unsupported | InvalidInput | PermissionDenied)
}

/// Has the disk hold the new name too. The site is published by then: a file system that cannot flush a folder changes nothing.
fn settle(out: &Path) {
    if let Some(parent) = out.parent()
        && let Ok(folder) = fs::File::open(parent)
    {
        drop(folder.sync_all());
    }
}

fn cannot_replace(out: &Path, cause: io::Error) -> Error {
    let fixed = matches!(cause.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices);
    let error = Error::new(say!("cannot put the new site in place", "impossible de mettre le nouveau site en place"))
        .path(out)
        .cause(cause);
    if fixed {
        return error.help(say!(
            "What was published before is untouched. This folder cannot be moved (it is a mount point or part of a container image): publish into a folder inside it.",
            "Ce qui était publié est intact. Ce dossier ne peut pas être déplacé (point de montage ou partie d’une image de conteneur)\u{a0}: publiez dans un dossier à l’intérieur."
        ));
    }
    error.help(say!(
        "What was published before is untouched. Check that you may rename this folder, then build again.",
        "Ce qui était publié est intact. Vérifiez que vous avez le droit de renommer ce dossier, puis relancez la génération."
    ))
}

fn stranded(aside: &Path, out: &Path, cause: io::Error) -> Error {
    Error::new(say!(
        "cannot put the new site in place, nor the old one back",
        "impossible de mettre le nouveau site en place ni de remettre l’ancien"
    ))
    .path(out)
    .cause(cause)
    .help(say!(
        "The old site is whole in `{}`. Building again puts it back first; or rename that folder yourself.",
        "L’ancien site est intact dans `{}`. Une nouvelle génération le remet d’abord en place\u{a0}; ou renommez ce dossier vous-même.",
        aside.display()
    ))
}
