//! Every change to an archive is found and its file named, over generated archives.

use super::*;
use proptest::prelude::*;

/// What happened to one document, in order; the numbers choose among what can follow.
type Story = Vec<u8>;

/// An archive of one to four documents.
fn archives() -> impl Strategy<Value = World> {
    prop::collection::vec(prop::collection::vec(any::<u8>(), 1..7), 1..4).prop_map(|stories| tell(&stories))
}

fn tell(stories: &[Story]) -> World {
    let mut world = World::new();
    let mut signed = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let id = ["POL-001", "pro.2", "Z", "POL-0010"][at];
        let mut day = date("2024-01-01");
        let mut major = 0;
        let mut translated = true;
        let mut retired = false;
        for choice in story {
            if retired {
                break;
            }
            day = day.plus(Interval::days(i32::from(choice >> 5)));
            let (today, current) = (day.to_string(), format!("{major}.0"));
            match choice % 8 {
                1 | 2 if major > 0 => world.review(id, &current, &today),
                3 if !translated => {
                    translated = true;
                    world.translate(id, &current, &today, "x.fr.md", &format!("fr {id} {choice}"));
                }
                4 if major > 0 && *choice > 128 => {
                    retired = true;
                    world.retire(id, &current, &today);
                }
                5 | 6 if major > 0 => {
                    let mut events = world.files.keys().filter(|path| path.starts_with(&format!("{id}/0")));
                    signed.push((events.next_back().unwrap().clone(), *choice > 128));
                }
                _ => {
                    major += 1;
                    translated = false;
                    world.approve(id, &format!("{major}.0"), &today, &[("x.md", &format!("text {id} {choice}\n"))]);
                }
            }
        }
    }
    // Signed at the end and not too often, because checking signatures takes most of the time.
    signed.truncate(2);
    for (event, marie) in signed {
        let (person, seed) = if marie { ("marie", 1) } else { ("jean", 2) };
        world.sign_by_hand(&event, person, seed);
    }
    world.list();
    world
}

/// What is said of each signature, by its path.
fn verdicts(archive: &Archive) -> BTreeMap<Arc<str>, Verdict> {
    let events = archive.trails.values().flat_map(|trail| trail.sealed.iter().chain(&trail.pending));
    events.flat_map(|event| &event.signatures).map(|s| (s.path.clone(), s.verdict.clone())).collect()
}

fn pick<'w>(world: &'w World, index: &prop::sample::Index) -> &'w str {
    world.files.keys().nth(index.index(world.files.len())).unwrap()
}

/// Whether an error names a path.
fn named(findings: &[Finding], path: &str) -> bool {
    errors(findings).iter().any(|finding| finding.place.path.ends_with(path) || finding.says.en.contains(path))
}

