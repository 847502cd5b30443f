//! `register.csv`: one row a document in force, for spreadsheets (RFC 4180).

use super::documents;
use crate::assess::Standing;
use crate::site::Site;

/// The columns, in the order that the contract gives them.
pub const COLUMNS: [&str; 17] = [
    "id",
    "kind",
    "title",
    "version",
    "lifecycle",
    "review_state",
    "review_due",
    "review_last",
    "owner",
    "owner_people",
    "approved_by",
    "approved_on",
    "effective",
    "classification",
    "integrity",
    "languages",
    "url",
];

/// The place of the owner's role in a row.
const OWNER: usize = 8;

/// The file's bytes: UTF-8, CRLF line ends.
pub fn csv(site: &Site<'_>) -> Vec<u8> {
    csv_of(site, None)
}

/// The same, only of the documents that a role owns.
pub fn csv_of(site: &Site<'_>, owner: Option<&str>) -> Vec<u8> {
    let mut rows = vec![COLUMNS.map(str::to_string).to_vec()];
    let all = (0..site.handbook.documents.len()).filter_map(|at| row(site, at));
    rows.extend(all.filter(|row| owner.is_none_or(|owner| row[OWNER].eq_ignore_ascii_case(owner))));
    write(rows)
}

/// Who approved, with the role where it may be named.
fn with_role(person: &str, role: &str) -> String {
    if role.is_empty() { person.to_string() } else { format!("{person} ({role})") }
}

/// Rows as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn write(rows: Vec<Vec<String>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // Writing to memory cannot fail, and every row has the same length.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell)));
    }
    writer.into_inner().unwrap_or_default()
}

/// A cell without the power of a formula (OWASP: CSV injection).
fn harmless(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_string() }
}

fn row(site: &Site<'_>, at: usize) -> Option<Vec<String>> {
    let (document, state) = (&site.handbook.documents[at], &site.assessment.documents[at]);
    if state.standing != Standing::InForce && !site.options.drafts {
        return None;
    }
    let revision = documents::shown(document, state)?;
    let meta = &revision.meta;
    let lang = site.handbook.config.prevailing();
    let owner = meta.owner.clone().unwrap_or_default();
    let day = |date: Option<crate::date::Date>| date.map(|date| date.to_string()).unwrap_or_default();
    let approvals = documents::approvals(document, state, revision);
    let approvers: Vec<String> = approvals.iter().map(|entry| with_role(&entry.person, &entry.role)).collect();
    let mut languages: Vec<String> = revision
        .texts
        .values()
        .filter(|text| text.path == revision.path || text.translates == meta.version)
        .map(|text| text.lang.to_string())
        .collect();
    languages.sort();
    let title = documents::title(site, revision, lang)
        .or_else(|| revision.texts.values().find(|text| text.path == revision.path).and_then(|text| text.title.clone()))
        .or_else(|| meta.title.best(lang, site.languages()).map(|(title, _)| title.to_string()));
    Some(vec![
        document.id.to_string(),
        document.kind.as_str().to_string(),
        title.unwrap_or_default(),
        meta.version.as_ref().map(ToString::to_string).unwrap_or_default(),
        documents::lifecycle(state, revision).to_string(),
        state.review.state.as_str().to_string(),
        day(state.review.due),
        day(state.review.last),
        owner.clone(),
        documents::holders(site, &owner).join("; "),
        approvers.join("; "),
        day(state.current().map(|version| version.approved)),
        day(state.current().map(|version| version.effective)),
        meta.classification.clone().unwrap_or_else(|| site.handbook.config.default_level.clone()),
        state.integrity.map(|integrity| integrity.as_str().to_string()).unwrap_or_default(),
        languages.join("; "),
        site.url(lang, documents::page(state, at)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_words() {
        let bytes = write(vec![vec!["=SUM(A1)".into(), "a,\"b\"".into()], vec!["-1".into(), "é".into()]]);
        assert_eq!(String::from_utf8(bytes).unwrap(), "'=SUM(A1),\"a,\"\"b\"\"\"\r\n'-1,é\r\n");
    }
}
