//! All integration tests, in one binary: cases are data, one function checks them.

// Tests lay handbooks on the disk.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod acknowledgements;
mod acts;
mod bad_input;
mod canary;
mod changes;
mod classification;
mod cli;
mod corpora;
mod determinism;
mod disk;
mod docs;
mod handout;
mod harness;
mod in_force;
mod leadership;
mod leaver;
mod long_lists;
mod long_matrices;
mod measures;
mod own_theme;
mod pack;
mod recipes;
mod removals;
mod rules;
mod serve;
mod site;
mod tidy;
mod unchanged;
