//! One event in a document's life: who did what to which version, and when.
//!
//! Knows one event; not the events beside it, nor how its file is written (see `wire`).

use super::digest::Digest;
use crate::date::Date;
use crate::lang::Lang;
use crate::version::Version;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the first key of every event file says.
pub const FORMAT: &str = "isms-handbook/event/1";

/// The most bytes an event file may have.
pub const LIMIT: usize = 1 << 20;

/// One event: who did what to which version of a document, and when.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// The document's id, which is also the name of its folder.
    pub document: String,
    /// Its number in the document's trail, from 1.
    pub sequence: u32,
    /// The version it is about.
    pub version: Version,
    /// The day it happened.
    pub date: Date,
    /// Who answers for it; at least one.
    pub by: Vec<Signatory>,
    /// What happened.
    pub act: Act,
    /// The digest of the document's event file before this one; none for the first.
    pub previous: Option<Digest>,
}

/// A person in the role they acted in.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// The role's id.
    pub role: String,
    /// The person's id.
    pub person: String,
}

/// What happened, with the keys that go with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A version was approved and sealed with the translations that render it.
    Approved {
        /// The first day it is in force.
        effective: Date,
        /// Whether readers must acknowledge it anew.
        change: Option<Change>,
        /// What the version brings, in the author's words.
        summary: Option<String>,
        /// The sealed files: `VERSION/NAME` to digest; at least one.
        files: Files,
    },
    /// A translation finished after the version was sealed.
    Translated {
        /// Its language.
        language: Lang,
        /// The sealed files, as for an approval.
        files: Files,
    },
    /// A review of the version.
    Reviewed {
        /// What it found.
        outcome: Outcome,
        /// A remark.
        note: Option<String>,
    },
    /// The end of the document.
    Retired {
        /// Why.
        reason: String,
        /// The id of the document that takes its place.
        replaced_by: Option<String>,
    },
}

/// Sealed files of an event, by path below the document's folder.
pub type Files = BTreeMap<String, Digest>;

/// Whether a new version must be read again by those it concerns; the key `change:` of a document and of its event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// Renews acknowledgements.
    Material,
    /// Does not.
    Editorial,
}

impl Change {
    /// `material` or `editorial`.
    pub fn as_str(self) -> &'static str {
        match self {
            Change::Material => "material",
            Change::Editorial => "editorial",
        }
    }

    /// Reads `material` or `editorial`.
    pub fn parse(text: &str) -> Option<Change> {
        [Change::Material, Change::Editorial].into_iter().find(|change| change.as_str() == text)
    }
}

/// What a review found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// The text stays as it is.
    Unchanged,
    /// A new version must be written.
    ChangeNeeded,
}

impl Outcome {
    /// `unchanged` or `change-needed`.
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Unchanged => "unchanged",
            Outcome::ChangeNeeded => "change-needed",
        }
    }

    /// Reads `unchanged` or `change-needed`.
    pub fn parse(text: &str) -> Option<Outcome> {
        [Outcome::Unchanged, Outcome::ChangeNeeded].into_iter().find(|outcome| outcome.as_str() == text)
    }
}

impl Act {
    /// `approved`, `translated`, `reviewed` or `retired`: the word of the key `event` and of the file's name.
    pub fn word(&self) -> &'static str {
        match self {
            Act::Approved { .. } => "approved",
            Act::Translated { .. } => "translated",
            Act::Reviewed { .. } => "reviewed",
            Act::Retired { .. } => "retired",
        }
    }
}

impl Event {
    /// The name of the event's file in the document's folder, such as `0001-approved-1.0.json`.
    pub fn file_name(&self) -> String {
        format!("{:04}-{}-{}.json", self.sequence, self.act.word(), self.version)
    }

    /// The files it seals; empty for reviews and retirements.
    pub fn files(&self) -> &Files {
        static NONE: Files = Files::new();
        match &self.act {
            Act::Approved { files, .. } | Act::Translated { files, .. } => files,
            Act::Reviewed { .. } | Act::Retired { .. } => &NONE,
        }
    }

    /// The event's file: pretty-printed JSON, two spaces, keys in the contract's order, a final newline.
    pub fn to_bytes(&self) -> Vec<u8> {
        super::wire::to_bytes(self)
    }
}

/// Whether the text has the form of an id: of a document, a role or a person.
pub fn is_id(text: &str) -> bool {
    let mut bytes = text.bytes();
    text.len() <= 64
        && bytes.next().is_some_and(|b| b.is_ascii_alphanumeric())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
}

/// Whether a file of this name can be sealed: one path segment that every file system and `sha256sum` takes as it is.
pub fn is_file_name(name: &str) -> bool {
    let strange = |c: char| c.is_control() || "/\\:*?\"<>|".contains(c);
    !name.is_empty()
        && name.len() <= 200
        && name != "."
        && name != ".."
        && !name.ends_with(".new")
        && !name.chars().any(strange)
}
