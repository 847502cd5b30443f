//! Things as they were understood before, so that a preview does not understand again what did not change.
//!
//! A thing depends on the files of its group and on nothing else; while their texts are the same bytes in memory (which
//! `source::reload` shares), so is the thing.

use super::Thing;
use super::group::Group;
use crate::finding::Checked;
use crate::source::Sources;
use std::sync::Arc;

/// What was understood of each group of files, by its key in byte order.
#[derive(Default)]
pub struct Memory(Vec<Remembered>);

struct Remembered {
    group: Group,
    texts: Vec<Option<Arc<str>>>,
    thing: Understood,
}

/// One group's thing with what was found in it, shared by all who remember it.
pub(super) type Understood = Arc<Checked<Option<Thing>>>;

impl Memory {
    /// The thing that these files were, when they are what they were.
    pub(super) fn recall(&self, sources: &Sources, group: &Group) -> Option<Understood> {
        let at = self.0.binary_search_by(|known| known.group.key.cmp(&group.key)).ok()?;
        let known = &self.0[at];
        let same = |(now, then): (Option<&Arc<str>>, &Option<Arc<str>>)| match (now, then) {
            (Some(now), Some(then)) => Arc::ptr_eq(now, then),
            _ => false,
        };
        let texts = group.files.iter().map(|(_, path)| sources.text(path));
        (known.group == *group && texts.zip(&known.texts).all(same)).then(|| known.thing.clone())
    }

    /// Remembers these things; the groups are in the order of their keys.
    pub(super) fn of(sources: &Sources, groups: Vec<Group>, things: Vec<Understood>) -> Memory {
        let remembered = groups.into_iter().zip(things).map(|(group, thing)| {
            let texts = group.files.iter().map(|(_, path)| sources.text(path).cloned()).collect();
            Remembered { group, texts, thing }
        });
        Memory(remembered.collect())
    }
}
