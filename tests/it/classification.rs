//! `--classification`: of what is above the level nothing remains, in any file, compressed ones included.

use crate::harness::{Folder, tree};
use std::collections::BTreeMap;
use std::io::Read;

/// A word that stands in everything above `internal` and nowhere else.
pub const CANARY: &str = "zyxcanary";

/// The base handbook with confidential things that stand in every relation to open ones.
const HANDBOOK: &str = r#"=== site-config.yaml
title: {en: ISMS handbook, fr: Manuel}
organisation: Example Company
base_url: https://intranet.example.org/isms/
languages: [en, fr]
approval: {policy: {roles: [ceo, zyxcanary-role]}, default: {roles: [ceo, ciso, zyxcanary-role]}, self_approval: allow}
classification: {levels: [public, internal, confidential], default: internal}
editions: [{name: "2026.1", date: 2026-02-15}, {name: "2026.2", date: 2026-05-15}]
edit: {url: "https://git.example.org/edit/{path}"}
acknowledge: {url: "https://forms.example.org/read?doc={id}&version={version}&sha256={sha256}"}
waivers: [{rule: owner-vacant, subject: POL-ZYXCANARY, reason: "Zyxcanary is secret", owner: zyxcanary-role, until: 2027-01-01}]
=== content/roles/zyxcanary-role.md
---
id: zyxcanary-role
title: {en: Zyxcanary officer, fr: Responsable zyxcanary}
classification: confidential
holders: [{person: cat, since: 2020-01-01}]
reports_to: ceo
authorities: [Zyxcanary everything]
competence: [Zyxcanary]
contact: zyxcanary@example.org
---

Zyxcanary body.
=== content/roles/junior.md
---
id: junior
title: Junior
holders: [{person: cat, since: 2020-01-01}]
reports_to: zyxcanary-role
---

Reports to [somebody](zyxcanary-role.md).
=== content/policies/zyxcanary.md
---
id: POL-ZYXCANARY
title: Zyxcanary policy
version: "1.0"
status: in-review
owner: zyxcanary-role
authors: [bob]
classification: confidential
audience: [zyxcanary-role]
clauses: [5.2]
summary: Zyxcanary summary.
related: [POL-OPEN]
supersedes: [POL-OLD]
retention: 7 zyxcanaries
history: [{version: "0.9", date: 2020-01-01, by: ceo, summary: Zyxcanary history}]
extra: {word: zyxcanary}
---

Zyxcanary text, see [a file](zyxcanary.txt) and [the open policy](open.md).

## Zyxcanary heading
=== content/policies/zyxcanary.fr.md
---
title: Politique zyxcanary
summary: Zyxcanary
translates: "1.0"
---

Texte zyxcanary.
=== content/policies/zyxcanary.txt
zyxcanary
=== content/policies/open.md
---
id: POL-OPEN
title: Open policy
version: "1.0"
status: in-review
owner: zyxcanary-role
authors: [bob, zyxcanary-role]
audience: [everyone, zyxcanary-role]
related: [POL-ZYXCANARY, POL-BASE]
supersedes: [POL-ZYXCANARY]
---

