//! What each thing an author writes becomes.

use super::{html, labels, link, shown};
use crate::markdown::{Render, outline, outline_with_tables, render, sections};

/// Each text and its HTML; every HTML is valid besides.
fn table(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let found = shown(text);
        assert_eq!(found.trim(), *expected, "of {text:?}");
        assert_eq!(html::faults(&found), Vec::<String>::new(), "of {text:?}");
    }
}

#[test]
fn words_and_blocks() {
    table(&[
        ("", ""),
        ("a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <s>d</s> <code>e&lt;f</code></p>"),
        ("a  \nb\\\nc\nd", "<p>a<br>b<br>c\nd</p>"),
        ("> a\n\nb\n\n---", "<blockquote><p>a</p>\n</blockquote>\n<p>b</p>\n<hr>"),
        ("```sh {.x}\na < b\n```", "<pre tabindex=\"0\"><code class=\"language-sh\">a &lt; b\n</code></pre>"),
        ("- a\n- b\n\n3. c", "<ul><li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\"><li>c</li>\n</ol>"),
        ("Term\n: Meaning", "<dl><dt>Term</dt>\n<dd>Meaning</dd>\n</dl>"),
        ("a\u{0}b\u{1}c &#0; \u{7f}d", "<p>a\u{fffd}bc \u{fffd} d</p>"),
        ("a\rb\r\n\r\nc\r\rd", "<p>a\nb</p>\n<p>c</p>\n<p>d</p>"),
        ("$x$ a^b^ c~d~", "<p>$x$ a^b^ c~d~</p>"),
        ("text {: .note #x}\n\n[a](b.md){:target=\"_blank\"} c", "<p>text</p>\n<p><a href=\"b.md\">a</a> c</p>"),
    ]);
}

#[test]
fn links_and_images() {
    table(&[
        ("[a *b*](c.md \"t\\\"\")", "<p><a href=\"c.md\" title=\"t&quot;\">a <em>b</em></a></p>"),
        ("[a](https://x.example)", "<p><a href=\"https://x.example\" rel=\"noopener noreferrer\">a</a></p>"),
        (
            "<https://x.example/?a=1&b>",
            "<p><a href=\"https://x.example/?a=1&amp;b\" rel=\"noopener noreferrer\">https://x.example/?a=1&amp;b</a></p>",
        ),
        ("[a](gone.md) b", "<p>a b</p>"),
        ("[a](javascript:alert(1)) [b](data:text/html,x) [c](https://)", "<p>a b c</p>"),
        ("[](c.md)", "<p><a href=\"c.md\">c.md</a></p>"),
        ("[![a](i.png)](c.md)", "<p><a href=\"c.md\"><img src=\"i.png\" alt=\"a\" loading=\"lazy\"></a></p>"),
        ("![a *b* [c](d.md)](i.png \"t\")", "<p><img src=\"i.png\" alt=\"a b c\" title=\"t\" loading=\"lazy\"></p>"),
        (
            "![a](https://x.example/i.png)",
            "<p><a href=\"https://x.example/i.png\" rel=\"noopener noreferrer\">a</a></p>",
        ),
        ("[b ![a](https://x.example/i.png)](c.md)", "<p><a href=\"c.md\">b a</a></p>"),
        ("![a](gone.png) ![b]()", "<p>a b</p>"),
        ("<a href=\"x.md\">a <a href=\"y.md\">b</a></a>", "<p><a href=\"x.md\">a b</a></p>"),
        ("[a](<b c.md>)", "<p><a href=\"b%20c.md\">a</a></p>"),
    ]);
}

