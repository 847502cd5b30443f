//! The live preview, driven as people and browsers drive it: the real binary on a folder that changes under it.

use crate::harness::{Folder, tree};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A preview at work; ends with the value.
struct Preview {
    child: Child,
    address: String,
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An answer.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<String> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(field, _)| field.eq_ignore_ascii_case(name)).map(|(_, value)| value.to_string())
    }
}

impl Preview {
    fn of(folder: &Path, more: &[&str]) -> Preview {
        let mut child = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .args(["--as-of", "2026-11-24", "serve"])
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .current_dir(folder)
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_string();
        Preview { child, address }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream
    }

    /// Sends exactly these bytes and reads what comes back until the end.
    fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request).unwrap();
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Answer { status, head, body: bytes.get(end + 4..).unwrap_or_default().to_vec() }
    }

    fn get(&self, path: &str) -> Answer {
        self.with(path, "")
    }

    fn with(&self, path: &str, headers: &str) -> Answer {
        self.raw(format!("GET {path} HTTP/1.1\r\nHost: {}\r\n{headers}\r\n", self.address).as_bytes())
    }

    /// Waits until a page says something (or, with `!` before it, no longer does).
    fn until(&self, path: &str, words: &str) -> String {
        let (words, wanted) = words.strip_prefix('!').map_or((words, true), |words| (words, false));
        let begun = Instant::now();
        loop {
            let text = self.get(path).text();
            if text.contains(words) == wanted {
                return text;
            }
            assert!(
                begun.elapsed() < Duration::from_secs(20),
                "{path} {}: {words}\n{text}",
                if wanted { "never said" } else { "still says" }
            );
            std::thread::sleep(Duration::from_millis(15));
        }
    }

    /// A stream of changes, its head read.
    fn stream(&self) -> BufReader<TcpStream> {
        let mut stream = self.connect();
        write!(stream, "GET /_preview/events HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut stream = BufReader::new(stream);
        let mut line = String::new();
        while !line.starts_with("retry") {
            line.clear();
            assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        }
        stream
    }
}

/// Reads a stream until an event of this name.
fn event(stream: &mut BufReader<TcpStream>, name: &str) {
    let mut line = String::new();
    while line.trim() != format!("event: {name}") {
        line.clear();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
    }
}

/// A page without what the preview adds to it.
fn bare(html: &str) -> String {
    let Some(from) = html.find("<aside id=\"handbook-preview\"") else { return html.to_string() };
    let to = from + html[from..].find("</aside>").unwrap() + "</aside>".len();
    format!("{}{}", &html[..from], &html[to..])
}

/// What `build --drafts` makes of a folder.
fn built(folder: &Folder) -> Vec<(String, Vec<u8>)> {
    let out = tempfile::tempdir().unwrap();
    let site = out.path().join("site");
    let ran = folder.run(&[
        "--as-of",
        "2026-11-24",
        "build",
        "--drafts",
        "--fail-on",
        "never",
        "--out",
        site.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    tree(&site).into_iter().collect()
}

/// The first path at which the preview serves something other than the build has.
fn difference(preview: &Preview, built: &[(String, Vec<u8>)]) -> Option<String> {
    for (path, bytes) in built {
        let answer = preview.get(&format!("/{path}"));
        let same = if path.ends_with(".html") {
            bare(&answer.text()).as_bytes() == bytes.as_slice()
        } else {
            answer.body == *bytes
        };
        if answer.status != 200 || !same {
            return Some(format!("{path}: {}", answer.status));
        }
    }
    None
}

const DRAFT: &str = "=== content/policies/pol-009.md\n---\nid: POL-009\ntitle: Remote work\nversion: \"1.0\"\nstatus: draft\nowner: ciso\n---\n\n# Remote work\n\nFirst words.\n";

const PAGE: &str = "/documents/pol-009/draft/";
const FILE: &str = "content/policies/pol-009.md";

#[test]
fn the_served_site_is_the_built_one_but_for_one_element() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    assert_eq!(difference(&preview, &built(&folder)), None);
    // Addresses without their last slash, of folders and below the configured base.
    let moved = preview.get("/documents");
    assert_eq!((moved.status, moved.header("Location").as_deref()), (301, Some("/documents/")));
    let missing = preview.get("/nowhere/");
    assert!(missing.status == 404 && missing.text().contains("handbook-preview"));
    assert_eq!(missing.header("Content-Type").as_deref(), Some("text/html; charset=utf-8"));
}

#[test]
fn an_unchanged_page_is_not_sent_again() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    // Findings may come a moment later; then the page is at rest.
    preview.until(PAGE, "handbook-preview");
    std::thread::sleep(Duration::from_millis(300));
    let etag = preview.get(PAGE).header("ETag").unwrap();
    let known = format!("If-None-Match: {etag}\r\n");
    assert_eq!(preview.with(PAGE, &known).status, 304);
    folder.write(FILE, folder.read(FILE).replace("First", "Second"));
    preview.until(PAGE, "Second words");
    assert_eq!(preview.with(PAGE, &known).status, 200);
}

