//! Each fault by its name: what is wrong, under which rule, in which words.

use super::*;

/// Reads a world and asserts that exactly these rules are reported, and that some message contains the words.
pub(super) fn check(what: &str, world: &World, rules: &[&str], words: &str) -> Archive {
    let Checked { value, findings } = world.read();
    let mut told: Vec<&str> = findings.iter().map(|finding| finding.rule.name).collect();
    told.sort_unstable();
    let mut rules = rules.to_vec();
    rules.sort_unstable();
    let says: Vec<&str> = findings.iter().map(|finding| finding.says.en.as_str()).collect();
    assert_eq!(told, rules, "{what}: {says:#?}");
    assert!(says.iter().any(|says| says.contains(words)), "{what}: {says:#?}");
    for finding in &findings {
        assert!(finding.help.is_some(), "{what}: no next step: {finding:?}");
        assert_ne!(finding.says.en, finding.says.fr, "{what}");
    }
    value
}

pub(super) fn edit(world: &World, path: &str, change: impl FnOnce(&str) -> String) -> World {
    let mut world = world.clone();
    let text = String::from_utf8(world.files[path].clone()).unwrap();
    let new = change(&text);
    assert_ne!(new, text, "{path}");
    world.files.insert(path.to_owned(), new.into_bytes());
    world
}

fn renamed(world: &World, from: &str, to: &str) -> World {
    let mut world = world.clone();
    let bytes = world.files.remove(from).unwrap();
    world.files.insert(to.to_owned(), bytes);
    world
}

pub(super) fn removed(world: &World, path: &str) -> World {
    let mut world = world.clone();
    world.files.remove(path).unwrap();
    world
}

fn exchanged(world: &World, one: &str, other: &str) -> World {
    let mut after = world.clone();
    after.files.insert(one.to_owned(), world.files[other].clone());
    after.files.insert(other.to_owned(), world.files[one].clone());
    after
}

/// The world with its list written anew, as someone who knows the format would.
pub(super) fn listed(mut world: World) -> World {
    world.list();
    world
}

#[test]
fn each_fault_is_named_once_and_in_its_own_words() {
    let world = example();
    let text = "POL-001/1.9/policy.md";
    let event = "POL-001/0003-approved-1.9.json";
    let last = "PRO-003/0002-retired-1.json";
    let digest = Digest::of(&world.files[text]).to_string();
    let cases: Vec<(&str, World, &[&str], &str)> = vec![
        (
            "text changed",
            edit(&world, text, |t| t.replace("two", "too")),
            &["archive-digest"],
            "1.9/policy.md was changed",
        ),
        (
            "text changed, list rewritten",
            listed(edit(&world, text, |t| t.replace("two", "too"))),
            &["archive-digest"],
            "does not agree with the event POL-001/0003",
        ),
        ("text emptied", edit(&world, text, |_| String::new()), &["archive-digest"], "was changed"),
        ("event changed", edit(&world, event, |t| t.replace("ceo", "cio")), &["archive-digest"], "line"),
        (
            "event changed, list rewritten",
            listed(edit(&world, event, |t| t.replace("ceo", "cio"))),
            &["archive-chain"],
            "`previous` of POL-001/0004-translated-1.9.json",
        ),
        ("event truncated", edit(&world, event, |t| t[..99].to_owned()), &["archive-digest"], "was changed"),
        (
            "event truncated, list rewritten",
            listed(edit(&world, last, |t| t[..99].to_owned())),
            &["archive-event-invalid"],
            "is cut short",
        ),
        ("text missing", removed(&world, text), &["archive-file-missing"], "1.9/policy.md is missing"),
        ("event missing", removed(&world, event), &["archive-file-missing"], "0003-approved-1.9.json is missing"),
        (
            "event missing, list rewritten",
            listed(removed(&world, event)),
            &["archive-sequence", "archive-event-invalid", "archive-file-stray"],
            "number 3 before POL-001/0004",
        ),
        ("last event missing", removed(&world, last), &["archive-file-missing"], "0002-retired-1.json is missing"),
        (
            "text renamed",
            renamed(&world, text, "POL-001/1.9/policies.md"),
            &["archive-file-stray", "archive-file-missing"],
            "policies.md is POL-001/1.9/policy.md under another name",
        ),
        (
            "event renamed",
            renamed(&world, last, "PRO-003/0002-reviewed-1.json"),
            &["archive-event-invalid", "archive-file-stray", "archive-file-missing"],
            "belongs in PRO-003/0002-retired-1.json",
        ),
        (
            "texts exchanged",
            exchanged(&world, "POL-001/1.9/policy.md", "POL-001/1.0/policy.md"),
            &["archive-digest", "archive-digest"],
            "exchanged",
        ),
        (
            "list line wrong",
            edit(&world, "SHA256SUMS", |t| t.replace(&digest, &Digest::of(b"x").to_string())),
            &["archive-digest"],
            "of SHA256SUMS has a wrong digest for POL-001/1.9/policy.md",
        ),
        (
            "list line lost",
            edit(&world, "SHA256SUMS", |t| t.replace(&format!("{digest}  {text}\n"), "")),
            &["archive-file-stray"],
            "SHA256SUMS does not list POL-001/1.9/policy.md",
        ),
        ("list removed", removed(&world, "SHA256SUMS"), &["archive-file-missing"], "SHA256SUMS is missing"),
        (
            "list in conflict",
            edit(&world, "SHA256SUMS", |t| format!("<<<<<<< HEAD\n{t}=======\n>>>>>>> other\n")),
            &["archive-digest"],
            "conflict markers",
        ),
    ];
    for (what, world, rules, words) in cases {
        check(what, &world, rules, words);
    }
}

