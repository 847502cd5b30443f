//! What is taken out of the example changes the pages and findings that rest on it, and no others.

use crate::harness::{day, project};
use isms_handbook::finding::Checked;
use isms_handbook::lang::Lang;
use isms_handbook::pipeline::{self, Reading};
use isms_handbook::site::theme::Theme;
use isms_handbook::site::{Made, Options, Site};
use isms_handbook::source::{Body, File, LoadOptions, Sources};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const AS_OF: &str = "2026-11-24";

/// Pages in English (documents but for their register left out) and what machines read of leadership.
fn pages(reading: &Reading, theme: &Theme) -> BTreeMap<String, Vec<u8>> {
    let (assessment, _) = reading.on(day(AS_OF));
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, theme, Box::new(Vec::new), Options::default());
    let shown = |path: &str| {
        (path.starts_with("en/") && (!path.starts_with("en/documents/") || path == "en/documents/index.html"))
            || path == "api/leadership.json"
    };
    let mut pages = BTreeMap::new();
    for path in site.routes().keys().filter(|path| shown(path)) {
        if let Some(Ok(Made::Bytes(bytes))) = site.make(path) {
            pages.insert(path.trim_end_matches("index.html").to_string(), bytes);
        }
    }
    pages
}

fn findings(reading: &Reading) -> BTreeSet<String> {
    let (_, judged) = reading.on(day(AS_OF));
    let subject = |subject: &Option<String>| subject.clone().unwrap_or_default();
    judged.listed.iter().map(|(finding, _)| format!("{} {}", finding.rule.name, subject(&finding.subject))).collect()
}

/// The sources with a text of one file replaced; with nothing to replace, without the file and its translation.
fn without(sources: &Sources, path: &str, from: &str, to: &str) -> Sources {
    let mut sources = sources.clone();
    if from.is_empty() {
        sources.files.remove(path).unwrap();
        sources.files.remove(path.replace(".md", ".fr.md").as_str());
        return sources;
    }
    let text = sources.text(path).unwrap_or_else(|| panic!("{path}"));
    assert!(text.contains(from), "{path}: {from}");
    let (path, text): (Arc<str>, Arc<str>) = (Arc::from(path), Arc::from(text.replace(from, to)));
    sources.files.insert(path.clone(), File::new(path, Body::Text(text)));
    sources
}

struct Case {
    path: &'static str,
    from: &'static str,
    to: &'static str,
    pages: &'static [&'static str],
    /// Whether the counts change too.
    counts: bool,
    gone: &'static [&'static str],
    come: &'static [&'static str],
}

/// Pages that count commitments, or list what answers a clause.
const COUNTS: [&str; 5] =
    ["api/leadership.json", "en/", "en/audit/", "en/frameworks/iso-27001-2022/", "en/leadership/"];

