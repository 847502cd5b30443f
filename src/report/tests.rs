//! The formats, tried on a few findings with accents, other line ends and hostile characters.

use super::*;
use crate::finding::Finding;
use crate::finding::catalogue::documents::{OWNER_VACANT, REVIEW_DUE_SOON, VERSION_NOT_NEWER};
use crate::finding::catalogue::links::LINK_BROKEN;
use crate::finding::policy::{Policy, apply};
use crate::lang::Say;
use human::Look;
use serde_json::Value;

const TEXT: &str =
    "---\r\nid: POL-1\r\ntitle: Sécurité\r\nversion: 2.0\r\n---\r\n\r\nVoir la règle d’accès [ici](absent.md), é.\r\n";

fn as_of() -> Date {
    Date::parse("2026-06-01").unwrap()
}

fn say(en: &str) -> Say {
    Say { en: en.into(), fr: format!("[fr] {en}") }
}

/// A stand-in for `source::locate`: key paths and bytes of [`TEXT`], lines as they are.
fn locate(place: &Place) -> Spot {
    let (line, columns) = match &place.at {
        crate::finding::At::File => return Spot::default(),
        crate::finding::At::Line(line) => (*line, None),
        crate::finding::At::Value(_) | crate::finding::At::Key(_) => (4, Some((10, 13))),
        crate::finding::At::Bytes(_) => (7, Some((28, 37))),
    };
    Spot {
        line: Some(line),
        column: columns.map(|(start, _)| start),
        end_column: columns.map(|(_, end)| end),
        line_text: TEXT.split_inclusive('\n').nth(line - 1).map(str::to_owned),
    }
}

fn found() -> Vec<Finding> {
    let path: Arc<str> = Arc::from("content/policies/sécurité, 1.md");
    vec![
        Finding::new(&REVIEW_DUE_SOON, Place::file(&path), say("The review is due in 12 days.")).about("POL-1"),
        Finding::new(&VERSION_NOT_NEWER, Place::value(&path, "version"), say("Version 2.0 is not newer than 2.1."))
            .help(say("Raise `version` above 2.1."))
            .about("POL-1"),
        Finding::new(
            &LINK_BROKEN,
            Place::bytes(&path, 90..99),
            say("There is no file <absent.md> & \u{1b}[31mno\nmore."),
        ),
        Finding::new(&OWNER_VACANT, Place::file(&Arc::from("")), say("Nobody holds the role: 100%.")),
    ]
}

fn reported(tongue: Tongue) -> (Vec<Reported>, Summary) {
    let judged = apply(found(), &Policy::default(), as_of());
    let reported = report(&judged, tongue, &locate);
    let summary = Summary::of(&reported, as_of(), 1, 0);
    (reported, summary)
}

const PLAIN: Look = Look { colour: false, width: 80 };

