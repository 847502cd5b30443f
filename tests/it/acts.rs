//! The commands that write into the archive, through the binary: what they leave is checked by `verify`, by `sha256sum`
//! and by `ssh-keygen`; what they refuse changes nothing.

use crate::harness::{Folder, Ran, tree};
use std::path::Path;
use std::process::{Command, Output, Stdio};

const POLICY: &str = "content/policies/base.md";

/// Two approvers, and a French text beside the English one.
const CHARTER: &str = "\
=== site-config.yaml
title: ISMS handbook
organisation: Example Company
languages: [en, fr]
approval: {policy: {roles: [ceo]}, charter: {roles: [ceo, ciso], all: true}, default: {roles: [ceo, ciso]}}
frameworks: [iso-27001-2022]
=== content/charters/c.md
---
# Who steers what.
id: CHA-1
title: Charter   # short
version: \"1.0\"
status: draft
owner: staff
authors: [cat]
---

The charter.
=== content/charters/c.fr.md
---
title: Charte
translates: 1.0
---

La charte.
";

/// Runs the binary without an SSH agent, and with no keys but those of the folder.
fn run(folder: &Folder, line: &str) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(words(line))
        .current_dir(folder.path())
        .env_remove("SOURCE_DATE_EPOCH")
        .env_remove("SSH_AUTH_SOCK")
        .env("HOME", folder.path().join("home"))
        .stdin(Stdio::null())
        .output()
        .unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// The words of a command line; `_` within a word stands for a blank.
fn words(line: &str) -> Vec<String> {
    line.split(' ').map(|word| word.replace('_', " ")).collect()
}

/// Runs a line that must succeed.
fn done(folder: &Folder, line: &str) -> String {
    let ran = run(folder, line);
    assert_eq!(ran.code, 0, "{line}\n{}{}", ran.out, ran.err);
    ran.out
}

/// Runs a line that must be refused and change nothing; what it says.
fn refused(folder: &Folder, line: &str) -> String {
    let before = tree(folder.path());
    let ran = run(folder, line);
    assert_eq!(ran.code, 1, "{line}\n{}{}", ran.out, ran.err);
    assert!(tree(folder.path()) == before, "{line}");
    assert!(ran.out.is_empty(), "{line}\n{}", ran.out);
    ran.err
}

/// Runs a shell line in the archive, as an auditor would.
fn shell(folder: &Folder, line: &str) -> bool {
    let archive = folder.path().join("content/archive");
    let output = Command::new("sh").args(["-c", line]).current_dir(archive).output().unwrap();
    output.status.success()
}

fn replace(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = folder.read(path);
    assert!(text.contains(from), "{from} in {text}");
    folder.write(path, text.replace(from, to));
}

/// A new key in the folder `home`, which is no part of the handbook; its public half as one line.
fn new_key(folder: &Folder, name: &str) -> String {
    std::fs::create_dir_all(folder.path().join("home/.ssh")).unwrap();
    let path = folder.path().join("home/.ssh").join(name);
    let made = Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-C", "", "-f"]).arg(&path).status();
    assert!(made.unwrap().success());
    folder.read(&format!("home/.ssh/{name}.pub")).trim().to_owned()
}

