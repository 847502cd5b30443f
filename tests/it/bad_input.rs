//! What bad input gets: a finding with a place, or simply the right page; never a panic, never a hang, and the rest of the
//! handbook goes on. Each case is written to a disk and goes through the real binary.

use crate::harness::Folder;
use std::time::{Duration, Instant};

/// A file, its bytes, the rules that `check` must name with their places, and the exit code.
struct Case {
    what: &'static str,
    path: &'static str,
    bytes: Vec<u8>,
    expected: &'static [&'static str],
    code: i32,
}

fn case(
    what: &'static str,
    path: &'static str,
    bytes: impl AsRef<[u8]>,
    expected: &'static [&'static str],
    code: i32,
) -> Case {
    Case { what, path, bytes: bytes.as_ref().to_vec(), expected, code }
}

const P: &str = "content/policies/x.md";

/// A sound policy with this line in its front matter.
fn policy(line: &str) -> String {
    format!(
        "---\nid: POL-X\ntitle: X\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\napproval: {{role: ceo, person: ann, date: 2026-01-10}}\n{line}\n---\n\nWords.\n"
    )
}

fn cases() -> Vec<Case> {
    let deep = |open: &str, times: usize| open.repeat(times);
    vec![
        // Encodings and line ends.
        case("not UTF-8", P, b"---\nid: X\ntitle: caf\xe9\n---\n", &["x.md:3", "error[not-utf-8]"], 1),
        case("UTF-16", P, b"\xff\xfe-\x00-\x00-\x00", &["error[not-utf-8]"], 1),
        case("byte-order mark", P, format!("\u{feff}{}", policy("")), &[], 0),
        case("CRLF", P, policy("").replace('\n', "\r\n"), &[], 0),
        case("CR alone", P, policy("").replace('\n', "\r"), &[], 0),
        case("NUL in the text", "content/a.md", "# A\n\nb\0c\n", &[], 0),
        case("NUL in front matter", P, policy("summary: \"a\0b\""), &["error[yaml-invalid]"], 1),
        case("empty file", "content/a.md", "", &[], 0),
        case("only a byte-order mark", "content/a.md", "\u{feff}", &[], 0),
        case("only fences", P, "---\n---\n", &[], 0),
        // Front matter.
        case("unclosed", P, "---\nid: POL-X\ntitle: X\n\nWords.\n", &["x.md:1:1: error[front-matter-unclosed]"], 1),
        case("a rule is no front matter", "content/a.md", "---\n\nWords.\n", &[], 0),
        case("broken YAML", P, "---\nid: [\n---\n", &["error[yaml-invalid]"], 1),
        case(
            "a colon in a value",
            P,
            "---\nid: POL-X\ntitle: Policy: part 2\n---\n",
            &["x.md:3:", "error[yaml-invalid]"],
            1,
        ),
        case(
            "a tab for indentation",
            P,
            "---\nid: POL-X\napproval:\n\trole: ceo\n---\n",
            &["x.md:4:", "error[yaml-invalid]"],
            1,
        ),
        case("a list between rules is a list", "content/a.md", "---\n- a\n- b\n---\n", &[], 0),
        case("an anchor", P, policy("audience: &a [everyone]"), &["x.md:9:11: error[yaml-invalid]"], 1),
        case("an alias bomb", P, policy("extra: {a: &a [x,x], b: [*a,*a]}"), &["error[yaml-invalid]"], 1),
        case("over 64 KiB", P, policy(&format!("summary: {}", "a".repeat(70_000))), &["error[over-limit]"], 1),
        case("nested too deep", P, policy(&format!("extra: {}", deep("[", 100))), &["error[over-limit]"], 1),
        case(
            "a hundred thousand brackets",
            P,
            policy(&format!("extra: {}", deep("[", 50_000))),
            &["error[over-limit]"],
            1,
        ),
        case("a key twice", P, policy("title: Y"), &["x.md:", "error[key-duplicate]"], 1),
        case("an unknown key", P, policy("ownr: ciso"), &["x.md:9:1: warning[key-unknown]"], 0),
        case(
            "an empty required key",
            P,
            policy("").replace("title: X", "title:"),
            &["x.md:3:1: error[key-missing]"],
            1,
        ),
        case("a missing key", P, policy("").replace("owner: ciso\n", ""), &["x.md: error[key-missing]"], 1),
        // Values.
        case("no such day", P, policy("effective: 2026-02-30"), &["x.md:9:12: error[value-invalid]"], 1),
        case("a day in another form", P, policy("effective: 1/2/2026"), &["x.md:9:12: error[value-invalid]"], 1),
        case("an interval in words", P, policy("review: yearly"), &["x.md:9:9: error[value-invalid]"], 1),
        case("an interval of nothing", P, policy("review: 0 months"), &["x.md:9:9: error[value-invalid]"], 1),
        case("a version in words", P, policy("").replace("\"1.0\"", "v1"), &["x.md:4:10: error[value-invalid]"], 1),
        case(
            "a status of one's own",
            P,
            policy("").replace("status: approved", "status: done"),
            &["x.md:5:9: error[value-invalid]"],
            1,
        ),
        case("a mapping where words belong", P, policy("retention: {a: b}"), &["x.md:9:12: error[value-invalid]"], 1),
        case(
            "an id with a space",
            P,
            policy("").replace("id: POL-X", "id: POL X"),
            &["x.md:2:5: error[id-invalid]"],
            1,
        ),
        case(
            "an id twice, by case",
            P,
            policy("").replace("id: POL-X", "id: pol-base"),
            &["x.md:2:5: error[id-duplicate]"],
            1,
        ),
        case(
            "an owner who is nobody",
            P,
            policy("").replace("owner: ciso", "owner: cso"),
            &["x.md:6:8: error[owner-unknown]"],
            1,
        ),
        case(
            "a level that is none",
            P,
            policy("classification: secret"),
            &["x.md:9:17: error[classification-unknown]"],
            1,
        ),
        // Names of files.
        case("a name with a space", "content/notes/a b.md", "# A\n", &[], 0),
        case("a name with ?", "content/notes/a?.md", "# A\n", &[], 0),
        case("a name with # and %", "content/notes/a#%20.md", "# A\n", &[], 0),
        case("a name with quotes", "content/notes/a\"'.md", "# A\n", &[], 0),
        case("a name with an emoji", "content/notes/🔐.md", "# A\n", &[], 0),
        case("a name with accents", "content/notes/Portée générale.md", "# A\n", &[], 0),
        case("two files of one address", "content/notes/a b.md", "# A\n", &[], 0),
        case("a folder named like a file", "content/notes/a.md/b.md", "# B\n", &[], 0),
        case("a hidden file", "content/.secret.md", "# S\n", &[], 0),
        // Texts.
        case("quotes nested ten thousand deep", "content/a.md", deep("> ", 10_000), &[], 0),
        case(
            "lists nested ten thousand deep",
            "content/a.md",
            (0..3_000).map(|n| format!("{}- a\n", " ".repeat(2 * n.min(900)))).collect::<String>(),
            &[],
            0,
        ),
        case("a hundred thousand brackets in a text", "content/a.md", deep("[", 100_000), &[], 0),
        case("emphasis without end", "content/a.md", deep("*a **b ", 20_000), &[], 0),
        case(
            "a script",
            "content/a.md",
            "# A\n\n<script>alert(1)</script>\n\n<b onclick=\"x()\">b</b>\n",
            &["a.md:3:1: warning[html-removed]"],
            0,
        ),
        case("a link to a script", "content/a.md", "# A\n\n[a](javascript:alert(1))\n", &[], 0),
        case(
            "an image elsewhere",
            "content/a.md",
            "# A\n\n![a](https://example.org/a.png)\n",
            &["a.md:3:1: note[link-outside]"],
            0,
        ),
        case(
            "a link out of the handbook",
            "content/a.md",
            "# A\n\n[a](../../../etc/passwd)\n",
            &["a.md:3:1: warning[link-broken]"],
            0,
        ),
        // Data.
        case(
            "people as a mapping",
            "content/people.yaml",
            "ann: {name: Ann}\n",
            &["people.yaml", "error[value-invalid]"],
            1,
        ),
        case(
            "people without a name",
            "content/people.yaml",
            "- {id: ann}\n- {id: bob, name: B}\n- {id: cat, name: C}\n",
            &["people.yaml:1:", "error[key-missing]"],
            1,
        ),
        case(
            "configuration that cannot be read",
            "site-config.yaml",
            "title: [",
            &["site-config.yaml:1:", "error[yaml-invalid]"],
            2,
        ),
        case("configuration without a title", "site-config.yaml", "languages: [en]\n", &["error[key-missing]"], 1),
        case(
            "a configuration key misspelt",
            "site-config.yaml",
            "title: T\nlanguage: [en]\n",
            &["site-config.yaml:2:1: warning[key-unknown]"],
            0,
        ),
        case(
            "an accent nobody can read",
            "site-config.yaml",
            "title: T\ntheme: {accent: \"#ffee00\"}\n",
            &["site-config.yaml:2:17: error[value-invalid]"],
            1,
        ),
    ]
}

