//! The evidence pack: one ZIP with everything an auditor needs offline, and a script that checks it without this program.
//!
//! Always the same bytes for the same handbook and day. Made file by file, so that memory stays that of one page.

mod readme;
mod sample;

use crate::archive::{self, Digest};
use crate::lang::Say;
use crate::model::Handbook;
use crate::say;
use crate::site::exports::Export;
use crate::site::{Made, Site};
use crate::source::{Body, Sources};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Read, Seek, Write};
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// What is asked of the pack.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// How many documents are picked for sampling; none picks none.
    pub sample: Option<usize>,
    /// The word that decides which.
    pub seed: String,
}

/// The script with which an outsider checks the pack.
const VERIFY: &str = include_str!("verify.sh");

/// Pages made at once: enough for all cores, few enough to hold in memory.
const AT_ONCE: usize = 64;

/// What lies at a path of the pack.
enum Part {
    /// Something of the site, by its path there.
    Site(String),
    /// A file of the handbook, by its path from the root.
    File(Arc<str>),
    /// Bytes made here.
    Bytes(Vec<u8>),
}

/// Writes the pack. The site is one whose links name `index.html`, so that its pages open from the folder.
pub fn write<W: Write + Seek>(site: &Site<'_>, generator: &str, asked: &Asked, to: W) -> Result<W, Say> {
    let mut pack = Pack { zip: ZipWriter::new(to), sums: String::new() };
    let parts: Vec<(String, Part)> = parts(site, generator, asked).into_iter().collect();
    for some in parts.chunks(AT_ONCE) {
        let made: Vec<Result<Option<Vec<u8>>, Say>> = some.par_iter().map(|(_, part)| bytes(site, part)).collect();
        for ((path, part), made) in some.iter().zip(made) {
            match (made?, part) {
                (Some(bytes), _) => pack.add(path, &mut bytes.as_slice()).map_err(|error| disk(path, &error))?,
                (None, Part::File(source)) => {
                    let mut file = site.sources.open(source).map_err(|error| disk(source, &error))?;
                    pack.add(path, &mut file).map_err(|error| disk(path, &error))?;
                }
                (None, _) => {}
            }
        }
    }
    let sums = std::mem::take(&mut pack.sums);
    pack.add("SHA256SUMS", &mut sums.as_bytes()).map_err(|error| disk("SHA256SUMS", &error))?;
    pack.zip.finish().map_err(|error| disk("evidence-pack.zip", &error.into()))
}

fn disk(path: &str, error: &io::Error) -> Say {
    say!("{path} cannot be packed: {error}", "{path} ne peut être emballé\u{a0}: {error}")
}

/// The bytes of a part; none for a file that is to be copied from the disk.
fn bytes(site: &Site<'_>, part: &Part) -> Result<Option<Vec<u8>>, Say> {
    let source = match part {
        Part::Bytes(bytes) => return Ok(Some(bytes.clone())),
        Part::File(source) => source.clone(),
        Part::Site(path) => match site.make(path) {
            Some(Ok(Made::Bytes(bytes))) => return Ok(Some(bytes)),
            Some(Ok(Made::Source(source))) => source,
            Some(Err(fault)) => return Err(Say { en: fault.to_string(), fr: fault.to_string() }),
            None => return Ok(Some(Vec::new())),
        },
    };
    match site.sources.files.get(&source).map(|file| &file.body) {
        Some(Body::Blob { .. }) if matches!(part, Part::File(_)) => Ok(None),
        _ => site.sources.read_bytes(&source).map(Some).map_err(|error| disk(&source, &error)),
    }
}

