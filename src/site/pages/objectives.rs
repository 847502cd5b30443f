//! Objectives (clause 6.2): those of the organisation with the ISMS objectives that serve them, and their budgets.

use super::indicators;
use crate::assess::measures::{overspent, totals};
use crate::model::leadership::Budget;
use crate::model::measures::{Level, Objective};
use crate::model::{Described, Kind};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::measures::{BudgetRow, ObjectiveCard, ObjectiveGroup, ObjectivesPage};
use crate::view::parts::{Link, State};
use std::cell::Cell;

/// The page of objectives.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let objectives = &here.site.handbook.leadership.objectives;
    let states = &here.site.assessment.measures.objectives;
    let tables = Cell::new(0);
    let is_head = |at: usize| objectives[at].level == Some(Level::Organisation);
    // An objective that serves several is shown in full under the first, so that no id stands twice.
    let shown_under = |at: usize| states[at].serves.first().copied();
    let mut order = Vec::new();
    let mut groups = Vec::new();
    for head in (0..objectives.len()).filter(|at| is_head(*at)) {
        let serving = (0..objectives.len()).filter(|at| !is_head(*at) && states[*at].serves.contains(&head));
        let (here_shown, elsewhere): (Vec<usize>, Vec<usize>) = serving.partition(|at| shown_under(*at) == Some(head));
        order.push(head);
        order.extend(&here_shown);
        groups.push(ObjectiveGroup {
            head: Some(card(here, head, 1, &tables)),
            supports: here_shown.into_iter().map(|at| card(here, at, 2, &tables)).collect(),
            also: elsewhere.into_iter().filter_map(|at| here.place_link(Kind::Objective, at)).collect(),
        });
    }
    let unaligned: Vec<usize> = (0..objectives.len()).filter(|at| !states[*at].aligned).collect();
    if !unaligned.is_empty() {
        order.extend(&unaligned);
        groups.push(ObjectiveGroup {
            head: None,
            supports: unaligned.into_iter().map(|at| card(here, at, 2, &tables)).collect(),
            also: Vec::new(),
        });
    }
    let rows = order.iter().flat_map(|at| budgets(here, *at)).collect();
    let page = ObjectivesPage {
        groups,
        budgets: rows,
        totals: totals(objectives).iter().map(|total| budget(here, total, None)).collect(),
    };
    here.render(&frame::frame(here, "objectives", here.words.get("objectives").to_string(), Vec::new()), page)
}

fn card(here: &Here<'_>, at: usize, shift: u8, tables: &Cell<usize>) -> ObjectiveCard {
    let objective: &Objective = &here.site.handbook.leadership.objectives[at];
    let state = &here.site.assessment.measures.objectives[at];
    let sheet = objective.sheet();
    let (title, text_lang) = here.sheet_title(sheet);
    let shelf = &here.site.handbook.leadership.objectives;
    let supports = objective.supports.iter().filter_map(|id| shelf.at(id));
    ObjectiveCard {
        id: sheet.id.to_string(),
        title,
        text_lang,
        owner: objective.owner.as_deref().map(|owner| here.role_held(owner)),
        due: objective.due.map(|due| here.day(due)),
        chip: (!state.aligned).then(|| {
            let word = here.words.get("not_aligned").to_string();
            crate::view::parts::Chip { state: State::Gap, word, due: None }
        }),
        supports: supports.filter_map(|at| here.place_link(Kind::Objective, at)).collect(),
        budgets: budgets(here, at),
        indicators: state.indicators.iter().filter_map(|at| indicators::line(here, *at)).collect(),
        body: here.sheet_body(sheet, shift, tables),
    }
}

fn budgets(here: &Here<'_>, at: usize) -> Vec<BudgetRow> {
    let objective: &Objective = &here.site.handbook.leadership.objectives[at];
    let link = here.place_link(Kind::Objective, at);
    let link = link.map(|link| Link { text: format!("{} {}", objective.id(), link.text), ..link });
    objective.budgets.iter().map(|own| budget(here, own, link.clone())).collect()
}

/// The money of a year in words: what was spent beyond the approval is said, and what is left of it.
fn budget(here: &Here<'_>, budget: &Budget, objective: Option<Link>) -> BudgetRow {
    let currency = budget.currency.as_deref().unwrap_or_default();
    let money = |amount: f64| here.words.money(amount, currency);
    let written = |amount: Option<f64>| amount.map(money).unwrap_or_default();
    let left = match (overspent(budget), budget.approved, budget.spent) {
        (Some(over), ..) => here.words.fill("overspent", &[("money", &money(over))]),
        (None, Some(approved), Some(spent)) => here.words.fill("money_left", &[("money", &money(approved - spent))]),
        _ => String::new(),
    };
    BudgetRow {
        objective,
        year: budget.year.clone(),
        planned: written(budget.planned),
        approved: written(budget.approved),
        spent: written(budget.spent),
        over: overspent(budget).is_some(),
        left,
    }
}
