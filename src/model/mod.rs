//! The handbook as it is meant, before any date: documents, roles, people, pages, and how to find them.
//!
//! Knows no files but their paths and texts, no YAML, no words of the interface, no day. `resolve` makes it, `assess` reads it.

pub mod acknowledgement;
pub mod config;
pub mod document;
pub mod framework;
pub mod id;
pub mod kind;
pub mod leadership;
pub mod letters;
pub mod matrix;
pub mod measures;
pub mod organisation;
pub mod sheet;
pub mod shelf;
pub mod text;

pub use config::Config;
pub use document::{Document, Metadata, Revision};
pub use framework::Frameworks;
pub use id::Id;
pub use kind::Kind;
pub use letters::Alphabet;
pub use matrix::{Matrices, Matrix};
pub use organisation::{Organisation, Person, Role, Tenure};
pub use sheet::Sheet;
pub use shelf::{Described, Shelf};
pub use text::{PlainPage, Text, Texts};

use crate::lang::Lang;
use leadership::{Commitment, Record};
use measures::{Exception, Indicator, Objective};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

/// One handbook, whole.
#[derive(Clone, Debug)]
pub struct Handbook {
    /// What `site-config.yaml` says, with every default filled in.
    pub config: Config,
    /// Whether there is a `site-config.yaml`.
    pub configured: bool,
    /// Controlled documents, by id in natural order.
    pub documents: Vec<Document>,
    /// Roles and people.
    pub organisation: Organisation,
    /// What leadership promises and shows.
    pub leadership: Leadership,
    /// Read receipts, in the order of their files.
    pub receipts: Vec<acknowledgement::Receipt>,
    /// The lists of clauses in use.
    pub frameworks: Frameworks,
    /// Plain pages, by address.
    pub pages: Vec<PlainPage>,
    /// The home page's own text, by language.
    pub home: Texts,
    /// The home page's classification, when its front matter names one.
    pub home_classification: Option<String>,
    /// The digest of the archive's `SHA256SUMS`, in hexadecimal; none without an archive.
    pub archive: Option<String>,
    /// What each file of the content is, for links between files.
    pub places: HashMap<Arc<str>, Thing>,
    /// The files of the content by their own name, for links that name no whole path; known once such a link was followed.
    pub names: OnceLock<HashMap<String, Vec<Arc<str>>>>,
    /// The letters of matrices.
    pub alphabet: Alphabet,
    /// What each matrix document's tables say, by its place in `documents`.
    pub matrices: BTreeMap<usize, Matrices>,
}

/// What leadership promises, shows, aims at, measures and excepts; published from the working files at once.
#[derive(Clone, Debug, Default)]
pub struct Leadership {
    /// Commitments (clause 5.1).
    pub commitments: Shelf<Commitment>,
    /// Records: the evidence.
    pub records: Shelf<Record>,
    /// Objectives (clause 6.2).
    pub objectives: Shelf<Objective>,
    /// Indicators (clause 9.1).
    pub indicators: Shelf<Indicator>,
    /// Exceptions to documents.
    pub exceptions: Shelf<Exception>,
}

impl Leadership {
    /// The common part of everything on the shelves, with its kind and its place on the shelf of that kind.
    pub fn sheets(&self) -> impl Iterator<Item = (Kind, usize, &Sheet)> {
        fn of<T: Described>(kind: Kind, shelf: &Shelf<T>) -> impl Iterator<Item = (Kind, usize, &Sheet)> {
            shelf.iter().enumerate().map(move |(at, thing)| (kind, at, thing.sheet()))
        }
        of(Kind::Commitment, &self.commitments)
            .chain(of(Kind::Record, &self.records))
            .chain(of(Kind::Objective, &self.objectives))
            .chain(of(Kind::Indicator, &self.indicators))
            .chain(of(Kind::Exception, &self.exceptions))
    }

    /// The common part of the thing at this place on the shelf of its kind.
    pub fn sheet(&self, kind: Kind, at: usize) -> Option<&Sheet> {
        match kind {
            Kind::Commitment => self.commitments.get(at).map(Described::sheet),
            Kind::Record => self.records.get(at).map(Described::sheet),
            Kind::Objective => self.objectives.get(at).map(Described::sheet),
            Kind::Indicator => self.indicators.get(at).map(Described::sheet),
            Kind::Exception => self.exceptions.get(at).map(Described::sheet),
            _ => None,
        }
    }

    /// The kind and place of the thing with this id, whatever the case.
    pub fn find(&self, id: &str) -> Option<(Kind, usize)> {
        let shelves = [
            (Kind::Commitment, self.commitments.at(id)),
            (Kind::Record, self.records.at(id)),
            (Kind::Objective, self.objectives.at(id)),
            (Kind::Indicator, self.indicators.at(id)),
            (Kind::Exception, self.exceptions.at(id)),
        ];
        shelves.into_iter().find_map(|(kind, at)| Some((kind, at?)))
    }
}

/// What a file of the content is part of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Thing {
    /// The home page.
    Home(Lang),
    /// A controlled document, by its place in [`Handbook::documents`].
    Document(usize, Lang),
    /// A role, by its place in the organisation's roles.
    Role(usize, Lang),
    /// A plain page, by its place in [`Handbook::pages`].
    Page(usize, Lang),
    /// A commitment, record, objective, indicator or exception, by its place on the shelf of its kind.
    Sheet(Kind, usize, Lang),
    /// A file that is no text of the handbook: an image, an attachment.
    File,
}

impl Handbook {
    /// A role's title in a language, else in the one that prevails, else its id.
    pub fn role_title(&self, id: &str, lang: Lang) -> String {
        let role = self.organisation.role(id);
        let own = role.and_then(|role| role.texts.get(&lang)?.title.clone());
        let best = || Some(role?.title.best(lang, &self.config.languages)?.0.to_string());
        own.or_else(best).filter(|title| !title.is_empty()).unwrap_or_else(|| id.to_string())
    }

    /// Joins the parts; documents are expected in the order of their ids.
    pub fn new(
        config: Config,
        configured: bool,
        documents: Vec<Document>,
        organisation: Organisation,
        pages: Vec<PlainPage>,
        home: Texts,
        archive: Option<String>,
    ) -> Handbook {
        let alphabet = Alphabet::of(&config.matrix.scheme);
        Handbook {
            config,
            configured,
            documents,
            organisation,
            leadership: Leadership::default(),
            receipts: Vec::new(),
            frameworks: Frameworks::default(),
            pages,
            home,
            home_classification: None,
            archive,
            places: HashMap::new(),
            names: OnceLock::new(),
            alphabet,
            matrices: BTreeMap::new(),
        }
    }

    /// The place of the controlled document with this id, whatever the case.
    pub fn document_at(&self, id: &str) -> Option<usize> {
        let find = |key: &str| self.documents.binary_search_by(|document| document.id.cmp_key(key)).ok();
        find(id).or_else(|| find(&id.to_lowercase()))
    }

    /// The controlled document with this id, whatever the case.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.document_at(id).map(|at| &self.documents[at])
    }
}
