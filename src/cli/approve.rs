//! `handbook approve`: records an approval; the one that completes the rule seals the version.

use super::acts::{self, Request};
use super::args::Approve;
use super::desk::Desk;
use crate::act::approve::{self, approve};
use crate::error::Error;

/// Approves a document.
pub fn run(desk: &Desk, asked: &Approve) -> Result<u8, Error> {
    let request = Request { by: &asked.by, signing: &asked.signing, dry_run: asked.dry_run };
    let wanted = approve::Approve { id: &asked.id, actor: asked.by.actor(), effective: asked.effective };
    acts::run(desk, &request, &|office| approve(office, &wanted))
}
