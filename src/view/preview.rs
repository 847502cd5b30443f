//! What the local preview adds: the bar on every page and the owner's desk.

use serde::Serialize;

use crate::{
    lang::Lang,
    view::{View, parts::Link},
};

/// The bar of a page: everything that a preview adds to it stands in this one element.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewBar {
    /// The language of its words.
    pub lang: Lang,
    /// What stands for the page without the bar: another one means that the page is another.
    pub mark: String,
    /// Findings of this page's files.
    pub findings: Vec<PreviewFinding>,
    /// How many findings there are on other pages.
    pub elsewhere: usize,
    /// The owner's desk; none on the desk itself, which shows all findings.
    pub desk: Option<String>,
    /// Stylesheet of the bar.
    pub css: String,
    /// Script that asks for the page again after a save.
    pub script: String,
    /// Where saves are told.
    pub events: String,
}

impl View for PreviewBar {
    const TEMPLATE: &'static str = "preview/bar.html";
}

/// A finding as the preview shows it.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewFinding {
    /// `error`, `warning`, `note`.
    pub level: String,
    /// The level in words.
    pub word: String,
    /// Rule name.
    pub rule: String,
    /// `content/policies/x.md:12`.
    pub place: String,
    /// Where to open the place in an editor.
    pub editor: Option<EditorPlace>,
    /// What is wrong.
    pub message: Vec<PreviewWords>,
    /// The next step.
    pub help: Vec<PreviewWords>,
}

/// Some words of a finding.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewWords {
    /// The words.
    pub text: String,
    /// Whether they stand in a file or are to be typed: a key, a value, a command.
    pub code: bool,
}

/// A place in a file of this machine.
#[derive(Clone, Debug, Serialize)]
pub struct EditorPlace {
    /// Address that opens the place in the editor that most people have.
    pub href: String,
    /// The file's own path, for other editors.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// The owner's desk: what waits, and everything that was found.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewDesk {
    /// Counts in words.
    pub summary: String,
    /// Drafts that wait for somebody's approval.
    pub waiting: Vec<PreviewWaiting>,
    /// Findings by the thing that they concern.
    pub groups: Vec<PreviewGroup>,
    /// How many findings are not shown, because there are too many.
    pub left_out: usize,
}

impl View for PreviewDesk {
    const TEMPLATE: &'static str = "preview/desk.html";
}

/// A text that waits for somebody.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewWaiting {
    /// `POL-001`.
    pub id: String,
    /// Its draft.
    pub link: Link,
    /// `Version 2.2`; empty when it has none.
    pub version: String,
    /// How far it is: the word of its state.
    pub state: String,
    /// Its redline against the version in force.
    pub redline: Option<Link>,
    /// Who may or must act, and how.
    pub acts: Vec<PreviewAct>,
    /// Whether all of `acts` are needed; else one of them is enough.
    pub all: bool,
}

/// What one person can do about it.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewAct {
    /// `Marie Tremblay, chief executive officer`; of a vacant role the role alone.
    pub who: String,
    /// The command to type; empty while nobody holds the role.
    pub command: String,
}

/// Findings of one thing.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewGroup {
    /// An id, or a file's path.
    pub name: String,
    /// Its page, where it has one, by its title or name.
    pub link: Option<Link>,
    /// What was found, the gravest first.
    pub findings: Vec<PreviewFinding>,
}
