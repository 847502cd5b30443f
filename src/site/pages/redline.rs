//! What changed between two versions of a document: facts first, then the text section by section.

use super::changes;
use super::control::{self, Shown};
use crate::assess::{duties, matrix_changes};
use crate::lang::Lang;
use crate::markdown::{self, Comparable, LinkKind, Part, PartState, Redline, Render};
use crate::model::document::Revision;
use crate::model::{Document, Id, Text};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::{self, Here};
use crate::site::theme::ThemeError;
use crate::view::parts::State;
use crate::view::redline::{FactChange, FactPiece, RedlinePage, RedlineSection, RedlineSide, VersionSummary};

/// The redline of an approved version against the one before it.
pub fn between_versions(here: &Here<'_>, at: usize, place: usize) -> Result<String, ThemeError> {
    of_versions(here, at, place - 1, place)
}

/// The redline of the version in force against a superseded one.
pub fn to_current(here: &Here<'_>, at: usize, place: usize) -> Result<String, ThemeError> {
    match here.document(at).1.in_force {
        Some(current) => of_versions(here, at, place, current),
        None => Ok(String::new()),
    }
}

fn of_versions(here: &Here<'_>, at: usize, old: usize, new: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let side = |place: usize| {
        let revision = state.versions[place].at.revision(document)?;
        Some(Shown { at, document, state, revision, version: Some(place) })
    };
    match (side(old), side(new)) {
        (Some(old), Some(new)) => render(here, &old, &new),
        _ => Ok(String::new()),
    }
}

/// The address of the redline from a version to the one in force; for the one before it, that is its own redline.
pub fn since(here: &Here<'_>, at: usize, place: usize) -> Option<String> {
    let current = here.document(at).1.in_force?;
    let page = if place + 1 == current { Page::Redline(at, current) } else { Page::ToCurrent(at, place) };
    (place < current && here.site.has(here.lang, page)).then(|| here.href(page))
}

/// The redline of the working files against the version in force.
pub fn of_draft(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let (Some(old), Some(new)) = (state.revision(document), &document.working) else { return Ok(String::new()) };
    let old = Shown { at, document, state, revision: old, version: state.in_force };
    let new = Shown { at, document, state, revision: new, version: None };
    render(here, &old, &new)
}

fn render(here: &Here<'_>, old: &Shown<'_>, new: &Shown<'_>) -> Result<String, ThemeError> {
    let (at, document) = (new.at, new.document);
    let (before, after) = texts(here, old.revision, new.revision);
    let (sections, counts) = match (before, after) {
        (Some(before), Some(after)) => sections(here, document, before, after),
        _ => (Vec::new(), String::new()),
    };
    let last = new.state.versions.len();
    let neighbour = |place: usize| {
        let version = &new.state.versions[place].version;
        here.link(Page::Redline(at, place), format!("{} {version}", here.words.get("version")))
    };
    let to_current = matches!(here.page, Page::ToCurrent(..));
    let published = |place: usize| !to_current && here.site.has(here.lang, Page::Redline(at, place));
    let mut page = RedlinePage {
        id: document.id.to_string(),
        title: String::new(),
        document: here.document_link(at).unwrap_or_else(|| here.link(Page::Register, document.id.to_string())),
        text_lang: after.map(|text| text.lang).filter(|lang| *lang != here.lang),
        summaries: summaries(here, old, new),
        counts,
        facts: facts(here, old, new),
        duties: duties(here, old, new),
        earlier: new.version.filter(|place| *place > 1 && published(place - 1)).map(|place| neighbour(place - 1)),
        later: new.version.filter(|place| place + 1 < last && published(place + 1)).map(|place| neighbour(place + 1)),
        from: side(here, old),
        to: side(here, new),
        sections,
    };
    let mut crumbs = vec![here.link(Page::Register, here.words.get("documents"))];
    crumbs.extend(here.document_link(at));
    let title = if to_current {
        here.words.fill("redline_since", &[("version", &page.from.version)])
    } else {
        here.words.fill("redline_title", &[("version", &page.to.version)])
    };
    page.title.clone_from(&title);
    let mut frame = frame::frame(here, "documents", format!("{}: {title}", document.id), crumbs);
    frame.noindex = true;
    frame.alternates = Vec::new();
    frame.print = format!("{} · {title}", document.id);
    here.render(&frame, page)
}

