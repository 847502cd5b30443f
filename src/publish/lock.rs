//! One publication at a time into one folder.
//!
//! The lock is the system's, on a file beside the folder: it goes with the process that held it, so a crash leaves nothing in the way.

use crate::error::Error;
use crate::say;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The right to publish into one folder, until dropped.
#[derive(Debug)]
pub(super) struct Lock {
    held: Option<(File, PathBuf)>,
}

/// How often to try anew when another process removes its lock file just as we open it.
const TRIES: usize = 100;

impl Lock {
    /// Takes the lock at `path` for the folder `out`, or says at once that another publication is under way.
    ///
    /// On a file system without locks there is none: [`Lock::is_held`] says so.
    pub(super) fn take(path: &Path, out: &Path) -> Result<Lock, Error> {
        let trouble = |cause: io::Error| super::cannot_write(path, cause);
        for _ in 0..TRIES {
            let file =
                OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path).map_err(trouble)?;
            match file.try_lock() {
                // Who held the lock before removed its file on leaving; a lock on a removed file keeps nobody out.
                Ok(()) if !is_at(&file, path) => continue,
                Ok(()) => return Ok(Lock { held: Some((file, path.to_path_buf())) }),
                Err(TryLockError::WouldBlock) => return Err(busy(out)),
                Err(TryLockError::Error(cause)) if cause.kind() == io::ErrorKind::Unsupported => {
                    drop(fs::remove_file(path));
                    return Ok(Lock { held: None });
                }
                Err(TryLockError::Error(cause)) => return Err(trouble(cause)),
            }
        }
        Err(busy(out))
    }

    /// Whether the system keeps others out.
    pub(super) fn is_held(&self) -> bool {
        self.held.is_some()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Only where `take` can tell a removed lock file from a present one may the file go.
        if cfg!(unix)
            && let Some((_, path)) = &self.held
        {
            drop(fs::remove_file(path));
        }
    }
}

fn busy(out: &Path) -> Error {
    Error::new(say!("another build is publishing into this folder", "une autre génération publie dans ce dossier"))
        .path(out)
        .help(say!(
            "Wait until it has finished and build again, or build into another folder with `--out`.",
            "Attendez qu’elle soit terminée et relancez, ou publiez dans un autre dossier avec `--out`."
        ))
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => open.dev() == named.dev() && open.ino() == named.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_two_hold_it_however_often_its_file_comes_and_goes() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        let (holders, taken) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..3000 {
                        if let Ok(lock) = Lock::take(&path, dir.path()) {
                            assert!(lock.is_held());
                            assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0);
                            std::thread::yield_now();
                            holders.fetch_sub(1, Ordering::SeqCst);
                            taken.fetch_add(1, Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        assert!(taken.into_inner() > 0);
        assert!(!path.exists());
    }

    #[test]
    fn a_lock_file_left_by_a_crash_is_not_in_the_way() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("lock");
        fs::write(&path, "").unwrap();
        drop(Lock::take(&path, dir.path()).unwrap());
        assert!(!path.exists());
    }
}