#[test]
fn every_bad_input_is_explained_and_never_more() {
    for Case { what, path, bytes, expected, code } in cases() {
        let folder = Folder::base("");
        folder.write(path, &bytes);
        let start = Instant::now();
        let ran = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
        assert_eq!(ran.code, code, "{what}\n{}{}", ran.out, ran.err);
        for words in expected {
            assert!(ran.out.contains(words), "{what}: `{words}` is not in\n{}{}", ran.out, ran.err);
        }
        if expected.is_empty() {
            assert!(!ran.out.contains("error["), "{what}\n{}", ran.out);
        }
        assert!(!ran.err.contains("panicked"), "{what}\n{}", ran.err);
        assert!(start.elapsed() < Duration::from_secs(20), "{what} took {:?}", start.elapsed());
    }
}

#[test]
fn what_was_published_stays_when_the_build_stops() {
    let folder = Folder::base("");
    assert_eq!(folder.run(&["--as-of", "2026-06-01", "build"]).code, 0);
    let before = crate::harness::tree(&folder.path().join("public"));
    assert!(before.contains_key("documents/pol-base/index.html"));
    for Case { what, path, bytes, code, .. } in cases().into_iter().filter(|case| case.code != 0) {
        let kept = folder.has(path).then(|| std::fs::read(folder.path().join(path)).unwrap());
        folder.write(path, &bytes);
        let ran = folder.run(&["--as-of", "2026-06-01", "build"]);
        assert_eq!(ran.code, code, "{what}\n{}", ran.err);
        assert!(before == crate::harness::tree(&folder.path().join("public")), "{what}: the published folder changed");
        match kept {
            Some(bytes) => folder.write(path, bytes),
            None => std::fs::remove_file(folder.path().join(path)).unwrap(),
        }
    }
}

