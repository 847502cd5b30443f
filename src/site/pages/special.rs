//! Search, the page that was not found, and the choice of language at the root.

use super::home;
use crate::lang::Lang;
use crate::site::Site;
use crate::site::address::{self, LinkStyle, Page};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::finder::{ChooserLink, ChooserPage, NotFoundPage, NotFoundText, SearchPage};
use crate::view::frame::Frame;
use crate::view::parts::Link;
use crate::view::words::Words;

/// The search page.
pub fn search(here: &Here<'_>) -> Result<String, ThemeError> {
    let page = SearchPage {
        suggestions: vec![
            here.link(Page::Register, here.words.get("register")),
            here.link(Page::Roles, here.words.get("all_roles")),
        ],
        contacts: home::contacts(here),
    };
    let mut frame = frame::frame(here, "search", here.words.get("search_title").to_string(), Vec::new());
    frame.noindex = true;
    here.render(&frame, page)
}

/// `404.html`: in every language, its links from the path of `base_url`.
pub fn not_found(site: &Site<'_>) -> Result<String, ThemeError> {
    let root = base_path(site);
    let (lang, words) = first(site)?;
    let text = |lang: Lang| {
        let words = site.theme.words(lang)?;
        let index = if site.addresses.style() == LinkStyle::File { "index.html" } else { "" };
        let href = |page: Page| format!("{root}{}{index}", address::encode(&site.folder(lang, page)));
        let link = |page: Page, key: &str| Link { href: href(page), text: words.get(key).to_string(), lang: None };
        Some(NotFoundText {
            lang,
            prefix: site.addresses.prefix(lang),
            title: words.get("not_found").to_string(),
            text: words.get("not_found_text").to_string(),
            search_label: words.get("search_label").to_string(),
            search_button: words.get("search").to_string(),
            search: href(Page::Search),
            links: vec![link(Page::Home, "home"), link(Page::Register, "register"), link(Page::Roles, "roles")],
        })
    };
    let page = NotFoundPage { texts: site.languages().iter().filter_map(|lang| text(*lang)).collect() };
    let shell = site.theme.shell(&frame::shell(site, lang, &root, words));
    site.theme.render(&shell, &bare(words.get("not_found").to_string()), page)
}

/// `/` of a site in several languages.
pub fn chooser(site: &Site<'_>) -> Result<String, ThemeError> {
    let (lang, words) = first(site)?;
    let title = |lang: Lang| {
        let title = site.handbook.config.title.best(lang, site.languages());
        title.map(|(title, _)| title.to_string()).unwrap_or_default()
    };
    let links = site.languages().iter().filter_map(|lang| {
        let name = site.theme.words(*lang)?.get("lang_name").to_string();
        let href = site.addresses.href(0, &site.folder(*lang, Page::Home));
        Some(ChooserLink { lang: *lang, name, title: title(*lang), href })
    });
    let page =
        ChooserPage { title: title(lang), languages: links.collect(), script: "./assets/js/root.js".to_string() };
    let shell = site.theme.shell(&frame::shell(site, lang, "./", words));
    let mut frame = bare(title(lang));
    frame.noindex = !site.handbook.config.index;
    site.theme.render(&shell, &frame, page)
}

fn first<'a>(site: &Site<'a>) -> Result<(Lang, &'a Words), ThemeError> {
    let lang = site.handbook.config.prevailing();
    let message = || ThemeError { path: None, line: None, column: None, message: format!("no words for `{lang}`") };
    site.theme.words(lang).map(|words| (lang, words)).ok_or_else(message)
}

/// The path of `base_url`: `/isms/` for `https://intranet.example.org/isms/`.
pub fn base_path(site: &Site<'_>) -> String {
    let url = site.handbook.config.base_url.as_deref().unwrap_or("/");
    let after = url.split_once("://").map_or(url, |(_, rest)| rest);
    after.find('/').map_or("/".to_string(), |at| after[at..].to_string())
}

fn bare(title: String) -> Frame {
    Frame {
        title,
        description: String::new(),
        noindex: true,
        canonical: None,
        alternates: Vec::new(),
        section: String::new(),
        languages: Vec::new(),
        breadcrumb: Vec::new(),
        classification: String::new(),
        print: String::new(),
    }
}