#[test]
fn approve_verify_round_trip() {
    let folder = Folder::base("");
    assert!(done(&folder, "verify").contains("nothing"));
    let said = done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-01");
    assert!(said.contains("POL-BASE version 1.0 is approved and sealed; it takes effect on 2026-06-01."), "{said}");
    assert!(done(&folder, "verify").starts_with("1 event, 1 document, 0 signatures: all sound\n"));
    assert!(shell(&folder, "sha256sum -c --strict --quiet SHA256SUMS"));

    replace(&folder, POLICY, "version: \"1.0\"", "version: \"1.1\"");
    replace(&folder, POLICY, "status: approved", "status: draft");
    replace(&folder, POLICY, "Report what looks wrong.", "Report at once what looks wrong.");
    let shown = done(&folder, "--as-of 2026-06-02 diff POL-BASE");
    for part in
        ["version 1.0 → working file 1.1", "status   approved → draft", "~ Report {+at once +}what looks wrong."]
    {
        assert!(shown.contains(part), "{part}\n{shown}");
    }
    let said = done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-02 --effective 2026-09-01");
    assert!(said.contains("content/archive/POL-BASE/0002-approved-1.1.json"), "{said}");
    done(&folder, "review POL-BASE --as ciso --person bob --date 2026-06-03 --note Read_again.");
    assert!(done(&folder, "verify").starts_with("3 events, 1 document,"));
    assert!(shell(&folder, "sha256sum -c --strict --quiet SHA256SUMS"));
    let shown = done(&folder, "diff POL-BASE 1.0 1.1");
    assert!(shown.contains("{+at once +}"), "{shown}");
    assert!(done(&folder, "diff POL-BASE 1.1 working").contains("No difference."));
    assert_eq!(run(&folder, "diff POL-BASE 1.0 9.9").code, 2);
    assert_eq!(run(&folder, "diff POL-NO").code, 2);

    done(&folder, "retire POL-BASE --as ceo --person ann --date 2026-06-04 --reason Merged. --replaced-by mat-base");
    assert!(refused(&folder, "review POL-BASE --as ciso --person bob --date 2026-06-05").contains("was retired on"));
    for path in ["POL-BASE/1.1/base.md", "POL-BASE/0002-approved-1.1.json", "SHA256SUMS"] {
        let path = format!("content/archive/{path}");
        let whole = folder.read(&path);
        folder.write(&path, format!("{whole}x"));
        let ran = run(&folder, "verify");
        assert!(ran.code == 1 && ran.err.contains(&path), "{path}: {}", ran.err);
        folder.write(&path, whole);
    }
    assert_eq!(run(&folder, "verify").code, 0);
}

#[test]
fn a_long_history_stands_whole_on_the_document_s_page_and_near_a_permalink_s_own_version() {
    let folder = Folder::base("");
    for n in 0..14 {
        if n > 0 {
            replace(&folder, POLICY, &format!("version: \"1.{}\"", n - 1), &format!("version: \"1.{n}\""));
            replace(&folder, POLICY, "status: approved", "status: draft");
        }
        done(&folder, &format!("approve POL-BASE --as ceo --person ann --date 2026-06-{:02}", n + 1));
    }
    done(&folder, "build --as-of 2026-07-01 --out public");
    let listed = |page: &str| -> Vec<String> {
        let html = folder.read(&format!("public/documents/pol-base/{page}index.html"));
        let history = html.split("<h2 id=\"at:versions\">").nth(1).unwrap().split("</section>").next().unwrap();
        // The first link of a row is the version's own, or says how many stand between.
        let rows = history.split("<tr><td").skip(1).map(|row| row.split_once("<a href=").unwrap().1);
        let version = |row: &str| row.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
        let rest = history.contains("#at:versions\">All 14 versions</a>").then(|| "rest".to_owned());
        rows.map(version).chain(rest).collect()
    };
    let versions = |numbers: &[u32]| numbers.iter().map(|n| format!("1.{n}")).collect::<Vec<_>>();
    assert_eq!(listed(""), versions(&(0..14).rev().collect::<Vec<_>>()));
    let rest = |numbers: &[u32]| [versions(numbers), vec!["rest".to_owned()]].concat();
    let mut first = rest(&[13, 5, 4, 3, 2, 1, 0]);
    first.insert(1, "7 versions not listed here".to_owned());
    assert_eq!(listed("1.0/"), first);
    assert_eq!(listed("1.7/"), rest(&[13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]));
    assert_eq!(listed("1.13/"), rest(&[13, 12, 11, 10, 9, 8]));
}

