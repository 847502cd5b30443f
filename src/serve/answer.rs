//! What lies at an address of the preview: exact look-up in the site's table, so that no address can leave it.
//!
//! Pure: a site and a path in, bytes out. Knows nothing of connections.

use super::bar::{self, Bare, Editor};
use super::found::Found;
use crate::archive::Digest;
use crate::publish;
use crate::site::address;
use crate::site::pages::special;
use crate::site::theme::ThemeError;
use crate::site::{Made, Site};
use std::sync::Arc;

/// An answer, whatever carries it.
#[derive(Clone, Debug)]
pub enum Answer {
    /// Bytes with their status.
    Bytes {
        /// 200, 404 or 500.
        status: u16,
        /// The media type.
        kind: &'static str,
        /// The bytes.
        bytes: Arc<[u8]>,
        /// What tells these bytes from any others.
        etag: String,
    },
    /// The same page lies elsewhere: a folder asked for without its slash.
    Moved(String),
}

/// One state of the site, ready to answer.
pub struct Answers<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// Where places are opened.
    pub editor: Editor<'a>,
    /// Changes whenever something that pages load has changed: styles, scripts, images.
    pub loaded: u64,
    /// What the program calls itself in the manifest.
    pub generator: &'a str,
}

impl Answers<'_> {
    /// What lies at a decoded path below the root (without its first `/`).
    pub fn at(&self, path: &str, found: &Found) -> Answer {
        self.own(path, found).unwrap_or_else(|| self.missing(path, found))
    }

    fn own(&self, path: &str, found: &Found) -> Option<Answer> {
        if let Some(rest) = path.strip_prefix(bar::FOLDER) {
            return self.of_the_preview(rest, found);
        }
        if path == publish::MANIFEST {
            return Some(self.manifest());
        }
        let file = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_string() };
        match self.site.make(&file) {
            Some(Ok(made)) => Some(self.made(&file, made, found)),
            Some(Err(fault)) => Some(self.fault(&file, &fault, found)),
            None if self.site.routes().contains_key(&format!("{path}/index.html")) => {
                Some(Answer::Moved(format!("/{}/", address::encode(path))))
            }
            None => None,
        }
    }

    fn made(&self, file: &str, made: Made, found: &Found) -> Answer {
        let bytes = match made {
            Made::Bytes(bytes) => bytes,
            // A file can go while its page is looked at; the next reading of the folder will say so.
            Made::Source(source) => match self.site.sources.read_bytes(&source) {
                Ok(bytes) => bytes,
                Err(_) => return self.missing(file, found),
            },
        };
        match String::from_utf8(bytes) {
            Ok(html) if file.ends_with(".html") => self.page(200, file, &html, found, None),
            Ok(text) => bytes_of(200, media_type(file), text.into_bytes()),
            Err(bytes) => bytes_of(200, media_type(file), bytes.into_bytes()),
        }
    }

    /// A page of the site with its bar.
    fn page(&self, status: u16, file: &str, html: &str, found: &Found, fault: Option<&ThemeError>) -> Answer {
        // Where nothing lies, nobody can say how deep: then the bar's addresses begin at the root.
        let root = if status == 404 { "/".to_string() } else { address::up(address::depth(file)) };
        let bare = Bare { path: file, root: &root, loaded: self.loaded, fault, html };
        match bar::with_bar(self.site, found, &self.editor, &bare) {
            Ok(page) => bytes_of(status, media_type(file), page.into_bytes()),
            // A bar that a template of the handbook's own broke takes no page away.
            Err(_) => bytes_of(status, media_type(file), html.as_bytes().to_vec()),
        }
    }

    fn missing(&self, path: &str, found: &Found) -> Answer {
        // Readers of a site that lies below a folder of its server follow links that begin with that folder.
        let base = special::base_path(self.site);
        let below = format!("/{path}");
        if base.len() > 1
            && let Some(rest) = below.strip_prefix(base.as_str())
            && let Some(answer) = self.own(rest, found)
        {
            return answer;
        }
        match self.site.make("404.html") {
            Some(Ok(Made::Bytes(bytes))) => {
                self.page(404, path, &String::from_utf8_lossy(&bytes), found, None).into_html()
            }
            _ => bytes_of(404, media_type("404.html"), b"404".to_vec()),
        }
    }

    /// A page that could not be made: what is wrong, and the bar that puts it right in the page that is still open.
    fn fault(&self, file: &str, fault: &ThemeError, found: &Found) -> Answer {
        let html = format!(
            "<!doctype html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>500</title>\n</head>\n<body>\n<main><pre>{}</pre></main>\n</body>\n</html>\n",
            escape(&fault.to_string())
        );
        self.page(500, file, &html, found, Some(fault)).into_html()
    }

    fn of_the_preview(&self, rest: &str, found: &Found) -> Option<Answer> {
        let site = self.site;
        match rest {
            "preview.css" => Some(bytes_of(200, media_type(rest), site.theme.file("preview/preview.css")?)),
            "preview.js" => Some(bytes_of(200, media_type(rest), site.theme.file("preview/preview.js")?)),
            _ => {
                let lang = if rest.is_empty() {
                    site.handbook.config.prevailing()
                } else {
                    *site.languages().iter().find(|lang| site.addresses.prefix(**lang) == rest)?
                };
                let file = format!("{}index.html", bar::desk_folder(site, lang));
                if rest.is_empty() && site.languages().len() > 1 {
                    return Some(Answer::Moved(format!("/{}", bar::desk_folder(site, lang))));
                }
                Some(match bar::desk(site, found, &self.editor, lang) {
                    Ok(html) => self.page(200, &file, &html, found, None),
                    Err(fault) => self.fault(&file, &fault, found),
                })
            }
        }
    }

    /// `manifest.json`, as publishing would write it.
    fn manifest(&self) -> Answer {
        match publish::manifest(self.site, self.generator) {
            Ok(bytes) => bytes_of(200, media_type(publish::MANIFEST), bytes),
            Err(message) => bytes_of(500, "text/plain; charset=utf-8", message.into_bytes()),
        }
    }
}

impl Answer {
    fn into_html(self) -> Answer {
        match self {
            Answer::Bytes { status, bytes, etag, .. } => {
                Answer::Bytes { status, kind: media_type("a.html"), bytes, etag }
            }
            moved => moved,
        }
    }
}

fn bytes_of(status: u16, kind: &'static str, bytes: Vec<u8>) -> Answer {
    let etag = format!("\"{}\"", &Digest::of(&bytes).to_string()[..32]);
    Answer::Bytes { status, kind, bytes: Arc::from(bytes), etag }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The media type of a file by its name.
fn media_type(path: &str) -> &'static str {
    match path.rsplit(['/', '.']).next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "csv" => "text/csv; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "xml" if path.ends_with("feed.xml") => "application/atom+xml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "txt" => "text/plain; charset=utf-8",
        _ if path.ends_with("_headers") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
