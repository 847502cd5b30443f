//! Leadership: commitments of clause 5.1 against dated evidence, and the records that are the evidence.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        home::{Figure, FigureDays},
        parts::{Banner, Budget, Chip, ClauseRef, Day, DocumentLine, Heading, Link, Name, RoleHeld},
    },
};

/// The scoreboard: what is promised under each point of clause 5.1, and whether it was done.
#[derive(Clone, Debug, Serialize)]
pub struct LeadershipPage {
    /// `5 of 8 commitments are kept`.
    pub count: String,
    /// The states of the others: `1 lapsed, 1 words only`; empty when all are kept.
    pub others: String,
    /// Clause 5.1 a) to h), a row a commitment that answers it; a point without any has one row.
    pub points: Vec<PointRow>,
    /// The commitments, those without evidence first.
    pub commitments: Vec<CommitmentCard>,
    /// The management reviews, newest first.
    pub reviews: Vec<ManagementReviewRow>,
    /// When the next management review is due.
    pub next_review: Option<Chip>,
    /// Decisions not yet carried out, the soonest due first.
    pub decisions: Vec<DecisionRow>,
    /// All evidence and all decisions.
    pub links: Vec<Link>,
}

/// A point of clause 5.1 and one commitment that answers it.
#[derive(Clone, Debug, Serialize)]
pub struct PointRow {
    /// The clause with the framework's label.
    pub clause: ClauseRef,
    /// The commitment; none when there is none.
    pub promise: Option<Link>,
    /// Its state, or a gap.
    pub chip: Chip,
    /// `1 of 2 actions kept`; empty without actions.
    pub kept: String,
    /// The last time that anything was done for it.
    pub last: Option<LastTime>,
    /// The first day on which one of its actions is due again.
    pub next: Option<Day>,
}

/// When something was last done, and who was there.
#[derive(Clone, Debug, Serialize)]
pub struct LastTime {
    /// The day.
    pub day: Day,
    /// The record.
    pub record: Link,
    /// Who was there, those of the action's role first.
    pub who: Vec<Name>,
    /// `and 3 others`, where many were there; empty for none.
    pub others: String,
}

/// A management review in the list.
#[derive(Clone, Debug, Serialize)]
pub struct ManagementReviewRow {
    /// When.
    pub day: Day,
    /// Title and page.
    pub link: Link,
    /// Those of top management who were there.
    pub leaders: Vec<Name>,
    /// `10 of 10 inputs`.
    pub inputs: String,
    /// `4 of 4 decisions done`; empty without any.
    pub decisions: String,
    /// Why it does not count or what is missing; empty otherwise.
    pub problem: String,
}

/// A commitment in the list.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentCard {
    /// Its id in lower case.
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
    /// The anchor.
    pub id: String,
    /// What is done.
    pub what: String,
    /// By whom.
    pub by: RoleHeld,
    /// `every 3 months`.
    pub every: String,
    /// Kept, due soon, lapsed, never; carries the day.
    pub chip: Chip,
    /// Last time with a holder of that role there.
    pub last: Option<LastTime>,
    /// Evidence, newest first.
    pub evidence: Vec<RecordLine>,
    /// Evidence in time as inline SVG, from [`timeline`](crate::view::chart::timeline); may be empty.
    pub timeline: String,
}

/// A record in a list.
#[derive(Clone, Debug, Serialize)]
pub struct RecordLine {
    /// When; none for a record that does not say.
    pub day: Option<Day>,
    /// `Management review`.
    pub kind: String,
    /// Title and page.
    pub link: Link,
    /// Who was there.
    pub present: Vec<Name>,
    /// Why it does not count, if it does not (`Nobody of the role was there`); empty otherwise.
    pub problem: String,
}

impl View for LeadershipPage {
    const TEMPLATE: &'static str = "leadership.html";
}

/// One commitment.
#[derive(Clone, Debug, Serialize)]
pub struct CommitmentPage {
    /// Its id as written.
    pub id: String,
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
    /// Every decision with who carries it out: open ones first, the soonest due on top.
    pub decisions: Vec<DecisionRow>,
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
    /// When; none when the record does not say.
    pub day: Option<Day>,
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
    /// Decisions of the reviews before, as they were on the day of this review.
    pub followed: Vec<DecisionRow>,
    /// What was decided.
    pub decisions: Vec<DecisionRow>,
    /// Money by year.
    pub budgets: Vec<Budget>,
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
    /// The anchor.
    pub id: String,
    /// Its id as written.
    pub reference: String,
    /// What was decided.
    pub decision: String,
    /// Where it was decided, in a list of several records.
    pub record: Option<Link>,
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
    /// Name and address; without an address for a file that is not published.
    pub name: Name,
    /// sha256 in hex, as recorded, else as it is; empty for a missing file.
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
    /// From what the browser recounts them.
    pub days: FigureDays,
    /// The questions in order.
    pub questions: Vec<AuditQuestion>,
    /// Coverage pages of the frameworks.
    pub frameworks: Vec<Link>,
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
    /// The answer in sentences, from the data.
    pub answer: Vec<String>,
    /// What is not answered and which file would; empty when all is.
    pub holes: Vec<String>,
    /// Covered or gap.
    pub chip: Chip,
    /// Where it is shown.
    pub links: Vec<Link>,
    /// Documents that show it; may be empty.
    pub documents: Vec<DocumentLine>,
    /// Where more of them stand, when they are too many to list here.
    pub rest: Option<Link>,
}

impl View for AuditPage {
    const TEMPLATE: &'static str = "audit.html";
}
