//! What remains of each controlled document: its versions at or below the level, their metadata without references to
//! what is above it, and the events about them.

use super::hidden::Hidden;
use crate::archive::{Act, Trail};
use crate::assess::{Assessment, DocumentState, Retirement, ReviewState, Standing, VersionRef};
use crate::model::document::{Document, Metadata, Revision, SealedVersion};
use crate::model::{Handbook, Kind};
use crate::version::Version;
use std::sync::Arc;

/// Which states of a document remain.
pub struct Kept {
    /// One flag a sealed version.
    pub sealed: Vec<bool>,
    /// Whether the working files do.
    pub working: bool,
    /// The sealed version in force on the day.
    pub in_force: Option<usize>,
}

impl Kept {
    /// Whether nothing is taken out.
    pub fn is_whole(&self) -> bool {
        self.working && self.sealed.iter().all(|kept| *kept)
    }

    /// The new place of a version.
    fn place(&self, at: VersionRef) -> Option<VersionRef> {
        match at {
            VersionRef::Working => self.working.then_some(at),
            VersionRef::Sealed(at, then) => {
                let before = self.sealed.iter().take(at).filter(|kept| **kept).count();
                self.sealed.get(at).is_some_and(|kept| *kept).then_some(VersionRef::Sealed(before, then))
            }
        }
    }
}

/// What remains of each document; nothing of one whose version in force (without one, the newest known) is above the
/// level: older texts that call themselves approved would mislead.
pub fn kept(handbook: &Handbook, assessment: &Assessment, level: usize) -> Vec<Option<Kept>> {
    let open = |meta: &Metadata| handbook.config.rank(meta.classification.as_deref()) <= level;
    let documents = handbook.documents.iter().zip(&assessment.documents);
    let kept = documents.map(|(document, state)| {
        let sealed: Vec<bool> = document.sealed.iter().map(|version| open(&version.revision.meta)).collect();
        let working = document.working.as_ref().is_none_or(|working| open(&working.meta));
        let shown = state.meta(document).is_none_or(open);
        // Of a document that nobody can vouch for, every state counts.
        let doubtful = state.standing == Standing::Broken && !(working && sealed.iter().all(|open| *open));
        let role = (document.kind == Kind::Role).then(|| handbook.organisation.role(document.id.as_str())).flatten();
        let role = role.is_none_or(|role| handbook.config.rank(role.classification.as_deref()) <= level);
        let in_force = state.current().and_then(|version| match version.at {
            VersionRef::Sealed(at, _) => Some(at),
            VersionRef::Working => None,
        });
        (shown && role && !doubtful).then_some(Kept { sealed, working, in_force })
    });
    kept.collect()
}

/// The document with what remains of it.
pub fn cut(document: &Document, kept: &Kept, hidden: &Hidden) -> Document {
    let versions = document.sealed.iter().zip(&kept.sealed);
    let gone: Vec<&Version> =
        versions.clone().filter(|(_, kept)| !**kept).map(|(version, _)| &version.version).collect();
    let mut places = vec![None; document.trail.as_ref().map_or(0, |trail| trail.sealed.len())];
    let trail = document.trail.as_ref().map(|trail| Arc::new(events(trail, &gone, &mut places, hidden)));
    let sealed = versions.filter(|(_, kept)| **kept).map(|(version, _)| SealedVersion {
        revision: revision(&version.revision, hidden),
        before: version.before.iter().map(|(day, before)| (*day, revision(before, hidden))).collect(),
        event: places.get(version.event).copied().flatten().unwrap_or_default(),
        ..version.clone()
    });
    let sealed: Arc<[SealedVersion]> = sealed.collect();
    let working = match &document.working {
        Some(working) if kept.working => Some(Arc::new(revision(working, hidden))),
        Some(working) => in_its_place(working, document, kept).map(|own| Arc::new(revision(&own, hidden))),
        None => None,
    };
    let changed_beside = document.changed_beside.iter().filter(|path| !hidden.holds(path)).cloned().collect();
    Document { working, trail, sealed, changed_beside, ..document.clone() }
}

