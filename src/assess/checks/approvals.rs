//! Who approved, and whether they could (clauses 5.3 and 7.5.2).

use crate::assess::{DocumentState, Standing, approval};
use crate::date::Date;
use crate::finding::catalogue::documents as rules;
use crate::finding::{Finding, Level, Place};
use crate::model::config::SelfApproval;
use crate::model::document::{Approval, Document, Lifecycle, Revision};
use crate::model::{Handbook, Kind};
use crate::say;
use std::sync::Arc;

/// Findings on the approvals that the working front matter lists.
pub fn check(handbook: &Handbook, document: &Document, state: &DocumentState, as_of: Date, found: &mut Vec<Finding>) {
    let (Some(working), Some(judgement)) = (&document.working, &state.judgement) else { return };
    let id = document.id.as_str();
    // What the archive sealed was checked on the day it was sealed; the file's own claim is compared with it elsewhere.
    if is_sealed(document, working) {
        return;
    }
    for (at, (entry, verdict)) in working.meta.approval.iter().zip(&judgement.verdicts).enumerate() {
        let approval = Entry { handbook, path: &working.path, kind: document.kind, id, at, entry };
        approval.faults(verdict, found);
        if let Some(rule) = verdict.own_text {
            let person = &entry.person;
            let says = say!("`{person}` approves a text of their own", "`{person}` approuve son propre texte");
            let help = say!(
                "Have somebody else approve it, or name its true `authors`.",
                "Faites-le approuver par quelqu’un d’autre, ou nommez ses vrais auteurs dans `authors`."
            );
            let level = if rule == SelfApproval::Warn { Level::Warning } else { Level::Error };
            let finding = Finding::new(&rules::SELF_APPROVAL, approval.place("person"), says).help(help).about(id);
            found.push(if level == rules::SELF_APPROVAL.level { finding } else { finding.level(level) });
        }
        if let Some(date) = entry.date.filter(|date| *date > as_of) {
            let says = say!(
                "the approval is dated {date}, after the day of this report ({as_of})",
                "l’approbation est datée du {date}, après le jour de ce rapport ({as_of})"
            );
            let help = say!(
                "Correct the date; the document is not in force before it.",
                "Corrigez la date; le document n’est pas en vigueur avant elle."
            );
            found.push(Finding::new(&rules::APPROVAL_IN_FUTURE, approval.place("date"), says).help(help).about(id));
        }
    }
    let meta = &working.meta;
    let approved = matches!(meta.status, Some(Lifecycle::Approved | Lifecycle::Retired));
    if meta.approval.is_empty() {
        if meta.status == Some(Lifecycle::Approved) && !matches!(state.standing, Standing::Broken) {
            let who = handbook.config.approval.rule(meta.kind.as_str()).roles.join(", ");
            let says = say!(
                "the status is `approved`, but nobody is named under `approval`",
                "le statut est `approved`, mais personne n’est nommé sous `approval`"
            );
            let help = say!(
                "Add `approval: {{role: …, person: …, date: …}}` (may approve: {who}), or set `status: in-review`.",
                "Ajoutez `approval: {{role: …, person: …, date: …}}` (peut approuver\u{a0}: {who}), ou écrivez `status: in-review`."
            );
            found.push(
                Finding::new(&rules::APPROVAL_MISSING, Place::value(&working.path, "status"), says)
                    .help(help)
                    .about(id),
            );
        }
        return;
    }
    let sound = judgement.verdicts.iter().all(approval::Verdict::counts);
    if sound && !judgement.complete && !judgement.missing.is_empty() {
        let missing = judgement.missing.join(", ");
        let says = if approved {
            say!(
                "the status is `approved`, but the approval of {missing} is missing; the text is not in force",
                "le statut est `approved`, mais l’approbation de {missing} manque; le texte n’est pas en vigueur"
            )
        } else {
            say!("the approval of {missing} is awaited", "l’approbation de {missing} est attendue")
        };
        let help = say!(
            "When it is given: `handbook approve {id} --as ROLE --person PERSON`.",
            "Une fois donnée\u{a0}: `handbook approve {id} --as RÔLE --person PERSONNE`."
        );
        found.push(
            Finding::new(&rules::APPROVAL_INCOMPLETE, Place::key(&working.path, "approval"), says).help(help).about(id),
        );
    }
}

