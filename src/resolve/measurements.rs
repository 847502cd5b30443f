//! Values of indicators: those of a CSV file beside the text, and no day twice.
//!
//! Reads what spreadsheets write: `,`, `;` or tabs, a byte-order mark, headings in English or French, a decimal point or
//! comma. A number that could mean two things is reported, not guessed.

use super::{beside, csv};
use crate::date::Date;
use crate::finding::catalogue::source as rules;
use crate::finding::{Finding, Place};
use crate::markdown::Cell;
use crate::model::Described;
use crate::model::measures::{Indicator, Measurement};
use crate::say;
use crate::source::Sources;
use std::collections::BTreeSet;
use std::sync::Arc;

const DATE: &[&str] = &["date", "day", "jour"];
const VALUE: &[&str] = &["value", "valeur"];

/// Fills in the values of all indicators whose values stand in a file.
pub fn read(sources: &Sources, indicators: &mut [Indicator], found: &mut Vec<Finding>) {
    for indicator in indicators {
        match indicator.table.clone() {
            Some(named) => {
                let (path, values) = table(sources, indicator, &named, found);
                indicator.table = path;
                indicator.measurements = values;
            }
            None => days_twice(indicator, found),
        }
    }
}

/// A value that stands in the front matter for a day that has one already.
fn days_twice(indicator: &mut Indicator, found: &mut Vec<Finding>) {
    let sheet = indicator.sheet();
    let place = Place::key(&sheet.path, "measurements");
    let mut seen = BTreeSet::new();
    for measured in &indicator.measurements {
        if !seen.insert(measured.date) {
            found.push(twice(measured.date, place.clone()).about(sheet.id.as_str()));
        }
    }
    indicator.measurements.dedup_by_key(|measured| measured.date);
}

fn twice(day: Date, place: Place) -> Finding {
    let says = say!(
        "there are two values for {day}; the first one counts",
        "il y a deux valeurs pour le {day}; la première compte"
    );
    let help = say!("Keep one of the two.", "Gardez l’une des deux.");
    Finding::new(&rules::VALUE_INVALID, place, says).help(help)
}

fn table(
    sources: &Sources,
    indicator: &Indicator,
    named: &str,
    found: &mut Vec<Finding>,
) -> (Option<Arc<str>>, Vec<Measurement>) {
    let sheet = indicator.sheet();
    let subject = sheet.id.as_str();
    let key = Place::value(&sheet.path, "measurements");
    let path = beside::path(sources, &sheet.path, named);
    let Some((path, text)) = beside::csv(sources, path.as_deref(), (key, named), subject, found) else {
        return (None, Vec::new());
    };
    let read = csv::read(text);
    csv::faults(&read, path, &rules::VALUE_INVALID, Some(subject), found);
    let mut report = |finding: Finding| found.push(finding.about(subject));
    let columns = read.table.as_ref().map(|table| (table, csv::columns(table, [DATE, VALUE])));
    let Some((table, [Some(date), Some(value)])) = columns else {
        let says = say!(
            "this file needs the headings `date` and `value` in its first line",
            "ce fichier doit porter les titres `date` et `value` (ou `valeur`) à sa première ligne"
        );
        let help = say!(
            "Write `date,value` as the first line, then one day and one value a line, as in `2026-06-30,96.5`.",
            "Écrivez `date,value` à la première ligne, puis un jour et une valeur par ligne, comme `2026-06-30,96.5`."
        );
        let place = match &read.table {
            Some(table) => Place::bytes(path, table.header.first().map_or(0..0, |cell| cell.range.clone())),
            None => Place::file(path),
        };
        report(Finding::new(&rules::VALUE_INVALID, place, says).help(help));
        return (Some(path.clone()), Vec::new());
    };
    let numbers = Numbers::of(table.rows.iter().filter_map(|row| row.get(value)), indicator);
    let mut values = Vec::new();
    let mut seen = BTreeSet::new();
    for row in &table.rows {
        // A day whose value is still to come is no fault: spreadsheets list the whole year.
        let Some(cell) = row.get(value).filter(|cell| !cell.text.is_empty()) else { continue };
        let day = row.get(date);
        let place = |cell: &Cell| Place::bytes(path, cell.range.clone());
        let Some(day) = day.and_then(|cell| Date::parse(&cell.text)).map(|date| (date, day)) else {
            let (written, place) = day.map_or(("", place(cell)), |cell| (cell.text.as_str(), place(cell)));
            let says = say!("`{written}` is not a day", "`{written}` n’est pas un jour");
            let help = say!(
                "Write year, month and day: `2026-06-30`.",
                "Écrivez l’année, le mois et le jour\u{a0}: `2026-06-30`."
            );
            report(Finding::new(&rules::VALUE_INVALID, place, says).help(help));
            continue;
        };
        match numbers.read(&cell.text) {
            Ok(number) if seen.insert(day.0) => values.push(Measurement { date: day.0, value: number }),
            Ok(_) => report(twice(day.0, place(day.1.unwrap_or(cell)))),
            Err(fault) => report(fault.finding(&cell.text, place(cell))),
        }
    }
    values.sort_by_key(|measured| measured.date);
    (Some(path.clone()), values)
}

/// How the numbers of one column are written.
struct Numbers {
    /// Some number of the column shows that its comma is a decimal one.
    decimal_comma: bool,
    /// The unit is a percentage, so that a `%` behind a number says nothing new.
    percent: bool,
}

