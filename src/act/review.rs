//! Recording a review (clause 7.5.2 c): somebody entitled read the text again and says what came of it.

use super::{Actor, Decision, Office, Plan, Refusal, check, entitled};
use crate::archive::{Outcome, SealPlan, Signatory};
use crate::date::Date;
use crate::finding::catalogue::documents as rules;
use crate::model::document::Document;
use crate::say;

/// A review as asked for.
#[derive(Clone, Copy, Debug)]
pub struct Review<'r> {
    /// The document's id.
    pub id: &'r str,
    /// Who reviewed it.
    pub actor: Actor<'r>,
    /// What it found.
    pub outcome: Outcome,
    /// A remark.
    pub note: Option<&'r str>,
}

/// Plans the event of a review of the version in force (else the newest sealed one).
pub fn review(office: &Office<'_>, asked: &Review<'_>) -> Decision {
    let (document, _) = office.document(asked.id)?;
    let day = office.day_of(document, &asked.actor, "reviewed");
    let signatory = entitled::holder(office.handbook, asked.actor.role, asked.actor.person, day)?;
    let Some(sealed) = office.sealed_on(document, day) else {
        let working = document.working.as_ref().map(|working| &working.meta);
        if document.trail.is_some() {
            office.archive_is_sound(None)?;
        }
        if let Some(meta) = working {
            entitled::reviews(office.handbook, meta, &signatory.role)?;
        }
        return Err(unsealed(document, &signatory, day, asked));
    };
    entitled::reviews(office.handbook, &sealed.revision.meta, &signatory.role)?;
    let note = asked.note.map(str::to_owned);
    let version = sealed.version.clone();
    let id = folder(document);
    let plan = SealPlan::reviewed(&office.archive, id, version, day, vec![signatory], asked.outcome, note)?;
    office.archive_is_sound(Some(&plan))?;
    let cured = [&rules::REVIEW_OVERDUE, &rules::REVIEW_DUE_SOON];
    office.is_without_error(document, &|finding| check::is_of(finding, &cured))?;
    Ok(Plan { document: id.to_owned(), working: None, seal: Some(plan), awaited: Vec::new(), notes: Vec::new() })
}

/// The name of the document's folder in the archive: as the archive has it, else as its front matter writes the id.
pub(super) fn folder(document: &Document) -> &str {
    document.trail.as_ref().map_or(document.id.as_str(), |trail| trail.id.as_str())
}

/// A document without an archive records its reviews in its own front matter.
fn unsealed(document: &Document, by: &Signatory, day: Date, asked: &Review<'_>) -> Refusal {
    let id = &document.id;
    let says = say!("{id} has no sealed version in the archive", "{id} n’a pas de version scellée dans l’archive");
    let Some(path) = document.working.as_ref().map(|working| &working.path) else {
        return Refusal::new(
            says,
            say!("Approve it first with `handbook approve`.", "Approuvez-le d’abord avec `handbook approve`."),
        );
    };
    let Signatory { role, person } = by;
    let outcome = asked.outcome.as_str();
    let note = asked.note.filter(|note| !note.trim().is_empty());
    let note = note.map(|note| format!(", note: {}", serde_json::Value::from(note))).unwrap_or_default();
    let entry = format!("  - {{date: {day}, role: {role}, person: {person}, outcome: {outcome}{note}}}");
    let listed = document.working.as_ref().is_some_and(|working| !working.meta.reviewed.is_empty());
    let help = if listed {
        say!(
            "Its reviews stand in its own front matter. In {path}, add this line at the end of the list `reviewed:`\n{entry}",
            "Ses révisions figurent dans son propre en-tête. Dans {path}, ajoutez cette ligne à la fin de la liste `reviewed:`\n{entry}"
        )
    } else {
        say!(
            "Record the review in its own front matter. In {path}, add these lines:\nreviewed:\n{entry}",
            "Consignez la révision dans son propre en-tête. Dans {path}, ajoutez ces lignes\u{a0}:\nreviewed:\n{entry}"
        )
    };
    Refusal::new(says, help)
}
