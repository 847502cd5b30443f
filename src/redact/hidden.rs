//! What is above the level, as something that can be asked: is this id hidden, this file, does this text speak of it?

use super::Places;
use super::documents::Kept;
use super::leadership::Shelves;
use crate::archive;
use crate::lang::Wording;
use crate::model::{Described, Handbook, Revision, Shelf, Texts};
use crate::resolve::matrix;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is above the level.
#[derive(Default)]
pub struct Hidden {
    ids: BTreeSet<String>,
    paths: BTreeSet<Arc<str>>,
    /// Folders of the archive, each with a slash at its end.
    folders: Vec<String>,
    /// Ids and names of files, as words of a text.
    words: BTreeSet<String>,
    /// Titles in lower case, by their first word.
    titles: BTreeMap<String, BTreeSet<String>>,
}

/// Titles with fewer letters are ordinary words too often to be looked for.
const SHORTEST: usize = 5;

impl Hidden {
    /// Everything that is not kept.
    pub(super) fn of(
        sources: &Sources,
        handbook: &Handbook,
        kept: &[Option<Kept>],
        places: &Places,
        shelves: &Shelves,
    ) -> Hidden {
        let mut hidden = Hidden::default();
        let archive = archive::folder(sources);
        for (document, kept) in handbook.documents.iter().zip(kept) {
            let open = |at: usize| kept.as_ref().is_some_and(|kept| kept.sealed[at]);
            let sealed = document.sealed.iter().enumerate().filter(|(at, _)| !open(*at));
            let sealed = sealed.map(|(_, version)| &version.revision);
            let working = document.working.as_deref().filter(|_| kept.as_ref().is_none_or(|kept| !kept.working));
            for revision in sealed.chain(working) {
                hidden.revision(sources, handbook, revision, kept.is_none());
            }
            if kept.is_none() {
                hidden.id(document.id.as_str());
                let folder = document.trail.as_ref().map(|trail| format!("{archive}/{}/", trail.id));
                hidden.folders.extend(folder);
            }
        }
        for (role, _) in handbook.organisation.roles.iter().zip(&places.roles).filter(|(_, place)| place.is_none()) {
            hidden.id(role.id.as_str());
            hidden.title(&role.title);
            hidden.texts(&role.texts, true);
        }
        for (page, _) in handbook.pages.iter().zip(&places.pages).filter(|(_, place)| place.is_none()) {
            hidden.texts(&page.texts, true);
        }
        if !places.home {
            hidden.texts(&handbook.home, false);
        }
        let leadership = &handbook.leadership;
        for commitment in hidden.sheets(&leadership.commitments, &shelves.commitments) {
            commitment.actions.iter().for_each(|action| hidden.id(&action.id));
        }
        for record in hidden.sheets(&leadership.records, &shelves.records) {
            record.decisions.iter().for_each(|decision| hidden.id(&decision.id));
            let folder = record.sheet.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            hidden.paths.extend(record.files.iter().map(|file| Arc::from(format!("{folder}/{}", file.path))));
        }
        for indicator in hidden.sheets(&leadership.indicators, &shelves.indicators) {
            hidden.paths.extend(indicator.table.clone());
        }
        hidden.sheets(&leadership.objectives, &shelves.objectives);
        hidden.sheets(&leadership.exceptions, &shelves.exceptions);
        hidden
    }

    /// Notes what of a shelf is not kept, and gives it back.
    fn sheets<'h, T: Described>(&mut self, shelf: &'h Shelf<T>, kept: &[bool]) -> Vec<&'h T> {
        let gone: Vec<&T> = shelf.iter().zip(kept).filter(|(_, kept)| !**kept).map(|(thing, _)| thing).collect();
        for sheet in gone.iter().map(|thing| thing.sheet()) {
            self.id(sheet.id.as_str());
            self.title(&sheet.title);
            self.texts(&sheet.texts, true);
        }
        gone
    }

    /// Whether this is the id of something hidden, whatever the case.
    pub fn names(&self, id: &str) -> bool {
        self.ids.contains(&id.to_lowercase())
    }

    /// Whether this file belongs to something hidden.
    pub fn holds(&self, path: &str) -> bool {
        self.paths.contains(path) || self.folders.iter().any(|folder| path.starts_with(folder.as_str()))
    }

    /// More files that are not handed out.
    pub fn hold(&mut self, paths: BTreeSet<Arc<str>>) {
        self.paths.extend(paths);
    }

    /// Whether a text holds the id, the title or a file's name of anything hidden.
    pub fn is_named_in(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
        let ids = lower.split(|c: char| !inner(c)).map(|word| word.trim_matches(['.', '-', '_']));
        if ids.into_iter().any(|word| self.words.contains(word)) {
            return true;
        }
        let mut rest = lower.as_str();
        while let Some(start) = rest.find(char::is_alphanumeric) {
            let here = &rest[start..];
            let end = here.find(|c: char| !c.is_alphanumeric()).unwrap_or(here.len());
            let titles = self.titles.get(&here[..end]).into_iter().flatten();
            if titles.into_iter().any(|title| here.starts_with(title.as_str())) {
                return true;
            }
            rest = &here[end..];
        }
        false
    }

    fn id(&mut self, id: &str) {
        self.ids.insert(id.to_lowercase());
        self.words.insert(id.to_lowercase());
    }

    fn revision(&mut self, sources: &Sources, handbook: &Handbook, revision: &Revision, titled: bool) {
        self.texts(&revision.texts, titled);
        if titled {
            self.title(&revision.meta.title);
        }
        self.paths.extend(matrix::files(sources, revision, &handbook.config.languages));
    }

    fn texts(&mut self, texts: &Texts, titled: bool) {
        for text in texts.values() {
            self.paths.insert(text.path.clone());
            if titled {
                let name = text.path.rsplit('/').next().unwrap_or_default().to_lowercase();
                self.words.insert(name);
                self.title(&Wording { all: text.title.clone(), by: Vec::new() });
            }
        }
    }

    fn title(&mut self, title: &Wording) {
        for title in title.all.iter().chain(title.by.iter().map(|(_, title)| title)) {
            let lower = title.trim().to_lowercase();
            let Some(start) = lower.find(char::is_alphanumeric).filter(|_| lower.chars().count() >= SHORTEST) else {
                continue;
            };
            let lower = &lower[start..];
            let end = lower.find(|c: char| !c.is_alphanumeric()).unwrap_or(lower.len());
            self.titles.entry(lower[..end].to_string()).or_default().insert(lower.to_string());
        }
    }
}
