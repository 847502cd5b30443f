//! The leadership handbook of an information security management system: from Markdown to a website.

pub mod archive;
pub mod date;
pub mod finding;
pub mod lang;
pub mod source;
pub mod version;
