//! People: the list, and what one person is responsible for.

use super::{leaves, listed, organisation};
use crate::assess::leadership::Recurrence;
use crate::assess::{Duty, Standing, Through};
use crate::date::Date;
use crate::model::organisation::{Person, Role, Tenure};
use crate::site::address::{Listed, Long, Page};
use crate::site::agenda::{self, Matter};
use crate::site::collate;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::matrices;
use crate::site::pages::home;
use crate::site::theme::ThemeError;
use crate::view::organisation::Holding;
use crate::view::parts::{DocumentLine, Link, Name};
use crate::view::person::{Assigned, AssignedIn, Need, PeoplePage, PersonPage, PersonRow};
use crate::view::responsibilities::Letter;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everyone who is here on the as-of date, by name.
pub fn people(here: &Here<'_>) -> Result<String, ThemeError> {
    let people = here.handbook().organisation.people.iter().enumerate();
    let mut rows: Vec<PersonRow> = people
        .filter(|(_, person)| person.is_here(here.as_of()))
        .map(|(at, person)| PersonRow {
            link: here.link(Page::Person(at), person.name.clone()),
            title: here.wording(&person.title).0,
            roles: names(here, person, &|role| &role.holders),
            deputy: names(here, person, &|role| &role.deputies),
        })
        .collect();
    rows.sort_by_key(|row| surname_key(&row.link.text));
    let page = PeoplePage { people: rows };
    here.render(&frame::frame(here, "people", here.words.get("people").to_string(), Vec::new()), page)
}

fn surname_key(name: &str) -> (String, String) {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    (collate::fold(surname), collate::fold(name))
}

type Tenures<'t> = &'t dyn for<'r> Fn(&'r Role) -> &'r Vec<Tenure>;

/// The roles of a person on the as-of date, with the tenure.
fn held<'a>(here: &Here<'a>, person: &'a Person, list: Tenures<'_>) -> Vec<(&'a Role, &'a Tenure)> {
    if !person.is_here(here.as_of()) {
        return Vec::new();
    }
    let roles = here.site.handbook.organisation.roles.iter();
    roles
        .flat_map(|role| list(role).iter().map(move |tenure| (role, tenure)))
        .filter(|(_, tenure)| tenure.covers(here.as_of()) && person.id.is(&tenure.person))
        .collect()
}

fn names(here: &Here<'_>, person: &Person, list: Tenures<'_>) -> Vec<Name> {
    let Some(person) = here.site.handbook.organisation.person(person.id.as_str()) else { return Vec::new() };
    held(here, person, list).into_iter().map(|(role, _)| here.role_name(role.id.as_str())).collect()
}

/// One person: roles, duties, what waits for them.
pub fn person(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let person = &here.site.handbook.organisation.people[at];
    let roles = held(here, person, &|role| &role.holders);
    let deputy = held(here, person, &|role| &role.deputies);
    let holding = |(role, tenure): &(&Role, &Tenure)| Holding {
        person: here.role_name(role.id.as_str()),
        since: tenure.since.map(|date| here.day(date)),
        until: tenure.until.map(|date| here.day(date)),
    };
    let ids: Vec<&str> = roles.iter().map(|(role, _)| role.id.as_str()).collect();
    let duties = duties(here, at);
    let (applies, applies_all) = applies(here, person, &ids);
    let page = PersonPage {
        id: person.id.to_string(),
        name: person.name.clone(),
        title: here.wording(&person.title).0,
        email: home::reach(person.email.as_deref().unwrap_or_default()),
        roles: roles.iter().map(holding).collect(),
        deputy: deputy.iter().map(holding).collect(),
        needs: needs(here, at, &ids),
        assigned: assigned(here, &duties),
        leaves: leaves::links(here, entries(&duties), |leaf| Long::Person(at).leaf(leaf)),
        duties: matrices::duty_groups(here, &duties, Long::Person(at), 0),
        owned_all: ids
            .iter()
            .filter_map(|role| here.handbook().organisation.role_at(role))
            .filter_map(|role| listed::link(here, Listed::Owned(role)))
            .collect(),
        owned: ids.iter().flat_map(|role| organisation::owned(here, role)).collect(),
        approves: ids.iter().flat_map(|role| organisation::approves(here, role)).collect(),
        actions: roles.iter().flat_map(|(role, _)| organisation::actions(here, role)).collect(),
        applies,
        applies_all,
        calendars: calendars(here, &roles),
        assigned_by: assigned_by(here, &roles),
    };
    let mut frame =
        frame::frame(here, "people", person.name.clone(), vec![here.link(Page::People, here.words.get("people"))]);
    frame.noindex = true;
    here.render(&frame, page)
}

