//! `handbook diff`: what differs between two versions of a document, in the terminal; facts first, then the text.

use super::args::Diff;
use super::desk::{Desk, Opened};
use super::{DONE, FAILED, output};
use crate::assess::{Standing, VersionRef, duties, matrix_changes};
use crate::error::Error;
use crate::finding::Level;
use crate::lang::Lang;
use crate::markdown;
use crate::model::Id;
use crate::model::document::{Document, Revision};
use crate::resolve::matrix;
use crate::say;
use crate::source::front;
use crate::source::yaml::{self, Limits, Node};
use crate::version::Version;
use std::collections::{BTreeMap, BTreeSet};

/// Prints the redline of two versions: in force against the working file where none is named.
pub fn run(desk: &Desk, asked: &Diff) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(FAILED);
    }
    let handbook = &opened.reading.handbook;
    let Some(at) = handbook.document_at(&asked.id) else {
        let id = &asked.id;
        return Err(Error::new(say!(
            "there is no controlled document `{id}`",
            "il n’y a pas de document contrôlé `{id}`"
        ))
        .help(say!(
            "`handbook status` lists the documents with their ids.",
            "`handbook status` montre les documents et leurs identifiants."
        )));
    };
    if opened.assessment.documents[at].standing == Standing::Broken {
        let says = say!(
            "the archive of this document does not verify: what is shown as sealed may have been altered (`handbook verify`)",
            "l’archive de ce document n’est pas intacte\u{a0}: ce qui est montré comme scellé a pu être modifié (`handbook verify`)"
        );
        output::tell(&format!("{}\n", says.in_tongue(opened.tongue)));
    }
    let from = side(&opened, at, asked.from.as_deref(), true)?;
    let to = side(&opened, at, asked.to.as_deref(), false)?;
    let text = render(&opened, at, &from, &to, output::colour_out(desk.no_color));
    output::print(text.as_bytes())?;
    Ok(DONE)
}

/// One of the two texts.
struct Side<'a> {
    name: String,
    revision: &'a Revision,
    text: VersionRef,
}

/// The version of that name; without one that in force (`older`) or the working file.
fn side<'a>(opened: &'a Opened, at: usize, name: Option<&str>, older: bool) -> Result<Side<'a>, Error> {
    let document = &opened.reading.handbook.documents[at];
    let working = || {
        let revision = document.working.as_ref()?;
        let version = revision.meta.version.as_ref().map(ToString::to_string).unwrap_or_default();
        let name = say!("working file {version}", "fichier de travail {version}").in_tongue(opened.tongue).to_owned();
        Some(Side { name, revision, text: VersionRef::Working })
    };
    let sealed = |version: &Version| {
        let place = document.sealed.iter().position(|sealed| sealed.version == *version)?;
        let (name, revision) = (format!("version {version}"), &document.sealed[place].revision);
        Some(Side { name, revision, text: VersionRef::Sealed(place, None) })
    };
    let state = &opened.assessment.documents[at];
    let in_force = || state.current().and_then(|current| sealed(&current.version).or_else(working));
    let found = match name {
        None if older => in_force(),
        None => working().or_else(in_force),
        Some("working") => working(),
        Some(name) => {
            let version = Version::parse(name);
            let own = document.working.as_ref().filter(|working| version.is_some() && working.meta.version == version);
            version.as_ref().and_then(sealed).or_else(|| own.and_then(|_| working()))
        }
    };
    found.ok_or_else(|| missing(document, name))
}

fn missing(document: &Document, name: Option<&str>) -> Error {
    let id = &document.id;
    let mut known: Vec<&str> = document.sealed.iter().map(|sealed| sealed.version.as_str()).collect();
    known.extend(document.working.as_ref().map(|_| "working"));
    let known = known.join(", ");
    let what = match name {
        Some(name) => {
            say!("{id} has no version `{name}` with a text here", "{id} n’a ici pas de version `{name}` avec son texte")
        }
        None => say!(
            "no version of {id} is in force to compare with",
            "aucune version de {id} n’est en vigueur pour comparer"
        ),
    };
    Error::new(what).help(say!(
        "Known are: {known}. Name two of them: `handbook diff {id} FROM TO`.",
        "On connaît\u{a0}: {known}. Nommez-en deux\u{a0}: `handbook diff {id} DE À`."
    ))
}

