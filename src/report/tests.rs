//! The formats, tried on a few findings with accents, other line ends and hostile characters.

use super::*;
use crate::finding::Finding;
use crate::finding::catalogue::documents::{OWNER_VACANT, REVIEW_DUE_SOON, VERSION_NOT_NEWER};
use crate::finding::catalogue::links::LINK_BROKEN;
use crate::finding::policy::{Policy, apply};
use crate::lang::Say;
use human::Look;
use serde_json::Value;

const TEXT: &str =
    "---\r\nid: POL-1\r\ntitle: Sécurité\r\nversion: 2.0\r\n---\r\n\r\nVoir la règle d’accès [ici](absent.md), é.\r\n";

fn as_of() -> Date {
    Date::parse("2026-06-01").unwrap()
}

fn say(en: &str) -> Say {
    Say { en: en.into(), fr: format!("[fr] {en}") }
}

/// A stand-in for `source::locate`: key paths and bytes of [`TEXT`], lines as they are.
fn locate(place: &Place) -> Spot {
    let (line, columns) = match &place.at {
        crate::finding::At::File => return Spot::default(),
        crate::finding::At::Line(line) => (*line, None),
        crate::finding::At::Value(_) | crate::finding::At::Key(_) => (4, Some((10, 13))),
        crate::finding::At::Bytes(_) => (7, Some((28, 37))),
    };
    Spot {
        line: Some(line),
        column: columns.map(|(start, _)| start),
        end_column: columns.map(|(_, end)| end),
        line_text: TEXT.split_inclusive('\n').nth(line - 1).map(str::to_owned),
    }
}

fn found() -> Vec<Finding> {
    let path: Arc<str> = Arc::from("content/policies/sécurité, 1.md");
    vec![
        Finding::new(&REVIEW_DUE_SOON, Place::file(&path), say("The review is due in 12 days.")).about("POL-1"),
        Finding::new(&VERSION_NOT_NEWER, Place::value(&path, "version"), say("Version 2.0 is not newer than 2.1."))
            .help(say("Raise `version` above 2.1."))
            .about("POL-1"),
        Finding::new(
            &LINK_BROKEN,
            Place::bytes(&path, 90..99),
            say("There is no file <absent.md> & \u{1b}[31mno\nmore."),
        ),
        Finding::new(&OWNER_VACANT, Place::file(&Arc::from("")), say("Nobody holds the role: 100%.")),
    ]
}

fn reported(tongue: Tongue) -> (Vec<Reported>, Summary) {
    let judged = apply(found(), &Policy::default(), as_of());
    let reported = report(&judged, tongue, &locate);
    let summary = Summary::of(&reported, as_of(), 1, 0);
    (reported, summary)
}

const PLAIN: Look = Look { colour: false, width: 80 };

#[test]
fn human_shows_the_line_with_accents_and_windows_line_ends() {
    let (reported, summary) = reported(Tongue::En);
    let text = human::render(&reported, &summary, Tongue::En, PLAIN);
    println!("{text}");
    println!("{}", human::render(&reported, &summary, Tongue::Fr, Look { colour: true, width: 60 }));
}
