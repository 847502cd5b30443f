//! Signing the latest event of a document: who may, and whether their signature would count.
//!
//! Knows who stands in the event and whose keys count; calling `ssh-keygen` is the archive's.

use super::review::folder;
use super::{Office, Refusal, check};
use crate::archive::{self, NAMESPACE, SealedEvent};
use crate::date::Date;
use crate::lang::Say;
use crate::say;
use ssh_key::PublicKey;
use std::path::{Path, PathBuf};

/// A signature that may be made.
#[derive(Clone, Debug)]
pub struct Warrant {
    /// The event.
    pub event: SealedEvent,
    /// The person's id.
    pub person: String,
    /// The person's email, their principal in `allowed_signers`.
    pub email: String,
}

/// Asks whether a person may sign the latest event of a document.
pub fn warrant(office: &Office<'_>, id: &str, person: &str) -> Result<Warrant, Refusal> {
    let (document, _) = office.document(id)?;
    let (person, email) = principal(office, person)?;
    let Some(trail) = document.trail.as_ref().filter(|trail| trail.last().is_some() || trail.pending.is_some()) else {
        let id = &document.id;
        return Err(Refusal::new(
            say!("{id} has no event in the archive to sign", "{id} n’a pas d’événement à signer dans l’archive"),
            say!("Approve it first with `handbook approve`.", "Approuvez-le d’abord avec `handbook approve`."),
        ));
    };
    let Some(event) = trail.last() else { return Err(interrupted(folder(document))) };
    check::refuse_faults(archive::unexplained_by_signing(event, &person, &office.faults))?;
    if !event.event.by.iter().any(|by| by.person == person) {
        let file = event.event.file_name();
        let who: Vec<&str> = event.event.by.iter().map(|by| by.person.as_str()).collect();
        let who = who.join(", ");
        return Err(Refusal::new(
            say!(
                "`{person}` does not stand in the latest event, {file}",
                "`{person}` ne figure pas dans le dernier événement, {file}"
            ),
            say!("It is signed by {who}.", "Il est signé par {who}."),
        ));
    }
    office.is_without_error(document, &|_| false)?;
    Ok(Warrant { event: event.clone(), person, email })
}

/// Asks beforehand, so far as that can be told, whether a signature on an event of that day would count: an act that was
/// asked to sign should not seal first and fail then.
pub fn is_ready(office: &Office<'_>, person: &str, key: Option<&Path>, day: Date) -> Result<(), Refusal> {
    let (person, email) = principal(office, person)?;
    let signers = &office.archive.signers;
    let noon = Date::from_unix_seconds(0).map_or(0, |epoch| epoch.days_until(day)) * 86_400 + 43_200;
    let may = |key: &[u8]| signers.may_sign(&email, NAMESPACE, key, noon).is_ok();
    let Some(key) = key else {
        if signers.lines().iter().any(|line| may(&line.key)) {
            return Ok(());
        }
        return Err(Refusal::new(
            say!(
                "no key in allowed_signers may sign for {person} ({email}) on {day}",
                "aucune clé d’allowed_signers ne peut signer pour {person} ({email}) le {day}"
            ),
            add_line(office, &email, None),
        ));
    };
    let public = with_pub(key);
    if !key.exists() && !public.exists() {
        let key = key.display();
        return Err(Refusal::new(
            say!("there is no key {key}", "la clé {key} n’existe pas"),
            say!(
                "Name the file of your private key after --sign, such as ~/.ssh/id_ed25519.",
                "Nommez le fichier de votre clé privée après --sign, par exemple ~/.ssh/id_ed25519."
            ),
        ));
    }
    // Without its public half nothing can be told yet; signing itself will tell.
    let read = PublicKey::read_openssh_file(&public).or_else(|_| PublicKey::read_openssh_file(key));
    let Ok(read) = read else { return Ok(()) };
    if read.to_bytes().is_ok_and(|bytes| !may(&bytes)) {
        let shown = key.display();
        return Err(Refusal::new(
            say!(
                "allowed_signers does not let the key {shown} sign for {person} ({email}) on {day}",
                "allowed_signers ne laisse pas la clé {shown} signer pour {person} ({email}) le {day}"
            ),
            add_line(office, &email, read.to_openssh().ok()),
        ));
    }
    Ok(())
}

/// The person's id as the handbook writes it, and their email.
fn principal(office: &Office<'_>, person: &str) -> Result<(String, String), Refusal> {
    let path = office.sources.content_path("people.yaml");
    let Some(known) = office.handbook.organisation.person(person) else {
        return Err(Refusal::new(
            say!("there is no person `{person}`", "la personne `{person}` n’existe pas"),
            say!("People stand in {path}.", "Les personnes figurent dans {path}."),
        ));
    };
    let id = known.id.as_str();
    match known.email.as_ref().filter(|email| !email.trim().is_empty()) {
        Some(email) => Ok((id.to_owned(), email.clone())),
        None => Err(Refusal::new(
            say!(
                "`{id}` has no email, by which signatures are known",
                "`{id}` n’a pas de courriel, par lequel on reconnaît les signatures"
            ),
            say!("Add `email` to this person in {path}.", "Ajoutez `email` à cette personne dans {path}."),
        )),
    }
}

fn add_line(office: &Office<'_>, email: &str, key: Option<String>) -> Say {
    let path = office.sources.content_path("archive/allowed_signers");
    match key {
        Some(key) => say!(
            "If the key is theirs, add this line to {path}:\n{email} namespaces=\"{NAMESPACE}\" {key}",
            "Si la clé est la sienne, ajoutez cette ligne à {path}\u{a0}:\n{email} namespaces=\"{NAMESPACE}\" {key}"
        ),
        None => say!(
            "Add a line to {path}, with the content of the person’s .pub file:\n{email} namespaces=\"{NAMESPACE}\" ssh-ed25519 AAAA…",
            "Ajoutez une ligne à {path}, avec le contenu du fichier .pub de la personne\u{a0}:\n{email} namespaces=\"{NAMESPACE}\" ssh-ed25519 AAAA…"
        ),
    }
}

fn with_pub(key: &Path) -> PathBuf {
    let mut name = key.as_os_str().to_owned();
    name.push(".pub");
    PathBuf::from(name)
}

fn interrupted(id: &str) -> Refusal {
    Refusal::new(
        say!("the first sealing of {id} was interrupted", "le premier scellement de {id} a été interrompu"),
        say!(
            "Run that command again: it completes what was begun. Then sign.",
            "Relancez cette commande\u{a0}: elle achève ce qui était commencé. Signez ensuite."
        ),
    )
}
