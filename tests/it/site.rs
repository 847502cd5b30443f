//! The built example: every page and link, and what a page must never hold.

use crate::harness::{Folder, day, laid_over, project, tree, understand};
use isms_handbook::finding::{catalogue, examples};
use isms_handbook::site::{self, Made, Options, Site};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::sync::OnceLock;

/// The example handbook, built once for all tests.
pub fn example() -> &'static BTreeMap<String, Vec<u8>> {
    static SITE: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();
    SITE.get_or_init(|| {
        let out = tempfile::tempdir().unwrap();
        let site = out.path().join("site");
        let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .arg("--root")
            .arg(project())
            .args(["--as-of", "2026-11-24", "build", "--out"])
            .arg(&site)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tree(&site)
    })
}

fn html(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, String)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), String::from_utf8(bytes.clone()).unwrap()))
}

/// The values of an attribute in a page.
fn values<'h>(html: &'h str, attribute: &'h str) -> impl Iterator<Item = &'h str> {
    let start = format!(" {attribute}=\"");
    let mut rest = html;
    std::iter::from_fn(move || {
        let from = rest.find(&start)? + start.len();
        let end = from + rest[from..].find('"')?;
        let value = &rest[from..end];
        rest = &rest[end..];
        Some(value)
    })
}

fn decode(text: &str) -> String {
    isms_handbook::resolve::links::decode(&text.replace("&amp;", "&"))
}

/// Links and sources that lead to no file, fragments that no element answers to.
pub fn broken_links(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<String>> =
        html(files).map(|(path, html)| (path, values(&html, "id").map(str::to_string).collect())).collect();
    let mut broken = Vec::new();
    for (path, page) in html(files).filter(|(path, _)| *path != "404.html") {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in values(&page, "href").chain(values(&page, "src")).chain(values(&page, "action")) {
            if target.contains("://") || target.starts_with("mailto:") || target.starts_with("tel:") {
                continue;
            }
            let (address, fragment) = target.split_once('#').unwrap_or((target, ""));
            let address = decode(address.split('?').next().unwrap());
            let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
            let mut outside = false;
            for part in address.split('/') {
                match part {
                    "" | "." => {}
                    ".." => outside |= parts.pop().is_none(),
                    part => parts.push(part),
                }
            }
            let mut file = parts.join("/");
            if address.is_empty() {
                file = path.to_string();
            } else if address.ends_with('/') || address == ".." || address == "." {
                file = if file.is_empty() { "index.html".to_string() } else { format!("{file}/index.html") };
            }
            if outside || !files.contains_key(&file) {
                broken.push(format!("{path}: {target}"));
            } else if !fragment.is_empty() && ids.get(file.as_str()).is_none_or(|ids| !ids.contains(&decode(fragment)))
            {
                // A broken fragment that an author wrote is a finding; one of ours is a fault. Authors' are in the prose.
                let in_prose = page.split("<div class=\"prose\"").nth(1).is_some_and(|prose| prose.contains(target));
                if !in_prose {
                    broken.push(format!("{path}: {target}"));
                }
            }
        }
    }
    broken
}

#[test]
fn every_link_of_the_example_resolves() {
    assert_eq!(broken_links(example()), Vec::<String>::new());
}

/// A handbook of nobody who knows the product: texts, and nothing that says who approves or answers.
const PLAIN: &[(&str, &str)] =
    &[("content/index.md", "# Welcome\n"), ("content/how/backup.md", "# Backup\n\nNightly.\n")];

#[test]
fn every_link_of_small_handbooks_resolves() {
    let examples = catalogue::all().filter_map(examples::of);
    let mut all: Vec<BTreeMap<_, _>> =
        examples.flat_map(|example| [laid_over(&example.bad), laid_over(&example.good)]).collect();
    all.push(laid_over(&[]));
    all.push(PLAIN.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect());
    assert!(all.len() > 100);
    let mut broken: BTreeSet<String> = all.par_iter().flat_map(|texts| broken_links(&made(texts))).collect();
    // Files of the content, and the list of all files, are written by publishing alone.
    broken.retain(|link| !link.contains("../files/") && !link.ends_with("../manifest.json"));
    assert_eq!(broken, BTreeSet::new());
}

