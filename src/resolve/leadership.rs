//! Names in what leadership promises and shows: actions, people and roles that exist, ids used once, and evidence files
//! that are still what they were.

use super::links::beside;
use super::memory::Evidence;
use crate::finding::catalogue::leadership::{EVIDENCE_FILE_CHANGED, REFERENCE_UNKNOWN};
use crate::finding::catalogue::source::ID_DUPLICATE;
use crate::finding::{Finding, Place};
use crate::lang::Say;
use crate::model::leadership::{FileState, Record};
use crate::model::{Described, Handbook, Leadership};
use crate::parse::shape::nearest;
use crate::say;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Puts the evidence files' digests into their records, and gives them to be remembered; those of `earlier` that are the
/// same files are not read again. What cannot be read counts as missing.
pub(super) fn digests(sources: &Sources, leadership: &mut Leadership, earlier: &Evidence) -> Evidence {
    let mut evidence = Evidence::default();
    for record in leadership.records.iter_mut() {
        let folder = record.sheet.path.clone();
        for file in &mut record.files {
            let Some(path) = beside(&folder, &file.path) else { continue };
            let Some((source, digest)) = evidence.digest(sources, &path, earlier) else { continue };
            let digest = digest.to_string();
            file.source = Some(source);
            file.state = match &file.sha256 {
                None => FileState::Unpinned,
                Some(stated) if stated.trim().eq_ignore_ascii_case(&digest) => FileState::Same,
                Some(_) => FileState::Changed,
            };
            file.found = Some(digest);
        }
    }
    evidence
}

/// Findings on names and files.
pub fn check(handbook: &Handbook) -> Vec<Finding> {
    let mut check = Check { handbook, found: Vec::new() };
    let leadership = &handbook.leadership;
    let mut actions: BTreeMap<String, &str> = BTreeMap::new();
    for commitment in leadership.commitments.iter() {
        let (path, subject) = (&commitment.sheet.path, commitment.id().as_str());
        check.role(path, "accountable", commitment.accountable.as_deref(), subject);
        for (at, action) in commitment.actions.iter().enumerate() {
            check.role(path, &format!("actions[{at}].by"), Some(&action.by), subject);
            check.once(&mut actions, &action.id, path, &format!("actions[{at}].id"));
        }
    }
    let mut decisions: BTreeMap<String, &str> = BTreeMap::new();
    for record in leadership.records.iter() {
        check.record(record, &actions);
        for (at, decision) in record.decisions.iter().enumerate() {
            let path = &record.sheet.path;
            check.role(path, &format!("decisions[{at}].owner"), decision.owner.as_deref(), record.id().as_str());
            check.once(&mut decisions, &decision.id, path, &format!("decisions[{at}].id"));
        }
    }
    check.found
}

struct Check<'a> {
    handbook: &'a Handbook,
    found: Vec<Finding>,
}

impl Check<'_> {
    fn unknown(&mut self, path: &Arc<str>, key: &str, says: Say, near: Option<String>, subject: &str) {
        let finding = Finding::new(&REFERENCE_UNKNOWN, Place::value(path, key), says).about(subject);
        self.found.push(match near {
            Some(near) => finding.help(say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?")),
            None => finding,
        });
    }

    fn role(&mut self, path: &Arc<str>, key: &str, name: Option<&str>, subject: &str) {
        let Some(name) = name.filter(|name| !name.is_empty()) else { return };
        let organisation = &self.handbook.organisation;
        if organisation.role(name).is_none() {
            let near = nearest(name, organisation.roles.iter().map(|role| role.id.as_str())).map(str::to_string);
            self.unknown(path, key, say!("there is no role `{name}`", "le rôle `{name}` n’existe pas"), near, subject);
        }
    }

    fn person(&mut self, path: &Arc<str>, key: &str, name: &str, subject: &str) {
        let organisation = &self.handbook.organisation;
        if !name.is_empty() && organisation.person(name).is_none() {
            let near = nearest(name, organisation.people.iter().map(|person| person.id.as_str())).map(str::to_string);
            let says = say!("there is no person `{name}`", "la personne `{name}` n’existe pas");
            self.unknown(path, key, says, near, subject);
        }
    }

    /// Ids of actions, and of decisions, are used once in the handbook, whatever the case.
    fn once<'p>(&mut self, taken: &mut BTreeMap<String, &'p str>, id: &str, path: &'p Arc<str>, key: &str) {
        if id.is_empty() {
            return;
        }
        if let Some(first) = taken.get(&id.to_lowercase()) {
            let says = say!("the id `{id}` is already used in {first}", "l’identifiant `{id}` sert déjà dans {first}");
            let help = say!(
                "Give one of the two another id; capitals make no difference.",
                "Donnez à l’un des deux un autre identifiant; les majuscules ne comptent pas."
            );
            self.found.push(Finding::new(&ID_DUPLICATE, Place::value(path, key), says).help(help).about(id));
        } else {
            taken.insert(id.to_lowercase(), path);
        }
    }

    fn record(&mut self, record: &Record, actions: &BTreeMap<String, &str>) {
        let (path, subject) = (&record.sheet.path, record.id().as_str());
        for (at, person) in record.attendees.iter().enumerate() {
            self.person(path, &format!("attendees[{at}]"), person, subject);
        }
        self.person(path, "chaired_by", record.chaired_by.as_deref().unwrap_or_default(), subject);
        for (at, action) in record.demonstrates.iter().enumerate() {
            if !action.is_empty() && !actions.contains_key(&action.to_lowercase()) {
                let written = self.handbook.leadership.commitments.iter().flat_map(|commitment| &commitment.actions);
                let near = nearest(action, written.map(|action| action.id.as_str())).map(str::to_string);
                let says = say!("no commitment has an action `{action}`", "aucun engagement n’a d’action `{action}`");
                self.unknown(path, &format!("demonstrates[{at}]"), says, near, subject);
            }
        }
        for (at, file) in record.files.iter().enumerate().filter(|(_, file)| !file.path.is_empty()) {
            let name = &file.path;
            let (says, help) = match (file.state, &file.found) {
                (FileState::Missing, _) => (
                    say!("the evidence file `{name}` is not there", "le fichier de preuve `{name}` est absent"),
                    say!(
                        "Put it back, or correct its path from this record’s folder.",
                        "Remettez-le, ou corrigez son chemin à partir du dossier de cette preuve."
                    ),
                ),
                (FileState::Changed, Some(found)) => (
                    say!(
                        "the evidence file `{name}` is no longer the one that was recorded",
                        "le fichier de preuve `{name}` n’est plus celui qui a été consigné"
                    ),
                    say!(
                        "Put the original back. Its sha256 is now {found}.",
                        "Remettez l’original. Son sha256 est maintenant {found}."
                    ),
                ),
                _ => continue,
            };
            let key = if file.state == FileState::Changed { "sha256" } else { "path" };
            let place = Place::value(path, format!("files[{at}].{key}"));
            self.found.push(Finding::new(&EVIDENCE_FILE_CHANGED, place, says).help(help).about(subject));
        }
    }
}