/// Why a cell is no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NoNumber {
    /// It is none at all.
    None,
    /// `1,234` may be a thousand or one.
    Ambiguous,
}

impl NoNumber {
    fn finding(self, written: &str, place: Place) -> Finding {
        let (says, help) = match self {
            NoNumber::None => (
                say!("`{written}` is not a number", "`{written}` n’est pas un nombre"),
                say!(
                    "Write digits, with a point before decimals: `99.93`.",
                    "Écrivez des chiffres, avec un point ou une virgule devant les décimales\u{a0}: `99.93`."
                ),
            ),
            NoNumber::Ambiguous => (
                say!(
                    "`{written}` can be read in two ways: with decimals, or with thousands",
                    "`{written}` peut se lire de deux façons\u{a0}: avec des décimales, ou avec des milliers"
                ),
                say!(
                    "Write decimals with a point (`1.234`), and thousands without a sign (`1234`).",
                    "Écrivez les décimales avec un point (`1.234`), et les milliers sans signe (`1234`)."
                ),
            ),
        };
        Finding::new(&rules::VALUE_INVALID, place, says).help(help)
    }
}

impl Numbers {
    fn of<'a>(mut cells: impl Iterator<Item = &'a Cell>, indicator: &Indicator) -> Numbers {
        let unit = &indicator.unit;
        let percent = unit.all.iter().chain(unit.by.iter().map(|(_, unit)| unit)).any(|unit| unit.starts_with('%'));
        let shows = |cell: &Cell| {
            let text = bare(&cell.text, percent);
            let parts: Vec<&str> = text.split(',').collect();
            parts.len() == 2 && !text.contains('.') && (parts[1].len() != 3 || parts[0].len() > 3)
        };
        Numbers { decimal_comma: cells.any(shows), percent }
    }

    fn read(&self, written: &str) -> Result<f64, NoNumber> {
        let text = bare(written, self.percent);
        let digits = text.strip_prefix('-').unwrap_or(&text);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b',') {
            return Err(NoNumber::None);
        }
        let plain = match (digits.rfind('.'), digits.rfind(',')) {
            (_, None) => digits.to_string(),
            (None, Some(_)) => self.commas(digits)?,
            (Some(point), Some(comma)) => {
                let (last, group) = if point > comma { (point, ',') } else { (comma, '.') };
                let whole = ungrouped(&digits[..last], group).ok_or(NoNumber::None)?;
                format!("{whole}.{}", &digits[last + 1..])
            }
        };
        let number: f64 = plain.parse().ok().filter(|number: &f64| number.is_finite()).ok_or(NoNumber::None)?;
        Ok(if text.starts_with('-') { -number } else { number })
    }

    /// A number with commas and no point.
    fn commas(&self, digits: &str) -> Result<String, NoNumber> {
        let groups: Vec<&str> = digits.split(',').collect();
        match groups[..] {
            [whole, decimals] => {
                let thousands = decimals.len() == 3 && (1..=3).contains(&whole.len()) && !whole.starts_with('0');
                if thousands && !self.decimal_comma {
                    return Err(NoNumber::Ambiguous);
                }
                Ok(format!("{whole}.{decimals}"))
            }
            _ => ungrouped(digits, ',').ok_or(NoNumber::None),
        }
    }
}

/// Digits in groups of three as plain digits; none when the groups are no thousands.
fn ungrouped(digits: &str, separator: char) -> Option<String> {
    let groups: Vec<&str> = digits.split(separator).collect();
    let (first, rest) = groups.split_first()?;
    let sound = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    let digits_only = groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_digit()));
    (digits_only && sound).then(|| groups.concat())
}

/// A number without what people put around it: blanks of every kind, a typographic minus, a sign of percentage.
fn bare(written: &str, percent: bool) -> String {
    let text: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.replace('\u{2212}', "-");
    match text.strip_suffix('%') {
        Some(number) if percent => number.to_string(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_spreadsheets_write_them() {
        let read = |text: &str, decimal_comma| Numbers { decimal_comma, percent: true }.read(text);
        for (text, decimal_comma, expected) in [
            ("99.93", false, Ok(99.93)),
            ("99,93", false, Ok(99.93)),
            ("99,93\u{a0}%", false, Ok(99.93)),
            ("-3", false, Ok(-3.0)),
            ("\u{2212}3,5", false, Ok(-3.5)),
            ("1\u{202f}234,5", false, Ok(1234.5)),
            ("1,234.5", false, Ok(1234.5)),
            ("1.234,5", false, Ok(1234.5)),
            ("1,234,567", false, Ok(1_234_567.0)),
            ("1,234", false, Err(NoNumber::Ambiguous)),
            ("1,234", true, Ok(1.234)),
            ("0,234", false, Ok(0.234)),
            ("1234,567", false, Ok(1234.567)),
            ("1,23,4", false, Err(NoNumber::None)),
            ("1.2.3", false, Err(NoNumber::None)),
            ("twelve", false, Err(NoNumber::None)),
            ("1e400", false, Err(NoNumber::None)),
            ("inf", false, Err(NoNumber::None)),
            ("-", false, Err(NoNumber::None)),
            (",", false, Err(NoNumber::None)),
        ] {
            assert_eq!(read(text, decimal_comma), expected, "{text}");
        }
    }
}
