//! The calendar of reviews and of what else has a day.

use serde::Serialize;

use crate::view::{
    View,
    parts::{Chip, Day, Link, RoleHeld},
};

/// Twelve months ahead, overdue on top.
#[derive(Clone, Debug, Serialize)]
pub struct ReviewsPage {
    /// Past their day on the as-of date.
    pub overdue: Vec<ReviewItem>,
    /// This month and those after, empty ones included.
    pub months: Vec<Month>,
    /// Due after the months shown.
    pub later: Vec<ReviewItem>,
    /// In force without a planned review.
    pub unplanned: Vec<Link>,
    /// `reviews.ics`.
    pub calendar: String,
    /// Calendars by role.
    pub calendars: Vec<Link>,
    /// The year's counts as inline SVG, from [`chart`](crate::view::chart); empty when nothing is due.
    pub strip: String,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
pub struct Month {
    /// `2026-11`.
    pub anchor: String,
    /// `November 2026`.
    pub name: String,
    /// `3 reviews`.
    pub count: String,
    /// By day.
    pub items: Vec<ReviewItem>,
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
