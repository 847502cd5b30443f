//! Rebuilds when a file of the embedded theme is added, removed or changed; the macro that embeds it cannot say so.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=build.rs");
}
