//! Exceptions on a day: which are in force, and which serve top management.
//!
//! An exception is in force from the day on which its approval is complete, by the same rules as that of a document
//! (`approval.exception` of the configuration, else the default rule), up to and including the last day that it names.
//! Without a complete approval it is a request. An approval by a beneficiary counts for nothing.

use super::approval::{self, Judgement};
use crate::date::Date;
use crate::model::config::SelfApproval;
use crate::model::measures::Exception;
use crate::model::{Handbook, Kind, Organisation};

/// An exception on a day.
#[derive(Clone, Debug)]
pub struct ExceptionState {
    /// Where it stands.
    pub standing: ExceptionStanding,
    /// What its approvals amount to.
    pub judgement: Judgement,
    /// Whether somebody in top management benefits.
    pub for_leadership: bool,
    /// The document it departs from.
    pub document: Option<usize>,
}

/// Where an exception stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ExceptionStanding {
    /// Asked for, not approved.
    Unapproved,
    /// Approved from a day to come.
    NotYet(Date),
    /// It holds.
    InForce,
    /// Its last day has passed.
    Expired,
}

impl ExceptionStanding {
    /// Whether it is in force, or is over and has not been closed.
    pub fn is_live(self) -> bool {
        matches!(self, ExceptionStanding::InForce | ExceptionStanding::Expired)
    }

    /// Its name in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            ExceptionStanding::Unapproved => "unapproved",
            ExceptionStanding::NotYet(_) => "not-yet",
            ExceptionStanding::InForce => "in-force",
            ExceptionStanding::Expired => "expired",
        }
    }
}

/// The states of a day, in the order of the handbook's exceptions.
pub fn states(handbook: &Handbook, as_of: Date) -> Vec<ExceptionState> {
    handbook.leadership.exceptions.iter().map(|exception| state(handbook, exception, as_of)).collect()
}

fn state(handbook: &Handbook, exception: &Exception, as_of: Date) -> ExceptionState {
    let organisation = &handbook.organisation;
    let rule = handbook.config.approval.rule(Kind::Exception.as_str());
    let judgement = approval::judge_entries(handbook, rule, &exception.approval, &|entry, day| {
        let own = benefits(organisation, exception, &entry.role, &entry.person, day);
        own.then_some(SelfApproval::Deny)
    });
    let standing = match (exception.expires, judgement.last.filter(|_| judgement.complete)) {
        (Some(last), _) if last < as_of => ExceptionStanding::Expired,
        (_, None) => ExceptionStanding::Unapproved,
        (_, Some(from)) if from > as_of => ExceptionStanding::NotYet(from),
        (_, Some(_)) => ExceptionStanding::InForce,
    };
    ExceptionState {
        standing,
        judgement,
        for_leadership: leaders(organisation, exception, as_of).next().is_some(),
        document: exception.document.as_deref().and_then(|id| handbook.document_at(id)),
    }
}

/// Whether whoever approved in a role is a beneficiary: named, in a role that is named, or holding one on that day.
fn benefits(organisation: &Organisation, exception: &Exception, role: &str, person: &str, day: Date) -> bool {
    exception.beneficiaries.iter().filter(|name| !name.is_empty()).any(|name| {
        name.eq_ignore_ascii_case(person)
            || name.eq_ignore_ascii_case(role)
            || organisation.role(name).is_some_and(|role| role.held_by(person, day))
    })
}

/// The beneficiaries in top management: its roles, and people who hold one on the day. `everyone` is among them too.
pub fn leaders<'a>(
    organisation: &'a Organisation,
    exception: &'a Exception,
    day: Date,
) -> impl Iterator<Item = &'a str> {
    let names = exception.beneficiaries.iter().map(String::as_str);
    names.filter(move |name| organisation.includes_leaders(name, day))
}
