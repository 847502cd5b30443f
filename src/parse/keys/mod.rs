//! Every key that a handbook may use, once: its form, whether it must be there, and what it is for.

pub mod config;
pub mod document;
pub mod leadership;
pub mod organisation;

use super::shape::{Key, Shape};
use crate::finding::catalogue::Words;
use crate::model::Kind;

/// An optional key.
pub(crate) const fn may(
    name: &'static str,
    shape: Shape,
    example: &'static str,
    en: &'static str,
    fr: &'static str,
) -> Key {
    Key { name, shape, required: false, doc: Words { en, fr }, example }
}

/// A required key.
pub(crate) const fn must(
    name: &'static str,
    shape: Shape,
    example: &'static str,
    en: &'static str,
    fr: &'static str,
) -> Key {
    Key { name, shape, required: true, doc: Words { en, fr }, example }
}

/// The keys of a main file of this kind.
pub fn of(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Matrix => document::MATRIX,
        kind if kind.is_controlled() => document::CONTROLLED,
        Kind::Role => organisation::ROLE,
        Kind::Commitment => leadership::COMMITMENT,
        Kind::Record => leadership::RECORD,
        Kind::Objective => leadership::OBJECTIVE,
        Kind::Indicator => leadership::INDICATOR,
        Kind::Exception => leadership::EXCEPTION,
        _ => document::PAGE,
    }
}
