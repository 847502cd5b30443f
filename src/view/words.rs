//! The interface's words in one language: strings, plurals, dates, numbers, money.
//!
//! All of it is data (`templates/i18n/*.yaml`), so that a handbook may bring words for any language. Reads no file: `site`
//! hands the strings in.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    date::{Date, Interval, Unit},
    lang::{Lang, Tongue},
    view::parts::{Chip, Clock, Day, Due, State},
};

/// A string, or one that depends on a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Word {
    /// The same whatever the number.
    Plain(String),
    /// By number; `{n}` stands for it.
    Plural {
        /// For one (in French also for none).
        one: String,
        /// For all others.
        other: String,
    },
}

/// The words of one language.
#[derive(Clone, Debug)]
pub struct Words {
    lang: Lang,
    map: BTreeMap<String, Word>,
}

impl Words {
    /// The built-in words for the nearest tongue, with those of the configuration or the user's theme over them.
    pub fn new(lang: Lang, builtin: BTreeMap<String, Word>, over: BTreeMap<String, Word>) -> Words {
        let mut map = builtin;
        map.extend(over);
        Words { lang, map }
    }

    /// Their language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// All of them, for templates and scripts.
    pub fn map(&self) -> &BTreeMap<String, Word> {
        &self.map
    }

    /// A string without placeholders; the key itself when there is no such string.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.map.get(key) {
            Some(Word::Plain(text)) => text,
            Some(Word::Plural { other, .. }) => other,
            None => key,
        }
    }

    /// A string with its `{name}` placeholders filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A string in the form for `n`, which fills `{n}`; further placeholders from `values`.
    pub fn count(&self, key: &str, n: i64, values: &[(&str, &str)]) -> String {
        let text = match self.map.get(key) {
            Some(Word::Plural { one, other }) => {
                if self.is_one(n) {
                    one
                } else {
                    other
                }
            }
            _ => self.get(key),
        };
        fill(&text.replace("{n}", &self.whole(n)), values)
    }

    /// Whether a number takes the singular: in French and Portuguese from 0, elsewhere 1 alone.
    fn is_one(&self, n: i64) -> bool {
        match self.lang.as_str().split('-').next() {
            Some("fr" | "pt") => n.abs() < 2,
            _ => n == 1,
        }
    }

    /// A state's chip in this language's words, without a day.
    pub fn chip(&self, state: State) -> Chip {
        Chip { state, word: self.state(state).to_owned(), due: None }
    }

    /// A state's chip with the day on which it worsens, in the words of what runs out where it has its own.
    pub fn chip_due(&self, state: State, due: Due) -> Chip {
        Chip { state, word: self.state_of(due.clock, state).to_owned(), due: Some(due) }
    }

    /// The words of a state of something that runs out: its own (`action_due_soon`), else those of the state.
    pub fn state_of(&self, clock: Clock, state: State) -> &str {
        match self.map.get(&format!("{}_{}", clock.name(), state.name().replace('-', "_"))) {
            Some(Word::Plain(text)) => text,
            _ => self.state(state),
        }
    }

    /// The words of a state.
    pub fn state(&self, state: State) -> &str {
        match self.map.get(&format!("state_{}", state.name().replace('-', "_"))) {
            Some(Word::Plain(text)) => text,
            _ => state.name(),
        }
    }

    /// A day with its written form: `31 October 2026`, `31 octobre 2026`, `1er août 2026`.
    pub fn day(&self, date: Date) -> Day {
        Day { iso: date.to_string(), text: self.date(date) }
    }

    /// A day as written out.
    pub fn date(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let day = if day == 1 { self.get("date_first").to_owned() } else { day.to_string() };
        let month = self.month_word(month);
        self.fill("date_long", &[("d", &day), ("month", &month), ("y", &year.to_string())])
    }

    /// `November 2026`, `novembre 2026`.
    pub fn month(&self, date: Date) -> String {
        let (year, month, _) = date.parts();
        self.fill("date_month", &[("month", &self.month_word(month)), ("y", &year.to_string())])
    }

    fn month_word(&self, month: i8) -> String {
        self.get(&format!("month_{month}")).to_owned()
    }

    /// A whole number with the language's group separator, from five digits in languages that ask for it.
    pub fn whole(&self, n: i64) -> String {
        let digits = n.unsigned_abs().to_string();
        let separator = self.get("number_group");
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(separator);
            }
            text.push(digit);
        }
        if n < 0 { format!("\u{2212}{text}") } else { text }
    }

    /// A measured value with at most `decimals` places, trailing zeros dropped.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return "\u{2013}".to_owned();
        }
        let written = format!("{:.*}", decimals.min(6), value.abs());
        let (whole, fraction) = written.split_once('.').unwrap_or((written.as_str(), ""));
        let fraction = fraction.trim_end_matches('0');
        let grouped = whole.parse::<i64>().map_or_else(|_| whole.to_owned(), |n| self.whole(n));
        let sign = if value < 0.0 && written.chars().any(|c| c.is_ascii_digit() && c != '0') { "\u{2212}" } else { "" };
        if fraction.is_empty() {
            format!("{sign}{grouped}")
        } else {
            format!("{sign}{grouped}{}{fraction}", self.get("number_decimal"))
        }
    }

    /// A value with its unit: `85 %` in French, `85%` in English, `3 days`.
    pub fn quantity(&self, value: f64, unit: &str) -> String {
        let number = self.number(value, 2);
        match unit {
            "" => number,
            "%" => self.fill("percent", &[("n", &number)]),
            unit => match unit.strip_prefix("% ") {
                Some(of) => format!("{} {of}", self.fill("percent", &[("n", &number)])),
                None => format!("{number}\u{a0}{unit}"),
            },
        }
    }

    /// An amount of money: `$125,000`, `$98,250.50`, `125 000 $`; the code itself for currencies without a short form.
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let mut number = self.number(amount, 2);
        // Cents are two digits or none.
        if number.rsplit_once(self.get("number_decimal")).is_some_and(|(_, cents)| cents.len() == 1) {
            number.push('0');
        }
        match self.map.get(&format!("money_{}", currency.to_ascii_lowercase())) {
            Some(Word::Plain(form)) => fill(form, &[("n", &number)]),
            _ if currency.is_empty() => number,
            _ => format!("{number}\u{a0}{currency}"),
        }
    }

    /// How long: `7 years`, `7 ans`.
    pub fn length(&self, interval: Interval) -> String {
        let unit = match interval.unit {
            Unit::Days => "length_days",
            Unit::Weeks => "length_weeks",
            Unit::Months => "length_months",
            Unit::Years => "length_years",
        };
        self.count(unit, i64::from(interval.count), &[])
    }

    /// How often: `every 12 months`, `tous les 12 mois`.
    pub fn every(&self, interval: Interval) -> String {
        let unit = match interval.unit {
            Unit::Days => "every_days",
            Unit::Weeks => "every_weeks",
            Unit::Months => "every_months",
            Unit::Years => "every_years",
        };
        self.count(unit, i64::from(interval.count), &[])
    }

    /// A list as people write it: `a, b and c`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [head @ .., last] => self.fill("list_and", &[("head", &head.join(", ")), ("last", last)]),
        }
    }

    /// The sentence for a review that is due soon or overdue, `days` from the as-of date; empty for other states.
    pub fn review_text(&self, state: State, due: Date, days: i64) -> String {
        match state {
            State::Overdue => self.count("banner_overdue", -days, &[("d", &self.date(due))]),
            State::DueSoon if days == 0 => self.fill("banner_due_today", &[("d", &self.date(due))]),
            State::DueSoon => self.count("banner_due_soon", days, &[("d", &self.date(due))]),
            _ => String::new(),
        }
    }

    /// Whether these words are French, for typography that the strings cannot carry.
    pub fn tongue(&self) -> Tongue {
        Tongue::of(self.lang)
    }
}

