//! The site's search index: from entries to script files that the browser loads on demand.
//!
//! Tokens are folded, never stemmed: case, accents and ligatures go, elided articles are cut, digits with inner dots and
//! hyphens stay (`5.1.c`, `27001`, `POL-001`), so that French and English find the same way and clause numbers are found.
//! The same steps stand in `templates/assets/js/search.js`. Files, below `assets/search/LANG/`:
//!
//! - `start.js`: how places are numbered, the words that nobody searches for, the names of the word files. Loaded first.
//! - `w-X.js`: words that begin with X → where they stand: `texts|titles|references`. X grows where a letter is large.
//! - `r-N.js`: for sixty-four entries each, what results say of them: `[kind, id, title, state, address or 0]`.
//! - `t-N.js`: for sixteen entries each, every section's anchor, heading and first words.
//!
//! Only `start.js` knows of all entries, and says little of them; so what a search loads hardly grows with the handbook.
//! Knows no model and no files: who calls says what is searched and writes the bytes.

mod postings;
mod vocabulary;
mod words;

use serde::Serialize;

use crate::{lang::Lang, view::parts::State};
use vocabulary::{Numbering, Shards, Vocabulary};
use words::{STOP_WORDS, is_stop_word, tokens};

/// Something that can be found.
#[derive(Clone, Debug)]
pub struct Entry {
    /// `document`, `role`, `person`, `commitment`, `record`, `page`.
    pub kind: &'static str,
    /// Kind in the reader's words.
    pub kind_word: String,
    /// `POL-001`; empty for plain pages.
    pub id: String,
    /// Title.
    pub title: String,
    /// Worth a chip beside the title (overdue review, retired); none for the ordinary.
    pub state: Option<State>,
    /// Address below the site's root, final (`en/documents/pol-001/`, with `index.html` under `--links file`).
    pub url: String,
    /// The text by sections; the first may have neither anchor nor heading.
    pub sections: Vec<Section>,
}

/// A section of a text.
#[derive(Clone, Debug)]
pub struct Section {
    /// Without `#`; empty for the page's top.
    pub anchor: String,
    /// As plain text.
    pub heading: String,
    /// As plain text.
    pub text: String,
}

/// Where the files lie below the site's root.
pub const FOLDER: &str = "assets/search/";
const EXTENSION: &str = ".js";
/// Entries in one [`Part`] as it is read, and in one `r-N.js`.
pub const PART: usize = 64;
/// Entries in one `t-N.js`; a part has as many whole ones.
const TEXTS: usize = 16;
/// Characters of a section that results can show.
const EXCERPT: usize = 160;

/// What neighbouring entries give to the index: their words. Parts are read apart from each other, so that all
/// processors work and no more texts than theirs are in memory, and joined to their neighbours as soon as these are there.
#[derive(Default)]
pub struct Part {
    words: Vocabulary,
    /// How many sections each entry has.
    entries: Vec<u32>,
    sections: u32,
}

/// Files of the index by their paths below the site's root.
pub type Files = Vec<(String, String)>;

/// Reads the words of the part at this place, and makes the files of its rows and texts, which depend on no other part.
/// It has [`PART`] entries unless it is the last. Pure.
pub fn read(lang: Lang, place: usize, entries: &[Entry]) -> (Part, Files) {
    let texts = entries.chunks(TEXTS).zip(place * (PART / TEXTS)..).map(|(own, at)| {
        let texts: Vec<_> = own.iter().map(excerpts).collect();
        file(lang, &format!("t-{at}"), &texts)
    });
    let files = std::iter::once(file(lang, &format!("r-{place}"), &Rows::of(entries))).chain(texts).collect();
    let mut part = Part::default();
    for (entry, at) in entries.iter().zip(0..) {
        let words = &mut part.words;
        for section in &entry.sections {
            for text in [&section.heading, &section.text] {
                tokens(text, |word| {
                    if !is_stop_word(word) {
                        words.texts.add(word, part.sections);
                    }
                });
            }
            part.sections += 1;
        }
        tokens(&entry.title, |word| words.titles.add(word, at));
        tokens(&entry.id, |word| {
            words.references.add(word, at);
            // References are also typed without their hyphen, or without what is before it.
            words.references.add(&bare(word), at);
            word.split(|c: char| !c.is_alphanumeric()).for_each(|piece| words.titles.add(piece, at));
        });
        part.entries.push(entry.sections.len() as u32);
    }
    (part, files)
}

/// A reference without what is no letter or digit.
fn bare(reference: &str) -> String {
    reference.chars().filter(|c| c.is_alphanumeric()).collect()
}

impl Part {
    /// The same with the entries that come next.
    pub fn join(mut self, later: Part) -> Part {
        let before = self.entries.len() as u32;
        self.words.texts.join(later.words.texts, self.sections);
        self.words.titles.join(later.words.titles, before);
        self.words.references.join(later.words.references, before);
        self.entries.extend(later.entries);
        self.sections += later.sections;
        self
    }
}

