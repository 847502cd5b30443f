//! `sitemap.xml` and `robots.txt`.

use crate::site::address::Page;
use crate::site::{Route, Site};
use std::fmt::Write as _;

/// Pages that search engines and crawlers of the intranet may list: no superseded text, draft, permalink or search page.
pub fn xml(site: &Site<'_>) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in site.routes().values() {
        let Route::Page(lang, page) = route else { continue };
        if is_listed(site, *page) {
            let _ = writeln!(xml, "  <url><loc>{}</loc></url>", escape(&site.url(*lang, *page)));
        }
    }
    xml.push_str("</urlset>\n");
    xml.into_bytes()
}

fn is_listed(site: &Site<'_>, page: Page) -> bool {
    match page {
        Page::Leaf(list, _) => is_listed(site, list.first()),
        Page::Document(at) => site.assessment.documents[at].in_force.is_some(),
        Page::Version(..) | Page::Redline(..) | Page::ToCurrent(..) | Page::Draft(_) | Page::DraftRedline(_) => false,
        Page::Search | Page::Person(_) | Page::Edition(..) => false,
        _ => true,
    }
}

/// What the configuration says to robots.
pub fn robots(site: &Site<'_>) -> Vec<u8> {
    let config = &site.handbook.config;
    let mut text = String::from("User-agent: *\n");
    text.push_str(if config.index { "Disallow:\n" } else { "Disallow: /\n" });
    if let Some(base) = &config.base_url {
        let _ = writeln!(text, "Sitemap: {base}sitemap.xml");
    }
    text.into_bytes()
}

/// Text as XML content or attribute; characters that XML 1.0 forbids are left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}
