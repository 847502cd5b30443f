//! Markdown to what a page may show: safe HTML, headings, links and tables, plain text, redlines.
//!
//! pulldown-cmark reads the Markdown; its own HTML writer is not used, because it passes raw HTML through and writes inline
//! styles. Here every element is one of a known set ([`tree`]), so nothing that content says can run or load anything.
//! Knows nothing of handbooks: what a link leads to is the caller's answer.

mod address;
mod admonition;
mod build;
mod gather;
mod ids;
mod marks;
mod nesting;
mod outline;
mod raw;
mod redline;
mod render;
mod tree;
mod write;

pub use outline::{
    Cell, Heading, Link, LinkKind, Outline, Removed, Section, Table, outline, outline_with_tables, sections,
};
pub use redline::{Comparable, Counts, Part, PartState, Redline, redline, redline_text};
pub use render::{Labels, Render, Rendered, Resolved, render, render_and_read};

#[cfg(test)]
mod tests;
