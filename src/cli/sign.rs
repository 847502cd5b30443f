//! `handbook sign`: adds a signature to a document's latest event.

use super::acts;
use super::args::Sign;
use super::desk::Desk;
use crate::error::Error;

/// Signs.
pub fn run(desk: &Desk, asked: &Sign) -> Result<u8, Error> {
    acts::add_signature(desk, &asked.id, &asked.person, asked.key.as_deref())
}
