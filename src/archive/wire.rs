//! The only bytes in which an event may stand in the archive: written and strictly read.
//!
//! Knows the form of one event file; not the events beside it, nor whether what it says is true.

use super::digest::Digest;
use super::event::{Act, Change, Event, FORMAT, Files, LIMIT, Outcome, Signatory, is_file_name, is_id};
use crate::date::Date;
use crate::lang::{Lang, Say};
use crate::say;
use crate::version::Version;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why bytes are no event file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Malformed {
    /// What is wrong, as the end of a sentence that names the file: "the file …".
    pub says: Say,
    /// The line, counted from 1, where one can be told.
    pub line: Option<usize>,
}

/// Reads an event file, which must be byte for byte what [`Event::to_bytes`] writes.
pub fn parse(bytes: &[u8]) -> Result<Event, Malformed> {
    let fault = |says: Say| Malformed { says, line: None };
    if bytes.len() > LIMIT {
        return Err(fault(say!("is larger than 1 MiB", "dépasse 1 Mio")));
    }
    if bytes.contains(&b'\r') {
        return Err(fault(say!(
            "has Windows line endings, as a version control system may set them; put the original bytes back \
             and mark the archive as `-text` in .gitattributes",
            "a des fins de ligne Windows, comme un gestionnaire de versions peut en mettre\u{a0}; remettez les octets \
             d’origine et marquez les archives `-text` dans .gitattributes"
        )));
    }
    let wire: Wire = serde_json::from_slice(bytes).map_err(|e| Malformed {
        line: Some(e.line()).filter(|line| *line > 0),
        says: if e.is_eof() {
            say!("is cut short", "est tronqué")
        } else {
            say!("is not an event as JSON: {e}", "n’est pas un événement en JSON\u{a0}: {e}")
        },
    })?;
    let event = wire.event().map_err(fault)?;
    match first_difference(bytes, &event.to_bytes()) {
        None => Ok(event),
        Some(line) => Err(Malformed {
            line: Some(line),
            says: say!(
                "is not written as this program writes it (keys in their order, two spaces, one final newline)",
                "n’est pas écrit comme ce programme l’écrit (clés dans leur ordre, deux espaces, un seul saut de ligne à la fin)"
            ),
        }),
    }
}

