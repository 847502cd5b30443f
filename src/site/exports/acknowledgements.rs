//! `acknowledgements.csv`: who has read what, by name, for the auditor. Printed by `handbook export` and never part of the
//! site.

use super::register;
use crate::site::Site;

/// One row for everybody whom a document in force concerns.
pub fn csv(site: &Site<'_>) -> Vec<u8> {
    let header = ["document", "in_force", "read_anew", "since", "person", "name", "roles", "read_version", "read_on"];
    let mut rows: Vec<Vec<String>> = vec![header.iter().map(ToString::to_string).collect()];
    let organisation = &site.handbook.organisation;
    for (at, reading) in site.assessment.acknowledgements.iter().enumerate() {
        let Some(reading) = reading else { continue };
        let current = site.assessment.documents[at].current();
        for (person, receipt) in &reading.readers {
            let person = &organisation.people[*person];
            let held = organisation.roles.iter().filter(|role| role.held_by(person.id.as_str(), site.assessment.as_of));
            rows.push(vec![
                site.handbook.documents[at].id.to_string(),
                current.map(|version| version.version.to_string()).unwrap_or_default(),
                reading.version.to_string(),
                reading.since.map(|since| since.to_string()).unwrap_or_default(),
                person.id.to_string(),
                person.name.clone(),
                held.map(|role| role.id.as_str()).collect::<Vec<_>>().join("; "),
                receipt.as_ref().map(|receipt| receipt.version.to_string()).unwrap_or_default(),
                receipt.as_ref().map(|receipt| receipt.date.to_string()).unwrap_or_default(),
            ]);
        }
    }
    register::write(rows)
}
