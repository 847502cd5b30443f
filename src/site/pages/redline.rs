//! What changed between two versions of a document: facts first, then the text section by section.

use super::changes;
use super::control::{self, Shown};
use crate::markdown::{self, Heading, LinkKind, Render};
use crate::model::document::Revision;
use crate::model::{Document, Text};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::{self, Here};
use crate::site::theme::ThemeError;
use crate::view::parts::State;
use crate::view::redline::{FactChange, RedlinePage, RedlineSection, RedlineSide};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::cell::Cell;

/// The redline of an approved version against the one before it.
pub fn between_versions(here: &Here<'_>, at: usize, place: usize) -> Result<String, ThemeError> {
    let (document, state) = here.document(at);
    let side = |place: usize| {
        let revision = state.versions[place].at.revision(document)?;
        Some(Shown { at, document, state, revision, version: Some(place) })
    };
    match (side(place - 1), side(place)) {
        (Some(old), Some(new)) => render(here, &old, &new),
        _ => Ok(String::new()),
    }
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
    let sections = match (before, after) {
        (Some(before), Some(after)) => sections(here, document, before, after),
        _ => Vec::new(),
    };
    let count = |state: State, key: &str| {
        let n = sections.iter().filter(|section| section.state == state).count() as i64;
        (n > 0).then(|| here.words.count(key, n, &[]))
    };
    let counts = [
        count(State::Changed, "sections_changed"),
        count(State::Added, "sections_added"),
        count(State::Removed, "sections_removed"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let unchanged = counts.is_empty();
    let last = new.state.versions.len();
    let neighbour = |place: usize| {
        let version = &new.state.versions[place].version;
        here.link(Page::Redline(at, place), format!("{} {version}", here.words.get("version")))
    };
    let published = |place: usize| here.site.has(here.lang, Page::Redline(at, place));
    let (summary, summary_lang) = changes::summary(here, new.revision);
    let page = RedlinePage {
        id: document.id.to_string(),
        document: here.document_link(at).unwrap_or_else(|| here.link(Page::Register, document.id.to_string())),
        text_lang: after.map(|text| text.lang).filter(|lang| *lang != here.lang),
        summary,
        summary_lang,
        counts: if unchanged { here.words.get("no_changes").to_string() } else { counts.join(", ") },
        facts: facts(here, old, new),
        earlier: new.version.filter(|place| *place > 1 && published(place - 1)).map(|place| neighbour(place - 1)),
        later: new.version.filter(|place| place + 1 < last && published(place + 1)).map(|place| neighbour(place + 1)),
        from: side(here, old),
        to: side(here, new),
        sections: if unchanged { Vec::new() } else { sections },
    };
    let mut crumbs = vec![here.link(Page::Register, here.words.get("documents"))];
    crumbs.extend(here.document_link(at));
    let title = here.words.fill("redline_title", &[("version", &page.to.version)]);
    let mut frame = frame::frame(here, "documents", format!("{}: {title}", document.id), crumbs);
    frame.noindex = true;
    frame.alternates = Vec::new();
    frame.print = format!("{} · {title}", document.id);
    here.render(&frame, &page)
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

/// Facts of the front matter that differ.
fn facts(here: &Here<'_>, old: &Shown<'_>, new: &Shown<'_>) -> Vec<FactChange> {
    let people = |shown: &Shown<'_>| {
        let rows = control::approvals(here, shown).into_iter().filter_map(|row| {
            let person = row.person.map(|person| person.text)?;
            Some(format!("{person}, {}", row.role.text))
        });
        rows.collect::<Vec<_>>().join("; ")
    };
    let parties = |names: &[String]| {
        names.iter().filter(|name| !name.is_empty()).map(|name| here.party(name).text).collect::<Vec<_>>().join(", ")
    };
    let every = |shown: &Shown<'_>| match shown.revision.meta.review {
        Some(crate::model::document::ReviewRule::Every(every)) => here.words.every(every),
        Some(crate::model::document::ReviewRule::Never) => here.words.state(State::NoReview).to_string(),
        None => here.words.every(here.handbook().config.review_every),
    };
    let day = |date: Option<crate::date::Date>| date.map(|date| here.words.date(date)).unwrap_or_default();
    let both = |value: &dyn Fn(&Shown<'_>) -> String| (value(old), value(new));
    let lines = [
        ("title", both(&|shown| here.revision_title(shown.revision).0)),
        (
            "owner",
            both(&|shown| {
                shown.revision.meta.owner.as_deref().map(|owner| here.role_name(owner).text).unwrap_or_default()
            }),
        ),
        ("approved_by", both(&people)),
        ("in_force_since", both(&|shown| day(shown.approved().map(|version| version.effective)))),
        ("review", both(&every)),
        ("classification", both(&|shown| here.classification(shown.revision.meta.classification.as_deref()))),
        ("applies_to", both(&|shown| parties(&shown.revision.meta.audience))),
        ("clauses", both(&|shown| shown.revision.meta.clauses.join(", "))),
        ("retention", both(&|shown| shown.revision.meta.retention.clone().unwrap_or_default())),
        ("related", both(&|shown| shown.revision.meta.related.join(", "))),
    ];
    lines
        .into_iter()
        .filter(|(_, (before, after))| before != after)
        .map(|(key, (before, after))| FactChange { label: here.words.get(key).to_string(), before, after })
        .collect()
}

/// A piece of a text: from one heading of level 1 or 2 to the next.
struct Piece<'t> {
    heading: String,
    anchor: String,
    body: &'t str,
}

fn pieces(text: &Text) -> Vec<Piece<'_>> {
    let body = text.body();
    let tops: Vec<&Heading> = text.outline.headings.iter().filter(|heading| heading.level <= 2).collect();
    let ends = tops.iter().skip(1).map(|heading| heading.range.start).chain([body.len()]);
    let first = tops.first().map_or(body.len(), |heading| heading.range.start);
    let intro = Piece { heading: String::new(), anchor: "start".to_string(), body: &body[..first] };
    let rest = tops.iter().zip(ends).map(|(heading, end)| Piece {
        heading: heading.text.clone(),
        anchor: heading.anchor.clone(),
        body: &body[heading.range.start..end],
    });
    let pieces = std::iter::once(intro).chain(rest);
    pieces.filter(|piece| !piece.body.trim().is_empty()).collect()
}

