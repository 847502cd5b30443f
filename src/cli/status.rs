//! `handbook status`: the document register in the terminal.

use super::args::{Status, TableFormat};
use super::desk::{Desk, Opened};
use super::{FAILED, build, output};
use crate::assess::{ReviewState, Standing};
use crate::date::Date;
use crate::error::Error;
use crate::finding::Level;
use crate::lang::Tongue;
use crate::model::document::Lifecycle;
use crate::say;
use crate::site::exports::{documents, register};
use crate::site::{Options, Site};

/// Prints the register: documents in force, and those being written or retired below them.
pub fn run(desk: &Desk, asked: &Status) -> Result<u8, Error> {
    let opened = desk.open(Vec::new())?;
    if opened.is_unreadable() {
        opened.tell(desk, &opened.reported(), Level::Error);
        return Ok(FAILED);
    }
    let rows = rows(&opened, asked.owner.as_deref());
    if let Some(owner) = &asked.owner
        && opened.reading.handbook.organisation.role(owner).is_none()
        && rows.is_empty()
    {
        return Err(Error::new(say!("there is no role `{owner}`", "le rôle `{owner}` n’existe pas"))
            .help(say!("Roles are described in `content/roles/`.", "Les rôles sont décrits dans `content/roles/`.")));
    }
    let bytes = match asked.format {
        TableFormat::Table => Some(table(&rows, opened.tongue).into_bytes()),
        TableFormat::Json => exported(&opened, asked, documents::json_of),
        TableFormat::Csv => exported(&opened, asked, register::csv_of),
    };
    let Some(bytes) = bytes else { return Ok(FAILED) };
    output::print(&bytes)?;
    Ok(super::DONE)
}

/// The same as the site's `api/documents.json` or `register.csv`, of every document, filtered by owner.
fn exported(opened: &Opened, asked: &Status, make: fn(&Site<'_>, Option<&str>) -> Vec<u8>) -> Option<Vec<u8>> {
    let theme = build::theme(opened).ok()?;
    let reading = &opened.reading;
    let options = Options { drafts: true, ..Options::default() };
    let site = Site::new(&reading.handbook, &opened.assessment, &reading.sources, &theme, Box::new(Vec::new), options);
    Some(make(&site, asked.owner.as_deref()))
}

/// One document as the terminal shows it.
struct Row {
    id: String,
    title: String,
    version: String,
    next: Option<(String, Date)>,
    standing: &'static str,
    review: &'static str,
    due: String,
    owner: String,
    integrity: &'static str,
}

fn rows(opened: &Opened, owner: Option<&str>) -> Vec<Row> {
    let handbook = &opened.reading.handbook;
    let documents = handbook.documents.iter().zip(&opened.assessment.documents);
    let mut rows: Vec<Row> = documents
        .filter_map(|(document, state)| {
            let revision = documents::shown(document, state)?;
            let meta = &revision.meta;
            let standing = match state.standing {
                Standing::Broken => "broken",
                Standing::NotYet(_) => "not-yet",
                Standing::InForce => "approved",
                Standing::Retired(_) => "retired",
                // A claim of approval that does not hold is no approval.
                Standing::Unapproved if meta.status.is_none_or(|status| status == Lifecycle::Draft) => "draft",
                Standing::Unapproved => "in-review",
            };
            let later = state.versions.iter().filter(|version| version.effective > opened.assessment.as_of);
            let next = later.min_by(|a, b| a.effective.cmp(&b.effective).then_with(|| b.version.cmp(&a.version)));
            let text = revision.texts.values().find(|text| text.path == revision.path);
            let title = text.and_then(|text| text.title.clone()).or_else(|| {
                meta.title
                    .best(handbook.config.prevailing(), &handbook.config.languages)
                    .map(|(title, _)| title.to_string())
            });
            Some(Row {
                id: document.id.to_string(),
                title: title.unwrap_or_default(),
                version: meta.version.as_ref().map(ToString::to_string).unwrap_or_default(),
                next: next.map(|version| (version.version.to_string(), version.effective)),
                standing,
                review: state.review.state.as_str(),
                due: state.review.due.map(|due| due.to_string()).unwrap_or_default(),
                owner: meta.owner.clone().unwrap_or_default(),
                integrity: state.integrity.map_or("", |integrity| integrity.as_str()),
            })
        })
        .filter(|row| owner.is_none_or(|owner| row.owner.eq_ignore_ascii_case(owner)))
        .collect();
    rows.sort_by_key(|row| match (row.standing, row.review) {
        ("broken", _) => 0,
        (_, "overdue") => 1,
        (_, "due-soon") => 2,
        ("approved", _) => 3,
        ("retired", _) => 5,
        _ => 4,
    });
    rows
}

fn table(rows: &[Row], tongue: Tongue) -> String {
    let head = match tongue {
        Tongue::En => ["ID", "TITLE", "VERSION", "STATUS", "REVIEW", "DUE", "OWNER", "INTEGRITY"],
        Tongue::Fr => ["ID", "TITRE", "VERSION", "STATUT", "RÉVISION", "ÉCHÉANCE", "RESPONSABLE", "INTÉGRITÉ"],
    };
    let cells = |row: &Row| {
        let title: String = row.title.chars().take(44).collect();
        [
            row.id.clone(),
            title,
            row.version.clone(),
            word(row.standing, tongue).to_string(),
            word(row.review, tongue).to_string(),
            row.due.clone(),
            row.owner.clone(),
            word(row.integrity, tongue).to_string(),
        ]
    };
    let all: Vec<[String; 8]> = std::iter::once(head.map(str::to_string)).chain(rows.iter().map(cells)).collect();
    let width = |column: usize| all.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..8).map(width).collect();
    let mut text = String::new();
    for row in &all {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.chars().count() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let overdue = rows.iter().filter(|row| row.review == ReviewState::Overdue.as_str()).count();
    let in_force = rows.iter().filter(|row| row.standing == "approved").count();
    // What takes effect later stands below, so that nobody takes the version in force for the newest.
    for (id, (version, date)) in rows.iter().filter_map(|row| Some((&row.id, row.next.as_ref()?))) {
        let says = say!(
            "{id}: version {version} takes effect on {date}",
            "{id}\u{a0}: la version {version} prend effet le {date}"
        );
        text.push_str(&format!("\n{}", says.in_tongue(tongue)));
    }
    if rows.iter().any(|row| row.next.is_some()) {
        text.push('\n');
    }
    let summary = say!("{in_force} in force, {overdue} overdue", "{in_force} en vigueur, {overdue} en retard");
    text.push_str(&format!("\n{}\n", summary.in_tongue(tongue)));
    text
}

/// States in words for French readers; in English their names are words already.
fn word(name: &'static str, tongue: Tongue) -> &'static str {
    match (tongue, name) {
        (Tongue::En, "none") => "-",
        (Tongue::En, name) => name,
        (Tongue::Fr, name) => match name {
            "approved" => "approuvé",
            "draft" => "ébauche",
            "in-review" => "en révision",
            "retired" => "retiré",
            "not-yet" => "à venir",
            "broken" => "non vérifiable",
            "overdue" => "en retard",
            "due-soon" => "bientôt due",
            "current" => "à jour",
            "signed" => "signé",
            "sealed" => "scellé",
            "declared" => "déclaré",
            "altered" => "modifié",
            "none" => "-",
            other => other,
        },
    }
}
