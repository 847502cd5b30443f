//! Signing an event with the person's own key, by calling `ssh-keygen`, so that agents and hardware keys work.
//!
//! Knows OpenSSH's programs and where signatures lie; verifying is `signature`'s. A signature that would not count is
//! never put into the archive.

// This file is an edge: it calls ssh-keygen and writes its signatures.
#![allow(clippy::disallowed_methods)]

use super::digest::Digest;
use super::fault::SealFault;
use super::place::{self, Step};
use super::read::SUMS_NEW;
use super::signature::{self, NAMESPACE, Verdict, Wrong};
use super::signers::noon;
use super::{Archive, SealedEvent};
use crate::finding::Finding;
use crate::lang::Say;
use crate::say;
use ssh_key::{PublicKey, SshSig};
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What came of signing.
#[derive(Clone, Debug)]
pub struct Signed {
    /// The signature's file, below the archive's folder.
    pub path: String,
    /// The key's fingerprint, or its kind when this program cannot check it.
    pub key: String,
    /// Whether the signature was there already.
    pub already: bool,
    /// The digest of the new `SHA256SUMS`.
    pub sums: Digest,
}

/// Signs an event of a document with a person's key and lists the signature in `SHA256SUMS`.
///
/// `archive` is as it was just read from `folder`. `key`: a private key's file, or the public one of a key in an agent;
/// without it the agent's first key that `allowed_signers` gives the person, else one of OpenSSH's default files.
pub fn sign(
    folder: &Path,
    archive: &Archive,
    sealed: &SealedEvent,
    person: &str,
    email: &str,
    key: Option<&Path>,
    hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<Signed, SealFault> {
    let event = format!("{}/{}", sealed.event.document, sealed.event.file_name());
    let path = format!("{event}.{person}.sig");
    let place = folder.join(&event);
    let bytes = place::read_if_there(&place)?.unwrap_or_default();
    if Digest::of(&bytes) != sealed.digest {
        return Err(SealFault::new(
            say!(
                "{event} changed while this command was running",
                "{event} a changé pendant que cette commande s’exécutait"
            ),
            say!("Run `handbook verify`.", "Lancez `handbook verify`."),
        ));
    }
    let verify = |signature: &[u8]| signature::verify(&bytes, signature, email, sealed.event.date, &archive.signers);
    let (signature, already) = match place::read_if_there(&folder.join(&path))? {
        Some(signature) => (signature, true),
        None => {
            let chosen = match key {
                Some(key) => Key::File(key.to_owned()),
                None => choose(archive, sealed, person, email)?,
            };
            (call(OsStr::new("ssh-keygen"), &chosen, &place)?, false)
        }
    };
    let key = match verify(&signature) {
        Verdict::Valid { key } => key,
        Verdict::Unsupported { algorithm } => algorithm,
        Verdict::Wrong(wrong) => return Err(refused(person, email, &signature, &wrong)),
    };
    place::whole(folder, &path, &signature, hook)?;
    let mut lines = archive.unlisted.clone();
    lines.insert(path.clone(), Digest::of(&signature));
    let sums = place::add_lines(folder, archive.sums, &lines, hook)?;
    Ok(Signed { path, key, already, sums })
}

/// Of what was found in the archive, everything but what an interrupted signing by this person left: see
/// [`super::SealPlan::unexplained`].
pub fn unexplained<'f>(sealed: &SealedEvent, person: &str, findings: &'f [Finding]) -> Vec<&'f Finding> {
    let event = &*sealed.path;
    let folder = event.rsplitn(3, '/').nth(2).unwrap_or_default();
    let own = [format!("{event}.{person}.sig.new"), format!("{folder}/{SUMS_NEW}")];
    findings.iter().filter(|finding| !own.iter().any(|path| **path == *finding.place.path)).collect()
}

/// The key to sign with.
enum Key {
    /// In a file.
    File(PathBuf),
    /// In the agent: its public side, in a file that goes away with this value.
    Agent(tempfile::NamedTempFile),
}

/// Chooses a key where none was named.
fn choose(archive: &Archive, sealed: &SealedEvent, person: &str, email: &str) -> Result<Key, SealFault> {
    let at = noon(sealed.event.date);
    let allowed = |key: &PublicKey| {
        key.to_bytes().is_ok_and(|bytes| archive.signers.may_sign(email, NAMESPACE, &bytes, at).is_ok())
    };
    let listed = Command::new("ssh-add").arg("-L").stdin(Stdio::null()).stderr(Stdio::null()).output();
    let listed = listed.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    let own = listed.lines().find(|line| PublicKey::from_openssh(line).as_ref().is_ok_and(allowed));
    if let Some(line) = own {
        let written = tempfile::NamedTempFile::new().and_then(|mut file| writeln!(file, "{line}").map(|()| file));
        return written.map(Key::Agent).map_err(|e| SealFault::disk(&std::env::temp_dir(), &e));
    }
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let names = ["id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk", "id_rsa"];
    let files = home.iter().flat_map(|home| names.map(|name| home.join(".ssh").join(name)));
    let readable =
        |file: &PathBuf| PublicKey::read_openssh_file(&file.with_extension("pub")).as_ref().is_ok_and(allowed);
    files.into_iter().find(readable).map(Key::File).ok_or_else(|| {
        SealFault::new(
            say!(
                "no key was found that allowed_signers gives to {person} ({email}): neither in the SSH agent nor among ~/.ssh/id_*",
                "aucune clé qu’allowed_signers attribue à {person} ({email}) n’a été trouvée, ni dans l’agent SSH ni parmi ~/.ssh/id_*"
            ),
            say!(
                "Name the key’s file after --sign, or load it with `ssh-add`; a new key is made with `ssh-keygen -t ed25519`, and the \
                 line {email} namespaces=\"{NAMESPACE}\" KEY goes into allowed_signers.",
                "Nommez le fichier de la clé après --sign, ou chargez-la avec `ssh-add`\u{a0}; une nouvelle clé se fait avec \
                 `ssh-keygen -t ed25519`, et la ligne {email} namespaces=\"{NAMESPACE}\" CLÉ va dans allowed_signers."
            ),
        )
    })
}