#[test]
fn headings_and_their_anchors() {
    table(&[
        ("# Title\n\n## Été à l’école", "<h2 id=\"été-à-lécole\">Été à l’école</h2>"),
        (
            "## A\n\n## A\n\n## A-1\n\n## a",
            "<h2 id=\"a\">A</h2>\n<h2 id=\"a-1\">A</h2>\n<h2 id=\"a-1-1\">A-1</h2>\n<h2 id=\"a-2\">a</h2>",
        ),
        ("## `Code` & [link](a.md)", "<h2 id=\"code--link\"><code>Code</code> &amp; <a href=\"a.md\">link</a></h2>"),
        ("## A {#own .x}\n\n## Own", "<h2 id=\"own\">A</h2>\n<h2 id=\"own-1\">Own</h2>"),
        ("## 🎉", "<h2 id=\"section\">🎉</h2>"),
        ("##\n\n## &nbsp;\n\ntext", "<p>text</p>"),
        (
            "#### Deep\n\n# One\n\n###### Deeper",
            "<h2 id=\"deep\">Deep</h2>\n<h2 id=\"one\">One</h2>\n<h3 id=\"deeper\">Deeper</h3>",
        ),
        ("<h3 id=\"x\">A</h3>", "<h2 id=\"x\">A</h2>"),
    ]);
    let labels = labels();
    let page = render("# The *title*\n\n## A\n\n#### B", &Render::new(&link, &labels).shifted(1).prefixed("x-"));
    assert_eq!(page.title.as_deref(), Some("The title"));
    let headings: Vec<_> = page.headings.iter().map(|own| (own.level, own.anchor.as_str())).collect();
    assert_eq!(headings, [(3, "x-a"), (4, "x-b")]);
    assert_eq!(page.html, "<h3 id=\"x-a\">A</h3>\n<h4 id=\"x-b\">B</h4>\n");
}

#[test]
fn tasks_are_signs_with_words() {
    table(&[(
        "- [ ] a\n- [x] b",
        "<ul><li><span class=\"task\" aria-hidden=\"true\">☐</span> <span class=\"vh\">task todo </span>a</li>\n\
         <li><span class=\"task\" aria-hidden=\"true\">☑</span> <span class=\"vh\">task done </span>b</li>\n</ul>",
    )]);
}

#[test]
fn tables_have_scopes_a_frame_and_no_style() {
    let frame = "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"table 1\"><table>";
    let plain = format!(
        "{frame}<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"ta-c\">b</th><th scope=\"col\" class=\"ta-r\">c</th></tr>\n</thead>\n\
         <tbody><tr><td>1</td><td class=\"ta-c\">2</td><td class=\"ta-r\"></td></tr>\n</tbody>\n</table></div>"
    );
    let headless = format!("{frame}<thead><tr><td></td><th scope=\"col\">b</th></tr>\n</thead>\n</table></div>");
    let raw = format!(
        "{frame}<caption>C</caption>\n<thead><tr><th scope=\"col\">a</th>\n<td></td>\n</tr>\n</thead>\n\
         <tbody><tr><th scope=\"row\">1</th>\n<td rowspan=\"1\">2</td>\n</tr>\n</tbody>\n</table></div>"
    );
    table(&[
        ("| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 |", &plain),
        ("| | b |\n|--|--|", &headless),
        (
            "<table>\n<tr><th>1<td rowspan=4>2</tr>\n<caption>C</caption><thead><tr><th>a</th><th></th></tr></thead></table>",
            &raw,
        ),
        ("<table><tr></tr></table>", ""),
        (
            "<table>a<tr><td>b</td></tr></table>",
            &format!("a{frame}<tbody><tr><td>b</td>\n</tr>\n</tbody>\n</table></div>"),
        ),
    ]);
}

#[test]
fn alerts_and_admonitions() {
    let note = |tone: &str, title: &str, body: &str| {
        format!("<div class=\"alert alert-{tone}\" role=\"note\"><p class=\"alert-title\">{title}</p>\n{body}</div>")
    };
    table(&[
        ("> [!NOTE]\n> a", &note("note", "Note", "<p>a</p>\n")),
        ("> [!warning]\n> a", &note("warning", "Warning", "<p>a</p>\n")),
        ("> [!OTHER]\n> a", "<blockquote><p>[!OTHER]\na</p>\n</blockquote>"),
        (
            "!!! note\n    a\n\n    - b\n\nc",
            &format!("{}\n<p>c</p>", note("note", "Note", "<p>a</p>\n<ul><li>b</li>\n</ul>\n")),
        ),
        ("!!! danger \"Do <not>\"\n    a", &note("caution", "Do &lt;not&gt;", "<p>a</p>\n")),
        ("!!!tip \"Do\"\n    a", &note("tip", "Do", "<p>a</p>\n")),
        ("!!!What a day\n    a", "<p>!!!What a day\na</p>"),
        ("!!! note\r    a\r\rb", &format!("{}\n<p>b</p>", note("note", "Note", "<p>a</p>\n"))),
        (":::tip\na\n:::\nb", &format!("{}\n<p>b</p>", note("tip", "Tip", "<p>a</p>\n"))),
        (
            "??? question \"Why?\"\n    a",
            "<details class=\"alert alert-important\"><summary>Why?</summary>\n<p>a</p>\n</details>",
        ),
        ("???+ tip\n    a", "<details class=\"alert alert-tip\" open><summary>Tip</summary>\n<p>a</p>\n</details>"),
        ("```\n!!! note\n    a\n```", "<pre tabindex=\"0\"><code>!!! note\n    a\n</code></pre>"),
        ("!!!\n\n!!!note", "<p>!!!</p>\n<p>!!!note</p>"),
    ]);
}

