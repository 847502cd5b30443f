//! Which version of a document is in force on a day, and what may be said of it.
//!
//! The rules are those of controlled documents (clause 7.5.3): only an approved text counts, from its effective date,
//! until a newer one takes effect or the document is retired. What the archive sealed wins over what a file says.

use super::approval::{self, Judgement};
use super::review::{self, Review};
use super::translation::{self, TranslationState};
use crate::archive::Act;
use crate::date::Date;
use crate::lang::ByLang;
use crate::model::document::{Document, Lifecycle, Metadata, Revision};
use crate::model::{Handbook, Text};
use crate::version::Version;

/// Where the text of a version is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum VersionRef {
    /// The working files.
    Working,
    /// A sealed version, by its place in [`Document::sealed`]; before some of its translations were sealed, by the place in
    /// [`crate::model::document::SealedVersion::before`].
    Sealed(usize, Option<usize>),
}

impl VersionRef {
    /// The revision it names.
    pub fn revision(self, document: &Document) -> Option<&Revision> {
        match self {
            VersionRef::Working => document.working.as_deref(),
            VersionRef::Sealed(at, None) => document.sealed.get(at).map(|version| &version.revision),
            VersionRef::Sealed(at, Some(before)) => Some(&document.sealed.get(at)?.before.get(before)?.1),
        }
    }
}

/// What a document is on the day, as a whole.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// A version of it is in force.
    InForce,
    /// Approved, to take effect on a later day.
    NotYet(Date),
    /// Never approved: being written or reviewed.
    Unapproved,
    /// Ended.
    Retired(Retirement),
    /// Its archive does not verify: nothing is shown as in force.
    Broken,
}

/// How a document ended.
#[derive(Clone, PartialEq, Debug)]
pub struct Retirement {
    /// The day, when known.
    pub date: Option<Date>,
    /// Roles and people who decided it.
    pub by: Vec<(String, String)>,
    /// Why.
    pub reason: crate::lang::Wording,
    /// What replaces it.
    pub replaced_by: Option<String>,
}

/// How far the approval of a text can be checked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Integrity {
    /// Sealed, with a valid signature of each approver.
    Signed,
    /// The archive's copy and digest agree.
    Sealed,
    /// The front matter says so; there is no archive.
    Declared,
    /// The working file claims a sealed version and differs from it.
    Altered,
    /// The archive of the document does not verify.
    Broken,
}

impl Integrity {
    /// Its name in JSON and CSV.
    pub fn as_str(self) -> &'static str {
        match self {
            Integrity::Signed => "signed",
            Integrity::Sealed => "sealed",
            Integrity::Declared => "declared",
            Integrity::Altered => "altered",
            Integrity::Broken => "broken",
        }
    }
}

/// One approved version and its time.
#[derive(Clone, Debug)]
pub struct VersionState {
    /// Where its text is.
    pub at: VersionRef,
    /// Its version.
    pub version: Version,
    /// The day of its last approval.
    pub approved: Date,
    /// The day it takes effect.
    pub effective: Date,
    /// Whether it is the one in force.
    pub in_force: bool,
    /// How far it can be checked.
    pub integrity: Integrity,
}

/// A document on the day.
#[derive(Clone, Debug)]
pub struct DocumentState {
    /// What it is.
    pub standing: Standing,
    /// Its approved versions, the oldest first. Empty while the archive does not verify.
    pub versions: Vec<VersionState>,
    /// The place in `versions` of the one in force.
    pub in_force: Option<usize>,
    /// When it is reviewed next.
    pub review: Review,
    /// How far the text in force can be checked.
    pub integrity: Option<Integrity>,
    /// The state of each configured language other than that of the main file, against the version in force.
    pub translations: ByLang<TranslationState>,
    /// What the approvals in the working front matter amount to; none when it does not claim any.
    pub judgement: Option<Judgement>,
    /// Whether the working files claim a sealed version that they differ from, and in which files.
    pub altered: Vec<std::sync::Arc<str>>,
}

impl DocumentState {
    /// The version in force.
    pub fn current(&self) -> Option<&VersionState> {
        self.in_force.map(|at| &self.versions[at])
    }

    /// The revision in force.
    pub fn revision<'a>(&self, document: &'a Document) -> Option<&'a Revision> {
        self.current().and_then(|version| version.at.revision(document))
    }

    /// The metadata to show on the day: of the version in force, else of the newest known.
    pub fn meta<'a>(&self, document: &'a Document) -> Option<&'a Metadata> {
        self.revision(document)
            .or_else(|| self.versions.last().and_then(|version| version.at.revision(document)))
            .or_else(|| document.face())
            .map(|revision| &revision.meta)
    }

    /// Whether the working files hold something other than the version in force.
    pub fn has_draft(&self, document: &Document) -> bool {
        let Some(working) = &document.working else { return false };
        match self.current().map(|version| version.at) {
            Some(VersionRef::Working) => false,
            Some(sealed @ VersionRef::Sealed(..)) => sealed.revision(document).is_some_and(|sealed| {
                let differs = |lang, sealed: &Text| {
                    working.texts.get(lang).is_none_or(|text: &Text| text.source != sealed.source)
                };
                sealed.texts.iter().any(|(lang, text)| differs(lang, text))
            }),
            None => !matches!(self.standing, Standing::Retired(_)),
        }
    }
}

