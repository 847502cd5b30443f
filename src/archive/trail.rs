//! The examination of one document's folder: every file named, every digest the right one.
//!
//! Knows one folder at a time, with what `SHA256SUMS` says of it; the order of events is judged in `story`, sealed texts
//! and signatures in `seals`.

use super::digest::Digest;
use super::event::{Event, LIMIT};
use super::folder::{Folder, Listing, by_line, link};
use super::read::{Desk, Fault, blank, over_limit};
use super::wire::{self, Malformed};
use super::{SealedEvent, Trail, seals, story};
use crate::finding::Place;
use crate::finding::catalogue::archive::ARCHIVE_EVENT_INVALID;
use crate::lang::Say;
use crate::say;
use std::collections::BTreeMap;

/// What came of the examination.
pub(super) struct Examined {
    pub trail: Trail,
    pub faults: Vec<Fault>,
    /// Valid signatures that the list does not name yet.
    pub unlisted: BTreeMap<String, Digest>,
}

/// An event's file as it was found.
pub(super) struct Found<'a> {
    /// Its path below the archive.
    pub path: &'a str,
    /// The number in its name.
    pub number: u32,
    /// Its digest; none when it was too large to be read.
    pub digest: Option<Digest>,
    /// Its bytes; empty when it was too large to be read.
    pub bytes: &'a [u8],
    /// The event in it.
    pub event: Result<Event, Malformed>,
}

/// Examines the folder of a document, given the paths of its files below the archive.
pub(super) fn examine<'a>(desk: &Desk<'a>, id: &str, paths: &[&'a str]) -> Examined {
    let mut folder = Folder::open(desk, id, paths);
    for path in paths {
        if desk.files.get(path).is_some_and(|file| file.linked) {
            folder.fault(link(desk, path));
        }
        if !folder.digests.contains_key(path) {
            folder.fault(over_limit(&desk.path(path)));
            folder.named.insert((*path).to_owned());
        }
    }

    let mut found: Vec<Found<'a>> = paths.iter().filter_map(|path| folder.find(path)).collect();
    found.sort_by(|a, b| a.number.cmp(&b.number).then_with(|| a.path.cmp(b.path)));
    folder.check_events(&found);
    let told = story::check(&folder, &found);
    folder.faults.extend(told);
    let texts = seals::check_texts(&mut folder, &found);
    let (mut signatures, unlisted) = seals::check_signatures(&mut folder, paths, &found);
    folder.check_listed();
    let damaged = found.iter().any(|one| one.event.is_err());
    folder.report(paths, damaged);

    let mut trail = blank(id);
    for (at, found) in found.into_iter().enumerate() {
        let (Ok(event), Some(digest)) = (found.event, found.digest) else { continue };
        trail.sealed.push(SealedEvent {
            event,
            path: desk.path(found.path),
            digest,
            texts: texts.get(at).cloned().unwrap_or_default(),
            signatures: signatures.remove(found.path).unwrap_or_default(),
        });
    }
    // An event at the end that alone is not listed is a sealing that was interrupted: it has not happened yet.
    let listed = |sealed: &SealedEvent| {
        let path = sealed.path.strip_prefix(desk.prefix.as_str()).unwrap_or(&sealed.path);
        desk.sums.as_ref().is_none_or(|sums| sums.conflicted || sums.lines.contains_key(path))
    };
    if let Some((last, before)) = trail.sealed.split_last()
        && !listed(last)
        && before.iter().all(listed)
    {
        trail.pending = trail.sealed.pop();
    }
    let faults = folder.faults;
    Examined { trail, faults, unlisted }
}

impl<'a> Folder<'a, '_> {
    /// The event in a file of this path, when its name is that of an event.
    fn find(&mut self, path: &&'a str) -> Option<Found<'a>> {
        let name = path.strip_prefix(self.id)?.strip_prefix('/')?;
        let number = event_number(name)?;
        self.named.insert((*path).to_owned());
        let digest = self.digests.get(path).copied();
        let bytes = self.desk.bytes(path).unwrap_or_default();
        let event = match digest {
            Some(_) => wire::parse(bytes),
            None => Err(Malformed { says: say!("is too large", "est trop volumineux"), line: None }),
        };
        if digest.is_some() && bytes.len() > LIMIT {
            self.fault(over_limit(&self.desk.path(path)));
        }
        Some(Found { path, number, digest, bytes, event })
    }

    /// Each event by itself: its form, its name, its digest.
    fn check_events(&mut self, found: &[Found<'a>]) {
        for (at, one) in found.iter().enumerate() {
            let path = one.path;
            let mut told = one.digest.is_none() || one.bytes.len() > LIMIT;
            match self.listing(path) {
                Listing::Differs(line) => {
                    let next = found.get(at + 1).and_then(|next| next.event.as_ref().ok());
                    if next.is_some_and(|next| next.previous == one.digest) {
                        self.line_wrong(path, line);
                    } else {
                        self.changed(path, line.digest, by_line(line));
                        told = true;
                    }
                }
                Listing::No => self.line_missing(path),
                Listing::Same | Listing::Unknown => {}
            }
            let place = Place::file(&self.desk.path(path));
            match &one.event {
                Err(_) if told => {}
                Err(Malformed { says, line }) => {
                    let place = line.map_or(place, |line| Place::line(&self.desk.path(path), line));
                    let says = Say {
                        en: format!("the event {path} {}", says.en),
                        fr: format!("l’événement {path} {}", says.fr),
                    };
                    let help = say!(
                        "Put the file back from version control. If a sealing was interrupted, run the same command again.",
                        "Remettez le fichier depuis le gestionnaire de versions. Si un scellement a été interrompu, relancez la même \
                         commande."
                    );
                    self.fault(Fault::new(&ARCHIVE_EVENT_INVALID, place, says, help));
                }
                Ok(event) => {
                    let name = format!("{}/{}", event.document, event.file_name());
                    if name != path {
                        let says = say!(
                            "{path} holds the event that belongs in {name}",
                            "{path} contient l’événement dont la place est {name}"
                        );
                        let help = say!(
                            "Give the file back its name and folder, as version control has them.",
                            "Rendez au fichier son nom et son dossier, tels que le gestionnaire de versions les a."
                        );
                        self.fault(Fault::new(&ARCHIVE_EVENT_INVALID, place, says, help));
                    }
                }
            }
        }
    }
}

/// The number of an event, from the name of its file: `0001-approved-1.0.json`.
pub(super) fn event_number(name: &str) -> Option<u32> {
    let (digits, rest) = name.split_once('-')?;
    let number: u32 = digits.parse().ok().filter(|number| format!("{number:04}") == digits)?;
    let (word, version) = rest.strip_suffix(".json")?.split_once('-')?;
    let known = ["approved", "translated", "reviewed", "retired"].contains(&word);
    (known && crate::version::Version::parse(version).is_some()).then_some(number)
}
