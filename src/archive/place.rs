//! Putting files into the archive: whole or not at all, never over another, and on the disk before the next step.
//!
//! Knows paths and bytes; not what they mean. The only writer of the archive. A crash leaves at most a file whose name
//! ends in `.new` beside its place, which the next run takes away.

// This file is an edge: it writes the archive.
#![allow(clippy::disallowed_methods)]

use super::digest::Digest;
use super::fault::SealFault;
use super::read::{SUMS, SUMS_NEW};
use super::sums;
use crate::say;
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// What is about to happen, for whoever watches or makes it fail.
#[derive(Clone, Copy, Debug)]
pub enum Step<'a> {
    /// A folder is made.
    Folder(&'a Path),
    /// A file is written beside its place.
    Write(&'a Path),
    /// It is put in its place, where nothing is.
    Place(&'a Path),
    /// The name beside its place is taken away.
    Tidy(&'a Path),
    /// `SHA256SUMS` is replaced by the new one.
    Replace(&'a Path),
}

/// Called before each step; an error stops there and leaves everything as a crash would.
pub(super) type Hook<'h> = dyn FnMut(Step<'_>) -> io::Result<()> + 'h;

/// Puts a file (`path` below the archive's folder) in its place, with the folders above it.
/// The same file already there is accepted; another is never touched.
pub(super) fn whole(archive: &Path, path: &str, bytes: &[u8], hook: &mut Hook) -> Result<(), SealFault> {
    let mut folder = archive.to_owned();
    make_folder(&folder, hook)?;
    let mut parts: Vec<&str> = path.split('/').collect();
    let name = parts.pop().unwrap_or_default();
    for part in parts {
        folder.push(part);
        make_folder(&folder, hook)?;
    }
    let place = folder.join(name);
    let beside = folder.join(format!("{name}.new"));
    if there(&place)? {
        let found = fs::read(&place).map_err(|e| SealFault::disk(&place, &e))?;
        if found != bytes {
            return Err(occupied(&place));
        }
        if there(&beside)? {
            tidy(&beside, hook)?;
        }
        return sync(&folder);
    }
    write(&beside, bytes, hook)?;
    step(hook, Step::Place(&place), &place)?;
    // A hard link fails where something is, so nothing can be overwritten even by a race.
    match fs::hard_link(&beside, &place) {
        Ok(()) => tidy(&beside, hook)?,
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => return Err(occupied(&place)),
        // Some file systems have no hard links.
        Err(_) if !there(&place)? => fs::rename(&beside, &place).map_err(|e| SealFault::disk(&place, &e))?,
        Err(e) => return Err(SealFault::disk(&place, &e)),
    }
    sync(&folder)
}

/// Adds lines to `SHA256SUMS`, which must still be the one that was read (`expected`), and returns its digest.
pub(super) fn add_lines(
    archive: &Path,
    expected: Option<Digest>,
    lines: &BTreeMap<String, Digest>,
    hook: &mut Hook,
) -> Result<Digest, SealFault> {
    let place = archive.join(SUMS);
    let old = read_if_there(&place)?;
    if old.as_deref().map(Digest::of) != expected {
        return Err(SealFault::new(
            say!(
                "SHA256SUMS changed while this command was running",
                "SHA256SUMS a changé pendant que cette commande s’exécutait"
            ),
            say!(
                "Run the same command again: it completes what was begun.",
                "Relancez la même commande\u{a0}: elle achève ce qui était commencé."
            ),
        ));
    }
    let read = sums::parse(&String::from_utf8_lossy(&old.unwrap_or_default()));
    if !read.faults.is_empty() {
        return Err(SealFault::new(
            say!(
                "SHA256SUMS is not as it must be, so nothing can be added to it",
                "SHA256SUMS n’est pas en ordre, on ne peut rien y ajouter"
            ),
            say!("Run `handbook verify` to see what is wrong.", "Lancez `handbook verify` pour voir ce qui ne va pas."),
        ));
    }
    let mut all: BTreeMap<String, Digest> = BTreeMap::new();
    all.extend(read.lines.into_iter().filter_map(|(path, said)| Some((path, said.first()?.digest))));
    all.extend(lines.iter().map(|(path, digest)| (path.clone(), *digest)));
    replace_sums(archive, &all, hook)
}

/// Writes `SHA256SUMS` anew with these lines, and returns its digest.
pub(super) fn replace_sums(
    archive: &Path,
    lines: &BTreeMap<String, Digest>,
    hook: &mut Hook,
) -> Result<Digest, SealFault> {
    let (place, beside) = (archive.join(SUMS), archive.join(SUMS_NEW));
    let text = sums::format(lines);
    // A link in its place would make us write elsewhere.
    there(&place)?;
    write(&beside, text.as_bytes(), hook)?;
    step(hook, Step::Replace(&place), &place)?;
    fs::rename(&beside, &place).map_err(|e| SealFault::disk(&place, &e))?;
    sync(archive)?;
    Ok(Digest::of(text.as_bytes()))
}

/// Writes a file that nobody else uses, and waits until it is on the disk.
fn write(path: &Path, bytes: &[u8], hook: &mut Hook) -> Result<(), SealFault> {
    // What an interrupted run left is ours to write over; a link or a folder is not.
    there(path)?;
    step(hook, Step::Write(path), path)?;
    let done = OpenOptions::new().write(true).create(true).truncate(true).open(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    done.map_err(|e| SealFault::disk(path, &e))
}

fn tidy(path: &Path, hook: &mut Hook) -> Result<(), SealFault> {
    step(hook, Step::Tidy(path), path)?;
    fs::remove_file(path).map_err(|e| SealFault::disk(path, &e))
}

/// Makes a folder unless it is there; a link in its place is refused, because it may lead anywhere.
fn make_folder(path: &Path, hook: &mut Hook) -> Result<(), SealFault> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(()),
        Ok(_) => Err(not_plain(path)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            step(hook, Step::Folder(path), path)?;
            fs::create_dir(path).map_err(|e| SealFault::disk(path, &e))?;
            path.parent().map_or(Ok(()), sync)
        }
        Err(e) => Err(SealFault::disk(path, &e)),
    }
}

/// Whether a plain file is there; anything else there is an error.
fn there(path: &Path) -> Result<bool, SealFault> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Ok(true),
        Ok(_) => Err(not_plain(path)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(SealFault::disk(path, &e)),
    }
}

pub(super) fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>, SealFault> {
    if !there(path)? {
        return Ok(None);
    }
    fs::read(path).map(Some).map_err(|e| SealFault::disk(path, &e))
}

fn step(hook: &mut Hook, step: Step<'_>, path: &Path) -> Result<(), SealFault> {
    hook(step).map_err(|e| SealFault::disk(path, &e))
}

/// Waits until a folder's names are on the disk.
fn sync(folder: &Path) -> Result<(), SealFault> {
    if cfg!(unix) {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(|e| SealFault::disk(folder, &e))?;
    }
    Ok(())
}

fn occupied(place: &Path) -> SealFault {
    let place: PathBuf = place.to_owned();
    let place = place.display();
    SealFault::new(
        say!(
            "{place} is already there with other bytes, and nothing in the archive is ever overwritten",
            "{place} existe déjà avec d’autres octets, et rien n’est jamais écrasé dans les archives"
        ),
        say!(
            "Run `handbook verify`: if no event names the file, an earlier attempt left it; move it out of the archive and run the \
             command again.",
            "Lancez `handbook verify`\u{a0}: si aucun événement ne nomme le fichier, une tentative précédente l’a laissé\u{a0}; \
             sortez-le des archives et relancez la commande."
        ),
    )
}

fn not_plain(path: &Path) -> SealFault {
    let path = path.display();
    SealFault::new(
        say!(
            "{path} is a link or something else than the plain file or folder that belongs there",
            "{path} est un lien ou autre chose que le simple fichier ou dossier qui devrait s’y trouver"
        ),
        say!("Put the file or folder itself there.", "Mettez-y le fichier ou le dossier lui-même."),
    )
}
