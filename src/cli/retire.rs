//! `handbook retire`: ends a document.

use super::acts::{self, Request};
use super::args::Retire;
use super::desk::Desk;
use crate::act::retire::{self, retire};
use crate::error::Error;

/// Retires a document.
pub fn run(desk: &Desk, asked: &Retire) -> Result<u8, Error> {
    let request = Request { by: &asked.by, signing: &asked.signing, dry_run: false };
    let wanted = retire::Retire {
        id: &asked.id,
        actor: asked.by.actor(),
        reason: &asked.reason,
        replaced_by: asked.replaced_by.as_deref(),
    };
    acts::run(desk, &request, &|office| retire(office, &wanted))
}
