//! `handbook check`: findings only.

use super::args::{Check, Format};
use super::desk::Desk;
use super::output;
use crate::error::Error;
use crate::report::baseline::Baseline;
use crate::report::{Summary, concise, github, gitlab, human, json, junit, sarif};
use crate::say;
use std::path::Path;

/// Prints the findings in the format asked for.
pub fn run(desk: &Desk, asked: &Check) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    let mut reported = opened.reported();
    let mut known = 0;
    if let Some(path) = &asked.baseline {
        (reported, known) = read_baseline(path)?.leave_out(reported);
    }
    let summary = Summary::of(&reported, desk.as_of, opened.judged.waived, known);
    let text = match asked.format {
        Format::Human => {
            let look = human::Look { colour: output::colour_out(desk.no_color), width: 100 };
            human::render(&reported, &summary, opened.tongue, look)
        }
        Format::Concise => concise::render(&reported),
        Format::Json => json::render(&reported, &summary),
        Format::Sarif => sarif::render(&reported, &summary, opened.tongue),
        Format::Github => github::render(&reported),
        Format::Gitlab => gitlab::render(&reported),
        Format::Junit => junit::render(&reported, &summary),
    };
    output::print(text.as_bytes())?;
    Ok(opened.code(asked.fail_on.fails(summary.worst())))
}

#[allow(clippy::disallowed_methods)] // The command line is an edge.
fn read_baseline(path: &Path) -> Result<Baseline, Error> {
    let text = std::fs::read_to_string(path).map_err(|cause| {
        Error::new(say!("cannot read the baseline", "impossible de lire l’état de référence"))
            .path(path)
            .cause(cause)
            .help(say!(
                "Make one with `handbook check --format json > FILE`.",
                "Faites-en un avec `handbook check --format json > FICHIER`."
            ))
    })?;
    Baseline::read(&text, &path.display().to_string()).map_err(Error::new)
}
