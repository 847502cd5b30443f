//! Building what was built already does nothing, and only then: every input counts, and so does every byte that stands.

use crate::harness::{Folder, tree};
use std::process::Command;

const NOTHING: &str = "nothing to do";

/// Builds with a memory of its own; what it told.
fn build(folder: &Folder, arguments: &[&str]) -> String {
    build_on(folder, "2026-11-01", arguments)
}

fn build_on(folder: &Folder, day: &str, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["--as-of", day, "build"])
        .args(arguments)
        .current_dir(folder.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .env("HANDBOOK_CACHE", folder.path().join("memory"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{told}");
    told
}

fn handbook() -> Folder {
    let folder = Folder::base("");
    folder.write("content/picture.png", b"not really");
    folder.write("content/notes.md", "# Notes\n\n![A picture](picture.png)\n");
    folder
}

#[test]
fn the_second_build_does_nothing_and_says_what_the_first_said() {
    let folder = handbook();
    let first = build(&folder, &[]);
    assert!(first.contains("published "), "{first}");
    let built = tree(&folder.path().join("public"));
    let second = build(&folder, &[]);
    assert!(second.contains(NOTHING), "{second}");
    assert_eq!(
        first.lines().next().filter(|line| line.contains("check")),
        second.lines().next().filter(|line| line.contains("check"))
    );
    assert!(tree(&folder.path().join("public")) == built);
    assert!(build(&folder, &["--lang", "fr"]).contains("rien à faire"));
}

#[test]
fn whatever_changes_is_built_anew() {
    type Change = fn(&Folder);
    let changes: [(&str, Change); 8] = [
        ("a text", |folder| folder.write("content/notes.md", "# Notes\n\nOther words. ![A picture](picture.png)\n")),
        ("a picture", |folder| folder.write("content/picture.png", b"not REALLY")),
        ("a new file", |folder| folder.write("content/more.md", "# More\n")),
        ("a template", |folder| folder.write("templates/i18n/en.yaml", "search: Find\n")),
        ("a page of the site", |folder| folder.write("public/index.html", "by hand")),
        ("a file that does not belong to the site", |folder| folder.write("public/by-hand.html", "by hand")),
        ("a page that is gone", |folder| std::fs::remove_file(folder.path().join("public/search/index.html")).unwrap()),
        ("the site and its manifest", |folder| {
            let digest = |text: &str| isms_handbook::archive::Digest::of(text.as_bytes()).to_string();
            let page = folder.read("public/index.html");
            let forged = page.replacen("</h1>", "!</h1>", 1);
            assert_ne!(page, forged);
            let manifest = folder.read("public/manifest.json").replace(&digest(&page), &digest(&forged));
            let bytes = |text: &str| format!("\"sha256\":\"{}\",\"bytes\":{}", digest(&forged), text.len());
            folder.write("public/manifest.json", manifest.replace(&bytes(&page), &bytes(&forged)));
            folder.write("public/index.html", forged);
        }),
    ];
    for (what, change) in changes {
        let folder = handbook();
        build(&folder, &[]);
        assert!(build(&folder, &[]).contains(NOTHING), "{what}");
        change(&folder);
        assert!(!build(&folder, &[]).contains(NOTHING), "{what}");
        assert!(build(&folder, &[]).contains(NOTHING), "{what}, once more");
        let fresh = folder.path().join("fresh");
        build(&folder, &["--out", "fresh"]);
        let (public, fresh) = (tree(&folder.path().join("public")), tree(&fresh));
        assert!(public == fresh, "{what}");
    }
}

#[test]
fn another_day_option_or_folder_is_another_build() {
    let folder = handbook();
    build(&folder, &[]);
    let others: [(&str, &[&str]); 7] = [
        ("2026-11-02", &[]),
        ("2026-11-01", &["--drafts"]),
        ("2026-11-01", &["--links", "file"]),
        ("2026-11-01", &["--base-url", "https://example.org/"]),
        ("2026-11-01", &["--precompress"]),
        ("2026-11-01", &["--classification", "internal"]),
        ("2026-11-01", &["--out", "other"]),
    ];
    for (day, arguments) in others {
        assert!(!build_on(&folder, day, arguments).contains(NOTHING), "{day} {arguments:?}");
        build(&folder, &[]);
        assert!(build(&folder, &[]).contains(NOTHING), "{day} {arguments:?}");
    }
}

#[test]
fn a_broken_memory_is_none() {
    let folder = handbook();
    build(&folder, &[]);
    folder.write("memory/builds.json", "[{]");
    assert!(!build(&folder, &[]).contains(NOTHING));
    assert!(build(&folder, &[]).contains(NOTHING));
}
