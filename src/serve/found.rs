//! What was found, as the preview shows it: which findings belong to which page, in the languages of the handbook.
//!
//! Knows pages by their addresses only: a page belongs to the thing whose id stands in its address.

use crate::date::Date;
use crate::finding::policy::Judged;
use crate::finding::{Place, Spot};
use crate::lang::Tongue;
use crate::model::{Handbook, Thing};
use crate::report::{self, Reported, Summary};
use std::collections::BTreeMap;

/// The findings of one state of the handbook.
#[derive(Default, PartialEq)]
pub struct Found {
    by_tongue: BTreeMap<&'static str, Vec<Reported>>,
    by_key: BTreeMap<String, Vec<usize>>,
    summary: Option<Summary>,
}

/// Findings about no page: the configuration, the theme, the folder itself. They stand on every page.
pub const EVERYWHERE: &str = "*";

impl Found {
    /// Findings sorted to their pages. `locate` says where a place is in the files as they are.
    pub fn of(handbook: &Handbook, judged: &Judged, as_of: Date, locate: &dyn Fn(&Place) -> Spot) -> Found {
        let mut found = Found::default();
        for lang in &handbook.config.languages {
            let tongue = Tongue::of(*lang);
            let reported = || report::report(judged, tongue, locate);
            found.by_tongue.entry(name(tongue)).or_insert_with(reported);
        }
        let Some(first) = found.by_tongue.values().next() else { return found };
        found.summary = Some(Summary::of(first, as_of, judged.waived, 0));
        for (at, finding) in first.iter().enumerate() {
            for key in keys(handbook, finding) {
                found.by_key.entry(key).or_default().push(at);
            }
        }
        found
    }

    /// All findings in a tongue.
    pub fn all(&self, tongue: Tongue) -> &[Reported] {
        self.by_tongue.get(name(tongue)).or_else(|| self.by_tongue.values().next()).map_or(&[], Vec::as_slice)
    }

    /// How many of which level.
    pub fn summary(&self) -> Option<&Summary> {
        self.summary.as_ref()
    }

    /// The findings of the page with this key, and those that concern every page; the gravest first.
    pub fn on(&self, key: &str, tongue: Tongue) -> Vec<&Reported> {
        let all = self.all(tongue);
        let at = |key: &str| self.by_key.get(key).into_iter().flatten().filter_map(|at| all.get(*at));
        let mut found: Vec<&Reported> = at(EVERYWHERE).chain(at(key)).collect();
        found.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        found
    }
}

fn name(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::En => "en",
        Tongue::Fr => "fr",
    }
}

/// The key of a page: the id in its address (`en/documents/pol-001/2.0/` → `pol-001`), the address of a plain page
/// (`pages/guides/glossary`), nothing for a page that is about no single thing but the home page.
pub fn key_of_page(handbook: &Handbook, path: &str) -> String {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let several = handbook.config.languages.len() > 1;
    let below = if several { path.split_once('/').map_or("", |(_, below)| below) } else { path };
    let mut parts = below.trim_end_matches('/').split('/');
    match (parts.next(), parts.next()) {
        (Some(""), _) => HOME.to_string(),
        (Some("pages"), Some(_)) => below.trim_end_matches('/').to_string(),
        (Some(_), Some(id)) => id.to_string(),
        _ => String::new(),
    }
}

const HOME: &str = "/";

/// The pages that a finding concerns.
fn keys(handbook: &Handbook, finding: &Reported) -> Vec<String> {
    let mut keys: Vec<String> = finding.subject.iter().map(|id| id.to_lowercase()).collect();
    let Some(path) = &finding.path else {
        keys.push(EVERYWHERE.to_string());
        return keys;
    };
    match handbook.places.get(path) {
        Some(Thing::Home(_)) => keys.push(HOME.to_string()),
        Some(Thing::Page(at, _)) => keys.push(format!("pages/{}", handbook.pages[*at].address)),
        Some(Thing::Role(at, _)) => keys.push(handbook.organisation.roles[*at].id.key().to_string()),
        Some(Thing::Document(at, _)) => keys.push(handbook.documents[*at].id.key().to_string()),
        _ if **path == *"site-config.yaml" || path.starts_with("templates") => keys.push(EVERYWHERE.to_string()),
        _ => keys.extend(archived(path)),
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The id of the document to whose archive a file belongs.
fn archived(path: &str) -> Option<String> {
    let below = path.strip_prefix("content/archive/").or_else(|| path.strip_prefix("archive/"))?;
    below.split_once('/').map(|(id, _)| id.to_lowercase())
}
