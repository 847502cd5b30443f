//! Making every file of the site, by all threads, each written and forgotten before the next.
//!
//! Knows the staging folder and the publication; not where the site will stand.

use super::manifest::Entry;
use super::staging::Staging;
use super::{Error, Faults, Made, Options, Publication, Step, cannot_write, compress, names};
use crate::say;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// All that writing one site needs.
pub(super) struct Job<'a> {
    pub staging: &'a Staging,
    /// The folder that the site will be, for messages.
    pub out: &'a Path,
    pub publication: &'a dyn Publication,
    pub options: &'a Options<'a>,
    pub faults: Faults<'a>,
}

impl Job<'_> {
    /// Makes and writes the files of these paths, after those of `before`; gives what was written, in the order of the
    /// paths' bytes.
    ///
    /// Of several failures the one of the first path is reported, whatever the number of threads.
    pub(super) fn run(&self, paths: &[String], before: &[String]) -> Result<Vec<Entry>, Error> {
        let (known, folders) = (names::folders(before), names::folders(paths));
        let new = folders.difference(&known).copied();
        self.staging.create_folders(new).map_err(|cause| cannot_write(self.out, cause))?;
        let written = Mutex::new(Vec::with_capacity(paths.len()));
        let done = AtomicUsize::new(0);
        let failure = paths.par_iter().find_map_first(|path| {
            match self.one(path, paths).and_then(|entries| Ok((entries, self.whole(paths)?))) {
                Err(error) => return Some(error),
                Ok((entries, whole)) => {
                    written.lock().unwrap_or_else(PoisonError::into_inner).extend(entries.into_iter().chain(whole));
                }
            }
            if let Some(progress) = self.options.progress {
                progress(done.fetch_add(1, Ordering::Relaxed) + 1, paths.len());
            }
            None
        });
        if let Some(error) = failure {
            return Err(error);
        }
        let mut written = written.into_inner().unwrap_or_else(PoisonError::into_inner);
        written.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(written)
    }

    /// One file and its compressed copies.
    fn one(&self, path: &str, paths: &[String]) -> Result<Vec<Entry>, Error> {
        let made = self.publication.make(path).map_err(|why| {
            Error::new(say!("cannot make `{path}`: {why}", "impossible de produire `{path}`\u{a0}: {why}")).help(say!(
                "What was published before is untouched. Correct the cause and build again.",
                "Ce qui était publié est intact. Corrigez la cause et relancez la génération."
            ))
        })?;
        self.put(path, &made, paths)
    }

    /// The files that became whole meanwhile, and their compressed copies.
    fn whole(&self, paths: &[String]) -> Result<Vec<Entry>, Error> {
        let mut entries = Vec::new();
        for (path, bytes) in self.publication.whole() {
            let path = names::checked(vec![path])?.concat();
            let folders = names::folders(std::slice::from_ref(&path));
            self.staging.create_folders(folders).map_err(|cause| cannot_write(self.out, cause))?;
            entries.extend(self.put(&path, &Made::Bytes(bytes), paths)?);
        }
        Ok(entries)
    }

    fn put(&self, path: &str, made: &Made, paths: &[String]) -> Result<Vec<Entry>, Error> {
        let refused = |path: &str, cause| cannot_write(&self.out.join(path), cause);
        let mut sink = self.create(path).map_err(|cause| refused(path, cause))?;
        match made {
            Made::Bytes(bytes) => sink.write_all(bytes).map_err(|cause| refused(path, cause))?,
            Made::Copy { source, bytes } => copy(source, *bytes, &mut sink, |cause| refused(path, cause))?,
        }
        let mut entries = vec![sink.finish(path)];
        if self.options.precompress && compress::is_worthwhile(path, entries[0].bytes) {
            for encoding in compress::Encoding::ALL {
                let name = format!("{path}.{}", encoding.suffix());
                if paths.binary_search(&name).is_err() {
                    let copy = self.compressed(encoding, &name, path, made, entries[0].bytes);
                    entries.extend(copy.map_err(|cause| refused(&name, cause))?);
                }
            }
        }
        Ok(entries)
    }

    /// The compressed copy of a file just written, unless it turned out no smaller.
    fn compressed(
        &self,
        encoding: compress::Encoding,
        name: &str,
        path: &str,
        made: &Made,
        bytes: u64,
    ) -> io::Result<Option<Entry>> {
        let mut sink = self.create(name)?;
        match made {
            Made::Bytes(made) => encoding.compress(&mut made.as_slice(), bytes, &mut sink)?,
            // The copy just written and not its source, which may have changed since.
            Made::Copy { .. } => {
                encoding.compress(&mut File::open(self.staging.path().join(path))?, bytes, &mut sink)?;
            }
        }
        let entry = sink.finish(name);
        if entry.bytes >= bytes {
            fs::remove_file(self.staging.path().join(name))?;
            return Ok(None);
        }
        Ok(Some(entry))
    }

    fn create(&self, path: &str) -> io::Result<Sink> {
        (self.faults)(Step::Write(path))?;
        self.staging.create_file(path)
    }
}

/// Copies a file a piece at a time, and makes sure that it still has the size it had when the handbook was read.
fn copy(source: &Path, bytes: u64, sink: &mut Sink, refused: impl Fn(io::Error) -> Error) -> Result<(), Error> {
    let unreadable = |cause| {
        Error::new(say!(
            "cannot read a file that the site needs",
            "impossible de lire un fichier dont le site a besoin"
        ))
        .path(source)
        .cause(cause)
        .help(say!(
            "What was published before is untouched. Put the file right and build again.",
            "Ce qui était publié est intact. Rétablissez le fichier et relancez la génération."
        ))
    };
    // Opening a pipe would wait for ever.
    if !fs::metadata(source).map_err(unreadable)?.is_file() {
        return Err(unreadable(io::Error::from(io::ErrorKind::InvalidInput)));
    }
    let mut from = File::open(source).map_err(unreadable)?.take(bytes.saturating_add(1));
    let mut piece = vec![0; 64 << 10];
    loop {
        match from.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => sink.write_all(&piece[..read]).map_err(&refused)?,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(unreadable(cause)),
        }
    }
    if sink.bytes == bytes {
        return Ok(());
    }
    Err(Error::new(say!(
        "a file changed while the site was being built",
        "un fichier a changé pendant la génération du site"
    ))
    .path(source)
    .help(say!("Build again.", "Relancez la génération.")))
}

/// A file of the site while it is written: digest and size grow with it.
pub(super) struct Sink {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Sink {
    /// Creates the file, readable by all; `masked` when the system does not give the permissions asked for.
    pub(super) fn create(path: &Path, masked: bool) -> io::Result<Sink> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o644);
        let file = options.open(path)?;
        #[cfg(unix)]
        if masked {
            file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644))?;
        }
        #[cfg(not(unix))]
        let _ = masked;
        Ok(Sink { file, hash: Sha256::new(), bytes: 0 })
    }

    /// What was written, under its path in the site.
    pub(super) fn finish(self, path: &str) -> Entry {
        Entry { path: path.to_owned(), sha256: self.hash.finalize().into(), bytes: self.bytes }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}
