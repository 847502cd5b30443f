//! What changed: approvals, reviews, translations and retirements, newest first.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{Chip, Day, Leaf, Link},
    },
};

/// All that changed, by month.
#[derive(Clone, Debug, Serialize)]
pub struct NewsPage {
    /// `What changed`, with the number of the page after the first.
    pub title: String,
    /// Newest first.
    pub months: Vec<NewsMonth>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
    /// Atom feed.
    pub feed: Option<String>,
}

/// The events of a month.
#[derive(Clone, Debug, Serialize)]
pub struct NewsMonth {
    /// `2026-04`.
    pub anchor: String,
    /// `April 2026`.
    pub name: String,
    /// Newest first.
    pub items: Vec<NewsItem>,
}

/// An event.
#[derive(Clone, Debug, Serialize)]
pub struct NewsItem {
    /// When.
    pub day: Day,
    /// `Approved`, `Reviewed`, `Retired`, `Translated`, in the colours of a state.
    pub chip: Chip,
    /// `POL-001`.
    pub id: String,
    /// Title and page.
    pub link: Link,
    /// `Version 2.1`; empty for none.
    pub version: String,
    /// What a review came to: `Unchanged`; empty for other events.
    pub outcome: String,
    /// The author's summary, note or reason; may be empty.
    pub summary: String,
    /// The language of the summary, when it is not the page's.
    pub summary_lang: Option<Lang>,
    /// Who: `Marie Tremblay, Chief executive`; may be empty.
    pub by: String,
    /// Whether readers have to read it anew.
    pub material: bool,
    /// "See what changed".
    pub redline: Option<String>,
}

impl View for NewsPage {
    const TEMPLATE: &'static str = "changes.html";
}
