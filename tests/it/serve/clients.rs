//! Who asks: strangers, climbers, the slow and the many; and how a preview begins and ends.

use super::*;

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

/// What the preview says to whoever started it, until these words.
fn said(preview: &mut Preview, words: &str) -> String {
    let mut said = String::new();
    let mut errors = BufReader::new(preview.child.stderr.take().unwrap());
    while !said.contains(words) {
        assert!(errors.read_line(&mut said).unwrap() > 0, "{said}");
    }
    said
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let folder = Folder::base("");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    let mut preview = Preview::by(command, folder.path(), &["--port", &port], Stdio::piped());
    assert_ne!(preview.address, format!("127.0.0.1:{port}"));
    said(&mut preview, &format!("port {port} is taken"));
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

#[test]
fn addresses_below_the_configured_folder_lead_to_the_same_pages() {
    let folder = Folder::base("");
    let config = folder.read("site-config.yaml");
    folder.write("site-config.yaml", format!("{config}base_url: https://example.org/isms/handbook/\n"));
    let preview = Preview::of(folder.path(), &[]);
    let below = preview.get("/isms/handbook/documents/");
    assert_eq!(below.status, 200);
    assert_eq!(bare(&below.text()), bare(&preview.get("/documents/").text()));
    assert_eq!(preview.get("/isms/handbook/assets/css/site.css").status, 200);
    assert_eq!(preview.get("/isms/handbook/_preview/preview.css").status, 200);
    assert_eq!(preview.get("/isms/handbook/nowhere/").status, 404);
    assert_eq!(preview.get("/isms/documents/").status, 404);
}

#[test]
fn whoever_lets_others_in_is_warned_and_strange_names_stay_out() {
    let folder = Folder::base("");
    let command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    let mut preview = Preview::by(command, folder.path(), &["--host", "0.0.0.0"], Stdio::piped());
    let said = said(&mut preview, "WARNING");
    assert!(said.contains("drafts") && said.contains("no password"), "{said}");
    assert_eq!(preview.get("/").status, 200);
    assert_eq!(preview.raw(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n").status, 403);
    // Others could not open files of this machine: no link leads into an editor.
    assert!(!preview.until("/_preview/", "</main>").contains("vscode:"));
}

#[cfg(unix)]
#[test]
fn with_few_descriptors_a_flood_of_connections_passes() {
    let folder = Folder::base(DRAFT);
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 90; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_handbook")]);
    let preview = Preview::by(command, folder.path(), &[], Stdio::null());
    let held: Vec<_> = (0..300).filter_map(|_| TcpStream::connect(&preview.address).ok()).collect();
    assert!(held.len() > 100, "{}", held.len());
    let served = |path: &str| {
        let begun = Instant::now();
        while preview.get(path).status != 200 {
            assert!(begun.elapsed() < Duration::from_secs(20), "{path}");
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    served("/");
    drop(held);
    folder.write(FILE, folder.read(FILE).replace("First", "Second"));
    preview.until(PAGE, "Second words");
}

#[cfg(target_os = "linux")]
#[test]
fn it_opens_the_browser_at_its_address() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::base("");
    let tools = tempfile::tempdir().unwrap();
    let opener = tools.path().join("xdg-open");
    std::fs::write(&opener, "#!/bin/sh\necho \"$1\" > \"$0.asked\"\n").unwrap();
    std::fs::set_permissions(&opener, std::fs::Permissions::from_mode(0o755)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
    command.env("PATH", format!("{}:{}", tools.path().display(), std::env::var("PATH").unwrap()));
    let preview = Preview::by(command, folder.path(), &["--open"], Stdio::null());
    let begun = Instant::now();
    loop {
        let asked = std::fs::read_to_string(tools.path().join("xdg-open.asked")).unwrap_or_default();
        if asked.trim() == format!("http://{}/", preview.address) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "{asked:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
}
