//! The calendar of all that has a day (reviews, actions, decisions, management review): overdue on top, then twelve months.

use super::{home, leaves};
use crate::assess::Standing;
use crate::assess::leadership::Recurrence;
use crate::date::{Date, Interval};

use crate::site::Site;
use crate::site::address::{Long, Page};
use crate::site::agenda::{self, Matter};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::parts::Link;
use crate::view::reviews::{DueSection, Late, ReviewItem, ReviewsPage};

/// How many entries the calendar has on all its pages.
pub fn count(site: &Site<'_>) -> usize {
    agenda::all(site).len() + unplanned(site).count()
}

/// Documents in force whose review nobody planned.
fn unplanned(site: &Site<'_>) -> impl Iterator<Item = usize> {
    let documents = site.assessment.documents.iter().enumerate();
    let unplanned = documents.filter(|(_, state)| state.review.due.is_none() && state.standing == Standing::InForce);
    unplanned.map(|(at, _)| at)
}

/// What a section of the calendar lists.
enum Listed {
    Due(Vec<(Date, Matter)>),
    Unplanned(Vec<usize>),
}

impl Listed {
    fn len(&self) -> usize {
        match self {
            Listed::Due(due) => due.len(),
            Listed::Unplanned(documents) => documents.len(),
        }
    }
}

/// A section, all of it, whatever the page shows.
struct Section {
    anchor: String,
    name: String,
    listed: Listed,
    /// Of what is overdue: what is still ahead, by day.
    ahead: Option<String>,
    /// What to say where there is nothing; a section that says nothing then is left out.
    empty: &'static str,
}

/// All sections in order.
fn sections(here: &Here<'_>) -> Vec<Section> {
    let site = here.site;
    let section = |anchor: &str, word: &str, listed, empty| Section {
        anchor: anchor.to_string(),
        name: here.words.get(word).to_string(),
        listed,
        ahead: None,
        empty,
    };
    let is_late = |(_, matter): &(Date, Matter)| matter.recurrence(site) == Recurrence::Past;
    let (late, mut ahead): (Vec<_>, Vec<_>) = agenda::all(site).into_iter().partition(is_late);
    let by_day = home::by_day(ahead.iter().map(|(day, _)| *day));
    let overdue = section("overdue", "overdue_now", Listed::Due(late), "nothing_overdue");
    let mut all = vec![Section { ahead: Some(by_day), ..overdue }];
    for offset in 0..12 {
        let first = first_of_month(here.as_of(), offset);
        let next = first_of_month(here.as_of(), offset + 1);
        let (this, rest): (Vec<_>, Vec<_>) = ahead.into_iter().partition(|(day, _)| *day < next);
        ahead = rest;
        let month: String = first.to_string().chars().take(7).collect();
        all.push(Section {
            anchor: format!("m-{month}"),
            name: here.words.month(first),
            listed: Listed::Due(this),
            ahead: None,
            empty: "nothing_due",
        });
    }
    all.push(section("later", "later", Listed::Due(ahead), ""));
    all.push(section("unplanned", "unplanned", Listed::Unplanned(unplanned(site).collect()), ""));
    all
}

/// A page of what is due. The first leads to every section, wherever it stands.
pub fn render(here: &Here<'_>, leaf: usize) -> Result<String, ThemeError> {
    let sections = sections(here);
    let all: usize = sections.iter().map(|section| section.listed.len()).sum();
    let page = |leaf| Long::Reviews.leaf(leaf);
    let several = leaves::count(all) > 1;
    let shares = leaves::shares(sections.iter().map(|section| section.listed.len()), leaves::LENGTH, leaf);
    let shown = sections.iter().zip(&shares).filter(|(section, share)| {
        !share.entries.is_empty() || leaf == 0 && (share.after > 0 || !section.empty.is_empty())
    });
    let shown = shown.map(|(section, share)| {
        let (mut items, mut documents) = (Vec::new(), Vec::new());
        match &section.listed {
            Listed::Due(due) => {
                items.extend(due[share.entries.clone()].iter().filter_map(|(day, what)| item(here, *day, *what)));
            }
            Listed::Unplanned(unplanned) => {
                documents.extend(unplanned[share.entries.clone()].iter().filter_map(|at| here.document_link(*at)));
            }
        }
        let all = section.listed.len();
        let anchor = format!("at:{}", section.anchor);
        let is_here = leaf > 0 || all == 0 || !share.entries.is_empty();
        DueSection {
            begins: if is_here { format!("#{anchor}") } else { format!("{}#{anchor}", here.href(page(share.next))) },
            rest: leaves::rest(here, share, &anchor, page),
            // Where a list may go on elsewhere, how long it is has to be said.
            count: match &section.anchor {
                anchor if anchor.starts_with("m-") => here.words.count("reviews_count", all as i64, &[]),
                _ if several && (all > 0 || section.ahead.is_some()) => here.words.whole(all as i64),
                _ => String::new(),
            },
            late: section.ahead.clone().map(|ahead| Late { count: all, ahead }),
            empty: if all == 0 { here.words.get(section.empty).to_string() } else { String::new() },
            anchor: section.anchor.clone(),
            name: section.name.clone(),
            items,
            documents,
        }
    });
    let title = leaves::title(here, here.words.get("review_calendar"), all, leaf);
    let page = ReviewsPage {
        title: title.clone(),
        sections: shown.collect(),
        leaves: leaves::links(here, all, page),
        strip: if leaf == 0 { strip(here, &sections) } else { String::new() },
        calendar: (leaf == 0).then(|| here.file("reviews.ics")),
        calendars: if leaf == 0 { calendars(here) } else { Vec::new() },
    };
    let above = if leaf == 0 { Vec::new() } else { vec![here.link(Page::Reviews, here.words.get("review_calendar"))] };
    here.render(&frame::frame(here, "reviews", title, above), page)
}

/// The year's counts as a picture; what is overdue is drawn with the first month.
fn strip(here: &Here<'_>, sections: &[Section]) -> String {
    let late = sections.first().map_or(0, |overdue| overdue.listed.len() as i64);
    let short = |month: &str| {
        let number = month.rsplit('-').next().and_then(|month| month.parse::<u8>().ok()).unwrap_or(1);
        here.words.get(&format!("month_short_{number}")).to_string()
    };
    let months = sections.iter().filter_map(|section| Some((section.anchor.strip_prefix("m-")?, section.listed.len())));
    let counts: Vec<(String, i64)> = months
        .enumerate()
        .map(|(at, (month, count))| (short(month), count as i64 + if at == 0 { late } else { 0 }))
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
