//! A crash at every step of a sealing: nothing that was there is lost, what is left is told, and the same command
//! again completes it. And `SHA256SUMS` written anew after a merge.

use super::*;
use std::fs;
use std::io;

/// The error with which the hook stops a run, as a crash would.
fn crash() -> io::Error {
    io::Error::other("crash")
}

/// Runs a plan to its end in a fresh folder; the files, and how many steps it took.
fn whole_run(world: &World, plan: &dyn Fn(&Archive) -> SealPlan) -> (World, usize) {
    let root = tempfile::tempdir().unwrap();
    let folder = start(world, root.path());
    let mut steps = 0;
    let sealed = seal(&folder, &plan(&world.read().value), &mut |_| {
        steps += 1;
        Ok(())
    })
    .unwrap();
    let after = world.load(root.path());
    assert_eq!(after.sound().sums, Some(sealed.sums));
    assert_eq!(sealed.paths.last(), Some(&sealed.event));
    (after, steps)
}

/// Stores a world; without files there is not even the archive's folder.
fn start(world: &World, root: &Path) -> std::path::PathBuf {
    let folder = world.store(root);
    if world.files.is_empty() {
        fs::remove_dir(&folder).unwrap();
    }
    folder
}

/// Cuts the file that the step is about to put in its place in half: the disk did not get further.
fn halve(step: Step<'_>) {
    if let Step::Place(path) | Step::Replace(path) = step {
        let beside = path.with_file_name(format!("{}.new", path.file_name().unwrap().to_str().unwrap()));
        let bytes = fs::read(&beside).unwrap();
        fs::write(beside, &bytes[..bytes.len() / 2]).unwrap();
    }
}

fn survives_a_crash_at_each_step(what: &str, world: &World, plan: &dyn Fn(&Archive) -> SealPlan) {
    let (expected, steps) = whole_run(world, plan);
    assert!(steps >= 5, "{what}: {steps}");
    for (at, half) in (0..steps).flat_map(|at| [(at, false), (at, true)]) {
        let what = format!("{what}, step {at}, half written: {half}");
        let root = tempfile::tempdir().unwrap();
        let folder = start(world, root.path());
        let mut step = 0;
        let fault = seal(&folder, &plan(&world.read().value), &mut |now| {
            step += 1;
            if step <= at {
                return Ok(());
            }
            if half {
                halve(now);
            }
            Err(crash())
        });
        assert!(fault.unwrap_err().says.en.contains("crash"), "{what}");

        // Nothing that was there has changed.
        let left = world.load(root.path());
        for (path, bytes) in &world.files {
            assert_eq!(left.files.get(path), Some(bytes), "{what}: {path}");
        }
        // What is left is told, and is no more than the beginnings of this very plan.
        let Checked { value, findings } = left.read();
        let touched = left.files.len() > world.files.len();
        assert_eq!(!findings.is_empty(), touched, "{what}: {findings:#?}");
        for finding in &findings {
            let help = &finding.help.as_ref().unwrap().en;
            assert!(help.contains("again") || help.contains("command"), "{what}: {finding:#?}");
        }
        let again = plan(&value);
        assert_eq!(again.event, plan(&world.read().value).event, "{what}");
        let unexplained = again.unexplained(&left.sources(), &findings);
        assert!(unexplained.is_empty(), "{what}: {unexplained:#?}");

        // The same command again completes it.
        seal(&folder, &again, &mut |_| Ok(())).unwrap_or_else(|fault| panic!("{what}: {fault}"));
        let after = world.load(root.path());
        assert_eq!(after.files.keys().collect::<Vec<_>>(), expected.files.keys().collect::<Vec<_>>(), "{what}");
        assert!(after.files == expected.files, "{what}");
    }
}

