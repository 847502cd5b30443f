//! Objectives, indicators and exceptions on a day: truth tables as data, and what a CSV file of values may look like.

use crate::harness::{day, handbook, lines};

/// An objective of the organisation and an indicator of it.
fn indicator(keys: &str) -> String {
    format!(
        "=== content/objectives/trust.md\n---\nid: OBJ-T\ntitle: Trust\nlevel: organisation\nowner: ceo\n---\n\
         === content/indicators/x.md\n---\nid: IND-X\ntitle: X\nobjective: OBJ-T\nowner: ciso\n{keys}\n---\n"
    )
}

/// `state met due trend known` of the indicator on a day, then the rules found about it.
fn measured(keys: &str, as_of: &str) -> String {
    let reading = handbook(&indicator(keys));
    let (assessment, judged) = reading.on(day(as_of));
    let state = &assessment.measures.indicators[0];
    let due = state.due.map_or("-".to_string(), |due| due.to_string());
    let trend = state.trend.map_or("-".to_string(), |trend| format!("{}({})", trend.way.as_str(), trend.since));
    let rules = judged.listed.iter().filter(|(finding, _)| finding.subject.as_deref() == Some("IND-X"));
    let rules: Vec<&str> = rules.map(|(finding, _)| finding.rule.name).collect();
    format!("{} {due} {trend} {} [{}]", state.as_str(), state.known, rules.join(" "))
}

#[test]
fn indicators_on_a_day() {
    let one = "target: {at_least: 90}\nevery: 3 months\nmeasurements: [{date: 2026-01-31, value: 90}]";
    let run = |values: &[i32]| {
        let months = ["01-31", "02-28", "03-31", "04-30", "05-31"];
        let list: Vec<String> =
            values.iter().zip(months).map(|(value, day)| format!("{{date: 2026-{day}, value: {value}}}")).collect();
        format!("every: 1 month\nmeasurements: [{}]", list.join(", "))
    };
    let cases: Vec<(&str, String, &str, &str)> = vec![
        ("before the first value", one.into(), "2026-01-30", "stale - - 0 [measurement-stale]"),
        ("the day of the value, on the edge of the target", one.into(), "2026-01-31", "on-target 2026-04-30 - 1 []"),
        ("the last day of the interval", one.into(), "2026-04-30", "on-target 2026-04-30 - 1 []"),
        ("the day after", one.into(), "2026-05-01", "stale 2026-04-30 - 1 [measurement-stale]"),
        (
            "below the target",
            one.replace("value: 90", "value: 89.9"),
            "2026-02-01",
            "off-target 2026-04-30 - 1 [target-missed]",
        ),
        (
            "above the highest",
            one.replace("at_least: 90", "at_least: 70, at_most: 89"),
            "2026-02-01",
            "off-target 2026-04-30 - 1 [target-missed]",
        ),
        (
            "within both",
            one.replace("at_least: 90", "at_least: 70, at_most: 90"),
            "2026-02-01",
            "on-target 2026-04-30 - 1 []",
        ),
        ("no target", one.replace("target: {at_least: 90}", ""), "2026-02-01", "none 2026-04-30 - 1 []"),
        ("no interval is never late", one.replace("every: 3 months", ""), "2029-01-01", "on-target - - 1 []"),
        ("two values are no trend", run(&[1, 2]), "2026-03-01", "none 2026-03-28 - 2 []"),
        ("three are", run(&[1, 2, 2]), "2026-04-01", "none 2026-04-30 rising(2026-01-31) 3 []"),
        (
            "the one of tomorrow does not exist yet",
            run(&[1, 2, 2]),
            "2026-03-30",
            "stale 2026-03-28 - 2 [measurement-stale]",
        ),
        ("falling since it turned", run(&[1, 9, 8, 7]), "2026-05-01", "none 2026-05-30 falling(2026-02-28) 4 []"),
        ("steady", run(&[3, 3, 3]), "2026-04-01", "none 2026-04-30 steady(2026-01-31) 3 []"),
        ("up and down is no way", run(&[1, 3, 2]), "2026-04-01", "none 2026-04-30 - 3 []"),
        (
            "a missing value breaks the run",
            run(&[1, 2, 3, 4]).replace("{date: 2026-02-28, value: 2}, ", ""),
            "2026-05-01",
            "none 2026-05-30 - 3 []",
        ),
    ];
    for (what, keys, as_of, expected) in cases {
        assert_eq!(measured(&keys, as_of), expected, "{what}");
    }
}