/// Calls `ssh-keygen -Y sign` on a file and returns the signature. What it tells the person (a passphrase, a touch of the
/// hardware key) goes on to the terminal.
fn call(program: &OsStr, key: &Key, file: &Path) -> Result<Vec<u8>, SealFault> {
    let key = match key {
        Key::File(path) => path.as_path(),
        Key::Agent(file) => file.path(),
    };
    let input = File::open(file).map_err(|e| SealFault::disk(file, &e))?;
    let name = program.to_string_lossy();
    let mut child = Command::new(program)
        .args(["-q", "-Y", "sign", "-n", NAMESPACE, "-f"])
        .arg(key)
        .stdin(input)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| {
            SealFault::new(
                say!("{name} could not be started: {e}", "{name} n’a pu être lancé\u{a0}: {e}"),
                say!(
                    "Install OpenSSH 8.9 or newer (it brings ssh-keygen), or leave out --sign: the seal holds without a signature, and \
                     `handbook sign` adds it later.",
                    "Installez OpenSSH 8.9 ou plus récent (ssh-keygen en fait partie), ou omettez --sign\u{a0}: le sceau tient sans \
                     signature, et `handbook sign` l’ajoute plus tard."
                ),
            )
        })?;
    // A signature is far smaller than a pipe's buffer, so that reading one pipe after the other cannot block.
    let mut said = Vec::new();
    if let Some(mut pipe) = child.stderr.take() {
        let mut part = [0; 512];
        while let Ok(read @ 1..) = pipe.read(&mut part) {
            said.extend_from_slice(&part[..read]);
            // The person must see a prompt at once; that a terminal is gone is no reason to stop.
            let _ = io::stderr().write_all(&part[..read]);
        }
    }
    let output = child.wait_with_output().map_err(|e| SealFault::disk(file, &e))?;
    if output.status.success() && !output.stdout.is_empty() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&said);
    let said = said.trim();
    let key = key.display();
    let help = if said.contains("No private key found") || said.contains("agent") {
        say!(
            "The private half of {key} is not at hand: load it with `ssh-add`, plug in the hardware key, or name the private key’s file.",
            "La moitié privée de {key} n’est pas à portée\u{a0}: chargez-la avec `ssh-add`, branchez la clé matérielle, ou nommez le \
             fichier de la clé privée."
        )
    } else if said.contains("No such file") {
        say!(
            "There is no key in {key}: name the file of your private key, such as ~/.ssh/id_ed25519.",
            "Il n’y a pas de clé dans {key}\u{a0}: nommez le fichier de votre clé privée, par exemple ~/.ssh/id_ed25519."
        )
    } else if said.contains("passphrase") {
        say!(
            "The passphrase was not right: try again, or load the key with `ssh-add` first.",
            "La phrase de passe n’était pas la bonne\u{a0}: recommencez, ou chargez d’abord la clé avec `ssh-add`."
        )
    } else {
        say!(
            "Check that {key} is a key that `ssh-keygen -l -f` can read. The seal holds without a signature; `handbook sign` adds it later.",
            "Vérifiez que `ssh-keygen -l -f` sait lire {key}. Le sceau tient sans signature\u{a0}; `handbook sign` l’ajoute plus tard."
        )
    };
    Err(SealFault::new(say!("ssh-keygen did not sign: {said}", "ssh-keygen n’a pas signé\u{a0}: {said}"), help))
}

/// A signature that would not count: why, and what to do about it.
fn refused(person: &str, email: &str, signature: &[u8], wrong: &Wrong) -> SealFault {
    let Say { en, fr } = wrong.says();
    let says = Say { en: format!("the signature of {person} {en}"), fr: format!("la signature de {person} {fr}") };
    let key = SshSig::from_pem(signature).map(|sig| PublicKey::from(sig.public_key().clone()));
    match (wrong, key.and_then(|key| key.to_openssh())) {
        (Wrong::Unlisted(_), Ok(key)) => SealFault::new(
            says,
            say!(
                "If the key is theirs, add this line to content/archive/allowed_signers and sign again: {email} \
                 namespaces=\"{NAMESPACE}\" {key}",
                "Si la clé est la sienne, ajoutez cette ligne à content/archive/allowed_signers et signez de nouveau\u{a0}: {email} \
                 namespaces=\"{NAMESPACE}\" {key}"
            ),
        ),
        _ => SealFault::new(says, wrong.help()),
    }
}
