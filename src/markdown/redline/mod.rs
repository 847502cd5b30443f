//! What changed between two texts, section by section: words marked within blocks, blocks that came, went or moved.
//!
//! Both texts are read whole, so that references and notes are what they are in their text; blocks are aligned over the
//! whole text, and sections are where the headings of the newer text begin them.

mod align;
mod block;
mod comparable;
mod likely;
mod marker;
mod rising;
mod tables;
mod terminal;
mod units;
mod words;

pub use comparable::Comparable;
pub use terminal::redline_text;

use super::render::Render;
use super::tree::words;
use super::write::escape;
use align::{Step, align};
use marker::{Mark, Marker};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use units::{Unit, units};

/// A longer run of unchanged blocks within a changed section is folded but for its ends.
const UNFOLDED: usize = 8;
/// As many words tell readers which text moved away.
const FIRST_WORDS: usize = 10;

/// Two texts as one, with marks.
#[derive(Clone, Debug, Default)]
pub struct Redline {
    /// The sections, in the order of the newer text; removed ones where they stood.
    pub parts: Vec<Part>,
    /// How many blocks changed.
    pub counts: Counts,
}

/// A section of a redline.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its heading; empty for what stands before the first.
    pub heading: String,
    /// What happened to it.
    pub state: PartState,
    /// Its HTML, heading included. Each change in it has an attribute `data-change`.
    pub html: String,
}

/// What happened to a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartState {
    /// Nothing.
    Unchanged,
    /// Something in it.
    Changed,
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It stands elsewhere now: here.
    Moved,
    /// It stood here before it moved.
    Away,
}

/// Blocks by what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Words inside changed.
    pub changed: usize,
    /// New.
    pub added: usize,
    /// Gone.
    pub removed: usize,
    /// In another place.
    pub moved: usize,
}

impl Redline {
    /// Whether the texts say the same.
    pub fn is_unchanged(&self) -> bool {
        self.counts == Counts::default()
    }
}

/// Marks what changed from one text to the other.
pub fn redline(old: &Comparable, new: &Comparable, options: &Render<'_>) -> Redline {
    let mut marker = Marker::new(options);
    let steps = align(&old.blocks, &new.blocks, true);
    let sides = Sides { old: Side::of(old), new: Side::of(new), steps: &steps, arrivals: BTreeMap::new() };
    let mut redline = sides.with_arrivals().write(&mut marker);
    notes(&mut redline, old, new, &mut marker);
    redline
}

/// One of the two texts with its blocks.
struct Side<'t> {
    text: &'t Comparable,
    units: Vec<Unit<'t>>,
}

impl Side<'_> {
    fn of(text: &Comparable) -> Side<'_> {
        Side { text, units: units(&text.nodes) }
    }
}

struct Sides<'t> {
    old: Side<'t>,
    new: Side<'t>,
    steps: &'t [Step],
    /// For each new block that moved, the number of the run of blocks that it came with.
    arrivals: BTreeMap<usize, usize>,
}

