//! A redline for a terminal: lines of Markdown, words marked `[-gone-]` and `{+come+}`, or red and green.

use super::align::{Step, align};
use super::block::{Block, key, numbers};
use super::words::{Words, changes};
use std::fmt::Write as _;

/// Of an unchanged stretch, as many lines before and after a change are enough.
const AROUND: usize = 2;

/// What changed from one text to the other, line by line.
pub fn redline_text(old: &str, new: &str, colour: bool) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let block = |line: &&str| {
        let said = line.trim_end();
        // Only lines with words can be each other reworded.
        let sort = if said.contains(char::is_alphanumeric) { "words" } else { "signs" };
        Block { key: key(said), sort: sort.into(), words: numbers(said), ..Block::default() }
    };
    let blocks = |lines: &[&str]| -> Vec<Block> { lines.iter().map(block).collect() };
    let (before, after) = (blocks(&old), blocks(&new));
    let mut out = String::new();
    let line = |out: &mut String, sign: &str, text: &str| {
        let (on, off) = match (colour, sign) {
            (true, "-") => ("\x1b[31m", "\x1b[0m"),
            (true, "+") => ("\x1b[32m", "\x1b[0m"),
            _ => ("", ""),
        };
        let _ = writeln!(out, "{on}{sign} {text}{off}");
    };
    let steps = align(&before, &after, false);
    for run in steps.chunk_by(|a, b| matches!((a, b), (Step::Same(..), Step::Same(..)))) {
        match run[0] {
            Step::Same(..) => {
                let len = run.len();
                for (at, step) in run.iter().enumerate() {
                    let Step::Same(_, new_at) = *step else { continue };
                    if at < AROUND || at + AROUND >= len {
                        line(&mut out, " ", new[new_at]);
                    } else if at == AROUND {
                        line(&mut out, " ", "⋮");
                    }
                }
            }
            Step::Changed(i, j) | Step::Moved(i, j) => line(&mut out, "~", &words_text(old[i], new[j], colour)),
            Step::Gone(i) | Step::Away(i, _) => line(&mut out, "-", old[i]),
            Step::Come(j) => line(&mut out, "+", new[j]),
        }
    }
    out
}

fn words_text(old: &str, new: &str, colour: bool) -> String {
    let marks = if colour { [("\x1b[31m", "\x1b[0m"), ("\x1b[32m", "\x1b[0m")] } else { [("[-", "-]"), ("{+", "+}")] };
    let (old, new) = (Words::of_line(old), Words::of_line(new));
    let mut out = String::new();
    let put = |out: &mut String, words: &Words<'_>, range: std::ops::Range<usize>| {
        words.tokens[range].iter().for_each(|token| out.push_str(token.text));
    };
    let mut from = 0;
    for change in changes(&old, &new, false) {
        put(&mut out, &new, from..change.new.start);
        for (side, words, range) in [(0, &old, change.old), (1, &new, change.new.clone())] {
            if !range.is_empty() {
                out.push_str(marks[side].0);
                put(&mut out, words, range);
                out.push_str(marks[side].1);
            }
        }
        from = change.new.end;
    }
    put(&mut out, &new, from..new.tokens.len());
    out
}
