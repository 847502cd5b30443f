//! What a sealing is going to write: the next event of a document, with its texts.
//!
//! Knows the trail so far and what may follow it; not who is entitled to it, and not the disk.

use super::digest::Digest;
use super::event::{Act, Change, Event, Files, LIMIT, Outcome, Signatory, is_file_name, is_id};
use super::fault::SealFault;
use super::read::{self, SUMS_NEW};
use super::{Archive, SealedEvent, wire};
use crate::date::Date;
use crate::finding::Finding;
use crate::lang::{Lang, Say};
use crate::say;
use crate::source::{Body, Sources};
use crate::version::Version;
use std::collections::BTreeMap;

/// The most bytes a sealed text may have, and a matrix's CSV file: what reading allows.
const TEXT_LIMIT: usize = 8 << 20;
const CSV_LIMIT: usize = 32 << 20;

/// The next event of a document, ready to be written by [`super::seal`]. The same plan made again after a crash is the
/// same to the byte, so that what was begun is completed.
#[derive(Clone, Debug)]
pub struct SealPlan {
    /// The event.
    pub event: Event,
    /// The texts it seals: name below the document's folder (`2.0/x.md`) to bytes.
    pub texts: BTreeMap<String, Vec<u8>>,
    /// The digest of the list as it was read.
    pub(super) sums: Option<Digest>,
    /// Lines that the list gets besides: signatures made by hand.
    pub(super) adopted: BTreeMap<String, Digest>,
}

/// An approval that completes its rule: what the event says, and the texts to seal.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The version.
    pub version: Version,
    /// The day of the approval that completes the rule.
    pub date: Date,
    /// The first day in force.
    pub effective: Date,
    /// All approvers.
    pub by: Vec<Signatory>,
    /// The class of the change, if the author said.
    pub change: Option<Change>,
    /// What the version brings, if the author said.
    pub summary: Option<String>,
    /// The working files as they are to be sealed: file name (no folder) and bytes.
    pub texts: Vec<(String, Vec<u8>)>,
}

impl SealPlan {
    /// Seals a version with the translations that render it.
    pub fn approved(archive: &Archive, document: &str, approval: Approval) -> Result<SealPlan, SealFault> {
        let Approval { version, date, effective, by, change, summary, texts } = approval;
        let newest = archive.trails.get(document).and_then(|trail| trail.approvals().next_back());
        if let Some(newest) = newest.map(|sealed| &sealed.event.version).filter(|newest| **newest >= version) {
            return Err(SealFault::new(
                say!(
                    "version {version} of {document} is not newer than the sealed version {newest}",
                    "la version {version} de {document} n’est pas plus récente que la version scellée {newest}"
                ),
                say!("Raise `version` in the front matter.", "Augmentez `version` dans les métadonnées."),
            ));
        }
        let texts = below(&version, texts)?;
        let act = Act::Approved {
            effective,
            change,
            summary: summary.filter(|text| !text.trim().is_empty()),
            files: digests(&texts),
        };
        SealPlan::next(archive, document, Draft { version, date, by, act, texts })
    }

    /// Seals a translation that was finished after its version. `text`: file name (no folder) and bytes.
    pub fn translated(
        archive: &Archive,
        document: &str,
        version: Version,
        language: Lang,
        date: Date,
        by: Vec<Signatory>,
        text: (String, Vec<u8>),
    ) -> Result<SealPlan, SealFault> {
        let texts = below(&version, vec![text])?;
        let trail = archive.trails.get(document);
        let sealed = trail.into_iter().flat_map(|trail| &trail.sealed).flat_map(|sealed| sealed.event.files().keys());
        if let Some(name) = sealed.into_iter().find(|name| texts.contains_key(*name)) {
            return Err(SealFault::new(
                say!("{document}/{name} is sealed already", "{document}/{name} est déjà scellé"),
                say!(
                    "A sealed text stays as it is; a better translation goes with the next version.",
                    "Un texte scellé reste tel quel\u{a0}; une meilleure traduction accompagne la version suivante."
                ),
            ));
        }
        let act = Act::Translated { language, files: digests(&texts) };
        SealPlan::next(archive, document, Draft { version, date, by, act, texts })
    }

