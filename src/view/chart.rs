//! Small charts as inline SVG: the year of reviews, an indicator's trend, the evidence of an action in time.
//!
//! Attributes and classes only. Each is named by a whole sentence; the figures stand beside it as text.

use crate::view::orgchart::escape;

/// A bar a month: short month name and how many, the first `late` of them overdue. Empty when all are zero.
pub fn bars(label: &str, months: &[(String, i64)], late: i64) -> String {
    let most = months.iter().map(|(_, n)| *n).max().unwrap_or(0);
    if most <= 0 {
        return String::new();
    }
    let (step, floor, tall) = (52, 92, 70);
    let width = months.len() * step + 2;
    let mut inner = format!("<path class=\"axis\" d=\"M0 {floor}.5H{width}\"/>");
    for (at, (month, n)) in months.iter().enumerate() {
        let (x, middle) = (at * step + 8, at * step + step / 2);
        let height = if *n > 0 { (n * tall / most).max(3) } else { 0 };
        let class = if at == 0 && late > 0 { "bar-late" } else { "bar-fill" };
        inner.push_str(&format!(
            "<rect class=\"{class}\" x=\"{x}\" y=\"{}\" width=\"{}\" height=\"{height}\" rx=\"2\"/>",
            floor - height,
            step - 16
        ));
        if *n > 0 {
            inner.push_str(&format!(
                "<text class=\"tick\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{n}</text>",
                floor - height - 5
            ));
        }
        inner.push_str(&format!(
            "<text class=\"tick\" x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            floor + 16,
            escape(month)
        ));
    }
    svg(label, width, 114, &inner)
}

/// An indicator's values in time: days (any origin) and values, sorted; a gap longer than `gap` days breaks the line.
/// Targets are dashed. Empty without values.
pub fn trend(label: &str, points: &[(i64, f64)], targets: &[f64], gap: i64) -> String {
    let sound: Vec<(i64, f64)> = points.iter().copied().filter(|(_, value)| value.is_finite()).collect();
    let (Some(first), Some(last)) = (sound.first(), sound.last()) else { return String::new() };
    let levels = || sound.iter().map(|(_, value)| *value).chain(targets.iter().copied().filter(|t| t.is_finite()));
    let low = levels().fold(f64::INFINITY, f64::min);
    let high = levels().fold(f64::NEG_INFINITY, f64::max);
    let (width, height, edge) = (280.0, 72.0, 8.0);
    let days = (last.0 - first.0).max(1) as f64;
    let x = |day: i64| edge + (day - first.0) as f64 / days * (width - 2.0 * edge);
    let range = if high > low { high - low } else { 1.0 };
    let y = |value: f64| height - edge - (value - low) / range * (height - 2.0 * edge);
    let mut inner = String::new();
    for target in targets.iter().filter(|t| t.is_finite()) {
        inner.push_str(&format!("<path class=\"target\" d=\"M0 {:.1}H{width}\"/>", y(*target)));
    }
    let mut path = String::new();
    let mut before: Option<i64> = None;
    for (day, value) in &sound {
        let joins = before.is_some_and(|b| day - b <= gap);
        path.push_str(&format!("{}{:.1} {:.1}", if joins { "L" } else { "M" }, x(*day), y(*value)));
        before = Some(*day);
    }
    inner.push_str(&format!("<path class=\"trend\" d=\"{path}\"/>"));
    inner.push_str(&format!("<circle class=\"last\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>", x(last.0), y(last.1)));
    svg(label, width as usize, height as usize, &inner)
}

/// Evidence in time between two days, whose words stand below the line: a full mark for each record that counts, an empty
/// one for each that does not. Empty without a day in between.
pub fn timeline(label: &str, from: i64, to: i64, days: &[(i64, bool)], ends: (&str, &str)) -> String {
    if to <= from || !days.iter().any(|(day, _)| (from..=to).contains(day)) {
        return String::new();
    }
    let width = 280.0;
    let mut inner = format!("<path class=\"axis\" d=\"M0 12H{width}\"/>");
    for (day, counts) in days.iter().filter(|(day, _)| (from..=to).contains(day)) {
        let x = 6.0 + (day - from) as f64 / (to - from) as f64 * (width - 12.0);
        let class = if *counts { "last" } else { "hollow" };
        inner.push_str(&format!("<circle class=\"{class}\" cx=\"{x:.1}\" cy=\"12\" r=\"5\"/>"));
    }
    for (x, anchor, words) in [(0.0, "start", ends.0), (width, "end", ends.1)] {
        inner.push_str(&format!(
            "<text class=\"tick\" x=\"{x}\" y=\"34\" text-anchor=\"{anchor}\">{}</text>",
            escape(words)
        ));
    }
    // It keeps its size, so that its words do.
    svg(label, width as usize, 38, &inner).replacen("<svg ", "<svg class=\"timeline\" ", 1)
}

fn svg(label: &str, width: usize, height: usize, inner: &str) -> String {
    format!(
        "<svg role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{inner}</svg>",
        escape(label)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_show_is_nothing_drawn() {
        assert_eq!(bars("x", &[("Jan".into(), 0)], 0), "");
        assert_eq!(trend("x", &[], &[1.0], 40), "");
        assert_eq!(trend("x", &[(0, f64::NAN)], &[], 40), "");
        assert_eq!(timeline("x", 0, 10, &[(11, true)], ("a", "b")), "");
    }

    #[test]
    fn a_missing_month_is_a_gap() {
        let svg = trend("x", &[(0, 1.0), (30, 2.0), (120, 2.0)], &[1.5], 40);
        let path = svg.split("class=\"trend\" d=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!((path.matches('M').count(), path.matches('L').count()), (2, 1));
        assert!(svg.contains("class=\"target\""));
    }

    #[test]
    fn what_does_not_count_is_drawn_empty() {
        let svg = timeline("x", 0, 10, &[(1, true), (5, false), (10, true), (11, true)], ("2024", "<2026>"));
        assert_eq!((svg.matches("class=\"last\"").count(), svg.matches("class=\"hollow\"").count()), (2, 1));
        assert!(svg.contains(">2024<") && svg.contains("&lt;2026&gt;"));
    }

    #[test]
    fn bars_are_counted() {
        let svg = bars("A & B", &[("Jan".into(), 2), ("Feb".into(), 0), ("Mar".into(), 5)], 1);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("A &amp; B") && svg.contains("bar-late"));
    }
}
