//! YAML's words and marks, with their places: brackets, dashes, colons, quoted and plain values, comments.
//!
//! Follows the rules of the library that reads the values (its indentation, its simple keys), so that both see the same
//! marks, and stops without a word where that library will report a fault. Refuses, before the library reads
//! anything, what no handbook needs and what would cost it unbounded time. Knows no values: see `yaml`.

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
            self.to_next_token();
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
    fn to_next_token(&mut self) {
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

    fn plain(&mut self) -> Result<(), Stop> {
        self.save_key()?;
        self.key_allowed = false;
        let indent = self.indent + 1;
        let (start, mut end) = (self.at, self.at);
        let mut broken = false;
        loop {
            if (self.column == 0 && self.document_mark()) || self.is(b'#') {
                break;
            }
            while !self.blank_or_end(self.at) {
                let here = self.bytes[self.at];
                let next = self.bytes.get(self.at + 1).copied().unwrap_or(0);
                if self.flow > 0 && here == b':' && matches!(next, b',' | b'?' | b'[' | b']' | b'{' | b'}') {
                    return Err(Stop::Library);
                }
                let stops = here == b':' && self.blank_or_end(self.at + 1);
                if stops || (self.flow > 0 && matches!(here, b',' | b'[' | b']' | b'{' | b'}')) {
                    break;
                }
                broken = false;
                self.step();
                end = self.at;
            }
            if !self.blank(self.at) && self.break_at(self.at) == 0 {
                break;
            }
            loop {
                if self.blank(self.at) {
                    if broken && self.column < indent && self.is(b'\t') {
                        return Err(Stop::Library);
                    }
                    self.step();
                } else if self.break_at(self.at) > 0 {
                    self.step_line();
                    broken = true;
                } else {
                    break;
                }
            }
            if self.flow == 0 && self.column < indent {
                break;
            }
        }
        self.found.tokens.push(Token { what: What::Plain, start, end });
        if broken {
            self.key_allowed = true;
        }
        Ok(())
    }

    fn quoted(&mut self, quote: u8) -> Result<(), Stop> {
        self.save_key()?;
        self.key_allowed = false;
        let start = self.at;
        self.step();
        loop {
            if self.column == 0 && self.document_mark() {
                return Err(Stop::Library);
            }
            match self.bytes.get(self.at).copied() {
                None | Some(0) => return Err(Stop::Library),
                Some(b) if b == quote && quote == b'\'' && self.bytes.get(self.at + 1) == Some(&quote) => {
                    self.step();
                    self.step();
                }
                Some(b) if b == quote => break,
                Some(b'\\') if quote == b'"' => {
                    self.step();
                    self.escape()?;
                }
                Some(_) if self.break_at(self.at) > 0 => self.step_line(),
                Some(_) => self.step(),
            }
        }
        self.step();
        self.found.tokens.push(Token { what: What::Quoted, start, end: self.at });
        Ok(())
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Result<(), Stop> {
        if self.break_at(self.at) > 0 {
            self.step_line();
            return Ok(());
        }
        let digits = match self.bytes.get(self.at).copied() {
            Some(b'x') => 2,
            Some(b'u') => 4,
            Some(b'U') => 8,
            Some(b) if b"0abt\tnvfre \"'/\\N_LP".contains(&b) => 0,
            _ => return Err(Stop::Library),
        };
        self.step();
        for _ in 0..digits {
            if !self.bytes.get(self.at).is_some_and(u8::is_ascii_hexdigit) {
                return Err(Stop::Library);
            }
            self.step();
        }
        Ok(())
    }

    fn block(&mut self) -> Result<(), Stop> {
        self.drop_key()?;
        self.key_allowed = true;
        let start = self.at;
        self.step();
        let mut indent = 0;
        for _ in 0..2 {
            match self.bytes.get(self.at).copied() {
                Some(b'+' | b'-') => self.step(),
                Some(digit @ b'1'..=b'9') if indent == 0 => {
                    indent = self.indent.max(0) + i64::from(digit - b'0');
                    self.step();
                }
                _ => break,
            }
        }
        let mut end = self.at;
        while self.blank(self.at) {
            self.step();
        }
        if self.is(b'#') {
            self.comment();
        }
        if self.at < self.bytes.len() {
            if self.break_at(self.at) == 0 {
                return Err(Stop::Library);
            }
            self.step_line();
        }
        self.block_breaks(&mut indent)?;
        while self.column == indent && self.at < self.bytes.len() && !self.is(0) {
            while self.at < self.bytes.len() && self.break_at(self.at) == 0 && !self.is(0) {
                self.step();
            }
            end = self.at;
            if self.break_at(self.at) > 0 {
                self.step_line();
            }
            self.block_breaks(&mut indent)?;
        }
        self.found.tokens.push(Token { what: What::Block, start, end });
        Ok(())
    }

    /// Over indentation and empty lines in a block text, whose first line that says anything sets the indentation.
    fn block_breaks(&mut self, indent: &mut i64) -> Result<(), Stop> {
        let mut widest = 0;
        loop {
            while (*indent == 0 || self.column < *indent) && self.is(b' ') {
                self.step();
            }
            widest = widest.max(self.column);
            if (*indent == 0 || self.column < *indent) && self.is(b'\t') {
                return Err(Stop::Library);
            }
            if self.break_at(self.at) == 0 {
                break;
            }
            self.step_line();
        }
        if *indent == 0 {
            *indent = widest.max(self.indent + 1).max(1);
        }
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

    /// Whether `---` or `...` stands here.
    fn document_mark(&self) -> bool {
        let rest = &self.bytes[self.at..];
        (rest.starts_with(b"---") || rest.starts_with(b"...")) && self.blank_or_end(self.at + 3)
    }

    fn save_key(&mut self) -> Result<(), Stop> {
        if self.key_allowed {
            self.drop_key()?;
            let key = SimpleKey {
                token: self.found.tokens.len(),
                start: self.at,
                line: self.line,
                column: self.column,
                characters: self.characters,
                required: self.flow == 0 && self.indent == self.column,
            };
            if let Some(top) = self.keys.last_mut() {
                *top = Some(key);
            }
        }
        Ok(())
    }

    fn drop_key(&mut self) -> Result<(), Stop> {
        match self.keys.last_mut().and_then(Option::take) {
            Some(key) if key.required => Err(Stop::Library),
            _ => Ok(()),
        }
    }

    /// A key must stand on one line with its colon, at most 1,024 characters before it.
    fn stale(&self, key: &SimpleKey) -> bool {
        key.line < self.line || key.characters + 1024 < self.characters
    }

    fn roll(&mut self, column: i64, token: usize, what: What, start: usize) -> Result<(), Stop> {
        if self.flow == 0 && self.indent < column {
            self.indents.push(self.indent);
            self.indent = column;
            self.found.tokens.insert(token, Token { what, start, end: start });
            self.check_depth()?;
        }
        Ok(())
    }

    fn unroll(&mut self, column: i64) {
        while self.flow == 0 && self.indent > column {
            self.found.tokens.push(Token { what: What::BlockEnd, start: self.at, end: self.at });
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    fn check_depth(&self) -> Result<(), Stop> {
        if self.indents.len() + self.flow > self.limits.depth {
            return Err(faults::too_deep_at(self.yaml, self.at, self.limits).into());
        }
        Ok(())
    }

    fn mark(&mut self, what: What) {
        self.found.tokens.push(Token { what, start: self.at, end: self.at + 1 });
        self.step();
    }

    fn is(&self, byte: u8) -> bool {
        self.bytes.get(self.at) == Some(&byte)
    }

    fn blank(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), Some(b' ' | b'\t'))
    }

    fn blank_or_end(&self, at: usize) -> bool {
        matches!(self.bytes.get(at), None | Some(0)) || self.blank(at) || self.break_at(at) > 0
    }

    /// The bytes of the line end that stands here, 0 for none. YAML 1.1 also ends lines at U+0085, U+2028 and U+2029.
    fn break_at(&self, at: usize) -> usize {
        match self.bytes.get(at..).unwrap_or(&[]) {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            [0xC2, 0x85, ..] => 2,
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => 3,
            _ => 0,
        }
    }

    /// One character on, within a line.
    fn step(&mut self) {
        let width = match self.bytes.get(self.at) {
            None => return,
            Some(0..=0x7F) => 1,
            Some(0x80..=0xDF) => 2,
            Some(0xE0..=0xEF) => 3,
            Some(0xF0..) => 4,
        };
        self.at = (self.at + width).min(self.bytes.len());
        self.column += 1;
        self.characters += 1;
    }

    /// Over a line end.
    fn step_line(&mut self) {
        let width = self.break_at(self.at);
        self.characters += if self.bytes[self.at..].starts_with(b"\r\n") { 2 } else { 1 };
        self.at += width;
        self.line += 1;
        self.column = 0;
    }
}
