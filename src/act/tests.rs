//! The acts over the base handbook: who may, what is written, what is refused with nothing changed, and a crash at every
//! step.

mod world;

use super::approve::{Approve, approve};
use super::write::carry_out;
use super::{Decision, Office};
use crate::archive::Act;
use crate::pipeline;
use crate::source::LoadOptions;
use std::fs;
use world::*;

#[test]
fn an_approval_seals_the_working_file_as_it_leaves_it() {
    let world = World::new("");
    let before = world.get(POLICY);
    let plan = world.does("2026-06-01", &approves("pol-base", "CEO", "Ann"));
    // The approval that the file listed was of nobody knows which text.
    assert!(plan.notes[0].en.contains("is dropped"), "{:?}", plan.notes);
    let after = world.get(POLICY);
    assert_eq!(after, before.replace("date: 2026-01-10}\n", "date: 2026-06-01}\neffective: 2026-06-01\n"));
    assert_eq!(world.get("content/archive/POL-BASE/1.0/base.md"), after);
    let event = world.get("content/archive/POL-BASE/0001-approved-1.0.json");
    for part in
        ["\"date\": \"2026-06-01\"", "\"effective\": \"2026-06-01\"", "\"role\": \"ceo\"", "\"person\": \"ann\""]
    {
        assert!(event.contains(part), "{event}");
    }
    assert!(world.refuses("2026-06-02", &approves("POL-BASE", "ceo", "ann")).contains("is sealed"));

    // The next version; an effective date that the old version left behind does not hold.
    world.change(POLICY, "version: \"1.0\"", "version: \"1.1\"");
    world.change(POLICY, "Report what", "Report at once what");
    let plan = world.does("2026-07-01", &approves("POL-BASE", "ceo", "ann"));
    assert!(plan.notes.iter().any(|note| note.en.contains("takes effect on 2026-07-01")), "{:?}", plan.notes);
    world.change(POLICY, "version: \"1.1\"", "version: \"1.2\"");
    world.does("2026-07-01", &approves_on("POL-BASE", "ceo", "ann", "2026-07-15", Some("2026-09-01")));
    assert!(world.get(POLICY).contains("effective: 2026-09-01\n"));
    assert!(world.get("content/archive/POL-BASE/0003-approved-1.2.json").contains("\"effective\": \"2026-09-01\""));
}

#[test]
fn two_approvers_each_approve_the_same_text() {
    let path = "content/charters/c.md";
    let world = World::new(CHARTER);
    let plan = world.does("2026-06-01", &approves("CHA-1", "ceo", "ann"));
    assert_eq!(plan.awaited, ["ciso"]);
    let text = world.get(path);
    assert!(text.contains("status: in-review\n") && text.contains("text: ") && !text.contains("effective"), "{text}");
    assert!(!world.dir.path().join("content/archive").exists());
    assert!(world.refuses("2026-06-02", &approves("CHA-1", "ceo", "ann")).contains("already"));
    assert!(
        world.refuses("2026-05-31", &approves("CHA-1", "ciso", "bob")).contains("before the approval of 2026-06-01")
    );

    // The text changes: the first approval is of another text.
    world.change(path, "The charter.", "The new charter.");
    let plan = world.does("2026-06-03", &approves("CHA-1", "ciso", "bob"));
    assert!(plan.notes[0].en.contains("the text has changed since"), "{:?}", plan.notes);
    assert_eq!(plan.awaited, ["ceo"]);
    // Comments and order of keys are no text.
    world.change(path, "# the charter", "# our charter");
    let plan = world.does("2026-06-05", &approves("CHA-1", "ceo", "ann"));
    let event = plan.seal.unwrap().event;
    let by: Vec<&str> = event.by.iter().map(|by| by.person.as_str()).collect();
    assert_eq!((by, event.date), (vec!["bob", "ann"], day("2026-06-05")));
    let Act::Approved { effective, files, summary, change } = event.act else { panic!() };
    assert_eq!(effective, day("2026-06-05"));
    assert_eq!(files.keys().collect::<Vec<_>>(), ["1.0/c.fr.md", "1.0/c.md"]);
    assert_eq!((summary.as_deref(), change.map(|change| change.as_str())), (Some("First issue."), Some("material")));
    let text = world.get(path);
    assert!(!text.contains("text:") && text.contains("status: approved\n") && text.contains("# our charter"), "{text}");

    // Whoever types approvals by hand has not approved by that, even if all looks as `approve` would leave it.
    let typed = World::new(CHARTER);
    let entries = "[{role: ceo, person: ann, date: 2026-06-01}, {role: ciso, person: bob, date: 2026-06-01}]";
    let keys = format!("status: approved\neffective: 2026-06-01\napproval: {entries}");
    typed.change(path, "status: draft", &keys);
    assert_eq!(typed.does("2026-06-01", &approves("CHA-1", "ciso", "bob")).awaited, ["ceo"]);

    // Approvals of the version before are none of the next, even on the same day with the status left as it was.
    world.change(path, "version: \"1.0\"", "version: \"1.1\"");
    let plan = world.does("2026-06-05", &approves("CHA-1", "ceo", "ann"));
    assert_eq!((plan.awaited.as_slice(), plan.seal.is_none()), (&["ciso".to_owned()][..], true));
    let plan = world.does("2026-06-05", &approves("CHA-1", "ciso", "bob"));
    assert!(plan.notes.iter().any(|note| note.en.contains("seal-translation CHA-1 fr")), "{:?}", plan.notes);
}

