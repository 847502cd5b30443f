//! The same files and day give the same bytes, whatever the folder, the order in which a disk lists files, the thread count,
//! the time zone, the locale or the umask.

use crate::harness::{project, tree};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A memory disk lists files by when they came, so two copies made in opposite orders list them in opposite orders.
fn copy(from: &Path, to: &Path, backwards: bool) {
    let walks = ["content", "site-config.yaml"].map(|name| walkdir::WalkDir::new(from.join(name)).sort_by_file_name());
    let mut files: Vec<_> = walks.into_iter().flatten().map(|entry| entry.unwrap().into_path()).collect();
    files.retain(|path| path.is_file());
    if backwards {
        files.reverse();
    }
    for file in files {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(file, &target).unwrap();
    }
}

fn build(root: &Path, out: &Path, umask: &str, environment: &[(&str, &str)]) {
    let output = Command::new("sh")
        .args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_handbook")])
        .args(["--as-of", "2026-11-24", "build", "--out"])
        .arg(out)
        .current_dir(root)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_machines_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let nested = two.path().join("a/much deeper/folder");
    copy(&project(), one.path(), false);
    copy(&project(), &nested, true);
    build(one.path(), &one.path().join("public"), "022", &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")]);
    build(
        &nested,
        &nested.join("elsewhere"),
        "077",
        &[("RAYON_NUM_THREADS", "2"), ("TZ", "Asia/Tokyo"), ("LC_ALL", "fr_CA.UTF-8")],
    );
    let (first, second) = (tree(&one.path().join("public")), tree(&nested.join("elsewhere")));
    assert!(first.len() > 200);
    for (path, bytes) in &first {
        assert!(second.get(path) == Some(bytes), "{path} differs");
    }
    assert_eq!(first.len(), second.len());
    assert_eq!(modes(&one.path().join("public")), modes(&nested.join("elsewhere")));
}

fn modes(folder: &Path) -> BTreeMap<PathBuf, u32> {
    let entries = walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap);
    let mode = |entry: walkdir::DirEntry| {
        (entry.path().strip_prefix(folder).unwrap().to_path_buf(), entry.metadata().unwrap().permissions().mode())
    };
    entries.map(mode).collect()
}