/// The two texts to compare: both in the reader's language where both exist in it, else both in the main language.
fn texts<'a>(here: &Here<'a>, old: &'a Revision, new: &'a Revision) -> (Option<&'a Text>, Option<&'a Text>) {
    let (before, after) = (here.text_of(old), here.text_of(new));
    if before.map(|text| text.lang) == after.map(|text| text.lang) {
        return (before, after);
    }
    let main = |revision: &'a Revision| revision.texts.values().find(|text| text.path == revision.path);
    (main(old).or(before), main(new).or(after))
}

fn side(here: &Here<'_>, shown: &Shown<'_>) -> RedlineSide {
    let version = shown.revision.meta.version.as_ref().map(ToString::to_string).unwrap_or_default();
    let page = match shown.version {
        Some(place) => Page::Version(shown.at, place),
        None => Page::Draft(shown.at),
    };
    RedlineSide {
        link: here.link(page, format!("{} {version}", here.words.get("version"))),
        version,
        date: shown.approved().map(|version| here.day(version.approved)),
        chip: control::status(here, shown),
    }
}

/// What the authors of the versions between say, the newest first.
fn summaries(here: &Here<'_>, old: &Shown<'_>, new: &Shown<'_>) -> Vec<VersionSummary> {
    let (document, state) = (new.document, new.state);
    let between = old.version.zip(new.version).map_or(0..0, |(old, new)| old + 1..new);
    let between = between.rev().filter_map(|place| state.versions[place].at.revision(document));
    let said = std::iter::once(new.revision).chain(between).map(|revision| {
        let version = revision.meta.version.as_ref().map(ToString::to_string).unwrap_or_default();
        let (text, lang) = changes::summary(here, revision);
        VersionSummary { version: format!("{} {version}", here.words.get("version")), text, lang }
    });
    said.filter(|said| !said.text.is_empty()).collect()
}

/// A fact before and after, what both name told from what only one does.
fn fact(label: &str, before: &[String], after: &[String]) -> Option<FactChange> {
    let side = |own: &[String], other: &[String]| -> Vec<FactPiece> {
        let named = own.iter().filter(|text| !text.is_empty());
        named.map(|text| FactPiece { text: text.clone(), changed: !other.contains(text) }).collect()
    };
    let (mut before, mut after) = (side(before, after), side(after, before));
    // The same things in another order: all of them changed.
    if before != after && before.iter().chain(&after).all(|piece| !piece.changed) {
        before.iter_mut().chain(&mut after).for_each(|piece| piece.changed = true);
    }
    (before != after).then(|| FactChange { label: label.to_string(), before, after })
}