#[test]
fn what_may_not_be_approved_changes_nothing() {
    let world = World::new("");
    let cases: &[(&str, &str, &str, &str, &str)] = &[
        ("POL-NO", "ceo", "ann", "2026-06-01", "no controlled document"),
        ("POL-BASE", "boss", "ann", "2026-06-01", "Known in content/roles/: ceo, ciso, staff"),
        ("POL-BASE", "ceo", "eve", "2026-06-01", "Known in content/people.yaml: ann, bob, cat"),
        ("POL-BASE", "ciso", "bob", "2026-06-01", "Entitled are: ceo"),
        ("POL-BASE", "ceo", "bob", "2026-06-01", "That day it was held by ann"),
        ("POL-BASE", "ceo", "ann", "2019-06-01", "not with the organisation"),
        ("MAT-BASE", "ciso", "bob", "2026-06-01", "text of their own"),
    ];
    for (id, role, person, date, says) in cases {
        let decide = |office: &Office<'_>| {
            approve(office, &Approve { id, actor: actor(role, person, Some(date)), effective: None })
        };
        let told = world.refuses("2026-06-01", &decide);
        assert!(told.contains(says), "{id} {role} {person}: {told}");
    }
    let changes: &[(&str, &str, &str)] = &[
        ("version: \"1.0\"", "version:", "has no version"),
        ("owner: ciso", "owner: ciso\nhistory: [{version: 1.0.0, date: 2025-01-01, by: ceo}]", "not newer than 1.0.0"),
        ("owner: ciso", "owner: nobody", "has errors"),
        ("status: approved", "status: retired\nretired: 2026-01-11", "is retired"),
        ("---\n\nSec", "\nSec", "no controlled document"),
        ("authors: [bob]", "authors: [ceo]", "ann is among its `authors`"),
    ];
    for (from, to, says) in changes {
        let world = World::new("");
        world.change(POLICY, from, to);
        let told = world.refuses("2026-06-01", &approves("POL-BASE", "ceo", "ann"));
        assert!(told.contains(says), "{to}: {told}");
    }
    // What the act itself puts right does not stand in its way, even where the configuration calls it an error.
    let world = World::new("");
    world.does("2026-06-01", &approves("POL-BASE", "ceo", "ann"));
    world.change("site-config.yaml", "frameworks:", "rules: {review-overdue: error}\nframeworks:");
    world.does("2027-06-30", &reviews("ciso", "bob", None));
    // Only a warning: the approval is taken, and told.
    let world = World::new("");
    world.change(POLICY, "authors: [bob]", "authors: [ceo]");
    world.change("site-config.yaml", "approval: {", "approval: {self_approval: warn, ");
    let plan = world.does("2026-06-01", &approves("POL-BASE", "ceo", "ann"));
    assert!(plan.notes[0].en.contains("text of their own"), "{:?}", plan.notes);
}

