//! Which paths the site has.

use super::address::{Long, Page};
use super::exports::Export;
use super::matrices;
use super::pages::leaves::Cut;
use super::pages::responsibilities;
use super::pages::{clause, edition, leaves, listed, register, reviews};
use super::{Route, Site};
use crate::assess::Standing;
use crate::lang::Lang;
use crate::model::{Kind, Text, Thing};
use crate::resolve::links::{Destination, destination};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Every path below the site's root with what lies there, but for the search index and files of the
/// content. `manifest.json` is written by `publish`.
pub fn routes(site: &Site<'_>) -> BTreeMap<String, Route> {
    let (mut pages, changes) = rayon::join(|| pages(site), || leaves::count(site.news().len()));
    pages.extend(further(Long::Changes, changes));
    let in_all = |page: Page| site.languages().iter().map(move |lang| (*lang, page));
    let place = |(lang, page)| (format!("{}index.html", site.folder(lang, page)), Route::Page(lang, page));
    let placed: Vec<(String, Route)> = pages.into_par_iter().flat_map_iter(in_all).map(place).collect();
    let mut routes: BTreeMap<String, Route> = placed.into_iter().collect();
    if site.languages().len() > 1 {
        routes.insert("index.html".to_string(), Route::Chooser);
    }
    routes.insert("404.html".to_string(), Route::NotFound);
    for name in site.theme.assets().into_keys() {
        routes.insert(name.clone(), Route::Asset(name));
    }
    if leaves::count(register::order(site).len()) > 1 {
        routes.extend(site.languages().iter().map(|lang| (register::script(*lang), Route::Rows(*lang))));
    }
    if matrices::cut_in_force(site).count() > 1 {
        let script = |lang: &Lang| (responsibilities::script(*lang), Route::Activities(*lang));
        routes.extend(site.languages().iter().map(script));
    }
    for export in Export::all(site) {
        routes.insert(export.path(site), Route::Export(export));
    }
    routes
}

/// The pages of a list after the first.
fn further(list: Long, pages: usize) -> impl Iterator<Item = Page> {
    (1..pages).map(move |leaf| Page::Leaf(list, leaf))
}

/// All pages but the further ones of what changed. Each exists in every language.
fn pages(site: &Site<'_>) -> Vec<Page> {
    let handbook = site.handbook;
    let mut pages = vec![
        Page::Home,
        Page::Register,
        Page::Roles,
        Page::People,
        Page::Responsibilities,
        Page::Leadership,
        Page::Records,
        Page::Audit,
        Page::Objectives,
        Page::Indicators,
        Page::Exceptions,
        Page::Reviews,
        Page::Changes,
        Page::Search,
    ];
    pages.extend(further(Long::Register, leaves::count(register::order(site).len())));
    pages.extend(listed::pages(site));
    pages.extend(further(Long::Reviews, leaves::count(reviews::count(site))));
    pages.extend(further(Long::Responsibilities, matrices::cut_in_force(site).count()));
    let activities = |list: Long| further(list, matrices::cut_of(site, list).map_or(1, Cut::count));
    for (at, state) in site.assessment.documents.iter().enumerate() {
        let document = &handbook.documents[at];
        if matches!(state.standing, Standing::InForce | Standing::Retired(_) | Standing::Broken) {
            pages.push(Page::Document(at));
            pages.extend(activities(Long::Document(at)));
        }
        for (version, approved) in state.versions.iter().enumerate() {
            // An approved text that is not yet in force is announced, not published, before its day.
            if approved.effective > site.assessment.as_of && !site.options.drafts {
                continue;
            }
            pages.push(Page::Version(at, version));
            pages.extend(activities(Long::Version(at, version)));
            if version > 0 {
                pages.push(Page::Redline(at, version));
            }
            // From the version just before, the redline of the one in force says it already.
            if state.in_force.is_some_and(|current| version + 1 < current) {
                pages.push(Page::ToCurrent(at, version));
            }
        }
        if site.options.drafts && state.has_draft(document) {
            pages.push(Page::Draft(at));
            pages.extend(activities(Long::Draft(at)));
            if state.in_force.is_some() {
                pages.push(Page::DraftRedline(at));
            }
        }
    }
    let duties = &site.assessment.duties;
    let of_role = |at: usize| matrices::entries(&duties.roles[at].activities);
    for at in 0..handbook.organisation.roles.len() {
        pages.push(Page::Role(at));
        pages.extend(further(Long::Role(at), leaves::count(of_role(at))));
    }
    for at in 0..handbook.organisation.people.len() {
        pages.push(Page::Person(at));
        let entries = duties.people.get(at).into_iter().flatten().map(|held| of_role(held.role)).sum();
        pages.extend(further(Long::Person(at), leaves::count(entries)));
    }
    pages.extend(handbook.leadership.sheets().filter_map(|(kind, at, _)| Page::of_sheet(kind, at)));
    pages.extend(edition::pages(site));
    pages.extend((0..handbook.frameworks.0.len()).map(Page::Framework));
    pages.extend(clause::pages(site));
    if handbook.frameworks.0.iter().any(|framework| framework.id == "law-25") {
        pages.push(Page::Law25);
    }
    if !handbook.pages.is_empty() {
        pages.push(Page::Pages);
        pages.extend((0..handbook.pages.len()).map(Page::Plain));
    }
    pages
}

