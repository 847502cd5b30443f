//! Which files a handbook has: its folders walked in a fixed order, symbolic links followed only within the root.
//!
//! Opens nothing but a built site's manifest, to leave that site out; what is in the files is for `load`.

use super::load::LoadOptions;
use crate::error::in_words;
use crate::finding::{Finding, Place, catalogue};
use crate::lang::Say;
use crate::say;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use walkdir::{DirEntry, WalkDir};

/// How many times one folder is entered through links: links of links could name a few folders without end.
const ENTRIES_THROUGH_LINKS: usize = 64;

/// A regular file that belongs to the handbook.
pub(super) struct Found {
    /// Its path from the root, with `/`.
    pub(super) path: Arc<str>,
    /// Whether it was reached through a symbolic link.
    pub(super) linked: bool,
    /// Whether it belongs to the archive.
    pub(super) archived: bool,
}

/// What a walk brought.
pub(super) struct Walked {
    pub(super) content: String,
    pub(super) files: Vec<Found>,
    pub(super) folders: Vec<Arc<str>>,
    pub(super) findings: Vec<Finding>,
}

/// Walks a handbook's root, which must be a readable folder.
pub(super) fn walk(root: &Path, options: &LoadOptions) -> io::Result<Walked> {
    let real = root.canonicalize()?;
    fs::read_dir(root)?;
    let content = match fs::symlink_metadata(root.join("content")) {
        Ok(metadata) if !metadata.is_file() => "content",
        _ => "",
    };
    let skip = options.skip.iter().filter_map(|path| from_root(root, &real, path)).collect();
    let archive = if content.is_empty() { "archive/".to_owned() } else { format!("{content}/archive/") };
    let mut walk = Walk {
        real,
        skip,
        archive,
        entered: BTreeMap::new(),
        done: Walked {
            content: content.to_owned(),
            files: Vec::new(),
            folders: vec![Arc::from("")],
            findings: Vec::new(),
        },
    };
    walk.folder(root, "", false, &mut Vec::new());
    Ok(walk.done)
}

/// A path to leave out, from the root with `/`; none when it is the root itself or lies outside it.
fn from_root(root: &Path, real: &Path, path: &Path) -> Option<String> {
    let path = if path.is_absolute() { path.to_path_buf() } else { root.join(path) };
    let rel = match path.canonicalize() {
        Ok(canonical) => canonical.strip_prefix(real).ok()?.to_path_buf(),
        Err(_) => path.strip_prefix(root).or_else(|_| path.strip_prefix(real)).ok()?.to_path_buf(),
    };
    let parts: Option<Vec<&str>> = rel
        .components()
        .filter(|part| !matches!(part, Component::CurDir))
        .map(|part| part.as_os_str().to_str())
        .collect();
    parts.map(|parts| parts.join("/")).filter(|path| !path.is_empty())
}

struct Walk {
    real: PathBuf,
    skip: Vec<String>,
    archive: String,
    entered: BTreeMap<PathBuf, usize>,
    done: Walked,
}

