//! When to look again: the folders that the handbook was read from are watched, and a burst of changes is one change.
//!
//! What an event says is not believed, only that something happened: what changed is found by reading the folder again.
//! Merely opening a file is no change; our own reading does that. The output folder is not watched, for it is not read.

use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher, WatcherKind};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

/// A save is over when nothing has happened for so long.
const QUIET: Duration = Duration::from_millis(20);
/// The same for a burst (a checkout, a script), whose files may come with pauses between them.
const QUIET_AFTER_MANY: Duration = Duration::from_millis(100);
/// More events than any editor makes of one save.
const MANY: usize = 24;
/// A folder that never comes to rest is looked at all the same.
pub const LONGEST: Duration = Duration::from_secs(2);

/// What tells a folder apart from another one of the same name.
type Identity = (u64, u64);

/// Watches a handbook's folders.
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    watched: BTreeMap<PathBuf, Identity>,
    whole: bool,
}

impl Watch {
    /// Begins; `changed` hears of every event. Without a watcher (`poll`, or none to be had) nobody is told, and who waits
    /// has to look by the clock.
    pub fn start(poll: bool, changed: Sender<()>) -> Watch {
        let tell = move |event: notify::Result<Event>| {
            // A fault of the watcher means that events may be lost: that too is a reason to look.
            if event.map_or(true, |event| !event.kind.is_access()) {
                let _ = changed.send(());
            }
        };
        let watcher = if poll { None } else { notify::recommended_watcher(tell).ok() };
        // Where the system watches trees in one piece, folder by folder would be slow; inotify knows folders only.
        let whole = RecommendedWatcher::kind() != WatcherKind::Inotify;
        Watch { watcher, watched: BTreeMap::new(), whole }
    }

    /// Whether nobody tells of changes, so that they must be looked for.
    pub fn is_blind(&self) -> bool {
        self.watcher.is_none()
    }

    /// Watches exactly these folders of the root. True when one of them was not watched before: what happened in it until
    /// now is not known, so the folder must be read once more.
    pub fn follow(&mut self, root: &Path, folders: &[Arc<str>]) -> bool {
        let Some(watcher) = &mut self.watcher else { return false };
        let mut wanted: BTreeMap<PathBuf, Identity> = BTreeMap::new();
        let all = [Arc::from("")];
        for folder in if self.whole { &all[..] } else { folders } {
            let path = if folder.is_empty() { root.to_path_buf() } else { root.join(&**folder) };
            if let Ok(metadata) = fs::metadata(&path) {
                wanted.insert(path, identity(&metadata));
            }
        }
        let mode = if self.whole { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        let gone: Vec<PathBuf> = self
            .watched
            .iter()
            .filter(|(path, is)| wanted.get(*path) != Some(is))
            .map(|(path, _)| path.clone())
            .collect();
        for path in gone {
            self.watched.remove(&path);
            // A folder that was removed took its watch with it.
            let _ = watcher.unwatch(&path);
        }
        let mut fresh = false;
        for (path, identity) in wanted {
            if self.watched.contains_key(&path) {
                continue;
            }
            match watcher.watch(&path, mode) {
                Ok(()) => {
                    self.watched.insert(path, identity);
                    fresh = true;
                }
                // Gone again since it was read: the next event tells.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                Err(_) => {
                    // The system gives no more watches (or cannot watch this disk): from now on the clock decides.
                    self.watcher = None;
                    return true;
                }
            }
        }
        fresh
    }
}

#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> Identity {
    (0, 0)
}

/// Why to look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// Something happened.
    Change,
    /// Nothing did for as long as was asked.
    Time,
    /// Nobody will tell any more.
    End,
}

/// Waits for a change and then until it is over, at most `longest` for the first event.
pub fn wait(changes: &Receiver<()>, longest: Duration) -> Reason {
    match changes.recv_timeout(longest) {
        Err(RecvTimeoutError::Timeout) => return Reason::Time,
        Err(RecvTimeoutError::Disconnected) => return Reason::End,
        Ok(()) => {}
    }
    rest(changes, 1);
    Reason::Change
}

/// Whether something has happened; if so, waits until it is over.
pub fn settle(changes: &Receiver<()>) -> bool {
    let events = changes.try_iter().count();
    if events > 0 {
        rest(changes, events);
    }
    events > 0
}

/// Waits until nothing happens any more, after so many events.
fn rest(changes: &Receiver<()>, mut events: usize) {
    let begun = Instant::now();
    while begun.elapsed() < LONGEST {
        let quiet = if events > MANY { QUIET_AFTER_MANY } else { QUIET };
        match changes.recv_timeout(quiet) {
            Ok(()) => events += 1 + changes.try_iter().count(),
            Err(_) => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::channel;

    #[test]
    fn a_burst_is_one_change_and_silence_none() {
        let (sender, receiver) = channel();
        for _ in 0..500 {
            sender.send(()).unwrap();
        }
        assert_eq!(wait(&receiver, Duration::from_secs(5)), Reason::Change);
        assert_eq!(wait(&receiver, Duration::from_millis(5)), Reason::Time);
        drop(sender);
        assert_eq!(wait(&receiver, Duration::from_secs(5)), Reason::End);
    }
}
