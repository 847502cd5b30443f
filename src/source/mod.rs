//! The handbook's files as text: the only reader of content.
//!
//! Knows files, lines, YAML and front matter; knows no kinds of documents and no rules of approval.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// All files of a handbook, by path from the root with `/`, in byte order.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The folder's own path, for reading blobs later and for messages.
    pub root: PathBuf,
    /// The folder of the content from the root: `content`, or empty for a folder of plain Markdown without one.
    pub content: String,
    /// The files.
    pub files: BTreeMap<Arc<str>, File>,
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
}

/// What a file holds, as far as it was read.
#[derive(Clone, Debug)]
pub enum Body {
    /// UTF-8 text (Markdown, YAML, CSV, JSON, templates), exactly as in the file, byte-order mark included.
    Text(Arc<str>),
    /// A file of the archive that is not UTF-8: kept, because its digest counts.
    Bytes(Arc<[u8]>),
    /// Anything else, left on the disk: images, evidence files, and what is over a limit.
    Blob {
        /// Bytes.
        size: u64,
    },
}
