use super::*;
use std::collections::BTreeMap;

struct Files(BTreeMap<String, Vec<u8>>);

impl Publication for Files {
    fn paths(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
    fn make(&self, path: &str) -> Result<Vec<u8>, String> {
        match self.0.get(path) {
            Some(bytes) if bytes == b"BROKEN" => Err("no".to_string()),
            Some(bytes) => Ok(bytes.clone()),
            None => Err("none".to_string()),
        }
    }
}

fn files(pairs: &[(&str, &str)]) -> Files {
    Files(pairs.iter().map(|(path, text)| ((*path).to_string(), text.as_bytes().to_vec())).collect())
}

fn stamp() -> Stamp {
    Stamp { generator: "isms-handbook test".into(), as_of: "2026-01-01".into(), archive: None }
}

fn go(out: &Path, publication: &Files) -> Result<Published, Error> {
    publish(out, &[], publication, &stamp(), &Options::default())
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_site_replaces_the_one_before_whole() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    go(&out, &files(&[("a/index.html", "one"), ("b.txt", "b")])).unwrap();
    assert_eq!(verify(&out).unwrap(), []);
    go(&out, &files(&[("a/index.html", "two")])).unwrap();
    assert_eq!(names(&out), ["a", "manifest.json"]);
    assert_eq!(verify(&out).unwrap(), []);
    assert_eq!(names(dir.path()), [".handbook-public.lock", "public"]);
}

#[test]
fn a_page_that_cannot_be_made_leaves_the_old_site() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    go(&out, &files(&[("a.html", "one")])).unwrap();
    assert!(go(&out, &files(&[("a.html", "two"), ("b.html", "BROKEN")])).is_err());
    assert_eq!(std::fs::read_to_string(out.join("a.html")).unwrap(), "one");
    assert_eq!(names(dir.path()), [".handbook-public.lock", "public"]);
}

#[test]
fn foreign_folders_are_refused() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    std::fs::create_dir(&out).unwrap();
    go(&out, &files(&[("a.html", "one")])).expect("an empty folder may be taken");
    let foreign = dir.path().join("foreign");
    std::fs::create_dir(&foreign).unwrap();
    std::fs::write(foreign.join("letter.txt"), "dear").unwrap();
    assert!(go(&foreign, &files(&[("a.html", "one")])).is_err());
    assert_eq!(names(&foreign), ["letter.txt"]);
    std::fs::write(foreign.join("manifest.json"), "{\"generator\": \"other\"}").unwrap();
    assert!(go(&foreign, &files(&[("a.html", "one")])).is_err());
    assert!(go(&foreign.join("letter.txt"), &files(&[])).is_err());
}

#[test]
fn the_output_stays_away_from_the_content() {
    let dir = tempfile::tempdir().unwrap();
    let content = dir.path().join("content");
    std::fs::create_dir(&content).unwrap();
    for out in ["content", "content/public", ".", "content/../content/x"] {
        let result = publish(&dir.path().join(out), &[&content], &files(&[]), &stamp(), &Options::default());
        assert!(result.is_err(), "{out}");
    }
    assert_eq!(names(&content), Vec::<String>::new());
}

#[test]
fn a_second_build_is_told_to_wait_and_crashed_ones_are_cleared() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    let crashed = dir.path().join(".handbook-public-abc");
    std::fs::create_dir(&crashed).unwrap();
    let held = folder::lock(&folder::settle(&out).unwrap()).unwrap();
    assert!(go(&out, &files(&[("a.html", "one")])).is_err());
    drop(held);
    go(&out, &files(&[("a.html", "one")])).unwrap();
    assert!(!crashed.exists());
}

#[test]
fn tampering_is_named() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("public");
    go(&out, &files(&[("a.html", "one"), ("b.html", "two")])).unwrap();
    std::fs::write(out.join("a.html"), "One").unwrap();
    std::fs::remove_file(out.join("b.html")).unwrap();
    std::fs::write(out.join("c.html"), "new").unwrap();
    let faults =
        [SiteFault::Changed("a.html".into()), SiteFault::Missing("b.html".into()), SiteFault::Added("c.html".into())];
    assert_eq!(verify(&out).unwrap(), faults);
}

#[test]
fn packed_files_are_reproducible_and_listed() {
    let dir = tempfile::tempdir().unwrap();
    let text = "words and words ".repeat(200);
    let options = Options { precompress: true, progress: None };
    let mut trees = Vec::new();
    for name in ["one", "two"] {
        let out = dir.path().join(name);
        publish(&out, &[], &files(&[("a.html", &text), ("b.png", &text)]), &stamp(), &options).unwrap();
        assert_eq!(names(&out), ["a.html", "a.html.br", "a.html.gz", "b.png", "manifest.json"]);
        assert_eq!(verify(&out).unwrap(), []);
        trees.push(std::fs::read(out.join("manifest.json")).unwrap());
    }
    assert_eq!(trees[0], trees[1]);
}
