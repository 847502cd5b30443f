//! The approvals that a working file lists: which are of this very text, and which are dropped.
//!
//! Knows entries and digests; an approval without the digest of this text is an approval of another.

use super::text::Text;
use super::{Office, Refusal, check};
use crate::archive::Signatory;
use crate::assess::approval;
use crate::date::Date;
use crate::finding::catalogue::documents as rules;
use crate::finding::{At, Finding};
use crate::lang::Say;
use crate::model::document::{Approval, Document, Lifecycle, Metadata, Revision};
use crate::say;

/// The approvals that the file lists, sorted.
pub(super) struct Given {
    /// For each entry whether it is of this very text.
    pub kept: Vec<bool>,
    /// Whether the file is as an interrupted sealing by this very approval left it.
    begun: bool,
}

impl Given {
    /// Sorts the entries of a working file for an approval by this person on this day.
    pub fn sort(
        office: &Office<'_>,
        document: &Document,
        working: &Revision,
        text: &Text,
        by: &Signatory,
        day: Date,
    ) -> Given {
        let meta = &working.meta;
        if is_begun(office, document, working, by, day) {
            return Given { kept: vec![true; meta.approval.len()], begun: true };
        }
        let own = |entry: &Approval| entry.text.as_deref() == Some(text.digest.as_str());
        Given { kept: meta.approval.iter().map(own).collect(), begun: false }
    }

    /// The approvals of this text with the new one.
    pub fn with(&self, meta: &Metadata, by: &Signatory, day: Date, text: &Text) -> Result<Vec<Approval>, Refusal> {
        let kept = meta.approval.iter().zip(&self.kept).filter(|(_, kept)| **kept);
        let mut list: Vec<Approval> = kept.map(|(entry, _)| entry.clone()).collect();
        if self.begun {
            return Ok(list);
        }
        let (id, Signatory { role, person }) = (&meta.id, by);
        let same =
            |entry: &&Approval| entry.role.eq_ignore_ascii_case(role) && entry.person.eq_ignore_ascii_case(person);
        if let Some(date) = list.iter().find(same).and_then(|entry| entry.date) {
            return Err(Refusal::new(
                say!(
                    "`{person}` approved this text of {id} as `{role}` on {date} already",
                    "`{person}` a déjà approuvé ce texte de {id} comme `{role}` le {date}"
                ),
                say!(
                    "Nothing more is needed from this person; `handbook check` says whose approval is awaited.",
                    "Rien de plus n’est attendu de cette personne; `handbook check` dit quelle approbation est attendue."
                ),
            ));
        }
        if let Some(last) = list.iter().filter_map(|entry| entry.date).max().filter(|last| *last > day) {
            return Err(Refusal::new(
                say!(
                    "{day} is before the approval of {last} in the same file",
                    "le {day} précède l’approbation du {last} dans le même fichier"
                ),
                say!("Give a date on or after it with --date.", "Donnez avec --date une date égale ou postérieure."),
            ));
        }
        let (role, person, text) = (role.clone(), person.clone(), Some(text.digest.clone()));
        list.push(Approval { role, person, date: Some(day), text, outdated: false });
        Ok(list)
    }

    /// Whether approving puts this finding right.
    pub fn cures(&self, working: &Revision, finding: &Finding) -> bool {
        let cured = [
            &rules::APPROVAL_MISSING,
            &rules::APPROVAL_INCOMPLETE,
            &rules::APPROVAL_UNSEALED,
            // These are about the version before.
            &rules::REVIEW_OVERDUE,
            &rules::REVIEW_DUE_SOON,
            &rules::TRANSLATION_MISSING,
            &rules::TRANSLATION_BEHIND,
            &rules::TRANSLATION_UNSEALED,
        ];
        if check::is_of(finding, &cured) {
            return true;
        }
        let (At::Value(key) | At::Key(key)) = &finding.place.at else { return false };
        let dropped = |(at, kept): (usize, &bool)| !kept && key.starts_with(&format!("approval[{at}]"));
        let all = !self.kept.contains(&true) && (key == "approval" || key.starts_with("approval."));
        finding.place.path == working.path && (all || self.kept.iter().enumerate().any(dropped))
    }

    /// Says which approvals are dropped, and why. Those of the last sealed version make room for its successor's, which is
    /// no news.
    pub fn told(&self, meta: &Metadata, document: &Document) -> Vec<Say> {
        let sealed =
            document.sealed.last().map(|version| version.revision.meta.approval.as_slice()).unwrap_or_default();
        let dropped = meta.approval.iter().zip(&self.kept).filter(|(_, kept)| !**kept);
        dropped
            .filter(|(entry, _)| !sealed.contains(entry))
            .map(|(Approval { role, person, date, text, .. }, _)| {
                let date = date.map(|date| date.to_string()).unwrap_or_default();
                match text {
                    Some(_) => say!(
                        "the approval of {person} as {role} ({date}) is dropped: the text has changed since",
                        "l’approbation de {person} comme {role} ({date}) est retirée\u{a0}: le texte a changé depuis"
                    ),
                    None => say!(
                        "the approval of {person} as {role} ({date}) is dropped: it does not say of which text it is",
                        "l’approbation de {person} comme {role} ({date}) est retirée\u{a0}: elle ne dit pas sur quel texte elle porte"
                    ),
                }
            })
            .collect()
    }
}

/// Whether the file is as this very approval left it before its sealing was interrupted: approved, complete, this entry
/// the last, and the archive holds a copy of just this file.
fn is_begun(office: &Office<'_>, document: &Document, working: &Revision, by: &Signatory, day: Date) -> bool {
    let meta = &working.meta;
    let own = |entry: &Approval| entry.role == by.role && entry.person == by.person && entry.date == Some(day);
    meta.status == Some(Lifecycle::Approved)
        && meta.effective.is_some_and(|effective| effective >= day)
        && meta.approval.last().is_some_and(own)
        && meta.approval.iter().all(|entry| entry.text.is_none())
        && office.is_begun(document, working)
        && approval::judge(office.handbook, meta).complete
}
