//! The calendar of reviews and of what else has a day.

use serde::Serialize;

use crate::view::{
    View,
    parts::{Chip, Day, Leaf, Link, RoleHeld},
};

/// Overdue on top, then twelve months ahead, then the rest.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewsPage {
    /// `Review calendar`, with the number of the page after the first.
    pub title: String,
    /// What is overdue, this month and those after (empty ones included), what is due later, what is in force without a
    /// planned review. On the second page and later only what stands there.
    pub sections: Vec<DueSection>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// `reviews.ics`; on the first page.
    pub calendar: Option<String>,
    /// Calendars by role; on the first page.
    pub calendars: Vec<Link>,
    /// The year's counts as inline SVG, from [`chart`](crate::view::chart); empty when nothing is due, and after the first
    /// page.
    pub strip: String,
}

/// A month, or what is due before or after the months shown.
#[derive(Clone, Debug, Serialize)]
pub struct DueSection {
    /// `m-2026-11`, `overdue`, `later`, `unplanned`.
    pub anchor: String,
    /// `November 2026`.
    pub name: String,
    /// `3 due`, wherever in the calendar they stand; empty where the list says enough.
    pub count: String,
    /// Of what is overdue: how much that is, and what is still ahead, as days with how much is due on each, from which the
    /// browser counts again on a later day.
    pub late: Option<Late>,
    /// Where its list begins, on this page or another.
    pub begins: String,
    /// By day.
    pub items: Vec<ReviewItem>,
    /// In force without a planned review.
    pub documents: Vec<Link>,
    /// What to say where there is nothing.
    pub empty: String,
    /// Where the entries stand that do not fit on this page.
    pub rest: Option<Link>,
}

/// What is overdue and what will be.
#[derive(Clone, Debug, Serialize)]
pub struct Late {
    /// How much is overdue.
    pub count: usize,
    /// `2026-12-01:2 2026-12-10:1`.
    pub ahead: String,
}

/// Something due: a review, an action, a decision.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewItem {
    /// By when.
    pub day: Day,
    /// `POL-001`; empty for the management review.
    pub id: String,
    /// Title and page.
    pub link: Link,
    /// Who sees to it; none for what is for all of top management.
    pub owner: Option<RoleHeld>,
    /// Its state; carries the due day.
    pub chip: Chip,
}

impl View for ReviewsPage {
    const TEMPLATE: &'static str = "reviews.html";
}