impl Walk {
    /// Walks a folder; `chain` holds the real folders in which the links stand that led here.
    fn folder(&mut self, disk: &Path, prefix: &str, linked: bool, chain: &mut Vec<PathBuf>) {
        // Within one folder whole paths are in the order of names, and are compared without being taken apart.
        let by_path = |a: &DirEntry, b: &DirEntry| a.path().as_os_str().cmp(b.path().as_os_str());
        let mut entries = WalkDir::new(disk).min_depth(1).sort_by(by_path).into_iter();
        // The folders that lead to the entry, by their paths from the root.
        let mut above = vec![prefix.to_owned()];
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().unwrap_or(disk).to_path_buf();
                    let rel = path.strip_prefix(disk).map(Path::to_string_lossy).unwrap_or_default();
                    let path = join(prefix, &rel.replace('\\', "/"));
                    let why = error.io_error().map(in_words);
                    self.unreadable(&path, why.unwrap_or_else(|| say!("{error}", "{error}")));
                    continue;
                }
            };
            above.truncate(entry.depth());
            let Some(name) = entry.file_name().to_str() else {
                let lossy: Vec<_> =
                    entry.path().strip_prefix(disk).unwrap_or(disk).iter().map(|n| n.to_string_lossy()).collect();
                let path = join(prefix, &lossy.join("/"));
                self.unreadable(&path, say!("its name is not UTF-8 text", "son nom n’est pas du texte UTF-8"));
                if entry.file_type().is_dir() {
                    entries.skip_current_dir();
                }
                continue;
            };
            let path = join(above.last().map_or("", String::as_str), name);
            let is_folder = entry.file_type().is_dir();
            if !self.belongs(&path, is_folder, entry.path()) {
                if is_folder {
                    entries.skip_current_dir();
                }
            } else if entry.path_is_symlink() {
                self.link(entry.path(), &path, chain);
            } else if is_folder {
                self.done.folders.push(Arc::from(path.as_str()));
                above.push(path);
            } else {
                self.file(path, linked, entry.file_type());
            }
        }
    }

    /// Whether a path is part of the handbook at all.
    fn belongs(&self, path: &str, is_folder: bool, disk: &Path) -> bool {
        if let Some(within) = path.strip_prefix(&self.archive) {
            // Whatever lies in a document's folder of the archive counts, hidden or not: additions must be found.
            return within.contains('/') || !within.starts_with('.');
        }
        let name = path.rsplit('/').next().unwrap_or(path);
        if name.starts_with('.') || name == "node_modules" || self.skip.iter().any(|skipped| skipped == path) {
            return false;
        }
        if !path.contains('/') {
            let known = matches!(path, "templates" | "site-config.yaml") || path == self.done.content;
            if known || !self.done.content.is_empty() {
                return known;
            }
        }
        !(is_folder && is_built_site(disk))
    }

    fn link(&mut self, disk: &Path, path: &str, chain: &mut Vec<PathBuf>) {
        let target = match disk.canonicalize() {
            Ok(target) => target,
            Err(error) => {
                let Say { en, fr } = in_words(&error);
                return self.unreadable(
                    path,
                    Say {
                        en: format!("it is a link, and of what it leads to the system says: {en}"),
                        fr: format!("c’est un lien, et de ce à quoi il mène le système dit\u{a0}: {fr}"),
                    },
                );
            }
        };
        let Ok(within) = target.strip_prefix(&self.real) else {
            return self.outside(path, say!("the handbook’s folder", "du dossier du manuel"));
        };
        let hidden = within.iter().any(|name| name.to_string_lossy().starts_with('.') || name == "node_modules");
        let skipped = names(&target, &self.real)
            .is_some_and(|rel| self.skip.iter().any(|skip| rel == *skip || rel.starts_with(&format!("{skip}/"))));
        if hidden || skipped {
            return self
                .outside(path, say!("the files that the handbook is made of", "des fichiers dont le manuel est fait"));
        }
        match fs::metadata(&target) {
            Ok(metadata) if metadata.is_dir() => self.linked_folder(disk, path, target, chain),
            Ok(metadata) => self.file(path.to_owned(), true, metadata.file_type()),
            Err(error) => self.unreadable(path, in_words(&error)),
        }
    }

    fn linked_folder(&mut self, disk: &Path, path: &str, target: PathBuf, chain: &mut Vec<PathBuf>) {
        let parent = match disk.parent().unwrap_or(disk).canonicalize() {
            Ok(parent) => parent,
            Err(error) => return self.unreadable(path, in_words(&error)),
        };
        if parent.starts_with(&target) || chain.iter().any(|folder| folder.starts_with(&target)) {
            return self.unreadable(
                path,
                say!(
                    "it is a link to a folder that holds it, and following it would never end",
                    "c’est un lien vers un dossier qui le contient, et le suivre n’aurait pas de fin"
                ),
            );
        }
        let times = self.entered.entry(target).or_insert(0);
        *times += 1;
        if *times > ENTRIES_THROUGH_LINKS {
            let finding = Finding::new(
                &catalogue::source::OVER_LIMIT,
                Place::file(&Arc::from(path)),
                say!(
                    "More than {ENTRIES_THROUGH_LINKS} links lead to the same folder; this one was not followed.",
                    "Plus de {ENTRIES_THROUGH_LINKS} liens mènent au même dossier; celui-ci n’a pas été suivi."
                ),
            );
            self.done.findings.push(finding.help(say!(
                "Keep one copy of the folder and refer to it by ordinary links in the text.",
                "Gardez un seul dossier et renvoyez-y par des liens ordinaires dans le texte."
            )));
            return;
        }
        chain.push(parent);
        self.done.folders.push(Arc::from(path));
        self.folder(disk, path, true, chain);
        chain.pop();
    }

    fn file(&mut self, path: String, linked: bool, kind: fs::FileType) {
        if !kind.is_file() {
            return self.unreadable(
                &path,
                say!(
                    "it is no ordinary file but a device, a pipe or a socket",
                    "ce n’est pas un fichier ordinaire, mais un périphérique, un tube ou une prise"
                ),
            );
        }
        let archived = path.starts_with(&self.archive);
        self.done.files.push(Found { path: Arc::from(path), linked, archived });
    }

    fn unreadable(&mut self, path: &str, why: Say) {
        self.done.findings.push(unreadable(&Arc::from(path), why));
    }

    fn outside(&mut self, path: &str, of: Say) {
        let says = Say {
            en: format!("“{path}” is a link that leads out of {}; it was not read.", of.en),
            fr: format!("«\u{a0}{path}\u{a0}» est un lien qui mène hors {}; il n’a pas été lu.", of.fr),
        };
        let finding = Finding::new(&catalogue::source::LINK_OUTSIDE_ROOT, Place::file(&Arc::from(path)), says);
        self.done.findings.push(
            finding
                .help(say!("Replace the link by a copy of the file.", "Remplacez le lien par une copie du fichier.")),
        );
    }
}

/// The finding for a file or folder that could not be read.
pub(super) fn unreadable(path: &Arc<str>, why: Say) -> Finding {
    let says = Say {
        en: format!("“{path}” could not be read: {}.", why.en),
        fr: format!("«\u{a0}{path}\u{a0}» n’a pas pu être lu\u{a0}: {}.", why.fr),
    };
    Finding::new(&catalogue::source::FILE_UNREADABLE, Place::file(path), says)
}

/// A path below `base` with `/`; none when a name in it is not UTF-8.
fn names(path: &Path, base: &Path) -> Option<String> {
    let names: Option<Vec<&str>> = path.strip_prefix(base).ok()?.iter().map(|name| name.to_str()).collect();
    names.map(|names| names.join("/"))
}

fn join(prefix: &str, rel: &str) -> String {
    if prefix.is_empty() { rel.to_owned() } else { format!("{prefix}/{rel}") }
}

/// Whether a folder is a site that this program built: its manifest says so in its first lines.
#[allow(clippy::disallowed_methods)] // This room reads content.
fn is_built_site(folder: &Path) -> bool {
    let path = folder.join("manifest.json");
    let Ok(metadata) = fs::symlink_metadata(&path) else { return false };
    if !metadata.is_file() {
        return false;
    }
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(4096).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let generator = head.split_once("\"generator\"").map(|(_, rest)| rest.trim_start());
    let value = generator.and_then(|rest| rest.strip_prefix(':')).map(str::trim_start);
    read.is_ok() && value.is_some_and(|value| value.starts_with("\"isms-handbook"))
}
