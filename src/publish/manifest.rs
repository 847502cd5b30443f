//! `manifest.json`: every file of a site with its digest, and the check of a folder against it.

use super::{Stamp, disk};
use crate::archive::Digest;
use crate::error::Error;
use crate::say;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::path::Path;

/// The manifest's file.
pub const NAME: &str = "manifest.json";
/// What the generator of our manifests begins with.
const OURS: &str = "isms-handbook";

/// The manifest of a site.
#[derive(Serialize, Deserialize, Clone, Debug)]
pub struct Manifest {
    /// The form of this file: 1.
    pub schema: u32,
    /// The day the site speaks of.
    pub as_of: String,
    /// The program and its version.
    pub generator: String,
    /// Every file but this one, sorted by path bytes.
    pub files: Vec<Entry>,
    /// The digest of the archive's `SHA256SUMS`.
    pub archive: Option<String>,
}

/// One file.
#[derive(Serialize, Deserialize, Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its path from the site's root.
    pub path: String,
    /// Its SHA-256 in hexadecimal.
    pub sha256: String,
    /// Its length.
    pub bytes: u64,
}

impl Manifest {
    /// The manifest of these files.
    pub fn new(stamp: &Stamp, files: Vec<Entry>) -> Manifest {
        Manifest {
            schema: 1,
            as_of: stamp.as_of.clone(),
            generator: stamp.generator.clone(),
            files,
            archive: stamp.archive.clone(),
        }
    }

    /// The file's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}

/// Whether a folder holds a site that this program made.
pub fn is_ours(folder: &Path) -> bool {
    #[derive(Deserialize)]
    struct Head {
        generator: String,
    }
    let bytes = read(&folder.join(NAME));
    bytes
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Head>(&bytes).ok())
        .is_some_and(|head| head.generator.starts_with(OURS))
}

/// What is wrong with a published folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SiteFault {
    /// A file has other bytes than the manifest says.
    Changed(String),
    /// A file of the manifest is not there.
    Missing(String),
    /// A file is there that the manifest does not know.
    Added(String),
}

/// Checks a published folder against its manifest.
pub fn verify(folder: &Path) -> Result<Vec<SiteFault>, Error> {
    let path = folder.join(NAME);
    let bytes = read(&path).map_err(|cause| {
        Error::new(say!("cannot read the site’s manifest", "impossible de lire le manifeste du site"))
            .path(&path)
            .cause(cause)
    })?;
    let manifest: Manifest = serde_json::from_slice(&bytes).map_err(|cause| {
        let why = cause.to_string();
        Error::new(say!("the manifest is not one: {why}", "le manifeste n’en est pas un\u{a0}: {why}")).path(&path)
    })?;
    let mut faults = Vec::new();
    let mut known: BTreeMap<&str, &Entry> = manifest.files.iter().map(|entry| (entry.path.as_str(), entry)).collect();
    for entry in walkdir::WalkDir::new(folder).min_depth(1).into_iter() {
        let entry = entry.map_err(|error| disk(folder, error.into()))?;
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path()).to_string_lossy().replace('\\', "/");
        if relative == NAME {
            continue;
        }
        match known.remove(relative.as_str()) {
            None => faults.push(SiteFault::Added(relative)),
            Some(expected) => {
                let digest = if entry.file_type().is_file() { digest(entry.path()).ok() } else { None };
                if digest.is_none_or(|digest| digest.to_string() != expected.sha256) {
                    faults.push(SiteFault::Changed(relative));
                }
            }
        }
    }
    faults.extend(known.into_keys().map(|path| SiteFault::Missing(path.to_string())));
    faults.sort();
    Ok(faults)
}

fn digest(path: &Path) -> std::io::Result<Digest> {
    read(path).map(|bytes| Digest::of(&bytes))
}

#[allow(clippy::disallowed_methods)] // This room reads the site that it wrote.
fn read(path: &Path) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Whether a file is worth compressing ahead.
pub fn compresses(path: &str, length: usize) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    length > 1024 && ["html", "css", "js", "json", "svg", "xml", "csv", "txt", "ics"].contains(&ending)
}

/// The bytes packed as gzip and Brotli, the same for the same bytes.
pub fn compress(bytes: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut packed = Vec::new();
    let mut gzip = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    if gzip.write_all(bytes).is_ok()
        && let Ok(bytes) = gzip.finish()
    {
        packed.push(("gz", bytes));
    }
    let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, 9, 22);
    if brotli.write_all(bytes).is_ok() {
        packed.push(("br", brotli.into_inner()));
    }
    packed
}