/// Facts of the front matter that differ.
fn facts(here: &Here<'_>, old: &Shown<'_>, new: &Shown<'_>) -> Vec<FactChange> {
    let people = |shown: &Shown<'_>| {
        let rows = control::approvals(here, shown).into_iter().filter_map(|row| {
            let role = Some(row.role.text).filter(|role| !role.is_empty());
            Some(row.person.map(|person| person.text)?).into_iter().chain(role).reduce(|a, b| format!("{a}, {b}"))
        });
        rows.collect::<Vec<_>>()
    };
    let parties = |names: &[String]| {
        names.iter().filter(|name| !name.is_empty()).map(|name| here.party(name).text).collect::<Vec<_>>()
    };
    let every = |shown: &Shown<'_>| match shown.revision.meta.review {
        Some(crate::model::document::ReviewRule::Every(every)) => here.words.every(every),
        Some(crate::model::document::ReviewRule::Never) => here.words.state(State::NoReview).to_string(),
        None => here.words.every(here.handbook().config.review_every),
    };
    let day = |date: Option<crate::date::Date>| date.map(|date| here.words.date(date)).unwrap_or_default();
    let several = |value: &dyn Fn(&Shown<'_>) -> Vec<String>| (value(old), value(new));
    let both = |value: &dyn Fn(&Shown<'_>) -> String| (vec![value(old)], vec![value(new)]);
    let lines = [
        ("title", both(&|shown| here.revision_title(shown.revision).0)),
        (
            "owner",
            both(&|shown| {
                shown.revision.meta.owner.as_deref().map(|owner| here.role_name(owner).text).unwrap_or_default()
            }),
        ),
        ("approved_by", several(&people)),
        ("in_force_since", both(&|shown| day(shown.approved().map(|version| version.effective)))),
        ("review", both(&every)),
        ("classification", both(&|shown| here.classification(shown.revision.meta.classification.as_deref()))),
        ("applies_to", several(&|shown| parties(&shown.revision.meta.audience))),
        ("clauses", several(&|shown| shown.revision.meta.clauses.iter().map(ToString::to_string).collect())),
        ("retention", both(&|shown| shown.revision.meta.retention.clone().unwrap_or_default())),
        ("related", several(&|shown| shown.revision.meta.related.iter().map(ToString::to_string).collect())),
    ];
    lines.into_iter().filter_map(|(key, (before, after))| fact(here.words.get(key), &before, &after)).collect()
}

/// The text by sections, and how much of it changed in words.
fn sections(here: &Here<'_>, document: &Document, before: &Text, after: &Text) -> (Vec<RedlineSection>, String) {
    let origin = here::origin(here, document, after);
    let resolve = |target: &str, kind: LinkKind| here.resolve(&origin, target, kind);
    let read = |text: &Text| {
        let body = text.body();
        here.site.comparables.get(text.path.clone(), || (Comparable::of(body, 1), body.len()))
    };
    let redline = markdown::redline(&read(before), &read(after), &Render::new(&resolve, here.labels));
    if redline.is_unchanged() {
        return (Vec::new(), here.words.get("no_changes").to_string());
    }
    let counts = counts(here, &redline);
    let section = |(at, part): (usize, Part)| RedlineSection {
        anchor: format!("part:{}", at + 1),
        heading: part.heading,
        state: match part.state {
            PartState::Unchanged => State::Unchanged,
            PartState::Changed => State::Changed,
            PartState::Added => State::Added,
            PartState::Removed => State::Removed,
            PartState::Moved | PartState::Away => State::Moved,
        },
        away: part.state == PartState::Away,
        body: part.html,
    };
    (redline.parts.into_iter().enumerate().map(section).collect(), counts)
}

/// `3 sections changed, 1 added`, and for a text without sections its passages.
fn counts(here: &Here<'_>, redline: &Redline) -> String {
    let words = |counts: [(usize, &str); 4]| -> String {
        let said = counts.into_iter().filter(|(n, _)| *n > 0);
        let said: Vec<String> =
            said.map(|(n, key)| here.words.count(key, i64::try_from(n).unwrap_or(i64::MAX), &[])).collect();
        said.join(", ")
    };
    let sections = |state: PartState| redline.parts.iter().filter(|part| part.state == state).count();
    let passages = words([
        (redline.counts.changed, "passages_changed"),
        (redline.counts.added, "passages_added"),
        (redline.counts.removed, "passages_removed"),
        (redline.counts.moved, "passages_moved"),
    ]);
    if redline.parts.len() < 2 {
        return passages;
    }
    let sections = words([
        (sections(PartState::Changed), "sections_changed"),
        (sections(PartState::Added), "sections_added"),
        (sections(PartState::Removed), "sections_removed"),
        (sections(PartState::Moved), "sections_moved"),
    ]);
    format!("{sections} ({passages})")
}

/// What a matrix's changes mean for people, a sentence each.
fn duties(here: &Here<'_>, old: &Shown<'_>, new: &Shown<'_>) -> Vec<String> {
    let matrix = |shown: &Shown<'_>| duties::matrix_of(here.site.handbook, shown.at, shown.text());
    let (Some(before), Some(after)) = (matrix(old), matrix(new)) else { return Vec::new() };
    let title = |id: &Id, lang: Lang| here.handbook().role_title(id.as_str(), lang);
    let changes = matrix_changes::changes(before, after);
    let says = changes.iter().map(|change| change.says(&here.handbook().alphabet, &title));
    says.map(|says| says.in_tongue(here.words.tongue()).replace('`', "")).collect()
}
