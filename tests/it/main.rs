//! All integration tests, in one binary: cases are data, one function checks them.

mod harness;
mod rules;
