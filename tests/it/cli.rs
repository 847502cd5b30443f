//! Commands as a user types them: output, exit codes, languages.

use crate::harness::{Folder, run};

#[test]
fn help_names_every_command_with_an_example() {
    let folder = Folder::new();
    let help = folder.run(&["--help"]);
    assert_eq!(help.code, 0);
    for command in [
        "init",
        "new",
        "build",
        "check",
        "explain",
        "status",
        "schema",
        "completions",
        "export",
        "approve",
        "verify",
        "diff",
    ] {
        assert!(help.out.contains(&format!("  {command}")), "{command}");
        let own = folder.run(&[command, "--help"]);
        assert!(own.out.contains("Example: handbook "), "{command}");
    }
    assert_eq!(folder.run(&["--version"]).code, 0);
    assert_eq!(folder.run(&[]).code, 2);
    assert_eq!(folder.run(&["bild"]).code, 2);
    assert_eq!(folder.run(&["--as-of", "2026-02-30", "check"]).code, 2);
    assert_eq!(folder.run(&["--root", "nowhere", "check"]).code, 2);
}

#[test]
fn shells_and_man_are_told_of_every_command() {
    let folder = Folder::new();
    let manual = folder.run(&["man"]);
    assert_eq!(manual.code, 0, "{}", manual.err);
    for section in ["EXPORT", "APPROVE", "CHANGES", "VERIFY", "SERVE"] {
        assert!(manual.out.contains(&format!(".SH \"{section}\"")), "{section}");
    }
    for word in [".SH \"EXIT STATUS\"", ".SH ENVIRONMENT", ".SS EXAMPLE", "SOURCE_DATE_EPOCH"] {
        assert!(manual.out.contains(word), "{word}");
    }
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = folder.run(&["completions", shell]);
        assert!(ran.code == 0 && ran.out.contains("seal-translation"), "{shell}: {}", ran.err);
    }
    folder.write("completions", folder.run(&["completions", "bash"]).out);
    let script = ". ./completions; COMP_WORDS=(handbook expl); COMP_CWORD=1; _handbook handbook expl handbook; echo ${COMPREPLY[@]}";
    let bash = std::process::Command::new("bash").args(["-c", script]).current_dir(folder.path()).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&bash.stdout).trim(), "explain");
}

#[test]
fn a_starter_handbook_builds_clean() {
    for languages in ["en", "fr", "en,fr", "fr,en"] {
        let folder = Folder::new();
        let made = folder.run(&["--as-of", "2026-06-01", "init", "d", "--lang", languages]);
        assert_eq!(made.code, 0, "{}", made.err);
        let d = folder.path().join("d");
        let built = run(&d, &["--as-of", "2026-06-01", "build"]);
        assert_eq!(built.code, 0, "{languages}: {}", built.err);
        let checked = run(&d, &["--as-of", "2026-06-01", "check", "--fail-on", "warning", "--format", "concise"]);
        assert_eq!(checked.code, 0, "{languages}: {}", checked.out);
        let again = folder.run(&["--as-of", "2026-07-01", "init", "d", "--lang", languages]);
        assert_eq!(again.code, 0, "what exists is kept: {}{}", again.out, again.err);
    }
}

