//! All integration tests, in one binary: cases are data, one function checks them.

mod acts;
mod harness;
mod rules;
