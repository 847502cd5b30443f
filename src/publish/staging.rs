//! The folder beside the published one in which the new site grows, and what a crashed run left there.
//!
//! Beside, because only within one file system can a folder take another's place in one step.

use super::manifest::{self, Entry};
use super::write::Sink;
use super::{Error, MANIFEST, Stamp};
use crate::say;
use rayon::prelude::*;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The names that publishing into one folder uses beside it: `.NAME.handbook-…`.
#[derive(Debug)]
pub(super) struct Place {
    parent: PathBuf,
    prefix: OsString,
}

/// The end of the name under which an old site waits while the new one gets its place.
const ASIDE: &str = "-old";

/// A name longer than this (bytes) is shortened to a digest: file systems allow 255, and ours must stay distinct.
const LONGEST_NAME: usize = 200;

impl Place {
    /// Beside the folder `out`, an absolute path.
    pub(super) fn of(out: &Path) -> Result<Place, Error> {
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            return Err(Error::new(say!("cannot replace a whole disk", "impossible de remplacer un disque entier"))
                .path(out)
                .help(say!("Name a folder with `--out`.", "Indiquez un dossier avec `--out`.")));
        };
        let mut prefix = OsString::from(".");
        if name.len() > LONGEST_NAME {
            use sha2::Digest;
            prefix.push(manifest::hex(&sha2::Sha256::digest(name.as_encoded_bytes())));
        } else {
            prefix.push(name);
        }
        prefix.push(".handbook-");
        Ok(Place { parent: parent.to_path_buf(), prefix })
    }

    /// The folder in which everything happens.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// The lock file.
    pub(super) fn lock(&self) -> PathBuf {
        self.parent.join(self.named("lock"))
    }

    /// A new, empty staging folder.
    pub(super) fn stage(&self) -> io::Result<Staging> {
        let process = std::process::id();
        let mut attempt = 0;
        let path = loop {
            let path = self.parent.join(self.named(&format!("{process}-{attempt}")));
            match create_folder(&path) {
                Ok(()) => break path,
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists && attempt < 1000 => attempt += 1,
                Err(cause) => return Err(cause),
            }
        };
        let mut staging = Staging { path, masked: false };
        staging.masked = staging.is_masked()?;
        staging.open_to_readers(&staging.path)?;
        Ok(staging)
    }

    /// Puts right what a crashed run left; only for who holds the lock, since then no other run is alive.
    ///
    /// An old site that was moved aside and never replaced gets its name back; all else is removed.
    pub(super) fn recover(&self, out: &Path) -> Result<(), Error> {
        let trouble = |cause| super::cannot_write(&self.parent, cause);
        let mut leftovers = Vec::new();
        for entry in fs::read_dir(&self.parent).map_err(trouble)? {
            let entry = entry.map_err(trouble)?;
            if self.is_staging(&entry.file_name()) && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                leftovers.push(entry.path());
            }
        }
        leftovers.sort();
        for path in leftovers {
            let aside = path.as_os_str().as_encoded_bytes().ends_with(ASIDE.as_bytes());
            if aside && fs::symlink_metadata(out).is_err() && manifest::is_ours(&path) {
                fs::rename(&path, out).map_err(trouble)?;
            } else {
                // What cannot be removed now does not stand in the way of publishing.
                drop(remove_tree(&path));
            }
        }
        Ok(())
    }

    fn named(&self, end: &str) -> OsString {
        let mut name = self.prefix.clone();
        name.push(end);
        name
    }

    /// Whether a name is one that `stage` or the swap gives: the prefix, two numbers, perhaps the mark of an old site.
    fn is_staging(&self, name: &OsStr) -> bool {
        let end = name.as_encoded_bytes().strip_prefix(self.prefix.as_encoded_bytes());
        let end = end.map(|end| end.strip_suffix(ASIDE.as_bytes()).unwrap_or(end));
        let is_number = |part: &[u8]| !part.is_empty() && part.iter().all(u8::is_ascii_digit);
        end.is_some_and(|end| {
            let mut parts = end.split(|byte| *byte == b'-');
            parts.next().is_some_and(is_number) && parts.next().is_some_and(is_number) && parts.next().is_none()
        })
    }
}

/// The staging folder; dropped, it is removed with whatever is in it.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    /// Whether the system withholds some of the permissions asked for (umask, default access lists), so that each must be set anew.
    masked: bool,
}

impl Staging {
    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where the old site waits on file systems on which folders cannot change places.
    pub(super) fn aside(&self) -> PathBuf {
        let mut name = self.path.clone().into_os_string();
        name.push(ASIDE);
        PathBuf::from(name)
    }

