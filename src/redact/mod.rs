//! A handbook as readers cleared for a level of classification may see it: of what is above the level nothing remains.
//!
//! One pure step between `assess` and the pages and exports: what is above is taken out, references to it are taken out of
//! what stays, links to it lead nowhere. Nobody after this step asks for a classification again. States come from the
//! whole handbook, so that a text stays approved although the role that approved it is not to be named.

mod acknowledgements;
mod documents;
mod findings;
mod hidden;
mod leadership;
mod matrices;
mod table;

use crate::archive::{self, Digest};
use crate::assess::{Assessment, Duties, coverage};
use crate::finding::policy::Judged;
use crate::model::{Handbook, Organisation, PlainPage, Role, Texts, Thing};
use crate::source::{Body, File, Sources};
use documents::Kept;
use hidden::Hidden;
use leadership::Shelves;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A handbook with its files, its state and its findings.
pub struct Redacted {
    /// The files, without those of what is above the level; `SHA256SUMS` lists what remains.
    pub sources: Sources,
    /// The handbook.
    pub handbook: Handbook,
    /// Its state on the day.
    pub assessment: Assessment,
    /// The findings that say nothing of what is above the level. `waived` still counts all: it is for the owner's terminal.
    pub judged: Judged,
}

/// What remains at a level, given as its rank among the configured ones.
pub fn redact(
    sources: &Sources,
    handbook: &Handbook,
    assessment: &Assessment,
    judged: &Judged,
    level: usize,
) -> Redacted {
    let kept = documents::kept(handbook, assessment, level);
    let places = Places::of(handbook, &kept, level);
    let shelves = Shelves::of(handbook, &kept, level);
    if places.are_all_kept() && shelves.are_whole() && kept.iter().flatten().all(Kept::is_whole) {
        let (sources, handbook) = (sources.clone(), handbook.clone());
        return Redacted { sources, handbook, assessment: assessment.clone(), judged: judged.clone() };
    }
    let mut hidden = Hidden::of(sources, handbook, &kept, &places, &shelves);

    let documents = handbook.documents.iter().zip(&kept);
    let documents = documents.filter_map(|(document, kept)| Some(documents::cut(document, kept.as_ref()?, &hidden)));
    let mut redacted = Handbook::new(
        handbook.config.clone(),
        handbook.configured,
        documents.collect(),
        organisation(handbook, &places, &hidden),
        pages(handbook, &places),
        if places.home { handbook.home.clone() } else { Texts::new() },
        None,
    );
    redacted.frameworks = handbook.frameworks.clone();
    redacted.receipts = acknowledgements::cut(&handbook.receipts, &places);
    redacted.leadership = leadership::cut(&handbook.leadership, &shelves, &hidden);
    let mut withheld = BTreeSet::new();
    for (at, matrices) in &handbook.matrices {
        let (Some(new), Some(kept)) = (places.documents[*at], &kept[*at]) else { continue };
        let document = &mut redacted.documents[new];
        let cut = matrices::cut(matrices, kept, document, &places, &hidden, &mut withheld);
        redacted.matrices.insert(new, cut);
    }
    hidden.hold(withheld);
    redacted.home_classification = handbook.home_classification.clone();
    redacted.config.policy.waivers.clear();
    redacted.config.approval.default.roles.retain(|role| !hidden.names(role));
    redacted.config.approval.by_kind.iter_mut().for_each(|(_, rule)| rule.roles.retain(|role| !hidden.names(role)));
    redacted.places = handbook
        .places
        .iter()
        .filter(|(path, _)| !hidden.holds(path))
        .filter_map(|(path, thing)| Some((path.clone(), places.thing(*thing, &shelves)?)))
        .collect();
    let sources = remaining(sources, handbook, &redacted, &hidden);
    redacted.archive = handbook.archive.as_ref().and_then(|_| {
        let sums = format!("{}/SHA256SUMS", archive::folder(&sources));
        sources.text(&sums).map(|text| Digest::of(text.as_bytes()).to_string())
    });

    let states = |all: &[crate::assess::DocumentState]| -> Vec<crate::assess::DocumentState> {
        let cut = all.iter().zip(handbook.documents.iter().zip(&kept));
        cut.filter_map(|(state, (document, kept))| Some(documents::state(state, document, kept.as_ref()?, &hidden)))
            .collect()
    };
    let documents = states(&assessment.documents);
    let leadership = leadership::state(&assessment.leadership, &shelves);
    let duties = Duties::on(&redacted, &documents, &leadership, assessment.as_of);
    let measures = leadership::measures(&assessment.measures, &shelves);
    let exceptions = leadership::exceptions(&assessment.exceptions, &shelves, &places.documents, &hidden);
    let acknowledgements = acknowledgements::states(&assessment.acknowledgements, &documents, &places);
    let coverage = coverage::on(&redacted, &documents, &leadership, assessment.as_of);
    let editions = assessment.editions.iter().map(|edition| states(edition)).collect();
    let judged = findings::cut(judged, &hidden);
    Redacted {
        sources,
        assessment: Assessment {
            as_of: assessment.as_of,
            documents,
            leadership,
            duties,
            coverage,
            measures,
            exceptions,
            acknowledgements,
            editions,
        },
        handbook: redacted,
        judged,
    }
}

