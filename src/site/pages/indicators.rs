//! Indicators (clause 9.1): latest value, target, trend and figures of each, with a chart that is also said in words.

use crate::assess::IndicatorState;
use crate::assess::measures::{ENOUGH, Way, joins, longest_step};
use crate::model::measures::{Indicator, Measurement};
use crate::model::{Described, Kind};
use crate::site::address::Page;
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::chart;
use crate::view::measures::{IndicatorCard, IndicatorLine, IndicatorPage, IndicatorsPage, Measured};
use crate::view::organisation::TaskLine;
use crate::view::parts::{Banner, Chip, Clock, Due, Link, State};

/// All indicators, by objective, then title.
pub fn all(here: &Here<'_>) -> Result<String, ThemeError> {
    let states = &here.site.assessment.measures.indicators;
    let mut order: Vec<usize> = (0..states.len()).collect();
    let title = |at: usize| collate::key(&here.sheet_title(here.site.handbook.leadership.indicators[at].sheet()).0);
    order.sort_by_cached_key(|at| (states[*at].objective.is_none(), states[*at].objective, title(*at)));
    let met = states.iter().filter(|state| state.as_str() == "on-target").count() as i64;
    let page = IndicatorsPage {
        count: here.words.count("indicators_on_target", met, &[("all", &here.words.whole(states.len() as i64))]),
        indicators: order.into_iter().filter_map(|at| card(here, at)).collect(),
    };
    here.render(&frame::frame(here, "indicators", here.words.get("indicators").to_string(), Vec::new()), page)
}

/// One indicator with its figures.
pub fn one(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let (indicator, state) = found(here, at);
    let sheet = indicator.sheet();
    let (text, text_lang) = here.sheet_text(sheet);
    let page = IndicatorPage {
        card: card(here, at).ok_or_else(|| ThemeError {
            path: None,
            line: None,
            column: None,
            message: format!("no page for the indicator `{}`", sheet.id),
        })?,
        text_lang,
        banners: banners(here, indicator, state),
        values: figures(here, indicator, state),
        body: text.map(|text| text.html).unwrap_or_default(),
        edit: here.edit(sheet.texts.get(&here.lang).map_or(&sheet.path, |text| &text.path)),
    };
    let up = vec![here.link(Page::Indicators, here.words.get("indicators"))];
    here.render(&here.sheet_frame(sheet, "indicators", up), page)
}

fn found<'a>(here: &Here<'a>, at: usize) -> (&'a Indicator, &'a IndicatorState) {
    (&here.site.handbook.leadership.indicators[at], &here.site.assessment.measures.indicators[at])
}

/// An indicator in the list of an objective.
pub fn line(here: &Here<'_>, at: usize) -> Option<IndicatorLine> {
    let (indicator, state) = found(here, at);
    Some(IndicatorLine {
        link: here.place_link(Kind::Indicator, at)?,
        value: state.latest(indicator).map(|latest| value(here, indicator, latest)).unwrap_or_default(),
        chip: chip(here, state),
    })
}

/// The indicators that a role reports, with how often.
pub fn reported(here: &Here<'_>, role: &str) -> Vec<TaskLine> {
    let indicators = here.handbook().leadership.indicators.iter().enumerate();
    let own = indicators.filter(|(_, own)| own.owner.as_deref().is_some_and(|owner| owner.eq_ignore_ascii_case(role)));
    let lines = own.filter_map(|(at, indicator)| {
        let link = here.place_link(Kind::Indicator, at)?;
        Some(TaskLine {
            link: Link { text: format!("{} {}", indicator.id(), link.text), ..link },
            when: indicator.every.map(|every| here.words.every(every)).unwrap_or_default(),
            chip: chip(here, &here.site.assessment.measures.indicators[at]),
        })
    });
    lines.collect()
}

