//! `handbook serve`: the live preview on this machine.

use super::args::Serve;
use super::desk::Desk;
use super::{DONE, build, output};
use crate::error::Error;
use crate::lang::{Say, Tongue};
use crate::report::Reported;
use crate::say;
use crate::serve::{self, Hosts, Settings, Told};
use std::net::{IpAddr, ToSocketAddrs};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex, PoisonError};

/// Serves until it is told to end.
pub fn run(desk: &Desk, asked: &Serve) -> Result<u8, Error> {
    let address = address(&asked.host)?;
    let listener = serve::bind(address, asked.port)?;
    let port = listener.local_addr().map_err(|cause| {
        Error::new(say!("cannot tell which port is used", "impossible de savoir quel port est utilisé")).cause(cause)
    })?;
    let port = port.port();
    let (root, clock, as_of) = (desk.root.clone(), desk.clock, desk.as_of);
    let alone = address.is_loopback();
    let settings = Settings {
        root: desk.root.clone(),
        skip: Box::new(move || vec![build::out_folder(&root, None)]),
        day: Box::new(move || clock.map_or(as_of, |today| today())),
        poll: asked.poll,
        editors: alone,
        generator: build::GENERATOR,
        hosts: Hosts { beyond: (!alone).then(|| asked.host.clone()) },
        told: Arc::new(teller(desk.lang)),
    };
    let (end, ended) = channel();
    let end = Mutex::new(end);
    let handled = ctrlc::set_handler(move || {
        let _ = end.lock().unwrap_or_else(PoisonError::into_inner).send(());
    });
    let tongue = super::tongue(desk.lang, serve::start(settings, listener)?);
    let url = match address {
        IpAddr::V6(address) if !address.is_unspecified() => format!("http://[{address}]:{port}/"),
        IpAddr::V4(address) if !address.is_unspecified() => format!("http://{address}:{port}/"),
        _ => format!("http://localhost:{port}/"),
    };
    if port != asked.port && asked.port != 0 {
        let taken = asked.port;
        say_line(say!("port {taken} is taken; using {port}", "le port {taken} est pris; voici le {port}"), tongue);
    }
    if !alone {
        let host = &asked.host;
        say_line(
            say!(
                "WARNING: with --host {host} anybody who reaches this machine can read drafts and findings; there is no password and no encryption. Leave --host out to keep the preview to yourself.",
                "ATTENTION\u{a0}: avec --host {host}, toute personne qui atteint cette machine peut lire les ébauches et les constats; il n’y a ni mot de passe ni chiffrement. Sans --host, l’aperçu reste entre vous et votre machine."
            ),
            tongue,
        );
    }
    let says = say!(
        "Preview at {url} (your desk: {url}_preview/). Ctrl+C ends it.",
        "Aperçu à {url} (votre bureau\u{a0}: {url}_preview/). Ctrl+C y met fin."
    );
    output::print(format!("{}\n", says.in_tongue(tongue)).as_bytes())?;
    if asked.open {
        open(&url, tongue);
    }
    if handled.is_err() {
        // Then the system ends the program by itself.
        loop {
            std::thread::park();
        }
    }
    let _ = ended.recv();
    say_line(say!("\nThe preview has ended.", "\nL’aperçu est terminé."), tongue);
    Ok(DONE)
}

/// The address to listen on.
fn address(host: &str) -> Result<IpAddr, Error> {
    let first = host.parse().ok().or_else(|| Some((host, 0).to_socket_addrs().ok()?.next()?.ip()));
    first.ok_or_else(|| {
        Error::new(say!("`{host}` is no address of this machine", "`{host}` n’est pas une adresse de cette machine"))
            .help(say!("Write an address such as 127.0.0.1.", "Écrivez une adresse comme 127.0.0.1."))
    })
}

/// Tells on standard error how things stand after each save, when they stand otherwise than before.
fn teller(asked: Option<Tongue>) -> impl Fn(Told<'_>) + Send + Sync {
    let last: Mutex<String> = Mutex::default();
    move |told| {
        let text = match told {
            Told::Unread(error) => error.in_tongue(asked.unwrap_or_default()),
            Told::Served { prevailing, summary, findings } => {
                let tongue = super::tongue(asked, prevailing);
                let errors = findings(tongue).iter().filter(|finding| finding.level == crate::finding::Level::Error);
                let mut text: String = errors.take(10).map(|finding| format!("{}\n", line(finding))).collect();
                text.push_str(&summary.in_words(tongue));
                text
            }
        };
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != text {
            output::tell(&format!("{text}\n"));
            *last = text;
        }
    }
}

fn line(finding: &Reported) -> String {
    let path = finding.path.as_deref().unwrap_or_default();
    let line = finding.line.map_or(String::new(), |line| format!(":{line}"));
    format!("{path}{line} {}", finding.message)
}

fn say_line(says: Say, tongue: Tongue) {
    output::tell(&format!("{}\n", says.in_tongue(tongue)));
}

/// Opens the browser; when that fails the address stands on the terminal anyway.
fn open(url: &str, tongue: Tongue) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new("xdg-open")
    };
    let opened = command.arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if opened.is_err() {
        say_line(say!("no browser could be opened", "impossible d’ouvrir un navigateur"), tongue);
    }
}