/// Files of the content that a published text shows or links to, those that records give as evidence, and the logo, by
/// where they lie on the site.
pub fn files(site: &Site<'_>) -> BTreeMap<String, Arc<str>> {
    let texts = published_texts(site);
    let linked: Vec<Vec<Arc<str>>> = texts
        .par_iter()
        .map(|(from, text)| {
            let inside = |target: &String| match destination(site.handbook, from, target) {
                Destination::Inside { path, thing: Thing::File, .. } => Some(path),
                _ => None,
            };
            if !may_name_a_file(text.body()) {
                return Vec::new();
            }
            text.targets().iter().filter_map(inside).collect()
        })
        .collect();
    linked
        .into_iter()
        .flatten()
        .chain(
            site.handbook
                .leadership
                .records
                .iter()
                .flat_map(|record| &record.files)
                .filter_map(|file| file.source.clone()),
        )
        .chain(logo(site))
        .filter(|path| is_publishable(site, path))
        .map(|path| (file_path(site, &path), path))
        .collect()
}

/// The file of the content that lies at a path of the site. The logo is on every page: it is known without all texts.
pub fn file_at(site: &Site<'_>, path: &str) -> Option<Arc<str>> {
    let logo = logo(site).filter(|logo| is_publishable(site, logo) && file_path(site, logo) == path);
    logo.or_else(|| site.files().get(path).cloned())
}

/// Where files of the content lie on the site.
pub const FILES: &str = "files/";

/// The configured logo, when it is there.
pub fn logo(site: &Site<'_>) -> Option<Arc<str>> {
    let path = site.sources.content_path(site.handbook.config.logo.as_deref()?);
    site.sources.files.get_key_value(path.as_str()).map(|(path, _)| path.clone())
}

/// Where a file of the content lies on the site.
pub fn file_path(site: &Site<'_>, source: &str) -> String {
    let prefix = site.sources.content_path("");
    format!("{FILES}{}", source.strip_prefix(prefix.as_str()).unwrap_or(source))
}

/// Extensions of files that browsers show or save without running anything in them.
const PUBLISHABLE: &[&str] = &[
    "avif", "csv", "docx", "gif", "ics", "jpeg", "jpg", "odp", "ods", "odt", "pdf", "png", "pptx", "svg", "txt",
    "webp", "xlsx", "zip",
];

/// Whether a file may lie on the site: of a kind that runs nothing, and for SVG without anything that could.
pub fn is_publishable(site: &Site<'_>, path: &str) -> bool {
    let extension = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    // Read receipts carry names, which are for the auditor only.
    let receipts = site.sources.content_path(crate::resolve::acknowledgements::FOLDER);
    if !PUBLISHABLE.contains(&extension.as_str()) || path.starts_with(&receipts) {
        return false;
    }
    extension != "svg" || site.sources.text(path).is_some_and(|svg| is_still(svg))
}

