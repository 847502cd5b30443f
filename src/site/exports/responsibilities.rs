//! `api/responsibilities.json`: the matrices in force as data, with what their letters mean.

use super::documents::{self, Lazily, write};
use crate::assess::duties;
use crate::date::Date;
use crate::lang::{ByLang, Lang};
use crate::model::letters::Meaning;
use crate::model::matrix::{Activity, Matrix, MatrixTable};
use crate::site::Site;
use crate::site::address::Page;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The file's bytes.
pub fn json(site: &Site<'_>) -> Vec<u8> {
    /// The whole file.
    #[derive(Serialize)]
    struct File<M> {
        schema: u8,
        as_of: Date,
        letters: Vec<Value>,
        matrices: M,
    }
    let in_force = || duties::matrices_in_force(site.handbook, &site.assessment.documents);
    let matrices = Lazily(|| in_force().map(|(at, matrix)| of_document(site, at, matrix)));
    write(&File { schema: 1, as_of: site.assessment.as_of, letters: legend(site), matrices })
}

/// One matrix.
#[derive(Serialize)]
struct Entry<A> {
    document: String,
    version: Option<String>,
    title: Map<String, Value>,
    url: Map<String, Value>,
    activities: A,
}

fn of_document<'a>(site: &'a Site<'_>, at: usize, matrix: &'a Matrix) -> impl Serialize + 'a {
    let (document, state) = (&site.handbook.documents[at], &site.assessment.documents[at]);
    let revision = state.revision(document);
    let title = |lang: &Lang| Some((lang.to_string(), Value::String(documents::title(site, revision?, *lang)?)));
    let url = |lang: &Lang| (lang.to_string(), Value::String(site.url(*lang, Page::Document(at))));
    let entry = move |(table, activity)| entry(site, matrix, table, activity);
    Entry {
        document: document.id.to_string(),
        version: state.current().map(|version| version.version.to_string()),
        title: site.languages().iter().filter_map(title).collect(),
        url: site.languages().iter().map(url).collect(),
        activities: Lazily(move || matrix.activities().map(entry)),
    }
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
