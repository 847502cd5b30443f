//! Files for machines: register, documents, calendars, feed, sitemap, robots.
//!
//! Each is a pure function of the site; `export FORMAT` prints the same bytes that the site publishes.

pub mod acknowledgements;
pub mod calendar;
pub mod documents;
pub mod duties;
#[cfg(test)]
mod duties_tests;
pub mod feed;
pub mod frameworks;
pub mod headers;
pub mod leadership;
pub mod measures;
pub mod people;
pub mod register;
pub mod responsibilities;
pub mod schemas;
pub mod sitemap;

use super::Site;
use super::theme::ThemeError;
use crate::report::{Summary, json};

/// A file for machines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Export {
    /// `api/documents.json`.
    Documents,
    /// `api/roles.json`.
    Roles,
    /// `api/people.json`.
    People,
    /// `api/responsibilities.json`.
    Responsibilities,
    /// `api/frameworks.json`.
    Frameworks,
    /// `api/leadership.json`.
    Leadership,
    /// `api/indicators.json`.
    Indicators,
    /// `api/exceptions.json`.
    Exceptions,
    /// `api/findings.json`.
    Findings,
    /// `api/schema/NAME.json`: the form of the file of that name.
    Schema(&'static str),
    /// `register.csv`.
    Register,
    /// `reviews.ics`, or `reviews/ROLE.ics` for the role at this place.
    Calendar(Option<usize>),
    /// `feed.xml`.
    Feed,
    /// `sitemap.xml`.
    Sitemap,
    /// `robots.txt`.
    Robots,
    /// `_headers`: the headers that a server should send.
    Headers,
    /// `acknowledgements.csv`: who has read what, by name; for the auditor, not a file of the site.
    Acknowledgements,
}

impl Export {
    /// Exports that are no file of the site.
    pub const PRIVATE: [Export; 1] = [Export::Acknowledgements];

    /// All exports of a site.
    pub fn all(site: &Site<'_>) -> Vec<Export> {
        let mut all = vec![
            Export::Documents,
            Export::Roles,
            Export::People,
            Export::Responsibilities,
            Export::Frameworks,
            Export::Leadership,
            Export::Indicators,
            Export::Exceptions,
            Export::Findings,
            Export::Register,
            Export::Calendar(None),
            Export::Feed,
            Export::Sitemap,
            Export::Robots,
            Export::Headers,
        ];
        let roles = site.handbook.organisation.roles.iter().enumerate();
        all.extend(
            roles.filter(|(_, role)| calendar::has_reviews(site, Some(role))).map(|(at, _)| Export::Calendar(Some(at))),
        );
        all.extend(schemas::ALL.iter().map(|(name, _)| Export::Schema(name)));
        all
    }

    /// Whether it holds the handbook's data, for programs and spreadsheets.
    pub fn is_data(&self) -> bool {
        let served = [Export::Feed, Export::Sitemap, Export::Robots, Export::Headers];
        !served.contains(self) && !matches!(self, Export::Calendar(Some(_)) | Export::Schema(_))
    }

    /// Its path on the site.
    pub fn path(&self, site: &Site<'_>) -> String {
        match self {
            Export::Documents => "api/documents.json".to_string(),
            Export::Roles => "api/roles.json".to_string(),
            Export::People => "api/people.json".to_string(),
            Export::Responsibilities => "api/responsibilities.json".to_string(),
            Export::Frameworks => "api/frameworks.json".to_string(),
            Export::Leadership => "api/leadership.json".to_string(),
            Export::Indicators => "api/indicators.json".to_string(),
            Export::Exceptions => "api/exceptions.json".to_string(),
            Export::Findings => "api/findings.json".to_string(),
            Export::Schema(name) => format!("api/schema/{name}.json"),
            Export::Register => "register.csv".to_string(),
            Export::Calendar(None) => "reviews.ics".to_string(),
            Export::Calendar(Some(at)) => format!("reviews/{}.ics", site.handbook.organisation.roles[*at].id.key()),
            Export::Feed => "feed.xml".to_string(),
            Export::Sitemap => "sitemap.xml".to_string(),
            Export::Robots => "robots.txt".to_string(),
            Export::Headers => "_headers".to_string(),
            Export::Acknowledgements => "acknowledgements.csv".to_string(),
        }
    }
}

/// The bytes of an export.
pub fn make(site: &Site<'_>, export: &Export) -> Result<Vec<u8>, ThemeError> {
    Ok(match export {
        Export::Documents => documents::json(site),
        Export::Roles => people::roles(site),
        Export::People => people::people(site),
        Export::Responsibilities => responsibilities::json(site),
        Export::Frameworks => frameworks::json(site),
        Export::Leadership => leadership::json(site),
        Export::Indicators => measures::indicators(site),
        Export::Exceptions => measures::exceptions(site),
        Export::Findings => {
            let findings = (site.findings)();
            let summary = Summary::of(&findings, site.assessment.as_of, 0, 0);
            json::render(&findings, &summary).into_bytes()
        }
        Export::Schema(name) => schemas::named(name).unwrap_or_default().as_bytes().to_vec(),
        Export::Register => register::csv(site),
        Export::Calendar(role) => calendar::ics(site, role.map(|at| &site.handbook.organisation.roles[at])),
        Export::Feed => feed::atom(site),
        Export::Sitemap => sitemap::xml(site),
        Export::Robots => sitemap::robots(site),
        Export::Headers => headers::headers(),
        Export::Acknowledgements => acknowledgements::csv(site),
    })
}
