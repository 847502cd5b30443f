//! A handbook's own templates and words: what they can use, and what is said when they ask for what is not there.

use crate::harness::{Folder, Ran};

fn built(files: &str) -> (Folder, Ran) {
    let folder = Folder::base(files);
    let ran = folder.run(&["--as-of", "2026-06-01", "build"]);
    (folder, ran)
}

fn found(files: &str) -> String {
    Folder::base(files).run(&["--as-of", "2026-06-01", "check", "--format", "concise"]).out
}

#[test]
fn extra_reaches_templates_as_it_was_written() {
    let template = "{% if page.extra %}<p>{{ page.extra.system }} {{ page.extra.level + 1 }} {{ page.extra.since }}\
                    {% if page.extra.hidden %} hidden{% endif %} {{ page.extra.list[1] }}</p>{% endif %}";
    let page = "---\nid: POL-BASE\ntitle: P\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\n\
                approval: {role: ceo, person: ann, date: 2026-01-10}\n\
                extra: {system: <SAP>, level: 2, since: 2.10, hidden: false, list: [a, b]}\n---\n\nText.\n";
    let (folder, ran) =
        built(&format!("=== templates/document.html\n{template}\n=== content/policies/base.md\n{page}"));
    assert_eq!(ran.code, 0, "{}", ran.err);
    let html = folder.read("public/documents/pol-base/index.html");
    assert_eq!(html.trim(), "<p>&lt;SAP&gt; 3 2.10 b</p>");
}

#[test]
fn names_that_a_page_does_not_have_stop_the_build() {
    let own = |text: &str| format!("=== templates/people.html\n{text}\n");
    for (text, place) in [
        ("<h1>x</h1>\n{% if page.peeple %}x{% endif %}", Some("templates/people.html:2")),
        ("{{ w.peeple }}", Some("templates/people.html:1")),
        ("{% if page.peeple is defined %}x{% endif %}{% for p in page.people %}{{ p.title }}{% endfor %}", None),
    ] {
        let (folder, ran) = built(&own(text));
        assert_eq!(ran.code, i32::from(place.is_some()), "{text}\n{}", ran.err);
        assert_eq!(folder.has("public"), place.is_none());
        if let Some(place) = place {
            assert!(ran.err.contains("template-error") && ran.err.contains(place), "{}", ran.err);
        }
    }
}

#[test]
fn what_cannot_be_used_is_found_by_check() {
    for (files, expected) in [
        ("=== templates/people.html\n{% if %}\n", "templates/people.html:1:1: error[template-error]"),
        ("=== templates/i18n/en.yaml\ndocumnets: Papers\n", "templates/i18n/en.yaml:1:1: warning[key-unknown]"),
        ("=== templates/i18n/en.yaml\ndocuments: Papers\n", ""),
        ("=== templates/i18n/en.yaml\nours: Ours\n=== templates/people.html\n{{ w.ours }}\n", ""),
        (
            "=== site-config.yaml\ntitle: T\nwords: {en: {documnets: Papers}}\n",
            "site-config.yaml:2:14: warning[key-unknown]",
        ),
        ("=== site-config.yaml\ntitle: T\ntheme: {logo: no.svg}\n", "site-config.yaml:2:15: warning[image-missing]"),
    ] {
        let told = found(files);
        let place = told.split(']').next().map(|start| format!("{start}]")).filter(|_| !told.is_empty());
        assert_eq!(place.unwrap_or_default(), expected, "{told}");
    }
}
