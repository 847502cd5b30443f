//! Lists too long for one page: how they are cut, and the links between their pages. Each page is whole without scripts.

use crate::site::address::Page;
use crate::site::here::Here;
use crate::view::parts::Leaf;

/// How many entries a page has at most: some hundred kilobytes, which any browser shows at once.
pub const LENGTH: usize = 500;

/// How many pages so many entries take; an empty list has one.
pub fn count(entries: usize) -> usize {
    entries.div_ceil(LENGTH).max(1)
}

/// The entries of a page, counted from 0.
pub fn of<T>(entries: &[T], leaf: usize) -> &[T] {
    entries.chunks(LENGTH).nth(leaf).unwrap_or_default()
}

/// Links to all pages of a list of so many entries; none when there is only one. `page` gives the one at a place.
pub fn links(here: &Here<'_>, entries: usize, page: impl Fn(usize) -> Page) -> Vec<Leaf> {
    let all = count(entries);
    if all == 1 {
        return Vec::new();
    }
    let leaf =
        |at: usize| Leaf { text: (at + 1).to_string(), href: here.href(page(at)), current: here.page == page(at) };
    (0..all).map(leaf).collect()
}

/// What to call a page of a list: on the second and later its number belongs to the title.
pub fn title(here: &Here<'_>, title: &str, entries: usize, leaf: usize) -> String {
    if leaf == 0 {
        return title.to_string();
    }
    let values = [("n", (leaf + 1).to_string()), ("all", count(entries).to_string())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
    format!("{title}, {}", here.words.fill("leaf", &values))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_has_its_page() {
        for entries in [0, 1, LENGTH, LENGTH + 1, 3 * LENGTH] {
            let list: Vec<usize> = (0..entries).collect();
            let cut: Vec<usize> = (0..count(entries)).flat_map(|leaf| of(&list, leaf).to_vec()).collect();
            assert_eq!(cut, list);
        }
        assert_eq!((count(0), count(LENGTH), count(LENGTH + 1)), (1, 1, 2));
    }
}
