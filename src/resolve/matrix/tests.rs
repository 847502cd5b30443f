//! Tables as people write them, and what is read from them or said of them, with line and column.

use super::sample;
use crate::lang::Lang;
use crate::model::matrix::Matrix;

/// A matrix document's text with this front matter (below the usual keys) and body.
fn document(keys: &str, body: &str) -> String {
    format!(
        "=== content/matrices/duties.md\n---\nid: MAT-D\ntitle: Duties\nversion: \"1.0\"\nstatus: draft\nowner: ciso\n{keys}---\n{body}"
    )
}

/// Each activity of a matrix as `name [clauses]: role=letters …`, tables parted by a line `--`.
fn said(matrix: &Matrix, alphabet: &crate::model::Alphabet) -> Vec<String> {
    let mut lines = Vec::new();
    for (at, table) in matrix.tables.iter().enumerate() {
        if at > 0 {
            lines.push("--".to_string());
        }
        for activity in &table.activities {
            let cells = table.columns.iter().zip(&activity.letters).filter(|(_, letters)| !letters.is_empty());
            let cells = cells.map(|(column, letters)| {
                let role = column.role.as_ref().map_or(format!("«{}»", column.heading), |role| role.to_string());
                format!(" {role}={}", alphabet.codes(*letters).concat())
            });
            let clauses = if activity.clauses.is_empty() { String::new() } else { format!(" {:?}", activity.clauses) };
            let name = activity.name(Lang::EN, matrix.lang).0;
            lines.push(format!("{name}{clauses}:{}", cells.collect::<String>()));
        }
    }
    lines
}

/// Reads one matrix laid over the base handbook: what it says and what is found in it.
#[track_caller]
fn check(text: &str, expected: &[&str], findings: &[&str]) {
    let (sources, read) = sample::over(text);
    let handbook = &read.value;
    let at = handbook.document_at("MAT-D").unwrap();
    let matrix = handbook.matrices[&at].working.as_ref().unwrap();
    assert_eq!(said(matrix, &handbook.alphabet), expected, "{text}");
    let places = sample::places(&sources, &read.findings, &[]);
    assert_eq!(places, findings, "{text}\n{:#?}", read.findings);
}

#[test]
fn headings_name_roles_by_id_title_or_link() {
    let table = "\n| Activity | Clause(s) | CEO | [Security](../roles/ciso.md) | STAFF\u{a0}member |\n|---|---|---|---|---|\n| Do it | 5.1, A.5.2 | a | r | i |\n";
    check(&document("", table), &["Do it [\"5.1\", \"A.5.2\"]: ceo=A ciso=R staff=I"], &[]);
    let french = "=== content/roles/ceo.fr.md\n---\ntitle: Présidence et direction générale\n---\nMots.\n=== site-config.yaml\ntitle: H\nlanguages: [en, fr]\n";
    let table = "\n| Activité | Article | Presidence et direction generale | ciso |\n|---|---|---|---|\n| Faire | 5.1 | A | R |\n";
    let (_, read) = sample::over(&format!("{french}{}", document("", table)));
    let at = read.value.document_at("MAT-D").unwrap();
    let matrix = read.value.matrices[&at].working.as_ref().unwrap();
    assert_eq!(said(matrix, &read.value.alphabet), ["Faire [\"5.1\"]: ceo=A ciso=R"]);
}

#[test]
fn several_tables_transposed_tables_and_tables_that_are_none() {
    let body = "\n## Direct\n\n| Activity | ceo | ciso |\n|---|---|---|\n| Direct | A | R |\n\n\
        ## Do\n\n| Role | Do this | Do that |\n|---|---|---|\n| Clause | 8.1 | 8.2 |\n| ceo | A | |\n| staff | R | A/R |\n\n\
        | Word | Meaning |\n|---|---|\n| Asset | What has value |\n\n\
        | Role | Telephone |\n|---|---|\n| ceo | 555-0100 |\n\n\
        | Letter | Means |\n|---|---|\n| A | Accountable |\n\n\
        | Means | Letter |\n|---|---|\n| Accountable | A |\n| Responsible | R |\n";
    check(
        &document("", body),
        &["Direct: ceo=A ciso=R", "--", "Do this [\"8.1\"]: ceo=A staff=R", "Do that [\"8.2\"]: staff=AR"],
        &[],
    );
}

