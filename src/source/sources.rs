//! The files of a handbook in memory, and the way to the bytes that were left on the disk.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

/// All files of a handbook, by path from the root with `/`, in byte order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder's own path, for reading blobs later and for messages.
    pub root: PathBuf,
    /// The folder of the content from the root: `content`, or empty for a folder of plain Markdown without one.
    pub content: String,
    /// The files.
    pub files: BTreeMap<Arc<str>, File>,
    /// The folders that were looked into, by path from the root; the root itself is the empty path. Who watches a handbook
    /// watches these.
    pub folders: Vec<Arc<str>>,
}

/// One file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path from the root, with `/`.
    pub path: Arc<str>,
    /// What is in it.
    pub body: Body,
    /// Whether it was reached through a symbolic link (inside the root; links out of it are not followed).
    pub linked: bool,
    /// What the disk said of it when it was read; none for files that were never on a disk.
    pub(super) stamp: Option<Stamp>,
}

/// What a file holds, as far as it was read.
#[derive(Clone, Debug)]
pub enum Body {
    /// UTF-8 text (Markdown, YAML, CSV, JSON, templates), exactly as in the file, byte-order mark included.
    Text(Arc<str>),
    /// A file of the archive that is not UTF-8: kept, because its digest counts.
    Bytes(Arc<[u8]>),
    /// A sealed text of which no more than its SHA-256 was asked for (see [`super::LoadOptions`]).
    Sealed([u8; 32]),
    /// Anything else, left on the disk: images, evidence files, and what is over a limit.
    Blob {
        /// Bytes.
        size: u64,
    },
}

/// What tells a file apart from an earlier state of itself without reading it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Stamp {
    pub(super) length: u64,
    pub(super) modified: Option<SystemTime>,
    /// When anything about the file last changed, in nanoseconds; nobody can set it back. Zero where there is no such thing.
    pub(super) changed: i128,
    pub(super) node: u64,
}

impl Stamp {
    pub(super) fn of(metadata: &fs::Metadata) -> Stamp {
        #[cfg(unix)]
        let (changed, node) = {
            use std::os::unix::fs::MetadataExt;
            (i128::from(metadata.ctime()) * 1_000_000_000 + i128::from(metadata.ctime_nsec()), metadata.ino())
        };
        #[cfg(not(unix))]
        let (changed, node) = (0, 0);
        Stamp { length: metadata.len(), modified: metadata.modified().ok(), changed, node }
    }
}

impl File {
    /// A file that is on no disk, or of which no disk's stamp is known.
    pub fn new(path: Arc<str>, body: Body) -> File {
        File { path, body, linked: false, stamp: None }
    }

    /// Whether this is the same file as in an earlier state of the handbook. Texts that did not change are shared by
    /// [`super::reload`]; of what stays on the disk the disk's stamp decides.
    pub fn is_same(&self, earlier: &File) -> bool {
        let same_body = match (&self.body, &earlier.body) {
            (Body::Text(now), Body::Text(then)) => Arc::ptr_eq(now, then) || now == then,
            (Body::Bytes(now), Body::Bytes(then)) => now == then,
            (Body::Sealed(now), Body::Sealed(then)) => now == then,
            (Body::Blob { .. }, Body::Blob { .. }) => self.stamp == earlier.stamp,
            _ => false,
        };
        same_body && self.linked == earlier.linked
    }
}

impl Sources {
    /// Files that are on no disk, for tests: paths from the root and texts. The content is in `content` when any path is.
    pub fn from_texts(files: &[(&str, &str)]) -> Sources {
        let content = if files.iter().any(|(path, _)| path.starts_with("content/")) { "content" } else { "" };
        let files = files.iter().map(|(path, text)| {
            let path: Arc<str> = Arc::from(*path);
            let file = File { path: path.clone(), body: Body::Text(Arc::from(*text)), linked: false, stamp: None };
            (path, file)
        });
        Sources { root: PathBuf::new(), content: content.to_owned(), files: files.collect(), folders: Vec::new() }
    }

