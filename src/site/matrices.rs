//! Matrices, letters and duties as pages show them: the typed rows of `view::responsibilities`.

use super::Site;
use super::address::{Long, Page, encode};
use super::frame;
use super::here::Here;
use super::pages::leaves::{self, Cut, Share};
use super::theme::ThemeError;
use crate::assess::duties::{self, Duty, Placed};
use crate::assess::{Standing, VersionRef};
use crate::lang::Lang;
use crate::model::id;
use crate::model::letters::{self, Letters, Meaning};
use crate::model::matrix::{Activity, Column, Gap, Matrix, MatrixTable};
use crate::view::organisation::{DutiesPage, Duty as DutyLine, DutyGroup};
use crate::view::parts::{ClauseRef, Link, Name};
use crate::view::responsibilities as view;
use std::sync::Arc;

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
    let short = word.split(" (").next().unwrap_or(&word).to_string();
    view::Letter { letter: letter.code.clone(), word, short, tone: letter.part.as_str().to_string() }
}

/// How the activities of matrices are cut into pages, the tables one after the other.
pub fn cut<'m>(matrices: impl IntoIterator<Item = &'m Matrix>) -> Cut {
    let (mut entries, mut broadest) = (0, 0);
    for table in matrices.into_iter().flat_map(|matrix| &matrix.tables) {
        entries += table.activities.len();
        broadest = broadest.max(table.columns.len());
    }
    Cut::of_rows(entries, broadest)
}

/// How those of all matrices in force are cut.
pub fn cut_in_force(site: &Site<'_>) -> Cut {
    cut(duties::matrices_in_force(site.handbook, &site.assessment.documents).map(|(_, matrix)| matrix))
}

/// The names of a matrix's activities, in their order.
pub fn names<'m>(here: &Here<'_>, matrix: &'m Matrix) -> impl Iterator<Item = &'m str> {
    let lang = here.lang;
    matrix.activities().map(move |(_, activity)| activity.name(lang, matrix.lang).0)
}

/// How the activities are cut that a document's page shows, if it is a matrix.
pub fn cut_of(site: &Site<'_>, list: Long) -> Option<Cut> {
    let state = |at: usize| &site.assessment.documents[at];
    let version = |at: usize, place: usize| Some(state(at).versions.get(place)?.at);
    let (at, version) = match list {
        Long::Document(at) => (at, version(at, state(at).in_force?)?),
        Long::Version(at, place) => (at, version(at, place)?),
        Long::Draft(at) => (at, VersionRef::Working),
        _ => return None,
    };
    let is_shown = state(at).standing != Standing::Broken;
    duties::matrix_of(site.handbook, at, version).filter(|_| is_shown).map(|matrix| cut([matrix]))
}

/// Where tables of a matrix are shown.
pub struct Shown<'m> {
    /// The matrix document.
    pub document: usize,
    /// Its matrix.
    pub matrix: &'m Matrix,
    /// The version in words.
    pub version: String,
    /// Whether each table has its own heading with its document, or is a part of its text.
    pub titled: bool,
    /// The list whose page it is.
    pub list: Long,
    /// Which page of it.
    pub leaf: usize,
}

