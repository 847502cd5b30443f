//! The published JSON Schema (2020-12) of each file for programs: `api/schema/NAME.json`, `handbook schema api/NAME`; and of
//! what commands print that is no file of the site, from `handbook schema` alone.
//!
//! Written by hand, because they are a contract; `tests/readback` holds every file to its schema.

/// The schemas of the site's files, by the name of its file without `.json`.
pub const ALL: &[(&str, &str)] = &[
    ("documents", include_str!("schemas/documents.json")),
    ("exceptions", include_str!("schemas/exceptions.json")),
    ("findings", include_str!("schemas/findings.json")),
    ("frameworks", include_str!("schemas/frameworks.json")),
    ("indicators", include_str!("schemas/indicators.json")),
    ("leadership", include_str!("schemas/leadership.json")),
    ("manifest", include_str!("schemas/manifest.json")),
    ("people", include_str!("schemas/people.json")),
    ("responsibilities", include_str!("schemas/responsibilities.json")),
    ("roles", include_str!("schemas/roles.json")),
];

/// The schemas of what commands print, by the command's name.
pub const PRINTED: &[(&str, &str)] = &[("changes", include_str!("schemas/changes.json"))];

/// Every name that has a schema.
pub fn names() -> impl Iterator<Item = &'static str> {
    ALL.iter().chain(PRINTED).map(|(name, _)| *name)
}

/// The schema of a name.
pub fn named(name: &str) -> Option<&'static str> {
    ALL.iter().chain(PRINTED).find(|(own, _)| *own == name).map(|(_, schema)| *schema)
}
