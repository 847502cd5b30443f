//! STUB until merged
use crate::lang::Lang;
use std::ops::Range;
#[derive(Clone, Debug, Default)]
pub struct Outline {
    pub headings: Vec<Heading>,
    pub links: Vec<Link>,
    pub tables: Vec<Table>,
    pub removed: Vec<Removed>,
}
impl Outline {
    pub fn has_anchor(&self, a: &str) -> bool {
        self.headings.iter().any(|h| h.anchor == a)
    }
}
#[derive(Clone, Debug)]
pub struct Heading {
    pub level: u8,
    pub text: String,
    pub anchor: String,
    pub range: Range<usize>,
}
#[derive(Clone, Debug)]
pub struct Link {
    pub target: String,
    pub kind: LinkKind,
    pub text: String,
    pub range: Range<usize>,
}
#[derive(Clone, Debug)]
pub struct Table {
    pub range: Range<usize>,
    pub header: Vec<Cell>,
    pub rows: Vec<Vec<Cell>>,
}
#[derive(Clone, Debug)]
pub struct Cell {
    pub text: String,
    pub links: Vec<String>,
    pub range: Range<usize>,
}
#[derive(Clone, Debug)]
pub struct Removed {
    pub what: String,
    pub range: Range<usize>,
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    Link,
    Image,
}
pub enum Resolved {
    Href { href: String, lang: Option<Lang>, title: Option<String> },
    Missing,
    Removed,
}
impl Resolved {
    pub fn href(h: &str) -> Resolved {
        Resolved::Href { href: h.into(), lang: None, title: None }
    }
}
pub struct Labels;
impl Labels {
    pub fn from_words(_: &dyn Fn(&str) -> String) -> Labels {
        Labels
    }
}
pub struct Render<'a> {
    pub link: &'a dyn Fn(&str, LinkKind) -> Resolved,
    pub labels: &'a Labels,
}
impl<'a> Render<'a> {
    pub fn new(link: &'a dyn Fn(&str, LinkKind) -> Resolved, labels: &'a Labels) -> Self {
        Render { link, labels }
    }
}
pub struct Rendered {
    pub html: String,
    pub headings: Vec<Heading>,
    pub title: Option<String>,
}
pub fn outline(_b: &str) -> Outline {
    Outline::default()
}
pub fn render(b: &str, _o: &Render<'_>) -> Rendered {
    Rendered {
        html: format!("<pre>{}</pre>", b.replace('&', "&amp;").replace('<', "&lt;")),
        headings: vec![],
        title: None,
    }
}
