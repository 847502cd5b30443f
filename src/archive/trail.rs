//! The examination of one document's folder: every file named, every digest the right one.
//!
//! Knows one folder at a time, with what `SHA256SUMS` says of it; the order of events is judged in `story`, sealed texts
//! and signatures in `seals`.

use super::digest::Digest;
use super::event::{Event, LIMIT};
use super::read::{Desk, Fault, blank, over_limit};
use super::sums::Line;
use super::wire::{self, Malformed};
use super::{SealedEvent, Trail, seals, story};
use crate::finding::catalogue::archive::{
    ARCHIVE_DIGEST, ARCHIVE_EVENT_INVALID, ARCHIVE_FILE_MISSING, ARCHIVE_FILE_STRAY,
};
use crate::finding::{At, Place};
use crate::lang::Say;
use crate::say;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

/// What the list says of a file.
pub(super) enum Listing {
    /// There is no list to ask.
    Unknown,
    /// Nothing.
    No,
    /// The digest it has.
    Same,
    /// Another digest.
    Differs(Line),
}

/// The examination as it goes on.
pub(super) struct Folder<'a, 'd> {
    pub desk: &'d Desk<'a>,
    pub id: &'d str,
    /// The digests of the folder's files, by path below the archive.
    pub digests: BTreeMap<&'a str, Digest>,
    /// The files that an event, or their own name as an event's, accounts for.
    pub named: BTreeSet<String>,
    pub faults: Vec<Fault>,
    /// Files whose bytes are not those that were sealed: what they should be, and why that is known.
    changed: BTreeMap<String, (Digest, Say)>,
    /// Files that should be there: what they should be, if known, and where that stands.
    missing: BTreeMap<String, (Option<Digest>, Place)>,
}

