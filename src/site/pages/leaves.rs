//! Lists too long for one page: how they are cut, and the links between their pages. Each page is whole without scripts.

use crate::site::address::Page;
use crate::site::here::Here;
use crate::view::parts::{Leaf, Link};
use std::ops::Range;

/// How many entries a page has at most: some two hundred kilobytes, which a phone shows at once.
pub const LENGTH: usize = 250;

/// How many cells the rows of a table have on a page at most, which weighs about the same.
const CELLS: usize = 3000;

/// How a list is cut: its entries, and how many of them stand on a page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cut {
    /// How many entries the list has.
    pub entries: usize,
    /// How many a page has at most; never none.
    pub length: usize,
}

impl Cut {
    /// Of entries that are rows of so many cells: the broader they are, the fewer stand on a page.
    pub fn of_rows(entries: usize, cells: usize) -> Cut {
        Cut { entries, length: (CELLS / cells.max(1)).clamp(1, LENGTH) }
    }

    /// How many pages it takes; an empty list has one.
    pub fn count(self) -> usize {
        self.entries.div_ceil(self.length).max(1)
    }

    /// The page on which an entry stands, both counted from 0.
    pub fn page_of(self, entry: usize) -> usize {
        entry / self.length
    }
}

impl From<usize> for Cut {
    fn from(entries: usize) -> Cut {
        Cut { entries, length: LENGTH }
    }
}

/// How many pages so many entries take; an empty list has one.
pub fn count(entries: usize) -> usize {
    Cut::from(entries).count()
}

/// The entries of a page, counted from 0.
pub fn of<T>(entries: &[T], leaf: usize) -> &[T] {
    entries.chunks(LENGTH).nth(leaf).unwrap_or_default()
}

/// What a page has of one section of a list that has several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Share {
    /// The entries of the section that stand on the page.
    pub entries: Range<usize>,
    /// How many come after them.
    pub after: usize,
    /// The page on which those begin, counted from 0.
    pub next: usize,
}

/// What a page has of each section of a list: sections of these lengths, one after the other, cut as one list into pages of
/// `length` entries.
pub fn shares(lengths: impl IntoIterator<Item = usize>, length: usize, leaf: usize) -> Vec<Share> {
    let (first, last) = (leaf * length, (leaf + 1) * length);
    let mut start = 0;
    let share = |own: usize| {
        let entries = first.saturating_sub(start).min(own)..last.saturating_sub(start).min(own);
        let share = Share { after: own - entries.end, next: (start + entries.end) / length, entries };
        start += own;
        share
    };
    lengths.into_iter().map(share).collect()
}

/// The link from a page to the entries of a section that come after those on it; none when there are no more.
pub fn rest(here: &Here<'_>, share: &Share, anchor: &str, page: impl Fn(usize) -> Page) -> Option<Link> {
    if share.after == 0 {
        return None;
    }
    let number = (share.next + 1).to_string();
    let text = if share.entries.is_empty() {
        here.words.fill("leaf_see", &[("page", &number)])
    } else {
        here.words.count("leaf_rest", i64::try_from(share.after).unwrap_or(0), &[("page", &number)])
    };
    Some(Link { href: format!("{}#{anchor}", here.href(page(share.next))), text, lang: None })
}

/// Links to all pages of a list; none when there is only one. `page` gives the one at a place.
pub fn links(here: &Here<'_>, list: impl Into<Cut>, page: impl Fn(usize) -> Page) -> Vec<Leaf> {
    let all = list.into().count();
    if all == 1 {
        return Vec::new();
    }
    let leaf = |at: usize| Leaf {
        text: (at + 1).to_string(),
        href: here.href(page(at)),
        current: here.page == page(at),
        begins: String::new(),
    };
    (0..all).map(leaf).collect()
}

/// The same, each with what its first entry is called.
pub fn index<'n>(
    here: &Here<'_>,
    cut: Cut,
    names: impl Iterator<Item = &'n str>,
    page: impl Fn(usize) -> Page,
) -> Vec<Leaf> {
    let begins = names.step_by(cut.length).map(str::to_string);
    links(here, cut, page).into_iter().zip(begins).map(|(leaf, begins)| Leaf { begins, ..leaf }).collect()
}

/// What to call a page of a list: on the second and later its number belongs to the title.
pub fn title(here: &Here<'_>, title: &str, list: impl Into<Cut>, leaf: usize) -> String {
    if leaf == 0 {
        return title.to_string();
    }
    let values = [("n", (leaf + 1).to_string()), ("all", list.into().count().to_string())];
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

    #[test]
    fn every_entry_of_every_section_has_its_page_and_the_way_there_is_right() {
        for lengths in [vec![], vec![0, 3, 0], vec![LENGTH, 0, 1], vec![7, 3 * LENGTH, LENGTH - 7, 2, 0, LENGTH]] {
            let pages: Vec<Vec<Share>> =
                (0..count(lengths.iter().sum())).map(|leaf| shares(lengths.iter().copied(), LENGTH, leaf)).collect();
            for (section, length) in lengths.iter().enumerate() {
                let seen: Vec<usize> = pages.iter().flat_map(|page| page[section].entries.clone()).collect();
                assert_eq!(seen, (0..*length).collect::<Vec<_>>(), "{lengths:?}");
                for share in pages.iter().map(|page| &page[section]).filter(|share| share.after > 0) {
                    assert_eq!(share.after, length - share.entries.end);
                    assert_eq!(pages[share.next][section].entries.start, share.entries.end, "{lengths:?}");
                    assert!(!pages[share.next][section].entries.is_empty());
                }
            }
            for page in &pages {
                assert!(page.iter().map(|share| share.entries.len()).sum::<usize>() <= LENGTH);
            }
        }
    }
}
