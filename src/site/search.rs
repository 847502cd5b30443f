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

use std::{collections::BTreeMap, fmt::Write};

use serde::Serialize;

use crate::{lang::Lang, view::parts::State};

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

/// Entries in one `t-N.js`.
const CHUNK: usize = 64;
/// Characters of a section that results can show.
const EXCERPT: usize = 160;
/// Bytes beyond which a shard is split by one more letter.
const SHARD: usize = 160_000;
/// Longest token kept, in characters; longer ones are digests and the like.
const LONGEST: usize = 40;

/// The tokens of one entry, made apart so that entries can be read in parallel.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// Token → sections of the entry, ascending, without repeats; sorted by token.
    words: Vec<(String, Vec<u32>)>,
}

/// Reads an entry's words. Pure and independent of other entries.
pub fn read(entry: &Entry) -> Tokens {
    let mut found: Vec<(String, u32)> = Vec::new();
    for (at, section) in entry.sections.iter().enumerate() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        for text in [&section.heading, &section.text] {
            tokens(text, |token| {
                if !is_stop_word(token) {
                    found.push((token.to_owned(), at));
                }
            });
        }
    }
    found.sort_unstable();
    found.dedup();
    let mut words: Vec<(String, Vec<u32>)> = Vec::new();
    for (token, at) in found {
        match words.last_mut() {
            Some((last, sections)) if *last == token => sections.push(at),
            _ => words.push((token, vec![at])),
        }
    }
    Tokens { words }
}

/// All files of one language's index: path below the site's root → text. `entries` and `tokens` go together, in the order
/// in which results of equal rank are shown.
pub fn index(lang: Lang, entries: &[Entry], tokens: &[Tokens]) -> BTreeMap<String, String> {
    let folder = format!("assets/search/{lang}");
    let mut postings: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    let mut first = 0_u32;
    for (entry, tokens) in entries.iter().zip(tokens) {
        for (token, sections) in &tokens.words {
            postings.entry(token).or_default().extend(sections.iter().map(|at| first + at));
        }
        first += u32::try_from(entry.sections.len()).unwrap_or(0);
    }
    let shards = shards(&postings);
    let mut files = BTreeMap::new();
    for (name, text) in &shards {
        let file = file_name(name);
        files.insert(format!("{folder}/w-{file}.js"), script(&format!("w-{file}"), text));
    }
    for (at, chunk) in entries.chunks(CHUNK).enumerate() {
        let name = format!("t-{at}");
        let text = serde_json::to_string(&chunk.iter().map(excerpts).collect::<Vec<_>>()).unwrap_or_default();
        files.insert(format!("{folder}/{name}.js"), script(&name, &text));
    }
    files.insert(format!("{folder}/titles.js"), script("titles", &titles(entries, shards.keys())));
    files
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
fn titles<'a>(entries: &[Entry], shards: impl Iterator<Item = &'a String>) -> String {
    #[derive(Serialize)]
    struct Titles<'a> {
        chunk: usize,
        tail: &'a str,
        kinds: Vec<(&'a str, &'a str, String)>,
        docs: Vec<(usize, &'a str, &'a str, &'a str, usize, serde_json::Value)>,
        shards: Vec<&'a String>,
    }
    let tail = if entries.iter().any(|entry| entry.url.ends_with("index.html")) { "index.html" } else { "" };
    let mut kinds: Vec<(&str, &str, String)> = Vec::new();
    let mut docs = Vec::with_capacity(entries.len());
    for entry in entries {
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
        docs.push((kind, entry.id.as_str(), entry.title.as_str(), state, entry.sections.len(), url));
    }
    let titles = Titles { chunk: CHUNK, tail, kinds, docs, shards: shards.collect() };
    serde_json::to_string(&titles).unwrap_or_default()
}

/// Words by their first letter, or by as many letters as it takes to keep a file small.
fn shards(postings: &BTreeMap<&str, Vec<u32>>) -> BTreeMap<String, String> {
    let lines: Vec<(&str, String)> = postings.iter().map(|(token, sections)| (*token, line(token, sections))).collect();
    let mut out = BTreeMap::new();
    split(&lines, 1, &mut out);
    out
}

/// Groups sorted lines by their first `letters` letters, and again by one more where a group is too large.
fn split(lines: &[(&str, String)], letters: usize, out: &mut BTreeMap<String, String>) {
    let mut rest = lines;
    while let Some((token, _)) = rest.first() {
        let name: String = token.chars().take(letters).collect();
        let size = rest.iter().take_while(|(token, _)| token.starts_with(&name)).count();
        let (group, after) = rest.split_at(size);
        rest = after;
        let bytes: usize = group.iter().map(|(_, line)| line.len() + 1).sum();
        if bytes > SHARD && letters < 3 {
            // A word that is only these letters long stays with them; the others go by one letter more.
            let (short, long): (Vec<_>, Vec<_>) =
                group.iter().cloned().partition(|(token, _)| token.chars().count() <= letters);
            if !short.is_empty() {
                out.insert(name, object(&short));
            }
            split(&long, letters + 1, out);
        } else {
            out.insert(name, object(group));
        }
    }
}

