//! The places where a word stands, by number, kept small while an index is made of them.
//!
//! Knows numbers only: what a place or a word is, is the business of the index.

/// Ascending numbers: the first and the last, and those after the first each as the difference to the one before, seven
/// bits a byte with the least first (as LEB128 has them): most take one byte.
pub(super) struct Postings {
    first: u32,
    last: u32,
    rest: Vec<u8>,
}

impl Postings {
    /// One number.
    pub(super) fn at(number: u32) -> Postings {
        Postings { first: number, last: number, rest: Vec::new() }
    }

    /// Adds a number that is not below the last; the last itself changes nothing.
    pub(super) fn add(&mut self, number: u32) {
        if number > self.last {
            self.append(Postings::at(0), number);
        }
    }

    /// Adds later numbers, counted from `from` on; the first of them comes after all that are here.
    pub(super) fn append(&mut self, later: Postings, from: u32) {
        let mut step = from + later.first - self.last;
        while step > 0x7f {
            self.rest.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        self.rest.push(step as u8);
        self.rest.extend_from_slice(&later.rest);
        self.last = from + later.last;
    }

    /// The same, counted from `from` on.
    pub(super) fn shifted(self, from: u32) -> Postings {
        Postings { first: from + self.first, last: from + self.last, rest: self.rest }
    }

    /// All numbers, ascending.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.rest.iter();
        let mut number = self.first;
        let rest = std::iter::from_fn(move || {
            let mut shift = 0;
            loop {
                let byte = *bytes.next()?;
                number += u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    return Some(number);
                }
                shift += 7;
            }
        });
        std::iter::once(self.first).chain(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_however_they_were_joined() {
        let numbers = [3_u32, 4, 131, 132, 20_000, 20_127, 20_128, 3_000_000];
        let mut whole = Postings::at(3);
        for number in numbers {
            whole.add(number);
        }
        assert_eq!(whole.numbers().collect::<Vec<_>>(), numbers);
        let mut later = Postings::at(0);
        later.add(19_868);
        later.add(19_995);
        let mut joined = Postings::at(3);
        joined.append(later.shifted(4), 128);
        assert_eq!(joined.numbers().collect::<Vec<_>>(), [3, 132, 20_000, 20_127]);
    }
}
