//! Reading and checking the whole archive: what was sealed, and everything that was altered since.
//!
//! Knows the folder's files and who has which email; not the clock, not the working files. Each file is hashed once.

use super::digest::Digest;
use super::event::is_id;
use super::folder::link;
use super::signers::{self, Signers};
use super::sums::{self, Sums};
use super::trail::{self, event_number};
use super::{Archive, Trail};
use crate::finding::catalogue::archive::{ARCHIVE_DIGEST, ARCHIVE_FILE_MISSING, ARCHIVE_FILE_STRAY, ARCHIVE_SEQUENCE};
use crate::finding::catalogue::source::OVER_LIMIT;
use crate::finding::{Checked, Finding, Level, Place, Rule};
use crate::lang::Say;
use crate::say;
use crate::source::{Body, File, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// The name of the list of digests.
pub(super) const SUMS: &str = "SHA256SUMS";
/// The list while it is being written.
pub(super) const SUMS_NEW: &str = "SHA256SUMS.new";
/// The name of the list of keys.
pub(super) const SIGNERS: &str = "allowed_signers";

/// Reads and checks the archive of a handbook. `emails`: person's id to email, from `people.yaml`.
pub fn read(sources: &Sources, emails: &BTreeMap<String, String>) -> Checked<Archive> {
    let (value, faults) = examine(sources, emails);
    Checked { value, findings: faults.into_iter().map(|fault| fault.finding).collect() }
}

/// The archive's folder from the handbook's root, without a slash at its end.
pub fn folder(sources: &Sources) -> String {
    if sources.content.is_empty() { "archive".to_owned() } else { format!("{}/archive", sources.content) }
}

/// A finding with what else the room itself must know of it.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    pub finding: Finding,
    /// The folder that it makes unsound.
    pub document: Option<String>,
    /// Whether it is about `SHA256SUMS` alone, so that writing that file anew cures it.
    pub rebuild: bool,
}

impl Fault {
    pub fn new(rule: &'static Rule, place: Place, says: Say, help: Say) -> Fault {
        Fault { finding: Finding::new(rule, place, says).help(help), document: None, rebuild: false }
    }

    /// Concerning this document.
    pub fn of(mut self, folder: &str) -> Fault {
        self.finding = self.finding.about(folder);
        self.document = Some(folder.to_owned());
        self
    }

    /// Cured by writing `SHA256SUMS` anew.
    pub fn rebuild(mut self) -> Fault {
        self.rebuild = true;
        self
    }

    /// Whether it is an error, by its rule or its own level.
    pub fn is_error(&self) -> bool {
        self.finding.level.unwrap_or(self.finding.rule.level) == Level::Error
    }
}

/// What every part of the examination looks at.
pub(super) struct Desk<'a> {
    /// The archive's folder with a slash at its end.
    pub prefix: String,
    /// The archive's files by their path below it.
    pub files: BTreeMap<&'a str, &'a File>,
    /// The list, unless there is none that can be read.
    pub sums: Option<Sums>,
    pub signers: Signers,
    pub emails: &'a BTreeMap<String, String>,
}

impl<'a> Desk<'a> {
    /// The archive's files, before anything is read in them.
    pub fn lay(sources: &'a Sources, emails: &'a BTreeMap<String, String>) -> Desk<'a> {
        let prefix = format!("{}/", folder(sources));
        let files = sources
            .files
            .range::<str, _>((Bound::Included(prefix.as_str()), Bound::Unbounded))
            .map_while(|(path, file)| Some((path.strip_prefix(prefix.as_str())?, file)))
            .collect();
        Desk { prefix, files, sums: None, signers: Signers::default(), emails }
    }

    /// The bytes of a file, where it was read at all.
    pub fn bytes(&self, path: &str) -> Option<&'a [u8]> {
        match &self.files.get(path)?.body {
            Body::Text(text) => Some(text.as_bytes()),
            Body::Bytes(bytes) => Some(bytes),
            Body::Sealed(_) | Body::Blob { .. } => None,
        }
    }

    /// The digest of a file, where it was read at all.
    pub fn digest(&self, path: &str) -> Option<Digest> {
        match &self.files.get(path)?.body {
            Body::Sealed(digest) => Some(Digest::from(*digest)),
            _ => self.bytes(path).map(Digest::of),
        }
    }

    /// A path below the archive as one from the root, whether the file is there or not.
    pub fn path(&self, path: &str) -> Arc<str> {
        match self.files.get(path) {
            Some(file) => file.path.clone(),
            None => format!("{}{path}", self.prefix).into(),
        }
    }

    /// A line of `SHA256SUMS`.
    pub fn line(&self, number: usize) -> Place {
        Place::line(&self.path(SUMS), number)
    }
}

