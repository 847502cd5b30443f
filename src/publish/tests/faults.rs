//! Disks that refuse, pages that cannot be made, file systems that cannot exchange folders.

use super::*;
use io::ErrorKind;

/// Publishes a second edition with a disk that refuses at a step; gives the error, having checked that nothing else is left.
fn refused_at(step: impl Fn(Step) -> Option<ErrorKind> + Sync) -> Error {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("before", 30)).unwrap();
    let before = tree(&out);
    let faults = |now: Step| step(now).map_or(Ok(()), |kind| Err(kind.into()));
    let options = Options { precompress: true, ..Options::default() };
    let error = publish_with(&out, &[], &edition("after", 40), &stamp(), &options, &faults).unwrap_err();
    assert!(tree(&out) == before, "the site is as it was");
    assert_eq!(names(dir.path()), ["public"], "nothing stays beside it");
    error
}

#[test]
fn a_refusing_disk_leaves_the_published_site_as_it_was() {
    let last = "documents/pol-039/index.html";
    let compressed = "documents/pol-033/index.html.br";
    for step in [
        Step::Stage,
        Step::Write("documents/pol-000/index.html"),
        Step::Write(last),
        Step::Write(compressed),
        Step::Manifest,
        Step::Flush,
        Step::Exchange,
    ] {
        let error = refused_at(|now| (now == step).then_some(ErrorKind::StorageFull));
        assert_eq!(error.cause.as_ref().unwrap().kind(), ErrorKind::StorageFull, "{step:?}");
        assert!(said(&error.help).contains("untouched"), "{step:?}");
        assert!(error.path.is_some(), "{step:?}");
    }
}

#[test]
fn without_exchange_the_old_site_comes_back_when_the_second_rename_fails() {
    for step in [Step::Aside, Step::Place] {
        let error = refused_at(|now| match now {
            Step::Exchange => Some(ErrorKind::Unsupported),
            now => (now == step).then_some(ErrorKind::StorageFull),
        });
        assert_eq!(error.cause.unwrap().kind(), ErrorKind::StorageFull, "{step:?}");
    }
}

#[test]
fn without_exchange_two_renames_do() {
    for kind in [ErrorKind::Unsupported, ErrorKind::InvalidInput, ErrorKind::PermissionDenied] {
        let dir = scratch();
        let out = dir.path().join("public");
        build(&out, &edition("before", 3)).unwrap();
        let faults = |now: Step| if now == Step::Exchange { Err(kind.into()) } else { Ok(()) };
        publish_with(&out, &[], &edition("after", 4), &stamp(), &Options::default(), &faults).unwrap();
        assert_eq!((tree(&out).len(), names(dir.path())), (5, vec!["public".to_owned()]), "{kind:?}");
    }
}

#[test]
fn a_stranded_old_site_is_named_and_comes_back_with_the_next_run_even_one_that_fails() {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("before", 3)).unwrap();
    let before = tree(&out);
    let faults = |now: Step| match now {
        Step::Exchange => Err(ErrorKind::Unsupported.into()),
        Step::Place | Step::Restore => Err(ErrorKind::StorageFull.into()),
        _ => Ok(()),
    };
    let error = publish_with(&out, &[], &edition("after", 4), &stamp(), &Options::default(), &faults).unwrap_err();
    let [aside] = &names(dir.path())[..] else { panic!("only the old site is left: {:?}", names(dir.path())) };
    assert!(said(&error.help).contains(aside.as_str()));

    build(&out, &site(&[("index.html", "FAIL")])).unwrap_err();
    assert!(tree(&out) == before);
    assert_eq!(names(dir.path()), ["public"]);
}

#[test]
fn of_many_pages_that_cannot_be_made_the_first_is_named() {
    let dir = scratch();
    let out = dir.path().join("public");
    let mut pages = edition("x", 200);
    for n in [190, 120, 60, 61, 199] {
        pages.0.insert(format!("documents/pol-{n:03}/index.html"), b"FAIL".to_vec());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(4).build().unwrap();
    for _ in 0..10 {
        let error = pool.install(|| build(&out, &pages)).unwrap_err();
        assert!(error.what.en.contains("documents/pol-060/index.html"), "{}", error.what.en);
        assert!(error.what.en.contains("the template has a fault"));
    }
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn a_panicking_page_leaves_nothing_behind() {
    struct Panics;
    impl Publication for Panics {
        fn paths(&self) -> Vec<String> {
            (0..50).map(|n| format!("{n}.html")).collect()
        }
        fn make(&self, path: &str) -> Result<Made, String> {
            assert_ne!(path, "31.html", "on purpose");
            Ok(Made::Bytes(Vec::new()))
        }
    }
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("before", 3)).unwrap();
    let before = tree(&out);
    assert!(std::panic::catch_unwind(|| build(&out, &Panics)).is_err());
    assert!(tree(&out) == before);
    assert_eq!(names(dir.path()), ["public"]);
    build(&out, &edition("after", 3)).unwrap();
}

#[test]
fn copied_files_must_be_what_they_were() {
    struct Copies(PathBuf, u64);
    impl Publication for Copies {
        fn paths(&self) -> Vec<String> {
            vec!["files/evidence.pdf".to_owned()]
        }
        fn make(&self, _: &str) -> Result<Made, String> {
            Ok(Made::Copy { source: self.0.clone(), bytes: self.1 })
        }
    }
    let dir = scratch();
    let out = dir.path().join("public");
    let big: Vec<u8> = (0..1_000_003_u32).map(|n| (n % 251) as u8).collect();
    fs::write(dir.path().join("big"), &big).unwrap();
    let pipe = dir.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());

    build(&out, &Copies(dir.path().join("big"), 1_000_003)).unwrap();
    assert_eq!(fs::read(out.join("files/evidence.pdf")).unwrap(), big);
    for (name, bytes, expected) in [
        ("big", 1_000_002, "a file changed while"),
        ("big", 1_000_004, "a file changed while"),
        ("big", 0, "a file changed while"),
        ("none", 1, "cannot read a file"),
        ("pipe", 0, "cannot read a file"),
        (".", 0, "cannot read a file"),
    ] {
        let error = build(&out, &Copies(dir.path().join(name), bytes)).unwrap_err();
        assert!(error.what.en.starts_with(expected), "{name}: {}", error.what.en);
        assert!(error.help.is_some() && error.path.is_some(), "{name}");
    }
    assert_eq!(verify_site(&out).unwrap(), []);
    assert_eq!(names(dir.path()), ["big", "pipe", "public"]);
}
