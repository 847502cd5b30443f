//! The sections in which a word stands, kept small while an index is made of them.
//!
//! Knows numbers only: what a section or a word is, is the business of the index.

/// The sections in which a word stands: the first and the last by number, and those after the first each as the difference
/// to the one before, seven bits a byte with the least first (as LEB128 has them): most take one byte.
pub(super) struct Postings {
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) rest: Vec<u8>,
}

impl Postings {
    /// One section.
    pub(super) fn at(section: u32) -> Postings {
        Postings { first: section, last: section, rest: Vec::new() }
    }

    /// Adds later sections, numbered from `from` on; the first of them comes after all that are here.
    pub(super) fn append(&mut self, later: &Postings, from: u32) {
        let mut step = from + later.first - self.last;
        while step > 0x7f {
            self.rest.push((step & 0x7f) as u8 | 0x80);
            step >>= 7;
        }
        self.rest.push(step as u8);
        self.rest.extend_from_slice(&later.rest);
        self.last = from + later.last;
    }

    /// The first section, and the differences.
    fn steps(&self) -> impl Iterator<Item = u32> {
        let mut bytes = self.rest.iter();
        let rest = std::iter::from_fn(move || {
            let (mut step, mut shift) = (0, 0);
            loop {
                let byte = *bytes.next()?;
                step |= u32::from(byte & 0x7f) << shift;
                if byte & 0x80 == 0 {
                    return Some(step);
                }
                shift += 7;
            }
        });
        std::iter::once(self.first).chain(rest)
    }

    /// How many bytes [`Postings::steps`] are when they are written, blanks between them included.
    pub(super) fn written(&self) -> usize {
        self.steps().map(|step| step.checked_ilog(36).unwrap_or(0) as usize + 2).sum()
    }

    /// Writes [`Postings::steps`] in base 36 with a blank between them.
    pub(super) fn write(&self, out: &mut String) {
        for (at, step) in self.steps().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            base36(step, out);
        }
    }
}

fn base36(mut n: u32, out: &mut String) {
    let mut digits = [0_u8; 7];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b"0123456789abcdefghijklmnopqrstuvwxyz"[(n % 36) as usize];
        n /= 36;
        if n == 0 || at == 0 {
            break;
        }
    }
    out.push_str(std::str::from_utf8(&digits[at..]).unwrap_or("0"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_come_back_however_far_apart_they_are() {
        let sections = [3, 4, 130, 131, 258, 16_700, 33_085, 2_200_000, 3_000_000_000];
        let mut postings = Postings::at(sections[0]);
        for section in &sections[1..] {
            postings.append(&Postings::at(*section), 0);
        }
        let mut section = 0;
        let back: Vec<u32> = postings
            .steps()
            .map(|step| {
                section += step;
                section
            })
            .collect();
        assert_eq!(back, sections);
        let mut text = String::new();
        postings.write(&mut text);
        assert_eq!(postings.written(), text.len() + 1);
    }
}
