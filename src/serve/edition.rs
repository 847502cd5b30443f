//! One state of the handbook, served: a thread that holds the site and makes the page that is asked for.
//!
//! The site borrows the handbook that it shows, so both live on the thread's own stack and die with it, when the next state
//! has taken its place and the last answer is given. Findings are looked for meanwhile: no page waits long for them.

use super::answer::{Answer, Answers};
use super::bar::Editor;
use super::found::Found;
use crate::assess::{self, Assessment, checks};
use crate::date::Date;
use crate::finding::{Finding, Place, policy};
use crate::lang::Tongue;
use crate::pipeline::Reading;
use crate::site::address::LinkStyle;
use crate::site::theme::Theme;
use crate::site::{Options, Site};
use crate::source::locate;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long an answer waits for the findings of its own state before it shows those of the one before.
const PATIENCE: Duration = Duration::from_millis(10);
/// How long a file that lists the findings waits for them.
const LONGEST: Duration = Duration::from_secs(30);
/// Looking for findings never waits longer than this for saves that may follow.
const LONGEST_PAUSE: Duration = Duration::from_millis(700);
/// Answers kept, so that a page that many browsers show is made once. They go with their state.
const KEPT: usize = 256;

/// What an edition is made of.
pub struct Copy {
    /// The handbook as read.
    pub reading: Arc<Reading>,
    /// Findings of the theme and of the reading itself, beside those of the handbook.
    pub more: Vec<Finding>,
    /// How it looks.
    pub theme: Arc<Theme>,
    /// The day it speaks of.
    pub day: Date,
    /// See [`Answers::loaded`].
    pub loaded: u64,
    /// The folder whose files an editor can open; none for readers elsewhere.
    pub editor: Option<PathBuf>,
    /// What the program calls itself.
    pub generator: &'static str,
    /// How long it took to look for findings the last time, in milliseconds; told from one state to the next.
    pub took: Arc<AtomicU64>,
}

/// Hears of the findings once they are known, and whether they are others than those of the state before.
pub type Told = Box<dyn FnOnce(&Found, bool) + Send>;

/// The way to a state of the handbook.
pub struct Edition {
    asks: Mutex<Sender<Ask>>,
    board: Arc<Board>,
}

impl Drop for Edition {
    fn drop(&mut self) {
        // Under the lock, so that nobody begins to wait between the two.
        let _notes = self.board.notes();
        self.board.over.store(true, Ordering::Release);
        self.board.changed.notify_all();
    }
}

struct Ask {
    path: String,
    answer: SyncSender<Answer>,
}

/// Where findings are put up once they are known.
#[derive(Default)]
struct Board {
    notes: Mutex<Notes>,
    changed: Condvar,
    /// Whether the state is no longer wanted, so that nobody needs to know.
    over: AtomicBool,
}

#[derive(Default)]
struct Notes {
    found: Arc<Found>,
    /// Whether these are the state's own findings, not those of the one before.
    known: bool,
    /// Who wants to hear of them, from when the state is put up until they are known.
    told: Option<Told>,
}

impl Board {
    fn notes(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_over(&self) -> bool {
        self.over.load(Ordering::Acquire)
    }

    /// The findings, after some patience when they are not known yet; then those of the state before. Of a state that is
    /// no longer wanted they may never be known: nobody waits for them.
    fn look(&self, patience: Duration) -> Arc<Found> {
        let unknown = |notes: &mut Notes| !notes.known && !self.is_over();
        let waited = self.changed.wait_timeout_while(self.notes(), patience, unknown);
        waited.unwrap_or_else(PoisonError::into_inner).0.found.clone()
    }

    /// Waits until the state is put up, and then so long. Whoever wants to hear of its findings, if it is still wanted.
    fn told_after(&self, pause: Duration) -> Option<Told> {
        let not_up = |notes: &mut Notes| notes.told.is_none() && !self.is_over();
        let notes = self.changed.wait_while(self.notes(), not_up).unwrap_or_else(PoisonError::into_inner);
        let wanted = |_: &mut Notes| !self.is_over();
        let waited = self.changed.wait_timeout_while(notes, pause, wanted);
        let mut notes = waited.unwrap_or_else(PoisonError::into_inner).0;
        notes.told.take().filter(|_| !self.is_over())
    }

    /// Puts findings up; whether they are others than those that stood here.
    fn put(&self, found: Found) -> bool {
        let mut notes = self.notes();
        let are_others = *notes.found != found;
        if are_others {
            notes.found = Arc::new(found);
        }
        notes.known = true;
        self.changed.notify_all();
        are_others
    }
}

impl Edition {
    /// Starts a state; returns when its pages can be asked for. Its findings are looked for when it is put up.
    pub fn start(copy: Copy) -> Edition {
        let (asks, inbox) = channel();
        let (ready, is_ready) = sync_channel(0);
        let board: Arc<Board> = Arc::default();
        let edition = Edition { asks: Mutex::new(asks), board: board.clone() };
        thread::spawn(move || run(&copy, &inbox, &ready, &board));
        // A thread that could not be made leaves an edition that answers nothing.
        let _ = is_ready.recv();
        edition
    }

