//! Reading the handbook again after a save. A file that cannot be understood any more is stood in for by its last good text,
//! so that its page stays while it is put right; what is wrong with it is reported from the file as it is.

use crate::error::Error;
use crate::finding::catalogue::source as rules;
use crate::finding::{Checked, Finding};
use crate::pipeline::{self, Memory, Reading};
use crate::source::{self, Body, File, LoadOptions, Sources};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What is remembered from one reading to the next.
#[derive(Default)]
pub struct Reader {
    /// The files as they were found last.
    found: Loaded,
    /// The files as they were understood last.
    understood: State,
    /// What was understood when it was last shown: what nobody has seen stands in for nothing.
    shown: State,
    memory: Memory,
}

/// Files with what was wrong about them as files.
#[derive(Clone, Default)]
struct Loaded {
    sources: Arc<Sources>,
    findings: Vec<Finding>,
}

/// Files as they were understood.
#[derive(Clone, Default)]
struct State {
    files: Loaded,
    /// The last good state of each file that is broken in it.
    good: BTreeMap<Arc<str>, File>,
    broken: BTreeSet<Arc<str>>,
}

/// What a reading brought.
pub struct Changed {
    /// The handbook.
    pub reading: Reading,
    /// Whether a file of the theme is another.
    pub templates: bool,
    /// Whether a file that pages show without reading it (an image) is another.
    pub files: bool,
}

impl Reader {
    /// The folders that were looked into last.
    pub fn folders(&self) -> &[Arc<str>] {
        &self.found.sources.folders
    }

    /// Looks which files there are now. Cheap: what bears the same stamp is not read.
    pub fn look(&mut self, root: &Path, options: &LoadOptions) -> Result<(), Error> {
        let Checked { value: sources, findings } = source::reload(&self.found.sources, root, options)?;
        self.found = Loaded { sources: Arc::new(sources), findings };
        Ok(())
    }

    /// Understands what was found; nothing when it is what was understood before.
    pub fn read(&mut self) -> Option<Changed> {
        let Loaded { sources, findings } = &self.found;
        let understood = &self.understood.files;
        let changed = changes(&understood.sources, sources);
        let first = understood.sources.root.as_os_str().is_empty();
        if changed.is_empty() && understood.findings == *findings && !first {
            return None;
        }
        let is_text = |path: &str| matches!(sources.files.get(path), Some(File { body: Body::Text(_), .. }));
        let templates = changed.iter().any(|path| path.starts_with("templates/"));
        let files = changed.iter().any(|path| !is_text(path));
        let loaded = Checked { value: sources.clone(), findings: findings.clone() };
        let reading = pipeline::understand_again(loaded, &mut self.memory);
        let reading = self.stand_in(reading);
        Some(Changed { reading, templates, files })
    }

    /// What was understood last is shown now: from here on it stands in for what breaks.
    pub fn keep(&mut self) {
        self.shown = self.understood.clone();
    }

    /// The same reading with the last good texts of files that fell out of it.
    fn stand_in(&mut self, reading: Reading) -> Reading {
        let broken = broken(&reading.findings);
        let shown = &self.shown;
        let good = broken.iter().filter_map(|path| {
            let known =
                if shown.broken.contains(path) { shown.good.get(path) } else { shown.files.sources.files.get(path) };
            known.filter(|file| matches!(file.body, Body::Text(_))).map(|file| (path.clone(), file.clone()))
        });
        self.understood = State { files: self.found.clone(), good: good.collect(), broken };
        let good = &self.understood.good;
        if good.is_empty() {
            return reading;
        }
        let mut patched = Sources::clone(&reading.sources);
        patched.files.extend(good.iter().map(|(path, file)| (path.clone(), file.clone())));
        let patched = Checked::sound(Arc::new(patched));
        let Reading { handbook, .. } = pipeline::understand_again(patched, &mut self.memory);
        Reading { handbook, ..reading }
    }
}

/// The files of which nothing could be understood, the archive left out: what it holds is never stood in for.
fn broken(findings: &[Finding]) -> BTreeSet<Arc<str>> {
    let fatal = [
        rules::YAML_INVALID.name,
        rules::FRONT_MATTER_UNCLOSED.name,
        rules::NOT_UTF_8.name,
        rules::OVER_LIMIT.name,
        rules::FILE_UNREADABLE.name,
    ];
    let paths = findings.iter().filter(|finding| fatal.contains(&finding.rule.name)).map(|finding| &finding.place.path);
    paths.filter(|path| !path.starts_with("content/archive/") && !path.starts_with("archive/")).cloned().collect()
}

/// The paths of files that came, went or are others. Both lists are in the order of paths.
fn changes<'a>(before: &'a Sources, after: &'a Sources) -> Vec<&'a str> {
    let (mut before, mut after) = (before.files.values().peekable(), after.files.values().peekable());
    let mut changed = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some(old), Some(new)) => old.path.cmp(&new.path),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return changed,
        };
        let old = if order.is_le() { before.next() } else { None };
        let new = if order.is_ge() { after.next() } else { None };
        match (old, new) {
            (Some(old), Some(new)) if new.is_same(old) => {}
            (old, new) => changed.extend(new.or(old).map(|file| &*file.path)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods)] // The reader reads a folder.
    fn what_was_never_shown_stands_in_for_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let mut reader = Reader::default();
        let mut title = |text: &str, shown: bool| {
            std::fs::write(folder.path().join("page.md"), text).unwrap();
            reader.look(folder.path(), &LoadOptions::default()).unwrap();
            let changed = reader.read().unwrap();
            if shown {
                reader.keep();
            }
            let page =
                changed.reading.handbook.pages.first().and_then(|page| page.texts.values().next()?.title.clone());
            page.unwrap_or_default()
        };
        let broken = "---\ntitle: [\n---\n";
        assert_eq!(title("---\ntitle: One\n---\n", true), "One");
        assert_eq!(title(broken, true), "One");
        // Seen on the way to the end of a save, which broke it again.
        assert_eq!(title("---\ntitle: Two\n---\n", false), "Two");
        assert_eq!(title("---\ntitle: [ \n---\n", true), "One");
        assert_eq!(title("---\ntitle: Three\n---\n", true), "Three");
        assert_eq!(title(broken, false), "Three");
        assert_eq!(title("---\ntitle: [[\n---\n", true), "Three");
    }
}
