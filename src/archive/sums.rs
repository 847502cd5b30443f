//! `SHA256SUMS`: the list of every file of the archive with its digest, as `sha256sum` writes and checks it.
//!
//! Knows the form of the list; not whether the files are there or what is in them.

use super::digest::Digest;
use crate::lang::Say;
use crate::say;
use std::collections::BTreeMap;

/// The list, as far as it could be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// What is said of each path; more than one digest only when a path stands twice.
    pub lines: BTreeMap<String, Vec<Line>>,
    /// What is wrong with its form, in the order of the lines.
    pub faults: Vec<Fault>,
    /// Whether a merge left conflict markers in it. Then `lines` are those of both sides.
    pub conflicted: bool,
}

/// One digest said of a path.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Line {
    /// The digest.
    pub digest: Digest,
    /// The line, counted from 1.
    pub number: usize,
}

/// Something wrong with the list's form.
#[derive(Clone, Debug)]
pub(super) struct Fault {
    /// The line, counted from 1.
    pub line: usize,
    /// What.
    pub says: Say,
    /// The folder concerned, where one can be told.
    pub folder: Option<String>,
}

/// How many malformed lines are told one by one.
const TOLD: usize = 20;

/// Reads the list; what is no line of it is a fault.
pub(super) fn parse(text: &str) -> Sums {
    let mut sums = Sums::default();
    if let Some(at) = text.find('\r') {
        sums.fault(line_of(text, at), None, || {
            say!(
                "SHA256SUMS has Windows line endings, which sha256sum does not take",
                "SHA256SUMS a des fins de ligne Windows, que sha256sum n’accepte pas"
            )
        });
    }
    let mut bad = 0;
    let mut last: Option<&str> = None;
    let mut ordered = true;
    let count = text.lines().count();
    for (number, line) in (1..).zip(text.lines()) {
        if is_conflict_marker(line) {
            if !sums.conflicted {
                sums.conflicted = true;
                sums.fault(number, None, || {
                    say!(
                        "SHA256SUMS holds the conflict markers of a merge",
                        "SHA256SUMS contient les marques de conflit d’une fusion"
                    )
                });
            }
            continue;
        }
        let Some((digest, path)) = read_line(line) else {
            bad += 1;
            if bad <= TOLD {
                let folder = line.split("  ").nth(1).and_then(|path| path.split_once('/')).map(|(folder, _)| folder);
                sums.fault(number, folder, || {
                    say!(
                        "line {number} of SHA256SUMS is not a digest, two spaces and a path below a document’s folder",
                        "la ligne {number} de SHA256SUMS n’est pas une empreinte, deux espaces et un chemin sous le dossier d’un document"
                    )
                });
            }
            continue;
        };
        if ordered && last.is_some_and(|last| last.as_bytes() > path.as_bytes()) {
            ordered = false;
            sums.fault(number, None, || {
                say!(
                    "the lines of SHA256SUMS are not in the order of their paths, from line {number} on",
                    "les lignes de SHA256SUMS ne suivent pas l’ordre de leurs chemins, à partir de la ligne {number}"
                )
            });
        }
        last = Some(path);
        let said = sums.lines.entry(path.to_owned()).or_default();
        said.push(Line { digest, number });
        if said.len() > 1 {
            let folder = path.split_once('/').map(|(folder, _)| folder);
            sums.fault(number, folder, || {
                say!("{path} stands twice in SHA256SUMS", "{path} figure deux fois dans SHA256SUMS")
            });
        }
    }
    if bad > TOLD {
        let more = bad - TOLD;
        sums.fault(count, None, || {
            say!("{more} more lines of SHA256SUMS are malformed", "{more} autres lignes de SHA256SUMS sont mal formées")
        });
    }
    if !text.is_empty() && !text.ends_with('\n') {
        sums.fault(count, None, || {
            say!(
                "SHA256SUMS does not end with a newline; it may be cut short",
                "SHA256SUMS ne se termine pas par un saut de ligne\u{a0}; il est peut-être tronqué"
            )
        });
    }
    if sums.conflicted {
        // Between the markers nothing is where it belongs: the conflict itself is the one thing to say.
        sums.faults.retain(|fault| fault.says.en.contains("conflict markers"));
    }
    sums
}

