//! Clauses: what is named exists in a framework, and what a framework requires is there (clause 7.5.1).

use crate::assess::{Assessment, coverage};
use crate::finding::catalogue::leadership::REFERENCE_UNKNOWN;
use crate::finding::catalogue::others::MANDATORY_DOCUMENT_MISSING;
use crate::finding::{Finding, Place};
use crate::lang::{Lang, Say};
use crate::model::framework::{Cited, Required};
use crate::model::{Described, Handbook, Kind};
use crate::parse::frameworks::built_in_names;
use crate::parse::shape::nearest;
use crate::say;
use std::sync::Arc;

/// Findings on all clauses.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let mut note = |clauses: &[String], path: &Arc<str>, id: &str| {
        for (at, written) in clauses.iter().enumerate().filter(|(_, written)| !written.trim().is_empty()) {
            let place = Place::value(path, format!("clauses[{at}]"));
            found.extend(unknown(handbook, written, place, id));
        }
    };
    for working in handbook.documents.iter().filter_map(|document| document.working.as_ref()) {
        // A role with a version is named below, as a role.
        if working.meta.kind != Kind::Role {
            note(&working.meta.clauses, &working.path, working.meta.id.as_str());
        }
    }
    for role in &handbook.organisation.roles {
        note(&role.clauses, &role.path, role.id.as_str());
    }
    for commitment in handbook.leadership.commitments.iter() {
        note(&commitment.clauses, &commitment.sheet.path, commitment.id().as_str());
    }
    for matrix in handbook.matrices.values().filter_map(|matrices| matrices.working.as_ref()) {
        for (table, activity) in matrix.activities() {
            for written in &activity.clauses {
                let place = Place::bytes(&table.path, activity.at.start..activity.at.end);
                found.extend(unknown(handbook, written, place, matrix.document.as_str()));
            }
        }
    }
    mandatory(handbook, assessment, found);
}

/// A clause that is in no framework, or of a framework that is not in use.
fn unknown(handbook: &Handbook, written: &str, place: Place, subject: &str) -> Option<Finding> {
    let frameworks = &handbook.frameworks.0;
    let (says, help) = match handbook.frameworks.cited(written) {
        Cited::Clause(..) | Cited::Unchecked => return None,
        Cited::NoClause(at) => {
            let framework = &frameworks[at];
            let title = |lang| framework.title.best(lang, &[]).map_or(framework.id.as_str(), |(title, _)| title);
            let (en, fr) = (title(Lang::EN), title(Lang::FR));
            let number = written.split_once(':').map_or(written, |(_, number)| number).trim();
            let says = say!("{en} has no clause `{number}`", "{fr} n’a pas d’article `{number}`");
            let elsewhere =
                frameworks.iter().skip(1).find(|other| !written.contains(':') && other.clause_at(number).is_some());
            (
                says,
                help(
                    elsewhere.map(|other| format!("{}:{number}", other.id)),
                    number,
                    framework.clauses.iter().map(|clause| clause.id.as_str()),
                ),
            )
        }
        Cited::NoFramework(name) => {
            let says =
                say!("the handbook uses no framework `{name}`", "le manuel n’emploie aucun référentiel `{name}`");
            let help = match nearest(name, frameworks.iter().map(|framework| framework.id.as_str())) {
                Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
                None if built_in_names().any(|known| known == name) => say!(
                    "Add `{name}` to `frameworks:` in `site-config.yaml`.",
                    "Ajoutez `{name}` à `frameworks:` dans `site-config.yaml`."
                ),
                None => say!(
                    "List its clauses in a file of `content/frameworks/` with `id: {name}`, or correct the name.",
                    "Dressez la liste de ses articles dans un fichier de `content/frameworks/` avec `id: {name}`, ou corrigez le nom."
                ),
            };
            (says, help)
        }
    };
    Some(Finding::new(&REFERENCE_UNKNOWN, place, says).help(help).about(subject))
}

fn help<'a>(elsewhere: Option<String>, number: &str, known: impl Iterator<Item = &'a str>) -> Say {
    match elsewhere.as_deref().or_else(|| nearest(number, known)) {
        Some(near) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
        None => say!(
            "Write the number of a clause of this framework; clauses of another one carry its name, as in `law-25:3.2`.",
            "Écrivez le numéro d’un article de ce référentiel; ceux d’un autre portent son nom, comme `law-25:3.2`."
        ),
    }
}

/// Documents that a clause makes mandatory. A handbook that names no clause at all is not held against any list.
fn mandatory(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    if !coverage::names_clauses(handbook) {
        return;
    }
    for (at, (framework, coverage)) in handbook.frameworks.0.iter().zip(&assessment.coverage).enumerate() {
        let place = match &framework.path {
            Some(path) => Place::value(path, "id"),
            None => Place::key(&Arc::from("site-config.yaml"), "frameworks"),
        };
        for (number, answer) in coverage.clauses.iter().enumerate() {
            for required in &answer.missing {
                let clause = handbook.frameworks.written(at, number);
                let label = |lang| framework.clauses[number].label.best(lang, &[]).map_or("", |(label, _)| label);
                let (label_en, label_fr) = (label(Lang::EN), label(Lang::FR));
                let name = required.as_str();
                let (en, fr) = kind_words(*required);
                let says = say!(
                    "clause {clause} (“{label_en}”) asks for {en}, and none in force names it",
                    "l’article {clause} («\u{a0}{label_fr}\u{a0}») exige {fr}, et rien de tel en vigueur ne le nomme"
                );
                let help = match required {
                    Required::Kind(kind) if !kind.is_controlled() => {
                        say!("Write one with `handbook new {name}`.", "Créez ce qui manque avec `handbook new {name}`.")
                    }
                    _ => say!(
                        "Add `{clause}` to `clauses:` of the approved document that answers it, or write one.",
                        "Ajoutez `{clause}` aux `clauses:` du document approuvé qui y répond, ou rédigez-en un."
                    ),
                };
                found.push(Finding::new(&MANDATORY_DOCUMENT_MISSING, place.clone(), says).help(help).about(&clause));
            }
        }
    }
}

/// What is required, with its article.
fn kind_words(required: Required) -> (&'static str, &'static str) {
    match required {
        Required::Document => ("a document", "un document"),
        Required::Kind(kind) => match kind {
            Kind::Policy => ("a policy", "une politique"),
            Kind::Procedure => ("a procedure", "une procédure"),
            Kind::Standard => ("a standard", "une norme"),
            Kind::Guideline => ("a guideline", "une ligne directrice"),
            Kind::Plan => ("a plan", "un plan"),
            Kind::Charter => ("a charter", "une charte"),
            Kind::Matrix => ("a matrix", "une matrice"),
            Kind::Role => ("a role", "un rôle"),
            Kind::Commitment => ("a commitment", "un engagement"),
            Kind::Record => ("a record", "une preuve"),
            Kind::Objective => ("an objective", "un objectif"),
            Kind::Indicator => ("an indicator", "un indicateur"),
            Kind::Exception => ("an exception", "une dérogation"),
            Kind::Page => ("a page", "une page"),
        },
    }
}
