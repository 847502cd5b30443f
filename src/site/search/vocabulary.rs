//! Words and where they stand, and the files that a browser loads for a word: by first letters, as many as keep a file small.
//!
//! Knows words and numbers; what is searched and how results are ranked, is for others.

use super::postings::Postings;
use std::collections::{BTreeMap, HashMap};

/// Bytes beyond which words that begin alike are told apart by one more letter.
pub(super) const SHARD: usize = 64_000;
/// Bytes of a word's line beside the word and its numbers: quotes, colon, comma.
const LINE: usize = 6;

/// Words and the numbers of the places where they stand.
#[derive(Default)]
pub(super) struct Words(HashMap<Box<str>, Postings>);

impl Words {
    /// Notes that a word stands at a place, which is not before any place noted.
    pub(super) fn add(&mut self, word: &str, at: u32) {
        match self.0.get_mut(word) {
            Some(postings) => postings.add(at),
            None => {
                self.0.insert(Box::from(word), Postings::at(at));
            }
        }
    }

    /// Adds words whose places are counted from `from` on, behind all that are here.
    pub(super) fn join(&mut self, later: Words, from: u32) {
        for (word, own) in later.0 {
            match self.0.get_mut(&word) {
                Some(postings) => postings.append(own, from),
                None => {
                    self.0.insert(word, own.shifted(from));
                }
            }
        }
    }
}

/// Words by where they stand.
#[derive(Default)]
pub(super) struct Vocabulary {
    /// By section.
    pub(super) texts: Words,
    /// By entry.
    pub(super) titles: Words,
    /// By entry.
    pub(super) references: Words,
}

/// How the places of a text are numbered for the browser.
pub(super) struct Numbering {
    /// The number of each section: its entry × `stride` + its place in the entry.
    pub(super) sections: Vec<u32>,
    pub(super) stride: u32,
    pub(super) entries: usize,
}

/// Files by the letters with which their words begin: `{"word":"texts|titles|references",…}`, lists at the end left out
/// where empty. Where a file would be too large its words go to files with one more letter, and under these letters stay
/// the word that is no longer than they are and, as `LETTERS*`, the first section of each entry, and the entries, in which
/// any word begins with them. So whatever is typed, one file answers.
pub(super) fn shards(words: &Vocabulary, numbering: &Numbering) -> BTreeMap<String, String> {
    let mut lines: BTreeMap<&str, Line<'_>> = BTreeMap::new();
    for (at, own) in [&words.texts, &words.titles, &words.references].into_iter().enumerate() {
        for (word, postings) in &own.0 {
            let line = lines.entry(word).or_insert(Line { word, places: [None; 3], bytes: word.len() + LINE });
            line.places[at] = Some(postings);
        }
    }
    let mut lines: Vec<Line<'_>> = lines.into_values().collect();
    for line in &mut lines {
        line.bytes += line.numbers(numbering).iter().map(|list| written(list)).sum::<usize>();
    }
    let mut out = BTreeMap::new();
    split(&lines, 1, numbering, &mut out);
    out
}

/// A word, where it stands (in texts, in titles, as a reference), and how long its line is.
struct Line<'a> {
    word: &'a str,
    places: [Option<&'a Postings>; 3],
    bytes: usize,
}

impl Line<'_> {
    fn numbers(&self, numbering: &Numbering) -> [Vec<u32>; 3] {
        let mut lists = self.places.map(|own| own.into_iter().flat_map(Postings::numbers).collect::<Vec<u32>>());
        for section in &mut lists[0] {
            *section = numbering.sections.get(*section as usize).copied().unwrap_or_default();
        }
        lists
    }
}

/// Groups sorted lines by their first `letters` letters, and again by one more where a group is too large.
fn split(lines: &[Line<'_>], letters: usize, numbering: &Numbering, out: &mut BTreeMap<String, String>) {
    let mut rest = lines;
    while let Some(first) = rest.first() {
        let name: String = first.word.chars().take(letters).collect();
        let size = rest.iter().take_while(|line| line.word.starts_with(&name)).count();
        let (group, after) = rest.split_at(size);
        rest = after;
        // A word that is only these letters long comes first.
        let (short, long) = group.split_at(usize::from(first.word == name));
        if long.is_empty() || group.iter().map(|line| line.bytes).sum::<usize>() <= SHARD {
            out.insert(name, file(group, numbering, None));
        } else {
            out.insert(name.clone(), file(short, numbering, Some((&format!("{name}*"), together(long, numbering)))));
            split(long, letters + 1, numbering, out);
        }
    }
}

/// The first section of every entry, and the entries, where any of these words stands.
fn together(lines: &[Line<'_>], numbering: &Numbering) -> [Vec<u32>; 3] {
    let mut firsts = [const { Vec::new() }; 3].map(|mut list: Vec<u32>| {
        list.resize(numbering.entries, u32::MAX);
        list
    });
    for line in lines {
        for ((list, numbers), entry) in firsts.iter_mut().zip(line.numbers(numbering)).zip([numbering.stride, 1, 1]) {
            for number in numbers {
                if let Some(first) = list.get_mut((number / entry) as usize) {
                    *first = number.min(*first);
                }
            }
        }
    }
    firsts.map(|list| list.into_iter().filter(|first| *first < u32::MAX).collect())
}

fn file(lines: &[Line<'_>], numbering: &Numbering, last: Option<(&str, [Vec<u32>; 3])>) -> String {
    let lines = lines.iter().map(|line| (line.word, line.numbers(numbering))).chain(last);
    let mut out = String::from("{");
    for (word, lists) in lines {
        if out.len() > 1 {
            out.push(',');
        }
        out.push_str(&serde_json::to_string(word).unwrap_or_default());
        out.push_str(":\"");
        for (at, list) in lists.iter().enumerate() {
            out.push_str(if at > 0 { "|" } else { "" });
            spaced(list, &mut out);
        }
        out.truncate(out.trim_end_matches('|').len());
        out.push('"');
    }
    out.push('}');
    out
}

fn differences(numbers: &[u32]) -> impl Iterator<Item = u32> {
    numbers.iter().scan(0, |before, number| Some(number - std::mem::replace(before, *number)))
}

/// Numbers, each as the difference to the one before, in base 36 with a blank between them.
fn spaced(numbers: &[u32], out: &mut String) {
    for (at, step) in differences(numbers).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        base36(step, out);
    }
}

fn base36(mut n: u32, out: &mut String) {
    let mut digits = [0_u8; 7];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(n % 36) as usize];
        n /= 36;
        if n == 0 || at == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or("0"));
}

/// How many bytes numbers are when they are written as differences, with what parts them.
fn written(numbers: &[u32]) -> usize {
    differences(numbers).map(|step| step.checked_ilog(36).unwrap_or(0) as usize + 2).sum()
}

/// A shard's name in file names: what is no letter, digit or hyphen as `_` and its hexadecimal number.
pub(super) fn file_name(shard: &str) -> String {
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = |unit: u16| match char::from_u32(u32::from(unit)).filter(|c| known(*c)) {
        Some(c) => c.to_string(),
        None => format!("_{unit:x}"),
    };
    shard.encode_utf16().map(name).collect()
}