Read [another text](zyxcanary.md#zyxcanary-heading), [by id](POL-ZYXCANARY), [a role](../roles/zyxcanary-role.md),
[a page](/notes/zyxcanary.md), [a table](../matrices/zyxcanary-raci.csv) and ![an image](../archive/POL-ZYXCANARY/1.0/zyxcanary.txt).
=== content/policies/declassified.md
---
id: POL-CLEAR
title: Zyxcanary working title
version: "1.0"
status: in-review
owner: ciso
authors: [bob]
classification: confidential
---

Zyxcanary in the first version, which nobody below may see.
=== content/policies/reclassified.md
---
id: POL-CLOSED
title: Closed policy
version: "1.0"
status: in-review
owner: ciso
authors: [bob]
classification: internal
---

Was open once.
=== content/matrices/open.md
---
id: MAT-OPEN
title: Who does it
version: "1.0"
status: in-review
owner: ciso
authors: [bob]
---

Before the table.

| Activity | ceo | zyxcanary-role | staff |
|---|:-:|---|---|
| Watch the doors | A | R | R |
| Review the [secret](../policies/zyxcanary.md) | A | | R |
| Only zyxcanary-role does this | | A/R | |
| Count the sheep | A | | R |

After the table.
=== content/matrices/open.fr.md
---
title: Qui le fait
translates: "1.0"
---

Avant.

| Activité | ceo | zyxcanary-role | staff |
|---|:-:|---|---|
| Surveiller les portes | A | R | R |
| Relire le zyxcanary | A | | R |
| Zyxcanary | | A/R | |
| Compter les moutons | A | | R |

Après.
=== content/matrices/sheet.md
---
id: MAT-SHEET
title: Who does it, in a sheet
version: "1.0"
status: approved
owner: ciso
authors: [bob]
source: sheet.csv
approval: {role: zyxcanary-role, person: cat, date: 2026-01-10}
---

The table is [a file](sheet.csv).
=== content/matrices/sheet.csv
Activity,ceo,zyxcanary-role,staff
Feed the cat,A,R,R
Zyxcanary it,,A/R,
=== content/matrices/zyxcanary.md
---
id: MAT-ZYXCANARY
title: Zyxcanary matrix
version: "1.0"
status: approved
owner: ciso
authors: [bob]
classification: of-my-own
source: zyxcanary-raci.csv
approval: {role: ceo, person: ann, date: 2026-01-10}
---

Zyxcanary.
=== content/matrices/zyxcanary-raci.csv
Activity,ceo,staff
Zyxcanary,A,R
=== content/notes/zyxcanary.md
---
title: Zyxcanary note
classification: confidential
---

Zyxcanary.
=== content/leadership/zyxcanary.md
---
id: COM-ZYXCANARY
title: Zyxcanary promise
classification: confidential
clauses: [5.1.c]
accountable: ceo
actions: [{id: ACT-ZYXCANARY, what: Zyxcanary action, by: ceo, every: 3 months}]
---

Zyxcanary.
=== content/leadership/open.md
---
id: COM-OPEN
title: Open promise
clauses: [5.1.a]
accountable: zyxcanary-role
actions: [{id: ACT-OPEN, what: Walk the floor, by: zyxcanary-role, every: 3 months}, {id: ACT-TWO, what: Listen, by: ceo, every: 3 months}]
---

We promise [something](zyxcanary.md).
=== content/records/zyxcanary.md
---
id: REC-ZYXCANARY
title: Zyxcanary meeting
classification: confidential
type: management-review
date: 2026-05-01
attendees: [ann, cat]
demonstrates: [ACT-TWO]
decisions: [{id: DEC-ZYXCANARY, decision: Zyxcanary it is, owner: ceo, due: 2026-05-20}]
---

Zyxcanary.
=== content/records/open.md
---
id: REC-OPEN
title: Open meeting
type: management-review
date: 2026-05-02
attendees: [ann]
demonstrates: [ACT-ZYXCANARY, ACT-OPEN]
inputs: {previous_actions: "[The list](../policies/zyxcanary.md)", risks: POL-ZYXCANARY, changes: None}
decisions: [{id: DEC-OPEN, decision: Buy a lock, owner: zyxcanary-role, due: 2026-05-20}]
---

See [the other record](zyxcanary.md).
=== content/objectives/zyxcanary.md
---
id: OBJ-ZYXCANARY
title: Zyxcanary goal
classification: confidential
level: organisation
owner: ceo
due: 2026-12-31
---

Zyxcanary.
=== content/objectives/open.md
---
id: OBJ-OPEN
title: Open goal
level: isms
supports: [OBJ-ZYXCANARY]
owner: zyxcanary-role
due: 2026-12-31
---

Reach it.
=== content/indicators/zyxcanary.md
---
id: IND-ZYXCANARY
title: Zyxcanary figure
classification: confidential
objective: OBJ-OPEN
owner: ceo
unit: zyxcanaries
target: {at_least: 3}
every: 6 months
measurements: zyxcanary.csv
---

Zyxcanary.
=== content/indicators/zyxcanary.csv
date,value
2026-05-01,4
=== content/indicators/open.md
---
id: IND-OPEN
title: Open figure
objective: OBJ-ZYXCANARY
owner: zyxcanary-role
unit: locks
target: {at_least: 3}
every: 6 months
measurements: [{date: 2026-05-01, value: 2}]
---

Count the locks, see [figures](zyxcanary.csv).
=== content/exceptions/zyxcanary.md
---
id: EXC-ZYXCANARY
title: Zyxcanary exception
classification: confidential
document: POL-BASE
beneficiaries: [staff]
reason: Zyxcanary
compensating: Zyxcanary
risk_owner: ciso
approval: {role: ceo, person: ann, date: 2026-05-01}
expires: 2026-12-31
---

Zyxcanary.
=== content/exceptions/closed.md
---
id: EXC-CLOSED
title: About the zyxcanary policy
document: POL-ZYXCANARY
beneficiaries: [staff]
reason: It is only open by mistake.
compensating: None.
risk_owner: ciso
approval: {role: ceo, person: ann, date: 2026-05-01}
expires: 2026-12-31
---

Leave to depart from the zyxcanary policy.
=== content/exceptions/open.md
---
id: EXC-OPEN
title: Open exception
document: POL-BASE
beneficiaries: [staff, zyxcanary-role]
reason: Old locks.
compensating: A guard.
risk_owner: zyxcanary-role
approval: {role: zyxcanary-role, person: cat, date: 2026-05-01}
expires: 2026-12-31
---

Leave for [this](../policies/zyxcanary.md).
=== content/notes/open.md
# An open note

See [the note](zyxcanary.md) and [the role](../roles/zyxcanary-role.md).
"#;

/// The handbook with a past: sealed, reviewed, declassified, reclassified.
fn handbook() -> Folder {
    let folder = Folder::base(HANDBOOK);
    let run = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let ran = folder.run(&words);
        assert_eq!(ran.code, 0, "{line}: {}", ran.err);
    };
    let approve = |id: &str, role: &str, person: &str, date: &str| {
        run(&format!("approve {id} --as {role} --person {person} --date {date}"));
    };
    approve("POL-ZYXCANARY", "ceo", "ann", "2026-02-01");
    approve("POL-OPEN", "zyxcanary-role", "cat", "2026-02-01");
    approve("POL-CLEAR", "ceo", "ann", "2026-02-01");
    approve("POL-CLOSED", "ceo", "ann", "2026-02-01");
    approve("MAT-OPEN", "ceo", "ann", "2026-02-01");
    run("review POL-ZYXCANARY --as ceo --person ann --date 2026-03-01 --note Zyxcanary");
    run("review POL-CLEAR --as ceo --person ann --date 2026-03-01 --note Zyxcanary");
    let rewrite = |path: &str, changes: &[(&str, &str)]| {
        let mut text = folder.read(path);
        for (old, new) in changes {
            assert!(text.contains(old), "{path}: {old}");
            text = text.replace(old, new);
        }
        let approval = text.lines().filter(|line| !line.starts_with("approval:") && !line.starts_with("  - {role"));
        let text = approval.collect::<Vec<_>>().join("\n").replace("status: approved", "status: in-review") + "\n";
        folder.write(path, text.replace("version: \"1.0\"", "version: \"2.0\""));
    };
    rewrite(
        "content/policies/declassified.md",
        &[
            ("classification: confidential", "classification: internal"),
            ("Zyxcanary working title", "Clear policy"),
            ("Zyxcanary in the first version, which nobody below may see.", "Clear now."),
        ],
    );
    rewrite(
        "content/policies/reclassified.md",
        &[("classification: internal", "classification: confidential"), ("Was open once.", "Zyxcanary now.")],
    );
    rewrite("content/matrices/open.md", &[("Count the sheep", "Count the goats"), ("| A | R | R |", "| A | R | I |")]);
    rewrite("content/policies/open.md", &[("Read [another", "Do read [another")]);
    for (id, date) in [("POL-CLEAR", "2026-04-01"), ("POL-CLOSED", "2026-04-01"), ("POL-OPEN", "2026-04-02")] {
        approve(id, "ceo", "ann", date);
    }
    folder
}

