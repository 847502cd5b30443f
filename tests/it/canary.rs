//! A word planted under every key that a confidential file can have is nowhere in a build for others, nor in their pack.

use crate::classification::{CANARY, build, singing};
use crate::harness::{Folder, tree};
use isms_handbook::finding::examples;
use isms_handbook::model::kind::Kind;
use isms_handbook::parse::keys;
use std::collections::BTreeMap;

/// The word stands in every value that is free, and in the names of files; where a value is bound to a form (a day, a level),
/// the file that holds it is there all the same.
const PLANTED: &str = r#"=== site-config.yaml
title: {en: ISMS handbook, fr: Manuel}
organisation: Example Company
base_url: https://intranet.example.org/isms/
languages: [en, fr]
approval: {default: {roles: [ceo]}, self_approval: allow}
classification: {levels: [public, internal, confidential], default: internal}
editions: [{name: "2026.1", date: 2026-02-15}]
=== content/roles/zyxcanary.md
---
id: zyxcanary
title: {en: Zyxcanary, fr: Zyxcanary}
summary: Zyxcanary
kind: role
version: "1.0"
status: approved
owner: zyxcanary
authors: [zyxcanary]
approval: {role: ceo, person: ann, date: 2026-01-10, text: zyxcanary}
effective: 2026-01-11
review: 3 months
reviewed: [{date: 2026-02-01, role: ceo, person: ann, outcome: unchanged}]
classification: confidential
audience: [zyxcanary]
clauses: [zyxcanary:1]
change: material
related: [zyxcanary]
supersedes: [zyxcanary]
retention: 7 zyxcanaries
history: [{version: "0.1", date: 2020-01-01, by: zyxcanary, summary: Zyxcanary}]
holders: [{person: cat, since: 2020-01-01}, {person: zyxcanary, since: 2020-01-01}]
deputies: [{person: zyxcanary, since: 2020-01-01}]
reports_to: zyxcanary
top_management: true
designations: [privacy-officer, zyxcanary]
authorities: [Zyxcanary]
competence: [Zyxcanary]
job_description: {reference: Zyxcanary, updated: 2026-01-01}
contact: zyxcanary@example.org
extra: {zyxcanary: zyxcanary}
---

# Zyxcanary
=== content/roles/zyxcanary-ended.md
---
id: zyxcanary-ended
title: Zyxcanary
classification: confidential
version: "1.0"
status: retired
owner: zyxcanary
authors: [zyxcanary]
approval: {role: ceo, person: ann, date: 2026-01-10}
retired: 2026-03-01
reason: Zyxcanary
replaced_by: zyxcanary
---

Zyxcanary.
=== content/policies/zyxcanary.md
---
id: POL-ZYXCANARY
title: Zyxcanary
kind: policy
version: "1.0"
status: approved
owner: zyxcanary
authors: [zyxcanary, bob]
approval: [{role: ceo, person: ann, date: 2026-01-10}, {role: zyxcanary, person: zyxcanary, date: 2026-01-10}]
effective: 2026-01-11
review: 3 months
reviewed: [{date: 2026-02-01, role: zyxcanary, person: zyxcanary, outcome: change-needed}]
classification: confidential
audience: [everyone, zyxcanary]
clauses: [5.2, zyxcanary:1]
change: material
summary: Zyxcanary
related: [POL-BASE, zyxcanary]
supersedes: [POL-BASE, zyxcanary]
retention: 7 zyxcanaries
history: [{version: "0.1", date: 2020-01-01, by: zyxcanary, summary: Zyxcanary}]
extra: {zyxcanary: zyxcanary}
---

# Zyxcanary

TODO zyxcanary [zyxcanary](zyxcanary.txt) ![zyxcanary](zyxcanary.png "zyxcanary")
=== content/policies/zyxcanary.fr.md
---
title: Zyxcanary
summary: Zyxcanary
translates: "0.9"
---

