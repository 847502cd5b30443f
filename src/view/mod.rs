//! What templates see: typed, display-ready, one struct a page type.
//!
//! Everything here is already decided and worded: links are relative and final, dates carry their written form, states
//! carry their words. Knows nothing of the model nor of where a page lies; imports `date` and `lang` only. Who fills these
//! structs is `site`; who prints them is `templates/`, one file a struct, named by [`View::TEMPLATE`].

pub mod chart;
pub mod document;
pub mod finder;
pub mod frame;
pub mod home;
pub mod leadership;
pub mod measures;
pub mod news;
pub mod organisation;
pub mod orgchart;
pub mod pages;
pub mod parts;
pub mod person;
pub mod preview;
pub mod redline;
pub mod register;
pub mod responsibilities;
pub mod reviews;
pub mod words;

/// A page type: what its template is called. In the template the struct is `page`.
pub trait View: serde::Serialize {
    /// The template's path below `templates/`.
    const TEMPLATE: &'static str;
}
