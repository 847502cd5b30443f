//! When to look again: the folders that the handbook was read from are watched, and a burst of changes is one change.
//!
//! Most saves are over after their first events, and only the silence after them proves it. So the folder is looked at as
//! soon as the events pause, and what was found there is shown when the silence was long enough; if more events come
//! meanwhile, it is looked at again. Nothing is shown of which an event came after the look.
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
/// So soon after an event the folder is looked at already.
const PAUSE: Duration = Duration::from_millis(3);
/// How often in a burst that is done; what goes on for longer is waited for.
const EARLY: usize = 2;
/// A folder that never comes to rest is looked at all the same.
const LONGEST: Duration = Duration::from_secs(2);

/// What tells a folder apart from another one of the same name.
type Identity = (u64, u64);

/// Watches a handbook's folders.
pub struct Watch {
    watcher: Option<Box<dyn Watcher + Send>>,
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
        let watcher = watcher.map(|watcher| Box::new(watcher) as Box<dyn Watcher + Send>);
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

/// Waits for a change; after `longest` without one the burst has no events. None when nobody will tell any more.
pub fn wait(changes: &Receiver<()>, longest: Duration) -> Option<Burst> {
    match changes.recv_timeout(longest) {
        Ok(()) => Some(Burst::of(1 + changes.try_iter().count(), Instant::now())),
        Err(RecvTimeoutError::Timeout) => Some(Burst::none()),
        Err(RecvTimeoutError::Disconnected) => None,
    }
}

/// Events that belong together: one change, however many they are.
pub struct Burst {
    events: usize,
    begun: Instant,
    last: Instant,
    looks: usize,
}

impl Burst {
    /// A look without a reason.
    pub fn none() -> Burst {
        Burst::of(0, Instant::now())
    }

    fn of(events: usize, now: Instant) -> Burst {
        Burst { events, begun: now, last: now, looks: 0 }
    }

    /// Waits until the next look at the folder is due.
    pub fn pause(&mut self, changes: &Receiver<()>) {
        while self.hears(changes, self.next_look()) {}
        self.looks += 1;
    }

    /// After a look: waits until the burst is over. False when something happened since, so that one has to look again.
    pub fn is_over(&mut self, changes: &Receiver<()>) -> bool {
        !self.hears(changes, self.end())
    }

    /// When it is over, if nothing happens any more.
    fn end(&self) -> Instant {
        let quiet = match self.events {
            0 => Duration::ZERO,
            1..=MANY => QUIET,
            _ => QUIET_AFTER_MANY,
        };
        (self.last + quiet).min(self.begun + LONGEST)
    }

    fn next_look(&self) -> Instant {
        let early = self.looks < EARLY && self.events <= MANY;
        if early { self.end().min(self.last + PAUSE) } else { self.end() }
    }

    /// Whether something happens until then. A burst that has lasted too long hears nothing more: its events are the next
    /// one's.
    fn hears(&mut self, changes: &Receiver<()>, until: Instant) -> bool {
        if self.begun.elapsed() >= LONGEST {
            return false;
        }
        let heard = changes.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok();
        if heard {
            self.events += 1 + changes.try_iter().count();
            self.last = Instant::now();
        }
        heard
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::{Config, ErrorKind, EventHandler};
    use std::sync::mpsc::channel;

    /// A system that gives so many watches and no more.
    struct Few(usize, Sender<()>);

    impl Watcher for Few {
        fn new<F: EventHandler>(_: F, _: Config) -> notify::Result<Few> {
            Ok(Few(0, channel().0))
        }

        fn watch(&mut self, _: &Path, _: RecursiveMode) -> notify::Result<()> {
            self.0 = self.0.checked_sub(1).ok_or(notify::Error::new(ErrorKind::MaxFilesWatch))?;
            let _ = self.1.send(());
            Ok(())
        }

        fn unwatch(&mut self, _: &Path) -> notify::Result<()> {
            Ok(())
        }

        fn kind() -> WatcherKind {
            WatcherKind::NullWatcher
        }
    }

    #[test]
    fn where_the_system_gives_no_more_watches_the_clock_decides() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["a", "b", "c"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let folders = ["", "a", "b", "c"].map(Arc::from);
        for (watches, is_blind) in [(4, false), (3, true), (0, true)] {
            let (sender, receiver) = channel();
            let watcher: Box<dyn Watcher + Send> = Box::new(Few(watches, sender));
            let mut watch = Watch { watcher: Some(watcher), watched: BTreeMap::new(), whole: false };
            assert!(watch.follow(folder.path(), &folders), "the folders are read once more");
            assert!(!watch.follow(folder.path(), &folders));
            assert_eq!(watch.is_blind(), is_blind, "{watches}");
            // What was heard until then is not lost; after it nobody tells any more, and says so at once.
            assert_eq!(receiver.try_iter().count(), watches);
            assert_eq!(wait(&receiver, Duration::ZERO).is_none(), is_blind);
        }
    }

    #[test]
    fn a_burst_is_one_change_and_silence_none() {
        let (sender, receiver) = channel();
        for _ in 0..500 {
            sender.send(()).unwrap();
        }
        let mut burst = wait(&receiver, Duration::from_secs(5)).unwrap();
        assert_eq!(burst.events, 500);
        burst.pause(&receiver);
        assert!(burst.last.elapsed() >= QUIET_AFTER_MANY, "what may be a checkout is waited for");
        assert!(burst.is_over(&receiver));
        let silence = wait(&receiver, Duration::from_millis(5)).unwrap();
        assert_eq!((silence.events, silence.end()), (0, silence.last));
        drop(sender);
        assert!(wait(&receiver, Duration::from_secs(5)).is_none());
    }

    #[test]
    fn a_look_comes_early_and_counts_only_when_nothing_follows() {
        let (sender, receiver) = channel();
        let at = Instant::now();
        let mut burst = Burst::of(1, at);
        for early in [true, true, false, false] {
            assert_eq!(burst.next_look(), burst.last + if early { PAUSE } else { QUIET });
            assert_eq!(burst.end(), burst.last + QUIET);
            burst.pause(&receiver);
            // Something happened while one looked.
            sender.send(()).unwrap();
            assert!(!burst.is_over(&receiver));
        }
        burst.pause(&receiver);
        assert!(burst.is_over(&receiver) && burst.last.elapsed() >= QUIET);
    }

    #[test]
    fn a_folder_that_never_rests_is_looked_at_all_the_same_and_nothing_is_lost() {
        let (sender, receiver) = channel();
        let long_ago = Instant::now().checked_sub(LONGEST).unwrap();
        let mut burst = Burst::of(5, long_ago);
        sender.send(()).unwrap();
        burst.pause(&receiver);
        assert!(burst.is_over(&receiver));
        assert_eq!(wait(&receiver, Duration::ZERO).unwrap().events, 1, "the next burst begins with what was left");
    }
}
