//! A controlled document: in force, or as a permalink, draft, superseded, retired, not yet in force, broken.
//!
//! One struct for all of them: what differs is said by the banners and by what is empty.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        organisation::TaskLine,
        parts::{Banner, Chip, ClauseRef, Day, DocumentLine, Heading, Leaf, Link, Name, RoleHeld},
        register::Choice,
        responsibilities::{Letter, Matrix},
    },
};

/// A document's page.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentPage {
    /// `POL-001`.
    pub id: String,
    /// Kind: filter value and word.
    pub kind: Choice,
    /// The register filtered by this kind.
    pub kind_href: String,
    /// Title.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// Notices, the most important first (superseded, draft, broken, retired, translation). Not those of the review.
    pub banners: Vec<Banner>,
    /// The control block.
    pub control: Control,
    /// The author's summary of the version; empty for none.
    pub summary: String,
    /// The language of the summary, when it is not the page's.
    pub summary_lang: Option<Lang>,
    /// Activities of matrices in force that name this document, the first of them when they are many; may be empty.
    pub parts: Vec<PartLine>,
    /// Where all of them stand, when they are too many to list here.
    pub parts_all: Option<Link>,
    /// Headings of the text.
    pub toc: Vec<Heading>,
    /// The text as HTML without its first heading, up to the first matrix; empty when there is none to show (broken, retired without text).
    pub body: String,
    /// Matrices of the document as data (kind `matrix`), each with the text that follows it.
    pub matrices: Vec<Matrix>,
    /// The pages of its matrices, when one would be too long; else none. A further page has the activities alone.
    pub leaves: Vec<Leaf>,
    /// The script that knows on which page each activity is, where there are several of a matrix in force; else empty.
    pub others: String,
    /// What the matrices' letters mean; empty without matrices.
    pub legend: Vec<Letter>,
    /// Related, superseded and translated documents.
    pub related: Vec<DocumentLine>,
    /// Clauses it serves.
    pub clauses: Vec<ClauseRef>,
    /// Exceptions in force to this document.
    pub exceptions: Vec<TaskLine>,
    /// Approvals of this version.
    pub approvals: Vec<ApprovalRow>,
    /// Reviews of this version, newest first.
    pub reviews: Vec<ReviewRow>,
    /// All versions, newest first; on the permalink of one of many, those around it and the one in force.
    pub versions: Vec<VersionRow>,
    /// Where all of them stand, when some are left out.
    pub all_versions: Option<Link>,
    /// How to check the text without this program.
    pub evidence: Option<Evidence>,
    /// Read receipts.
    pub acknowledgement: Option<Acknowledgement>,
    /// The one before of the same kind.
    pub previous: Option<Link>,
    /// The one after of the same kind.
    pub next: Option<Link>,
    /// "Propose a change".
    pub edit: Option<String>,
    /// "What changed" against the version before, or of a draft against the text in force.
    pub redline: Option<String>,
    /// What the author put under `extra:`, for templates of the handbook's own; null without any.
    pub extra: serde_json::Value,
    /// Whether site search leaves the page out (superseded, draft, permalink of the version in force).
    pub unlisted: bool,
}

/// The block that says what the reader holds in their hands.
#[derive(Clone, Debug, Serialize)]
pub struct Control {
    /// `Approved, in force`, `Draft`, `Superseded`…
    pub status: Chip,
    /// `2.1`.
    pub version: String,
    /// Every approver with day.
    pub approvals: Vec<ApprovalRow>,
    /// In force since, or from.
    pub effective: Option<Day>,
    /// For a superseded or retired text: the day it ended.
    pub ended: Option<Day>,
    /// Owner and holders.
    pub owner: Option<RoleHeld>,
    /// Review state; carries the due day when there is one.
    pub review: Option<Chip>,
    /// Days from the as-of date to the due day (negative when overdue); 0 without one.
    pub review_days: i64,
    /// The banner's sentence when the review is due soon or overdue; empty otherwise.
    pub review_text: String,
    /// `Internal`; empty for none.
    pub classification: String,
    /// Signed, sealed, declared, altered, broken.
    pub integrity: Chip,
    /// The text's languages, this one included, with states (`translation of 2.0`) where one lags.
    pub languages: Vec<TextLanguage>,
    /// Whom it applies to.
    pub audience: Vec<Name>,
    /// How long it is kept; empty for none.
    pub retention: String,
}

