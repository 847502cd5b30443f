//! Matrices, letters and duties as pages show them: the typed rows of `view::responsibilities`, and a matrix's text
//! without the tables that are shown as data.

use super::address::Page;
use super::here::Here;
use super::pages::document::clause;
use crate::assess::duties::{Duty, Placed};
use crate::model::letters::{self, Letters, Meaning};
use crate::model::matrix::{Activity, Column, Gap, Matrix, MatrixTable};
use crate::model::{Text, id};
use crate::view::organisation::{Duty as DutyLine, DutyGroup};
use crate::view::parts::{ClauseRef, Link, Name};
use crate::view::responsibilities as view;
use std::collections::BTreeSet;

/// The most problems that are listed above a matrix; each also stands in its row.
const MOST_PROBLEMS: usize = 20;

/// What all letters of the handbook mean.
pub fn legend(here: &Here<'_>) -> Vec<view::Letter> {
    here.handbook().alphabet.letters().iter().map(|letter| shown(here, letter)).collect()
}

/// Letters with their words.
pub fn letters(here: &Here<'_>, letters: Letters) -> Vec<view::Letter> {
    let all = here.handbook().alphabet.letters();
    letters.iter().filter_map(|at| all.get(at)).map(|letter| shown(here, letter)).collect()
}

fn shown(here: &Here<'_>, letter: &letters::Letter) -> view::Letter {
    let key = match &letter.meaning {
        Meaning::Accountable => "letter_a",
        Meaning::Responsible => "letter_r",
        Meaning::Consulted => "letter_c",
        Meaning::Informed => "letter_i",
        Meaning::Supports => "letter_s",
        Meaning::Verifies => "letter_v",
        Meaning::SignsOff => "letter_sign",
        Meaning::Drives => "letter_d",
        Meaning::Approves => "letter_approve",
        Meaning::Contributes => "letter_contribute",
        Meaning::Own(_) => "",
    };
    let word = match &letter.meaning {
        Meaning::Own(name) => here.wording(name).0,
        _ => here.words.get(key).to_string(),
    };
    let word = if word.is_empty() { letter.code.clone() } else { word };
    view::Letter { letter: letter.code.clone(), word, tone: letter.part.as_str().to_string() }
}

/// What is drawn of a document's matrices: which of its headings the tables take over.
pub struct Taken {
    /// The text without the tables, and without headings that had nothing else below them.
    pub body: String,
    /// The anchors of those headings.
    pub headings: BTreeSet<String>,
}

/// A text without the tables that are shown as data.
pub fn without_tables(text: &Text, matrix: &Matrix) -> Taken {
    let body = text.body();
    let tables: Vec<_> = matrix.tables.iter().filter_map(|table| table.shown.get(&text.lang)).collect();
    let mut cut: Vec<std::ops::Range<usize>> = tables.iter().map(|shown| shown.range.clone()).collect();
    let mut headings = BTreeSet::new();
    for (at, heading) in text.outline.headings.iter().enumerate() {
        let next = text.outline.headings.get(at + 1);
        let end = next.map_or(body.len(), |next| next.range.start);
        let inside: Vec<_> =
            tables.iter().filter(|shown| (heading.range.end..end).contains(&shown.range.start)).collect();
        let mut from = heading.range.end;
        let mut bare = !inside.is_empty() && next.is_none_or(|next| next.level <= heading.level) && heading.level > 1;
        for shown in inside {
            bare &= body.get(from..shown.range.start).is_some_and(|between| between.trim().is_empty());
            from = shown.range.end;
        }
        if bare && body.get(from..end).is_some_and(|rest| rest.trim().is_empty()) {
            cut.push(heading.range.clone());
            headings.insert(heading.anchor.clone());
        }
    }
    cut.sort_by_key(|range| range.start);
    let mut kept = String::with_capacity(body.len());
    let mut from = 0;
    for range in cut {
        kept.push_str(body.get(from..range.start).unwrap_or_default());
        kept.push('\n');
        from = range.end.max(from);
    }
    kept.push_str(body.get(from..).unwrap_or_default());
    Taken { body: kept, headings }
}

