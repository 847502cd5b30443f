//! The whole way in a few lines: load → parse → resolve → assess, findings beside values. The site and its publishing
//! start from what this gives.

use crate::assess::{self, Assessment};
use crate::date::Date;
use crate::error::Error;
use crate::finding::policy::{self, Judged};
use crate::finding::{Checked, Finding};
use crate::model::Handbook;
use crate::parse;
use crate::resolve;
use crate::source::{self, LoadOptions, Sources};
use std::path::Path;
use std::sync::Arc;

/// A handbook as read, before any day is known.
pub struct Reading {
    /// Its files.
    pub sources: Arc<Sources>,
    /// What they mean.
    pub handbook: Handbook,
    /// What was found on the way.
    pub findings: Vec<Finding>,
}

/// Reads a handbook from the disk.
pub fn read(root: &Path, options: &LoadOptions) -> Result<Reading, Error> {
    Ok(understand(source::load(root, options)?))
}

/// What was understood at an earlier reading of the same handbook, so that it is not understood again.
#[derive(Default)]
pub struct Memory {
    things: parse::Memory,
    archive: resolve::Memory,
}

/// Makes a handbook of files already loaded.
pub fn understand(loaded: Checked<Sources>) -> Reading {
    let Checked { value, findings } = loaded;
    understand_again(Checked { value: Arc::new(value), findings }, &mut Memory::default())
}

/// The same; files that are what they were when `memory` was made are not understood again. The handbook is the same as
/// without it.
pub fn understand_again(loaded: Checked<Arc<Sources>>, memory: &mut Memory) -> Reading {
    let Checked { value: sources, mut findings } = loaded;
    let Checked { value: draft, findings: parsed } = parse::parse_again(&sources, &mut memory.things);
    let Checked { value: handbook, findings: resolved } = resolve::resolve_again(&sources, draft, &mut memory.archive);
    findings.extend(parsed);
    findings.extend(resolved);
    Reading { sources, handbook, findings }
}

impl Reading {
    /// What is true on a day, and all findings with their levels.
    pub fn on(&self, as_of: Date) -> (Assessment, Judged) {
        let Checked { value, findings } = assess::assess(&self.handbook, as_of);
        let all = self.findings.iter().cloned().chain(findings).collect();
        (value, policy::apply(all, &self.handbook.config.policy, as_of))
    }
}
