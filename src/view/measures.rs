//! Objectives and indicators, exceptions, coverage of frameworks, and the Law 25 page.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        document::ApprovalRow,
        home::Reach,
        parts::{Banner, Chip, Day, Leaf, Link, Name, RoleHeld},
    },
};

/// Objectives of the organisation and of the ISMS, which serve them.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectivesPage {
    /// Of the organisation first, each with those that support it.
    pub groups: Vec<ObjectiveGroup>,
    /// Money by objective and year, in the order of the page.
    pub budgets: Vec<BudgetRow>,
    /// Money of all objectives by year.
    pub totals: Vec<BudgetRow>,
}

/// Money of a year.
#[derive(Clone, Debug, Serialize)]
pub struct BudgetRow {
    /// The objective; none for all together.
    pub objective: Option<Link>,
    /// The year.
    pub year: String,
    /// Written amount with currency; empty when not stated.
    pub planned: String,
    /// Likewise.
    pub approved: String,
    /// Likewise.
    pub spent: String,
    /// `Overspent by $3,000`, `$8,000 left`; empty when it cannot be said.
    pub left: String,
    /// Whether more was spent than approved.
    pub over: bool,
}

/// An objective of the organisation with the ISMS objectives that support it; without a head: those that support none.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveGroup {
    /// Of the organisation.
    pub head: Option<ObjectiveCard>,
    /// Of the ISMS.
    pub supports: Vec<ObjectiveCard>,
    /// Others that support the head too and are shown elsewhere on the page.
    pub also: Vec<Link>,
}

/// An objective.
#[derive(Clone, Debug, Serialize)]
pub struct ObjectiveCard {
    /// Objective id, also the anchor.
    pub id: String,
    /// Title.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// Who answers for it.
    pub owner: Option<RoleHeld>,
    /// By when.
    pub due: Option<Day>,
    /// Aligned or not, when worth saying.
    pub chip: Option<Chip>,
    /// What it supports, by title.
    pub supports: Vec<Link>,
    /// Money by year.
    pub budgets: Vec<BudgetRow>,
    /// Its indicators with their states.
    pub indicators: Vec<IndicatorLine>,
    /// The text as HTML, headings no higher than h4; may be empty.
    pub body: String,
}

/// An indicator in a list.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorLine {
    /// Title and page.
    pub link: Link,
    /// Latest value with unit; empty without one.
    pub value: String,
    /// On target, off target, stale.
    pub chip: Chip,
}

impl View for ObjectivesPage {
    const TEMPLATE: &'static str = "objectives.html";
}

/// All indicators as cards.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorsPage {
    /// `6 of 8 indicators on target`.
    pub count: String,
    /// By objective, then title.
    pub indicators: Vec<IndicatorCard>,
}

/// An indicator.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorCard {
    /// Indicator id.
    pub id: String,
    /// Title and page.
    pub link: Link,
    /// What it measures progress of.
    pub objective: Option<Link>,
    /// Who reports it.
    pub owner: Option<RoleHeld>,
    /// Latest value with unit; empty without one.
    pub value: String,
    /// Its day.
    pub day: Option<Day>,
    /// `at least 95%`; empty without a target.
    pub target: String,
    /// On target, off target, stale.
    pub chip: Chip,
    /// `Rising since July 2026`; empty when there is no telling.
    pub trend: String,
    /// Sparkline as inline SVG named by a sentence, from [`trend`](crate::view::chart::trend); may be empty.
    pub chart: String,
    /// What the picture spans and what its lines are; empty without one.
    pub caption: String,
    /// How often it is measured; empty when not stated.
    pub every: String,
}

impl View for IndicatorsPage {
    const TEMPLATE: &'static str = "indicators.html";
}

/// One indicator with its figures.
#[derive(Clone, Debug, Serialize)]
pub struct IndicatorPage {
    /// The same as in the list. `card.link.text` is the title.
    pub card: IndicatorCard,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// Notices.
    pub banners: Vec<Banner>,
    /// Newest first, gaps between them as rows of their own.
    pub values: Vec<Measured>,
    /// The text as HTML.
    pub body: String,
    /// "Propose a change".
    pub edit: Option<String>,
}

/// A value on a day, or a time without one.
#[derive(Clone, Debug, Serialize)]
pub struct Measured {
    /// When; none for a gap.
    pub day: Option<Day>,
    /// With unit; for a gap, from when to when there is none.
    pub value: String,
    /// On target or off; none for a gap or without a target.
    pub chip: Option<Chip>,
}

