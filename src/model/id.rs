//! Identifiers: how things of a handbook name each other.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// An identifier as written, compared without regard to case: `[A-Za-z0-9][A-Za-z0-9._-]{0,63}`.
#[derive(Clone)]
pub struct Id {
    written: Arc<str>,
    key: Arc<str>,
}

impl Id {
    /// Reads an identifier; `None` when its form is wrong.
    pub fn parse(text: &str) -> Option<Id> {
        let mut bytes = text.bytes();
        let first = bytes.next()?;
        let sound = first.is_ascii_alphanumeric()
            && text.len() <= 64
            && bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        sound.then(|| Id::derived(text))
    }

    /// An identifier the program derives itself (a plain page's path).
    pub fn derived(text: &str) -> Id {
        let written: Arc<str> = Arc::from(text);
        let key = if text.chars().any(char::is_uppercase) { Arc::from(text.to_lowercase()) } else { written.clone() };
        Id { written, key }
    }

    /// As its author wrote it.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The lower-case form: the segment of its address, and what it is compared by.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The order of ids, of this one and one with that key: see [`Ord`].
    pub fn cmp_key(&self, key: &str) -> std::cmp::Ordering {
        natural(&self.key, key).then_with(|| (*self.key).cmp(key))
    }

    /// Whether `name` names this thing, whatever the case.
    pub fn is(&self, name: &str) -> bool {
        *self.key == *name || self.key.eq_ignore_ascii_case(name)
    }
}

impl PartialEq for Id {
    fn eq(&self, other: &Id) -> bool {
        self.key == other.key
    }
}

impl Eq for Id {}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Id) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Id {
    /// Natural order: runs of digits compare as numbers, so `POL-9` comes before `POL-10`.
    fn cmp(&self, other: &Id) -> std::cmp::Ordering {
        self.cmp_key(&other.key)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

/// Compares two texts with runs of ASCII digits taken as numbers.
pub fn natural(a: &str, b: &str) -> std::cmp::Ordering {
    let (mut a, mut b) = (a.as_bytes(), b.as_bytes());
    // What they begin with alike settles nothing, but for digits that belong to the first number that differs.
    let alike = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let alike = alike - a[..alike].iter().rev().take_while(|b| b.is_ascii_digit()).count();
    (a, b) = (&a[alike..], &b[alike..]);
    loop {
        let (run_a, run_b) = (digits(a), digits(b));
        if run_a > 0 && run_b > 0 {
            let (number_a, number_b) = (trim_zeros(&a[..run_a]), trim_zeros(&b[..run_b]));
            let order = number_a.len().cmp(&number_b.len()).then_with(|| number_a.cmp(number_b));
            if order.is_ne() {
                return order;
            }
            (a, b) = (&a[run_a..], &b[run_b..]);
            continue;
        }
        match (a.first(), b.first()) {
            (Some(x), Some(y)) if x == y => (a, b) = (&a[1..], &b[1..]),
            (x, y) => return x.cmp(&y),
        }
    }
}

fn digits(text: &[u8]) -> usize {
    text.iter().take_while(|b| b.is_ascii_digit()).count()
}

fn trim_zeros(digits: &[u8]) -> &[u8] {
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    &digits[zeros.min(digits.len().saturating_sub(1))..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for sound in ["POL-001", "a", "0", "a.b_c-d", "A5"] {
            assert!(Id::parse(sound).is_some(), "{sound}");
        }
        let long = "a".repeat(65);
        for wrong in ["", "-a", ".a", "a b", "é", "a/b", long.as_str()] {
            assert!(Id::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn natural_order() {
        let sorted = ["pol-2", "pol-10", "pol-010a", "pol-11", "pro-1"];
        for pair in sorted.windows(2) {
            assert!(natural(pair[0], pair[1]).is_lt(), "{pair:?}");
        }
    }
}
