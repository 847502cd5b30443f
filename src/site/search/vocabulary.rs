//! Words and where they stand, and the files that a browser loads for them: by first letters, as many as keep a file small.
//!
//! Knows words and numbers; what is searched and how results are ranked, is for others.

use super::postings::Postings;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

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

/// How sections are known to the browser.
pub(super) struct Numbering {
    /// The number of each section: its entry × `stride` + its place in the entry.
    pub(super) sections: Vec<u32>,
    pub(super) stride: u32,
    pub(super) entries: usize,
}

/// Where a word stands; what ranks least comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Text,
    Title,
    Reference,
}

/// A word at one kind of place.
struct Line {
    word: Box<str>,
    place: Place,
    at: Postings,
}

/// All words, and which file each of them is in. A file is made when it is asked for.
pub(super) struct Shards {
    /// By word, then place.
    lines: Vec<Line>,
    numbering: Numbering,
    /// By the name of the file.
    files: BTreeMap<String, Shard>,
}

/// A file of words that begin alike.
struct Shard {
    letters: String,
    /// The lines whose words are in it.
    own: Range<usize>,
    /// The lines that are in files with more letters.
    others: Option<Range<usize>>,
}

impl Shards {
    /// Words by the letters with which they begin. Where a file would be too large its words go to files with more letters,
    /// and under these letters stay the word that is no longer than they are and, as `LETTERS*`, in which entries any word
    /// begins with them. So whatever is typed, one file answers; of a single letter, for the whole word.
    pub(super) fn new(words: Vocabulary, numbering: Numbering) -> Shards {
        let Vocabulary { texts, titles, references } = words;
        let places = [(Place::Text, texts), (Place::Title, titles), (Place::Reference, references)];
        let mut lines: Vec<Line> = Vec::with_capacity(places.iter().map(|(_, words)| words.0.len()).sum());
        for (place, words) in places {
            lines.extend(words.0.into_iter().map(|(word, at)| Line { word, place, at }));
        }
        lines.sort_unstable_by(|a, b| (&a.word, a.place).cmp(&(&b.word, b.place)));
        let mut shards = Shards { lines, numbering, files: BTreeMap::new() };
        let sizes: Vec<usize> = shards.lines.iter().map(|line| shards.size(line)).collect();
        shards.split(0..sizes.len(), 0, &sizes);
        shards
    }

    /// The letters of each file, sorted.
    pub(super) fn letters(&self) -> Vec<&str> {
        let mut letters: Vec<&str> = self.files.values().map(|shard| shard.letters.as_str()).collect();
        letters.sort_unstable();
        letters
    }

    /// The names of the files.
    pub(super) fn names(&self) -> impl Iterator<Item = &String> {
        self.files.keys()
    }

    /// A file: `{"word":"texts|titles|references",…}`, lists at the end left out where empty.
    pub(super) fn file(&self, name: &str) -> Option<String> {
        let shard = self.files.get(name)?;
        let mut out = String::from("{");
        for lines in self.lines.get(shard.own.clone())?.chunk_by(|a, b| a.word == b.word) {
            let mut lists = [const { Vec::new() }; 3];
            for line in lines {
                lists[line.place as usize] = self.numbers(line).collect();
            }
            write(&mut out, &lines[0].word, &lists);
        }
        if let Some(others) = &shard.others {
            write(&mut out, &format!("{}*", shard.letters), &self.together(self.lines.get(others.clone())?));
        }
        out.push('}');
        Some(out)
    }

    /// Where a line's word stands, as the browser knows it.
    fn numbers(&self, line: &Line) -> impl Iterator<Item = u32> {
        let sections = (line.place == Place::Text).then_some(&self.numbering.sections);
        let number = move |at| sections.map_or(Some(at), |sections| sections.get(at as usize).copied());
        line.at.numbers().filter_map(number)
    }

    /// How many bytes a line is when it is written.
    fn size(&self, line: &Line) -> usize {
        let length = |step: u32| step.checked_ilog(36).unwrap_or(0) as usize + 2;
        line.word.len() + LINE + differences(self.numbers(line)).map(length).sum::<usize>()
    }

    /// Groups lines that begin with the same bytes by their next letter, and again where a group is too large.
    fn split(&mut self, lines: Range<usize>, bytes: usize, sizes: &[usize]) {
        let next = |line: &Line| line.word.get(bytes..).and_then(|rest| rest.chars().next());
        let mut from = lines.start;
        while let Some(first) = self.lines.get(from).filter(|_| from < lines.end) {
            let letter = next(first);
            let end = from + self.lines[from..lines.end].partition_point(|line| next(line) <= letter);
            let mut letters = first.word[..bytes + letter.map_or(0, char::len_utf8)].to_string();
            let mut own = from..end;
            let mut others = None;
            if sizes[own.clone()].iter().sum::<usize>() > SHARD {
                // Letters that all of them have in common tell nothing apart.
                letters = common(&first.word, &self.lines[end - 1].word).to_string();
                own.end = from + self.lines[from..end].iter().take_while(|line| *line.word == letters).count();
                others = Some(own.end..end).filter(|others| !others.is_empty());
            }
            from = end;
            if let Some(others) = others.clone() {
                self.split(others, letters.len(), sizes);
            }
            let others = others.filter(|_| letters.chars().nth(1).is_some());
            if !own.is_empty() || others.is_some() {
                self.files.insert(file_name(&letters), Shard { letters, own, others });
            }
        }
    }

    /// The first section of every entry, and the entries, where any of these words stands.
    fn together(&self, lines: &[Line]) -> [Vec<u32>; 3] {
        let mut firsts = [const { Vec::new() }; 3].map(|mut list: Vec<u32>| {
            list.resize(self.numbering.entries, u32::MAX);
            list
        });
        for line in lines {
            let of_an_entry = if line.place == Place::Text { self.numbering.stride } else { 1 };
            for number in self.numbers(line) {
                if let Some(first) = firsts[line.place as usize].get_mut((number / of_an_entry) as usize) {
                    *first = number.min(*first);
                }
            }
        }
        firsts.map(|list| list.into_iter().filter(|first| *first < u32::MAX).collect())
    }
}

/// What two words begin with.
fn common<'a>(one: &'a str, other: &str) -> &'a str {
    let end = one.char_indices().zip(other.chars()).find(|((_, a), b)| a != b).map(|((at, _), _)| at);
    &one[..end.unwrap_or(one.len().min(other.len()))]
}

fn write(out: &mut String, word: &str, lists: &[Vec<u32>; 3]) {
    if out.len() > 1 {
        out.push(',');
    }
    out.push_str(&serde_json::to_string(word).unwrap_or_default());
    out.push_str(":\"");
    for (at, list) in lists.iter().enumerate() {
        out.push_str(if at > 0 { "|" } else { "" });
        spaced(list, out);
    }
    out.truncate(out.trim_end_matches('|').len());
    out.push('"');
}

fn differences(numbers: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    numbers.scan(0, |before, number| Some(number - std::mem::replace(before, number)))
}

/// Numbers, each as the difference to the one before, in base 36 with a blank between them.
fn spaced(numbers: &[u32], out: &mut String) {
    for (at, step) in differences(numbers.iter().copied()).enumerate() {
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

/// The name of a file of words that begin so: what is no letter, digit or hyphen as `_` and its hexadecimal number.
fn file_name(shard: &str) -> String {
    let known = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let name = |unit: u16| match char::from_u32(u32::from(unit)).filter(|c| known(*c)) {
        Some(c) => c.to_string(),
        None => format!("_{unit:x}"),
    };
    format!("w-{}", shard.encode_utf16().map(name).collect::<String>())
}
