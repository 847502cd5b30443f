//! A controlled document's page: in force, retired or broken; an approved version's permalink; a draft in previews.

use super::changes;
use super::control::{self, Shown};
use super::{exceptions, leaves, redline, responsibilities};
use crate::assess::duties;
use crate::assess::{Standing, TranslationState};
use crate::lang::Lang;
use crate::model::document::Lifecycle;
use crate::site::address::{Long, Page};
use crate::site::frame;
use crate::site::here::{self, Here};
use crate::site::theme::ThemeError;
use crate::site::{inline, matrices};
use crate::view::document::{Acknowledgement, DocumentPage, RoleRead};
use crate::view::parts::{Banner, DocumentLine, Link, State};
use crate::view::register::Choice;
use crate::view::responsibilities::Matrix;

/// A page of the document's own address: what is in force, or what became of it.
pub fn current(here: &Here<'_>, at: usize, leaf: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let last = state.versions.len().checked_sub(1);
    let version = state.in_force.or(if matches!(state.standing, Standing::Retired(_)) { last } else { None });
    let revision = version.and_then(|place| state.versions[place].at.revision(document)).or_else(|| document.face());
    let Some(revision) = revision else { return nameless(here, at) };
    let shown = Shown { at, document, state, revision, version };
    let show_text = state.in_force.is_some();
    render(here, &shown, show_text, Long::Document(at), leaf)
}

/// A page of the permalink of an approved version.
pub fn version(here: &Here<'_>, at: usize, place: usize, leaf: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let Some(revision) = state.versions[place].at.revision(document) else { return nameless(here, at) };
    let shown = Shown { at, document, state, revision, version: Some(place) };
    render(here, &shown, true, Long::Version(at, place), leaf)
}

/// A page of what the working files hold that is not in force.
pub fn draft(here: &Here<'_>, at: usize, leaf: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let Some(revision) = &document.working else { return nameless(here, at) };
    let shown = Shown { at, document, state, revision, version: None };
    render(here, &shown, true, Long::Draft(at), leaf)
}

/// A document of which nothing can be read but its id.
fn nameless(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let (document, _) = here.document(at);
    let banner = banner(here, State::Broken, here.words.get("banner_broken").to_string(), "banner_broken_text");
    let page = crate::view::pages::PlainPage {
        title: document.id.to_string(),
        text_lang: None,
        banners: vec![banner],
        toc: Vec::new(),
        body: String::new(),
        edit: None,
        extra: serde_json::Value::Null,
        previous: None,
        next: None,
    };
    let mut frame = frame::frame(here, "documents", document.id.to_string(), crumbs(here, at, false));
    frame.noindex = true;
    here.render(&frame, page)
}

fn crumbs(here: &Here<'_>, at: usize, below: bool) -> Vec<Link> {
    let mut crumbs = vec![here.link(Page::Register, here.words.get("documents"))];
    if below && let Some(link) = here.document_link(at) {
        crumbs.push(link);
    }
    crumbs
}