/// For a working text that is above the level: the text in force, as if it stood there, so that its links lead on.
fn in_its_place(working: &Revision, document: &Document, kept: &Kept) -> Option<Revision> {
    let sealed = &document.sealed.get(kept.in_force?)?.revision;
    let folder = working.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = sealed.path.rsplit('/').next().unwrap_or_default();
    let mut own = sealed.clone();
    own.path = Arc::from(format!("{folder}/{name}"));
    let texts = own.texts.iter_mut().map(|(_, text)| text);
    texts.filter(|text| text.path == sealed.path).for_each(|text| text.path = own.path.clone());
    Some(own)
}

/// Events about versions that remain; `places` gets the new place of each.
fn events(trail: &Trail, gone: &[&Version], places: &mut [Option<usize>], hidden: &Hidden) -> Trail {
    let mut events = Vec::new();
    for (at, sealed) in trail.sealed.iter().enumerate().filter(|(_, sealed)| !gone.contains(&&sealed.event.version)) {
        places[at] = Some(events.len());
        let mut sealed = sealed.clone();
        for by in sealed.event.by.iter_mut().filter(|by| hidden.names(&by.role)) {
            by.role.clear();
        }
        if let Act::Retired { replaced_by, .. } = &mut sealed.event.act {
            replaced_by.take_if(|id| hidden.names(id));
        }
        events.push(sealed);
    }
    let pending = trail.pending.clone().filter(|sealed| !gone.contains(&&sealed.event.version));
    Trail { sealed: events, pending, ..trail.clone() }
}

fn revision(revision: &Revision, hidden: &Hidden) -> Revision {
    let mut revision = revision.clone();
    let meta = &mut revision.meta;
    let hides = |id: &mut String| hidden.names(id);
    meta.owner.take_if(hides);
    meta.replaced_by.take_if(hides);
    for list in [&mut meta.authors, &mut meta.audience, &mut meta.related, &mut meta.supersedes] {
        list.retain(|id| !hidden.names(id));
    }
    // Whoever approved did so; in which role is not said.
    meta.approval.iter_mut().filter(|entry| hidden.names(&entry.role)).for_each(|entry| entry.role.clear());
    meta.reviewed.iter_mut().for_each(|entry| drop(entry.role.take_if(hides)));
    meta.history.iter_mut().for_each(|entry| drop(entry.by.take_if(hides)));
    revision
}

/// The state of a document with what remains of it.
pub fn state(state: &DocumentState, document: &Document, kept: &Kept, hidden: &Hidden) -> DocumentState {
    let mut cut = state.clone();
    cut.altered.retain(|path| !hidden.holds(path));
    if let Some(judgement) = &mut cut.judgement {
        judgement.missing.retain(|role| !hidden.names(role));
    }
    if let Standing::Retired(Retirement { by, replaced_by, .. }) = &mut cut.standing {
        by.iter_mut().filter(|(role, _)| hidden.names(role)).for_each(|(role, _)| role.clear());
        replaced_by.take_if(|id| hidden.names(id));
    }
    let current = state.current().map(|version| version.at);
    if current.is_some_and(|at| kept.place(at).is_none()) {
        // On the day of an edition: what was in force then is above the level.
        cut.standing = Standing::Unapproved;
        cut.versions.clear();
        cut.in_force = None;
        cut.integrity = None;
        cut.translations.clear();
        cut.review.state = ReviewState::None;
        (cut.review.last, cut.review.due, cut.review.soon, cut.review.every) = (None, None, None, None);
        return cut;
    }
    cut.versions = state
        .versions
        .iter()
        .filter_map(|version| Some(crate::assess::VersionState { at: kept.place(version.at)?, ..version.clone() }))
        .collect();
    cut.in_force = cut.versions.iter().position(|version| version.in_force);
    if let Standing::NotYet(day) = &mut cut.standing
        && let Some(first) = cut.versions.iter().map(|version| version.effective).min()
    {
        *day = first;
    }
    if !kept.working && document.working.is_some() {
        cut.judgement = None;
    }
    cut
}
