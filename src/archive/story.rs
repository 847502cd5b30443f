//! The order of a document's events: numbers, chain, days and versions.
//!
//! Knows the events of one document beside each other; not the other files.

use super::event::{Act, Event};
use super::folder::Folder;
use super::read::Fault;
use super::trail::Found;
use crate::finding::catalogue::archive::{ARCHIVE_CHAIN, ARCHIVE_EVENT_INVALID, ARCHIVE_SEQUENCE};
use crate::finding::{Place, Rule};
use crate::lang::Say;
use crate::say;
use crate::version::Version;
use std::collections::BTreeSet;

/// Checks the events, which come in the order of their numbers.
pub(super) fn check(folder: &Folder, found: &[Found]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut tell = |one: &Found, key: &str, rule: &'static Rule, says: Say, help: Say| {
        let path = folder.desk.path(one.path);
        let place = line_of(one.bytes, key).map_or_else(|| Place::file(&path), |line| Place::line(&path, line));
        faults.push(Fault::new(rule, place, says, help).of(folder.id));
    };
    let restore = || {
        say!(
            "Put the document’s folder back as version control has it. After a merge of two branches that each sealed something, one \
             of the two must be sealed again on top of the other.",
            "Remettez le dossier du document comme le gestionnaire de versions l’a. Après la fusion de deux branches qui ont chacune \
             scellé quelque chose, l’une des deux doit être scellée de nouveau par-dessus l’autre."
        )
    };

    let mut before: Option<&Found> = None;
    let mut past = Past { unread: unread(folder, found), ..Past::default() };
    for one in found {
        let number = one.number;
        match before {
            Some(before) if before.number == number => {
                let (path, other) = (one.path, before.path);
                let says = say!("{path} and {other} have the same number", "{path} et {other} portent le même numéro");
                tell(one, "\"sequence\":", &ARCHIVE_SEQUENCE, says, restore());
            }
            _ => {
                let expected = before.map_or(1, |before| before.number + 1);
                if number != expected && !is_listed(folder, expected) {
                    let path = one.path;
                    let says = say!(
                        "the event number {expected} before {path} is missing",
                        "l’événement numéro {expected} manque avant {path}"
                    );
                    tell(one, "\"sequence\":", &ARCHIVE_SEQUENCE, says, restore());
                }
            }
        }
        if let Ok(event) = &one.event {
            if !chained(folder, one, event, before) {
                let path = one.path;
                let says = match before {
                    None => say!(
                        "{path} names an event before it, which is not there",
                        "{path} nomme un événement qui le précède et qui n’y est pas"
                    ),
                    Some(Found { path: other, .. }) => say!(
                        "the key `previous` of {path} is not the digest of {other}",
                        "la clé `previous` de {path} n’est pas l’empreinte de {other}"
                    ),
                };
                tell(one, "\"previous\":", &ARCHIVE_CHAIN, says, restore());
            }
            for (rule, key, says) in past.add(one.path, event) {
                tell(one, key, rule, says, restore());
            }
        }
        before = Some(one);
    }
    faults
}

/// Whether an event names the one before it by its digest, as far as that can be asked.
fn chained(folder: &Folder, one: &Found, event: &Event, before: Option<&Found>) -> bool {
    match before {
        None => one.number != 1 || event.previous.is_none(),
        // A gap or a double number has been told already.
        Some(before) if before.number + 1 != one.number => true,
        Some(Found { digest: None, .. }) => true,
        Some(Found { digest: Some(digest), path, .. }) => {
            event.previous == Some(*digest)
                // The event before was changed, which has been told: the chain is what it was.
                || event.previous.is_some_and(|previous| folder.was(path, previous))
        }
    }
}

/// Whether the list names an event of that number, which will then be told as missing.
fn is_listed(folder: &Folder, number: u32) -> bool {
    let prefix = format!("{}/{number:04}-", folder.id);
    let lines = folder.desk.sums.as_ref().map(|sums| sums.lines.range(prefix.clone()..));
    lines.and_then(|mut lines| lines.next()).is_some_and(|(path, _)| path.starts_with(&prefix))
}

/// The versions whose approvals are there by name only: the file is gone, or cannot be read, which is told elsewhere.
fn unread(folder: &Folder, found: &[Found]) -> BTreeSet<String> {
    let damaged = found.iter().filter(|one| one.event.is_err()).map(|one| one.path);
    let prefix = format!("{}/", folder.id);
    let listed = folder.desk.sums.iter().flat_map(|sums| sums.lines.range(prefix.clone()..));
    let listed = listed.map(|(path, _)| path.as_str()).take_while(|path| path.starts_with(&prefix));
    let gone = listed.filter(|path| !folder.desk.files.contains_key(path));
    let version = |path: &str| Some(path.split_once("-approved-")?.1.strip_suffix(".json")?.to_owned());
    damaged.chain(gone).filter_map(version).collect()
}

/// What happened so far.
#[derive(Default)]
struct Past<'a> {
    last: Option<&'a Event>,
    newest: Option<&'a Version>,
    sealed: BTreeSet<&'a str>,
    /// Versions that were sealed by events that cannot be read.
    unread: BTreeSet<String>,
    retired: bool,
}

impl<'a> Past<'a> {
    /// Adds the next event; what cannot follow what came before it is told with the key it stands under.
    fn add(&mut self, path: &str, event: &'a Event) -> Vec<(&'static Rule, &'static str, Say)> {
        let mut told = Vec::new();
        let (date, version) = (event.date, &event.version);
        if let Some(last) = self.last.filter(|last| last.date > date) {
            let other = last.date;
            told.push((
                &ARCHIVE_SEQUENCE,
                "\"date\":",
                say!(
                    "{path} is dated {date}, before the event it follows ({other})",
                    "{path} est daté du {date}, avant l’événement qu’il suit ({other})"
                ),
            ));
        }
        if self.retired {
            told.push((
                &ARCHIVE_SEQUENCE,
                "\"event\":",
                say!("{path} comes after the document was retired", "{path} vient après le retrait du document"),
            ));
        }
        match event.act {
            Act::Approved { .. } => {
                if let Some(newest) = self.newest.filter(|newest| *newest >= version) {
                    told.push((
                        &ARCHIVE_SEQUENCE,
                        "\"version\":",
                        say!(
                            "{path} approves version {version}, which is not newer than {newest}",
                            "{path} approuve la version {version}, qui n’est pas plus récente que {newest}"
                        ),
                    ));
                }
                self.newest = self.newest.max(Some(version));
                self.sealed.insert(version.as_str());
            }
            Act::Translated { .. } | Act::Reviewed { .. } | Act::Retired { .. } => {
                if !self.sealed.contains(version.as_str()) && !self.unread.contains(version.as_str()) {
                    told.push((
                        &ARCHIVE_EVENT_INVALID,
                        "\"version\":",
                        say!(
                            "{path} is about version {version}, which was never sealed",
                            "{path} porte sur la version {version}, qui n’a jamais été scellée"
                        ),
                    ));
                }
            }
        }
        self.retired |= matches!(event.act, Act::Retired { .. });
        self.last = Some(event);
        told
    }
}

/// The first line of an event's file that begins with this key, counted from 1.
pub(super) fn line_of(bytes: &[u8], key: &str) -> Option<usize> {
    let is_it = |line: &[u8]| line.trim_ascii_start().starts_with(key.as_bytes());
    bytes.split(|b| *b == b'\n').position(is_it).map(|at| at + 1)
}
