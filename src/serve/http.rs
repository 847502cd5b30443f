//! Requests and answers: who may ask, what an address means, and streams of changes.
//!
//! Everything that is asked for is looked up exactly, after decoding, in the table of the site: no address names a file of
//! the disk. Bodies are never read.

use super::answer::Answer;
use super::bar;
use super::gate::{self, Gate};
use super::stage::{News, Stage};
use std::io::{self, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::mpsc::RecvTimeoutError;
use std::sync::{Arc, PoisonError};
use std::thread;
use std::time::Duration;
use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

/// How often an idle stream says that it lives; so long a page that has left is remembered at most twice.
const PULSE: Duration = Duration::from_secs(10);

/// Which names the preview answers to.
#[derive(Clone, Debug)]
pub struct Hosts {
    /// The name or address given with `--host`, when it is not this machine alone.
    pub beyond: Option<String>,
}

impl Hosts {
    /// Whether a `Host` header names this preview. Any other name is a page of somebody else that had its name point here.
    pub fn is_ours(&self, host: &str) -> bool {
        let name = if let Some(rest) = host.strip_prefix('[') {
            rest.split(']').next().unwrap_or_default()
        } else {
            host.split(':').next().unwrap_or_default()
        };
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let address = name.parse::<IpAddr>().ok();
        match (&self.beyond, address) {
            _ if name == "localhost" || name.ends_with(".localhost") => true,
            (_, Some(address)) if address.is_loopback() => true,
            // An address cannot be made to point elsewhere, as a name can.
            (Some(_), Some(_)) => true,
            (Some(given), None) => given.eq_ignore_ascii_case(&name),
            (None, _) => false,
        }
    }
}

/// Serves for as long as the program lives. When the library's own listener dies, it is given a new one.
pub fn serve(gate: &Arc<Gate>, stage: &Arc<Stage>, hosts: &Hosts) {
    loop {
        let server = match Server::http(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))) {
            Ok(server) => server,
            Err(_) => {
                thread::sleep(Duration::from_millis(100));
                continue;
            }
        };
        *gate.server.write().unwrap_or_else(PoisonError::into_inner) = server.server_addr().to_ip();
        for request in server.incoming_requests() {
            let (gate, stage, hosts) = (gate.clone(), stage.clone(), hosts.clone());
            // A request that no thread can be found for is dropped, which answers it with an error.
            let _ = thread::Builder::new().spawn(move || {
                let _ = answer(request, &gate, &stage, &hosts);
            });
        }
    }
}

fn answer(request: Request, gate: &Gate, stage: &Stage, hosts: &Hosts) -> io::Result<()> {
    let header = |name: &'static str| {
        let mut found = request.headers().iter().filter(|header| header.field.equiv(name));
        found.next().map(|header| header.value.as_str().to_string())
    };
    if header(gate::PASS).as_deref() != Some(gate.pass.as_str()) {
        return plain(request, 403, "Ask at the preview’s own port.\n");
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return plain(request, 405, "Only GET and HEAD.\n");
    }
    if !header("Host").is_some_and(|host| hosts.is_ours(&host)) {
        return plain(request, 403, "This preview answers to localhost and 127.0.0.1 only.\n");
    }
    let Some(path) = path_of(request.url()) else { return plain(request, 400, "That is no address.\n") };
    if path.strip_prefix(bar::FOLDER) == Some("events") {
        return stream(request, stage);
    }
    let known = header("If-None-Match");
    let answer = stage.edition().and_then(|edition| edition.at(&path)).or_else(|| stage.edition()?.at(&path));
    match answer {
        Some(Answer::Moved(to)) => {
            let headers = fields(&[("Location", &to), ("Cache-Control", "no-cache")]);
            request.respond(Response::new(StatusCode(301), headers, io::empty(), Some(0), None))
        }
        Some(Answer::Bytes { etag, .. }) if known.is_some_and(|known| matches(&known, &etag)) => {
            let headers = fields(&[("ETag", &etag), ("Cache-Control", "no-cache")]);
            request.respond(Response::new(StatusCode(304), headers, io::empty(), Some(0), None))
        }
        Some(Answer::Bytes { status, kind, bytes, etag }) => {
            let length = bytes.len();
            let headers = fields(&[
                ("Content-Type", kind),
                ("ETag", &etag),
                ("Cache-Control", "no-cache"),
                ("X-Content-Type-Options", "nosniff"),
                ("X-Frame-Options", "DENY"),
                ("Cross-Origin-Resource-Policy", "same-origin"),
                ("Referrer-Policy", "no-referrer"),
            ]);
            let body = io::Cursor::new(bytes);
            let response = Response::new(StatusCode(status), headers, body, Some(length), None);
            request.respond(response.with_chunked_threshold(usize::MAX))
        }
        None => plain(request, 500, "This page could not be made.\n"),
    }
}

