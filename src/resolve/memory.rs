//! The archive and the evidence as they were understood before. They seldom change, and to examine them costs most: every
//! digest of every file. So a preview examines again only what is another.

use super::sealed;
use crate::archive::{self, Archive, Digest, Trail};
use crate::finding::Checked;
use crate::lang::Lang;
use crate::model::Kind;
use crate::model::document::SealedVersion;
use crate::source::{File, Sources};
use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Arc;

/// The archive with everything that its examination depends on, the sealed versions read from it, and what evidence was.
#[derive(Default)]
pub struct Memory {
    files: Vec<File>,
    emails: BTreeMap<String, String>,
    archive: Option<Arc<Checked<Archive>>>,
    sealed: BTreeMap<String, Sealed>,
    pub(super) evidence: Evidence,
}

/// Files that records give as evidence, with their digests.
#[derive(Default)]
pub(super) struct Evidence(BTreeMap<Arc<str>, (File, Digest)>);

impl Evidence {
    /// The digest of a file; `earlier` is what was known of all evidence before.
    pub(super) fn digest(&mut self, sources: &Sources, path: &str, earlier: &Evidence) -> Option<(Arc<str>, Digest)> {
        let file = sources.files.get(path)?;
        let known = earlier.0.get(path).filter(|(then, _)| file.is_same(then)).map(|(_, digest)| *digest);
        let read = || Some(Digest::from(sources.digest(path).ok()?));
        let digest = known.or_else(read)?;
        self.0.insert(file.path.clone(), (file.clone(), digest));
        Some((file.path.clone(), digest))
    }
}

/// A document's sealed versions, with what they depend on beside its trail.
#[derive(Clone)]
struct Sealed {
    kind: Kind,
    prevailing: Lang,
    trail: Arc<Trail>,
    versions: Arc<[SealedVersion]>,
}

impl Memory {
    /// The archive; examined when anything about it is another.
    pub(super) fn archive(&mut self, sources: &Sources, emails: BTreeMap<String, String>) -> Arc<Checked<Archive>> {
        let prefix = format!("{}/", archive::folder(sources));
        let from = (Bound::Included(prefix.as_str()), Bound::Unbounded);
        let below = sources.files.range::<str, _>(from).map(|(_, file)| file);
        let files = below.take_while(|file| file.path.starts_with(&prefix));
        let is_same = |(now, then): (&File, &File)| now.path == then.path && now.is_same(then);
        let same = files.clone().count() == self.files.len() && files.clone().zip(&self.files).all(is_same);
        if let Some(archive) = self.archive.as_ref().filter(|_| same && emails == self.emails) {
            return archive.clone();
        }
        let archive = Arc::new(archive::read(sources, &emails));
        *self = Memory {
            files: files.cloned().collect(),
            emails,
            archive: Some(archive.clone()),
            sealed: BTreeMap::new(),
            evidence: std::mem::take(&mut self.evidence),
        };
        archive
    }

    /// The trail of a document and the versions sealed in it.
    pub(super) fn sealed(
        &mut self,
        sources: &Sources,
        trail: &Arc<Trail>,
        kind: Kind,
        prevailing: Lang,
    ) -> (Arc<Trail>, Arc<[SealedVersion]>) {
        let known = self.sealed.get(&trail.id).filter(|known| known.kind == kind && known.prevailing == prevailing);
        if let Some(known) = known {
            return (known.trail.clone(), known.versions.clone());
        }
        let versions: Arc<[SealedVersion]> = Arc::from(sealed::versions(sources, trail, kind, prevailing));
        let made = Sealed { kind, prevailing, trail: trail.clone(), versions: versions.clone() };
        self.sealed.insert(trail.id.clone(), made);
        (trail.clone(), versions)
    }
}
