//! Printing: a reader who stops reading (a closed pipe) is no error.

use crate::error::Error;
use crate::lang::Tongue;
use crate::say;
use std::io::{self, IsTerminal, Write};

/// Writes to standard output. A closed pipe ends the writing in silence.
pub fn print(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(say!("cannot write to standard output", "impossible d’écrire sur la sortie standard"))
                .cause(cause))
        }
        _ => Ok(()),
    }
}

/// Copies to standard output, piece by piece.
pub fn copy(from: &mut impl io::Read) -> Result<(), Error> {
    let mut piece = vec![0; 64 << 10];
    loop {
        match from.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(read) => print(&piece[..read])?,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => {
                return Err(
                    Error::new(say!("cannot read the file made", "impossible de lire le fichier produit")).cause(cause)
                );
            }
        }
    }
}

/// Writes to standard error; when that fails nobody can be told.
pub fn tell(text: &str) {
    let mut out = io::stderr().lock();
    let _ = out.write_all(text.as_bytes());
    let _ = out.flush();
}

/// Says why a command could not run.
pub fn complain(error: &Error, tongue: Tongue) {
    tell(&format!("handbook: {}\n", error.in_tongue(tongue)));
}

/// Whether standard output is a terminal that shows colours.
pub fn colour_out(no_color: bool) -> bool {
    !no_color && io::stdout().is_terminal()
}

/// Whether standard error is a terminal that shows colours.
pub fn colour_err(no_color: bool) -> bool {
    !no_color && io::stderr().is_terminal()
}

/// Whether somebody watches standard error.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}