/// Tells a page of changes until it leaves. The head is written by hand: the library would hold events back.
fn stream(request: Request, stage: &Stage) -> io::Result<()> {
    let Some(listener) = stage.listen() else { return plain(request, 503, "Too many open pages.\n") };
    let head = matches!(request.method(), Method::Head);
    let mut out = request.into_writer();
    out.write_all(
        b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
    )?;
    if head {
        return out.flush();
    }
    out.write_all(b"retry: 500\n\n")?;
    out.flush()?;
    loop {
        match listener.news.recv_timeout(PULSE) {
            Ok(News::Change) => out.write_all(b"event: change\ndata: 1\n\n")?,
            Ok(News::Findings) => out.write_all(b"event: findings\ndata: 1\n\n")?,
            Err(RecvTimeoutError::Timeout) => out.write_all(b":\n\n")?,
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        out.flush()?;
    }
}

fn plain(request: Request, status: u16, text: &str) -> io::Result<()> {
    request.respond(Response::from_string(text).with_status_code(status))
}

/// Headers; one whose value is not ASCII would be left out, but every value is made here or encoded.
fn fields(pairs: &[(&str, &str)]) -> Vec<Header> {
    pairs.iter().filter_map(|(name, value)| Header::from_bytes(*name, *value).ok()).collect()
}

/// Whether an `If-None-Match` names the entity.
fn matches(known: &str, etag: &str) -> bool {
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == etag || one.trim() == "*")
}

/// The path of a request below the site's root, decoded, without its first `/` and its query.
fn path_of(url: &str) -> Option<String> {
    let path = url.strip_prefix('/')?.split(['?', '#']).next()?;
    let mut decoded = Vec::with_capacity(path.len());
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            decoded.push(byte);
            continue;
        }
        let pair = [bytes.next()?, bytes.next()?];
        decoded.push(u8::from_str_radix(std::str::from_utf8(&pair).ok()?, 16).ok()?);
    }
    String::from_utf8(decoded).ok().filter(|path| !path.contains('\0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_ours() {
        let alone = Hosts { beyond: None };
        for host in ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST.:1", "isms.localhost:1"]
        {
            assert!(alone.is_ours(host), "{host}");
        }
        for host in ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "192.168.1.5", ""] {
            assert!(!alone.is_ours(host), "{host}");
        }
        let open = Hosts { beyond: Some("preview.lan".to_string()) };
        assert!(open.is_ours("192.168.1.5:8000") && open.is_ours("preview.lan") && !open.is_ours("evil.example"));
    }

    #[test]
    fn addresses_are_decoded_once_and_never_climb() {
        for (url, path) in [
            ("/", Some("")),
            ("/en/documents/?kind=policy", Some("en/documents/")),
            ("/%65n/", Some("en/")),
            ("/%2e%2e/%252e", Some("../%2e")),
            ("/%ff", None),
            ("/%0", None),
            ("/a%00b", None),
            ("http://evil/", None),
            ("*", None),
        ] {
            assert_eq!(path_of(url).as_deref(), path, "{url}");
        }
    }
}
