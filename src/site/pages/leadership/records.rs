//! The evidence: the list of records with all decisions, and one record with its files.

use super::{action_link, budget, decision_at, decision_row, record_line, sort};
use crate::assess::leadership::{ReviewHeld, is_past};
use crate::markdown::{LinkKind, Resolved};
use crate::model::leadership::{EvidenceFile, FileState, REVIEW_INPUTS, Record, RecordType};
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::table;
use crate::site::theme::ThemeError;
use crate::view::leadership::{DecisionRow, FileRow, InputRow, RecordPage, RecordYear, RecordsPage};
use crate::view::parts::{Banner, Link, Name, State};

/// All records by year, newest first, and all decisions.
pub fn list(here: &Here<'_>) -> Result<String, ThemeError> {
    let records = &here.handbook().leadership.records;
    let mut order: Vec<usize> = (0..records.len()).collect();
    order.sort_by(|a, b| records[*b].date.cmp(&records[*a].date).then(a.cmp(b)));
    let mut years: Vec<RecordYear> = Vec::new();
    for at in order {
        let to_come = records[at].date.is_some() && !is_past(&records[at], here.as_of());
        let problem = if to_come { not_yet(here) } else { problem(here, at) };
        let line = record_line(here, at, problem);
        let name = match &line.day {
            Some(day) => day.iso.chars().take(4).collect(),
            None => here.words.get("no_date").to_string(),
        };
        match years.last_mut().filter(|year| year.name == name) {
            Some(year) => year.records.push(line),
            None => years.push(RecordYear { name, records: vec![line] }),
        }
    }
    let mut decisions: Vec<_> = here.site.assessment.leadership.decisions.iter().collect();
    let due = |state: &crate::assess::leadership::DecisionState| state.decision(here.handbook()).due;
    // Open ones first, the soonest due on top; then what was done, the newest on top.
    decisions.sort_by(|a, b| {
        let done = (!a.is_open()).cmp(&!b.is_open());
        let days = if a.is_open() {
            (due(a).is_none(), due(a)).cmp(&(due(b).is_none(), due(b)))
        } else {
            b.taken.cmp(&a.taken)
        };
        done.then(days)
    });
    let page = RecordsPage {
        count: here.words.count("records_count", i64::try_from(records.len()).unwrap_or(0), &[]),
        years,
        decisions: decisions.into_iter().map(|decision| decision_row(here, decision, true)).collect(),
    };
    here.render(&frame::frame(here, "records", here.words.get("records").to_string(), Vec::new()), page)
}

/// Why a record does not count for everything that it names.
fn problem(here: &Here<'_>, at: usize) -> String {
    let state = &here.site.assessment.leadership;
    let mut named =
        state.commitments.iter().flat_map(|commitment| &commitment.actions).flat_map(|action| &action.evidence);
    if state.reviews.held.iter().any(|review| review.record == at && review.leaders.is_empty()) {
        here.words.get("top_management_absent").to_string()
    } else if named.any(|evidence| evidence.record == at && !evidence.counts()) {
        here.words.get("leader_absent").to_string()
    } else {
        String::new()
    }
}

fn not_yet(here: &Here<'_>) -> String {
    here.words.get("record_to_come").to_string()
}

/// One record.
pub fn record(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let record = &here.handbook().leadership.records[at];
    let sheet = &record.sheet;
    let (rendered, text_lang) = here.sheet_text(sheet);
    let review = here.site.assessment.leadership.reviews.held.iter().find(|review| review.record == at);
    let decisions = here.site.assessment.leadership.decisions.iter().filter(|state| state.record == at);
    let mut banners: Vec<Banner> = here.untranslated(text_lang).into_iter().collect();
    banners.extend(notices(here, at, record, review));
    let page = RecordPage {
        id: sheet.id.to_string(),
        title: here.sheet_title(sheet).0,
        text_lang,
        kind: sort(here, record),
        day: record.date.map(|date| here.day(date)),
        banners,
        chair: record.chaired_by.as_deref().map(|person| here.person_name(person)),
        attendees: record.present().map(|person| here.person_name(person)).collect(),
        demonstrates: demonstrates(here, record),
        inputs: inputs(here, record),
        followed: review.map(|review| followed(here, review)).unwrap_or_default(),
        decisions: decisions.map(|state| decision_row(here, state, false)).collect(),
        budgets: record.budgets.iter().map(|money| budget(here, money)).collect(),
        files: record.files.iter().map(|file| file_row(here, file)).collect(),
        toc: rendered.as_ref().map(|body| here.toc(&body.headings)).unwrap_or_default(),
        body: rendered.map(|body| body.html).unwrap_or_default(),
        edit: here.edit(sheet.texts.get(&here.lang).map_or(&sheet.path, |text| &text.path)),
    };
    let up = vec![here.link(Page::Records, here.words.get("records"))];
    here.render(&here.sheet_frame(sheet, "records", up), page)
}