/// The state of one document on a day.
pub fn state(handbook: &Handbook, document: &Document, as_of: Date) -> DocumentState {
    let judgement = judge(handbook, document);
    let broken = document.trail.as_ref().is_some_and(|trail| !trail.sound);
    let retirement = retirement(document).filter(|end| end.date.is_none_or(|date| date <= as_of));
    let mut versions = if broken { Vec::new() } else { versions(document, judgement.as_ref(), as_of) };
    let in_force = versions
        .iter()
        .enumerate()
        .filter(|(_, version)| version.effective <= as_of)
        .max_by(|(_, a), (_, b)| a.effective.cmp(&b.effective).then_with(|| a.version.cmp(&b.version)))
        .map(|(at, _)| at)
        .filter(|_| retirement.is_none());
    if let Some(at) = in_force {
        versions[at].in_force = true;
    }
    let standing = match retirement {
        _ if broken => Standing::Broken,
        Some(end) => Standing::Retired(end),
        None if in_force.is_some() => Standing::InForce,
        None => match versions.iter().map(|version| version.effective).min() {
            Some(day) => Standing::NotYet(day),
            None => Standing::Unapproved,
        },
    };
    // Of an archive that does not verify nobody can say what was approved, so nothing can be held against it.
    let altered = if broken { Vec::new() } else { altered(document) };
    let integrity = match in_force {
        _ if broken => Some(Integrity::Broken),
        Some(_) if !altered.is_empty() => Some(Integrity::Altered),
        Some(at) => Some(versions[at].integrity),
        None => None,
    };
    let current = in_force.map(|at| &versions[at]);
    DocumentState {
        review: review::review(handbook, document, current, as_of),
        translations: translation::states(handbook, document, current),
        standing,
        in_force,
        integrity,
        judgement,
        altered,
        versions,
    }
}

/// What the working front matter's approvals amount to, when it claims approval or awaits it.
fn judge(handbook: &Handbook, document: &Document) -> Option<Judgement> {
    let meta = &document.working.as_ref()?.meta;
    let claims = matches!(meta.status, Some(Lifecycle::Approved | Lifecycle::Retired | Lifecycle::InReview));
    claims.then(|| approval::judge(handbook, meta))
}

/// Sealed versions; without any, the working file when its approval is complete.
fn versions(document: &Document, judgement: Option<&Judgement>, as_of: Date) -> Vec<VersionState> {
    if let Some(trail) = document.trail.as_ref().filter(|_| !document.sealed.is_empty()) {
        return document
            .sealed
            .iter()
            .enumerate()
            .map(|(at, sealed)| VersionState {
                at: VersionRef::Sealed(at, sealed.before.iter().position(|(date, _)| *date > as_of)),
                version: sealed.version.clone(),
                approved: sealed.approved,
                effective: sealed.effective,
                in_force: false,
                integrity: if trail.sealed[sealed.event].is_signed_by_all() {
                    Integrity::Signed
                } else {
                    Integrity::Sealed
                },
            })
            .collect();
    }
    let Some(meta) = document.working.as_ref().map(|working| &working.meta) else { return Vec::new() };
    let approved = matches!(meta.status, Some(Lifecycle::Approved | Lifecycle::Retired));
    let last = judgement.filter(|judgement| approved && judgement.complete).and_then(|judgement| judgement.last);
    let (Some(version), Some(last)) = (&meta.version, last) else { return Vec::new() };
    vec![VersionState {
        at: VersionRef::Working,
        version: version.clone(),
        approved: last,
        effective: meta.effective.unwrap_or(last).max(last),
        in_force: false,
        integrity: Integrity::Declared,
    }]
}

/// How the document ended: by its archive, or without an archive by its front matter. A missing date means long ago.
fn retirement(document: &Document) -> Option<Retirement> {
    if let Some(trail) = &document.trail {
        return trail.sealed.iter().rev().find_map(|sealed| match &sealed.event.act {
            Act::Retired { reason, replaced_by, .. } => Some(Retirement {
                date: Some(sealed.event.date),
                by: sealed.event.by.iter().map(|by| (by.role.clone(), by.person.clone())).collect(),
                reason: crate::lang::Wording::plain(reason.clone()),
                replaced_by: replaced_by.clone(),
            }),
            _ => None,
        });
    }
    let meta = &document.working.as_ref()?.meta;
    (meta.status == Some(Lifecycle::Retired)).then(|| Retirement {
        date: meta.retired,
        by: Vec::new(),
        reason: meta.reason.clone(),
        replaced_by: meta.replaced_by.clone(),
    })
}

/// The working files that claim a sealed version and differ from its sealed bytes.
fn altered(document: &Document) -> Vec<std::sync::Arc<str>> {
    let Some(working) = &document.working else { return Vec::new() };
    if working.meta.status != Some(Lifecycle::Approved) {
        return Vec::new();
    }
    let Some(sealed) = document.sealed.iter().find(|sealed| Some(&sealed.version) == working.meta.version.as_ref())
    else {
        return Vec::new();
    };
    let differs = |text: &&Text| {
        let main = text.path == working.path;
        let claims = main || text.translates.as_ref() == Some(&sealed.version);
        claims && sealed.revision.texts.get(&text.lang).is_some_and(|copy| copy.source != text.source)
    };
    let texts = working.texts.values().filter(differs).map(|text| text.path.clone());
    texts.chain(document.changed_beside.iter().cloned()).collect()
}
