//! All responsibility matrices in force: activity by role, and activities that name a document.

use super::leaves::{self, Cut};
use super::listed;
use crate::assess::duties::{self, Duty};
use crate::lang::Lang;
use crate::model::letters::Letters;
use crate::model::matrix::Matrix;
use crate::site::address::{Long, Page};
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::matrices;
use crate::site::theme::ThemeError;
use crate::view::document::{PartLine, PartRole};
use crate::view::parts::Link;
use crate::view::responsibilities::ResponsibilitiesPage;
use serde_json::json;
use std::collections::BTreeMap;

/// A page of every matrix in force. The filters stand on the first, and look through all.
pub fn render(here: &Here<'_>, leaf: usize) -> Result<String, ThemeError> {
    let states = &here.site.assessment.documents;
    let in_force: Vec<(usize, &Matrix)> = duties::matrices_in_force(here.site.handbook, states).collect();
    let cut = matrices::cut_in_force(here.site);
    let tables = in_force.iter().flat_map(|(_, matrix)| &matrix.tables);
    let shares = leaves::shares(tables.map(|table| table.activities.len()), cut.length, leaf);
    let mut rest = shares.as_slice();
    let mut shown = Vec::new();
    for (document, matrix) in &in_force {
        let (own, others) = rest.split_at(matrix.tables.len());
        rest = others;
        let version = states[*document].current().map(|version| version.version.to_string()).unwrap_or_default();
        let list = Long::Responsibilities;
        let place = matrices::Shown { document: *document, matrix, version, titled: true, list, leaf };
        shown.extend(matrices::tables(here, &place, own));
    }
    let name = here.words.get("responsibilities");
    let title = leaves::title(here, name, cut, leaf);
    let names = in_force.iter().flat_map(|(_, matrix)| matrices::names(here, matrix));
    let page = ResponsibilitiesPage {
        title: title.clone(),
        legend: matrices::legend(here),
        matrices: shown,
        leaves: leaves::index(here, cut, names, |leaf| Long::Responsibilities.leaf(leaf)),
        others: others_of(here, cut),
        roles: if leaf == 0 { roles(here, &in_force) } else { Vec::new() },
    };
    let above = if leaf == 0 { Vec::new() } else { vec![here.link(Page::Responsibilities, name)] };
    here.render(&frame::frame(here, "responsibilities", title, above), page)
}

/// The roles of all matrices, to filter by.
fn roles(here: &Here<'_>, in_force: &[(usize, &Matrix)]) -> Vec<Link> {
    let mut roles: BTreeMap<(String, String), Link> = BTreeMap::new();
    for column in in_force.iter().flat_map(|(_, matrix)| &matrix.tables).flat_map(|table| &table.columns) {
        let (key, role) = matrices::head(here, column);
        roles.insert(collate::key(&role.text), Link { href: key, text: role.text, lang: role.lang });
    }
    roles.into_values().collect()
}

/// The script that knows where activities are, for a page of such a list; empty where there is only one page.
pub fn others_of(here: &Here<'_>, cut: Cut) -> String {
    if cut.count() > 1 { here.file(&script(here.lang)) } else { String::new() }
}

/// Where the activities of all pages lie, below the root.
pub fn script(lang: Lang) -> String {
    format!("assets/responsibilities/{lang}.js")
}

/// The activities of all pages in few words, as a script that hands them to a page, so that it works from a folder too: the
/// tables, each with the keys of its columns and, for each activity, its name, its page among all, its anchor, the letters by
/// column, its language when it is not the page's, and its page on its document's own.
pub fn others(here: &Here<'_>) -> String {
    let together = matrices::cut_in_force(here.site);
    let mut before = 0;
    let mut tables = Vec::new();
    for (_, matrix) in duties::matrices_in_force(here.site.handbook, &here.site.assessment.documents) {
        let (own, first) = (matrices::cut([matrix]), before);
        for table in &matrix.tables {
            let columns: Vec<String> = table.columns.iter().map(|column| matrices::head(here, column).0).collect();
            let rows = table.activities.iter().enumerate().map(|(row, activity)| {
                let (name, lang) = activity.name(here.lang, matrix.lang);
                let codes = |letters: &Letters| here.handbook().alphabet.codes(*letters).join(" ");
                let letters: Vec<String> = activity.letters.iter().map(codes).collect();
                let at = before + row;
                let (together, own) = (together.page_of(at), own.page_of(at - first));
                json!([name, together, activity.anchor, letters.join(","), lang.map(|lang| lang.to_string()), own])
            });
            tables.push(json!([columns, rows.collect::<Vec<_>>()]));
            before += table.activities.len();
        }
    }
    format!("HANDBOOK_ACTIVITIES({});\n", serde_json::Value::Array(tables))
}

/// The most activities that a document's page lists of those that name it, and the most roles that it names with them.
const MOST_PARTS: (usize, usize) = (listed::SHOWN, 1000);

/// Activities of matrices in force whose words name or link to a document, with who has which part; of very many the first,
/// and where all of them are.
pub fn parts(here: &Here<'_>, document: usize) -> (Vec<PartLine>, Option<Link>) {
    let naming = here.site.assessment.duties.naming.get(&document).map(Vec::as_slice).unwrap_or_default();
    let (mut lines, mut roles) = (Vec::new(), 0);
    for (at, (matrix, table, activity)) in naming.iter().enumerate() {
        if at >= MOST_PARTS.0 || roles >= MOST_PARTS.1 {
            let more = here.words.count("and_more", (naming.len() - at) as i64, &[]);
            return (lines, Some(here.link(Page::Responsibilities, more)));
        }
        let duty = Duty { document: *matrix, table: *table, activity: *activity, letters: Letters::default() };
        let Some((link, placed)) = matrices::activity(here, &duty) else { continue };
        // Who answers comes first, as in the scheme.
        let mut who: Vec<(Letters, PartRole)> = placed
            .table
            .parts(placed.activity)
            .map(|(role, letters, _)| {
                let role = here.role_name(role.as_str());
                (letters, PartRole { role, letters: matrices::letters(here, letters) })
            })
            .collect();
        who.sort_by_key(|(letters, _)| letters.iter().next());
        roles += who.len();
        lines.push(PartLine { activity: link, who: who.into_iter().map(|(_, who)| who).collect() });
    }
    (lines, None)
}
