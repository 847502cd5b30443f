//! Plain pages: one, and the list of them by folder.

use crate::model::text;
use crate::site::address::Page;
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::pages::{PageGroup, PagesPage, PlainPage};
use crate::view::parts::Link;

/// One plain page.
pub fn page(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let handbook = here.handbook();
    let plain = &handbook.pages[at];
    let text = text::best(&plain.texts, here.lang, &handbook.config.languages);
    let text_lang = text.map(|text| text.lang).filter(|lang| *lang != here.lang);
    let rendered = text.map(|text| here.render_text(text, &text.path));
    let title = title(here, at).0;
    let page = PlainPage {
        title: title.clone(),
        text_lang,
        banners: here.untranslated(text_lang).into_iter().collect(),
        toc: rendered.as_ref().map(|body| here.toc(&body.headings)).unwrap_or_default(),
        body: rendered.map(|body| body.html).unwrap_or_default(),
        edit: text.and_then(|text| here.edit(&text.path)),
        extra: serde_json::to_value(&plain.extra).unwrap_or_default(),
        previous: neighbour(here, at, -1),
        next: neighbour(here, at, 1),
    };
    let mut frame = frame::frame(here, "pages", title, vec![here.link(Page::Pages, here.words.get("pages"))]);
    let exists: Vec<_> = here.site.languages().iter().copied().filter(|lang| plain.texts.contains_key(lang)).collect();
    frame.alternates = crate::site::frame::alternates(here, &exists);
    frame.description = text.and_then(|text| text.summary.clone()).unwrap_or_default();
    frame.classification = here.classification(plain.classification.as_deref());
    here.render(&frame, page)
}

/// A page's title with the language it is in when that is another.
pub fn title(here: &Here<'_>, at: usize) -> (String, Option<crate::lang::Lang>) {
    let plain = &here.handbook().pages[at];
    match text::best(&plain.texts, here.lang, here.site.languages()) {
        Some(text) => (text.name(), Some(text.lang).filter(|lang| *lang != here.lang)),
        None => (plain.id.to_string(), None),
    }
}

/// All plain pages by folder.
pub fn list(here: &Here<'_>) -> Result<String, ThemeError> {
    let page = PagesPage {
        count: here.words.count("pages_count", here.handbook().pages.len() as i64, &[]),
        groups: groups(here),
    };
    here.render(&frame::frame(here, "pages", here.words.get("pages").to_string(), Vec::new()), page)
}

/// Links to all plain pages by folder, folders and pages in the order of the language.
pub fn groups(here: &Here<'_>) -> Vec<PageGroup> {
    let pages = &here.handbook().pages;
    let mut groups: Vec<PageGroup> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        let name = folder(page.id.as_str());
        match groups.iter_mut().find(|group| group.name == name) {
            Some(group) => group.pages.push(link(here, at)),
            None => groups.push(PageGroup { name, pages: vec![link(here, at)] }),
        }
    }
    groups.sort_by_key(|group| (!group.name.is_empty(), collate::key(&group.name)));
    for group in &mut groups {
        group.pages.sort_by_key(|link| collate::key(&link.text));
    }
    groups
}

fn link(here: &Here<'_>, at: usize) -> Link {
    let (text, lang) = title(here, at);
    Link { href: here.href(Page::Plain(at)), text, lang }
}

/// The folder of a page as people read it: `docs / before`.
fn folder(id: &str) -> String {
    id.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.replace(['_', '-'], " ").replace('/', " / "))
}

/// The page before or after in the same folder.
fn neighbour(here: &Here<'_>, at: usize, step: isize) -> Option<Link> {
    let pages = &here.handbook().pages;
    let next = at.checked_add_signed(step)?;
    let other = pages.get(next)?;
    (folder(other.id.as_str()) == folder(pages[at].id.as_str())).then(|| link(here, next))
}
