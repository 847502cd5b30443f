//! Separation of duties (A.5.3): activities that a matrix declares apart are in different hands, role by role and person by person.
//!
//! A person who holds two roles counts from the day the two tenures are written, even if they begin later: so the passing
//! of time alone never brings an error about.

use crate::assess::{Assessment, Standing, VersionRef, duties};
use crate::date::Date;
use crate::finding::catalogue::responsibilities::SEPARATION_BROKEN;
use crate::finding::{ByteRange, Finding, Place};
use crate::model::document::Lifecycle;
use crate::model::matrix::{Activity, Matrix, MatrixTable};
use crate::model::{Handbook, Id, Organisation, Role, Tenure};
use crate::say;
use std::collections::BTreeSet;

/// Findings on all matrices: on the working files, and on sealed versions that are or will be in force.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    for (at, matrices) in &handbook.matrices {
        let state = &assessment.documents[*at];
        let working = handbook.documents[*at].working.as_ref();
        let retired = working.is_some_and(|working| working.meta.status == Some(Lifecycle::Retired));
        if retired || matches!(state.standing, Standing::Retired(_)) {
            continue;
        }
        let mut check = Check { handbook, as_of: assessment.as_of, reported: BTreeSet::new(), found };
        if let Some(matrix) = &matrices.working {
            check.matrix(matrix, false);
        }
        for version in state.versions.iter().filter(|version| version.in_force || version.effective > assessment.as_of)
        {
            if let (VersionRef::Sealed(..), Some(matrix)) = (version.at, duties::matrix_of(handbook, *at, version.at)) {
                check.matrix(matrix, true);
            }
        }
    }
}

struct Check<'a> {
    handbook: &'a Handbook,
    as_of: Date,
    reported: BTreeSet<(String, String, String)>,
    found: &'a mut Vec<Finding>,
}

/// An activity and the roles that have a hand in it, each with its cell.
struct Hands<'a> {
    name: &'a str,
    table: &'a MatrixTable,
    roles: Vec<(&'a Id, ByteRange)>,
}

impl Check<'_> {
    /// Sealed text cannot be mended, so a role that has both is reported for the working file alone; people change.
    fn matrix(&mut self, matrix: &Matrix, sealed: bool) {
        for group in &matrix.separate {
            let hands: Vec<Vec<Hands<'_>>> = group.iter().map(|activity| self.hands(matrix, &activity.key)).collect();
            for (at, first) in hands.iter().enumerate() {
                for (one, other) in
                    first.iter().flat_map(|one| hands[at + 1..].iter().flatten().map(move |other| (one, other)))
                {
                    if !sealed {
                        self.roles(matrix, one, other);
                    }
                    self.people(matrix, one, other);
                }
            }
        }
    }

    fn hands<'m>(&self, matrix: &'m Matrix, key: &str) -> Vec<Hands<'m>> {
        let alphabet = &self.handbook.alphabet;
        let acting = alphabet.accountable().join(alphabet.responsible());
        let named = |(_, activity): &(&MatrixTable, &Activity)| activity.keys.iter().any(|own| own == key);
        let hands = matrix.activities().filter(named).map(|(table, activity)| Hands {
            name: activity.name(matrix.lang, matrix.lang).0,
            table,
            roles: table
                .parts(activity)
                .filter(|(_, letters, _)| letters.meets(acting))
                .map(|(role, _, at)| (role, at))
                .collect(),
        });
        hands.collect()
    }

    fn roles(&mut self, matrix: &Matrix, one: &Hands<'_>, other: &Hands<'_>) {
        for (role, at) in &other.roles {
            if !one.roles.iter().any(|(own, _)| own == role) {
                continue;
            }
            let (first, second) = (one.name, other.name);
            let says = say!(
                "`{role}` has a part in `{second}` and in `{first}`, which are to be kept apart",
                "`{role}` a une part dans `{second}` et dans `{first}`, qui doivent rester séparées"
            );
            self.report(matrix, one, other, (role.as_str(), *at), says);
        }
    }

    fn people(&mut self, matrix: &Matrix, one: &Hands<'_>, other: &Hands<'_>) {
        let organisation = &self.handbook.organisation;
        for (other_id, at) in &other.roles {
            for (one_id, _) in one.roles.iter().filter(|(own, _)| own != other_id) {
                let (Some(one_role), Some(other_role)) =
                    (organisation.role(one_id.as_str()), organisation.role(other_id.as_str()))
                else {
                    continue;
                };
                for (person, from) in self.in_both(organisation, one_role, other_role) {
                    let name = organisation.person(&person).map_or(person.clone(), |known| known.name.clone());
                    let (first, second) = (one.name, other.name);
                    let says = if from > self.as_of {
                        say!(
                            "from {from} {name} has `{second}` as `{other_id}` and `{first}` as `{one_id}`, which are to be kept apart",
                            "dès le {from}, {name} a `{second}` comme `{other_id}` et `{first}` comme `{one_id}`, qui doivent rester séparées"
                        )
                    } else {
                        say!(
                            "{name} has `{second}` as `{other_id}` and `{first}` as `{one_id}`, which are to be kept apart",
                            "{name} a `{second}` comme `{other_id}` et `{first}` comme `{one_id}`, qui doivent rester séparées"
                        )
                    };
                    self.report(matrix, one, other, (&person, *at), says);
                }
            }
        }
    }

    /// People who hold both roles on some day from the as-of date on, and the first such day.
    fn in_both(&self, organisation: &Organisation, one: &Role, other: &Role) -> Vec<(String, Date)> {
        let mut both: Vec<(String, Date)> = Vec::new();
        for mine in &one.holders {
            for theirs in other.holders.iter().filter(|tenure| tenure.person.eq_ignore_ascii_case(&mine.person)) {
                let person = organisation.person(&mine.person);
                let here = Tenure {
                    person: String::new(),
                    since: person.and_then(|person| person.since),
                    until: person.and_then(|person| person.until),
                };
                let all = [mine, theirs, &here];
                let from = all.iter().filter_map(|tenure| tenure.since).fold(self.as_of, Date::max);
                let known = both.iter().any(|(person, _)| person.eq_ignore_ascii_case(&mine.person));
                if !known && !mine.person.is_empty() && all.iter().all(|tenure| tenure.covers(from)) {
                    both.push((mine.person.clone(), from));
                }
            }
        }
        both
    }

    fn report(
        &mut self,
        matrix: &Matrix,
        one: &Hands<'_>,
        other: &Hands<'_>,
        (who, at): (&str, ByteRange),
        says: crate::lang::Say,
    ) {
        if self.reported.insert((one.name.to_string(), other.name.to_string(), who.to_lowercase())) {
            let place = Place::bytes(&other.table.path, at.start..at.end);
            self.found.push(Finding::new(&SEPARATION_BROKEN, place, says).about(matrix.document.as_str()));
        }
    }
}