/// What a reader must know before relying on a record.
fn notices(here: &Here<'_>, at: usize, record: &Record, review: Option<&ReviewHeld>) -> Vec<Banner> {
    let mut banners = Vec::new();
    if !is_past(record, here.as_of()) {
        banners.push(Banner::new(State::NotYet, not_yet(here)));
    }
    let problem = problem(here, at);
    if !problem.is_empty() {
        banners.push(Banner::new(State::Lapsed, problem));
    }
    if record.files.iter().any(|file| matches!(file.state, FileState::Missing | FileState::Changed)) {
        banners.push(Banner::new(State::Altered, here.words.get("files_changed").to_string()));
    }
    let missing = review.map_or(0, |review| review.missing.len());
    if missing > 0 {
        let title = here.words.count("inputs_missing", i64::try_from(missing).unwrap_or(0), &[]);
        banners.push(Banner::new(State::Gap, title));
    }
    banners
}

fn demonstrates(here: &Here<'_>, record: &Record) -> Vec<Link> {
    let commitments = || here.handbook().leadership.commitments.iter().enumerate();
    let of = |named: &String| {
        commitments().find_map(|(at, commitment)| {
            let action = commitment.actions.iter().position(|action| action.id.eq_ignore_ascii_case(named))?;
            Some(action_link(here, at, action))
        })
    };
    record.demonstrates.iter().filter_map(of).collect()
}

/// The inputs of a management review, missing ones included; of other records those that were given.
fn inputs(here: &Here<'_>, record: &Record) -> Vec<InputRow> {
    let all = record.sort == Some(RecordType::ManagementReview);
    REVIEW_INPUTS
        .into_iter()
        .filter_map(|name| {
            let words = record.inputs.iter().find(|(own, _)| own == name).map(|(_, words)| here.wording(words).0);
            let text = words.map(|words| words.trim().to_string()).unwrap_or_default();
            (all || !text.is_empty()).then(|| {
                // `[words](target)` is a link as in any Markdown text; anything but a link stays a text.
                let link = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
                let (text, to) = link.unwrap_or((text.as_str(), text.as_str()));
                let label = here.words.get(&format!("input_{name}")).to_string();
                InputRow { label, text: text.to_string(), href: target(here, record, to) }
            })
        })
        .collect()
}

/// Where an input leads that is nothing but a link: an address, or a file of the handbook.
fn target(here: &Here<'_>, record: &Record, text: &str) -> Option<String> {
    if text.contains(char::is_whitespace) {
        return None;
    }
    if text.starts_with("https://") || text.starts_with("http://") {
        return Some(text.to_string());
    }
    if !text.contains('/') && !text.contains('.') {
        return None;
    }
    match here.resolve(&record.sheet.path, text, LinkKind::Link) {
        Resolved::Href { href, .. } => Some(href),
        _ => None,
    }
}

fn followed(here: &Here<'_>, review: &ReviewHeld) -> Vec<DecisionRow> {
    let rows = review.followed.iter().map(|followed| {
        let record = &here.handbook().leadership.records[followed.record];
        let decision = &record.decisions[followed.decision];
        let row = decision_at(here, decision, followed.progress, review.date);
        // What was so on that day does not change with today's.
        let chip = crate::view::parts::Chip { due: None, ..row.chip };
        let link = Some(here.sheet_link(Page::Record(followed.record), &record.sheet));
        DecisionRow { record: link, chip, ..row }
    });
    rows.collect()
}

fn file_row(here: &Here<'_>, file: &EvidenceFile) -> FileRow {
    let published = file.source.as_deref().filter(|source| table::is_publishable(here.site, source));
    let (state, key) = match file.state {
        FileState::Missing => (State::Gap, "file_missing"),
        FileState::Unpinned => (State::Info, "file_unpinned"),
        FileState::Same => (State::Sealed, "file_same"),
        FileState::Changed => (State::Altered, "file_changed"),
    };
    let text = file.path.rsplit('/').next().unwrap_or(&file.path).to_string();
    FileRow {
        name: Name { text, href: published.map(|source| here.file(&table::file_path(here.site, source))), lang: None },
        sha256: file.sha256.clone().or_else(|| file.found.clone()).unwrap_or_default(),
        chip: crate::view::parts::Chip { state, word: here.words.get(key).to_string(), due: None },
    }
}
