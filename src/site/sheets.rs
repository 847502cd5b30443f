//! Objectives and exceptions share a page each, so that links to one need its place there, and their texts stand below
//! each other.

use super::address::{self, Page};
use super::here::Here;
use crate::markdown::{self, LinkKind, Render};
use crate::model::{Handbook, Kind, Sheet, text};
use crate::view::parts::Link;
use std::cell::Cell;

/// The place of a thing on its page, with `#`; empty when it has the page to itself.
pub fn anchor(handbook: &Handbook, kind: Kind, at: usize) -> String {
    match handbook.leadership.sheet(kind, at) {
        Some(sheet) if matches!(kind, Kind::Objective | Kind::Exception) => {
            format!("#{}", address::encode(sheet.id.as_str()))
        }
        _ => String::new(),
    }
}

impl Here<'_> {
    /// A link by title to the thing at this place of its shelf.
    pub fn place_link(&self, kind: Kind, at: usize) -> Option<Link> {
        let (text, lang) = self.sheet_title(self.handbook().leadership.sheet(kind, at)?);
        let href = self.href(Page::of_sheet(kind, at)?) + &anchor(self.handbook(), kind, at);
        Some(Link { href, text, lang })
    }

    /// A text as HTML for a page that it shares with others: headings `shift` levels lower, ids that begin with its own,
    /// tables counted over the page.
    pub fn sheet_body(&self, sheet: &Sheet, shift: u8, tables: &Cell<usize>) -> String {
        let Some(text) = text::best(&sheet.texts, self.lang, self.site.languages()) else { return String::new() };
        let resolve = |target: &str, kind: LinkKind| self.resolve(&text.path, target, kind);
        let prefix = format!("{}-", sheet.id.key());
        let render = Render::new(&resolve, self.labels).shifted(shift).prefixed(&prefix).counted(tables);
        markdown::render(text.body(), &render).html
    }
}
