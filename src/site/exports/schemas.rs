//! The published JSON Schema (2020-12) of each file for programs: `api/schema/NAME.json`, `handbook schema api/NAME`.
//!
//! Written by hand, because they are a contract; `tests/readback` holds every file to its schema.

/// Every schema by the name of its file without `.json`.
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

/// The schema of a file.
pub fn named(name: &str) -> Option<&'static str> {
    ALL.iter().find(|(own, _)| *own == name).map(|(_, schema)| *schema)
}