Zyxcanary.
=== content/policies/zyxcanary.txt
zyxcanary
=== content/policies/zyxcanary-ended.md
---
id: POL-ZYXCANARY-ENDED
title: Zyxcanary
version: "1.0"
status: retired
owner: ceo
authors: [bob]
approval: {role: ceo, person: ann, date: 2026-01-10}
classification: confidential
retired: 2026-03-01
reason: Zyxcanary
replaced_by: POL-ZYXCANARY
---

Zyxcanary.
=== content/matrices/zyxcanary.md
---
id: MAT-ZYXCANARY
title: Zyxcanary
kind: matrix
version: "1.0"
status: approved
owner: zyxcanary
authors: [bob]
approval: {role: ceo, person: ann, date: 2026-01-10}
effective: 2026-01-11
review: 3 months
reviewed: [{date: 2026-02-01, role: zyxcanary, person: zyxcanary, outcome: unchanged}]
classification: confidential
audience: [zyxcanary]
clauses: [zyxcanary:1]
change: editorial
summary: Zyxcanary
related: [zyxcanary]
supersedes: [zyxcanary]
retention: 7 zyxcanaries
history: [{version: "0.1", date: 2020-01-01, by: zyxcanary, summary: Zyxcanary}]
source: zyxcanary.csv
separate: [[Zyxcanary, Zyxcanary it]]
legend: {zyxcanary: A}
extra: {zyxcanary: zyxcanary}
---

| Activity | Clause | ceo | ciso | zyxcanary |
|---|---|---|---|---|
| Zyxcanary it | zyxcanary:1 | A | R | zyxcanary |
=== content/matrices/zyxcanary.csv
Activity,ceo,ciso,staff
Zyxcanary,A,R,R
Zyxcanary nobody,,,R
=== content/matrices/zyxcanary-ended.md
---
id: MAT-ZYXCANARY-ENDED
title: Zyxcanary
version: "1.0"
status: retired
owner: ceo
authors: [bob]
approval: {role: ceo, person: ann, date: 2026-01-10}
classification: confidential
retired: 2026-03-01
reason: Zyxcanary
replaced_by: MAT-ZYXCANARY
---

Zyxcanary.
=== content/leadership/zyxcanary.md
---
id: COM-ZYXCANARY
title: Zyxcanary
kind: commitment
summary: Zyxcanary
classification: confidential
clauses: [5.1.c, zyxcanary:1]
accountable: zyxcanary
actions: [{id: ACT-ZYXCANARY, what: Zyxcanary, by: ceo, every: 3 months}, {id: zyxcanary, what: Zyxcanary, by: zyxcanary, every: 3 months}]
extra: {zyxcanary: zyxcanary}
---

Zyxcanary.
=== content/records/zyxcanary.md
---
id: REC-ZYXCANARY
title: Zyxcanary
kind: record
summary: Zyxcanary
classification: confidential
type: management-review
date: 2026-05-01
attendees: [ann, zyxcanary]
chaired_by: zyxcanary
demonstrates: [ACT-ZYXCANARY, zyxcanary]
inputs: {changes: Zyxcanary, risks: Zyxcanary}
decisions: [{id: DEC-ZYXCANARY, decision: Zyxcanary, owner: ceo, due: 2026-05-20}, {id: zyxcanary, decision: Zyxcanary, owner: zyxcanary, due: 2026-07-01}]
budget: {year: 2026, currency: ZYXCANARY, planned: 98765401, approved: 98765402, spent: 98765403}
files: [{path: zyxcanary.txt, sha256: 0000000000000000000000000000000000000000000000000000000000000000}]
extra: {zyxcanary: zyxcanary}
---

Zyxcanary.
=== content/records/zyxcanary.txt
zyxcanary
=== content/objectives/zyxcanary.md
---
id: OBJ-ZYXCANARY
title: Zyxcanary
kind: objective
summary: Zyxcanary
classification: confidential
level: isms
supports: [zyxcanary]
owner: zyxcanary
due: 2026-12-31
budget: [{year: 2026, currency: ZYXCANARY, planned: 98765404, approved: 98765405, spent: 98765406}]
extra: {zyxcanary: zyxcanary}
---

