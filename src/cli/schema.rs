//! `handbook schema`: JSON Schema (2020-12) of front matter, `people.yaml` and `site-config.yaml`, for editors.
//!
//! Made from the tables of `parse::keys`, which are also what is checked; so the two cannot disagree.

use super::args::Schema;
use super::desk::Desk;
use super::new::has_keys;
use super::{DONE, FAILED, output};
use crate::error::Error;
use crate::lang::Tongue;
use crate::model::kind::KINDS;
use crate::parse::keys::{self, config, document, organisation};
use crate::parse::shape::{self, Key, Shape};
use crate::say;
use crate::site::exports::schemas;
use crate::source::yaml::{self, Limits, Node};
use serde_json::{Map, Value, json};

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Prints one schema, or all of them.
pub fn run(desk: &Desk, asked: &Schema) -> Result<u8, Error> {
    // The language is the handbook's own where there is one; without a handbook schemas are given all the same.
    if let Some(name) = asked.kind.as_deref().and_then(|kind| kind.strip_prefix("api/")) {
        return api(name);
    }
    let tongue = desk.open(Vec::new()).map_or(desk.tongue(), |opened| opened.tongue);
    match schema(asked.kind.as_deref(), tongue) {
        Ok(schema) => {
            output::print(format!("{schema:#}\n").as_bytes())?;
            Ok(DONE)
        }
        Err(error) => {
            output::complain(&error, tongue);
            Ok(FAILED)
        }
    }
}

