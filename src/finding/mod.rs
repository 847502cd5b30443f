//! What the program has to say about a handbook: findings, their places, and values with findings beside them.
//!
//! A place is symbolic (a key path, a byte range) until a report asks where it is: see `source::locate`.
//! This room knows no content and no dates; rules live in [`catalogue`], levels from the configuration in [`policy`].

pub mod catalogue;
pub mod examples;
pub mod policy;

pub use catalogue::Rule;

use crate::lang::Say;
use std::ops::Range;
use std::sync::Arc;

/// How much a finding weighs.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Worth knowing.
    Note,
    /// Should be put right.
    Warning,
    /// Must be put right before anything is published.
    Error,
}

impl Level {
    /// `note`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Note => "note",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// Where in the handbook a finding points.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file's path from the root, with `/`.
    pub path: Arc<str>,
    /// Where in that file.
    pub at: At,
}

/// A spot in a file, concrete or symbolic.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum At {
    /// The file as a whole.
    File,
    /// The value under a key path of the front matter or data file, such as `approval[0].person`.
    Value(String),
    /// The key itself, by the same path.
    Key(String),
    /// Bytes of the file.
    Bytes(ByteRange),
    /// A line of the file, counted from 1.
    Line(usize),
}

/// A half-open range of bytes that can be ordered and compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct ByteRange {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl From<Range<usize>> for ByteRange {
    fn from(range: Range<usize>) -> ByteRange {
        ByteRange { start: range.start, end: range.end }
    }
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &Arc<str>) -> Place {
        Place { path: path.clone(), at: At::File }
    }

    /// The value under a key path.
    pub fn value(path: &Arc<str>, key: impl Into<String>) -> Place {
        Place { path: path.clone(), at: At::Value(key.into()) }
    }

    /// A key itself.
    pub fn key(path: &Arc<str>, key: impl Into<String>) -> Place {
        Place { path: path.clone(), at: At::Key(key.into()) }
    }

    /// Bytes of the file.
    pub fn bytes(path: &Arc<str>, range: Range<usize>) -> Place {
        Place { path: path.clone(), at: At::Bytes(range.into()) }
    }

    /// A line of the file, counted from 1.
    pub fn line(path: &Arc<str>, line: usize) -> Place {
        Place { path: path.clone(), at: At::Line(line) }
    }
}

/// Where a [`Place`] turned out to be, once someone asked: what does not apply is `None`.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Spot {
    /// The line, counted from 1.
    pub line: Option<usize>,
    /// The first column, in characters counted from 1.
    pub column: Option<usize>,
    /// One past the last column, in characters, on the same line.
    pub end_column: Option<usize>,
    /// The whole line as in the file; its end of line, if any, is of no matter.
    pub line_text: Option<String>,
}

/// One thing found: which rule, where, and what to do about it.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    /// The rule of the catalogue.
    pub rule: &'static Rule,
    /// Where.
    pub place: Place,
    /// What was found, in words a policy owner understands.
    pub says: Say,
    /// The next step; without one the catalogue's advice for the rule.
    pub help: Option<Say>,
    /// The id of the document, role or other thing concerned.
    pub subject: Option<String>,
    /// A level other than the rule's own, where the configuration of the thing itself says so.
    pub level: Option<Level>,
    /// What puts it right without anybody having to choose, where there is such a thing.
    pub mend: Option<Mend>,
}

/// A replacement of the text at a finding's place. It holds only while the place reads as it says, quotes aside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mend {
    /// What stands there.
    pub was: String,
    /// What is to stand there.
    pub becomes: String,
}

impl Finding {
    /// A finding of a rule at a place.
    pub fn new(rule: &'static Rule, place: Place, says: Say) -> Finding {
        Finding { rule, place, says, help: None, subject: None, level: None, mend: None }
    }

    /// With its own next step.
    pub fn help(mut self, help: Say) -> Finding {
        self.help = Some(help);
        self
    }

    /// About the thing with this id.
    pub fn about(mut self, subject: impl Into<String>) -> Finding {
        self.subject = Some(subject.into());
        self
    }

    /// With what puts it right: `becomes` in place of `was`.
    pub fn mend(mut self, was: &str, becomes: &str) -> Finding {
        self.mend = Some(Mend { was: was.to_string(), becomes: becomes.to_string() });
        self
    }

    /// With a level of its own.
    pub fn level(mut self, level: Level) -> Finding {
        self.level = Some(level);
        self
    }
}

/// A value with the findings made on the way to it: wrong content never stops a stage.
#[derive(Clone, Debug)]
pub struct Checked<T> {
    /// What came out.
    pub value: T,
    /// What was found.
    pub findings: Vec<Finding>,
}

impl<T> Checked<T> {
    /// A value about which nothing was found.
    pub fn sound(value: T) -> Checked<T> {
        Checked { value, findings: Vec::new() }
    }
}