#[test]
fn a_conflicted_list_says_to_rebuild_it() {
    let world = edit(&example(), "SHA256SUMS", |t| format!("<<<<<<< HEAD\n=======\n{t}>>>>>>> other\n"));
    let Checked { value, findings } = world.read();
    assert!(findings[0].help.as_ref().unwrap().en.contains("handbook verify --rebuild-sums"));
    assert!(!value.sound && value.trails.values().all(|trail| trail.sound && trail.pending.is_none()));
}

#[test]
fn strangers_are_stray_wherever_they_lie() {
    for path in [
        "notes.txt",
        ".DS_Store",
        "POL-001/notes.txt",
        "POL-001/1.9/notes.txt",
        "POL-001/9.9/policy.md",
        "-x/a",
        "sub dir/x.md",
    ] {
        for list in [false, true] {
            let mut world = example();
            world.files.insert(path.to_owned(), b"x".to_vec());
            if list && path.contains('/') && !path.starts_with(['-', 's']) {
                world.list();
            }
            check(path, &world, &["archive-file-stray"], path);
        }
    }
    // An empty folder of a document has no files, a folder with a stray one only has a trail that is not sound.
    let mut world = example();
    world.files.insert("STD-9/1.0/x.md".to_owned(), b"x".to_vec());
    assert!(!check("no event", &world, &["archive-file-stray"], "no event names").trails["STD-9"].sound);
}

#[test]
fn a_document_removed_as_a_whole_is_still_known() {
    let mut world = example();
    world.files.retain(|path, _| !path.starts_with("PRO-003/"));
    let Checked { value, findings } = world.read();
    assert_eq!(findings.len(), 4, "{findings:#?}");
    assert!(!value.trails["PRO-003"].sound && value.trails["PRO-003"].sealed.is_empty());
    assert!(value.trails["POL-001"].sound);
}

#[test]
fn a_linked_and_an_unread_file_are_told() {
    let world = example();
    for (path, change, rule) in [
        ("POL-001/1.9/policy.md", Body::Blob { size: 9 << 20 }, "over-limit"),
        ("POL-001/0003-approved-1.9.json", Body::Blob { size: 2 << 20 }, "over-limit"),
        ("SHA256SUMS", Body::Blob { size: 9 << 20 }, "over-limit"),
        ("allowed_signers", Body::Blob { size: 9 << 20 }, "over-limit"),
    ] {
        let mut sources = world.sources();
        sources.files.get_mut(format!("content/archive/{path}").as_str()).unwrap().body = change;
        let findings = read(&sources, &world.emails).findings;
        assert!(findings.iter().any(|finding| finding.rule.name == rule), "{path}: {findings:#?}");
    }
    for path in ["POL-001/1.9/policy.md", "POL-001/0003-approved-1.9.json", "SHA256SUMS", "allowed_signers"] {
        let mut sources = world.sources();
        sources.files.get_mut(format!("content/archive/{path}").as_str()).unwrap().linked = true;
        let findings = read(&sources, &world.emails).findings;
        assert_eq!(findings.len(), 1, "{path}: {findings:#?}");
        assert!(findings[0].says.en.contains("symbolic link"));
    }
}

#[test]
fn an_event_over_the_limit_is_told_once() {
    let mut world = World::new();
    world.approve("P", "1", "2024-01-01", &[("x.md", "x")]);
    let world = edit(&world, "P/0001-approved-1.json", |t| t.replace("nouvelles", &"é".repeat(1 << 20)));
    check("listed", &listed(world), &["over-limit"], "too large");
}

/// Builds a trail of events that the planner would refuse, chained and listed as they should be.
fn forge(events: &[(&str, &str, Act)]) -> World {
    let mut world = World::new();
    let mut previous = None;
    for (sequence, (number, day, act)) in (1..).zip(events) {
        let event = Event {
            document: "POL-001".to_owned(),
            sequence,
            version: version(number),
            date: date(day),
            by: by("marie"),
            act: act.clone(),
            previous,
        };
        for name in event.files().keys() {
            world.files.insert(format!("POL-001/{name}"), b"x".to_vec());
        }
        let bytes = event.to_bytes();
        previous = Some(Digest::of(&bytes));
        world.files.insert(format!("POL-001/{}", event.file_name()), bytes);
    }
    listed(world)
}

