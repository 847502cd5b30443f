//! The handbook's files as text: the only reader of content.
//!
//! Knows files, lines, YAML and front matter; knows no kinds of documents and no rules of approval.

mod explain;
mod faults;
pub mod front;
pub mod git;
pub mod lines;
mod load;
pub mod locate;
mod outline;
mod scan;
mod sources;
mod walk;
pub mod yaml;

pub use load::{LoadOptions, load, load_config, reload};
pub use sources::{Body, File, Sources};