impl Sides<'_> {
    fn with_arrivals(mut self) -> Self {
        let mut run = 0;
        let mut last = None;
        for step in self.steps {
            let Step::Moved(old, new) = *step else {
                last = None;
                continue;
            };
            if self.new.text.heads[new] || last != Some((old.wrapping_sub(1), new.wrapping_sub(1))) {
                run += 1;
            }
            self.arrivals.insert(new, run);
            last = Some((old, new));
        }
        self
    }

    /// Whether a section begins with this step, and whether it is one that went.
    fn begins(&self, at: usize) -> Option<bool> {
        match self.steps[at] {
            Step::Same(_, new) | Step::Changed(_, new) | Step::Moved(_, new) | Step::Come(new) => {
                self.new.text.heads[new].then_some(false)
            }
            Step::Gone(old) | Step::Away(old, _) if self.old.text.heads[old] => {
                // A heading that went, whose text stayed, went from within the section before it.
                let rest = self.steps[at + 1..].iter().find(|step| !self.went(step));
                let whole = rest.is_none_or(|step| match *step {
                    Step::Same(_, new) | Step::Changed(_, new) | Step::Moved(_, new) | Step::Come(new) => {
                        self.new.text.heads[new]
                    }
                    Step::Gone(_) | Step::Away(..) => true,
                });
                whole.then_some(true)
            }
            _ => None,
        }
    }

    /// Whether a step only shows what went, without a section of its own.
    fn went(&self, step: &Step) -> bool {
        match *step {
            Step::Gone(old) | Step::Away(old, _) => !self.old.text.heads[old],
            _ => false,
        }
    }

    fn write(self, marker: &mut Marker<'_>) -> Redline {
        let mut redline = Redline::default();
        let mut from = 0;
        while from < self.steps.len() {
            let next = (from + 1..self.steps.len()).find(|at| self.begins(*at).is_some()).unwrap_or(self.steps.len());
            let part = self.part(from..next, marker, &mut redline.counts);
            redline.parts.push(part);
            from = next;
        }
        redline
    }

    fn part(&self, range: std::ops::Range<usize>, marker: &mut Marker<'_>, counts: &mut Counts) -> Part {
        let steps = &self.steps[range.clone()];
        let all = |test: fn(&Step) -> bool| steps.iter().all(test);
        let state = if all(|step| matches!(step, Step::Same(..))) {
            PartState::Unchanged
        } else if all(|step| matches!(step, Step::Come(_))) {
            PartState::Added
        } else if all(|step| matches!(step, Step::Gone(_))) {
            PartState::Removed
        } else if all(|step| matches!(step, Step::Moved(..))) {
            PartState::Moved
        } else if all(|step| matches!(step, Step::Away(..))) {
            PartState::Away
        } else if self.begins(range.start) == Some(true) {
            PartState::Removed
        } else {
            PartState::Changed
        };
        let heading = match (self.begins(range.start), steps.first()) {
            (Some(true), Some(Step::Gone(old) | Step::Away(old, _))) => self.old.text.section(*old).to_string(),
            (Some(false), Some(Step::Same(_, new) | Step::Changed(_, new) | Step::Moved(_, new) | Step::Come(new))) => {
                self.new.text.section(*new).to_string()
            }
            _ => String::new(),
        };
        let mut rest = steps;
        while let Some(step) = rest.first() {
            let (run, tail) = rest.split_at(self.run(rest));
            match *step {
                Step::Same(..) => self.same(run, state, marker),
                Step::Changed(old, new) => {
                    counts.changed += 1;
                    marker.pair(self.old.units[old], self.new.units[new]);
                }
                Step::Moved(..) => {
                    counts.moved += run.len();
                    self.moved(run, marker);
                }
                Step::Away(..) => self.away(run, marker),
                Step::Gone(_) => {
                    counts.removed += run.len();
                    self.gone(run, marker);
                }
                Step::Come(_) => {
                    counts.added += run.len();
                    self.come(run, marker);
                }
            }
            rest = tail;
        }
        Part { heading, state, html: std::mem::take(&mut marker.writer.out) }
    }

    /// How many steps at the beginning are shown together.
    fn run(&self, steps: &[Step]) -> usize {
        let together = |pair: &[Step]| match (pair[0], pair[1]) {
            (Step::Same(..), Step::Same(..)) | (Step::Gone(_), Step::Gone(_)) | (Step::Come(_), Step::Come(_)) => true,
            (Step::Moved(_, a), Step::Moved(_, b)) => self.arrivals.get(&a) == self.arrivals.get(&b),
            (Step::Away(_, a), Step::Away(_, b)) => self.arrivals.get(&a) == self.arrivals.get(&b),
            _ => false,
        };
        1 + steps.windows(2).take_while(|pair| together(pair)).count()
    }

    fn same(&self, run: &[Step], state: PartState, marker: &mut Marker<'_>) {
        let units: Vec<Unit<'_>> = run
            .iter()
            .filter_map(|step| match step {
                Step::Same(_, new) => Some(self.new.units[*new]),
                _ => None,
            })
            .collect();
        let write = |units: &[Unit<'_>], marker: &mut Marker<'_>| {
            units.iter().for_each(|unit| marker.writer.nodes(unit.nodes));
        };
        if state == PartState::Unchanged || units.len() <= UNFOLDED {
            return write(&units, marker);
        }
        let (head, rest) = units.split_at(2);
        let (middle, tail) = rest.split_at(rest.len() - 2);
        write(head, marker);
        let _ = write!(marker.writer.out, "<details class=\"same\"><summary>");
        let label = marker.options.labels.unchanged.replace("{n}", &middle.len().to_string());
        escape(&mut marker.writer.out, &label);
        marker.writer.out.push_str("</summary>\n");
        write(middle, marker);
        marker.writer.out.push_str("</details>\n");
        write(tail, marker);
    }

    fn gone(&self, run: &[Step], marker: &mut Marker<'_>) {
        marker.writer.out.push_str("<div class=\"gone\">\n");
        for step in run {
            if let Step::Gone(old) = step {
                marker.whole(self.old.units[*old], Mark::Deleted);
            }
        }
        marker.writer.out.push_str("</div>\n");
    }

    fn come(&self, run: &[Step], marker: &mut Marker<'_>) {
        marker.writer.out.push_str("<div class=\"come\">\n");
        for step in run {
            if let Step::Come(new) = step {
                marker.whole(self.new.units[*new], Mark::Inserted);
            }
        }
        marker.writer.out.push_str("</div>\n");
    }

    fn moved(&self, run: &[Step], marker: &mut Marker<'_>) {
        let Some(Step::Moved(old, new)) = run.first().copied() else { return };
        let arrival = self.arrivals.get(&new).copied().unwrap_or_default();
        let prefix = marker.options.prefix;
        let _ = write!(marker.writer.out, "<div class=\"moved\" id=\"{prefix}moved:{arrival}\" data-change>");
        let (from, to) = (self.old.text.section(old), self.new.text.section(new));
        let labels = marker.options.labels;
        // Of a whole section the page itself says that it moved.
        if !self.old.text.heads[old] {
            let here = from == to || from.is_empty();
            let note = if here { labels.moved.clone() } else { labels.moved_from.replace("{title}", from) };
            marker.writer.out.push_str("<p class=\"moved-note\">");
            escape(&mut marker.writer.out, &note);
            marker.writer.out.push_str("</p>\n");
        }
        for step in run {
            let Step::Moved(old, new) = *step else { continue };
            let unit = self.new.units[new];
            if self.old.text.blocks[old].key == self.new.text.blocks[new].key {
                marker.writer.nodes(unit.nodes);
            } else {
                marker.pair(self.old.units[old], unit);
            }
        }
        marker.writer.out.push_str("</div>\n");
    }

    fn away(&self, run: &[Step], marker: &mut Marker<'_>) {
        let Some(Step::Away(old, new)) = run.first().copied() else { return };
        let arrival = self.arrivals.get(&new).copied().unwrap_or_default();
        let prefix = marker.options.prefix;
        let _ = write!(marker.writer.out, "<p class=\"moved-away\"><a href=\"#{prefix}moved:{arrival}\">");
        let (from, to) = (self.old.text.section(old), self.new.text.section(new));
        let labels = marker.options.labels;
        let note = if self.old.text.heads[old] || from == to || to.is_empty() {
            labels.away.clone()
        } else {
            labels.away_to.replace("{title}", to)
        };
        escape(&mut marker.writer.out, &note);
        marker.writer.out.push_str("</a> <span class=\"first-words\">");
        let said = words(self.old.units[old].nodes);
        let mut first: Vec<&str> = said.split_whitespace().take(FIRST_WORDS + 1).collect();
        let cut = first.len() > FIRST_WORDS;
        first.truncate(FIRST_WORDS);
        escape(&mut marker.writer.out, &first.join(" "));
        marker.writer.out.push_str(if cut { " …" } else { "" });
        marker.writer.out.push_str("</span></p>\n");
    }
}

/// The footnotes of both texts as a section of their own.
fn notes(redline: &mut Redline, old: &Comparable, new: &Comparable, marker: &mut Marker<'_>) {
    if old.notes.is_empty() && new.notes.is_empty() {
        return;
    }
    let keys = |text: &Comparable| text.note_blocks.iter().map(|block| block.key).collect::<Vec<_>>();
    let changed = keys(old) != keys(new);
    marker.writer.out.push_str("<ol>\n");
    marker.aligned(&units(&old.notes), &old.note_blocks, &units(&new.notes), &new.note_blocks);
    marker.writer.out.push_str("</ol>\n");
    redline.counts.changed += usize::from(changed);
    redline.parts.push(Part {
        heading: marker.options.labels.footnotes.clone(),
        state: if changed { PartState::Changed } else { PartState::Unchanged },
        html: std::mem::take(&mut marker.writer.out),
    });
}
