//! YAML's words and marks, with their places: brackets, dashes, colons, quoted and plain values, comments.
//!
//! Follows the rules of the library that reads the values (its indentation, its simple keys), so that both see the same
//! marks, and stops without a word where that library will report a fault. Refuses, before the library reads
//! anything, what no handbook needs and what would cost it unbounded time. Knows no values: see `yaml`.

mod cursor;
mod keys;
mod scalars;

use super::faults;
use super::yaml::{Limits, YamlFault};
use std::ops::Range;

/// One mark or word of YAML.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Token {
    pub(super) what: What,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    BlockList,
    BlockMap,
    BlockEnd,
    FlowList,
    FlowListEnd,
    FlowMap,
    FlowMapEnd,
    Comma,
    Dash,
    Key,
    Colon,
    Plain,
    Quoted,
    Block,
}

/// The tokens and comments of a text.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Scanned {
    pub(super) tokens: Vec<Token>,
    /// From `#` to the end of the line.
    pub(super) comments: Vec<Range<usize>>,
    /// Whether the scan came to the end; if not, the library has a fault to report.
    pub(super) whole: bool,
}

/// Refuses what must not reach the library.
pub(super) fn refuse(yaml: &str, limits: &Limits) -> Result<(), YamlFault> {
    scan(yaml, limits).map(|_| ())
}

/// Scans a text.
pub(super) fn scan(yaml: &str, limits: &Limits) -> Result<Scanned, YamlFault> {
    let mut scanner = Scanner {
        yaml,
        bytes: yaml.as_bytes(),
        limits,
        at: 0,
        line: 0,
        column: 0,
        characters: 0,
        flow: 0,
        indent: -1,
        indents: Vec::new(),
        keys: vec![None],
        key_allowed: true,
        documents: Documents::None,
        found: Scanned::default(),
    };
    match scanner.run() {
        Ok(()) => {
            scanner.found.whole = true;
            Ok(scanner.found)
        }
        Err(Stop::Library) => Ok(scanner.found),
        Err(Stop::Refused(fault)) => Err(*fault),
    }
}

/// Why a scan ended early.
enum Stop {
    /// The library reports a fault here.
    Library,
    /// Refused.
    Refused(Box<YamlFault>),
}

impl From<YamlFault> for Stop {
    fn from(fault: YamlFault) -> Stop {
        Stop::Refused(Box::new(fault))
    }
}

/// A word that may turn out to be a key when a colon follows on its line.
#[derive(Clone, Copy)]
struct SimpleKey {
    token: usize,
    start: usize,
    line: usize,
    column: i64,
    characters: usize,
    required: bool,
}

#[derive(PartialEq)]
enum Documents {
    None,
    Open,
    Closed,
}

struct Scanner<'a> {
    yaml: &'a str,
    bytes: &'a [u8],
    limits: &'a Limits,
    at: usize,
    line: usize,
    column: i64,
    characters: usize,
    flow: usize,
    indent: i64,
    indents: Vec<i64>,
    keys: Vec<Option<SimpleKey>>,
    key_allowed: bool,
    documents: Documents,
    found: Scanned,
}

