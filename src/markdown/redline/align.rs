//! Which block of one text is which of another: the same, reworded, moved, gone or new.
//!
//! Work is bounded by the length of the texts, never by time, so that the same texts always give the same answer: equal
//! blocks are found by their keys, reworded ones through the rarer words that they share. Knows no Markdown.

use super::block::Block;
use super::likely::{Index, likeness};
use super::rising::rising;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// The share of words that a reworded block has in common with what it was, in thousandths: where it stands in the same
/// place, where it is a list or table that is compared part by part, and where it stands elsewhere.
const ALIKE: [u32; 3] = [400, 150, 650];
/// Fewer words than this say too little for a move.
const MOVED_WORDS: usize = 5;
/// Longer lists of blocks are compared at their ends only.
const MOST_BLOCKS: usize = 200_000;

/// One step through both texts, in the order of the newer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Step {
    /// The same block, in its place: old, new.
    Same(usize, usize),
    /// Reworded, in its place.
    Changed(usize, usize),
    /// Here it is now, the same or reworded, away from its place: old, new.
    Moved(usize, usize),
    /// Here it was before it moved: old, new.
    Away(usize, usize),
    /// In the older text only.
    Gone(usize),
    /// In the newer text only.
    Come(usize),
}

/// Aligns two lists of blocks; with `moves`, also blocks that changed their place.
pub(super) fn align(old: &[Block], new: &[Block], moves: bool) -> Vec<Step> {
    let mut pairs = Pairs::new(old, new);
    pairs.equal();
    pairs.settle();
    if old.len().max(new.len()) <= MOST_BLOCKS {
        pairs.alike(moves);
        pairs.alone();
    }
    pairs.order();
    pairs.drop_small_moves(moves);
    pairs.steps()
}

/// How a block of the newer text is paired.
#[derive(Clone, Copy, PartialEq)]
struct Pair {
    old: usize,
    moved: bool,
}

struct Pairs<'a> {
    old: &'a [Block],
    new: &'a [Block],
    /// For each new block its old one.
    partner: Vec<Option<Pair>>,
    taken: Vec<bool>,
    /// What stands between two blocks that stayed: the places of old and of new blocks.
    gaps: Vec<Gap>,
    /// For each block that did not stay, its gap.
    old_gap: Vec<usize>,
    new_gap: Vec<usize>,
}

#[derive(Clone, Default)]
struct Gap {
    old: Vec<usize>,
    new: Vec<usize>,
}