#[test]
fn the_rest_of_the_handbook_is_built() {
    let folder = Folder::base("");
    folder.write("content/notes/a?b#c%.md", "# Odd name\n\nWords.\n");
    folder.write("content/notes/deep.md", "> ".repeat(10_000));
    folder.write("content/notes/big.md", vec![b'a'; 9 << 20]);
    let ran = folder.run(&["--as-of", "2026-06-01", "build", "--fail-on", "never"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.read("public/pages/notes/a-b-c/index.html").contains("Odd name"));
    assert!(folder.has("public/pages/notes/deep/index.html"));
    let check = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
    assert!(check.out.contains("error[over-limit]"), "{}", check.out);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_root_are_not_followed() {
    let folder = Folder::base("");
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.md"), "# Secret words\n").unwrap();
    std::os::unix::fs::symlink(outside.path().join("secret.md"), folder.path().join("content/leak.md")).unwrap();
    std::os::unix::fs::symlink(outside.path(), folder.path().join("content/leaks")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("content"), folder.path().join("content/loop")).unwrap();
    let ran = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("content/leak.md: error[link-outside-root]"), "{}", ran.out);
    assert!(ran.out.contains("content/leaks: error[link-outside-root]"), "{}", ran.out);
    let built = folder.run(&["--as-of", "2026-06-01", "build", "--fail-on", "never"]);
    assert_eq!(built.code, 0, "{}", built.err);
    for (path, bytes) in crate::harness::tree(&folder.path().join("public")) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secret words"), "{path}");
    }
}

#[test]
fn a_folder_of_plain_markdown_builds() {
    let folder = Folder::new();
    folder.write("README.md", "# Our rules\n\nSee [start](docs/start.md).\n");
    folder.write("docs/start.md", "Words without a heading.\n");
    folder.write("docs/Été/règle n° 1.md", "# Règle\n");
    let ran = folder.run(&["--as-of", "2026-06-01", "build"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(folder.read("public/index.html").contains("href=\"./pages/docs/start/\""));
    assert!(folder.read("public/pages/docs/start/index.html").contains("<h1>start</h1>"));
    assert!(folder.has("public/pages/docs/été/règle-n-1/index.html"));
    assert_eq!(folder.run(&["--as-of", "2026-06-01", "build"]).code, 0, "its own output is no content");
}
