//! Frameworks as files list them: the handbook's own in `frameworks/*.yaml`, and the built-in ones, read the same way.

use super::fields::{Fields, wording};
use super::{keys, read_data, shape};
use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Place};
use crate::model::framework::{Clause, Framework, Required};
use crate::model::leadership::RecordType;
use crate::say;
use crate::source::Sources;
use crate::source::yaml::{self, Limits, Node};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The built-in frameworks by id.
const BUILT_IN: [(&str, &str); 2] = [
    ("iso-27001-2022", include_str!("frameworks/iso-27001-2022.yaml")),
    ("law-25", include_str!("frameworks/law-25.yaml")),
];

/// The names of the built-in frameworks.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    BUILT_IN.iter().map(|(name, _)| *name)
}

/// A built-in framework by its id.
pub fn built_in(id: &str) -> Option<Framework> {
    let (_, text) = BUILT_IN.iter().find(|(name, _)| *name == id)?;
    let read = yaml::read(text, &Limits::DATA).ok()?;
    framework(&read.node, None)
}

/// The handbook's own frameworks, in the order of their files.
pub fn own(sources: &Sources, found: &mut Vec<Finding>) -> Vec<Framework> {
    let folder = sources.content_path("frameworks/");
    let is_list = |path: &str| {
        path.strip_prefix(folder.as_str())
            .is_some_and(|name| !name.contains('/') && (name.ends_with(".yaml") || name.ends_with(".yml")))
    };
    let files = sources.files.keys().filter(|path| is_list(path));
    files.filter_map(|path| read(sources, path, found)).collect()
}

fn read(sources: &Sources, path: &Arc<str>, found: &mut Vec<Finding>) -> Option<Framework> {
    let node = read_data(path, sources.text(path)?, found)?;
    shape::check(&node, keys::leadership::FRAMEWORK, path, None, found);
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (at, clause) in Fields(&node).maps("clauses").into_iter().enumerate() {
        let Some(id) = clause.text("id") else { continue };
        if first.insert(id.to_lowercase(), at).is_some() {
            let place = Place::value(path, format!("clauses[{at}].id"));
            let says = say!("the clause `{id}` is listed twice", "l’article `{id}` figure deux fois dans la liste");
            let help = say!("Give one of the two another number.", "Donnez un autre numéro à l’un des deux.");
            found.push(Finding::new(&rules::ID_DUPLICATE, place, says).help(help));
        }
    }
    framework(&node, Some(path.clone()))
}

/// A framework of a file; none without an id.
fn framework(node: &Node, path: Option<Arc<str>>) -> Option<Framework> {
    let fields = Fields(node);
    let clauses = fields.maps("clauses").into_iter().filter_map(|entry| {
        Some(Clause {
            id: entry.text("id")?.trim().to_string(),
            label: entry.node("label").map(wording).unwrap_or_default(),
            requires: entry.texts("requires").iter().filter_map(|name| Required::parse(name)).collect(),
            evidence: entry.texts("evidence").iter().filter_map(|name| RecordType::parse(name)).collect(),
            parent: None,
            is_group: false,
        })
    });
    Some(Framework::new(fields.text("id")?, fields.wording("title"), clauses.collect(), path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn built_in_frameworks_are_whole_and_in_both_languages() {
        for name in built_in_names() {
            let node =
                yaml::read(BUILT_IN.iter().find(|(own, _)| *own == name).unwrap().1, &Limits::DATA).unwrap().node;
            let mut found = Vec::new();
            shape::check(&node, keys::leadership::FRAMEWORK, &Arc::from("x.yaml"), None, &mut found);
            assert!(found.is_empty(), "{found:?}");
            let framework = built_in(name).unwrap();
            assert_eq!(framework.id, name);
            for clause in &framework.clauses {
                for lang in [Lang::EN, Lang::FR] {
                    assert!(clause.label.exact(lang).is_some_and(|label| !label.is_empty()), "{name} {}", clause.id);
                }
                // A no-break space stands before a colon in French.
                assert!(!clause.label.exact(Lang::FR).unwrap().contains(" :"), "{name} {}", clause.id);
            }
        }
        let iso = built_in("iso-27001-2022").unwrap();
        for number in
            ["4.1", "5.1.a", "5.1.h", "5.2.g", "5.3.b", "9.3.2.g", "10.2", "A.5.37", "A.6.8", "A.7.14", "A.8.34"]
        {
            assert!(iso.clause_at(number).is_some(), "{number}");
        }
        let controls = iso.clauses.iter().filter(|clause| clause.id.starts_with("A.") && !clause.is_group);
        assert_eq!(controls.count(), 93, "Annex A has ninety-three references");
    }
}
