//! Exceptions: approved by somebody entitled who gains nothing, ended one day, compensated, and not for top management;
//! and policies that leave top management out.

use super::approvals::Entry;
use super::objectives::{owner, unknown};
use crate::assess::exceptions::leaders;
use crate::assess::{Assessment, DocumentState, ExceptionStanding, ExceptionState};
use crate::date::Date;
use crate::finding::catalogue::{documents, exceptions as rules};
use crate::finding::{Finding, Place};
use crate::model::measures::Exception;
use crate::model::{Described, Document, Handbook, Kind};
use crate::say;

/// Findings on all exceptions, and on the audience of policies.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    for (exception, state) in handbook.leadership.exceptions.iter().zip(&assessment.exceptions) {
        let mut own = Vec::new();
        names(handbook, exception, state, &mut own);
        approvals(handbook, exception, state, assessment.as_of, &mut own);
        terms(exception, state, &mut own);
        leadership(handbook, exception, assessment.as_of, &mut own);
        found.extend(own.into_iter().map(|finding| finding.about(exception.id().as_str())));
    }
    let has_leaders = handbook.organisation.roles.iter().any(|role| role.top_management);
    for (document, state) in handbook.documents.iter().zip(&assessment.documents).filter(|_| has_leaders) {
        audience(handbook, document, state, assessment.as_of, found);
    }
}

fn value(exception: &Exception, key: impl Into<String>) -> Place {
    Place::value(&exception.sheet().path, key)
}

/// The document, the beneficiaries and the risk owner exist.
fn names(handbook: &Handbook, exception: &Exception, state: &ExceptionState, found: &mut Vec<Finding>) {
    if let (Some(name), None) = (&exception.document, state.document) {
        let says = say!("there is no document `{name}`", "le document `{name}` n’existe pas");
        let help = say!(
            "Write the id of the document from which it departs.",
            "Écrivez l’identifiant du document auquel elle déroge."
        );
        unknown(exception, "document", says, help, found);
    }
    let organisation = &handbook.organisation;
    for (at, name) in exception.beneficiaries.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
        let known = name == "everyone" || organisation.role(name).is_some() || organisation.person(name).is_some();
        if !known {
            let says = say!("there is no role or person `{name}`", "aucun rôle ni personne `{name}`");
            let help = say!(
                "Write the id of a role, or of somebody listed in `content/people.yaml`.",
                "Écrivez l’identifiant d’un rôle, ou d’une personne de `content/people.yaml`."
            );
            unknown(exception, &format!("beneficiaries[{at}]"), says, help, found);
        }
    }
    owner(handbook, exception, "risk_owner", exception.risk_owner.as_deref(), found);
}

fn approvals(
    handbook: &Handbook,
    exception: &Exception,
    state: &ExceptionState,
    as_of: Date,
    found: &mut Vec<Finding>,
) {
    let sheet = exception.sheet();
    for (at, (entry, verdict)) in exception.approval.iter().zip(&state.judgement.verdicts).enumerate() {
        let approval = Entry { handbook, path: &sheet.path, kind: Kind::Exception, id: sheet.id.as_str(), at, entry };
        approval.faults(verdict, found);
        if verdict.own_text.is_some() {
            let person = &entry.person;
            let says = say!(
                "`{person}` approves an exception from which they benefit",
                "`{person}` approuve une dérogation dont cette personne bénéficie"
            );
            found.push(Finding::new(&rules::EXCEPTION_SELF_APPROVED, approval.place("person"), says));
        }
        if let Some(date) = entry.date.filter(|date| *date > as_of) {
            let says = say!(
                "the approval is dated {date}, after the day of this report ({as_of})",
                "l’approbation est datée du {date}, après le jour de ce rapport ({as_of})"
            );
            let help = say!(
                "Correct the date; the exception is not in force before it.",
                "Corrigez la date; la dérogation n’est pas en vigueur avant elle."
            );
            found.push(Finding::new(&documents::APPROVAL_IN_FUTURE, approval.place("date"), says).help(help));
        }
    }
    let sound = state.judgement.verdicts.iter().all(|verdict| verdict.counts());
    if state.standing == ExceptionStanding::Unapproved && sound {
        let missing = state.judgement.missing.join(", ");
        let says = say!(
            "nobody entitled has approved this exception, so it is not in force (awaited: {missing})",
            "aucune personne habilitée n’a approuvé cette dérogation; elle n’est donc pas en vigueur (attendue\u{a0}: {missing})"
        );
        let help = say!(
            "Add `approval: {{role: …, person: …, date: …}}` once it is given, or remove the file.",
            "Ajoutez `approval: {{role: …, person: …, date: …}}` une fois l’approbation donnée, ou enlevez le fichier."
        );
        let place =
            if exception.approval.is_empty() { value(exception, "id") } else { Place::key(&sheet.path, "approval") };
        found.push(Finding::new(&documents::APPROVAL_INCOMPLETE, place, says).help(help));
    }
}

