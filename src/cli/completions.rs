//! `handbook completions`: shell completions from the same definition as the commands.

use super::DONE;
use super::args::{Arguments, Completions};
use super::output;
use crate::error::Error;
use clap::CommandFactory;

/// Prints the completions of a shell.
pub fn run(asked: &Completions) -> Result<u8, Error> {
    let mut bytes = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "handbook", &mut bytes);
    output::print(&bytes)?;
    Ok(DONE)
}
