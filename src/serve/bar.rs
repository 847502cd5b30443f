//! What the preview adds to the site: the bar on every page, and the owner's desk. It adds nothing else, and takes nothing
//! away: a page without its bar is the page that `build --drafts` makes.

use super::found::{self, Found};
use crate::archive::Digest;
use crate::assess::{Assessment, approval};
use crate::finding::Level;
use crate::finding::policy::Judged;
use crate::lang::{Lang, Tongue};
use crate::model::document::Lifecycle;
use crate::report::{self, Reported, Summary};
use crate::site::address::{self, Page};
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::site::{Site, frame};
use crate::source::locate;
use crate::view::parts::Link;
use crate::view::preview::{
    EditorPlace, PreviewAct, PreviewBar, PreviewDesk, PreviewFinding, PreviewGroup, PreviewWaiting, PreviewWords,
};
use std::collections::BTreeMap;
use std::path::Path;

/// Where the preview's own pages and files lie.
pub const FOLDER: &str = "_preview/";

/// Findings shown on the desk; beyond, only their number.
const SHOWN: usize = 500;

/// Says places of findings, with a link into an editor where the reader sits at this machine.
pub struct Editor<'a> {
    /// The handbook's folder; none for readers elsewhere, who could not open its files.
    pub root: Option<&'a Path>,
}

impl Editor<'_> {
    fn place(&self, finding: &Reported) -> Option<EditorPlace> {
        let file = self.root?.join(&**finding.path.as_ref()?).to_string_lossy().into_owned();
        let (line, column) = (finding.line.unwrap_or(1), finding.column.unwrap_or(1));
        let slashed = file.replace('\\', "/");
        let rooted = if slashed.starts_with('/') { slashed } else { format!("/{slashed}") };
        let href = format!("vscode://file{}:{line}:{column}", address::encode(&rooted));
        Some(EditorPlace { href, file, line, column })
    }

    fn finding(&self, finding: &Reported, tongue: Tongue) -> PreviewFinding {
        let mut place = finding.path.as_deref().unwrap_or_default().to_string();
        if let Some(line) = finding.line {
            place.push_str(&format!(":{line}"));
        }
        PreviewFinding {
            level: finding.level.as_str().to_string(),
            word: level_word(finding.level, tongue).to_string(),
            rule: finding.rule.name.to_string(),
            place,
            editor: self.place(finding),
            message: words(&finding.message),
            help: words(&finding.help),
        }
    }
}

/// A message with what stands between backticks apart.
fn words(message: &str) -> Vec<PreviewWords> {
    let parts =
        message.split('`').enumerate().map(|(at, part)| PreviewWords { text: part.to_string(), code: at % 2 == 1 });
    parts.filter(|words| !words.text.is_empty()).collect()
}

fn level_word(level: Level, tongue: Tongue) -> &'static str {
    match (level, tongue) {
        (Level::Error, Tongue::En) => "error",
        (Level::Error, Tongue::Fr) => "erreur",
        (Level::Warning, Tongue::En) => "warning",
        (Level::Warning, Tongue::Fr) => "avertissement",
        (Level::Note, _) => "note",
    }
}

/// A page of the site without its bar.
pub struct Bare<'a> {
    /// Its path in the site's table.
    pub path: &'a str,
    /// How it reaches the site's root.
    pub root: &'a str,
    /// Changes with what it loads: styles, scripts, images.
    pub loaded: u64,
    /// Why it could not be made, when it could not.
    pub fault: Option<&'a ThemeError>,
    /// Its bytes.
    pub html: &'a str,
}

/// A page with its bar.
pub fn with_bar(site: &Site<'_>, found: &Found, editor: &Editor<'_>, page: &Bare<'_>) -> Result<String, ThemeError> {
    let Bare { path, root, loaded, html, .. } = page;
    let is_desk = path.starts_with(FOLDER);
    let lang = language(site, path);
    let tongue = Tongue::of(lang);
    let here = found.on(&found::key_of_page(site.handbook, path), tongue);
    let elsewhere = found.all(tongue).len() - here.len();
    let fault = page.fault.map(|fault| {
        let judged = Judged { listed: vec![(fault.finding(), Level::Error)], waived: 0 };
        report::report(&judged, tongue, &|place| locate::locate(site.sources, place))
    });
    let here = fault.iter().flatten().chain(here);
    let bar = PreviewBar {
        lang,
        mark: Digest::of(format!("{loaded}\n{html}").as_bytes()).to_string()[..16].to_string(),
        elsewhere,
        findings: here.map(|finding| editor.finding(finding, tongue)).collect(),
        desk: (!is_desk).then(|| format!("{root}{}", desk_folder(site, lang))),
        css: format!("{root}{FOLDER}preview.css"),
        script: format!("{root}{FOLDER}preview.js"),
        events: format!("{root}{FOLDER}events"),
    };
    let bar = site.theme.fragment(lang, &bar)?;
    let at = place(html);
    Ok(format!("{}{}{}", &html[..at], bar.trim(), &html[at..]))
}

