//! SARIF 2.1.0, the standard form of findings that code hosts and viewers read.
//!
//! Only the parts of the standard that we fill are modelled; the rules come from the catalogue, and our levels bear
//! the standard's own names.

use super::{Reported, Summary, json};
use crate::date::Date;
use crate::finding::{Rule, catalogue};
use crate::lang::Tongue;
use serde::Serialize;

/// The log of one run, with every rule of the catalogue described in the tongue.
pub fn render(reported: &[Reported], summary: &Summary, tongue: Tongue) -> String {
    json::pretty(&Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "handbook",
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    language: match tongue {
                        Tongue::En => "en",
                        Tongue::Fr => "fr-CA",
                    },
                    rules: catalogue::all().map(|rule| Descriptor::of(rule, tongue)).collect(),
                },
            },
            column_kind: "unicodeCodePoints",
            properties: RunProperties { as_of: summary.as_of, waived: summary.waived },
            results: reported.iter().map(Outcome::of).collect(),
        }],
    })
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    properties: RunProperties,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunProperties {
    as_of: Date,
    waived: usize,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    language: &'static str,
    rules: Vec<Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Descriptor {
    id: &'static str,
    short_description: Text<&'static str>,
    full_description: Text<String>,
    help: Text<&'static str>,
    default_configuration: Configuration,
    properties: Tags,
}

#[derive(Serialize)]
struct Text<T> {
    text: T,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct Tags {
    tags: [&'static str; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text<String>,
    locations: Vec<Location>,
    partial_fingerprints: Fingerprints<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Subject::is_none")]
    properties: Subject<'a>,
}

#[derive(Serialize)]
struct Fingerprints<'a> {
    #[serde(rename = "handbook/v1")]
    handbook: &'a str,
}

#[derive(Serialize)]
struct Subject<'a> {
    subject: Option<&'a str>,
}

impl Subject<'_> {
    fn is_none(&self) -> bool {
        self.subject.is_none()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Text<String>>,
}

/// An edit that a viewer may offer: one that leaves nothing to choose.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Text<String>,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: Artifact,
    replacements: [Replacement; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text<String>,
}

impl Fix {
    fn of(finding: &Reported) -> Option<Fix> {
        let deleted_region = Region {
            start_line: finding.line?,
            start_column: finding.column,
            end_column: finding.end_column,
            snippet: None,
        };
        let inserted_content = Text { text: finding.replacement.clone()? };
        Some(Fix {
            description: Text { text: finding.help.clone() },
            artifact_changes: [ArtifactChange {
                artifact_location: Artifact::of(finding.path.as_deref()?),
                replacements: [Replacement { deleted_region, inserted_content }],
            }],
        })
    }
}

impl Artifact {
    fn of(path: &str) -> Artifact {
        Artifact { uri: uri(path), uri_base_id: "%SRCROOT%" }
    }
}

impl Descriptor {
    fn of(rule: &'static Rule, tongue: Tongue) -> Descriptor {
        let (what, why) = (rule.what.in_tongue(tongue), rule.why.in_tongue(tongue));
        Descriptor {
            id: rule.name,
            short_description: Text { text: what },
            full_description: Text { text: format!("{what} {why}") },
            help: Text { text: rule.fix.in_tongue(tongue) },
            default_configuration: Configuration { level: rule.level.as_str() },
            properties: Tags { tags: [rule.family.as_str()] },
        }
    }
}

impl Outcome<'_> {
    fn of(finding: &Reported) -> Outcome<'_> {
        Outcome {
            rule_id: finding.rule.name,
            rule_index: catalogue::all().position(|rule| rule.name == finding.rule.name),
            level: finding.level.as_str(),
            message: Text { text: finding.in_full() },
            locations: finding.path.iter().map(|path| Location::of(finding, path)).collect(),
            partial_fingerprints: Fingerprints { handbook: &finding.fingerprint },
            fixes: Fix::of(finding).into_iter().collect(),
            properties: Subject { subject: finding.subject.as_deref() },
        }
    }
}

impl Location {
    /// Code hosts refuse a result without a line, so a finding about a whole file stands at its first.
    fn of(finding: &Reported, path: &str) -> Location {
        Location {
            physical_location: Physical {
                artifact_location: Artifact::of(path),
                region: Region {
                    start_line: finding.line.unwrap_or(1),
                    start_column: finding.line.and(finding.column),
                    end_column: finding.line.and(finding.column).and(finding.end_column),
                    snippet: finding.line_text.clone().map(|text| Text { text }),
                },
            },
        }
    }
}

/// A relative path as a URI reference (RFC 3986): unreserved characters and `/` stay, all else is per-cent encoded.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