/// A page of the document. Of a matrix that needs several, the further ones have activities alone, under the same notices and
/// the same control block.
fn render(here: &Here<'_>, shown: &Shown<'_>, show_text: bool, list: Long, leaf: usize) -> Result<String, ThemeError> {
    let permalink = list != Long::Document(shown.at);
    let first = leaf == 0;
    let (document, state) = (shown.document, shown.state);
    let meta = &shown.revision.meta;
    let (title, text_lang) = here.revision_title(shown.revision);
    let text = here.text_of(shown.revision).filter(|_| show_text && state.standing != Standing::Broken);
    let matrix = duties::matrix_of(here.site.handbook, shown.at, shown.text()).filter(|_| text.is_some());
    let version = meta.version.as_ref().map(ToString::to_string).unwrap_or_default();
    let cut = matrices::cut(matrix);
    let mut tables: Vec<Matrix> = matrix
        .map(|matrix| {
            let (document, version) = (shown.at, version.clone());
            let shares = leaves::shares(matrix.tables.iter().map(|table| table.activities.len()), cut.length, leaf);
            let shown = matrices::Shown { document, matrix, version, titled: false, list, leaf };
            matrices::tables(here, &shown, &shares)
        })
        .unwrap_or_default();
    let rendered = text.filter(|_| first).map(|text| {
        let origin = here::origin(here, document, text);
        match matrix {
            Some(matrix) => inline::render(here, text, &origin, matrix, &mut tables),
            None => here.render_text(text, &origin),
        }
    });
    let in_force = shown.is_in_force();
    let id = document.id.to_string();
    let register = here.href(Page::Register);
    let kind = Choice { value: document.kind.as_str().to_string(), label: here.kind(document.kind) };
    let control = control::block(here, shown);
    let status = control.status.word.clone();
    let redline = match (shown.version, here.page) {
        (Some(place), _) if place > 0 => Some(here.href(Page::Redline(shown.at, place))),
        (None, Page::Draft(_)) if state.in_force.is_some() => Some(here.href(Page::DraftRedline(shown.at))),
        _ => None,
    };
    let (parts, parts_all) = match shown.version {
        Some(_) if permalink => (Vec::new(), None),
        _ if !first => (Vec::new(), None),
        _ => responsibilities::parts(here, shown.at),
    };
    let (summary, summary_lang) = changes::summary(here, shown.revision);
    let (versions, all_versions) = when(first, || control::versions(here, shown));
    let page = DocumentPage {
        id: id.clone(),
        kind_href: format!("{register}?kind={}", kind.value),
        kind,
        title: leaves::title(here, &title, cut, leaf),
        text_lang,
        banners: banners(here, shown, permalink),
        summary: if first { summary } else { String::new() },
        summary_lang,
        parts,
        parts_all,
        toc: rendered.as_ref().map(|body| here.toc(&body.headings)).unwrap_or_default(),
        body: rendered.map(|body| body.html).unwrap_or_default(),
        legend: if tables.is_empty() { Vec::new() } else { matrices::legend(here) },
        matrices: tables,
        others: match list {
            Long::Document(_) => responsibilities::others_of(here, cut),
            _ => String::new(),
        },
        leaves: leaves::index(here, cut, matrix.into_iter().flat_map(|matrix| matrices::names(here, matrix)), |leaf| {
            list.leaf(leaf)
        }),
        related: when(first, || related(here, shown)),
        clauses: when(first, || meta.clauses.iter().filter(|id| !id.is_empty()).map(|id| here.clause(id)).collect()),
        exceptions: when(first && !permalink, || exceptions::lines(here, &|_, own| own.document == Some(shown.at))),
        approvals: when(first, || control.approvals.clone()),
        reviews: when(first, || control::reviews(here, shown)),
        versions,
        all_versions,
        evidence: control::evidence(here, shown).filter(|_| first),
        acknowledgement: acknowledgement(here, shown).filter(|_| first && in_force && !permalink),
        previous: neighbour(here, shown.at, -1).filter(|_| first && !permalink),
        next: neighbour(here, shown.at, 1).filter(|_| first && !permalink),
        edit: document
            .working
            .as_ref()
            .and_then(|working| here.edit(&edit_path(here, working)))
            .filter(|_| first && (!permalink || shown.version.is_none())),
        redline: redline.filter(|_| first),
        extra: serde_json::to_value(&meta.extra).unwrap_or_default(),
        unlisted: permalink || !in_force,
        control,
    };
    let named = if permalink {
        format!("{id} {title}, {} {version}", here.words.get("version").to_lowercase())
    } else {
        format!("{id} {title}")
    };
    let mut crumbs = crumbs(here, shown.at, permalink || !first);
    if permalink && !first {
        crumbs.push(here.link(list.first(), format!("{} {version}", here.words.get("version"))));
    }
    let mut frame = frame::frame(here, "documents", leaves::title(here, &named, cut, leaf), crumbs);
    frame.description = page.summary.clone();
    frame.classification = page.control.classification.clone();
    frame.print = format!("{id} · {} {version} · {status}", here.words.get("version"));
    let exists: Vec<Lang> =
        here.site.languages().iter().copied().filter(|lang| in_language(here, shown, *lang)).collect();
    frame.alternates = if permalink { Vec::new() } else { frame::alternates(here, &exists) };
    if permalink || !in_force {
        frame.noindex = true;
    }
    if here.handbook().config.base_url.is_some() {
        let own = exists.contains(&here.lang);
        let lang = if own { here.lang } else { exists.first().copied().unwrap_or(here.lang) };
        let canonical = if in_force { Long::Document(shown.at).leaf(leaf) } else { here.page };
        frame.canonical = Some(here.site.url(lang, canonical));
    }
    here.render(&frame, page)
}

/// A list where it is wanted, else nothing.
fn when<T: Default>(wanted: bool, list: impl FnOnce() -> T) -> T {
    if wanted { list() } else { T::default() }
}