#[test]
fn every_way_of_saving_is_seen() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    preview.until(PAGE, "First words");
    let text = |words: &str| folder.read(FILE).replace("First words", words);
    let at = |name: &str| folder.path().join("content/policies").join(name);
    let original = folder.read(FILE);

    // In place.
    folder.write(FILE, text("In place"));
    preview.until(PAGE, "In place");
    // A temporary file renamed over it.
    std::fs::write(at(".pol-009.md.tmp"), original.replace("First words", "Renamed over")).unwrap();
    std::fs::rename(at(".pol-009.md.tmp"), at("pol-009.md")).unwrap();
    preview.until(PAGE, "Renamed over");
    // The old file moved aside, a new one written, the old one removed.
    std::fs::rename(at("pol-009.md"), at("pol-009.md~")).unwrap();
    std::fs::write(at("pol-009.md"), original.replace("First words", "Moved aside")).unwrap();
    std::fs::remove_file(at("pol-009.md~")).unwrap();
    preview.until(PAGE, "Moved aside");
    // Emptied, then written in pieces.
    let mut file = std::fs::File::create(at("pol-009.md")).unwrap();
    for piece in original.replace("First words", "In pieces").as_bytes().chunks(40) {
        file.write_all(piece).unwrap();
        file.flush().unwrap();
        std::thread::sleep(Duration::from_millis(3));
    }
    drop(file);
    preview.until(PAGE, "In pieces");
    // A new file, a new folder with a file at once, both renamed, both removed.
    folder.write("content/guides/deep/er/new.md", "# New page\n\nBorn.\n");
    preview.until("/pages/guides/deep/er/new/", "Born.");
    folder.write("content/guides/deep/er/new.md", "# New page\n\nGrown.\n");
    preview.until("/pages/guides/deep/er/new/", "Grown.");
    std::fs::rename(folder.path().join("content/guides"), folder.path().join("content/manuals")).unwrap();
    preview.until("/pages/manuals/deep/er/new/", "Grown.");
    folder.write("content/manuals/deep/er/new.md", "# New page\n\nOld.\n");
    preview.until("/pages/manuals/deep/er/new/", "Old.");
    std::fs::remove_dir_all(folder.path().join("content/manuals")).unwrap();
    preview.until("/pages/manuals/deep/er/new/", "!Old.");
    assert_eq!(preview.get("/pages/manuals/deep/er/new/").status, 404);
    // The whole content replaced by another tree, as a checkout does.
    std::fs::rename(folder.path().join("content"), folder.path().join(".old")).unwrap();
    for (path, bytes) in tree(&folder.path().join(".old")) {
        folder.write(&format!("content/{path}"), bytes);
    }
    folder.write(FILE, original.replace("First words", "Another tree"));
    preview.until(PAGE, "Another tree");
    folder.write(FILE, original.replace("First words", "And again"));
    preview.until(PAGE, "And again");
    assert_eq!(difference(&preview, &built(&folder)), None);
}

