//! Where the links of texts lead: files to things, and written targets to files.
//!
//! Authors link as their editors and older tools taught them: to `../policies/a.md`, `/standards/a.html`, `a/` or an id.
//! A target is taken when exactly one file can be meant.

use crate::model::{Handbook, Thing};
use crate::source::Sources;
use std::collections::HashMap;
use std::sync::Arc;

/// What a link's target, as written, stands for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Destination {
    /// A file of the content, with the fragment after `#` (decoded, without `#`; empty for none).
    Inside {
        /// The file.
        path: Arc<str>,
        /// What it is.
        thing: Thing,
        /// The fragment.
        fragment: String,
    },
    /// A heading of the same text.
    Here(String),
    /// An address elsewhere.
    Outside,
    /// Nothing that exists.
    Nowhere,
}

/// What every file of the content is.
pub fn places(handbook: &Handbook, sources: &Sources) -> HashMap<Arc<str>, Thing> {
    let prefix = sources.content_path("");
    let mut places: HashMap<Arc<str>, Thing> = HashMap::with_capacity(sources.files.len());
    let files = sources.files.keys().filter(|path| path.starts_with(prefix.as_str()));
    places.extend(files.map(|path| (path.clone(), Thing::File)));
    let mut put = |texts: &crate::model::Texts, thing: &dyn Fn(crate::lang::Lang) -> Thing| {
        for (lang, text) in texts {
            places.insert(text.path.clone(), thing(*lang));
        }
    };
    put(&handbook.home, &Thing::Home);
    for (at, page) in handbook.pages.iter().enumerate() {
        put(&page.texts, &|lang| Thing::Page(at, lang));
    }
    for (at, role) in handbook.organisation.roles.iter().enumerate() {
        put(&role.texts, &|lang| Thing::Role(at, lang));
    }
    for (at, document) in handbook.documents.iter().enumerate() {
        if document.kind == crate::model::Kind::Role {
            continue;
        }
        if let Some(working) = &document.working {
            put(&working.texts, &|lang| Thing::Document(at, lang));
        }
    }
    for (kind, at, sheet) in handbook.leadership.sheets() {
        put(&sheet.texts, &|lang| Thing::Sheet(kind, at, lang));
    }
    places
}

