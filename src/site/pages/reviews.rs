//! The calendar of reviews: overdue on top, then twelve months.

use super::organisation;
use crate::assess::{ReviewState, Standing};
use crate::date::{Date, Interval};

use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::Link;
use crate::view::reviews::{Month, ReviewItem, ReviewsPage};

/// The page of reviews to come.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let mut due: Vec<(Date, usize)> = Vec::new();
    let mut unplanned: Vec<Link> = Vec::new();
    for (at, state) in here.site.assessment.documents.iter().enumerate() {
        match (state.review.due, &state.standing) {
            (Some(day), Standing::InForce) => due.push((day, at)),
            (None, Standing::InForce) => unplanned.extend(here.document_link(at)),
            _ => {}
        }
    }
    due.sort();
    let is_overdue = |at: usize| here.site.assessment.documents[at].review.state == ReviewState::Overdue;
    let late = due.iter().filter(|(_, at)| is_overdue(*at)).count() as i64;
    let overdue = due.iter().filter(|(_, at)| is_overdue(*at)).filter_map(|(day, at)| item(here, *day, *at)).collect();
    let mut ahead: Vec<(Date, usize)> = due.into_iter().filter(|(_, at)| !is_overdue(*at)).collect();
    let mut months = Vec::new();
    for offset in 0..12 {
        let first = first_of_month(here.as_of(), offset);
        let next = first_of_month(here.as_of(), offset + 1);
        let (this, rest): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|(day, _)| *day < next);
        ahead = rest;
        let items: Vec<ReviewItem> = this.into_iter().filter_map(|(day, at)| item(here, day, at)).collect();
        months.push(Month {
            anchor: first.to_string().chars().take(7).collect(),
            name: here.words.month(first),
            count: here.words.count("reviews_count", items.len() as i64, &[]),
            items,
        });
    }
    let page = ReviewsPage {
        overdue,
        strip: strip(here, &months, late),
        months,
        later: ahead.into_iter().filter_map(|(day, at)| item(here, day, at)).collect(),
        unplanned,
        calendar: here.file("reviews.ics"),
        calendars: calendars(here),
    };
    here.render(&frame::frame(here, "reviews", here.words.get("review_calendar").to_string(), Vec::new()), &page)
}

/// The year's counts as a picture; what is overdue is drawn with the first month.
fn strip(here: &Here<'_>, months: &[Month], late: i64) -> String {
    let short = |month: &Month| {
        let number = month.anchor.rsplit('-').next().and_then(|month| month.parse::<u8>().ok()).unwrap_or(1);
        here.words.get(&format!("month_short_{number}")).to_string()
    };
    let counts: Vec<(String, i64)> = months
        .iter()
        .enumerate()
        .map(|(at, month)| (short(month), month.items.len() as i64 + if at == 0 { late } else { 0 }))
        .collect();
    crate::view::chart::bars(here.words.get("strip_alt"), &counts, late)
}

fn first_of_month(day: Date, offset: i32) -> Date {
    let (_, _, of_month) = day.parts();
    let first = day.minus(Interval::days(i32::from(of_month) - 1));
    if offset == 0 { first } else { first.plus(Interval::months(offset)) }
}

fn item(here: &Here<'_>, day: Date, at: usize) -> Option<ReviewItem> {
    let (document, state) = here.document(at);
    let owner = here.meta(at).and_then(|meta| meta.owner.clone());
    Some(ReviewItem {
        day: here.day(day),
        id: document.id.to_string(),
        link: here.document_link(at)?,
        owner: owner.as_deref().map_or_else(organisation::nobody, |owner| here.role_held(owner)),
        chip: here.review_chip(state),
    })
}

/// The calendars of the roles that own a document in force.
fn calendars(here: &Here<'_>) -> Vec<Link> {
    let roles = here.handbook().organisation.roles.iter().enumerate();
    let with_calendar = roles.filter(|(_, role)| crate::site::exports::calendar::has_reviews(here.site, Some(role)));
    with_calendar
        .map(|(_, role)| {
            let title = here.role_title(role).0;
            Link {
                href: here.file(&format!("reviews/{}.ics", role.id.key())),
                text: here.words.fill("calendar_of", &[("role", &title)]),
                lang: None,
            }
        })
        .collect()
}