#[test]
fn columns_that_are_no_roles() {
    let body = "\n| # | Activity | ceo | ciso | Notes | Phase |\n|---|---|---|---|---|---|\n| 1 | Do it | A | R | see I.2 | Plan |\n| 2 | Check it | A | R | | Check |\n";
    check(&document("", body), &["Do it: ceo=A ciso=R", "Check it: ceo=A ciso=R"], &[]);
}

#[test]
fn what_cannot_be_read_is_found_at_its_cell() {
    let head = "\n| Activity | ceo | ciso | staff |\n|---|---|---|---|\n";
    let cases: &[(&str, String, &[&str], &[&str])] = &[
        (
            "",
            format!("{head}| Do it | A | X | I |\n"),
            &["Do it: ceo=A staff=I"],
            &["matrix-code-unknown content/matrices/duties.md:11:15"],
        ),
        (
            "",
            format!("{head}| Do it | A | ✓ | I |\n| Check it | A | ✓ | R? |\n"),
            &["Do it: ceo=A staff=I", "Check it: ceo=A"],
            &["matrix-unclear content/matrices/duties.md:11:15", "matrix-unclear content/matrices/duties.md:12:22"],
        ),
        (
            "",
            format!("{head}| Do it | decides | does | |\n"),
            &[],
            &["matrix-unclear content/matrices/duties.md:11:11"],
        ),
        (
            "legend: {decides: A, does: R}\n",
            format!("{head}| Do it | Decides | does, I | |\n"),
            &["Do it: ceo=A ciso=RI"],
            &[],
        ),
        (
            "legend: {decides: Z}\n",
            format!("{head}| Do it | A | R | |\n"),
            &["Do it: ceo=A ciso=R"],
            &["matrix-code-unknown content/matrices/duties.md:legend.decides"],
        ),
        (
            "",
            "\n| Activity | ceo | cio | |\n|---|---|---|---|\n| Do it | A | R | I |\n".into(),
            &["Do it: ceo=A «cio»=R «»=I"],
            &[
                "matrix-role-unknown content/matrices/duties.md:9:20",
                "matrix-role-unknown content/matrices/duties.md:9:25",
            ],
        ),
        (
            "",
            "\n| Activity | Management | Security |\n|---|---|---|\n| Do it | A | R |\n".into(),
            &[],
            &["matrix-unclear content/matrices/duties.md:9:14"],
        ),
        (
            "",
            "\n| Activity | ceo | ciso |\n|---|---|---|\n| ceo | A | R |\n| staff | I | C |\n".into(),
            &[],
            &["matrix-unclear content/matrices/duties.md:9:3"],
        ),
        ("", format!("{head}| | A | R | |\n"), &[], &["matrix-unclear content/matrices/duties.md:11:5"]),
        (
            "",
            "\n| Activity | ceo | ciso | Chief executive officer |\n|---|---|---|---|\n| Do it | A | R | I |\n".into(),
            &["Do it: ceo=A ciso=R ceo=I"],
            &["matrix-unclear content/matrices/duties.md:9:27"],
        ),
        (
            "separate: [[Do it, Chek it], [do IT, Check it]]\n",
            format!("{head}| Do it | A | R | |\n| Check it | A | | R |\n"),
            &["Do it: ceo=A ciso=R", "Check it: ceo=A staff=R"],
            &["reference-unknown content/matrices/duties.md:separate[0][1]"],
        ),
    ];
    for (keys, body, expected, findings) in cases {
        // Keys move the table down; the places above are those without any.
        check(&document(keys, body), expected, findings);
    }
}