/// The sections of both texts in the order of the newer, each with its redline.
fn sections(here: &Here<'_>, document: &Document, before: &Text, after: &Text) -> Vec<RedlineSection> {
    let (old, new) = (pieces(before), pieces(after));
    let names = |pieces: &[Piece<'_>]| -> Vec<String> { pieces.iter().map(|piece| piece.heading.clone()).collect() };
    let maker = Maker { here, document, before, after, tables: Cell::new(0) };
    let mut sections = Vec::new();
    for op in capture_diff_slices(Algorithm::Patience, &names(&old), &names(&new)) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                for step in 0..len {
                    sections.push(maker.pair(&old[old_index + step], &new[new_index + step]));
                }
            }
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                // Renamed headings: sections in the same place are compared with each other.
                let shared = old_len.min(new_len);
                for step in 0..shared {
                    sections.push(maker.pair(&old[old_index + step], &new[new_index + step]));
                }
                maker.gone(&old[old_index + shared..old_index + old_len], &mut sections);
                maker.come(&new[new_index + shared..new_index + new_len], &mut sections);
            }
            DiffOp::Delete { old_index, old_len, .. } => {
                maker.gone(&old[old_index..old_index + old_len], &mut sections)
            }
            DiffOp::Insert { new_index, new_len, .. } => {
                maker.come(&new[new_index..new_index + new_len], &mut sections)
            }
        }
    }
    unique(&mut sections);
    sections
}

struct Maker<'m, 'a> {
    here: &'m Here<'a>,
    document: &'m Document,
    before: &'m Text,
    after: &'m Text,
    tables: Cell<usize>,
}

impl Maker<'_, '_> {
    fn pair(&self, old: &Piece<'_>, new: &Piece<'_>) -> RedlineSection {
        let unchanged = old.body.trim() == new.body.trim();
        RedlineSection {
            anchor: new.anchor.clone(),
            heading: new.heading.clone(),
            state: if unchanged { State::Unchanged } else { State::Changed },
            body: self.redline(old.body, new.body, &new.anchor),
        }
    }

    fn gone(&self, pieces: &[Piece<'_>], sections: &mut Vec<RedlineSection>) {
        sections.extend(pieces.iter().map(|piece| RedlineSection {
            anchor: format!("{}-removed", piece.anchor),
            heading: piece.heading.clone(),
            state: State::Removed,
            body: self.redline(piece.body, "", &format!("{}-removed", piece.anchor)),
        }));
    }

    fn come(&self, pieces: &[Piece<'_>], sections: &mut Vec<RedlineSection>) {
        sections.extend(pieces.iter().map(|piece| RedlineSection {
            anchor: piece.anchor.clone(),
            heading: piece.heading.clone(),
            state: State::Added,
            body: self.redline("", piece.body, &piece.anchor),
        }));
    }

    fn redline(&self, old: &str, new: &str, prefix: &str) -> String {
        let source = if new.is_empty() { self.before } else { self.after };
        let origin = here::origin(self.here, self.document, source);
        let resolve = |target: &str, kind: LinkKind| self.here.resolve(&origin, target, kind);
        let labels = self.here.labels();
        let prefix = format!("{prefix}-");
        let options = Render::new(&resolve, &labels).shifted(1).prefixed(&prefix).counted(&self.tables);
        if old.trim() == new.trim() {
            return markdown::render(new, &options).html;
        }
        markdown::redline(old, new, &options).html
    }
}

/// Anchors are unique on the page.
fn unique(sections: &mut [RedlineSection]) {
    let mut seen = std::collections::BTreeSet::new();
    for section in sections {
        let base = format!("section-{}", section.anchor);
        let mut anchor = base.clone();
        let mut next = 2;
        while !seen.insert(anchor.clone()) {
            anchor = format!("{base}-{next}");
            next += 1;
        }
        section.anchor = anchor;
    }
}
