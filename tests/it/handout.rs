//! One file put where somebody asked for it (`export --out`): what is there and is no file stays what it is.

use crate::harness::Folder;
use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
use std::process::Command;

const EXPORTS: [&str; 2] = ["register.csv", "evidence-pack.zip"];

#[test]
fn a_named_pipe_is_written_into_and_stays_a_pipe() {
    for export in EXPORTS {
        let folder = Folder::base("");
        let (pipe, file) = (folder.path().join("pipe"), folder.path().join("file"));
        assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let from = pipe.clone();
        let reader = std::thread::spawn(move || std::fs::read(from).unwrap());
        // A pipe that was replaced never gets a writer: the reader would wait for ever.
        let ran = folder.run(&["--as-of", "2026-06-01", "export", export, "--out", pipe.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(std::fs::symlink_metadata(&pipe).unwrap().file_type().is_fifo(), "{export}");
        let ran = folder.run(&["--as-of", "2026-06-01", "export", export, "--out", file.to_str().unwrap()]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(reader.join().unwrap() == std::fs::read(file).unwrap(), "{export}");
    }
}

#[test]
fn whoever_stops_reading_has_read_enough() {
    let folder = Folder::base("");
    let script = "set -o pipefail; \"$0\" --as-of 2026-06-01 export evidence-pack.zip --out /dev/stdout | head -c 2";
    let mut bash = Command::new("bash");
    let ran = bash.args(["-c", script, env!("CARGO_BIN_EXE_handbook")]).current_dir(folder.path()).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(ran.stdout, b"PK");
}

#[test]
fn a_device_is_written_into_and_stays_a_device() {
    for export in EXPORTS {
        let folder = Folder::base("");
        // As /dev/null and /dev/full; nobody's own ones are touched.
        for (name, minor, code) in [("null", "3", 0), ("full", "7", 2)] {
            let device = folder.path().join(name);
            if !Command::new("mknod").arg(&device).args(["c", "1", minor]).output().unwrap().status.success() {
                continue; // only root may make devices
            }
            let Ok(_) = std::fs::File::options().write(true).open(&device) else {
                continue; // nor may they be used on every disk
            };
            let ran = folder.run(&["--as-of", "2026-06-01", "export", export, "--out", device.to_str().unwrap()]);
            assert_eq!(ran.code, code, "{export} {name}: {}", ran.err);
            assert!(std::fs::symlink_metadata(&device).unwrap().file_type().is_char_device(), "{export} {name}");
        }
    }
}

#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_a_link() {
    for export in EXPORTS {
        let folder = Folder::base("");
        folder.write("kept", "old");
        let (kept, link) = (folder.path().join("kept"), folder.path().join("link"));
        std::fs::set_permissions(&kept, PermissionsExt::from_mode(0o600)).unwrap();
        symlink("kept", &link).unwrap();
        let ran = folder.run(&["export", export, "--out", "link"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink(), "{export}");
        assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(std::fs::read(&kept).unwrap().len() > 100);
        let ran = folder.run(&["export", export, "--out", "content"]);
        assert_eq!(ran.code, 2, "a folder is no file: {}", ran.err);
        let names = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name());
        assert!(names.into_iter().all(|name| !name.to_string_lossy().starts_with(".handbook-")), "nothing is left");
    }
}