/// What a page has of the tables of one matrix, a share for each. The first page has all tables, with where to find them.
pub fn tables(here: &Here<'_>, shown: &Shown<'_>, shares: &[Share]) -> Vec<view::Matrix> {
    let Shown { document, matrix, .. } = *shown;
    let link = here.document_link(document);
    let link = link.unwrap_or_else(|| Link { href: here.href(here.page), text: String::new(), lang: None });
    let id = &here.handbook().documents[document].id;
    let legend = legend(here);
    // An activity's own place is in its document.
    let own = if shown.titled { Long::Document(document) } else { shown.list };
    // A further page has no text whose headings would say which table it is.
    let titled = shown.titled || shown.leaf > 0;
    let tables = matrix.tables.iter().zip(shares).enumerate();
    let tables = tables.filter(|(_, (_, share))| shown.leaf == 0 || !share.entries.is_empty());
    let views = tables.map(|(at, (table, share))| {
        let text = table.shown.get(&here.lang).map(|shown| (shown, None));
        let text = text.or_else(|| table.shown.get(&matrix.lang).map(|shown| (shown, Some(matrix.lang))));
        let (title, lang) = match text.and_then(|(shown, lang)| Some((shown.heading.clone()?, lang))) {
            Some((title, lang)) => (title, lang),
            None if titled => here.title(document),
            None => (here.words.get("raci").to_string(), None),
        };
        let columns: Vec<view::Column> = table.columns.iter().map(|heading| column(here, heading)).collect();
        let document = Link { text: format!("{id} {}", link.text).trim().to_string(), ..link.clone() };
        let anchor = if at == 0 { id.key().to_string() } else { format!("{}-{}", id.key(), at + 1) };
        let rows = table.activities.get(share.entries.clone()).unwrap_or_default();
        let all = table.activities.len();
        view::Matrix {
            title,
            lang,
            titled,
            document,
            version: shown.version.clone(),
            count: if rows.len() < all { here.words.count("activities_count", all as i64, &[]) } else { String::new() },
            rows: rows.iter().map(|activity| row(here, matrix, table, activity, &columns, &legend)).collect(),
            columns: if rows.is_empty() { Vec::new() } else { columns },
            // Each also stands in its row: the first page says them all, the further ones do not say them again.
            problems: if shown.leaf == 0 { problems(here, own, matrix, at) } else { Vec::new() },
            has_clauses: rows.iter().any(|activity| !activity.clauses.is_empty()),
            rest: leaves::rest(here, share, &format!("at:{anchor}"), |leaf| shown.list.leaf(leaf)),
            after: String::new(),
            anchor,
        }
    });
    views.collect()
}

/// The key of a column and what stands at its head.
pub fn head(here: &Here<'_>, column: &Column) -> (String, Name) {
    match &column.role {
        Some(role) => (role.key().to_string(), here.role_name(role.as_str())),
        None => {
            let role = Name { text: column.heading.clone(), href: None, lang: None };
            (crate::fold::slug(&column.heading, 60), role)
        }
    }
}

fn column(here: &Here<'_>, column: &Column) -> view::Column {
    let (key, name) = head(here, column);
    match &column.role {
        Some(role) => {
            let held = here.role_held(role.as_str());
            let mut holders: Vec<String> = held.people.into_iter().map(|person| person.text).collect();
            if holders.len() > MOST_HOLDERS {
                let more = (holders.len() - 1) as i64;
                holders.truncate(1);
                holders.push(here.words.count("and_more", more, &[]));
            }
            view::Column { key, role: name, holders: holders.join(", ") }
        }
        None => view::Column { key, role: name, holders: String::new() },
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
    let cells = activity.letters.iter().take(columns.len());
    let cells = cells.map(|set| set.iter().filter_map(|at| legend.get(at)).cloned().collect());
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

fn problems(here: &Here<'_>, list: Long, matrix: &Matrix, at: usize) -> Vec<Name> {
    let table = &matrix.tables[at];
    let unknown = table.columns.iter().filter(|column| column.role.is_none());
    let unknown = unknown.map(|column| here.words.fill("problem_role_unknown", &[("role", &column.heading)]));
    let unknown = unknown.map(|text| Name { text, href: None, lang: None });
    let gaps = table.activities.iter().enumerate().flat_map(|(row, activity)| {
        let name = activity.name(here.lang, matrix.lang).0;
        let gaps = table.gaps(activity, &here.handbook().alphabet).into_iter();
        gaps.map(move |gap| Name {
            text: format!("{name}: {}", here.words.get(gap_key(gap))),
            href: Some(href(here, list, matrix, at, row)),
            lang: None,
        })
    });
    unknown.chain(gaps).take(MOST_PROBLEMS).collect()
}

/// Where an activity of a matrix stands in a list that has this matrix alone.
fn href(here: &Here<'_>, list: Long, matrix: &Matrix, table: usize, row: usize) -> String {
    let before: usize = matrix.tables[..table].iter().map(|table| table.activities.len()).sum();
    let anchor = &matrix.tables[table].activities[row].anchor;
    let page: Page = list.leaf(cut([matrix]).page_of(before + row));
    format!("{}#at:{}", here.href(page), encode(anchor))
}

/// A link to an activity in its matrix, and the table and activity.
pub fn activity<'a>(here: &Here<'a>, duty: &Duty) -> Option<(Link, Placed<'a>)> {
    let placed = duty.activity(here.site.handbook, &here.site.assessment.documents)?;
    let (text, lang) = placed.activity.name(here.lang, placed.matrix.lang);
    let href = href(here, Long::Document(duty.document), placed.matrix, duty.table, duty.activity);
    Some((Link { href, text: text.to_string(), lang }, placed))
}

/// A link to an activity by its place: matrix document, table, activity.
pub fn activity_link(here: &Here<'_>, (document, table, row): (usize, usize, usize)) -> Option<Link> {
    let duty = Duty { document, table, activity: row, letters: Letters::default() };
    activity(here, &duty).map(|(link, _)| link)
}

/// How many entries the lists of duties have, an activity in each letter's.
pub fn entries<'d>(duties: impl IntoIterator<Item = &'d Duty>) -> usize {
    duties.into_iter().map(|duty| duty.letters.iter().count()).sum()
}

