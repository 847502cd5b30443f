//! The output folder: where it really is, whether it may be replaced, and the folder beside it where the next site grows.

use super::disk;
use super::manifest;
use crate::error::Error;
use crate::say;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The prefix of folders in which a site grows; hidden, beside the output.
pub const STAGING: &str = ".handbook-";

/// The absolute path of the output, links resolved as far as it exists.
pub fn settle(out: &Path) -> Result<PathBuf, Error> {
    let absolute = std::path::absolute(out).map_err(|cause| disk(out, cause))?;
    let mut missing = Vec::new();
    let mut base = absolute.as_path();
    loop {
        if let Ok(real) = base.canonicalize() {
            let mut settled = real;
            for name in missing.iter().rev() {
                match name {
                    Component::ParentDir => {
                        settled.pop();
                    }
                    name => settled.push(name),
                }
            }
            return Ok(settled);
        }
        match (base.components().next_back(), base.parent()) {
            (Some(name), Some(parent)) => {
                missing.push(name);
                base = parent;
            }
            _ => return Ok(absolute.clone()),
        }
    }
}

/// Refuses to replace what this program did not make, and to publish into or around the handbook's own files.
pub fn refuse(out: &Path, protected: &[&Path]) -> Result<(), Error> {
    for folder in protected {
        let Ok(folder) = folder.canonicalize() else { continue };
        if out.starts_with(&folder) || folder.starts_with(out) {
            let own = folder.display();
            return Err(Error::new(say!(
                "the output folder may not be, lie in or hold {own}",
                "le dossier de sortie ne peut être {own}, ni s’y trouver, ni le contenir"
            ))
            .path(out)
            .help(say!(
                "Choose another folder with --out, for example `public` beside `content`.",
                "Choisissez un autre dossier avec --out, par exemple `public` à côté de `content`."
            )));
        }
    }
    match fs::symlink_metadata(out) {
        Err(_) => Ok(()),
        Ok(found) if found.is_dir() => {
            let empty = fs::read_dir(out).map_err(|cause| disk(out, cause))?.next().is_none();
            if empty || manifest::is_ours(out) {
                return Ok(());
            }
            Err(Error::new(say!(
                "the output folder holds files that this program did not make",
                "le dossier de sortie contient des fichiers que ce programme n’a pas faits"
            ))
            .path(out)
            .help(say!(
                "Empty it yourself, or choose another folder with --out.",
                "Videz-le vous-même, ou choisissez un autre dossier avec --out."
            )))
        }
        Ok(_) => {
            Err(Error::new(say!("the output is a file, not a folder", "la sortie est un fichier, pas un dossier"))
                .path(out))
        }
    }
}

/// Keeps a second build away from the same output. The lock goes with the process, however it ends.
#[allow(clippy::disallowed_methods)] // This room writes the site.
pub fn lock(out: &Path) -> Result<fs::File, Error> {
    let (parent, name) = split(out)?;
    fs::create_dir_all(&parent).map_err(|cause| disk(&parent, cause))?;
    let path = parent.join(format!("{STAGING}{name}.lock"));
    let file = fs::OpenOptions::new().create(true).append(true).open(&path).map_err(|cause| disk(&path, cause))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(Error::new(say!(
            "another build is publishing to this folder",
            "une autre construction publie déjà dans ce dossier"
        ))
        .path(out)
        .help(say!(
            "Wait until it has ended, or publish elsewhere with --out.",
            "Attendez qu’elle se termine, ou publiez ailleurs avec --out."
        ))),
        // File systems without locks publish without them.
        Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

/// A new folder beside the output; it goes away with the value. Folders that crashed runs left are removed first.
pub fn staging(out: &Path) -> Result<tempfile::TempDir, Error> {
    let (parent, name) = split(out)?;
    let prefix = format!("{STAGING}{name}-");
    // The lock is held, so nobody else is building here.
    for entry in fs::read_dir(&parent).map_err(|cause| disk(&parent, cause))?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            remove(&entry.path());
        }
    }
    tempfile::Builder::new().prefix(&prefix).tempdir_in(&parent).map_err(|cause| disk(&parent, cause))
}

/// Removes a folder; what cannot be removed stays for the next run.
#[allow(clippy::disallowed_methods)] // This room writes the site.
pub fn remove(path: &Path) {
    let _ = fs::remove_dir_all(path);
}

/// Rights that let everybody read, whatever the umask: 755 for folders, 644 for files.
pub fn open_to_readers(folder: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten() {
        let mode = if entry.file_type().is_dir() { 0o755 } else { 0o644 };
        let path = entry.path();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).map_err(|cause| disk(path, cause))?;
    }
    Ok(())
}

fn split(out: &Path) -> Result<(PathBuf, String), Error> {
    let parts = out.parent().zip(out.file_name());
    parts.map(|(parent, name)| (parent.to_path_buf(), name.to_string_lossy().into_owned())).ok_or_else(|| {
        Error::new(say!("this folder cannot be published to", "impossible de publier dans ce dossier")).path(out)
    })
}
