//! What nothing can be faster than: the fixed libraries alone, and the disk alone. A measuring stick, no product.
//!
//! `floor libraries SITE OUT`: reads a handbook of `corpus.py` without an archive, its front matter as YAML, its Markdown
//! to HTML, puts each document into a Tera page and writes it. No check, no register state, no search, no second page.
//! `floor write SITE OUT`: writes the files of a built site again from memory; only the writing is timed.
//! Both print the seconds taken. `cargo bench` runs this file without arguments: then it does nothing.

// A measuring stick reads clocks and disks, and may stop when something is missing.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use pulldown_cmark::{Alignment, Event, Options, Parser, Tag, TagEnd};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, mode, site, out, ..] = arguments.as_slice() {
        let seconds = match mode.as_str() {
            "libraries" => libraries(Path::new(site), Path::new(out)),
            _ => write(Path::new(site), Path::new(out)),
        };
        println!("{seconds:.4}");
    }
}

/// The same number and size of files, from memory.
fn write(site: &Path, out: &Path) -> f64 {
    let files: Vec<(PathBuf, Vec<u8>)> = walkdir::WalkDir::new(site)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (out.join(entry.path().strip_prefix(site).unwrap()), fs::read(entry.path()).unwrap()))
        .collect();
    let start = Instant::now();
    let mut folders: Vec<&Path> = files.iter().filter_map(|(path, _)| path.parent()).collect();
    folders.sort();
    folders.dedup();
    folders.iter().for_each(|folder| fs::create_dir_all(folder).unwrap());
    files.par_iter().for_each(|(path, bytes)| fs::write(path, bytes).unwrap());
    start.elapsed().as_secs_f64()
}

#[derive(Deserialize, Serialize)]
struct Approval {
    person: String,
    date: String,
}

#[derive(Deserialize, Serialize)]
struct Meta {
    id: String,
    title: String,
    kind: String,
    version: String,
    status: String,
    owner: String,
    approval: Vec<Approval>,
    review: String,
    clauses: Vec<String>,
}

#[derive(Serialize)]
struct Heading {
    anchor: String,
    text: String,
}

struct Page {
    meta: Meta,
    section: String,
    body: String,
    toc: Vec<Heading>,
}

const PAGE: &str = r##"<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ meta.title }} - Handbook</title><link rel="stylesheet" href="/style.css"></head>
<body>
<nav aria-label="Documents">{{ sidebar | safe }}</nav>
<main><h1>{{ meta.title }}</h1>
<dl><dt>Document</dt><dd>{{ meta.id }}</dd><dt>Owner</dt><dd>{{ meta.owner }}</dd><dt>Version</dt><dd>{{ meta.version }}</dd>
<dt>Status</dt><dd>{{ meta.status }}</dd><dt>Approved</dt><dd>{% for a in meta.approval %}{{ a.person }}, {{ a.date }}{% endfor %}</dd>
<dt>Review</dt><dd>{{ meta.review }}</dd><dt>Clauses</dt><dd>{% for c in meta.clauses %}{{ c }} {% endfor %}</dd></dl>
<aside><ul>{% for h in toc %}<li><a href="#{{ h.anchor }}">{{ h.text }}</a></li>
{% endfor %}</ul></aside>
<article>{{ body | safe }}</article></main>
</body>
</html>
"##;

fn libraries(site: &Path, out: &Path) -> f64 {
    let start = Instant::now();
    let folders = ["policies", "procedures", "standards", "guidelines"];
    let files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(site.join("content").join(folder)).sort_by_file_name())
        .filter_map(|entry| Some(entry.ok()?.into_path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    let pages: Vec<Page> = files.par_iter().map(|path| read(path)).collect();
    let mut sections: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    pages.iter().for_each(|page| sections.entry(&page.section).or_default().push(page));
    let sidebars: BTreeMap<&str, String> = sections.keys().map(|own| (*own, sidebar(&sections, own))).collect();
    let mut tera = tera::Tera::new();
    tera.add_raw_template("page.html", PAGE).unwrap();
    fs::create_dir_all(out).unwrap();
    pages.par_iter().for_each(|page| {
        let mut context = tera::Context::new();
        context.insert("meta", &page.meta);
        context.insert("toc", &page.toc);
        context.insert("body", &page.body);
        context.insert("sidebar", &sidebars[page.section.as_str()]);
        let folder = out.join(page.meta.id.to_lowercase());
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("index.html"), tera.render("page.html", &context).unwrap()).unwrap();
    });
    let mut register = String::from("<!doctype html><title>Documents</title><table>");
    for Page { meta, .. } in &pages {
        let _ = writeln!(
            register,
            "<tr><td>{0}<td><a href={0}/>{1}</a><td>{2}<td>{3}",
            meta.id, meta.title, meta.version, meta.owner
        );
    }
    fs::write(out.join("index.html"), register).unwrap();
    start.elapsed().as_secs_f64()
}