/// Where the bar stands: below the link that skips to the content, else at the beginning of the body.
fn place(html: &str) -> usize {
    let Some(body) = html.find("<body").and_then(|at| html[at..].find('>').map(|end| at + end + 1)) else { return 0 };
    let skip = html[body..].trim_start();
    if skip.starts_with("<a class=\"skip\"") {
        return skip.find("</a>").map_or(body, |end| html.len() - skip.len() + end + "</a>".len());
    }
    body
}

/// The language of the page at a path; that which prevails where the path does not say.
pub fn language(site: &Site<'_>, path: &str) -> Lang {
    let first = path.split('/').next().unwrap_or_default();
    let named = site.languages().iter().find(|lang| lang.as_str() == first);
    *named.unwrap_or(&site.handbook.config.prevailing())
}

/// The desk's folder in a language.
pub fn desk_folder(site: &Site<'_>, lang: Lang) -> String {
    format!("{FOLDER}{}", site.addresses.prefix(lang))
}

/// The owner's desk in a language.
pub fn desk(site: &Site<'_>, found: &Found, editor: &Editor<'_>, lang: Lang) -> Result<String, ThemeError> {
    let here = Here::new(site, lang, Page::Home)?;
    let folder = desk_folder(site, lang);
    let root = address::up(address::depth(&folder));
    let tongue = Tongue::of(lang);
    let groups = groups(&here, found, editor, &root);
    let shown: usize = groups.iter().map(|group| group.findings.len()).sum();
    let page = PreviewDesk {
        summary: found.summary().map(|summary| Summary::in_words(summary, tongue)).unwrap_or_default(),
        waiting: waiting(&here, site.assessment, &root),
        left_out: found.all(tongue).len() - shown,
        groups,
    };
    let shell = site.theme.shell(&frame::shell(site, lang, &root, here.words));
    let mut frame = frame::frame(&here, "", here.words.get("preview_desk").to_string(), Vec::new());
    frame.noindex = true;
    frame.canonical = None;
    frame.alternates = Vec::new();
    for other in &mut frame.languages {
        other.href = format!("{root}{}", desk_folder(site, other.lang));
    }
    site.theme.render(&shell, &frame, page)
}

/// Findings by the thing that they concern: those with errors first, then by name.
fn groups(here: &Here<'_>, found: &Found, editor: &Editor<'_>, root: &str) -> Vec<PreviewGroup> {
    let tongue = Tongue::of(here.lang);
    let mut by_name: BTreeMap<String, Vec<&Reported>> = BTreeMap::new();
    for finding in found.all(tongue) {
        let name = finding.subject.clone().or_else(|| finding.path.as_deref().map(str::to_string));
        by_name.entry(name.unwrap_or_default()).or_default().push(finding);
    }
    let mut groups: Vec<(String, Vec<&Reported>)> = by_name.into_iter().collect();
    for (_, findings) in &mut groups {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    }
    groups.sort_by_key(|(_, findings)| std::cmp::Reverse(findings.first().map(|finding| finding.level)));
    let pages = pages(here.site, here.lang);
    let mut left = SHOWN;
    let mut shown = Vec::new();
    for (name, mut findings) in groups {
        findings.truncate(left);
        left -= findings.len();
        if findings.is_empty() {
            break;
        }
        let link = pages.get(&name.to_lowercase()).map(|folder| {
            let (text, lang) = title(here, &name).unwrap_or_else(|| (name.clone(), None));
            Link { href: format!("{root}{}", address::encode(folder)), text, lang }
        });
        let findings = findings.into_iter().map(|finding| editor.finding(finding, tongue)).collect();
        shown.push(PreviewGroup { name, link, findings });
    }
    shown
}

