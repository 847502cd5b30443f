//! Things as they were understood before, so that a preview does not understand again what did not change.
//!
//! A thing depends on the files of its group and on nothing else: while they hold what they held, so is the thing.

use super::Thing;
use super::group::Group;
use crate::finding::Checked;
use std::sync::Arc;

/// What was understood of each group of files, by its key in byte order.
#[derive(Default)]
pub struct Memory(Vec<(Group, Understood)>);

/// One group's thing with what was found in it, shared by all who remember it.
pub(super) type Understood = Arc<Checked<Option<Thing>>>;

impl Memory {
    /// The thing that these files were, when they are what they were.
    pub(super) fn recall(&self, group: &Group) -> Option<Understood> {
        let at = self.0.binary_search_by(|(known, _)| known.key.cmp(&group.key)).ok()?;
        let (known, thing) = &self.0[at];
        (known == group).then(|| thing.clone())
    }

    /// Remembers these things; the groups are in the order of their keys.
    pub(super) fn of(groups: Vec<Group>, things: Vec<Understood>) -> Memory {
        Memory(groups.into_iter().zip(things).collect())
    }
}
