//! The tables of matrix documents as data: of the working files and of every sealed version.
//!
//! The main text's tables (and the CSV file named by `source`) are the data; the same tables in other languages give the
//! activities their names there. Knows no day.

mod cells;
mod faults;
mod headings;
mod names;
#[cfg(test)]
pub(crate) mod sample;
mod siblings;
mod source;
mod table;
#[cfg(test)]
mod tests;

pub use source::files;

use crate::finding::catalogue::leadership::REFERENCE_UNKNOWN;
use crate::finding::catalogue::responsibilities as rules;
use crate::finding::{Checked, Finding, Place};
use crate::fold;
use crate::lang::Lang;
use crate::markdown::{self, Outline, Table};
use crate::model::document::{Document, Lifecycle};
use crate::model::matrix::{Matrices, Matrix, MatrixTable, Separated, Shown};
use crate::model::{Handbook, Kind, Revision, Text};
use crate::say;
use crate::source::Sources;
use cells::CellReader;
use faults::Faults;
use names::Names;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use table::Reader;

/// Reads the matrices of a handbook whose links can be followed already. Findings are on the working files only, and not
/// on those of a retired matrix: what was approved once cannot be mended.
pub fn matrices(sources: &Sources, handbook: &Handbook) -> Checked<BTreeMap<usize, Matrices>> {
    let documents = handbook.documents.iter().enumerate();
    let documents: Vec<_> = documents.filter(|(_, document)| document.kind == Kind::Matrix).collect();
    if documents.is_empty() {
        return Checked::sound(BTreeMap::new());
    }
    let people = handbook.organisation.people.iter();
    let people = people.flat_map(|person| {
        [(fold::name(&person.name), person.name.clone()), (fold::name(person.id.as_str()), person.name.clone())]
    });
    let reading = Reading { sources, handbook, names: Names::of(handbook), people: people.collect() };
    let read: Vec<(usize, Checked<Matrices>)> =
        documents.par_iter().map(|(at, document)| (*at, reading.document(document))).collect();
    let mut all = Checked::sound(BTreeMap::new());
    for (at, Checked { value, findings }) in read {
        all.findings.extend(findings);
        all.value.insert(at, value);
    }
    all
}

struct Reading<'a> {
    sources: &'a Sources,
    handbook: &'a Handbook,
    names: Names<'a>,
    people: BTreeMap<String, String>,
}

impl Reading<'_> {
    fn document(&self, document: &Document) -> Checked<Matrices> {
        let mut findings = Vec::new();
        let working = document.working.as_ref().map(|revision| {
            let read = self.revision(document, revision);
            if revision.meta.status != Some(Lifecycle::Retired) {
                findings.extend(read.findings);
            }
            read.value
        });
        let sealed = document.sealed.iter().map(|version| self.revision(document, &version.revision).value).collect();
        Checked { value: Matrices { working, sealed }, findings }
    }

    fn revision(&self, document: &Document, revision: &Revision) -> Checked<Matrix> {
        let meta = &revision.meta;
        let path = revision.path.clone();
        let main = revision.texts.values().find(|text| text.path == path).or(revision.texts.values().next());
        let lang = main.map_or(self.handbook.config.prevailing(), |text| text.lang);
        let (cells, wrong) = CellReader::new(&self.handbook.alphabet, &meta.matrix.legend);
        let mut faults = self.faults(document, lang);
        for word in wrong {
            faults.found.push(self.legend_unknown(document, &path, &word));
        }
        let origin = origin(document, &path);
        let mut tables = Vec::new();
        if let Some(text) = main {
            tables.extend(self.tables(text, &origin, &cells, &mut faults));
        }
        let markdown = tables.len();
        if let Some((path, table)) = source::table(self.sources, revision, &mut faults.found) {
            let reader = self.csv_reader(&cells, &origin, path);
            tables.extend(reader.read(&table, &mut faults));
        }
        for text in revision.texts.values().filter(|text| main.is_none_or(|main| main.path != text.path)) {
            let mut own = self.faults(document, text.lang);
            let others = self.tables(text, &origin, &cells, &mut own);
            let renders = text.translates.is_some() && text.translates == meta.version;
            let unlike = siblings::adopt(&mut tables[..markdown], others, text.lang);
            if let Some(unlike) = unlike.filter(|_| renders) {
                faults.found.push(siblings::finding(document, &text.path, unlike, &self.handbook.alphabet));
            }
        }
        if let Some(csv) = tables.get_mut(markdown..).and_then(<[MatrixTable]>::first_mut) {
            for (lang, path, table) in source::siblings(self.sources, revision, &self.handbook.config.languages) {
                let mut own = self.faults(document, lang);
                let reader = self.csv_reader(&cells, &origin, path);
                let others = reader.read(&table, &mut own).into_iter().collect();
                if let Some(unlike) = siblings::adopt(std::slice::from_mut(csv), others, lang) {
                    faults.found.push(siblings::finding(document, &reader.path, unlike, &self.handbook.alphabet));
                }
            }
        }
        anchors(document, &mut tables, lang);
        let separate = separate(&meta.matrix.separate, &path);
        faults.found.extend(unknown_activities(document, &separate, &tables));
        let findings = faults.found;
        Checked { value: Matrix { document: document.id.clone(), lang, tables, separate, path }, findings }
    }

    fn faults<'b>(&'b self, document: &'b Document, lang: Lang) -> Faults<'b> {
        Faults {
            document: &document.id,
            lang,
            alphabet: &self.handbook.alphabet,
            names: &self.names,
            people: &self.people,
            found: Vec::new(),
        }
    }

    /// The matrices among the tables of a text.
    fn tables(&self, text: &Text, origin: &str, cells: &CellReader<'_>, faults: &mut Faults<'_>) -> Vec<MatrixTable> {
        let (path, base) = (text.path.clone(), text.body.start);
        let reader = Reader { names: &self.names, cells, origin, path, text: text.body(), base };
        // Nobody else reads the tables, so they are not kept.
        let outline = markdown::outline_with_tables(text.body());
        let read = outline.tables.iter().filter_map(|table| {
            let mut read = reader.read(table, faults)?;
            read.shown.insert(text.lang, shown(&outline, table));
            Some(read)
        });
        read.collect()
    }

    fn csv_reader<'b>(&'b self, cells: &'b CellReader<'b>, origin: &'b str, path: Arc<str>) -> Reader<'b> {
        let text = self.sources.text(&path).map_or("", |text| text);
        Reader { names: &self.names, cells, origin, path, text, base: 0 }
    }

    fn legend_unknown(&self, document: &Document, path: &Arc<str>, word: &str) -> Finding {
        let letters: Vec<&str> = self.handbook.alphabet.letters().iter().map(|letter| letter.code.as_str()).collect();
        let letters = letters.join(", ");
        let says = say!(
            "the legend gives `{word}` a letter that the scheme does not have",
            "la légende donne à `{word}` une lettre que le modèle n’a pas"
        );
        let help = say!("The letters are {letters}.", "Les lettres sont {letters}.");
        let place = Place::value(path, format!("legend.{word}"));
        Finding::new(&rules::MATRIX_CODE_UNKNOWN, place, says).help(help).about(document.id.as_str())
    }
}

