//! The small pieces that many pages share: links, days, states with their words, banners.
//!
//! A [`State`] is what colours and shapes follow; its words come from [`Words`](crate::view::words::Words), so that no
//! page ever shows a colour without a word.

use serde::Serialize;

use crate::lang::Lang;

/// A link that is ready to print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// Relative address, final.
    pub href: String,
    /// What the reader sees.
    pub text: String,
    /// The language of `text`, when it is not the page's.
    pub lang: Option<Lang>,
}

/// One of the pages of a list too long for one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaf {
    /// Its number, from 1.
    pub text: String,
    /// Its address.
    pub href: String,
    /// Whether it is the page itself.
    pub current: bool,
    /// What its first entry is called, where that helps to find one; else empty.
    pub begins: String,
}

/// A name that links somewhere when there is somewhere to go (a person, when people have pages).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Name {
    /// What the reader sees.
    pub text: String,
    /// Relative address, if there is a page.
    pub href: Option<String>,
    /// The language of `text`, when it is not the page's.
    pub lang: Option<Lang>,
}

/// A day for machines and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Day {
    /// `2026-10-31`.
    pub iso: String,
    /// `31 October 2026`, `31 octobre 2026`.
    pub text: String,
}

/// What a chip, banner or row is about; decides colour and shape. The name in HTML is the kebab-case word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Approved and in force.
    Approved,
    /// Review done in time.
    Current,
    /// Review due within the configured days, or today.
    DueSoon,
    /// The due day has passed.
    Overdue,
    /// No review planned.
    NoReview,
    /// Being reviewed before approval.
    InReview,
    /// Complete but for an approval.
    Awaiting,
    /// Never to be relied upon.
    Draft,
    /// Approved, with an effective date to come.
    NotYet,
    /// Replaced by a newer version.
    Superseded,
    /// Ended.
    Retired,
    /// The archive does not verify.
    Broken,
    /// The working text differs from the sealed one.
    Altered,
    /// Sealed, with valid signatures of every approver.
    Signed,
    /// The archive's copy and digest agree.
    Sealed,
    /// Front matter says so, nothing is sealed.
    Declared,
    /// A translation of an older version.
    Behind,
    /// No text in this language.
    Untranslated,
    /// An exception in force.
    Exception,
    /// An exception in force from which top management benefits.
    ManagementException,
    /// Past its last day.
    Expired,
    /// An action done within its interval, or a commitment whose actions all are.
    Kept,
    /// An action whose interval has passed.
    Lapsed,
    /// An action without any evidence.
    Never,
    /// A commitment without actions.
    WordsOnly,
    /// A decision not yet due.
    Open,
    /// A decision carried out.
    Done,
    /// An indicator at or beyond its target.
    OnTarget,
    /// An indicator off its target.
    OffTarget,
    /// No value within the indicator's interval, or none at all.
    Stale,
    /// A requirement that something in the handbook answers.
    Covered,
    /// A requirement that nothing answers.
    Gap,
    /// A role that nobody holds.
    Vacant,
    /// Something was added (redline, news).
    Added,
    /// Something was removed.
    Removed,
    /// Something was changed.
    Changed,
    /// Nothing was changed.
    Unchanged,
    /// Something stands in another place.
    Moved,
    /// Neither good nor bad.
    Info,
}

