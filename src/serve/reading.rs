//! Reading the handbook again after a save. A file that cannot be understood any more is stood in for by its last good text,
//! so that its page stays while it is put right; what is wrong with it is reported from the file as it is.

use crate::error::Error;
use crate::finding::catalogue::source as rules;
use crate::finding::{Checked, Finding};
use crate::pipeline::{self, Memory, Reading};
use crate::source::{self, Body, File, LoadOptions, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// What is remembered from one reading to the next.
#[derive(Default)]
pub struct Reader {
    /// The files as they were understood last.
    understood: Loaded,
    /// The files as they were found last.
    found: Loaded,
    /// The last good state of each file that is broken now.
    good: BTreeMap<Arc<str>, File>,
    broken: BTreeSet<Arc<str>>,
    memory: Memory,
}

/// Files with what was wrong about them as files.
#[derive(Clone, Default)]
struct Loaded {
    sources: Sources,
    findings: Vec<Finding>,
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
        self.found = Loaded { sources, findings };
        Ok(())
    }

    /// Understands what was found; nothing when it is what was understood before.
    pub fn read(&mut self) -> Option<Changed> {
        let Loaded { sources, findings } = &self.found;
        let changed = changes(&self.understood.sources, sources);
        let first = self.understood.sources.root.as_os_str().is_empty();
        if changed.is_empty() && self.understood.findings == *findings && !first {
            return None;
        }
        let is_text = |path: &str| matches!(sources.files.get(path), Some(File { body: Body::Text(_), .. }));
        let templates = changed.iter().any(|path| path.starts_with("templates/"));
        let files = changed.iter().any(|path| !is_text(path));
        let loaded = Checked { value: sources.clone(), findings: findings.clone() };
        let reading = pipeline::understand_again(loaded, &mut self.memory);
        let reading = self.stand_in(reading);
        self.understood = self.found.clone();
        Some(Changed { reading, templates, files })
    }

    /// The same reading with the last good texts of files that fell out of it.
    fn stand_in(&mut self, reading: Reading) -> Reading {
        let broken = broken(&reading.findings);
        let good = broken.iter().filter_map(|path| {
            let known =
                if self.broken.contains(path) { self.good.get(path) } else { self.understood.sources.files.get(path) };
            known.filter(|file| matches!(file.body, Body::Text(_))).map(|file| (path.clone(), file.clone()))
        });
        self.good = good.collect();
        self.broken = broken;
        if self.good.is_empty() {
            return reading;
        }
        let mut patched = reading.sources.clone();
        patched.files.extend(self.good.iter().map(|(path, file)| (path.clone(), file.clone())));
        let Reading { handbook, .. } = pipeline::understand_again(Checked::sound(patched), &mut self.memory);
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

/// The paths of files that came, went or are others.
fn changes<'a>(before: &'a Sources, after: &'a Sources) -> Vec<&'a str> {
    let is_other = |path: &Arc<str>, file: &File| before.files.get(path).is_none_or(|old| !old.is_same(file));
    let came = after.files.iter().filter(|(path, file)| is_other(path, file)).map(|(path, _)| &**path);
    let gone = before.files.keys().filter(|path| !after.files.contains_key(*path)).map(|path| &**path);
    came.chain(gone).collect()
}