/// Everything in the pack but its own list, by path.
fn parts(site: &Site<'_>, generator: &str, asked: &Asked) -> BTreeMap<String, Part> {
    let (handbook, sources) = (site.handbook, site.sources);
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let mut put = |path: String, part: Part| drop(parts.insert(path, part));
    for path in site.routes().keys() {
        put(format!("site/{path}"), Part::Site(path.clone()));
    }
    for export in Export::all(site).iter().filter(|export| export.is_data()) {
        let path = export.path(site);
        put(format!("data/{}", path.trim_start_matches("api/")), Part::Site(path));
    }
    let archive = format!("{}/", archive::folder(sources));
    for path in below(sources, &archive) {
        put(format!("archive/{}", &path[archive.len()..]), Part::File(path.clone()));
    }
    let acknowledgements = sources.content_path("acknowledgements/");
    for path in below(sources, &acknowledgements).filter(|path| path.ends_with(".csv")) {
        put(format!("acknowledgements/{}", &path[acknowledgements.len()..]), Part::File(path.clone()));
    }
    let content = sources.content_path("");
    for path in evidence(handbook, sources) {
        put(format!("evidence/{}", path.strip_prefix(&content).unwrap_or(&path)), Part::File(path.clone()));
    }
    put("signers.tsv".to_string(), Part::Bytes(signers(handbook).into_bytes()));
    put("verify.sh".to_string(), Part::Bytes(VERIFY.as_bytes().to_vec()));
    let sample = asked.sample.map(|count| sample::pick(site, count, &asked.seed));
    if let Some(picked) = &sample {
        put("sample.md".to_string(), Part::Bytes(sample::trail(site, picked, &asked.seed).into_bytes()));
    }
    put("README.md".to_string(), Part::Bytes(readme::text(site, generator, sample.is_some()).into_bytes()));
    parts
}

/// The handbook's files below a folder, whose path ends with a slash.
fn below<'a>(sources: &'a Sources, folder: &'a str) -> impl Iterator<Item = &'a Arc<str>> {
    let from: Arc<str> = Arc::from(folder);
    sources.files.range(from..).map(|(path, _)| path).take_while(move |path| path.starts_with(folder))
}

/// Files that records name as proof, the tables of indicators and of matrices.
fn evidence(handbook: &Handbook, sources: &Sources) -> BTreeSet<Arc<str>> {
    let mut paths: BTreeSet<String> = BTreeSet::new();
    for record in handbook.leadership.records.iter() {
        let folder = record.sheet.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        paths.extend(record.files.iter().map(|file| joined(folder, &file.path)));
    }
    paths.extend(
        handbook.leadership.indicators.iter().filter_map(|indicator| Some(indicator.table.as_ref()?.to_string())),
    );
    let matrices = handbook.documents.iter().filter_map(|document| document.working.as_ref());
    let languages = &handbook.config.languages;
    let tables = matrices.flat_map(|working| crate::resolve::matrix::files(sources, working, languages));
    let known = paths.iter().filter_map(|path| sources.files.get_key_value(path.as_str()));
    known.map(|(path, _)| path.clone()).chain(tables).collect()
}

/// A path from a folder, `..` taken out.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The addresses by which `allowed_signers` knows the people who signed: one a line, after a tab.
fn signers(handbook: &Handbook) -> String {
    let mut known: BTreeMap<&str, &str> = BTreeMap::new();
    for trail in handbook.documents.iter().filter_map(|document| document.trail.as_ref()) {
        for signature in trail.sealed.iter().flat_map(|sealed| &sealed.signatures) {
            known.extend(signature.principal.as_ref().map(|email| (signature.person.as_str(), email.as_str())));
        }
    }
    known.iter().fold(String::new(), |mut list, (person, email)| {
        let _ = writeln!(list, "{person}\t{email}");
        list
    })
}

/// The ZIP being written, with the list of what is in it.
struct Pack<W: Write + Seek> {
    zip: ZipWriter<W>,
    sums: String,
}

impl<W: Write + Seek> Pack<W> {
    fn add(&mut self, path: &str, from: &mut impl Read) -> io::Result<()> {
        let permissions = if path == "verify.sh" { 0o755 } else { 0o644 };
        // The same time on every file and machine: the first that a ZIP can hold.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default())
            .unix_permissions(permissions);
        self.zip.start_file(path, options)?;
        let mut hashed = Hashed { from, hasher: sha2::Sha256::default() };
        io::copy(&mut hashed, &mut self.zip)?;
        if path != "SHA256SUMS" {
            let digest: [u8; 32] = sha2::Digest::finalize(hashed.hasher).into();
            let _ = writeln!(self.sums, "{}  {path}", Digest::from(digest));
        }
        Ok(())
    }
}

/// A reader whose bytes are digested on their way.
struct Hashed<'r, R> {
    from: &'r mut R,
    hasher: sha2::Sha256,
}

impl<R: Read> Read for Hashed<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        sha2::Digest::update(&mut self.hasher, &buffer[..read]);
        Ok(read)
    }
}
