//! Built sites that were tampered with.

use super::*;

const FIRST: &str = "documents/pol-000/index.html";

/// Builds a site, spoils it, and gives the faults in English.
fn spoiled(spoil: impl FnOnce(&Path)) -> Vec<(String, String)> {
    let dir = scratch();
    let out = dir.path().join("public");
    build(&out, &edition("x", 3)).unwrap();
    spoil(&out);
    verify_site(&out).unwrap().into_iter().map(|fault| (fault.path.clone(), fault.say().en)).collect()
}

/// What it is called, how it is done, and the faults it must give: paths, and how each sentence begins.
type Case = (&'static str, fn(&Path), &'static [(&'static str, &'static str)]);

#[test]
fn every_kind_of_tampering_is_named() {
    let cases: [Case; 12] = [
        ("nothing", |_| {}, &[]),
        ("an empty folder", |out| fs::create_dir(out.join("new")).unwrap(), &[]),
        ("a byte", |out| fs::write(out.join(FIRST), "<p>y</p>").unwrap(), &[(FIRST, "changed")]),
        ("longer", |out| fs::write(out.join(FIRST), "<p>x</p>\n").unwrap(), &[(FIRST, "changed")]),
        ("removed", |out| fs::remove_file(out.join(FIRST)).unwrap(), &[(FIRST, "missing")]),
        (
            "a folder removed",
            |out| fs::remove_dir_all(out.join("documents")).unwrap(),
            &[
                (FIRST, "missing"),
                ("documents/pol-001/index.html", "missing"),
                ("documents/pol-002/index.html", "missing"),
            ],
        ),
        ("added", |out| fs::write(out.join("documents/new"), "").unwrap(), &[("documents/new", "added")]),
        (
            "renamed",
            |out| fs::rename(out.join(FIRST), out.join("documents/pol-000/a")).unwrap(),
            &[("documents/pol-000/a", "added"), (FIRST, "missing")],
        ),
        (
            "a link to the same bytes",
            |out| {
                fs::rename(out.join(FIRST), out.with_file_name("aside")).unwrap();
                std::os::unix::fs::symlink(out.with_file_name("aside"), out.join(FIRST)).unwrap();
            },
            &[(FIRST, "not a regular file")],
        ),
        (
            "a pipe",
            |out| {
                fs::remove_file(out.join(FIRST)).unwrap();
                assert!(std::process::Command::new("mkfifo").arg(out.join(FIRST)).status().unwrap().success());
            },
            &[(FIRST, "not a regular file")],
        ),
        (
            "a link out of the site",
            |out| std::os::unix::fs::symlink("/", out.join("link")).unwrap(),
            &[("link", "added")],
        ),
        ("the manifest", |out| fs::remove_file(out.join(MANIFEST)).unwrap(), &[(MANIFEST, "missing")]),
    ];
    for (case, spoil, expected) in cases {
        let faults = spoiled(spoil);
        let matches = faults.len() == expected.len()
            && faults.iter().zip(expected).all(|(found, wanted)| found.0 == wanted.0 && found.1.starts_with(wanted.1));
        assert!(matches, "{case}: {faults:?}");
    }
}

#[test]
fn a_manifest_that_cannot_be_believed_is_the_only_fault() {
    let whole = r#"{"schema":1,"generator":"isms-handbook 0.1.0","files":[{"path":"P","sha256":"00","bytes":1}]}"#;
    for (manifest, part) in [
        ("".to_owned(), "is not a site’s manifest"),
        ("[]".to_owned(), "is not a site’s manifest"),
        ("\u{0}".repeat(100), "is not a site’s manifest"),
        ("[".repeat(100_000), "is not a site’s manifest"),
        (whole.replace("isms-handbook", "hugo"), "another program"),
        (whole.replace(r#""schema":1"#, r#""schema":2"#), "newer version"),
        (whole.replace(r#""bytes":1"#, r#""bytes":-1"#), "is not a site’s manifest"),
        (whole.replace("\"P\"", "\"../P\""), "no site can have"),
        (whole.replace("\"P\"", "\"/etc/passwd\""), "no site can have"),
        (whole.replace("\"P\"", "\"manifest.json\""), "no site can have"),
        (whole.replace("[{", r#"[{"path":"P","sha256":"00","bytes":1},{"#), "no site can have"),
    ] {
        let faults = spoiled(|out| fs::write(out.join(MANIFEST), &manifest).unwrap());
        assert!(
            matches!(&faults[..], [(path, why)] if path == MANIFEST && why.contains(part)),
            "{}: {faults:?}",
            manifest.chars().take(90).collect::<String>()
        );
    }
}

#[test]
fn a_folder_that_is_not_there_is_an_error_and_a_link_to_a_site_is_a_site() {
    let dir = scratch();
    assert!(verify_site(&dir.path().join("none")).unwrap_err().help.is_some());
    build(&dir.path().join("public"), &edition("x", 2)).unwrap();
    assert!(verify_site(&dir.path().join("public").join(MANIFEST)).is_err());
    std::os::unix::fs::symlink("public", dir.path().join("link")).unwrap();
    assert_eq!(verify_site(&dir.path().join("link")).unwrap(), []);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(30))]

    #[test]
    fn any_changed_byte_is_found_in_its_file(file in 0_usize..3, at: proptest::sample::Index, flip in 1_u8..=255) {
        let path = format!("documents/pol-00{file}/index.html");
        let faults = spoiled(|out| {
            let mut bytes = fs::read(out.join(&path)).unwrap();
            let at = at.index(bytes.len());
            bytes[at] ^= flip;
            fs::write(out.join(&path), bytes).unwrap();
        });
        proptest::prop_assert_eq!(faults, [(path, "changed since the site was built".to_owned())]);
    }
}