    /// Creates those of the folders that are not there yet, parents before children, each once.
    pub(super) fn create_folders<'a>(&self, folders: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        let mut by_depth: Vec<Vec<&str>> = Vec::new();
        for folder in folders {
            let depth = folder.bytes().filter(|byte| *byte == b'/').count();
            if by_depth.len() <= depth {
                by_depth.resize_with(depth + 1, Vec::new);
            }
            by_depth[depth].push(folder);
        }
        by_depth.iter().try_for_each(|level| {
            level.par_iter().try_for_each(|folder| {
                let path = self.path.join(folder);
                match create_folder(&path) {
                    Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(()),
                    made => made.and_then(|()| self.open_to_readers(&path)),
                }
            })
        })
    }

    /// A new file of the site, to be written.
    pub(super) fn create_file(&self, path: &str) -> io::Result<Sink> {
        Sink::create(&self.path.join(path), self.masked)
    }

    /// Writes the manifest; the last file of all.
    pub(super) fn write_manifest(&self, stamp: &Stamp, files: &[Entry]) -> io::Result<Entry> {
        manifest::write(self.create_file(MANIFEST)?, stamp, files)
    }

    /// Has the disk hold all of the new site before it gets its name, so that not even a power cut shows a name without its bytes.
    ///
    /// One flush of the file system costs a fraction of one for each file.
    #[cfg(target_os = "linux")]
    pub(super) fn flush(&self) -> io::Result<()> {
        match rustix::fs::syncfs(fs::File::open(&self.path)?).map_err(io::Error::from) {
            Err(cause) if matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput) => Ok(()),
            answer => answer,
        }
    }

    /// Has the disk hold the manifest; elsewhere than on Linux no cheap call flushes a whole tree.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn flush(&self) -> io::Result<()> {
        fs::File::open(self.path.join(MANIFEST))?.sync_all()
    }

    /// Removes the folder now, to hear whether that worked.
    pub(super) fn remove(self) -> io::Result<()> {
        remove_tree(&self.path)
    }

    #[cfg(unix)]
    fn is_masked(&self) -> io::Result<bool> {
        use std::os::unix::fs::PermissionsExt;
        Ok(fs::metadata(&self.path)?.permissions().mode() & 0o777 != 0o755)
    }

    #[cfg(not(unix))]
    fn is_masked(&self) -> io::Result<bool> {
        Ok(false)
    }

    /// Gives a folder the permissions 0755 where the system withheld some; a group handed down by its parent stays.
    #[cfg(unix)]
    fn open_to_readers(&self, folder: &Path) -> io::Result<()> {
        use std::os::unix::fs::PermissionsExt;
        if !self.masked {
            return Ok(());
        }
        let special = fs::metadata(folder)?.permissions().mode() & 0o7000;
        fs::set_permissions(folder, fs::Permissions::from_mode(special | 0o755))
    }

    #[cfg(not(unix))]
    fn open_to_readers(&self, _: &Path) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        drop(remove_tree(&self.path));
    }
}

/// Removes a folder and all in it, following no links; one that is not there is removed already.
pub(super) fn remove_tree(path: &Path) -> io::Result<()> {
    match remove_in_parallel(path, 3) {
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        answer => answer,
    }
}

/// The upper levels by all threads; below them the standard library, which no depth of folders troubles.
fn remove_in_parallel(path: &Path, levels: usize) -> io::Result<()> {
    if levels == 0 {
        return fs::remove_dir_all(path);
    }
    let entries = fs::read_dir(path)?.collect::<io::Result<Vec<_>>>()?;
    entries.par_iter().try_for_each(|entry| {
        if entry.file_type()?.is_dir() {
            remove_in_parallel(&entry.path(), levels - 1)
        } else {
            fs::remove_file(entry.path())
        }
    })?;
    fs::remove_dir(path)
}

#[cfg(unix)]
fn create_folder(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o755).create(path)
}

#[cfg(not(unix))]
fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_its_own_are_leftovers() {
        let place = Place::of(Path::new("/srv/public")).unwrap();
        for (name, ours) in [
            (".public.handbook-12-0", true),
            (".public.handbook-12-0-old", true),
            (".public.handbook-lock", false),
            (".public.handbook-12", false),
            (".public.handbook-12-0-1", false),
            (".public.handbook-12-0-older", false),
            (".public.handbook-x-0", false),
            (".public2.handbook-12-0", false),
            ("public", false),
        ] {
            assert_eq!(place.is_staging(OsStr::new(name)), ours, "{name}");
        }
    }

    #[test]
    fn long_names_stay_within_the_limit_and_distinct() {
        let place = |end: &str| Place::of(&Path::new("/srv").join("x".repeat(240) + end)).unwrap();
        assert_ne!(place("a").lock(), place("b").lock());
        assert!(place("a").lock().file_name().unwrap().len() < 200);
        assert!(Place::of(Path::new("/")).is_err());
    }
}
