//! `api/roles.json` and `api/people.json`: who holds what on the day.

use super::documents::{self, Lazily, write};
use super::duties::{Who, entries};
use crate::date::Date;
use crate::lang::Wording;
use crate::model::{Person, Role};
use crate::site::Site;
use crate::site::address::Page;
use serde::Serialize;
use serde_json::{Map, Value, json};

/// All roles.
pub fn roles(site: &Site<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct File<R> {
        schema: u8,
        as_of: Date,
        roles: R,
    }
    let as_of = site.assessment.as_of;
    let role = |(at, role): (usize, &Role)| {
        let deputies: Vec<&str> = role.deputies_on(as_of).map(|tenure| tenure.person.as_str()).collect();
        json!({
            "id": role.id.as_str(),
            "title": titles(site, &role.title, &|lang| role.texts.get(&lang).and_then(|text| text.title.clone())),
            "holders": documents::holders(site, role.id.as_str()),
            "deputies": deputies,
            "reports_to": role.reports_to,
            "top_management": role.top_management,
            "designations": role.designations,
            "owns": owned(site, at),
            "duties": entries(site.handbook, site.assessment, Who::Role(at)),
            "url": urls(site, Page::Role(at)),
        })
    };
    let roles = Lazily(|| site.handbook.organisation.roles.iter().enumerate().map(role));
    write(&File { schema: 1, as_of, roles })
}

/// Everyone who is here on the day.
pub fn people(site: &Site<'_>) -> Vec<u8> {
    #[derive(Serialize)]
    struct File<P> {
        schema: u8,
        as_of: Date,
        people: P,
    }
    let as_of = site.assessment.as_of;
    let organisation = &site.handbook.organisation;
    let person = |(at, person): (usize, &Person)| {
        let holds = organisation.roles.iter().filter(|role| role.held_by(person.id.as_str(), as_of));
        let stands_in =
            organisation.roles.iter().filter(|role| role.deputies_on(as_of).any(|tenure| person.id.is(&tenure.person)));
        json!({
            "id": person.id.as_str(),
            "name": person.name,
            "title": titles(site, &person.title, &|_| None),
            "email": person.email,
            "roles": holds.map(|role| role.id.as_str()).collect::<Vec<_>>(),
            "deputy_of": stands_in.map(|role| role.id.as_str()).collect::<Vec<_>>(),
            "duties": entries(site.handbook, site.assessment, Who::Person(at)),
            "url": urls(site, Page::Person(at)),
        })
    };
    let here = |(_, person): &(usize, &Person)| person.is_here(as_of);
    let people = Lazily(|| organisation.people.iter().enumerate().filter(here).map(person));
    write(&File { schema: 1, as_of, people })
}

/// A thing’s titles by language: its own, else what its front matter says.
pub fn titles(site: &Site<'_>, title: &Wording, own: &dyn Fn(crate::lang::Lang) -> Option<String>) -> Value {
    let entries = site.languages().iter().filter_map(|lang| {
        let text = own(*lang).or_else(|| title.exact(*lang).map(str::to_string))?;
        Some((lang.to_string(), Value::String(text)))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}

/// A page’s full addresses by language.
pub fn urls(site: &Site<'_>, page: Page) -> Value {
    let entries = site.languages().iter().map(|lang| (lang.to_string(), Value::String(site.url(*lang, page))));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn owned<'a>(site: &Site<'a>, role: usize) -> Vec<&'a str> {
    let owned = site.assessment.duties.roles[role].owned.iter();
    owned.map(|at| site.handbook.documents[*at].id.as_str()).collect()
}
