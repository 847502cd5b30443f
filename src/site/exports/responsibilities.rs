//! `api/responsibilities.json`: the matrices in force as data, with what their letters mean.

use super::documents::{self, write};
use crate::assess::duties;
use crate::lang::ByLang;
use crate::model::letters::Meaning;
use crate::model::matrix::{Activity, Matrix, MatrixTable};
use crate::site::Site;
use crate::site::address::Page;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    let states = &site.assessment.documents;
    let matrices = duties::matrices_in_force(site.handbook, states).map(|(at, matrix)| {
        let document = &site.handbook.documents[at];
        let revision = states[at].revision(document);
        let titles = site
            .languages()
            .iter()
            .filter_map(|lang| Some((lang.to_string(), Value::String(documents::title(site, revision?, *lang)?))));
        let urls = site.languages().iter();
        let urls = urls.map(|lang| (lang.to_string(), Value::String(site.url(*lang, Page::Document(at)))));
        let activities = matrix.activities().map(|(table, activity)| entry(site, matrix, table, activity));
        json!({
            "document": document.id.as_str(),
            "version": states[at].current().map(|version| version.version.to_string()),
            "title": titles.collect::<Map<_, _>>(),
            "url": urls.collect::<Map<_, _>>(),
            "activities": activities.collect::<Vec<_>>(),
        })
    });
    write(&json!({
        "schema": 1,
        "as_of": site.assessment.as_of,
        "letters": legend(site),
        "matrices": matrices.collect::<Vec<_>>(),
    }))
}

fn entry(site: &Site<'_>, matrix: &Matrix, table: &MatrixTable, activity: &Activity) -> Value {
    let alphabet = &site.handbook.alphabet;
    let mut letters: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (role, set, _) in table.parts(activity) {
        letters.entry(role.as_str()).or_default().extend(alphabet.codes(set));
    }
    let heading = table.shown.get(&matrix.lang).and_then(|shown| shown.heading.as_ref());
    let documents: Vec<&str> = activity.documents.iter().map(|at| site.handbook.documents[*at].id.as_str()).collect();
    json!({
        "activity": activity.name(matrix.lang, matrix.lang).0,
        "names": names(&activity.names),
        "table": heading,
        "clauses": activity.clauses,
        "documents": documents,
        "letters": letters,
    })
}

fn names(names: &ByLang<String>) -> Value {
    Value::Object(names.iter().map(|(lang, name)| (lang.to_string(), Value::String(name.clone()))).collect())
}

/// The letters with what they count as, and the words of an own scheme.
fn legend(site: &Site<'_>) -> Vec<Value> {
    let letters = site.handbook.alphabet.letters().iter().map(|letter| {
        let name = match &letter.meaning {
            Meaning::Own(name) => {
                let words = site
                    .languages()
                    .iter()
                    .filter_map(|lang| Some((lang.to_string(), Value::String(name.exact(*lang)?.to_string()))));
                Value::Object(words.collect())
            }
            _ => Value::Null,
        };
        json!({ "letter": letter.code, "part": letter.part.as_str(), "name": name })
    });
    letters.collect()
}
