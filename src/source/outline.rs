//! The places of keys and values in YAML, by key path. Follows the marks of `scan`; values themselves are read by `yaml`.

use super::scan::{Token, What, scan};
use super::yaml::{Limits, join, read};
use std::ops::Range;

/// One key or list entry with the bytes of its name and of its value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// The key path, such as `approval[0].person`.
    pub(super) path: String,
    /// The key; for a list entry its dash, or the value itself.
    pub(super) key: Range<usize>,
    /// The value; empty, right after the key, when nothing was written.
    pub(super) value: Range<usize>,
}

/// All spots of a text in its order; a text that cannot be scanned to its end gives those before the fault.
pub(super) fn spots(yaml: &str) -> Vec<Spot> {
    let limits = Limits { bytes: usize::MAX, depth: 64 };
    let Ok(scanned) = scan(yaml, &limits) else { return Vec::new() };
    let mut walk = Walk { yaml, tokens: &scanned.tokens, at: 0, spots: Vec::new() };
    walk.node("", 0);
    walk.spots
}

struct Walk<'a> {
    yaml: &'a str,
    tokens: &'a [Token],
    at: usize,
    spots: Vec<Spot>,
}

impl Walk<'_> {
    fn peek(&self) -> Option<What> {
        self.tokens.get(self.at).map(|token| token.what)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).copied();
        self.at += 1;
        token
    }

    /// Reads one value; answers its bytes. `after` is where an empty one would stand.
    fn node(&mut self, path: &str, after: usize) -> Range<usize> {
        match self.peek() {
            Some(What::Plain | What::Quoted | What::Block) => {
                self.take().map_or(after..after, |token| token.start..token.end)
            }
            Some(What::BlockMap) => {
                self.take();
                self.entries(path, after, What::BlockEnd)
            }
            Some(What::FlowMap) => {
                let start = self.take().map_or(after, |token| token.start);
                start..self.entries(path, after, What::FlowMapEnd).end
            }
            Some(What::BlockList) => {
                self.take();
                let span = self.dashes(path, after);
                if self.peek() == Some(What::BlockEnd) {
                    self.take();
                }
                span
            }
            Some(What::FlowList) => self.flow_list(path),
            _ => after..after,
        }
    }

    /// The keys of a mapping, to the mark that ends it.
    fn entries(&mut self, path: &str, after: usize, end: What) -> Range<usize> {
        let start = self.tokens.get(self.at).map_or(after, |token| token.start);
        let mut last = start;
        while let Some(what) = self.peek() {
            let before = self.at;
            match what {
                What::Comma => {
                    self.take();
                }
                _ if what == end => {
                    let mark = self.take();
                    if end == What::FlowMapEnd {
                        last = mark.map_or(last, |mark| mark.end);
                    }
                    break;
                }
                _ => last = self.pair(path, last),
            }
            if self.at == before {
                // What the library will refuse: go on behind it.
                self.at += 1;
            }
        }
        start..last
    }

    /// A key, with its value if it has one; answers where the pair ends.
    fn pair(&mut self, path: &str, after: usize) -> usize {
        if self.peek() == Some(What::Key) {
            self.take();
        }
        let at = self.spots.len();
        let key = self.node("", after);
        // A key that is a list or a mapping itself is no place of a value.
        self.spots.truncate(at);
        let name = unquoted(self.yaml.get(key.clone()).unwrap_or_default());
        let path = join(path, &name);
        self.spots.push(Spot { path: path.clone(), key: key.clone(), value: key.end..key.end });
        if self.peek() != Some(What::Colon) {
            return key.end;
        }
        let from = self.take().map_or(key.end, |colon| colon.end);
        let value = match self.peek() {
            // A list that is not indented below its key has no mark of its own.
            Some(What::Dash) => self.dashes(&path, from),
            _ => self.node(&path, from),
        };
        self.spots[at].value = value.clone();
        value.end
    }

    fn dashes(&mut self, path: &str, after: usize) -> Range<usize> {
        let start = self.tokens.get(self.at).map_or(after, |token| token.start);
        let mut last = start;
        let mut index = 0;
        while self.peek() == Some(What::Dash) {
            let Some(dash) = self.take() else { break };
            last = self.entry(format!("{path}[{index}]"), dash.start..dash.end, dash.end).end;
            index += 1;
        }
        start..last
    }

    fn flow_list(&mut self, path: &str) -> Range<usize> {
        let start = self.take().map_or(0, |token| token.start);
        let mut last = start;
        let mut index = 0;
        while let Some(what) = self.peek() {
            match what {
                What::FlowListEnd => {
                    last = self.take().map_or(last, |token| token.end);
                    break;
                }
                What::Comma => {
                    self.take();
                    index += 1;
                }
                What::BlockEnd => break,
                _ => {
                    let from = self.tokens.get(self.at).map_or(last, |token| token.start);
                    let before = self.at;
                    let path = format!("{path}[{index}]");
                    last = if what == What::Key {
                        // `[a: b]` is a list of one mapping.
                        let at = self.spots.len();
                        self.spots.push(Spot { path: path.clone(), key: from..from, value: from..from });
                        let end = self.pair(&path, from);
                        self.spots[at].key = from..end;
                        self.spots[at].value = from..end;
                        end
                    } else {
                        self.entry(path, from..from, from).end
                    };
                    if self.at == before {
                        self.at += 1;
                    }
                }
            }
        }
        start..last
    }

    fn entry(&mut self, path: String, key: Range<usize>, after: usize) -> Range<usize> {
        let at = self.spots.len();
        self.spots.push(Spot { path: path.clone(), key, value: after..after });
        let value = self.node(&path, after);
        self.spots[at].value = value.clone();
        if self.spots[at].key.is_empty() {
            self.spots[at].key = value.clone();
        }
        value
    }
}

