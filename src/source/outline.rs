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
mod tests;
