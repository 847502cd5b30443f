//! The shell commands with which anyone checks a document's seals without this program.
//!
//! Knows coreutils and OpenSSH as people type them; runs nothing itself. All commands are run from `content/archive`.

use super::signature::NAMESPACE;
use super::{SealedEvent, Trail};
use crate::version::Version;

/// The commands that check a document: first the digests of all its files, then each signature, judged at 12:00 UTC of
/// its event's day. With a version, the signatures are those of that version's events only.
pub fn audit_commands(trail: &Trail, version: Option<&Version>) -> Vec<AuditCommand> {
    let digests = format!("grep -F {} SHA256SUMS | sha256sum -c --strict -", quote(&format!("  {}/", trail.id)));
    let about = |sealed: &&SealedEvent| version.is_none_or(|version| sealed.event.version == *version);
    let signatures = trail.sealed.iter().filter(about).flat_map(signatures);
    std::iter::once(AuditCommand { signer: None, line: digests }).chain(signatures).collect()
}

/// One command line and whose signature it checks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuditCommand {
    /// The person whose signature it checks; none for the digests.
    pub signer: Option<String>,
    /// The line to type.
    pub line: String,
}

/// The commands that check an event's signatures, for the people who have an email.
fn signatures(sealed: &SealedEvent) -> impl Iterator<Item = AuditCommand> {
    let event = format!("{}/{}", sealed.event.document, sealed.event.file_name());
    let (year, month, day) = sealed.event.date.parts();
    sealed.signatures.iter().filter_map(move |signature| {
        let email = quote(signature.principal.as_ref()?);
        let person = &signature.person;
        let line = format!(
            "ssh-keygen -Y verify -f allowed_signers -I {email} -n {NAMESPACE} -s {} -Overify-time={year:04}{month:02}{day:02}120000Z < {}",
            quote(&format!("{event}.{person}.sig")),
            quote(&event),
        );
        Some(AuditCommand { signer: Some(person.clone()), line })
    })
}

/// A text as one word of a shell command.
fn quote(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"@%+=:,./_-".contains(&b);
    if !text.is_empty() && !text.starts_with('-') && text.bytes().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn words_survive_the_shell() {
        for (text, word) in [
            ("POL-001/0001-approved-1.0.json", "POL-001/0001-approved-1.0.json"),
            ("o'brien@x", r"'o'\''brien@x'"),
            ("$(id)@x", "'$(id)@x'"),
            ("", "''"),
            ("-x", "'-x'"),
        ] {
            assert_eq!(quote(text), word);
        }
    }
}
