//! What the words of a matrix name: headings name roles, activities name documents.
//!
//! Names are compared with accents, case, blanks and hyphens folded; what could mean two things means none.

use crate::fold;
use crate::markdown::Cell;
use crate::model::document::Phrase;
use crate::model::{Handbook, Id, Kind, Revision, Thing};
use crate::resolve::links::{Destination, destination};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Words of a title that are enough to know a document by; a shorter title is too common a word.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 2..=16;

/// The names of roles and documents of one handbook, ready to be looked up.
pub struct Names<'a> {
    handbook: &'a Handbook,
    roles: BTreeMap<String, Named>,
    titles: HashMap<&'a str, usize>,
    longest: usize,
}

/// What a heading names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Named {
    /// A role.
    Role(Id),
    /// Several roles have this title.
    Several,
}

impl<'a> Names<'a> {
    /// The names of a handbook: role ids, their titles in every language, titles of documents.
    pub fn of(handbook: &'a Handbook) -> Names<'a> {
        let mut roles: BTreeMap<String, Named> = BTreeMap::new();
        for role in &handbook.organisation.roles {
            let titles = role.title.all.iter().chain(role.title.by.iter().map(|(_, title)| title));
            let titles = titles.chain(role.texts.values().filter_map(|text| text.title.as_ref()));
            for title in titles.map(|title| fold::name(title)).filter(|title| !title.is_empty()) {
                let entry = roles.entry(title).or_insert_with(|| Named::Role(role.id.clone()));
                if *entry != Named::Role(role.id.clone()) {
                    *entry = Named::Several;
                }
            }
        }
        // An id names its role even where it is also another role's title.
        for role in &handbook.organisation.roles {
            roles.insert(fold::name(role.id.as_str()), Named::Role(role.id.clone()));
        }
        let documents = handbook.documents.iter().enumerate();
        let documents = documents.filter(|(_, document)| document.kind != Kind::Role);
        let faces: Vec<(usize, &Revision)> =
            documents.filter_map(|(at, document)| Some((at, document.face()?))).collect();
        let phrases: Vec<(usize, &[Phrase])> = faces.par_iter().map(|(at, face)| (*at, phrases(face))).collect();
        let mut titles = HashMap::with_capacity(phrases.len());
        let mut longest = 0;
        for (at, phrase) in phrases.into_iter().flat_map(|(at, all)| all.iter().map(move |phrase| (at, phrase))) {
            longest = longest.max(phrase.words);
            titles.entry(phrase.text.as_str()).or_insert(at);
        }
        Names { handbook, roles, titles, longest }
    }

    /// What a heading names: by a link to the role's file, else by its words.
    pub fn role(&self, cell: &Cell, origin: &str) -> Option<Named> {
        for target in &cell.links {
            if let Destination::Inside { thing: Thing::Role(at, _), .. } = destination(self.handbook, origin, target) {
                return self.handbook.organisation.roles.get(at).map(|role| Named::Role(role.id.clone()));
            }
        }
        self.roles.get(&fold::name(&cell.text)).cloned()
    }

    /// The role whose name is most like these words, for "did you mean".
    pub fn nearest(&self, words: &str) -> Option<&Id> {
        let key = fold::name(words);
        let known = self.roles.iter().filter_map(|(name, named)| match named {
            Named::Role(id) => Some((strsim::normalized_damerau_levenshtein(name, &key), id)),
            Named::Several => None,
        });
        known.filter(|(likeness, _)| *likeness >= 0.6).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, id)| id)
    }

    /// The documents that a cell links to, or whose id or title stands in its words.
    pub fn documents(&self, cell: &Cell, origin: &str) -> BTreeSet<usize> {
        let linked = cell.links.iter().filter_map(|target| match destination(self.handbook, origin, target) {
            Destination::Inside { thing: Thing::Document(at, _), .. } => Some(at),
            _ => None,
        });
        let mut found: BTreeSet<usize> = linked.collect();
        let tokens = cell.text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')));
        let ids = tokens.map(|token| token.trim_end_matches(['.', '-'])).filter(|token| token.len() > 1);
        // A word is taken for an id only when it looks like one: the policy may well have the id `access`.
        let ids = ids.filter(|token| token.bytes().any(|b| b.is_ascii_digit() || b == b'-'));
        found.extend(ids.filter_map(|token| self.handbook.document_at(token)));
        let words = words(&cell.text);
        for start in 0..words.len() {
            let mut phrase = String::new();
            for word in words[start..].iter().take(self.longest) {
                if !phrase.is_empty() {
                    phrase.push(' ');
                }
                phrase.push_str(word);
                found.extend(self.titles.get(phrase.as_str()));
            }
        }
        found
    }
}

/// The titles of a document that are enough to know it by. They belong to its text: a preview asks for them at every save,
/// and makes only those of what was saved.
fn phrases(face: &Revision) -> &[Phrase] {
    face.phrases.get_or_init(|| {
        let title = face.meta.title.all.iter().chain(face.meta.title.by.iter().map(|(_, title)| title));
        let mut titles: Vec<&String> =
            title.chain(face.texts.values().filter_map(|text| text.title.as_ref())).collect();
        titles.dedup();
        let words = titles.into_iter().map(|title| words(title)).filter(|words| TITLE_WORDS.contains(&words.len()));
        words.map(|words| Phrase { words: words.len(), text: words.join(" ") }).collect()
    })
}

fn words(text: &str) -> Vec<String> {
    let folded = fold::name(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}