/// What a page has of duties by letter, in the order of the scheme, each with the words of how the reader comes to it. The
/// first page has all letters, with where to find their activities.
pub fn duty_groups(here: &Here<'_>, duties: &[(Arc<str>, Duty)], list: Long, leaf: usize) -> Vec<DutyGroup> {
    let letters = here.handbook().alphabet.letters();
    let of = |at: usize| duties.iter().filter(move |(_, duty)| duty.letters.has(at));
    let shares = leaves::shares((0..letters.len()).map(|at| of(at).count()), leaves::LENGTH, leaf);
    let groups = letters.iter().zip(&shares).enumerate().map(|(at, (letter, share))| {
        let own = of(at).skip(share.entries.start).take(share.entries.len());
        let anchor = format!("duties-{}", at + 1);
        let all = share.entries.end + share.after;
        DutyGroup {
            letter: shown(here, letter),
            count: if share.entries.len() < all { here.words.whole(all as i64) } else { String::new() },
            duties: own.filter_map(|(through, duty)| duty_line(here, through, duty)).collect(),
            rest: leaves::rest(here, share, &format!("at:{anchor}"), |leaf| list.leaf(leaf)),
            anchor,
        }
    });
    groups.filter(|group| !group.duties.is_empty() || leaf == 0 && group.rest.is_some()).collect()
}

/// A further page of duties: its section of the menu, its title, what stands above it.
pub fn duties_page(
    here: &Here<'_>,
    section: &str,
    (title, text_lang): (String, Option<Lang>),
    above: Vec<Link>,
    duties: &[(Arc<str>, Duty)],
    list: Long,
    leaf: usize,
) -> Result<String, ThemeError> {
    let all = entries(duties.iter().map(|(_, duty)| duty));
    let page = DutiesPage {
        title: title.clone(),
        text_lang,
        duties: duty_groups(here, duties, list, leaf),
        leaves: leaves::links(here, all, |leaf| list.leaf(leaf)),
    };
    let mut frame = frame::frame(here, section, title, above);
    frame.noindex |= matches!(list, Long::Person(_));
    here.render(&frame, page)
}

fn duty_line(here: &Here<'_>, through: &str, duty: &Duty) -> Option<DutyLine> {
    let (activity, _) = activity(here, duty)?;
    let id = &here.handbook().documents[duty.document].id;
    let document = here.document_link(duty.document)?;
    let document = Link { text: format!("{id} {}", document.text), ..document };
    Some(DutyLine { activity, document, through: through.to_string() })
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