    /// Records a review of a sealed version.
    pub fn reviewed(
        archive: &Archive,
        document: &str,
        version: Version,
        date: Date,
        by: Vec<Signatory>,
        outcome: Outcome,
        note: Option<String>,
    ) -> Result<SealPlan, SealFault> {
        let act = Act::Reviewed { outcome, note: note.filter(|text| !text.trim().is_empty()) };
        SealPlan::next(archive, document, Draft { version, date, by, act, texts: BTreeMap::new() })
    }

    /// Ends a document.
    pub fn retired(
        archive: &Archive,
        document: &str,
        version: Version,
        date: Date,
        by: Vec<Signatory>,
        reason: String,
        replaced_by: Option<String>,
    ) -> Result<SealPlan, SealFault> {
        let act = Act::Retired { reason, replaced_by };
        SealPlan::next(archive, document, Draft { version, date, by, act, texts: BTreeMap::new() })
    }

    /// The event's file, below the archive's folder.
    pub fn event_path(&self) -> String {
        format!("{}/{}", self.event.document, self.event.file_name())
    }

    /// Every file it writes but `SHA256SUMS`: path below the archive's folder and bytes, in the order of writing.
    pub fn files(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let texts = self.texts.iter().map(|(name, bytes)| (format!("{}/{name}", self.event.document), bytes.clone()));
        texts.chain([(self.event_path(), self.event.to_bytes())])
    }

    /// Of what was found in the archive, everything but this very plan's own beginnings, left by a run that was
    /// interrupted. Whoever seals must refuse while an error is among it.
    pub fn unexplained<'f>(&self, sources: &Sources, findings: &'f [Finding]) -> Vec<&'f Finding> {
        let folder = read::folder(sources);
        let mut own = vec![format!("{folder}/{SUMS_NEW}")];
        for (path, bytes) in self.files() {
            let path = format!("{folder}/{path}");
            own.push(format!("{path}.new"));
            let there = sources.files.get(path.as_str()).map(|file| &file.body);
            if there.is_some_and(|body| holds(body, &bytes)) {
                own.push(path);
            }
        }
        findings.iter().filter(|finding| !own.iter().any(|path| **path == *finding.place.path)).collect()
    }

    /// The plan of the event that follows a document's last.
    fn next(archive: &Archive, document: &str, draft: Draft) -> Result<SealPlan, SealFault> {
        let Draft { version, date, by, act, texts } = draft;
        let id = document.to_ascii_lowercase();
        let twin = archive.trails.keys().find(|other| *other != document && other.to_ascii_lowercase() == id);
        if let Some(twin) = twin {
            return Err(SealFault::new(
                say!(
                    "the archive knows this document as {twin}, not {document}",
                    "les archives connaissent ce document sous {twin}, pas {document}"
                ),
                say!("Write the id as the archive has it.", "Écrivez l’identifiant comme les archives l’ont."),
            ));
        }
        let trail = archive.trails.get(document);
        let last = trail.and_then(|trail| trail.sealed.last());
        let sealed = |sealed: &SealedEvent| sealed.event.version.as_str() == version.as_str();
        if let Some(retired) = trail.and_then(|trail| trail.retirement()) {
            let day = retired.event.date;
            return Err(SealFault::new(
                say!("{document} was retired on {day}", "{document} a été retiré le {day}"),
                say!(
                    "A retired document stays retired; give its successor an id of its own.",
                    "Un document retiré le reste\u{a0}; donnez à son successeur un identifiant à lui."
                ),
            ));
        }
        if let Some(day) = last.map(|last| last.event.date).filter(|day| *day > date) {
            return Err(SealFault::new(
                say!(
                    "{date} is before the last event of {document}, which was on {day}",
                    "le {date} est avant le dernier événement de {document}, qui date du {day}"
                ),
                say!("Give a date on or after it with --date.", "Donnez avec --date une date égale ou postérieure."),
            ));
        }
        if !matches!(act, Act::Approved { .. }) && !trail.is_some_and(|trail| trail.approvals().any(sealed)) {
            return Err(SealFault::new(
                say!(
                    "version {version} of {document} is not sealed",
                    "la version {version} de {document} n’est pas scellée"
                ),
                say!("Approve it first with `handbook approve`.", "Approuvez-la d’abord avec `handbook approve`."),
            ));
        }
        let event = Event {
            document: document.to_owned(),
            sequence: last.map_or(1, |last| last.event.sequence.saturating_add(1)),
            version,
            date,
            by,
            act,
            previous: last.map(|last| last.digest),
        };
        // What the reader would not take must not be written.
        let bytes = event.to_bytes();
        if let Err(fault) = wire::parse(&bytes) {
            let Say { en, fr } = fault.says;
            return Err(SealFault::new(
                Say {
                    en: format!("the event for {document} cannot be written: it {en}"),
                    fr: format!("l’événement pour {document} ne peut être écrit\u{a0}: il {fr}"),
                },
                say!(
                    "Correct what it names and run the command again.",
                    "Corrigez ce qu’il nomme et relancez la commande."
                ),
            ));
        }
        let pending = trail.and_then(|trail| trail.pending.as_ref());
        if let Some(pending) = pending.filter(|pending| pending.digest != Digest::of(&bytes)) {
            let other = &pending.path;
            return Err(SealFault::new(
                say!(
                    "an earlier sealing was interrupted and left {other}, which says something else",
                    "un scellement précédent a été interrompu et a laissé {other}, qui dit autre chose"
                ),
                say!(
                    "Run that earlier command again to complete it, or `handbook verify --rebuild-sums` to accept its event.",
                    "Relancez cette commande précédente pour l’achever, ou `handbook verify --rebuild-sums` pour accepter son événement."
                ),
            ));
        }
        debug_assert!(is_id(document) && bytes.len() <= LIMIT);
        Ok(SealPlan { event, texts, sums: archive.sums, adopted: archive.unlisted.clone() })
    }
}