#[test]
fn what_cannot_follow_is_told() {
    let approved = |name: &str| Act::Approved {
        effective: date("2024-01-01"),
        change: None,
        summary: None,
        files: Files::from([(name.to_owned(), Digest::of(b"x"))]),
    };
    let reviewed = Act::Reviewed { outcome: Outcome::Unchanged, note: None };
    let retired = Act::Retired { reason: "r".to_owned(), replaced_by: None };
    let first = ("1.0", "2024-01-01", approved("1.0/x.md"));
    type Case<'c> = (&'c [(&'c str, &'c str, Act)], &'c [&'c str], &'c str);
    let cases: &[Case] = &[
        (&[first.clone(), ("1.0", "2024-01-01", reviewed.clone())], &[], ""),
        (
            &[first.clone(), ("1.0", "2023-12-31", reviewed.clone())],
            &["archive-sequence"],
            "is dated 2023-12-31, before",
        ),
        (&[first.clone(), ("0.9", "2024-01-02", approved("0.9/x.md"))], &["archive-sequence"], "not newer than 1.0"),
        (&[first.clone(), ("1", "2024-01-02", approved("1/x.md"))], &["archive-sequence"], "not newer than 1.0"),
        (&[first.clone(), ("1.1", "2024-01-02", reviewed.clone())], &["archive-event-invalid"], "never sealed"),
        (&[("1.0", "2024-01-01", reviewed.clone())], &["archive-event-invalid"], "never sealed"),
        (
            &[first.clone(), ("1.0", "2024-01-02", retired.clone()), ("1.0", "2024-01-03", reviewed)],
            &["archive-sequence"],
            "after the document was retired",
        ),
        (
            &[
                first.clone(),
                (
                    "1.0",
                    "2024-01-02",
                    Act::Translated {
                        language: Lang::FR,
                        files: Files::from([("1.0/x.md".to_owned(), Digest::of(b"x"))]),
                    },
                ),
            ],
            &["archive-event-invalid"],
            "sealed already",
        ),
    ];
    for (events, rules, words) in cases {
        let world = forge(events);
        if rules.is_empty() {
            world.sound();
        } else {
            check(words, &world, rules, words);
        }
    }
}

#[test]
fn events_belong_in_their_own_folder_and_twins_are_told_apart() {
    let world = example();
    let moved = World {
        files: world.files.iter().map(|(p, b)| (p.replace("PRO-003/", "PRO-004/"), b.clone())).collect(),
        emails: world.emails.clone(),
    };
    let findings = listed(moved).read().findings;
    assert!(
        findings
            .iter()
            .any(|f| f.says.en.contains("PRO-004/0001-approved-1.json holds the event that belongs in PRO-003/")),
        "{findings:#?}"
    );

    let mut twins = example();
    for (path, bytes) in &world.files {
        if let Some(rest) = path.strip_prefix("PRO-003/") {
            let text = String::from_utf8(bytes.clone()).unwrap().replace("PRO-003", "pro-003");
            twins.files.insert(format!("pro-003/{rest}"), text.into_bytes());
        }
    }
    let archive = listed(twins).read().value;
    assert!(!archive.trails["PRO-003"].sound && !archive.trails["pro-003"].sound && archive.trails["POL-001"].sound);
}

#[test]
fn two_branches_with_the_same_number_are_told() {
    let mut one = example();
    let mut other = example();
    one.approve("POL-001", "2.0", "2026-05-01", &[("policy.md", "one")]);
    other.review("POL-001", "1.10", "2026-05-02");
    one.files.append(&mut other.files.clone());
    let findings = listed(one).read().findings;
    assert!(findings.iter().any(|f| f.says.en.contains("have the same number")), "{findings:#?}");
}

/// A trail of so many events, and how long reading it takes at best.
fn long_trail(length: usize) -> std::time::Duration {
    let reviewed = Act::Reviewed { outcome: Outcome::Unchanged, note: None };
    let approved = Act::Approved {
        effective: date("2024-01-01"),
        change: None,
        summary: None,
        files: Files::from([("1.0/x.md".to_owned(), Digest::of(b"x"))]),
    };
    let mut events = vec![("1.0", "2024-01-01", approved)];
    events.resize(length, ("1.0", "2024-01-01", reviewed));
    let (sources, emails) = (forge(&events).sources(), BTreeMap::new());
    let once = || {
        let start = std::time::Instant::now();
        let checked = read(&sources, &emails);
        assert!(checked.findings.is_empty() && checked.value.trails["POL-001"].sealed.len() == length);
        start.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn reading_takes_time_in_proportion_to_the_events() {
    // Ten times as many take ten times as long; a quadratic step would take a hundred times.
    let (short, long) = (long_trail(500), long_trail(5_000));
    assert!(long < short * 40, "{short:?} {long:?}");
}
