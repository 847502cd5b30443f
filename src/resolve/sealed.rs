//! The sealed versions of a document, read from the archive's copies as the working files are read.

use crate::archive::{Act, Trail};
use crate::lang::Lang;
use crate::model::document::{Document, Revision, SealedVersion};
use crate::model::{Id, Kind, Texts};
use crate::parse;
use crate::parse::fields::Fields;
use crate::source::yaml::{self, Limits, Node};
use crate::source::{Sources, front};
use std::sync::Arc;

/// The versions that a trail's approvals sealed, in their order, each with the translations sealed with it or later.
/// Sealed bytes keep no folder, so `kind` comes from the working file; `prevailing` is the language of a main file that
/// names none.
/// What cannot be read is left out: the archive's own checks have reported it, and an unsound trail shows no text.
pub fn versions(sources: &Sources, trail: &Trail, kind: Kind, prevailing: Lang) -> Vec<SealedVersion> {
    let mut versions: Vec<SealedVersion> = Vec::new();
    for (at, sealed) in trail.sealed.iter().enumerate() {
        match &sealed.event.act {
            Act::Approved { effective, files, .. } => {
                let files: Vec<Arc<str>> = files.keys().map(|name| path(sources, trail, name)).collect();
                let Some(revision) = revision(sources, &files, &trail.id, kind, prevailing) else { continue };
                let approved = sealed.event.date;
                versions.push(SealedVersion {
                    revision,
                    before: Vec::new(),
                    version: sealed.event.version.clone(),
                    approved,
                    effective: (*effective).max(approved),
                    event: at,
                });
            }
            Act::Translated { language, files } => {
                let Some(version) = versions.iter_mut().find(|version| version.version == sealed.event.version) else {
                    continue;
                };
                version.before.push((sealed.event.date, version.revision.clone()));
                for name in files.keys() {
                    let path = path(sources, trail, name);
                    if let Some((node, source)) = read(sources, &path) {
                        let text = parse::text_of(source, &path, *language, &node);
                        version.revision.texts.insert(*language, text);
                    }
                }
            }
            _ => {}
        }
    }
    versions
}

/// The files beside a document's working text that were sealed with the version it claims, and that differ or are gone.
pub fn changed_beside(sources: &Sources, document: &Document, trail: &Trail) -> Vec<Arc<str>> {
    let Some(working) = &document.working else { return Vec::new() };
    let claimed = trail.approvals().find(|sealed| Some(&sealed.event.version) == working.meta.version.as_ref());
    let folder = working.path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let names = claimed.into_iter().flat_map(|sealed| sealed.event.files().keys());
    names
        .filter(|name| !name.ends_with(".md") && !name.ends_with(".markdown"))
        .filter_map(|name| {
            let own = format!("{folder}{}", name.rsplit('/').next().unwrap_or(name));
            let same = sources.text(&own) == sources.text(&path(sources, trail, name));
            (!same).then(|| Arc::from(own))
        })
        .collect()
}

fn path(sources: &Sources, trail: &Trail, name: &str) -> Arc<str> {
    Arc::from(sources.content_path(&format!("archive/{}/{name}", trail.id)))
}

/// The front matter of a sealed file, and the file.
fn read(sources: &Sources, path: &Arc<str>) -> Option<(Node, Arc<str>)> {
    let source = sources.text(path)?.clone();
    let range = front::split(&source).yaml?;
    let read = yaml::read(source.get(range)?, &Limits::FRONT_MATTER).ok()?;
    Some((read.node, source))
}

/// The sealed files of one approval: the main file is the one that carries the id.
fn revision(sources: &Sources, files: &[Arc<str>], id: &str, kind: Kind, prevailing: Lang) -> Option<Revision> {
    let read: Vec<(Arc<str>, Node, Arc<str>)> = files
        .iter()
        .filter_map(|path| read(sources, path).map(|(node, source)| (path.clone(), node, source)))
        .collect();
    let (main, node, _) = read.iter().find(|(_, node, _)| Fields(node).node("id").is_some())?;
    let own = Fields(node).text("kind").and_then(|name| Kind::named(&name)).unwrap_or(kind);
    let meta = parse::document::metadata(node, own, &Id::derived(id));
    let mut texts = Texts::new();
    for (path, node, source) in &read {
        let lang = language(path).unwrap_or(prevailing);
        texts.insert(lang, parse::text_of(source.clone(), path, lang, node));
    }
    Some(Revision::new(meta, texts, main.clone()))
}

/// The language in a file's name (`NAME.fr.md`); none for a main file without one.
fn language(path: &str) -> Option<Lang> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.')?.0;
    Lang::parse(stem.rsplit_once('.')?.1)
}