fn render(opened: &Opened, at: usize, from: &Side<'_>, to: &Side<'_>, colour: bool) -> String {
    let id = &opened.reading.handbook.documents[at].id;
    let mut text = format!("{id}: {} → {}\n", from.name, to.name);
    let main =
        |revision: &Revision| revision.texts.values().find(|text| text.path == revision.path).map(|text| text.lang);
    let first = main(to.revision).or(main(from.revision));
    let mut languages: Vec<Lang> = from.revision.texts.keys().chain(to.revision.texts.keys()).copied().collect();
    // The main text first; the others by language.
    languages.sort_by_key(|lang| (Some(*lang) != first, *lang));
    languages.dedup();
    let mut facts = Vec::new();
    for lang in &languages {
        let lead = if Some(*lang) == first { String::new() } else { format!("{lang}: ") };
        let of = |side: &Side<'_>| side.revision.texts.get(lang).map_or(Node::Null, |text| front_matter(&text.source));
        facts.extend(changed(&of(from), &of(to)).into_iter().map(|(key, a, b)| (format!("{lead}{key}"), a, b)));
    }
    let width = facts.iter().map(|(key, ..)| key.chars().count()).max().unwrap_or(0);
    if !facts.is_empty() {
        text.push('\n');
    }
    for (key, before, after) in &facts {
        let pad = " ".repeat(width - key.chars().count());
        let (before, after) = if colour {
            (format!("\x1b[31m{before}\x1b[0m"), format!("\x1b[32m{after}\x1b[0m"))
        } else {
            (before.clone(), after.clone())
        };
        text.push_str(&format!("  {key}{pad}  {before} → {after}\n"));
    }
    let duties = duties(opened, at, from, to);
    if !duties.is_empty() {
        text.push('\n');
    }
    duties.iter().for_each(|says| text.push_str(&format!("  {}\n", visible(says))));
    let mut same = facts.is_empty() && duties.is_empty();
    let several = languages.len() > 1;
    for lang in languages {
        let body =
            |side: &Side<'_>| side.revision.texts.get(&lang).map(|text| visible(text.body())).unwrap_or_default();
        let (before, after) = (body(from), body(to));
        if before != after {
            same = false;
            text.push_str(&if several { format!("\n[{lang}]\n") } else { "\n".to_owned() });
            text.push_str(&markdown::redline_text(&before, &after, colour));
        }
    }
    let (before, after) = (data(opened, from), data(opened, to));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    for name in names {
        let (old, new) = (before.get(name).map_or("", String::as_str), after.get(name).map_or("", String::as_str));
        if old != new {
            same = false;
            text.push_str(&format!("\n[{name}]\n{}", markdown::redline_text(old, new, colour)));
        }
    }
    if same {
        let says = say!("\nNo difference.", "\nAucune différence.");
        text.push_str(&format!("{}\n", says.in_tongue(opened.tongue)));
    }
    text
}

/// What the changes of a matrix mean for people, a sentence each.
fn duties(opened: &Opened, at: usize, from: &Side<'_>, to: &Side<'_>) -> Vec<String> {
    let handbook = &opened.reading.handbook;
    let matrix = |side: &Side<'_>| duties::matrix_of(handbook, at, side.text);
    let (Some(before), Some(after)) = (matrix(from), matrix(to)) else { return Vec::new() };
    let title = |id: &Id, lang: Lang| handbook.role_title(id.as_str(), lang);
    let changes = matrix_changes::changes(before, after);
    changes.iter().map(|change| change.says(&handbook.alphabet, &title).in_tongue(opened.tongue).to_owned()).collect()
}

/// The files beside a matrix that hold its table: name and text.
fn data(opened: &Opened, side: &Side<'_>) -> BTreeMap<String, String> {
    let (reading, name) = (&opened.reading, |path: &str| path.rsplit('/').next().unwrap_or(path).to_owned());
    let files = matrix::files(&reading.sources, side.revision, &reading.handbook.config.languages);
    files.iter().filter_map(|path| Some((name(path), visible(reading.sources.text(path)?)))).collect()
}

/// The front matter of a file.
fn front_matter(source: &str) -> Node {
    let yaml = front::split(source).yaml.and_then(|range| source.get(range)).unwrap_or_default();
    yaml::read(yaml, &Limits::FRONT_MATTER).map_or(Node::Null, |read| read.node)
}

/// Keys whose values differ: name, before, after; in the order of the newer file, then what only the older had.
fn changed(before: &Node, after: &Node) -> Vec<(String, String, String)> {
    let (old, new) = (before.as_map().unwrap_or_default(), after.as_map().unwrap_or_default());
    let gone = old.iter().filter(|(key, _)| after.get(key).is_none());
    let keys = new.iter().chain(gone).map(|(key, _)| key);
    let show = |node: &Node, key: &str| node.get(key).map_or_else(|| "-".to_owned(), |value| visible(&plain(value)));
    keys.map(|key| (visible(key), show(before, key), show(after, key))).filter(|(_, old, new)| old != new).collect()
}

/// A value on one line.
fn plain(node: &Node) -> String {
    match node {
        Node::Null => "-".to_owned(),
        Node::Scalar(scalar) => scalar.text.split_whitespace().collect::<Vec<_>>().join(" "),
        Node::List(items) => items.iter().map(plain).collect::<Vec<_>>().join("; "),
        Node::Map(entries) => {
            entries.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

/// The text without what would command the terminal.
fn visible(text: &str) -> String {
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .replace(|c: char| c.is_control() && c != '\n' && c != '\t', "\u{fffd}")
}