#[test]
fn a_csv_file_of_a_spreadsheet() {
    let csv = "=== content/matrices/raci.csv\n\u{feff}Activité;Article;ceo;ciso;staff\r\n\"Dire; clair\";5.1;A;R/X;\r\nFaire;5.2;A/R;;non\r\n";
    check(
        &format!("{csv}{}", document("source: raci.csv\n", "\nMots.\n")),
        &["Dire; clair [\"5.1\"]: ceo=A", "Faire [\"5.2\"]: ceo=AR"],
        &["matrix-code-unknown content/matrices/raci.csv:2:21", "matrix-code-unknown content/matrices/raci.csv:3:16"],
    );
    check(&document("source: data/missing.csv\n", ""), &[], &["file-unreadable content/matrices/duties.md:source"]);
    check(&document("source: ../../../etc/passwd\n", ""), &[], &["file-unreadable content/matrices/duties.md:source"]);
    check(
        &format!("=== content/matrices/raci.csv\nonly words\n{}", document("source: raci.csv\n", "")),
        &[],
        &["matrix-unclear content/matrices/raci.csv:file"],
    );
    check(
        &format!(
            "=== content/data/raci.csv\nActivity,ceo,ciso\nDo, it,A,R\n{}",
            document("source: ../data/raci.csv\n", "")
        ),
        &["Do: ciso=A"],
        &["matrix-code-unknown content/data/raci.csv:2:5", "matrix-unclear content/data/raci.csv:2:10"],
    );
}

#[test]
fn names_in_other_languages() {
    let french = "=== site-config.yaml\ntitle: H\nlanguages: [en, fr]\n";
    let sibling = |rows: &str, translates: &str| {
        format!(
            "=== content/matrices/duties.fr.md\n---\ntitle: Tâches\ntranslates: \"{translates}\"\n---\n\n| Activité | ciso | ceo |\n|---|---|---|\n{rows}"
        )
    };
    let main = document("", "\n| Activity | ceo | ciso |\n|---|---|---|\n| Do it | A | R |\n");
    let read = |rows: &str, translates: &str| {
        let (sources, read) = sample::over(&format!("{french}{main}{}", sibling(rows, translates)));
        let at = read.value.document_at("MAT-D").unwrap();
        let activity = read.value.matrices[&at].working.as_ref().unwrap().tables[0].activities[0].clone();
        let (name, lang) = activity.name(Lang::FR, Lang::EN);
        let places = sample::places(&sources, &read.findings, &["matrix-unclear", "matrix-role-unknown"]);
        (name.to_string(), lang, places)
    };
    assert_eq!(read("| Le faire | R | A |\n", "1.0"), ("Le faire".into(), None, vec![]));
    let place = "matrix-unclear content/matrices/duties.fr.md:8:14".to_string();
    assert_eq!(read("| Le faire | I | A |\n", "1.0"), ("Do it".into(), Some(Lang::EN), vec![place]));
    assert_eq!(read("| Le faire | I | A |\n", "0.9"), ("Do it".into(), Some(Lang::EN), vec![]));
    let place = "matrix-unclear content/matrices/duties.fr.md:9:3".to_string();
    assert_eq!(read("| Le faire | R | A |\n| Et ça | R | A |\n", "1.0").2, [place]);
}

#[test]
fn activities_name_documents() {
    let body = "\n| Activity | ceo | ciso |\n|---|---|---|\n| Approve the security policy | A | R |\n| Read POL-BASE. | A | R |\n| [See](../policies/base.md#duties) | A | R |\n| Secure the policy | A | R |\n";
    let (_, read) = sample::over(&document("", body));
    let handbook = read.value;
    let policy = handbook.document_at("POL-BASE").unwrap();
    let matrix = handbook.matrices[&handbook.document_at("MAT-D").unwrap()].working.as_ref().unwrap();
    let named: Vec<bool> = matrix.activities().map(|(_, activity)| activity.documents == [policy]).collect();
    assert_eq!(named, [true, true, true, false]);
    let anchors: Vec<&str> = matrix.activities().map(|(_, activity)| activity.anchor.as_str()).collect();
    assert_eq!(
        anchors,
        ["mat-d-approve-the-security-policy", "mat-d-read-pol-base", "mat-d-see", "mat-d-secure-the-policy"]
    );
}

