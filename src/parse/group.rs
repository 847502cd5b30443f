//! Which files belong together: a main file and its siblings in other languages.

use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::model::{Config, Kind};
use crate::say;
use crate::source::{Body, Sources};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The files of one thing: the main file first, then its translations in the order of the configuration. What the thing is
/// depends on nothing else.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// The path below the content folder, without language and extension.
    pub key: String,
    /// Its files.
    pub files: Vec<Member>,
    /// Whether it is the handbook's own home page.
    pub is_home: bool,
}

/// A file of a group.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its language.
    pub lang: Lang,
    /// Its path from the root.
    pub path: Arc<str>,
    /// What is in it.
    pub text: Arc<str>,
}

impl PartialEq for Member {
    /// Texts that `source::reload` took over are the same bytes in memory: told the same without reading them.
    fn eq(&self, other: &Member) -> bool {
        self.lang == other.lang
            && self.path == other.path
            && (Arc::ptr_eq(&self.text, &other.text) || self.text == other.text)
    }
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
struct Tagged<'a> {
    key: &'a str,
    at: Option<usize>,
    path: &'a Arc<str>,
    text: &'a Arc<str>,
}

/// The languages that people of a handbook write (ISO 639-1), to tell `policy.es.md` from `policy.v2.md`.
const WRITTEN: &str = "ar bg bn ca cs cy da de el en es et eu fa fi fr ga gl gu ha he hi hr hu hy is it iu ja ka kk km ko lb lt \
                       lv mk ml mr ms mt nb nl nn pa pl pt ro ru sk sl sq sr sv sw ta te th tl tr uk ur vi zh";

/// All groups, by key in byte order. Files of a language that the configuration does not list, and files that render a text
/// a second time, are reported and left out.
pub fn groups(sources: &Sources, config: &Config, found: &mut Vec<Finding>) -> Vec<Group> {
    let stems = LazyCell::new(|| stems(sources));
    let mut tagged: Vec<Tagged<'_>> = Vec::with_capacity(sources.files.len());
    for (path, below, text) in markdown_files(sources) {
        let stem = strip_extension(below);
        let named = stem.rsplit_once('.').and_then(|(key, tag)| {
            let lang = Lang::parse(tag)?;
            (!key.is_empty() && !key.ends_with('/')).then_some((key, lang))
        });
        let listed = |lang: Lang| config.languages.iter().position(|own| *own == lang);
        let (key, at) = match named.map(|(key, lang)| (key, lang, listed(lang))) {
            Some((key, _, Some(at))) => (key, Some(at)),
            Some((key, lang, None)) if stems.contains(key) && is_written(lang) => {
                found.push(unlisted(path, lang, &config.languages));
                continue;
            }
            _ => (stem, None),
        };
        tagged.push(Tagged { key, at, path, text });
    }
    // The file without a language comes first and is in the language that prevails.
    tagged.sort_by_key(|file| (file.key, file.at, file.path));
    let has_index = tagged.binary_search_by_key(&"index", |file| file.key).is_ok();
    let mut groups = Vec::with_capacity(tagged.len());
    for files in tagged.chunk_by(|one, other| one.key == other.key) {
        let key = files[0].key.to_string();
        let is_home = key == "index" || (!has_index && key.eq_ignore_ascii_case("readme"));
        let mut group = Group { key, files: Vec::with_capacity(files.len()), is_home };
        for Tagged { at, path, text, .. } in files {
            let lang = config.languages.get(at.unwrap_or(0)).copied().unwrap_or(Lang::EN);
            match group.files.iter().find(|own| own.lang == lang) {
                Some(first) => found.push(twice(path, &first.path, lang)),
                None => group.files.push(Member { lang, path: Arc::clone(path), text: Arc::clone(text) }),
            }
        }
        groups.push(group);
    }
    groups
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
    let stems = stems(sources);
    for stem in &stems {
        let Some((main, tag)) = stem.rsplit_once('.') else { continue };
        let Some(lang) = Lang::parse(tag).filter(|lang| [Lang::EN, Lang::FR].contains(lang)) else { continue };
        if stems.contains(main) && !languages.contains(&lang) {
            languages.push(lang);
        }
    }
    languages
}

/// Markdown files below the content folder, the archive left out: whole path, path below the folder, and text.
fn markdown_files(sources: &Sources) -> impl Iterator<Item = (&Arc<str>, &str, &Arc<str>)> {
    let prefix = sources.content_path("");
    sources.files.values().filter_map(move |file| {
        let Body::Text(text) = &file.body else { return None };
        let below = file.path.strip_prefix(prefix.as_str())?;
        let extension = below.rsplit_once('.')?.1;
        let is_markdown = ["md", "markdown"].iter().any(|own| extension.eq_ignore_ascii_case(own));
        (is_markdown && !below.starts_with("archive/")).then_some((&file.path, below, text))
    })
}

/// Their paths below the folder without extension.
fn stems(sources: &Sources) -> BTreeSet<&str> {
    markdown_files(sources).map(|(_, below, _)| strip_extension(below)).collect()
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
