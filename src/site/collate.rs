//! The order of words as readers of French and English expect it: accents and case count only between equals.

pub use crate::fold::fold;

/// A key by which texts sort: letters without accents and in lower case first, the text itself last.
pub fn key(text: &str) -> (String, String) {
    (fold(text), text.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_sort_with_their_letters() {
        let mut words = ["Évaluation", "Zone", "Entente", "œuvre", "Etude", "Étude", "office"];
        words.sort_by_key(|word| key(word));
        assert_eq!(words, ["Entente", "Etude", "Étude", "Évaluation", "œuvre", "office", "Zone"]);
    }
}
