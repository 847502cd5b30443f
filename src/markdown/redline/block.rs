//! A block as the alignment knows it: what it says, of what sort it is, which words it has. Knows no Markdown.

use sha2::{Digest as _, Sha256};
use std::borrow::Cow;

/// What is known of a block.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// Blocks with one key say the same: see [`key`].
    pub(super) key: u128,
    /// Only blocks of one sort can be each other.
    pub(super) sort: Cow<'static, str>,
    /// Its words as [`numbers`].
    pub(super) words: Vec<u64>,
    /// Compared part by part, so fewer words in common are enough.
    pub(super) parts: bool,
    /// The name of what follows it: it is renamed when what follows stays.
    pub(super) name: bool,
}

/// What stands for what a block says. A digest, not just any number: nobody can write two texts of which a redline would
/// say that they are the same.
pub(super) fn key(said: &str) -> u128 {
    Sha256::digest(said).iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
}

/// The words of a text in lower case, each as a number, sorted: enough to tell how alike two texts are.
pub(super) fn numbers(text: &str) -> Vec<u64> {
    let mut numbers: Vec<u64> = text.split_whitespace().filter_map(number).collect();
    numbers.sort_unstable();
    numbers
}

/// FNV-1a: as good as any to guess by, and the same in every run.
fn number(word: &str) -> Option<u64> {
    let plain = word.trim_matches(|c: char| !c.is_alphanumeric());
    let fold = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let number = if plain.is_ascii() {
        plain.bytes().map(|byte| byte.to_ascii_lowercase()).fold(0xcbf2_9ce4_8422_2325, fold)
    } else {
        plain.to_lowercase().bytes().fold(0xcbf2_9ce4_8422_2325, fold)
    };
    (!plain.is_empty()).then_some(number)
}
