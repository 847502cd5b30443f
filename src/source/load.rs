//! A handbook's files read from the disk into [`Sources`], in parallel and always in the same order.
//!
//! Decides what is text, what is kept as bytes and what stays on the disk; which files there are is for `walk`.

use super::lines::line_of;
use super::sources::{Body, File, Sources, Stamp};
use super::walk::{Found, unreadable, walk};
use crate::error::{Error, in_words};
use crate::finding::{Checked, Finding, Place, catalogue};
use crate::say;
use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What to leave out.
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// Files and folders, absolute or from the root: the output folder above all.
    /// Sites built earlier are recognised by their manifest and left out anyway.
    pub skip: Vec<PathBuf>,
    /// Of the archive's sealed texts keep the digest alone: enough to verify any number of them in little memory.
    pub seal_only: bool,
}

const MIB: u64 = 1 << 20;
/// Two changes of a file closer than this, in nanoseconds, may bear the same time on some disks.
const TICK: i128 = 20_000_000;

/// Reads a handbook: `site-config.yaml`, `templates/` and `content/`; without a folder `content/` the root is the content.
/// What cannot be read is a finding and left out. Fails only when the root itself cannot be read.
pub fn load(root: &Path, options: &LoadOptions) -> Result<Checked<Sources>, Error> {
    read(root, options, &Sources::default())
}

/// The text of the configuration alone, for what must be known before the rest is read; none when there is none
/// that [`load`] would read.
pub fn load_config(root: &Path) -> Option<String> {
    let path = root.join("site-config.yaml").canonicalize().ok()?;
    let readable = path.starts_with(root.canonicalize().ok()?) && fs::metadata(&path).ok()?.is_file();
    let bytes = readable.then(|| bytes_of(&path, 8 * MIB).ok()).flatten()?;
    String::from_utf8(bytes).ok()
}

/// The same as [`load`], but takes over unchanged files from an earlier state of the same handbook without reading them.
pub fn reload(previous: &Sources, root: &Path, options: &LoadOptions) -> Result<Checked<Sources>, Error> {
    read(root, options, previous)
}

fn read(root: &Path, options: &LoadOptions, previous: &Sources) -> Result<Checked<Sources>, Error> {
    let walked = walk(root, options).map_err(|cause| {
        Error::new(say!("cannot read the handbook’s folder", "impossible de lire le dossier du manuel"))
            .path(root)
            .cause(cause)
            .help(say!(
                "Check the path given with --root, and that this account may open the folder.",
                "Vérifiez le chemin donné avec --root, et que ce compte peut ouvrir le dossier."
            ))
    })?;
    let trusted = trusted_until(previous);
    let read: Vec<(Option<File>, Option<Finding>)> = walked
        .files
        .par_iter()
        .map(|found| {
            let seal_only = options.seal_only && is_sealed_text(found, &walked.content);
            read_file(root, found, previous.files.get(&found.path), trusted, seal_only)
        })
        .collect();
    let mut findings = walked.findings;
    let mut files = Vec::with_capacity(read.len());
    for (file, finding) in read {
        findings.extend(finding);
        files.extend(file.map(|file| (file.path.clone(), file)));
    }
    findings.sort_by(|a, b| a.place.cmp(&b.place).then_with(|| a.rule.name.cmp(b.rule.name)));
    let sources = Sources {
        root: root.to_path_buf(),
        content: walked.content,
        files: files.into_iter().collect(),
        folders: walked.folders,
    };
    Ok(Checked { value: sources, findings })
}

/// The time of change up to which an unchanged stamp proves an unchanged file. A file changed twice within a tick of the
/// disk's clock bears the same time twice; so those that were the newest when they were read are read again.
fn trusted_until(previous: &Sources) -> i128 {
    let newest = previous.files.values().filter_map(|file| file.stamp).map(|stamp| stamp.changed).max();
    newest.unwrap_or(i128::MIN).saturating_sub(TICK)
}

/// How a file is kept.
pub(super) enum Keep {
    Text { limit: u64, required: bool },
    Archived { limit: u64 },
    Blob,
}

pub(super) fn keep(path: &str, archived: bool) -> Keep {
    let name = path.rsplit('/').next().unwrap_or(path);
    let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default();
    let limit = match extension.as_str() {
        "csv" => 32 * MIB,
        "json" if archived => MIB,
        // One line for each file of the archive, so it grows with the years: two million files fit.
        _ if archived && name == "SHA256SUMS" => 256 * MIB,
        _ => 8 * MIB,
    };
    match extension.as_str() {
        _ if archived => Keep::Archived { limit },
        "md" | "markdown" | "yaml" | "yml" | "csv" | "html" => Keep::Text { limit, required: true },
        "json" | "css" | "js" | "svg" | "txt" | "sig" | "xml" => Keep::Text { limit, required: false },
        _ => Keep::Blob,
    }
}

/// Whether a file lies in the folder of a version: events and signatures lie beside these folders.
fn is_sealed_text(found: &Found, content: &str) -> bool {
    let below = found.path.strip_prefix(content).unwrap_or(&found.path).trim_start_matches('/');
    // archive/ID/VERSION/NAME
    found.archived && below.matches('/').count() >= 3
}

