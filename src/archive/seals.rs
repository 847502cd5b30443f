//! What hangs on a document's events: the sealed texts and the signatures.
//!
//! Knows which files an event names and who may sign; not whether those people were entitled to approve.

use super::Signature;
use super::digest::Digest;
use super::event::is_id;
use super::folder::{Folder, Listing, by_line};
use super::read::Fault;
use super::signature::{self, Verdict, Wrong};
use super::story::line_of;
use super::trail::Found;
use crate::finding::catalogue::archive::{ARCHIVE_EVENT_INVALID, SIGNATURE_INVALID, SIGNATURE_UNLISTED};
use crate::finding::{Level, Place};
use crate::lang::Say;
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Checks the texts that each event seals; returns those that are there, event by event.
pub(super) fn check_texts(folder: &mut Folder, found: &[Found]) -> Vec<BTreeMap<String, Arc<str>>> {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    let mut texts = Vec::with_capacity(found.len());
    for one in found {
        let mut own = BTreeMap::new();
        // An event that lies in a foreign folder has its texts elsewhere; its place has been told already.
        let event = one.event.as_ref().ok().filter(|event| event.document == folder.id);
        for (name, sealed) in event.map(|event| event.files()).into_iter().flatten() {
            let path = format!("{}/{name}", folder.id);
            let line = line_of(one.bytes, &format!("{}:", serde_json::Value::from(name.as_str())));
            let file = folder.desk.path(one.path);
            let place = line.map_or_else(|| Place::file(&file), |line| Place::line(&file, line));
            folder.named.insert(path.clone());
            if let Some(other) = owners.insert(path.clone(), one.path) {
                let event = one.path;
                let says = say!(
                    "{event} seals {path}, which {other} has sealed already",
                    "{event} scelle {path}, que {other} a déjà scellé"
                );
                let help = say!(
                    "A sealed text is never sealed again under the same name; put the folder back as version control has it.",
                    "Un texte scellé n’est jamais scellé de nouveau sous le même nom\u{a0}; remettez le dossier comme le gestionnaire de \
                     versions l’a."
                );
                folder.fault(Fault::new(&ARCHIVE_EVENT_INVALID, place.clone(), says, help));
            }
            if !folder.desk.files.contains_key(path.as_str()) {
                folder.missing(&path, Some(*sealed), place);
                continue;
            }
            own.insert(name.clone(), folder.desk.path(&path));
            let actual = folder.digests.get(path.as_str()).copied();
            match folder.listing(&path) {
                Listing::No => folder.line_missing(&path),
                Listing::Differs(line) if actual == Some(*sealed) => folder.line_wrong(&path, line),
                _ => {}
            }
            if actual.is_some_and(|actual| actual != *sealed) {
                let event = one.path;
                let known =
                    say!("it does not agree with the event {event}", "il ne concorde pas avec l’événement {event}");
                folder.changed(&path, *sealed, known);
            }
        }
        texts.push(own);
    }
    texts
}

/// Signatures by their event's path, and the valid ones that the list does not name yet.
type Signed = (BTreeMap<String, Vec<Signature>>, BTreeMap<String, Digest>);

