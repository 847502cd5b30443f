//! Read receipts from `content/acknowledgements/*.csv`: rows of `person,document,version,date`, their names looked up.
//!
//! A form or a learning system writes these files. People are named by their id or their address; what cannot be matched is
//! reported once a name, at the first row that has it.

use super::csv;
use crate::date::Date;
use crate::finding::catalogue::others as rules;
use crate::finding::catalogue::source;
use crate::finding::{Finding, Place};
use crate::markdown::Cell;
use crate::model::Handbook;
use crate::model::acknowledgement::Receipt;
use crate::model::document::{Document, Lifecycle};
use crate::say;
use crate::source::Sources;
use crate::version::Version;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The folder below the content folder that holds receipts. Its files carry names and never lie on the site.
pub const FOLDER: &str = "acknowledgements/";

const PERSON: &[&str] = &["person", "personne", "email", "courriel"];
const DOCUMENT: &[&str] = &["document"];
const VERSION: &[&str] = &["version"];
const DATE: &[&str] = &["date", "day", "jour"];

/// All receipts, in the order of the files and their rows.
pub fn read(sources: &Sources, handbook: &Handbook, found: &mut Vec<Finding>) -> Vec<Receipt> {
    let folder = sources.content_path(FOLDER);
    let mut receipts = Vec::new();
    let mut unknown = Unknown::default();
    let by_address = addresses(handbook);
    for path in sources.files.keys().filter(|path| path.starts_with(&folder)) {
        if let Some(text) = sources.text(path).filter(|_| path.ends_with(".csv")) {
            let file = File { handbook, by_address: &by_address, path };
            file.read(text, &mut receipts, &mut unknown, found);
        }
    }
    found.extend(unknown.findings());
    receipts
}

/// People by their address in lower case.
fn addresses(handbook: &Handbook) -> BTreeMap<String, usize> {
    let people = handbook.organisation.people.iter().enumerate();
    people.filter_map(|(at, person)| Some((person.email.as_ref()?.to_lowercase(), at))).collect()
}

struct File<'a> {
    handbook: &'a Handbook,
    by_address: &'a BTreeMap<String, usize>,
    path: &'a Arc<str>,
}

impl File<'_> {
    fn read(&self, text: &str, receipts: &mut Vec<Receipt>, unknown: &mut Unknown, found: &mut Vec<Finding>) {
        let read = csv::read(text);
        csv::faults(&read, self.path, &source::VALUE_INVALID, None, found);
        let columns = read.table.as_ref().map(|table| (table, csv::columns(table, [PERSON, DOCUMENT, VERSION, DATE])));
        let Some((table, [Some(person), Some(document), Some(version), Some(date)])) = columns else {
            let says = say!(
                "this file needs the headings `person`, `document`, `version` and `date` in its first line",
                "ce fichier doit porter les titres `person`, `document`, `version` et `date` à sa première ligne"
            );
            let place = match &read.table {
                Some(table) => self.place(table.header.first()),
                None => Place::file(self.path),
            };
            found.push(Finding::new(&source::VALUE_INVALID, place, says));
            return;
        };
        for row in &table.rows {
            let cell = |at: usize| row.get(at);
            let day = cell(date).and_then(|cell| Date::parse(&cell.text));
            if day.is_none() {
                let written = cell(date).map(|cell| cell.text.as_str()).unwrap_or_default();
                let says = say!("`{written}` is not a day", "`{written}` n’est pas un jour");
                let help = say!(
                    "Write year, month and day: `2026-06-30`.",
                    "Écrivez l’année, le mois et le jour\u{a0}: `2026-06-30`."
                );
                let place = self.place(cell(date).or(row.first()));
                found.push(Finding::new(&source::VALUE_INVALID, place, says).help(help));
            }
            let who = unknown.look(self.path, What::Person, cell(person), |name| self.person(name));
            let what = unknown.look(self.path, What::Document, cell(document), |name| self.handbook.document_at(name));
            let Some(what) = what else { continue };
            let of = &self.handbook.documents[what];
            let id = of.id.as_str().to_string();
            let version = unknown.look(self.path, What::Version(id), cell(version), |name| {
                Version::parse(name).filter(|version| is_known(of, version))
            });
            if let (Some(person), Some(version), Some(date)) = (who, version, day) {
                receipts.push(Receipt { person, document: what, version, date });
            }
        }
    }

    fn place(&self, cell: Option<&Cell>) -> Place {
        Place::bytes(self.path, cell.map_or(0..0, |cell| cell.range.clone()))
    }

    fn person(&self, name: &str) -> Option<usize> {
        let by_id = self.handbook.organisation.person_at(name);
        by_id.or_else(|| self.by_address.get(&name.to_lowercase()).copied())
    }
}

/// Whether a version of the document was approved, as far as can be told without a day. Of an archive that does not verify
/// nothing is held against anybody.
fn is_known(document: &Document, version: &Version) -> bool {
    if document.trail.as_ref().is_some_and(|trail| !trail.sound) {
        return true;
    }
    let sealed = document.sealed.iter().any(|sealed| sealed.version == *version);
    let revisions =
        document.working.as_deref().into_iter().chain(document.sealed.iter().map(|sealed| &sealed.revision));
    let mut history = revisions.flat_map(|revision| &revision.meta.history);
    let working = document.working.as_ref().map(|working| &working.meta).filter(|meta| {
        document.sealed.is_empty() && matches!(meta.status, Some(Lifecycle::Approved | Lifecycle::Retired))
    });
    sealed
        || working.is_some_and(|meta| meta.version.as_ref() == Some(version))
        || history.any(|entry| entry.version.as_ref() == Some(version))
}

/// What a name that nobody knows was to be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum What {
    Person,
    Document,
    /// A version of the document with this id.
    Version(String),
}

/// A name in a file, and what it was to be.
type Name = (Arc<str>, What, String);

/// Names that nobody knows: where each stands first, and in how many rows.
#[derive(Default)]
struct Unknown(BTreeMap<Name, (Range<usize>, usize)>);

impl Unknown {
    /// What a cell names; noted when it is nothing.
    fn look<T>(
        &mut self,
        path: &Arc<str>,
        what: What,
        cell: Option<&Cell>,
        find: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let (name, range) = cell.map_or(("", 0..0), |cell| (cell.text.as_str(), cell.range.clone()));
        let found = find(name);
        if found.is_none() {
            let entry = self.0.entry((path.clone(), what, name.to_string())).or_insert((range, 0));
            entry.1 += 1;
        }
        found
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        self.0.into_iter().map(|((path, what, name), (range, rows))| {
            let says = match &what {
                What::Person => say!("there is no person `{name}`", "la personne `{name}` n’existe pas"),
                What::Document => say!("there is no document `{name}`", "le document `{name}` n’existe pas"),
                What::Version(id) => {
                    say!("{id} has no approved version `{name}`", "{id} n’a pas de version approuvée `{name}`")
                }
            };
            let more = match rows - 1 {
                0 => say!("", ""),
                1 => say!(" (and in 1 more row)", " (et dans 1 autre ligne)"),
                rows => say!(" (and in {rows} more rows)", " (et dans {rows} autres lignes)"),
            };
            let says = crate::lang::Say { en: says.en + &more.en, fr: says.fr + &more.fr };
            Finding::new(&rules::ACKNOWLEDGEMENT_UNKNOWN, Place::bytes(&path, range), says)
        })
    }
}