#[test]
fn footnotes_lead_there_and_back() {
    let notes =
        |items: &str| format!("<section class=\"footnotes\" aria-label=\"footnotes\"><ol>\n{items}</ol></section>");
    let back = |number: &str, id: &str| {
        format!("<a href=\"#fnref:{id}\" class=\"fnback\" aria-label=\"footnote back {number}\">↩</a>")
    };
    let reference = |number: usize, id: &str| {
        format!("<sup class=\"fnref\"><a href=\"#fn:{number}\" id=\"fnref:{id}\">{number}</a></sup>")
    };
    let twice = format!(
        "<p>a{} b{}</p>\n{}",
        reference(1, "1"),
        reference(1, "1:2"),
        notes(&format!("<li id=\"fn:1\"><p>n</p>\n {} {}</li>\n", back("1", "1"), back("1-2", "1:2")))
    );
    let hoisted = format!(
        "<p><a href=\"a.md\">b</a>{}</p>\n{}",
        reference(1, "1"),
        notes(&format!("<li id=\"fn:1\"><p>n</p>\n {}</li>\n", back("1", "1")))
    );
    table(&[
        ("a[^x] b[^x]\n\n[^x]: n", &twice),
        ("<a href=\"a.md\">b[^1]</a>\n\n[^1]: n", &hoisted),
        ("a\n\n[^x]: nobody refers to it", "<p>a</p>"),
        ("a[^unknown]", "<p>a[^unknown]</p>"),
        ("<img src=\"i.png\" alt=\"a[^1]\">\n\n[^1]: n", "<img src=\"i.png\" alt=\"a[^1]\" loading=\"lazy\">"),
        // A link that is an image without words says where it leads.
        ("[<img src=i.png>](a.md)", "<p><a href=\"a.md\"><img src=\"i.png\" alt=\"a.md\" loading=\"lazy\"></a></p>"),
    ]);
    // The title leaves the text, and its references with it: no note leads back to them.
    let alone = notes("<li id=\"fn:1\"><p>n</p>\n</li>\n");
    let once = format!(
        "<p>a{}</p>\n{}",
        reference(1, "1"),
        notes(&format!("<li id=\"fn:1\"><p>n</p>\n {}</li>\n", back("1", "1")))
    );
    table(&[("# T[^x]\n\n[^x]: n", &alone), ("# T[^x]\n\na[^x]\n\n[^x]: n", &once)]);
    // Numbers follow the order of the references, a note may refer to another and to itself.
    let html = shown("a[^b] c[^a]\n\n[^a]: A [^c]\n\n[^b]: B [^b]\n\n[^c]: C");
    let order: Vec<usize> = ["<li id=\"fn:1\"><p>B", "<li id=\"fn:2\"><p>A", "<li id=\"fn:3\"><p>C"]
        .iter()
        .map(|part| html.find(part).unwrap())
        .collect();
    assert!(order.is_sorted(), "{html}");
}

