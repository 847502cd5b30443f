//! A handbook's files as a commit of version control has them, read by calling `git`: nothing is checked out.
//!
//! Decides like `load` what is text and what stays unread; the rest of the program cannot tell the two apart.

use super::load::{Keep, keep};
use super::sources::{Body, File, Sources};
use crate::error::Error;
use crate::say;
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

/// The files of a commit, and its full name.
pub struct Commit {
    /// The commit's name, in hexadecimal.
    pub name: String,
    /// The handbook's files as it has them.
    pub sources: Sources,
}

/// Reads the files of the commit that a reference names (a branch, a tag, `HEAD~3`), below the handbook's folder.
pub fn at_commit(root: &Path, reference: &str) -> Result<Commit, Error> {
    if reference.is_empty() || reference.starts_with('-') {
        return Err(unknown(reference));
    }
    answer(root, &["rev-parse", "--is-inside-work-tree"])?.ok_or_else(|| no_repository(root))?;
    let wanted = format!("{reference}^{{commit}}");
    let name = answer(root, &["rev-parse", "--verify", "--quiet", &wanted])?.ok_or_else(|| unknown(reference))?;
    let name = String::from_utf8_lossy(&name).trim().to_string();
    let listed = answer(root, &["ls-tree", "-r", "-l", "-z", &name])?.ok_or_else(|| unknown(reference))?;
    let entries: Vec<Entry> = listed.split(|byte| *byte == 0).filter_map(entry).collect();
    let content = if entries.iter().any(|entry| entry.path.starts_with("content/")) { "content" } else { "" };
    let archive = if content.is_empty() { "archive/".to_string() } else { format!("{content}/archive/") };
    let belongs = |path: &str| {
        let visible = path.split('/').all(|part| !part.starts_with('.'));
        let of_handbook = path == "site-config.yaml" || path.starts_with("templates/") || path.starts_with("content/");
        visible && (content.is_empty() || of_handbook)
    };
    let mut files: BTreeMap<Arc<str>, File> = BTreeMap::new();
    let mut wanted: Vec<(Entry, bool)> = Vec::new();
    for entry in entries.into_iter().filter(|entry| belongs(&entry.path)) {
        let archived = entry.path.starts_with(&archive);
        match keep(&entry.path, archived) {
            Keep::Text { limit, .. } | Keep::Archived { limit } if entry.size <= limit => {
                wanted.push((entry, archived))
            }
            _ => {
                let path: Arc<str> = Arc::from(entry.path.as_str());
                files.insert(path.clone(), File::new(path, Body::Blob { size: entry.size }));
            }
        }
    }
    for ((entry, archived), bytes) in wanted.iter().zip(blobs(root, &wanted)?) {
        let path: Arc<str> = Arc::from(entry.path.as_str());
        let body = match String::from_utf8(bytes) {
            Ok(text) => Body::Text(Arc::from(text)),
            Err(error) if *archived => Body::Bytes(Arc::from(error.into_bytes())),
            Err(error) => Body::Blob { size: error.as_bytes().len() as u64 },
        };
        files.insert(path.clone(), File::new(path, body));
    }
    let (root, content) = (root.to_path_buf(), content.to_string());
    Ok(Commit { name, sources: Sources { root, content, files, folders: Vec::new() } })
}

/// A file of a commit.
struct Entry {
    object: String,
    size: u64,
    path: String,
}

/// `100644 blob OBJECT SIZE<tab>PATH`; links and modules are none of ours.
fn entry(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line).ok()?;
    let (facts, path) = line.split_once('\t')?;
    let mut facts = facts.split_whitespace();
    let (mode, sort) = (facts.next()?, facts.next()?);
    let object = facts.next()?.to_string();
    let size = facts.next()?.parse().ok()?;
    (mode.starts_with("100") && sort == "blob").then(|| Entry { object, size, path: path.to_string() })
}

/// What `git` prints; none when it answers that it cannot.
fn answer(root: &Path, arguments: &[&str]) -> Result<Option<Vec<u8>>, Error> {
    let output = git(root).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().map_err(no_git)?;
    Ok(output.status.success().then_some(output.stdout))
}

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root).env("GIT_OPTIONAL_LOCKS", "0").env("LC_ALL", "C");
    command
}

/// The bytes of files, in their order.
fn blobs(root: &Path, wanted: &[(Entry, bool)]) -> Result<Vec<Vec<u8>>, Error> {
    let mut child = git(root)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(no_git)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let read = std::thread::scope(|scope| {
        // Asked on a thread of its own: git answers while it is still being asked.
        scope.spawn(move || {
            let mut stdin = stdin;
            for (entry, _) in wanted {
                let Some(stdin) = &mut stdin else { return };
                if writeln!(stdin, "{}", entry.object).is_err() {
                    return;
                }
            }
        });
        let mut answers = io::BufReader::new(stdout.ok_or_else(|| io::Error::from(io::ErrorKind::BrokenPipe))?);
        wanted.iter().map(|(entry, _)| blob(&mut answers, entry)).collect::<io::Result<Vec<Vec<u8>>>>()
    });
    let _ = child.wait();
    read.map_err(|cause| {
        Error::new(say!("git did not give all files of the commit", "git n’a pas donné tous les fichiers du commit"))
            .path(root)
            .cause(cause)
    })
}

/// One answer: a line `OBJECT blob SIZE`, the bytes, an end of line.
fn blob(answers: &mut impl io::BufRead, entry: &Entry) -> io::Result<Vec<u8>> {
    let mut line = String::new();
    answers.read_line(&mut line)?;
    let size = line.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok());
    let size = size.filter(|size| *size == entry.size).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
    let mut bytes = Vec::new();
    answers.take(size).read_to_end(&mut bytes)?;
    let mut end = [0];
    answers.read_exact(&mut end)?;
    if bytes.len() as u64 == size { Ok(bytes) } else { Err(io::Error::from(io::ErrorKind::UnexpectedEof)) }
}

fn no_git(cause: io::Error) -> Error {
    Error::new(say!("git is not there to be asked", "git n’est pas là pour répondre")).cause(cause).help(say!(
        "Install git, or give a day instead of a commit: `--since 2026-01-31`.",
        "Installez git, ou donnez un jour au lieu d’un commit\u{a0}: `--since 2026-01-31`."
    ))
}

fn no_repository(root: &Path) -> Error {
    Error::new(say!("this folder is not under version control by git", "ce dossier n’est pas sous la gestion de git"))
        .path(root)
        .help(say!(
            "Give a day instead of a commit: `--since 2026-01-31`.",
            "Donnez un jour au lieu d’un commit\u{a0}: `--since 2026-01-31`."
        ))
}

fn unknown(reference: &str) -> Error {
    Error::new(say!("git knows no commit `{reference}`", "git ne connaît aucun commit `{reference}`")).help(say!(
        "Write a branch, a tag or a commit, such as `main` or `HEAD~1`, or a day such as 2026-01-31. In a pipeline, fetch enough history.",
        "Écrivez une branche, une étiquette ou un commit, comme `main` ou `HEAD~1`, ou un jour comme 2026-01-31. Dans un pipeline, \
         récupérez assez d’historique."
    ))
}
