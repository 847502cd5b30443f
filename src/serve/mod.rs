//! The live preview: the site with its drafts and findings, made anew after every save.
//!
//! An edge: it reads the folder again and again, and answers a port. It makes no page itself and knows none by name: what
//! lies where is the site's table. Nothing is written to the disk.

mod answer;
mod bar;
mod edition;
mod found;
mod gate;
mod http;
mod reading;
mod stage;
#[cfg(test)]
mod tests;
mod watch;

pub use http::Hosts;

use crate::date::Date;
use crate::error::Error;
use crate::finding::Finding;
use crate::lang::{Lang, Tongue};
use crate::report::{Reported, Summary};
use crate::say;
use crate::site::{self, theme::Theme};
use crate::source::LoadOptions;
use edition::{Copy, Edition};
use gate::Gate;
use reading::{Changed, Reader};
use stage::{News, Stage};
use std::hash::{BuildHasher, Hasher};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;
use watch::{Burst, Watch};

/// How often the day is looked at, and the folder in case an event was lost.
const TICK: Duration = Duration::from_secs(5);
/// How often the folder is looked at when nobody tells of changes.
const POLL: Duration = Duration::from_millis(500);
/// Ports tried after the one asked for.
const PORTS: u16 = 100;

/// What to serve, and how.
pub struct Settings {
    /// The handbook's folder.
    pub root: PathBuf,
    /// Folders that are no content, such as the output; asked anew at every reading, for the configuration may change.
    pub skip: Box<dyn Fn() -> Vec<PathBuf> + Send>,
    /// The day to speak of, asked anew at every look.
    pub day: Box<dyn Fn() -> Date + Send>,
    /// Whether to look by the clock instead of being told.
    pub poll: bool,
    /// Whether readers sit at this machine, so that its editors can be named to them.
    pub editors: bool,
    /// What the program calls itself.
    pub generator: &'static str,
    /// Which hosts are answered.
    pub hosts: Hosts,
    /// Hears of every state once its findings are known, and of what could not be read.
    pub told: Arc<dyn Fn(Told<'_>) + Send + Sync>,
}

/// What there is to tell the person who started the preview.
pub enum Told<'a> {
    /// A state is served, with these findings.
    Served {
        /// The language that prevails in the handbook.
        prevailing: Lang,
        /// How many findings of which level.
        summary: Summary,
        /// The findings in a tongue.
        findings: &'a dyn Fn(Tongue) -> &'a [Reported],
    },
    /// The handbook could not be read; the last state stays.
    Unread(&'a Error),
}

/// Takes a port: the one asked for, else the next that is free.
pub fn bind(address: IpAddr, port: u16) -> Result<TcpListener, Error> {
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS }) {
        match TcpListener::bind(SocketAddr::new(address, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => {
                last = Some(error);
                break;
            }
        }
    }
    let error = Error::new(say!("cannot listen on port {port}", "impossible d’écouter sur le port {port}"));
    let error = error.help(say!(
        "Choose another port with --port, or another address with --host.",
        "Choisissez un autre port avec --port, ou une autre adresse avec --host."
    ));
    Err(match last {
        Some(cause) => error.cause(cause),
        None => error,
    })
}

/// Reads the handbook and begins to serve it on a port; returns when pages can be asked for, with the language that prevails.
pub fn start(settings: Settings, listener: TcpListener) -> Result<Lang, Error> {
    let stage = Arc::new(Stage::default());
    let (changed, changes) = channel();
    let watch = Watch::start(settings.poll, changed);
    let hosts = settings.hosts.clone();
    let mut maker = Maker::new(settings, stage.clone(), watch, changes);
    maker.look(Burst::none())?;
    let prevailing = maker.prevailing();
    let gate = Arc::new(Gate::new(unguessable()));
    let (inner, outer) = (gate.clone(), stage);
    thread::spawn(move || http::serve(&inner, &outer, &hosts));
    thread::spawn(move || gate.watch(&listener));
    thread::spawn(move || {
        loop {
            let longest = if maker.watch.is_blind() { POLL } else { TICK };
            let burst = watch::wait(&maker.changes, longest).unwrap_or_else(|| {
                // Nobody will tell of changes any more: the clock alone decides.
                thread::sleep(longest);
                Burst::none()
            });
            if let Err(error) = maker.look(burst) {
                (maker.settings.told)(Told::Unread(&error));
            }
        }
    });
    Ok(prevailing)
}

