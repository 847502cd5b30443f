//! What most commands begin with: the handbook's folder, the day, the language of messages, and the handbook read.

use super::args::Global;
use super::{FAILED, FOUND, Surroundings, output};
use crate::assess::Assessment;
use crate::date::Date;
use crate::error::Error;
use crate::finding::catalogue::source as rules;
use crate::finding::policy::Judged;
use crate::finding::{Checked, Finding, Level, Spot};
use crate::lang::Tongue;
use crate::pipeline::{self, Reading};
use crate::redact::{self, Redacted};
use crate::report::{self, Reported, Summary, human};
use crate::say;
use crate::site;
use crate::source::{self, LoadOptions, Sources, locate};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A command at work.
pub struct Desk {
    /// The handbook's folder.
    pub root: PathBuf,
    /// The day to speak of.
    pub as_of: Date,
    /// The day of an act without `--date`: `SOURCE_DATE_EPOCH`, else today.
    pub today: Date,
    /// The language asked for.
    pub lang: Option<Tongue>,
    /// Whether colours are unwelcome.
    pub no_color: bool,
    /// Where builds are remembered; none where nothing is to be kept.
    pub cache: Option<PathBuf>,
    /// Where today comes from, for what lives past midnight; none when the day was given.
    pub clock: Option<fn() -> Date>,
}

/// A handbook on a day, with its findings ready to be shown.
pub struct Opened {
    /// The handbook as read.
    pub reading: Reading,
    /// Its state on the day.
    pub assessment: Assessment,
    /// Its findings.
    pub judged: Judged,
    /// The language of messages.
    pub tongue: Tongue,
}

impl Desk {
    /// From the options of every command.
    pub fn new(global: Global, surroundings: &Surroundings) -> Result<Desk, Error> {
        let root = match &global.root {
            Some(root) => root.clone(),
            None => nearest_root()?,
        };
        // An unreadable epoch is of no matter where the day was given.
        let today = match &surroundings.epoch {
            Some(epoch) => epoch_day(epoch).or_else(|error| global.as_of.ok_or(error))?,
            None => (surroundings.today)(),
        };
        let as_of = global.as_of.unwrap_or(today);
        let given = global.as_of.is_some() || surroundings.epoch.is_some();
        let clock = (!given).then_some(surroundings.today);
        Ok(Desk {
            root,
            as_of,
            today,
            lang: global.tongue(),
            no_color: surroundings.no_color,
            cache: surroundings.cache.clone(),
            clock,
        })
    }

    /// The language of messages before any handbook is read.
    pub fn tongue(&self) -> Tongue {
        self.lang.unwrap_or_default()
    }

    /// Reads and assesses the handbook. `skip` are folders that are no content, such as the output.
    pub fn open(&self, skip: Vec<PathBuf>) -> Result<Opened, Error> {
        self.open_on(self.as_of, skip)
    }

    /// The same for a day of the command's own.
    pub fn open_on(&self, day: Date, skip: Vec<PathBuf>) -> Result<Opened, Error> {
        Ok(self.understand(self.load(skip)?, day))
    }

    /// Reads the handbook's files, and no more.
    pub fn load(&self, skip: Vec<PathBuf>) -> Result<Checked<Sources>, Error> {
        source::load(&self.root, &LoadOptions { skip, ..LoadOptions::default() })
    }

    /// The same, with the digests of sealed texts in place of the texts.
    pub fn load_seals(&self) -> Result<Checked<Sources>, Error> {
        source::load(&self.root, &LoadOptions { seal_only: true, ..LoadOptions::default() })
    }

    /// Makes a handbook of its files and assesses it.
    pub fn understand(&self, loaded: Checked<Sources>, day: Date) -> Opened {
        let mut reading = pipeline::understand(loaded);
        reading.findings.extend(site::own::check(&reading.handbook, &reading.sources));
        let (assessment, judged) = reading.on(day);
        let tongue = super::tongue(self.lang, reading.handbook.config.prevailing());
        Opened { reading, assessment, judged, tongue }
    }
}

impl Opened {
    /// The findings, ready to be shown.
    pub fn reported(&self) -> Vec<Reported> {
        self.report(&self.judged)
    }

    /// The findings as the site holds them: always in the language that prevails, whoever builds it.
    pub fn published_findings(&self) -> Vec<Reported> {
        let tongue = Tongue::of(self.reading.handbook.config.prevailing());
        report::report(&self.judged, tongue, &|place| -> Spot { locate::locate(&self.reading.sources, place) })
    }

