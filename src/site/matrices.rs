//! Matrices, letters and duties as pages show them: the typed rows of `view::responsibilities`.

use super::here::Here;
use crate::assess::duties::{Duty, Placed};
use crate::model::id;
use crate::model::letters::{self, Letters, Meaning};
use crate::model::matrix::{Activity, Column, Gap, Matrix, MatrixTable};
use crate::view::organisation::{Duty as DutyLine, DutyGroup};
use crate::view::parts::{ClauseRef, Link, Name};
use crate::view::responsibilities as view;

/// The most problems that are listed above a matrix; each also stands in its row.
const MOST_PROBLEMS: usize = 20;

/// The most holders that the head of a column names; with more, the role's page has them.
const MOST_HOLDERS: usize = 3;

/// What all letters of the handbook mean.
pub fn legend(here: &Here<'_>) -> Vec<view::Letter> {
    here.handbook().alphabet.letters().iter().map(|letter| shown(here, letter)).collect()
}

/// Letters with their words.
pub fn letters(here: &Here<'_>, letters: Letters) -> Vec<view::Letter> {
    let all = here.handbook().alphabet.letters();
    letters.iter().filter_map(|at| all.get(at)).map(|letter| shown(here, letter)).collect()
}

/// The key of the word for what a letter means; none for letters of the handbook's own, which say it themselves.
pub fn word(meaning: &Meaning) -> Option<&'static str> {
    Some(match meaning {
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
        Meaning::Own(_) => return None,
    })
}

fn shown(here: &Here<'_>, letter: &letters::Letter) -> view::Letter {
    let word = match &letter.meaning {
        Meaning::Own(name) => here.wording(name).0,
        meaning => word(meaning).map(|key| here.words.get(key).to_string()).unwrap_or_default(),
    };
    let word = if word.is_empty() { letter.code.clone() } else { word };
    view::Letter { letter: letter.code.clone(), word, tone: letter.part.as_str().to_string() }
}

/// The tables of one matrix; with `titled` each under its own heading with its document, else as parts of their text.
pub fn tables(here: &Here<'_>, document: usize, matrix: &Matrix, version: &str, titled: bool) -> Vec<view::Matrix> {
    let link = here.document_link(document);
    let link = link.unwrap_or_else(|| Link { href: here.href(here.page), text: String::new(), lang: None });
    let id = &here.handbook().documents[document].id;
    let legend = legend(here);
    let views = matrix.tables.iter().enumerate().map(|(at, table)| {
        let text = table.shown.get(&here.lang).map(|shown| (shown, None));
        let text = text.or_else(|| table.shown.get(&matrix.lang).map(|shown| (shown, Some(matrix.lang))));
        let (title, lang) = match text.and_then(|(shown, lang)| Some((shown.heading.clone()?, lang))) {
            Some((title, lang)) => (title, lang),
            None if titled => here.title(document),
            None => (here.words.get("raci").to_string(), None),
        };
        let columns: Vec<view::Column> = table.columns.iter().map(|heading| column(here, heading)).collect();
        let document = Link { text: format!("{id} {}", link.text).trim().to_string(), ..link.clone() };
        view::Matrix {
            anchor: if at == 0 { id.key().to_string() } else { format!("{}-{}", id.key(), at + 1) },
            title,
            lang,
            titled,
            document,
            version: version.to_string(),
            rows: table
                .activities
                .iter()
                .map(|activity| row(here, matrix, table, activity, &columns, &legend))
                .collect(),
            columns,
            problems: problems(here, matrix, table),
            has_clauses: table.activities.iter().any(|activity| !activity.clauses.is_empty()),
            after: String::new(),
        }
    });
    views.collect()
}

fn column(here: &Here<'_>, column: &Column) -> view::Column {
    match &column.role {
        Some(role) => {
            let held = here.role_held(role.as_str());
            let mut holders: Vec<String> = held.people.into_iter().map(|person| person.text).collect();
            if holders.len() > MOST_HOLDERS {
                let more = (holders.len() - 1) as i64;
                holders.truncate(1);
                holders.push(here.words.count("and_more", more, &[]));
            }
            view::Column { key: role.key().to_string(), role: held.role, holders: holders.join(", ") }
        }
        None => {
            let role = Name { text: column.heading.clone(), href: None, lang: None };
            view::Column { key: crate::fold::slug(&column.heading, 60), role, holders: String::new() }
        }
    }
}

fn row(
    here: &Here<'_>,
    matrix: &Matrix,
    table: &MatrixTable,
    activity: &Activity,
    columns: &[view::Column],
    legend: &[view::Letter],
) -> view::MatrixRow {
    let (name, lang) = activity.name(here.lang, matrix.lang);
    let gaps = table.gaps(activity, &here.handbook().alphabet);
    let cells = columns.iter().zip(&activity.letters).map(|(column, set)| view::Cell {
        key: column.key.clone(),
        letters: set.iter().filter_map(|at| legend.get(at)).cloned().collect(),
    });
    let groups = legend.iter().enumerate().filter_map(|(at, letter)| {
        let has = columns.iter().zip(&activity.letters).filter(|(_, letters)| letters.has(at));
        let roles: Vec<Name> = has.map(|(column, _)| column.role.clone()).collect();
        (!roles.is_empty()).then(|| view::LetterGroup { letter: letter.clone(), roles })
    });
    view::MatrixRow {
        anchor: activity.anchor.clone(),
        activity: name.to_string(),
        lang,
        clauses: activity.clauses.iter().map(|id| here.clause(id)).collect(),
        cells: cells.collect(),
        groups: groups.collect(),
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
    let href = format!("{page}#at:{}", super::address::encode(&placed.activity.anchor));
    Some((Link { href, text: text.to_string(), lang }, placed))
}

/// A link to an activity by its place: matrix document, table, activity.
pub fn activity_link(here: &Here<'_>, (document, table, row): (usize, usize, usize)) -> Option<Link> {
    let duty = Duty { document, table, activity: row, letters: Letters::default() };
    activity(here, &duty).map(|(link, _)| link)
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
            let (reference, through) = (id.to_string(), through.clone());
            Some((duty.letters, DutyLine { activity, reference, document, through }))
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
    all.into_iter().map(|id| here.clause(id)).collect()
}
