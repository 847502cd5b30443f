//! Texts that no person would write: whatever they nest, what comes out is valid, safe HTML.

use super::html::faults;
use super::{labels, link, shown};
use crate::markdown::{Comparable, Render, outline, redline, redline_text, sections};
use proptest::prelude::*;

/// What random texts are made of.
const MARKS: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\n\n",
    " ",
    " ",
    "    ",
    "  ",
    "\t",
    "> ",
    "- ",
    "* ",
    "1. ",
    "3) ",
    "# ",
    "## ",
    "### ",
    "> > ",
    "word",
    "mot é",
    "two words",
    "a",
    "b",
    "c",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "``",
    "```",
    "```\n",
    "~~~\n",
    "$x$",
    "[",
    "](a.md)",
    "](b.md \"t\")",
    "](https://x.example/[y])",
    "](javascript:x)",
    "](gone.md)",
    "]",
    "![",
    "![alt](c.png)",
    "![](https://x.example/i.png)",
    "![",
    "<https://x.example>",
    "<a@b.example>",
    "[^1]",
    "[^2]",
    "[^1]: note\n",
    "\n\n[^2]: other [^1]\n    more\n",
    "\n[ref]: a.md\n",
    "[ref]",
    "[ref][]",
    "- [ ] ",
    "- [x] ",
    "\n| a | b |\n| --- | :-: |\n| c | d |\n",
    "| x |",
    "|---|\n",
    "|",
    "\nTerm\n: meaning\n",
    ": ",
    "\n---\n",
    "***",
    "===\n",
    "\\",
    "&amp;",
    "&nbsp;",
    "&#0;",
    "&lt;script&gt;",
    "{: .x #y}",
    "{#own}",
    "\u{0}",
    "\r\n",
    "\r",
    "\n> [!NOTE]\n> ",
    "\n> [!CAUTION]\n",
    "\n!!! note \"T\"\n    ",
    "\n??? tip\n    ",
    "\n???+ x\n    ",
    "\n:::warning\n",
    "\n:::\n",
];

/// Tags that random texts open and close, also where they may not stand.
const TAGS: &[&str] = &[
    "a",
    "b",
    "i",
    "em",
    "strong",
    "u",
    "s",
    "del",
    "ins",
    "sub",
    "sup",
    "small",
    "mark",
    "kbd",
    "samp",
    "var",
    "q",
    "cite",
    "dfn",
    "time",
    "abbr",
    "code",
    "p",
    "span",
    "div",
    "section",
    "center",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "blockquote",
    "pre",
    "figure",
    "figcaption",
    "h1",
    "h3",
    "h6",
    "br",
    "hr",
    "img",
    "script",
    "style",
    "iframe",
    "svg",
    "form",
    "input",
    "label",
    "button",
    "select",
    "textarea",
    "video",
    "title",
    "template",
    "noscript",
    "math",
    "font",
    "body",
    "unknown",
    "x-y",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    "",
    " href=\"a.md\"",
    " href='javascript:x'",
    " src=c.png",
    " src=\"https://x.example/i\" alt=\"an image\"",
    " id=\"own\"",
    " id='a b'",
    " class=\"x\"",
    " style=\"color:red\"",
    " onclick=\"x\"",
    " title=\"t&quot;\"",
    " lang=fr",
    " lang=\"x\"",
    " dir=rtl",
    " rowspan=3",
    " colspan=\"2\"",
    " scope=row",
    " scope=up",
    " start=4",
    " open=\"yes\"",
    " open",
    " datetime=\"2026-01-01\"",
    " datetime=\"soon\"",
    " width=10",
    " height=0",
    " =",
    " \"",
    " a=\"<\"",
    " /",
];

fn piece() -> impl Strategy<Value = String> {
    let marks = prop::sample::select(MARKS).prop_map(str::to_owned);
    let open =
        (prop::sample::select(TAGS), prop::sample::select(ATTRIBUTES), prop::sample::select(&["", "\n", "\n\n"][..]))
            .prop_map(|(tag, attribute, end)| format!("<{tag}{attribute}>{end}"));
    let close = (prop::sample::select(TAGS), prop::sample::select(&["", "\n", "\n\n"][..]))
        .prop_map(|(tag, end)| format!("</{tag}>{end}"));
    let broken = prop::sample::select(&["<", "</", "<a ", "<!--", "-->", "<!", "<?", "<![CDATA[", "<p", "<div\n"][..])
        .prop_map(str::to_owned);
    prop_oneof![6 => marks, 3 => open, 2 => close, 1 => broken]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// How many texts are tried; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(600)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_valid_html(text in text()) {
        let html = shown(&text);
        let found = faults(&html);
        prop_assert!(found.is_empty(), "{found:#?}\n{html}");
        // The outline sees the anchors that the page has.
        let outline = outline(&text);
        for heading in &outline.headings {
            prop_assert!(text.is_char_boundary(heading.range.start) && text.get(heading.range.clone()).is_some());
        }
        sections(&text);
    }

    #[test]
    fn any_redline_is_valid_html((old, new) in (text(), text())) {
        let labels = labels();
        let redline = redline(&Comparable::of(&old, 0), &Comparable::of(&new, 0), &Render::new(&link, &labels));
        let html: String = redline.parts.iter().map(|part| part.html.as_str()).collect();
        let found = faults(&html);
        prop_assert!(found.is_empty(), "{found:#?}\n{html}");
        redline_text(&old, &new, true);
    }

    #[test]
    fn a_text_against_itself_is_unchanged(text in text()) {
        let labels = labels();
        let text = Comparable::of(&text, 0);
        let redline = redline(&text, &text, &Render::new(&link, &labels));
        prop_assert!(redline.is_unchanged());
        prop_assert!(redline.parts.iter().all(|part| !part.html.contains("data-change")));
    }
}
