//! The gate before the server: who gets in, for how long, with how much.
//!
//! The HTTP library reads heads of any length for as long as it takes, takes memory for a body by what its sender claims, and
//! stops listening for good when the system runs out of descriptors. So nobody reaches it but through here: a head of a
//! sensible size, sent in time, without a body, one request a connection. What it answers passes through as it is.
//!
//! Knows connections and the shape of a head; knows no addresses of pages.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::thread;
use std::time::{Duration, Instant};

/// The longest head that is read, in bytes.
const HEAD: usize = 16 << 10;
/// How long a client may take to send its head.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long a client may take nothing of an answer that is ready.
const STALLED: Duration = Duration::from_secs(20);
/// Most connections at once, where the system's descriptors suffice.
const CONNECTIONS: usize = 1_024;
/// Descriptors that a connection needs: its own, the way to the server, and the server's two.
const DESCRIPTORS_EACH: usize = 4;
/// Descriptors kept for everything else: files being read, folders being watched.
const DESCRIPTORS_KEPT: usize = 100;

/// The name of the header by which the server knows what came through the gate.
pub const PASS: &str = "X-Handbook-Gate";

/// The gate: its limits, and who waits at it.
pub struct Gate {
    /// Where the server listens now.
    pub server: RwLock<Option<SocketAddr>>,
    /// What the server recognises requests by.
    pub pass: String,
    most: usize,
    inside: AtomicUsize,
    /// Connections that have not sent their head yet, the oldest first.
    waiting: Mutex<BTreeMap<u64, Arc<TcpStream>>>,
}

impl Gate {
    /// A gate for a server that recognises requests by `pass`.
    pub fn new(pass: String) -> Gate {
        let most = (descriptors().saturating_sub(DESCRIPTORS_KEPT) / DESCRIPTORS_EACH).clamp(8, CONNECTIONS);
        Gate { server: RwLock::new(None), pass, most, inside: AtomicUsize::new(0), waiting: Mutex::default() }
    }

