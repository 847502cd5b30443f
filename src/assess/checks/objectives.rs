//! Objectives and indicators (clauses 6.2 and 9.1): aligned, measured when planned, and on target.

use crate::assess::Assessment;
use crate::assess::measures::{IndicatorState, ObjectiveState};
use crate::finding::catalogue::{leadership, objectives as rules};
use crate::finding::{Finding, Place};
use crate::model::measures::{Indicator, Objective};
use crate::model::{Described, Handbook};
use crate::say;

/// Findings on all objectives and indicators.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let measures = &assessment.measures;
    for (at, (objective, state)) in handbook.leadership.objectives.iter().zip(&measures.objectives).enumerate() {
        owner(handbook, objective, "owner", objective.owner.as_deref(), found);
        supports(handbook, objective, found);
        alignment(handbook, at, objective, state, found);
    }
    for (indicator, state) in handbook.leadership.indicators.iter().zip(&measures.indicators) {
        owner(handbook, indicator, "owner", indicator.owner.as_deref(), found);
        aim(indicator, state, found);
        values(assessment, indicator, state, found);
    }
}

/// A key that names a role must name one that exists.
pub fn owner(handbook: &Handbook, thing: &impl Described, key: &str, name: Option<&str>, found: &mut Vec<Finding>) {
    let Some(name) = name.filter(|name| handbook.organisation.role(name).is_none()) else { return };
    let says = say!("there is no role `{name}`", "le rôle `{name}` n’existe pas");
    let help = match handbook.organisation.person(name) {
        Some(person) => {
            let name = &person.name;
            say!(
                "{name} is a person; write one of the roles that they hold.",
                "{name} est une personne; écrivez un des rôles qu’elle occupe."
            )
        }
        None => say!(
            "Write the id of a role that has a file in `content/roles/`.",
            "Écrivez l’identifiant d’un rôle qui a un fichier dans `content/roles/`."
        ),
    };
    unknown(thing, key, says, help, found);
}

/// A key that names what does not exist.
pub fn unknown(
    thing: &impl Described,
    key: &str,
    says: crate::lang::Say,
    help: crate::lang::Say,
    found: &mut Vec<Finding>,
) {
    let place = Place::value(&thing.sheet().path, key);
    found.push(Finding::new(&leadership::REFERENCE_UNKNOWN, place, says).help(help).about(thing.id().as_str()));
}

fn supports(handbook: &Handbook, objective: &Objective, found: &mut Vec<Finding>) {
    for (at, name) in objective.supports.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        if handbook.leadership.objectives.find(name).is_none() {
            no_objective(objective, &format!("supports[{at}]"), name, found);
        }
    }
}

fn no_objective(thing: &impl Described, key: &str, name: &str, found: &mut Vec<Finding>) {
    let says = say!("there is no objective `{name}`", "l’objectif `{name}` n’existe pas");
    let help = say!(
        "Write the id of an objective that has a file in `content/objectives/`.",
        "Écrivez l’identifiant d’un objectif qui a un fichier dans `content/objectives/`."
    );
    unknown(thing, key, says, help, found);
}

fn alignment(handbook: &Handbook, at: usize, objective: &Objective, state: &ObjectiveState, found: &mut Vec<Finding>) {
    let sheet = objective.sheet();
    let id = sheet.id.as_str();
    let key = if objective.supports.is_empty() { "id" } else { "supports" };
    if !state.aligned {
        let says = say!(
            "this objective supports no objective of the organisation",
            "cet objectif ne soutient aucun objectif de l’organisation"
        );
        let place = Place::value(&sheet.path, key);
        found.push(Finding::new(&rules::OBJECTIVE_UNALIGNED, place, says).about(id));
    }
    // One finding for each circle, at the first of its objectives.
    if state.circle.iter().min() == Some(&at) {
        let names: Vec<&str> =
            state.circle.iter().map(|at| handbook.leadership.objectives[*at].id().as_str()).collect();
        let way = names.join(" → ");
        let says = say!(
            "this objective supports itself by way of others: {way}",
            "cet objectif se soutient lui-même par l’entremise d’autres\u{a0}: {way}"
        );
        found.push(Finding::new(&rules::OBJECTIVE_LOOP, Place::value(&sheet.path, "supports"), says).about(id));
    }
}

/// An indicator measures an objective that exists.
fn aim(indicator: &Indicator, state: &IndicatorState, found: &mut Vec<Finding>) {
    let sheet = indicator.sheet();
    if let (Some(name), None) = (&indicator.objective, state.objective) {
        no_objective(indicator, "objective", name, found);
    }
    if state.objective.is_none() {
        let says = say!("this indicator measures no objective", "cet indicateur ne mesure aucun objectif");
        let key = if indicator.objective.is_some() { "objective" } else { "id" };
        let finding = Finding::new(&rules::INDICATOR_UNALIGNED, Place::value(&sheet.path, key), says);
        found.push(finding.about(sheet.id.as_str()));
    }
}

fn values(assessment: &Assessment, indicator: &Indicator, state: &IndicatorState, found: &mut Vec<Finding>) {
    let sheet = indicator.sheet();
    let as_of = assessment.as_of;
    let latest = state.latest(indicator);
    if state.stale {
        let says = match (latest, state.due) {
            (Some(latest), Some(due)) => {
                let day = latest.date;
                say!(
                    "the latest value is of {day}; the next was due by {due}",
                    "la dernière valeur est du {day}; la suivante était attendue au plus tard le {due}"
                )
            }
            _ => say!("there is no value as of {as_of}", "il n’y a aucune valeur en date du {as_of}"),
        };
        let place = match &indicator.table {
            Some(_) => Place::value(&sheet.path, "measurements"),
            None if !indicator.measurements.is_empty() => Place::key(&sheet.path, "measurements"),
            None => Place::value(&sheet.path, "every"),
        };
        found.push(Finding::new(&rules::MEASUREMENT_STALE, place, says).about(sheet.id.as_str()));
    }
    if let (Some(latest), Some(false)) = (latest, state.met) {
        let (day, value) = (latest.date, latest.value);
        let target = match (indicator.target.at_least, indicator.target.at_most) {
            (Some(least), Some(most)) => say!("between {least} and {most}", "entre {least} et {most}"),
            (Some(least), None) => say!("at least {least}", "au moins {least}"),
            (_, most) => {
                let most = most.unwrap_or_default();
                say!("at most {most}", "au plus {most}")
            }
        };
        let (en, fr) = (target.en, target.fr);
        let says = say!(
            "the value of {day} is {value}, the target is {en}",
            "la valeur du {day} est {value}, la cible est {fr}"
        );
        let place = Place::key(&sheet.path, "target");
        found.push(Finding::new(&rules::TARGET_MISSED, place, says).about(sheet.id.as_str()));
    }
}