/// The file an editor opens for this language.
fn edit_path(here: &Here<'_>, working: &crate::model::Revision) -> String {
    working.texts.get(&here.lang).map_or(&working.path, |text| &text.path).to_string()
}

/// Whether the text shown exists in a language.
fn in_language(here: &Here<'_>, shown: &Shown<'_>, lang: Lang) -> bool {
    let other = Here { lang, ..*here };
    other.text_of(shown.revision).is_some_and(|text| text.lang == lang)
}

fn banner(here: &Here<'_>, state: State, title: String, text: &str) -> Banner {
    let text = if text.is_empty() { String::new() } else { here.words.get(text).to_string() };
    Banner { text, ..Banner::new(state, title) }
}

/// Notices above the text, the most important first.
fn banners(here: &Here<'_>, shown: &Shown<'_>, permalink: bool) -> Vec<Banner> {
    let words = here.words;
    let mut banners = Vec::new();
    match &shown.state.standing {
        Standing::Broken => {
            banners.push(banner(here, State::Broken, words.get("banner_broken").to_string(), "banner_broken_text"));
        }
        Standing::Retired(end) => {
            let title = match end.date {
                Some(date) => words.fill("banner_retired", &[("d", &words.date(date))]),
                None => words.state(State::Retired).to_string(),
            };
            let mut notice = banner(here, State::Retired, title, "");
            let who: Vec<String> = end.by.iter().map(|(role, person)| here.signatory(role, person)).collect();
            if !who.is_empty() {
                notice.text = words.fill("banner_retired_by", &[("who", &who.join("; "))]);
            }
            (notice.said, notice.said_lang) = changes::reason(here, shown.document, &end.reason);
            if let Some(next) = end.replaced_by.as_deref().and_then(|id| here.handbook().document_at(id))
                && let Some(link) = here.document_link(next)
            {
                let doc = format!("{} {}", here.handbook().documents[next].id, link.text);
                notice.links.push(Link { text: words.fill("banner_replaced_by", &[("doc", &doc)]), ..link });
            }
            banners.push(notice);
        }
        _ => {}
    }
    banners.extend(standing_of_text(here, shown, permalink));
    if shown.is_in_force() && !shown.state.altered.is_empty() {
        banners.push(banner(here, State::Altered, words.get("banner_altered").to_string(), "banner_altered_text"));
    }
    banners.extend(translation(here, shown));
    banners
}

/// What the text shown is, when it is not simply the one in force at its own address.
fn standing_of_text(here: &Here<'_>, shown: &Shown<'_>, permalink: bool) -> Option<Banner> {
    let words = here.words;
    let to_current = || {
        here.document_link(shown.at).map(|link| Link {
            text: words.get("read_current").to_string(),
            lang: None,
            ..link
        })
    };
    let Some(version) = shown.approved() else {
        if shown.state.standing == Standing::Broken {
            return None;
        }
        let mut notice = match shown.revision.meta.status {
            Some(Lifecycle::InReview) => {
                let missing =
                    shown.state.judgement.as_ref().map(|judgement| judgement.missing.clone()).unwrap_or_default();
                let roles: Vec<String> = missing.iter().map(|role| here.role_name(role).text).collect();
                if roles.is_empty() {
                    banner(here, State::InReview, words.get("banner_in_review").to_string(), "")
                } else {
                    let title = words.fill("banner_awaiting", &[("role", &words.list(&roles))]);
                    banner(here, State::Awaiting, title, "")
                }
            }
            _ => banner(here, State::Draft, words.get("banner_draft").to_string(), "banner_draft_text"),
        };
        if shown.state.in_force.is_some() {
            notice.links.extend(to_current());
        }
        return Some(notice);
    };
    if matches!(shown.state.standing, Standing::Retired(_)) {
        return None;
    }
    if version.in_force {
        let title = words.fill("banner_permalink", &[("version", &version.version.to_string())]);
        return permalink
            .then(|| Banner { links: to_current().into_iter().collect(), ..banner(here, State::Info, title, "") });
    }
    if version.effective > here.as_of() {
        let title = words.fill("banner_not_yet", &[("d", &words.date(version.effective))]);
        return Some(Banner { links: to_current().into_iter().collect(), ..banner(here, State::NotYet, title, "") });
    }
    let current = shown.state.current()?;
    let next = shown.successor().unwrap_or(current);
    let title =
        words.fill("banner_superseded", &[("version", &next.version.to_string()), ("d", &words.date(next.effective))]);
    let since = shown.version.and_then(|place| redline::since(here, shown.at, place));
    let since = since.map(|href| Link { href, text: words.get("see_since").to_string(), lang: None });
    Some(Banner {
        links: to_current().into_iter().chain(since).collect(),
        text: words.fill("banner_superseded_text", &[("version", &current.version.to_string())]),
        ..banner(here, State::Superseded, title, "")
    })
}

