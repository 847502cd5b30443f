//! The day after somebody leaves differs from the day before where that person's part was, and nowhere else.

use crate::harness::{day, handbook, lines};
use isms_handbook::lang::Lang;
use isms_handbook::pipeline::Reading;
use isms_handbook::site::theme::Theme;
use isms_handbook::site::{Made, Options, Site};
use std::collections::{BTreeMap, BTreeSet};

/// The last day of the one who leaves, and the day after.
const DAYS: [[&str; 3]; 2] = [["2026-06-30", "20260630", "30 June 2026"], ["2026-07-01", "20260701", "1 July 2026"]];

/// Bob leaves. Beside what he answers for there is a policy, a role and a person that have nothing to do with him.
const LEAVES: &str = "\
=== content/people.yaml
- {id: ann, name: Ann Roy, email: ann@example.org, since: 2020-01-01}
- {id: bob, name: Bob Cyr, email: bob@example.org, since: 2020-01-01, until: 2026-06-30}
- {id: cat, name: Cat Lee, email: cat@example.org, since: 2020-01-01}
- {id: dan, name: Dan Fox, email: dan@example.org, since: 2020-01-01}
=== content/policies/doors.md
---
id: POL-DOORS
title: Doors
version: \"1.0\"
status: approved
owner: ceo
authors: [cat]
approval: {role: ceo, person: ann, date: 2026-01-10}
---

Doors are closed.
=== content/roles/ciso.md
---
id: ciso
title: Chief information security officer
holders: [{person: bob, since: 2020-01-01, until: 2026-06-30}SUCCESSOR]
reports_to: ceo
job_description: {reference: JD-2, updated: 2025-01-01}
designations: [isms-representative]
---

Does what the title says.
";

/// What is found when nobody follows.
const VACANT: [&str; 3] = [
    "content/matrices/base.md:6:8 warning[owner-vacant] nobody holds the role `ciso` on 2026-07-01",
    "content/policies/base.md:6:8 warning[owner-vacant] nobody holds the role `ciso` on 2026-07-01",
    "content/roles/ciso.md:4:1 warning[role-vacant] nobody holds this role on 2026-07-01",
];

/// What anybody sees or reads of a handbook on a day, with that day itself made the same everywhere.
fn pages(reading: &Reading, spelled: [&str; 3]) -> BTreeMap<String, String> {
    let theme = Theme::load(&[Lang::EN], &BTreeMap::new(), &BTreeMap::new()).unwrap();
    let (assessment, _) = reading.on(day(spelled[0]));
    let site =
        Site::new(&reading.handbook, &assessment, &reading.sources, &theme, Box::new(Vec::new), Options::default());
    let mut pages = BTreeMap::new();
    for path in site.routes().keys().filter(|path| !path.starts_with("assets/") && *path != "manifest.json") {
        if let Some(Ok(Made::Bytes(bytes))) = site.make(path) {
            let text = String::from_utf8(bytes).unwrap();
            let text = spelled.iter().fold(text, |text, day| text.replace(day, "DAY"));
            pages.insert(path.trim_end_matches("index.html").to_string(), text);
        }
    }
    pages
}

#[test]
fn a_leaver_changes_what_was_theirs_and_nothing_else() {
    // Their page, the lists of people and roles, the role, what the role owns or does, who gets the letter of assignment
    // from it, and what programs read of these.
    let theirs = [
        "api/documents.json",
        "api/people.json",
        "api/roles.json",
        "documents/",
        "documents/mat-base/",
        "documents/mat-base/1.0/",
        "documents/pol-base/",
        "documents/pol-base/1.0/",
        "people/",
        "people/bob/",
        "people/cat/",
        "register.csv",
        "responsibilities/",
        "reviews/",
        "roles/",
        "roles/ciso/",
    ];
    for (successor, also, found) in
        [(", {person: dan, since: 2026-07-01}", &["people/dan/"][..], &[][..]), ("", &[][..], &VACANT[..])]
    {
        let reading = handbook(&LEAVES.replace("SUCCESSOR", successor));
        let [before, after] = DAYS.map(|day| pages(&reading, day));
        let all: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changed: BTreeSet<&str> =
            all.into_iter().filter(|path| before.get(*path) != after.get(*path)).map(String::as_str).collect();
        let expected: BTreeSet<&str> = theirs.iter().chain(also).copied().collect();
        assert_eq!(changed, expected, "{successor}");
        let told = DAYS.map(|[iso, ..]| lines(&reading, &reading.on(day(iso)).1));
        let untouched = ["", "documents/pol-doors/", "people/ann/", "roles/ceo/", "roles/staff/"];
        assert!(untouched.iter().all(|path| before.contains_key(*path)), "{:?}", before.keys());
        assert_eq!(told, [Vec::new(), found.iter().map(|line| line.to_string()).collect()], "{successor}");
    }
}
