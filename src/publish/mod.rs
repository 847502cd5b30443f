//! From a table of paths to a folder that readers see: everything is made beside the published folder, then the two change
//! places in one step, so that a reader, a failure or a crash meets the old site or the new one, whole.
//!
//! Must not know what a document is, what day it is, or how a page is made: it asks a [`Publication`] for bytes.

// This room is an edge: it writes the disk.
#![allow(clippy::disallowed_methods)]

mod compress;
mod lock;
mod manifest;
mod names;
mod staging;
mod swap;
mod target;
#[cfg(test)]
mod tests;
mod unpublished;
mod verify;
mod write;

pub use manifest::{GENERATOR, MANIFEST};
pub use target::Protected;
pub use unpublished::manifest;
pub use verify::{Fault, SiteFault, verify_site};

use crate::date::Date;
use crate::error::Error;
use crate::say;
use sha2::Digest as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A site that can be published: its paths, and how to make the bytes of each.
pub trait Publication: Sync {
    /// Every file of the site but `manifest.json`, relative, with `/`, in any order.
    fn paths(&self) -> Vec<String>;

    /// Files that became whole while others were made, each given once: path and bytes. Asked for after every file.
    fn whole(&self) -> Vec<(String, Vec<u8>)> {
        Vec::new()
    }

    /// Files that are known only once those of `paths` were made, each of them once; those of `whole` left out.
    fn paths_after(&self) -> Vec<String> {
        Vec::new()
    }

    /// Makes one file. Called from several threads, once for each path; the text of an error is for people.
    fn make(&self, path: &str) -> Result<Made, String>;
}

/// What a file of the site is made of.
#[derive(Debug)]
pub enum Made {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A file copied as it is, a piece at a time, whatever its size.
    Copy {
        /// Where it is now; it must be a regular file.
        source: PathBuf,
        /// The size it had when the handbook was read; another size stops the publication.
        bytes: u64,
    },
}

/// What the manifest says about the whole site.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// [`GENERATOR`] and the version: `isms-handbook 0.1.0`.
    pub generator: String,
    /// The day the site speaks of.
    pub as_of: Date,
    /// The SHA-256 of the archive's `SHA256SUMS`, in hexadecimal, if there is an archive.
    pub archive: Option<String>,
}

/// How to publish.
#[derive(Clone, Copy, Default)]
pub struct Options<'a> {
    /// Whether to write `.gz` and `.br` copies beside the files that gain from it.
    pub precompress: bool,
    /// Told the number of files made and the number in all, from any thread.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

/// What was published.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Published {
    /// Files written, the manifest included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// The SHA-256 of the manifest in hexadecimal: kept elsewhere, it lets anyone check the whole site.
    pub manifest_sha256: String,
    /// The folder replaced, links resolved.
    pub out: PathBuf,
    /// The old site's folder, if it could not be removed; the next publication tries again.
    pub left_behind: Option<PathBuf>,
}

/// Replaces the folder `out` with the publication, as one directory (SPEC sections 10 and 11).
///
/// Nothing of `out` changes unless every file could be made and written. An error means that the site published before is as it was.
pub fn publish(
    out: &Path,
    protected: &[Protected],
    publication: &dyn Publication,
    stamp: &Stamp,
    options: &Options,
) -> Result<Published, Error> {
    publish_with(out, protected, publication, stamp, options, &|_| Ok(()))
}

/// Whether the folder holds the site whose manifest has this digest, every byte of it and nothing else, so that publishing
/// the same again would change nothing. While another publication is under way the answer is no.
pub fn stands(out: &Path, protected: &[Protected], manifest_sha256: &str) -> bool {
    let Ok(out) = target::admit(out, protected) else { return false };
    let lock = staging::Place::of(&out).and_then(|place| lock::Lock::take(&place.lock(), &out));
    let known = |bytes: Vec<u8>| manifest::hex(&sha2::Sha256::digest(bytes)) == manifest_sha256;
    lock.is_ok() && manifest::bytes(&out).is_ok_and(known) && verify_site(&out).is_ok_and(|faults| faults.is_empty())
}

/// The moments at which a disk may refuse; tests make it refuse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step<'a> {
    /// The staging folder is about to be created.
    Stage,
    /// A file, named by its path in the site, is about to be written.
    Write(&'a str),
    /// The manifest is about to be written.
    Manifest,
    /// The new site is about to be flushed to the disk.
    Flush,
    /// The two folders are about to change places.
    Exchange,
    /// The old folder is about to be moved aside, where folders cannot change places.
    Aside,
    /// The new folder is about to get its name.
    Place,
    /// The old folder is about to get its name back.
    Restore,
}

/// What a [`Step`] gives: `Ok` to go on, or the answer of a failing disk.
type Faults<'a> = &'a (dyn Fn(Step<'_>) -> io::Result<()> + Sync);

fn publish_with(
    out: &Path,
    protected: &[Protected],
    publication: &dyn Publication,
    stamp: &Stamp,
    options: &Options,
    faults: Faults,
) -> Result<Published, Error> {
    let out = target::admit(out, protected)?;
    let paths = names::checked(publication.paths())?;
    let place = staging::Place::of(&out)?;
    fs::create_dir_all(place.parent()).map_err(|cause| {
        Error::new(say!("cannot create the folder for the site", "impossible de créer le dossier du site"))
            .path(place.parent())
            .cause(cause)
            .help(say!("Check the path and the permissions.", "Vérifiez le chemin et les droits."))
    })?;
    let lock = lock::Lock::take(&place.lock(), &out)?;
    if lock.is_held() {
        place.recover(&out)?;
    }

    let staging = faults(Step::Stage).and_then(|()| place.stage());
    let staging = staging.map_err(|cause| cannot_write(place.parent(), cause))?;
    let job = write::Job { staging: &staging, out: &out, publication, options, faults };
    let mut files = job.run(&paths, &[])?;
    let after = publication.paths_after();
    if !after.is_empty() {
        // None of them may be one of the others, or in its way.
        names::checked(paths.iter().chain(&after).cloned().collect())?;
        let after = names::checked(after)?;
        files.extend(job.run(&after, &paths)?);
    }
    files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    let manifest = faults(Step::Manifest).and_then(|()| staging.write_manifest(stamp, &files));
    let manifest = manifest.map_err(|cause| cannot_write(&out.join(MANIFEST), cause))?;
    faults(Step::Flush).and_then(|()| staging.flush()).map_err(|cause| cannot_write(&out, cause))?;
    let left_behind = swap::into_place(staging, &out, faults)?;
    Ok(Published {
        files: files.len() + 1,
        bytes: files.iter().map(|file| file.bytes).sum::<u64>() + manifest.bytes,
        manifest_sha256: manifest::hex(&manifest.sha256),
        out,
        left_behind,
    })
}

/// The disk refused a file of the new site.
fn cannot_write(path: &Path, cause: io::Error) -> Error {
    Error::new(say!("cannot write the site", "impossible d’écrire le site")).path(path).cause(cause).help(say!(
        "What was published before is untouched. Make room or correct the permissions of the folder, then build again.",
        "Ce qui était publié est intact. Libérez de l’espace ou corrigez les droits du dossier, puis relancez la génération."
    ))
}