#[test]
fn values_from_a_csv_file() {
    let with = |csv: &str| {
        let keys = "unit: \"%\"\nmeasurements: x.csv";
        let reading = handbook(&format!("{}=== content/indicators/x.csv\n{csv}", indicator(keys)));
        let values = reading.handbook.leadership.indicators[0].measurements.iter();
        let values: Vec<String> = values.map(|measured| format!("{} {}", measured.date, measured.value)).collect();
        let (_, judged) = reading.on(day("2026-06-01"));
        let found = lines(&reading, &judged).into_iter().filter(|line| line.contains("/indicators/"));
        let found: Vec<String> =
            found.map(|line| line.replace("content/indicators/", "").chars().take(28).collect()).collect();
        (values.join(", "), found.join(" | "))
    };
    for (csv, values, found) in [
        ("date,value\n2026-02-28,2\n2026-01-31,1.5\n", "2026-01-31 1.5, 2026-02-28 2", ""),
        ("\u{feff}Date;Valeur\r\n2026-01-31;99,93\r\n2026-02-28;99,9\r\n", "2026-01-31 99.93, 2026-02-28 99.9", ""),
        ("Jour\tvaleur\tnote\n2026-01-31\t99,93 %\tbon\n", "2026-01-31 99.93", ""),
        ("sep=;\ndate;value\n2026-01-31;1,5\n2026-02-28;1,234\n", "2026-01-31 1.5, 2026-02-28 1.234", ""),
        ("date,value\n2026-01-31,1\n2026-02-28,\n", "2026-01-31 1", ""),
        ("date,value\n2026-01-31,\"1,234\"\n", "", "x.csv:2:12 error[value-inval"),
        ("date,value\n31/01/2026,1\n2026-02-28,2\n", "2026-02-28 2", "x.csv:2:1 error[value-invali"),
        ("date,value\n2026-02-28,2\n2026-02-28,3\n", "2026-02-28 2", "x.csv:3:1 error[value-invali"),
        ("date,value\n2026-01-31,high\n,4\n", "", "x.csv:2:12 error[value-inval | x.csv:3:1 error[value-invali"),
        ("day,figure\n2026-01-31,1\n", "", "x.csv:1:1 error[value-invali"),
        ("\n", "", "x.csv error[value-invalid] t"),
    ] {
        assert_eq!(with(csv), (values.to_string(), found.to_string()), "{csv}");
    }
}

#[test]
fn a_csv_file_that_is_not_there() {
    let reading = handbook(&indicator("measurements: ../nowhere.csv"));
    let (_, judged) = reading.on(day("2026-06-01"));
    let found = lines(&reading, &judged);
    assert!(
        found.iter().any(|line| line.starts_with("content/indicators/x.md:6:15 error[file-unreadable]")),
        "{found:?}"
    );
}

#[test]
fn objectives_lead_to_one_of_the_organisation() {
    let objective =
        |id: &str, keys: &str| format!("=== content/objectives/{id}.md\n---\nid: {id}\ntitle: {id}\n{keys}\n---\n");
    let found = |objectives: &[(&str, &str)]| {
        let text: String = objectives.iter().map(|(id, keys)| objective(id, keys)).collect();
        let reading = handbook(&text);
        let (_, judged) = reading.on(day("2026-06-01"));
        let mut found: Vec<String> = judged
            .listed
            .iter()
            .map(|(finding, _)| format!("{} {}", finding.subject.as_deref().unwrap_or("-"), finding.rule.name))
            .collect();
        found.sort();
        found.join(", ")
    };
    let trust = ("TRUST", "level: organisation");
    for (what, objectives, expected) in [
        ("alone", vec![("A", "level: isms")], "A objective-unaligned"),
        ("without a level", vec![("A", "")], "A objective-unaligned"),
        ("serves one", vec![trust, ("A", "level: isms\nsupports: [trust]")], ""),
        ("by way of another", vec![trust, ("A", "supports: [B]"), ("B", "supports: [TRUST]")], ""),
        ("serves what is not there", vec![("A", "supports: [B]")], "A objective-unaligned, A reference-unknown"),
        ("itself", vec![trust, ("A", "supports: [A, TRUST]")], "A objective-loop"),
        (
            "in a circle",
            vec![("A", "supports: [B]"), ("B", "supports: [C]"), ("C", "supports: [B]")],
            "A objective-unaligned, B objective-loop, B objective-unaligned, C objective-unaligned",
        ),
        ("owned by nobody known", vec![("TRUST", "level: organisation\nowner: nobody")], "TRUST reference-unknown"),
    ] {
        assert_eq!(found(&objectives), expected, "{what}");
    }
}

/// An exception for the staff with these keys in place of its own.
fn exception(changes: &[(&str, &str)]) -> String {
    let mut keys = [
        ("document", "POL-BASE"),
        ("beneficiaries", "[staff]"),
        ("reason", "Old phones"),
        ("compensating", "Watched"),
        ("risk_owner", "ciso"),
        ("approval", "{role: ceo, person: ann, date: 2026-02-02}"),
        ("expires", "2026-05-31"),
    ];
    for (key, value) in changes {
        if let Some(entry) = keys.iter_mut().find(|(name, _)| name == key) {
            entry.1 = value;
        }
    }
    let keys: Vec<String> =
        keys.iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| format!("{key}: {value}\n")).collect();
    format!("=== content/exceptions/x.md\n---\nid: EXC-X\ntitle: X\n{}---\n", keys.concat())
}