/// A word that nobody outside this process knows: the seed that the standard library takes from the system.
fn unguessable() -> String {
    let word = || std::collections::hash_map::RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", word(), word())
}

/// Makes the states that are served.
struct Maker {
    settings: Settings,
    stage: Arc<Stage>,
    reader: Reader,
    watch: Watch,
    changes: Receiver<()>,
    reading: Option<Arc<crate::pipeline::Reading>>,
    theme: Option<Arc<Theme>>,
    more: Vec<Finding>,
    loaded: u64,
    day: Option<Date>,
    took: Arc<AtomicU64>,
    /// The state made last, until it is put up.
    next: Option<Edition>,
}

impl Maker {
    fn new(settings: Settings, stage: Arc<Stage>, watch: Watch, changes: Receiver<()>) -> Maker {
        Maker {
            settings,
            stage,
            reader: Reader::default(),
            watch,
            changes,
            reading: None,
            theme: None,
            more: Vec::new(),
            loaded: 0,
            day: None,
            took: Arc::default(),
            next: None,
        }
    }

    /// Looks at the folder and the day, and puts up a new state when one of them is another. The state is made while the
    /// burst may still go on; it is put up when nothing has followed.
    fn look(&mut self, mut burst: Burst) -> Result<(), Error> {
        let options = LoadOptions { skip: (self.settings.skip)(), ..LoadOptions::default() };
        loop {
            burst.pause(&self.changes);
            self.reader.look(&self.settings.root, &options)?;
            // What happened in a folder before it was watched is not known: it is looked at again.
            let fresh = self.watch.follow(&self.settings.root, self.reader.folders());
            if !fresh {
                self.make();
                if burst.is_over(&self.changes) {
                    break;
                }
            }
        }
        self.put();
        Ok(())
    }

    /// Makes the next state, when what was found or the day is another.
    fn make(&mut self) {
        let day = (self.settings.day)();
        if let Some(changed) = self.reader.read() {
            self.take(changed);
        } else if self.day == Some(day) {
            return;
        }
        self.day = Some(day);
        self.next = self.edition(day);
    }

    /// Takes over what was read.
    fn take(&mut self, changed: Changed) {
        let Changed { reading, templates, files } = changed;
        let config = &reading.handbook.config;
        let same_words = self.reading.as_ref().is_some_and(|old| {
            let old = &old.handbook.config;
            old.words == config.words && old.languages == config.languages
        });
        if templates || !same_words || self.theme.is_none() {
            match site::theme_of(&reading.handbook, &reading.sources) {
                Ok(theme) => {
                    self.theme = Some(Arc::new(theme));
                    self.more = Vec::new();
                    self.loaded += 1;
                }
                // The last good theme stays while its templates are put right.
                Err(fault) => self.more = vec![fault.finding()],
            }
        }
        self.loaded += u64::from(files);
        self.reading = Some(Arc::new(reading));
    }

    fn prevailing(&self) -> Lang {
        self.reading.as_ref().map_or(Lang::EN, |reading| reading.handbook.config.prevailing())
    }

    fn edition(&self, day: Date) -> Option<Edition> {
        let reading = self.reading.clone()?;
        let theme = self.theme.clone().or_else(|| {
            let bare = Theme::load(&reading.handbook.config.languages, &Default::default(), &Default::default());
            bare.ok().map(Arc::new)
        })?;
        let copy = Copy {
            reading,
            more: self.more.clone(),
            theme,
            day,
            loaded: self.loaded,
            editor: self.settings.editors.then(|| absolute(&self.settings.root)),
            generator: self.settings.generator,
            took: self.took.clone(),
        };
        Some(Edition::start(copy))
    }

    /// Puts up the state that was made, when there is one.
    fn put(&mut self) {
        let Some(edition) = self.next.take() else { return };
        let (stage, told, prevailing) = (self.stage.clone(), self.settings.told.clone(), self.prevailing());
        let known = move |found: &found::Found, are_others: bool| {
            if are_others {
                stage.tell(News::Findings);
            }
            if let Some(summary) = found.summary() {
                told(Told::Served { prevailing, summary: *summary, findings: &|tongue| found.all(tongue) });
            }
        };
        edition.follow(self.stage.edition().as_deref(), Box::new(known));
        self.stage.put(edition);
        self.reader.keep();
    }
}

fn absolute(root: &std::path::Path) -> PathBuf {
    root.canonicalize().unwrap_or_else(|_| root.to_path_buf())
}
