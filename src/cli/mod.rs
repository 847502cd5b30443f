//! The command line: what was typed, what was meant, and one file a command.
//!
//! An edge: it may print, and it calls the rooms that touch the disk. It decides exit codes and nothing about content.

mod acts;
mod approve;
mod args;
mod build;
mod changes;
mod check;
mod completions;
mod desk;
mod diff;
mod duties;
mod explain;
mod export;
mod handout;
mod init;
mod new;
mod output;
mod retire;
mod review;
mod schema;
mod seal_translation;
mod serve;
mod sign;
mod starter;
mod status;
mod unchanged;
mod verify;

use crate::date::Date;
use crate::error::Error;
use crate::lang::Tongue;
use args::{Arguments, Command};
use clap::Parser;
use desk::Desk;
use std::ffi::OsString;
use std::path::PathBuf;

/// Done.
pub const DONE: u8 = 0;
/// There are findings at or above the level asked for.
pub const FOUND: u8 = 1;
/// It could not be done: usage, disk, unreadable configuration.
pub const FAILED: u8 = 2;

/// What the program finds around it; `main` fills it in.
#[derive(Clone, Debug)]
pub struct Surroundings {
    /// Today in the local time zone, asked anew by what lives past midnight.
    pub today: fn() -> Date,
    /// `SOURCE_DATE_EPOCH`.
    pub epoch: Option<String>,
    /// Whether `NO_COLOR` is set.
    pub no_color: bool,
    /// The user's folder for what may be forgotten; none where there is none.
    pub cache: Option<PathBuf>,
}

/// Runs one command and answers its exit code.
pub fn run(arguments: Vec<OsString>, surroundings: &Surroundings) -> u8 {
    let typed = match Arguments::try_parse_from(arguments) {
        Ok(typed) => typed,
        Err(error) => {
            let _ = error.print();
            return if error.use_stderr() { FAILED } else { DONE };
        }
    };
    let tongue = typed.global.tongue();
    match dispatch(typed, surroundings) {
        Ok(code) => code,
        Err(error) => {
            output::complain(&error, tongue.unwrap_or_default());
            FAILED
        }
    }
}

fn dispatch(typed: Arguments, surroundings: &Surroundings) -> Result<u8, Error> {
    let desk = Desk::new(typed.global, surroundings)?;
    match typed.command {
        Command::Init(asked) => init::run(&desk, &asked),
        Command::New(asked) => new::run(&desk, &asked),
        Command::Build(asked) => build::run(&desk, &asked),
        Command::Serve(asked) => serve::run(&desk, &asked),
        Command::Check(asked) => check::run(&desk, &asked),
        Command::Explain(asked) => explain::run(&desk, &asked),
        Command::Status(asked) => status::run(&desk, &asked),
        Command::Duties(asked) => duties::run(&desk, &asked),
        Command::Changes(asked) => changes::run(&desk, &asked),
        Command::Export(asked) => export::run(&desk, &asked),
        Command::Approve(asked) => approve::run(&desk, &asked),
        Command::Sign(asked) => sign::run(&desk, &asked),
        Command::SealTranslation(asked) => seal_translation::run(&desk, &asked),
        Command::Review(asked) => review::run(&desk, &asked),
        Command::Retire(asked) => retire::run(&desk, &asked),
        Command::Diff(asked) => diff::run(&desk, &asked),
        Command::Verify(asked) => verify::run(&desk, &asked),
        Command::Schema(asked) => schema::run(&desk, &asked),
        Command::Man => completions::manual(),
        Command::Completions(asked) => completions::run(&asked),
    }
}

/// The tongue of messages: asked for, else the handbook's first language when it is one of ours, else English.
pub fn tongue(asked: Option<Tongue>, first: crate::lang::Lang) -> Tongue {
    asked.unwrap_or_else(|| Tongue::of(first))
}
