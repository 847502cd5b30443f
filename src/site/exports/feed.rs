//! `feed.xml`: approvals, reviews and retirements as an Atom feed (RFC 4287).

use super::sitemap::escape;
use crate::archive::Digest;
use crate::site::Site;
use crate::site::address::Page;
use crate::site::here::Here;
use crate::site::news::{Event, What};
use crate::site::pages::changes;
use std::fmt::Write as _;

/// How many entries the feed keeps.
const ENTRIES: usize = 50;

/// The feed's bytes, in the language that prevails.
pub fn atom(site: &Site<'_>) -> Vec<u8> {
    let lang = site.handbook.config.prevailing();
    let Ok(here) = Here::new(site, lang, Page::Home) else { return Vec::new() };
    let base = site.handbook.config.base_url.as_deref().unwrap_or("/");
    let id = format!("urn:sha256:{}", Digest::of(base.as_bytes()));
    let title = here.wording(&site.handbook.config.title).0;
    let updated = site.news().first().map_or(site.assessment.as_of, |event| event.date);
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    let _ = writeln!(xml, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">");
    let _ = writeln!(xml, "  <id>{id}</id>");
    let _ = writeln!(xml, "  <title>{}</title>", escape(&title));
    let _ = writeln!(xml, "  <updated>{updated}T00:00:00Z</updated>");
    let _ = writeln!(
        xml,
        "  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>",
        escape(&format!("{base}feed.xml"))
    );
    let _ = writeln!(
        xml,
        "  <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>",
        escape(&site.url(lang, Page::Changes))
    );
    let organisation = here.wording(&site.handbook.config.organisation).0;
    let author = if organisation.is_empty() { title } else { organisation };
    let _ = writeln!(xml, "  <author><name>{}</name></author>", escape(&author));
    for event in site.news().iter().take(ENTRIES) {
        entry(site, &here, event, &mut xml);
    }
    xml.push_str("</feed>\n");
    xml.into_bytes()
}

fn entry(site: &Site<'_>, here: &Here<'_>, event: &Event, xml: &mut String) {
    let Some(item) = changes::item(here, event) else { return };
    let state = &site.assessment.documents[event.document];
    let document = &site.handbook.documents[event.document];
    let (act, page) = match &event.what {
        What::Approved(place) => {
            (format!("approved-{}", state.versions[*place].version), Page::Version(event.document, *place))
        }
        What::Translated(version, lang) => (format!("translated-{version}-{lang}"), Page::Document(event.document)),
        What::Reviewed { .. } => ("reviewed".to_string(), Page::Document(event.document)),
        What::Retired => ("retired".to_string(), Page::Document(event.document)),
    };
    let who: Vec<String> = event.by.iter().map(|(role, person)| format!("{role}/{person}")).collect();
    let key = format!("{}\n{act}\n{}\n{}", document.id.key(), event.date, who.join(","));
    let _ = writeln!(xml, "  <entry>");
    let _ = writeln!(xml, "    <id>urn:sha256:{}</id>", Digest::of(key.as_bytes()));
    let heading = format!("{}: {} {} {}", item.chip.word, item.id, item.link.text, item.version.to_lowercase());
    let _ = writeln!(xml, "    <title>{}</title>", escape(heading.trim()));
    let _ = writeln!(xml, "    <updated>{}T00:00:00Z</updated>", event.date);
    let lang = here.lang;
    let _ =
        writeln!(xml, "    <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>", escape(&site.url(lang, page)));
    let text = [item.by.as_str(), item.summary.as_str()]
        .iter()
        .filter(|part| !part.is_empty())
        .copied()
        .collect::<Vec<_>>()
        .join(". ");
    if !text.is_empty() {
        let _ = writeln!(xml, "    <summary>{}</summary>", escape(&text));
    }
    let _ = writeln!(xml, "  </entry>");
}
