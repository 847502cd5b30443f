//! What every page has around its own content.
//!
//! [`Shell`] is the same for all pages of one language at one depth: build it once for each, `Theme::shell` turns it into a
//! template value once, and pages share it. [`Frame`] is one page's own. Nothing here may grow with the number of documents.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{
        View,
        parts::{Day, Link},
    },
};

/// Site-wide parts for one language at one depth. In templates: `shell`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Shell {
    /// The page's language.
    pub lang: Lang,
    /// `My Company handbook`.
    pub site_title: String,
    /// Whose handbook; may be empty.
    pub organisation: String,
    /// From a page at this depth to the site's root: `./`, `../../` (the path of `base_url` on `404.html`). Ends in `/`.
    pub root: String,
    /// Home page of this language.
    pub home: String,
    /// The menu: sections only, never documents, in groups. The built-in theme shows it as made by `navigation.html`.
    pub nav: Vec<NavGroup>,
    /// Address of the search page, to which `?q=` is added.
    pub search: String,
    /// The register's address.
    pub register: String,
    /// Stylesheet.
    pub css: String,
    /// Blocking script in the head that applies the saved theme.
    pub theme_js: String,
    /// Deferred script with this language's words.
    pub site_js: String,
    /// Favicon.
    pub icon: String,
    /// Configured logo.
    pub logo: Option<String>,
    /// Atom feed.
    pub feed: Option<String>,
    /// The day all pages speak of.
    pub as_of: Day,
    /// Name and address of the edition in force, if editions are configured.
    pub edition: Option<Link>,
    /// Accessibility statement, contact, licence and the like; may be empty.
    pub footer: Vec<Link>,
    /// Whether links name `index.html` (`--links file`).
    pub file_links: bool,
}

/// Entries of the menu that belong together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavGroup {
    /// Heading of the group; empty for none.
    pub label: String,
    /// Its entries.
    pub items: Vec<NavItem>,
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NavItem {
    /// Compared with [`Frame::section`]: `documents`, `roles`, `responsibilities`, `leadership`, `reviews`, …
    pub key: String,
    /// What the reader sees.
    pub label: String,
    /// Relative address.
    pub href: String,
}

/// The menu as the pages of a section show it: made once for a language, a depth and a section, however many pages there are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Navigation<'a> {
    /// The entries.
    pub groups: &'a [NavGroup],
    /// Key of the entry that the page belongs to; empty for none.
    pub section: &'a str,
    /// What the page is to that entry, for `aria-current`: `page` when the entry leads to it, `true` when it stands below.
    pub current: &'static str,
}

impl View for Navigation<'_> {
    const TEMPLATE: &'static str = "navigation.html";
}

/// One page's own frame. In templates: `frame`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Frame {
    /// For `<title>`, without the site's name: `POL-001 Information security policy, version 2.1`.
    pub title: String,
    /// One sentence; empty for none.
    pub description: String,
    /// Whether search engines are asked to stay out.
    pub noindex: bool,
    /// Full address of the page that prevails.
    pub canonical: Option<String>,
    /// Full addresses of the page where its text exists in a language, this one included.
    pub alternates: Vec<Alternate>,
    /// Key of the current entry of the menu ([`NavItem::key`]); empty for none.
    pub section: String,
    /// The same page in the other languages; empty with one language.
    pub languages: Vec<LanguageLink>,
    /// From the home page down to this page's parent; empty on home.
    pub breadcrumb: Vec<Link>,
    /// `Internal`; empty for none.
    pub classification: String,
    /// Printed on every sheet where the browser has margin boxes: `POL-001 · Version 2.1 · Approved, in force`.
    pub print: String,
}

/// The address of a page's text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Alternate {
    /// The language, or `x-default`.
    pub lang: String,
    /// Full address.
    pub href: String,
}

/// The way to the same page in another language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LanguageLink {
    /// That language.
    pub lang: Lang,
    /// Its own name: `Français`.
    pub name: String,
    /// Relative address.
    pub href: String,
}
