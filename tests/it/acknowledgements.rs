//! Read receipts: which version's receipts count, who is counted, when too few is said, and where names stand.

use crate::harness::{Folder, day, handbook, lines};

/// POL-X in force from its history and one version, for this audience, with these receipts.
fn read(front: &str, csv: &str, as_of: &str) -> String {
    let reading = handbook(&format!(
        "=== content/policies/x.md\n---\nid: POL-X\ntitle: X\nversion: \"1.1\"\nstatus: approved\nowner: ciso\nauthors: [bob]\n\
         approval: {{role: ceo, person: ann, date: 2026-02-01}}\n{front}\n---\n\nText.\n\
         === content/acknowledgements/2026.csv\nperson,document,version,date\n{csv}"
    ));
    let (assessment, judged) = reading.on(day(as_of));
    let at = reading.handbook.document_at("POL-X").unwrap();
    let low = judged.listed.iter().any(|(finding, _)| finding.rule.name == "acknowledgement-low");
    match &assessment.acknowledgements[at] {
        None => "not asked".to_string(),
        Some(own) => {
            let low = if low { " low" } else { "" };
            format!("{} of {}, version {}{low}", own.read(), own.readers.len(), own.version)
        }
    }
}

#[test]
fn receipts_that_count() {
    let history = "history: [{version: \"1.0\", date: 2025-01-01}]\naudience: [everyone]";
    let editorial = format!("{history}\nchange: editorial");
    let all = "ann,POL-X,1.1,2026-02-02\nbob,POL-X,1.1,2026-02-02\ncat,POL-X,1.1,2026-02-02\n";
    let two = "ann,POL-X,1.1,2026-02-02\nBOB@example.org,POL-X,1.1,2026-02-02\n";
    let old = "ann,POL-X,1.0,2025-02-02\nbob,POL-X,1.0,2025-02-02\ncat,POL-X,1.1,2026-02-02\n";
    let cases: Vec<(&str, &str, &str, &str, &str)> = vec![
        ("all have", history, all, "2026-06-01", "3 of 3, version 1.1"),
        ("none before the first receipt", history, all, "2026-02-01", "not asked"),
        ("two of three, in the days of grace", history, two, "2026-03-02", "2 of 3, version 1.1"),
        ("two of three on the thirtieth day", history, two, "2026-03-03", "2 of 3, version 1.1 low"),
        ("a material version renews", history, old, "2026-06-01", "1 of 3, version 1.1 low"),
        ("an editorial one does not", &editorial, old, "2026-06-01", "3 of 3, version 1.0"),
        ("a role", "audience: [staff]", "cat,POL-X,1.1,2026-02-02\n", "2026-06-01", "1 of 1, version 1.1"),
        (
            "a person named",
            "audience: [bob, staff]",
            "cat,POL-X,1.1,2026-02-02\n",
            "2026-06-01",
            "1 of 2, version 1.1 low",
        ),
        ("nobody", "", all, "2026-06-01", "not asked"),
    ];
    for (what, front, csv, as_of, expected) in cases {
        assert_eq!(read(front, csv, as_of), expected, "{what}");
    }
}

#[test]
fn who_has_left_is_not_counted() {
    let people = "=== content/people.yaml\n- {id: ann, name: Ann Roy}\n- {id: bob, name: Bob Cyr}\n- {id: cat, name: Cat Lee, until: 2026-04-30}\n";
    let reading = handbook(&format!(
        "{people}=== content/acknowledgements/a.csv\nperson;document;version;date\nann;POL-BASE;1.0;2026-01-12\nbob;POL-BASE;1.0;2026-01-12\n"
    ));
    for (as_of, expected) in [("2026-04-30", (2, 3)), ("2026-05-01", (2, 2))] {
        let (assessment, _) = reading.on(day(as_of));
        let own = assessment.acknowledgements.iter().flatten().next().unwrap();
        assert_eq!((own.read(), own.readers.len()), expected, "{as_of}");
    }
}

#[test]
fn rows_that_cannot_be_matched() {
    let text = "=== content/acknowledgements/a.csv\nperson,document,version,date\nzoe,POL-BASE,1.0,2026-01-12\n\
                zoe,POL-BASE,1.0,2026-01-13\nann,POL-NONE,1.0,2026-01-12\nann,POL-BASE,0.9,2026-01-12\nann,POL-BASE,1.0,soon\n\
                === content/acknowledgements/b.csv\nwho,what\nann,POL-BASE\n";
    let reading = handbook(text);
    let (_, judged) = reading.on(day("2026-01-20"));
    let mut found: Vec<String> =
        lines(&reading, &judged).into_iter().map(|line| line.replace("content/acknowledgements/", "")).collect();
    found.sort();
    assert_eq!(
        found,
        [
            "a.csv:2:1 warning[acknowledgement-unknown] there is no person `zoe` (and in 1 more row)",
            "a.csv:4:5 warning[acknowledgement-unknown] there is no document `POL-NONE`",
            "a.csv:5:14 warning[acknowledgement-unknown] POL-BASE has no approved version `0.9`",
            "a.csv:6:18 error[value-invalid] `soon` is not a day",
            "b.csv:1:1 error[value-invalid] this file needs the headings `person`, `document`, `version` and `date` in its first line",
        ]
    );
}

#[test]
fn names_are_for_the_auditor_only() {
    let folder = Folder::base(
        "=== content/acknowledgements/a.csv\nperson,document,version,date\nann,POL-BASE,1.0,2026-01-12\n\
         === content/list.md\n# List\n\n[Receipts](acknowledgements/a.csv)\n",
    );
    assert_eq!(folder.run(&["build", "--out", "site", "--as-of", "2026-01-20"]).code, 0);
    assert!(!folder.has("site/acknowledgements.csv") && !folder.has("site/files/acknowledgements/a.csv"));
    assert!(folder.read("site/documents/pol-base/index.html").contains("1 of 3 people"));
    let ran = folder.run(&["export", "acknowledgements.csv", "--as-of", "2026-01-20"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let rows: Vec<&str> = ran.out.lines().collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    assert_eq!(rows[1], "POL-BASE,1.0,1.0,2026-01-10,ann,Ann Roy,ceo,1.0,2026-01-12");
    assert_eq!(rows[3], "POL-BASE,1.0,1.0,2026-01-10,cat,Cat Lee,staff,,");
}
