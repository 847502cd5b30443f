//! From things typed to a handbook: ids are unique, addresses do not collide, the archive is joined to its documents,
//! links know where they lead.
//!
//! Knows no day: whether a role is held or a version in force is asked in `assess`.

pub mod acknowledgements;
pub mod beside;
pub mod csv;
pub mod frameworks;
pub mod leadership;
pub mod links;
pub mod matrix;
pub mod measurements;
mod memory;
pub mod sealed;
pub mod text_digest;

use crate::archive::Archive;
use crate::finding::catalogue::source as rules;
use crate::finding::{Checked, Finding, Place};
use crate::lang::Lang;
use crate::model::{
    Described, Document, Handbook, Id, Kind, Leadership, Organisation, Person, PlainPage, Revision, Role, Shelf,
};
use crate::parse::{Draft, LeadershipDraft};
use crate::say;
use crate::source::Sources;
pub use memory::Memory;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Joins what was parsed into one handbook.
pub fn resolve(sources: &Sources, draft: Draft) -> Checked<Handbook> {
    resolve_again(sources, draft, &mut Memory::default())
}

/// The same; of the archive what did not change since `memory` was made is taken from it.
pub fn resolve_again(sources: &Sources, mut draft: Draft, memory: &mut Memory) -> Checked<Handbook> {
    let mut found = Vec::new();
    if !draft.configured {
        found.push(config_missing());
    }
    let examined = memory.archive(sources, emails(&draft.people));
    let archive = &examined.value;
    found.extend_from_slice(&examined.findings);

    let mut taken = Taken::default();
    for person in &draft.people {
        taken.claim(&person.id, &Arc::from(sources.content_path("people.yaml")), &mut Vec::new());
    }
    let roles = unique_roles(draft.roles, &mut taken, &mut found);
    let prevailing = draft.config.prevailing();
    let mut revisions = draft.documents;
    for revision in &mut revisions {
        text_digest::mark_outdated(sources, revision, &draft.config.languages);
    }
    let documents = documents(sources, revisions, (archive, memory), prevailing, &mut taken, &mut found);
    let pages = pages(draft.pages, &mut found);
    measurements::read(sources, &mut draft.leadership.indicators, &mut found);
    let mut leadership = shelves(draft.leadership, &mut taken, &mut found);
    memory.evidence = leadership::digests(sources, &mut leadership, &memory.evidence);
    let organisation = Organisation::new(roles, draft.people);
    let mut handbook = Handbook::new(
        draft.config,
        draft.configured,
        documents,
        organisation,
        pages,
        draft.home,
        archive.sums.map(|sums| sums.to_string()),
    );
    handbook.leadership = leadership;
    let frameworks = frameworks::join(&handbook.config.frameworks, draft.frameworks);
    handbook.frameworks = frameworks.value;
    found.extend(frameworks.findings);
    handbook.home_classification = draft.home_classification;
    handbook.receipts = acknowledgements::read(sources, &handbook, &mut found);
    handbook.places = links::places(&handbook, sources);
    found.extend(leadership::check(&handbook));
    let matrices = matrix::matrices(sources, &handbook);
    handbook.matrices = matrices.value;
    found.extend(matrices.findings);
    Checked { value: handbook, findings: found }
}

/// The principals of signatures: a person's id to their email.
pub fn emails(people: &[Person]) -> BTreeMap<String, String> {
    people.iter().filter_map(|person| Some((person.id.as_str().to_string(), person.email.clone()?))).collect()
}

fn config_missing() -> Finding {
    let says = say!(
        "there is no `site-config.yaml`: the defaults are used",
        "il n’y a pas de `site-config.yaml`\u{a0}: les valeurs par défaut servent"
    );
    let help = say!(
        "Write a `site-config.yaml` beside the `content` folder with at least a `title:`; `handbook init` shows one.",
        "Écrivez un `site-config.yaml` à côté du dossier `content` avec au moins un `title:`; `handbook init` en montre un."
    );
    Finding::new(&rules::CONFIG_MISSING, Place::file(&Arc::from("site-config.yaml")), says).help(help)
}

/// Ids already in use, whatever the case, and the files that use them.
#[derive(Default)]
struct Taken(HashMap<Id, Arc<str>>);

impl Taken {
    /// Whether this file is the first to claim the id; the second is a finding.
    fn claim(&mut self, id: &Id, path: &Arc<str>, found: &mut Vec<Finding>) -> bool {
        match self.0.get(id) {
            None => {
                self.0.insert(id.clone(), path.clone());
                true
            }
            Some(first) => {
                let says =
                    say!("the id `{id}` is already used in {first}", "l’identifiant `{id}` sert déjà dans {first}");
                let help = say!(
                    "Give one of the two another id; capitals make no difference.",
                    "Donnez à l’un des deux un autre identifiant; les majuscules ne comptent pas."
                );
                let place = Place::value(path, "id");
                found.push(Finding::new(&rules::ID_DUPLICATE, place, says).help(help).about(id.as_str()));
                false
            }
        }
    }
}

