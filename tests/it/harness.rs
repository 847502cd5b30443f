//! Small handbooks from one text, in memory or on the disk, and the binary run on them.

use isms_handbook::date::Date;
use isms_handbook::finding::Checked;
use isms_handbook::finding::examples::{self, ExampleFile};
use isms_handbook::finding::policy::Judged;
use isms_handbook::pipeline::{self, Reading};
use isms_handbook::source::{Sources, locate};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The sound handbook over which others are laid.
pub const BASE: &str = include_str!("base.txt");

/// The base handbook with these files over it.
pub fn laid_over(files: &[ExampleFile]) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> =
        examples::files(BASE).into_iter().filter_map(|file| Some((file.path, file.text?))).collect();
    for file in files {
        match &file.text {
            Some(text) => all.insert(file.path.clone(), text.clone()),
            None => all.remove(&file.path),
        };
    }
    all
}

/// A handbook of these files, read without a disk.
pub fn understand(files: &BTreeMap<String, String>) -> Reading {
    let pairs: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    pipeline::understand(Checked::sound(Sources::from_texts(&pairs)))
}

/// The base handbook with a text of files (`=== path`) over it.
pub fn handbook(text: &str) -> Reading {
    understand(&laid_over(&examples::files(text)))
}

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap_or_else(|| panic!("{text} is no day"))
}

/// Findings as `path:line:col level[rule] message`.
pub fn lines(reading: &Reading, judged: &Judged) -> Vec<String> {
    judged
        .listed
        .iter()
        .map(|(finding, level)| {
            let spot = locate::locate(&reading.sources, &finding.place);
            let part = |number: Option<usize>| number.map_or(String::new(), |number| format!(":{number}"));
            format!(
                "{}{}{} {}[{}] {}",
                finding.place.path,
                part(spot.line),
                part(spot.column),
                level.as_str(),
                finding.rule.name,
                finding.says.en
            )
        })
        .collect()
}

/// A handbook on the disk, gone with the value.
pub struct Folder {
    dir: tempfile::TempDir,
}

impl Folder {
    pub fn new() -> Folder {
        Folder { dir: tempfile::tempdir().unwrap() }
    }

    /// The base handbook with a text of files over it.
    pub fn base(text: &str) -> Folder {
        let folder = Folder::new();
        for (path, text) in laid_over(&examples::files(text)) {
            folder.write(&path, text);
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    pub fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.dir.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn has(&self, path: &str) -> bool {
        self.dir.path().join(path).exists()
    }

    /// Runs the binary in this folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run(self.path(), arguments)
    }
}

/// What a run of the binary gave.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs the binary in a folder, in a fixed locale and without an environment that could change its answers.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let Output { status, stdout, stderr } = Command::new(env!("CARGO_BIN_EXE_handbook"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("SOURCE_DATE_EPOCH")
        .env("HANDBOOK_CACHE", "")
        .output()
        .unwrap();
    Ran {
        code: status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        err: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

/// The project's own folder, which is also the example handbook.
pub fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder with its bytes, by path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            files.insert(path, std::fs::read(entry.path()).unwrap());
        }
    }
    files
}