/// A further page of what a person is responsible for.
pub fn more(here: &Here<'_>, at: usize, leaf: usize) -> Result<String, ThemeError> {
    let name = &here.site.handbook.organisation.people[at].name;
    let duties = duties(here, at);
    let title = leaves::title(here, name, entries(&duties), leaf);
    let above = vec![here.link(Page::People, here.words.get("people")), here.link(Page::Person(at), name.clone())];
    matrices::duties_page(here, "people", (title, None), above, &duties, Long::Person(at), leaf)
}

fn entries(duties: &[(Arc<str>, Duty)]) -> usize {
    matrices::entries(duties.iter().map(|(_, duty)| duty))
}

/// Activities with the role through which the person comes to each.
fn duties(here: &Here<'_>, person: usize) -> Vec<(Arc<str>, Duty)> {
    let site = here.site;
    let held = site.assessment.duties.people.get(person).into_iter().flatten();
    let duties = held.flat_map(|held| {
        let key = match held.through {
            Through::Holder => "through_role",
            Through::Deputy => "through_deputy",
        };
        let title = here.role_title(&site.handbook.organisation.roles[held.role]).0;
        let through: Arc<str> = Arc::from(here.words.fill(key, &[("role", &title)]));
        site.assessment.duties.roles[held.role].activities.iter().map(move |duty| (Arc::clone(&through), *duty))
    });
    duties.collect()
}

/// The duties in few lines, so that the letter fits on a page: by letter, then by role and matrix. The role is left out
/// where it is the only one. Where they take several pages, the letter refers to the matrices, with how many each has.
fn assigned(here: &Here<'_>, duties: &[(Arc<str>, Duty)]) -> Vec<Assigned> {
    let roles: BTreeSet<&str> = duties.iter().map(|(through, _)| &**through).collect();
    let many = entries(duties) > leaves::LENGTH;
    let one = |(at, letter): (usize, Letter)| {
        let mut parts: Vec<(&str, usize, Vec<&Duty>)> = Vec::new();
        for (through, duty) in duties.iter().filter(|(_, duty)| duty.letters.has(at)) {
            match parts.iter_mut().find(|part| (part.0, part.1) == (&**through, duty.document)) {
                Some(part) => part.2.push(duty),
                None => parts.push((through, duty.document, vec![duty])),
            }
        }
        parts.sort_by_key(|(through, _, _)| *through);
        let mut last = "";
        let lines = parts.into_iter().map(|(through, matrix, duties)| {
            let through = if roles.len() > 1 && through != last { through } else { "" };
            last = if through.is_empty() { last } else { through };
            let activities = if many {
                here.words.count("activities_count", duties.len() as i64, &[])
            } else {
                let names = duties.iter().filter_map(|duty| Some(matrices::activity(here, duty)?.0.text));
                names.collect::<Vec<_>>().join("; ")
            };
            let matrix = here.handbook().documents[matrix].id.as_str();
            let text = here.words.fill("label", &[("name", matrix), ("value", &activities)]);
            AssignedIn { through: through.to_owned(), text }
        });
        Assigned { parts: lines.collect(), letter }
    };
    let assigned = matrices::legend(here).into_iter().enumerate().map(one);
    assigned.filter(|assigned| !assigned.parts.is_empty()).collect()
}

