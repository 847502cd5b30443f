//! All responsibility matrices in force on one page: activity by role, and activities that name a document.

use crate::assess::duties::{self, Duty};
use crate::model::letters::Letters;
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::matrices;
use crate::site::theme::ThemeError;
use crate::view::document::{PartLine, PartRole};
use crate::view::parts::Link;
use crate::view::responsibilities::ResponsibilitiesPage;
use std::collections::BTreeMap;

/// Every matrix in force.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let states = &here.site.assessment.documents;
    let mut all = Vec::new();
    for (document, matrix) in duties::matrices_in_force(here.site.handbook, states) {
        let version = states[document].current().map(|version| version.version.to_string()).unwrap_or_default();
        all.extend(matrices::tables(here, document, matrix, &version, true));
    }
    let mut roles: BTreeMap<(String, String), Link> = BTreeMap::new();
    for column in all.iter().flat_map(|matrix| &matrix.columns) {
        let link = Link { href: column.key.clone(), text: column.role.text.clone(), lang: column.role.lang };
        roles.insert(collate::key(&column.role.text), link);
    }
    let page =
        ResponsibilitiesPage { legend: matrices::legend(here), matrices: all, roles: roles.into_values().collect() };
    let title = here.words.get("responsibilities").to_string();
    here.render(&frame::frame(here, "responsibilities", title, Vec::new()), page)
}

/// Activities of matrices in force whose words name or link to a document, with who has which part.
pub fn parts(here: &Here<'_>, document: usize) -> Vec<PartLine> {
    let naming = here.site.assessment.duties.naming.get(&document);
    let lines = naming.into_iter().flatten().filter_map(|(matrix, table, activity)| {
        let duty = Duty { document: *matrix, table: *table, activity: *activity, letters: Letters::default() };
        let (link, placed) = matrices::activity(here, &duty)?;
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
        Some(PartLine { activity: link, who: who.into_iter().map(|(_, who)| who).collect() })
    });
    lines.collect()
}