/// The files of one language's index that depend on all entries; results of equal rank come in the order of these. A file
/// is made when it is asked for.
pub struct Index {
    lang: Lang,
    words: Shards,
    start: String,
}

impl Index {
    /// What is known when all parts are one.
    pub fn new(lang: Lang, all: Part) -> Index {
        #[derive(Serialize)]
        struct Start<'a> {
            rows: usize,
            texts: usize,
            stride: u32,
            stop: &'a [&'a str],
            words: Vec<&'a str>,
        }
        let stride = all.entries.iter().copied().max().unwrap_or_default().max(1);
        let numbers = |(entry, sections): (u32, &u32)| (0..*sections).map(move |at| entry * stride + at);
        let sections = (0..).zip(&all.entries).flat_map(numbers).collect();
        let words = Shards::new(all.words, Numbering { sections, stride, entries: all.entries.len() });
        let start = Start { rows: PART, texts: TEXTS, stride, stop: STOP_WORDS, words: words.letters() };
        let (_, start) = file(lang, "start", &start);
        Index { lang, words, start }
    }

    /// The paths of the files below the site's root.
    pub fn paths(&self) -> impl Iterator<Item = String> {
        let own = self.words.names().map(String::as_str);
        std::iter::once("start").chain(own).map(|name| path(self.lang, name) + EXTENSION)
    }

    /// The text of a file.
    pub fn make(&self, at: &str) -> Option<String> {
        let name = at.strip_prefix(&path(self.lang, ""))?.strip_suffix(EXTENSION)?;
        if name == "start" {
            return Some(self.start.clone());
        }
        self.words.file(name).map(|json| script(name, &json))
    }
}

/// One file: its path and text.
fn file(lang: Lang, name: &str, data: &impl Serialize) -> (String, String) {
    (path(lang, name) + EXTENSION, script(name, &serde_json::to_string(data).unwrap_or_default()))
}

fn path(lang: Lang, name: &str) -> String {
    format!("{FOLDER}{lang}/{name}")
}

fn script(name: &str, json: &str) -> String {
    format!("HANDBOOK_FOUND(\"{name}\",{json});\n")
}