impl View for IndicatorPage {
    const TEMPLATE: &'static str = "indicator.html";
}

/// The register of exceptions: those for management first, then by last day.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionsPage {
    /// `2 exceptions in force, 1 of them for management`, or `No exceptions in force`.
    pub count: String,
    /// In force or expired but not closed.
    pub exceptions: Vec<ExceptionCard>,
}

/// An exception.
#[derive(Clone, Debug, Serialize)]
pub struct ExceptionCard {
    /// Exception id, also the anchor.
    pub id: String,
    /// Title.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// In force or expired; carries the last day.
    pub chip: Chip,
    /// When top management benefits.
    pub management: bool,
    /// From which document.
    pub document: Option<Link>,
    /// The same as written, when it has no page; else empty.
    pub document_name: String,
    /// Who benefits.
    pub beneficiaries: Vec<Name>,
    /// Why.
    pub reason: String,
    /// What is done instead; empty when nothing is.
    pub compensating: String,
    /// Who carries the risk.
    pub risk_owner: Option<RoleHeld>,
    /// Who approved, and when.
    pub approvals: Vec<ApprovalRow>,
    /// Last day; none when endless.
    pub expires: Option<Day>,
    /// What is wrong with it, in words.
    pub problems: Vec<String>,
    /// The text as HTML, headings no higher than h3; may be empty.
    pub body: String,
}

impl View for ExceptionsPage {
    const TEMPLATE: &'static str = "exceptions.html";
}

/// Coverage of one framework.
#[derive(Clone, Debug, Serialize)]
pub struct FrameworkPage {
    /// Title.
    pub title: String,
    /// `61 of 93 requirements covered`.
    pub count: String,
    /// In the framework's order.
    pub clauses: Vec<CoverageRow>,
}

/// A requirement and what answers it.
#[derive(Clone, Debug, Serialize)]
pub struct CoverageRow {
    /// Without `#`.
    pub anchor: String,
    /// `5.1.c`.
    pub id: String,
    /// In our words.
    pub label: String,
    /// Whether it is a heading over those that follow (no state of its own).
    pub group: bool,
    /// Covered or gap.
    pub chip: Chip,
    /// What is missing, or through which clause it is answered; may be empty.
    pub note: String,
    /// Documents in force, and roles. Where there are many of anything, the last link leads to the rest.
    pub documents: Vec<Link>,
    /// Activities.
    pub activities: Vec<Link>,
    /// Commitments.
    pub commitments: Vec<Link>,
    /// Records.
    pub evidence: Vec<Link>,
}

impl View for FrameworkPage {
    const TEMPLATE: &'static str = "framework.html";
}

/// All that answers one requirement, where it is more than the framework's page can show.
#[derive(Clone, Debug, Serialize)]
pub struct ClausePage {
    /// `A.5.1 Policies for information security`, with the number of the page after the first.
    pub title: String,
    /// Covered or gap.
    pub chip: Chip,
    /// What is missing, or through which clause it is answered; may be empty.
    pub note: String,
    /// Documents in force and roles, activities, commitments and evidence; those that there are.
    pub sections: Vec<AnswerSection>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
}

/// Answers of one sort.
#[derive(Clone, Debug, Serialize)]
pub struct AnswerSection {
    /// `documents`, `activities`, `evidence`.
    pub anchor: String,
    /// `Documents`.
    pub name: String,
    /// How many there are, on whatever page.
    pub count: String,
    /// Those on this page.
    pub lines: Vec<Link>,
    /// Where those stand that do not fit on this page.
    pub rest: Option<Link>,
}

impl View for ClausePage {
    const TEMPLATE: &'static str = "clause.html";
}

/// The public page of Quebec's Law 25: who the privacy officer is and how to reach them.
#[derive(Clone, Debug, Serialize)]
pub struct Law25Page {
    /// The role.
    pub role: Option<RoleHeld>,
    /// Since when somebody holds it: the day of the delegation.
    pub since: Option<Day>,
    /// How to reach them; empty when missing.
    pub contact: Vec<Reach>,
    /// Text to copy to the public website, as plain text.
    pub snippet: String,
    /// What is missing, in words.
    pub problems: Vec<String>,
    /// Coverage of the law's duties.
    pub coverage: Option<Link>,
}

impl View for Law25Page {
    const TEMPLATE: &'static str = "law25.html";
}
