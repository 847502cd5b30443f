//! What the terminal, the exports and the pages say of duties, on the base handbook with a matrix over it.

use super::duties::{Who, duties_json, duties_text};
use crate::assess::{self, Assessment};
use crate::date::Date;
use crate::lang::Lang;
use crate::model::Handbook;
use crate::resolve::matrix::sample;
use crate::site::address::LinkStyle;
use crate::site::theme::Theme;
use crate::site::{Made, Options, Site};
use crate::source::Sources;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const OVER: &str = "=== site-config.yaml
title: H
languages: [en, fr]
approval: {policy: {roles: [ceo]}, default: {roles: [ceo, ciso]}}
=== content/roles/staff.md
---
id: staff
title: {en: Staff member, fr: Membre du personnel}
holders: [{person: cat, since: 2020-01-01}]
deputies: [{person: bob, since: 2026-01-01}]
---
Words.
=== content/matrices/duties.md
---
id: MAT-D
title: Duties
version: \"1.0\"
status: approved
owner: ciso
authors: [bob]
approval: {role: ceo, person: ann, date: 2026-01-10}
source: more.csv
---

Before.

## Doing

| Activity | Clause | ceo | staff |
|---|---|---|---|
| Follow the security policy | 5.2 | A | R |

After.
=== content/matrices/duties.fr.md
---
title: Tâches
translates: \"1.0\"
---

## Faire

| Activité | Article | ceo | Membre du personnel |
|---|---|---|---|
| Suivre la politique | 5.2 | A | R |
=== content/matrices/more.csv
Activity;ceo;staff
Tell;A;I/R
";

fn read() -> (Sources, Handbook, Assessment) {
    let (sources, read) = sample::over(OVER);
    let as_of = Date::parse("2026-06-01").unwrap();
    let assessment = assess::assess(&read.value, as_of).value;
    (sources, read.value, assessment)
}

fn named(handbook: &Handbook, assessment: &Assessment, name: &str, lang: Lang) -> String {
    duties_text(handbook, assessment, Who::named(handbook, name).unwrap(), lang)
}

#[test]
fn duties_in_the_terminal() {
    let (_, handbook, assessment) = read();
    assert_eq!(
        named(&handbook, &assessment, "staff", Lang::FR),
        "Membre du personnel (staff), 2026-06-01: Cat Lee\n\
         \nRéalise (R)\n  Report incidents (MAT-BASE)\n  Suivre la politique (MAT-D)\n  Tell (MAT-D)\n\
         \nInformé (I)\n  Tell (MAT-D)\n"
    );
    assert_eq!(
        named(&handbook, &assessment, "Bob Cyr", Lang::EN),
        "Bob Cyr (bob), 2026-06-01: Chief information security officer, deputy of Staff member\n\
         \nResponsible (R)\n  Report incidents (MAT-BASE, ciso)\n  Report incidents (MAT-BASE, deputy of staff)\n  \
         Follow the security policy (MAT-D, deputy of staff)\n  Tell (MAT-D, deputy of staff)\n\
         \nInformed (I)\n  Tell (MAT-D, deputy of staff)\n\
         \nDocuments owned\n  MAT-BASE  Who does what\n  MAT-D  Duties\n  POL-BASE  Security policy\n\
         \nReviews due\n  2027-01-10  MAT-BASE  Who does what\n  2027-01-10  MAT-D  Duties\n  2027-01-10  POL-BASE  Security policy\n"
    );
    assert!(Who::named(&handbook, "nobody").is_none());
}

#[test]
fn duties_as_json() {
    let (_, handbook, assessment) = read();
    let json_of = |name: &str| -> Value {
        serde_json::from_slice(&duties_json(&handbook, &assessment, Who::named(&handbook, name).unwrap())).unwrap()
    };
    let cat = json_of("cat");
    assert_eq!(cat["roles"], json!([{ "role": "staff", "deputy": false }]));
    let expected = json!({
        "activity": "Follow the security policy", "document": "MAT-D", "version": "1.0", "clauses": ["5.2"],
        "letters": ["R"], "role": "staff", "deputy": false,
    });
    assert_eq!(cat["responsible"][1], expected);
    assert_eq!(
        json_of("ciso")["to_review"][2],
        json!({ "document": "POL-BASE", "due": "2027-01-10", "state": "current" })
    );
    assert_eq!(json_of("ceo")["accountable"].as_array().map(Vec::len), Some(3));
}

#[test]
fn pages_and_exports_show_the_matrices_in_force() {
    let (sources, handbook, assessment) = read();
    let theme = Theme::load(&[Lang::EN, Lang::FR], &BTreeMap::new(), &BTreeMap::new()).unwrap();
    let options = Options { links: LinkStyle::Pretty, drafts: false };
    let site = Site::new(&handbook, &assessment, &sources, &theme, Box::new(Vec::new), options);
    let make = |path: &str| match site.make(path).unwrap().unwrap() {
        Made::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Made::Source(_) => panic!("{path}"),
    };
    let data: Value = serde_json::from_str(&make("api/responsibilities.json")).unwrap();
    let rows = data["matrices"][1]["activities"].as_array().unwrap();
    assert_eq!(rows[0]["names"], json!({ "en": "Follow the security policy", "fr": "Suivre la politique" }));
    assert_eq!(rows[0]["documents"], json!(["POL-BASE"]));
    assert_eq!(rows[1]["letters"], json!({ "ceo": ["A"], "staff": ["R", "I"] }));

    // The text around the table keeps its order, and the table from the file comes after all of it.
    let page = make("en/documents/mat-d/index.html");
    let spots = ["Before.", "id=\"doing\"", "Follow the security policy", "After.", "mat-d-tell"];
    let spots: Vec<usize> = spots.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("{words}"))).collect();
    assert!(spots.is_sorted(), "{spots:?}");
    assert_eq!(page.matches("<table class=\"raci\">").count(), 2);
    assert!(!page.contains('\u{e5a7}'));
    let french = make("fr/documents/mat-d/index.html");
    assert!(french.contains("Suivre la politique") && french.contains("<span lang=\"en\">Tell</span>"));

    let all = make("fr/responsibilities/index.html");
    assert!(all.contains("id=\"at:mat-base\"") && all.contains("id=\"at:mat-d\"") && all.contains("id=\"at:mat-d-2\""));
    assert!(make("en/documents/pol-base/index.html").contains("documents/mat-d/#at:mat-d-follow-the-security-policy"));
    assert!(make("en/roles/staff/index.html").contains("#at:mat-d-tell"));
    assert!(make("fr/people/bob/index.html").contains("à titre de suppléance"));
    assert!(make("en/roles/index.html").contains("3 accountable, 0 responsible"));
}