const CASES: &[Case] = &[
    // A record: the promise it kept lapses.
    Case {
        path: "content/records/2026-09-10-staff-meeting.md",
        from: "",
        to: "",
        pages: &[
            "en/leadership/com-d/",
            "en/people/marie-tremblay/",
            "en/records/",
            "en/records/rec-2026-16/",
            "en/reviews/",
            "en/roles/ceo/",
        ],
        counts: true,
        gone: &["action-due-soon COM-D-1"],
        come: &["action-lapsed COM-D-1"],
    },
    // The leader at a meeting: the record stays and counts for nothing.
    Case {
        path: "content/records/2026-10-27-management-committee.md",
        from: "attendees: [marie-tremblay, isabelle-roy, jean-gagnon, chantal-ouellet]\nchaired_by: marie-tremblay",
        to: "attendees: [isabelle-roy, jean-gagnon, chantal-ouellet]",
        pages: &[
            "en/leadership/com-c/",
            "en/leadership/com-e/",
            "en/people/marie-tremblay/",
            "en/records/",
            "en/records/rec-2026-21/",
            "en/reviews/",
            "en/roles/ceo/",
        ],
        counts: true,
        gone: &[],
        come: &["action-lapsed COM-E-2"],
    },
    // All of top management at the review: it does not count, and the one before is too old.
    Case {
        path: "content/records/2026-09-17-management-review.md",
        from: "attendees: [marie-tremblay, nathalie-cote, isabelle-roy, jean-gagnon, amelie-fortin, louise-caron]\nchaired_by: marie-tremblay",
        to: "attendees: [jean-gagnon, amelie-fortin, louise-caron]",
        pages: &[
            "en/leadership/com-e/",
            "en/people/isabelle-roy/",
            "en/people/marie-tremblay/",
            "en/people/nathalie-cote/",
            "en/records/",
            "en/records/rec-2026-17/",
            "en/reviews/",
            "en/roles/ceo/",
        ],
        counts: true,
        gone: &[],
        come: &["action-lapsed COM-E-1", "leadership-absent REC-2026-17", "management-review-overdue "],
    },
    // The budget of a record: the answer of the audit page, and nothing else but the record.
    Case {
        path: "content/records/2026-05-27-extra-keys.md",
        from: "budget: {year: 2026, currency: CAD, planned: 18000, approved: 18000, spent: 16240}\n",
        to: "",
        pages: &["api/leadership.json", "en/audit/", "en/records/rec-2026-11/"],
        counts: false,
        gone: &[],
        come: &[],
    },
    // A file's bytes: the record says so.
    Case {
        path: "content/records/files/2026-security-budget.csv",
        from: "\n",
        to: "\n\n",
        pages: &["api/leadership.json", "en/records/rec-2025-10/"],
        counts: false,
        gone: &[],
        come: &["evidence-file-changed REC-2025-10"],
    },
    // That a decision was done: it is overdue, and its owner is told.
    Case {
        path: "content/records/2026-09-17-management-review.md",
        from: "    done: 2026-10-06\n",
        to: "",
        pages: &[
            "api/leadership.json",
            "en/",
            "en/audit/",
            "en/leadership/",
            "en/people/jean-gagnon/",
            "en/records/",
            "en/records/rec-2026-17/",
            "en/reviews/",
            "en/roles/ciso/",
        ],
        counts: false,
        gone: &[],
        come: &["decision-overdue MR-2026-1"],
    },
    // The actions of a commitment: it is words only, and what named them names nothing.
    Case {
        path: "content/leadership/people.md",
        from: "  - id: COM-F-2\n",
        to: "  - id: COM-F-9\n",
        pages: &[
            "en/leadership/com-f/",
            "en/people/caroline-pelletier/",
            "en/records/rec-2025-03/",
            "en/records/rec-2026-09/",
            "en/reviews/",
            "en/roles/hr-director/",
        ],
        counts: true,
        gone: &[],
        come: &["action-never COM-F-9", "reference-unknown REC-2025-03", "reference-unknown REC-2026-09"],
    },
];

#[test]
fn what_is_taken_out_changes_what_rests_on_it_and_nothing_else() {
    let whole = pipeline::read(&project(), &LoadOptions::default()).unwrap();
    let theme = Theme::load(&[Lang::EN, Lang::FR], &BTreeMap::new(), &BTreeMap::new()).unwrap();
    let (all, found) = (pages(&whole, &theme), findings(&whole));
    let mut wrong = Vec::new();
    for case in CASES {
        let less = pipeline::understand(Checked::sound(without(&whole.sources, case.path, case.from, case.to)));
        let (pages, findings) = (pages(&less, &theme), findings(&less));
        let paths: BTreeSet<&String> = all.keys().chain(pages.keys()).collect();
        let changed: BTreeSet<&str> =
            paths.into_iter().filter(|path| all.get(*path) != pages.get(*path)).map(String::as_str).collect();
        let counts: &[&str] = if case.counts { &COUNTS } else { &[] };
        let expected: BTreeSet<&str> = case.pages.iter().chain(counts).copied().collect();
        let gone: Vec<&str> = found.difference(&findings).map(String::as_str).collect();
        let come: Vec<&str> = findings.difference(&found).map(String::as_str).collect();
        if changed != expected || gone != case.gone || come != case.come {
            wrong.push(format!(
                "{}\n changed beyond: {:?}\n not changed: {:?}\n gone: {gone:?}\n come: {come:?}",
                case.path,
                changed.difference(&expected).collect::<Vec<_>>(),
                expected.difference(&changed).collect::<Vec<_>>(),
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
