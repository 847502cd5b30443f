//! Texts and sheets as a page shows them: the language that is there, links that lead on from this page.

use super::Here;
use crate::lang::Lang;
use crate::markdown::{self, LinkKind, Render, Rendered, Resolved};
use crate::model::document::Document;
use crate::model::{Sheet, Text, Thing, text};
use crate::resolve::links::{Destination, destination};
use crate::site::address::{self, Page};
use crate::site::{frame, sheets, table};
use crate::view::frame::Frame;
use crate::view::parts::{Banner, Heading, Link, State};
use std::sync::Arc;

impl<'a> Here<'a> {
    /// The title of a commitment, record or the like, with the language it is in when that is another.
    pub fn sheet_title(&self, sheet: &Sheet) -> (String, Option<Lang>) {
        if let Some(title) = sheet.texts.get(&self.lang).and_then(|text| text.title.clone()) {
            return (title, None);
        }
        let lang = sheet.texts.values().find(|text| text.path == sheet.path).map(|text| text.lang);
        match self.wording(&sheet.title) {
            (title, _) if title.is_empty() => {
                let text = text::best(&sheet.texts, self.lang, self.site.languages());
                (text.map_or_else(|| sheet.id.to_string(), Text::name), text.map(|text| text.lang))
            }
            // A plain title is in the language of the file that carries it.
            (title, None) if sheet.title.by.is_empty() => (title, lang.filter(|lang| *lang != self.lang)),
            titled => titled,
        }
    }

    /// A link to the page of a commitment, record or the like, by its title.
    pub fn sheet_link(&self, page: Page, sheet: &Sheet) -> Link {
        let (text, lang) = self.sheet_title(sheet);
        Link { href: self.href(page), text, lang }
    }

    /// The text of a commitment, record or the like to show on its page: rendered, with the language it is in when that
    /// is another.
    pub fn sheet_text(&self, sheet: &Sheet) -> (Option<Rendered>, Option<Lang>) {
        match text::best(&sheet.texts, self.lang, self.site.languages()) {
            Some(text) => (Some(self.render_text(text, &text.path)), Some(text.lang).filter(|lang| *lang != self.lang)),
            None => (None, None),
        }
    }

    /// The frame of a page that shows such a text: who may read it, the languages in which it exists.
    pub fn sheet_frame(&self, sheet: &Sheet, section: &str, breadcrumb: Vec<Link>) -> Frame {
        let mut frame = frame::frame(self, section, self.sheet_title(sheet).0, breadcrumb);
        let exists: Vec<Lang> =
            self.site.languages().iter().copied().filter(|lang| sheet.texts.contains_key(lang)).collect();
        frame.alternates = frame::alternates(self, &exists);
        let own = sheet.texts.get(&self.lang).and_then(|text| text.summary.clone());
        frame.description = own.unwrap_or_else(|| self.wording(&sheet.summary).0);
        frame.classification = self.classification(sheet.classification.as_deref());
        frame
    }

    /// The notice that a text is shown in another language than the page's.
    pub fn untranslated(&self, shown: Option<Lang>) -> Option<Banner> {
        let name = self.language(shown?);
        Some(Banner {
            text: self.words.fill("banner_untranslated_text", &[("lang", &name)]),
            ..Banner::new(State::Untranslated, self.words.get("banner_untranslated").to_string())
        })
    }

    /// A text as HTML below the page's own h1, its links as they look from here. `origin` is where links are read from.
    pub fn render_text(&self, text: &Text, origin: &str) -> Rendered {
        let from_root = Here { depth: 0, ..*self };
        self.site.bodies.get(&text.path, self.lang, self.depth, || {
            let gathering = self.site.gathering.as_ref().filter(|known| known.wants(self.lang, &text.path));
            let Some(gathering) = gathering else { return from_root.render_body(text.body(), origin) };
            let resolve = |target: &str, kind: LinkKind| from_root.resolve(origin, target, kind);
            let (rendered, sections) = markdown::render_and_read(text.body(), &Render::new(&resolve, self.labels));
            gathering.add(self.site, self.lang, &text.path, sections);
            rendered
        })
    }

    /// The same for Markdown that is not the whole body of a text.
    pub fn render_body(&self, body: &str, origin: &str) -> Rendered {
        let resolve = |target: &str, kind: LinkKind| self.resolve(origin, target, kind);
        markdown::render(body, &Render::new(&resolve, self.labels))
    }

    /// What a link of a text becomes on this page.
    pub fn resolve(&self, origin: &str, target: &str, kind: LinkKind) -> Resolved {
        match destination(self.site.handbook, origin, target) {
            Destination::Outside if kind == LinkKind::Image => Resolved::Removed,
            Destination::Outside => Resolved::href(target),
            Destination::Here(fragment) => Resolved::href(&format!("#{}", address::encode(&fragment))),
            Destination::Nowhere => Resolved::Missing,
            Destination::Inside { path, thing, fragment } => {
                let href = match thing {
                    Thing::Home(_) => self.href(Page::Home),
                    Thing::Page(at, _) => self.href(Page::Plain(at)),
                    Thing::Role(at, _) => self.href(Page::Role(at)),
                    Thing::Document(at, _) => match self.document_page(at) {
                        Some(page) => self.href(page),
                        None => return Resolved::Missing,
                    },
                    Thing::File if table::is_publishable(self.site, &path) => {
                        self.file(&table::file_path(self.site, &path))
                    }
                    Thing::Sheet(kind, at, _) => match Page::of_sheet(kind, at) {
                        // Where several share a page, the place of the thing is what can be pointed at.
                        Some(page @ (Page::Objectives | Page::Exceptions)) => {
                            let place = sheets::anchor(self.handbook(), kind, at);
                            return Resolved::href(&(self.href(page) + &place));
                        }
                        Some(page) => self.href(page),
                        None => return Resolved::Missing,
                    },
                    Thing::File => return Resolved::Missing,
                };
                let fragment = if fragment.is_empty() { fragment } else { format!("#{}", address::encode(&fragment)) };
                Resolved::href(&format!("{href}{fragment}"))
            }
        }
    }

    /// "Propose a change": the editor's address of a file.
    pub fn edit(&self, path: &str) -> Option<String> {
        let template = self.handbook().config.edit.as_deref()?;
        Some(template.replace("{path}", &address::encode(path)))
    }

    /// Headings of a rendered text for "On this page".
    pub fn toc(&self, headings: &[markdown::Heading]) -> Vec<Heading> {
        headings
            .iter()
            .filter(|heading| (2..=3).contains(&heading.level))
            .map(|heading| Heading { anchor: heading.anchor.clone(), text: heading.text.clone(), level: heading.level })
            .collect()
    }
}

/// The path a sealed or working text's links are read from.
pub fn origin(here: &Here<'_>, document: &Document, text: &Text) -> Arc<str> {
    table::origin(here.site.handbook, document, text)
}
