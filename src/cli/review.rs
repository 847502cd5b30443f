//! `handbook review`: records a review of a sealed document.

use super::acts::{self, Request};
use super::args::Review;
use super::desk::Desk;
use crate::act::review::{self, review};
use crate::error::Error;

/// Records a review.
pub fn run(desk: &Desk, asked: &Review) -> Result<u8, Error> {
    let request = Request { by: &asked.by, signing: &asked.signing, dry_run: false };
    let wanted =
        review::Review { id: &asked.id, actor: asked.by.actor(), outcome: asked.outcome, note: asked.note.as_deref() };
    acts::run(desk, &request, &|office| review(office, &wanted))
}
