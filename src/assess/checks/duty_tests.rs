//! The family `responsibilities` on small handbooks laid over the base one: each rule with the cell it points to, and
//! what a day changes.

use crate::assess::{self, Assessment, Through};
use crate::date::Date;
use crate::finding::catalogue::responsibilities;
use crate::finding::{Finding, Level, examples};
use crate::model::Handbook;
use crate::resolve::matrix::sample;
use crate::source::Sources;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn assessed(text: &str, as_of: &str) -> (Sources, Handbook, Assessment, Vec<Finding>) {
    let (sources, read) = sample::over(text);
    let mut found = read.findings;
    let checked = assess::assess(&read.value, day(as_of));
    found.extend(checked.findings);
    (sources, read.value, checked.value, found)
}

/// `rule path:line:column` of the family's findings.
fn places(text: &str, as_of: &str) -> Vec<String> {
    let (sources, _, _, found) = assessed(text, as_of);
    let rules: Vec<&str> = responsibilities::ALL.iter().map(|rule| rule.name).collect();
    sample::places(&sources, &found, &rules)
}

fn matrix(keys: &str, body: &str) -> String {
    format!(
        "=== content/matrices/duties.md\n---\nid: MAT-D\ntitle: Duties\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\napproval: {{role: ceo, person: ann, date: 2026-01-10}}\n{keys}---\n\n{body}"
    )
}

const HEAD: &str = "| Activity | ceo | ciso | staff |\n|---|---|---|---|\n";