/// What results say of neighbouring entries. An address that follows from kind and id is not written.
#[derive(Serialize)]
struct Rows<'a> {
    tail: &'a str,
    kinds: Vec<(&'a str, &'a str, &'a str)>,
    rows: Vec<(usize, &'a str, &'a str, &'a str, serde_json::Value)>,
}

impl<'a> Rows<'a> {
    fn of(entries: &'a [Entry]) -> Rows<'a> {
        let tail = if entries.iter().any(|entry| entry.url.ends_with("index.html")) { "index.html" } else { "" };
        let mut kinds: Vec<(&str, &str, &str)> = Vec::new();
        let rows = entries.iter().map(|entry| {
            let own = format!("{}/{tail}", entry.id.to_lowercase());
            let folder = entry.url.strip_suffix(&own).filter(|rest| rest.ends_with('/') && !entry.id.is_empty());
            let known = kinds.iter().position(|(kind, word, _)| *kind == entry.kind && *word == entry.kind_word);
            let kind = known.unwrap_or_else(|| {
                kinds.push((entry.kind, &entry.kind_word, folder.unwrap_or_default()));
                kinds.len() - 1
            });
            let derived = folder.is_some_and(|folder| folder == kinds[kind].2);
            let url = if derived { serde_json::Value::from(0) } else { serde_json::Value::from(entry.url.as_str()) };
            (kind, entry.id.as_str(), entry.title.as_str(), entry.state.map_or("", State::name), url)
        });
        let rows = rows.collect();
        Rows { tail, kinds, rows }
    }
}

/// Anchor, heading and first words of every section.
fn excerpts(entry: &Entry) -> Vec<(&str, &str, String)> {
    entry.sections.iter().map(|s| (s.anchor.as_str(), s.heading.as_str(), shorten(&s.text))).collect()
}

fn shorten(text: &str) -> String {
    let mut out = String::with_capacity(EXCERPT + 8);
    let mut length = 0;
    for word in text.split_whitespace() {
        let size = word.chars().count() + 1;
        if length + size > EXCERPT {
            out.push('\u{2026}');
            return out;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
        length += size;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn entry(n: usize, text: &str) -> Entry {
        Entry {
            kind: "document",
            kind_word: "Policy".to_owned(),
            id: format!("POL-{n:03}"),
            title: format!("Title {n}"),
            state: (n == 1).then_some(State::Overdue),
            url: format!("en/documents/pol-{n:03}/"),
            sections: vec![
                Section { anchor: String::new(), heading: String::new(), text: text.to_owned() },
                Section { anchor: "scope".into(), heading: "Scope".into(), text: text.to_owned() },
            ],
        }
    }

    fn build(entries: &[Entry]) -> BTreeMap<String, String> {
        let parts = entries.chunks(PART).enumerate().map(|(at, own)| read(Lang::EN, at, own));
        let (parts, files): (Vec<Part>, Vec<Files>) = parts.unzip();
        // However neighbours are joined, the index is the same.
        let all = parts.into_iter().rev().reduce(|later, part| part.join(later)).unwrap_or_default();
        let index = Index::new(Lang::EN, all);
        let made = index.paths().map(|path| (path.clone(), index.make(&path).unwrap()));
        made.chain(files.into_iter().flatten()).collect()
    }

    /// The numbers of a list in a file of words.
    fn numbers(files: &BTreeMap<String, String>, shard: &str, word: &str, list: usize) -> Vec<u32> {
        let text = &files[&format!("assets/search/en/w-{shard}.js")];
        let (_, rest) = text.split_once(&format!("\"{word}\":\"")).unwrap_or_else(|| panic!("{word}: {text}"));
        let list = rest.split('"').next().unwrap().split('|').nth(list).unwrap_or_default().split(' ');
        let steps = list.filter(|step| !step.is_empty()).map(|step| u32::from_str_radix(step, 36).unwrap());
        steps.scan(0, |at, step| Some(std::mem::replace(at, *at + step) + step)).collect()
    }

    #[test]
    fn writes_words_rows_and_texts() {
        let files = build(&[entry(0, "access rules"), entry(1, "access")]);
        let rows = &files["assets/search/en/r-0.js"];
        assert!(rows.contains(r#"[0,"POL-001","Title 1","overdue",0]"#), "{rows}");
        assert!(rows.contains(r#""kinds":[["document","Policy","en/documents/"]]"#), "{rows}");
        assert!(files["assets/search/en/t-0.js"].contains(r#"["scope","Scope","access"]"#));
        let words = &files["assets/search/en/w-p.js"];
        assert!(
            words.contains(r#"{"pol":"|0 1","pol-000":"||0","pol-001":"||1","pol000":"||0","pol001":"||1"}"#),
            "{words}"
        );
        assert!(files["assets/search/en/w-a.js"].contains(r#"{"access":"0 1 1 1"}"#));
    }

    #[test]
    fn sections_say_their_entry() {
        let mut entries: Vec<Entry> =
            (0..PART + 2).map(|n| entry(n, if n % 3 == 0 { "often" } else { "else" })).collect();
        entries[1].sections.push(Section { anchor: "x".into(), heading: String::new(), text: "often".into() });
        let files = build(&entries);
        assert!(files["assets/search/en/start.js"].contains(r#""stride":3"#));
        assert!(files.contains_key("assets/search/en/t-4.js") && files.contains_key("assets/search/en/r-1.js"));
        let mut want = vec![5];
        want.extend((0..PART as u32 + 2).step_by(3).flat_map(|entry| [entry * 3, entry * 3 + 1]));
        want.sort_unstable();
        assert_eq!(numbers(&files, "o", "often", 0), want);
        assert_eq!(numbers(&files, "t", "title", 1), (0..PART as u32 + 2).collect::<Vec<_>>());
    }

    #[test]
    fn one_file_of_bounded_size_answers_for_any_letters() {
        let text = |of: usize| (0..9000).map(move |n| format!("s{n:05}{of} alike{n:04} ")).collect::<String>();
        let entries: Vec<Entry> = (0..3).map(|of| entry(of, &format!("{} s000 solo{of}", text(of)))).collect();
        let files = build(&entries);
        let words: Vec<&String> = files.keys().filter(|path| path.contains("/w-")).collect();
        assert!(words.len() > 10, "{words:?}");
        assert!(words.iter().all(|path| files[*path].len() < vocabulary::SHARD + 1000), "{words:?}");
        let start = &files["assets/search/en/start.js"];
        assert!(start.contains(r#""s0","s00","s01""#) && !start.contains(r#""s""#), "{start}");
        assert!(
            start.contains(r#""alike","alike0""#) && !start.contains(r#""al""#),
            "letters that all share tell nothing apart"
        );
        // Letters that many words begin with: the first section of each entry; and the word that is these letters alone.
        assert_eq!(numbers(&files, "s0", "s0*", 0), [0, 2, 4]);
        assert_eq!(numbers(&files, "s00", "s000", 0), [0, 1, 2, 3, 4, 5]);
        assert_eq!(numbers(&files, "so", "solo1", 0), [2, 3]);
    }

    #[test]
    fn what_is_loaded_first_hardly_grows_with_the_handbook() {
        let start = |n: usize| {
            let entries: Vec<Entry> = (0..n).map(|n| entry(n, "a b c")).collect();
            build(&entries)["assets/search/en/start.js"].len()
        };
        let (small, large) = (start(100), start(10_000));
        assert!(large < small + 1000, "{small} {large}");
    }
}
