//! `docs/recipes.md`: its YAML is YAML, its shell is shell, its commands exist. What runs is run by `docs`.

use crate::harness::project;
use std::io::Write;
use std::process::{Command, Stdio};

fn blocks(language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(project().join("docs/recipes.md")).unwrap();
    let open = format!("```{language}\n");
    text.split(&open).skip(1).map(|rest| rest.split("```").next().unwrap().to_string()).collect()
}

#[test]
fn yaml_is_yaml_and_its_commands_exist() {
    let blocks = blocks("yaml");
    assert_eq!(blocks.len(), 3);
    let help = |command: &str| {
        let status =
            Command::new(env!("CARGO_BIN_EXE_handbook")).args([command, "--help"]).stdout(Stdio::null()).status();
        status.unwrap().success()
    };
    for block in blocks {
        let value: serde_yaml::Value = serde_yaml::from_str(&block).unwrap();
        assert!(value.is_mapping(), "{block}");
        for line in block.lines().filter(|line| line.contains("handbook ")) {
            let command = line.split("handbook ").nth(1).unwrap().split_whitespace().next().unwrap();
            assert!(help(command), "{line}");
        }
    }
}

#[test]
fn shell_is_shell() {
    for block in blocks("sh") {
        let mut sh = Command::new("sh").arg("-n").stdin(Stdio::piped()).spawn().unwrap();
        sh.stdin.take().unwrap().write_all(block.as_bytes()).unwrap();
        assert!(sh.wait().unwrap().success(), "{block}");
    }
}

#[test]
fn the_headers_of_the_recipe_are_those_of_the_site() {
    let nginx = blocks("nginx").concat();
    let headers = crate::site::example()["_headers"].clone();
    let headers = String::from_utf8(headers).unwrap();
    let headers: Vec<(&str, &str)> = headers.lines().filter_map(|line| line.trim().split_once(": ")).collect();
    assert!(headers.len() >= 5);
    for (name, value) in headers {
        let written = [format!("add_header {name} {value} always;"), format!("add_header {name} \"{value}\" always;")];
        assert!(written.iter().any(|line| nginx.contains(line)), "{name}: {value}");
    }
}
