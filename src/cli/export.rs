//! `handbook export`: one of the site's files for machines, with the bytes that the site publishes; a list by name that the
//! site does not carry; or the evidence pack.

use super::args::Export as Asked;
use super::desk::Desk;
use super::handout::{hand_out, unwritten};
use super::{DONE, FAILED, FOUND, build, output};
use crate::error::Error;
use crate::finding::Level;
use crate::pack;
use crate::publish::{self, MANIFEST};
use crate::say;
use crate::site::address::LinkStyle;
use crate::site::exports::{self, Export};
use crate::site::{Options, Route, Site};
use std::io::{self, Write};
use std::path::Path;

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
    if asked.sample.is_some() {
        return Err(Error::new(say!("`--sample` is for `{PACK}` alone", "`--sample` ne vaut que pour `{PACK}`")));
    }
    if wanted == MANIFEST {
        let bytes =
            publish::manifest(&site, build::GENERATOR).map_err(|fault| Error::new(say!("{fault}", "{fault}")))?;
        return put(asked, &bytes);
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
        let list =
            names.filter(|name| !name.starts_with("schema/")).chain([MANIFEST, PACK]).collect::<Vec<_>>().join(", ");
        return Err(Error::new(say!("there is no export `{wanted}`", "l’export `{wanted}` n’existe pas"))
            .help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")));
    };
    let bytes = exports::make(&site, export).unwrap_or_default();
    put(asked, &bytes)
}

fn put(asked: &Asked, bytes: &[u8]) -> Result<u8, Error> {
    match &asked.out {
        None => output::print(bytes)?,
        Some(out) => hand_out(Some(out), |file| file.write_all(bytes).map_err(|cause| unwritten(out, cause)))?,
    }
    Ok(DONE)
}

/// The evidence pack, page by page, so that memory stays that of one.
fn evidence(site: &Site<'_>, asked: &Asked) -> Result<u8, Error> {
    let what = pack::Asked { sample: asked.sample, seed: asked.seed.clone() };
    hand_out(asked.out.as_deref(), |file| {
        let written = pack::write(site, build::GENERATOR, &what, io::BufWriter::new(file)).map_err(Error::new)?;
        written.into_inner().map(drop).map_err(|error| unwritten(Path::new(PACK), error.into_error()))
    })?;
    Ok(DONE)
}
