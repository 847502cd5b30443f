//! Ending a document (clause 7.5.3 f): from that day none of its versions is in force, and its page says why and what
//! replaces it.

use super::review::folder;
use super::{Actor, Decision, Office, Plan, Refusal, check, entitled};
use crate::archive::SealPlan;
use crate::assess::Standing;
use crate::date::Date;
use crate::finding::catalogue::documents as rules;
use crate::model::document::Document;
use crate::say;

/// A retirement as asked for.
#[derive(Clone, Copy, Debug)]
pub struct Retire<'r> {
    /// The document's id.
    pub id: &'r str,
    /// Who decided it.
    pub actor: Actor<'r>,
    /// Why.
    pub reason: &'r str,
    /// The id of the document that takes its place.
    pub replaced_by: Option<&'r str>,
}

/// Plans the event that ends a document.
pub fn retire(office: &Office<'_>, asked: &Retire<'_>) -> Decision {
    let (document, _) = office.document(asked.id)?;
    let day = office.day_of(document, &asked.actor, "retired");
    let signatory = entitled::holder(office.handbook, asked.actor.role, asked.actor.person, day)?;
    entitled::approves(office.handbook, document.kind, &signatory.role)?;
    let successor = asked.replaced_by.map(|id| successor(office, document, id)).transpose()?;
    let reason = asked.reason.trim();
    if reason.is_empty() {
        return Err(Refusal::new(
            say!("the reason is empty", "la raison est vide"),
            say!(
                "Say in a sentence why the document ends; its page shows it.",
                "Dites en une phrase pourquoi le document prend fin; sa page la montre."
            ),
        ));
    }
    let Some(sealed) = office.sealed_on(document, day) else {
        if document.trail.is_some() {
            office.archive_is_sound(None)?;
        }
        return Err(unsealed(document, day, reason, successor.as_deref()));
    };
    let id = folder(document);
    let version = sealed.version.clone();
    let plan = SealPlan::retired(&office.archive, id, version, day, vec![signatory], reason.to_owned(), successor)?;
    office.archive_is_sound(Some(&plan))?;
    let cured = [
        &rules::REVIEW_OVERDUE,
        &rules::REVIEW_DUE_SOON,
        &rules::OWNER_VACANT,
        &rules::TRANSLATION_MISSING,
        &rules::TRANSLATION_BEHIND,
        &rules::TRANSLATION_UNSEALED,
    ];
    office.is_without_error(document, &|finding| check::is_of(finding, &cured))?;
    Ok(Plan { document: id.to_owned(), working: None, seal: Some(plan), awaited: Vec::new(), notes: Vec::new() })
}

/// The id of the document that takes this one's place, as the handbook writes it.
fn successor(office: &Office<'_>, document: &Document, id: &str) -> Result<String, Refusal> {
    let own = &document.id;
    let (other, state) = office.document(id)?;
    if other.id == *own {
        return Err(Refusal::new(
            say!("{own} cannot replace itself", "{own} ne peut se remplacer lui-même"),
            say!(
                "Name another document, or leave out --replaced-by.",
                "Nommez un autre document, ou omettez --replaced-by."
            ),
        ));
    }
    let other = &other.id;
    if matches!(state.standing, Standing::Retired(_)) {
        return Err(Refusal::new(
            say!("{other} is itself retired", "{other} est lui-même retiré"),
            say!(
                "Name the document that is in force in its place.",
                "Nommez le document qui est en vigueur à sa place."
            ),
        ));
    }
    Ok(other.as_str().to_owned())
}

/// A document without an archive says in its own front matter that it ended.
fn unsealed(document: &Document, day: Date, reason: &str, successor: Option<&str>) -> Refusal {
    let id = &document.id;
    let says = say!("{id} has no sealed version in the archive", "{id} n’a pas de version scellée dans l’archive");
    let path = document.working.as_ref().map(|working| working.path.to_string()).unwrap_or_default();
    let reason = serde_json::Value::from(reason);
    let successor = successor.map(|id| format!("\nreplaced_by: {id}")).unwrap_or_default();
    let keys = format!("status: retired\nretired: {day}\nreason: {reason}{successor}");
    Refusal::new(
        says,
        say!(
            "Retire it in its own front matter. In {path}, write these lines in place of its `status`:\n{keys}",
            "Retirez-le dans son propre en-tête. Dans {path}, écrivez ces lignes à la place de son `status`\u{a0}:\n{keys}"
        ),
    )
}
