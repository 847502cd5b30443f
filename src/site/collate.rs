//! The order of words as readers of French and English expect it: accents and case count only between equals.

/// A key by which texts sort: letters without accents and in lower case first, the text itself last.
pub fn key(text: &str) -> (String, String) {
    (fold(text), text.to_string())
}

/// Lower case without accents, ligatures taken apart, apostrophes made plain.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'õ' | 'ö' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            '’' | 'ʼ' => folded.push('\''),
            '\u{300}'..='\u{36f}' => {}
            c => folded.push(c),
        }
    }
    folded
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