/// Examines the folder of a document, given the paths of its files below the archive.
pub(super) fn examine<'a>(desk: &Desk<'a>, id: &str, paths: &[&'a str]) -> Examined {
    let hash = |path: &&'a str| Some((*path, Digest::of(desk.bytes(path)?)));
    let mut folder = Folder {
        desk,
        id,
        digests: paths.par_iter().filter_map(hash).collect(),
        named: BTreeSet::new(),
        faults: Vec::new(),
        changed: BTreeMap::new(),
        missing: BTreeMap::new(),
    };
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
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault.of(self.id));
    }

    /// What the list says of a file that is there.
    pub fn listing(&self, path: &str) -> Listing {
        let Some(sums) = &self.desk.sums else { return Listing::Unknown };
        match (sums.lines.get(path), self.digests.get(path)) {
            // Between the markers of a conflict a line may be missing that the other side had.
            (None, _) if sums.conflicted => Listing::Unknown,
            (None, _) => Listing::No,
            (Some(_), None) => Listing::Unknown,
            (Some(lines), Some(digest)) => match lines.first() {
                Some(first) if lines.iter().all(|line| line.digest != *digest) => Listing::Differs(*first),
                _ => Listing::Same,
            },
        }
    }

    /// A file has other bytes than were sealed; `known` says from where that is known.
    pub fn changed(&mut self, path: &str, expected: Digest, known: Say) {
        self.changed.insert(path.to_owned(), (expected, known));
    }

    /// Whether a file was found changed.
    pub fn is_changed(&self, path: &str) -> bool {
        self.changed.contains_key(path)
    }

    /// Whether a file was found changed from these bytes.
    pub fn was(&self, path: &str, digest: Digest) -> bool {
        self.changed.get(path).is_some_and(|(expected, _)| *expected == digest)
    }

    /// A file is not there; the place says who names it.
    pub fn missing(&mut self, path: &str, expected: Option<Digest>, place: Place) {
        self.missing.entry(path.to_owned()).or_insert((expected, place));
    }

    /// The list has a wrong digest for a file that is otherwise known to be right.
    pub fn line_wrong(&mut self, path: &str, line: Line) {
        let number = line.number;
        let says = say!(
            "line {number} of SHA256SUMS has a wrong digest for {path}",
            "la ligne {number} de SHA256SUMS a une mauvaise empreinte pour {path}"
        );
        let help = say!(
            "Put SHA256SUMS back from version control, or run `handbook verify --rebuild-sums`.",
            "Remettez SHA256SUMS depuis le gestionnaire de versions, ou lancez `handbook verify --rebuild-sums`."
        );
        self.fault(Fault::new(&ARCHIVE_DIGEST, self.desk.line(number), says, help).rebuild());
    }

    /// A file that belongs here is not in the list.
    pub fn line_missing(&mut self, path: &str) {
        let says = say!("SHA256SUMS does not list {path}", "SHA256SUMS n’inscrit pas {path}");
        let help = say!(
            "If a sealing was interrupted, run the same command again; after a merge run `handbook verify --rebuild-sums`; else find \
             out who added the file.",
            "Si un scellement a été interrompu, relancez la même commande\u{a0}; après une fusion, lancez `handbook verify \
             --rebuild-sums`\u{a0}; sinon, cherchez qui a ajouté le fichier."
        );
        let place = Place::file(&self.desk.path(path));
        self.fault(Fault::new(&ARCHIVE_FILE_STRAY, place, says, help).rebuild());
    }

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

    /// What the list names in this folder and is not there.
    fn check_listed(&mut self) {
        let Some(sums) = &self.desk.sums else { return };
        let prefix = format!("{}/", self.id);
        let lines = sums.lines.range(prefix.clone()..).take_while(|(path, _)| path.starts_with(&prefix));
        for (path, said) in lines {
            if let Some(line) = said.first().filter(|_| !self.desk.files.contains_key(path.as_str())) {
                self.missing(path, Some(line.digest), self.desk.line(line.number));
            }
        }
    }

    /// Says what is changed, missing and stray, and recognises a file under a wrong name by its digest. `damaged`: an event
    /// cannot be read, so that what it named is not known.
    fn report(&mut self, paths: &[&'a str], damaged: bool) {
        let damaged = damaged || self.missing.keys().any(|path| path.ends_with(".json"));
        let expected = |(path, digest): (&String, Digest)| (digest, path.clone());
        let lost = self.missing.iter().filter_map(|(path, (digest, _))| Some((path, (*digest)?)));
        let sealed: BTreeMap<Digest, String> =
            self.changed.iter().map(|(path, (digest, _))| (path, *digest)).chain(lost).map(expected).collect();
        let original = |path: &str| {
            let digest = self.digests.get(path)?;
            sealed.get(digest).filter(|other| *other != path)
        };
        let restore = || {
            say!(
                "Put the archive back as version control has it. If the text must change, approve a new version of the document.",
                "Remettez les archives comme le gestionnaire de versions les a. Si le texte doit changer, approuvez une nouvelle version \
                 du document."
            )
        };
        let mut told = Vec::new();
        for (path, (_, known)) in &self.changed {
            let place = Place::file(&self.desk.path(path));
            let says = match original(path) {
                Some(other) => say!(
                    "{path} holds what was sealed as {other}: the files were exchanged or renamed",
                    "{path} contient ce qui a été scellé sous {other}\u{a0}: les fichiers ont été échangés ou renommés"
                ),
                None => Say {
                    en: format!("{path} was changed since it was sealed: {}", known.en),
                    fr: format!("{path} a été modifié depuis qu’il a été scellé\u{a0}: {}", known.fr),
                },
            };
            told.push(Fault::new(&ARCHIVE_DIGEST, place, says, restore()));
        }
        for (path, (_, place)) in &self.missing {
            let who = &place.path;
            let at = match place.at {
                At::Line(line) => format!("{who}:{line}"),
                _ => who.to_string(),
            };
            let says = say!(
                "{path} is missing from the archive ({at} names it)",
                "{path} manque aux archives ({at} le nomme)"
            );
            told.push(Fault::new(&ARCHIVE_FILE_MISSING, place.clone(), says, restore()));
        }
        for path in paths.iter().filter(|path| !self.named.contains(**path)) {
            if damaged && matches!(self.listing(path), Listing::Same) {
                continue;
            }
            let place = Place::file(&self.desk.path(path));
            let fault = match original(path) {
                Some(other) => Fault::new(
                    &ARCHIVE_FILE_STRAY,
                    place,
                    say!("{path} is {other} under another name", "{path} est {other} sous un autre nom"),
                    say!("Rename it back to {other}.", "Renommez-le {other}."),
                ),
                None => Fault::new(
                    &ARCHIVE_FILE_STRAY,
                    place,
                    say!("no event names {path}", "aucun événement ne nomme {path}"),
                    say!(
                        "If a sealing was interrupted, run the same command again: it takes the file over. Else move it out of the archive.",
                        "Si un scellement a été interrompu, relancez la même commande\u{a0}: elle reprend le fichier. Sinon, sortez-le des \
                         archives."
                    ),
                ),
            };
            told.push(fault);
        }
        for fault in told {
            self.fault(fault);
        }
    }
}

/// A symbolic link where a plain file must be.
pub(super) fn link(desk: &Desk, path: &str) -> Fault {
    Fault::new(
        &ARCHIVE_FILE_STRAY,
        Place::file(&desk.path(path)),
        say!(
            "{path} is reached through a symbolic link; the archive holds plain files only",
            "{path} passe par un lien symbolique\u{a0}; les archives ne contiennent que de vrais fichiers"
        ),
        say!("Put the file itself in the link’s place.", "Mettez le fichier lui-même à la place du lien."),
    )
}

/// Known from a line of the list.
pub(super) fn by_line(line: Line) -> Say {
    let number = line.number;
    say!(
        "it does not agree with line {number} of SHA256SUMS",
        "il ne concorde pas avec la ligne {number} de SHA256SUMS"
    )
}

/// The number of an event, from the name of its file: `0001-approved-1.0.json`.
pub(super) fn event_number(name: &str) -> Option<u32> {
    let (digits, rest) = name.split_once('-')?;
    let number: u32 = digits.parse().ok().filter(|number| format!("{number:04}") == digits)?;
    let (word, version) = rest.strip_suffix(".json")?.split_once('-')?;
    let known = ["approved", "translated", "reviewed", "retired"].contains(&word);
    (known && crate::version::Version::parse(version).is_some()).then_some(number)
}
