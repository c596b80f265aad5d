//! Comparing text as people do: accents and case do not matter when looking for a name.

/// Lower case without the accents of Latin letters.
pub(crate) fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(bare).collect()
}

/// Whether every word of `wanted` (already folded) occurs in `text` (already folded).
pub(crate) fn has_words(text: &str, wanted: &str) -> bool {
    wanted.split_whitespace().all(|word| text.contains(word))
}

fn bare(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_case_do_not_matter() {
        assert!(has_words(&fold("Farmacias Él Señor, C.A."), &fold("senor EL")));
        assert!(!has_words(&fold("Farmacias"), &fold("farmacia z")));
    }
}