impl<'a> Pairs<'a> {
    fn new(old: &'a [Block], new: &'a [Block]) -> Pairs<'a> {
        Pairs {
            old,
            new,
            partner: vec![None; new.len()],
            taken: vec![false; old.len()],
            gaps: Vec::new(),
            old_gap: vec![0; old.len()],
            new_gap: vec![0; new.len()],
        }
    }

    fn pair(&mut self, old: usize, new: usize, moved: bool) {
        self.partner[new] = Some(Pair { old, moved });
        self.taken[old] = true;
    }

    /// Blocks that say the same and stand in the same order.
    fn equal(&mut self) {
        let keys = |blocks: &[Block]| -> Vec<u128> { blocks.iter().map(|block| block.key).collect() };
        let (old, new) = (keys(self.old), keys(self.new));
        if old.len().max(new.len()) > MOST_BLOCKS {
            let before = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
            let ends = old[before..].iter().rev().zip(new[before..].iter().rev());
            let after = ends.take_while(|(a, b)| a == b).count();
            (0..before).for_each(|at| self.pair(at, at, false));
            (1..=after).for_each(|back| self.pair(old.len() - back, new.len() - back, false));
            return;
        }
        for op in capture_diff_slices(Algorithm::Patience, &old, &new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                (0..len).for_each(|at| self.pair(old_index + at, new_index + at, false));
            }
        }
    }

    /// Finds the gaps between the blocks that stayed.
    fn settle(&mut self) {
        let stayed = self.taken.iter().filter(|taken| **taken).count();
        self.gaps = vec![Gap::default(); stayed + 1];
        let mut gap = 0;
        for (at, taken) in self.taken.iter().enumerate() {
            if *taken {
                gap += 1;
            } else {
                self.gaps[gap].old.push(at);
            }
            self.old_gap[at] = gap;
        }
        gap = 0;
        for (at, partner) in self.partner.iter().enumerate() {
            if partner.is_some() {
                gap += 1;
            } else {
                self.gaps[gap].new.push(at);
            }
            self.new_gap[at] = gap;
        }
    }

    /// Pairs what did not stay by the words that it shares, the likest first.
    fn alike(&mut self, moves: bool) {
        let index = Index::of(self.old, self.gaps.iter().flat_map(|gap| &gap.old));
        let mut found: Vec<(u32, usize, usize)> = Vec::new();
        for gap in &self.gaps {
            for (order, new) in gap.new.iter().enumerate() {
                let mut candidates = index.candidates(&self.new[*new]);
                // What stands in the same place, counted from either end of the gap, may be it however common its words.
                candidates.extend(gap.old.get(order));
                let from_end = gap.new.len() - order;
                candidates.extend(gap.old.len().checked_sub(from_end).and_then(|at| gap.old.get(at)));
                candidates.sort_unstable();
                candidates.dedup();
                let scored = candidates.into_iter().filter_map(|old| Some((self.score(old, *new, moves)?, *new, old)));
                found.extend(scored);
            }
        }
        found.sort_by_key(|(score, new, old)| (std::cmp::Reverse(*score), *new, *old));
        for (_, new, old) in found {
            if self.partner[new].is_none() && !self.taken[old] {
                self.pair(old, new, self.old_gap[old] != self.new_gap[new]);
            }
        }
    }

    /// How well one block can be the other, the higher the better; nothing when it cannot.
    fn score(&self, old: usize, new: usize, moves: bool) -> Option<u32> {
        let (before, after) = (&self.old[old], &self.new[new]);
        let near = self.old_gap[old] == self.new_gap[new];
        if before.sort != after.sort || !(near || moves) {
            return None;
        }
        let likeness = if before.key == after.key { 1000 } else { likeness(&before.words, &after.words) };
        let enough = match (near, after.parts) {
            (true, false) => ALIKE[0],
            (true, true) => ALIKE[1],
            (false, _) => ALIKE[2],
        };
        // What stayed near is preferred to what is a little more alike elsewhere.
        (likeness >= enough).then_some(likeness + if near { 200 } else { 0 })
    }

    /// One block alone in the place of one other of its sort is that block reworded, however much; a heading above what
    /// stayed is the heading that stood there.
    fn alone(&mut self) {
        let mut found = Vec::new();
        for gap in &self.gaps {
            let ([old], [new]) = (gap.old.as_slice(), gap.new.as_slice()) else { continue };
            let (before, after) = (&self.old[*old], &self.new[*new]);
            let free = !self.taken[*old] && self.partner[*new].is_none() && before.sort == after.sort;
            if free && (after.parts || likeness(&before.words, &after.words) >= ALIKE[1]) {
                found.push((*old, *new));
            }
        }
        found.into_iter().for_each(|(old, new)| self.pair(old, new, false));
        for new in 0..self.new.len().saturating_sub(1) {
            let next = self.partner[new + 1].filter(|pair| !pair.moved).and_then(|pair| pair.old.checked_sub(1));
            if let Some(old) = next.filter(|old| !self.taken[*old] && self.partner[new].is_none())
                && (self.old[old].name && self.new[new].name && self.old[old].sort == self.new[new].sort)
                && self.old_gap[old] == self.new_gap[new]
            {
                self.pair(old, new, false);
            }
        }
    }

    /// Of the pairs within a gap, those that keep an order stay, as many words as can; the others moved.
    fn order(&mut self) {
        for gap in &self.gaps {
            let inside = |pair: &Pair| !pair.moved;
            let pairs: Vec<(usize, usize)> =
                gap.new.iter().filter_map(|new| Some((self.partner[*new].filter(inside)?.old, *new))).collect();
            let weights: Vec<usize> = pairs.iter().map(|(_, new)| self.new[*new].words.len() + 1).collect();
            let places: Vec<usize> = pairs.iter().map(|(old, _)| *old).collect();
            let stay = rising(&places, &weights);
            for ((_, new), stays) in pairs.iter().zip(stay) {
                if let Some(pair) = self.partner[*new].as_mut().filter(|_| !stays) {
                    pair.moved = true;
                }
            }
        }
    }

    /// What says too little to be worth following is no move: gone there, new here.
    fn drop_small_moves(&mut self, moves: bool) {
        let mut at = 0;
        while at < self.new.len() {
            let Some(first) = self.partner[at].filter(|pair| pair.moved) else {
                at += 1;
                continue;
            };
            let runs = (at..self.new.len()).take_while(|next| {
                self.partner[*next].is_some_and(|pair| pair.moved && pair.old == first.old + (next - at))
            });
            let end = at + runs.count();
            let words: usize = self.new[at..end].iter().map(|block| block.words.len()).sum();
            if !moves || words < MOVED_WORDS {
                for new in at..end {
                    if let Some(pair) = self.partner[new].take() {
                        self.taken[pair.old] = false;
                    }
                }
            }
            at = end;
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut moved_to = vec![None; self.old.len()];
        for (new, partner) in self.partner.iter().enumerate() {
            if let Some(pair) = partner.filter(|pair| pair.moved) {
                moved_to[pair.old] = Some(new);
            }
        }
        let mut steps = Vec::with_capacity(self.old.len().max(self.new.len()));
        let (mut old, mut at) = (0, 0);
        loop {
            let stays = |pair: Option<Pair>| pair.filter(|pair| !pair.moved);
            let next = (at..self.new.len()).find_map(|new| stays(self.partner[new]).map(|pair| (pair.old, new)));
            let (old_end, new_end) = next.unwrap_or((self.old.len(), self.new.len()));
            // What left a place stands before what came to it.
            steps.extend((old..old_end).map(|old| moved_to[old].map_or(Step::Gone(old), |new| Step::Away(old, new))));
            steps.extend((at..new_end).map(|new| match self.partner[new] {
                Some(pair) => Step::Moved(pair.old, new),
                None => Step::Come(new),
            }));
            let Some((before, after)) = next else { return steps };
            let same = self.old[before].key == self.new[after].key;
            steps.push(if same { Step::Same(before, after) } else { Step::Changed(before, after) });
            (old, at) = (before + 1, after + 1);
        }
    }
}