/// Checks every signature that lies in the folder.
pub(super) fn check_signatures(folder: &mut Folder, paths: &[&str], found: &[Found]) -> Signed {
    let mut signatures: BTreeMap<String, Vec<Signature>> = BTreeMap::new();
    let mut unlisted = BTreeMap::new();
    let events: BTreeMap<&str, &Found> = found.iter().map(|one| (one.path, one)).collect();
    for path in paths {
        let Some((name, person)) = signer(path) else { continue };
        let Some(one) = events.get(name) else { continue };
        folder.named.insert((*path).to_owned());
        let listing = folder.listing(path);
        let (Ok(event), Some(bytes)) = (&one.event, folder.desk.bytes(path)) else {
            // Of what event it is cannot be told; that has been said. Its own bytes are still pinned by the list.
            match listing {
                Listing::Differs(line) => folder.changed(path, line.digest, by_line(line)),
                Listing::No => folder.line_missing(path),
                Listing::Same | Listing::Unknown => {}
            }
            continue;
        };
        let principal = folder.desk.emails.get(person).filter(|email| !email.is_empty()).cloned();
        let verdict = match &principal {
            Some(email) => signature::verify(one.bytes, bytes, email, event.date, &folder.desk.signers),
            None => Verdict::Wrong(Wrong::NoEmail),
        };
        match (&listing, &verdict) {
            (Listing::Differs(line), Verdict::Valid { .. }) => folder.line_wrong(path, *line),
            (Listing::Differs(line), _) => folder.changed(path, line.digest, by_line(*line)),
            (Listing::No, Verdict::Valid { .. }) => {
                let digest = folder.digests.get(path).copied();
                unlisted.extend(digest.map(|digest| ((*path).to_owned(), digest)));
                let fault = not_listed(folder, path, person);
                folder.fault(fault);
            }
            // What is wrong with it follows from its event, which was changed and has been told.
            (_, Verdict::Wrong(Wrong::Forged)) if folder.is_changed(one.path) => {}
            (_, Verdict::Valid { .. }) => {}
            (_, Verdict::Wrong(wrong)) => {
                let fault = refused(folder, path, person, one.path, wrong);
                folder.fault(fault);
            }
            (listing, Verdict::Unsupported { algorithm }) => {
                let mut fault = unsupported(folder, path, person, algorithm);
                if !matches!(listing, Listing::No) {
                    fault.finding = fault.finding.level(Level::Warning);
                }
                folder.fault(fault);
            }
        }
        let listed = !matches!(listing, Listing::No);
        signatures.entry(name.to_owned()).or_default().push(Signature {
            person: person.to_owned(),
            principal,
            path: folder.desk.path(path),
            verdict,
            listed,
        });
    }
    (signatures, unlisted)
}

/// The event's path and the person's id in the path of a signature: `EVENT.json.PERSON.sig`.
fn signer(path: &str) -> Option<(&str, &str)> {
    let (_, name) = path.rsplit_once('/')?;
    let (_, person) = name.strip_suffix(".sig")?.split_once(".json.")?;
    let event = path.strip_suffix(".sig")?.strip_suffix(person)?.strip_suffix('.')?;
    Some((event, person)).filter(|_| is_id(person))
}

fn not_listed(folder: &Folder, path: &str, person: &str) -> Fault {
    Fault::new(
        &SIGNATURE_UNLISTED,
        Place::file(&folder.desk.path(path)),
        say!(
            "the signature of {person} in {path} is valid and not in SHA256SUMS yet",
            "la signature de {person} dans {path} est valide et n’est pas encore dans SHA256SUMS"
        ),
        say!(
            "Nothing needs doing: the next sealing lists it, and so does `handbook verify --rebuild-sums`.",
            "Il n’y a rien à faire\u{a0}: le prochain scellement l’inscrit, et `handbook verify --rebuild-sums` aussi."
        ),
    )
    .rebuild()
}

fn refused(folder: &Folder, path: &str, person: &str, event: &str, wrong: &Wrong) -> Fault {
    let Say { en, fr } = wrong.says();
    let says = Say {
        en: format!("the signature of {person} under {event} {en}"),
        fr: format!("la signature de {person} sous {event} {fr}"),
    };
    Fault::new(wrong.rule(), Place::file(&folder.desk.path(path)), says, wrong.help())
}

fn unsupported(folder: &Folder, path: &str, person: &str, algorithm: &str) -> Fault {
    Fault::new(
        &SIGNATURE_INVALID,
        Place::file(&folder.desk.path(path)),
        say!(
            "this program cannot check the signature of {person} in {path}, made with {algorithm}; that does not mean it is wrong",
            "ce programme ne peut vérifier la signature de {person} dans {path}, faite avec {algorithm}\u{a0}; cela ne veut pas dire \
             qu’elle est fausse"
        ),
        say!(
            "Check it with `ssh-keygen -Y verify`, and sign with an ed25519, ecdsa-sha2-nistp256 or RSA key of 2048 to 4096 bits.",
            "Vérifiez-la avec `ssh-keygen -Y verify`, et signez avec une clé ed25519, ecdsa-sha2-nistp256 ou RSA de 2048 à 4096 bits."
        ),
    )
}
