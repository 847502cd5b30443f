//! Why the program could not do what it was asked: the disk, the port, the usage.
//!
//! Only for the edges. Content that is wrong is a finding, never an error.

use crate::lang::{Say, Tongue};
use crate::say;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What could not be done, with what, why, and what to do next.
#[derive(Debug)]
pub struct Error {
    /// What could not be done: `cannot read the handbook's folder`.
    pub what: Say,
    /// The file or folder concerned.
    pub path: Option<PathBuf>,
    /// What the system answered.
    pub cause: Option<io::Error>,
    /// The next step.
    pub help: Option<Say>,
}

impl Error {
    /// Something that could not be done; the sentence has no final full stop.
    pub fn new(what: Say) -> Error {
        Error { what, path: None, cause: None, help: None }
    }

    /// With the file or folder concerned.
    pub fn path(mut self, path: impl AsRef<Path>) -> Error {
        self.path = Some(path.as_ref().to_path_buf());
        self
    }

    /// With what the system answered.
    pub fn cause(mut self, cause: io::Error) -> Error {
        self.cause = Some(cause);
        self
    }

    /// With the next step.
    pub fn help(mut self, help: Say) -> Error {
        self.help = Some(help);
        self
    }

    /// The whole message in a tongue: one line for what went wrong, a second one for the next step.
    pub fn in_tongue(&self, tongue: Tongue) -> String {
        let colon = match tongue {
            Tongue::En => ": ",
            Tongue::Fr => "\u{a0}: ",
        };
        let mut text = self.what.in_tongue(tongue).to_owned();
        if let Some(path) = &self.path {
            text.push_str(colon);
            text.push_str(&path.display().to_string());
        }
        if let Some(cause) = &self.cause {
            text.push_str(colon);
            text.push_str(in_words(cause).in_tongue(tongue));
        }
        if let Some(help) = &self.help {
            text.push('\n');
            text.push_str(help.in_tongue(tongue));
        }
        text
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_tongue(Tongue::En))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.as_ref().map(|cause| cause as _)
    }
}

/// The system's answer in plain words; what has no words of ours is passed on as the system says it.
pub fn in_words(cause: &io::Error) -> Say {
    use io::ErrorKind::*;
    match cause.kind() {
        NotFound => say!("it is not there (any more)", "il n’y est pas (ou plus)"),
        PermissionDenied => say!("this account may not do that", "ce compte n’en a pas le droit"),
        AlreadyExists => say!("it is there already", "il y est déjà"),
        NotADirectory => say!("it is not a folder", "ce n’est pas un dossier"),
        IsADirectory => say!("it is a folder", "c’est un dossier"),
        StorageFull => say!("the disk is full", "le disque est plein"),
        ReadOnlyFilesystem => say!("the disk is read-only", "le disque est en lecture seule"),
        AddrInUse => say!("the port is taken", "le port est déjà pris"),
        TimedOut => say!("it took too long", "l’attente a été trop longue"),
        _ => say!("{cause}", "{cause}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_where_why_and_what_next_in_both_tongues() {
        let error = Error::new(say!("cannot read the folder", "impossible de lire le dossier"))
            .path("/nowhere")
            .cause(io::Error::from(io::ErrorKind::NotFound))
            .help(say!("Check the path.", "Vérifiez le chemin."));
        assert_eq!(error.to_string(), "cannot read the folder: /nowhere: it is not there (any more)\nCheck the path.");
        assert_eq!(
            error.in_tongue(Tongue::Fr),
            "impossible de lire le dossier\u{a0}: /nowhere\u{a0}: il n’y est pas (ou plus)\nVérifiez le chemin."
        );
    }
}