#[test]
fn every_kind_of_sealing_survives_a_crash_at_each_step() {
    let texts = [("policy.md", "four\n"), ("policy.fr.md", "quatre\n")];
    let approve = |document: &'static str, number: &'static str| {
        move |archive: &Archive| SealPlan::approved(archive, document, approval(number, "2026-05-01", &texts)).unwrap()
    };
    // Signatures are checked again at each step, which takes long: one of the runs has them.
    let mut unsigned = example();
    unsigned.files.retain(|path, _| !path.ends_with(".sig"));
    unsigned.list();
    let day = || date("2026-05-01");
    survives_a_crash_at_each_step("first approval of all", &World::default(), &approve("POL-001", "1.0"));
    let mut signers_only = World::new();
    signers_only.emails.clear();
    survives_a_crash_at_each_step("first with keys", &signers_only, &approve("POL-001", "1.0"));
    survives_a_crash_at_each_step("first of a document", &unsigned, &approve("STD-001", "1.0"));
    survives_a_crash_at_each_step("next version", &example(), &approve("POL-001", "2.0"));
    survives_a_crash_at_each_step("review", &unsigned, &|archive| {
        SealPlan::reviewed(archive, "POL-001", version("1.10"), day(), by("jean"), Outcome::ChangeNeeded, None).unwrap()
    });
    survives_a_crash_at_each_step("retirement", &unsigned, &|archive| {
        let (reason, successor) = ("Remplacée".to_owned(), Some("POL-002".to_owned()));
        SealPlan::retired(archive, "POL-001", version("1.10"), day(), by("marie"), reason, successor).unwrap()
    });
    survives_a_crash_at_each_step("translation", &unsigned, &|archive| {
        let text = ("policy.de.md".to_owned(), b"drei\n".to_vec());
        let german = Lang::parse("de").unwrap();
        SealPlan::translated(archive, "POL-001", version("1.10"), german, day(), by("jean"), text).unwrap()
    });
}

#[test]
fn nothing_else_is_taken_for_an_interrupted_run() {
    let plan = |world: &World, text: &str| {
        SealPlan::approved(&world.read().value, "POL-001", approval("2.0", "2026-05-01", &[("policy.md", text)]))
    };
    // A text of the same name with other bytes, and a stray file beside it.
    let mut world = example();
    world.files.insert("POL-001/2.0/policy.md".to_owned(), b"foreign".to_vec());
    world.files.insert("POL-001/2.0/other.md".to_owned(), b"x".to_vec());
    let ours = plan(&world, "ours").unwrap();
    let findings = world.read().findings;
    assert_eq!(ours.unexplained(&world.sources(), &findings).len(), 2);
    let root = tempfile::tempdir().unwrap();
    let folder = world.store(root.path());
    let fault = seal(&folder, &ours, &mut |_| Ok(())).unwrap_err();
    assert!(fault.says.en.contains("ever overwritten"), "{fault}");
    assert!(world.load(root.path()).files == world.files);

    // An event that was interrupted and says something else than the one to come.
    let mut world = example();
    let begun = plan(&world, "ours").unwrap();
    world.files.extend(begun.files());
    assert!(world.read().value.trails["POL-001"].pending.is_some());
    assert!(plan(&world, "ours").is_ok());
    assert!(plan(&world, "other").unwrap_err().says.en.contains("interrupted"));

    // A list that someone else wrote in the meantime.
    let world = example();
    let plan = plan(&world, "ours").unwrap();
    let root = tempfile::tempdir().unwrap();
    let folder = world.store(root.path());
    fs::write(folder.join("SHA256SUMS"), "").unwrap();
    assert!(seal(&folder, &plan, &mut |_| Ok(())).unwrap_err().says.en.contains("changed while"));
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere() {
    let outside = tempfile::tempdir().unwrap();
    for path in ["POL-001/2.0", "POL-001/2.0/policy.md", "POL-001/2.0/policy.md.new", "SHA256SUMS.new"] {
        let world = example();
        let root = tempfile::tempdir().unwrap();
        let folder = world.store(root.path());
        let place = folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        let target = outside.path().join(if path.ends_with("2.0") { "" } else { "victim" });
        fs::write(outside.path().join("victim"), "safe").unwrap();
        std::os::unix::fs::symlink(target, &place).unwrap();
        let text = [("policy.md", "text")];
        let plan = SealPlan::approved(&world.sound(), "POL-001", approval("2.0", "2026-05-01", &text)).unwrap();
        let fault = seal(&folder, &plan, &mut |_| Ok(())).unwrap_err();
        assert!(fault.says.en.contains("is a link"), "{path}: {fault}");
        assert_eq!(fs::read_to_string(outside.path().join("victim")).unwrap(), "safe");
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1);
    }
}

