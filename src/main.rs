//! Arguments in, exit code out; the one place that reads the clock.

use isms_handbook::cli::{self, Surroundings};
use isms_handbook::date::Date;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let surroundings = Surroundings {
        today,
        epoch: std::env::var("SOURCE_DATE_EPOCH").ok(),
        no_color: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        cache: cache(),
    };
    ExitCode::from(cli::run(std::env::args_os().collect(), &surroundings))
}

/// `HANDBOOK_CACHE` (empty: nothing is kept), else a folder where the system keeps what may be forgotten.
fn cache() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|folder| folder.is_absolute());
    if let Some(own) = std::env::var_os("HANDBOOK_CACHE") {
        return (!own.is_empty()).then(|| PathBuf::from(own));
    }
    let of_system = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library/Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))
    };
    of_system.map(|folder| folder.join("isms-handbook"))
}

/// Today in the local time zone.
#[allow(clippy::disallowed_methods)]
fn today() -> Date {
    let zone = jiff::tz::TimeZone::system();
    Date::from_civil(zone.to_datetime(jiff::Timestamp::now()).date())
}
