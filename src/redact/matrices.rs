//! What remains of responsibility matrices: no column of a hidden role, no row about a hidden document. The Markdown of
//! their tables is cut likewise, so that texts, redlines and search have no more than the data.

use super::Places;
use super::documents::Kept;
use super::hidden::Hidden;
use super::table::Cut;
use crate::lang::Lang;
use crate::model::document::{Document, Revision};
use crate::model::matrix::{Activity, Matrices, Matrix, MatrixTable};
use crate::model::text::Known;
use crate::model::{Text, Texts};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// The matrices of a document that stays, in step with its versions; its texts are cut too. Data files from which
/// something is left out are added to `withheld`: a file is handed out whole or not at all.
pub(super) fn cut(
    own: &Matrices,
    kept: &Kept,
    document: &mut Document,
    places: &Places,
    hidden: &Hidden,
    withheld: &mut BTreeSet<Arc<str>>,
) -> Matrices {
    let mut with = Scissors { places, hidden, withheld };
    let working = if kept.working { own.working.as_ref() } else { kept.in_force.and_then(|at| own.sealed.get(at)) };
    let working =
        working.zip(document.working.as_mut()).map(|(matrix, revision)| with.matrix(matrix, Arc::make_mut(revision)));
    let sealed = own.sealed.iter().zip(&kept.sealed).filter(|(_, kept)| **kept).map(|(matrix, _)| matrix);
    let sealed = sealed.zip(Arc::make_mut(&mut document.sealed)).map(|(matrix, version)| {
        version.before.iter_mut().for_each(|(_, before)| drop(with.matrix(matrix, before)));
        with.matrix(matrix, &mut version.revision)
    });
    Matrices { working, sealed: sealed.collect() }
}

struct Scissors<'a> {
    places: &'a Places,
    hidden: &'a Hidden,
    withheld: &'a mut BTreeSet<Arc<str>>,
}

/// New Markdown for stretches of a text's body.
type Edits = BTreeMap<Lang, Vec<(Range<usize>, String)>>;

impl Scissors<'_> {
    fn matrix(&mut self, matrix: &Matrix, revision: &mut Revision) -> Matrix {
        let mut edits = Edits::new();
        let mut gone: BTreeSet<String> = BTreeSet::new();
        let mut tables: Vec<MatrixTable> = Vec::new();
        for table in &matrix.tables {
            tables.extend(self.table(table, matrix.lang, &mut revision.texts, &mut edits, &mut gone));
        }
        for (lang, edits) in &edits {
            let Some(text) = revision.texts.get_mut(lang) else { continue };
            rewrite(text, edits);
            let shown = tables.iter_mut().filter_map(|table| table.shown.get_mut(lang));
            shown.for_each(|shown| shown.range = moved(&shown.range, edits));
        }
        let mut separate = matrix.separate.clone();
        separate.iter_mut().for_each(|group| group.retain(|activity| !gone.contains(&activity.key)));
        Matrix { tables, separate, ..matrix.clone() }
    }

    /// What remains of a table; none when it has no role left.
    fn table(
        &mut self,
        table: &MatrixTable,
        main: Lang,
        texts: &mut Texts,
        edits: &mut Edits,
        gone: &mut BTreeSet<String>,
    ) -> Option<MatrixTable> {
        let hides = |column: &crate::model::matrix::Column| {
            column.role.as_ref().is_some_and(|role| self.hidden.names(role.as_str()))
        };
        let columns: Vec<bool> = table.columns.iter().map(hides).collect();
        let rows: Vec<bool> = table.activities.iter().map(|activity| self.hides(activity, &columns)).collect();
        let mut left = table.clone();
        left.leave_out(&|role| self.hidden.names(role.as_str()));
        for (activity, whole) in left.activities.iter_mut().zip(&table.activities) {
            // What is missing in the row now is not missing there.
            activity.unread |=
                whole.letters.iter().zip(&columns).any(|(letters, hidden)| *hidden && !letters.is_empty());
            activity.documents = activity.documents.iter().filter_map(|at| self.places.documents[*at]).collect();
        }
        let mut flags = rows.iter();
        left.activities.retain(|_| !flags.next().copied().unwrap_or_default());
        if !columns.contains(&true) && !rows.contains(&true) {
            return Some(left);
        }
        let left = (!left.columns.is_empty() && !left.activities.is_empty()).then_some(left);
        let removed = table.activities.iter().zip(&rows).filter(|(_, hidden)| **hidden);
        gone.extend(removed.clone().flat_map(|(activity, _)| activity.keys.iter().cloned()));

        let Some((text, shown)) = texts.get(&main).zip(table.shown.get(&main)) else {
            self.withheld.insert(table.path.clone());
            return left;
        };
        let raw = text.body().get(shown.range.clone()).unwrap_or_default();
        let from = text.body.start + shown.range.start;
        let mut cut = Cut::default();
        let headings = table.columns.iter().zip(&columns).filter(|(_, hidden)| **hidden).map(|(column, _)| column.at);
        headings
            .chain(removed.map(|(activity, _)| activity.at))
            .for_each(|at| cut.take(raw, at.start.saturating_sub(from)));
        for (lang, shown) in &table.shown {
            let Some(text) = texts.get(lang) else { continue };
            let raw = text.body().get(shown.range.clone()).unwrap_or_default();
            let new = if left.is_some() { cut.apply(raw) } else { String::new() };
            edits.entry(*lang).or_default().push((shown.range.clone(), new));
        }
        // Where the same table stands differently in another language, nobody can tell what to cut from it.
        texts.retain(|lang, _| table.shown.contains_key(lang));
        left
    }

    /// Whether a row is about something hidden, or is the business of hidden roles alone.
    fn hides(&self, activity: &Activity, columns: &[bool]) -> bool {
        let hidden = |letters: &dyn Fn(bool) -> bool| {
            activity.letters.iter().zip(columns).any(|(set, hidden)| letters(*hidden) && !set.is_empty())
        };
        activity.documents.iter().any(|at| self.places.documents[*at].is_none())
            || activity.names.values().any(|name| self.hidden.is_named_in(name))
            || hidden(&|hidden| hidden) && !hidden(&|hidden| !hidden)
    }
}

/// The text with new Markdown in some stretches.
fn rewrite(text: &mut Text, edits: &[(Range<usize>, String)]) {
    let digest = text.digest();
    let body = text.body();
    let mut source = text.source.get(..text.body.start).unwrap_or_default().to_string();
    let mut from = 0;
    for (range, new) in edits {
        source.push_str(body.get(from..range.start).unwrap_or_default());
        source.push_str(new);
        from = range.end;
    }
    source.push_str(body.get(from..).unwrap_or_default());
    text.body.end = source.len();
    text.source = Arc::from(source);
    text.known = Known::default();
    text.whole = Some(digest);
}

/// Where a stretch is after the edits.
fn moved(range: &Range<usize>, edits: &[(Range<usize>, String)]) -> Range<usize> {
    let before = edits.iter().filter(|(edit, _)| edit.end <= range.start);
    let (grown, shrunk) = before.fold((0, 0), |(grown, shrunk), (edit, new)| (grown + new.len(), shrunk + edit.len()));
    let length = edits.iter().find(|(edit, _)| edit == range).map_or(range.len(), |(_, new)| new.len());
    let start = range.start + grown - shrunk;
    start..start + length
}
