//! The live preview, driven as people and browsers drive it: the real binary on a folder that changes under it.

mod clients;
mod saving;

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
        Preview::by(Command::new(env!("CARGO_BIN_EXE_handbook")), folder, more, Stdio::null())
    }

    /// A preview that this command starts, with what it says of its findings going there.
    fn by(mut command: Command, folder: &Path, more: &[&str], errors: Stdio) -> Preview {
        let mut child = command
            .args(["--as-of", "2026-11-24", "serve"])
            .args(if more.contains(&"--port") { &[][..] } else { &["--port", "0"] })
            .args(more)
            .current_dir(folder)
            .env_remove("SOURCE_DATE_EPOCH")
            .stdout(Stdio::piped())
            .stderr(errors)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().split('/').next().unwrap().to_string();
        Preview { child, address: address.replace("localhost", "127.0.0.1") }
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
            std::thread::sleep(Duration::from_millis(5));
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
    // Each word of a command stands in its own element.
    let typed = desk.replace("<span class=\"preview-word\">", "").replace("</span>", "");
    assert!(typed.contains("handbook approve POL-009 --as "), "{desk}");
    assert!(desk.contains("POL-009</span> <a href") && desk.contains("Remote work</a></h3>"), "{desk}");
}
