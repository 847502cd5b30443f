//! What is done again and again: when it is due next, and when that is soon.

use crate::date::{Date, Interval};

/// Something done on a day and to be done again within an interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pace {
    /// When it was last done.
    pub last: Date,
    /// The last day in time to do it again.
    pub due: Date,
    /// The first day on which it is due soon.
    pub soon: Date,
}

/// Where a day stands in the pace of something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Recurrence {
    /// After the last day in time.
    Past,
    /// In the last stretch, its last day included.
    Soon,
    /// Before the last stretch.
    Ahead,
}

impl Pace {
    /// The last stretch is the shorter of `due_soon` and a quarter of the interval, in whole days.
    pub fn new(last: Date, every: Interval, due_soon: Interval) -> Pace {
        let due = last.plus(every);
        let quarter = i32::try_from(last.days_until(due) / 4).unwrap_or(i32::MAX);
        let soon = due.minus(due_soon).max(due.minus(Interval::days(quarter)));
        Pace { last, due, soon }
    }

    /// Where a day stands.
    pub fn on(self, day: Date) -> Recurrence {
        if day > self.due {
            Recurrence::Past
        } else if day >= self.soon {
            Recurrence::Soon
        } else {
            Recurrence::Ahead
        }
    }
}