impl Scanner<'_> {
    fn run(&mut self) -> Result<(), Stop> {
        loop {
            self.skip_to_token();
            if let Some(Some(key)) = self.keys.first()
                && key.required
                && self.stale(key)
            {
                return Err(Stop::Library);
            }
            self.unroll(self.column);
            let Some(&first) = self.bytes.get(self.at) else {
                self.unroll(-1);
                return self.drop_key();
            };
            if self.column == 0 && first == b'%' {
                return Err(faults::directive(self.yaml, self.at).into());
            }
            if self.column == 0 && self.document_mark() {
                self.mark_document()?;
                continue;
            }
            if self.documents == Documents::Closed {
                return Err(faults::many_documents(self.yaml, self.at).into());
            }
            self.documents = Documents::Open;
            let followed = self.blank_or_end(self.at + 1);
            match first {
                b'[' => self.open(What::FlowList)?,
                b'{' => self.open(What::FlowMap)?,
                b']' => self.close(What::FlowListEnd)?,
                b'}' => self.close(What::FlowMapEnd)?,
                b',' => {
                    self.drop_key()?;
                    self.key_allowed = true;
                    self.mark(What::Comma);
                }
                b'-' if followed => self.dash()?,
                b'?' if self.flow > 0 || followed => self.question()?,
                b':' if self.flow > 0 || followed => self.colon()?,
                b'*' => return Err(faults::alias(self.yaml, self.at).into()),
                b'&' => return Err(faults::anchor(self.yaml, self.at).into()),
                b'!' => return Err(faults::tag(self.yaml, self.at).into()),
                b'|' | b'>' if self.flow == 0 => self.block()?,
                b'\'' | b'"' => self.quoted(first)?,
                b'-' | b'?' | b':' if !self.blank(self.at + 1) && (first == b'-' || self.flow == 0) => self.plain()?,
                b'-' | b'?' | b':' | b'#' | b'|' | b'>' | b'%' | b'@' | b'`' | b'\t' | 0 => return Err(Stop::Library),
                _ => self.plain()?,
            }
        }
    }

    /// Over blanks, comments and line ends. A tab counts as a blank only where it cannot be taken for indentation.
    fn skip_to_token(&mut self) {
        loop {
            if self.column == 0 && self.bytes[self.at..].starts_with("\u{feff}".as_bytes()) {
                self.step();
            }
            while self.is(b' ') || (self.is(b'\t') && (self.flow > 0 || !self.key_allowed)) {
                self.step();
            }
            if self.is(b'#') {
                self.comment();
            }
            if self.break_at(self.at) == 0 {
                return;
            }
            self.step_line();
            if self.flow == 0 {
                self.key_allowed = true;
            }
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        while self.at < self.bytes.len() && self.break_at(self.at) == 0 && !self.is(0) {
            self.step();
        }
        self.found.comments.push(start..self.at);
    }

    fn open(&mut self, what: What) -> Result<(), Stop> {
        self.save_key()?;
        self.keys.push(None);
        self.flow += 1;
        self.check_depth()?;
        self.key_allowed = true;
        self.mark(what);
        Ok(())
    }

    fn close(&mut self, what: What) -> Result<(), Stop> {
        self.drop_key()?;
        if self.flow > 0 {
            self.flow -= 1;
            self.keys.pop();
        }
        self.key_allowed = false;
        self.mark(what);
        Ok(())
    }

    fn dash(&mut self) -> Result<(), Stop> {
        if self.flow == 0 {
            if !self.key_allowed {
                return Err(Stop::Library);
            }
            self.roll(self.column, self.found.tokens.len(), What::BlockList, self.at)?;
        }
        self.drop_key()?;
        self.key_allowed = true;
        self.mark(What::Dash);
        Ok(())
    }

    fn question(&mut self) -> Result<(), Stop> {
        if self.flow == 0 {
            if !self.key_allowed {
                return Err(Stop::Library);
            }
            self.roll(self.column, self.found.tokens.len(), What::BlockMap, self.at)?;
        }
        self.drop_key()?;
        self.key_allowed = self.flow == 0;
        self.mark(What::Key);
        Ok(())
    }

    fn colon(&mut self) -> Result<(), Stop> {
        let key = self.keys.last_mut().and_then(Option::take).filter(|key| !self.stale(key));
        if let Some(key) = key {
            if let Some(token) = self.found.tokens.get(key.token)
                && token.what == What::Plain
                && &self.yaml[token.start..token.end] == "<<"
            {
                return Err(faults::merge(token.start..token.end).into());
            }
            self.found.tokens.insert(key.token, Token { what: What::Key, start: key.start, end: key.start });
            self.roll(key.column, key.token, What::BlockMap, key.start)?;
            self.key_allowed = false;
        } else {
            if self.flow == 0 {
                if !self.key_allowed {
                    return Err(Stop::Library);
                }
                self.roll(self.column, self.found.tokens.len(), What::BlockMap, self.at)?;
            }
            self.key_allowed = self.flow == 0;
        }
        self.mark(What::Colon);
        Ok(())
    }

    fn mark_document(&mut self) -> Result<(), Stop> {
        self.unroll(-1);
        self.drop_key()?;
        self.key_allowed = false;
        let opens = self.is(b'-');
        if opens && self.documents != Documents::None {
            return Err(faults::many_documents(self.yaml, self.at).into());
        }
        self.documents = if opens { Documents::Open } else { Documents::Closed };
        for _ in 0..3 {
            self.step();
        }
        Ok(())
    }

    fn mark(&mut self, what: What) {
        self.found.tokens.push(Token { what, start: self.at, end: self.at + 1 });
        self.step();
    }
}