/// The schema of one of the site's files for machines.
fn api(name: &str) -> Result<u8, Error> {
    let Some(schema) = schemas::named(name) else {
        let list = schemas::names().map(|name| format!("api/{name}")).collect::<Vec<_>>().join(", ");
        return Err(Error::new(say!("there is no schema `api/{name}`", "le schéma `api/{name}` n’existe pas"))
            .help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")));
    };
    output::print(schema.as_bytes())?;
    Ok(DONE)
}

/// The schema of one kind of file, or of all under `$defs`.
fn schema(name: Option<&str>, tongue: Tongue) -> Result<Value, Error> {
    let subjects = subjects();
    let schema = match name {
        Some(name) => match subjects.iter().find(|subject| subject.name == name) {
            Some(subject) => subject.schema(tongue),
            None => return Err(unknown(name, &subjects)),
        },
        None => {
            let all: Map<String, Value> = subjects
                .iter()
                .map(|subject| (subject.name.to_string(), Value::Object(subject.schema(tongue))))
                .collect();
            Map::from_iter([("$defs".to_string(), Value::Object(all))])
        }
    };
    let mut whole = Map::from_iter([("$schema".to_string(), Value::from(DIALECT))]);
    whole.extend(schema);
    Ok(Value::Object(whole))
}

fn unknown(name: &str, subjects: &[Subject]) -> Error {
    let names: Vec<&str> = subjects.iter().map(|subject| subject.name).collect();
    let list = names.join(", ");
    let error = Error::new(say!("there is no schema `{name}`", "le schéma `{name}` n’existe pas"));
    match shape::nearest(name, names.iter().copied()) {
        Some(near) => error.help(say!(
            "Did you mean `{near}`? There are: {list}.",
            "Vouliez-vous dire `{near}`? Il y a\u{a0}: {list}."
        )),
        None => error.help(say!("Choose one of: {list}.", "Choisissez l’un de\u{a0}: {list}.")),
    }
}

/// A kind of file that has a schema.
struct Subject {
    name: &'static str,
    title: String,
    keys: &'static [Key],
    /// Whether the file is a list of such mappings.
    is_list: bool,
}

fn subjects() -> Vec<Subject> {
    let subject = |name, title: &str, keys, is_list| Subject { name, title: title.to_string(), keys, is_list };
    let mut subjects: Vec<Subject> = KINDS
        .iter()
        .filter(|(kind, _, _)| has_keys(*kind))
        .map(|(kind, name, folder)| {
            let place = if folder.is_empty() { "content/*.md".to_string() } else { format!("content/{folder}/*.md") };
            subject(name, &place, keys::of(*kind), false)
        })
        .collect();
    subjects.push(subject("translation", "content/*/*.fr.md", document::SIBLING, false));
    subjects.push(subject("people", "content/people.yaml", organisation::PERSON, true));
    subjects.push(subject("config", "site-config.yaml", config::CONFIG, false));
    subjects
}

impl Subject {
    fn schema(&self, tongue: Tongue) -> Map<String, Value> {
        let mut schema = mapping(self.keys, tongue);
        if self.keys.iter().any(|key| key.name == "status" && key.required) {
            // What the key's own table cannot say: an approved document names its approvals.
            schema.insert(
                "if".to_string(),
                json!({ "properties": { "status": { "const": "approved" } }, "required": ["status"] }),
            );
            schema.insert("then".to_string(), json!({ "required": ["approval"] }));
        }
        if self.is_list {
            schema = object(json!({ "type": "array", "items": schema }));
        }
        let mut titled =
            Map::from_iter([("title".to_string(), Value::from(format!("{} ({})", self.name, self.title)))]);
        titled.extend(schema);
        titled
    }
}

/// A mapping with exactly these keys.
fn mapping(keys: &[Key], tongue: Tongue) -> Map<String, Value> {
    let properties: Map<String, Value> = keys.iter().map(|key| (key.name.to_string(), property(key, tongue))).collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let mut schema = object(json!({ "type": "object", "properties": properties, "additionalProperties": false }));
    if !required.is_empty() {
        schema.insert("required".to_string(), Value::from(required));
    }
    schema
}

fn property(key: &Key, tongue: Tongue) -> Value {
    let mut schema = of_shape(&key.shape, tongue);
    let doc = match tongue {
        Tongue::En => key.doc.en,
        Tongue::Fr => key.doc.fr,
    };
    schema.insert("description".to_string(), Value::from(doc));
    if let Some(example) = example(key.example) {
        schema.insert("examples".to_string(), Value::from(vec![example]));
    }
    Value::Object(schema)
}

/// What a value of this form may be. A single entry counts as a list of one, and numbers without quotes are taken as written.
fn of_shape(shape: &Shape, tongue: Tongue) -> Map<String, Value> {
    let interval = "[1-9][0-9]{0,3} (day|week|month|year)s?";
    let words = json!({ "type": ["string", "number", "boolean"] });
    object(match shape {
        Shape::Text => words,
        Shape::Wording => json!({ "anyOf": [
            words,
            {
                "type": "object",
                "propertyNames": { "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", "maxLength": 15 },
                "additionalProperties": words,
            },
        ] }),
        Shape::Name => json!({ "type": ["string", "number"], "minLength": 1 }),
        Shape::Id => json!({ "type": ["string", "number"], "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$" }),
        Shape::Version => {
            json!({ "type": ["string", "number"], "pattern": "^[0-9]{1,9}(\\.[0-9]{1,9})*$", "minimum": 0 })
        }
        Shape::Date => json!({
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
        }),
        Shape::Interval => json!({ "type": "string", "pattern": format!("^{interval}$") }),
        Shape::ReviewRule => json!({ "type": "string", "pattern": format!("^({interval}|never)$") }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Count => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Shape::Number => json!({ "type": "number" }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::List(inner) => {
            let inner = Value::Object(of_shape(inner, tongue));
            json!({ "anyOf": [{ "type": "array", "items": inner }, inner] })
        }
        Shape::Map(keys) => return mapping(keys, tongue),
        Shape::Table(inner) => json!({ "type": "object", "additionalProperties": of_shape(inner, tongue) }),
        Shape::Either(first, second) => json!({ "anyOf": [of_shape(first, tongue), of_shape(second, tongue)] }),
        Shape::Free => json!({}),
    })
}

/// The entries of a JSON object; none of anything else.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(entries) => entries,
        _ => Map::new(),
    }
}

/// A table's example as JSON.
fn example(yaml: &str) -> Option<Value> {
    // Read as the value of a key, as it will stand in a file.
    let read = yaml::read(&format!("value: {yaml}\n"), &Limits::FRONT_MATTER).ok()?;
    read.node.get("value").map(json_of)
}

fn json_of(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::List(items) => items.iter().map(json_of).collect(),
        Node::Map(entries) => {
            Value::Object(entries.iter().map(|(name, value)| (name.clone(), json_of(value))).collect())
        }
        Node::Scalar(scalar) => match scalar.kind {
            yaml::Kind::Text => Value::from(scalar.text.as_str()),
            // A number or truth value that JSON writes otherwise stays the text it was.
            _ => serde_json::from_str(&scalar.text).unwrap_or_else(|_| Value::from(scalar.text.as_str())),
        },
    }
}

#[cfg(test)]
mod tests;