/// A key as the library names it.
fn unquoted(text: &str) -> String {
    if !text.starts_with(['"', '\'', '|', '>']) && !text.contains(['\n', '\r']) {
        return text.to_owned();
    }
    let read = read(text, &Limits::FRONT_MATTER).ok();
    read.and_then(|read| read.node.as_text().map(str::to_owned)).unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    use super::super::yaml::{Kind, Node};
    use std::collections::BTreeMap;

    /// Pieces of which odd but often valid YAML is made.
    const PIECES: &[&str] = &[
        "a",
        "b: ",
        "c:",
        "- ",
        "-",
        "\n",
        "\n",
        "\n  ",
        "\n    ",
        "\n- ",
        "\nk: ",
        "\n  - ",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ",",
        ": ",
        ":",
        "?",
        "? ",
        "|\n",
        ">-\n",
        "|2\n",
        "\"",
        "'",
        "\"q\"",
        "'it''s'",
        "\"\\n\"",
        " # c\n",
        "#",
        " ",
        "  ",
        "\t",
        "1.10",
        "true",
        "~",
        "é",
        "\r\n",
        "\r",
        "x y",
        "x#y",
        "http://z",
        "{k: v}",
        "[1, 2]",
        "\nm:\n  n: ",
        "...",
        "---",
        "\n---\n",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "<",
        "%",
        "@",
    ];

    /// A fixed sequence of numbers that look random (xorshift).
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: usize) -> usize {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            usize::try_from(self.0 % sides as u64).unwrap()
        }
    }

    /// All paths below a node with the node there.
    fn paths<'n>(node: &'n Node, path: &str, found: &mut BTreeMap<String, &'n Node>) {
        match node {
            Node::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    let path = format!("{path}[{index}]");
                    found.entry(path.clone()).or_insert(item);
                    paths(item, &path, found);
                }
            }
            Node::Map(entries) => {
                for (key, value) in entries {
                    let path = join(path, key);
                    found.entry(path.clone()).or_insert(value);
                    paths(value, &path, found);
                }
            }
            Node::Null | Node::Scalar(_) => {}
        }
    }

    /// Whatever the library reads, every path in it has a place here, no other path has, and what is written at the
    /// place of a number or word reads as that number or word: both see the same marks.
    #[test]
    fn places_agree_with_values() {
        let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
        let mut valid = 0;
        for round in 0..40_000 {
            let count = 1 + dice.roll(14);
            let yaml: String = (0..count).map(|_| PIECES[dice.roll(PIECES.len())]).collect();
            let Ok(value) = read(&yaml, &Limits::FRONT_MATTER) else { continue };
            if !value.duplicates.is_empty() {
                continue;
            }
            valid += 1;
            let mut expected = BTreeMap::new();
            paths(&value.node, "", &mut expected);
            // Keys with `.` or `[` in them can make two paths of one name; only the first is found, as intended.
            let mut found = BTreeMap::new();
            for spot in spots(&yaml) {
                found.entry(spot.path.clone()).or_insert(spot);
            }
            let names: Vec<&String> = found.keys().collect();
            assert_eq!(names, expected.keys().collect::<Vec<_>>(), "round {round}: {yaml:?} is {:?}", value.node);
            for (path, node) in expected {
                let written = &yaml[found[&path].value.clone()];
                match node {
                    Node::Scalar(scalar) if scalar.kind != Kind::Text => assert_eq!(written, scalar.text, "{yaml:?}"),
                    Node::Scalar(scalar) if !written.starts_with(['"', '\'', '|', '>']) => {
                        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                        assert_eq!(words(written), words(&scalar.text), "{path} of {yaml:?}");
                    }
                    Node::Scalar(_) => {}
                    Node::Null => assert!(["", "~"].contains(&written), "{path} of {yaml:?}: {written:?}"),
                    Node::List(_) => assert!(written.starts_with(['-', '[']), "{path} of {yaml:?}: {written:?}"),
                    Node::Map(_) => assert!(!written.is_empty() || yaml.contains('?'), "{path} of {yaml:?}"),
                }
            }
        }
        assert!(valid > 4_000, "only {valid} texts were valid YAML");
    }

    #[test]
    fn keys_and_values_have_places() {
        let yaml = "a: one\nlist:\n- x\n- {k: v, w: [1, 2]}\nmap:\n  deep:\n    - b: c\n  empty:\n\"q\": 'z'\n";
        let found: Vec<(String, &str, &str)> =
            spots(yaml).into_iter().map(|spot| (spot.path, &yaml[spot.key], &yaml[spot.value])).collect();
        let expected = [
            ("a", "a", "one"),
            ("list", "list", "- x\n- {k: v, w: [1, 2]}"),
            ("list[0]", "-", "x"),
            ("list[1]", "-", "{k: v, w: [1, 2]}"),
            ("list[1].k", "k", "v"),
            ("list[1].w", "w", "[1, 2]"),
            ("list[1].w[0]", "1", "1"),
            ("list[1].w[1]", "2", "2"),
            ("map", "map", "deep:\n    - b: c\n  empty:"),
            ("map.deep", "deep", "- b: c"),
            ("map.deep[0]", "-", "b: c"),
            ("map.deep[0].b", "b", "c"),
            ("map.empty", "empty", ""),
            ("q", "\"q\"", "'z'"),
        ];
        for (found, expected) in found.iter().zip(expected) {
            assert_eq!((found.0.as_str(), found.1, found.2), expected);
        }
        assert_eq!(found.len(), expected.len());
    }
}
