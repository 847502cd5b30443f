//! Everything that has a day by which somebody does something: reviews of documents, actions of leadership, decisions, the
//! management review, values of indicators, exceptions that end. One list, from which the calendar page, the `.ics` files and "this needs you" are made.

use super::Site;
use super::address::Page;
use super::here::Here;
use super::pages::exceptions::{self, ends_soon};
use super::pages::{indicators, leadership as lead};
use crate::assess::leadership::{Progress, Promise, Recurrence};
use crate::assess::{ExceptionStanding, ReviewState, Standing};
use crate::date::Date;
use crate::lang::{Lang, Wording};
use crate::model::{Described, Kind};
use crate::view::parts::{Chip, Link};

/// Something with a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Matter {
    /// The review of a document in force.
    Review(usize),
    /// An action to be done again: commitment, action.
    Action(usize, usize),
    /// A decision to carry out, by its place among the day's.
    Decision(usize),
    /// The management review.
    ManagementReview,
    /// The next value of an indicator.
    Measurement(usize),
    /// The last day of an exception in force, or that is over and not closed.
    Exception(usize),
}

/// All of it with the last day in time, the soonest first.
pub fn all(site: &Site<'_>) -> Vec<(Date, Matter)> {
    let documents = site.assessment.documents.iter().enumerate();
    let in_force = documents.filter(|(_, state)| state.standing == Standing::InForce);
    let mut all: Vec<(Date, Matter)> =
        in_force.filter_map(|(at, state)| Some((state.review.due?, Matter::Review(at)))).collect();
    let leadership = &site.assessment.leadership;
    for (at, commitment) in leadership.commitments.iter().enumerate() {
        let actions = commitment.actions.iter().enumerate();
        all.extend(actions.filter_map(|(action, state)| Some((state.pace?.due, Matter::Action(at, action)))));
    }
    let open = leadership.decisions.iter().enumerate().filter(|(_, state)| state.is_open());
    all.extend(open.filter_map(|(at, state)| Some((state.decision(site.handbook).due?, Matter::Decision(at)))));
    all.extend(leadership.reviews.pace.map(|pace| (pace.due, Matter::ManagementReview)));
    let indicators = site.assessment.measures.indicators.iter().enumerate();
    all.extend(indicators.filter_map(|(at, state)| Some((state.due?, Matter::Measurement(at)))));
    all.extend((0..site.assessment.exceptions.len()).filter_map(|at| Some((ending(site, at)?, Matter::Exception(at)))));
    all.sort();
    all
}

/// The last day of an exception that is, or was, in force.
fn ending(site: &Site<'_>, at: usize) -> Option<Date> {
    let is_live = site.assessment.exceptions[at].standing.is_live();
    site.handbook.leadership.exceptions[at].expires.filter(|_| is_live)
}

/// What somebody sees to who is named in person: exceptions from which they benefit.
pub fn of_person(site: &Site<'_>, person: usize) -> Vec<(Date, Matter)> {
    let id = site.handbook.organisation.people[person].id.as_str();
    let own = |at: &usize| site.handbook.leadership.exceptions[*at].concerns(id);
    let own = (0..site.assessment.exceptions.len()).filter(own);
    own.filter_map(|at| Some((ending(site, at)?, Matter::Exception(at)))).collect()
}

/// What one role sees to, by its place in the organisation's, in the same order.
pub fn of_role(site: &Site<'_>, role: usize) -> Vec<(Date, Matter)> {
    let (duties, leadership) = (&site.assessment.duties.roles[role], &site.assessment.leadership);
    let mut all: Vec<(Date, Matter)> =
        duties.reviews.iter().map(|review| (review.due, Matter::Review(review.document))).collect();
    all.extend(duties.actions.iter().filter_map(|(at, action)| {
        Some((leadership.commitments[*at].actions[*action].pace?.due, Matter::Action(*at, *action)))
    }));
    all.extend(
        duties
            .decisions
            .iter()
            .filter_map(|at| Some((leadership.decisions[*at].decision(site.handbook).due?, Matter::Decision(*at)))),
    );
    if site.handbook.organisation.roles[role].top_management {
        all.extend(leadership.reviews.pace.map(|pace| (pace.due, Matter::ManagementReview)));
    }
    let indicators = duties.indicators.iter();
    let due = |at: &usize| site.assessment.measures.indicators[*at].due;
    all.extend(indicators.filter_map(|at| Some((due(at)?, Matter::Measurement(*at)))));
    let exceptions = duties.exceptions.iter();
    all.extend(exceptions.filter_map(|at| Some((ending(site, *at)?, Matter::Exception(*at)))));
    all.sort();
    all
}

