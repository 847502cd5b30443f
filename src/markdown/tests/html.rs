//! HTML judged by rules that are not ours: read by html5ever, then each element held against the content model that the
//! HTML standard gives it.

use html5ever::tendril::TendrilSink;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use std::collections::BTreeMap;

const PHRASING: &[&str] = &[
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp",
    "small", "span", "strong", "sub", "sup", "time", "u", "var",
];
const BLOCKS: &[&str] = &[
    "blockquote",
    "details",
    "div",
    "dl",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];
const PARTS: &[&str] =
    &["caption", "dd", "dt", "figcaption", "li", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"];
const GLOBAL: &[&str] = &["class", "id", "lang", "dir", "title", "role", "tabindex", "aria-label", "aria-hidden"];

/// What is wrong with a piece of a page.
pub(super) fn faults(html: &str) -> Vec<String> {
    let page = format!("<!DOCTYPE html><html lang=\"en\"><head><title>t</title></head><body>{html}</body></html>");
    let dom = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut judge = Judge::default();
    judge.faults.extend(dom.errors.borrow().iter().map(|error| format!("parser: {error}")));
    let body = elements(&elements(&dom.document)[0])[1].clone();
    judge.children("body", &body, &[]);
    for (id, count) in &judge.ids {
        if *count > 1 {
            judge.faults.push(format!("id {id:?} stands {count} times"));
        }
    }
    let missing = judge.targets.iter().filter(|id| !judge.ids.contains_key(*id)).map(|id| format!("no id {id:?}"));
    judge.faults.extend(missing.collect::<Vec<_>>());
    judge.faults.sort();
    judge.faults.dedup();
    judge.faults
}

#[derive(Default)]
struct Judge {
    faults: Vec<String>,
    ids: BTreeMap<String, usize>,
    /// Where footnotes lead.
    targets: Vec<String>,
}

fn name(node: &Handle) -> Option<String> {
    match &node.data {
        NodeData::Element { name, .. } => Some(name.local.to_string()),
        _ => None,
    }
}

fn elements(node: &Handle) -> Vec<Handle> {
    node.children.borrow().iter().filter(|child| name(child).is_some()).cloned().collect()
}

fn attributes(node: &Handle) -> BTreeMap<String, String> {
    match &node.data {
        NodeData::Element { attrs, .. } => {
            attrs.borrow().iter().map(|attr| (attr.name.local.to_string(), attr.value.to_string())).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// The text of a node, as a reader sees or hears it.
pub(super) fn text(node: &Handle) -> String {
    match &node.data {
        NodeData::Text { contents } => contents.borrow().to_string(),
        _ if name(node).as_deref() == Some("img") => attributes(node).get("alt").cloned().unwrap_or_default(),
        _ => node.children.borrow().iter().map(text).collect(),
    }
}

fn is_heading(tag: &str) -> bool {
    matches!(tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

impl Judge {
    fn fault(&mut self, fault: impl Into<String>) {
        self.faults.push(fault.into());
    }

    fn children(&mut self, tag: &str, node: &Handle, above: &[String]) {
        let children = elements(node);
        let tags: Vec<String> = children.iter().filter_map(name).collect();
        let words =
            node.children.borrow().iter().any(
                |child| matches!(&child.data, NodeData::Text { contents } if !contents.borrow().trim().is_empty()),
            );
        let only = |allowed: &[&str]| tags.iter().find(|own| !allowed.contains(&own.as_str())).cloned();
        let wrong = match tag {
            "ul" | "ol" => only(&["li"]),
            "dl" => only(&["dt", "dd"]),
            "table" => only(&["caption", "thead", "tbody", "tfoot"]),
            "thead" | "tbody" | "tfoot" => only(&["tr"]),
            "tr" => only(&["td", "th"]),
            "details" => only(&[PHRASING, BLOCKS, &["summary"]].concat()),
            "figure" => only(&[PHRASING, BLOCKS, &["figcaption"]].concat()),
            "body" | "div" | "section" | "blockquote" | "li" | "dd" | "dt" | "td" | "th" | "figcaption" => {
                only(&[PHRASING, BLOCKS].concat())
            }
            _ => only(PHRASING),
        };
        if let Some(wrong) = wrong {
            self.fault(format!("{wrong} in {tag}"));
        }
        if words && matches!(tag, "ul" | "ol" | "dl" | "table" | "thead" | "tbody" | "tfoot" | "tr") {
            self.fault(format!("words in {tag}"));
        }
        self.order(tag, node, &tags);
        let mut path = above.to_vec();
        path.push(tag.to_string());
        for child in children {
            self.element(&child, &path);
        }
    }

    /// What must be there once, first or last.
    fn order(&mut self, tag: &str, node: &Handle, tags: &[String]) {
        let count = |wanted: &str| tags.iter().filter(|own| *own == wanted).count();
        match tag {
            "details" if tags.first().map(String::as_str) != Some("summary") || count("summary") != 1 => {
                self.fault("details without its summary first");
            }
            "figure" => {
                let ends = [tags.first(), tags.last()].iter().any(|end| end.map(String::as_str) == Some("figcaption"));
                if count("figcaption") > 1 || (count("figcaption") == 1 && !ends) {
                    self.fault("figcaption within a figure");
                }
            }
            "dl" if tags.first().map(String::as_str) != Some("dt") || tags.last().map(String::as_str) != Some("dd") => {
                self.fault("dl without terms and meanings in turn");
            }
            "table" => {
                let rank = |own: &String| ["caption", "thead", "tbody", "tfoot"].iter().position(|part| part == own);
                if !tags.is_sorted_by_key(rank) || ["caption", "thead", "tfoot"].iter().any(|part| count(part) > 1) {
                    self.fault("parts of a table out of order");
                }
            }
            "tr" | "thead" | "tbody" | "tfoot" | "ul" | "ol" if tags.is_empty() => self.fault(format!("empty {tag}")),
            tag if (is_heading(tag) || matches!(tag, "a" | "summary")) && text(node).trim().is_empty() => {
                self.fault(format!("{tag} without words"));
            }
            _ => {}
        }
    }

    fn element(&mut self, node: &Handle, above: &[String]) {
        let tag = name(node).unwrap_or_default();
        let tag = tag.as_str();
        let within = |wanted: &[&str]| above.iter().any(|own| wanted.contains(&own.as_str()));
        if !PHRASING.contains(&tag) && !BLOCKS.contains(&tag) && !PARTS.contains(&tag) {
            self.fault(format!("element {tag}"));
        }
        let written = attributes(node);
        let pressed = tag == "a" || tag == "details" || written.contains_key("tabindex");
        if pressed && within(&["a", "summary"]) {
            self.fault(format!("{tag} in what is pressed"));
        }
        if (is_heading(tag) || tag == "section") && within(&["dt", "th", "caption"]) {
            self.fault(format!("{tag} in {}", above.join(" ")));
        }
        if tag == "dfn" && within(&["dfn"]) || tag == "table" && within(&["caption"]) {
            self.fault(format!("{tag} in itself"));
        }
        for (name, value) in &written {
            self.attribute(tag, name, value);
        }
        for required in match tag {
            "a" => &["href"][..],
            "img" => &["src", "alt"],
            "th" => &["scope"],
            _ => &[],
        } {
            if !written.contains_key(*required) {
                self.fault(format!("{tag} without {required}"));
            }
        }
        self.children(tag, node, above);
    }

    fn attribute(&mut self, tag: &str, name: &str, value: &str) {
        let own: &[&str] = match tag {
            "a" => &["href", "rel", "hreflang"],
            "img" => &["src", "alt", "width", "height", "loading"],
            "ol" => &["start"],
            "td" => &["colspan", "rowspan"],
            "th" => &["colspan", "rowspan", "scope"],
            "details" => &["open"],
            "time" => &["datetime"],
            "p" | "section" | "ins" | "del" => &["data-change"],
            _ => &[],
        };
        if !GLOBAL.contains(&name) && !own.contains(&name) && name != "data-change" {
            self.fault(format!("attribute {name} of {tag}"));
        }
        let is_number = || value.parse::<u32>().is_ok_and(|number| number > 0);
        let right = match name {
            "href" | "src" => {
                if let Some(id) = value.strip_prefix("#fn") {
                    self.targets.push(format!("fn{id}"));
                }
                let seen: String = value.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                let scheme = seen.split(['/', '?', '#']).next().unwrap_or_default();
                !value.contains([' ', '"', '<', '>', '\\', '\n'])
                    && (!scheme.contains(':')
                        || ["http:", "https:", "mailto:", "tel:"]
                            .iter()
                            .any(|own| scheme.to_lowercase().starts_with(own)))
            }
            "id" => {
                *self.ids.entry(value.to_string()).or_default() += 1;
                !value.is_empty() && !value.contains(char::is_whitespace)
            }
            "width" | "height" | "colspan" | "rowspan" => is_number(),
            "start" => value.parse::<i32>().is_ok(),
            "dir" => ["ltr", "rtl", "auto"].contains(&value),
            "scope" => ["row", "col", "rowgroup", "colgroup"].contains(&value),
            "open" => value.is_empty(),
            "datetime" => value.starts_with(|c: char| c.is_ascii_digit()),
            "lang" | "hreflang" => value.len() >= 2 && value.split('-').all(|part| (1..=8).contains(&part.len())),
            _ => true,
        };
        if !right {
            self.fault(format!("{name}={value:?} of {tag}"));
        }
    }
}

#[test]
fn the_judge_sees_what_is_wrong() {
    for (html, fault) in [
        ("<p><div>a</div></p>", "parser"),
        ("<p><b>a</p></b>", "parser"),
        ("<ul>a</ul>", "words in ul"),
        ("<ul><div>a</div></ul>", "div in ul"),
        ("<table>a<tbody><tr><td>b</td></tr></tbody></table>", "parser"),
        ("<span><div>a</div></span>", "div in span"),
        ("<h2><div>a</div></h2>", "div in h2"),
        ("<h2> </h2>", "h2 without words"),
        ("<a href=\"x\"><span><details><summary>a</summary></details></span></a>", "in what is pressed"),
        ("<details>a</details>", "summary"),
        ("<dl><dd>a</dd></dl>", "dl without"),
        ("<p id=\"a\">a</p><p id=\"a\">a</p>", "stands 2 times"),
        ("<p style=\"x\">a</p>", "attribute style"),
        ("<p onclick=\"x\">a</p>", "attribute onclick"),
        ("<a href=\"javascript:x\">a</a>", "href="),
        ("<script>a</script>", "script"),
        ("<img src=\"a\">", "img without alt"),
        ("<p>a", ""),
    ] {
        let found = faults(html).join("; ");
        assert!(found.contains(fault), "{html}: {found:?}");
        assert!(fault.is_empty() || !found.is_empty());
    }
    assert!(faults("<p>a <a href=\"#x\">b</a></p><ul>\n<li>c<p>d</p></li></ul>").is_empty());
}
