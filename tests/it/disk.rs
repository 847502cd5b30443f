//! The real program on a real disk that is full, killed at any moment, with another build under way, or told to write where
//! it must not: the old site stays, whole, and so do the sources.

use crate::harness::{Folder, tree};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A small file system in memory, gone with the value.
struct Disk {
    at: PathBuf,
    _folder: tempfile::TempDir,
}

impl Disk {
    /// None where this account may not mount.
    fn of(size: &str) -> Option<Disk> {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("disk");
        std::fs::create_dir(&at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|output| output.status.success()).then_some(Disk { at, _folder: folder })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).status();
    }
}

/// Writes until nothing more fits.
fn fill(file: &Path) {
    use std::io::Write;
    let mut filler = std::fs::File::create(file).unwrap();
    while filler.write_all(&[0; 4096]).is_ok() {}
}

#[test]
fn a_full_disk_leaves_the_old_site_as_it_was() {
    let folder = Folder::base("");
    let disk = Disk::of("8m");
    // Without the right to mount, the same on the disk that is there: all but the filling.
    let at = disk.as_ref().map_or_else(|| folder.path().join("elsewhere"), |disk| disk.at.clone());
    let out = at.join("site");
    let build = |day: &str| folder.run(&["--as-of", day, "build", "--out", out.to_str().unwrap()]);
    let first = build("2026-06-01");
    assert_eq!(first.code, 0, "{}", first.err);
    let before = tree(&out);
    if disk.is_some() {
        fill(&at.join("filler"));
        let full = build("2026-06-02");
        assert_eq!(full.code, 2, "{}", full.err);
        assert!(tree(&out) == before, "the old site stands");
        std::fs::remove_file(at.join("filler")).unwrap();
        let names: Vec<String> =
            std::fs::read_dir(&at).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        assert!(names.iter().all(|name| name == "site" || name.ends_with("lock")), "nothing is left behind: {names:?}");
    }
    let again = build("2026-06-02");
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(tree(&out) != before);
}

#[test]
fn killed_at_any_moment_it_leaves_one_whole_site() {
    let folder = Folder::base("");
    let out = folder.path().join("public");
    let build = |day: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.args(["--as-of", day, "build"]).current_dir(folder.path());
        command.stderr(std::process::Stdio::null()).spawn().unwrap()
    };
    let days = ["2026-06-01", "2026-06-02"];
    let mut duration = std::time::Duration::ZERO;
    let sites = days.map(|day| {
        let start = std::time::Instant::now();
        assert!(build(day).wait().unwrap().success());
        duration = start.elapsed();
        tree(&out)
    });
    assert!(sites[0] != sites[1]);
    let rounds = 12;
    for round in 0..rounds {
        let mut child = build(days[round % 2]);
        std::thread::sleep(duration * u32::try_from(round).unwrap() / rounds as u32);
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(sites.contains(&tree(&out)), "round {round}");
    }
    assert!(build(days[0]).wait().unwrap().success());
    assert!(tree(&out) == sites[0]);
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "what the dead left is gone: {names:?}");
}

#[test]
fn a_build_beside_another_says_so_and_steps_back() {
    let folder = Folder::base("");
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = tree(&folder.path().join("public"));
    let held = std::fs::File::create(folder.path().join(".public.handbook-lock")).unwrap();
    held.lock().unwrap();
    let second = folder.run(&["--as-of", "2020-01-01", "build"]);
    assert_eq!(second.code, 2);
    assert!(second.err.contains("another build is publishing into this folder"), "{}", second.err);
    let french = folder.run(&["--lang", "fr", "build"]);
    assert!(french.err.contains("une autre génération publie dans ce dossier"), "{}", french.err);
    assert!(tree(&folder.path().join("public")) == before);
    drop(held);
    assert_eq!(folder.run(&["build"]).code, 0);
}

#[test]
fn the_sources_are_never_the_place_of_a_site() {
    let folder = Folder::base("");
    folder.write("elsewhere/notes.txt", "mine");
    std::os::unix::fs::symlink("content", folder.path().join("link")).unwrap();
    let before = tree(folder.path());
    for out in [
        "content",
        "./content/",
        "content/policies",
        "content/new",
        ".",
        "..",
        "link",
        "link/new",
        "elsewhere",
        "site-config.yaml",
    ] {
        let ran = folder.run(&["build", "--out", out]);
        assert_eq!(ran.code, 2, "{out}: {}", ran.err);
        assert!(ran.err.contains("--out"), "{out}: the message says what to do: {}", ran.err);
        assert!(tree(folder.path()) == before, "{out}");
        // The same from the configuration.
        folder.write("site-config.yaml", format!("title: T\noutput: {out}\n"));
        assert_eq!(folder.run(&["build", "--fail-on", "never"]).code, 2, "output: {out}");
        folder.write("site-config.yaml", &before["site-config.yaml"]);
        assert!(tree(folder.path()) == before, "{out}");
    }
}
