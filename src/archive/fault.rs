//! Why a sealing could not be done: what stood in the way and the next step.
//!
//! The error type of the archive's edges, where disks and other programs fail.

use crate::lang::{Say, Tongue};
use crate::say;
use std::fmt;
use std::path::Path;

/// Why nothing, or not everything, was written. Nothing that was there is lost.
#[derive(Clone, PartialEq, Debug)]
pub struct SealFault {
    /// What stood in the way.
    pub says: Say,
    /// The next step.
    pub help: Say,
}

impl SealFault {
    pub(super) fn new(says: Say, help: Say) -> SealFault {
        SealFault { says, help }
    }

    /// A failure of the disk at a path.
    pub(super) fn disk(path: &Path, e: &std::io::Error) -> SealFault {
        let path = path.display();
        SealFault::new(
            say!("{path} could not be written: {e}", "{path} n’a pu être écrit\u{a0}: {e}"),
            say!(
                "Put the disk or the rights in order and run the same command again: it completes what was begun.",
                "Réglez le problème de disque ou de droits et relancez la même commande\u{a0}: elle achève ce qui était commencé."
            ),
        )
    }
}

impl fmt::Display for SealFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.says.in_tongue(Tongue::En), self.help.in_tongue(Tongue::En))
    }
}

impl std::error::Error for SealFault {}
