//! The starter handbook in any choice of languages, made from one complete handbook in English and one in French.
//!
//! Pure: gives paths and texts; `init` writes them. Knows the day and the languages it is given, and no disk.

mod merge;
pub mod scalar;
pub mod skeleton;

use crate::date::Date;
use crate::lang::{Lang, Tongue};
use crate::source::front;
use include_dir::{Dir, include_dir};
use std::collections::BTreeMap;

static EN: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/en");
static FR: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter/fr");

/// Keys that a translation carries itself, so that the main file need not hold them in every language.
const OF_TRANSLATIONS: [&str; 2] = ["title", "summary"];

/// The files of a starter handbook begun on `day`, by their paths from its root. The first language prevails.
/// Languages other than English and French have the English texts, which say that they await translation.
pub fn files(languages: &[Lang], day: Date) -> BTreeMap<String, String> {
    let languages = if languages.is_empty() { &[Lang::EN][..] } else { languages };
    let trees: Vec<(Lang, BTreeMap<String, &str>)> = languages.iter().map(|lang| (*lang, texts_of(*lang))).collect();
    let mut files = BTreeMap::new();
    for path in trees[0].1.keys() {
        let versions: Vec<(Lang, &str)> =
            trees.iter().filter_map(|(lang, tree)| Some((*lang, *tree.get(path)?))).collect();
        if let Some(stem) = path.strip_suffix(".md") {
            files.insert(path.clone(), main_file(&versions));
            for (lang, text) in versions.iter().skip(1) {
                files.insert(format!("{stem}.{lang}.md"), translation(text, *lang));
            }
        } else {
            files.insert(path.clone(), merge::merge(&versions, &[]));
        }
    }
    let list: Vec<&str> = languages.iter().map(Lang::as_str).collect();
    let (day, list) = (day.to_string(), list.join(", "));
    files.values_mut().for_each(|text| *text = text.replace("{date}", &day).replace("{languages}", &list));
    files
}

/// Whether a starter text in this language is still to be translated.
pub fn is_untranslated(lang: Lang) -> bool {
    !["en", "fr"].contains(&lang.as_str().split('-').next().unwrap_or_default())
}

/// The texts of one complete handbook by path.
fn texts_of(lang: Lang) -> BTreeMap<String, &'static str> {
    fn collect(dir: &'static Dir<'static>, texts: &mut BTreeMap<String, &'static str>) {
        for file in dir.files() {
            let path = file.path().to_string_lossy().replace('\\', "/");
            texts.insert(path, file.contents_utf8().unwrap_or_default());
        }
        dir.dirs().for_each(|dir| collect(dir, texts));
    }
    let mut texts = BTreeMap::new();
    collect(if Tongue::of(lang) == Tongue::Fr { &FR } else { &EN }, &mut texts);
    texts
}

/// The main file: the prevailing language's text; words in its front matter that the translations do not carry in all.
fn main_file(versions: &[(Lang, &str)]) -> String {
    let Some((lang, text)) = versions.first() else { return String::new() };
    let (own, body) = parts(text);
    let body = noticed(body, *lang);
    if own.is_empty() {
        return body;
    }
    let all: Vec<(Lang, &str)> = versions.iter().map(|(lang, text)| (*lang, parts(text).0)).collect();
    format!("---\n{}---\n{body}", merge::merge(&all, &OF_TRANSLATIONS))
}

/// A text beside the main file: of the front matter its title and summary, and the version it renders, where there is one.
fn translation(text: &str, lang: Lang) -> String {
    let (yaml, body) = parts(text);
    let mut own = String::new();
    for line in yaml.lines() {
        match line.split_once(": ") {
            Some((key, _)) if OF_TRANSLATIONS.contains(&key) => own.push_str(&format!("{line}\n")),
            _ => {}
        }
    }
    if let Some(version) = yaml.lines().find_map(|line| line.strip_prefix("version: ")) {
        own.push_str(&format!("translates: {version}\n"));
    }
    // A link from a text leads to the text in the same language.
    let body = body.replace(".md)", &format!(".{lang}.md)"));
    let front = if own.is_empty() { String::new() } else { format!("---\n{own}---\n") };
    format!("{front}{}", noticed(&body, lang))
}

fn parts(text: &str) -> (&str, &str) {
    let front = front::split(text);
    let yaml = front.yaml.and_then(|range| text.get(range)).unwrap_or_default();
    (yaml, text.get(front.body).unwrap_or_default())
}

/// A body that says of itself when it stands in English under another language: first, but below a heading that is its title.
fn noticed(body: &str, lang: Lang) -> String {
    if !is_untranslated(lang) {
        return body.to_string();
    }
    let notice = "> [!NOTE]\n> This text is still in English. Translate it, title included, then remove this note.\n\n";
    match body.split_once("\n\n").filter(|(first, _)| first.starts_with("# ")) {
        Some((heading, rest)) => format!("{heading}\n\n{notice}{rest}"),
        None => format!("{notice}{body}"),
    }
}

#[cfg(test)]
mod tests;
