//! Plain pages: one, and the list of them.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{Banner, DocumentLine, Heading, Leaf, Link},
    },
};

/// A page that is no controlled document.
#[derive(Clone, Debug, Serialize)]
pub struct PlainPage {
    /// Its first heading, else its file name.
    pub title: String,
    /// The language of title and text, when it is not the page's.
    pub text_lang: Option<Lang>,
    /// Notices (translation).
    pub banners: Vec<Banner>,
    /// Headings of the text.
    pub toc: Vec<Heading>,
    /// The text as HTML without its first heading.
    pub body: String,
    /// "Propose a change".
    pub edit: Option<String>,
    /// What the author put under `extra:`, for templates of the handbook's own; null without any.
    pub extra: serde_json::Value,
    /// The page before in its folder.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
}

impl View for PlainPage {
    const TEMPLATE: &'static str = "page.html";
}

/// Documents that have something in common, where they are many.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentsPage {
    /// `Documents that concern everyone`, with the number of the page after the first.
    pub title: String,
    /// `1,203 documents`, on whatever page.
    pub count: String,
    /// Those of this page.
    pub documents: Vec<DocumentLine>,
    /// Its pages, when one would be too long; else none.
    pub leaves: Vec<Leaf>,
}

impl View for DocumentsPage {
    const TEMPLATE: &'static str = "documents.html";
}

/// All plain pages, by folder.
#[derive(Clone, Debug, Serialize)]
pub struct PagesPage {
    /// `12 pages`.
    pub count: String,
    /// Folders in order; the first may have no name.
    pub groups: Vec<PageGroup>,
}

/// The pages of a folder.
#[derive(Clone, Debug, Serialize)]
pub struct PageGroup {
    /// The folder as people read it; empty for the top.
    pub name: String,
    /// The pages.
    pub pages: Vec<Link>,
}

impl View for PagesPage {
    const TEMPLATE: &'static str = "pages.html";
}