#[cfg(unix)]
#[test]
fn folders_behind_links_and_folders_without_events_are_seen() {
    let folder = Folder::base(DRAFT);
    folder.write("shared/page.md", "# Shared\n\nOne.\n");
    std::fs::rename(folder.path().join("shared"), folder.path().join("content/.shared")).unwrap();
    let behind = folder.path().join("content/real");
    std::fs::rename(folder.path().join("content/.shared"), &behind).unwrap();
    std::os::unix::fs::symlink(&behind, folder.path().join("content/linked")).unwrap();
    for more in [&[][..], &["--poll"][..]] {
        folder.write("content/real/page.md", "# Shared\n\nOne.\n");
        let preview = Preview::of(folder.path(), more);
        preview.until("/pages/linked/page/", "One.");
        folder.write("content/real/page.md", "# Shared\n\nTwo.\n");
        preview.until("/pages/linked/page/", "Two.");
    }
}

#[test]
fn templates_styles_words_and_configuration_are_seen() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mark = |page: &str| page.split("data-mark=\"").nth(1).unwrap().split('"').next().unwrap().to_string();
    let before = mark(&preview.until(PAGE, "First words"));
    folder.write("templates/assets/css/site.css", "body { color: navy }\n");
    preview.until("/assets/css/site.css", "navy");
    // The page is the same bytes, and yet a browser that shows it must load it again.
    assert_ne!(mark(&preview.get(PAGE).text()), before);
    folder.write(
        "templates/people.html",
        "{% extends \"base.html\" %}{% block main %}<h1>Our people</h1>{% endblock main %}",
    );
    preview.until("/people/", "Our people");
    // A broken template is told of on every page, and the last good theme stays.
    folder.write(
        "templates/people.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ page. }}</h1>{% endblock main %}",
    );
    let page = preview.until("/people/", "template-error");
    assert!(page.contains("Our people"));
    folder.write(
        "templates/people.html",
        "{% extends \"base.html\" %}{% block main %}<h1>{{ page.typo }}</h1>{% endblock main %}",
    );
    preview.until("/people/", "page.typo");
    assert_eq!(preview.get("/people/").status, 500);
    std::fs::remove_file(folder.path().join("templates/people.html")).unwrap();
    preview.until("/people/", "Ann Roy");
    folder
        .write("site-config.yaml", folder.read("site-config.yaml").replace("title:", "organisation: Batture\ntitle:"));
    preview.until(PAGE, "Batture");
    assert_eq!(difference(&preview, &built(&folder)), None);
}

#[test]
fn while_a_file_is_broken_its_last_good_page_stays_with_the_error_above_it() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let good = folder.read(FILE);
    preview.until(PAGE, "First words");
    for (broken, rule) in [
        (good.replace("owner: ciso", "owner: [ciso"), "yaml-invalid"),
        (good.replacen("\n---\n\n", "\n\n", 1), "front-matter-unclosed"),
    ] {
        folder.write(FILE, &broken);
        let page = preview.until(PAGE, rule);
        assert!(page.contains("First words") && page.contains(&format!("{FILE}:")), "{rule}");
        // It is broken still, in another way; the good page stays.
        folder.write(FILE, broken.replace("First words", "Worse words"));
        std::thread::sleep(Duration::from_millis(200));
        assert!(preview.get(PAGE).text().contains("First words"));
        folder.write(FILE, &good);
        preview.until(PAGE, &format!("!{rule}"));
    }
    std::fs::write(folder.path().join(FILE), b"---\nid: POL-009\n---\n\xff\xfe").unwrap();
    assert!(preview.until(PAGE, "not-utf-8").contains("First words"));
    folder.write(FILE, good.replace("First words", "Mended words"));
    preview.until(PAGE, "Mended words");
    assert_eq!(difference(&preview, &built(&folder)), None);
}

