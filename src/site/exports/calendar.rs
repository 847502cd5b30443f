//! `reviews.ics`: the days by which something is due (RFC 5545), for everyone and for each role that sees to some of it:
//! reviews of documents, actions of leadership, decisions, the management review.

use crate::archive::Digest;
use crate::date::{Date, Interval};
use crate::lang::Wording;
use crate::model::Role;
use crate::site::Site;
use crate::site::agenda::{self, Matter};
use std::fmt::Write as _;

/// Whether there is anything to put into a calendar, of one role or of all.
pub fn has_reviews(site: &Site<'_>, role: Option<&Role>) -> bool {
    !due(site, role).is_empty()
}

/// What has a day, of one role or of all.
fn due(site: &Site<'_>, role: Option<&Role>) -> Vec<(Date, Matter)> {
    match role {
        None => agenda::all(site),
        Some(role) => {
            let at = site.handbook.organisation.role_at(role.id.as_str());
            at.map(|at| agenda::of_role(site, at)).unwrap_or_default()
        }
    }
}

/// The calendar's bytes.
pub fn ics(site: &Site<'_>, role: Option<&Role>) -> Vec<u8> {
    let lang = site.handbook.config.prevailing();
    let Some(words) = site.theme.words(lang) else { return Vec::new() };
    let title =
        |wording: &Wording| wording.best(lang, site.languages()).map(|(text, _)| text.to_string()).unwrap_or_default();
    let mut name = format!("{}: {}", title(&site.handbook.config.title), words.get("review_calendar"));
    if let Some(role) = role {
        let _ = write!(name, " ({})", title(&role.title));
    }
    let mut ics = String::new();
    line(&mut ics, "BEGIN:VCALENDAR");
    line(&mut ics, "VERSION:2.0");
    line(&mut ics, "PRODID:-//isms-handbook//reviews//EN");
    line(&mut ics, "CALSCALE:GREGORIAN");
    line(&mut ics, "METHOD:PUBLISH");
    line(&mut ics, &format!("X-WR-CALNAME:{}", escape(&name)));
    // The stamp is the day the site speaks of, so that equal builds are equal bytes.
    let stamp = compact(site.assessment.as_of);
    let base = site.handbook.config.base_url.as_deref().unwrap_or("/");
    let domain = &Digest::of(base.as_bytes()).to_string()[..16];
    for (due, matter) in due(site, role) {
        let next = due.plus(Interval::days(1));
        line(&mut ics, "BEGIN:VEVENT");
        line(&mut ics, &format!("UID:{}-{}@{domain}.handbook", matter.uid(site), compact(due)));
        line(&mut ics, &format!("DTSTAMP:{stamp}T000000Z"));
        line(&mut ics, &format!("DTSTART;VALUE=DATE:{}", compact(due)));
        line(&mut ics, &format!("DTEND;VALUE=DATE:{}", compact(next)));
        let what = format!("{} {}", matter.reference(site), matter.title(site, lang));
        let summary = match what.trim() {
            "" => words.get(matter.word()).to_string(),
            what => format!("{}: {what}", words.get(matter.word())),
        };
        line(&mut ics, &format!("SUMMARY:{}", escape(&summary)));
        if let Some(owner) = matter.role(site).and_then(|owner| site.handbook.organisation.role(owner)) {
            let text = format!("{}: {}", words.get("owner"), title(&owner.title));
            line(&mut ics, &format!("DESCRIPTION:{}", escape(&text)));
        }
        if site.handbook.config.base_url.is_some() {
            line(&mut ics, &format!("URL:{}", site.url(lang, matter.page(site))));
        }
        line(&mut ics, "TRANSP:TRANSPARENT");
        line(&mut ics, "CATEGORIES:REVIEW");
        line(&mut ics, "BEGIN:VALARM");
        line(&mut ics, "ACTION:DISPLAY");
        line(&mut ics, &format!("DESCRIPTION:{}", escape(&summary)));
        let as_of = site.assessment.as_of;
        let days = as_of.minus(site.handbook.config.due_soon).days_until(as_of);
        line(&mut ics, &format!("TRIGGER:-P{days}D"));
        line(&mut ics, "END:VALARM");
        line(&mut ics, "END:VEVENT");
    }
    line(&mut ics, "END:VCALENDAR");
    ics.into_bytes()
}

fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// Text as RFC 5545 §3.3.11 wants it.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(c);
            }
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A content line, folded after 75 octets between characters (RFC 5545 §3.1).
fn line(ics: &mut String, text: &str) {
    let mut width = 0;
    for c in text.chars() {
        if width + c.len_utf8() > 75 {
            ics.push_str("\r\n ");
            width = 1;
        }
        ics.push(c);
        width += c.len_utf8();
    }
    ics.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_fold_between_characters() {
        let mut ics = String::new();
        line(&mut ics, &"é".repeat(80));
        for part in ics.trim_end().split("\r\n") {
            assert!(part.len() <= 75, "{part}");
        }
        assert_eq!(ics.replace("\r\n ", "").trim_end(), "é".repeat(80));
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
