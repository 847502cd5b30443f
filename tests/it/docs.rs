//! The documentation keeps its promises: every command of it runs with the exit code it says, every YAML example is sound.

use crate::harness::{Folder, project, run};
use std::process::Command;

fn pages() -> Vec<(String, String)> {
    let mut paths: Vec<_> =
        std::fs::read_dir(project().join("docs")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.push(project().join("README.md"));
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.into_iter().map(|path| (name(&path), std::fs::read_to_string(&path).unwrap())).collect()
}

/// The fenced blocks of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let open = format!("```{language}\n");
    text.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap().to_string()).collect()
}

fn starter() -> Folder {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "."]).code, 0);
    folder
}

#[test]
fn every_command_of_the_docs_runs() {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_handbook"));
    let path = format!("{}:{}", binary.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let mut ran = 0;
    for (page, text) in pages() {
        let blocks = blocks(&text, "sh");
        let begins_empty = blocks.iter().any(|block| block.contains("handbook init ."));
        let folder = if begins_empty { Folder::new() } else { starter() };
        let runs = |line: &&str| line.starts_with("handbook ") || line.starts_with("echo ");
        for line in blocks.iter().flat_map(|block| block.lines()).filter(runs) {
            let expected = line.rsplit_once("# exit ").map_or(0, |(_, code)| code.trim().parse().unwrap());
            let output =
                Command::new("sh").args(["-c", line]).current_dir(folder.path()).env("PATH", &path).output().unwrap();
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(expected), "{page}: {line}\n{said}");
            ran += 1;
        }
    }
    assert!(ran > 20, "only {ran} commands were found");
}

#[test]
fn every_yaml_example_of_the_docs_is_sound() {
    let mut read = 0;
    for (page, text) in pages() {
        for block in blocks(&text, "yaml") {
            let Some((path, rest)) = block.strip_prefix("# file: ").and_then(|rest| rest.split_once('\n')) else {
                continue;
            };
            let folder = starter();
            folder.write(path.trim(), rest);
            let ran = run(folder.path(), &["check", "--format", "concise"]);
            assert_eq!(ran.code, 0, "{page}: {path}\n{}", ran.out);
            read += 1;
        }
    }
    assert!(read > 5, "only {read} examples were found");
}