/// The files that hold the canary in their path or bytes, whatever the case, packed or not.
pub fn singing(files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    let mut singing = Vec::new();
    for (path, bytes) in files {
        let mut plain = Vec::new();
        if path.ends_with(".gz") {
            flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut plain).unwrap();
        } else if path.ends_with(".br") {
            brotli::Decompressor::new(&bytes[..], 4096).read_to_end(&mut plain).unwrap();
        } else {
            plain.clone_from(bytes);
        }
        let text = String::from_utf8_lossy(&plain).to_lowercase();
        if let Some(at) = text.find(CANARY) {
            let from = (0..=at.saturating_sub(80)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            singing.push(format!("{path}: {}", text[from..].chars().take(200).collect::<String>()));
        } else if path.to_lowercase().contains(CANARY) {
            singing.push(path.clone());
        }
    }
    singing
}

pub fn build(folder: &Folder, arguments: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let out = folder.path().join("out");
    let mut line = vec!["--as-of", "2026-06-01", "build", "--out", out.to_str().unwrap(), "--fail-on", "never"];
    line.extend(arguments);
    let ran = folder.run(&line);
    assert_eq!(ran.code, 0, "{}", ran.err);
    tree(&out)
}

#[test]
fn nothing_above_the_level_leaves_a_trace() {
    let folder = handbook();
    let all = build(&folder, &[]);
    assert!(singing(&all).len() > 40, "the canary sings in a build of everything: {}", singing(&all).len());
    for arguments in [
        &["--classification", "internal", "--precompress"][..],
        &["--classification", "internal", "--drafts", "--links", "file"][..],
        &["--classification", "public"][..],
    ] {
        let files = build(&folder, arguments);
        assert_eq!(singing(&files), Vec::<String>::new(), "{arguments:?}");
    }
}