    /// Says that the state is put up in the place of another, whose findings stand until its own are known; then `told`
    /// hears of them.
    pub fn follow(&self, before: Option<&Edition>, told: Told) {
        let found = before.map(|before| before.board.look(Duration::ZERO));
        let mut notes = self.board.notes();
        notes.found = found.unwrap_or_default();
        notes.told = Some(told);
        self.board.changed.notify_all();
    }

    /// What lies at a path; none once the state is gone.
    pub fn at(&self, path: &str) -> Option<Answer> {
        let (answer, answered) = sync_channel(1);
        let ask = Ask { path: path.to_string(), answer };
        self.asks.lock().unwrap_or_else(PoisonError::into_inner).send(ask).ok()?;
        answered.recv().ok()
    }
}

fn run(copy: &Copy, inbox: &Receiver<Ask>, ready: &SyncSender<()>, board: &Board) {
    let reading = &copy.reading;
    let assessment = assess::states(&reading.handbook, copy.day);
    let options = Options { links: LinkStyle::Pretty, drafts: true };
    let tongue = Tongue::of(reading.handbook.config.prevailing());
    let findings = Box::new(|| board.look(LONGEST).all(tongue).to_vec());
    let site = Site::new(&reading.handbook, &assessment, &reading.sources, &copy.theme, findings, options);
    let editor = Editor { root: copy.editor.as_deref() };
    let answers = Answers { site: &site, editor, loaded: copy.loaded, generator: copy.generator };
    let kept: Mutex<Kept> = Mutex::default();
    // Saves in quick succession are not held up by findings that nobody will read: looking for them waits as long as it
    // takes. In a handbook of ordinary size that is nothing.
    let pause = Duration::from_millis(copy.took.load(Ordering::Relaxed)).min(LONGEST_PAUSE);
    let patience = if pause < PATIENCE { PATIENCE } else { Duration::ZERO };
    let _ = ready.send(());
    thread::scope(|scope| {
        scope.spawn(|| {
            let Some(told) = board.told_after(if pause < PATIENCE { Duration::ZERO } else { pause }) else { return };
            let begun = Instant::now();
            let are_others = board.put(look(copy, &assessment));
            copy.took.store(u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX), Ordering::Relaxed);
            told(&board.look(Duration::ZERO), are_others);
        });
        for Ask { path, answer } in inbox {
            let (answers, kept) = (&answers, &kept);
            scope.spawn(move || {
                let found = board.look(patience);
                let _ = answer.send(kept_or_made(kept, answers, &path, &found));
            });
        }
    });
}

/// Everything that is wrong with the handbook on the day.
fn look(copy: &Copy, assessment: &Assessment) -> Found {
    let reading = &copy.reading;
    let mut all = checks::all(&reading.handbook, assessment);
    all.extend(reading.findings.iter().cloned());
    all.extend(copy.more.iter().cloned());
    let judged = policy::apply(all, &reading.handbook.config.policy, copy.day);
    let place = |place: &Place| locate::locate(&reading.sources, place);
    Found::of(&reading.handbook, &judged, copy.day, &place)
}

type Kept = BTreeMap<String, (Arc<Found>, Answer)>;

/// An answer already made with the same findings, else a new one.
fn kept_or_made(kept: &Mutex<Kept>, answers: &Answers<'_>, path: &str, found: &Arc<Found>) -> Answer {
    let lock = || kept.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some((with, answer)) = lock().get(path)
        && Arc::ptr_eq(with, found)
    {
        return answer.clone();
    }
    let answer = answers.at(path, found);
    let mut kept = lock();
    if kept.len() >= KEPT {
        kept.clear();
    }
    kept.insert(path.to_string(), (found.clone(), answer.clone()));
    answer
}