/// Where a link in the file `from` leads. A sealed text's links are read as if it stood where its working file stands.
pub fn destination(handbook: &Handbook, from: &str, target: &str) -> Destination {
    if is_outside(target) {
        return Destination::Outside;
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = decode(path.split('?').next().unwrap_or(path));
    let fragment = decode(fragment);
    if path.is_empty() {
        return Destination::Here(fragment);
    }
    let place = |path: &str| handbook.places.get_key_value(path);
    let base = base(from, &path);
    // The path as written is tried first: most links are right.
    let found =
        base.as_deref().and_then(|base| place(base).or_else(|| endings(base).iter().find_map(|path| place(path))));
    if let Some((path, thing)) = found {
        return Destination::Inside { path: path.clone(), thing: *thing, fragment };
    }
    if let Some(at) = handbook.document_at(&path)
        && let Some(text) = handbook.documents[at].face().and_then(|face| face.texts.values().next())
    {
        let (path, lang) = (text.path.clone(), handbook.config.prevailing());
        return Destination::Inside { path, thing: Thing::Document(at, lang), fragment };
    }
    if let Some((kind, at)) = handbook.leadership.find(&path)
        && let Some(sheet) = handbook.leadership.sheet(kind, at)
    {
        let (path, lang) = (sheet.path.clone(), handbook.config.prevailing());
        return Destination::Inside { path, thing: Thing::Sheet(kind, at, lang), fragment };
    }
    match by_tail(handbook, &path) {
        Some((path, thing)) => Destination::Inside { path, thing, fragment },
        None => Destination::Nowhere,
    }
}

/// Whether the target names another host or scheme.
pub fn is_outside(target: &str) -> bool {
    if target.starts_with("//") {
        return true;
    }
    let scheme = target.split([':', '/', '?', '#']).next().unwrap_or_default();
    target[scheme.len()..].starts_with(':')
        && scheme.len() > 1
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// What a relative or root-absolute path names; `None` when it leads out of the handbook.
fn base(from: &str, path: &str) -> Option<String> {
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    let root = if from.starts_with("content/") { "content" } else { "" };
    match path.strip_prefix('/') {
        Some(rest) => normal(root, rest),
        None => normal(folder, path),
    }
}

/// A path and what pages are called elsewhere: `a.md`, `a.html` for `a.md`, `a/` for `a.md` or `a/index.md`.
fn endings(base: &str) -> Vec<String> {
    let base = base.trim_end_matches('/');
    let stem = base.strip_suffix(".html").or_else(|| base.strip_suffix(".htm")).unwrap_or(base);
    let join = |name: &str| if stem.is_empty() { name.to_string() } else { format!("{stem}/{name}") };
    let mut all = vec![base.to_string(), format!("{stem}.md"), join("index.md"), join("README.md")];
    if let Some(folder) = stem.strip_suffix("/index") {
        all.push(format!("{folder}.md"));
    }
    all.push(format!("{base}.markdown"));
    all
}

/// The path of a file named from the folder of another; none when it leads out of the handbook.
pub fn beside(from: &str, path: &str) -> Option<String> {
    normal(from.rsplit_once('/').map_or("", |(folder, _)| folder), path)
}

/// Joins and normalises; `None` when the path leads out of the handbook.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The one file whose path ends like the target: handbooks that were built by another tool link from its root.
fn by_tail(handbook: &Handbook, path: &str) -> Option<(Arc<str>, Thing)> {
    let tail = normal("", path.trim_start_matches("../").trim_start_matches('/'))?;
    if tail.is_empty() {
        return None;
    }
    let mut hits: Vec<&Arc<str>> = endings(&tail)
        .iter()
        .flat_map(|ending| {
            let name = ending.rsplit('/').next().unwrap_or(ending);
            let ending = format!("/{ending}");
            names(handbook).get(name).into_iter().flatten().filter(move |path| path.ends_with(&ending))
        })
        .collect();
    hits.sort();
    hits.dedup();
    match hits.as_slice() {
        [path] => handbook.places.get_key_value(*path).map(|(path, thing)| (path.clone(), *thing)),
        _ => None,
    }
}

/// Files by their own name, the archive left out. In no order: who looks for one takes it only where there is no other.
fn names(handbook: &Handbook) -> &HashMap<String, Vec<Arc<str>>> {
    handbook.names.get_or_init(|| {
        let archived = |path: &str| path.starts_with("content/archive/") || path.starts_with("archive/");
        let mut names: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        for path in handbook.places.keys().filter(|path| !archived(path)) {
            let name = path.rsplit('/').next().unwrap_or(path);
            names.entry(name.to_string()).or_default().push(path.clone());
        }
        names
    })
}

/// Percent-decoding; what does not decode to UTF-8 stays as it is.
pub fn decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_string();
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).and_then(|pair| std::str::from_utf8(pair).ok());
        match hex.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outside_or_not() {
        for (target, outside) in [
            ("https://example.org", true),
            ("//example.org/a", true),
            ("mailto:a@example.org", true),
            ("a.md", false),
            ("/a/b:c.md", false),
            ("c:/windows", false),
            ("#a:b", false),
        ] {
            assert_eq!(is_outside(target), outside, "{target}");
        }
    }

    #[test]
    fn candidates_stay_inside() {
        assert_eq!(base("content/policies/a.md", "../roles/b.md").as_deref(), Some("content/roles/b.md"));
        assert_eq!(base("content/policies/a.md", "/roles/b.md").as_deref(), Some("content/roles/b.md"));
        assert_eq!(base("content/policies/a.md", "../../../etc/passwd"), None);
        let folder = base("content/a.md", "b/").unwrap();
        assert!(endings(&folder).contains(&"content/b/index.md".to_string()));
    }

    #[test]
    fn decoding() {
        assert_eq!(decode("Port%C3%A9e%20a.md"), "Portée a.md");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%e9"), "%zz%e9");
    }
}