/// The heading above a table and its place in the text.
fn shown(outline: &Outline, table: &Table) -> Shown {
    let above = outline.headings.iter().rfind(|heading| heading.range.end <= table.range.start);
    let heading = above.filter(|heading| heading.level > 1);
    Shown { heading: heading.map(|heading| heading.text.clone()), range: table.range.clone() }
}

/// The path that links are read from: a sealed text stands for the working file of its document.
fn origin(document: &Document, path: &Arc<str>) -> String {
    let Some(working) = document.working.as_ref().filter(|working| working.path != *path) else {
        return path.to_string();
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    working.path.rsplit_once('/').map_or(name.to_string(), |(folder, _)| format!("{folder}/{name}"))
}

/// Gives every activity its fragment: the document's id and the activity's words in the main language.
fn anchors(document: &Document, tables: &mut [MatrixTable], lang: Lang) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for activity in tables.iter_mut().flat_map(|table| &mut table.activities) {
        let slug = fold::slug(activity.names.get(&lang).map_or("", String::as_str), 60);
        let slug = if slug.is_empty() { "activity".to_string() } else { slug };
        let anchor = format!("{}-{slug}", fold::slug(document.id.key(), 64));
        let times = taken.entry(anchor.clone()).and_modify(|times| *times += 1).or_insert(1);
        activity.anchor = if *times == 1 { anchor } else { format!("{anchor}-{times}") };
    }
}

fn separate(groups: &[Vec<String>], path: &Arc<str>) -> Vec<Vec<Separated>> {
    let activity = |group: usize, (at, name): (usize, &String)| Separated {
        name: name.trim().to_string(),
        key: fold::name(name),
        at: Place::value(path, format!("separate[{group}][{at}]")),
    };
    let groups = groups.iter().enumerate();
    groups.map(|(group, names)| names.iter().enumerate().map(|name| activity(group, name)).collect()).collect()
}

/// Activities that `separate` names and no table of the matrix has. A matrix without any table has other faults.
fn unknown_activities(document: &Document, separate: &[Vec<Separated>], tables: &[MatrixTable]) -> Vec<Finding> {
    let keys: BTreeSet<&str> = tables
        .iter()
        .flat_map(|table| &table.activities)
        .flat_map(|activity| activity.keys.iter().map(String::as_str))
        .collect();
    if keys.is_empty() {
        return Vec::new();
    }
    let unknown = separate.iter().flatten().filter(|activity| !keys.contains(activity.key.as_str()));
    let finding = |activity: &Separated| {
        let name = &activity.name;
        let says = say!(
            "no activity of this matrix is called `{name}`, so nothing keeps it apart",
            "aucune activité de cette matrice ne s’appelle `{name}`; rien ne la sépare donc"
        );
        let near = keys
            .iter()
            .map(|key| (strsim::normalized_damerau_levenshtein(key, &activity.key), key))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .filter(|(likeness, _)| *likeness >= 0.6);
        let help = match near {
            Some((_, near)) => say!("Did you mean `{near}`?", "Vouliez-vous dire `{near}`?"),
            None => say!(
                "Write the activity as it stands in the table.",
                "Écrivez l’activité comme elle figure dans le tableau."
            ),
        };
        Finding::new(&REFERENCE_UNKNOWN, activity.at.clone(), says).help(help).about(document.id.as_str())
    };
    unknown.map(finding).collect()
}