    /// The text of a file; none where there is no such file or it is no text.
    pub fn text(&self, path: &str) -> Option<&Arc<str>> {
        match &self.files.get(path)?.body {
            Body::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The path from the root of something in the content: `people.yaml` → `content/people.yaml`.
    pub fn content_path(&self, rel: &str) -> String {
        if self.content.is_empty() { rel.to_owned() } else { format!("{}/{rel}", self.content) }
    }

    /// The content's files with their paths within it. Where the root is the content, the configuration
    /// and the theme's overrides are left out.
    pub fn content_files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.values().filter_map(|file| {
            let rel = match self.content.as_str() {
                "" if *file.path == *"site-config.yaml" || file.path.starts_with("templates/") => return None,
                "" => &*file.path,
                content => file.path.strip_prefix(content)?.strip_prefix('/')?,
            };
            Some((rel, file))
        })
    }

    /// The theme's overrides with their paths within `templates/`.
    pub fn template_files(&self) -> impl Iterator<Item = (&str, &File)> {
        self.files.values().filter_map(|file| Some((file.path.strip_prefix("templates/")?, file)))
    }

    /// The SHA-256 of a file's bytes; a blob is read from the disk in pieces.
    pub fn digest(&self, path: &str) -> io::Result<[u8; 32]> {
        let mut hasher = Sha256::new();
        match &self.file(path)?.body {
            Body::Text(text) => hasher.update(text.as_bytes()),
            Body::Bytes(bytes) => hasher.update(bytes),
            Body::Sealed(digest) => return Ok(*digest),
            Body::Blob { .. } => {
                let mut file = self.open(path)?;
                let mut piece = vec![0; 64 << 10];
                loop {
                    match file.read(&mut piece) {
                        Ok(0) => break,
                        Ok(read) => hasher.update(&piece[..read]),
                        Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                        Err(error) => return Err(error),
                    }
                }
            }
        }
        Ok(hasher.finalize().into())
    }

    /// All bytes of a file; a blob is read from the disk. Big ones are better read through [`Sources::open`].
    pub fn read_bytes(&self, path: &str) -> io::Result<Vec<u8>> {
        match &self.file(path)?.body {
            Body::Text(text) => Ok(text.as_bytes().to_vec()),
            Body::Bytes(bytes) => Ok(bytes.to_vec()),
            Body::Sealed(_) | Body::Blob { .. } => {
                let mut bytes = Vec::new();
                self.open(path)?.read_to_end(&mut bytes)?;
                Ok(bytes)
            }
        }
    }

    /// The file on the disk, for reading. What has since become a link out of the root, or no file, is refused.
    #[allow(clippy::disallowed_methods)] // This room reads content.
    pub fn open(&self, path: &str) -> io::Result<fs::File> {
        self.file(path)?;
        let real = self.root.join(path).canonicalize()?;
        if !real.starts_with(self.root.canonicalize()?) || !fs::metadata(&real)?.is_file() {
            return Err(io::Error::from(io::ErrorKind::PermissionDenied));
        }
        fs::File::open(real)
    }

    fn file(&self, path: &str) -> io::Result<&File> {
        self.files.get(path).ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_within_the_content_and_the_theme() {
        let prepared =
            ["content/a.md", "content/policies/b.md", "contents/c.md", "site-config.yaml", "templates/p.html"];
        let plain = ["a.md", "archive/x", "site-config.yaml", "sub/site-config.yaml", "templates/p.html"];
        let cases: [(&[&str], &[&str]); 2] =
            [(&prepared, &["a.md", "policies/b.md"]), (&plain, &["a.md", "archive/x", "sub/site-config.yaml"])];
        for (files, expected) in cases {
            let files: Vec<(&str, &str)> = files.iter().map(|path| (*path, "")).collect();
            let sources = Sources::from_texts(&files);
            let content: Vec<&str> = sources.content_files().map(|(rel, _)| rel).collect();
            assert_eq!(content, expected);
            for rel in content {
                assert!(sources.text(&sources.content_path(rel)).is_some(), "{rel}");
            }
            assert_eq!(sources.template_files().map(|(rel, _)| rel).collect::<Vec<_>>(), ["p.html"]);
        }
    }

    #[test]
    fn digests_are_those_of_the_bytes() {
        let mut sources = Sources::from_texts(&[("a.md", "abc")]);
        let bytes = File::new(Arc::from("b"), Body::Bytes(Arc::from(&b"abc"[..])));
        sources.files.insert(Arc::from("b"), bytes);
        // FIPS 180-2, appendix B.1.
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        for path in ["a.md", "b"] {
            let digest: String = sources.digest(path).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digest, expected);
            assert_eq!(sources.read_bytes(path).unwrap(), b"abc");
        }
        assert_eq!(sources.digest("c").unwrap_err().kind(), io::ErrorKind::NotFound);
        assert!(sources.text("b").is_none());
    }
}