    /// Lets clients in for as long as the program lives.
    pub fn watch(self: &Arc<Gate>, listener: &TcpListener) {
        for number in 0.. {
            // Out of descriptors, or a client that left while it waited: neither is a reason to close.
            let Ok((client, _)) = listener.accept() else {
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let gate = self.clone();
            if gate.inside.fetch_add(1, Ordering::AcqRel) >= gate.most {
                gate.make_room();
            }
            let entered = thread::Builder::new().spawn(move || {
                gate.admit(number, client);
                gate.inside.fetch_sub(1, Ordering::AcqRel);
            });
            if entered.is_err() {
                self.inside.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }

    /// Sends away whoever has waited longest without saying anything.
    fn make_room(&self) {
        let oldest = self.waiting.lock().unwrap_or_else(PoisonError::into_inner).pop_first();
        if let Some((_, client)) = oldest {
            let _ = client.shutdown(Shutdown::Both);
        }
    }

    fn admit(&self, number: u64, client: TcpStream) {
        let client = Arc::new(client);
        if self.inside.load(Ordering::Acquire) > self.most + self.most / 8 {
            return refuse(&client, "503 Service Unavailable");
        }
        let waiting = || self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting().insert(number, client.clone());
        let head = read_head(&client);
        waiting().remove(&number);
        match head {
            Ok(Some(head)) => {
                let _ = self.pass_on(&client, &head);
            }
            Ok(None) => {}
            Err(Refusal(status)) => refuse(&client, status),
        }
        let _ = client.shutdown(Shutdown::Both);
    }

    /// Where the server listens; who comes before it does (at the start) waits a moment.
    fn server_when_ready(&self) -> Option<SocketAddr> {
        let begun = Instant::now();
        loop {
            let address = *self.server.read().unwrap_or_else(PoisonError::into_inner);
            if address.is_some() || begun.elapsed() > PATIENCE {
                return address;
            }
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Hands a request to the server and its answer to the client.
    fn pass_on(&self, mut client: &TcpStream, head: &[u8]) -> io::Result<()> {
        let Some(address) = self.server_when_ready() else {
            refuse(client, "503 Service Unavailable");
            return Ok(());
        };
        let mut server = match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(server) => server,
            Err(error) => {
                refuse(client, "503 Service Unavailable");
                return Err(error);
            }
        };
        client.set_write_timeout(Some(STALLED))?;
        client.set_nodelay(true)?;
        let line = head.iter().position(|byte| *byte == b'\n').map_or(head.len(), |at| at + 1);
        let mut request = head[..line].to_vec();
        // The library heeds the first of several `Connection` headers.
        request.extend_from_slice(format!("Connection: close\r\n{PASS}: {}\r\n", self.pass).as_bytes());
        request.extend_from_slice(&head[line..]);
        server.write_all(&request)?;
        io::copy(&mut server, &mut client)?;
        Ok(())
    }
}

/// The status with which somebody is sent away.
struct Refusal(&'static str);

/// Reads a request up to the empty line; nothing when the client left without one.
fn read_head(mut client: &TcpStream) -> Result<Option<Vec<u8>>, Refusal> {
    let begun = Instant::now();
    let mut head = Vec::with_capacity(1024);
    let mut piece = [0; 2048];
    loop {
        let left = PATIENCE.saturating_sub(begun.elapsed());
        if left.is_zero() || client.set_read_timeout(Some(left)).is_err() {
            return Err(Refusal("408 Request Timeout"));
        }
        let read = match client.read(&mut piece) {
            Ok(0) => return Ok(None),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) if matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
                return Err(Refusal("408 Request Timeout"));
            }
            Err(_) => return Ok(None),
        };
        let from = head.len().saturating_sub(3);
        head.extend_from_slice(&piece[..read]);
        if let Some(end) = head[from..].windows(4).position(|four| four == b"\r\n\r\n") {
            head.truncate(from + end + 4);
            return check(&head).map(|()| Some(head));
        }
        if head.len() > HEAD {
            return Err(Refusal("431 Request Header Fields Too Large"));
        }
        if head[from..].windows(2).any(|two| two == b"\n\n") {
            return Err(Refusal("400 Bad Request"));
        }
    }
}

/// Whether the library can read the head, and would read nothing after it.
fn check(head: &[u8]) -> Result<(), Refusal> {
    let text = std::str::from_utf8(head).ok().filter(|text| text.is_ascii()).ok_or(Refusal("400 Bad Request"))?;
    for line in text.split("\r\n").skip(1) {
        let (name, value) = line.split_once(':').unwrap_or((line, ""));
        let name = name.trim().to_ascii_lowercase();
        let body = name == "transfer-encoding" || (name == "content-length" && value.trim() != "0");
        if body {
            return Err(Refusal("413 Content Too Large"));
        }
        // What would keep the connection for another protocol, or ask for leave to send a body.
        if matches!(name.as_str(), "upgrade" | "expect") || name == PASS.to_ascii_lowercase() {
            return Err(Refusal("400 Bad Request"));
        }
    }
    Ok(())
}

/// A status and nothing else. What the client still sends is taken for a moment, for else the system would drop the answer.
fn refuse(mut client: &TcpStream, status: &str) {
    let _ = client.set_write_timeout(Some(Duration::from_secs(1)));
    let _ = write!(client, "HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    let _ = client.shutdown(Shutdown::Write);
    let _ = client.set_read_timeout(Some(Duration::from_millis(100)));
    let mut rest = [0; 4096];
    for _ in 0..64 {
        if !matches!(client.read(&mut rest), Ok(read) if read > 0) {
            break;
        }
    }
}

/// How many descriptors the program may have, raised as far as the system lets it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn descriptors() -> usize {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    const ENOUGH: u64 = 8_192;
    let limit = getrlimit(Resource::Nofile);
    let wanted = limit.maximum.unwrap_or(ENOUGH).min(ENOUGH);
    let now = limit.current.unwrap_or(ENOUGH);
    if now < wanted {
        let _ = setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum: limit.maximum });
    }
    usize::try_from(getrlimit(Resource::Nofile).current.unwrap_or(ENOUGH)).unwrap_or(1_024)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn descriptors() -> usize {
    8_192
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn heads_that_the_server_should_not_see() {
        for (head, status) in [
            ("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n", None),
            ("POST / HTTP/1.1\r\nContent-Length: 999999999999999\r\n\r\n", Some("413")),
            ("POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n", Some("413")),
            ("GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n", Some("400")),
            ("GET /é HTTP/1.1\r\n\r\n", Some("400")),
            ("GET / HTTP/1.1\r\nX-Handbook-Gate: guess\r\n\r\n", Some("400")),
        ] {
            let refused = check(head.as_bytes()).err().map(|refusal| refusal.0);
            assert_eq!(refused.map(|refused| &refused[..3]), status, "{head}");
        }
    }
}