impl Matter {
    /// The role that sees to it; the management review is for all of top management.
    pub fn role<'a>(self, site: &Site<'a>) -> Option<&'a str> {
        match self {
            Matter::Review(at) => {
                let state = &site.assessment.documents[at];
                state.meta(&site.handbook.documents[at]).and_then(|meta| meta.owner.as_deref())
            }
            Matter::Action(at, action) => Some(site.handbook.leadership.commitments[at].actions[action].by.as_str()),
            Matter::Decision(at) => site.assessment.leadership.decisions[at].decision(site.handbook).owner.as_deref(),
            Matter::ManagementReview => None,
            Matter::Measurement(at) => site.handbook.leadership.indicators[at].owner.as_deref(),
            Matter::Exception(at) => site.handbook.leadership.exceptions[at].risk_owner.as_deref(),
        }
    }

    /// Where the day stands: past, near or ahead.
    pub fn recurrence(self, site: &Site<'_>) -> Recurrence {
        let leadership = &site.assessment.leadership;
        match self {
            Matter::Review(at) => match site.assessment.documents[at].review.state {
                ReviewState::Overdue => Recurrence::Past,
                ReviewState::DueSoon => Recurrence::Soon,
                _ => Recurrence::Ahead,
            },
            Matter::Action(at, action) => match leadership.commitments[at].actions[action].promise {
                Promise::Kept => Recurrence::Ahead,
                Promise::DueSoon => Recurrence::Soon,
                _ => Recurrence::Past,
            },
            Matter::Decision(at) => match leadership.decisions[at].progress {
                Progress::Overdue => Recurrence::Past,
                Progress::DueSoon => Recurrence::Soon,
                _ => Recurrence::Ahead,
            },
            Matter::ManagementReview => {
                leadership.reviews.pace.map_or(Recurrence::Ahead, |pace| pace.on(site.assessment.as_of))
            }
            Matter::Measurement(at) if site.assessment.measures.indicators[at].stale => Recurrence::Past,
            Matter::Measurement(_) => Recurrence::Ahead,
            Matter::Exception(at) => {
                let exception = &site.handbook.leadership.exceptions[at];
                match site.assessment.exceptions[at].standing {
                    ExceptionStanding::Expired => Recurrence::Past,
                    _ if ends_soon(site, exception) => Recurrence::Soon,
                    _ => Recurrence::Ahead,
                }
            }
        }
    }

    /// The key of the word for what it is.
    pub fn word(self) -> &'static str {
        match self {
            Matter::Review(_) => "need_review",
            Matter::Action(..) => "need_action",
            Matter::Decision(_) => "need_decision",
            Matter::ManagementReview => "record_management_review",
            Matter::Measurement(_) => "need_measurement",
            Matter::Exception(_) => "need_exception",
        }
    }

    /// Its reference: the id of a document, action or decision; empty for the management review.
    pub fn reference(self, site: &Site<'_>) -> String {
        match self {
            Matter::Review(at) => site.handbook.documents[at].id.to_string(),
            Matter::Action(at, action) => site.handbook.leadership.commitments[at].actions[action].id.clone(),
            Matter::Decision(at) => site.assessment.leadership.decisions[at].decision(site.handbook).id.clone(),
            Matter::ManagementReview => String::new(),
            Matter::Measurement(at) => site.handbook.leadership.indicators[at].id().to_string(),
            Matter::Exception(at) => site.handbook.leadership.exceptions[at].id().to_string(),
        }
    }

    /// The page that shows it.
    pub fn page(self, site: &Site<'_>) -> Page {
        match self {
            Matter::Review(at) => Page::Document(at),
            Matter::Action(at, _) => Page::Commitment(at),
            Matter::Decision(at) => Page::Record(site.assessment.leadership.decisions[at].record),
            Matter::ManagementReview => Page::Leadership,
            Matter::Measurement(at) => Page::Indicator(at),
            Matter::Exception(_) => Page::Exceptions,
        }
    }

    /// What it is called in a language, for the calendar; empty for the management review.
    pub fn title(self, site: &Site<'_>, lang: Lang) -> String {
        let words = |wording: &Wording| {
            wording.best(lang, site.languages()).map(|(text, _)| text.to_string()).unwrap_or_default()
        };
        match self {
            Matter::Review(at) => {
                let meta = site.assessment.documents[at].meta(&site.handbook.documents[at]);
                meta.map(|meta| words(&meta.title)).unwrap_or_default()
            }
            Matter::Action(at, action) => words(&site.handbook.leadership.commitments[at].actions[action].what),
            Matter::Decision(at) => words(&site.assessment.leadership.decisions[at].decision(site.handbook).decision),
            Matter::ManagementReview => String::new(),
            Matter::Measurement(at) => words(&site.handbook.leadership.indicators[at].sheet.title),
            Matter::Exception(at) => words(&site.handbook.leadership.exceptions[at].sheet.title),
        }
    }

    /// A link to where it stands; none for a document that readers cannot open.
    pub fn link(self, here: &Here<'_>) -> Option<Link> {
        match self {
            Matter::Review(at) => here.document_link(at),
            Matter::Action(at, action) => Some(lead::action_link(here, at, action)),
            Matter::Decision(at) => Some(lead::decision_link(here, &here.site.assessment.leadership.decisions[at])),
            Matter::ManagementReview => Some(Link {
                href: format!("{}#at:management-reviews", here.href(Page::Leadership)),
                text: here.words.get("record_management_review").to_string(),
                lang: None,
            }),
            Matter::Measurement(at) => here.place_link(Kind::Indicator, at),
            Matter::Exception(at) => here.place_link(Kind::Exception, at),
        }
    }

    /// Its state with the day on which it worsens.
    pub fn chip(self, here: &Here<'_>) -> Chip {
        let leadership = &here.site.assessment.leadership;
        match self {
            Matter::Review(at) => here.review_chip(&here.site.assessment.documents[at]),
            Matter::Action(at, action) => {
                let state = &leadership.commitments[at].actions[action];
                lead::promise_chip(here, state.promise, state.pace)
            }
            Matter::Decision(at) => {
                let state = &leadership.decisions[at];
                lead::decision_chip(here, state.decision(here.handbook()), state.progress)
            }
            Matter::ManagementReview => lead::scoreboard::next_review(here)
                .unwrap_or_else(|| here.words.chip(crate::view::parts::State::NoReview)),
            Matter::Measurement(at) => indicators::due_chip(here, &here.site.assessment.measures.indicators[at]),
            Matter::Exception(at) => {
                let exception = &here.handbook().leadership.exceptions[at];
                exceptions::chip(here, exception, &here.site.assessment.exceptions[at])
            }
        }
    }

    /// The id that calendars know it by: the same for the same matter and day.
    pub fn uid(self, site: &Site<'_>) -> String {
        match self {
            Matter::Review(at) => format!("review-{}", site.handbook.documents[at].id.key()),
            Matter::Action(at, _) => {
                let commitment = site.handbook.leadership.commitments[at].id().key();
                format!("action-{commitment}-{}", self.reference(site).to_lowercase())
            }
            Matter::Decision(_) => format!("decision-{}", self.reference(site).to_lowercase()),
            Matter::ManagementReview => "management-review".to_string(),
            Matter::Measurement(at) => format!("measurement-{}", site.handbook.leadership.indicators[at].id().key()),
            Matter::Exception(at) => format!("exception-{}", site.handbook.leadership.exceptions[at].id().key()),
        }
    }
}
