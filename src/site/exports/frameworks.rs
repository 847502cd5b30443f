//! `api/frameworks.json`: the clauses of each framework with what answers them on the day, and what is missing.

use super::documents::write;
use crate::assess::coverage::Answer;
use crate::assess::duties;
use crate::lang::Wording;
use crate::model::Described;
use crate::model::framework::Framework;
use crate::site::Site;
use crate::site::address::Page;
use serde_json::{Map, Value, json};

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    let frameworks = site.handbook.frameworks.0.iter().zip(&site.assessment.coverage).enumerate();
    let frameworks = frameworks.map(|(at, (framework, coverage))| {
        let urls = site.languages().iter();
        let urls = urls.map(|lang| (lang.to_string(), Value::String(site.url(*lang, Page::Framework(at)))));
        let clauses = coverage.clauses.iter().enumerate();
        json!({
            "id": framework.id,
            "title": words(site, &framework.title),
            "url": urls.collect::<Map<_, _>>(),
            "clauses": clauses.map(|(at, answer)| clause(site, framework, at, answer)).collect::<Vec<_>>(),
        })
    });
    write(&json!({ "schema": 1, "as_of": site.assessment.as_of, "frameworks": frameworks.collect::<Vec<_>>() }))
}

fn clause(site: &Site<'_>, framework: &Framework, at: usize, answer: &Answer) -> Value {
    let handbook = site.handbook;
    let clause = &framework.clauses[at];
    let number = |at: usize| framework.clauses[at].id.as_str();
    let documents: Vec<&str> = answer.documents.iter().map(|at| handbook.documents[*at].id.as_str()).collect();
    let activities = answer.activities.iter().filter_map(|(document, table, row)| {
        let matrix = duties::matrix_in_force(handbook, &site.assessment.documents, *document)?;
        let activity = matrix.tables.get(*table)?.activities.get(*row)?;
        let name = activity.name(matrix.lang, matrix.lang).0;
        Some(json!({ "document": handbook.documents[*document].id.as_str(), "activity": name }))
    });
    let roles: Vec<&str> = answer.roles.iter().map(|at| handbook.organisation.roles[*at].id.as_str()).collect();
    let commitments = answer.commitments.iter().map(|at| handbook.leadership.commitments[*at].id().as_str());
    let evidence = answer.records.iter().map(|at| handbook.leadership.records[*at].id().as_str());
    json!({
        "id": clause.id,
        "label": words(site, &clause.label),
        "part_of": clause.parent.map(number),
        "covered": answer.covered,
        "through": answer.through.map(number),
        "requires": clause.requires.iter().map(|required| required.as_str()).collect::<Vec<_>>(),
        "missing": answer.missing.iter().map(|required| required.as_str()).collect::<Vec<_>>(),
        "documents": documents,
        "activities": activities.collect::<Vec<_>>(),
        "roles": roles,
        "commitments": commitments.collect::<Vec<_>>(),
        "evidence": evidence.collect::<Vec<_>>(),
    })
}

fn words(site: &Site<'_>, wording: &Wording) -> Value {
    let entries = site.languages().iter();
    let entries = entries.filter_map(|lang| Some((lang.to_string(), Value::String(wording.exact(*lang)?.to_string()))));
    Value::Object(entries.collect())
}
