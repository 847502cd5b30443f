//! `handbook build`: the site, published as a whole or not at all.

use super::args::{Build, Links};
use super::desk::{Desk, Opened, tell_counts};
use super::unchanged::{self, Built};
use super::{DONE, FOUND, output};
use crate::error::Error;
use crate::finding::policy::{self, Judged};
use crate::finding::{Finding, Level};
use crate::lang::Tongue;
use crate::parse;
use crate::publish::{self, Made, Protected, Publication, Stamp};
use crate::report::Summary;
use crate::say;
use crate::site::address::LinkStyle;
use crate::site::theme::{Theme, ThemeError};
use crate::site::{self, Options, Site};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// What this program calls itself in a manifest.
pub const GENERATOR: &str = concat!("isms-handbook ", env!("CARGO_PKG_VERSION"));

/// Builds the site and publishes it.
pub fn run(desk: &Desk, asked: &Build) -> Result<u8, Error> {
    // This thread works with the others instead of waiting for them: each thread keeps memory of its own. A pool that is
    // there already does as well.
    let _ = rayon::ThreadPoolBuilder::new().use_current_thread().build_global();
    // The configuration names the output, and the output is no content: so it is read first.
    let output = out_folder(&desk.root, asked.out.as_deref());
    let loaded = desk.load(vec![output.clone()])?;
    let content = desk.root.join(if loaded.value.content.is_empty() { "." } else { &loaded.value.content });
    let templates = desk.root.join("templates");
    // A folder of plain Markdown without a `content` folder is its own content; there the output may lie inside.
    let protected: Vec<Protected<'_>> = if loaded.value.content.is_empty() {
        vec![Protected::Root(&desk.root), Protected::Sources(&templates)]
    } else {
        vec![Protected::Root(&desk.root), Protected::Sources(&content), Protected::Sources(&templates)]
    };
    let inputs = desk.cache.as_ref().and_then(|_| unchanged::inputs(desk, asked, &loaded));
    let memory = desk.cache.as_deref().zip(inputs.as_deref());
    if let Some(built) = memory.and_then(|(cache, inputs)| unchanged::find(cache, &output, inputs))
        && publish::stands(&output, &protected, &built.manifest)
    {
        let tongue = super::tongue(desk.lang, built.prevailing());
        tell_counts(&built.summary(desk), tongue);
        let (files, folder, as_of) = (built.files, output.display(), desk.as_of);
        let says = say!(
            "nothing to do: the {files} files in {folder} are what this handbook gives, as at {as_of}",
            "rien à faire\u{a0}: les {files} fichiers de {folder} sont ce que donne ce manuel, en date du {as_of}"
        );
        output::tell(&format!("{}\n", says.in_tongue(tongue)));
        return Ok(DONE);
    }
    let mut opened = desk.understand(loaded, desk.as_of);
    if let Some(url) = &asked.base_url {
        let sound = parse::config::address(url).ok_or_else(|| {
            Error::new(say!("`{url}` is no address", "`{url}` n’est pas une adresse")).help(say!(
                "Write the site's whole address, for example https://intranet.example.org/isms/.",
                "Écrivez l’adresse entière du site, par exemple https://intranet.example.org/isms/."
            ))
        })?;
        opened.reading.handbook.config.base_url = Some(sound);
    }
    let rank = opened.rank(asked.classification.as_deref())?;
    let reported = opened.reported();
    let summary = Summary::of(&reported, desk.as_of, opened.judged.waived, 0);
    let code = opened.code(asked.fail_on.fails(summary.worst()));
    if code != DONE {
        opened.tell(desk, &reported, least(asked));
        let says = say!("nothing was published", "rien n’a été publié");
        output::tell(&format!("{}\n", says.in_tongue(opened.tongue)));
        return Ok(code);
    }
    // The owner hears of everything; readers of what they may see.
    let opened = opened.at_level(rank);
    let theme = match theme(&opened) {
        Ok(theme) => theme,
        Err(judged) => {
            opened.tell(desk, &opened.report(&judged), Level::Error);
            return Ok(FOUND);
        }
    };
    let reading = &opened.reading;
    let links = match asked.links {
        Links::Pretty => LinkStyle::Pretty,
        Links::File => LinkStyle::File,
    };
    let site = Site::new(
        &reading.handbook,
        &opened.assessment,
        &reading.sources,
        &theme,
        Box::new(|| opened.published_findings()),
        Options { links, drafts: asked.drafts },
    )
    .gathering();
    let press = Press { site: &site, faults: Mutex::new(Vec::new()) };
    let stamp =
        Stamp { generator: GENERATOR.to_string(), as_of: desk.as_of, archive: reading.handbook.archive.clone() };
    let show = |done: usize, all: usize| progress(done, all, opened.tongue);
    let options = publish::Options { precompress: asked.precompress, progress: output::is_watched().then_some(&show) };
    let published = publish::publish(&output, &protected, &press, &stamp, &options);
    let faults = press.faults.into_inner().unwrap_or_default();
    if !faults.is_empty() {
        let findings: Vec<Finding> = faults.iter().take(1).map(ThemeError::finding).collect();
        let judged = policy::apply(findings, &policy::Policy::default(), desk.as_of);
        opened.tell(desk, &opened.report(&judged), Level::Error);
        return Ok(FOUND);
    }
    let published = published?;
    opened.tell(desk, &reported, Level::Error);
    // Errors are to be shown each time, so such a build is none to skip.
    if let Some((cache, inputs)) = memory.filter(|_| summary.errors == 0) {
        unchanged::remember(
            cache,
            Built::new(inputs, &published, opened.reading.handbook.config.prevailing(), &summary),
        );
    }
    let (files, folder, as_of) = (published.files, output.display(), desk.as_of);
    let says = say!(
        "published {files} files to {folder}, as at {as_of}",
        "{files} fichiers publiés dans {folder}, en date du {as_of}"
    );
    output::tell(&format!("{}\n", says.in_tongue(opened.tongue)));
    Ok(DONE)
}