/// What is due soon, or was, and is for one of these roles or the person; the soonest first.
fn needs(here: &Here<'_>, person: usize, roles: &[&str]) -> Vec<Need> {
    let site = here.site;
    let places = roles.iter().filter_map(|role| here.handbook().organisation.role_at(role));
    let mut due: Vec<(Date, Matter)> = places.flat_map(|role| agenda::of_role(site, role)).collect();
    due.extend(agenda::of_person(site, person));
    due.sort();
    due.dedup();
    let near = |(day, matter): &(Date, Matter)| {
        here.as_of().days_until(*day) <= 90 || matter.recurrence(site) != Recurrence::Ahead
    };
    let needs = due.into_iter().filter(near).filter_map(|(day, matter)| {
        let link = matter.link(here)?;
        let text = format!("{} {}", matter.reference(site), link.text).trim().to_string();
        Some(Need {
            day: here.day(day),
            what: here.words.get(matter.word()).to_string(),
            link: Link { text, ..link },
            chip: matter.chip(here),
        })
    });
    needs.collect()
}

/// Documents in force whose audience is everyone, the person or one of their roles: one by one, and links to those lists
/// that are too long for that.
fn applies(here: &Here<'_>, person: &Person, roles: &[&str]) -> (Vec<DocumentLine>, Vec<Link>) {
    if !person.is_here(here.as_of()) {
        return (Vec::new(), Vec::new());
    }
    let role_at = |role: &str| here.handbook().organisation.role_at(role);
    let held = roles.iter().filter_map(|role| Some((*role, Listed::Audience(role_at(role)?))));
    let parties = std::iter::once(("everyone", Listed::Everyone)).chain(held);
    let (mut few, mut many) = (Vec::new(), Vec::new());
    for (name, list) in parties {
        match listed::link(here, list) {
            Some(link) => many.push((name, link)),
            None => few.push(name),
        }
    }
    let is =
        |party: &str, name: &str| if party == "everyone" { party == name } else { party.eq_ignore_ascii_case(name) };
    // What a link leads to is not said again, whomever else it concerns.
    let elsewhere = |name: &String| many.iter().any(|(party, _)| is(party, name));
    let concerns = |name: &String| person.id.is(name) || few.iter().any(|party| is(party, name));
    let lines = (0..here.handbook().documents.len())
        .filter(|at| here.site.assessment.documents[*at].standing == Standing::InForce)
        .filter(|at| {
            here.meta(*at)
                .is_some_and(|meta| meta.audience.iter().any(concerns) && !meta.audience.iter().any(elsewhere))
        })
        .filter_map(|at| here.document_line(at, String::new()));
    (lines.collect(), many.into_iter().map(|(_, link)| link).collect())
}

fn calendars(here: &Here<'_>, roles: &[(&Role, &Tenure)]) -> Vec<Link> {
    let with_reviews =
        roles.iter().filter(|(role, _)| crate::site::exports::calendar::has_reviews(here.site, Some(role)));
    with_reviews
        .map(|(role, _)| Link {
            href: here.file(&format!("reviews/{}.ics", role.id.key())),
            text: here.words.fill("calendar_of", &[("role", &here.role_title(role).0)]),
            lang: None,
        })
        .collect()
}

/// Who signs the letter of assignment: a holder of the role that the person's first role reports to.
fn assigned_by(here: &Here<'_>, roles: &[(&Role, &Tenure)]) -> String {
    let superior = roles.iter().find_map(|(role, _)| role.reports_to.as_deref());
    let Some(superior) = superior else { return String::new() };
    let held = here.role_held(superior);
    let people: Vec<String> = held.people.into_iter().map(|person| person.text).collect();
    if people.is_empty() { String::new() } else { format!("{}, {}", here.words.list(&people), held.role.text) }
}
