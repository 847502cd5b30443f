//! The site's search index: from entries to script files that the browser loads on demand.
//!
//! Tokens are folded, never stemmed: case, accents and ligatures go, elided articles are cut, digits with inner dots and
//! hyphens stay (`5.1.c`, `27001`, `POL-001`), so that French and English find the same way and clause numbers are found.
//! The same steps stand in `templates/assets/js/search.js`. Files, below `assets/search/LANG/`:
//!
//! - `titles.js`: kinds, rows `[kind, id, title, state, sections, address or 0]`, names of the word shards. Loaded first.
//! - `w-X.js`: words that begin with X → sections where they stand, as base-36 differences. X grows where a letter is large.
//! - `t-N.js`: for sixty-four entries each, every section's anchor, heading and first words.
//!
//! Knows no model and no files: who calls says what is searched and writes the bytes.

mod postings;
mod words;

use std::{
    collections::{BTreeMap, HashMap},
    fmt::Write,
};

use serde::Serialize;

use crate::{lang::Lang, view::parts::State};
use postings::Postings;
use words::{is_stop_word, tokens};

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
/// Entries in one [`Part`] as it is read, and in one `t-N.js`.
pub const PART: usize = 64;
/// Characters of a section that results can show.
const EXCERPT: usize = 160;
/// Bytes beyond which a shard is split by one more letter.
const SHARD: usize = 160_000;
/// Bytes of a word's line beside the word and its sections: quotes, colon, comma.
const LINE: usize = 6;

/// What neighbouring entries give to the index: their words and titles. Parts are read apart from each other, so that all
/// processors work and no more texts than theirs are in memory, and joined to their neighbours as soon as these are there.
#[derive(Default)]
pub struct Part {
    rows: Vec<Row>,
    words: HashMap<Box<str>, Postings>,
    sections: u32,
}

/// Files of the index by their paths below the site's root.
pub type Files = Vec<(String, String)>;

struct Row {
    entry: Entry,
    sections: usize,
}

/// Reads the words of the part at this place, and makes the file of its texts, which depends on no other part. It has
/// [`PART`] entries unless it is the last. Pure.
pub fn read(lang: Lang, place: usize, mut entries: Vec<Entry>) -> (Part, (String, String)) {
    let name = format!("t-{place}");
    let texts: Vec<_> = entries.iter().map(excerpts).collect();
    let json = serde_json::to_string(&texts).unwrap_or_default();
    let texts = (format!("{FOLDER}{lang}/{name}.js"), script(&name, &json));
    let mut words: HashMap<Box<str>, Postings> = HashMap::new();
    let mut at = 0;
    for section in entries.iter().flat_map(|entry| &entry.sections) {
        for text in [&section.heading, &section.text] {
            tokens(text, |token| {
                if is_stop_word(token) {
                    return;
                }
                match words.get_mut(token) {
                    Some(postings) if postings.last == at => {}
                    Some(postings) => postings.append(&Postings::at(at), 0),
                    None => {
                        words.insert(Box::from(token), Postings::at(at));
                    }
                }
            });
        }
        at += 1;
    }
    let rows = entries.drain(..).map(|mut entry| {
        let sections = std::mem::take(&mut entry.sections).len();
        Row { entry, sections }
    });
    (Part { rows: rows.collect(), words, sections: at }, texts)
}

impl Part {
    /// The same with the entries that come next.
    pub fn join(mut self, later: Part) -> Part {
        for (word, own) in later.words {
            match self.words.get_mut(&word) {
                Some(postings) => postings.append(&own, self.sections),
                None => {
                    let (first, last) = (self.sections + own.first, self.sections + own.last);
                    self.words.insert(word, Postings { first, last, rest: own.rest });
                }
            }
        }
        self.rows.extend(later.rows);
        self.sections += later.sections;
        self
    }
}

/// The files of one language's index that depend on all entries, in the order in which results of equal rank are shown.
pub fn index(lang: Lang, all: Part) -> Files {
    let folder = format!("{FOLDER}{lang}");
    let shards = shards(all.words);
    let titles = (format!("{folder}/titles.js"), script("titles", &titles(&all.rows, shards.keys())));
    let words = shards.into_iter().map(|(name, text)| {
        let file = file_name(&name);
        (format!("{folder}/w-{file}.js"), script(&format!("w-{file}"), &text))
    });
    std::iter::once(titles).chain(words).collect()
}

fn script(name: &str, json: &str) -> String {
    format!("HANDBOOK_FOUND(\"{name}\",{json});\n")
}

