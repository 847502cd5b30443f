//! Leadership end to end: what commitments, records and the others say, and what follows from it on a day.

use crate::harness::{day, handbook, lines, understand};
use crate::site::example;
use isms_handbook::assess::leadership::{POINTS, Promise};
use isms_handbook::finding::catalogue::{Family, find};
use isms_handbook::lang::Lang;
use isms_handbook::pipeline::Reading;
use isms_handbook::site::theme::Theme;
use isms_handbook::site::{Made, Options, Site};
use std::collections::BTreeMap;

const AS_OF: &str = "2026-06-01";

#[test]
fn texts_of_leadership_are_checked_like_others() {
    let reading = handbook(
        "=== content/leadership/a.md\n---\nid: COM-1\ntitle: We lead\nclauses: [5.1.a]\naccountable: ceo\n\
         actions: [{id: COM-1-1, what: Talk, by: ceo, every: 12 months}]\n---\n\n\
         See [the policy](../policies/base.md#duties), [the proof](../records/r.md) and [by id](REC-1).\n\n## How\n\n\
         [Nowhere](../records/none.md) and [no heading](../records/r.md#none). TODO\n\n<script>alert(1)</script>\n\
         === content/records/r.md\n---\nid: REC-1\ntitle: Talk of May\ntype: meeting\ndate: 2026-05-01\n\
         attendees: [ann]\ndemonstrates: [COM-1-1]\n---\n\n## Said\n\nAs [promised](../leadership/a.md#how).\n\
         === content/guides/g.md\n[Promise](../leadership/a.md#how) and [proof](../records/r.md#said)\n",
    );
    let (_, judged) = reading.on(day(AS_OF));
    let mut found = lines(&reading, &judged);
    found.retain(|line| !line.contains("clause-uncommitted") && !line.contains("mandatory-document-missing"));
    let expected = [
        "content/leadership/a.md:13:1 warning[link-broken]",
        "content/leadership/a.md:13:35 warning[anchor-broken]",
        "content/leadership/a.md:13:71 warning[placeholder-text]",
        "content/leadership/a.md:15:1 warning[html-removed]",
    ];
    let begin: Vec<&str> = found.iter().map(|line| line.split(']').next().unwrap()).collect();
    let expected: Vec<&str> = expected.iter().map(|line| line.trim_end_matches(']')).collect();
    assert_eq!(begin, expected, "{found:#?}");
}

/// A commitment to c) with one action of the chief executive, every three months unless said otherwise; the chief
/// information security officer stands in for her, and a new one came on 1 March 2026.
fn promised(every: &str, records: &str) -> Reading {
    handbook(&format!(
        "=== content/people.yaml\n- {{id: ann, name: Ann Roy}}\n- {{id: bob, name: Bob Cyr}}\n- {{id: cat, name: Cat Lee}}\n\
         - {{id: old, name: Old Boss, until: 2026-02-28}}\n\
         === content/roles/ceo.md\n---\nid: ceo\ntitle: Chief executive officer\ntop_management: true\n\
         holders: [{{person: old, until: 2026-02-28}}, {{person: ann, since: 2026-03-01}}]\n\
         deputies: [{{person: bob}}]\njob_description: {{reference: JD-1}}\n---\n\nLeads.\n\
         === content/leadership/c.md\n---\nid: COM-C\ntitle: Means\nclauses: [5.1.c]\naccountable: ceo\n\
         actions: [{{id: ACT-1, what: Meet the team, by: ceo, every: {every}}}]\n---\n\nWe do.\n{records}"
    ))
}

/// A record of a meeting on a day with these people, which names the action.
fn meeting(date: &str, attendees: &str) -> String {
    format!(
        "=== content/records/{date}.md\n---\nid: REC-{date}\ntitle: Meeting\ntype: meeting\ndate: {date}\n\
         attendees: [{attendees}]\ndemonstrates: [act-1]\n---\n\nHeld.\n"
    )
}

fn rules_of(reading: &Reading, as_of: &str) -> Vec<String> {
    let (_, judged) = reading.on(day(as_of));
    let family = |name: &str| find(name).is_some_and(|rule| rule.family == Family::Leadership);
    let mut rules: Vec<String> = judged.listed.iter().map(|(finding, _)| finding.rule.name.to_string()).collect();
    rules.retain(|rule| family(rule) && rule != "clause-uncommitted");
    rules.sort();
    rules
}