/// All sections, and the documents of the page's own.
fn sidebar(sections: &BTreeMap<&str, Vec<&Page>>, own: &str) -> String {
    let mut html = String::from("<ul>");
    for (section, pages) in sections {
        let _ = write!(html, "\n<li><a href=\"/{section}/\">{section}</a>");
        for page in pages.iter().filter(|_| *section == own) {
            let _ = write!(html, "\n<li><a href=\"/{}/\">{}</a></li>", page.meta.id.to_lowercase(), page.meta.title);
        }
    }
    html + "</ul>"
}

fn read(path: &Path) -> Page {
    let text = fs::read_to_string(path).unwrap();
    let (front, markdown) = text["---\n".len()..].split_once("\n---\n").unwrap();
    let meta: Meta = serde_yaml::from_str(front).unwrap();
    let section = path.parent().and_then(Path::file_name).unwrap().to_string_lossy().into_owned();
    let (mut body, mut toc) = (String::with_capacity(markdown.len() * 3 / 2), Vec::new());
    html(markdown, &mut body, &mut toc);
    Page { meta, section, body, toc }
}

/// Markdown to HTML, as little as the corpus needs.
fn html(markdown: &str, out: &mut String, toc: &mut Vec<Heading>) {
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES);
    let (mut heading, mut head) = (None, false);
    for event in events {
        match event {
            Event::Text(text) => escape(&text, out),
            Event::Code(text) => {
                out.push_str("<code>");
                escape(&text, out);
                out.push_str("</code>");
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(std::mem::take(out)),
            Event::End(TagEnd::Heading(level)) => {
                let text = std::mem::replace(out, heading.take().unwrap());
                let anchor = text.to_lowercase().replace(' ', "-");
                let _ = writeln!(out, "<{level} id=\"{anchor}\">{text}</{level}>");
                toc.push(Heading { anchor, text });
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let name = dest_url.rsplit('/').next().unwrap().trim_end_matches(".md");
                let _ = write!(out, "<a href=\"/{name}/\">");
            }
            Event::Start(Tag::Table(alignments)) => {
                out.push_str(if alignments.contains(&Alignment::Left) { "<table class=\"l\">" } else { "<table>" })
            }
            Event::Start(Tag::TableHead) => {
                head = true;
                out.push_str("<thead><tr>");
            }
            Event::End(TagEnd::TableHead) => {
                head = false;
                out.push_str("</tr></thead>\n");
            }
            Event::Start(Tag::TableCell) => out.push_str(if head { "<th>" } else { "<td>" }),
            Event::FootnoteReference(name) => {
                let _ = write!(out, "<sup><a href=\"#{name}\">{name}</a></sup>");
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let _ = write!(out, "<div id=\"{name}\">");
            }
            Event::Start(tag) => {
                let _ = write!(out, "<{}>", element(&tag.to_end()));
            }
            Event::End(tag) => {
                let _ = writeln!(out, "</{}>", element(&tag));
            }
            _ => {}
        }
    }
}

fn element(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Paragraph => "p",
        TagEnd::List(true) => "ol",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Link => "a",
        TagEnd::Table => "table",
        TagEnd::TableRow => "tr",
        TagEnd::TableCell => "td",
        _ => "div",
    }
}

fn escape(text: &str, out: &mut String) {
    for part in text.split_inclusive(['<', '>', '&', '"']) {
        let plain = part.trim_end_matches(['<', '>', '&', '"']);
        out.push_str(plain);
        out.push_str(match &part[plain.len()..] {
            "<" => "&lt;",
            ">" => "&gt;",
            "&" => "&amp;",
            "\"" => "&quot;",
            _ => "",
        });
    }
}
