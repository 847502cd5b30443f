//! The same files and day give the same bytes, whatever the folder, thread count, time zone or locale; and a day changes
//! only what it must.

use crate::harness::{project, tree};
use std::path::Path;
use std::process::Command;

fn copy(from: &Path, to: &Path) {
    for name in ["content", "site-config.yaml"] {
        for entry in walkdir::WalkDir::new(from.join(name)).into_iter().filter_map(Result::ok) {
            let target = to.join(entry.path().strip_prefix(from).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(&target).unwrap();
            } else {
                std::fs::create_dir_all(target.parent().unwrap()).unwrap();
                std::fs::copy(entry.path(), &target).unwrap();
            }
        }
    }
}

fn build(root: &Path, out: &Path, environment: &[(&str, &str)]) {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(["--as-of", "2026-11-24", "build", "--out"])
        .arg(out)
        .current_dir(root)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn two_folders_and_thread_counts_give_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let nested = two.path().join("a/much deeper/folder");
    copy(&project(), one.path());
    copy(&project(), &nested);
    build(one.path(), &one.path().join("public"), &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")]);
    build(
        &nested,
        &nested.join("elsewhere"),
        &[("RAYON_NUM_THREADS", "2"), ("TZ", "Asia/Tokyo"), ("LC_ALL", "fr_CA.UTF-8")],
    );
    let (first, second) = (tree(&one.path().join("public")), tree(&nested.join("elsewhere")));
    assert!(first.len() > 200);
    for (path, bytes) in &first {
        assert!(second.get(path) == Some(bytes), "{path} differs");
    }
    assert_eq!(first.len(), second.len());
}