/// The archive and everything wrong with it.
pub(super) fn examine(sources: &Sources, emails: &BTreeMap<String, String>) -> (Archive, Vec<Fault>) {
    let mut desk = Desk::lay(sources, emails);
    let mut archive = Archive { sound: true, ..Archive::default() };
    let mut faults = Vec::new();

    read_signers(&mut desk, &mut faults);
    let folders = folders(&desk, &mut faults);
    archive.sums = desk.bytes(SUMS).map(Digest::of);
    archive.sound = read_sums(&mut desk, !folders.is_empty(), &mut faults);

    // A folder of which only the list speaks was removed as a whole: its trail must exist to say so.
    let listed = desk.sums.iter().flat_map(|sums| sums.lines.keys()).filter_map(|path| path.split_once('/'));
    let ids: BTreeSet<&str> = folders.keys().copied().chain(listed.map(|(folder, _)| folder)).collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| is_id(id)).collect();
    same_but_for_case(&desk, &ids, &mut faults);

    let none = Vec::new();
    let examined: Vec<trail::Examined> =
        ids.par_iter().map(|id| trail::examine(&desk, id, folders.get(id).unwrap_or(&none))).collect();
    for (id, mut one) in ids.into_iter().zip(examined) {
        faults.append(&mut one.faults);
        archive.unlisted.append(&mut one.unlisted);
        archive.trails.insert(id.to_owned(), Arc::new(one.trail));
    }
    for fault in faults.iter().filter(|fault| fault.is_error()) {
        if let Some(trail) = fault.document.as_ref().and_then(|id| archive.trails.get_mut(id)) {
            Arc::make_mut(trail).sound = false;
        }
    }
    archive.signers = desk.signers;
    faults
        .sort_by(|a, b| a.finding.place.cmp(&b.finding.place).then_with(|| a.finding.says.en.cmp(&b.finding.says.en)));
    (archive, faults)
}

/// The documents' folders with their files; what else lies in the archive is stray.
fn folders<'a>(desk: &Desk<'a>, faults: &mut Vec<Fault>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, file) in &desk.files {
        let is_link = file.linked && [SUMS, SIGNERS].contains(path);
        if is_link {
            faults.push(link(desk, path));
        }
        match path.split_once('/') {
            Some((folder, _)) if is_id(folder) => folders.entry(folder).or_default().push(path),
            None if *path == SUMS || *path == SIGNERS => {}
            None if *path == SUMS_NEW => faults.push(
                Fault::new(
                    &ARCHIVE_FILE_STRAY,
                    Place::file(&file.path),
                    say!(
                        "SHA256SUMS.new is what an interrupted sealing left behind",
                        "SHA256SUMS.new est ce qu’un scellement interrompu a laissé"
                    ),
                    say!(
                        "Run the interrupted command again, or `handbook verify --rebuild-sums`: either puts it in place.",
                        "Relancez la commande interrompue, ou `handbook verify --rebuild-sums`\u{a0}: l’une ou l’autre le met en place."
                    ),
                )
                .rebuild(),
            ),
            _ => faults.push(Fault::new(
                &ARCHIVE_FILE_STRAY,
                Place::file(&file.path),
                say!("{path} does not belong in the archive", "{path} n’a pas sa place dans les archives"),
                say!(
                    "Move it out of the archive; only documents’ folders, SHA256SUMS and allowed_signers belong there.",
                    "Sortez-le des archives\u{a0}; seuls les dossiers des documents, SHA256SUMS et allowed_signers y ont leur place."
                ),
            )),
        }
    }
    folders
}