/// Any number of findings of one rule, each on a line of its own.
fn many(count: usize) -> Vec<Reported> {
    let path: Arc<str> = Arc::from("content/a.md");
    let found = (1..=count).map(|line| Finding::new(&LINK_BROKEN, Place::line(&path, line), say("No such page.")));
    report(&apply(found.collect(), &Policy::default(), as_of()), Tongue::En, &|place| Spot {
        line: match place.at {
            crate::finding::At::Line(line) => Some(line),
            _ => None,
        },
        ..Spot::default()
    })
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn human_shows_the_line_with_accents_and_windows_line_ends() {
    let (reported, summary) = reported(Tongue::En);
    let expected = "\
warning[owner-vacant]: Nobody holds the role: 100%.
 |
 = help: Add a person with `since` to `holders` in the role’s file, or give the
         document another `owner`.

note[review-due-soon]: The review is due in 12 days.
--> content/policies/sécurité, 1.md
 = help: Plan the review; when it is done, record it with `handbook review` and
         the document’s id.

error[version-not-newer]: Version 2.0 is not newer than 2.1.
 --> content/policies/sécurité, 1.md:4:10
  |
4 | version: 2.0
  |          ^^^
  |
  = help: Raise `version` above 2.1.

warning[link-broken]: There is no file <absent.md> & ␛[31mno more.
 --> content/policies/sécurité, 1.md:7:28
  |
7 | Voir la règle d’accès [ici](absent.md), é.
  |                            ^^^^^^^^^
  |
  = help: Correct the address in the parentheses of the link, from this file’s
          own folder, or remove the link.

1 error, 2 warnings, 1 note (1 waived)
More about a rule: handbook explain version-not-newer
";
    assert_eq!(human::render(&reported, &summary, Tongue::En, PLAIN), expected);
}

#[test]
fn human_colours_only_when_told_and_stays_within_the_width() {
    let (reported, summary) = reported(Tongue::Fr);
    let colour = human::render(&reported, &summary, Tongue::Fr, Look { colour: true, width: 60 });
    assert!(colour.contains("\u{1b}[") && colour.contains("erreur[version-not-newer]"), "{colour}");
    for width in [80, 100, 140] {
        let plain = human::render(&reported, &summary, Tongue::Fr, Look { colour: false, width });
        assert!(!plain.contains('\u{1b}'));
        for line in plain.lines().filter(|line| !line.contains("-->") && !line.contains("handbook explain")) {
            assert!(line.chars().count() <= width, "{width}: {line}");
        }
    }
    let plain = human::render(&reported, &summary, Tongue::Fr, PLAIN);
    assert!(plain.contains("aide: ") && plain.contains("[fr] Version 2.0"), "{plain}");
    assert!(plain.contains("1 erreur, 2 avertissements, 1 note (1 visé par une dispense)\n"), "{plain}");
}

#[test]
fn human_survives_any_column_and_a_very_long_line() {
    let long = "é".repeat(100_000);
    for (column, end) in
        [(None, None), (Some(0), Some(0)), (Some(9), Some(3)), (Some(99_999), None), (Some(1), Some(99_999))]
    {
        for text in ["", "\u{feff}---", "a\tb\u{301}\r", long.as_str()] {
            let spot = Spot { line: Some(1), column, end_column: end, line_text: Some(text.to_owned()) };
            let judged = apply(found(), &Policy::default(), as_of());
            let reported = report(&judged, Tongue::En, &|_| spot.clone());
            let summary = Summary::of(&reported, as_of(), 0, 0);
            let shown = human::render(&reported, &summary, Tongue::En, PLAIN);
            assert!(shown.len() < 20_000, "{column:?} {} bytes", shown.len());
        }
    }
}

#[test]
fn human_caps_a_long_list_of_one_rule() {
    let reported = many(47);
    let text = human::render(&reported, &Summary::of(&reported, as_of(), 0, 0), Tongue::En, PLAIN);
    assert_eq!(text.matches("warning[link-broken]").count(), human::SHOWN_PER_RULE);
    assert!(text.contains("\nlink-broken: and 37 more: handbook check --format concise\n"), "{text}");
    assert!(text.contains("\n47 warnings\n"), "{text}");
}

#[test]
fn the_sum_is_said_in_words() {
    let summary = |errors, warnings, notes, waived, baseline| Summary {
        as_of: as_of(),
        errors,
        warnings,
        notes,
        waived,
        baseline,
    };
    let cases = [
        (
            summary(3, 2, 14, 1, 0),
            "3 errors, 2 warnings, 14 notes (1 waived)",
            "3 erreurs, 2 avertissements, 14 notes (1 visé par une dispense)",
        ),
        (summary(0, 1, 0, 0, 5), "1 warning (5 in the baseline)", "1 avertissement (5 dans le rapport de référence)"),
        (summary(0, 0, 0, 0, 0), "Nothing found", "Rien à signaler"),
        (
            summary(0, 0, 0, 2, 3),
            "Nothing found (2 waived, 3 in the baseline)",
            "Rien à signaler (2 visés par une dispense, 3 dans le rapport de référence)",
        ),
    ];
    for (summary, en, fr) in cases {
        assert_eq!((summary.in_words(Tongue::En), summary.in_words(Tongue::Fr)), (en.to_owned(), fr.to_owned()));
    }
    assert_eq!(summary(0, 1, 4, 0, 0).worst(), Some(Level::Warning));
    assert_eq!(summary(0, 0, 0, 4, 0).worst(), None);
}

#[test]
fn concise_is_one_line_a_finding() {
    let (reported, _) = reported(Tongue::En);
    assert_eq!(
        concise::render(&reported),
        "warning[owner-vacant] Nobody holds the role: 100%.\n\
         content/policies/sécurité, 1.md: note[review-due-soon] The review is due in 12 days.\n\
         content/policies/sécurité, 1.md:4:10: error[version-not-newer] Version 2.0 is not newer than 2.1.\n\
         content/policies/sécurité, 1.md:7:28: warning[link-broken] There is no file <absent.md> & ␛[31mno more.\n"
    );
}

#[test]
fn json_has_exactly_the_promised_keys_and_null_for_what_does_not_apply() {
    let (reported, summary) = reported(Tongue::En);
    let text = json::render(&reported, &summary);
    let value = json(&text);
    assert!(
        text.starts_with("{\n  \"schema\": 1,\n  \"as_of\": \"2026-06-01\",\n  \"findings\": [")
            && text.ends_with("}\n")
    );
    let sorted = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<std::collections::BTreeSet<_>>();
    let named = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    assert_eq!(sorted(&value), named(&["schema", "as_of", "findings"]));
    let keys = ["rule", "level", "path", "line", "column", "message", "help", "subject", "fingerprint"];
    for finding in value["findings"].as_array().unwrap() {
        assert_eq!(sorted(finding), named(&keys));
        let print = finding["fingerprint"].as_str().unwrap();
        assert!(print.len() == 32 && print.bytes().all(|b| b.is_ascii_hexdigit()));
    }
    let places: Vec<_> = keys.iter().map(|key| text.find(&format!("\"{key}\":")).unwrap()).collect();
    assert!(places.is_sorted(), "the keys stand in another order: {text}");
    let first = &value["findings"][0];
    assert!(["path", "line", "column", "subject"].iter().all(|key| first[key].is_null()), "{first}");
    assert_eq!(value["findings"][2]["column"], 10);
}

#[test]
fn sarif_has_the_structure_of_the_standard() {
    for tongue in [Tongue::En, Tongue::Fr] {
        let (reported, summary) = reported(tongue);
        let log = json(&sarif::render(&reported, &summary, tongue));
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(
            (&run["tool"]["driver"]["name"], &run["columnKind"]),
            (&"handbook".into(), &"unicodeCodePoints".into())
        );
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        for rule in rules {
            for text in ["shortDescription", "fullDescription", "help"] {
                assert!(rule[text]["text"].as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
            assert!(["error", "warning", "note"].contains(&rule["defaultConfiguration"]["level"].as_str().unwrap()));
        }
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 4);
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            assert!(result["message"]["text"].is_string() && result["partialFingerprints"]["handbook/v1"].is_string());
            for location in result["locations"].as_array().unwrap() {
                let place = &location["physicalLocation"];
                assert_eq!(place["artifactLocation"]["uri"], "content/policies/s%C3%A9curit%C3%A9%2C%201.md");
                assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
            }
        }
        assert!(results[0]["locations"].as_array().unwrap().is_empty());
        let region = &results[2]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(
            (&region["startLine"], &region["startColumn"], &region["endColumn"]),
            (&4.into(), &10.into(), &13.into())
        );
        assert_eq!(region["snippet"]["text"], "version: 2.0");
    }
}

#[test]
fn github_commands_are_escaped() {
    let (reported, _) = reported(Tongue::En);
    let text = github::render(&reported);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[0].starts_with("::warning title=owner-vacant::Nobody holds the role: 100%25.%0A"), "{text}");
    assert_eq!(
        lines[2],
        "::error file=content/policies/sécurité%2C 1.md,line=4,col=10,endColumn=12,title=version-not-newer::\
         Version 2.0 is not newer than 2.1.%0ARaise `version` above 2.1."
    );
    assert!(lines[1].starts_with("::notice file="));
}

#[test]
fn gitlab_issues_have_a_path_a_line_and_a_severity() {
    let (reported, _) = reported(Tongue::En);
    let issues = json(&gitlab::render(&reported));
    let issues = issues.as_array().unwrap();
    let severities: Vec<&str> = issues.iter().map(|issue| issue["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["major", "info", "critical", "major"]);
    assert_eq!(
        (&issues[0]["location"]["path"], &issues[1]["location"]["lines"]["begin"]),
        (&"site-config.yaml".into(), &1.into())
    );
    assert_eq!(
        (&issues[2]["check_name"], &issues[2]["location"]["lines"]["begin"]),
        (&"version-not-newer".into(), &4.into())
    );
    assert_eq!(json(&gitlab::render(&[])), Value::Array(Vec::new()));
}

#[test]
fn junit_counts_and_escapes() {
    let (reported, summary) = reported(Tongue::En);
    let text = junit::render(&reported, &summary);
    assert!(text.contains("<testsuites name=\"handbook\" tests=\"4\" failures=\"3\">"), "{text}");
    assert_eq!((text.matches("<testcase ").count(), text.matches("<failure ").count()), (4, 3));
    assert!(text.contains("&lt;absent.md&gt; &amp; \u{fffd}[31mno more."), "{text}");
    let open = text.matches("<testsuite ").count();
    assert_eq!((open, text.matches("</testsuite>").count()), (2, 2));
    let nothing = junit::render(&[], &Summary::of(&[], as_of(), 0, 0));
    assert!(nothing.contains("tests=\"1\" failures=\"0\"") && !nothing.contains("<failure"), "{nothing}");
}

#[test]
fn fingerprints_survive_moved_lines_other_tongues_and_passing_days() {
    let prints = |found: Vec<Finding>, tongue, shift: usize| {
        let judged = apply(found, &Policy::default(), as_of());
        let reported = report(&judged, tongue, &|place| {
            let spot = locate(place);
            Spot { line: spot.line.map(|line| line + shift), ..spot }
        });
        reported.into_iter().map(|finding| finding.fingerprint).collect::<Vec<_>>()
    };
    let before = prints(found(), Tongue::En, 0);
    let mut later = found();
    later[0].says = say("The review is due in 3 days.");
    assert_eq!(before, prints(later, Tongue::Fr, 40));
    let mut other = found();
    other[1].says = say("Version 2.0 is not newer than 2.2.");
    assert_ne!(before[2], prints(other, Tongue::En, 0)[2]);
    let same = many(3);
    assert!(same[0].fingerprint != same[1].fingerprint && same[1].fingerprint != same[2].fingerprint);
}

#[test]
fn a_baseline_leaves_out_what_it_has_and_a_bad_file_is_an_error_with_advice() {
    let (reported, summary) = reported(Tongue::En);
    let earlier = baseline::Baseline::read(&json::render(&reported[..3], &summary), "old.json").unwrap();
    let (new, known) = earlier.leave_out(reported.clone());
    assert_eq!((known, new), (3, reported[3..].to_vec()));
    for bad in ["", "[]", "{\"schema\": 1}", "{\"schema\": 2, \"findings\": []}", "{\"schema\": 1, \"findings\": [{}]}"]
    {
        let error = baseline::Baseline::read(bad, "old.json").unwrap_err();
        for text in [error.en, error.fr] {
            assert!(text.starts_with("old.json") && text.contains("`handbook check --format json > "), "{text}");
        }
    }
}

#[test]
fn twins_at_one_spot_are_merged() {
    let path: Arc<str> = Arc::from("a.md");
    let found = vec![
        Finding::new(&LINK_BROKEN, Place::value(&path, "x"), say("No.")),
        Finding::new(&LINK_BROKEN, Place::key(&path, "x"), say("No.")),
    ];
    let judged = apply(found, &Policy::default(), as_of());
    assert_eq!((judged.listed.len(), report(&judged, Tongue::En, &locate).len()), (2, 1));
}

#[test]
fn explain_is_plain_text_of_eighty_columns() {
    let mut policy = Policy::default();
    policy.levels.insert("review-overdue".into(), None);
    for tongue in [Tongue::En, Tongue::Fr] {
        let mut texts = vec![explain::list(&policy, tongue)];
        texts.extend(crate::finding::catalogue::all().map(|rule| explain::rule(rule, &policy, tongue)));
        for text in &texts {
            for line in text.lines().filter(|line| !line.starts_with("    ")) {
                assert!(line.chars().count() <= 80, "{line}");
            }
            assert!(text.ends_with('\n') && !text.contains("\n\n\n") && !text.lines().any(|line| line.ends_with(' ')));
        }
        assert_eq!(texts[0].matches("\n  review-overdue (").count(), 1);
    }
    let text = explain::rule(&REVIEW_DUE_SOON, &policy, Tongue::En);
    assert!(
        text.starts_with("review-due-soon\nnote, Documents and their approval\n\nWhat it reports:\n  The document is"),
        "{text}"
    );
    assert!(text.contains("\nWrong:\n  content/policies/access.md\n    ---\n    id: POL-ACCESS\n"), "{text}");
    assert!(
        explain::list(&policy, Tongue::Fr).contains("review-overdue (désactivée, par défaut\u{a0}: avertissement)")
    );
}
