//! The calendar of all that has a day (reviews, actions, decisions, management review): overdue on top, then twelve months.

use crate::assess::Standing;
use crate::assess::leadership::Recurrence;
use crate::date::{Date, Interval};

use crate::site::agenda::{self, Matter};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::Link;
use crate::view::reviews::{Month, ReviewItem, ReviewsPage};

/// The page of what is due.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let site = here.site;
    let unplanned = site.assessment.documents.iter().enumerate();
    let unplanned = unplanned.filter(|(_, state)| state.review.due.is_none() && state.standing == Standing::InForce);
    let unplanned: Vec<Link> = unplanned.filter_map(|(at, _)| here.document_link(at)).collect();
    let is_late = |(_, matter): &(Date, Matter)| matter.recurrence(site) == Recurrence::Past;
    let (late, mut ahead): (Vec<_>, Vec<_>) = agenda::all(site).into_iter().partition(is_late);
    let overdue: Vec<ReviewItem> = late.iter().filter_map(|(day, matter)| item(here, *day, *matter)).collect();
    let late = i64::try_from(late.len()).unwrap_or(0);
    let mut months = Vec::new();
    for offset in 0..12 {
        let first = first_of_month(here.as_of(), offset);
        let next = first_of_month(here.as_of(), offset + 1);
        let (this, rest): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|(day, _)| *day < next);
        ahead = rest;
        let items: Vec<ReviewItem> = this.into_iter().filter_map(|(day, matter)| item(here, day, matter)).collect();
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
        later: ahead.into_iter().filter_map(|(day, matter)| item(here, day, matter)).collect(),
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

fn item(here: &Here<'_>, day: Date, matter: Matter) -> Option<ReviewItem> {
    Some(ReviewItem {
        day: here.day(day),
        id: matter.reference(here.site),
        link: matter.link(here)?,
        owner: matter.role(here.site).map(|owner| here.role_held(owner)),
        chip: matter.chip(here),
    })
}

/// The calendars of the roles that have anything to see to.
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