fn card(here: &Here<'_>, at: usize) -> Option<IndicatorCard> {
    let (indicator, state) = found(here, at);
    let latest = state.latest(indicator);
    let link = here.place_link(Kind::Indicator, at)?;
    Some(IndicatorCard {
        id: indicator.id().to_string(),
        objective: state.objective.and_then(|objective| here.place_link(Kind::Objective, objective)),
        owner: indicator.owner.as_deref().map(|owner| here.role_held(owner)),
        value: latest.map(|latest| value(here, indicator, latest)).unwrap_or_default(),
        day: latest.map(|latest| here.day(latest.date)),
        target: target(here, indicator),
        chip: chip(here, state),
        trend: trend_words(here, indicator, state),
        chart: draw(here, indicator, state, &link.text),
        caption: caption(here, indicator, state),
        every: indicator.every.map(|every| here.words.every(every)).unwrap_or_default(),
        link,
    })
}

fn unit(here: &Here<'_>, indicator: &Indicator) -> String {
    here.wording(&indicator.unit).0
}

/// A value with its unit.
pub fn value(here: &Here<'_>, indicator: &Indicator, measured: Measurement) -> String {
    here.words.quantity(measured.value, &unit(here, indicator))
}

/// The target in words; empty without one.
fn target(here: &Here<'_>, indicator: &Indicator) -> String {
    let unit = unit(here, indicator);
    let whole = |value: f64| here.words.quantity(value, &unit);
    match (indicator.target.at_least, indicator.target.at_most) {
        (Some(least), Some(most)) => {
            let short = here.words.quantity(least, if unit.starts_with('%') { "%" } else { "" });
            here.words.fill("between", &[("a", &short), ("b", &whole(most))])
        }
        (Some(least), None) => here.words.fill("at_least", &[("v", &whole(least))]),
        (None, Some(most)) => here.words.fill("at_most", &[("v", &whole(most))]),
        (None, None) => String::new(),
    }
}

/// Recent and on target or off, or stale; carries the last day on which the latest value is recent.
pub fn chip(here: &Here<'_>, state: &IndicatorState) -> Chip {
    let shown = match state.as_str() {
        "stale" => return here.words.chip(State::Stale),
        "on-target" => State::OnTarget,
        "off-target" => State::OffTarget,
        _ => State::Info,
    };
    let mut chip = here.words.chip(shown);
    chip.due = state.due.map(|due| Due { clock: Clock::Measurement, day: here.day(due), soon: 0 });
    if shown == State::Info {
        chip.word = here.words.get("no_target").to_string();
    }
    chip
}

/// Whether the latest value is recent, in a calendar; carries the last day on which it is.
pub fn due_chip(here: &Here<'_>, state: &IndicatorState) -> Chip {
    match state.due.filter(|_| !state.stale) {
        Some(due) => {
            let due = Due { clock: Clock::Measurement, day: here.day(due), soon: 0 };
            here.words.chip_due(State::Current, due)
        }
        None => chip(here, state),
    }
}

/// Where the values tend; of those that go up and down, that they do; of few since the last gap, nothing.
fn trend_words(here: &Here<'_>, indicator: &Indicator, state: &IndicatorState) -> String {
    let Some(trend) = state.trend else {
        let pairs = state.values(indicator).windows(2).rev();
        let joined = pairs.take_while(|pair| joins(pair[0], pair[1], indicator.every)).count();
        return if joined + 1 < ENOUGH { String::new() } else { here.words.get("trend_none").to_string() };
    };
    let way = match trend.way {
        Way::Rising => "trend_up",
        Way::Falling => "trend_down",
        Way::Steady => "trend_flat",
    };
    let month = here.words.month(trend.since);
    here.words.fill("trend_since", &[("trend", here.words.get(way)), ("month", &month)])
}

