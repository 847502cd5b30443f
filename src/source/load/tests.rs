//! Handbooks on a real disk: what is read, what is left out, what is said of it.
#![allow(clippy::disallowed_methods)]

use super::*;
use std::path::Path;
use tempfile::TempDir;

/// A folder with these files.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, bytes) in files {
        write(dir.path(), path, bytes);
    }
    dir
}

fn write(root: &Path, path: &str, bytes: &[u8]) {
    let path = root.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn loaded(root: &Path) -> Checked<Sources> {
    load(root, &LoadOptions::default()).unwrap()
}

fn paths(sources: &Sources) -> Vec<&str> {
    sources.files.keys().map(|path| &**path).collect()
}

/// Rule and path of each finding.
fn found(checked: &Checked<Sources>) -> Vec<(&str, &str)> {
    checked.findings.iter().map(|finding| (finding.rule.name, &*finding.place.path)).collect()
}

/// The kind of a file's body, its bytes or size.
fn kind(sources: &Sources, path: &str) -> (&'static str, u64) {
    match &sources.files[path].body {
        Body::Text(text) => ("text", text.len() as u64),
        Body::Bytes(bytes) => ("bytes", bytes.len() as u64),
        Body::Sealed(_) => ("sealed", 0),
        Body::Blob { size } => ("blob", *size),
    }
}

#[test]
fn a_prepared_handbook_is_its_configuration_content_and_templates() {
    let dir = folder(&[
        ("site-config.yaml", b"title: x"),
        ("content/index.md", b"# x"),
        ("content/policies/a b?#%'\"é😀.md", b""),
        ("content/folder.md/x.md", b""),
        ("content/.hidden.md", b""),
        ("content/.git/config", b""),
        ("content/node_modules/x/readme.md", b""),
        ("content/empty.md", b""),
        ("templates/page.html", b"<p>"),
        ("templates/.swp", b""),
        ("README.md", b"not content"),
        ("other/x.md", b""),
    ]);
    let checked = loaded(dir.path());
    assert_eq!(checked.value.content, "content");
    let expected = [
        "content/empty.md",
        "content/folder.md/x.md",
        "content/index.md",
        "content/policies/a b?#%'\"é😀.md",
        "site-config.yaml",
        "templates/page.html",
    ];
    assert_eq!(paths(&checked.value), expected);
    assert_eq!(found(&checked), []);
    assert_eq!(load_config(dir.path()).as_deref(), Some("title: x"));
}

#[test]
fn a_folder_without_content_is_the_content() {
    let built = br#"{"schema": 1, "as_of": "2026-01-01", "generator": "isms-handbook 1.0", "files": []}"#;
    let dir = folder(&[
        ("a.md", b""),
        ("sub/b.md", b""),
        ("site-config.yaml", b""),
        ("templates/t.html", b""),
        ("public/index.html", b""),
        ("out/index.html", b""),
        ("old/manifest.json", built),
        ("old/index.html", b""),
        ("app/manifest.json", br#"{"generator": "another"}"#),
        ("archive/POL-1/manifest.json", built),
        (".github/x.md", b""),
    ]);
    let options = LoadOptions {
        skip: vec![PathBuf::from("public"), dir.path().join("out"), PathBuf::from("/elsewhere")],
        ..LoadOptions::default()
    };
    let checked = load(dir.path(), &options).unwrap();
    assert_eq!(checked.value.content, "");
    let all = [
        "a.md",
        "app/manifest.json",
        "archive/POL-1/manifest.json",
        "site-config.yaml",
        "sub/b.md",
        "templates/t.html",
    ];
    assert_eq!(paths(&checked.value), all);
    let content: Vec<&str> = checked.value.content_files().map(|(rel, _)| rel).collect();
    assert_eq!(content, ["a.md", "app/manifest.json", "archive/POL-1/manifest.json", "sub/b.md"]);
}

#[test]
fn of_sealed_texts_no_more_than_the_digest_may_be_kept() {
    for content in ["", "content/"] {
        let archived = ["P/0001-approved-1.0.json", "P/0001-approved-1.0.json.someone.sig", "P/1.0/a.md", "SHA256SUMS"];
        let files: Vec<String> = archived.iter().map(|name| format!("{content}archive/{name}")).collect();
        let other = format!("{content}policies/security/access/a.md");
        let all: Vec<(&str, &[u8])> = files
            .iter()
            .map(|path| (path.as_str(), b"x\n".as_slice()))
            .chain([(other.as_str(), b"x\n".as_slice())])
            .collect();
        let dir = folder(&all);
        let options = LoadOptions { seal_only: true, ..LoadOptions::default() };
        let (whole, seals) =
            (load(dir.path(), &LoadOptions::default()).unwrap().value, load(dir.path(), &options).unwrap().value);
        assert_eq!(paths(&whole), paths(&seals));
        for path in paths(&whole) {
            assert_eq!(whole.digest(path).unwrap(), seals.digest(path).unwrap(), "{path}");
            assert_eq!(whole.read_bytes(path).unwrap(), seals.read_bytes(path).unwrap(), "{path}");
            assert_eq!(matches!(seals.files[path].body, Body::Sealed(_)), path == files[2], "{path}");
        }
    }
}

#[test]
fn what_is_text_and_what_is_not() {
    let latin = b"caf\xe9\n";
    let dir = folder(&[
        ("content/a.md", b"\xef\xbb\xbf# bom"),
        ("content/B.MD", b"x"),
        ("content/nul.md", b"a\0b"),
        ("content/logo.png", b"\x89PNG"),
        ("content/notes.txt", latin),
        ("content/notes", b"x"),
        ("content/bad.md", b"one\r\ntwo\ncaf\xe9\n"),
        ("content/bad.yaml", latin),
        ("content/bad.csv", latin),
        ("content/bad.html", latin),
        ("content/utf16.md", b"\xff\xfe#\0"),
        ("content/archive/allowed_signers", b"x"),
        ("content/archive/SHA256SUMS", latin),
        ("content/archive/.gitattributes", b""),
        ("content/archive/P/1.0/a.md", latin),
        ("content/archive/P/.added", b""),
    ]);
    let checked = loaded(dir.path());
    let sources = &checked.value;
    let kinds: Vec<(&str, &str, u64)> =
        sources.files.keys().map(|p| (&p[8..], kind(sources, p).0, kind(sources, p).1)).collect();
    let expected = [
        ("B.MD", "text", 1),
        ("a.md", "text", 8),
        ("archive/P/.added", "text", 0),
        ("archive/P/1.0/a.md", "bytes", 5),
        ("archive/SHA256SUMS", "bytes", 5),
        ("archive/allowed_signers", "text", 1),
        ("logo.png", "blob", 4),
        ("notes", "blob", 1),
        ("notes.txt", "blob", 5),
        ("nul.md", "text", 3),
    ];
    assert_eq!(kinds, expected);
    let utf8 = catalogue::source::NOT_UTF_8.name;
    let left_out =
        ["bad.csv", "bad.html", "bad.md", "bad.yaml", "utf16.md"].map(|name| (utf8, format!("content/{name}")));
    let all: Vec<(&str, String)> = found(&checked).into_iter().map(|(rule, path)| (rule, path.to_owned())).collect();
    assert_eq!(all, left_out);
    let bad = &checked.findings[2];
    assert_eq!(bad.place, Place::line(&Arc::from("content/bad.md"), 3));
    assert!(bad.says.en.contains("Line 3") && bad.says.en.contains("0xE9"), "{}", bad.says.en);
    assert!(checked.findings[4].says.en.contains("UTF-16"));
    assert!(checked.findings.iter().all(|finding| finding.help.as_ref().is_some_and(|help| help.fr.contains("UTF-8"))));
    // Blobs are read from the disk when their bytes are asked for.
    assert_eq!(sources.read_bytes("content/logo.png").unwrap(), b"\x89PNG");
    assert_eq!(
        sources.digest("content/notes.txt").unwrap(),
        <[u8; 32]>::from(<sha2::Sha256 as sha2::Digest>::digest(latin))
    );
}

#[test]
fn what_is_over_a_limit_stays_on_the_disk() {
    let sizes = [
        ("content/a.md", 8 * MIB, false),
        ("content/b.md", 8 * MIB + 1, true),
        ("content/archive/SHA256SUMS", 8 * MIB + 1, false),
        ("content/a.csv", 32 * MIB, false),
        ("content/b.csv", 32 * MIB + 1, true),
        ("content/big.png", 40 * MIB, false),
        ("content/archive/P/0001.json", MIB, false),
        ("content/archive/P/0002.json", MIB + 1, true),
        ("content/data.json", MIB + 1, false),
    ];
    let dir = tempfile::tempdir().unwrap();
    for (path, size, _) in sizes {
        write(dir.path(), path, b"");
        // Sparse: zero bytes that take no room, and are UTF-8.
        fs::File::options().write(true).open(dir.path().join(path)).unwrap().set_len(size).unwrap();
    }
    let checked = loaded(dir.path());
    for (path, size, over) in sizes {
        let blob = over || path.ends_with(".png");
        assert_eq!(kind(&checked.value, path), (if blob { "blob" } else { "text" }, size), "{path}");
        assert_eq!(found(&checked).contains(&("over-limit", path)), over, "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_within_the_root_are_followed_and_others_are_not() {
    use std::os::unix::fs::symlink;
    let outside = folder(&[("secret.md", b"s"), ("more/x.md", b"s")]);
    let dir = folder(&[
        ("docs/real.md", b"r"),
        ("docs/deep/x.md", b"x"),
        ("content/a.md", b"a"),
        ("content/loop/b.md", b"b"),
        ("content/archive/P/a.md", b"a"),
        (".git/config", b"token"),
        ("public/index.html", b""),
    ]);
    let at = |path: &str| dir.path().join(path);
    for (target, link) in [
        (at("docs/real.md"), "content/linked.md"),
        (at("docs"), "content/docs"),
        (PathBuf::from("../a.md"), "content/loop/relative.md"),
        (at("content"), "content/loop/again"),
        (at("content/loop"), "content/loop/self"),
        (PathBuf::from("mutual"), "content/mutual"),
        (at("nowhere"), "content/broken.md"),
        (outside.path().join("secret.md"), "content/secret.md"),
        (outside.path().join("more"), "content/more"),
        (PathBuf::from("/etc/passwd"), "content/passwd.md"),
        (at(".git/config"), "content/config.md"),
        (at("public"), "content/site"),
        (at("docs/real.md"), "content/archive/P/linked.md"),
    ] {
        symlink(target, at(link)).unwrap();
    }
    let checked =
        load(dir.path(), &LoadOptions { skip: vec![PathBuf::from("public")], ..LoadOptions::default() }).unwrap();
    let linked: Vec<(&str, bool)> = checked.value.files.iter().map(|(path, file)| (&path[8..], file.linked)).collect();
    let expected = [
        ("a.md", false),
        ("archive/P/a.md", false),
        ("archive/P/linked.md", true),
        ("docs/deep/x.md", true),
        ("docs/real.md", true),
        ("linked.md", true),
        ("loop/b.md", false),
        ("loop/relative.md", true),
    ];
    assert_eq!(linked, expected);
    let (out, no) = ("link-outside-root", "file-unreadable");
    let expected = [
        (no, "broken.md"),
        (out, "config.md"),
        (no, "loop/again"),
        (no, "loop/self"),
        (out, "more"),
        (no, "mutual"),
        (out, "passwd.md"),
        (out, "secret.md"),
        (out, "site"),
    ];
    let all: Vec<(&str, &str)> = found(&checked).into_iter().map(|(rule, path)| (rule, &path[8..])).collect();
    assert_eq!(all, expected);
}

#[cfg(unix)]
#[test]
fn links_to_folders_of_links_come_to_an_end() {
    use std::os::unix::fs::symlink;
    // Each folder holds two links to the next: 2^24 ways to the last.
    let dir = folder(&[("content/index.md", b""), ("f24/last.md", b"")]);
    for level in 0..24 {
        fs::create_dir_all(dir.path().join(format!("f{level}"))).unwrap();
        for name in ["l", "r"] {
            symlink(format!("../f{}", level + 1), dir.path().join(format!("f{level}/{name}"))).unwrap();
        }
    }
    symlink("../f0", dir.path().join("content/f")).unwrap();
    let checked = loaded(dir.path());
    assert!(checked.value.files.len() < 100, "{}", checked.value.files.len());
    assert!(found(&checked).iter().any(|(rule, _)| *rule == "over-limit"));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_never_opened() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::net::UnixListener;
    let dir = folder(&[("content/a.md", b"")]);
    // Opening a socket fails and opening a pipe waits for ever; a device might even act.
    let _socket = UnixListener::bind(dir.path().join("content/socket.md")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(dir.path().join("content/pipe.md")).status();
    let piped = pipe.is_ok_and(|status| status.success());
    let lossy = dir.path().join("content").join(OsStr::from_bytes(b"caf\xe9"));
    if fs::create_dir(&lossy).is_ok() {
        fs::write(lossy.join("x.md"), "").unwrap();
    }
    let checked = loaded(dir.path());
    assert_eq!(paths(&checked.value), ["content/a.md"]);
    let unreadable = |path: &str| found(&checked).contains(&("file-unreadable", path));
    assert!(unreadable("content/socket.md"));
    assert!(!piped || unreadable("content/pipe.md"));
    assert!(!lossy.exists() || unreadable("content/caf\u{fffd}"));
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder(&[("content/a.md", b""), ("content/closed/b.md", b""), ("content/c.md", b"")]);
    let set = |path: &str, mode| fs::set_permissions(dir.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    set("content/a.md", 0o000);
    set("content/closed", 0o000);
    // Whoever may read everything cannot see this fail.
    let everything = fs::read(dir.path().join("content/a.md")).is_ok();
    let checked = loaded(dir.path());
    set("content/closed", 0o755);
    if !everything {
        assert_eq!(paths(&checked.value), ["content/c.md"]);
        assert_eq!(found(&checked), [("file-unreadable", "content/a.md"), ("file-unreadable", "content/closed")]);
    }
}

#[test]
fn a_root_that_cannot_be_read_is_an_error() {
    let dir = folder(&[("file", b"")]);
    for path in ["nowhere", "file"] {
        let error = load(&dir.path().join(path), &LoadOptions::default()).unwrap_err();
        assert!(error.help.is_some() && error.path.is_some_and(|found| found.ends_with(path)));
    }
}

/// A state of a handbook in comparable form.
fn state(checked: &Checked<Sources>) -> String {
    let files = checked.value.files.values().map(|file| format!("{} {} {:?}\n", file.path, file.linked, file.body));
    format!("{}\n{}{:?}", checked.value.content, files.collect::<String>(), checked.findings)
}

#[test]
fn reloading_brings_what_loading_anew_would() {
    let dir = folder(&[
        ("content/a.md", b"one"),
        ("content/b.md", b"two"),
        ("content/bad.md", b"\xe9"),
        ("content/logo.png", b"12"),
        ("content/archive/P/x", b"\xe9"),
    ]);
    let options = LoadOptions::default();
    let mut last = loaded(dir.path());
    let steps: [(&str, Option<&[u8]>); 8] = [
        ("content/a.md", Some(b"ONE")),
        ("content/a.md", Some(b"TWO")),
        ("content/bad.md", Some(b"good")),
        ("content/b.md", None),
        ("content/new/c.md", Some(b"c")),
        ("content/logo.png", Some(b"345")),
        ("content/archive/P/x", Some(b"\xe8")),
        ("content/a.md", Some(b"\xe9")),
    ];
    for (path, bytes) in steps {
        match bytes {
            Some(bytes) => write(dir.path(), path, bytes),
            None => fs::remove_file(dir.path().join(path)).unwrap(),
        }
        let again = reload(&last.value, dir.path(), &options).unwrap();
        assert_eq!(state(&again), state(&loaded(dir.path())), "after {path}");
        for (path, file) in &again.value.files {
            if let (Body::Text(new), Some(old)) = (&file.body, last.value.text(path)) {
                assert!(new != old || Arc::ptr_eq(new, old), "{path} was copied");
            }
        }
        last = again;
    }
}