/// Whether a link of this Markdown could lead to a file that may lie on the site: one of the extensions stands in it, or a
/// sign that may be written in another way. Most texts name no file, and need not be read once more.
fn may_name_a_file(body: &str) -> bool {
    body.match_indices(['.', '&', '%']).any(|(at, sign)| {
        let rest = &body.as_bytes()[at + 1..];
        let word = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match sign {
            "." => PUBLISHABLE.iter().any(|extension| extension.as_bytes().eq_ignore_ascii_case(&rest[..word])),
            "&" => word > 0 || rest.first() == Some(&b'#'),
            _ => rest.len() > 1 && rest[..2].iter().all(u8::is_ascii_hexdigit),
        }
    })
}

/// Whether an SVG image holds nothing that runs or loads.
fn is_still(svg: &str) -> bool {
    let lower = svg.to_ascii_lowercase();
    let words =
        ["<script", "<foreignobject", "<iframe", "<embed", "<object", "javascript:", "<!entity", "<set", "<animate"];
    let handler = lower.match_indices(" on").any(|(at, _)| {
        let rest = &lower[at + 3..];
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        name.len() < rest.len() && name.trim_start().starts_with('=')
    });
    !handler && words.iter().all(|word| !lower.contains(word))
}

/// The texts that have a page, each with the path its links are read from.
pub fn published_texts<'a>(site: &Site<'a>) -> Vec<(Arc<str>, &'a Text)> {
    let handbook = site.handbook;
    let mut texts: Vec<(Arc<str>, &Text)> = handbook.home.values().map(|text| (text.path.clone(), text)).collect();
    let mut add =
        |values: &mut dyn Iterator<Item = &'a Text>| texts.extend(values.map(|text| (text.path.clone(), text)));
    handbook.pages.iter().for_each(|page| add(&mut page.texts.values()));
    handbook.organisation.roles.iter().for_each(|role| add(&mut role.texts.values()));
    let sheets = handbook.leadership.sheets().filter(|(kind, at, _)| Page::of_sheet(*kind, *at).is_some());
    sheets.for_each(|(_, _, sheet)| add(&mut sheet.texts.values()));
    for (document, state) in handbook.documents.iter().zip(&site.assessment.documents) {
        for version in &state.versions {
            let Some(revision) = version.at.revision(document) else { continue };
            texts.extend(revision.texts.values().map(|text| (origin(handbook, document, text), text)));
        }
        if site.options.drafts && document.kind != Kind::Role {
            texts.extend(
                document
                    .working
                    .iter()
                    .flat_map(|working| working.texts.values())
                    .map(|text| (text.path.clone(), text)),
            );
        }
    }
    texts
}

/// The path from which a text's links are read: sealed copies stand for the working file of the same name.
pub fn origin(handbook: &crate::model::Handbook, document: &crate::model::Document, text: &Text) -> Arc<str> {
    if !text.path.contains("/archive/") && !text.path.starts_with("archive/") {
        return text.path.clone();
    }
    let name = text.path.rsplit('/').next().unwrap_or(&text.path);
    let folder = match &document.working {
        Some(working) => working.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/")),
        None => {
            let root = if handbook.places.keys().any(|path| path.starts_with("content/")) { "content/" } else { "" };
            format!("{root}{}/", document.kind.folder())
        }
    };
    Arc::from(format!("{folder}{name}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_name_a_file_is_not_read_for_it() {
        for (body, may) in [
            ("See [the other](../b.md#x). Version 2.10, 90 % of them, R & D.", false),
            ("A picture pdf, a .pdfx", false),
            ("[plan](plan.pdf)", true),
            ("![](a.PNG \"x\")", true),
            ("[a]: <b c.xlsx>", true),
            ("<a href=a.zip>a</a>", true),
            ("[plan](plan.p&#100;f)", true),
            ("[plan](plan&period;pdf)", true),
            ("[plan](plan%2epdf)", true),
            ("[plan](plan\\.pdf)", true),
        ] {
            assert_eq!(may_name_a_file(body), may, "{body}");
        }
    }
}
