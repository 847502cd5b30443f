//! What the approvals in a front matter amount to (clause 7.5.2): who may approve, who did, and whether that is enough.

use crate::date::Date;
use crate::model::config::{ApprovalRule, SelfApproval};
use crate::model::document::{Approval, Metadata};
use crate::model::{Handbook, Organisation};

/// The approvals of one front matter, judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// One verdict for each entry under `approval`.
    pub verdicts: Vec<Verdict>,
    /// Whether the approvals without fault satisfy the rule of the document's kind.
    pub complete: bool,
    /// The day of the last approval without fault.
    pub last: Option<Date>,
    /// Roles whose approval is still missing: all of them where all must approve, the alternatives where one suffices.
    pub missing: Vec<String>,
}

/// What is wrong with one approval; sound when nothing is.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Verdict {
    /// The role does not exist.
    pub role_unknown: bool,
    /// The person does not exist.
    pub person_unknown: bool,
    /// The person did not hold the role on that day.
    pub not_holder: bool,
    /// The role may not approve this kind of document.
    pub not_entitled: bool,
    /// The person wrote the text (or benefits from the exception), and that is forbidden or regretted.
    pub own_text: Option<SelfApproval>,
    /// There is no date.
    pub undated: bool,
    /// It was given to another text than the file now holds.
    pub outdated: bool,
}

impl Verdict {
    /// Whether the approval counts. One's own text counts only where the configuration merely warns.
    pub fn counts(&self) -> bool {
        !(self.role_unknown
            || self.person_unknown
            || self.not_holder
            || self.not_entitled
            || self.undated
            || self.outdated
            || self.own_text == Some(SelfApproval::Deny))
    }
}

/// Judges the approvals that a front matter lists, each on its own day.
pub fn judge(handbook: &Handbook, meta: &Metadata) -> Judgement {
    let rule = handbook.config.approval.rule(meta.kind.as_str());
    judge_entries(handbook, rule, &meta.approval, &|entry, day| {
        let own = wrote(&handbook.organisation, meta, &entry.person, day);
        Some(handbook.config.approval.self_approval).filter(|rule| own && *rule != SelfApproval::Allow)
    })
}

/// The roles whose approval a text that is not in force waits for: all of them where all must approve, else the
/// alternatives. An approval that does not say of which text it is was given to an earlier one, as `approve` has it.
pub fn awaited(handbook: &Handbook, meta: &Metadata) -> Vec<String> {
    let of_this_text = meta.approval.iter().filter(|entry| entry.text.is_some()).cloned().collect();
    judge(handbook, &Metadata { approval: of_this_text, ..meta.clone() }).missing
}

/// What is to be said of an approval by somebody whom it concerns too closely, on its day; nothing of others.
pub type Own<'a> = dyn Fn(&Approval, Date) -> Option<SelfApproval> + 'a;

/// Judges approvals by a rule.
pub fn judge_entries(handbook: &Handbook, rule: &ApprovalRule, entries: &[Approval], own: &Own<'_>) -> Judgement {
    let verdicts: Vec<Verdict> =
        entries.iter().map(|entry| verdict(&handbook.organisation, rule, entry, own)).collect();
    let counting: Vec<&Approval> =
        entries.iter().zip(&verdicts).filter(|(_, verdict)| verdict.counts()).map(|(entry, _)| entry).collect();
    let given = |role: &str| counting.iter().any(|entry| entry.role.eq_ignore_ascii_case(role));
    let complete = if rule.all { rule.roles.iter().all(|role| given(role)) } else { !counting.is_empty() };
    let missing = match (complete, rule.all) {
        (true, _) => Vec::new(),
        (false, true) => rule.roles.iter().filter(|role| !given(role)).cloned().collect(),
        (false, false) => rule.roles.clone(),
    };
    let last = counting.iter().filter_map(|entry| entry.date).max();
    Judgement { verdicts, complete: complete && last.is_some(), last, missing }
}

fn verdict(organisation: &Organisation, rule: &ApprovalRule, entry: &Approval, own: &Own<'_>) -> Verdict {
    let role = organisation.role(&entry.role);
    let person = organisation.person(&entry.person);
    let known = role.is_some() && person.is_some();
    let holder = match (role, entry.date) {
        // Whoever has left acts in no role, whatever its description still says.
        (Some(role), Some(date)) => {
            role.held_by(&entry.person, date) && person.is_none_or(|person| person.is_here(date))
        }
        _ => true,
    };
    Verdict {
        role_unknown: role.is_none(),
        person_unknown: person.is_none(),
        not_holder: known && !holder,
        not_entitled: role.is_some() && !entitled(rule, &entry.role),
        own_text: entry.date.and_then(|date| own(entry, date)),
        undated: entry.date.is_none(),
        outdated: entry.outdated,
    }
}

/// Whether a role may approve under a rule.
pub fn entitled(rule: &ApprovalRule, role: &str) -> bool {
    rule.roles.iter().any(|own| own.eq_ignore_ascii_case(role))
}

/// Whether the person is an author of the text: named, or holding a role named, on that day; without `authors` the
/// owner's holders count as its authors.
pub fn wrote(organisation: &Organisation, meta: &Metadata, person: &str, day: Date) -> bool {
    let holds = |role: &str| organisation.role(role).is_some_and(|role| role.held_by(person, day));
    let mut authors = meta.authors.iter().filter(|author| !author.is_empty()).peekable();
    if authors.peek().is_none() {
        return meta.owner.as_deref().is_some_and(holds);
    }
    authors.any(|author| author.eq_ignore_ascii_case(person) || holds(author))
}
