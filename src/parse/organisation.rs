//! Role descriptions and `people.yaml`, typed as written.

use super::fields::{Fields, wording};
use super::keys;
use super::shape;
use crate::finding::catalogue::source as rules;
use crate::finding::{Checked, Finding, Place};
use crate::model::organisation::JobDescription;
use crate::model::{Id, Person, Role, Tenure, Texts};
use crate::say;
use crate::source::yaml::Node;
use std::sync::Arc;

/// A role from the front matter of its main file.
pub fn role(node: &Node, path: &Arc<str>, fallback: &Id, texts: Texts) -> Role {
    let fields = Fields(node);
    Role {
        id: fields.id("id").unwrap_or_else(|| fallback.clone()),
        path: path.clone(),
        title: fields.wording("title"),
        summary: fields.wording("summary"),
        texts,
        holders: tenures(fields, "holders"),
        deputies: tenures(fields, "deputies"),
        reports_to: fields.text("reports_to"),
        top_management: fields.is_true("top_management"),
        designations: fields.texts("designations"),
        authorities: fields.list("authorities").into_iter().map(wording).collect(),
        competence: fields.list("competence").into_iter().map(wording).collect(),
        job_description: fields
            .map("job_description")
            .map(|entry| JobDescription { reference: entry.text("reference"), updated: entry.date("updated") }),
        contact: fields.wording("contact"),
        clauses: fields.texts("clauses"),
        classification: fields.text("classification"),
        extra: fields.node("extra").cloned().unwrap_or(Node::Null),
    }
}

fn tenures(fields: Fields<'_>, name: &str) -> Vec<Tenure> {
    fields
        .maps(name)
        .into_iter()
        .map(|entry| Tenure {
            person: entry.text("person").unwrap_or_default(),
            since: entry.date("since"),
            until: entry.date("until"),
        })
        .collect()
}

/// The people of `people.yaml`, a list of mappings. Entries without a sound id are reported and left out.
pub fn people(node: &Node, path: &Arc<str>) -> Checked<Vec<Person>> {
    let mut found = Vec::new();
    if !matches!(node, Node::List(_) | Node::Null) {
        let says = say!("`people.yaml` is not a list of people", "`people.yaml` n’est pas une liste de personnes");
        found.push(Finding::new(&rules::VALUE_INVALID, Place::file(path), says).help(say!(
            "Write one entry a person: `- {{id: jean-gagnon, name: Jean Gagnon}}`.",
            "Écrivez une entrée par personne\u{a0}: `- {{id: jean-gagnon, name: Jean Gagnon}}`."
        )));
        return Checked { value: Vec::new(), findings: found };
    }
    shape::check_list(node, keys::organisation::PERSON, path, &mut found);
    let mut people: Vec<Person> = Vec::new();
    for (at, entry) in node.as_list().unwrap_or_default().iter().enumerate() {
        let fields = Fields(entry);
        let Some(id) = fields.id("id") else { continue };
        if people.iter().any(|other| other.id == id) {
            let says = say!("there are two people with the id `{id}`", "deux personnes portent l’identifiant `{id}`");
            found.push(
                Finding::new(&rules::ID_DUPLICATE, Place::value(path, format!("[{at}].id")), says).about(id.as_str()),
            );
            continue;
        }
        let name = fields.text("name").unwrap_or_else(|| id.as_str().to_string());
        people.push(Person {
            id,
            name,
            email: fields.text("email"),
            title: fields.wording("title"),
            since: fields.date("since"),
            until: fields.date("until"),
        });
    }
    Checked { value: people, findings: found }
}
