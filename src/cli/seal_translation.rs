//! `handbook seal-translation`: seals a translation finished after its version was.

use super::acts::{self, Request};
use super::args::SealTranslation;
use super::desk::Desk;
use crate::act::translate::{Translation, translate};
use crate::error::Error;

/// Seals a translation.
pub fn run(desk: &Desk, asked: &SealTranslation) -> Result<u8, Error> {
    let request = Request { by: &asked.by, signing: &asked.signing, dry_run: false };
    let wanted = Translation { id: &asked.id, language: asked.language, actor: asked.by.actor() };
    acts::run(desk, &request, &|office| translate(office, &wanted))
}