/// A language in which the document's text exists or should.
#[derive(Clone, Debug, Serialize)]
pub struct TextLanguage {
    /// Its own name: `Français`.
    pub name: String,
    /// That language.
    pub lang: Lang,
    /// The page; none for the page's own language.
    pub href: Option<String>,
    /// `prevails`, `renders version 2.0`, `missing`; empty when all is well.
    pub note: String,
}

/// Who approved.
#[derive(Clone, Debug, Serialize)]
pub struct ApprovalRow {
    /// In which role.
    pub role: Name,
    /// Who; none when nobody is named.
    pub person: Option<Name>,
    /// When.
    pub date: Option<Day>,
    /// Signed, sealed or declared.
    pub integrity: Chip,
}

/// A review that was recorded.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewRow {
    /// When.
    pub date: Day,
    /// In which role.
    pub role: Name,
    /// Who.
    pub person: Option<Name>,
    /// `Unchanged`, `Change needed`.
    pub outcome: String,
    /// The reviewer's note; may be empty.
    pub note: String,
    /// The language of the note, when it is not the page's.
    pub note_lang: Option<Lang>,
}

/// A version of the document.
#[derive(Clone, Debug, Serialize)]
pub struct VersionRow {
    /// `2.1`.
    pub version: String,
    /// Permalink; none when the text is not here.
    pub href: Option<String>,
    /// Approved on.
    pub date: Option<Day>,
    /// In force since.
    pub effective: Option<Day>,
    /// Approvers.
    pub by: Vec<Name>,
    /// What the author says changed; may be empty.
    pub summary: String,
    /// The language of the summary, when it is not the page's.
    pub summary_lang: Option<Lang>,
    /// Redline to the one before.
    pub redline: Option<String>,
    /// Redline of the one in force against this one, when it was superseded.
    pub since: Option<String>,
    /// In force, superseded, not yet, retired.
    pub chip: Chip,
    /// Whether this is the version on the page.
    pub here: bool,
    /// `4 versions not listed here`, when newer ones right above it are left out; leads to all of them.
    pub left_out: Option<Link>,
}

/// What an outsider needs to check the text.
#[derive(Clone, Debug, Serialize)]
pub struct Evidence {
    /// sha256 of the approved file in hex.
    pub sha256: String,
    /// What it proves and what not, one or two sentences.
    pub says: String,
    /// Commands to copy, each with what it does.
    pub steps: Vec<EvidenceStep>,
}

/// A command and why.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceStep {
    /// What it does.
    pub says: String,
    /// One command line.
    pub command: String,
}

/// Who has read it: counts, never names.
#[derive(Clone, Debug, Serialize)]
pub struct Acknowledgement {
    /// Where to say "I have read this".
    pub href: Option<String>,
    /// `31 of 38 people have read this version`; empty without figures.
    pub text: String,
    /// The same for each role of the audience that more than one person holds.
    pub roles: Vec<RoleRead>,
}

/// How many holders of a role have read it.
#[derive(Clone, Debug, Serialize)]
pub struct RoleRead {
    /// The role.
    pub role: Name,
    /// `4 of 5 people have read this version`.
    pub text: String,
}

/// An activity that names this document.
#[derive(Clone, Debug, Serialize)]
pub struct PartLine {
    /// The activity, with its place in the matrix.
    pub activity: Link,
    /// Who has which letter.
    pub who: Vec<PartRole>,
}

/// A role's letters in an activity.
#[derive(Clone, Debug, Serialize)]
pub struct PartRole {
    /// The role.
    pub role: Name,
    /// The letters.
    pub letters: Vec<Letter>,
}

impl View for DocumentPage {
    const TEMPLATE: &'static str = "document.html";
}
