//! Version numbers of documents: dotted whole numbers, kept as written and compared as numbers.
//!
//! Knows nothing of documents; who asks says what "newer" is good for.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A version such as `2.10`, which is newer than `2.9`.
///
/// Zeros at the end do not count: `1`, `1.0` and `1.0.0` are the same version, so none of them can follow another.
#[derive(Clone)]
pub struct Version {
    text: String,
    /// The numbers without zeros at the end.
    parts: Vec<u32>,
}

impl Version {
    /// Reads whole numbers of at most nine digits joined by single dots, at most 64 bytes in all.
    pub fn parse(text: &str) -> Option<Version> {
        if text.len() > 64 {
            return None;
        }
        let number = |part: &str| {
            let digits = (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| digits)
        };
        let mut parts = text.split('.').map(number).collect::<Option<Vec<u32>>>()?;
        while parts.last() == Some(&0) {
            parts.pop();
        }
        Some(Version { text: text.to_owned(), parts })
    }

    /// The version exactly as it was written; also the name of its folder in the archive.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Version) -> Ordering {
        self.parts.cmp(&other.parts)
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Version) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Version {
    fn eq(&self, other: &Version) -> bool {
        self.parts == other.parts
    }
}

impl Eq for Version {}

impl Hash for Version {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.parts.hash(state);
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl serde::Serialize for Version {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn versions_are_whole_numbers_joined_by_dots() {
        for good in ["1", "1.0", "2.10", "0.1", "01.2", "999999999.1", "1.2.3.4"] {
            assert_eq!(Version::parse(good).map(|v| v.to_string()).as_deref(), Some(good));
        }
        for bad in ["", ".", "1.", ".1", "1..2", "v1", "1.0a", "-1", "+1", "1,0", " 1", "1 ", "1234567890", "١", "1/2"]
        {
            assert!(Version::parse(bad).is_none(), "{bad:?}");
        }
        assert!(Version::parse(&"1.".repeat(40)).is_none());
    }

    #[test]
    fn numbers_are_compared_as_numbers() {
        let cases = [
            ("2.10", Ordering::Greater, "2.9"),
            ("2", Ordering::Less, "2.1"),
            ("1.0", Ordering::Equal, "1"),
            ("1.0.0", Ordering::Equal, "01.0"),
            ("1.0.1", Ordering::Greater, "1"),
            ("0.9", Ordering::Less, "1.0"),
            ("10", Ordering::Greater, "9.9.9"),
        ];
        for (a, expected, b) in cases {
            let (a, b) = (Version::parse(a).unwrap(), Version::parse(b).unwrap());
            assert_eq!(a.cmp(&b), expected, "{a} {b}");
            assert_eq!(b.cmp(&a), expected.reverse(), "{b} {a}");
            assert_eq!(a == b, expected == Ordering::Equal, "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn the_order_is_total_and_agrees_with_padded_numbers(a in "[0-3](\\.[0-3]){0,3}", b in "[0-3](\\.[0-3]){0,3}") {
            let pad = |text: &str| {
                let mut parts: Vec<u32> = text.split('.').map(|p| p.parse().unwrap()).collect();
                parts.resize(8, 0);
                parts
            };
            let (left, right) = (Version::parse(&a).unwrap(), Version::parse(&b).unwrap());
            prop_assert_eq!(left.cmp(&right), pad(&a).cmp(&pad(&b)));
        }
    }
}