/// Fills `{name}` placeholders; unknown ones stay as they are, and values are never read for placeholders again.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let tail = &rest[open..];
        let known = values.iter().find(|(name, _)| tail[1..].strip_prefix(name).is_some_and(|t| t.starts_with('}')));
        match known {
            Some((name, value)) => {
                out.push_str(value);
                rest = &tail[name.len() + 2..];
            }
            None => {
                out.push('{');
                rest = &tail[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lang: Lang) -> Words {
        let file = if lang == Lang::FR {
            include_str!("../../templates/i18n/fr.yaml")
        } else {
            include_str!("../../templates/i18n/en.yaml")
        };
        Words::new(lang, serde_yaml::from_str(file).unwrap(), BTreeMap::new())
    }

    #[test]
    fn writes_dates_of_both_languages() {
        let cases = [
            ("2026-10-31", "31 October 2026", "31 octobre 2026"),
            ("2026-08-01", "1 August 2026", "1er août 2026"),
            ("2027-02-28", "28 February 2027", "28 février 2027"),
        ];
        for (iso, en, fr) in cases {
            let date = Date::parse(iso).unwrap();
            assert_eq!((words(Lang::EN).date(date).as_str(), words(Lang::FR).date(date).as_str()), (en, fr));
        }
        assert_eq!(words(Lang::FR).month(Date::parse("2026-11-05").unwrap()), "novembre 2026");
    }

    #[test]
    fn counts_as_each_language_does() {
        let cases = [
            (0, "0 documents in force", "0 document en vigueur"),
            (1, "1 document in force", "1 document en vigueur"),
            (2, "2 documents in force", "2 documents en vigueur"),
            (1234, "1,234 documents in force", "1\u{a0}234 documents en vigueur"),
        ];
        for (n, en, fr) in cases {
            assert_eq!(words(Lang::EN).count("documents_in_force", n, &[]), en);
            assert_eq!(words(Lang::FR).count("documents_in_force", n, &[]), fr);
        }
    }

    #[test]
    fn writes_numbers_money_and_intervals() {
        let (en, fr) = (words(Lang::EN), words(Lang::FR));
        assert_eq!((en.quantity(97.5, "%"), fr.quantity(97.5, "%")), ("97.5%".into(), "97,5\u{a0}%".into()));
        assert_eq!(
            (en.money(125_000.0, "CAD"), fr.money(125_000.0, "CAD")),
            ("$125,000".into(), "125\u{a0}000\u{a0}$".into())
        );
        assert_eq!((en.number(-0.001, 2), en.number(-1.5, 2)), ("0".into(), "\u{2212}1.5".into()));
        assert_eq!(en.number(f64::NAN, 2), "\u{2013}");
        assert_eq!(
            (en.every(Interval::months(1)), fr.every(Interval::months(12))),
            ("every month".into(), "tous les 12 mois".into())
        );
        assert_eq!(
            (en.length(Interval::months(1)), fr.length(Interval::months(24))),
            ("1 month".into(), "24 mois".into())
        );
        assert_eq!(fr.list(&["a".into(), "b".into(), "c".into()]), "a, b et c");
    }

    #[test]
    fn says_how_late_a_review_is() {
        let day = Date::parse("2026-10-31").unwrap();
        assert_eq!(words(Lang::EN).review_text(State::Overdue, day, -1), "Review overdue by 1 day. Still in force.");
        assert_eq!(
            words(Lang::FR).review_text(State::DueSoon, day, 1),
            "Révision à faire d’ici le 31 octobre 2026 (dans 1 jour)"
        );
        assert_eq!(words(Lang::EN).review_text(State::Current, day, 90), "");
    }

    #[test]
    fn placeholders_are_filled_once() {
        assert_eq!(fill("{a} {b} {c", &[("a", "{b}"), ("b", "x")]), "{b} x {c");
    }
}