/// The site of a handbook in memory, without a disk; empty where there is none to make.
fn made(texts: &BTreeMap<String, String>) -> BTreeMap<String, Vec<u8>> {
    let reading = understand(texts);
    let (assessment, _) = reading.on(day("2026-06-01"));
    let Ok(theme) = site::theme_of(&reading.handbook, &reading.sources) else { return BTreeMap::new() };
    let sources = &reading.sources;
    let site = Site::new(&reading.handbook, &assessment, sources, &theme, Box::new(Vec::new), Options::default());
    let file = |path: &String| match site.make(path) {
        Some(Ok(Made::Bytes(bytes))) => Some((path.clone(), bytes)),
        _ => None,
    };
    site.routes().keys().filter_map(file).collect()
}

#[test]
fn no_page_runs_or_loads_anything_of_its_own() {
    for (path, page) in html(example()) {
        for forbidden in [" style=\"", "<style", "javascript:", " onclick=", " onload=", "src=\"http", "data:image"] {
            assert!(!page.contains(forbidden), "{path} holds {forbidden}");
        }
        for script in page.split("<script").skip(1) {
            assert!(script.starts_with(" src=\""), "{path} has an inline script");
        }
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{path}");
    }
}

#[test]
fn every_page_has_one_h1_a_language_and_no_id_twice() {
    for (path, page) in html(example()) {
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        assert!(page.starts_with("<!doctype html>\n<html lang=\""), "{path}");
        let ids: Vec<&str> = values(&page, "id").collect();
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{path} has an id twice");
    }
}

#[test]
fn each_page_exists_in_both_languages() {
    let files = example();
    for path in files.keys().filter_map(|path| path.strip_prefix("en/")).filter(|path| path.ends_with(".html")) {
        assert!(files.contains_key(&format!("fr/{path}")), "fr/{path}");
    }
}

#[test]
fn drafts_and_texts_to_come_are_nowhere() {
    let words = ["working-elsewhere", "GUI-003", "POL-006"];
    for (path, bytes) in example().iter().filter(|(path, _)| !path.contains("/assets/")) {
        let text = String::from_utf8_lossy(bytes);
        let named = words.iter().filter(|word| path.to_lowercase().contains(&word.to_lowercase())).count();
        assert_eq!(named, 0, "{path}");
        assert!(!text.contains("href=\"../gui-003/"), "{path}");
    }
}

#[test]
fn documents_json_is_the_register_for_programs() {
    let value: serde_json::Value = serde_json::from_slice(&example()["api/documents.json"]).unwrap();
    assert_eq!(value["schema"], 1);
    assert_eq!(value["as_of"], "2026-11-24");
    let documents = value["documents"].as_array().unwrap();
    let ids: Vec<&str> = documents.iter().map(|document| document["id"].as_str().unwrap()).collect();
    assert!(ids.contains(&"POL-001") && !ids.contains(&"GUI-003") && !ids.contains(&"POL-005"), "{ids:?}");
    let policy = documents.iter().find(|document| document["id"] == "POL-002").unwrap();
    assert_eq!(policy["review"]["state"], "overdue");
    assert_eq!(policy["review"]["due"], "2026-11-19");
    assert_eq!(policy["lifecycle"], "approved");
    assert!(policy["url"]["fr"].as_str().unwrap().ends_with("/fr/documents/pol-002/"));
    assert_eq!(policy["sha256"].as_str().unwrap().len(), 64);
    let csv = String::from_utf8(example()["register.csv"].clone()).unwrap();
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), documents.len());
}