/// The least level that is shown in full when the build stops: what made it stop.
fn least(asked: &Build) -> Level {
    match asked.fail_on {
        super::args::FailOn::Warning => Level::Warning,
        super::args::FailOn::Note => Level::Note,
        _ => Level::Error,
    }
}

/// `--out`, else the configuration's `output` below the root.
pub fn out_folder(root: &Path, asked: Option<&Path>) -> PathBuf {
    if let Some(out) = asked {
        return out.to_path_buf();
    }
    let configured = crate::source::load_config(root).and_then(|text| crate::parse::output_of(&text));
    root.join(configured.unwrap_or_else(|| "public".to_string()))
}

/// Says how far the publishing is, on one line of the terminal.
fn progress(done: usize, all: usize, tongue: Tongue) {
    if done == all {
        output::tell("\r\x1b[K");
    } else if done.is_multiple_of(64) {
        let says = say!("\r{done} of {all} files", "\r{done} fichiers sur {all}");
        output::tell(says.in_tongue(tongue));
    }
}

/// The theme of a handbook, or what is wrong with it.
pub fn theme(opened: &Opened) -> Result<Theme, Judged> {
    let reading = &opened.reading;
    site::theme_of(&reading.handbook, &reading.sources)
        .map_err(|fault| policy::apply(vec![fault.finding()], &policy::Policy::default(), opened.assessment.as_of))
}

/// A site being published.
struct Press<'a> {
    site: &'a Site<'a>,
    faults: Mutex<Vec<ThemeError>>,
}

impl Publication for Press<'_> {
    fn paths(&self) -> Vec<String> {
        self.site.paths_before_index()
    }

    fn whole(&self) -> Vec<(String, Vec<u8>)> {
        self.site.whole().into_iter().map(|(path, text)| (path, text.into_bytes())).collect()
    }

    fn paths_after(&self) -> Vec<String> {
        self.site.index().paths().collect()
    }

    fn make(&self, path: &str) -> Result<Made, String> {
        match self.site.make(path) {
            Some(Ok(site::Made::Bytes(bytes))) => Ok(Made::Bytes(bytes)),
            Some(Ok(site::Made::Source(source))) => {
                self.site.sources.read_bytes(&source).map(Made::Bytes).map_err(|error| format!("{source}: {error}"))
            }
            Some(Err(fault)) => {
                let message = fault.to_string();
                if let Ok(mut faults) = self.faults.lock() {
                    faults.push(fault);
                }
                Err(message)
            }
            None => Err(format!("nothing lies at {path}")),
        }
    }
}