#[test]
fn exceptions_on_a_day() {
    let state = |changes: &[(&str, &str)], as_of: &str| {
        let reading = handbook(&exception(changes));
        let (assessment, judged) = reading.on(day(as_of));
        let mut rules: Vec<&str> = judged.listed.iter().map(|(finding, _)| finding.rule.name).collect();
        rules.sort_unstable();
        format!("{} [{}]", assessment.exceptions[0].standing.as_str(), rules.join(" "))
    };
    type Case<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str);
    let cases: [Case<'_>; 19] = [
        ("before its approval", &[], "2026-02-01", "not-yet [approval-in-future]"),
        ("the day of its approval", &[], "2026-02-02", "in-force []"),
        ("its last day", &[], "2026-05-31", "in-force []"),
        ("the day after", &[], "2026-06-01", "expired [exception-expired]"),
        ("endless", &[("expires", "")], "2026-05-01", "in-force [exception-endless]"),
        ("uncompensated", &[("compensating", "")], "2026-05-01", "in-force [exception-uncompensated]"),
        ("asked for", &[("approval", "")], "2026-05-01", "unapproved [approval-incomplete]"),
        ("asked for and over", &[("approval", "")], "2026-06-01", "expired [exception-expired]"),
        (
            "approved by somebody not entitled",
            &[("approval", "{role: staff, person: cat, date: 2026-02-02}"), ("beneficiaries", "[bob]")],
            "2026-05-01",
            "unapproved [approver-not-entitled]",
        ),
        (
            "approved in a role not held",
            &[("approval", "{role: ciso, person: ann, date: 2026-02-02}")],
            "2026-05-01",
            "unapproved [approver-not-holder]",
        ),
        (
            "approved by a beneficiary",
            &[("approval", "{role: ciso, person: bob, date: 2026-02-02}"), ("beneficiaries", "[bob]")],
            "2026-05-01",
            "unapproved [exception-self-approved]",
        ),
        (
            "approved by who holds a role that benefits",
            &[("approval", "{role: ciso, person: bob, date: 2026-02-02}"), ("beneficiaries", "[staff, ciso]")],
            "2026-05-01",
            "unapproved [exception-self-approved]",
        ),
        (
            "for a role of top management",
            &[("approval", "{role: ciso, person: bob, date: 2026-02-02}"), ("beneficiaries", "[ceo]")],
            "2026-05-01",
            "in-force [exception-for-leadership]",
        ),
        (
            "for a person in top management",
            &[("approval", "{role: ciso, person: bob, date: 2026-02-02}"), ("beneficiaries", "[cat, Ann]")],
            "2026-05-01",
            "in-force [exception-for-leadership]",
        ),
        (
            "for everyone",
            &[("approval", "{role: ciso, person: bob, date: 2026-02-02}"), ("beneficiaries", "[everyone]")],
            "2026-05-01",
            "in-force [exception-for-leadership]",
        ),
        ("from nothing known", &[("document", "POL-X")], "2026-05-01", "in-force [reference-unknown]"),
        ("for nobody known", &[("beneficiaries", "[zoe]")], "2026-05-01", "in-force [reference-unknown]"),
        ("the risk is nobody's", &[("risk_owner", "zoe")], "2026-05-01", "in-force [reference-unknown]"),
        ("the risk is a person's", &[("risk_owner", "bob")], "2026-05-01", "in-force [reference-unknown]"),
    ];
    for (what, changes, as_of, expected) in cases {
        assert_eq!(state(changes, as_of), expected, "{what}");
    }
}

#[test]
fn who_approves_exceptions_can_be_configured() {
    for (rule, expected) in [("{roles: [staff]}", "unapproved"), ("{roles: [ceo]}", "in-force")] {
        let config = format!("=== site-config.yaml\ntitle: T\napproval: {{exception: {rule}}}\n");
        let reading = handbook(&format!("{config}{}", exception(&[])));
        let (assessment, _) = reading.on(day("2026-05-01"));
        assert_eq!(assessment.exceptions[0].standing.as_str(), expected, "{rule}");
    }
}

#[test]
fn a_policy_reaches_top_management() {
    let found = |audience: &str, held: &str| {
        let reading = handbook(&format!(
            "=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nversion: \"1\"\nstatus: approved\nowner: ciso\nauthors: [bob]\n\
             approval: {{role: ceo, person: ann, date: 2026-01-10}}\n{audience}\n---\n\nText.\n\
             === content/roles/users.md\n---\nid: users\ntitle: Users\nholders: [{held}]\n---\n"
        ));
        let (_, judged) = reading.on(day("2026-06-01"));
        judged.listed.iter().any(|(finding, _)| finding.rule.name == "audience-without-leadership")
    };
    let (ann, cat) = ("{person: ann}", "{person: cat}");
    for (audience, held, expected) in [
        ("audience: [everyone]", cat, false),
        ("audience: [staff, ceo]", cat, false),
        ("audience: [staff, ann]", cat, false),
        ("audience: [users]", "{person: ann}, {person: cat}", false),
        ("", cat, false),
        ("audience: [staff]", ann, true),
        ("audience: [users]", cat, true),
        ("audience: [users]", "{person: ann, until: 2026-05-31}, {person: cat}", true),
    ] {
        assert_eq!(found(audience, held), expected, "{audience} {held}");
    }
}