fn read_signers(desk: &mut Desk, faults: &mut Vec<Fault>) {
    let Some(file) = desk.files.get(SIGNERS) else { return };
    let Some(bytes) = desk.bytes(SIGNERS) else {
        faults.push(over_limit(&file.path));
        return;
    };
    let checked = signers::parse(&file.path, &String::from_utf8_lossy(bytes));
    desk.signers = checked.value;
    faults.extend(checked.findings.into_iter().map(|finding| Fault { finding, document: None, rebuild: false }));
}

/// Reads the list; whether it is as it must be, apart from what concerns one document.
fn read_sums(desk: &mut Desk, needed: bool, faults: &mut Vec<Fault>) -> bool {
    let rebuild = || {
        say!(
            "Put SHA256SUMS back from version control; after a merge, run `handbook verify --rebuild-sums`, which writes it anew \
             when every event and seal is sound.",
            "Remettez SHA256SUMS depuis le gestionnaire de versions\u{a0}; après une fusion, lancez `handbook verify \
             --rebuild-sums`, qui le réécrit quand chaque événement et chaque sceau est intact."
        )
    };
    let path = desk.path(SUMS);
    if !desk.files.contains_key(SUMS) {
        // The first sealing of all may have been interrupted before its last step, which is to write the list.
        let events =
            desk.files.keys().filter_map(|path| path.split_once('/')).filter_map(|(_, name)| event_number(name));
        if events.take(2).count() < 2 {
            desk.sums = Some(Sums::default());
            return true;
        }
        if needed {
            let says = say!(
                "SHA256SUMS is missing, the list of every sealed file",
                "SHA256SUMS manque, la liste de tous les fichiers scellés"
            );
            faults.push(Fault::new(&ARCHIVE_FILE_MISSING, Place::file(&path), says, rebuild()).rebuild());
        }
        return !needed;
    }
    let Some(bytes) = desk.bytes(SUMS) else {
        faults.push(over_limit(&path));
        return false;
    };
    let sums = sums::parse(&String::from_utf8_lossy(bytes));
    let mut sound = true;
    for told in &sums.faults {
        let fault = Fault::new(&ARCHIVE_DIGEST, desk.line(told.line), told.says.clone(), rebuild()).rebuild();
        match told.folder.as_deref().filter(|folder| is_id(folder)) {
            Some(folder) => faults.push(fault.of(folder)),
            None => {
                sound = false;
                faults.push(fault);
            }
        }
    }
    desk.sums = Some(sums);
    sound
}

/// Folders that some file systems cannot tell apart.
fn same_but_for_case(desk: &Desk, ids: &[&str], faults: &mut Vec<Fault>) {
    let mut lower: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for id in ids {
        lower.entry(id.to_ascii_lowercase()).or_default().push(id);
    }
    for twins in lower.into_values().filter(|twins| twins.len() > 1) {
        for id in &twins {
            let all = twins.join(", ");
            let says = say!(
                "the folders {all} of the archive differ only by upper and lower case",
                "les dossiers {all} des archives ne diffèrent que par la casse"
            );
            let help = say!(
                "One document has one folder; put the archive back as version control has it.",
                "Un document a un seul dossier\u{a0}; remettez les archives comme le gestionnaire de versions les a."
            );
            let first = desk.files.range(*id..).next().filter(|(path, _)| path.starts_with(&format!("{id}/")));
            let place = Place::file(&first.map_or_else(|| desk.path(SUMS), |(_, file)| file.path.clone()));
            faults.push(Fault::new(&ARCHIVE_SEQUENCE, place, says, help).of(id));
        }
    }
}

/// A file that was not read because of its size.
pub(super) fn over_limit(path: &Arc<str>) -> Fault {
    Fault::new(
        &OVER_LIMIT,
        Place::file(path),
        say!("{path} is too large to be checked", "{path} est trop volumineux pour être vérifié"),
        say!(
            "A sealed text has at most 8 MiB, an event 1 MiB; put the original file back from version control.",
            "Un texte scellé compte au plus 8 Mio, un événement 1 Mio\u{a0}; remettez le fichier d’origine depuis le gestionnaire de \
             versions."
        ),
    )
}

/// An empty trail of this id.
pub(super) fn blank(id: &str) -> Trail {
    Trail { id: id.to_owned(), sound: true, ..Trail::default() }
}
