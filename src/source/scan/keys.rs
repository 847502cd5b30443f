//! Words that may turn out to be keys, and the indentation that says what belongs to what.

use super::{Scanner, SimpleKey, Stop, Token, What};
use crate::source::faults;

impl Scanner<'_> {
    pub(super) fn save_key(&mut self) -> Result<(), Stop> {
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

    pub(super) fn drop_key(&mut self) -> Result<(), Stop> {
        match self.keys.last_mut().and_then(Option::take) {
            Some(key) if key.required => Err(Stop::Library),
            _ => Ok(()),
        }
    }

    /// A key must stand on one line with its colon, at most 1,024 characters before it.
    pub(super) fn stale(&self, key: &SimpleKey) -> bool {
        key.line < self.line || key.characters + 1024 < self.characters
    }

    pub(super) fn roll(&mut self, column: i64, token: usize, what: What, start: usize) -> Result<(), Stop> {
        if self.flow == 0 && self.indent < column {
            self.indents.push(self.indent);
            self.indent = column;
            self.found.tokens.insert(token, Token { what, start, end: start });
            self.check_depth()?;
        }
        Ok(())
    }

    pub(super) fn unroll(&mut self, column: i64) {
        while self.flow == 0 && self.indent > column {
            self.found.tokens.push(Token { what: What::BlockEnd, start: self.at, end: self.at });
            self.indent = self.indents.pop().unwrap_or(-1);
        }
    }

    pub(super) fn check_depth(&self) -> Result<(), Stop> {
        if self.indents.len() + self.flow > self.limits.depth {
            return Err(faults::too_deep_at(self.yaml, self.at, self.limits).into());
        }
        Ok(())
    }
}