fn object(lines: &[(&str, String)]) -> String {
    let mut out = String::from("{");
    for (at, (_, line)) in lines.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(line);
    }
    out.push('}');
    out
}

/// `"word":"1a 3 z"`: differences between section numbers in base 36.
fn line(token: &str, sections: &[u32]) -> String {
    let mut out = serde_json::to_string(token).unwrap_or_default();
    out.push_str(":\"");
    let mut before = 0;
    for (at, section) in sections.iter().enumerate() {
        if at > 0 {
            out.push(' ');
        }
        base36(section - before, &mut out);
        before = *section;
    }
    out.push('"');
    out
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

/// Articles and the like that no one searches for, in both languages; every other word is kept.
fn is_stop_word(token: &str) -> bool {
    const STOP: &[&str] = &[
        "a", "an", "and", "are", "as", "at", "au", "aux", "be", "by", "ce", "ces", "dans", "de", "des", "du", "elle",
        "en", "est", "et", "for", "from", "il", "in", "is", "it", "la", "le", "les", "leur", "of", "on", "or", "ou",
        "par", "pour", "que", "qui", "sa", "se", "ses", "son", "sont", "sur", "that", "the", "this", "to", "un", "une",
        "with",
    ];
    STOP.binary_search(&token).is_ok()
}

/// Calls `each` with every folded token of a text.
pub fn tokens(text: &str, mut each: impl FnMut(&str)) {
    let mut token = String::with_capacity(24);
    let mut pending: Option<char> = None;
    for c in text.chars() {
        let c = match c {
            '\u{2019}' | '\u{2018}' | '\u{2bc}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            c => c,
        };
        let before = token.len();
        if !matches!(c, '\'' | '.' | '-') {
            if let Some(joint) = pending {
                token.push(joint);
            }
            let joined = token.len();
            fold(c, &mut token);
            if token.len() > joined {
                pending = None;
                continue;
            }
            // Combining accents fold to nothing and do not end a word.
            token.truncate(before);
            if is_combining(c) {
                continue;
            }
        } else if pending.is_none() && !token.is_empty() {
            pending = Some(c);
            continue;
        }
        finish(&mut token, &mut each);
        pending = None;
    }
    finish(&mut token, &mut each);
}

fn is_combining(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Cuts what is elided or possessive and hands the token over.
fn finish(token: &mut String, each: &mut impl FnMut(&str)) {
    const ELIDED: &[&str] = &["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
    let mut word = token.as_str();
    if let Some((head, tail)) = word.split_once('\'')
        && ELIDED.contains(&head)
    {
        word = tail;
    }
    word = word.strip_suffix("'s").unwrap_or(word);
    if !word.is_empty() && word.chars().count() <= LONGEST {
        each(word);
    }
    token.clear();
}

/// Adds a letter or digit in lower case without its accent; adds nothing for what is neither.
fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
        return;
    }
    let plain = match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' => "a",
        'ç' | 'Ç' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'Ì' | 'Í' | 'Î' | 'Ï' => "i",
        'ñ' | 'Ñ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'Ù' | 'Ú' | 'Û' | 'Ü' => "u",
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        _ => {
            if c.is_alphanumeric() {
                out.extend(c.to_lowercase());
            }
            return;
        }
    };
    out.push_str(plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        tokens(text, |token| out.push(token.to_owned()));
        out
    }

    #[test]
    fn folds_as_the_browser_does() {
        let cases: &[(&str, &[&str])] = &[
            ("L’accès à l'Œuvre", &["acces", "a", "oeuvre"]),
            ("ISO/IEC 27001:2022, 5.1.c.", &["iso", "iec", "27001", "2022", "5.1.c"]),
            ("POL\u{2011}001 « SMSI »", &["pol-001", "smsi"]),
            ("jusqu’au aujourd’hui", &["au", "aujourd'hui"]),
            ("the company's e\u{301}tat - fin...", &["the", "company", "etat", "fin"]),
            ("--- '' . d'", &["d"]),
        ];
        for (text, want) in cases {
            assert_eq!(words(text), *want, "{text}");
        }
    }

    #[test]
    fn stop_words_are_sorted_for_the_search_in_them() {
        assert!(is_stop_word("the") && is_stop_word("une") && is_stop_word("a") && !is_stop_word("acces"));
    }

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
        let tokens: Vec<Tokens> = entries.iter().map(read).collect();
        index(Lang::EN, entries, &tokens)
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