#[test]
fn a_sealed_version_is_read_from_its_own_copies() {
    use crate::model::document::SealedVersion;
    let role = "| Activity | [x](../roles/ciso.md) | ceo |\n|---|---|---|\n| Do it | R | A |\n";
    let files = format!(
        "=== content/matrices/raci.csv\nActivity,ceo,ciso\nTell,A,R\n\
        === content/archive/MAT-D/1.0/raci.csv\nActivity,ceo,ciso\nTell,R,A\n{}",
        document("source: ./raci.csv\n", &format!("\n{role}"))
    );
    let (sources, read) = sample::over(&files);
    let mut handbook = read.value;
    let at = handbook.document_at("MAT-D").unwrap();
    let mut revision = (*handbook.documents[at].working.clone().unwrap()).clone();
    revision.path = "content/archive/MAT-D/1.0/duties.md".into();
    revision.texts.iter_mut().for_each(|(_, text)| text.path = revision.path.clone());
    let day = crate::date::Date::parse("2026-01-01").unwrap();
    let version = revision.meta.version.clone().unwrap();
    let sealed = SealedVersion { revision, before: Vec::new(), version, approved: day, effective: day, event: 0 };
    handbook.documents[at].sealed = std::sync::Arc::from([sealed]);
    let matrices = super::matrices(&sources, &handbook).value.remove(&at).unwrap();
    let alphabet = &handbook.alphabet;
    assert_eq!(said(&matrices.working.unwrap(), alphabet), ["Do it: ciso=R ceo=A", "--", "Tell: ceo=A ciso=R"]);
    assert_eq!(said(&matrices.sealed[0], alphabet), ["Do it: ciso=R ceo=A", "--", "Tell: ceo=R ciso=A"]);
    assert_eq!(&*matrices.sealed[0].tables[1].path, "content/archive/MAT-D/1.0/raci.csv");
}

#[test]
fn a_large_matrix_reads_fast() {
    let mut files = sample::files(&[]);
    let mut table = String::from("| Activity |");
    for role in 0..60 {
        files.insert(
            format!("content/roles/r{role}.md"),
            format!("---\nid: r{role}\ntitle: Role number {role}\nholders: [{{person: cat}}]\n---\nWords.\n"),
        );
        table.push_str(&format!(" Role number {role} |"));
    }
    table.push_str(&format!("\n|{}\n", "---|".repeat(61)));
    for activity in 0..300 {
        table.push_str(&format!("| Activity number {activity} of the security policy |"));
        (0..60).for_each(|role| {
            table.push_str([" A |", " R |", " C |", "  |"][usize::from(role > 0) * (1 + (role + activity) % 3)])
        });
        table.push('\n');
    }
    let text = document("", &table);
    let (path, text) = text.strip_prefix("=== ").unwrap().split_once('\n').unwrap();
    files.insert(path.to_string(), text.to_string());
    let (_, read) = sample::resolved(&files);
    let start = std::time::Instant::now();
    let (sources, handbook) = (crate::source::Sources::default(), &read.value);
    let matrices = super::matrices(&sources, handbook).value;
    let matrix = matrices[&handbook.document_at("MAT-D").unwrap()].working.as_ref().unwrap();
    assert_eq!((matrix.tables[0].columns.len(), matrix.tables[0].activities.len()), (60, 300));
    // Read activity by activity it would take minutes; the rest is for a machine that is busy with other things.
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}
