//! Search, the page that was not found, and the choice of language at the root.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{View, home::Contact, parts::Link},
};

/// The search page; the results are the browser's work.
#[derive(Clone, Debug, Serialize)]
pub struct SearchPage {
    /// Where to look when nothing is found: roles, register.
    pub suggestions: Vec<Link>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
}

impl View for SearchPage {
    const TEMPLATE: &'static str = "search.html";
}

/// `404.html`: in every language, with addresses from the path of `base_url`.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// One a language, in the order of the configuration.
    pub texts: Vec<NotFoundText>,
}

/// The page's words in one language.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundText {
    /// The language.
    pub lang: Lang,
    /// Its path below the root: `en/`; empty with one language.
    pub prefix: String,
    /// `Page not found`.
    pub title: String,
    /// What may have happened.
    pub text: String,
    /// Label of the search field.
    pub search_label: String,
    /// The word on its button.
    pub search_button: String,
    /// Where the search form goes.
    pub search: String,
    /// Register, roles, home.
    pub links: Vec<Link>,
}

impl View for NotFoundPage {
    const TEMPLATE: &'static str = "404.html";
}

/// `/` of a handbook in several languages.
#[derive(Clone, Debug, Serialize)]
pub struct ChooserPage {
    /// The handbook's title in the first language: the one h1.
    pub title: String,
    /// The languages.
    pub languages: Vec<ChooserLink>,
    /// The script that may go on to the reader's language.
    pub script: String,
}

/// A language to choose.
#[derive(Clone, Debug, Serialize)]
pub struct ChooserLink {
    /// The language.
    pub lang: Lang,
    /// Its own name.
    pub name: String,
    /// The handbook's title in it.
    pub title: String,
    /// Its home page.
    pub href: String,
}

impl View for ChooserPage {
    const TEMPLATE: &'static str = "chooser.html";
}
