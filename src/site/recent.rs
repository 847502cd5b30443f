//! What was made last, kept for the next pages that need it: paths are made in their order, in which pages that show or
//! compare the same texts are neighbours. Knows no page and no text.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Things by what they were made of, the last used first.
pub struct Recent<K, V> {
    /// How many bytes of them are kept for each thread that makes pages: its own last ones.
    room: usize,
    kept: Mutex<VecDeque<Kept<K, V>>>,
}

struct Kept<K, V> {
    key: K,
    thing: Arc<V>,
    bytes: usize,
}

impl<K: PartialEq, V> Recent<K, V> {
    /// With room for so many bytes a thread; the very last thing is kept whatever its size.
    pub fn new(room: usize) -> Recent<K, V> {
        Recent { room, kept: Mutex::default() }
    }

    /// The thing of this key; `make` makes it and tells its size.
    pub fn get(&self, key: K, make: impl FnOnce() -> (V, usize)) -> Arc<V> {
        let known = {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            let at = kept.iter().position(|own| own.key == key);
            at.and_then(|at| kept.remove(at)).map(|own| {
                let thing = Arc::clone(&own.thing);
                kept.push_front(own);
                thing
            })
        };
        known.unwrap_or_else(|| {
            let (thing, bytes) = make();
            let thing = Arc::new(thing);
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.push_front(Kept { key, thing: Arc::clone(&thing), bytes });
            let room = self.room * rayon::current_num_threads();
            while kept.len() > 1 && kept.iter().map(|own| own.bytes).sum::<usize>() > room {
                kept.pop_back();
            }
            thing
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_things_are_kept_as_far_as_there_is_room() {
        let recent = Recent::new(10);
        let room = 10 * rayon::current_num_threads();
        let made = std::cell::Cell::new(0);
        let get = |key: u32, bytes: usize| {
            let thing = recent.get(key, || {
                made.set(made.get() + 1);
                (key * 2, bytes)
            });
            assert_eq!(*thing, key * 2);
            made.get()
        };
        assert_eq!(get(1, room / 2), 1);
        assert_eq!(get(2, room / 2), 2);
        // Both are kept; the one asked for last stays when a third comes.
        assert_eq!(get(1, 0), 2);
        assert_eq!(get(3, room / 2), 3);
        assert_eq!(get(1, 0), 3);
        assert_eq!(get(2, room / 2), 4);
        // One larger than the room takes all of it, and is itself kept.
        assert_eq!(get(4, 2 * room), 5);
        assert_eq!(get(4, 0), 5);
        assert_eq!(get(1, 1), 6);
    }
}
