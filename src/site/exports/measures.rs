//! `api/indicators.json` (with the objectives they measure) and `api/exceptions.json`: what they are on the day.

use super::documents::{self, write};
use super::leadership::{sheet_titles, wording};
use super::people::urls;
use crate::assess::measures::{overspent, totals};
use crate::model::leadership::Budget;
use crate::model::{Described, Kind};
use crate::site::Site;
use crate::site::address::Page;
use crate::site::sheets::anchor;
use serde_json::{Map, Value, json};

/// Objectives and indicators.
pub fn indicators(site: &Site<'_>) -> Vec<u8> {
    let (leadership, measures) = (&site.handbook.leadership, &site.assessment.measures);
    let objective = |at: &usize| leadership.objectives[*at].id().as_str();
    let indicators = leadership.indicators.iter().zip(&measures.indicators).enumerate();
    let indicators = indicators.map(|(at, (indicator, state))| {
        let values = state.values(indicator).iter();
        json!({
            "id": indicator.id().as_str(),
            "title": sheet_titles(site, indicator.sheet()),
            "objective": state.objective.as_ref().map(objective),
            "owner": owner(site, indicator.owner.as_deref()),
            "unit": wording(site, &indicator.unit),
            "target": { "at_least": indicator.target.at_least, "at_most": indicator.target.at_most },
            "every": indicator.every,
            "state": state.as_str(),
            "on_target": state.met,
            "due": state.due,
            "trend": state.trend.map(|trend| json!({ "direction": trend.way.as_str(), "since": trend.since })),
            "latest": state.latest(indicator).map(|latest| json!({ "date": latest.date, "value": latest.value })),
            "measurements": values.map(|own| json!({ "date": own.date, "value": own.value })).collect::<Vec<_>>(),
            "url": urls(site, Page::Indicator(at)),
        })
    });
    let objectives = leadership.objectives.iter().zip(&measures.objectives).enumerate();
    let objectives = objectives.map(|(at, (own, state))| {
        json!({
            "id": own.id().as_str(),
            "title": sheet_titles(site, own.sheet()),
            "level": own.level.map(|level| level.as_str()),
            "supports": own.supports,
            "serves": state.serves.iter().map(objective).collect::<Vec<_>>(),
            "aligned": state.aligned,
            "owner": owner(site, own.owner.as_deref()),
            "due": own.due,
            "indicators": state.indicators.iter().map(|at| leadership.indicators[*at].id().as_str()).collect::<Vec<_>>(),
            "budget": own.budgets.iter().map(budget).collect::<Vec<_>>(),
            "url": anchored(site, Kind::Objective, at),
        })
    });
    write(&json!({
        "schema": 1,
        "as_of": site.assessment.as_of,
        "indicators": indicators.collect::<Vec<_>>(),
        "objectives": objectives.collect::<Vec<_>>(),
        "budgets": totals(&leadership.objectives).iter().map(budget).collect::<Vec<_>>(),
    }))
}

/// The register of exceptions.
pub fn exceptions(site: &Site<'_>) -> Vec<u8> {
    let exceptions = site.handbook.leadership.exceptions.iter().zip(&site.assessment.exceptions).enumerate();
    let exceptions = exceptions.map(|(at, (exception, state))| {
        let approvals = exception.approval.iter().zip(&state.judgement.verdicts).filter(|(_, own)| own.counts());
        let approvals = approvals.map(|(own, _)| json!({ "role": own.role, "person": own.person, "date": own.date }));
        let given = !state.judgement.complete && !exception.approval.is_empty();
        json!({
            "id": exception.id().as_str(),
            "title": sheet_titles(site, exception.sheet()),
            "document": exception.document,
            "beneficiaries": exception.beneficiaries,
            "for_leadership": state.for_leadership,
            "reason": wording(site, &exception.reason),
            "compensating": wording(site, &exception.compensating),
            "risk_owner": owner(site, exception.risk_owner.as_deref()),
            "approvals": approvals.collect::<Vec<_>>(),
            "approval_faulty": given,
            "approved": state.judgement.last.filter(|_| state.judgement.complete),
            "expires": exception.expires,
            "state": state.standing.as_str(),
            "url": anchored(site, Kind::Exception, at),
        })
    });
    write(&json!({
        "schema": 1,
        "as_of": site.assessment.as_of,
        "exceptions": exceptions.collect::<Vec<_>>(),
    }))
}

fn budget(budget: &Budget) -> Value {
    json!({
        "year": budget.year,
        "currency": budget.currency,
        "planned": budget.planned,
        "approved": budget.approved,
        "spent": budget.spent,
        "overspent": overspent(budget),
    })
}

fn owner(site: &Site<'_>, role: Option<&str>) -> Value {
    role.map_or(Value::Null, |role| json!({ "role": role, "people": documents::holders(site, role) }))
}

/// The addresses of the place of a thing on the page that it shares with others.
fn anchored(site: &Site<'_>, kind: Kind, at: usize) -> Value {
    let entries = site.languages().iter().filter_map(|lang| {
        let page = Page::of_sheet(kind, at)?;
        Some((lang.to_string(), Value::String(site.url(*lang, page) + &anchor(site.handbook, kind, at))))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}