/// The first line, counted from 1, in which two texts differ.
fn first_difference(one: &[u8], other: &[u8]) -> Option<usize> {
    if one == other {
        return None;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    Some(1 + one[..same].iter().filter(|b| **b == b'\n').count())
}

/// The event's file.
pub(super) fn to_bytes(event: &Event) -> Vec<u8> {
    // Writing strings and maps of strings to memory has no way to fail.
    let mut bytes = serde_json::to_vec_pretty(&Wire::from(event)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// An event as its file has it: the keys in the order of the contract.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    format: String,
    document: String,
    sequence: u32,
    event: String,
    version: String,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    effective: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    by: Vec<Signatory>,
    #[serde(skip_serializing_if = "Option::is_none")]
    change: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replaced_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    files: Option<BTreeMap<String, String>>,
    previous: Option<String>,
}

impl From<&Event> for Wire {
    fn from(event: &Event) -> Wire {
        let mut wire = Wire {
            format: FORMAT.to_owned(),
            document: event.document.clone(),
            sequence: event.sequence,
            event: event.act.word().to_owned(),
            version: event.version.to_string(),
            date: event.date.to_string(),
            effective: None,
            language: None,
            by: event.by.clone(),
            change: None,
            summary: None,
            outcome: None,
            note: None,
            reason: None,
            replaced_by: None,
            files: None,
            previous: event.previous.map(|digest| digest.to_string()),
        };
        let hex = |files: &Files| Some(files.iter().map(|(name, digest)| (name.clone(), digest.to_string())).collect());
        match &event.act {
            Act::Approved { effective, change, summary, files } => {
                wire.effective = Some(effective.to_string());
                wire.change = change.map(|change| change.as_str().to_owned());
                wire.summary = summary.clone();
                wire.files = hex(files);
            }
            Act::Translated { language, files } => {
                wire.language = Some(language.to_string());
                wire.files = hex(files);
            }
            Act::Reviewed { outcome, note } => {
                wire.outcome = Some(outcome.as_str().to_owned());
                wire.note = note.clone();
            }
            Act::Retired { reason, replaced_by } => {
                wire.reason = Some(reason.clone());
                wire.replaced_by = replaced_by.clone();
            }
        }
        wire
    }
}

impl Wire {
    /// The event, or what is wrong with a value.
    fn event(self) -> Result<Event, Say> {
        let bad = |key: &str, value: &str| {
            let value: String = value.chars().take(80).collect();
            say!(
                "has a value that cannot stand under `{key}`: {value}",
                "a une valeur impossible sous `{key}`\u{a0}: {value}"
            )
        };
        if self.format != FORMAT {
            return Err(bad("format", &self.format));
        }
        if !is_id(&self.document) {
            return Err(bad("document", &self.document));
        }
        if self.sequence == 0 {
            return Err(bad("sequence", "0"));
        }
        if self.by.is_empty() {
            return Err(bad("by", "[]"));
        }
        if let Some(who) = self.by.iter().find(|who| !is_id(&who.role) || !is_id(&who.person)) {
            return Err(bad("by", &format!("{} / {}", who.role, who.person)));
        }
        let version = Version::parse(&self.version).ok_or_else(|| bad("version", &self.version))?;
        let date = |key: &str, text: &str| Date::parse(text).ok_or_else(|| bad(key, text));
        let day = date("date", &self.date)?;
        let previous = match &self.previous {
            None => None,
            Some(hex) => Some(Digest::parse(hex).ok_or_else(|| bad("previous", hex))?),
        };
        let texts = [&self.summary, &self.note, &self.reason, &self.replaced_by];
        if let Some(text) = texts.into_iter().flatten().find(|text| text.trim().is_empty()) {
            return Err(bad("summary, note, reason, replaced_by", text));
        }
        let missing = |key: &str| {
            let word = &self.event;
            say!("is an event `{word}` without the key `{key}`", "est un événement `{word}` sans la clé `{key}`")
        };
        let need = |key: &str, value: &Option<String>| value.clone().ok_or_else(|| missing(key));

        // The keys of every act but one's own must be absent: what is there is named in the first that is too many.
        let own: &[&str] = match self.event.as_str() {
            "approved" => &["effective", "change", "summary", "files"],
            "translated" => &["language", "files"],
            "reviewed" => &["outcome", "note"],
            "retired" => &["reason", "replaced_by"],
            other => return Err(bad("event", other)),
        };
        let present = [
            ("effective", self.effective.is_some()),
            ("language", self.language.is_some()),
            ("change", self.change.is_some()),
            ("summary", self.summary.is_some()),
            ("outcome", self.outcome.is_some()),
            ("note", self.note.is_some()),
            ("reason", self.reason.is_some()),
            ("replaced_by", self.replaced_by.is_some()),
            ("files", self.files.is_some()),
        ];
        if let Some((key, _)) = present.iter().find(|(key, there)| *there && !own.contains(key)) {
            let word = &self.event;
            return Err(say!(
                "has the key `{key}`, which does not belong to an event `{word}`",
                "a la clé `{key}`, qui n’a pas sa place dans un événement `{word}`"
            ));
        }

        let files = || -> Result<Files, Say> {
            let files = self.files.as_ref().filter(|files| !files.is_empty()).ok_or_else(|| missing("files"))?;
            let mut sealed = Files::new();
            for (path, hex) in files {
                let name = path.strip_prefix(version.as_str()).and_then(|rest| rest.strip_prefix('/'));
                if !name.is_some_and(is_file_name) {
                    return Err(bad("files", path));
                }
                sealed.insert(path.clone(), Digest::parse(hex).ok_or_else(|| bad("files", hex))?);
            }
            Ok(sealed)
        };
        let act = match self.event.as_str() {
            "approved" => Act::Approved {
                effective: date("effective", &need("effective", &self.effective)?)?,
                change: match &self.change {
                    None => None,
                    Some(text) => Some(Change::parse(text).ok_or_else(|| bad("change", text))?),
                },
                summary: self.summary.clone(),
                files: files()?,
            },
            "translated" => {
                let tag = need("language", &self.language)?;
                Act::Translated { language: Lang::parse(&tag).ok_or_else(|| bad("language", &tag))?, files: files()? }
            }
            "reviewed" => {
                let text = need("outcome", &self.outcome)?;
                let outcome = Outcome::parse(&text).ok_or_else(|| bad("outcome", &text))?;
                Act::Reviewed { outcome, note: self.note.clone() }
            }
            _ => {
                if let Some(id) = self.replaced_by.as_ref().filter(|id| !is_id(id)) {
                    return Err(bad("replaced_by", id));
                }
                Act::Retired { reason: need("reason", &self.reason)?, replaced_by: self.replaced_by.clone() }
            }
        };
        Ok(Event { document: self.document, sequence: self.sequence, version, date: day, by: self.by, act, previous })
    }
}

#[cfg(test)]
#[path = "tests/wire.rs"]
mod tests;
