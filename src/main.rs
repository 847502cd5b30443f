//! Arguments in, exit code out; the one place that reads the clock.

use isms_handbook::cli::{self, Surroundings};
use isms_handbook::date::Date;
use std::process::ExitCode;

fn main() -> ExitCode {
    let surroundings = Surroundings {
        today,
        epoch: std::env::var("SOURCE_DATE_EPOCH").ok(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
    };
    ExitCode::from(cli::run(std::env::args_os().collect(), &surroundings))
}

/// Today in the local time zone.
#[allow(clippy::disallowed_methods)]
fn today() -> Date {
    let zone = jiff::tz::TimeZone::system();
    Date::from_civil(zone.to_datetime(jiff::Timestamp::now()).date())
}