#[test]
fn the_manifest_names_every_file() {
    let files = example();
    let manifest: serde_json::Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let listed: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|file| file["path"].as_str().unwrap()).collect();
    let there: Vec<&str> = files.keys().map(String::as_str).filter(|path| *path != "manifest.json").collect();
    assert_eq!(listed, there);
    for file in manifest["files"].as_array().unwrap() {
        let bytes = &files[file["path"].as_str().unwrap()];
        assert_eq!(file["bytes"].as_u64().unwrap(), bytes.len() as u64);
    }
}

#[test]
fn a_superseded_version_leads_to_what_changed_since() {
    let files = example();
    let page = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    for (lang, title) in [("en", "What changed since version 1.0"), ("fr", "Ce qui a changé depuis la version 1.0")] {
        let since = page(&format!("{lang}/documents/pro-001/1.0/to-current/index.html"));
        assert!(since.contains(&format!("<h1>{title}</h1>")) && since.contains("noindex"), "{since}");
        assert!(since.contains("Version 1.0") && since.contains("Version 2.0") && since.contains("<ins>"));
        let old = page(&format!("{lang}/documents/pro-001/1.0/index.html"));
        assert!(values(&old, "href").any(|href| href.ends_with("/1.0/to-current/")), "{lang}");
        // For the one just before, the redline of the one in force says it.
        let before = page(&format!("{lang}/documents/pro-001/1.1/index.html"));
        assert!(values(&before, "href").any(|href| href.ends_with("/2.0/changes/")), "{lang}");
        assert!(!files.contains_key(&format!("{lang}/documents/pro-001/1.1/to-current/index.html")));
    }
    assert!(!String::from_utf8_lossy(&files["sitemap.xml"]).contains("to-current"));
}

#[test]
fn a_superseded_version_names_the_one_that_replaced_it_and_the_one_in_force() {
    let page = String::from_utf8_lossy(&example()["en/documents/pol-001/1.0/index.html"]).into_owned();
    assert!(page.contains("Replaced by version 2.0 on "), "the next version took its place, not the newest");
    assert!(page.contains("In force is version 3.0."));
}

#[test]
fn what_authors_wrote_in_another_language_says_so() {
    let page = |path: &str| String::from_utf8(example()[path].clone()).unwrap();
    let retired = page("fr/documents/pol-005/index.html");
    assert!(retired.contains("<span lang=\"en\">Its rules now stand in"), "why a document was retired");
    assert!(page("fr/changes/index.html").contains("<p lang=\"en\">Read after the exercise"), "a review's note");
    assert!(!page("en/changes/index.html").contains("<p lang="), "in their own language they need not");
    // A retired page has no text, and says where it is.
    assert!(retired.contains("href=\"../../../fr/documents/pol-005/1.1/\">Lire le texte tel qu"), "the text retired");
}

#[test]
fn what_changed_since_an_old_version_names_each_version_between() {
    let page = String::from_utf8(example()["en/documents/pol-001/1.0/to-current/index.html"].clone()).unwrap();
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(
        at("<dt>Version 3.0</dt>") < at("<dt>Version 2.1</dt>")
            && at("<dt>Version 2.1</dt>") < at("<dt>Version 2.0</dt>")
    );
    // Of facts that name several things only those are marked that the other side does not have.
    assert!(page.contains("<span>CHA-001, <ins>PRO-001</ins>, "), "related documents");
}

#[test]
fn a_record_without_a_day_stands_in_the_list() {
    let folder = Folder::base(
        "=== content/records/r.md\n---\nid: REC-1\ntitle: Talk without a day\ntype: meeting\nattendees: [ann]\n---\n\nSaid.\n",
    );
    let ran = folder.run(&["--as-of", "2026-06-01", "build", "--fail-on", "never", "--out", "site"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let page = folder.read("site/records/index.html");
    assert!(page.contains("Without a date</h2>") && page.contains("Talk without a day"), "{page}");
}