#[test]
fn what_stays_is_whole() {
    let folder = handbook();
    let files = build(&folder, &["--classification", "internal"]);
    let text = |path: &str| String::from_utf8(files.get(path).unwrap_or_else(|| panic!("{path}")).clone()).unwrap();
    // Approved by a role that may not be named, and approved all the same.
    let open = text("en/documents/pol-open/index.html");
    assert!(
        open.contains("Do read another text, by id, a role,") && open.contains("a page, a table and an image"),
        "{open}"
    );
    assert!(open.contains("Cat Lee") && files.contains_key("en/documents/pol-open/1.0/index.html"));
    assert!(text("en/documents/mat-sheet/index.html").contains("Feed the cat"));
    // The first version of one is above the level, the whole of the other, whose version in force is.
    assert!(files.contains_key("en/documents/pol-clear/2.0/index.html"));
    assert!(!files.contains_key("en/documents/pol-clear/1.0/index.html"));
    assert!(!files.keys().any(|path| path.contains("pol-closed")));
    assert!(!text("en/editions/2026.1/index.html").contains("POL-CLEAR"));
    assert!(text("en/editions/2026.2/index.html").contains("POL-CLEAR"));
    let matrix = text("en/documents/mat-open/index.html");
    assert!(matrix.contains("Watch the doors") && matrix.contains("After the table") && !matrix.contains("secret"));
    assert!(!matrix.contains("is-overdue"), "nothing is said to be missing that is only hidden");
    let sums: serde_json::Value = serde_json::from_str(&text("manifest.json")).unwrap();
    let all: serde_json::Value = serde_json::from_slice(&build(&folder, &[])["manifest.json"]).unwrap();
    assert!(sums["archive"].is_string() && sums["archive"] != all["archive"]);
    let highest = build(&folder, &["--classification", "confidential"]);
    assert_eq!(highest, build(&folder, &[]), "at the highest level there is everything");
}

#[test]
fn a_level_that_does_not_exist_is_refused() {
    let folder = handbook();
    let ran = folder.run(&["build", "--classification", "inernal"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("public, internal, confidential"), "{}", ran.err);
    assert!(!folder.has("public"));
}

#[test]
fn exports_keep_to_the_level() {
    let folder = handbook();
    for export in [
        "register.csv",
        "documents.json",
        "roles.json",
        "people.json",
        "responsibilities.json",
        "reviews.ics",
        "feed.xml",
        "sitemap.xml",
        "findings.json",
    ] {
        let ran = folder.run(&["--as-of", "2026-06-01", "export", export, "--classification", "internal"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(!ran.out.to_lowercase().contains(CANARY), "{export}: {}", ran.out);
    }
}

#[test]
fn the_evidence_pack_keeps_to_the_level_and_verifies() {
    let folder = handbook();
    folder.write(
        "content/acknowledgements/2026.csv",
        "person,document,version,date\nann,POL-ZYXCANARY,1.0,2026-03-01\nann,POL-OPEN,1.0,2026-03-01\n",
    );
    let run = |arguments: &[&str]| {
        let mut line =
            vec!["--as-of", "2026-06-01", "export", "evidence-pack.zip", "--out", "pack.zip", "--sample", "9"];
        line.extend(arguments);
        let ran = folder.run(&line);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let out = tempfile::tempdir().unwrap();
        let file = std::fs::File::open(folder.path().join("pack.zip")).unwrap();
        zip::ZipArchive::new(file).unwrap().extract(out.path()).unwrap();
        let script = std::process::Command::new("sh").arg("verify.sh").current_dir(out.path()).output().unwrap();
        let said = String::from_utf8_lossy(&script.stdout).into_owned();
        assert_eq!(script.status.code(), Some(0), "{said}{}", String::from_utf8_lossy(&script.stderr));
        tree(out.path())
    };
    assert!(singing(&run(&[])).len() > 40);
    let files = run(&["--classification", "internal"]);
    assert_eq!(singing(&files), Vec::<String>::new());
    assert!(files.contains_key("archive/SHA256SUMS") && files["acknowledgements/2026.csv"].ends_with(b"2026-03-01\n"));
}
