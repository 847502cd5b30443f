//! The manifest of a site that is not published: for the preview, and for whoever asks for that file alone.
//!
//! Knows the site as a table of files; writes nothing.

use super::Stamp;
use super::manifest::manifest_of;
use crate::site::{Made, Site};

/// `manifest.json` as publishing this site would write it. It needs every file's digest, so every file is made.
pub fn manifest(site: &Site<'_>, generator: &str) -> Result<Vec<u8>, String> {
    let stamp =
        Stamp { generator: generator.to_owned(), as_of: site.assessment.as_of, archive: site.handbook.archive.clone() };
    let make = |path: &str| match site.make(path) {
        Some(Ok(Made::Bytes(bytes))) => Ok(bytes),
        Some(Ok(Made::Source(source))) => site.sources.read_bytes(&source).map_err(|error| error.to_string()),
        Some(Err(fault)) => Err(fault.to_string()),
        None => Err(path.to_string()),
    };
    manifest_of(site.paths(), &make, &stamp)
}
