//! What stands in the way of a new file: a file of that name, and whatever bears its id already.

use crate::model::{Handbook, Id};
use crate::parse::fields::Fields;
use crate::source::yaml::{self, Limits};
use crate::source::{Sources, front};

/// The file that would belong to the same thing as `path`: of that name, in any language, whatever the case.
pub(super) fn file_of_name(sources: &Sources, path: &str) -> Option<String> {
    let stem = |path: &str| {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let name = name.strip_suffix(".md").or_else(|| name.strip_suffix(".markdown"))?;
        Some(format!("{folder}/{}", name.split('.').next().unwrap_or(name)).to_lowercase())
    };
    if sources.files.contains_key(path) {
        return Some(path.to_string());
    }
    let own = stem(path)?;
    sources.files.keys().find(|other| stem(other).as_deref() == Some(own.as_str())).map(ToString::to_string)
}

/// Where an id is used already: by a document, a role, a person, a sealed document, or the front matter of any file,
/// also one that is too broken to be part of the handbook.
pub(super) fn holder_of(sources: &Sources, handbook: &Handbook, id: &Id) -> Option<String> {
    if let Some(role) = handbook.organisation.role(id.key()) {
        return Some(role.path.to_string());
    }
    if handbook.organisation.person(id.key()).is_some() {
        return Some(sources.content_path("people.yaml"));
    }
    if let Some(document) = handbook.document(id.key()) {
        let place = document.working.as_ref().map(|working| working.path.to_string());
        return Some(place.unwrap_or_else(|| sources.content_path(&format!("archive/{}", document.id))));
    }
    let archive = sources.content_path("archive/");
    let markdown = sources.files.keys().filter(|path| path.ends_with(".md") && !path.starts_with(archive.as_str()));
    markdown
        .filter(|path| sources.text(path).and_then(|text| written_id(text)).is_some_and(|own| id.is(&own)))
        .map(ToString::to_string)
        .next()
}

/// The id in a file's front matter, read as text where the YAML is broken.
fn written_id(text: &str) -> Option<String> {
    let yaml = text.get(front::split(text).yaml?)?;
    match yaml::read(yaml, &Limits::FRONT_MATTER) {
        Ok(read) => Fields(&read.node).text("id"),
        Err(_) => {
            let line = yaml.lines().find_map(|line| line.strip_prefix("id:"))?;
            Some(line.trim().trim_matches(['"', '\'']).to_string())
        }
    }
}
