//! Signatures of events, checked by the program itself.
//!
//! Knows one signature, the bytes it is of and who may sign; not where they lie. A signature always agrees with the key
//! inside it: authority comes from `allowed_signers` alone.

use super::signers::{Refusal, Signers, noon};
use crate::date::Date;
use crate::finding::Rule;
use crate::finding::catalogue::archive::{SIGNATURE_INVALID, SIGNER_UNKNOWN};
use crate::lang::Say;
use crate::say;
use ssh_key::public::KeyData;
use ssh_key::{Algorithm, EcdsaCurve, HashAlg, PublicKey, SshSig};

/// The namespace of all signatures of a handbook (`ssh-keygen -n`), so that none made for another purpose counts.
pub const NAMESPACE: &str = "isms-handbook";

/// The most bytes a signature file may have; the largest real ones have some 3,000.
pub(super) const LIMIT: usize = 64 * 1024;

/// What a signature turned out to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Made by a key that spoke for the person on the event's day.
    Valid {
        /// The key's fingerprint, `SHA256:…`, as `ssh-keygen -l` shows it.
        key: String,
    },
    /// Not a signature of this event by this person.
    Wrong(Wrong),
    /// Of a kind that this program cannot check: neither valid nor forged, as far as it knows.
    Unsupported {
        /// The kind, such as `ecdsa-sha2-nistp521`.
        algorithm: String,
    },
}

/// What is wrong with a signature.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// The file is no OpenSSH signature.
    Unreadable(String),
    /// The signature is not of these bytes.
    Forged,
    /// It was made for another purpose.
    Namespace(String),
    /// Nobody of that name has an email, so no key can speak for them.
    NoEmail,
    /// The key does not speak for the person: its fingerprint.
    Unlisted(String),
    /// The key may not sign in our namespace.
    NotPermitted(usize),
    /// The key was not valid yet on the event's day.
    NotYet(usize),
    /// The key was no longer valid on the event's day.
    Expired(usize),
}

impl Wrong {
    /// The rule under which it is reported.
    pub fn rule(&self) -> &'static Rule {
        match self {
            Wrong::NoEmail | Wrong::Unlisted(_) => &SIGNER_UNKNOWN,
            _ => &SIGNATURE_INVALID,
        }
    }

    /// What is wrong, as the end of a sentence about "the signature of PERSON".
    pub fn says(&self) -> Say {
        match self {
            Wrong::Unreadable(why) => {
                say!("is no OpenSSH signature ({why})", "n’est pas une signature OpenSSH ({why})")
            }
            Wrong::Forged => say!("is not of this event’s bytes", "n’est pas celle des octets de cet événement"),
            Wrong::Namespace(other) => say!(
                "was made for another purpose: its namespace is `{other}`, not `{NAMESPACE}`",
                "a été faite pour un autre usage\u{a0}: son espace de noms est `{other}`, pas `{NAMESPACE}`"
            ),
            Wrong::NoEmail => say!(
                "cannot be checked: nobody of that id has an email in people.yaml",
                "ne peut être vérifiée\u{a0}: personne de cet identifiant n’a de courriel dans people.yaml"
            ),
            Wrong::Unlisted(key) => say!(
                "was made with the key {key}, which allowed_signers does not give to that person",
                "a été faite avec la clé {key}, qu’allowed_signers n’attribue pas à cette personne"
            ),
            Wrong::NotPermitted(line) => say!(
                "was made with a key that line {line} of allowed_signers does not let sign in `{NAMESPACE}`",
                "a été faite avec une clé que la ligne {line} d’allowed_signers ne laisse pas signer dans `{NAMESPACE}`"
            ),
            Wrong::NotYet(line) => say!(
                "was made with a key that was not valid yet on the event’s day (line {line} of allowed_signers)",
                "a été faite avec une clé qui n’était pas encore valide le jour de l’événement (ligne {line} d’allowed_signers)"
            ),
            Wrong::Expired(line) => say!(
                "was made with a key that had expired by the event’s day (line {line} of allowed_signers)",
                "a été faite avec une clé qui avait expiré le jour de l’événement (ligne {line} d’allowed_signers)"
            ),
        }
    }

    /// The next step.
    pub fn help(&self) -> Say {
        match self {
            Wrong::Unreadable(_) | Wrong::Forged | Wrong::Namespace(_) => say!(
                "Put the original file back from version control, or find out who wrote it; then sign again with `handbook sign`.",
                "Remettez le fichier d’origine depuis le gestionnaire de versions, ou cherchez qui l’a écrit\u{a0}; puis signez de \
                 nouveau avec `handbook sign`."
            ),
            Wrong::NoEmail => say!(
                "Add the person and their email to people.yaml; people who left stay there, with `until`.",
                "Ajoutez la personne et son courriel à people.yaml\u{a0}; qui est parti y reste, avec `until`."
            ),
            Wrong::Unlisted(_) => say!(
                "If the key is theirs, add the line EMAIL namespaces=\"{NAMESPACE}\" KEY to allowed_signers; keys no longer used \
                 stay there, with valid-before.",
                "Si la clé est la sienne, ajoutez la ligne COURRIEL namespaces=\"{NAMESPACE}\" CLÉ à allowed_signers\u{a0}; les clés \
                 abandonnées y restent, avec valid-before."
            ),
            Wrong::NotPermitted(_) | Wrong::NotYet(_) | Wrong::Expired(_) => say!(
                "If the person did hold that key on that day, correct the line of allowed_signers; else the signature does not count.",
                "Si la personne détenait bien cette clé ce jour-là, corrigez la ligne d’allowed_signers\u{a0}; sinon la signature ne \
                 compte pas."
            ),
        }
    }
}