/// It ends, and something makes up for it.
fn terms(exception: &Exception, state: &ExceptionState, found: &mut Vec<Finding>) {
    match exception.expires {
        None => {
            let says = say!("this exception names no last day", "cette dérogation ne nomme aucun dernier jour");
            found.push(Finding::new(&rules::EXCEPTION_ENDLESS, value(exception, "id"), says));
        }
        Some(last) if state.standing == ExceptionStanding::Expired => {
            let says = say!("the last day was {last}", "le dernier jour était le {last}");
            found.push(Finding::new(&rules::EXCEPTION_EXPIRED, value(exception, "expires"), says));
        }
        Some(_) => {}
    }
    if exception.compensating.is_empty() {
        let says = say!("no measure makes up for this exception", "aucune mesure ne compense cette dérogation");
        found.push(Finding::new(&rules::EXCEPTION_UNCOMPENSATED, value(exception, "id"), says));
    }
}

fn leadership(handbook: &Handbook, exception: &Exception, as_of: Date, found: &mut Vec<Finding>) {
    let names: Vec<&str> = leaders(&handbook.organisation, exception, as_of).collect();
    let Some(first) = names.first() else { return };
    let at = exception.beneficiaries.iter().position(|name| name == first).unwrap_or_default();
    let names = names.join(", ");
    let says = say!(
        "top management benefits from this exception: {names}",
        "cette dérogation bénéficie à la direction\u{a0}: {names}"
    );
    let place = value(exception, format!("beneficiaries[{at}]"));
    found.push(Finding::new(&rules::EXCEPTION_FOR_LEADERSHIP, place, says));
}

/// A policy in force that names its audience names top management among it: everyone, a role of it, or a role or person
/// through which somebody in top management is reached.
fn audience(handbook: &Handbook, document: &Document, state: &DocumentState, as_of: Date, found: &mut Vec<Finding>) {
    let Some(revision) = state.revision(document).filter(|_| document.kind == Kind::Policy) else { return };
    let organisation = &handbook.organisation;
    let names: Vec<&String> = revision.meta.audience.iter().filter(|name| !name.is_empty()).collect();
    let reaches = |name: &str| {
        let through =
            |role: &crate::model::Role| role.holders_on(as_of).any(|tenure| organisation.leads(&tenure.person, as_of));
        organisation.includes_leaders(name, as_of) || organisation.role(name).is_some_and(through)
    };
    if names.is_empty() || names.iter().any(|name| reaches(name)) {
        return;
    }
    let list = names.iter().map(|name| name.as_str()).collect::<Vec<_>>().join(", ");
    let says = say!(
        "this policy is for {list}: top management is not among them",
        "cette politique s’adresse à {list}\u{a0}: la direction n’en fait pas partie"
    );
    let path = document.working.as_ref().map_or(&revision.path, |working| &working.path);
    let finding = Finding::new(&rules::AUDIENCE_WITHOUT_LEADERSHIP, Place::key(path, "audience"), says);
    found.push(finding.about(document.id.as_str()));
}
