//! The shell of a language and a depth as template values, and the menu in it as HTML: each made once, whatever the number of
//! pages. Knows the theme; knows no page.

use std::{collections::BTreeMap, sync::Mutex};

use tera::Value;

use super::{Theme, ThemeError};
use crate::{
    lang::Lang,
    view::frame::{Frame, NavGroup, Navigation, Shell},
};

/// A [`Shell`] turned into a template value once, and its menu into HTML once a section.
pub struct PreparedShell {
    /// The language of its pages.
    pub(super) lang: Lang,
    /// The shell as templates see it.
    pub(super) value: Value,
    groups: Vec<NavGroup>,
    /// The menu by section, and by whether its entry leads to the page itself. Made when a page first asks, so that a
    /// preview of one page makes one.
    menus: Mutex<BTreeMap<(String, bool), Value>>,
}

impl PreparedShell {
    /// Turns a shell into a template value.
    pub(super) fn new(shell: &Shell) -> PreparedShell {
        PreparedShell {
            lang: shell.lang,
            value: Value::from_serializable(shell),
            groups: shell.nav.clone(),
            menus: Mutex::default(),
        }
    }

    /// The menu of a page, as HTML.
    ///
    /// # Errors
    /// When `navigation.html` cannot be rendered.
    pub(super) fn navigation(&self, theme: &Theme, frame: &Frame) -> Result<Value, ThemeError> {
        // Below the home page alone stands what an entry leads to; deeper is what belongs to it.
        let itself = frame.breadcrumb.len() < 2;
        let key = (frame.section.clone(), itself);
        let mut menus = self.menus.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(menu) = menus.get(&key) {
            return Ok(menu.clone());
        }
        let current = if itself { "page" } else { "true" };
        let page = Navigation { groups: &self.groups, section: &frame.section, current };
        let menu = Value::safe_string(&theme.fragment(self.lang, &page)?);
        menus.insert(key, menu.clone());
        Ok(menu)
    }
}