    /// Other findings about the same handbook, ready to be shown.
    pub fn report(&self, judged: &Judged) -> Vec<Reported> {
        report::report(judged, self.tongue, &|place| -> Spot { locate::locate(&self.reading.sources, place) })
    }

    /// Whether the configuration itself could not be read, so that nothing may be decided.
    pub fn is_unreadable(&self) -> bool {
        let fatal = |finding: &Finding| {
            let rule = finding.rule.name;
            *finding.place.path == *"site-config.yaml"
                && [&rules::YAML_INVALID, &rules::OVER_LIMIT, &rules::NOT_UTF_8, &rules::FILE_UNREADABLE]
                    .iter()
                    .any(|known| known.name == rule)
        };
        self.reading.findings.iter().any(fatal)
    }

    /// The rank of the classification asked for; none where none is.
    pub fn rank(&self, level: Option<&str>) -> Result<Option<usize>, Error> {
        let Some(level) = level else { return Ok(None) };
        let levels = &self.reading.handbook.config.levels;
        // A mistyped level must not publish more than was meant.
        let rank = levels.iter().position(|own| own == level).ok_or_else(|| {
            let list = levels.join(", ");
            Error::new(say!(
                "`{level}` is none of the classification levels",
                "`{level}` n’est pas un niveau de classification"
            ))
            .help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}."))
        })?;
        Ok(Some(rank))
    }

    /// What readers cleared for a level may see of it; everything where no level is asked for.
    pub fn at_level(self, rank: Option<usize>) -> Opened {
        let Some(rank) = rank else { return self };
        let Reading { sources, handbook, .. } = &self.reading;
        let Redacted { sources, handbook, assessment, judged } =
            redact::redact(sources, handbook, &self.assessment, &self.judged, rank);
        let reading = Reading { sources: Arc::new(sources), handbook, findings: Vec::new() };
        Opened { reading, assessment, judged, tongue: self.tongue }
    }

    /// Tells of errors on standard error, and of the rest by numbers.
    pub fn tell(&self, desk: &Desk, reported: &[Reported], least: Level) {
        let shown: Vec<Reported> = reported.iter().filter(|finding| finding.level >= least).cloned().collect();
        let summary = Summary::of(reported, desk.as_of, self.judged.waived, 0);
        if shown.is_empty() {
            return tell_counts(&summary, self.tongue);
        }
        let look = human::Look { colour: output::colour_err(desk.no_color), width: 100 };
        output::tell(&human::render(&shown, &summary, self.tongue, look));
    }

    /// The exit code of findings: an unreadable configuration decides before any level does.
    pub fn code(&self, fails: bool) -> u8 {
        if self.is_unreadable() {
            FAILED
        } else if fails {
            FOUND
        } else {
            super::DONE
        }
    }
}

/// Tells of findings by numbers, where there are any.
pub fn tell_counts(summary: &Summary, tongue: Tongue) {
    if summary.worst().is_some() {
        let words = summary.in_words(tongue);
        let hint = say!("{words}; `handbook check` shows them", "{words}; `handbook check` les montre");
        output::tell(&format!("{}\n", hint.in_tongue(tongue)));
    }
}

/// This folder, or the nearest parent with a configuration.
fn nearest_root() -> Result<PathBuf, Error> {
    let here = std::env::current_dir().map_err(|cause| {
        Error::new(say!("cannot tell which folder this is", "impossible de savoir quel dossier est celui-ci"))
            .cause(cause)
    })?;
    let found = here.ancestors().find(|folder| folder.join("site-config.yaml").is_file()).map(Path::to_path_buf);
    Ok(found.unwrap_or(here))
}

fn epoch_day(epoch: &str) -> Result<Date, Error> {
    epoch.trim().parse::<i64>().ok().and_then(Date::from_unix_seconds).ok_or_else(|| {
        Error::new(say!(
            "SOURCE_DATE_EPOCH is `{epoch}`, which is no number of seconds",
            "SOURCE_DATE_EPOCH vaut `{epoch}`, ce qui n’est pas un nombre de secondes"
        ))
        .help(say!("Write seconds since 1970, or unset it.", "Écrivez les secondes depuis 1970, ou retirez-le."))
    })
}
