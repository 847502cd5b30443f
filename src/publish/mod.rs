//! Publishing: everything is made aside, then takes the old site's place in one step; on any failure the old site stays.
//!
//! Knows paths and bytes; nothing of handbooks. The one room that writes the site.

mod folder;
mod manifest;
mod swap;

pub use manifest::{Entry, Manifest, SiteFault, verify};

use crate::archive::Digest;
use crate::error::Error;
use crate::say;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What is published.
pub trait Publication: Sync {
    /// Every path below the site's root, with `/`, in any order, without `manifest.json`.
    fn paths(&self) -> Vec<String>;
    /// The bytes of one of them; an error in words when they cannot be made.
    fn make(&self, path: &str) -> Result<Vec<u8>, String>;
}

/// What the manifest says of the site as a whole.
#[derive(Clone, Debug)]
pub struct Stamp {
    /// The program and its version; begins with `isms-handbook`.
    pub generator: String,
    /// The day the site speaks of.
    pub as_of: String,
    /// The digest of the archive's `SHA256SUMS`.
    pub archive: Option<String>,
}

/// How it is published.
#[derive(Default, Clone, Copy)]
pub struct Options<'a> {
    /// Whether `.gz` and `.br` files are written beside what compresses.
    pub precompress: bool,
    /// Told how many files are done, of how many.
    pub progress: Option<&'a (dyn Fn(usize, usize) + Sync)>,
}

/// What was published.
#[derive(Clone, Copy, Debug)]
pub struct Published {
    /// Files, the manifest included.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
}

/// Makes a publication and puts it in the place of what `out` held. `protected` are folders that the output may neither
/// be, nor lie in, nor hold.
pub fn publish(
    out: &Path,
    protected: &[&Path],
    publication: &dyn Publication,
    stamp: &Stamp,
    options: &Options<'_>,
) -> Result<Published, Error> {
    let out = folder::settle(out)?;
    folder::refuse(&out, protected)?;
    let _lock = folder::lock(&out)?;
    let staging = folder::staging(&out)?;
    let entries = write_all(staging.path(), publication, options)?;
    let manifest = Manifest::new(stamp, entries);
    let bytes = manifest.to_bytes();
    write(&staging.path().join(manifest::NAME), &bytes)?;
    folder::open_to_readers(staging.path())?;
    let published = Published {
        files: manifest.files.len() + 1,
        bytes: manifest.files.iter().map(|entry| entry.bytes).sum::<u64>() + bytes.len() as u64,
    };
    swap::swap(staging, &out)?;
    Ok(published)
}

/// Makes and writes every file, in parallel; memory holds only what is being written.
fn write_all(folder: &Path, publication: &dyn Publication, options: &Options<'_>) -> Result<Vec<Entry>, Error> {
    let paths = publication.paths();
    let folders: BTreeSet<&str> =
        paths.iter().filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)).collect();
    for name in folders {
        let path = folder.join(name);
        fs::create_dir_all(&path).map_err(|cause| disk(&path, cause))?;
    }
    let done = AtomicUsize::new(0);
    let written: Result<Vec<Vec<Entry>>, Error> = paths
        .par_iter()
        .map(|path| {
            let bytes = publication.make(path).map_err(|why| {
                Error::new(say!("cannot make {path}: {why}", "impossible de produire {path}\u{a0}: {why}"))
            })?;
            let mut entries = vec![put(folder, path.clone(), &bytes)?];
            if options.precompress && manifest::compresses(path, bytes.len()) {
                for (ending, packed) in manifest::compress(&bytes) {
                    entries.push(put(folder, format!("{path}.{ending}"), &packed)?);
                }
            }
            if let Some(progress) = options.progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
            }
            Ok(entries)
        })
        .collect();
    let mut entries: Vec<Entry> = written?.into_iter().flatten().collect();
    entries.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    Ok(entries)
}

fn put(folder: &Path, path: String, bytes: &[u8]) -> Result<Entry, Error> {
    write(&folder.join(&path), bytes)?;
    Ok(Entry { path, sha256: Digest::of(bytes).to_string(), bytes: bytes.len() as u64 })
}

#[allow(clippy::disallowed_methods)] // This room writes the site.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let mut file = fs::File::create_new(path).map_err(|cause| disk(path, cause))?;
    file.write_all(bytes).map_err(|cause| disk(path, cause))
}

/// What the disk refused.
pub(crate) fn disk(path: &Path, cause: std::io::Error) -> Error {
    Error::new(say!("cannot write the site", "impossible d’écrire le site")).path(path).cause(cause).help(say!(
        "What was published before is untouched. Check the space on the disk and the rights on the folder.",
        "Ce qui était publié est intact. Vérifiez l’espace du disque et les droits sur le dossier."
    ))
}

#[cfg(test)]
mod tests;
