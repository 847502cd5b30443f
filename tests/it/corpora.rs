//! Real handbooks that nobody prepared: each builds, its pages open and its navigation works. They lie beside the project
//! where there are any; without them there is nothing to check.

use crate::harness::{project, tree};
use crate::site::broken_links;
use std::process::Command;

#[test]
fn real_handbooks_build_into_sites_whose_navigation_works() {
    let Ok(folders) = std::fs::read_dir(project().join("../shared/corpus")) else { return };
    let mut folders: Vec<_> =
        folders.flatten().filter(|entry| entry.path().is_dir()).map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let out = tempfile::tempdir().unwrap();
        let site = out.path().join("site");
        let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .arg("--root")
            .arg(&folder)
            .args(["--as-of", "2026-11-24", "build", "--out"])
            .arg(&site)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{}: {said}", folder.display());
        let files = tree(&site);
        let pages = files.keys().filter(|path| path.ends_with(".html")).count();
        let texts = walkdir::WalkDir::new(&folder).into_iter().flatten();
        let texts = texts.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md")).count();
        assert!(pages + 1 >= texts, "{}: {pages} pages of {texts} texts", folder.display());
        assert_eq!(broken_links(&files), Vec::<String>::new(), "{}", folder.display());
    }
}
