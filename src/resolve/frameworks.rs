//! Which frameworks a handbook uses: those that the configuration names, in its order, then its own files that it does not name.

use crate::finding::catalogue::leadership::REFERENCE_UNKNOWN;
use crate::finding::catalogue::source::ID_DUPLICATE;
use crate::finding::{Checked, Finding, Place};
use crate::model::Frameworks;
use crate::model::framework::Framework;
use crate::parse::frameworks::{built_in, built_in_names};
use crate::parse::shape::nearest;
use crate::say;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Joins the handbook's own lists and the built-in ones; an own list takes the place of a built-in one of the same name.
pub fn join(named: &[String], own: Vec<Framework>) -> Checked<Frameworks> {
    let mut found = Vec::new();
    let mut lists: BTreeMap<String, Framework> = BTreeMap::new();
    let mut order = Vec::new();
    for framework in own {
        let key = framework.id.to_lowercase();
        match lists.get(&key) {
            None => {
                order.push(key.clone());
                lists.insert(key, framework);
            }
            Some(first) => found.extend(twice(&framework, first)),
        }
    }
    let mut joined: Vec<Framework> = Vec::new();
    for (at, name) in named.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let key = name.to_lowercase();
        if joined.iter().any(|framework| framework.id.eq_ignore_ascii_case(name)) {
            continue;
        }
        match lists.remove(&key).or_else(|| built_in(&key)) {
            Some(framework) => joined.push(framework),
            None => found.push(unknown(at, name, &order)),
        }
    }
    joined.extend(order.iter().filter_map(|key| lists.remove(key)));
    Checked { value: Frameworks(joined), findings: found }
}

fn unknown(at: usize, name: &str, own: &[String]) -> Finding {
    let place = Place::value(&Arc::from("site-config.yaml"), format!("frameworks[{at}]"));
    let says = say!("there is no framework `{name}`", "il n’y a pas de référentiel `{name}`");
    let mut known: Vec<&str> = own.iter().map(String::as_str).collect();
    built_in_names().for_each(|name| known.push(name));
    let help = match nearest(name, known.iter().copied()) {
        Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
        None => {
            let list = known.join(", ");
            say!(
                "Known are: {list}. A list of your own stands in `content/frameworks/`, with `id: {name}`.",
                "On connaît\u{a0}: {list}. Une liste à vous se place dans `content/frameworks/`, avec `id: {name}`."
            )
        }
    };
    Finding::new(&REFERENCE_UNKNOWN, place, says).help(help).about(name)
}

fn twice(framework: &Framework, first: &Framework) -> Option<Finding> {
    let (path, first, id) = (framework.path.as_ref()?, first.path.as_ref()?, &framework.id);
    let says = say!("the id `{id}` is already used in {first}", "l’identifiant `{id}` sert déjà dans {first}");
    let help = say!("Give one of the two lists another id.", "Donnez à l’une des deux listes un autre identifiant.");
    Some(Finding::new(&ID_DUPLICATE, Place::value(path, "id"), says).help(help).about(id))
}