/// The change of a file is found: an error names it, and its document or the archive is not sound.
fn check(before: &World, after: &World, path: &str) -> Result<(), TestCaseError> {
    let checked = after.read();
    if path == "allowed_signers" {
        // Its lines may change, but for those that a signature needs: then the signature is named.
        let same = verdicts(&checked.value) == verdicts(&before.sound());
        prop_assert!(same || named(&checked.findings, path) || named(&checked.findings, ".sig"));
        return Ok(());
    }
    prop_assert!(named(&checked.findings, path), "{} not named: {:#?}", path, checked.findings);
    let trails = &checked.value.trails;
    match path.split_once('/') {
        Some((id, _)) if is_id(id) => prop_assert!(!trails[id].sound, "{} is sound", id),
        Some(_) => {}
        None if path == "SHA256SUMS" => {
            prop_assert!(!checked.value.sound || trails.values().any(|trail| !trail.sound));
        }
        None => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_byte(world in archives(), file: prop::sample::Index, at: prop::sample::Index, flip in 1u8..) {
        let path = pick(&world, &file);
        let mut after = world.clone();
        let bytes = after.files.get_mut(path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= flip;
        check(&world, &after, path)?;
    }

    #[test]
    fn a_byte_more_or_less(world in archives(), file: prop::sample::Index, at: prop::sample::Index, more: Option<u8>) {
        let path = pick(&world, &file);
        let mut after = world.clone();
        let bytes = after.files.get_mut(path).unwrap();
        let at = at.index(bytes.len());
        match more {
            Some(byte) => bytes.insert(at, byte),
            None => drop(bytes.remove(at)),
        }
        // An inserted byte that equals its neighbour and the like is still another file.
        prop_assume!(after.files[path] != world.files[path]);
        check(&world, &after, path)?;
    }

    #[test]
    fn a_truncated_file(world in archives(), file: prop::sample::Index, at: prop::sample::Index) {
        let path = pick(&world, &file);
        let mut after = world.clone();
        let bytes = after.files.get_mut(path).unwrap();
        bytes.truncate(at.index(bytes.len()));
        check(&world, &after, path)?;
    }

    #[test]
    fn a_removed_file(world in archives(), file: prop::sample::Index) {
        let path = pick(&world, &file);
        let mut after = world.clone();
        after.files.remove(path);
        if path == "SHA256SUMS" {
            prop_assert!(!errors(&after.read().findings).is_empty());
        } else {
            check(&world, &after, path)?;
        }
    }

    #[test]
    fn two_files_exchanged(world in archives(), one: prop::sample::Index, other: prop::sample::Index) {
        let (one, other) = (pick(&world, &one), pick(&world, &other));
        prop_assume!(world.files[one] != world.files[other]);
        let mut after = world.clone();
        after.files.insert(one.to_owned(), world.files[other].clone());
        after.files.insert(other.to_owned(), world.files[one].clone());
        check(&world, &after, one)?;
        check(&world, &after, other)?;
    }

    #[test]
    fn a_renamed_file(world in archives(), file: prop::sample::Index, name in "[A-Za-z0-9._-]{1,12}(/[A-Za-z0-9._-]{1,12}){0,2}") {
        let path = pick(&world, &file);
        prop_assume!(path.contains('/') && !world.files.contains_key(&name) && name != "SHA256SUMS.new");
        let mut after = world.clone();
        let bytes = after.files.remove(path).unwrap();
        after.files.insert(name.clone(), bytes);
        let findings = after.read().findings;
        for name in [path, &name] {
            let named = errors(&findings).iter().any(|f| f.place.path.ends_with(name) || f.says.en.contains(name));
            prop_assert!(named, "{} not named: {:#?}", name, findings);
        }
    }

    #[test]
    fn a_file_moved_within_the_archive(world in archives(), file: prop::sample::Index, to: prop::sample::Index) {
        let (path, to) = (pick(&world, &file), pick(&world, &to));
        prop_assume!(path.contains('/') && to.contains('/') && path != to);
        let mut after = world.clone();
        let bytes = after.files.remove(path).unwrap();
        prop_assume!(bytes != world.files[to]);
        after.files.insert(to.to_owned(), bytes);
        check(&world, &after, path)?;
        check(&world, &after, to)?;
    }

    #[test]
    fn a_renamed_folder(world in archives(), name in "[A-Za-z0-9._-]{1,12}") {
        prop_assume!(!world.files.keys().any(|path| path.starts_with(&format!("{name}/"))));
        let mut after = world.clone();
        after.files = world.files.iter().map(|(path, bytes)| {
            (path.strip_prefix("POL-001/").map_or_else(|| path.clone(), |rest| format!("{name}/{rest}")), bytes.clone())
        }).collect();
        let findings = after.read().findings;
        for name in ["POL-001/", &name] {
            prop_assert!(errors(&findings).iter().any(|f| f.place.path.contains(name) || f.says.en.contains(name)));
        }
    }

    #[test]
    fn an_added_file(world in archives(), name in "(POL-001/|POL-001/1.0/|Q/)?[A-Za-z0-9._-]{1,30}(\\.sig|\\.md|\\.json)?", bytes: Vec<u8>) {
        prop_assume!(!world.files.contains_key(&name) && !name.ends_with('/'));
        let mut after = world.clone();
        after.files.insert(name.clone(), bytes);
        check(&world, &after, &name)?;
    }

    #[test]
    fn an_added_event_or_signature(world in archives(), copy: prop::sample::Index, as_event: bool) {
        // The most believable forgeries: the last event's file under the next number, a copied signature of another.
        let mut after = world.clone();
        let events: Vec<&String> = world.files.keys().filter(|path| path.ends_with(".json")).collect();
        let event = events[copy.index(events.len())];
        let name = if as_event { event.replace("/0", "/1") } else { format!("{event}.jean.sig") };
        prop_assume!(!world.files.contains_key(&name));
        let signature = world.files.iter().find(|(path, _)| path.ends_with(".jean.sig"));
        let bytes = if as_event { &world.files[event] } else { signature.map_or(&world.files[event], |(_, bytes)| bytes) };
        after.files.insert(name.clone(), bytes.clone());
        check(&world, &after, &name)?;
    }

    #[test]
    fn reordered_lines(world in archives(), one: prop::sample::Index, other: prop::sample::Index) {
        let text = String::from_utf8(world.files["SHA256SUMS"].clone()).unwrap();
        let mut lines: Vec<&str> = text.lines().collect();
        let (one, other) = (one.index(lines.len()), other.index(lines.len()));
        prop_assume!(one != other);
        lines.swap(one, other);
        let mut after = world.clone();
        after.files.insert("SHA256SUMS".to_owned(), (lines.join("\n") + "\n").into_bytes());
        check(&world, &after, "SHA256SUMS")?;
    }

    #[test]
    fn a_signature_made_by_hand_is_a_note(world in archives(), copy: prop::sample::Index) {
        let events: Vec<String> = world.files.keys().filter(|path| path.ends_with(".json")).cloned().collect();
        let mut after = world.clone();
        let path = after.sign_by_hand(&events[copy.index(events.len())], "jean", 2);
        prop_assume!(!world.files.contains_key(&path));
        let checked = after.read();
        prop_assert_eq!(checked.findings.len(), 1);
        prop_assert_eq!(checked.findings[0].rule.name, "signature-unlisted");
        prop_assert!(checked.value.sound && checked.value.trails.values().all(|trail| trail.sound));
        prop_assert_eq!(checked.value.unlisted.keys().collect::<Vec<_>>(), [&path]);
    }

    #[test]
    fn whatever_lies_there_never_panics(files in prop::collection::btree_map("(A|B)?/?[0-9a-z/._-]{0,20}", any::<Vec<u8>>(), 0..6), sums in "[ -~\n]{0,200}") {
        let mut world = World { files, emails: BTreeMap::new() };
        world.files.insert("SHA256SUMS".to_owned(), sums.clone().into_bytes());
        world.files.insert("allowed_signers".to_owned(), sums.into_bytes());
        world.read();
    }
}