/// The tables of one matrix. `headings` are those that they take over from the text of their own page; elsewhere tables
/// have fragments that begin with the document's id.
pub fn tables(
    here: &Here<'_>,
    document: usize,
    matrix: &Matrix,
    version: &str,
    headings: Option<&BTreeSet<String>>,
) -> Vec<view::Matrix> {
    let mut taken = BTreeSet::new();
    let own_page = headings.is_some();
    let link = here.document_link(document).unwrap_or_else(|| Link {
        href: here.href(Page::Register),
        text: String::new(),
        lang: None,
    });
    let id = &here.handbook().documents[document].id;
    let views = matrix.tables.iter().enumerate().map(|(at, table)| {
        let text = table.shown.get(&here.lang).map(|shown| (shown, None));
        let text = text.or_else(|| table.shown.get(&matrix.lang).map(|shown| (shown, Some(matrix.lang))));
        let heading = text.and_then(|(shown, lang)| Some((shown.heading.as_ref()?, lang)));
        let own = heading.filter(|((_, anchor), _)| headings.is_some_and(|all| all.contains(anchor)));
        let fallback = || if at == 0 { id.key().to_string() } else { format!("{}-{}", id.key(), at + 1) };
        let anchor = own.map(|((_, anchor), _)| anchor.clone()).filter(|anchor| !taken.contains(anchor));
        let anchor = anchor.unwrap_or_else(fallback);
        taken.insert(anchor.clone());
        let (title, lang) = match heading {
            Some(((title, _), lang)) => (title.clone(), lang.filter(|lang| *lang != here.lang)),
            None if own_page => (here.words.get("raci").to_string(), None),
            None => here.title(document),
        };
        let document = Link { text: format!("{id} {}", link.text).trim().to_string(), ..link.clone() };
        view::Matrix {
            anchor,
            title,
            lang,
            document,
            version: version.to_string(),
            columns: table.columns.iter().map(|heading| column(here, heading)).collect(),
            rows: table.activities.iter().map(|activity| row(here, matrix, table, activity)).collect(),
            problems: problems(here, matrix, table),
            has_clauses: table.activities.iter().any(|activity| !activity.clauses.is_empty()),
        }
    });
    views.collect()
}

fn column(here: &Here<'_>, column: &Column) -> view::Column {
    match &column.role {
        Some(role) => {
            let held = here.role_held(role.as_str());
            let holders: Vec<String> = held.people.into_iter().map(|person| person.text).collect();
            view::Column { key: role.key().to_string(), role: held.role, holders: holders.join(", ") }
        }
        None => {
            let role = Name { text: column.heading.clone(), href: None, lang: None };
            view::Column { key: crate::fold::slug(&column.heading, 60), role, holders: String::new() }
        }
    }
}

fn row(here: &Here<'_>, matrix: &Matrix, table: &MatrixTable, activity: &Activity) -> view::MatrixRow {
    let (name, lang) = activity.name(here.lang, matrix.lang);
    let keys = table.columns.iter().map(|column| match &column.role {
        Some(role) => role.key().to_string(),
        None => crate::fold::slug(&column.heading, 60),
    });
    let cells = keys.zip(&activity.letters);
    let gaps = table.gaps(activity, &here.handbook().alphabet);
    view::MatrixRow {
        anchor: activity.anchor.clone(),
        activity: name.to_string(),
        lang,
        clauses: activity.clauses.iter().map(|id| clause(id)).collect(),
        cells: cells.map(|(key, set)| view::Cell { key, letters: letters(here, *set) }).collect(),
        groups: groups(here, table, activity),
        problems: gaps.into_iter().map(|gap| here.words.get(gap_key(gap)).to_string()).collect(),
    }
}

fn gap_key(gap: Gap) -> &'static str {
    match gap {
        Gap::NobodyAccountable => "problem_no_a",
        Gap::SeveralAccountable => "problem_two_a",
        Gap::NobodyResponsible => "problem_no_r",
    }
}

