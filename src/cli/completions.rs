//! `handbook completions` and `handbook man`: what a shell and `man` need, from the same definition as the commands.

use super::DONE;
use super::args::{Arguments, Completions};
use super::output;
use crate::error::Error;
use crate::say;
use clap::CommandFactory;

/// Prints the completions of a shell.
pub fn run(asked: &Completions) -> Result<u8, Error> {
    let mut bytes = Vec::new();
    clap_complete::generate(asked.shell, &mut Arguments::command(), "handbook", &mut bytes);
    output::print(&bytes)?;
    Ok(DONE)
}

/// Prints the manual: one page with every command.
pub fn manual() -> Result<u8, Error> {
    let mut bytes = Vec::new();
    page(Arguments::command(), &mut bytes).map_err(|cause| {
        Error::new(say!("cannot write the manual page", "impossible d’écrire la page de manuel")).cause(cause)
    })?;
    output::print(&bytes)?;
    Ok(DONE)
}

/// What no definition of the commands says.
const OUTCOME: &str = r#".SH "EXIT STATUS"
.TP
0
Done.
.TP
1
There are findings at or above \fB\-\-fail\-on\fR, or what was to be verified does not agree. A site published before is untouched.
.TP
2
It could not run: usage, disk, unreadable configuration. A site published before is untouched.
.SH ENVIRONMENT
.TP
SOURCE_DATE_EPOCH
The day to speak of, in seconds since 1970, where \fB\-\-as\-of\fR is not given.
.TP
NO_COLOR
When set, messages have no colour.
"#;

fn page(mut command: clap::Command, to: &mut Vec<u8>) -> std::io::Result<()> {
    command.build();
    let manual = clap_mangen::Man::new(command.clone());
    manual.render_title(to)?;
    manual.render_name_section(to)?;
    manual.render_synopsis_section(to)?;
    manual.render_description_section(to)?;
    manual.render_options_section(to)?;
    let own = |sub: &&clap::Command| !sub.is_hide_set() && sub.get_name() != "help";
    for sub in command.get_subcommands().filter(own) {
        use std::io::Write;
        let manual = clap_mangen::Man::new(sub.clone());
        writeln!(to, ".SH \"{}\"", sub.get_name().to_uppercase())?;
        let mut part = Vec::new();
        manual.render_synopsis_section(&mut part)?;
        manual.render_description_section(&mut part)?;
        manual.render_options_section(&mut part)?;
        manual.render_extra_section(&mut part)?;
        // Sections of a command's own page are parts of its section here.
        to.extend(
            String::from_utf8_lossy(&part).replace(".SH EXTRA", ".SS EXAMPLE").replace(".SH ", ".SS ").into_bytes(),
        );
    }
    std::io::Write::write_all(to, OUTCOME.as_bytes())?;
    manual.render_version_section(to)
}
