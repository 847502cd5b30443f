//! All that answers one clause of a framework, where it is more than the framework's own page can show.

use super::{framework, leaves};
use crate::assess::coverage::Answer;
use crate::site::Site;
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::measures::{AnswerSection, ClausePage};
use crate::view::parts::Link;

/// The pages of the clauses that have their own.
pub fn pages(site: &Site<'_>) -> Vec<Page> {
    let mut pages = Vec::new();
    for (at, coverage) in site.assessment.coverage.iter().enumerate() {
        for (clause, answer) in coverage.clauses.iter().enumerate().filter(|(_, answer)| framework::is_long(answer)) {
            let leaves = leaves::count(lengths(answer).iter().sum());
            pages.extend((0..leaves).map(|leaf| Page::Clause(at, clause, leaf)));
        }
    }
    pages
}

/// How long the sections of a clause's list are.
fn lengths(answer: &Answer) -> [usize; 3] {
    let evidence = answer.commitments.len() + answer.records.len();
    [answer.documents.len() + answer.roles.len(), answer.activities.len(), evidence]
}

/// A page of what answers a clause.
pub fn render(here: &Here<'_>, at: usize, clause: usize, leaf: usize) -> Result<String, ThemeError> {
    let owner = &here.handbook().frameworks.0[at];
    let answer = &here.site.assessment.coverage[at].clauses[clause];
    let lengths = lengths(answer);
    let all: usize = lengths.iter().sum();
    let page = |leaf| Page::Clause(at, clause, leaf);
    // Two lists one after the other are one section.
    let line = |section: usize, place: usize| match (section, place) {
        (0, place) if place < answer.documents.len() => framework::document(here, answer.documents[place]),
        (0, place) => Some(framework::role(here, answer.roles[place - answer.documents.len()])),
        (1, place) => framework::activity(here, answer.activities[place]),
        (_, place) if place < answer.commitments.len() => Some(framework::commitment(here, answer.commitments[place])),
        (_, place) => Some(framework::record(here, answer.records[place - answer.commitments.len()])),
    };
    let shares = leaves::shares(lengths, leaves::LENGTH, leaf);
    let shown = SECTIONS.iter().zip(&shares).enumerate();
    let shown = shown.filter(|(_, (_, share))| !share.entries.is_empty() || leaf == 0 && share.after > 0);
    let sections = shown.map(|(section, ((anchor, word), share))| AnswerSection {
        anchor: (*anchor).to_string(),
        name: here.words.get(word).to_string(),
        count: here.words.whole(lengths[section] as i64),
        lines: share.entries.clone().filter_map(|place| line(section, place)).collect(),
        rest: leaves::rest(here, share, &format!("at:{anchor}"), page),
    });
    let described = &owner.clauses[clause];
    let label = here.wording(&described.label).0;
    let title = leaves::title(here, format!("{} {label}", described.id).trim(), all, leaf);
    let page = ClausePage {
        title: title.clone(),
        chip: framework::chip(here, answer),
        note: framework::note(here, owner, answer),
        sections: sections.collect(),
        leaves: leaves::links(here, all, page),
    };
    let name = here.wording(&owner.title).0;
    let row = format!("{}#{}", here.href(Page::Framework(at)), here.clause_anchor(&described.id));
    let mut above = vec![Link { href: row, text: name, lang: None }];
    if leaf > 0 {
        above.push(here.link(Page::Clause(at, clause, 0), described.id.clone()));
    }
    here.render(&frame::frame(here, "frameworks", title, above), page)
}

/// The anchors and words of the sections.
const SECTIONS: [(&str, &str); 3] =
    [("documents", "documents"), ("activities", "activities"), ("evidence", "evidence_and_commitments")];
