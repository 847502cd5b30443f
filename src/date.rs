//! Days and intervals of the calendar, exactly as handbooks write them.
//!
//! Knows no clock and no locale: who asks brings the day.

use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Date(jiff::civil::Date);

impl Date {
    /// Reads exactly `YYYY-MM-DD`; anything else, and days that do not exist, is `None`.
    pub fn parse(text: &str) -> Option<Date> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return None;
        }
        let number = |range: std::ops::Range<usize>| text[range].parse::<i16>().ok();
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Date)
    }

    /// The UTC day of a Unix time in seconds, as `SOURCE_DATE_EPOCH` gives it.
    pub fn from_unix_seconds(seconds: i64) -> Option<Date> {
        let stamp = jiff::Timestamp::from_second(seconds).ok()?;
        Some(Date(jiff::tz::Offset::UTC.to_datetime(stamp).date()))
    }

    /// From jiff's own type, for the one place that reads the clock.
    pub fn from_civil(date: jiff::civil::Date) -> Date {
        Date(date)
    }

    /// Year, month 1–12, day 1–31.
    pub fn parts(self) -> (i16, i8, i8) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// This day plus an interval; months clamp to the last day (31 January + 1 month = 28 or 29 February).
    /// Past the calendar's end (31 December 9999) it stays at that end.
    pub fn plus(self, interval: Interval) -> Date {
        let span = match interval.unit {
            Unit::Days => jiff::Span::new().try_days(interval.count),
            Unit::Weeks => jiff::Span::new().try_weeks(interval.count),
            Unit::Months => jiff::Span::new().try_months(interval.count),
            Unit::Years => jiff::Span::new().try_years(interval.count),
        };
        Date(span.and_then(|span| self.0.checked_add(span)).unwrap_or(jiff::civil::Date::MAX))
    }

    /// This day minus an interval, clamped alike.
    pub fn minus(self, interval: Interval) -> Date {
        let span = match interval.unit {
            Unit::Days => jiff::Span::new().try_days(interval.count),
            Unit::Weeks => jiff::Span::new().try_weeks(interval.count),
            Unit::Months => jiff::Span::new().try_months(interval.count),
            Unit::Years => jiff::Span::new().try_years(interval.count),
        };
        Date(span.and_then(|span| self.0.checked_sub(span)).unwrap_or(jiff::civil::Date::MIN))
    }

    /// Days from this day to `later`; negative when `later` is before it.
    pub fn days_until(self, later: Date) -> i64 {
        self.0.until(later.0).map(|span| i64::from(span.get_days())).unwrap_or(0)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl serde::Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The unit of an [`Interval`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// Calendar days.
    Days,
    /// Seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// A length of time as handbooks write it: `12 months`, `90 days`, `2 years`, `6 weeks`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// How many, at least 1.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

impl Interval {
    /// Whole numbers of days, weeks, months or years (singular or plural), at least 1 and at most 9,999.
    pub fn parse(text: &str) -> Option<Interval> {
        let (count, unit) = text.split_once(' ')?;
        let digits = (1..=4).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
        let count: i32 = count.parse().ok().filter(|n| digits && *n > 0)?;
        let unit = match unit {
            "day" | "days" => Unit::Days,
            "week" | "weeks" => Unit::Weeks,
            "month" | "months" => Unit::Months,
            "year" | "years" => Unit::Years,
            _ => return None,
        };
        Some(Interval { count, unit })
    }

    /// A number of days.
    pub const fn days(count: i32) -> Interval {
        Interval { count, unit: Unit::Days }
    }

    /// A number of months.
    pub const fn months(count: i32) -> Interval {
        Interval { count, unit: Unit::Months }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Unit::Days => "day",
            Unit::Weeks => "week",
            Unit::Months => "month",
            Unit::Years => "year",
        };
        write!(f, "{} {unit}{}", self.count, if self.count == 1 { "" } else { "s" })
    }
}

impl serde::Serialize for Interval {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