fn read_file(
    root: &Path,
    found: &Found,
    previous: Option<&File>,
    trusted: i128,
    seal_only: bool,
) -> (Option<File>, Option<Finding>) {
    let disk = root.join(&*found.path);
    let metadata = match fs::metadata(&disk) {
        Ok(metadata) if metadata.is_file() => metadata,
        Ok(_) => {
            return (None, Some(unreadable(&found.path, say!("it is no file any more", "ce n’est plus un fichier"))));
        }
        Err(error) => return (None, Some(unreadable(&found.path, in_words(&error)))),
    };
    let stamp = Stamp::of(&metadata);
    let unchanged = previous.filter(|old| old.stamp == Some(stamp) && old.linked == found.linked);
    let trusted = unchanged.filter(|_| stamp.changed < trusted && stamp.changed != 0);
    // What is left on the disk may be so for a reason that has to be said again.
    if let Some(old) = trusted.filter(|old| !matches!(old.body, Body::Blob { .. })) {
        return (Some(old.clone()), None);
    }
    let file = |body| File { path: found.path.clone(), body, linked: found.linked, stamp: Some(stamp) };
    let (limit, required) = match keep(&found.path, found.archived) {
        Keep::Blob => return (Some(file(Body::Blob { size: stamp.length })), None),
        Keep::Text { limit, required } => (limit, required),
        Keep::Archived { limit } => (limit, false),
    };
    if stamp.length > limit {
        return (Some(file(Body::Blob { size: stamp.length })), Some(over_limit(&found.path, limit)));
    }
    if let Some(old) = trusted {
        return (Some(old.clone()), None);
    }
    let bytes = match bytes_of(&disk, limit) {
        Ok(bytes) => bytes,
        Err(error) => return (None, Some(unreadable(&found.path, in_words(&error)))),
    };
    if bytes.len() as u64 > limit {
        return (Some(file(Body::Blob { size: bytes.len() as u64 })), Some(over_limit(&found.path, limit)));
    }
    if seal_only {
        return (Some(file(Body::Sealed(Sha256::digest(&bytes).into()))), None);
    }
    match (String::from_utf8(bytes), previous.map(|old| &old.body)) {
        (Ok(text), Some(Body::Text(old))) if **old == *text => (Some(file(Body::Text(old.clone()))), None),
        (Ok(text), _) => (Some(file(Body::Text(Arc::from(text)))), None),
        (Err(error), _) if found.archived => (Some(file(Body::Bytes(Arc::from(error.into_bytes())))), None),
        (Err(error), _) if required => {
            (None, Some(not_utf_8(&found.path, error.as_bytes(), error.utf8_error().valid_up_to())))
        }
        (Err(error), _) => (Some(file(Body::Blob { size: error.as_bytes().len() as u64 })), None),
    }
}

/// A file's bytes; of one that is over the limit one byte more than that. A file can grow while it is read.
#[allow(clippy::disallowed_methods)] // This room reads content.
fn bytes_of(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::with_capacity(usize::try_from(file.metadata()?.len().min(limit)).unwrap_or(0) + 1);
    file.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn over_limit(path: &Arc<str>, limit: u64) -> Finding {
    let most = limit / MIB;
    Finding::new(
        &catalogue::source::OVER_LIMIT,
        Place::file(path),
        say!(
            "This file is larger than {most} MiB and was not read.",
            "Ce fichier dépasse {most}\u{a0}Mio et n’a pas été lu."
        ),
    )
    .help(say!(
        "Split the file, or keep its large parts (pictures, data) in files of their own.",
        "Divisez le fichier ou gardez ses grandes parties (images, données) dans des fichiers à part."
    ))
}

fn not_utf_8(path: &Arc<str>, bytes: &[u8], at: usize) -> Finding {
    let help = say!(
        "Open it in your editor, choose “Save with encoding” or “Save as”, and take UTF-8.",
        "Ouvrez-le dans votre éditeur, choisissez «\u{a0}Enregistrer avec l’encodage\u{a0}» ou «\u{a0}Enregistrer sous\u{a0}», puis UTF-8."
    );
    let utf_16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if utf_16 {
        let says = say!(
            "This file is saved as UTF-16 (Windows calls it “Unicode”); only UTF-8 is read.",
            "Ce fichier est enregistré en UTF-16 (que Windows appelle «\u{a0}Unicode\u{a0}»); seul l’UTF-8 est lu."
        );
        return Finding::new(&catalogue::source::NOT_UTF_8, Place::line(path, 1), says).help(help);
    }
    let before = std::str::from_utf8(&bytes[..at]).unwrap_or("");
    let (line, _) = line_of(before, before.len());
    let byte = bytes.get(at).copied().unwrap_or(0);
    Finding::new(
        &catalogue::source::NOT_UTF_8,
        Place::line(path, line),
        say!(
            "Line {line} holds a character that is not saved as UTF-8 (byte 0x{byte:02X}); the file was not read.",
            "La ligne {line} contient un caractère qui n’est pas enregistré en UTF-8 (octet 0x{byte:02X}); le fichier n’a pas été lu."
        ),
    )
    .help(help)
}

#[cfg(test)]
mod tests;
