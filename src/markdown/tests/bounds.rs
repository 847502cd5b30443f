//! Time stays in proportion to the text, whatever it is, and nothing is nested so deeply that a stack ends.

use super::html::faults;
use super::shown;
use crate::markdown::{outline, sections};
use std::time::{Duration, Instant};

/// Texts that could cost more than their length, each as large as asked.
fn hard(size: usize) -> Vec<(&'static str, String)> {
    let times = |piece: &str| piece.repeat(size / piece.len());
    vec![
        ("quotes", format!("{}a", times("> "))),
        ("lists", times("- ")),
        ("numbered", times("1. ")),
        ("deepening", (0..400).map(|at| format!("{}- a\n", "  ".repeat(at))).collect()),
        ("open brackets", times("[")),
        ("images", times("![")),
        ("links", times("[a](")),
        ("closed brackets", format!("{}{}", "[".repeat(size / 2), "]".repeat(size / 2))),
        ("emphasis", times("*a ")),
        ("strong", times("**a _b ")),
        (
            "ticks",
            (1..)
                .map(|at| format!("{} ", "`".repeat(at)))
                .take_while(|own| own.len() < 300)
                .collect::<String>()
                .repeat(size / 45_000 + 1),
        ),
        ("tags", times("<a b=\"")),
        ("tags by line", times("<a b=\"\n")),
        ("div", format!("<div>{}", times("<a b=\""))),
        ("ends", format!("<div>{}", times("</a"))),
        ("comments", times("<!--")),
        ("instructions", times("<?")),
        ("declarations", times("<!A ")),
        ("raw lists", times("<ul><li>")),
        ("raw spans", times("<span>")),
        ("raw tables", times("<table><tr><td>")),
        ("blocks of tables", times("<table>\n\n<tr>\n\n")),
        ("columns", format!("{}\n{}\n{}", "|a".repeat(size / 8), "|-".repeat(size / 8), "|\n".repeat(size / 8))),
        ("footnotes", (0..size / 20).map(|at| format!("[^{at}]\n\n[^{at}]: a\n\n")).collect()),
        ("one footnote", format!("{}\n\n[^1]: a", times("[^1]"))),
        ("references", format!("{}\n\n[a]: b", times("[a]"))),
        ("headings", times("# a\n")),
        ("anchors", times("# a-1\n# a\n")),
        ("entities", times("&#;&a;")),
        ("admonitions", times("!!! note\n    ")),
        ("fences", times(":::note\n")),
        ("alerts", times("> [!NOTE]\n")),
        ("attributes", times("a {: .b\n")),
        ("nothing", times("\u{0}")),
        ("ends of lines", times("\r\n\r")),
        ("one word", times("a")),
    ]
}

#[test]
fn time_grows_with_the_text_alone() {
    for (name, text) in hard(60_000) {
        let begun = Instant::now();
        let html = shown(&text);
        outline(&text);
        sections(&text);
        assert!(begun.elapsed() < Duration::from_secs(8), "{name} took {:?}", begun.elapsed());
        assert!(html.len() < 60 * text.len().max(60_000), "{name} became {} bytes", html.len());
    }
}

#[test]
fn deep_nesting_is_flattened_and_no_word_is_lost() {
    for open in ["> ", "- ", "* 1. ", "<div>", "<ul><li>", "<b>", "<details><summary>a</summary>", "!!! note\n    "] {
        let text = format!("{}\n\nthe word", open.repeat(10_000));
        let html = shown(&text);
        assert!(html.contains("the word"), "{open}");
        assert_eq!(faults(&html), Vec::<String>::new(), "{open}");
    }
}
