//! Texts made into HTML once for the pages that show the same one: a document's own page and the permalink of its version.
//!
//! A body is made as seen from the site's root and moved to where its page lies. Knows no page and no link.

use super::recent::Recent;
use crate::lang::Lang;
use crate::markdown::Rendered;
use memchr::memmem;
use std::sync::Arc;

/// How many bytes of HTML are kept for each thread that makes pages: several texts of the usual length.
const ROOM: usize = 64 << 10;

/// The bodies made last, by their file and the language of the pages that they stand on.
pub struct Bodies(Recent<(Arc<str>, Lang), Rendered>);

impl Default for Bodies {
    fn default() -> Bodies {
        Bodies(Recent::new(ROOM))
    }
}

impl Bodies {
    /// The body of a file on pages in a language `depth` folders below the root; `make` makes it as seen from the root.
    pub fn get(&self, path: &Arc<str>, lang: Lang, depth: usize, make: impl FnOnce() -> Rendered) -> Rendered {
        let body = self.0.get((Arc::clone(path), lang), || {
            let body = make();
            let bytes = body.html.len();
            (body, bytes)
        });
        Rendered { html: moved(&body.html, depth), headings: body.headings.clone(), title: body.title.clone() }
    }
}

/// HTML seen from the root, as seen from `depth` folders below it. In the text of HTML a quotation mark is escaped, so what
/// looks like an address is one.
fn moved(html: &str, depth: usize) -> String {
    if depth == 0 {
        return html.to_string();
    }
    let up = "../".repeat(depth);
    let mut out = String::with_capacity(html.len() + 40 * up.len());
    let mut from = 0;
    for at in memmem::find_iter(html.as_bytes(), "=\"./") {
        if html[..at].ends_with(" href") || html[..at].ends_with(" src") {
            out.push_str(&html[from..at + 2]);
            out.push_str(&up);
            from = at + 4;
        }
    }
    out.push_str(&html[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_move_and_words_stay() {
        let html =
            r##"<a href="./documents/a/">./b</a> <img src="./files/c.png" alt="./d"> <a href="#e" title="./f">"##;
        assert_eq!(moved(html, 0), html);
        let want = r##"<a href="../../documents/a/">./b</a> <img src="../../files/c.png" alt="./d"> <a href="#e" title="./f">"##;
        assert_eq!(moved(html, 2), want);
    }

    #[test]
    fn a_body_is_made_once_for_each_file_and_language() {
        let bodies = Bodies::default();
        let path: Arc<str> = Arc::from("a.md");
        let made = std::cell::Cell::new(0);
        let get = |lang: Lang, depth: usize| {
            let make = || {
                made.set(made.get() + 1);
                Rendered { html: format!("<a href=\"./\">{lang}</a>"), ..Rendered::default() }
            };
            bodies.get(&path, lang, depth, make).html
        };
        assert_eq!(get(Lang::EN, 1), "<a href=\"../\">en</a>");
        assert_eq!(get(Lang::EN, 2), "<a href=\"../../\">en</a>");
        assert_eq!(get(Lang::FR, 2), "<a href=\"../../\">fr</a>");
        assert_eq!(made.get(), 2);
    }
}
