//! Tests of the form of event files.

use super::*;

const APPROVED: &str = r#"{
  "format": "isms-handbook/event/1",
  "document": "POL-001",
  "sequence": 3,
  "event": "approved",
  "version": "2.0",
  "date": "2026-03-14",
  "effective": "2026-04-01",
  "by": [
    {
      "role": "ceo",
      "person": "marie-tremblay"
    }
  ],
  "change": "material",
  "summary": "Règles « fournisseurs » \\ \"ici\".",
  "files": {
    "2.0/policy.fr.md": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "2.0/policy.md": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  },
  "previous": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
}
"#;

const OTHERS: [&str; 3] = [
    "{\n  \"format\": \"isms-handbook/event/1\",\n  \"document\": \"P\",\n  \"sequence\": 1,\n  \"event\": \"reviewed\",\n  \
     \"version\": \"1.0\",\n  \"date\": \"2026-03-14\",\n  \"by\": [\n    {\n      \"role\": \"a\",\n      \"person\": \"b\"\n    }\n  \
     ],\n  \"outcome\": \"unchanged\",\n  \"note\": \"n\",\n  \"previous\": null\n}\n",
    "{\n  \"format\": \"isms-handbook/event/1\",\n  \"document\": \"P\",\n  \"sequence\": 1,\n  \"event\": \"retired\",\n  \
     \"version\": \"1.0\",\n  \"date\": \"2026-03-14\",\n  \"by\": [\n    {\n      \"role\": \"a\",\n      \"person\": \"b\"\n    }\n  \
     ],\n  \"reason\": \"r\",\n  \"replaced_by\": \"Q\",\n  \"previous\": null\n}\n",
    "{\n  \"format\": \"isms-handbook/event/1\",\n  \"document\": \"P\",\n  \"sequence\": 1,\n  \"event\": \"translated\",\n  \
     \"version\": \"1.0\",\n  \"date\": \"2026-03-14\",\n  \"language\": \"fr\",\n  \"by\": [\n    {\n      \"role\": \"a\",\n      \
     \"person\": \"b\"\n    }\n  ],\n  \"files\": {\n    \"1.0/p.fr.md\": \
     \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"\n  },\n  \"previous\": null\n}\n",
];

#[test]
fn every_act_is_written_as_it_was_read() {
    for text in OTHERS.into_iter().chain([APPROVED]) {
        let event = parse(text.as_bytes()).unwrap_or_else(|fault| panic!("{fault:?}\n{text}"));
        assert_eq!(String::from_utf8(event.to_bytes()).unwrap(), text);
    }
    assert_eq!(parse(APPROVED.as_bytes()).unwrap().file_name(), "0003-approved-2.0.json");
}

/// What replaces what in the approval above, and a word of the message that must follow.
#[test]
fn anything_else_is_refused_and_says_why() {
    let cases = [
        ("\"sequence\": 3", "\"sequence\": 0", "sequence"),
        ("\"sequence\": 3", "\"sequence\": 3.0", "JSON"),
        ("\"sequence\": 3", "\"sequence\": -3", "JSON"),
        ("\"sequence\": 3", "\"sequence\":  3", "not written"),
        ("event/1", "event/2", "format"),
        ("\"approved\"", "\"rejected\"", "event"),
        ("\"approved\"", "\"reviewed\"", "does not belong"),
        ("  \"effective\": \"2026-04-01\",\n", "", "without the key `effective`"),
        ("2026-03-14", "2026-02-30", "date"),
        ("\"2.0\"", "\"v2\"", "version"),
        ("material", "huge", "change"),
        ("\"change\": \"material\"", "\"change\": null", "not written"),
        ("\"change\"", "\"colour\"", "unknown field `colour`"),
        ("\"POL-001\"", "\"../POL-001\"", "document"),
        ("marie-tremblay", "", "by"),
        ("2.0/policy.fr.md", "../policy.fr.md", "files"),
        ("2.0/policy.fr.md", "2.0/../policy.md", "files"),
        ("2.0/policy.fr.md", "/2.0/policy.md", "files"),
        ("2.0/policy.fr.md", "2.0\\\\policy.md", "files"),
        ("2.0/policy.fr.md", "2.0/", "files"),
        ("2.0/policy.fr.md", "2.0/a\\nb", "files"),
        ("2.0/policy.fr.md", "", "files"),
        ("2.0/policy.fr.md", "1.0/policy.md", "files"),
        ("2.0/policy.fr.md", "2.0/policy.md", "not written"),
        ("\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",", "\"E3B0\",", "files"),
        ("\"previous\": \"e3", "\"previous\": \"zz", "previous"),
        ("}\n", "}", "not written"),
        ("Règles", "R\\u00e8gles", "not written"),
        ("\n", "\r\n", "line endings"),
        ("\"previous\": \"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"\n}\n", "", "cut short"),
    ];
    for (from, to, word) in cases {
        assert!(APPROVED.contains(from), "{from}");
        let text = if from == "}\n" { APPROVED.trim_end().to_owned() } else { APPROVED.replace(from, to) };
        let fault = parse(text.as_bytes()).expect_err(to);
        assert!(fault.says.en.contains(word), "{from} -> {to}: {}", fault.says.en);
        assert_ne!(fault.says.fr, fault.says.en);
    }
    assert!(parse(&vec![b' '; LIMIT + 1]).is_err());
    assert!(parse("[".repeat(100_000).as_bytes()).is_err());
}

#[test]
fn the_line_of_a_fault_is_told() {
    let swapped = APPROVED.replace(
        "  \"sequence\": 3,\n  \"event\": \"approved\",\n",
        "  \"event\": \"approved\",\n  \"sequence\": 3,\n",
    );
    assert_eq!(parse(swapped.as_bytes()).unwrap_err().line, Some(4));
    assert_eq!(parse(APPROVED.replace("\"version\"", "\"edition\"").as_bytes()).unwrap_err().line, Some(6));
}
