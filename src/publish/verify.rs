//! Whether a built site is still what was built: its files against its manifest.
//!
//! Believes nothing it reads: names in the manifest are checked, links are not followed, nothing but regular files is opened.
//! It finds accidents and careless edits; who rewrites the manifest too is found by its digest, kept elsewhere.

use super::manifest::{self, GENERATOR, hex};
use super::{Error, MANIFEST, names};
use crate::lang::Say;
use crate::say;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Something wrong with one file of a built site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteFault {
    /// The file, from the site's root, with `/`.
    pub path: String,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What can be wrong with a file of a built site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// Its bytes are not those of the build.
    Changed,
    /// The manifest names it, the folder does not have it.
    Missing,
    /// The folder has it, the manifest does not name it.
    Added,
    /// It is a link, a device or another thing that the program never writes.
    NotAFile,
    /// It cannot be read; the system's answer.
    Unreadable(String),
    /// It is the manifest, and cannot be believed; the rest of the folder was not checked.
    Manifest(Say),
}

impl SiteFault {
    /// What is wrong, without the path and without a final full stop.
    pub fn say(&self) -> Say {
        match &self.fault {
            Fault::Changed => say!("changed since the site was built", "modifié depuis la génération du site"),
            Fault::Missing => {
                say!("missing: it was part of the site as built", "absent\u{a0}: il faisait partie du site généré")
            }
            Fault::Added => say!("added since the site was built", "ajouté depuis la génération du site"),
            Fault::NotAFile => say!("not a regular file", "n’est pas un fichier ordinaire"),
            Fault::Unreadable(why) => say!("cannot be read: {why}", "illisible\u{a0}: {why}"),
            Fault::Manifest(why) => why.clone(),
        }
    }
}

/// Checks a built site against its manifest; no faults means that every file is there, unchanged, and no other.
///
/// The faults are in the order of their paths, at most one for each. Empty folders are no fault. The error is a folder that cannot be looked into.
pub fn verify_site(folder: &Path) -> Result<Vec<SiteFault>, Error> {
    fs::read_dir(folder).map_err(|cause| {
        Error::new(say!("cannot look into the site’s folder", "impossible d’examiner le dossier du site"))
            .path(folder)
            .cause(cause)
            .help(say!("Check the path and the permissions.", "Vérifiez le chemin et les droits."))
    })?;
    let mut expected = match read(folder) {
        Ok(expected) => expected,
        Err(why) => return Ok(vec![SiteFault { path: MANIFEST.to_owned(), fault: Fault::Manifest(why) }]),
    };
    let mut faults: BTreeMap<String, Fault> = BTreeMap::new();
    let mut present = Vec::new();
    let mut closed = Vec::new();
    // The folder itself may be named by a link; within it links are not followed.
    for entry in walkdir::WalkDir::new(folder).min_depth(1) {
        let (path, kind) = match entry {
            Ok(entry) => (in_site(folder, entry.path()), entry.file_type()),
            Err(error) => {
                let path = error.path().map(|path| in_site(folder, path)).unwrap_or_default();
                closed.push(format!("{path}/"));
                faults.insert(path, Fault::Unreadable(io::Error::from(error).to_string()));
                continue;
            }
        };
        if kind.is_dir() || path == MANIFEST {
            continue;
        }
        match expected.remove(&path) {
            None => drop(faults.insert(path, Fault::Added)),
            Some(_) if !kind.is_file() => drop(faults.insert(path, Fault::NotAFile)),
            Some(file) => present.push((path, file)),
        }
    }
    // Of a folder that cannot be opened nobody knows what is missing in it.
    let missing = expected.into_keys().filter(|path| !closed.iter().any(|folder| path.starts_with(folder)));
    faults.extend(missing.map(|path| (path, Fault::Missing)));
    let compared = present.into_par_iter().filter_map(|(path, file)| {
        let fault = compare(&folder.join(&path), &file)?;
        Some((path, fault))
    });
    faults.extend(compared.collect::<Vec<_>>());
    Ok(faults.into_iter().map(|(path, fault)| SiteFault { path, fault }).collect())
}

/// What the manifest says of one file.
struct Expected {
    sha256: String,
    bytes: u64,
}

/// The files that the manifest names, or why it cannot be believed.
fn read(folder: &Path) -> Result<BTreeMap<String, Expected>, Say> {
    #[derive(serde::Deserialize)]
    struct Manifest {
        schema: u64,
        generator: String,
        files: Vec<File>,
    }
    #[derive(serde::Deserialize)]
    struct File {
        path: String,
        sha256: String,
        bytes: u64,
    }

    let bytes = manifest::bytes(folder).map_err(|cause| {
        if cause.kind() == io::ErrorKind::NotFound {
            return say!(
                "missing: this is not a site built by this program, or its manifest was removed",
                "absent\u{a0}: ceci n’est pas un site généré par ce programme, ou son manifeste a été supprimé"
            );
        }
        say!("cannot be read: {cause}", "illisible\u{a0}: {cause}")
    })?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|cause| {
        say!("is not a site’s manifest: {cause}", "n’est pas le manifeste d’un site\u{a0}: {cause}")
    })?;
    if !manifest.generator.starts_with(GENERATOR) {
        return Err(say!("is that of another program", "est celui d’un autre programme"));
    }
    if manifest.schema != 1 {
        return Err(say!(
            "was written by a newer version of this program, which must check it",
            "a été écrit par une version plus récente de ce programme, qui doit le vérifier"
        ));
    }
    let mut expected = BTreeMap::new();
    for File { path, sha256, bytes } in manifest.files {
        let sound = names::is_sound(&path) && path != MANIFEST;
        if !sound || expected.insert(path.clone(), Expected { sha256, bytes }).is_some() {
            return Err(say!(
                "names a file that no site can have, or one twice: {path:?}",
                "nomme un fichier qu’aucun site ne peut avoir, ou un fichier deux fois\u{a0}: {path:?}"
            ));
        }
    }
    Ok(expected)
}

/// What is wrong with a file that is there.
fn compare(path: &Path, expected: &Expected) -> Option<Fault> {
    let digest = || -> io::Result<(u64, String)> {
        let mut file = File::open(path)?;
        let mut hash = Sha256::new();
        // Most pages are small: no more is set aside than one of them needs.
        let mut piece = vec![0; usize::try_from(expected.bytes).unwrap_or(usize::MAX).clamp(1 << 10, 64 << 10)];
        let mut bytes = 0;
        loop {
            match file.read(&mut piece) {
                Ok(0) => return Ok((bytes, hex(&hash.finalize()))),
                Ok(read) => {
                    hash.update(&piece[..read]);
                    bytes += read as u64;
                }
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => return Err(cause),
            }
        }
    };
    match digest() {
        Ok((bytes, sha256)) if bytes == expected.bytes && sha256 == expected.sha256 => None,
        Ok(_) => Some(Fault::Changed),
        Err(cause) => Some(Fault::Unreadable(cause.to_string())),
    }
}

/// A path below the folder as the manifest writes it.
fn in_site(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}
