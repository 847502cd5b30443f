//! The leadership handbook of an information security management system: from Markdown to a website.

pub mod act;
pub mod archive;
pub mod assess;
pub mod cli;
pub mod compare;
pub mod date;
pub mod error;
pub mod finding;
pub mod fold;
pub mod lang;
pub mod markdown;
pub mod model;
pub mod pack;
pub mod parse;
pub mod pipeline;
pub mod publish;
pub mod redact;
pub mod report;
pub mod resolve;
pub mod serve;
pub mod site;
pub mod source;
pub mod version;
pub mod view;