Zyxcanary.
=== content/indicators/zyxcanary.md
---
id: IND-ZYXCANARY
title: Zyxcanary
kind: indicator
summary: Zyxcanary
classification: confidential
objective: OBJ-ZYXCANARY
owner: ceo
unit: zyxcanaries
target: {at_least: 98765407, at_most: 98765408}
every: 3 months
measurements: [{date: 2026-01-01, value: 98765409}]
extra: {zyxcanary: zyxcanary}
---

Zyxcanary.
=== content/exceptions/zyxcanary.md
---
id: EXC-ZYXCANARY
title: Zyxcanary
kind: exception
summary: Zyxcanary
classification: confidential
document: POL-BASE
beneficiaries: [ceo, staff, zyxcanary]
reason: Zyxcanary
compensating: Zyxcanary
risk_owner: zyxcanary
approval: {role: ceo, person: ann, date: 2026-01-10}
expires: 2026-05-31
extra: {zyxcanary: zyxcanary}
---

Zyxcanary.
=== content/notes/zyxcanary.md
---
id: zyxcanary-note
title: Zyxcanary
kind: page
summary: Zyxcanary
classification: confidential
extra: {zyxcanary: zyxcanary}
---

# Zyxcanary
=== content/notes/zyxcanary.fr.md
---
title: Zyxcanary
summary: Zyxcanary
translates: "0.9"
---

Zyxcanary.
"#;

const KINDS: [(Kind, &str); 8] = [
    (Kind::Policy, "policies"),
    (Kind::Matrix, "matrices"),
    (Kind::Role, "roles"),
    (Kind::Commitment, "leadership"),
    (Kind::Record, "records"),
    (Kind::Objective, "objectives"),
    (Kind::Indicator, "indicators"),
    (Kind::Exception, "exceptions"),
];

#[test]
fn every_key_is_planted() {
    let files = examples::files(PLANTED);
    for (kind, folder) in KINDS.into_iter().chain([(Kind::Page, "notes")]) {
        let start = format!("content/{folder}/");
        let texts = files.iter().filter(|file| file.path.starts_with(&start)).filter_map(|file| file.text.as_deref());
        let lines: Vec<&str> = texts.flat_map(str::lines).collect();
        for key in keys::of(kind) {
            let written = format!("{}:", key.name);
            assert!(lines.iter().any(|line| line.starts_with(&written)), "{folder}: {}", key.name);
        }
    }
}

/// Figures sing too: they stand nowhere else.
fn figures(files: &BTreeMap<String, Vec<u8>>) -> Vec<&str> {
    let plain = files.iter().filter(|(path, _)| !path.ends_with(".gz") && !path.ends_with(".br"));
    let sings = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes);
        text.contains("9876540") || text.replace([',', ' ', '\u{a0}', '\u{202f}'], "").contains("9876540")
    };
    plain.filter(|(_, bytes)| sings(bytes)).map(|(path, _)| path.as_str()).collect()
}

#[test]
fn what_stands_under_any_key_leaves_no_trace() {
    let folder = Folder::base(PLANTED);
    let all = build(&folder, &[]);
    assert!(singing(&all).len() > 60 && figures(&all).len() > 4, "it sings where everything may be read");
    for arguments in [
        &["--classification", "internal", "--precompress"][..],
        &["--classification", "internal", "--drafts"][..],
        &["--classification", "public", "--links", "file"][..],
    ] {
        let files = build(&folder, arguments);
        assert_eq!(singing(&files), Vec::<String>::new(), "{arguments:?}");
        assert_eq!(figures(&files), Vec::<&str>::new(), "{arguments:?}");
    }
    let pack = folder.path().join("pack.zip");
    let line =
        ["--as-of", "2026-06-01", "export", "evidence-pack.zip", "--classification", "internal", "--out", "pack.zip"];
    let ran = folder.run(&line);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = tempfile::tempdir().unwrap();
    zip::ZipArchive::new(std::fs::File::open(pack).unwrap()).unwrap().extract(out.path()).unwrap();
    let files = tree(out.path());
    assert_eq!(singing(&files), Vec::<String>::new(), "{CANARY} in the pack");
    assert_eq!(figures(&files), Vec::<&str>::new());
}
