//! A disk that is really full, and another file system than the handbook's: the old site stays, whole.

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
