//! Rebuilds when an embedded file comes, goes or changes: the theme, the starter handbook, the rules' examples.

fn main() {
    for folder in ["templates", "src/cli/starter", "src/finding/examples"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
