//! Who of those whom a document concerns has read it (clause 7.3), on a day.
//!
//! A material version has to be read anew; an editorial one does not, so that a receipt of the version before still counts.
//! Without `change` a version is material. Counted are the people who are in the audience on the day: holders of its roles
//! (deputies are not), people named, for `everyone` all who work here. Judged are documents in force for which there is any
//! receipt at all: of others nobody asks for one.

use super::document::DocumentState;
use crate::archive::Change;
use crate::date::Date;
use crate::model::Handbook;
use crate::model::acknowledgement::Receipt;
use crate::model::document::Document;
use crate::version::Version;
use std::collections::{BTreeMap, BTreeSet};

/// How a document in force has been read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The last version that had to be read anew.
    pub version: Version,
    /// The day it took effect; none when it is older than the archive.
    pub since: Option<Date>,
    /// Everybody counted, in the order of the people, with the receipt that counts.
    pub readers: Vec<(usize, Option<Receipt>)>,
    /// Each role of the audience: its place, its readers, its holders.
    pub roles: Vec<(usize, usize, usize)>,
}

impl Reading {
    /// How many of those counted have read it.
    pub fn read(&self) -> usize {
        self.readers.iter().filter(|(_, receipt)| receipt.is_some()).count()
    }

    /// Whether fewer than nine in ten have.
    pub fn is_low(&self) -> bool {
        self.read() * 10 < self.readers.len() * 9
    }
}

/// How each document has been read, in the handbook's order; none where it is not asked.
pub fn states(handbook: &Handbook, documents: &[DocumentState], as_of: Date) -> Vec<Option<Reading>> {
    let mut receipts: BTreeMap<usize, Vec<&Receipt>> = BTreeMap::new();
    for receipt in handbook.receipts.iter().filter(|receipt| receipt.date <= as_of) {
        receipts.entry(receipt.document).or_default().push(receipt);
    }
    let documents = handbook.documents.iter().zip(documents).enumerate();
    documents.map(|(at, (document, state))| reading(handbook, document, state, receipts.get(&at)?, as_of)).collect()
}

fn reading(
    handbook: &Handbook,
    document: &Document,
    state: &DocumentState,
    receipts: &[&Receipt],
    as_of: Date,
) -> Option<Reading> {
    let revision = state.revision(document)?;
    let counting = counting(document, state)?;
    let audience = audience(handbook, &revision.meta.audience, as_of);
    let mut newest: BTreeMap<usize, &Receipt> = BTreeMap::new();
    for receipt in receipts.iter().filter(|receipt| counting.versions.contains(&receipt.version)) {
        let first = newest.entry(receipt.person).or_insert(receipt);
        if receipt.date < first.date {
            *first = receipt;
        }
    }
    let mut people: BTreeSet<usize> = BTreeSet::new();
    let mut roles = Vec::new();
    for (role, members) in audience {
        if let Some(role) = role {
            roles.push((role, members.iter().filter(|own| newest.contains_key(own)).count(), members.len()));
        }
        people.extend(members);
    }
    (!people.is_empty()).then(|| Reading {
        version: counting.base,
        since: counting.since,
        readers: people.into_iter().map(|person| (person, newest.get(&person).map(|own| (*own).clone()))).collect(),
        roles,
    })
}

/// Whom each name of an audience stands for on a day: its role, if it is one, and people.
pub fn audience(handbook: &Handbook, names: &[String], as_of: Date) -> Vec<(Option<usize>, BTreeSet<usize>)> {
    let organisation = &handbook.organisation;
    let is_here = |person: &usize| organisation.people[*person].is_here(as_of);
    let one = |name: &String| {
        if name == "everyone" {
            return (None, (0..organisation.people.len()).filter(is_here).collect());
        }
        let Some(role) = organisation.role_at(name) else {
            return (None, organisation.person_at(name).into_iter().filter(is_here).collect());
        };
        let holders = organisation.roles[role].holders_on(as_of);
        (Some(role), holders.filter_map(|tenure| organisation.person_at(&tenure.person)).filter(is_here).collect())
    };
    names.iter().map(one).collect()
}

/// The last version up to the one in force that had to be read anew.
pub fn read_anew(document: &Document, state: &DocumentState) -> Option<Version> {
    Some(counting(document, state)?.base)
}

/// Whether a version has to be read anew.
pub fn is_material(change: Option<Change>) -> bool {
    change != Some(Change::Editorial)
}

/// The versions whose receipts count for the one in force: back to the last that had to be read anew.
struct Counting {
    base: Version,
    since: Option<Date>,
    versions: Vec<Version>,
}

fn counting(document: &Document, state: &DocumentState) -> Option<Counting> {
    let mut versions = Vec::new();
    for version in state.versions[..=state.in_force?].iter().rev() {
        versions.push(version.version.clone());
        let meta = &version.at.revision(document)?.meta;
        if is_material(meta.change) {
            return Some(Counting { base: version.version.clone(), since: Some(version.effective), versions });
        }
    }
    // Only editorial versions since the archive began: the last one before it counts too.
    let first = state.versions.first()?;
    let history = &first.at.revision(document)?.meta.history;
    let before = history.iter().rev().find_map(|entry| Some((entry.version.clone()?, entry.date)));
    let (base, since) = before.unwrap_or((first.version.clone(), Some(first.effective)));
    versions.push(base.clone());
    Some(Counting { base, since, versions })
}
