//! The one step in which a new site takes the old one's place.

use super::{disk, folder};
use crate::error::Error;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use rustix::io::Errno;
use std::fs;
use std::path::Path;

/// Puts the staging folder in the place of the output. The old site is removed afterwards.
pub fn swap(staging: tempfile::TempDir, out: &Path) -> Result<(), Error> {
    if !out.exists() {
        let staged = staging.keep();
        return rename(&staged, out).inspect_err(|_| folder::remove(&staged));
    }
    match renameat_with(CWD, staging.path(), CWD, out, RenameFlags::EXCHANGE) {
        // The staging folder's name now holds the old site; it goes away with the value.
        Ok(()) => Ok(()),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => in_two_steps(staging, out),
        Err(errno) => Err(disk(out, errno.into())),
    }
}

/// For file systems that cannot exchange two folders: between the two renames there is no site for a moment, and when
/// the second fails the first is undone.
fn in_two_steps(staging: tempfile::TempDir, out: &Path) -> Result<(), Error> {
    let staged = staging.keep();
    let old = staged.with_extension("old");
    rename(out, &old)?;
    if let Err(error) = rename(&staged, out) {
        let _ = rename(&old, out);
        folder::remove(&staged);
        return Err(error);
    }
    folder::remove(&old);
    Ok(())
}

#[allow(clippy::disallowed_methods)] // This room writes the site.
fn rename(from: &Path, to: &Path) -> Result<(), Error> {
    fs::rename(from, to).map_err(|cause| disk(to, cause))
}
