//! The places of keys and values in YAML, by key path. Follows the marks of `scan`; values themselves are read by `yaml`.

use super::scan::{Token, What, scan};
use super::yaml::Limits;
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
            // A list that is not indented below its key has no mark of its own.
            Some(What::Dash) => self.dashes(path, after),
            Some(What::FlowList) => self.flow_list(path),
            _ => after..after,
        }
    }

    /// The keys of a mapping, to the mark that ends it.
    fn entries(&mut self, path: &str, after: usize, end: What) -> Range<usize> {
        let start = self.tokens.get(self.at).map_or(after, |token| token.start);
        let mut last = start;
        while let Some(what) = self.peek() {
            match what {
                What::Key => {
                    self.take();
                    let key = self.node("", last);
                    let name = unquoted(self.yaml.get(key.clone()).unwrap_or_default());
                    let path = if path.is_empty() { name } else { format!("{path}.{name}") };
                    let mut from = key.end;
                    if self.peek() == Some(What::Colon) {
                        from = self.take().map_or(from, |colon| colon.end);
                        let at = self.spots.len();
                        self.spots.push(Spot { path: path.clone(), key: key.clone(), value: from..from });
                        let value = self.node(&path, from);
                        from = value.end;
                        self.spots[at].value = value;
                    }
                    last = from;
                }
                what if what == end => {
                    let mark = self.take();
                    if end == What::FlowMapEnd {
                        last = mark.map_or(last, |mark| mark.end);
                    }
                    break;
                }
                What::Comma => {
                    self.take();
                }
                _ => {
                    // A key without a value, or what the library will refuse: go on behind it.
                    let before = self.at;
                    self.node(path, last);
                    if self.at == before {
                        self.at += 1;
                    }
                }
            }
        }
        start..last
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
                    last = self.entry(format!("{path}[{index}]"), from..from, from).end;
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

fn unquoted(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.or_else(|| text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''))).unwrap_or(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

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
