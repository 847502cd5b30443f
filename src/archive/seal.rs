//! Sealing: writing a plan into the archive so that a crash at any moment leaves something that can be told and completed.
//!
//! Knows files and their order: texts, then the event, then `SHA256SUMS`. Nothing is ever deleted or overwritten but that
//! list; whether the plan may be carried out was asked before.

use super::digest::Digest;
use super::event::is_id;
use super::fault::SealFault;
use super::place::{self, Step};
use super::plan::SealPlan;
use super::read::{self, Desk};
use crate::finding::Finding;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;

/// What was written.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The event's file, below the archive's folder.
    pub event: String,
    /// Every file that is now sealed by it, the event's own last; below the archive's folder.
    pub paths: Vec<String>,
    /// The digest of the new `SHA256SUMS`.
    pub sums: Digest,
}

/// Carries out a plan in the archive's folder. `hook` is called before each step; its error stops there, as a crash would.
///
/// What an interrupted run of the same plan has written already is accepted; other bytes in a file's place are an error.
pub fn seal(
    archive: &Path,
    plan: &SealPlan,
    hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<Sealed, SealFault> {
    let mut lines = plan.adopted.clone();
    let mut paths = Vec::new();
    for (path, bytes) in plan.files() {
        place::whole(archive, &path, &bytes, hook)?;
        lines.insert(path.clone(), Digest::of(&bytes));
        paths.push(path);
    }
    let sums = place::add_lines(archive, plan.sums, &lines, hook)?;
    Ok(Sealed { event: plan.event_path(), paths, sums })
}

/// What came of writing `SHA256SUMS` anew.
#[derive(Clone, Debug)]
pub enum Rebuilt {
    /// It was written; its digest.
    Written(Digest),
    /// It was left alone, because of these errors that no list can cure.
    Refused(Vec<Finding>),
}

/// Writes `SHA256SUMS` anew when every event, text and signature is sound, as after a merge of two branches.
///
/// What the old list still says is held against the files: a file that it names and that is gone, or that nothing else
/// vouches for and has other bytes, is a reason to refuse.
pub fn rebuild_sums(
    sources: &Sources,
    emails: &BTreeMap<String, String>,
    hook: &mut dyn FnMut(Step<'_>) -> io::Result<()>,
) -> Result<Rebuilt, SealFault> {
    let (_, faults) = read::examine(sources, emails);
    let grave: Vec<Finding> =
        faults.into_iter().filter(|fault| fault.is_error() && !fault.rebuild).map(|fault| fault.finding).collect();
    if !grave.is_empty() {
        return Ok(Rebuilt::Refused(grave));
    }
    let desk = Desk::lay(sources, emails);
    let sealed = desk.files.keys().filter(|path| path.split_once('/').is_some_and(|(folder, _)| is_id(folder)));
    let lines = sealed.filter_map(|path| Some(((*path).to_owned(), desk.digest(path)?))).collect();
    let archive = sources.root.join(read::folder(sources));
    place::replace_sums(&archive, &lines, hook).map(Rebuilt::Written)
}
