//! Things of one kind in the order of their ids, found by id whatever the case.

use super::leadership::{Commitment, Record};
use super::measures::{Exception, Indicator, Objective};
use super::{Id, Sheet};
use std::collections::BTreeMap;
use std::ops::Deref;

/// Something described by a [`Sheet`].
pub trait Described {
    /// Its id, title and text.
    fn sheet(&self) -> &Sheet;

    /// The same, to change.
    fn sheet_mut(&mut self) -> &mut Sheet;

    /// Its id.
    fn id(&self) -> &Id {
        &self.sheet().id
    }
}

/// Things of one kind, in the natural order of their ids.
#[derive(Clone, Debug)]
pub struct Shelf<T> {
    items: Vec<T>,
    index: BTreeMap<String, usize>,
}

impl<T> Default for Shelf<T> {
    fn default() -> Shelf<T> {
        Shelf { items: Vec::new(), index: BTreeMap::new() }
    }
}

impl<T: Described> Shelf<T> {
    /// Puts things in order; of two with one id the first is found by it.
    pub fn new(mut items: Vec<T>) -> Shelf<T> {
        items.sort_by(|a, b| a.id().cmp(b.id()));
        let mut index = BTreeMap::new();
        for (at, item) in items.iter().enumerate() {
            index.entry(item.id().key().to_string()).or_insert(at);
        }
        Shelf { items, index }
    }

    /// The place of the one with this id, whatever the case.
    pub fn at(&self, id: &str) -> Option<usize> {
        self.index.get(id).or_else(|| self.index.get(&id.to_lowercase())).copied()
    }

    /// The one with this id, whatever the case.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.at(id).map(|at| &self.items[at])
    }
}

impl<T> Shelf<T> {
    /// The things, to fill in what was not known when they were put in order. Their ids stay as they are.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.items.iter_mut()
    }
}

impl<T> Deref for Shelf<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

macro_rules! described {
    ($($kind:ty),*) => {
        $(impl Described for $kind {
            fn sheet(&self) -> &Sheet {
                &self.sheet
            }

            fn sheet_mut(&mut self) -> &mut Sheet {
                &mut self.sheet
            }
        })*
    };
}

described!(Commitment, Record, Objective, Indicator, Exception);
