//! What the duties of roles and people amount to on the day (clause 5.3): too many for one person, none for a role, none
//! written into a job description, and nobody named to report on the management system.

use crate::assess::{Assessment, Standing, Through};
use crate::finding::catalogue::responsibilities as rules;
use crate::finding::catalogue::source::VALUE_INVALID;
use crate::finding::{Finding, Level, Place};
use crate::model::{Handbook, Role};
use crate::parse::shape::nearest;
use crate::say;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The designation that clause 5.3 b) asks for.
pub const REPRESENTATIVE: &str = "isms-representative";

/// All designations that anything looks for.
const DESIGNATIONS: [&str; 2] = [REPRESENTATIVE, "privacy-officer"];

/// Findings on all roles and people.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    overload(handbook, assessment, found);
    for (at, role) in handbook.organisation.roles.iter().enumerate() {
        if is_retired(handbook, assessment, role) {
            continue;
        }
        let has_duties = assessment.duties.roles[at].any();
        let id = role.id.as_str();
        if !has_duties {
            let says = say!(
                "this role has no letter in a matrix in force, no document and no action",
                "ce rôle n’a aucune lettre dans une matrice en vigueur, aucun document et aucune action"
            );
            found.push(Finding::new(&rules::ROLE_WITHOUT_DUTIES, Place::value(&role.path, "id"), says).about(id));
        } else if role.job_description.as_ref().is_none_or(|job| job.reference.is_none()) {
            let says = say!(
                "this role has duties, and nothing says in which job description they stand",
                "ce rôle a des tâches, et rien ne dit dans quelle description de poste elles figurent"
            );
            let key = if role.job_description.is_some() { "job_description" } else { "id" };
            found.push(Finding::new(&rules::JOB_DESCRIPTION_MISSING, Place::value(&role.path, key), says).about(id));
        }
    }
    designation(handbook, found);
    unknown_designations(handbook, found);
}

/// Whether the role's description is a controlled document that has ended.
fn is_retired(handbook: &Handbook, assessment: &Assessment, role: &Role) -> bool {
    let document = handbook.document_at(role.id.as_str());
    document.is_some_and(|at| matches!(assessment.documents[at].standing, Standing::Retired(_)))
}

/// People who hold more A and R than the configuration allows, through all roles that they hold (not stand in for).
fn overload(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    let most = handbook.config.matrix.overload;
    let acting = handbook.alphabet.accountable().join(handbook.alphabet.responsible());
    for (person, held) in assessment.duties.people.iter().enumerate() {
        let mut activities = BTreeSet::new();
        let mut heaviest: Option<(usize, usize)> = None;
        for held in held.iter().filter(|held| held.through == Through::Holder) {
            let duties = &assessment.duties.roles[held.role];
            let own = duties.activities.iter().filter(|duty| duty.letters.meets(acting));
            activities.extend(own.map(|duty| (duty.document, duty.table, duty.activity)));
            let count = duties.count(acting);
            if heaviest.is_none_or(|(most, _)| count > most) {
                heaviest = Some((count, held.role));
            }
        }
        let (Some((_, role)), count) = (heaviest.filter(|_| activities.len() > most), activities.len()) else {
            continue;
        };
        let person = &handbook.organisation.people[person];
        let role = &handbook.organisation.roles[role];
        let holder = role
            .holders
            .iter()
            .position(|tenure| person.id.is(&tenure.person) && tenure.covers(assessment.as_of))
            .unwrap_or_default();
        let name = &person.name;
        let says = say!(
            "{name} answers for or does {count} activities; the most is {most}",
            "{name} répond de {count} activités ou les réalise; le maximum est de {most}"
        );
        let place = Place::value(&role.path, format!("holders[{holder}].person"));
        found.push(Finding::new(&rules::ROLE_OVERLOADED, place, says).about(person.id.as_str()));
    }
}

/// Somebody reports to top management on the management system (5.3 b).
fn designation(handbook: &Handbook, found: &mut Vec<Finding>) {
    let roles = &handbook.organisation.roles;
    let named = |role: &Role| role.designations.iter().any(|name| name.trim().eq_ignore_ascii_case(REPRESENTATIVE));
    let Some(first) = roles.first().filter(|_| !roles.iter().any(named)) else { return };
    let says = say!(
        "no role is designated to report to top management on the management system",
        "aucun rôle n’est désigné pour rendre compte à la direction du système de management"
    );
    // It concerns no role more than another; the configuration speaks for the whole.
    let place =
        if handbook.configured { Place::file(&Arc::from("site-config.yaml")) } else { Place::file(&first.path) };
    found.push(Finding::new(&rules::DESIGNATION_MISSING, place, says));
}

/// Designations that nothing looks for. One that is nearly a known one was surely meant to be it; any other may be the
/// organisation's own, and is only said to have no effect.
fn unknown_designations(handbook: &Handbook, found: &mut Vec<Finding>) {
    for role in &handbook.organisation.roles {
        let named = role.designations.iter().enumerate();
        for (at, name) in named.filter(|(_, name)| !name.is_empty() && !DESIGNATIONS.contains(&name.as_str())) {
            let place = Place::value(&role.path, format!("designations[{at}]"));
            let says = say!(
                "`{name}` is no designation that this program knows; it is shown as written, and nothing follows from it",
                "`{name}` n’est pas une désignation que ce programme connaît; elle est affichée telle quelle, et rien n’en découle"
            );
            let finding = match nearest(name, DESIGNATIONS.into_iter()) {
                Some(near) => {
                    let help = say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?");
                    let finding = Finding::new(&VALUE_INVALID, place, says).help(help).level(Level::Warning);
                    let taken = role.designations.iter().any(|other| other == near);
                    if taken { finding } else { finding.mend(name, near) }
                }
                None => {
                    let known = DESIGNATIONS.join("`, `");
                    let help = say!("Known are: `{known}`.", "On connaît\u{a0}: `{known}`.");
                    Finding::new(&VALUE_INVALID, place, says).help(help).level(Level::Note)
                }
            };
            found.push(finding.about(role.id.as_str()));
        }
    }
}