#[test]
fn sealing_lists_signatures_made_by_hand() {
    let mut world = example();
    let path = world.sign_by_hand("POL-001/0001-approved-1.0.json", "jean", 2);
    let root = tempfile::tempdir().unwrap();
    let folder = world.store(root.path());
    let text = [("policy.md", "text")];
    let plan = SealPlan::approved(&world.read().value, "POL-001", approval("2.0", "2026-05-01", &text)).unwrap();
    seal(&folder, &plan, &mut |_| Ok(())).unwrap();
    let after = world.load(root.path());
    after.sound();
    assert!(String::from_utf8_lossy(&after.files["SHA256SUMS"]).contains(&path));
}

/// Rebuilds on disk; the files after it, or the messages of the refusal.
fn rebuild(world: &World) -> Result<World, Vec<String>> {
    let root = tempfile::tempdir().unwrap();
    world.store(root.path());
    let mut sources = world.sources();
    sources.root = root.path().to_owned();
    match rebuild_sums(&sources, &world.emails, &mut |_| Ok(())).unwrap() {
        Rebuilt::Written(_) => Ok(world.load(root.path())),
        Rebuilt::Refused(findings) => {
            assert!(world.load(root.path()).files == world.files);
            Err(findings.into_iter().map(|finding| finding.says.en).collect())
        }
    }
}

#[test]
fn the_list_is_written_anew_after_a_merge_when_all_else_is_sound() {
    let (mut ours, mut theirs) = (example(), example());
    ours.approve("POL-001", "2.0", "2026-05-01", &[("policy.md", "ours")]);
    theirs.approve("STD-001", "1.0", "2026-05-01", &[("standard.md", "theirs")]);
    let mut merged = ours.clone();
    merged.files.append(&mut theirs.files.clone());
    let sums = |world: &World| String::from_utf8(world.files["SHA256SUMS"].clone()).unwrap();
    let conflicted = format!("<<<<<<< HEAD\n{}=======\n{}>>>>>>> theirs\n", sums(&ours), sums(&theirs));
    let mut expected = merged.clone();
    expected.list();
    for list in [Some(conflicted.clone()), Some(sums(&ours)), Some(sums(&theirs)), Some(String::new()), None] {
        merged.files.remove("SHA256SUMS");
        merged.files.extend(list.map(|list| ("SHA256SUMS".to_owned(), list.into_bytes())));
        assert!(!merged.read().findings.is_empty());
        assert!(rebuild(&merged).unwrap().files == expected.files);
    }

    // Not when anything else is wrong, nor when something that the old list names is gone or another.
    merged.files.insert("SHA256SUMS".to_owned(), conflicted.into_bytes());
    type Spoil<'s> = (&'s str, &'s dyn Fn(&mut World), &'s str);
    let spoil: [Spoil; 5] = [
        ("text", &|w| drop(w.files.insert("POL-001/2.0/policy.md".to_owned(), b"x".to_vec())), "was changed"),
        ("last event gone", &|w| drop(w.files.remove("POL-001/0006-approved-2.0.json")), "is missing"),
        ("text gone", &|w| drop(w.files.remove("STD-001/1.0/standard.md")), "is missing"),
        ("stray", &|w| drop(w.files.insert("STD-001/x".to_owned(), Vec::new())), "no event names"),
        (
            "last event changed",
            &|w| {
                let event = w.files.get_mut("STD-001/0001-approved-1.0.json").unwrap();
                *event = String::from_utf8(event.clone()).unwrap().replace("ceo", "cio").into_bytes();
            },
            "was changed",
        ),
    ];
    for (what, spoil, word) in spoil {
        let mut world = merged.clone();
        spoil(&mut world);
        let told = rebuild(&world).map(|_| ()).expect_err(what);
        assert!(told.iter().any(|says| says.contains(word)), "{what}: {told:?}");
    }
}