/// An event that has no place in the trail yet.
struct Draft {
    version: Version,
    date: Date,
    by: Vec<Signatory>,
    act: Act,
    texts: BTreeMap<String, Vec<u8>>,
}

/// Texts under the names they have below the document's folder.
fn below(version: &Version, texts: Vec<(String, Vec<u8>)>) -> Result<BTreeMap<String, Vec<u8>>, SealFault> {
    let mut named = BTreeMap::new();
    for (name, bytes) in texts {
        if !is_file_name(&name) {
            let name: String = name.chars().filter(|c| !c.is_control()).take(80).collect();
            return Err(SealFault::new(
                say!(
                    "a file of the name “{name}” cannot be sealed",
                    "un fichier nommé «\u{a0}{name}\u{a0}» ne peut être scellé"
                ),
                say!(
                    "Rename it: no slashes, quotation marks, colons or control characters, at most 200 bytes.",
                    "Renommez-le\u{a0}: sans barres obliques, guillemets, deux-points ni caractères de commande, au plus 200 octets."
                ),
            ));
        }
        let limit = if name.to_ascii_lowercase().ends_with(".csv") { CSV_LIMIT } else { TEXT_LIMIT };
        if bytes.len() > limit {
            let most = limit >> 20;
            return Err(SealFault::new(
                say!("{name} is larger than {most} MiB", "{name} dépasse {most} Mio"),
                say!("Split the document, or shorten it.", "Divisez le document, ou raccourcissez-le."),
            ));
        }
        named.insert(format!("{version}/{name}"), bytes);
    }
    Ok(named)
}

fn digests(texts: &BTreeMap<String, Vec<u8>>) -> Files {
    texts.iter().map(|(name, bytes)| (name.clone(), Digest::of(bytes))).collect()
}

/// Whether a file holds exactly these bytes.
fn holds(body: &Body, bytes: &[u8]) -> bool {
    match body {
        Body::Text(text) => text.as_bytes() == bytes,
        Body::Bytes(found) => **found == *bytes,
        Body::Sealed(digest) => Digest::from(*digest) == Digest::of(bytes),
        Body::Blob { .. } => false,
    }
}