#[test]
fn the_owner_sees_findings_in_place_and_what_waits_for_whom() {
    let draft = DRAFT.replace("status: draft", "status: in-review").replace("First words.", "TODO: write this.");
    let folder = Folder::base(&draft);
    let preview = Preview::of(folder.path(), &[]);
    let page = preview.until(PAGE, "placeholder-text");
    assert!(page.contains(&format!("{FILE}:11")) && page.contains("vscode://file"), "{page}");
    assert!(!preview.get("/roles/ciso/").text().contains("placeholder-text"));
    let desk = preview.until("/_preview/", "placeholder-text");
    assert!(desk.contains("handbook approve POL-009 --as "), "{desk}");
    assert!(desk.contains("POL-009</span> <a href") && desk.contains("Remote work</a></h3>"), "{desk}");
}

#[test]
fn strangers_and_climbers_are_refused() {
    let folder = Folder::base(DRAFT);
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let preview = Preview::of(folder.path(), &[]);
    let host = &preview.address;
    for (request, status) in [
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 200),
        (format!("HEAD / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 200),
        ("GET / HTTP/1.1\r\nHost: localhost:1\r\n\r\n".to_string(), 200),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_string(), 403),
        ("GET / HTTP/1.1\r\nHost: 127.0.0.1.evil.example\r\n\r\n".to_string(), 403),
        ("GET / HTTP/1.0\r\n\r\n".to_string(), 403),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\n\r\n"), 405),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 999999999999999\r\n\r\n"), 413),
        (format!("POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n"), 413),
        (format!("GET /../secret.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET /%2e%2e/secret.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET /..%5csecret.txt HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET //etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET /assets/ HTTP/1.1\r\nHost: {host}\r\n\r\n"), 404),
        (format!("GET /%ff HTTP/1.1\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\nHost: {host}\n\n"), 400),
        (format!("GET /\u{e9} HTTP/1.1\r\nHost: {host}\r\n\r\n"), 400),
        (format!("GET / HTTP/1.1\r\nHost: {host}\r\nX: {}\r\n\r\n", "x".repeat(100_000)), 431),
        ("nonsense\r\n\r\n".to_string(), 400),
    ] {
        let answer = preview.raw(request.as_bytes());
        let shown: String = request.chars().take(90).collect();
        assert_eq!(answer.status, status, "{shown:?}\n{}", answer.head);
        assert!(!answer.text().contains("secret"), "{shown}");
    }
    let safe = preview.get("/");
    assert_eq!(safe.header("X-Content-Type-Options").as_deref(), Some("nosniff"));
    assert!(safe.header("Access-Control-Allow-Origin").is_none());
}

#[test]
fn idle_half_open_and_slow_clients_hold_nobody_up() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mut held = Vec::new();
    for number in 0..150 {
        let mut stream = preview.connect();
        match number % 3 {
            0 => {}
            1 => stream.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap(),
            // Asks and never reads.
            _ => write!(stream, "GET /assets/css/site.css HTTP/1.1\r\nHost: {}\r\n\r\n", preview.address).unwrap(),
        }
        held.push(stream);
    }
    let mut streams: Vec<_> = (0..200).map(|_| preview.stream()).collect();
    let begun = Instant::now();
    assert_eq!(preview.get("/").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    folder.write(FILE, folder.read(FILE).replace("First", "Second"));
    for stream in &mut streams {
        event(stream, "change");
    }
    preview.until(PAGE, "Second words");
}

#[test]
fn many_files_saved_at_once_are_one_change() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mut stream = preview.stream();
    for number in 0..500 {
        folder.write(&format!("content/notes/note-{number}.md"), format!("# Note {number}\n\nWords.\n"));
    }
    event(&mut stream, "change");
    preview.until("/pages/notes/note-499/", "Note 499");
    preview.until("/pages/notes/note-0/", "Note 0");
    stream.get_ref().set_read_timeout(Some(Duration::from_millis(600))).unwrap();
    let mut rest = String::new();
    while let Ok(read) = stream.read_line(&mut rest) {
        assert!(read > 0);
    }
    // One, when the machine has time for us; a writer that is held up in between may be seen twice.
    assert!(rest.matches("event: change").count() < 3, "{rest}");
}

