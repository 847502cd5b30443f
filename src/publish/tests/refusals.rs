//! Folders that must not be replaced.

use super::*;

#[test]
fn folders_of_others_are_refused_and_untouched() {
    for (case, files, expected) in [
        ("a stray file", &[("notes.txt", "mine")][..], Some("did not make")),
        ("only a hidden file", &[(".keep", "")], Some("did not make")),
        ("a manifest of a web app", &[("manifest.json", r#"{"name":"app"}"#)], Some("did not make")),
        ("another generator", &[("manifest.json", r#"{"generator":"hugo 0.1"}"#)], Some("did not make")),
        (
            "a generator that is no text",
            &[("manifest.json", r#"{"generator":["isms-handbook"]}"#)],
            Some("did not make"),
        ),
        ("no JSON", &[("manifest.json", "isms-handbook")], Some("did not make")),
        ("a manifest that is a folder", &[("manifest.json/x", "")], Some("did not make")),
        (
            "under version control",
            &[("manifest.json", r#"{"generator":"isms-handbook 0.1.0"}"#), (".git", "gitdir: elsewhere")],
            Some("version control"),
        ),
        ("ours", &[("manifest.json", r#"{"generator":"isms-handbook 9.9"}"#), ("x", "")], None),
        ("empty", &[], None),
    ] {
        let dir = scratch();
        let out = dir.path().join("public");
        fs::create_dir(&out).unwrap();
        for (path, text) in files {
            fs::create_dir_all(out.join(path).parent().unwrap()).unwrap();
            fs::write(out.join(path), text).unwrap();
        }
        let before = tree(&out);
        match (build(&out, &edition("x", 2)), expected) {
            (Ok(_), None) => assert_eq!(tree(&out).len(), 3, "{case}"),
            (Err(error), Some(part)) => {
                assert!(error.what.en.contains(part), "{case}: {}", error.what.en);
                assert!(said(&error.help).contains("--out"), "{case}");
                assert!(tree(&out) == before, "{case}");
            }
            (result, _) => panic!("{case}: {result:?}"),
        }
        assert_eq!(names(dir.path()), ["public"], "{case}");
    }
}

#[test]
fn the_handbook_itself_is_never_overwritten() {
    let dir = scratch();
    let root = dir.path().join("handbook");
    fs::create_dir_all(root.join("content/policies")).unwrap();
    fs::write(root.join("content/policies/a.md"), "text").unwrap();
    fs::write(root.join("plain"), "text").unwrap();
    // Even with the program's own mark in them.
    for folder in ["", "content", "content/policies"] {
        fs::write(root.join(folder).join(MANIFEST), r#"{"generator":"isms-handbook 0.1.0"}"#).unwrap();
    }
    std::os::unix::fs::symlink(root.join("content"), dir.path().join("link")).unwrap();
    std::os::unix::fs::symlink("nowhere", dir.path().join("dangling")).unwrap();
    let before = tree(dir.path().join("handbook").as_path());
    let (content, templates) = (root.join("content"), root.join("templates"));
    let protected = [Protected::Sources(&content), Protected::Sources(&templates), Protected::Root(&root)];
    for (out, part) in [
        ("handbook/content", "own folder"),
        ("handbook/content/", "own folder"),
        ("handbook/content/public", "own folder"),
        ("handbook/content/new/deep", "own folder"),
        ("handbook/content/policies/..", "own folder"),
        ("handbook/templates", "own folder"),
        ("handbook/templates/x", "own folder"),
        ("handbook", "own folder"),
        ("handbook/.", "own folder"),
        ("", "own folder"),
        ("/", "own folder"),
        ("link", "own folder"),
        ("link/x", "own folder"),
        ("handbook/plain", "over a file"),
        ("handbook/plain/x", "look into"),
        ("missing/../x", "look into"),
        ("dangling", "a link to something that is not there"),
        ("dangling/x", "a link to something that is not there"),
    ] {
        let path = dir.path().join(out);
        let error = publish(&path, &protected, &edition("x", 2), &stamp(), &Options::default()).unwrap_err();
        assert!(error.what.en.contains(part), "{out}: {}", error.what.en);
        assert!(error.path.is_some() && error.help.is_some(), "{out}");
        assert!(tree(&root) == before, "{out}");
        assert_eq!(names(dir.path()), ["dangling", "handbook", "link"], "{out}");
    }
    for out in ["handbook/public", "handbook/content-public", "elsewhere/public"] {
        publish(&dir.path().join(out), &protected, &edition("x", 2), &stamp(), &Options::default()).unwrap();
        assert_eq!(verify_site(&dir.path().join(out)).unwrap(), []);
    }
}

#[test]
fn a_link_stays_and_what_it_names_is_replaced() {
    let dir = scratch();
    let real = dir.path().join("www/site");
    fs::create_dir_all(&real).unwrap();
    std::os::unix::fs::symlink(&real, dir.path().join("public")).unwrap();
    for word in ["one", "two"] {
        let published = build(&dir.path().join("public"), &edition(word, 2)).unwrap();
        assert_eq!(published.out, fs::canonicalize(&real).unwrap());
    }
    assert!(fs::symlink_metadata(dir.path().join("public")).unwrap().is_symlink());
    assert_eq!(verify_site(&dir.path().join("public")).unwrap(), []);
    assert_eq!(names(&dir.path().join("www")), ["site"]);
}

#[test]
fn links_in_the_old_site_are_removed_and_not_followed() {
    let dir = scratch();
    let (out, precious) = (dir.path().join("public"), dir.path().join("precious"));
    fs::create_dir(&precious).unwrap();
    fs::write(precious.join("work.txt"), "years").unwrap();
    build(&out, &edition("x", 2)).unwrap();
    std::os::unix::fs::symlink(&precious, out.join("link")).unwrap();
    std::os::unix::fs::symlink(&precious, out.join("documents/pol-000/link")).unwrap();
    build(&out, &edition("y", 2)).unwrap();
    assert_eq!(tree(&precious).len(), 1);
    assert_eq!(names(dir.path()), ["precious", "public"]);
}

#[test]
fn a_second_build_is_told_that_one_is_under_way() {
    struct Slow<'a>(&'a Path, Mutex<Option<Result<Published, Error>>>);
    impl Publication for Slow<'_> {
        fn paths(&self) -> Vec<String> {
            vec!["index.html".to_owned()]
        }
        fn make(&self, _: &str) -> Result<Made, String> {
            *self.1.lock().unwrap() = Some(build(self.0, &edition("second", 2)));
            Ok(Made::Bytes(b"first".to_vec()))
        }
    }
    let dir = scratch();
    let (out, other) = (dir.path().join("public"), dir.path().join("other"));
    let slow = Slow(&out, Mutex::new(None));
    build(&out, &slow).unwrap();
    let error = slow.1.into_inner().unwrap().unwrap().unwrap_err();
    assert!(error.what.en.contains("another build"), "{}", error.what.en);
    assert_eq!(fs::read(out.join("index.html")).unwrap(), b"first");
    // Into another folder both go on.
    let slow = Slow(&other, Mutex::new(None));
    build(&out, &slow).unwrap();
    assert!(slow.1.into_inner().unwrap().unwrap().is_ok());
    assert_eq!(names(dir.path()), ["other", "public"]);
}

#[test]
fn builds_at_once_publish_whole_sites_or_step_back() {
    let dir = scratch();
    let out = dir.path().join("public");
    let published = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for word in ["a", "b", "c", "d"] {
            let (out, published) = (&out, &published);
            scope.spawn(move || {
                for _ in 0..15 {
                    match build(out, &edition(word, 6)) {
                        Ok(_) => drop(published.fetch_add(1, Ordering::Relaxed)),
                        Err(error) => assert!(error.what.en.contains("another build"), "{error:?}"),
                    }
                }
            });
        }
    });
    assert!(published.into_inner() > 0);
    assert_eq!(verify_site(&out).unwrap(), []);
    assert_eq!(names(dir.path()), ["public"]);
}
