//! Places of keys and values, written out and against what the library reads.

use super::*;
use crate::source::yaml::{Kind, Node};
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