/// Where everything that stays is found after the rest is taken out; none for what goes.
struct Places {
    documents: Vec<Option<usize>>,
    roles: Vec<Option<usize>>,
    pages: Vec<Option<usize>>,
    home: bool,
}

impl Places {
    fn of(handbook: &Handbook, kept: &[Option<Kept>], level: usize) -> Places {
        let open = |classification: &Option<String>| handbook.config.rank(classification.as_deref()) <= level;
        let role = |role: &Role| {
            // A role that is a controlled document goes when the document goes, and the other way round.
            open(&role.classification)
                && handbook.document_at(role.id.as_str()).is_none_or(|document| kept[document].is_some())
        };
        Places {
            documents: counted(kept.iter().map(Option::is_some)),
            roles: counted(handbook.organisation.roles.iter().map(role)),
            pages: counted(handbook.pages.iter().map(|page| open(&page.classification))),
            home: open(&handbook.home_classification),
        }
    }

    fn are_all_kept(&self) -> bool {
        let lists = [&self.documents, &self.roles, &self.pages];
        self.home && lists.into_iter().flatten().all(Option::is_some)
    }

    fn thing(&self, thing: Thing, shelves: &Shelves) -> Option<Thing> {
        Some(match thing {
            Thing::Home(lang) => return self.home.then_some(Thing::Home(lang)),
            Thing::Document(at, lang) => Thing::Document(self.documents[at]?, lang),
            Thing::Role(at, lang) => Thing::Role(self.roles[at]?, lang),
            Thing::Page(at, lang) => Thing::Page(self.pages[at]?, lang),
            Thing::Sheet(kind, at, lang) => Thing::Sheet(kind, shelves.place(kind, at)?, lang),
            Thing::File => Thing::File,
        })
    }
}

/// The new places of what is kept.
fn counted(kept: impl Iterator<Item = bool>) -> Vec<Option<usize>> {
    let mut next = 0..;
    kept.map(|kept| if kept { next.next() } else { None }).collect()
}

fn organisation(handbook: &Handbook, places: &Places, hidden: &Hidden) -> Organisation {
    let roles = handbook.organisation.roles.iter().zip(&places.roles);
    let roles = roles.filter(|(_, place)| place.is_some()).map(|(role, _)| Role {
        reports_to: role.reports_to.clone().filter(|name| !hidden.names(name)),
        ..role.clone()
    });
    Organisation::new(roles.collect(), handbook.organisation.people.clone())
}

fn pages(handbook: &Handbook, places: &Places) -> Vec<PlainPage> {
    let pages = handbook.pages.iter().zip(&places.pages);
    pages.filter(|(_, place)| place.is_some()).map(|(page, _)| page.clone()).collect()
}

/// The files that remain. A document's part of the archive remains only where none of its bytes speak of anything that
/// is above the level: sealed bytes cannot be redacted.
fn remaining(sources: &Sources, whole: &Handbook, redacted: &Handbook, hidden: &Hidden) -> Sources {
    let archive = format!("{}/", archive::folder(sources));
    let mut folders: Vec<String> = Vec::new();
    for document in redacted.documents.iter().filter_map(|document| whole.document(document.id.as_str())) {
        let Some(trail) = &document.trail else { continue };
        let folder = format!("{archive}{}/", trail.id);
        let mut files =
            sources.files.range(Arc::from(folder.as_str())..).take_while(|(path, _)| path.starts_with(&folder));
        let silent = |file: &File| match &file.body {
            Body::Text(text) => !hidden.is_named_in(text),
            Body::Bytes(_) | Body::Sealed(_) | Body::Blob { .. } => true,
        };
        if files.all(|(path, file)| !hidden.holds(path) && silent(file)) {
            folders.push(folder);
        }
    }
    let stays = |path: &str| match path.strip_prefix(archive.as_str()) {
        Some(below) if below.contains('/') => folders.iter().any(|folder| path.starts_with(folder)),
        _ => !hidden.holds(path),
    };
    let files = sources.files.iter().filter(|(path, _)| stays(path));
    let mut files: BTreeMap<Arc<str>, File> = files.map(|(path, file)| (path.clone(), file.clone())).collect();
    // Receipts name documents line by line.
    let receipts = sources.content_path("acknowledgements/");
    for (_, file) in files.iter_mut().filter(|(path, _)| path.starts_with(&receipts)) {
        if let Body::Text(text) = &file.body {
            let open = text.split_inclusive('\n').filter(|line| !hidden.is_named_in(line));
            file.body = Body::Text(Arc::from(open.collect::<String>()));
        }
    }
    let sums = format!("{archive}SHA256SUMS");
    if let Some(file) = files.get_mut(sums.as_str())
        && let Body::Text(text) = &file.body
    {
        let listed =
            |line: &&str| line.trim_end().split_once("  ").is_some_and(|(_, path)| stays(&format!("{archive}{path}")));
        let lines: String = text.split_inclusive('\n').filter(listed).collect();
        file.body = Body::Text(Arc::from(lines));
    }
    let (root, content) = (sources.root.clone(), sources.content.clone());
    Sources { root, content, files, folders: Vec::new() }
}
