//! Values not written as they should be that can mean one thing only: what to write instead.
//!
//! Only what leaves nothing to choose: `3/4/2026` may be a day of March or of April, so it is nobody's to mend.

use super::shape::{Shape, fault};

/// How to write what `text` means in this shape.
pub fn scalar(shape: &Shape, text: &str) -> Option<String> {
    let text = text.trim();
    let meant = match shape {
        Shape::Date => date(text)?,
        Shape::Version => text.trim_start_matches(['v', 'V']).to_string(),
        Shape::Interval => interval(text)?,
        Shape::ReviewRule if text.eq_ignore_ascii_case("never") => "never".to_string(),
        Shape::ReviewRule => interval(text)?,
        Shape::Bool => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "oui" => "true".to_string(),
            "false" | "no" | "off" | "non" => "false".to_string(),
            _ => return None,
        },
        Shape::Choice(words) => {
            let folded = fold(text);
            (*words.iter().find(|word| fold(word) == folded)?).to_string()
        }
        _ => return None,
    };
    fault(shape, &meant).is_none().then_some(meant)
}

fn fold(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

/// Year, month and day in this order, whatever stands between them; a time of day after them is of no matter.
fn date(text: &str) -> Option<String> {
    let day = text.split(['T', ' ']).next()?;
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let sizes = year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    (sizes && parts.iter().all(digits)).then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

/// A number and a unit in English or French, with or without a space.
fn interval(text: &str) -> Option<String> {
    let end = text.find(|c: char| !c.is_ascii_digit()).filter(|end| *end > 0)?;
    let (count, unit) = text.split_at(end);
    let unit = match unit.trim_matches([' ', '-', '_', '\u{a0}']).to_lowercase().as_str() {
        "day" | "days" | "jour" | "jours" => "days",
        "week" | "weeks" | "semaine" | "semaines" => "weeks",
        "month" | "months" | "mois" => "months",
        "year" | "years" | "an" | "ans" | "année" | "années" => "years",
        _ => return None,
    };
    Some(format!("{count} {unit}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_one_thing_is_mended() {
        for (shape, text, meant) in [
            (Shape::Date, "2026-3-4", Some("2026-03-04")),
            (Shape::Date, "2026/03/04", Some("2026-03-04")),
            (Shape::Date, "2026-03-04T00:00:00Z", Some("2026-03-04")),
            (Shape::Date, "3/4/2026", None),
            (Shape::Date, "2026-02-30", None),
            (Shape::Date, "2026-é-4", None),
            (Shape::Version, "v2.1", Some("2.1")),
            (Shape::Version, "two", None),
            (Shape::Interval, "12 mois", Some("12 months")),
            (Shape::Interval, "90days", Some("90 days")),
            (Shape::Interval, "a year", None),
            (Shape::Interval, "0 months", None),
            (Shape::ReviewRule, "Never", Some("never")),
            (Shape::Bool, "Yes", Some("true")),
            (Shape::Bool, "maybe", None),
            (Shape::Choice(&["draft", "in-review"]), "In Review", Some("in-review")),
            // A guess at a status is no mend: what is approved is for people to say.
            (Shape::Choice(&["draft", "approved"]), "aproved", None),
        ] {
            assert_eq!(scalar(&shape, text).as_deref(), meant, "{text}");
        }
    }
}