#[test]
fn what_is_refused_changes_nothing() {
    let folder = Folder::base("");
    done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-10");
    let cases = [
        ("approve POL-BASE --as ceo --person ann --date 2026-06-11", "is sealed"),
        ("approve POL-NO --as ceo --person ann --date 2026-06-11", "no controlled document"),
        ("approve MAT-BASE --as ciso --person bob --date 2026-06-11", "text of their own"),
        ("approve MAT-BASE --as ceo --person cat --date 2026-06-11", "That day it was held by ann"),
        ("approve MAT-BASE --as staff --person cat --date 2026-06-11", "Entitled are: ceo, ciso"),
        ("review POL-BASE --as ciso --person bob --date 2026-06-09", "before the last event"),
        ("review POL-BASE --as staff --person cat --date 2026-06-11", "Entitled are the owner"),
        (
            "review MAT-BASE --as ciso --person bob --date 2026-06-11",
            "- {date: 2026-06-11, role: ciso, person: bob, outcome: unchanged}",
        ),
        ("retire POL-BASE --as staff --person cat --date 2026-06-11 --reason x", "Entitled are: ceo"),
        ("retire POL-BASE --as ceo --person ann --date 2026-06-11 --reason _", "reason is empty"),
        ("seal-translation POL-BASE fr --as ceo --person ann --date 2026-06-11", "not a language of this handbook"),
        ("sign POL-BASE --person nobody", "no person"),
        ("sign POL-BASE --person bob", "It is signed by ann"),
        ("sign MAT-BASE --person ann", "no event in the archive"),
        ("approve MAT-BASE --as ceo --person ann --date 2026-06-11 --sign", "no key in allowed_signers"),
        ("approve MAT-BASE --as ceo --person ann --date 2026-06-11 --sign no-such-key", "there is no key"),
        ("--lang fr approve MAT-BASE --as ceo --person eve --date 2026-06-11", "la personne `eve` n’existe pas"),
    ];
    for (line, says) in cases {
        let told = refused(&folder, line);
        assert!(
            told.contains(says) && (told.contains("Nothing was changed.") || told.contains("Rien")),
            "{line}\n{told}"
        );
    }
    // What was typed cannot be meant.
    for line in [
        "approve POL-BASE --as ceo --person ann --date 2026-02-30",
        "approve POL-BASE --as ceo",
        "--as-of 2026-06-11 approve MAT-BASE --as ceo --person ann",
        "review POL-BASE --as ciso --person bob --outcome fine",
        "verify public --rebuild-sums",
        "verify nowhere",
    ] {
        let before = tree(folder.path());
        assert_eq!(run(&folder, line).code, 2, "{line}");
        assert!(tree(folder.path()) == before, "{line}");
    }
    // An error in the document, and one in the archive of another.
    replace(&folder, "content/matrices/base.md", "owner: ciso", "owner: nobody");
    let told = refused(&folder, "approve MAT-BASE --as ceo --person ann --date 2026-06-11");
    assert!(told.contains("owner-unknown") && told.contains("content/matrices/base.md:6"), "{told}");
    replace(&folder, "content/matrices/base.md", "owner: nobody", "owner: ciso");
    folder.write("content/archive/POL-BASE/1.0/base.md", "other");
    for line in [
        "approve MAT-BASE --as ceo --person ann --date 2026-06-11",
        "review POL-BASE --as ciso --person bob --date 2026-06-11",
        "sign POL-BASE --person ann",
    ] {
        let told = refused(&folder, line);
        assert!(told.contains("not sound") && told.contains("content/archive/POL-BASE/1.0/base.md"), "{line}\n{told}");
    }
    assert!(refused(&folder, "verify --rebuild-sums").contains("must not cover them"));
}

#[test]
fn a_dry_run_shows_the_diff_and_the_event() {
    let folder = Folder::base(CHARTER);
    let before = tree(folder.path());
    let said = done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-01 --dry-run");
    for part in
        ["-approval: {role: ceo, person: ann, date: 2026-01-10}", "+effective: 2026-06-01", "\"event\": \"approved\""]
    {
        assert!(said.contains(part), "{part}\n{said}");
    }
    let said = done(&folder, "approve CHA-1 --as ceo --person ann --date 2026-06-01 --dry-run");
    assert!(said.contains("+status: in-review") && said.contains("the approval of ciso is awaited"), "{said}");
    assert!(tree(folder.path()) == before);
}