impl State {
    /// The name in HTML classes, data attributes, addresses and word keys (`state_due_soon` for `due-soon`).
    pub fn name(self) -> &'static str {
        match self {
            State::Approved => "approved",
            State::Current => "current",
            State::DueSoon => "due-soon",
            State::Overdue => "overdue",
            State::NoReview => "no-review",
            State::InReview => "in-review",
            State::Awaiting => "awaiting",
            State::Draft => "draft",
            State::NotYet => "not-yet",
            State::Superseded => "superseded",
            State::Retired => "retired",
            State::Broken => "broken",
            State::Altered => "altered",
            State::Signed => "signed",
            State::Sealed => "sealed",
            State::Declared => "declared",
            State::Behind => "behind",
            State::Untranslated => "untranslated",
            State::Exception => "exception",
            State::ManagementException => "management-exception",
            State::Expired => "expired",
            State::Kept => "kept",
            State::Lapsed => "lapsed",
            State::Never => "never",
            State::WordsOnly => "words-only",
            State::Open => "open",
            State::Done => "done",
            State::OnTarget => "on-target",
            State::OffTarget => "off-target",
            State::Stale => "stale",
            State::Covered => "covered",
            State::Gap => "gap",
            State::Vacant => "vacant",
            State::Added => "added",
            State::Removed => "removed",
            State::Changed => "changed",
            State::Unchanged => "unchanged",
            State::Moved => "moved",
            State::Info => "info",
        }
    }

    /// Every state, for tests of words and styles.
    pub const ALL: [State; 39] = [
        State::Approved,
        State::Current,
        State::DueSoon,
        State::Overdue,
        State::NoReview,
        State::InReview,
        State::Awaiting,
        State::Draft,
        State::NotYet,
        State::Superseded,
        State::Retired,
        State::Broken,
        State::Altered,
        State::Signed,
        State::Sealed,
        State::Declared,
        State::Behind,
        State::Untranslated,
        State::Exception,
        State::ManagementException,
        State::Expired,
        State::Kept,
        State::Lapsed,
        State::Never,
        State::WordsOnly,
        State::Open,
        State::Done,
        State::OnTarget,
        State::OffTarget,
        State::Stale,
        State::Covered,
        State::Gap,
        State::Vacant,
        State::Added,
        State::Removed,
        State::Changed,
        State::Unchanged,
        State::Moved,
        State::Info,
    ];
}

impl Serialize for State {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What runs out on the day: decides which words the browser uses when the day has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A document's review: current, due soon, overdue.
    Review,
    /// A leadership action: kept, due soon, lapsed.
    Action,
    /// A decision: open, due soon, overdue.
    Decision,
    /// An exception: in force, then expired.
    Exception,
    /// An indicator's latest value: recent, then stale.
    Measurement,
}

impl Clock {
    /// The name in HTML and word keys.
    pub fn name(self) -> &'static str {
        match self {
            Clock::Review => "review",
            Clock::Action => "action",
            Clock::Decision => "decision",
            Clock::Exception => "exception",
            Clock::Measurement => "measurement",
        }
    }
}

impl Serialize for Clock {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// A day on which a state worsens; the browser applies it for the reader's own day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What runs out.
    pub clock: Clock,
    /// The last good day.
    pub day: Day,
    /// How many days before `day` it shows as due soon; 0 when it never does.
    pub soon: i64,
}

/// A state in words, shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Chip {
    /// Colour and shape.
    pub state: State,
    /// The words, always shown.
    pub word: String,
    /// The day it worsens, if it does.
    pub due: Option<Due>,
}

/// A notice above the text. A banner that follows from a review's day is not written here but made by the template from
/// the review itself, because the browser may have to change it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// Colour and shape.
    pub state: State,
    /// The state in words: `Draft: do not rely on this text`.
    pub title: String,
    /// What it means and what to do, one or two sentences; may be empty.
    pub text: String,
    /// What an author says about it; may be empty.
    pub said: String,
    /// The language of the author's words, when it is not the page's.
    pub said_lang: Option<Lang>,
    /// Where to go from here.
    pub links: Vec<Link>,
}

impl Banner {
    /// A notice of a title alone.
    pub fn new(state: State, title: String) -> Banner {
        Banner { state, title, text: String::new(), said: String::new(), said_lang: None, links: Vec::new() }
    }
}

/// A heading of the text, for "On this page".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// Without `#`.
    pub anchor: String,
    /// As plain text.
    pub text: String,
    /// 2 or 3.
    pub level: u8,
}

/// A role with who holds it on the as-of date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RoleHeld {
    /// The role.
    pub role: Name,
    /// Its holders; empty when the role is vacant.
    pub people: Vec<Name>,
}

/// A clause that something serves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ClauseRef {
    /// As written: `5.1.c`, `law-25:3.2`.
    pub id: String,
    /// The framework's label in our words; empty when unknown.
    pub label: String,
    /// The clause on the framework's page.
    pub href: Option<String>,
}

/// A document in a list: enough to choose it and to see whether it may be relied upon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DocumentLine {
    /// `POL-001`.
    pub id: String,
    /// Title and address.
    pub link: Link,
    /// `Policy`.
    pub kind: String,
    /// The state worth showing: overdue or due soon review, draft, retired; else approved.
    pub chip: Chip,
    /// One line more (summary, why it is listed); may be empty.
    pub note: String,
}

/// An amount of money planned, approved and spent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Budget {
    /// The year.
    pub year: String,
    /// Written amounts with currency.
    pub planned: Option<String>,
    /// Likewise.
    pub approved: Option<String>,
    /// Likewise.
    pub spent: Option<String>,
}
