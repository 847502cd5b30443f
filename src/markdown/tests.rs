//! The room's promises as data: what a text becomes, that any text becomes valid HTML, that time stays bounded.

mod bounds;
mod html;
mod random;
mod redline;
mod shown;

use super::render::{Labels, Render, Resolved};
use super::{LinkKind, render};

/// Labels as a page in English has them.
fn labels() -> Labels {
    Labels::from_words(&|key| {
        let known = ["alert_note", "alert_tip", "alert_important", "alert_warning", "alert_caution"];
        match known.iter().position(|own| *own == key) {
            Some(at) => ["Note", "Tip", "Important", "Warning", "Caution"][at].to_owned(),
            None => key.replace('_', " "),
        }
    })
}

/// Every target becomes a link to itself; what another host would show is not loaded, and `gone` does not exist.
fn link(target: &str, kind: LinkKind) -> Resolved {
    match kind {
        _ if target.contains("gone") => Resolved::Missing,
        LinkKind::Image if target.contains("//") => Resolved::Removed,
        _ => Resolved::href(target),
    }
}

/// A text as HTML.
fn shown(text: &str) -> String {
    let labels = labels();
    render(text, &Render::new(&link, &labels)).html
}