#[test]
fn a_designation_that_nothing_looks_for_is_said() {
    let of = |designations: &str| {
        let ciso = format!(
            "=== content/roles/ciso.md\n---\nid: ciso\ntitle: CISO\nholders: [{{person: bob, since: 2020-01-01}}]\ndesignations: {designations}\njob_description: {{reference: JD-2}}\n---\nWords.\n"
        );
        let (sources, _, _, found) = assessed(&ciso, "2026-06-01");
        let found: Vec<Finding> = found.into_iter().filter(|finding| finding.rule.name == "value-invalid").collect();
        let said = found.iter().map(|finding| {
            let help = finding.help.as_ref().map(|help| help.en.clone()).unwrap_or_default();
            (finding.level, help, sample::places(&sources, std::slice::from_ref(finding), &["value-invalid"]).join(""))
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(of("[isms-representative, privacy-officer]"), []);
    assert_eq!(
        of("[isms-representative, privacy-oficer]"),
        [(
            Some(Level::Warning),
            "Did you mean `privacy-officer`?".to_string(),
            "value-invalid content/roles/ciso.md:designations[1]".to_string()
        )]
    );
    assert_eq!(
        of("[isms-representative, first-aider]"),
        [(
            Some(Level::Note),
            "Known are: `isms-representative`, `privacy-officer`.".to_string(),
            "value-invalid content/roles/ciso.md:designations[1]".to_string()
        )]
    );
}

#[test]
fn the_base_handbook_has_no_finding() {
    assert_eq!(places("", "2026-06-01"), Vec::<String>::new());
}

#[test]
fn every_rule_of_the_family_has_an_example_that_yields_it_and_one_that_does_not() {
    for rule in responsibilities::ALL {
        let example = examples::of(rule).unwrap_or_else(|| panic!("{} has no example", rule.name));
        for (files, wanted) in [(&example.bad, true), (&example.good, false)] {
            let (sources, read) = sample::resolved(&sample::files(files));
            let mut found = read.findings;
            found.extend(assess::assess(&read.value, day("2026-06-01")).findings);
            let places = sample::places(&sources, &found, &[rule.name]);
            assert_eq!(!places.is_empty(), wanted, "{}: {places:?}", rule.name);
        }
    }
}

#[test]
fn letters_are_missing_doubled_or_contradicted() {
    let cases: &[(&str, &[&str])] = &[
        ("| Do it | A | R | I |\n", &[]),
        ("| Do it | | A/R | |\n", &[]),
        (
            "| Do it | C | I | |\n",
            &[
                "accountable-missing content/matrices/duties.md:13:3",
                "responsible-missing content/matrices/duties.md:13:3",
            ],
        ),
        ("| Do it | A | C | I |\n", &["responsible-missing content/matrices/duties.md:13:3"]),
        ("| Do it | A | R/A | A |\n", &["accountable-twice content/matrices/duties.md:13:15"]),
        // What could not be read may be the letter that is missing.
        ("| Do it | A | ? | I |\n", &["matrix-unclear content/matrices/duties.md:13:15"]),
        (
            "| Do it | A | R | |\n| Other | A | R | |\n| DO\u{a0}IT | R | A | |\n",
            &["activity-conflict content/matrices/duties.md:15:15"],
        ),
        // The base matrix has the chief executive answer for it.
        ("| Report  incidents | R | A | |\n", &["activity-conflict content/matrices/duties.md:13:27"]),
        ("| Report incidents | A | R | |\n", &[]),
    ];
    for (rows, expected) in cases {
        assert_eq!(places(&matrix("", &format!("{HEAD}{rows}")), "2026-06-01"), *expected, "{rows}");
    }
}

#[test]
fn drafts_are_checked_and_retired_matrices_are_not() {
    let rows = format!("{HEAD}| Do it | C | R | |\n");
    let approved = matrix("", &rows);
    let at = "accountable-missing content/matrices/duties.md:13:3".to_string();
    assert_eq!(places(&approved.replace("status: approved", "status: draft"), "2026-06-01"), [at]);
    let retired = approved.replace("status: approved", "status: retired\nretired: 2026-02-01\nreplaced_by: MAT-BASE");
    assert_eq!(places(&retired, "2026-06-01"), Vec::<String>::new());
}

#[test]
fn declared_separations() {
    let separate = "separate: [[Request access, approve ACCESS]]\n";
    let both = |rows: &str| matrix(separate, &format!("{HEAD}{rows}"));
    let at = |column: usize| format!("separation-broken content/matrices/duties.md:15:{column}");
    let cases: &[(&str, &[String])] = &[
        ("| Request access | A | R | |\n| Approve access | | A/R | |\n", &[at(22)]),
        ("| Request access | A | R | |\n| Approve access | R | A/R | |\n", &[at(20), at(24)]),
        ("| Request access | A | R | |\n| Approve access | C | I | A/R |\n", &[]),
    ];
    for (rows, expected) in cases {
        assert_eq!(places(&both(rows), "2026-06-01"), *expected, "{rows}");
    }
    let apart = both("| Request access | A | R | |\n| Approve access | | | A/R |\n");
    let second = |tenure: &str| {
        let staff = format!(
            "=== content/roles/staff.md\n---\nid: staff\ntitle: Staff member\nholders: [{{person: cat, since: 2020-01-01}}, {{person: bob, {tenure}}}]\njob_description: {{reference: JD-3}}\n---\nWords.\n"
        );
        places(&format!("{staff}{apart}"), "2026-06-01")
    };
    let broken = [at(24)];
    assert_eq!(second("since: 2026-05-01"), broken);
    assert_eq!(second("since: 2026-05-01, until: 2026-06-01"), broken);
    // Planned is as bad as done; the past is over.
    assert_eq!(second("since: 2027-01-01"), broken);
    assert_eq!(second("since: 2026-01-01, until: 2026-05-31"), Vec::<String>::new());
}

#[test]
fn overload_counts_what_a_person_holds_through_all_roles() {
    let config = "=== site-config.yaml\ntitle: H\nmatrix: {overload: 2}\n";
    let staff = |deputy: &str| {
        format!(
            "=== content/roles/staff.md\n---\nid: staff\ntitle: Staff member\nholders: [{{person: cat}}{deputy}\njob_description: {{reference: JD-3}}\n---\nWords.\n"
        )
    };
    let rows = matrix("", &format!("{HEAD}| One | | A | R |\n| Two | A | | R |\n"));
    let check = |deputy: &str| places(&format!("{config}{}{rows}", staff(deputy)), "2026-06-01");
    let cat = "role-overloaded content/roles/staff.md:holders[0].person".to_string();
    let bob = "role-overloaded content/roles/staff.md:holders[1].person".to_string();
    // Cat has three as staff; Bob two as security officer, and two more only while he holds both.
    assert_eq!(check("]"), std::slice::from_ref(&cat));
    assert_eq!(check("]\ndeputies: [{person: bob}]"), std::slice::from_ref(&cat));
    assert_eq!(check(", {person: bob, since: 2026-06-02}]"), std::slice::from_ref(&cat));
    assert_eq!(check(", {person: bob, since: 2026-06-01}]"), [cat, bob]);
}

#[test]
fn roles_without_duties_or_job_description() {
    let role = |rest: &str| {
        format!(
            "=== content/roles/clerk.md\n---\nid: clerk\ntitle: Clerk\nholders: [{{person: cat}}]\n{rest}---\nWords.\n"
        )
    };
    let idle = ["role-without-duties content/roles/clerk.md:id".to_string()];
    let untied = ["job-description-missing content/roles/clerk.md:id".to_string()];
    let informed = matrix("", "| Activity | ceo | clerk |\n|---|---|---|\n| Do it | A/R | I |\n");
    assert_eq!(places(&role(""), "2026-06-01"), idle);
    assert_eq!(places(&format!("{}{informed}", role("")), "2026-06-01"), untied);
    // On the day before the approval the matrix was not in force.
    let nobody = [idle[0].clone(), "role-without-duties content/roles/staff.md:id".to_string()];
    assert_eq!(places(&format!("{}{informed}", role("")), "2026-01-09"), nobody);
    assert_eq!(places(&format!("{}{informed}", role("job_description: {reference: JD-7}\n")), "2026-06-01"), [""; 0]);
    let undated = ["job-description-missing content/roles/clerk.md:job_description".to_string()];
    assert_eq!(
        places(&format!("{}{informed}", role("job_description: {updated: 2026-01-01}\n")), "2026-06-01"),
        undated
    );
    let owned = informed.replace("owner: ciso", "owner: clerk").replace("| I |", "| |");
    assert_eq!(places(&format!("{}{owned}", role("job_description: {reference: JD-7}\n")), "2026-06-01"), [""; 0]);
}

#[test]
fn the_day_somebody_leaves_changes_who_has_the_duties_and_nothing_else() {
    let people = "=== content/people.yaml\n- {id: ann, name: Ann Roy}\n- {id: bob, name: Bob Cyr, until: 2026-06-30}\n- {id: cat, name: Cat Lee}\n";
    let ciso = "=== content/roles/ciso.md\n---\nid: ciso\ntitle: CISO\nholders: [{person: bob, until: 2026-06-30}, {person: cat, since: 2026-07-01}]\ndeputies: [{person: ann, since: 2026-07-01}]\ndesignations: [isms-representative]\njob_description: {reference: JD-2}\n---\nWords.\n";
    let duties = |as_of: &str| {
        let (_, handbook, assessment, found) = assessed(&format!("{people}{ciso}"), as_of);
        let organisation = &handbook.organisation;
        let list = |person: &str| -> Vec<String> {
            let at = organisation.person_at(person).unwrap();
            let duties = assessment.duties.of_person(at).into_iter().map(|(held, duty)| {
                let placed = duty.activity(&handbook, &assessment.documents).unwrap();
                let (name, _) = placed.activity.name(crate::lang::Lang::EN, placed.matrix.lang);
                let letters = handbook.alphabet.codes(duty.letters).concat();
                let deputy = if held.through == Through::Deputy { " (deputy)" } else { "" };
                format!("{name}: {letters} as {}{deputy}", organisation.roles[held.role].id)
            });
            duties.collect()
        };
        let rules: Vec<&str> = found.iter().map(|finding| finding.rule.name).collect();
        (list("ann"), list("bob"), list("cat"), rules.len())
    };
    let (as_ceo, as_staff) = ("Report incidents: A as ceo".to_string(), "Report incidents: R as staff".to_string());
    let as_ciso = "Report incidents: R as ciso".to_string();
    let before = duties("2026-06-30");
    assert_eq!(before, (vec![as_ceo.clone()], vec![as_ciso.clone()], vec![as_staff.clone()], 0));
    let after = duties("2026-07-01");
    let standing_in = vec![as_ceo, "Report incidents: R as ciso (deputy)".to_string()];
    assert_eq!(after, (standing_in, vec![], vec![as_ciso, as_staff], 0));
    // Roles have the same duties on both days: people come and go, the role stays.
    let of_roles = |as_of: &str| {
        let (_, _, assessment, _) = assessed(&format!("{people}{ciso}"), as_of);
        assessment.duties.roles.iter().map(|role| (role.activities.clone(), role.owned.clone())).collect::<Vec<_>>()
    };
    assert_eq!(of_roles("2026-06-30"), of_roles("2026-07-01"));
}
