//! `manifest.json`: every file of the site with its digest, and the mark by which the program knows its own folders.
//!
//! Knows nothing of how files came about.

use super::Stamp;
use super::write::Sink;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

/// The manifest's name, at the root of the site.
pub const MANIFEST: &str = "manifest.json";

/// What the manifest's `generator` begins with.
pub const GENERATOR: &str = "isms-handbook";

/// No manifest of ours comes near this size (bytes); what is larger is not read.
const LIMIT: u64 = 256 << 20;

/// One file of the site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// From the site's root, with `/`.
    pub path: String,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: u64,
}

/// The manifest that publishing a site would write, of a site that is not published: every file of it is made.
pub(super) fn manifest_of(
    mut paths: Vec<String>,
    make: &(dyn Fn(&str) -> Result<Vec<u8>, String> + Sync),
    stamp: &Stamp,
) -> Result<Vec<u8>, String> {
    paths.sort_unstable();
    let entry = |path: String| {
        let bytes = make(&path)?;
        Ok(Entry { sha256: Sha256::digest(&bytes).into(), bytes: bytes.len() as u64, path })
    };
    let files = paths.into_par_iter().map(entry).collect::<Result<Vec<Entry>, String>>()?;
    let mut manifest = Vec::new();
    print(&mut manifest, stamp, &files).map_err(|error| error.to_string())?;
    Ok(manifest)
}

/// Writes the manifest of files in the order of their paths.
pub(super) fn write(sink: Sink, stamp: &Stamp, files: &[Entry]) -> io::Result<Entry> {
    let mut to = BufWriter::new(sink);
    print(&mut to, stamp, files)?;
    Ok(to.into_inner().map_err(|error| error.into_error())?.finish(MANIFEST))
}

/// One line a file, so that two manifests can be compared by eye.
fn print(to: &mut impl Write, stamp: &Stamp, files: &[Entry]) -> io::Result<()> {
    let text = |text: &str| serde_json::to_string(text).map_err(io::Error::from);
    writeln!(to, r#"{{"schema":1,"as_of":"{}","generator":{},"files":["#, stamp.as_of, text(&stamp.generator)?)?;
    for (at, file) in files.iter().enumerate() {
        let comma = if at + 1 < files.len() { "," } else { "" };
        let (path, sha256) = (text(&file.path)?, hex(&file.sha256));
        writeln!(to, r#"{{"path":{path},"sha256":"{sha256}","bytes":{}}}{comma}"#, file.bytes)?;
    }
    let archive = stamp.archive.as_deref().map_or_else(|| Ok("null".to_owned()), text)?;
    writeln!(to, r#"],"archive":{archive}}}"#)
}

/// Whether the folder has a manifest of this program; one that cannot be read is none.
pub(super) fn is_ours(folder: &Path) -> bool {
    #[derive(serde::Deserialize)]
    struct Mark {
        generator: String,
    }
    bytes(folder)
        .ok()
        .and_then(|bytes| serde_json::from_slice::<Mark>(&bytes).ok())
        .is_some_and(|mark| mark.generator.starts_with(GENERATOR))
}

/// The bytes of a folder's manifest, if it is a regular file of a sensible size.
pub(super) fn bytes(folder: &Path) -> io::Result<Vec<u8>> {
    let path = folder.join(MANIFEST);
    let metadata = fs::symlink_metadata(&path)?;
    // A pipe or a device under this name would hold the program up for ever.
    if !metadata.is_file() || metadata.len() > LIMIT {
        return Err(io::Error::from(io::ErrorKind::InvalidData));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    File::open(&path)?.take(LIMIT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}