fn shelves(draft: LeadershipDraft, taken: &mut Taken, found: &mut Vec<Finding>) -> Leadership {
    let LeadershipDraft { commitments, records, objectives, indicators, exceptions } = draft;
    Leadership {
        commitments: shelf(commitments, taken, found),
        records: shelf(records, taken, found),
        objectives: shelf(objectives, taken, found),
        indicators: shelf(indicators, taken, found),
        exceptions: shelf(exceptions, taken, found),
    }
}

/// Those whose id nobody else uses, in order.
fn shelf<T: Described>(things: Vec<T>, taken: &mut Taken, found: &mut Vec<Finding>) -> Shelf<T> {
    Shelf::new(things.into_iter().filter(|thing| taken.claim(thing.id(), &thing.sheet().path, found)).collect())
}

fn unique_roles(roles: Vec<Role>, taken: &mut Taken, found: &mut Vec<Finding>) -> Vec<Role> {
    roles.into_iter().filter(|role| taken.claim(&role.id, &role.path, found)).collect()
}

fn documents(
    sources: &Sources,
    revisions: Vec<Arc<Revision>>,
    (archive, memory): (&Archive, &mut Memory),
    prevailing: Lang,
    taken: &mut Taken,
    found: &mut Vec<Finding>,
) -> Vec<Document> {
    let mut documents: Vec<Document> = Vec::with_capacity(revisions.len());
    for revision in revisions {
        let id = revision.meta.id.clone();
        // A role with a version has claimed its id as a role already.
        let is_role = revision.meta.kind == Kind::Role;
        if !is_role && !taken.claim(&id, &revision.path, found) {
            continue;
        }
        let kind = revision.meta.kind;
        documents.push(Document { working: Some(revision), ..empty(id, kind) });
    }
    sort(&mut documents);
    let kin = kinds_of_kin(&documents);
    let mut gone = Vec::new();
    for (folder, trail) in &archive.trails {
        let id = Id::derived(folder);
        let of_kin = || kin.get(letters(&id)).copied().unwrap_or(Kind::Policy);
        let known = documents.binary_search_by(|document| document.id.cmp(&id)).ok();
        let kind = known.map_or_else(of_kin, |at| documents[at].kind);
        let (trail, sealed) = memory.sealed(sources, trail, kind, prevailing);
        let document = match known {
            Some(at) => &mut documents[at],
            None => {
                let kind = sealed.last().map_or(kind, |version| version.revision.meta.kind);
                gone.push(empty(id, kind));
                let last = gone.len() - 1;
                &mut gone[last]
            }
        };
        document.changed_beside = sealed::changed_beside(sources, document, &trail);
        document.trail = Some(trail);
        document.sealed = sealed;
    }
    if !gone.is_empty() {
        documents.extend(gone);
        sort(&mut documents);
    }
    documents
}

/// A document of which nothing is known yet.
fn empty(id: Id, kind: Kind) -> Document {
    Document { id, kind, working: None, trail: None, sealed: Arc::default(), changed_beside: Vec::new() }
}

/// In the order of their ids; of several with one id the last stays.
fn sort(documents: &mut Vec<Document>) {
    documents.par_sort_by(|a, b| a.id.cmp(&b.id));
    documents.dedup_by(|later, kept| {
        let same = later.id == kept.id;
        if same {
            std::mem::swap(later, kept);
        }
        same
    });
}

/// What documents are whose ids begin with the same letters: the kind of one whose working file is gone.
fn kinds_of_kin(documents: &[Document]) -> BTreeMap<String, Kind> {
    let mut kinds = BTreeMap::new();
    for document in documents {
        let letters = letters(&document.id);
        if !kinds.contains_key(letters) {
            kinds.insert(letters.to_string(), document.kind);
        }
    }
    kinds
}

/// The letters with which an id begins.
fn letters(id: &Id) -> &str {
    id.key().trim_end_matches(|c: char| !c.is_ascii_alphabetic())
}

fn pages(pages: Vec<PlainPage>, found: &mut Vec<Finding>) -> Vec<PlainPage> {
    let mut by_address: BTreeMap<String, PlainPage> = BTreeMap::new();
    for page in pages {
        let Some(path) = page.texts.values().next().map(|text| text.path.clone()) else { continue };
        match by_address.get(&page.address).and_then(|first| first.texts.values().next()) {
            Some(first) => {
                let (address, first) = (&page.address, &first.path);
                let says = say!(
                    "its address `/pages/{address}/` is already that of {first}",
                    "son adresse `/pages/{address}/` est déjà celle de {first}"
                );
                let help = say!("Rename one of the two files.", "Renommez l’un des deux fichiers.");
                found.push(Finding::new(&rules::URL_COLLISION, Place::file(&path), says).help(help));
            }
            None => {
                by_address.insert(page.address.clone(), page);
            }
        }
    }
    by_address.into_values().collect()
}
