//! What stands on the stage now, and who is told when it changes.

use super::edition::Edition;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};

/// Events that an open page has not read yet; one that is further behind asks for its page anyway.
const BEHIND: usize = 16;
/// Streams beyond this number are refused; a browser with so many pages of one handbook open is none.
const STREAMS: usize = 1_000;

/// The state that is served, and the pages that wait for the next.
#[derive(Default)]
pub struct Stage {
    edition: RwLock<Option<Arc<Edition>>>,
    streams: Mutex<Vec<(SyncSender<News>, Weak<()>)>>,
}

/// What an open page hears.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum News {
    /// Another state is served.
    Change,
    /// The findings of that state are known, and are others than those before.
    Findings,
}

/// A page that waits; dropped when its reader has left.
pub struct Listener {
    /// Hears of every change.
    pub news: Receiver<News>,
    _alive: Arc<()>,
}

impl Stage {
    /// The state that is served now.
    pub fn edition(&self) -> Option<Arc<Edition>> {
        self.edition.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts up the next state and tells everybody.
    pub fn put(&self, edition: Edition) {
        *self.edition.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(edition));
        self.tell(News::Change);
    }

    /// Tells every open page to look.
    pub fn tell(&self, news: News) {
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.retain(|(_, alive)| alive.strong_count() > 0);
        for (stream, _) in streams.iter() {
            // One that is full has enough reasons to look already.
            let _ = stream.try_send(news);
        }
    }

    /// A new stream of changes; none when there are too many.
    pub fn listen(&self) -> Option<Listener> {
        let (sender, news) = sync_channel(BEHIND);
        let alive = Arc::new(());
        let mut streams = self.streams.lock().unwrap_or_else(PoisonError::into_inner);
        streams.retain(|(_, alive)| alive.strong_count() > 0);
        if streams.len() >= STREAMS {
            return None;
        }
        streams.push((sender, Arc::downgrade(&alive)));
        Some(Listener { news, _alive: alive })
    }
}