#[test]
fn two_approvers_sign_one_event_and_openssh_agrees() {
    let folder = Folder::base(CHARTER);
    let (ann, bob) = (new_key(&folder, "id_ed25519"), new_key(&folder, "bobs"));
    let signers = format!("ann@example.org namespaces=\"isms-handbook\" {ann}\nbob@example.org {bob}\n");
    folder.write("content/archive/allowed_signers", signers);

    let said = run(&folder, "approve CHA-1 --as ciso --person bob --date 2026-06-01 --sign home/.ssh/bobs");
    assert!(said.code == 0 && said.err.contains("nothing to sign yet"), "{}{}", said.out, said.err);
    let told = refused(&folder, "approve CHA-1 --as ciso --person bob --date 2026-06-02");
    assert!(told.contains("already"), "{told}");
    // The key is another's: nothing is sealed that would be signed in vain.
    let told = refused(&folder, "approve CHA-1 --as ceo --person ann --date 2026-06-02 --sign home/.ssh/bobs");
    assert!(told.contains("does not let the key"), "{told}");
    // Without a name it is the key in ~/.ssh that allowed_signers gives her.
    let said = done(&folder, "approve CHA-1 --as ceo --person ann --date 2026-06-02 --sign");
    assert!(said.contains("0001-approved-1.0.json.ann.sig"), "{said}");
    let said = done(&folder, "sign CHA-1 --person bob home/.ssh/bobs");
    assert!(said.contains("0001-approved-1.0.json.bob.sig"), "{said}");
    assert!(done(&folder, "sign CHA-1 --person bob home/.ssh/bobs").contains("had signed already"));

    let text = folder.read("content/charters/c.md");
    for part in ["# Who steers what.\n", "title: Charter   # short\n", "status: approved\n", "effective: 2026-06-02\n"]
    {
        assert!(text.contains(part), "{part}\n{text}");
    }
    assert!(!text.contains("text:"), "{text}");
    assert_eq!(folder.read("content/archive/CHA-1/1.0/c.md"), text);
    assert!(folder.has("content/archive/CHA-1/1.0/c.fr.md"));
    assert!(done(&folder, "verify").starts_with("1 event, 1 document, 2 signatures: all sound\n"));
    assert!(shell(&folder, "sha256sum -c --strict --quiet SHA256SUMS"));
    let check = |person: &str| {
        format!(
            "ssh-keygen -Y verify -f allowed_signers -I {person}@example.org -n isms-handbook -Overify-time=20260602120000Z \
             -s CHA-1/0001-approved-1.0.json.{person}.sig < CHA-1/0001-approved-1.0.json"
        )
    };
    assert!(shell(&folder, &check("ann")) && shell(&folder, &check("bob")));
    assert!(!shell(&folder, &check("ann").replace("ann@", "bob@")));
    let register = done(&folder, "--as-of 2026-06-03 status --format json");
    assert!(register.contains("\"signed\""), "{register}");
}

#[test]
fn a_translation_that_comes_later_is_sealed_by_itself() {
    let folder = Folder::base(CHARTER);
    let french = "---\ntitle: Politique\ntranslates: 1.0\n---\n\nLa sécurité.\n\n## Devoirs\n\nSignaler.\n";
    done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-01");
    folder.write("content/policies/base.fr.md", french);
    let said = done(&folder, "seal-translation POL-BASE fr --as ceo --person ann --date 2026-06-02");
    assert!(said.contains("content/archive/POL-BASE/1.0/base.fr.md"), "{said}");
    assert_eq!(folder.read("content/archive/POL-BASE/1.0/base.fr.md"), french);
    let told = refused(&folder, "seal-translation POL-BASE fr --as ceo --person ann --date 2026-06-03");
    assert!(told.contains("already"), "{told}");
    assert!(done(&folder, "verify").starts_with("2 events, 1 document,"));

    // The site as of the day before it was sealed does not know it; from that day on its page has its own digest.
    for (day, is_known) in [("2026-06-01", false), ("2026-06-02", true)] {
        done(&folder, &format!("build --as-of {day}"));
        let page = folder.read("public/fr/documents/pol-base/index.html");
        assert_eq!(page.contains("Signaler."), is_known, "{day}");
        let digest = isms_handbook::archive::Digest::of(french.as_bytes()).to_string();
        assert_eq!(page.contains(&digest), is_known, "{day}");
        let said = folder.run(&["--as-of", day, "export", "documents.json"]).out;
        assert_eq!(said.contains("\"fr\": \"Politique\""), is_known, "{day}: {said}");
    }
}

/// What is left of the approval of the version before is no approval of a draft.
#[test]
fn a_draft_shows_no_approval() {
    let folder = Folder::base("");
    done(&folder, "approve POL-BASE --as ceo --person ann --date 2026-06-01");
    replace(
        &folder,
        "content/policies/base.md",
        "version: \"1.0\"\nstatus: approved",
        "version: \"1.1\"\nstatus: draft",
    );
    done(&folder, "build --drafts --as-of 2026-06-02");
    let draft = folder.read("public/documents/pol-base/draft/index.html");
    assert!(draft.contains("1.1") && !draft.contains("Approval record"), "{draft}");
    let next = folder.run(&["approve", "POL-BASE", "--as", "ceo", "--person", "ann", "--date", "2026-06-02"]);
    assert!(next.code == 0 && !next.err.contains("dropped"), "{}", next.err);
}

