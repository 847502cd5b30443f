//! What the words of a matrix name: headings name roles, activities name documents.
//!
//! Names are compared with accents, case, blanks and hyphens folded; what could mean two things means none.

use crate::fold;
use crate::markdown::Cell;
use crate::model::{Handbook, Id, Thing};
use crate::resolve::links::{Destination, destination};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Words of a title that are enough to know a document by; a shorter title is too common a word.
const TITLE_WORDS: std::ops::RangeInclusive<usize> = 2..=16;

/// The names of roles and documents of one handbook, ready to be looked up.
pub struct Names<'a> {
    handbook: &'a Handbook,
    roles: BTreeMap<String, Named>,
    titles: BTreeMap<String, usize>,
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
        // All titles are read at every save of a preview: together, and each only once.
        let documents = handbook.documents.par_iter().enumerate();
        let phrases: Vec<(usize, Vec<String>)> = documents
            .flat_map_iter(|(at, document)| titles_of(document).into_iter().map(move |title| (at, words(title))))
            .filter(|(_, words)| TITLE_WORDS.contains(&words.len()))
            .collect();
        let longest = phrases.iter().map(|(_, words)| words.len()).max().unwrap_or(0);
        let mut titles = BTreeMap::new();
        for (at, words) in phrases {
            titles.entry(words.join(" ")).or_insert(at);
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
                found.extend(self.titles.get(&phrase));
            }
        }
        found
    }
}

fn titles_of(document: &crate::model::Document) -> Vec<&str> {
    let Some(face) = document.face().filter(|_| document.kind != crate::model::Kind::Role) else { return Vec::new() };
    let title = face.meta.title.all.iter().chain(face.meta.title.by.iter().map(|(_, title)| title));
    let mut titles: Vec<&str> =
        title.chain(face.texts.values().filter_map(|text| text.title.as_ref())).map(String::as_str).collect();
    titles.dedup();
    titles
}

fn words(text: &str) -> Vec<String> {
    let folded = fold::name(text);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}
