//! Controlled documents (clause 7.5): what their metadata say, their working text and their sealed versions.

use super::{Id, Kind, Text, Texts};
use crate::archive::{Change, Trail};
use crate::date::{Date, Interval};
use crate::lang::Wording;
use crate::source::yaml::Node;
use crate::version::Version;
use std::sync::{Arc, OnceLock};

/// A controlled document: one id, one working revision at most, and the versions that the archive holds.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// What the working files say; none when only the archive knows it.
    pub working: Option<Arc<Revision>>,
    /// What the archive says; none when it was never sealed.
    pub trail: Option<Arc<Trail>>,
    /// The sealed versions' own metadata and texts, in the order of their approval.
    pub sealed: Arc<[SealedVersion]>,
    /// Files beside the working text (a matrix's table) that differ from what was sealed with the same version.
    pub changed_beside: Vec<Arc<str>>,
}

impl Document {
    /// The metadata to name it by on any day: the working file's, else the newest sealed version's.
    pub fn face(&self) -> Option<&Revision> {
        self.working.as_deref().or_else(|| self.sealed.last().map(|version| &version.revision))
    }
}

/// One state of a document: metadata and texts.
#[derive(Clone, Debug)]
pub struct Revision {
    /// What the front matter of the main file says.
    pub meta: Metadata,
    /// Its texts by language.
    pub texts: Texts,
    /// The main file.
    pub path: Arc<str>,
    /// Its titles as they are looked for in the words of matrices, once somebody has asked for them.
    pub phrases: OnceLock<Vec<Phrase>>,
}

/// A title made of these many folded words, with one blank between them.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// How many words.
    pub words: usize,
    /// The words.
    pub text: String,
}

impl Revision {
    /// A state of a document.
    pub fn new(meta: Metadata, texts: Texts, path: Arc<str>) -> Revision {
        Revision { meta, texts, path, phrases: OnceLock::new() }
    }

    /// Whether nobody has written its text yet; a matrix may have all of it in a file beside.
    pub fn is_blank(&self) -> bool {
        let mut main = self.texts.values().filter(|text| text.path == self.path);
        self.meta.matrix.source.is_none() && main.any(Text::is_blank)
    }
}

/// A version as its approval sealed it.
#[derive(Clone, Debug)]
pub struct SealedVersion {
    /// Metadata and texts of the sealed bytes, with the translations that were sealed later.
    pub revision: Revision,
    /// The same as it was before each day on which a translation was sealed later, the first such day first.
    pub before: Vec<(Date, Revision)>,
    /// Its version.
    pub version: Version,
    /// The day of its last approval.
    pub approved: Date,
    /// The day it takes effect: never before its approval.
    pub effective: Date,
    /// Its approval's place in the trail's events.
    pub event: usize,
}

/// What the front matter of a controlled document says, typed but not judged.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// Its id.
    pub id: Id,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: Wording,
    /// Its version.
    pub version: Option<Version>,
    /// What its author says of it.
    pub status: Option<Lifecycle>,
    /// The role that answers for it.
    pub owner: Option<String>,
    /// Who wrote it: people or roles.
    pub authors: Vec<String>,
    /// Who approved it and when.
    pub approval: Vec<Approval>,
    /// The day it takes effect, where the author names one.
    pub effective: Option<Date>,
    /// How often it is reviewed; the configuration's interval when not given.
    pub review: Option<ReviewRule>,
    /// Reviews recorded in the front matter, for a document without an archive.
    pub reviewed: Vec<Reviewed>,
    /// Its classification; the configuration's default when not given.
    pub classification: Option<String>,
    /// Whom it concerns: roles, people or `everyone`.
    pub audience: Vec<String>,
    /// The clauses it serves.
    pub clauses: Vec<String>,
    /// Whether this version renews acknowledgements.
    pub change: Option<Change>,
    /// What this version is about or changes.
    pub summary: Wording,
    /// Documents to read with it.
    pub related: Vec<String>,
    /// Documents it replaces.
    pub supersedes: Vec<String>,
    /// How long its versions are kept.
    pub retention: Option<String>,
    /// The last approval's successor: when it was retired.
    pub retired: Option<Date>,
    /// Why it was retired.
    pub reason: Wording,
    /// What replaces it.
    pub replaced_by: Option<String>,
    /// Versions from before the archive.
    pub history: Vec<HistoryEntry>,
    /// What only a matrix says.
    pub matrix: MatrixKeys,
    /// What templates of the handbook's own may use.
    pub extra: Node,
}

/// What a matrix's front matter says about its tables.
#[derive(Clone, Debug, Default)]
pub struct MatrixKeys {
    /// A CSV file beside the text that holds the table.
    pub source: Option<String>,
    /// Groups of activities that no one person may hold together.
    pub separate: Vec<Vec<String>>,
    /// Words used in cells instead of letters, and the letters they stand for.
    pub legend: Vec<(String, String)>,
}

/// What the author wrote of the document's stage of life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lifecycle {
    /// Being written.
    Draft,
    /// Before the approvers.
    InReview,
    /// Approved.
    Approved,
    /// Ended.
    Retired,
}

impl Lifecycle {
    /// Reads `draft`, `in-review`, `approved` or `retired`.
    pub fn parse(text: &str) -> Option<Lifecycle> {
        Some(match text {
            "draft" => Lifecycle::Draft,
            "in-review" => Lifecycle::InReview,
            "approved" => Lifecycle::Approved,
            "retired" => Lifecycle::Retired,
            _ => return None,
        })
    }

    /// Its name in front matter and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Lifecycle::Draft => "draft",
            Lifecycle::InReview => "in-review",
            Lifecycle::Approved => "approved",
            Lifecycle::Retired => "retired",
        }
    }
}

/// One approval.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    /// The role in which it was given.
    pub role: String,
    /// Who gave it.
    pub person: String,
    /// When.
    pub date: Option<Date>,
    /// The digest of the text approved, while the approval rule is not complete.
    pub text: Option<String>,
    /// Whether that is another text than the file now holds.
    pub outdated: bool,
}

/// How often a document is reviewed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReviewRule {
    /// Every so often.
    Every(Interval),
    /// Never, which is a finding.
    Never,
}

/// A review that was done.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// When.
    pub date: Option<Date>,
    /// In which role.
    pub role: Option<String>,
    /// By whom.
    pub person: Option<String>,
    /// `unchanged` or `change-needed`.
    pub outcome: Option<String>,
    /// What the reviewer noted.
    pub note: Option<String>,
}

/// A version known from before the archive, without its text.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// Its version.
    pub version: Option<Version>,
    /// When it was approved.
    pub date: Option<Date>,
    /// By which role or person.
    pub by: Option<String>,
    /// What it changed.
    pub summary: Wording,
}