fn is_sealed(document: &Document, working: &Revision) -> bool {
    working.meta.version.as_ref().is_some_and(|version| document.sealed.iter().any(|sealed| sealed.version == *version))
}

/// One entry under `approval`, for messages about it.
pub struct Entry<'a> {
    /// The handbook.
    pub handbook: &'a Handbook,
    /// The file that lists it.
    pub path: &'a Arc<str>,
    /// The kind of what is approved.
    pub kind: Kind,
    /// Its id.
    pub id: &'a str,
    /// The entry's place in the list.
    pub at: usize,
    /// The entry.
    pub entry: &'a Approval,
}

impl Entry<'_> {
    /// The place of a key of the entry.
    pub fn place(&self, key: &str) -> Place {
        Place::value(self.path, format!("approval[{}].{key}", self.at))
    }

    /// What is wrong with who approved; whether they approved something of their own is the caller's to say.
    pub fn faults(&self, verdict: &approval::Verdict, found: &mut Vec<Finding>) {
        let Approval { role, person, date, .. } = self.entry;
        let when = date.map(|date| date.to_string()).unwrap_or_default();
        let mut report = |rule, key: &str, says, help| {
            found.push(Finding::new(rule, self.place(key), says).help(help).about(self.id));
        };
        if verdict.role_unknown && !role.is_empty() {
            report(
                &rules::APPROVER_UNKNOWN,
                "role",
                say!("there is no role `{role}`", "le rôle `{role}` n’existe pas"),
                say!(
                    "Write the id of a role that has a file in `content/roles/`.",
                    "Écrivez l’identifiant d’un rôle qui a un fichier dans `content/roles/`."
                ),
            );
        }
        if verdict.person_unknown && !person.is_empty() {
            report(
                &rules::APPROVER_UNKNOWN,
                "person",
                say!("there is no person `{person}`", "la personne `{person}` n’existe pas"),
                say!(
                    "Write the id of somebody listed in `content/people.yaml`.",
                    "Écrivez l’identifiant d’une personne de `content/people.yaml`."
                ),
            );
        }
        if verdict.not_holder {
            report(
                &rules::APPROVER_NOT_HOLDER,
                "person",
                say!(
                    "`{person}` did not hold the role `{role}` on {when}",
                    "`{person}` n’occupait pas le rôle `{role}` le {when}"
                ),
                say!(
                    "Correct the person or the date, or the `holders` of the role if they are wrong.",
                    "Corrigez la personne ou la date, ou les `holders` du rôle s’ils sont inexacts."
                ),
            );
        }
        let kind = self.kind.as_str();
        let who = self.handbook.config.approval.rule(kind).roles.join(", ");
        if verdict.not_entitled {
            report(
                &rules::APPROVER_NOT_ENTITLED,
                "role",
                say!(
                    "the role `{role}` may not approve a {kind} (may: {who})",
                    "le rôle `{role}` ne peut pas approuver ce genre de document, {kind} (peut le faire\u{a0}: {who})"
                ),
                say!(
                    "Have it approved by an entitled role, or change `approval:` in `site-config.yaml`.",
                    "Faites-le approuver par un rôle habilité, ou changez `approval:` dans `site-config.yaml`."
                ),
            );
        }
        if verdict.outdated {
            let id = self.id;
            report(
                &rules::APPROVAL_OUTDATED,
                "text",
                say!(
                    "the text has changed since `{person}` approved it as `{role}` on {when}: this approval does not count",
                    "le texte a changé depuis que `{person}` l’a approuvé comme `{role}` le {when}\u{a0}: cette approbation ne compte pas"
                ),
                say!(
                    "Put the text back as it was, or have it approved again: `handbook approve {id} --as {role} --person {person}`.",
                    "Rétablissez le texte, ou faites-le approuver de nouveau\u{a0}: `handbook approve {id} --as {role} --person {person}`."
                ),
            );
        }
    }
}
