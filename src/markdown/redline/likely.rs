//! How alike blocks are by the words that they share, and which are worth a closer look. Knows no Markdown.

use super::block::Block;

/// A word that stands in more blocks than this tells nothing about which block is which.
const COMMON: usize = 16;
/// How many likely partners of a block are looked at closely.
const CANDIDATES: usize = 6;

/// Where each word and each key stands among some blocks: pairs in order, so that equal ones are neighbours.
pub(super) struct Index {
    words: Vec<(u64, usize)>,
    keys: Vec<(u128, usize)>,
}

impl Index {
    pub(super) fn of<'b>(blocks: &'b [Block], places: impl Iterator<Item = &'b usize>) -> Index {
        let mut index = Index { words: Vec::new(), keys: Vec::new() };
        for place in places {
            index.keys.push((blocks[*place].key, *place));
            index.words.extend(distinct(&blocks[*place].words).map(|word| (word, *place)));
        }
        index.words.sort_unstable();
        index.keys.sort_unstable();
        index
    }

    /// The likeliest partners of a block.
    pub(super) fn candidates(&self, block: &Block) -> Vec<usize> {
        let lists = distinct(&block.words).map(|word| equal(&self.words, word)).filter(|list| list.len() <= COMMON);
        let mut voted: Vec<usize> = lists.flatten().map(|(_, place)| *place).collect();
        voted.sort_unstable();
        let mut counted: Vec<(usize, usize)> =
            voted.chunk_by(|a, b| a == b).filter_map(|same| Some((same.len(), *same.first()?))).collect();
        counted.sort_by_key(|(votes, place)| (std::cmp::Reverse(*votes), *place));
        let voted = counted.into_iter().map(|(_, place)| place).take(CANDIDATES);
        voted.chain(equal(&self.keys, block.key).iter().map(|(_, place)| *place).take(CANDIDATES)).collect()
    }
}

/// The pairs that begin with this.
fn equal<T: Ord + Copy>(sorted: &[(T, usize)], first: T) -> &[(T, usize)] {
    let from = sorted.partition_point(|(own, _)| *own < first);
    let len = sorted[from..].iter().take_while(|(own, _)| *own == first).count();
    &sorted[from..from + len]
}

fn distinct(sorted: &[u64]) -> impl Iterator<Item = u64> {
    sorted.chunk_by(|a, b| a == b).filter_map(|same| same.first().copied())
}

/// The share of words that two blocks have in common, in thousandths.
pub(super) fn likeness(a: &[u64], b: &[u64]) -> u32 {
    let (mut i, mut j, mut shared) = (0, 0, 0_usize);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    let all = a.len() + b.len();
    (2000 * shared).checked_div(all).and_then(|share| u32::try_from(share).ok()).unwrap_or(0)
}
