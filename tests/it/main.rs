//! All integration tests, in one binary: cases are data, one function checks them.

mod acts;
mod bad_input;
mod cli;
mod corpora;
mod determinism;
mod harness;
mod in_force;
mod rules;
mod site;
mod tidy;