#[test]
fn a_new_policy_explains_itself() {
    let folder = Folder::base("");
    let made = folder.run(&["new", "policy", "POL-010", "--title", "Remote work"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let text = folder.read("content/policies/remote-work.md");
    assert!(text.contains("id: POL-010") && text.contains("# review: 12 months"), "{text}");
    let checked = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert_eq!(folder.run(&["new", "policy", "POL-010"]).code, 2, "an id is taken once");
    assert_eq!(folder.run(&["new", "polcy", "POL-011"]).code, 2);
}

#[test]
fn exit_codes_follow_the_level_asked_for() {
    let folder = Folder::base(
        "=== content/policies/base.md\n---\nid: POL-BASE\ntitle: P\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\napproval: {role: ceo, person: ann, date: 2025-01-10}\n---\n\nText.\n",
    );
    for (arguments, code) in [
        (vec!["check"], 0),
        (vec!["check", "--fail-on", "warning"], 1),
        (vec!["check", "--fail-on", "never"], 0),
        (vec!["build", "--fail-on", "warning"], 1),
    ] {
        let mut all = vec!["--as-of", "2026-06-01"];
        all.extend(&arguments);
        assert_eq!(folder.run(&all).code, code, "{arguments:?}");
    }
    assert!(!folder.has("public"));
    for format in ["human", "concise", "json", "sarif", "github", "gitlab", "junit"] {
        let ran = folder.run(&["--as-of", "2026-06-01", "check", "--fail-on", "warning", "--format", format]);
        assert_eq!(ran.code, 1, "{format} changes the exit code");
        assert!(ran.out.contains("review-overdue"), "{format}\n{}", ran.out);
    }
}

#[test]
fn json_findings_have_their_contract() {
    let folder = Folder::base("=== content/a.md\n# A\n\n[x](nowhere.md)\n");
    let ran = folder.run(&["--as-of", "2026-06-01", "check", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(value["schema"], 1);
    assert_eq!(value["as_of"], "2026-06-01");
    let finding = &value["findings"][0];
    assert_eq!(finding["rule"], "link-broken");
    assert_eq!(finding["level"], "warning");
    assert_eq!(finding["path"], "content/a.md");
    assert_eq!((finding["line"].as_u64(), finding["column"].as_u64()), (Some(3), Some(1)));
    assert!(finding["subject"].is_null());
    let print = finding["fingerprint"].as_str().unwrap().to_string();
    folder.write("content/a.md", "# A\n\nA line more.\n\n[x](nowhere.md)\n");
    let moved = folder.run(&["--as-of", "2026-06-01", "check", "--format", "json"]);
    assert!(moved.out.contains(&print), "a fingerprint survives moved lines");
    folder.write("baseline.json", &ran.out);
    let new = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise", "--baseline", "baseline.json"]);
    assert!(!new.out.contains("link-broken"), "{}", new.out);
}

#[test]
fn messages_speak_the_language_asked_for() {
    let folder = Folder::base("=== content/a.md\n# A\n\n[x](nowhere.md)\n");
    let french = folder.run(&["--as-of", "2026-06-01", "--lang", "fr", "check"]);
    assert!(french.out.contains("ne mène nulle part"), "{}", french.out);
    let english = folder.run(&["--as-of", "2026-06-01", "check"]);
    assert!(english.out.contains("leads nowhere") && english.out.contains('^'), "{}", english.out);
}

#[test]
fn waivers_and_levels_come_from_the_configuration() {
    let config = |rest: &str| {
        format!(
            "=== site-config.yaml\ntitle: T\n{rest}\n=== content/policies/base.md\n---\nid: POL-BASE\ntitle: P\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\napproval: {{role: ceo, person: ann, date: 2025-01-10}}\n---\n\nText.\n"
        )
    };
    let waiver = |until: &str| {
        format!("waivers: [{{rule: review-overdue, subject: POL-BASE, reason: New law, owner: ciso, until: {until}}}]")
    };
    for (rest, says, code) in [
        ("rules: {review-overdue: error}".to_string(), "error[review-overdue]", 1),
        ("rules: {review-overdue: off}".to_string(), "", 0),
        (waiver("2026-06-01"), "", 0),
        (waiver("2026-05-31"), "warning[waiver-expired]", 0),
        (waiver("2026-07-01").replace("POL-BASE", "POL-OTHER"), "warning[waiver-unused]", 0),
    ] {
        let folder = Folder::base(&config(&rest));
        let ran = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
        assert_eq!(ran.code, code, "{rest}\n{}", ran.out);
        assert!(ran.out.contains(says), "{rest}\n{}", ran.out);
        if says.is_empty() {
            assert!(!ran.out.contains("[review-overdue]"), "{rest}\n{}", ran.out);
        }
    }
}

#[test]
fn status_and_exports_tell_the_same() {
    let folder = Folder::base("");
    let table = folder.run(&["--as-of", "2026-06-01", "status"]);
    assert!(table.out.contains("POL-BASE") && table.out.contains("2027-01-10"), "{}", table.out);
    let json = folder.run(&["--as-of", "2026-06-01", "status", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    let policy = value["documents"].as_array().unwrap().iter().find(|document| document["id"] == "POL-BASE").unwrap();
    assert_eq!(policy["owner"]["people"][0], "bob");
    let keys: Vec<&str> = policy.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        [
            "id",
            "kind",
            "title",
            "version",
            "lifecycle",
            "review",
            "integrity",
            "owner",
            "approvals",
            "effective",
            "classification",
            "clauses",
            "url",
            "sha256",
            "versions",
            "translations"
        ]
    );
    let csv = folder.run(&["--as-of", "2026-06-01", "status", "--format", "csv", "--owner", "ciso"]);
    assert!(csv.out.starts_with("id,kind,title,version,lifecycle"), "{}", csv.out);
    assert_eq!(folder.run(&["status", "--owner", "nobody"]).code, 2);
    assert_eq!(folder.run(&["--as-of", "2026-06-01", "build"]).code, 0);
    for (format, path) in [
        ("register.csv", "register.csv"),
        ("documents.json", "api/documents.json"),
        ("reviews.ics", "reviews.ics"),
        ("feed.xml", "feed.xml"),
        ("manifest.json", "manifest.json"),
    ] {
        let export = folder.run(&["--as-of", "2026-06-01", "export", format]);
        assert_eq!(export.out, folder.read(&format!("public/{path}")), "{format}");
    }
    assert_eq!(folder.run(&["export", "nothing"]).code, 2);
    assert_eq!(folder.run(&["export", "register.csv", "--sample", "2"]).code, 2);
}

#[test]
fn explain_knows_every_rule() {
    let folder = Folder::new();
    let list = folder.run(&["explain"]);
    for rule in isms_handbook::finding::catalogue::all() {
        assert!(list.out.contains(rule.name), "{}", rule.name);
    }
    let one = folder.run(&["--lang", "fr", "explain", "review-overdue"]);
    assert_eq!(one.code, 0);
    assert!(one.out.contains("révision"), "{}", one.out);
    let wrong = folder.run(&["explain", "review-overdu"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("review-overdue"), "{}", wrong.err);
}

#[test]
fn output_folders_are_never_taken_from_others() {
    let folder = Folder::base("=== public/letter.txt\nDear\n");
    let ran = folder.run(&["--as-of", "2026-06-01", "build"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(folder.read("public/letter.txt"), "Dear\n");
    for out in ["content", "content/site", "."] {
        assert_eq!(folder.run(&["--as-of", "2026-06-01", "build", "--out", out]).code, 2, "{out}");
    }
    assert_eq!(folder.run(&["--as-of", "2026-06-01", "build", "--out", "site"]).code, 0);
    assert_eq!(folder.run(&["verify", "site"]).code, 0);
    folder.write("site/index.html", "changed");
    assert_eq!(folder.run(&["verify", "site"]).code, 1);
}

/// A claim of approval that does not hold stays what its author wrote; what takes effect later is told.
#[test]
fn status_tells_what_is_claimed_and_what_is_to_come() {
    let policy = "=== content/policies/base.md\n---\nid: POL-BASE\ntitle: P\nversion: \"1.0\"\nstatus: approved\nowner: ciso\nauthors: [bob]\n\
                  approval: {role: ceo, person: zoe, date: 2026-01-10}\n---\n\nText.\n";
    let folder = Folder::base(policy);
    let of = |ran: &str| {
        let value: serde_json::Value = serde_json::from_str(ran).unwrap();
        value["documents"].as_array().unwrap().iter().find(|document| document["id"] == "POL-BASE").unwrap().clone()
    };
    let claimed = of(&folder.run(&["--as-of", "2026-06-01", "status", "--format", "json"]).out);
    assert_eq!((claimed["lifecycle"].as_str(), claimed["integrity"].as_str()), (Some("approved"), None));
    assert_eq!(claimed["approvals"].as_array().map(Vec::len), Some(0));

    let folder = Folder::base(&policy.replace("zoe", "ann"));
    let approve = |date: &str, effective: &str| {
        let asked = ["approve", "POL-BASE", "--as", "ceo", "--person", "ann", "--date", date, "--effective", effective];
        let ran = folder.run(&asked);
        assert_eq!(ran.code, 0, "{}", ran.err);
    };
    approve("2026-06-01", "2026-06-01");
    let path = folder.path().join("content/policies/base.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let next = text.replace("version: \"1.0\"\nstatus: approved", "version: \"2.0\"\nstatus: draft");
    std::fs::write(&path, next.replace("Text.", "New text.")).unwrap();
    approve("2026-06-02", "2026-07-01");
    let table = folder.run(&["--as-of", "2026-06-30", "status"]).out;
    assert!(table.contains("POL-BASE: version 2.0 takes effect on 2026-07-01"), "{table}");
    let table = folder.run(&["--as-of", "2026-07-01", "status"]).out;
    assert!(!table.contains("takes effect"), "{table}");
    assert_eq!(of(&folder.run(&["--as-of", "2026-06-30", "status", "--format", "json"]).out)["version"], "1.0");
}

/// Two files for one text, and a text in a language that nobody listed, are told once.
#[test]
fn siblings_are_told_apart() {
    let pages = "=== content/notes/a.md\n# A\n\nText.\n=== content/notes/a.en.md\n# A\n\nText.\n=== content/notes/b.md\n# B\n\nText.\n\
                 === content/notes/b.es.md\n---\ntitle: B\n---\nTexto.\n=== content/notes/b.v2.md\n# B2\n\nText.\n";
    let ran = Folder::base(pages).run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
    let rules: Vec<&str> = ran.out.lines().filter_map(|line| line.split(['[', ']']).nth(1)).collect();
    assert_eq!(rules, ["url-collision", "language-unlisted"], "{}", ran.out);
}

/// Roles that only the configuration names are looked up too.
#[test]
fn the_roles_of_the_configuration_exist() {
    for (line, expected) in [
        ("approval: {policy: {roles: [ceo, nobody]}}", vec![]),
        ("approval: {guideline: {roles: [nobody]}}", vec!["site-config.yaml:2:31: warning[approver-unknown]"]),
        (
            "approval: {plan: {roles: [ceo, nobody], all: true}}",
            vec!["site-config.yaml:2:26: warning[approver-unknown]"],
        ),
        ("approval: {default: {roles: []}}", vec![]),
        (
            "waivers: [{rule: review-overdue, subject: POL-BASE, reason: R, owner: zoe, until: 2026-12-31}]",
            vec!["site-config.yaml:2:11: warning[waiver-unused]", "site-config.yaml:2:71: note[owner-unknown]"],
        ),
    ] {
        let folder = Folder::base(&format!("=== site-config.yaml\ntitle: T\n{line}\n"));
        let ran = folder.run(&["--as-of", "2026-06-01", "check", "--format", "concise"]);
        let told: Vec<&str> = ran.out.lines().map(|line| &line[..=line.find(']').unwrap()]).collect();
        assert_eq!(told, expected, "{line}");
    }
}

/// Whatever names a level of classification names one that there is.
#[test]
fn levels_of_classification_are_those_of_the_configuration() {
    let role = "id: staff\ntitle: S\nholders: [{person: cat}]\njob_description: {reference: J}";
    for (path, front) in [
        ("content/roles/staff.md", role),
        ("content/notes/a.md", "title: A"),
        ("content/policies/p.md", "id: POL-P\ntitle: P\nversion: 1\nstatus: draft\nowner: ciso"),
    ] {
        let text = format!("=== {path}\n---\nclassification: secret\n{front}\n---\n\nText.\n");
        let out = Folder::base(&text).run(&["--as-of", "2026-06-01", "check", "--format", "concise"]).out;
        assert!(out.starts_with(&format!("{path}:2:17: error[classification-unknown]")), "{path}: {out}");
        assert_eq!(out.matches("classification-unknown").count(), 1, "{out}");
    }
}