/// Whether the reader's language has this text, and if not, why.
fn translation(here: &Here<'_>, shown: &Shown<'_>) -> Option<Banner> {
    let words = here.words;
    let text = here.text_of(shown.revision)?;
    if text.lang == here.lang || shown.state.standing == Standing::Broken {
        return None;
    }
    let lang = here.language(text.lang);
    let behind = match shown.state.translations.get(&here.lang) {
        Some(TranslationState::Behind(Some(old))) if shown.is_in_force() => Some(old.to_string()),
        _ => None,
    };
    Some(match behind {
        Some(old) => {
            let current = shown.approved().map(|version| version.version.to_string()).unwrap_or_default();
            let title = words.fill("banner_behind", &[("v", &old), ("lang", &lang), ("current", &current)]);
            Banner {
                text: words.fill("banner_untranslated_text", &[("lang", &lang)]),
                ..banner(here, State::Behind, title, "")
            }
        }
        None => {
            let title = words.get("banner_untranslated").to_string();
            Banner {
                text: words.fill("banner_untranslated_text", &[("lang", &lang)]),
                ..banner(here, State::Untranslated, title, "")
            }
        }
    })
}

fn related(here: &Here<'_>, shown: &Shown<'_>) -> Vec<DocumentLine> {
    let meta = &shown.revision.meta;
    let mut lines = Vec::new();
    let mut seen = vec![shown.at];
    let replaced = here.words.get("supersedes");
    for (names, note) in [(&meta.related, ""), (&meta.supersedes, replaced)] {
        for name in names {
            let Some(at) = here.handbook().document_at(name).filter(|at| !seen.contains(at)) else { continue };
            seen.push(at);
            lines.extend(here.document_line(at, note.to_string()));
        }
    }
    lines
}

/// Where to say that one has read the version in force, and how many have. Counts only: the count of a role that one
/// person holds would be a name.
fn acknowledgement(here: &Here<'_>, shown: &Shown<'_>) -> Option<Acknowledgement> {
    let count = |read: usize, all: usize| {
        here.words.count("acknowledged", read as i64, &[("all", &here.words.whole(all as i64))])
    };
    let reading = here.site.assessment.acknowledgements[shown.at].as_ref();
    let roles = &here.handbook().organisation.roles;
    let of_roles = reading.into_iter().flat_map(|reading| &reading.roles).filter(|(_, _, all)| *all > 1);
    let of_roles = of_roles
        .map(|(role, read, all)| RoleRead { role: here.role_name(roles[*role].id.as_str()), text: count(*read, *all) });
    let text = reading.map(|reading| count(reading.read(), reading.readers.len())).unwrap_or_default();
    let href = acknowledge_link(here, shown);
    let any = href.is_some() || !text.is_empty();
    any.then(|| Acknowledgement { href, text, roles: of_roles.collect() })
}

/// The form that takes the receipt of the version shown.
fn acknowledge_link(here: &Here<'_>, shown: &Shown<'_>) -> Option<String> {
    let template = here.handbook().config.acknowledge.as_deref()?;
    let meta = &shown.revision.meta;
    let text = here.text_of(shown.revision)?;
    let digest = text.digest().to_string();
    let version = meta.version.as_ref().map(ToString::to_string).unwrap_or_default();
    let href = template.replace("{id}", meta.id.as_str()).replace("{version}", &version).replace("{sha256}", &digest);
    (href.starts_with("https://") || href.starts_with("http://")).then_some(href)
}

/// The document of the same kind before (-1) or after (1) this one that has a page.
fn neighbour(here: &Here<'_>, at: usize, step: isize) -> Option<Link> {
    let documents = &here.handbook().documents;
    let kind = documents[at].kind;
    let mut next = at.checked_add_signed(step)?;
    while let Some(other) = documents.get(next) {
        if other.kind == kind && here.site.assessment.documents[next].standing == Standing::InForce {
            let link = here.document_link(next)?;
            return Some(Link { text: format!("{} {}", other.id, link.text), ..link });
        }
        next = next.checked_add_signed(step)?;
    }
    None
}