/// What a document or a role is called.
fn title(here: &Here<'_>, id: &str) -> Option<(String, Option<Lang>)> {
    let handbook = here.site.handbook;
    let document = handbook.document_at(id).map(|at| here.title(at));
    document.or_else(|| Some(here.role_title(handbook.organisation.role(id)?)))
}

/// The nearest page of each id in a language: `pol-001` → `en/documents/pol-001/`.
fn pages(site: &Site<'_>, lang: Lang) -> BTreeMap<String, String> {
    let prefix = site.addresses.prefix(lang);
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    for path in site.routes().keys().filter(|path| path.starts_with(&prefix)) {
        let Some(folder) = path.strip_suffix("index.html") else { continue };
        let key = found::key_of_page(site.handbook, path);
        if !key.is_empty() && key != "/" {
            let nearest = pages.entry(key).or_insert_with(|| folder.to_string());
            if folder.len() < nearest.len() {
                *nearest = folder.to_string();
            }
        }
    }
    pages
}

/// Drafts that wait for an approval, with who may give it and how.
fn waiting(here: &Here<'_>, assessment: &Assessment, root: &str) -> Vec<PreviewWaiting> {
    let site = here.site;
    let mut waiting = Vec::new();
    for (at, state) in assessment.documents.iter().enumerate() {
        let document = &site.handbook.documents[at];
        let Some(working) = &document.working else { continue };
        if !state.has_draft(document) || !matches!(working.meta.status, Some(Lifecycle::InReview | Lifecycle::Approved))
        {
            continue;
        }
        // Approved by hand, and in force on a later day: nothing is awaited.
        let declared = working.meta.status == Some(Lifecycle::Approved) && document.sealed.is_empty();
        if declared && state.judgement.as_ref().is_some_and(|judgement| judgement.complete) {
            continue;
        }
        let missing = approval::awaited(site.handbook, &working.meta);
        let rule = site.handbook.config.approval.rule(working.meta.kind.as_str());
        let link = |page: Page, text: String| Link {
            href: format!("{root}{}", address::encode(&site.folder(here.lang, page))),
            text,
            lang: None,
        };
        let version = working.meta.version.as_ref().map(ToString::to_string);
        let redline = site.has(here.lang, Page::DraftRedline(at));
        waiting.push(PreviewWaiting {
            id: document.id.to_string(),
            link: link(Page::Draft(at), here.revision_title(working).0),
            version: version.map(|v| format!("{} {v}", here.words.get("version"))).unwrap_or_default(),
            state: here.words.get("state_awaiting").to_string(),
            redline: redline.then(|| link(Page::DraftRedline(at), here.words.get("redline").to_string())),
            acts: missing.iter().flat_map(|role| acts(here, document.id.as_str(), role)).collect(),
            all: rule.all,
        });
    }
    waiting
}

/// What the holders of a role can type.
fn acts(here: &Here<'_>, id: &str, role: &str) -> Vec<PreviewAct> {
    let organisation = &here.site.handbook.organisation;
    let known = organisation.role(role);
    let title = known.map_or_else(|| role.to_string(), |known| here.role_title(known).0);
    let role_id = known.map_or(role, |known| known.id.as_str());
    let holders = known.into_iter().flat_map(|known| known.holders_on(here.as_of()));
    let holders = holders.filter(|tenure| here.is_here(&tenure.person)).map(|tenure| {
        let person = organisation.person(&tenure.person);
        let name = person.map_or(tenure.person.as_str(), |person| person.name.as_str());
        let person_id = person.map_or(tenure.person.as_str(), |person| person.id.as_str());
        let command = format!("handbook approve {id} --as {role_id} --person {person_id}");
        PreviewAct { who: format!("{name}, {title}"), command }
    });
    let acts: Vec<PreviewAct> = holders.collect();
    if acts.is_empty() { vec![PreviewAct { who: title, command: String::new() }] } else { acts }
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_bar_stands_below_the_skip_link_or_begins_the_body() {
        for (html, before) in [
            (
                "<body>\n<a class=\"skip\" href=\"#main\">x</a>\n<header>",
                "<body>\n<a class=\"skip\" href=\"#main\">x</a>",
            ),
            ("<html><body class=\"own\"><main>", "<html><body class=\"own\">"),
            ("no body at all", ""),
        ] {
            assert_eq!(&html[..place(html)], before);
        }
    }
}
