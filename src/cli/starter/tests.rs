//! The starter handbooks as the whole program reads them.

use super::*;
use crate::finding::{Checked, Level};
use crate::model::Handbook;
use crate::pipeline;
use crate::source::Sources;

fn langs(tags: &[&str]) -> Vec<Lang> {
    tags.iter().map(|tag| Lang::parse(tag).unwrap()).collect()
}

fn day() -> Date {
    Date::parse("2024-02-29").unwrap()
}

/// The handbook, and its findings above note on the day as `level[rule] path: message`.
fn read(tags: &[&str]) -> (Handbook, Vec<String>) {
    let files = files(&langs(tags), day());
    let pairs: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let reading = pipeline::understand(Checked::sound(Sources::from_texts(&pairs)));
    let (_, judged) = reading.on(day());
    let said = judged.listed.iter().map(|(finding, level)| {
        format!("{}[{}] {}: {}", level.as_str(), finding.rule.name, finding.place.path, finding.says.en)
    });
    (reading.handbook.clone(), said.collect())
}

#[test]
fn a_starter_handbook_has_no_findings_in_any_languages() {
    for tags in [&["en"][..], &["fr"], &["en", "fr"], &["fr", "en"], &["fr-ca"], &["es"], &["fr", "en", "es"], &[]] {
        let (handbook, found) = read(tags);
        assert_eq!(found, [""; 0], "{tags:?}");
        let ids: Vec<&str> = handbook.documents.iter().map(|document| document.id.as_str()).collect();
        assert_eq!(ids, ["MTX-001", "POL-001", "PRO-001"]);
        let expected = if tags.is_empty() { langs(&["en"]) } else { langs(tags) };
        assert_eq!(handbook.config.languages, expected, "{tags:?}");
        assert_eq!(handbook.organisation.people.len(), 4);
        assert_eq!(handbook.organisation.roles.len(), 4);
        for document in &handbook.documents {
            assert_eq!(document.working.as_ref().unwrap().texts.len(), expected.len(), "{tags:?} {}", document.id);
        }
        assert_eq!(handbook.home.len(), expected.len());
    }
}

#[test]
fn both_handbooks_have_the_same_lines_of_data_so_that_they_can_be_joined() {
    let (en, fr) = (texts_of(Lang::EN), texts_of(Lang::FR));
    assert_eq!(en.keys().collect::<Vec<_>>(), fr.keys().collect::<Vec<_>>());
    assert!(en.len() >= 10);
    for (path, english) in &en {
        let french = fr[path];
        let of_data = |text: &str| if path.ends_with(".md") { parts(text).0.to_string() } else { text.to_string() };
        let keys = |text: &str| -> Vec<String> {
            let data = of_data(text);
            data.lines().map(|line| line.split(':').next().unwrap_or_default().to_string()).collect()
        };
        let shape = |text: &str| -> Vec<String> {
            keys(text)
                .into_iter()
                .map(|key| if key.starts_with('#') { "#".into() } else { key })
                .map(
                    |key| if key.trim_start().starts_with("- ") && !key.starts_with("- id") { "-".into() } else { key },
                )
                .collect()
        };
        assert_eq!(shape(english), shape(french), "{path}");
        let headings = |text: &str| text.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(headings(parts(english).1), headings(parts(french).1), "{path}");
    }
}

#[test]
fn matrices_give_the_same_letters_in_both_languages() {
    let letters = |lang: Lang| -> Vec<String> {
        let texts = texts_of(lang);
        let rows = texts["content/matrices/responsibilities.md"].lines().filter(|line| line.starts_with('|')).skip(2);
        rows.map(|row| row.splitn(3, '|').nth(2).unwrap_or_default().to_string()).collect()
    };
    assert_eq!(letters(Lang::EN), letters(Lang::FR));
    assert_eq!(letters(Lang::EN).len(), 9);
}

#[test]
fn words_of_every_language_stand_in_the_main_files_and_translations_carry_their_own() {
    let files = files(&langs(&["fr", "en", "es"]), day());
    let cases = [
        ("site-config.yaml", "languages: [fr, en, es]"),
        ("site-config.yaml", "organisation: {fr: \"Exemple inc.\", en: \"Example Inc.\", es: \"Example Inc.\"}"),
        ("content/people.yaml", "title: {fr: \"Présidente-directrice générale\", en: \"President and chief executive"),
        ("content/roles/ceo.md", "title: Direction générale\n"),
        (
            "content/roles/ceo.md",
            "  - {fr: \"Accepte les risques les plus élevés.\", en: \"Accepts the highest risks.\"",
        ),
        ("content/roles/ceo.md", "since: 2024-02-29}"),
        ("content/roles/ceo.en.md", "---\ntitle: Chief executive officer\nsummary: Directs"),
        ("content/policies/information-security.en.md", "translates: \"1.0\"\n---\n"),
        ("content/policies/information-security.en.md", "](../procedures/security-incidents.en.md)"),
        ("content/policies/information-security.es.md", "> This text is still in English."),
        ("content/index.es.md", "# Welcome to the ISMS leadership handbook\n\n> [!NOTE]"),
    ];
    for (path, part) in cases {
        assert!(files[path].contains(part), "{path} lacks {part}:\n{}", files[path]);
    }
    for (path, text) in &files {
        assert!(!text.contains("{date}") && !text.contains("{languages}"), "{path}");
        if path.ends_with(".en.md") {
            assert!(!text.contains("approval:") && !text.contains("still in English"), "{path}");
        }
    }
}

#[test]
fn french_is_set_as_in_quebec() {
    for (path, text) in texts_of(Lang::FR) {
        for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.contains("---")) {
            for wrong in [" :", "« ", " »", " ;", " ?", " !"] {
                let table = line.starts_with("| ---");
                let image = line.contains("[!");
                assert!(table || image || !line.contains(wrong), "{path}:{}: `{wrong}` in {line}", at + 1);
            }
            let straight = line.char_indices().any(|(i, c)| c == '\'' && line[..i].ends_with(char::is_alphabetic));
            assert!(!straight, "{path}:{}: a straight apostrophe in {line}", at + 1);
        }
    }
}

#[test]
fn findings_above_note_would_be_seen() {
    // The reader above must be able to fail: a handbook without its people is full of errors.
    let mut files = files(&langs(&["en"]), day());
    files.remove("content/people.yaml");
    let pairs: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let reading = pipeline::understand(Checked::sound(Sources::from_texts(&pairs)));
    assert!(reading.on(day()).1.listed.iter().any(|(_, level)| *level == Level::Error));
}
