//! `handbook export`: one of the site's files for machines, with the bytes that the site publishes; a list by name that the
//! site does not carry; or the evidence pack.

use super::args::Export as Asked;
use super::desk::Desk;
use super::{DONE, FAILED, FOUND, build, output};
use crate::error::Error;
use crate::finding::Level;
use crate::pack;
use crate::say;
use crate::site::address::LinkStyle;
use crate::site::exports::{self, Export};
use crate::site::{Options, Route, Site};
use std::io::{self, Seek};
use std::path::{Path, PathBuf};

/// The name of the evidence pack, which is no file of the site.
const PACK: &str = "evidence-pack.zip";

/// Writes one export.
pub fn run(desk: &Desk, asked: &Asked) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(FAILED);
    }
    let rank = opened.rank(asked.classification.as_deref())?;
    let opened = opened.at_level(rank);
    let theme = match build::theme(&opened) {
        Ok(theme) => theme,
        Err(judged) => {
            opened.tell(desk, &opened.report(&judged), Level::Error);
            return Ok(FOUND);
        }
    };
    let reading = &opened.reading;
    let wanted = asked.format.trim_start_matches('/');
    let links = if wanted == PACK { LinkStyle::File } else { LinkStyle::Pretty };
    let options = Options { links, ..Options::default() };
    let findings = Box::new(|| opened.published_findings());
    let site = Site::new(&reading.handbook, &opened.assessment, &reading.sources, &theme, findings, options);
    if wanted == PACK {
        return evidence(&site, asked);
    }
    let public = site.routes().iter().filter_map(|(path, route)| match route {
        Route::Export(export) => Some((path.clone(), export.clone())),
        _ => None,
    });
    let private = Export::PRIVATE.into_iter().map(|export| (export.path(&site), export));
    let all: Vec<(String, Export)> = public.chain(private).collect();
    let named = |(path, _): &&(String, Export)| path == wanted || path.strip_prefix("api/") == Some(wanted);
    let Some((_, export)) = all.iter().find(named) else {
        let names = all.iter().map(|(path, _)| path.trim_start_matches("api/"));
        let list = names.filter(|name| !name.starts_with("schema/")).chain([PACK]).collect::<Vec<_>>().join(", ");
        return Err(Error::new(say!("there is no export `{wanted}`", "l’export `{wanted}` n’existe pas"))
            .help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")));
    };
    let bytes = exports::make(&site, export).unwrap_or_default();
    match &asked.out {
        None => output::print(&bytes)?,
        Some(file) => write(file, &bytes)?,
    }
    Ok(DONE)
}

#[allow(clippy::disallowed_methods)] // The command line is an edge.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    std::fs::write(path, bytes).map_err(|cause| unwritten(path, cause))
}

fn unwritten(path: &Path, cause: io::Error) -> Error {
    Error::new(say!("cannot write the file", "impossible d’écrire le fichier")).path(path).cause(cause)
}

/// The evidence pack, made in a file beside its place, so that there is a whole one or none.
fn evidence(site: &Site<'_>, asked: &Asked) -> Result<u8, Error> {
    let what = pack::Asked { sample: asked.sample, seed: asked.seed.clone() };
    let folder = match asked.out.as_deref().and_then(Path::parent) {
        Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
        Some(parent) => parent.to_path_buf(),
        None => std::env::temp_dir(),
    };
    let staged = tempfile::Builder::new().prefix(".evidence-pack-").tempfile_in(&folder);
    let mut staged = staged.map_err(|cause| unwritten(&folder, cause))?;
    pack::write(site, build::GENERATOR, &what, io::BufWriter::new(staged.as_file_mut()))
        .map_err(Error::new)?
        .into_inner()
        .map_err(|error| unwritten(&folder, error.into_error()))?;
    match &asked.out {
        Some(out) => {
            readable(staged.as_file()).map_err(|cause| unwritten(out, cause))?;
            staged.persist(out).map_err(|error| unwritten(out, error.error))?;
        }
        None => {
            staged.as_file_mut().rewind().map_err(|cause| unwritten(&folder, cause))?;
            output::copy(staged.as_file_mut())?;
        }
    }
    Ok(DONE)
}

/// A temporary file is its owner's alone; what is handed out is as readable as any file of the handbook.
#[cfg(unix)]
fn readable(file: &std::fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

/// Other systems have no such bits.
#[cfg(not(unix))]
fn readable(_: &std::fs::File) -> io::Result<()> {
    Ok(())
}