#[test]
fn the_table_beside_a_matrix_is_part_of_what_is_approved() {
    let folder = Folder::base("");
    let matrix = "content/matrices/base.md";
    let text = folder.read(matrix);
    let (front, _) = text.split_once("\n---\n\n").unwrap();
    folder.write(matrix, format!("{front}\nsource: raci.csv\n---\n"));
    folder.write("content/matrices/raci.csv", "Activity,ceo,ciso,staff\nReport incidents,A,R,R\n");
    done(&folder, "approve MAT-BASE --as ceo --person ann --date 2026-06-01");
    assert_eq!(folder.read("content/archive/MAT-BASE/1.0/raci.csv"), folder.read("content/matrices/raci.csv"));
    replace(&folder, matrix, "version: \"1.0\"", "version: \"1.1\"");
    replace(&folder, "content/matrices/raci.csv", "A,R,R", "A,R,I");
    let shown = done(&folder, "--as-of 2026-06-02 diff MAT-BASE");
    assert!(shown.contains("[raci.csv]") && shown.contains("Report incidents,A,R,"), "{shown}");
    // What it means for people is said in words, in the terminal and on the page.
    assert!(shown.contains("`Report incidents`: ") && shown.contains(" no longer has R\n"), "{shown}");
    let shown = done(&folder, "--as-of 2026-06-02 --lang fr diff MAT-BASE");
    assert!(shown.contains(" n’a plus R\n") && shown.contains(" reçoit I\n"), "{shown}");
    done(&folder, "approve MAT-BASE --as ceo --person ann --date 2026-06-02");
    done(&folder, "--as-of 2026-06-03 build");
    let site = tree(folder.path());
    let page = site.iter().find(|(path, _)| path.ends_with("documents/mat-base/1.1/changes/index.html")).unwrap();
    let page = String::from_utf8_lossy(page.1);
    assert!(page.contains("What changes for people") && page.contains("Report incidents: "), "{page}");
    done(&folder, "verify");
}

#[test]
fn two_branches_that_each_sealed_a_document_are_merged() {
    let (ours, theirs) = (Folder::base(""), Folder::base(""));
    done(&ours, "approve POL-BASE --as ceo --person ann --date 2026-06-01");
    done(&theirs, "approve MAT-BASE --as ceo --person ann --date 2026-06-02");
    let sums = "content/archive/SHA256SUMS";
    let conflicted = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n", ours.read(sums), theirs.read(sums));
    for (path, bytes) in tree(theirs.path()) {
        if path.contains("MAT-BASE") || path == "content/matrices/base.md" {
            ours.write(&path, bytes);
        }
    }
    ours.write(sums, &conflicted);
    let ran = run(&ours, "verify");
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("conflict markers of a merge") && ran.err.contains("--rebuild-sums"), "{}", ran.err);
    assert!(refused(&ours, "review POL-BASE --as ciso --person bob --date 2026-06-03").contains("not sound"));
    let said = done(&ours, "verify --rebuild-sums");
    assert!(said.starts_with("2 events, 2 documents, 0 signatures: all sound\n"), "{said}");
    assert!(shell(&ours, "sha256sum -c --strict --quiet SHA256SUMS"));
    done(&ours, "review POL-BASE --as ciso --person bob --date 2026-06-03");
}

#[test]
fn a_published_site_is_checked_against_its_manifest() {
    let folder = Folder::base("");
    let site = folder.path().join("public");
    done(&folder, "--as-of 2026-06-01 build");
    assert!(done(&folder, "verify public").contains("every file is as its manifest says"));
    let spoil = |path: &Path, bytes: &str| std::fs::write(path, bytes).unwrap();
    spoil(&site.join("index.html"), "other");
    spoil(&site.join("added.html"), "x");
    std::fs::remove_file(site.join("robots.txt")).unwrap();
    let ran = run(&folder, "verify public");
    assert_eq!(ran.code, 1, "{}", ran.err);
    for part in ["public/index.html: changed", "public/added.html: added", "public/robots.txt: missing"] {
        assert!(ran.err.contains(part), "{part}\n{}", ran.err);
    }
}
