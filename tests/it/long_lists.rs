//! Lists too long for one page: every document and event is on exactly one page, the pages lead to each other, and the
//! script that filters need brings what the first page does not have.

use crate::harness::{day, handbook};
use isms_handbook::site::pages::register;
use isms_handbook::site::{self, Made, Options, Site};
use std::collections::BTreeSet;
use std::fmt::Write as _;

const MORE: usize = 1003;

fn text() -> String {
    let mut text = String::new();
    for n in 0..MORE {
        let _ = write!(
            text,
            "=== content/policies/p{n}.md\n---\nid: P-{n:04}\ntitle: Policy {n}\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\napproval: {{role: ceo, person: ann, date: 2026-0{}-10}}\nreview: 12 months\n---\n\nShort.\n",
            n % 5 + 1
        );
    }
    text
}

/// The ids that stand in a page's rows or items.
fn ids(html: &str) -> Vec<String> {
    let marked = html.split("class=\"ref\">").skip(1);
    marked.filter_map(|rest| Some(rest.split_once('<')?.0.to_string())).collect()
}

#[test]
fn a_long_register_and_long_news_have_pages() {
    let reading = handbook(&text());
    let (assessment, _) = reading.on(day("2026-06-01"));
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    let make = |path: &str| match site.make(path) {
        Some(Ok(Made::Bytes(bytes))) => String::from_utf8(bytes).unwrap(),
        other => panic!("{path}: {other:?}"),
    };
    for folder in ["documents", "changes"] {
        let paths: Vec<String> = std::iter::once(format!("{folder}/index.html"))
            .chain((2..=3).map(|n| format!("{folder}/page~{n}/index.html")))
            .collect();
        assert!(!site.routes().contains_key(&format!("{folder}/page~4/index.html")));
        let mut seen = BTreeSet::new();
        for (at, path) in paths.iter().enumerate() {
            let html = make(path);
            assert!(html.len() < 600_000, "{path}: {}", html.len());
            let leaves = html.split("class=\"leaves\"").nth(1).unwrap().split("</nav>").next().unwrap();
            assert_eq!(leaves.matches("aria-current=\"page\"").count(), 1, "{path}");
            let root = if at == 0 { "../" } else { "../../" };
            for other in [format!("{folder}/"), format!("{folder}/page~2/"), format!("{folder}/page~3/")] {
                assert!(html.contains(&format!("<a href=\"{root}{other}\"")), "{path} leads to {other}");
            }
            assert_eq!(html.contains("data-others"), folder == "documents" && at == 0, "{path}");
            let page = ids(&html);
            assert_eq!(page.len(), page.iter().collect::<BTreeSet<_>>().len(), "{path}");
            for id in page {
                assert!(seen.insert(id.clone()), "{id} stands twice");
            }
        }
        let all = if folder == "documents" { register::order(&site).len() } else { site.news().len() };
        assert!(all > MORE && seen.len() == all, "{folder}: {} of {all}", seen.len());
    }
    let script = make("assets/register/en.js");
    let rows: String =
        serde_json::from_str(script.trim().strip_prefix("HANDBOOK_ROWS(").unwrap().strip_suffix(");").unwrap())
            .unwrap();
    let first: BTreeSet<String> = ids(&make("documents/index.html")).into_iter().collect();
    let others = ids(&rows);
    assert_eq!(first.len() + others.len(), register::order(&site).len());
    assert!(others.iter().all(|id| !first.contains(id)));
    assert!(rows.contains("href=\"../documents/p-"), "links are those of the first page");
}

#[test]
fn a_short_register_is_one_page_without_a_script() {
    let reading = handbook("");
    let (assessment, _) = reading.on(day("2026-06-01"));
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    assert!(!site.routes().keys().any(|path| path.contains('~') || path.starts_with("assets/register/")));
}

#[test]
fn the_index_takes_its_words_from_pages_however_often_they_are_made() {
    let policy = |number: usize| {
        format!(
            "=== content/policies/p{number}.md\n---\nid: POL-{number}\ntitle: Policy {number}\nversion: \"1.0\"\nstatus: approved\n\
             owner: ciso\nauthors: [bob]\napproval: {{role: ceo, person: ann, date: 2026-01-10}}\n---\n\nWord{number} is here.\n"
        )
    };
    let reading = handbook(&(0..40).map(policy).collect::<String>());
    let theme = site::theme_of(&reading.handbook, &reading.sources).unwrap();
    let (assessment, _) = reading.on(day("2026-06-01"));
    let alone =
        || Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    // Several times, because it takes luck for two threads to meet.
    for _ in 0..6 {
        let gathering = alone().gathering();
        // Threads that make the same pages at the same time, so that a text is read by several before any has kept it.
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for path in gathering.paths_before_index() {
                        assert!(gathering.make(&path).unwrap().is_ok(), "{path}");
                    }
                });
            }
        });
        assert_eq!(gathering.index(), alone().index());
        assert!(gathering.index().values().any(|file| file.contains("word39")));
    }
}
