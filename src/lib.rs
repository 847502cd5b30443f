//! The leadership handbook of an information security management system: from Markdown to a website.

pub mod date;
pub mod finding;
pub mod lang;
pub mod report;
pub mod site;
pub mod source;
pub mod view;
