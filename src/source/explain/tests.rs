//! Common slips in YAML, and what is said of them.

use super::*;
use crate::source::yaml::{self, Limits};

/// The text pointed at, and both sentences in English.
fn told(yaml: &str) -> (String, String, String) {
    let fault = yaml::read(yaml, &Limits::FRONT_MATTER).expect_err(yaml);
    let help = fault.help.unwrap_or_else(|| panic!("no help for {yaml:?}"));
    for (en, fr) in [(&fault.says.en, &fault.says.fr), (&help.en, &help.fr)] {
        assert_ne!(en, fr, "{yaml:?}");
        assert!(!fr.contains(" :") && !fr.contains('\''.to_string().repeat(3).as_str()), "{fr}");
    }
    (yaml[fault.at].to_owned(), fault.says.en, help.en)
}

#[test]
fn slips() {
    let cases = [
        // Tabs.
        ("a: b\n\tc: d\n", "\t", "indented with a tab", "two spaces"),
        ("\ta: b\n", "\t", "indented with a tab", "two spaces"),
        ("a:\n\t- x\n", "\t", "indented with a tab", "two spaces"),
        ("a: |\n\tx\n", "\t", "indented with a tab", "two spaces"),
        // Colons.
        ("title: Policy: part 2\n", "Policy: part 2", "value of “title” contains a colon", "title: \"Policy: part 2\""),
        ("é: b: c # d\n", "b: c", "value of “é” contains a colon", "é: \"b: c\""),
        ("- t: say \"a: b\"\n", "say \"a: b\"", "value of “t” contains a colon", "t: 'say \"a: b\"'"),
        ("a: 1\r\nb: c: \r\n", "c:", "value of “b” contains a colon", "b: \"c:\""),
        ("title:Policy\nid: d\n", ":", "blank is missing after the colon of “title”", "Write title: Policy"),
        ("a: b\nc:d\n", ":", "blank is missing after the colon of “c”", "Write c: d"),
        ("id POL-001\ntitle: d\n", "id POL-001", "no key and colon", "key: value"),
        ("id: x\ntitle\nb: c\n", "title", "no key and colon", "key: value"),
        ("a: b #c\nd\n", "d", "no key and colon", "key: value"),
        // Indentation.
        ("a: b\n  c: d\n", "c: d", "indented as if it belonged to the line above", "Line it up"),
        ("a:\n  b: c\n   d: e\n", "d: e", "indented as if it belonged to the line above", "Line it up"),
        ("a:\n    b: c\n  d: e\n", "d: e", "does not line up", "exactly as many spaces"),
        (" a: b\nc: d\n", "c: d", "What comes before has ended", "same distance"),
        ("- a\nb: c\n", "b: c", "does not begin with a dash", "dash and a blank"),
        ("a: b\n- c\n", "- c", "list entry stands where a key", "key of its own"),
        ("a: - b\n", "-", "dash and a blank begin a list entry", "a: \"- b\""),
        // Quotation marks.
        ("a: \"x\nb: c\n", "\"", "quotation mark \" opened here", "end of the value"),
        ("\"x\n", "\"", "quotation mark \" opened here", "end of the value"),
        ("a: 'x\nb: c\n", "'", "quotation mark ' opened here", "end of the value"),
        ("a: 'it's late'\n", "s late'", "Text follows the end of the value of “a”", "a: \"it's late\""),
        ("a: \"x\" y\n", "y", "Text follows the end of the value of “a”", "a: 'x\" y'"),
        ("a: \"C:\\data\"\n", "\\d", "backslash begins a special character, and \\d is none", "backslash twice"),
        ("a: @x\n", "@", "begins with @", "Write \"@x\""),
        ("a: `x` y # z\n", "`", "begins with `", "Write \"`x` y\""),
        ("a: 1\nb: %x\n", "%", "begins with %", "Write \"%x\""),
        // Brackets.
        ("a: [x, y\nb: c\n", "[", "[ opened here is not closed", "] after the last"),
        ("a: {x: y\nb: c\n", "{", "{ opened here is not closed", "} after the last"),
        ("a: [x,\n", "[", "[ opened here is not closed", "] after the last"),
        ("a: [a: b: c]\n", "[", "[ opened here", "entry with a colon"),
        ("a: [x]]\n", "]", "Text follows the end of the value of “a”", "bracket"),
        ("a: ]\n", "]", "missing before this ]", "Delete the ]"),
        ("a: [b,, c]\n", ",", "missing before this ,", "Delete the ,"),
        ("a: {{ name }}\n", "{", "list or a group stands where the name of a key", "quotation marks"),
        // The rest.
        ("a: |x\n  y\n", "x", "nothing may follow the mark", "a: \"|x\""),
        ("a: b\0c\n", "\0", "control character (U+0000)", "Delete"),
        ("a: é\u{7}\n", "\u{7}", "control character (U+0007)", "Delete"),
        ("a: &x b\n", "&x", "references are not read", "quotation marks"),
        ("a: *x\n", "*x", "references are not read", "quotation marks"),
        ("a: !x b\n", "!x", "type marks are not read", "quotation marks"),
        ("a: {b: 1}\nc:\n  <<: d\n", "<<", "merge", "Write the keys out"),
        ("%YAML 1.2\n---\na: b\n", "%YAML 1.2", "begins with %", "Delete the line"),
        ("a: b\n---\nc: d\n", "---", "second part begins here", "two files"),
        ("a: b\n...\nc: d\n", "c: d", "second part begins here", "two files"),
    ];
    for (yaml, at, says, help) in cases {
        let told = told(yaml);
        assert_eq!(told.0, at, "{yaml:?}: {told:?}");
        assert!(told.1.contains(says), "{yaml:?}: {told:?}");
        assert!(told.2.contains(help), "{yaml:?}: {told:?}");
    }
}

#[test]
fn the_value_advised_is_the_value_meant() {
    for text in ["Policy: part 2", "say \"a: b\"", "C:\\x: 'y'", "it's: \\", "@x", "- a"] {
        let read = yaml::read(&format!("a: {}", quote(text)), &Limits::DATA).unwrap();
        assert_eq!(read.node.get("a").and_then(yaml::Node::as_text), Some(text));
    }
}

#[test]
fn places_as_the_library_counts_them() {
    let text = "é: a\r\nb\u{2028}c\rd\n";
    let cases = [((1, 1), 0), ((1, 2), 2), ((2, 1), 7), ((3, 1), 11), ((4, 1), 13), ((9, 9), text.len())];
    for (position, at) in cases {
        assert_eq!(offset(text, &Some(position)), at, "{position:?}");
    }
    assert_eq!(offset(text, &None), 0);
}