fn groups(here: &Here<'_>, table: &MatrixTable, activity: &Activity) -> Vec<view::LetterGroup> {
    let alphabet = here.handbook().alphabet.letters().iter().enumerate();
    let groups = alphabet.filter_map(|(at, letter)| {
        let has = table.columns.iter().zip(&activity.letters).filter(|(_, letters)| letters.has(at));
        let roles: Vec<Name> = has.map(|(heading, _)| column_name(here, heading)).collect();
        (!roles.is_empty()).then(|| view::LetterGroup { letter: shown(here, letter), roles })
    });
    groups.collect()
}

fn column_name(here: &Here<'_>, column: &Column) -> Name {
    match &column.role {
        Some(role) => here.role_name(role.as_str()),
        None => Name { text: column.heading.clone(), href: None, lang: None },
    }
}

fn problems(here: &Here<'_>, matrix: &Matrix, table: &MatrixTable) -> Vec<String> {
    let unknown = table.columns.iter().filter(|column| column.role.is_none());
    let unknown = unknown.map(|column| here.words.fill("problem_role_unknown", &[("role", &column.heading)]));
    let gaps = table.activities.iter().flat_map(|activity| {
        let name = activity.name(here.lang, matrix.lang).0;
        let gaps = table.gaps(activity, &here.handbook().alphabet).into_iter();
        gaps.map(move |gap| format!("{name}: {}", here.words.get(gap_key(gap))))
    });
    unknown.chain(gaps).take(MOST_PROBLEMS).collect()
}

/// A link to an activity in its matrix, and the table and activity.
pub fn activity<'a>(here: &Here<'a>, duty: &Duty) -> Option<(Link, Placed<'a>)> {
    let placed = duty.activity(here.site.handbook, &here.site.assessment.documents)?;
    let (text, lang) = placed.activity.name(here.lang, placed.matrix.lang);
    let page = here.href(here.document_page(duty.document)?);
    let href = format!("{page}#{}", super::address::encode(&placed.activity.anchor));
    Some((Link { href, text: text.to_string(), lang }, placed))
}

/// Duties by letter, in the order of the scheme, each with the words of how the reader comes to it.
pub fn duty_groups(here: &Here<'_>, duties: &[(String, Duty)]) -> Vec<DutyGroup> {
    let lines: Vec<(Letters, DutyLine)> = duties
        .iter()
        .filter_map(|(through, duty)| {
            let (activity, _) = activity(here, duty)?;
            let id = &here.handbook().documents[duty.document].id;
            let document = here.document_link(duty.document)?;
            let document = Link { text: format!("{id} {}", document.text), ..document };
            Some((duty.letters, DutyLine { activity, document, through: through.clone() }))
        })
        .collect();
    let alphabet = here.handbook().alphabet.letters().iter().enumerate();
    let groups = alphabet.filter_map(|(at, letter)| {
        let own = lines.iter().filter(|(letters, _)| letters.has(at)).map(|(_, line)| line.clone());
        let duties: Vec<DutyLine> = own.collect();
        (!duties.is_empty()).then(|| DutyGroup { letter: shown(here, letter), duties })
    });
    groups.collect()
}

/// The clauses that a role's own activities serve: those it answers for or does.
pub fn clauses(here: &Here<'_>, duties: &[Duty]) -> Vec<ClauseRef> {
    let alphabet = &here.handbook().alphabet;
    let acting = alphabet.accountable().join(alphabet.responsible());
    let placed = duties.iter().filter(|duty| duty.letters.meets(acting));
    let placed = placed.filter_map(|duty| duty.activity(here.site.handbook, &here.site.assessment.documents));
    let mut all: Vec<&str> = placed.flat_map(|placed| placed.activity.clauses.iter().map(String::as_str)).collect();
    all.sort_by(|a, b| id::natural(a, b));
    all.dedup();
    all.into_iter().map(clause).collect()
}