/// The values in time as a picture that is named by what it shows.
fn draw(here: &Here<'_>, indicator: &Indicator, state: &IndicatorState, title: &str) -> String {
    let values = state.values(indicator);
    let ([first, .., last] | [first @ last]) = values else { return String::new() };
    let points: Vec<(i64, f64)> =
        values.iter().map(|measured| (first.date.days_until(measured.date), measured.value)).collect();
    let targets: Vec<f64> = [indicator.target.at_least, indicator.target.at_most].into_iter().flatten().collect();
    let gap = indicator.every.map_or(i64::MAX, |every| longest_step(last.date, every));
    let (from, to) = (here.words.date(first.date), here.words.date(last.date));
    let mut says = here.words.count(
        "chart_alt",
        values.len() as i64,
        &[("title", title), ("from", &from), ("to", &to), ("v", &value(here, indicator, *last))],
    );
    let target = target(here, indicator);
    if !target.is_empty() {
        says.push(' ');
        says.push_str(&here.words.fill("chart_target", &[("target", &target)]));
    }
    for (before, after) in gaps(indicator, values) {
        says.push(' ');
        says.push_str(&gap_words(here, before, after));
        says.push('.');
    }
    chart::trend(&says, &points, &targets, gap)
}

/// What the picture spans and what its lines are, for those who see it.
fn caption(here: &Here<'_>, indicator: &Indicator, state: &IndicatorState) -> String {
    let values = state.values(indicator);
    let [first, .., last] = values else { return String::new() };
    let span = [("from", here.words.month(first.date)), ("to", here.words.month(last.date))];
    let mut says = here.words.fill("chart_span", &span.each_ref().map(|(key, text)| (*key, text.as_str())));
    let targets = [indicator.target.at_least, indicator.target.at_most].into_iter().flatten().count();
    let lines = (targets > 0).then_some("chart_dashed");
    for key in lines.into_iter().chain(gaps(indicator, values).next().map(|_| "chart_broken")) {
        says.push(' ');
        says.push_str(here.words.get(key));
    }
    says
}

/// Neighbours between which a value is missing.
fn gaps<'v>(
    indicator: &'v Indicator,
    values: &'v [Measurement],
) -> impl DoubleEndedIterator<Item = (Measurement, Measurement)> + 'v {
    let pairs = values.windows(2).map(|pair| (pair[0], pair[1]));
    pairs.filter(|(before, after)| !joins(*before, *after, indicator.every))
}

fn gap_words(here: &Here<'_>, before: Measurement, after: Measurement) -> String {
    let (from, to) = (here.words.date(before.date), here.words.date(after.date));
    here.words.fill("gap_between", &[("from", &from), ("to", &to)])
}

/// The figures, newest first, with a row for each gap.
fn figures(here: &Here<'_>, indicator: &Indicator, state: &IndicatorState) -> Vec<Measured> {
    let mut rows = Vec::new();
    let mut after: Option<Measurement> = None;
    for measured in state.values(indicator).iter().rev() {
        if let Some(after) = after.filter(|after| !joins(*measured, *after, indicator.every)) {
            rows.push(Measured { day: None, value: gap_words(here, *measured, after), chip: None });
        }
        let met = indicator.target.is_met(measured.value);
        rows.push(Measured {
            day: Some(here.day(measured.date)),
            value: value(here, indicator, *measured),
            chip: met.map(|met| here.words.chip(if met { State::OnTarget } else { State::OffTarget })),
        });
        after = Some(*measured);
    }
    rows
}

fn banners(here: &Here<'_>, indicator: &Indicator, state: &IndicatorState) -> Vec<Banner> {
    if !state.stale {
        return Vec::new();
    }
    let text = match (state.latest(indicator), state.due) {
        (Some(latest), Some(due)) => {
            let (day, due) = (here.words.date(latest.date), here.words.date(due));
            here.words.fill("stale_text", &[("d", &day), ("due", &due)])
        }
        _ => here.words.get("no_figures").to_string(),
    };
    vec![Banner { text, ..Banner::new(State::Stale, here.words.state(State::Stale).to_string()) }]
}