#[test]
fn nothing_is_added_to_an_archive_that_is_not_sound() {
    let world = World::new("");
    world.does("2026-06-01", &approves("MAT-BASE", "ceo", "ann"));
    world.put("content/archive/MAT-BASE/1.0/base.md", "other");
    for decide in [&approves("POL-BASE", "ceo", "ann") as &dyn Fn(&Office<'_>) -> Decision, &retires("MAT-BASE", None)]
    {
        let told = world.refuses("2026-06-02", decide);
        assert!(told.contains("not sound") && told.contains("MAT-BASE/1.0/base.md was changed"), "{told}");
    }
}

#[test]
fn reviews_retirements_and_translations_write_into_the_archive_alone() {
    let world = World::new("");
    let told = world.refuses("2026-06-01", &reviews("ciso", "bob", None));
    let line =
        "reviewed:\n  - {date: 2026-06-01, role: ciso, person: bob, outcome: unchanged, note: \"read: \\\"all\\\"\"}";
    assert!(told.contains(line), "{told}");
    let told = world.refuses("2026-06-01", &retires("POL-BASE", Some("mat-base")));
    assert!(told.contains("retired: 2026-06-01\nreason: \"Merged.\"\nreplaced_by: MAT-BASE"), "{told}");
    assert!(world.refuses("2026-06-01", &translates("fr")).contains("not a language of this handbook (en)"));
    world.change("site-config.yaml", "[en]", "[en, fr]");
    assert!(world.refuses("2026-06-01", &translates("fr")).contains("content/policies/base.fr.md"));

    world.does("2026-06-01", &approves_on("POL-BASE", "ceo", "ann", "2026-06-01", Some("2026-07-01")));
    let policy = world.get(POLICY);
    world.does("2026-06-10", &reviews("ciso", "bob", None));
    assert!(world.refuses("2026-06-10", &reviews("staff", "cat", None)).contains("ciso, ceo"));
    assert!(world.refuses("2026-06-10", &reviews("ciso", "bob", Some("2026-06-09"))).contains("before the last event"));

    world.put("content/policies/base.fr.md", "---\ntitle: Politique\n---\nTexte\n");
    assert!(world.refuses("2026-06-11", &translates("fr")).contains("does not say which version"));
    world.put("content/policies/base.fr.md", "---\ntitle: Politique\ntranslates: 2\n---\nTexte\n");
    assert!(world.refuses("2026-06-11", &translates("fr")).contains("version 2 of POL-BASE is not sealed"));
    world.put("content/policies/base.fr.md", "---\ntitle: Politique\ntranslates: 1\n---\nTexte\n");
    world.does("2026-06-11", &translates("fr"));
    assert!(world.get("content/archive/POL-BASE/1.0/base.fr.md").contains("Texte"));
    assert!(world.refuses("2026-06-11", &translates("fr")).contains("already"));
    assert!(world.refuses("2026-06-11", &translates("en")).contains("main text"));

    assert!(world.refuses("2026-06-12", &retires("POL-BASE", Some("POL-BASE"))).contains("cannot replace itself"));
    assert!(
        world.refuses("2026-06-12", &retires("POL-BASE", Some("POL-2"))).contains("no controlled document `POL-2`")
    );
    world.does("2026-06-12", &retires("POL-BASE", Some("mat-base")));
    let event = world.get("content/archive/POL-BASE/0004-retired-1.0.json");
    assert!(event.contains("\"replaced_by\": \"MAT-BASE\"") && event.contains("\"reason\": \"Merged.\""), "{event}");
    assert!(world.refuses("2026-06-13", &retires("POL-BASE", None)).contains("was retired on 2026-06-12"));
    assert_eq!(world.get(POLICY), policy);
}

#[test]
fn what_nobody_wrote_is_not_approved() {
    let skeleton = "## Purpose\n\n<!-- What this policy protects. -->\n\n## Rules\n\n<!-- One a line. -->\n";
    for (body, blank) in [
        (skeleton, true),
        ("\n\n", true),
        ("<!-- Later.", true),
        ("## Purpose\n\n<!-- Why. -->\nIt protects.\n", false),
        ("# Security is everyone’s business\n", false),
    ] {
        let world = World::new("");
        let text = world.get(POLICY);
        let (front, _) = text.split_once("\n---\n").unwrap();
        world.put(POLICY, &format!("{front}\n---\n{body}"));
        let (decision, _) = world.act("2026-06-01", None, &approves("POL-BASE", "ceo", "ann"));
        assert_eq!(decision.err().map(|refusal| refusal.says.en.contains("no text")), blank.then_some(true), "{body}");
        assert_eq!(world.found("2026-06-01").contains(&"placeholder-text"), blank, "{body}");
    }
}

/// Stops at every step, and runs the same command again, on another day where it names none.
fn survives(
    what: &str,
    prepare: &dyn Fn() -> World,
    on: &str,
    again_on: &str,
    decide: &dyn Fn(&Office<'_>) -> Decision,
) {
    let whole = prepare();
    let (decision, steps) = whole.act(on, None, decide);
    assert!(decision.is_ok() && steps > 4, "{what}: {decision:#?}");
    let expected = whole.tree();
    for stop in 0..steps {
        let world = prepare();
        let before = world.tree();
        let _ = world.act(on, Some(stop), decide);
        let left = world.tree();
        for (path, bytes) in &before {
            let now = &left[path];
            assert!(now == bytes || *now == expected[path], "{what}, step {stop}: {path}");
        }
        let (decision, _) = world.act(again_on, None, decide);
        assert!(decision.is_ok(), "{what}, step {stop}: {decision:#?}");
        let now = world.tree();
        assert_eq!(now.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>(), "{what}, step {stop}");
        if on == again_on {
            for (path, bytes) in &now {
                let (now, then) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&expected[path]));
                assert_eq!(now, then, "{what}, step {stop}: {path}");
            }
        }
        assert!(world.faults().is_empty(), "{what}, step {stop}: {:#?}", world.faults());
    }
}

#[test]
fn a_crash_at_any_step_is_completed_by_the_same_command() {
    let on = "2026-06-05";
    let first = || World::new("");
    let two = || {
        let world = World::new(CHARTER);
        world.does("2026-06-01", &approves("CHA-1", "ceo", "ann"));
        world
    };
    let sealed = || {
        let world = World::new("");
        world.does("2026-06-01", &approves("POL-BASE", "ceo", "ann"));
        world
    };
    let next = || {
        let world = sealed();
        world.change(POLICY, "version: \"1.0\"", "version: \"1.1\"");
        world
    };
    let translated = || {
        let world = sealed();
        world.change("site-config.yaml", "[en]", "[en, fr]");
        world.put("content/policies/base.fr.md", "---\ntitle: Politique\ntranslates: 1.0\n---\nTexte\n");
        world
    };
    for again in [on, "2026-06-06"] {
        survives("first approval", &first, on, again, &approves("POL-BASE", "ceo", "ann"));
        survives("next version", &next, on, again, &approves("POL-BASE", "ceo", "ann"));
        survives("review", &sealed, on, again, &reviews("ciso", "bob", None));
        survives("retirement", &sealed, on, again, &retires("POL-BASE", None));
        survives("translation", &translated, on, again, &translates("fr"));
        survives("second approver", &two, on, again, &approves("CHA-1", "ciso", "bob"));
    }
}

#[cfg(unix)]
#[test]
fn the_working_file_keeps_its_rights_and_links_are_not_followed_out() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let world = World::new("");
    let path = world.dir.path().join(POLICY);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let outside = tempfile::tempdir().unwrap();
    let trap = path.with_file_name(".base.md.new");
    symlink(outside.path().join("victim"), &trap).unwrap();
    let reading = pipeline::read(world.dir.path(), &LoadOptions::default()).unwrap();
    let (assessment, judged) = reading.on(day("2026-06-01"));
    let office = Office::open(&reading.sources, &reading.handbook, &reading.findings, &assessment, &judged);
    let plan = approves("POL-BASE", "ceo", "ann")(&office).unwrap();
    assert!(carry_out(&reading.sources, &plan, &mut |_| Ok(())).is_err());
    assert!(!outside.path().join("victim").exists());
    fs::remove_file(&trap).unwrap();
    carry_out(&reading.sources, &plan, &mut |_| Ok(())).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);

    // A file that somebody saved in the meantime is not written over.
    let world = World::new("");
    let reading = pipeline::read(world.dir.path(), &LoadOptions::default()).unwrap();
    let (assessment, judged) = reading.on(day("2026-06-01"));
    let office = Office::open(&reading.sources, &reading.handbook, &reading.findings, &assessment, &judged);
    let plan = approves("POL-BASE", "ceo", "ann")(&office).unwrap();
    world.change(POLICY, "Report what", "Report soon what");
    let error = carry_out(&reading.sources, &plan, &mut |_| Ok(())).unwrap_err();
    assert!(error.to_string().contains("changed while"), "{error}");
    assert!(!world.dir.path().join("content/archive").exists());
}
