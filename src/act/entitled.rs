//! Who may do what (clauses 5.3 and 7.5.2): the person is known, held the role on the day, and the role is entitled.
//!
//! Knows roles, people and the configured rules; not documents' texts and not the archive.

use super::Refusal;
use crate::archive::Signatory;
use crate::assess::approval;
use crate::date::Date;
use crate::lang::Say;
use crate::model::document::Metadata;
use crate::model::{Handbook, Id, Kind};
use crate::say;

/// The person in the role, by their ids as the handbook writes them, if they held it on that day.
pub fn holder(handbook: &Handbook, role: &str, person: &str, day: Date) -> Result<Signatory, Refusal> {
    let organisation = &handbook.organisation;
    let Some(known) = organisation.role(role) else {
        let says = say!("there is no role `{role}`", "le rôle `{role}` n’existe pas");
        let ids: Vec<&Id> = organisation.roles.iter().map(|role| &role.id).collect();
        return Err(Refusal::new(says, choose(role, &ids, "content/roles/")));
    };
    let Some(who) = organisation.person(person) else {
        let says = say!("there is no person `{person}`", "la personne `{person}` n’existe pas");
        let ids: Vec<&Id> = organisation.people.iter().map(|person| &person.id).collect();
        return Err(Refusal::new(says, choose(person, &ids, "content/people.yaml")));
    };
    let (role, person) = (known.id.as_str(), who.id.as_str());
    if !who.is_here(day) {
        return Err(Refusal::new(
            say!(
                "`{person}` is not with the organisation on {day}",
                "`{person}` ne fait pas partie de l’organisation le {day}"
            ),
            say!(
                "Correct the date, or `since` and `until` in content/people.yaml.",
                "Corrigez la date, ou `since` et `until` dans content/people.yaml."
            ),
        ));
    }
    if !known.held_by(person, day) {
        let path = &known.path;
        let holders: Vec<&str> = known.holders_on(day).map(|tenure| tenure.person.as_str()).collect();
        let holders = holders.join(", ");
        let help = if holders.is_empty() {
            say!(
                "Nobody held it that day; who holds which role since when stands under `holders` in {path}.",
                "Personne ne l’occupait ce jour-là; qui occupe le rôle et depuis quand figure sous `holders` dans {path}."
            )
        } else {
            say!(
                "That day it was held by {holders}. Deputies cannot act here; if `holders` in {path} is wrong, correct it first.",
                "Ce jour-là, il était occupé par {holders}. Les suppléants ne peuvent agir ici; si `holders` dans {path} est inexact, \
                 corrigez-le d’abord."
            )
        };
        let says = say!(
            "`{person}` did not hold the role `{role}` on {day}",
            "`{person}` n’occupait pas le rôle `{role}` le {day}"
        );
        return Err(Refusal::new(says, help));
    }
    Ok(Signatory { role: role.to_owned(), person: person.to_owned() })
}

/// Whether the role may approve, retire and seal translations of this kind of document.
pub fn approves(handbook: &Handbook, kind: Kind, role: &str) -> Result<(), Refusal> {
    let rule = handbook.config.approval.rule(kind.as_str());
    if approval::entitled(rule, role) {
        return Ok(());
    }
    let (kind, who) = (kind.as_str(), rule.roles.join(", "));
    Err(Refusal::new(
        say!(
            "the role `{role}` is not entitled to decide on a document of the kind {kind}",
            "le rôle `{role}` n’est pas habilité à décider d’un document du genre {kind}"
        ),
        say!(
            "Entitled are: {who}. The rule stands under `approval` in site-config.yaml.",
            "Sont habilités\u{a0}: {who}. La règle figure sous `approval` dans site-config.yaml."
        ),
    ))
}

/// Whether the role may record a review: whoever may approve, and the owner.
pub fn reviews(handbook: &Handbook, meta: &Metadata, role: &str) -> Result<(), Refusal> {
    let rule = handbook.config.approval.rule(meta.kind.as_str());
    let owns = |owner: &String| owner.eq_ignore_ascii_case(role);
    if approval::entitled(rule, role) || meta.owner.as_ref().is_some_and(owns) {
        return Ok(());
    }
    let mut who: Vec<&str> = meta.owner.iter().map(String::as_str).collect();
    who.extend(rule.roles.iter().map(String::as_str).filter(|role| meta.owner.as_deref() != Some(role)));
    let (id, who) = (&meta.id, who.join(", "));
    Err(Refusal::new(
        say!(
            "the role `{role}` is not entitled to record a review of {id}",
            "le rôle `{role}` n’est pas habilité à consigner une révision de {id}"
        ),
        say!(
            "Entitled are the owner and the approvers: {who}.",
            "Sont habilités le responsable et les approbateurs\u{a0}: {who}."
        ),
    ))
}

/// How many names are listed in full.
const LISTED: usize = 12;

/// Help for a name that nobody has: all names when they are few, else the nearest.
fn choose(wanted: &str, known: &[&Id], place: &str) -> Say {
    if known.is_empty() {
        return say!("Describe it in {place} first.", "Décrivez-le d’abord dans {place}.");
    }
    if known.len() <= LISTED {
        let list = known.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
        return say!("Known in {place}: {list}.", "Connus dans {place}\u{a0}: {list}.");
    }
    let wanted = wanted.to_lowercase();
    let likeness = |id: &Id| strsim::jaro_winkler(&wanted, id.key());
    let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)).then_with(|| b.cmp(a)));
    match nearest.filter(|id| likeness(id) > 0.75) {
        Some(id) => say!("Did you mean `{id}`?", "Vouliez-vous dire `{id}`\u{a0}?"),
        None => say!("The known ones stand in {place}.", "Ceux qui sont connus figurent dans {place}."),
    }
}