/// Checks the signature of an event's bytes by a principal (the person's email), at 12:00 UTC of the event's day.
pub fn verify(event: &[u8], signature: &[u8], principal: &str, date: Date, signers: &Signers) -> Verdict {
    if signature.len() > LIMIT {
        return Verdict::Wrong(Wrong::Unreadable("> 64 KiB".to_owned()));
    }
    let signature = match SshSig::from_pem(signature) {
        Ok(signature) => signature,
        Err(ssh_key::Error::AlgorithmUnsupported { algorithm }) => {
            return Verdict::Unsupported { algorithm: algorithm.to_string() };
        }
        Err(e) => return Verdict::Wrong(Wrong::Unreadable(e.to_string())),
    };
    if signature.namespace() != NAMESPACE {
        return Verdict::Wrong(Wrong::Namespace(signature.namespace().chars().take(80).collect()));
    }
    if !signature.reserved().is_empty() {
        return Verdict::Wrong(Wrong::Unreadable("reserved".to_owned()));
    }
    let key = PublicKey::from(signature.public_key().clone());
    let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
    let bytes = match key.to_bytes() {
        Ok(bytes) => bytes,
        Err(e) => return Verdict::Wrong(Wrong::Unreadable(e.to_string())),
    };
    // Who may sign comes before the arithmetic: a key nobody listed is the more telling fault.
    if let Err(refusal) = signers.may_sign(principal, NAMESPACE, &bytes, noon(date)) {
        return Verdict::Wrong(match refusal {
            Refusal::Unknown => Wrong::Unlisted(fingerprint),
            Refusal::Namespace(line) => Wrong::NotPermitted(line),
            Refusal::NotYet(line) => Wrong::NotYet(line),
            Refusal::Expired(line) => Wrong::Expired(line),
        });
    }
    if !supported(&signature) {
        return Verdict::Unsupported { algorithm: signature.algorithm().to_string() };
    }
    match key.verify(NAMESPACE, event, &signature) {
        Ok(()) => Verdict::Valid { key: fingerprint },
        Err(ssh_key::Error::AlgorithmUnsupported { algorithm }) => {
            Verdict::Unsupported { algorithm: algorithm.to_string() }
        }
        Err(_) => Verdict::Wrong(Wrong::Forged),
    }
}

/// Whether the crate can check this kind; where it cannot, its error does not tell that from a forgery.
fn supported(signature: &SshSig) -> bool {
    match (signature.public_key(), signature.algorithm()) {
        (KeyData::Ed25519(_), Algorithm::Ed25519) => true,
        (KeyData::SkEd25519(_), Algorithm::SkEd25519) => true,
        (KeyData::SkEcdsaSha2NistP256(_), Algorithm::SkEcdsaSha2NistP256) => true,
        (KeyData::Ecdsa(_), Algorithm::Ecdsa { curve }) => curve == EcdsaCurve::NistP256,
        (KeyData::Rsa(key), Algorithm::Rsa { hash: Some(_) }) => {
            // Shorter keys are too weak for OpenSSH too; longer ones are beyond the crate.
            key.n.as_positive_bytes().is_some_and(|n| (256..=512).contains(&n.len()))
        }
        // A key of one kind with a signature of another is no rarity to be polite about: it verifies as wrong.
        (KeyData::Ed25519(_) | KeyData::SkEd25519(_), _) => !matches!(signature.algorithm(), Algorithm::Other(_)),
        _ => false,
    }
}
