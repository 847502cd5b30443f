//! One document's folder under examination: what is known of each file, and what is to be said of it in the end.
//!
//! Knows files, digests and the list; not what events mean.

use super::digest::Digest;
use super::read::{Desk, Fault};
use super::sums::Line;
use crate::finding::catalogue::archive::{ARCHIVE_DIGEST, ARCHIVE_FILE_MISSING, ARCHIVE_FILE_STRAY};
use crate::finding::{At, Place};
use crate::lang::Say;
use crate::say;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

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

impl<'a, 'd> Folder<'a, 'd> {
    /// The folder with the digests of its files, given their paths below the archive; each file is hashed this once.
    pub fn open(desk: &'d Desk<'a>, id: &'d str, paths: &[&'a str]) -> Folder<'a, 'd> {
        let hash = |path: &&'a str| Some((*path, desk.digest(path)?));
        Folder {
            desk,
            id,
            digests: paths.par_iter().filter_map(hash).collect(),
            named: BTreeSet::new(),
            faults: Vec::new(),
            changed: BTreeMap::new(),
            missing: BTreeMap::new(),
        }
    }

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

    /// What the list names in this folder and is not there.
    pub fn check_listed(&mut self) {
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
    pub fn report(&mut self, paths: &[&'a str], damaged: bool) {
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
