//! What the last builds were made from, kept in a cache folder of the user: a build that would make what already stands is
//! skipped.
//!
//! The memory alone is never believed: the published folder is read, compared with its manifest, and the manifest with the
//! digest remembered. Must not know how a page is made; whatever could change a byte of the site is among the inputs.

// The command line is an edge: it keeps its own memory on the disk.
#![allow(clippy::disallowed_methods)]

use super::args::Build;
use super::desk::Desk;
use crate::archive::Digest;
use crate::finding::Checked;
use crate::lang::Lang;
use crate::publish::Published;
use crate::report::Summary;
use crate::source::Sources;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How many builds are remembered; the oldest are forgotten.
const REMEMBERED: usize = 64;

/// A build that published a site and had no error to show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Built {
    /// The folder published, links resolved.
    out: PathBuf,
    /// The digest of all it was made from.
    inputs: String,
    /// The digest of the site's manifest.
    pub manifest: String,
    /// The files of the site.
    pub files: usize,
    /// The language that prevails.
    prevailing: String,
    warnings: usize,
    notes: usize,
    waived: usize,
}

impl Built {
    /// What was published from these inputs.
    pub fn new(inputs: &str, published: &Published, prevailing: Lang, summary: &Summary) -> Built {
        Built {
            out: published.out.clone(),
            inputs: inputs.to_string(),
            manifest: published.manifest_sha256.clone(),
            files: published.files,
            prevailing: prevailing.to_string(),
            warnings: summary.warnings,
            notes: summary.notes,
            waived: summary.waived,
        }
    }

    /// The counts of its findings.
    pub fn summary(&self, desk: &Desk) -> Summary {
        let Built { warnings, notes, waived, .. } = *self;
        Summary { as_of: desk.as_of, errors: 0, warnings, notes, waived, baseline: 0 }
    }

    /// The language that prevailed.
    pub fn prevailing(&self) -> Lang {
        Lang::parse(&self.prevailing).unwrap_or(Lang::EN)
    }
}

/// The digest of everything that can change the site or what the build says: the program, the day, the options, and every
/// file with what reading it found. None where something cannot be read.
pub fn inputs(desk: &Desk, asked: &Build, loaded: &Checked<Sources>) -> Option<String> {
    let program = program().ok()?;
    let content = &loaded.value.content;
    let about = format!("{program:?} {} {asked:?} {content} {:?}", desk.as_of, loaded.findings);
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(about.as_bytes());
    let files: Vec<_> = loaded.value.files.values().collect();
    let digests: Option<Vec<[u8; 32]>> = files.par_iter().map(|file| loaded.value.digest(&file.path).ok()).collect();
    for (file, digest) in files.iter().zip(digests?) {
        add(file.path.as_bytes());
        add(&[u8::from(file.linked)]);
        add(&digest);
    }
    Some(Digest::from(<[u8; 32]>::from(hash.finalize())).to_string())
}

/// What tells this program from an earlier or later one without reading all of it.
fn program() -> io::Result<impl std::fmt::Debug> {
    let path = std::env::current_exe()?;
    let metadata = fs::metadata(&path)?;
    Ok((super::build::GENERATOR, path, metadata.len(), metadata.modified()?))
}

/// The build remembered that published this folder from these inputs.
pub fn find(cache: &Path, out: &Path, inputs: &str) -> Option<Built> {
    let out = out.canonicalize().ok()?;
    read(cache).into_iter().find(|built| built.out == out && built.inputs == inputs)
}

/// Remembers a build in the place of earlier ones into the same folder. What cannot be kept is built anew the next time.
pub fn remember(cache: &Path, built: Built) {
    let mut all = read(cache);
    all.retain(|other| other.out != built.out);
    all.insert(0, built);
    all.truncate(REMEMBERED);
    let kept = || -> io::Result<()> {
        fs::create_dir_all(cache)?;
        let mut file = tempfile::NamedTempFile::new_in(cache)?;
        serde_json::to_writer(&mut file, &all)?;
        file.persist(memory(cache)).map_err(|error| error.error)?;
        Ok(())
    };
    drop(kept());
}

fn memory(cache: &Path) -> PathBuf {
    cache.join("builds.json")
}

/// All builds remembered; what cannot be read is none.
fn read(cache: &Path) -> Vec<Built> {
    let bytes = fs::read(memory(cache)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}