#[test]
fn raw_html_is_reduced_to_what_is_safe() {
    table(&[
        ("a <b>b</b> <kbd title=x onclick=y style=\"z\">c</kbd>", "<p>a <b>b</b> <kbd title=\"x\">c</kbd></p>"),
        ("<script>\nalert(1)\n</script>\n\na", "<p>a</p>"),
        ("<style>p{}</style>a <script>b</script> c", "a  c"),
        ("<div\n  class=\"x\"\n  onload=\"y\">\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("a\n\n<!-- one\n\ntwo -->\n\nb <!-- c --> d", "<p>a</p>\n<p>b  d</p>"),
        ("<details><summary>S</summary>\n\na\n\n</details>", "<details><summary>S</summary>\n\n<p>a</p>\n</details>"),
        ("<details>\n\na\n\n</details>", "<details><summary>details</summary>\n\n<p>a</p>\n</details>"),
        ("<details><summary><a href=\"a.md\">S</a></summary>a</details>", "<details><summary>S</summary>\na</details>"),
        ("<p>a<div>b</div>", "<p>a</p>\n<div>b</div>"),
        ("<ul>a<li>b<li>c</ul>", "<ul><li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>"),
        ("<dl><dd>a</dl>", "<ul><li>a</li>\n</ul>"),
        ("<li>a</li>", "a"),
        ("<insert name> and 1 < 2 <b", "<p>&lt;insert name&gt; and 1 &lt; 2 &lt;b</p>"),
        (
            "<time>soon</time> <time datetime=\"2026-01-31\">then</time>",
            "<p><span>soon</span> <time datetime=\"2026-01-31\">then</time></p>",
        ),
        ("<img src=\"a.png\" onerror=\"x\" width=\"9\">", "<img src=\"a.png\" alt=\"\" width=\"9\" loading=\"lazy\">"),
        ("<section><h1>A</h1></section>", "<div><h2 id=\"a\">A</h2>\n</div>"),
        ("&lt;script&gt; &amp;amp;", "<p>&lt;script&gt; &amp;amp;</p>"),
    ]);
    let removed = |text: &str| -> Vec<String> {
        outline(text).removed.iter().map(|own| format!("{}@{}", own.what, &text[own.range.clone()])).collect()
    };
    assert_eq!(
        removed("a <form>\n\n<b onclick=x style=y>c</b>"),
        ["<form>@<form>", "onclick=…@<b onclick=x style=y>", "style=…@<b onclick=x style=y>"]
    );
    // Where it stands is known, also in a block of several lines within a quote and an admonition.
    assert_eq!(removed("> <div>\n> <script src=x>\n> </script>\n"), ["<script>@<script src=x>"]);
    assert_eq!(removed("!!! note\n    <iframe\n      src=x>\n"), ["<iframe>@<iframe\n      src=x>"]);
    assert_eq!(removed("<label>a</label> <insert name>"), Vec::<String>::new());
}

#[test]
fn the_outline_has_what_is_shown() {
    let text = "# T\n\n[a](b.md) ![i](j.png)\n\n| Activity | ciso |\n|--|--|\n| **Do** [x](y.md) | `R` |\n\n!!! note\n    [c](d.md)\n\n    ## In\n";
    let outline = outline_with_tables(text);
    let links: Vec<_> = outline.links.iter().map(|own| (own.target.as_str(), &text[own.range.clone()])).collect();
    assert_eq!(links, [("b.md", "[a](b.md)"), ("j.png", "![i](j.png)"), ("y.md", "[x](y.md)"), ("d.md", "[c](d.md)")]);
    assert!(outline.has_anchor("in") && outline.has_anchor("t"));
    let cells: Vec<_> = outline.tables[0].rows[0]
        .iter()
        .map(|cell| (cell.text.as_str(), text[cell.range.clone()].trim(), cell.links.len()))
        .collect();
    assert_eq!(cells, [("Do x", "**Do** [x](y.md)", 1), ("R", "`R`", 0)]);
    assert_eq!(outline.tables[0].header[1].text, "ciso");
    // A table of raw HTML is shown, but is no data.
    assert!(outline_with_tables("<table><tr><th>Activity</th></tr></table>").tables.is_empty());
    let words: Vec<_> = sections(text).into_iter().map(|section| (section.anchor, section.text)).collect();
    assert_eq!(words[0], ("t".to_owned(), "a i Activity ciso Do x R c".to_owned()));
    assert_eq!(words[1].0, "in");
}