#[test]
fn the_state_of_an_action_by_interval_day_and_who_was_there() {
    // Interval, records (day, who), as of, state, findings of the family but uncommitted clauses.
    type Row =
        (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static str, &'static [&'static str]);
    let rows: &[Row] = &[
        ("3 months", &[], "2026-06-01", "never", &["action-never"]),
        // Kept until the last stretch, a quarter of 92 days being 23; due 1 July.
        ("3 months", &[("2026-04-01", "ann")], "2026-04-01", "kept", &[]),
        ("3 months", &[("2026-04-01", "ann")], "2026-06-08", "kept", &[]),
        ("3 months", &[("2026-04-01", "ann")], "2026-06-09", "due-soon", &["action-due-soon"]),
        ("3 months", &[("2026-04-01", "ann")], "2026-07-01", "due-soon", &["action-due-soon"]),
        ("3 months", &[("2026-04-01", "ann")], "2026-07-02", "lapsed", &["action-lapsed"]),
        // Of a year, the last stretch is `due_soon`: 30 days.
        ("12 months", &[("2026-04-01", "ann")], "2027-03-01", "kept", &[]),
        ("12 months", &[("2026-04-01", "ann")], "2027-03-02", "due-soon", &["action-due-soon"]),
        // Months clamp: 30 November and three months are 28 February.
        ("3 months", &[("2026-11-30", "ann")], "2027-02-28", "due-soon", &["action-due-soon"]),
        ("3 months", &[("2026-11-30", "ann")], "2027-03-01", "lapsed", &["action-lapsed"]),
        // A day or two: the last day alone is soon.
        ("1 day", &[("2026-04-01", "ann")], "2026-04-01", "kept", &[]),
        ("1 day", &[("2026-04-01", "ann")], "2026-04-02", "due-soon", &["action-due-soon"]),
        ("1 day", &[("2026-04-01", "ann")], "2026-04-03", "lapsed", &["action-lapsed"]),
        // A record of a later day does not count yet, and nobody's absence either.
        ("3 months", &[("2026-06-02", "ann")], "2026-06-01", "never", &["action-never"]),
        ("3 months", &[("2026-06-02", "bob")], "2026-06-01", "never", &["action-never"]),
        ("3 months", &[("2026-06-02", "ann")], "2026-06-02", "kept", &[]),
        // Nobody there, somebody else, the deputy: none of them made the promise.
        ("3 months", &[("2026-05-04", "")], "2026-06-01", "never", &["action-never", "leadership-absent"]),
        ("3 months", &[("2026-05-04", "cat")], "2026-06-01", "never", &["action-never", "leadership-absent"]),
        ("3 months", &[("2026-05-04", "bob")], "2026-06-01", "never", &["action-never", "leadership-absent"]),
        ("3 months", &[("2026-05-04", "bob, ann")], "2026-06-01", "kept", &[]),
        // An absence does not take away what was done before.
        ("3 months", &[("2026-04-01", "ann"), ("2026-05-04", "bob")], "2026-06-01", "kept", &["leadership-absent"]),
        (
            "3 months",
            &[("2026-02-01", "old"), ("2026-05-04", "bob")],
            "2026-06-01",
            "lapsed",
            &["action-lapsed", "leadership-absent"],
        ),
        // Who holds the role on the record's day counts, not who holds it today.
        ("6 months", &[("2026-02-28", "old")], "2026-06-01", "kept", &[]),
        ("6 months", &[("2026-03-01", "old")], "2026-06-01", "never", &["action-never", "leadership-absent"]),
        ("6 months", &[("2026-02-28", "ann")], "2026-06-01", "never", &["action-never", "leadership-absent"]),
        ("6 months", &[("2026-03-01", "ANN")], "2026-06-01", "kept", &[]),
    ];
    let mut wrong = Vec::new();
    for (every, records, as_of, state, findings) in rows {
        let records: String = records.iter().map(|(date, who)| meeting(date, who)).collect();
        let reading = promised(every, &records);
        let (assessment, _) = reading.on(day(as_of));
        let commitment = &assessment.leadership.commitments[0];
        let found = rules_of(&reading, as_of);
        let says =
            (commitment.actions[0].promise.as_str(), commitment.promise.as_str(), assessment.leadership.point(2));
        if says != (state, state, Some(commitment.promise)) || found != *findings {
            wrong.push(format!("{every} {records:?} on {as_of}: {says:?} {found:?}, expected {state} {findings:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_point_of_clause_5_1_turns_green_and_red_by_one_record() {
    for (at, letter) in POINTS.iter().enumerate() {
        for (clause, attendee, promise) in [
            (format!("5.1.{letter}"), Some("ann"), Some(Promise::Kept)),
            (format!("5.1.{}", letter.to_ascii_uppercase()), Some("ann"), Some(Promise::Kept)),
            (format!("iso-27001-2022:5.1.{letter}"), Some("ann"), Some(Promise::Kept)),
            (format!("5.1.{letter}"), Some("cat"), Some(Promise::Never)),
            (format!("5.1.{letter}"), None, Some(Promise::Never)),
            ("5.1".to_string(), Some("ann"), None),
            (format!("law-25:5.1.{letter}"), Some("ann"), None),
        ] {
            let record = attendee.map(|who| meeting("2026-05-04", who)).unwrap_or_default();
            let text = format!(
                "=== content/leadership/c.md\n---\nid: COM\ntitle: Means\nclauses: [\"{clause}\"]\naccountable: ceo\n\
                 actions: [{{id: ACT-1, what: Meet, by: ceo, every: 3 months}}]\n---\n\nWe do.\n{record}"
            );
            let (assessment, judged) = handbook(&text).on(day(AS_OF));
            assert_eq!(assessment.leadership.point(at), promise, "{clause} {attendee:?}");
            let subject = format!("5.1.{letter}");
            let missing = judged.listed.iter().any(|(finding, _)| {
                finding.rule.name == "clause-uncommitted" && finding.subject.as_deref() == Some(&subject)
            });
            assert_eq!(missing, promise.is_none(), "{clause}");
        }
    }
}

#[test]
fn a_commitment_is_as_good_as_its_worst_action_and_a_point_as_its_worst_commitment() {
    let commitment = |id: &str, actions: &str| {
        format!(
            "=== content/leadership/{id}.md\n---\nid: {id}\ntitle: {id}\nclauses: [5.1.a, 5.1.b]\naccountable: ceo\n{actions}---\n\nYes.\n"
        )
    };
    let two =
        "actions: [{id: A-1, what: One, by: ceo, every: 3 months}, {id: A-2, what: Two, by: ciso, every: 1 month}]\n";
    let record = "=== content/records/r.md\n---\nid: R\ntitle: R\ntype: meeting\ndate: 2026-04-20\nattendees: [ann]\n\
                  chaired_by: bob\ndemonstrates: [A-1, A-2]\n---\n\nHeld.\n";
    for (text, states, point) in [
        (format!("{}{record}", commitment("c1", two)), vec!["lapsed"], Promise::Lapsed),
        (commitment("c1", two), vec!["never"], Promise::Never),
        (commitment("c1", ""), vec!["words-only"], Promise::WordsOnly),
        (
            format!("{}{}{record}", commitment("c1", two), commitment("c2", "")),
            vec!["lapsed", "words-only"],
            Promise::WordsOnly,
        ),
    ] {
        let (assessment, _) = handbook(&text).on(day(AS_OF));
        let found: Vec<&str> = assessment.leadership.commitments.iter().map(|state| state.promise.as_str()).collect();
        assert_eq!(found, states, "{text}");
        assert_eq!(assessment.leadership.point(1), Some(point), "{text}");
        assert_eq!(assessment.leadership.point(2), None);
    }
}

fn review(date: &str, attendees: &str, rest: &str) -> String {
    format!(
        "=== content/records/{date}.md\n---\nid: REC-{date}\ntitle: Review\ntype: management-review\ndate: {date}\n\
         attendees: [{attendees}]\n{rest}---\n\nHeld.\n"
    )
}

const INPUTS: &str = "inputs: {previous_actions: a, changes: a, interested_parties: a, nonconformities: a, \
    measurements: a, audits: a, objectives: a, feedback: a, risks: a, improvements: a}\n";

#[test]
fn management_reviews_are_due_attended_and_complete() {
    // The oldest approval of the base handbook is of 10 January 2026; reviews are due every 12 months.
    type Row = (&'static [(&'static str, &'static str, &'static str)], &'static str, &'static [&'static str]);
    let rows: &[Row] = &[
        (&[], "2027-01-10", &[]),
        (&[], "2027-01-11", &["management-review-overdue"]),
        (&[("2026-02-28", "ann", INPUTS)], "2027-02-28", &[]),
        (&[("2026-02-28", "ann", INPUTS)], "2027-03-01", &["management-review-overdue"]),
        // Top management was not there: it does not count, and counting goes on from the approval.
        (&[("2026-02-28", "bob, cat", INPUTS)], "2027-01-11", &["leadership-absent", "management-review-overdue"]),
        (&[("2026-02-28", "", INPUTS)], "2026-06-01", &["leadership-absent"]),
        (&[("2026-02-28", "ann", "")], "2026-06-01", &["management-review-incomplete"]),
        (&[("2026-02-28", "ann", "inputs: {changes: \" \"}\n")], "2026-06-01", &["management-review-incomplete"]),
        // One to come counts for nothing yet.
        (&[("2027-02-01", "bob", "")], "2027-01-11", &["management-review-overdue"]),
        (
            &[("2026-02-28", "ann", INPUTS), ("2026-05-01", "bob", INPUTS)],
            "2027-03-01",
            &["leadership-absent", "management-review-overdue"],
        ),
    ];
    let mut wrong = Vec::new();
    for (records, as_of, expected) in rows {
        let text: String = records.iter().map(|(date, who, rest)| review(date, who, rest)).collect();
        let found = rules_of(&handbook(&text), as_of);
        if found != *expected {
            wrong.push(format!("{records:?} on {as_of}: {found:?}, expected {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let incomplete =
        handbook(&review("2026-02-28", "ann", &INPUTS.replace("audits: a, ", "").replace("risks: a", "risks: \"\"")));
    let (_, judged) = incomplete.on(day(AS_OF));
    let found = lines(&incomplete, &judged);
    assert!(found.iter().any(|line| line.ends_with("are missing: `audits`, `risks`")), "{found:#?}");
}

#[test]
fn decisions_are_followed_from_review_to_review() {
    let first = review(
        "2026-01-15",
        "ann",
        &format!(
            "{INPUTS}decisions:\n- {{id: D-1, decision: One, owner: ciso, due: 2026-02-01, done: 2026-01-30}}\n\
         - {{id: D-2, decision: Two, owner: ciso, due: 2026-05-01, done: 2026-05-20}}\n- {{id: D-3, decision: Three, owner: ceo, due: 2026-05-31}}\n"
        ),
    );
    let second = review(
        "2026-03-01",
        "ann",
        &format!("{INPUTS}decisions: [{{id: D-4, decision: Four, owner: ceo, due: 2026-06-20}}]\n"),
    );
    let third = review("2026-05-10", "ann", INPUTS);
    let reading = handbook(&format!("{first}{second}{third}"));
    let (assessment, _) = reading.on(day(AS_OF));
    let state = &assessment.leadership;
    let log: Vec<(&str, &str)> = state
        .decisions
        .iter()
        .map(|state| (state.decision(&reading.handbook).id.as_str(), state.progress.as_str()))
        .collect();
    assert_eq!(log, [("D-1", "done"), ("D-2", "done"), ("D-3", "overdue"), ("D-4", "due-soon")]);
    let followed = |at: usize| -> Vec<(usize, &str)> {
        state.reviews.held[at].followed.iter().map(|followed| (followed.decision, followed.progress.as_str())).collect()
    };
    assert_eq!(followed(2), []);
    assert_eq!(followed(1), [(0, "done"), (1, "open"), (2, "open")]);
    // At the third, the first decision had been closed before the second, and the second was late by then.
    assert_eq!(followed(0), [(1, "overdue"), (2, "due-soon"), (0, "open")]);
    assert_eq!(rules_of(&reading, "2026-05-31"), Vec::<String>::new());
    assert_eq!(rules_of(&reading, "2026-06-01"), ["decision-overdue"]);
    assert_eq!(rules_of(&reading, "2026-05-19"), ["decision-overdue"]);
}

#[test]
fn names_that_exist_nowhere_and_ids_used_twice_are_found() {
    let reading = handbook(
        "=== content/leadership/a.md\n---\nid: COM-1\ntitle: We lead\nclauses: [5.1.a]\naccountable: boss\n\
         actions: [{id: A-1, what: Talk, by: ce0, every: 12 months}, {id: a-1, what: Talk, by: ceo, every: 12 months}]\n---\n\nYes.\n\
         === content/records/r.md\n---\nid: REC-1\ntitle: R\ntype: meeting\ndate: 2026-05-01\nattendees: [ann, anne]\nchaired_by: nobody\n\
         demonstrates: [A-1, A-9]\ndecisions: [{id: D-1, decision: x, owner: cto, due: 2027-01-01}, {id: D-1, decision: y, owner: ceo, due: 2027-01-01}]\n\
         files: [{path: none.pdf}, {path: ../../../etc/passwd}]\n---\n\nHeld.\n",
    );
    let (_, judged) = reading.on(day(AS_OF));
    let wanted = ["reference-unknown", "id-duplicate", "evidence-file-changed"];
    let found: Vec<String> = judged
        .listed
        .iter()
        .filter(|(finding, _)| wanted.contains(&finding.rule.name))
        .map(|(finding, level)| format!("{:?} {} {}", finding.place.at, level.as_str(), finding.says.en))
        .collect();
    let expected = [
        ("accountable", "there is no role `boss`"),
        ("actions[0].by", "there is no role `ce0`"),
        ("actions[1].id", "the id `a-1` is already used in content/leadership/a.md"),
        ("attendees[1]", "there is no person `anne`"),
        ("chaired_by", "there is no person `nobody`"),
        ("demonstrates[1]", "no commitment has an action `A-9`"),
        ("decisions[0].owner", "there is no role `cto`"),
        ("decisions[1].id", "the id `D-1` is already used in content/records/r.md"),
        ("files[0].path", "the evidence file `none.pdf` is not there"),
        ("files[1].path", "the evidence file `../../../etc/passwd` is not there"),
    ];
    let mut expected: Vec<String> = expected.iter().map(|(key, says)| format!("Value({key:?}) error {says}")).collect();
    let mut found = found;
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn actions_decisions_and_the_review_stand_in_calendars_duties_and_json() {
    let files = example();
    let text = |path: &str| String::from_utf8(files[path].clone()).unwrap();
    for (calendar, uids) in [
        (
            "reviews.ics",
            &["action-com-d-com-d-1-20261210", "decision-mr-2026-2-20261030", "management-review-20270917"][..],
        ),
        (
            "reviews/ceo.ics",
            &["action-com-d-com-d-1-20261210", "decision-mr-2026-3-20261218", "management-review-20270917"],
        ),
        ("reviews/it-manager.ics", &["decision-mr-2026-2-20261030"]),
    ] {
        let ics = text(calendar);
        for uid in uids {
            assert_eq!(ics.matches(&format!("UID:{uid}@")).count(), 1, "{calendar}: {uid}");
        }
    }
    assert!(!text("reviews/it-manager.ics").contains("management-review-"));
    let read = |path: &str| serde_json::from_str::<serde_json::Value>(&text(path)).unwrap();
    let leadership = read("api/leadership.json");
    assert_eq!((&leadership["schema"], &leadership["as_of"]), (&1.into(), &"2026-11-24".into()));
    let states = |list: &str, key: &str| -> Vec<String> {
        let entries = leadership[list].as_array().unwrap().iter();
        entries.map(|entry| format!("{} {}", entry[key].as_str().unwrap(), entry["state"].as_str().unwrap())).collect()
    };
    assert_eq!(
        states("points", "clause"),
        [
            "5.1.a kept",
            "5.1.b never",
            "5.1.c lapsed",
            "5.1.d due-soon",
            "5.1.e kept",
            "5.1.f kept",
            "5.1.g kept",
            "5.1.h words-only"
        ]
    );
    let decisions = states("decisions", "id");
    assert!(decisions.contains(&"MR-2026-2 overdue".to_string()), "{decisions:?}");
    assert_eq!(decisions.len(), 21);
    assert_eq!(leadership["management_reviews"]["next"]["state"], "current");
    let roles = read("api/roles.json");
    let cfo = roles["roles"].as_array().unwrap().iter().find(|role| role["id"] == "cfo").unwrap();
    let action = &cfo["duties"]["actions"][0];
    assert_eq!((&action["action"], &action["state"]), (&"COM-C-2".into(), &"lapsed".into()));
    let manager = roles["roles"].as_array().unwrap().iter().find(|role| role["id"] == "it-manager").unwrap();
    assert_eq!(manager["duties"]["decisions"][0]["state"], "overdue");
}

#[test]
fn the_audit_page_answers_seven_questions_or_names_the_file_that_would() {
    const QUESTIONS: [&str; 7] = ["project", "management", "review", "approval", "budget", "indicators", "roles"];
    for lang in ["en", "fr"] {
        let page = String::from_utf8(example()[&format!("{lang}/audit/index.html")].clone()).unwrap();
        for question in QUESTIONS {
            assert_eq!(page.matches(&format!("<h2 id=\"{question}\">")).count(), 1, "{lang}: {question}");
        }
        assert_eq!(page.matches("chip is-covered").count(), 7, "{lang}");
    }
    let pages = [("content/index.md".to_string(), "# Security\n".to_string())];
    let reading = understand(&pages.into_iter().collect());
    let theme = Theme::load(&[Lang::EN], &BTreeMap::new(), &BTreeMap::new()).unwrap();
    let (assessment, _) = reading.on(day(AS_OF));
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    let Some(Ok(Made::Bytes(page))) = site.make("audit/index.html") else { panic!("no audit page") };
    let page = String::from_utf8(page).unwrap();
    assert_eq!(page.matches("Not answered</span>").count(), 7, "{page}");
    for file in ["charters/", "roles/", "leadership/", "records/", "policies/", "indicators/"] {
        assert!(page.contains(&format!("content/{file}")), "{file}: {page}");
    }
}
