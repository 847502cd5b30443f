//! What surrounds every page: the shell that is the same for a language and a depth, and each page's own frame.

use super::address::{self, LinkStyle, Page};
use super::here::Here;
use super::table;
use super::theme::PreparedShell;
use super::{Route, Site};
use crate::assess::coverage;
use crate::lang::Lang;
use crate::view::frame::{Alternate, Frame, LanguageLink, NavGroup, NavItem, Shell};
use crate::view::parts::Link;
use crate::view::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// A shell for every language and depth that the site has pages at.
pub fn shells(site: &Site<'_>) -> BTreeMap<(Lang, usize), PreparedShell> {
    let mut wanted: BTreeSet<(Lang, usize)> = BTreeSet::new();
    for (path, route) in site.routes() {
        if let Route::Page(lang, _) = route {
            wanted.insert((*lang, address::depth(path)));
        }
    }
    wanted
        .into_iter()
        .filter_map(|(lang, depth)| {
            let words = site.theme.words(lang)?;
            Some(((lang, depth), site.theme.shell(&shell(site, lang, &address::up(depth), words))))
        })
        .collect()
}

/// The shell of a language for pages that reach the root by `root` (`../`, or the path of `base_url`).
pub fn shell(site: &Site<'_>, lang: Lang, root: &str, words: &Words) -> Shell {
    let index = if site.addresses.style() == LinkStyle::File { "index.html" } else { "" };
    let href = |page: Page| format!("{root}{}{index}", address::encode(&site.folder(lang, page)));
    let config = &site.handbook.config;
    let title = |wording: &crate::lang::Wording| {
        wording.best(lang, site.languages()).map(|(text, _)| text.to_string()).unwrap_or_default()
    };
    let item =
        |key: &str, page: Page| NavItem { key: key.to_string(), label: words.get(key).to_string(), href: href(page) };
    let as_of = site.assessment.as_of;
    let edition = config.editions.iter().rposition(|edition| edition.date <= as_of);
    // The menu leads to what there is: a handbook of plain pages has no empty register in it.
    let handbook = site.handbook;
    let evidence = !handbook.leadership.commitments.is_empty() || !handbook.leadership.records.is_empty();
    let entries = [
        ("documents", Page::Register, !handbook.documents.is_empty()),
        ("pages", Page::Pages, !handbook.pages.is_empty()),
        ("responsibilities", Page::Responsibilities, !handbook.matrices.is_empty()),
        ("roles", Page::Roles, !handbook.organisation.roles.is_empty()),
        ("people", Page::People, !handbook.organisation.people.is_empty()),
        ("leadership", Page::Leadership, evidence),
        ("records", Page::Records, evidence),
        ("objectives", Page::Objectives, !handbook.leadership.objectives.is_empty()),
        ("indicators", Page::Indicators, !handbook.leadership.indicators.is_empty()),
        ("exceptions", Page::Exceptions, !handbook.leadership.exceptions.is_empty()),
        ("reviews", Page::Reviews, !handbook.documents.is_empty() || evidence),
        ("changes", Page::Changes, !handbook.documents.is_empty()),
        ("auditor", Page::Audit, !handbook.documents.is_empty() || evidence),
    ];
    let items = entries.into_iter().filter(|(_, _, there)| *there).map(|(key, page, _)| item(key, page)).collect();
    Shell {
        lang,
        site_title: title(&config.title),
        organisation: title(&config.organisation),
        root: root.to_string(),
        home: href(Page::Home),
        nav: vec![NavGroup { label: String::new(), items }],
        search: href(Page::Search),
        register: href(Page::Register),
        css: format!("{root}{}", super::STYLESHEET),
        theme_js: format!("{root}assets/js/theme.js"),
        site_js: format!("{root}assets/js/site.{lang}.js"),
        icon: format!("{root}assets/favicon.svg"),
        logo: table::logo(site)
            .filter(|path| table::is_publishable(site, path))
            .map(|path| format!("{root}{}", address::encode(&table::file_path(site, &path)))),
        feed: Some(format!("{root}feed.xml")),
        as_of: words.day(as_of),
        edition: edition.map(|at| Link {
            href: href(Page::Edition(at, 0)),
            text: config.editions[at].name.clone(),
            lang: None,
        }),
        footer: footer(site, lang, words, &href),
        file_links: site.addresses.style() == LinkStyle::File,
    }
}

/// The frameworks, once anything names a clause, and the page that Law 25 asks for.
fn footer(site: &Site<'_>, lang: Lang, words: &Words, href: &dyn Fn(Page) -> String) -> Vec<Link> {
    let frameworks = &site.handbook.frameworks.0;
    let mut links = Vec::new();
    if coverage::names_clauses(site.handbook) {
        links.extend(frameworks.iter().enumerate().map(|(at, framework)| {
            let title = framework.title.best(lang, site.languages());
            let text = title.map_or(framework.id.clone(), |(title, _)| title.to_string());
            Link { href: href(Page::Framework(at)), text, lang: title.and_then(|(_, other)| other) }
        }));
    }
    if frameworks.iter().any(|framework| framework.id == "law-25") {
        links.push(Link { href: href(Page::Law25), text: words.get("privacy_officer").to_string(), lang: None });
    }
    links
}

/// A frame with what every page of the site has; builders add what is their own.
pub fn frame(here: &Here<'_>, section: &str, title: String, breadcrumb: Vec<Link>) -> Frame {
    let site = here.site;
    let languages = site.languages().iter().filter(|lang| **lang != here.lang).filter_map(|lang| {
        let name = site.theme.words(*lang)?.get("lang_name").to_string();
        Some(LanguageLink { lang: *lang, name, href: here.href_in(*lang, here.page) })
    });
    let mut crumbs = Vec::new();
    if here.page != Page::Home {
        crumbs.push(here.link(Page::Home, here.words.get("home")));
        crumbs.extend(breadcrumb);
    }
    Frame {
        title,
        description: String::new(),
        noindex: !site.handbook.config.index,
        canonical: site.handbook.config.base_url.as_ref().map(|_| site.url(here.lang, here.page)),
        alternates: alternates(here, site.languages()),
        section: section.to_string(),
        languages: languages.collect(),
        breadcrumb: crumbs,
        classification: String::new(),
        print: String::new(),
    }
}

/// Full addresses of the page in the languages in which its text exists.
pub fn alternates(here: &Here<'_>, languages: &[Lang]) -> Vec<Alternate> {
    let site = here.site;
    if site.languages().len() < 2 || languages.len() < 2 || site.handbook.config.base_url.is_none() {
        return Vec::new();
    }
    languages.iter().map(|lang| Alternate { lang: lang.to_string(), href: site.url(*lang, here.page) }).collect()
}
