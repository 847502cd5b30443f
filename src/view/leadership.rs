//! Leadership: commitments of clause 5.1 against dated evidence, and the records that are the evidence.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        home::Figure,
        parts::{Banner, Budget, Chip, ClauseRef, Day, DocumentLine, Heading, Link, Name, RoleHeld},
    },
};

/// All commitments; those without evidence come first.
#[derive(Clone, Debug, Serialize)]
pub struct LeadershipPage {
    /// `7 of 8 commitments are kept`.
    pub count: String,
    /// The commitments.
    pub commitments: Vec<CommitmentCard>,
    /// Clauses 5.1 a) to h) without a commitment.
    pub missing: Vec<ClauseRef>,
    /// The management reviews: the last and the next.
    pub reviews: Vec<RecordLine>,
    /// When the next management review is due; none when none was ever planned.
    pub next_review: Option<Chip>,
}

/// A commitment in the list.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentCard {
    /// Commitment id, also the anchor.
    pub id: String,
    /// Title and page.
    pub link: Link,
    /// Clauses it answers.
    pub clauses: Vec<ClauseRef>,
    /// Who answers for it.
    pub accountable: RoleHeld,
    /// Kept, due soon, lapsed, never, words only.
    pub chip: Chip,
    /// Its actions.
    pub actions: Vec<ActionRow>,
}

/// A promise that can be checked.
#[derive(Clone, Debug, Serialize)]
pub struct ActionRow {
    /// Action id, also the anchor.
    pub id: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub by: RoleHeld,
    /// `every 3 months`.
    pub every: String,
    /// Kept, due soon, lapsed, never; carries the day.
    pub chip: Chip,
    /// Last time with that leader there.
    pub last: Option<Day>,
    /// Evidence, newest first.
    pub evidence: Vec<RecordLine>,
    /// Evidence in time as inline SVG, from [`timeline`](crate::view::chart::timeline); may be empty.
    pub timeline: String,
}

/// A record in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RecordLine {
    /// When.
    pub day: Day,
    /// `Management review`.
    pub kind: String,
    /// Title and page.
    pub link: Link,
    /// Why it does not count, if it does not (`Nobody of the role was there`); empty otherwise.
    pub problem: String,
}

impl View for LeadershipPage {
    const TEMPLATE: &'static str = "leadership.html";
}

/// One commitment.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentPage {
    /// Its state, clauses and actions. `card.link.text` is the title.
    pub card: CommitmentCard,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// Notices (translation, lapsed).
    pub banners: Vec<Banner>,
    /// Headings of the text.
    pub toc: Vec<Heading>,
    /// The text as HTML.
    pub body: String,
    /// "Propose a change".
    pub edit: Option<String>,
}

impl View for CommitmentPage {
    const TEMPLATE: &'static str = "commitment.html";
}

/// All records, by year.
#[derive(Clone, Debug, Serialize)]
pub struct RecordsPage {
    /// `31 records`.
    pub count: String,
    /// Newest first.
    pub years: Vec<RecordYear>,
}

/// The records of a year.
#[derive(Clone, Debug, Serialize)]
pub struct RecordYear {
    /// `2026`.
    pub name: String,
    /// Newest first.
    pub records: Vec<RecordLine>,
}

impl View for RecordsPage {
    const TEMPLATE: &'static str = "records.html";
}

/// One record: a management review, decision, budget, communication, training, audit or meeting.
#[derive(Clone, Debug, Serialize)]
pub struct RecordPage {
    /// Record id.
    pub id: String,
    /// Title.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// `Management review`.
    pub kind: String,
    /// When.
    pub day: Day,
    /// Notices (translation, a leader absent, files changed, inputs missing).
    pub banners: Vec<Banner>,
    /// Who chaired.
    pub chair: Option<Name>,
    /// Who was there.
    pub attendees: Vec<Name>,
    /// Actions it demonstrates.
    pub demonstrates: Vec<Link>,
    /// Inputs of a management review, in the standard's order.
    pub inputs: Vec<InputRow>,
    /// What was decided.
    pub decisions: Vec<DecisionRow>,
    /// Money.
    pub budget: Option<Budget>,
    /// Files that prove it.
    pub files: Vec<FileRow>,
    /// Headings of the text.
    pub toc: Vec<Heading>,
    /// The text as HTML.
    pub body: String,
    /// "Propose a change".
    pub edit: Option<String>,
}

/// An input of a management review (clause 9.3.2).
#[derive(Clone, Debug, Serialize)]
pub struct InputRow {
    /// In our words.
    pub label: String,
    /// What was brought; empty when missing.
    pub text: String,
    /// Where it stands, if it is a link.
    pub href: Option<String>,
}

/// A decision and whether it was carried out.
#[derive(Clone, Debug, Serialize)]
pub struct DecisionRow {
    /// Decision id.
    pub id: String,
    /// What was decided.
    pub decision: String,
    /// Who carries it out.
    pub owner: RoleHeld,
    /// By when.
    pub due: Option<Day>,
    /// Open, done, overdue; carries the due day.
    pub chip: Chip,
    /// When it was done.
    pub done: Option<Day>,
}

/// A file with its digest.
#[derive(Clone, Debug, Serialize)]
pub struct FileRow {
    /// Name and address.
    pub link: Link,
    /// sha256 in hex; empty when none was recorded.
    pub sha256: String,
    /// Digest agrees, or not.
    pub chip: Chip,
}

impl View for RecordPage {
    const TEMPLATE: &'static str = "record.html";
}

/// The audit page: seven questions about leadership, answered from the data.
#[derive(Clone, Debug, Serialize)]
pub struct AuditPage {
    /// Numbers with words.
    pub figures: Vec<Figure>,
    /// The questions in order.
    pub questions: Vec<AuditQuestion>,
    /// Coverage pages of the frameworks.
    pub frameworks: Vec<Link>,
    /// Documents with findings, or other gaps, in words.
    pub gaps: Vec<Link>,
    /// sha256 of the archive's `SHA256SUMS`; empty without an archive.
    pub archive_digest: String,
    /// How to check the archive.
    pub steps: Vec<crate::view::document::EvidenceStep>,
    /// What it proves and what not.
    pub says: String,
    /// Evidence pack, register, JSON.
    pub downloads: Vec<Link>,
    /// The program's name and version.
    pub generator: String,
}

/// A question and its answer.
#[derive(Clone, Debug, Serialize)]
pub struct AuditQuestion {
    /// Without `#`.
    pub anchor: String,
    /// `How are documents tracked for review?`
    pub question: String,
    /// The answer in a sentence or two, from the data.
    pub answer: String,
    /// Covered or gap.
    pub chip: Chip,
    /// Where it is shown.
    pub links: Vec<Link>,
    /// Documents that show it; may be empty.
    pub documents: Vec<DocumentLine>,
}

impl View for AuditPage {
    const TEMPLATE: &'static str = "audit.html";
}
