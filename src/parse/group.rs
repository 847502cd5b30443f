//! Which files belong together: a main file and its siblings in other languages.

use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::model::{Config, Kind};
use crate::say;
use crate::source::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The files of one thing: the main file first, then its translations in the order of the configuration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The path below the content folder, without language and extension.
    pub key: String,
    /// Language and file.
    pub files: Vec<(Lang, Arc<str>)>,
    /// Whether it is the handbook's own home page.
    pub is_home: bool,
}

impl Group {
    /// The first folder below the content folder; empty for a file beside them.
    pub fn folder(&self) -> &str {
        self.key.split_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's own name.
    pub fn name(&self) -> String {
        self.key.rsplit('/').next().unwrap_or(&self.key).to_string()
    }

    /// The address of a plain page below `/pages/`: lower case, runs of what is no letter or digit as one `-`;
    /// `README` and `index` stand for their folder.
    pub fn address(&self) -> String {
        let mut segments: Vec<&str> = self.key.split('/').collect();
        if segments.len() > 1 && segments.last().is_some_and(|last| stands_for_folder(last)) {
            segments.pop();
        }
        segments.into_iter().map(slug).collect::<Vec<_>>().join("/")
    }
}

fn stands_for_folder(name: &str) -> bool {
    name.eq_ignore_ascii_case("index") || name.eq_ignore_ascii_case("readme")
}

/// A path segment as it stands in an address.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        // A combining mark (a decomposed accent) belongs to the letter before it.
        if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() { "-".to_string() } else { slug.to_string() }
}

/// A file with the place of the language in its name; none for a main file.
type Tagged = (Option<usize>, Arc<str>);

/// The languages that people of a handbook write (ISO 639-1), to tell `policy.es.md` from `policy.v2.md`.
const WRITTEN: &str = "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy is it iu ja ka kk km ko lb lt \
                       lv mk ml mr ms mt nb nl nn pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh";

/// All groups, by key in byte order. Files of a language that the configuration does not list, and files that render a text
/// a second time, are reported and left out.
pub fn groups(sources: &Sources, config: &Config, found: &mut Vec<Finding>) -> Vec<Group> {
    let stems: BTreeSet<&str> = markdown_files(sources).map(|(_, below)| strip_extension(below)).collect();
    let mut by_key: BTreeMap<String, Vec<Tagged>> = BTreeMap::new();
    for (path, below) in markdown_files(sources) {
        let stem = strip_extension(below);
        let tagged = stem.rsplit_once('.').and_then(|(key, tag)| {
            let lang = Lang::parse(tag)?;
            (!key.is_empty() && !key.ends_with('/')).then_some((key, lang))
        });
        let listed = |lang: Lang| config.languages.iter().position(|own| *own == lang);
        let (key, at) = match tagged.map(|(key, lang)| (key, lang, listed(lang))) {
            Some((key, _, Some(at))) => (key, Some(at)),
            Some((key, lang, None)) if stems.contains(key) && is_written(lang) => {
                found.push(unlisted(path, lang, &config.languages));
                continue;
            }
            _ => (stem, None),
        };
        by_key.entry(key.to_string()).or_default().push((at, path.clone()));
    }
    let has_index = by_key.contains_key("index");
    by_key
        .into_iter()
        .map(|(key, mut files)| {
            // The file without a language comes first and is in the language that prevails.
            files.sort();
            let mut taken = Vec::new();
            let files = files
                .into_iter()
                .filter_map(|(at, path)| {
                    let lang = config.languages.get(at.unwrap_or(0)).copied().unwrap_or(Lang::EN);
                    if let Some((_, first)) = taken.iter().find(|(own, _)| *own == lang) {
                        found.push(twice(&path, first, lang));
                        return None;
                    }
                    taken.push((lang, path.clone()));
                    Some((lang, path))
                })
                .collect();
            let is_home = key == "index" || (!has_index && key.eq_ignore_ascii_case("readme"));
            Group { key, files, is_home }
        })
        .collect()
}

fn is_written(lang: Lang) -> bool {
    let code = lang.as_str().split('-').next();
    WRITTEN.split(' ').any(|own| Some(own) == code)
}

fn unlisted(path: &Arc<str>, lang: Lang, languages: &[Lang]) -> Finding {
    let list = languages.iter().map(Lang::as_str).collect::<Vec<_>>().join(", ");
    let says = say!(
        "this text is in `{lang}` by its name, but the handbook’s languages are {list}: it is left out",
        "ce texte est en `{lang}` d’après son nom, mais les langues du manuel sont {list}\u{a0}: il est laissé de côté"
    );
    let help = say!(
        "Add `{lang}` to `languages:` in site-config.yaml, or move the file out of the content.",
        "Ajoutez `{lang}` à `languages:` dans site-config.yaml, ou sortez le fichier du contenu."
    );
    Finding::new(&rules::LANGUAGE_UNLISTED, Place::file(path), says).help(help)
}

fn twice(path: &Arc<str>, first: &Arc<str>, lang: Lang) -> Finding {
    let says = say!(
        "{first} holds the same text in `{lang}` already: this file is left out",
        "{first} contient déjà le même texte en `{lang}`\u{a0}: ce fichier est laissé de côté"
    );
    let help = say!("Rename or remove one of the two files.", "Renommez ou supprimez l’un des deux fichiers.");
    Finding::new(&rules::URL_COLLISION, Place::file(path), says).help(help)
}

/// The languages of a handbook that names none: the first of its defaults, then those that siblings are written in.
pub fn languages_of_siblings(sources: &Sources, defaults: &[Lang]) -> Vec<Lang> {
    let mut languages = defaults.to_vec();
    let stems: BTreeSet<&str> = markdown_files(sources).map(|(_, below)| strip_extension(below)).collect();
    for stem in &stems {
        let Some((main, tag)) = stem.rsplit_once('.') else { continue };
        let Some(lang) = Lang::parse(tag).filter(|lang| [Lang::EN, Lang::FR].contains(lang)) else { continue };
        if stems.contains(main) && !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

/// Markdown files below the content folder, the archive left out: whole path, and path below the folder.
fn markdown_files(sources: &Sources) -> impl Iterator<Item = (&Arc<str>, &str)> {
    let prefix = sources.content_path("");
    sources.files.keys().filter_map(move |path| {
        let below = path.strip_prefix(prefix.as_str())?;
        let is_markdown = [".md", ".markdown"].iter().any(|ext| below.to_ascii_lowercase().ends_with(ext));
        (is_markdown && !below.starts_with("archive/") && sources.text(path).is_some()).then_some((path, below))
    })
}

fn strip_extension(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The folder of a kind, for the few places that must say it.
pub fn folder_of(kind: Kind) -> &'static str {
    kind.folder()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (key, address) in [
            ("docs/Before/What_is an incident", "docs/before/what-is-an-incident"),
            ("EN/05_Data-Location", "en/05-data-location"),
            ("FR/Gérer-l’accès", "fr/gérer-l-accès"),
            ("docs/README", "docs"),
            ("docs/index", "docs"),
            ("readme", "readme"),
            ("a/??", "a/-"),
        ] {
            let group = Group { key: key.to_string(), files: vec![], is_home: false };
            assert_eq!(group.address(), address);
        }
    }
}