/// A shard's name in file names: what is no letter, digit or hyphen as `_` and its hexadecimal number.
fn file_name(shard: &str) -> String {
    let mut out = String::new();
    for unit in shard.encode_utf16() {
        match char::from_u32(u32::from(unit)) {
            Some(c) if c.is_ascii_alphanumeric() || c == '-' => out.push(c),
            _ => {
                let _ = write!(out, "_{unit:x}");
            }
        }
    }
    out
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

/// The rows that are loaded first. An address that follows from kind and id is not written.
fn titles<'a>(rows: &[Row], shards: impl Iterator<Item = &'a String>) -> String {
    #[derive(Serialize)]
    struct Titles<'a> {
        chunk: usize,
        tail: &'a str,
        kinds: Vec<(&'a str, &'a str, String)>,
        docs: Vec<(usize, &'a str, &'a str, &'a str, usize, serde_json::Value)>,
        shards: Vec<&'a String>,
    }
    let tail = if rows.iter().any(|row| row.entry.url.ends_with("index.html")) { "index.html" } else { "" };
    let mut kinds: Vec<(&str, &str, String)> = Vec::new();
    let mut docs = Vec::with_capacity(rows.len());
    for Row { entry, sections } in rows {
        let own = format!("{}/{tail}", entry.id.to_lowercase());
        let folder = entry.url.strip_suffix(&own).filter(|rest| rest.ends_with('/') && !entry.id.is_empty());
        let known = kinds.iter().position(|(kind, word, _)| *kind == entry.kind && *word == entry.kind_word);
        let kind = known.unwrap_or_else(|| {
            kinds.push((entry.kind, &entry.kind_word, folder.unwrap_or_default().to_owned()));
            kinds.len() - 1
        });
        let derived = folder.is_some_and(|folder| folder == kinds[kind].2);
        let url = if derived { serde_json::Value::from(0) } else { serde_json::Value::from(entry.url.as_str()) };
        let state = entry.state.map_or("", State::name);
        docs.push((kind, entry.id.as_str(), entry.title.as_str(), state, *sections, url));
    }
    let titles = Titles { chunk: PART, tail, kinds, docs, shards: shards.collect() };
    serde_json::to_string(&titles).unwrap_or_default()
}

/// Words by their first letter, or by as many letters as it takes to keep a file small.
fn shards(words: HashMap<Box<str>, Postings>) -> BTreeMap<String, String> {
    let mut words: Vec<(Box<str>, Postings)> = words.into_iter().collect();
    words.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    let mut out = BTreeMap::new();
    split(&words, 1, &mut out);
    out
}

/// Groups sorted words by their first `letters` letters, and again by one more where a group is too large.
fn split(words: &[(Box<str>, Postings)], letters: usize, out: &mut BTreeMap<String, String>) {
    let mut rest = words;
    while let Some((word, _)) = rest.first() {
        let name: String = word.chars().take(letters).collect();
        let size = rest.iter().take_while(|(word, _)| word.starts_with(&name)).count();
        let (group, after) = rest.split_at(size);
        rest = after;
        let bytes: usize = group.iter().map(|(word, postings)| word.len() + postings.written() + LINE).sum();
        if bytes > SHARD && letters < 3 {
            // A word that is only these letters long comes first and stays with them; the others go by one letter more.
            let (short, long) = group.split_at(usize::from(*group[0].0 == *name));
            if !short.is_empty() {
                out.insert(name, object(short));
            }
            split(long, letters + 1, out);
        } else {
            out.insert(name, object(group));
        }
    }
}

/// `{"word":"1a 3 z",…}`: sections by number, each as the difference to the one before, in base 36.
fn object(words: &[(Box<str>, Postings)]) -> String {
    let mut out = String::from("{");
    for (at, (word, postings)) in words.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(&serde_json::to_string(word).unwrap_or_default());
        out.push_str(":\"");
        postings.write(&mut out);
        out.push('"');
    }
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let parts = entries.chunks(PART).enumerate().map(|(at, own)| read(Lang::EN, at, own.to_vec()));
        let (parts, texts): (Vec<Part>, Files) = parts.unzip();
        // However neighbours are joined, the index is the same.
        let all = parts.into_iter().rev().reduce(|later, part| part.join(later)).unwrap_or_default();
        index(Lang::EN, all).into_iter().chain(texts).collect()
    }

    #[test]
    fn writes_titles_words_and_texts() {
        let files = build(&[entry(0, "access rules"), entry(1, "access")]);
        let titles = &files["assets/search/en/titles.js"];
        assert!(titles.contains(r#"[0,"POL-001","Title 1","overdue",2,0]"#), "{titles}");
        assert!(titles.contains(r#""kinds":[["document","Policy","en/documents/"]]"#), "{titles}");
        let words = &files["assets/search/en/w-a.js"];
        assert!(words.contains(r#"{"access":"0 1 1 1"}"#), "{words}");
        assert!(files["assets/search/en/t-0.js"].contains(r#"["scope","Scope","access"]"#));
    }

    #[test]
    fn parts_join_as_if_they_were_one() {
        let entries: Vec<Entry> = (0..PART + 2).map(|n| entry(n, if n % 3 == 0 { "often" } else { "else" })).collect();
        let files = build(&entries);
        assert!(files.contains_key("assets/search/en/t-1.js"));
        let line = files["assets/search/en/w-o.js"].split('"').nth(5).unwrap().to_owned();
        let mut section = 0;
        for (at, step) in line.split(' ').enumerate() {
            section += usize::from_str_radix(step, 36).unwrap();
            assert_eq!(section, at / 2 * 6 + at % 2, "{line}");
        }
        assert_eq!(line.split(' ').count(), 2 * (PART + 2).div_ceil(3));
    }

    #[test]
    fn large_letters_are_split() {
        let text: String = (0..9000).map(|n| format!("s{n:05}{} ", "x".repeat(10))).collect();
        let files = build(&[entry(0, &text)]);
        assert!(
            files.contains_key("assets/search/en/w-s00.js") && !files.contains_key("assets/search/en/w-s.js"),
            "{:?}",
            files.keys()
        );
        assert!(files.values().all(|text| text.len() < 2 * SHARD + 200_000));
    }

    #[test]
    fn thousand_documents_start_under_a_hundred_kilobytes_of_titles() {
        let entries: Vec<Entry> = (0..1000).map(|n| entry(n, "a b c")).collect();
        assert!(build(&entries)["assets/search/en/titles.js"].len() < 100_000);
    }
}
