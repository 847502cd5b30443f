//! Putting one file where somebody asked for it: whole or not at all, and never in the place of what is no file.

// The command line is an edge.
#![allow(clippy::disallowed_methods)]

use super::output;
use crate::error::Error;
use crate::say;
use std::fs::{self, File};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};

/// Makes a file and puts it at `out`, or writes it to standard output.
///
/// A regular file is replaced in one step, keeping its permissions. What is there and is none (a device, a named pipe) is written
/// into and stays what it is.
pub fn hand_out(out: Option<&Path>, make: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<(), Error> {
    let Some(out) = out else {
        return output::copy(&mut made_aside(make)?);
    };
    // A link stays a link: what it leads to is meant.
    let place = fs::canonicalize(out).unwrap_or_else(|_| out.to_path_buf());
    let refused = |cause| unwritten(out, cause);
    let there = fs::metadata(&place).ok();
    if there.as_ref().is_some_and(|there| !there.is_file()) {
        let mut sink = File::options().write(true).open(&place).map_err(refused)?;
        return match io::copy(&mut made_aside(make)?, &mut sink) {
            Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => Err(refused(cause)),
            _ => Ok(()), // who stops reading has read enough
        };
    }
    let folder = match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let mut staged = tempfile::Builder::new();
    staged.prefix(".handbook-");
    readable(&mut staged);
    let mut staged = staged.tempfile_in(folder).map_err(refused)?;
    if let Some(there) = there {
        staged.as_file().set_permissions(there.permissions()).map_err(refused)?;
    }
    make(staged.as_file_mut())?;
    staged.as_file_mut().flush().map_err(refused)?;
    staged.persist(&place).map(drop).map_err(|error| refused(error.error))
}

/// A file without a name that holds what was made, ready to be read.
fn made_aside(make: impl FnOnce(&mut File) -> Result<(), Error>) -> Result<File, Error> {
    let refused = |cause| unwritten(&std::env::temp_dir(), cause);
    let mut file = tempfile::tempfile().map_err(refused)?;
    make(&mut file)?;
    file.rewind().map_err(refused)?;
    Ok(file)
}

/// The file could not be written.
pub fn unwritten(path: &Path, cause: io::Error) -> Error {
    Error::new(say!("cannot write the file", "impossible d’écrire le fichier")).path(path).cause(cause)
}

/// A temporary file is its owner's alone; what is handed out is as readable as any new file.
#[cfg(unix)]
fn readable(staged: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    staged.permissions(std::fs::Permissions::from_mode(0o666));
}

/// Other systems have no such bits.
#[cfg(not(unix))]
fn readable(_: &mut tempfile::Builder<'_, '_>) {}
