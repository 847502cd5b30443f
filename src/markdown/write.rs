//! A tree written as HTML: no style, no script, no id twice, every address asked for.
//!
//! The only place that writes tags. What may stand in what is settled before, in `nesting`.

use super::address::{is_allowed, write_address};
use super::outline::{Heading, LinkKind};
use super::render::{ALERTS, Labels, Render, Resolved};
use super::tree::{Element, Kind, Node, has_words, words};
use std::cell::Cell;
use std::fmt::Write as _;

/// Writes a tree.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) headings: Vec<Heading>,
    options: &'a Render<'a>,
    tables: usize,
    /// For each link being written: whether it became one.
    links: Vec<bool>,
    /// Whether references to notes are numbers only: in a redline, where a note may stand in the other text.
    pub(super) plain_notes: bool,
    /// Whether what opens a disclosure is being written, in which nothing else can be pressed.
    in_summary: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(options: &'a Render<'a>) -> Writer<'a> {
        Writer {
            out: String::new(),
            headings: Vec::new(),
            options,
            tables: 0,
            links: Vec::new(),
            plain_notes: false,
            in_summary: false,
        }
    }

    pub(super) fn nodes(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Text(text) => self.text(text),
                Node::Element(element) => self.element(element),
            }
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        escape(&mut self.out, text);
    }

    pub(super) fn element(&mut self, element: &Element) {
        if self.start(element) {
            self.nodes(&element.children);
            self.end(element);
        }
    }

    /// Writes what comes before the children; `false` when the element is written whole already.
    pub(super) fn start(&mut self, element: &Element) -> bool {
        match &element.kind {
            Kind::Tag(name) => {
                let _ = write!(self.out, "<{name}");
                self.attributes(element);
                self.out.push('>');
                if *name == "summary" {
                    self.in_summary = true;
                    if element.children.is_empty() {
                        escape(&mut self.out, &self.options.labels.details);
                    }
                }
            }
            // In a redline, a heading that is gone.
            Kind::Heading(level, anchor) if anchor.is_empty() => {
                let _ = write!(self.out, "<h{level}>");
            }
            Kind::Heading(level, anchor) => {
                let prefix = self.options.prefix;
                let _ = write!(self.out, "<h{level} id=\"{prefix}{anchor}\">");
                self.headings.push(Heading {
                    level: *level,
                    text: words(&element.children).trim().to_string(),
                    anchor: format!("{prefix}{anchor}"),
                    range: element.range.clone(),
                });
            }
            Kind::Link(target, title) => self.link_start(target, title),
            Kind::Image(target, title) => {
                self.image(element, target, title);
                return false;
            }
            Kind::Code(language) => {
                self.out.push_str("<pre tabindex=\"0\"><code");
                if !language.is_empty() {
                    let _ = write!(self.out, " class=\"language-{language}\"");
                }
                self.out.push('>');
            }
            Kind::Alert(kind, title, open) => self.alert_start(kind, title.as_deref(), *open),
            Kind::Table => {
                self.out.push_str("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
                escape(&mut self.out, &self.options.labels.table);
                // Regions are told apart by their number.
                self.tables = self.options.tables.map_or(self.tables, Cell::get) + 1;
                if let Some(count) = self.options.tables {
                    count.set(self.tables);
                }
                let _ = write!(self.out, " {}\"><table>", self.tables);
            }
            Kind::Cell(head, side) => self.cell_start(element, *head, side),
            Kind::Task(done) => {
                let label = &self.options.labels.task[usize::from(*done)];
                let mark = if *done { "☑" } else { "☐" };
                let _ = write!(self.out, "<span class=\"task\" aria-hidden=\"true\">{mark}</span> <span class=\"vh\">");
                escape(&mut self.out, label);
                self.out.push_str(" </span>");
                return false;
            }
            Kind::FootnoteReference(number, _) if self.plain_notes => {
                let _ = write!(self.out, "<sup class=\"fnref\">{number}</sup>");
                return false;
            }
            Kind::FootnoteReference(number, nth) => {
                let prefix = self.options.prefix;
                let again = if *nth > 1 { format!(":{nth}") } else { String::new() };
                let _ = write!(
                    self.out,
                    "<sup class=\"fnref\"><a href=\"#{prefix}fn:{number}\" id=\"{prefix}fnref:{number}{again}\">{number}</a></sup>"
                );
                return false;
            }
            Kind::Footnote(..) => {}
            Kind::Break => {
                self.out.push_str("<br>");
                return false;
            }
            Kind::Rule => {
                self.out.push_str("<hr>");
                return false;
            }
        }
        true
    }

    /// Writes what comes after the children.
    pub(super) fn end(&mut self, element: &Element) {
        match &element.kind {
            Kind::Tag(name) => {
                let _ = write!(self.out, "</{name}>");
                if *name == "summary" {
                    self.in_summary = false;
                }
                if !element.is_inline() {
                    self.out.push('\n');
                }
            }
            Kind::Heading(level, _) => {
                let _ = writeln!(self.out, "</h{level}>");
            }
            Kind::Link(..) => {
                let linked = self.links.pop();
                if linked == Some(true) {
                    self.out.push_str("</a>");
                }
            }
            Kind::Code(_) => self.out.push_str("</code></pre>\n"),
            Kind::Alert(_, _, open) => self.out.push_str(if open.is_some() { "</details>\n" } else { "</div>\n" }),
            Kind::Table => self.out.push_str("</table></div>\n"),
            Kind::Cell(head, ..) => {
                self.out.push_str(if *head && has_words(&element.children) { "</th>" } else { "</td>" })
            }
            _ => {}
        }
    }

    fn attributes(&mut self, element: &Element) {
        for (name, value) in &element.attributes {
            let _ = write!(self.out, " {name}=\"");
            escape(&mut self.out, value);
            self.out.push('"');
        }
    }

    fn resolve(&self, target: &str, kind: LinkKind) -> Resolved {
        if is_allowed(target) { (self.options.link)(target, kind) } else { Resolved::Missing }
    }

    fn link_start(&mut self, target: &str, title: &str) {
        let Resolved::Href { href, lang, title: own } = self.resolve(target, LinkKind::Link) else {
            self.links.push(false);
            return;
        };
        self.links.push(true);
        self.out.push_str("<a href=\"");
        write_address(&mut self.out, &href);
        self.out.push('"');
        if let Some(lang) = lang {
            let _ = write!(self.out, " hreflang=\"{lang}\"");
        }
        let hint = own.as_deref().unwrap_or(title);
        if !hint.is_empty() {
            self.out.push_str(" title=\"");
            escape(&mut self.out, hint);
            self.out.push('"');
        }
        if href.starts_with("http://") || href.starts_with("https://") || href.starts_with("//") {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
        self.out.push('>');
    }

    fn image(&mut self, element: &Element, target: &str, title: &str) {
        let alt = words(&element.children);
        let alt = alt.trim();
        let resolved = if target.trim().is_empty() { Resolved::Missing } else { self.resolve(target, LinkKind::Image) };
        match resolved {
            Resolved::Href { href, .. } => {
                self.out.push_str("<img src=\"");
                write_address(&mut self.out, &href);
                self.out.push_str("\" alt=\"");
                escape(&mut self.out, alt);
                self.out.push('"');
                if !title.is_empty() {
                    self.out.push_str(" title=\"");
                    escape(&mut self.out, title);
                    self.out.push('"');
                }
                self.attributes(element);
                self.out.push_str(" loading=\"lazy\">");
            }
            Resolved::Removed | Resolved::Missing if self.in_summary || self.links.contains(&true) => {
                // A link has words, if only an address.
                escape(&mut self.out, if alt.is_empty() { target } else { alt });
            }
            Resolved::Removed => {
                self.out.push_str("<a href=\"");
                write_address(&mut self.out, target);
                self.out.push_str("\" rel=\"noopener noreferrer\">");
                escape(&mut self.out, if alt.is_empty() { target } else { alt });
                self.out.push_str("</a>");
            }
            Resolved::Missing => escape(&mut self.out, alt),
        }
    }

    fn alert_start(&mut self, kind: &str, title: Option<&str>, open: Option<bool>) {
        let (tone, word) = tone(kind, self.options.labels);
        let title = title.unwrap_or(word);
        match open {
            Some(open) => {
                let open = if open { " open" } else { "" };
                let _ = write!(self.out, "<details class=\"alert alert-{tone}\"{open}><summary>");
                escape(&mut self.out, title);
                self.out.push_str("</summary>\n");
            }
            None => {
                let _ = write!(self.out, "<div class=\"alert alert-{tone}\" role=\"note\"><p class=\"alert-title\">");
                escape(&mut self.out, title);
                self.out.push_str("</p>\n");
            }
        }
    }

    fn cell_start(&mut self, element: &Element, head: bool, side: &str) {
        // An empty heading names nothing, so it is no heading.
        let head = head && has_words(&element.children);
        self.out.push_str(if head { "<th scope=\"col\"" } else { "<td" });
        if !side.is_empty() {
            let _ = write!(self.out, " class=\"{side}\"");
        }
        self.out.push('>');
    }

    pub(super) fn footnotes(&mut self, footnotes: &[Element]) {
        if footnotes.is_empty() {
            return;
        }
        let prefix = self.options.prefix;
        self.out.push_str("<section class=\"footnotes\" aria-label=\"");
        escape(&mut self.out, &self.options.labels.footnotes);
        self.out.push_str("\"><ol>\n");
        for footnote in footnotes {
            let Kind::Footnote(number, count) = footnote.kind else { continue };
            let _ = write!(self.out, "<li id=\"{prefix}fn:{number}\">");
            self.nodes(&footnote.children);
            for nth in 1..=count {
                let again = if nth > 1 { format!(":{nth}") } else { String::new() };
                let _ = write!(self.out, " <a href=\"#{prefix}fnref:{number}{again}\" class=\"fnback\" aria-label=\"");
                escape(&mut self.out, &self.options.labels.back);
                let _ =
                    write!(self.out, " {number}{}\">↩</a>", if nth > 1 { format!("-{nth}") } else { String::new() });
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol></section>\n");
    }
}

/// The tone of an alert, and its word. Kinds of other tools are taken for the nearest of ours.
fn tone<'l>(kind: &str, labels: &'l Labels) -> (&'static str, &'l str) {
    let at = match kind {
        "tip" | "hint" | "success" | "check" | "done" | "astuce" => 1,
        "important" | "abstract" | "summary" | "question" | "faq" | "help" => 2,
        "warning" | "attention" | "avertissement" => 3,
        "caution" | "danger" | "error" | "failure" | "fail" | "bug" => 4,
        _ => 0,
    };
    (ALERTS[at], &labels.alerts[at])
}

/// Escapes words for HTML text and double-quoted attributes.
pub(super) fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}
