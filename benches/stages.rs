//! What each stage costs on a fixed handbook of two hundred documents in memory: `cargo bench --bench stages`.
//!
//! `load` and the disk are not here; `benches/run` times whole builds.

// A measuring stick may stop when something is missing.
#![allow(clippy::unwrap_used, clippy::panic)]

use divan::Bencher;
use isms_handbook::assess::{Assessment, assess};
use isms_handbook::date::Date;
use isms_handbook::finding::Checked;
use isms_handbook::model::Handbook;
use isms_handbook::parse::parse;
use isms_handbook::publish::{self, Publication};
use isms_handbook::resolve::resolve;
use isms_handbook::site::theme::Theme;
use isms_handbook::site::{Made, Options, Site, finder};
use isms_handbook::source::Sources;
use std::collections::BTreeMap;
use std::fmt::Write;

const DOCUMENTS: usize = 200;

fn main() {
    divan::main();
}

/// A handbook of policies, with a section for each of their words.
fn sources() -> Sources {
    let mut files = vec![
        ("site-config.yaml".to_string(), "title: Handbook\napproval: {default: {roles: [board]}}\n".to_string()),
        ("content/people.yaml".to_string(), "- {id: ann, name: Ann Roy}\n- {id: bob, name: Bob Cote}\n".to_string()),
    ];
    for (id, person) in [("board", "ann"), ("ciso", "bob")] {
        let text = format!("---\nid: {id}\ntitle: The {id}\nholders: [{{person: {person}}}]\n---\n\nLeads.\n");
        files.push((format!("content/roles/{id}.md"), text));
    }
    for n in 0..DOCUMENTS {
        let mut text = format!(
            "---\nid: POL-{n:03}\ntitle: Policy {n}\nversion: 1.{n}\nstatus: approved\nowner: ciso\n\
             approval: [{{role: board, person: ann, date: 2026-03-01}}]\nreview: 12 months\nclauses: [5.2, 5.3]\n---\n\n"
        );
        for (at, word) in ["Scope", "Rules", "Roles", "Evidence", "Review"].iter().enumerate() {
            let next = (n + at + 1) % DOCUMENTS;
            let sentence = format!("The {word} of text {n} binds *everyone* who reads `F-{n}{at}` before the audit. ");
            let _ = write!(
                text,
                "## {word}\n\n{}[^a]\n\n- {sentence}\n- [POL-{next:03}](pol-{next:03}.md): {sentence}\n\n\
                 | Record | Kept |\n|---|---|\n| {word} | {at} years |\n| Form | always |\n\n",
                sentence.repeat(6)
            );
        }
        text.push_str("[^a]: As **ISO 27001** asks.\n");
        files.push((format!("content/policies/pol-{n:03}.md"), text));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    Sources::from_texts(&files)
}

fn handbook(sources: &Sources) -> Handbook {
    resolve(sources, parse(sources).value).value
}

fn day() -> Date {
    Date::parse("2026-11-01").unwrap()
}

/// Everything that a site is made of.
struct Desk {
    sources: Sources,
    handbook: Handbook,
    assessment: Assessment,
    theme: Theme,
}

fn desk() -> Desk {
    let sources = sources();
    let handbook = handbook(&sources);
    let Checked { value: assessment, .. } = assess(&handbook, day());
    let Ok(theme) = Theme::load(&handbook.config.languages, &BTreeMap::new(), &BTreeMap::new()) else {
        panic!("the built-in theme loads");
    };
    Desk { sources, handbook, assessment, theme }
}

impl Desk {
    fn site(&self) -> Site<'_> {
        Site::new(&self.handbook, &self.assessment, &self.sources, &self.theme, Box::new(Vec::new), Options::default())
    }
}

#[divan::bench]
fn stage_1_parse(bencher: Bencher) {
    let sources = sources();
    bencher.bench_local(|| parse(&sources));
}

#[divan::bench]
fn stage_2_resolve(bencher: Bencher) {
    let sources = sources();
    let draft = parse(&sources).value;
    bencher.with_inputs(|| draft.clone()).bench_local_values(|draft| resolve(&sources, draft));
}

#[divan::bench]
fn stage_3_assess(bencher: Bencher) {
    let handbook = handbook(&sources());
    bencher.bench_local(|| assess(&handbook, day()));
}

#[divan::bench]
fn stage_4_search(bencher: Bencher) {
    let desk = desk();
    let site = desk.site();
    bencher.bench_local(|| finder::Gathering::idle(&site).finish(&site));
}

#[divan::bench]
fn stage_5_render_a_document(bencher: Bencher) {
    let desk = desk();
    let site = desk.site();
    assert!(site.make("documents/pol-007/index.html").is_some());
    bencher.bench_local(|| site.make("documents/pol-007/index.html"));
}

#[divan::bench]
fn stage_6_publish(bencher: Bencher) {
    let desk = desk();
    let site = desk.site();
    let folder = tempfile::tempdir().unwrap();
    let stamp = publish::Stamp { generator: "isms-handbook bench".to_string(), as_of: day(), archive: None };
    let out = folder.path().join("out");
    bencher.bench_local(|| publish::publish(&out, &[], &Press(&site), &stamp, &publish::Options::default()).is_ok());
}

struct Press<'a>(&'a Site<'a>);

impl Publication for Press<'_> {
    fn paths(&self) -> Vec<String> {
        self.0.paths()
    }

    fn make(&self, path: &str) -> Result<publish::Made, String> {
        match self.0.make(path) {
            Some(Ok(Made::Bytes(bytes))) => Ok(publish::Made::Bytes(bytes)),
            _ => Err(format!("cannot make {path}")),
        }
    }
}
