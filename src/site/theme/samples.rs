//! Believable pages in both languages for tests: every optional part is there once, so that a path that a template uses can
//! be checked against them.

use crate::{
    date::Date,
    lang::{Lang, Tongue},
    view::{
        chart, document::*, finder::*, frame::*, home::*, leadership::*, measures::*, news::*, organisation::*,
        orgchart, pages::*, parts::*, person::*, preview::*, redline::*, register::*, responsibilities::*, reviews::*,
        words::Words,
    },
};

mod documents;
mod frame;
mod leadership;
mod organisation;
mod others;
mod register;

/// Builds samples in one language.
pub struct Samples<'a> {
    pub words: &'a Words,
    pub root: &'a str,
}

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub const AS_OF: &str = "2026-11-23";

impl Samples<'_> {
    pub fn lang(&self) -> Lang {
        self.words.lang()
    }

    pub fn say(&self, en: &str, fr: &str) -> String {
        if self.words.tongue() == Tongue::Fr { fr.to_owned() } else { en.to_owned() }
    }

    fn other(&self) -> Lang {
        if self.lang() == Lang::FR { Lang::EN } else { Lang::FR }
    }

    /// An address below this language.
    fn to(&self, path: &str) -> String {
        format!("{}{}/{path}", self.root, self.lang())
    }

    pub fn day(&self, text: &str) -> Day {
        self.words.day(date(text))
    }

    pub fn link(&self, path: &str, en: &str, fr: &str) -> Link {
        Link { href: self.to(path), text: self.say(en, fr), lang: None }
    }

    fn name(&self, path: &str, en: &str, fr: &str) -> Name {
        Name { text: self.say(en, fr), href: Some(self.to(path)), lang: None }
    }

    pub fn chip(&self, state: State) -> Chip {
        self.words.chip(state)
    }

    pub fn due(&self, clock: Clock, state: State, day: &str) -> Chip {
        self.words.chip_due(state, Due { clock, day: self.day(day), soon: 30 })
    }

    pub fn ceo(&self) -> RoleHeld {
        RoleHeld {
            role: self.name("roles/ceo/", "Chief executive", "Présidence-direction générale"),
            people: vec![self.name("people/marie-tremblay/", "Marie Tremblay", "Marie Tremblay")],
        }
    }

    pub fn ciso(&self) -> RoleHeld {
        RoleHeld {
            role: self.name(
                "roles/ciso/",
                "Information security officer",
                "Responsable de la sécurité de l’information",
            ),
            people: vec![self.name("people/jean-gagnon/", "Jean Gagnon", "Jean Gagnon")],
        }
    }

    fn vacant(&self) -> RoleHeld {
        RoleHeld {
            role: self.name("roles/continuity/", "Continuity lead", "Responsable de la continuité"),
            people: vec![],
        }
    }

    pub fn lines(&self) -> Vec<DocumentLine> {
        let line = |id: &str, en: &str, fr: &str, chip: Chip, note: String| DocumentLine {
            id: id.to_owned(),
            link: self.link(&format!("documents/{}/", id.to_lowercase()), en, fr),
            kind: self.say("Policy", "Politique"),
            chip,
            note,
        };
        vec![
            line(
                "POL-001",
                "Information security policy",
                "Politique de sécurité de l’information",
                self.chip(State::Approved),
                self.say("What binds everyone, in two pages.", "Ce qui lie tout le monde, en deux pages."),
            ),
            line(
                "POL-004",
                "Access control policy",
                "Politique de contrôle des accès",
                self.due(Clock::Review, State::Overdue, "2026-10-31"),
                String::new(),
            ),
            line(
                "PRO-003",
                "Incident response procedure",
                "Procédure de réponse aux incidents",
                self.due(Clock::Review, State::DueSoon, "2026-12-10"),
                String::new(),
            ),
        ]
    }
}
