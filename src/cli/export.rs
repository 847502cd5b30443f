//! `handbook export`: one of the site's files for machines, with the bytes that the site publishes.

use super::args::Export as Asked;
use super::desk::Desk;
use super::{DONE, FAILED, build, output};
use crate::error::Error;
use crate::say;
use crate::site::{Made, Options, Route, Site};

/// Writes one export.
pub fn run(desk: &Desk, asked: &Asked) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), crate::finding::Level::Error);
        return Ok(FAILED);
    }
    let theme = match build::theme(&opened) {
        Ok(theme) => theme,
        Err(judged) => {
            opened.tell(desk, &opened.report(&judged), crate::finding::Level::Error);
            return Ok(super::FOUND);
        }
    };
    let reading = &opened.reading;
    let site = Site::new(&reading.handbook, &opened.assessment, &reading.sources, &theme, Options::default());
    let is_export = |path: &&String| matches!(site.routes()[*path], Route::Export(_));
    let wanted = asked.format.trim_start_matches('/');
    let named = |path: &&String| path.as_str() == wanted || path.strip_prefix("api/") == Some(wanted);
    let Some(path) = site.routes().keys().filter(is_export).find(named).cloned() else {
        let all: Vec<&str> =
            site.routes().keys().filter(is_export).map(|path| path.trim_start_matches("api/")).collect();
        let list = all.join(", ");
        return Err(Error::new(say!("there is no export `{wanted}`", "l’export `{wanted}` n’existe pas"))
            .help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")));
    };
    let bytes = match site.make(&path) {
        Some(Ok(Made::Bytes(bytes))) => bytes,
        _ => Vec::new(),
    };
    match &asked.out {
        None => output::print(&bytes)?,
        Some(file) => write(file, &bytes)?,
    }
    Ok(DONE)
}

#[allow(clippy::disallowed_methods)] // The command line is an edge.
fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|cause| {
        Error::new(say!("cannot write the file", "impossible d’écrire le fichier")).path(path).cause(cause)
    })
}