/// Numbers that look like chance and are the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

/// One edit as people and tools make them, of anything that a handbook is made of.
fn edit(folder: &Folder, chance: &mut Chance, number: usize) {
    let path = |name: usize| format!("content/policies/pol-{name:03}.md");
    let name = chance.below(6);
    let here = folder.path().join(path(name));
    let status = ["draft", "in-review", "draft\nowner: nobody", "draft\nbroken: ["][chance.below(4)];
    let text = format!(
        "---\nid: POL-{name:03}\ntitle: Policy {number}\nversion: \"1.{number}\"\nstatus: {status}\nowner: ciso\nreview: 6 months\n---\n\n# Policy {number}\n\nSee [the other](pol-{:03}.md) and [base](base.md#duties).\n\nTODO\n",
        chance.below(6)
    );
    match chance.below(10) {
        0..=3 => folder.write(&path(name), text),
        4 if here.exists() => std::fs::remove_file(here).unwrap(),
        5 if here.exists() => std::fs::rename(here, folder.path().join(path(chance.below(6)))).unwrap(),
        6 => folder.write(&format!("content/guides/g{name}/page.md"), format!("# Guide {number}\n\n![x](x.png)\n")),
        7 => folder.write(&format!("content/guides/g{name}/x.png"), format!("picture {number}")),
        8 => folder.write("templates/i18n/en.yaml", format!("search_label: Search {number}\n")),
        9 => {
            let config = folder.read("site-config.yaml");
            let kept: String = config
                .lines()
                .filter(|line| !line.starts_with("organisation"))
                .map(|line| format!("{line}\n"))
                .collect();
            folder.write("site-config.yaml", format!("{kept}organisation: Company {number}\n"));
        }
        _ => {
            let ran = folder.run(&["approve", "POL-BASE", "--as", "ceo", "--person", "ann", "--date", "2026-06-01"]);
            assert!(ran.code < 2, "{}", ran.err);
        }
    }
}

#[test]
fn after_any_edits_the_served_site_is_the_built_one() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for round in 0..25 {
        for number in 0..8 {
            edit(&folder, &mut chance, round * 8 + number);
        }
        // A file that cannot be read keeps its last good page, which no build has: it is mended first.
        for name in 0..6 {
            let path = format!("content/policies/pol-{name:03}.md");
            if folder.has(&path) {
                folder.write(&path, folder.read(&path).replace("broken: [", "change: editorial"));
            }
        }
        let built = built(&folder);
        let begun = Instant::now();
        while let Some(path) = difference(&preview, &built) {
            assert!(begun.elapsed() < Duration::from_secs(20), "round {round}: {path}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn hundreds_of_saves_are_neither_lost_nor_kept() {
    let folder = Folder::base(DRAFT);
    let preview = Preview::of(folder.path(), &[]);
    let memory = || {
        let status = std::fs::read_to_string(format!("/proc/{}/status", preview.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap()
    };
    let good = folder.read(FILE);
    let save = |number: usize| {
        folder.write(FILE, good.replace("First words", &format!("Words number {number}.")));
        preview.until(PAGE, &format!("Words number {number}."));
    };
    (0..60).for_each(save);
    let before = memory();
    (60..300).for_each(save);
    let after = memory();
    assert!(after < before + 24_000, "{before} kB became {after} kB");
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let folder = Folder::base("");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let preview = Preview::of(folder.path(), &["--port", &port]);
    assert_ne!(preview.address, format!("127.0.0.1:{port}"));
    assert_eq!(preview.get("/").status, 200);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_it_in_order() {
    let folder = Folder::base("");
    let mut preview = Preview::of(folder.path(), &[]);
    let _stream = preview.stream();
    let killed = Command::new("kill").args(["-INT", &preview.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        if let Some(status) = preview.child.try_wait().unwrap() {
            assert_eq!(status.code(), Some(0));
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not end");
}