/// The list of these paths and digests.
pub(super) fn format<'a>(lines: impl IntoIterator<Item = (&'a String, &'a Digest)>) -> String {
    let sorted: BTreeMap<_, _> = lines.into_iter().collect();
    sorted.iter().map(|(path, digest)| format!("{digest}  {path}\n")).collect()
}

impl Sums {
    fn fault(&mut self, line: usize, folder: Option<&str>, says: impl FnOnce() -> Say) {
        self.faults.push(Fault { line, says: says(), folder: folder.map(str::to_owned) });
    }
}

/// The digest and path of one line, or nothing when it is not exactly of that form.
fn read_line(line: &str) -> Option<(Digest, &str)> {
    let (hex, rest) = line.split_at_checked(64)?;
    let path = rest.strip_prefix("  ")?;
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let sound = path.contains('/') && path.split('/').all(plain) && !path.chars().any(|c| c == '\\' || c.is_control());
    Some((Digest::parse(hex)?, path)).filter(|_| sound)
}

/// Whether a line is one that Git or another tool leaves where two branches disagree.
fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

/// The line, counted from 1, in which a byte stands.
fn line_of(text: &str, at: usize) -> usize {
    1 + text.as_bytes()[..at].iter().filter(|b| **b == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn what_is_written_is_read_without_a_fault() {
        let digest = Digest::of(b"");
        let lines =
            BTreeMap::from([("b/1".to_owned(), digest), ("B/é".to_owned(), digest), ("a-/1".to_owned(), digest)]);
        let text = format(&lines);
        assert_eq!(text, format!("{A}  B/é\n{A}  a-/1\n{A}  b/1\n"));
        let sums = parse(&text);
        assert!(sums.faults.is_empty() && !sums.conflicted);
        assert_eq!(sums.lines["a-/1"], [Line { digest, number: 2 }]);
        assert!(parse("").faults.is_empty());
    }

    #[test]
    fn every_other_form_is_a_fault_on_its_line() {
        let cases = [
            (format!("{A}  a/1"), 1, "newline"),
            (format!("{A}  a/1\n\n"), 2, "line 2"),
            (format!("{A} *a/1\n"), 1, "line 1"),
            (format!("{A} a/1\n"), 1, "line 1"),
            (format!("\u{feff}{A}  a/1\n"), 1, "line 1"),
            (format!("{}  a/1\n", A.to_uppercase()), 1, "line 1"),
            (format!("{A}  a/../b\n"), 1, "line 1"),
            (format!("{A}  /a/b\n"), 1, "line 1"),
            (format!("{A}  ./a/b\n"), 1, "line 1"),
            (format!("{A}  allowed_signers\n"), 1, "line 1"),
            (format!("\\{A}  a/b\\\\c\n"), 1, "line 1"),
            (format!("{A}  a/1\r\n"), 1, "Windows"),
            (format!("{A}  a/2\n{A}  a/1\n"), 2, "order"),
            (format!("{A}  a/1\n{A}  a/1\n"), 2, "twice"),
        ];
        for (text, line, word) in cases {
            let sums = parse(&text);
            let told: Vec<_> = sums.faults.iter().map(|f| (f.line, f.says.en.as_str())).collect();
            assert!(told.iter().any(|(at, says)| *at == line && says.contains(word)), "{text:?}: {told:?}");
        }
        let flood = parse(&"x\n".repeat(100_000));
        assert_eq!(flood.faults.len(), TOLD + 1);
    }

    #[test]
    fn a_conflict_is_one_fault_and_keeps_the_lines_of_both_sides() {
        let text = format!("<<<<<<< HEAD\n{A}  b/1\n=======\n{A}  a/1\n{A}  b/1\n>>>>>>> other\n");
        let sums = parse(&text);
        assert!(sums.conflicted);
        assert_eq!(sums.faults.len(), 1, "{:?}", sums.faults);
        assert_eq!((sums.lines.len(), sums.lines["b/1"].len()), (2, 2));
    }
}
