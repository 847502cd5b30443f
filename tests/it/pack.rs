//! The evidence pack: always the same bytes, complete, and checked by its own script without this program.

use crate::harness::{project, tree};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

fn make(out: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .arg("--root")
        .arg(project())
        .args(["--as-of", "2026-11-24", "export", "evidence-pack.zip", "--out"])
        .arg(out)
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The pack of the example, made once for all tests.
fn pack() -> &'static [u8] {
    static PACK: OnceLock<Vec<u8>> = OnceLock::new();
    PACK.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("pack.zip");
        make(&out, &["--sample", "3", "--seed", "2026"]);
        std::fs::read(out).unwrap()
    })
}

/// Unpacked by a reader that knows nothing of us.
fn unpacked() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(std::io::Cursor::new(pack())).unwrap().extract(folder.path()).unwrap();
    folder
}

/// Runs the pack's own script with a path on which this program is not.
fn verify(folder: &Path) -> (i32, String) {
    let Output { status, stdout, stderr } = Command::new("/bin/sh")
        .arg("verify.sh")
        .current_dir(folder)
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .env("LANG", "C")
        .output()
        .unwrap();
    let said = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    (status.code().unwrap_or(-1), said)
}

#[test]
fn the_pack_verifies_by_its_own_script() {
    let folder = unpacked();
    let (code, said) = verify(folder.path());
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("faults: 0") && said.contains("Everything is as it was handed out."), "{said}");
    assert!(!said.contains("signatures: 0,"), "{said}");
}

#[test]
fn it_holds_what_an_auditor_needs() {
    let files = tree(unpacked().path());
    let archive = tree(&project().join("content/archive"));
    for (path, bytes) in &archive {
        assert_eq!(files.get(&format!("archive/{path}")), Some(bytes), "{path}");
    }
    for path in [
        "README.md",
        "SHA256SUMS",
        "verify.sh",
        "signers.tsv",
        "sample.md",
        "data/register.csv",
        "data/documents.json",
        "data/findings.json",
        "data/responsibilities.json",
        "data/reviews.ics",
        "site/index.html",
        "site/en/documents/pol-001/index.html",
        "site/fr/documents/pol-001/index.html",
    ] {
        assert!(files.contains_key(path), "{path}");
    }
    let readme = String::from_utf8(files["README.md"].clone()).unwrap();
    assert!(readme.contains("# Evidence pack") && readme.contains("# Dossier de preuves"));
    let home = String::from_utf8(files["site/en/index.html"].clone()).unwrap();
    assert!(home.contains("/documents/index.html\""), "links open from a folder");
    let sample = String::from_utf8(files["sample.md"].clone()).unwrap();
    assert_eq!(sample.matches("\n## ").count(), 3, "{sample}");
}

#[test]
fn the_same_handbook_gives_the_same_pack() {
    let folder = tempfile::tempdir().unwrap();
    let (again, other) = (folder.path().join("again.zip"), folder.path().join("other.zip"));
    make(&again, &["--sample", "3", "--seed", "2026"]);
    make(&other, &["--sample", "3", "--seed", "2027"]);
    assert!(std::fs::read(again).unwrap() == pack());
    let read = |bytes: &[u8]| {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes.to_vec())).unwrap();
        std::io::read_to_string(zip.by_name("sample.md").unwrap()).unwrap()
    };
    assert_ne!(read(&std::fs::read(other).unwrap()), read(pack()));
}

#[test]
fn a_tampered_pack_does_not_verify() {
    type Tamper = fn(&Path);
    let append = |path: &Path| {
        let mut bytes = std::fs::read(path).unwrap();
        bytes.extend(b"\n");
        std::fs::write(path, bytes).unwrap();
    };
    /// Writes both lists anew, as somebody would who knows how they are checked.
    fn relist(folder: &Path) {
        let script = "cd archive && find . -mindepth 2 -type f | sed 's|^./||' | LC_ALL=C sort | xargs sha256sum > ../sums && \
                      mv ../sums SHA256SUMS && cd .. && \
                      find . -type f ! -name SHA256SUMS | sed 's|^./||' | LC_ALL=C sort | xargs -d '\\n' sha256sum > sums && \
                      sha256sum archive/SHA256SUMS >> sums && mv sums SHA256SUMS";
        let status = Command::new("sh").args(["-c", script]).current_dir(folder).status().unwrap();
        assert!(status.success());
    }
    fn swap(folder: &Path, path: &str, old: &str, new: &str) {
        let path = folder.join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old));
        std::fs::write(path, text.replace(old, new)).unwrap();
    }
    let cases: BTreeMap<&str, Tamper> = BTreeMap::from([
        ("a file is added", (|folder| std::fs::write(folder.join("site/extra.html"), "x").unwrap()) as Tamper),
        ("a file is gone", |folder| std::fs::remove_file(folder.join("data/register.csv")).unwrap()),
        ("a sealed text is altered and listed anew", |folder| {
            swap(folder, "archive/POL-001/1.0/information-security.md", "e", "a");
            relist(folder);
        }),
        ("an event is altered and listed anew", |folder| {
            swap(folder, "archive/POL-001/0001-approved-1.0.json", "First issue.", "Other issue.");
            relist(folder);
        }),
        ("the last event is altered and listed anew", |folder| {
            let last = std::fs::read_dir(folder.join("archive/POL-001")).unwrap();
            let mut last: Vec<_> = last.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            last.retain(|name| name.ends_with(".json"));
            last.sort();
            let path = format!("archive/POL-001/{}", last.last().unwrap());
            swap(folder, &path, "\"date\": \"20", "\"date\":  \"20");
            relist(folder);
        }),
        ("an event is gone and listed anew", |folder| {
            for entry in std::fs::read_dir(folder.join("archive/POL-001")).unwrap() {
                let path = entry.unwrap().path();
                if path.file_name().unwrap().to_string_lossy().starts_with("0002-") {
                    std::fs::remove_file(path).unwrap();
                }
            }
            relist(folder);
        }),
        ("a signature is moved to another event and listed anew", |folder| {
            let of = |name: &str| folder.join(format!("archive/POL-001/{name}.json.marie-tremblay.sig"));
            std::fs::copy(of("0001-approved-1.0"), of("0002-approved-2.0")).unwrap();
            relist(folder);
        }),
    ]);
    let folder = unpacked();
    append(&folder.path().join("README.md"));
    assert_eq!(verify(folder.path()).0, 1);
    for (what, tamper) in cases {
        let folder = unpacked();
        tamper(folder.path());
        let (code, said) = verify(folder.path());
        assert_eq!(code, 1, "{what}: {said}");
        assert!(said.contains("WRONG"), "{what}: {said}");
    }
}
