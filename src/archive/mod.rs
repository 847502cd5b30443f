//! The archive: approval that travels with the files. Events, digests, chains and signatures; sealing and verifying.
//!
//! Knows the folder `archive/` and nothing of front matter, roles or what is in force: it says what was sealed, by whom,
//! and whether anything was altered since. Whether those people were entitled to it is asked elsewhere.

mod commands;
mod digest;
mod event;
mod fault;
mod folder;
mod place;
mod plan;
mod read;
mod seal;
mod seals;
mod sign;
mod signature;
mod signers;
mod story;
mod sums;
mod trail;
mod wire;

#[cfg(test)]
mod tests;

pub use commands::{AuditCommand, audit_commands};
pub use digest::Digest;
pub use event::{Act, Change, Event, FORMAT, Files, Outcome, Signatory, is_id};
pub use fault::SealFault;
pub use place::Step;
pub use plan::{Approval, SealPlan};
pub use read::{folder, read};
pub use seal::{Rebuilt, Sealed, rebuild_sums, seal};
pub use sign::{Signed, sign, unexplained as unexplained_by_signing};
pub use signature::{NAMESPACE, Verdict, Wrong, verify};
pub use signers::{Refusal, Signer, Signers};
pub use wire::{Malformed, parse};

use std::collections::BTreeMap;
use std::sync::Arc;

/// What the archive holds.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// The documents' trails, by the name of their folder (the document's id), in byte order. A folder of which only
    /// `SHA256SUMS` still speaks has a trail too, without events and not sound.
    pub trails: BTreeMap<String, Arc<Trail>>,
    /// The digest of `SHA256SUMS`, which pins the whole archive; none without that file.
    pub sums: Option<Digest>,
    /// Whose keys count.
    pub signers: Signers,
    /// Whether `SHA256SUMS` is as it must be, apart from what concerns one document (see [`Trail::sound`]).
    pub sound: bool,
    /// Valid signatures that `SHA256SUMS` does not list yet, by path below the archive: the next sealing lists them.
    pub unlisted: BTreeMap<String, Digest>,
}

/// One document's life as the archive has it.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// The name of the folder: the document's id.
    pub id: String,
    /// The events that could be read, in their order.
    pub sealed: Vec<SealedEvent>,
    /// An event at the end that `SHA256SUMS` does not list yet: a sealing that was interrupted before its last step.
    /// The same command run again completes it. It is not among `sealed`, and the trail is not sound.
    pub pending: Option<SealedEvent>,
    /// Whether nothing at all is wrong about this document.
    pub sound: bool,
}

/// An event with its file, its texts and its signatures.
#[derive(Clone, Debug)]
pub struct SealedEvent {
    /// What happened.
    pub event: Event,
    /// The event's file, from the handbook's root.
    pub path: Arc<str>,
    /// The digest of the event's file.
    pub digest: Digest,
    /// The sealed texts that are there: name below the document's folder (`1.0/x.md`) to path from the handbook's root.
    pub texts: BTreeMap<String, Arc<str>>,
    /// The signatures, in the order of their files' names.
    pub signatures: Vec<Signature>,
}

/// A signature of an event.
#[derive(Clone, Debug)]
pub struct Signature {
    /// The person whom the file's name names.
    pub person: String,
    /// The person's email, by which `allowed_signers` knows them.
    pub principal: Option<String>,
    /// The signature's file, from the handbook's root.
    pub path: Arc<str>,
    /// What it turned out to be.
    pub verdict: Verdict,
    /// Whether `SHA256SUMS` lists it.
    pub listed: bool,
}

impl Trail {
    /// The last event.
    pub fn last(&self) -> Option<&SealedEvent> {
        self.sealed.last()
    }

    /// The approvals, oldest first: one a sealed version.
    pub fn approvals(&self) -> impl DoubleEndedIterator<Item = &SealedEvent> {
        self.sealed.iter().filter(|sealed| matches!(sealed.event.act, Act::Approved { .. }))
    }

    /// The event that ended the document.
    pub fn retirement(&self) -> Option<&SealedEvent> {
        self.sealed.iter().find(|sealed| matches!(sealed.event.act, Act::Retired { .. }))
    }
}

impl SealedEvent {
    /// Whether everyone who answers for the event has signed it.
    pub fn is_signed_by_all(&self) -> bool {
        self.event.by.iter().all(|by| self.signed_by().any(|person| person.eq_ignore_ascii_case(&by.person)))
    }

    /// The people of whom a valid signature is there, in order of their ids.
    pub fn signed_by(&self) -> impl Iterator<Item = &str> {
        let valid = |signature: &&Signature| matches!(signature.verdict, Verdict::Valid { .. });
        self.signatures.iter().filter(valid).map(|signature| signature.person.as_str())
    }
}
