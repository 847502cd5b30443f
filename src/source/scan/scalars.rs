//! Plain, quoted and block values: where they end.

use super::{Scanner, Stop, Token, What};

impl Scanner<'_> {
    pub(super) fn plain(&mut self) -> Result<(), Stop> {
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

    pub(super) fn quoted(&mut self, quote: u8) -> Result<(), Stop> {
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
    pub(super) fn escape(&mut self) -> Result<(), Stop> {
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

    pub(super) fn block(&mut self) -> Result<(), Stop> {
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
    pub(super) fn block_breaks(&mut self, indent: &mut i64) -> Result<(), Stop> {
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
}
