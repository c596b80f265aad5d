//! Words as they are compared.

/// Text in small letters without accents, punctuation turned into single spaces: `Razón  Social:` is `razon social`.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(letters) => folded.push_str(letters),
            None if c.is_alphanumeric() => folded.push(c),
            // The dot over a Turkish i and other marks written apart from their letter.
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None if !folded.ends_with(' ') && !folded.is_empty() => folded.push(' '),
            None => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Latin letters with a mark, as the letters that people type where their keyboard has no mark.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => "e",
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' | 'ō' | 'ő' => "o",
        'ú' | 'ù' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ñ' | 'ń' | 'ň' => "n",
        'ç' | 'ć' | 'č' => "c",
        'š' | 'ś' | 'ş' => "s",
        'ž' | 'ź' | 'ż' => "z",
        'ł' => "l",
        'ř' => "r",
        'ť' => "t",
        'ď' | 'đ' => "d",
        'ğ' => "g",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        // "N.º" and "C.ª": the letter's place is kept, the mark says nothing.
        'º' | 'ª' | '°' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folded() {
        for (text, want) in [
            ("Razón  Social:", "razon social"),
            ("E-mail", "e mail"),
            ("N.º de cliente", "n de cliente"),
            ("CustomerID", "customerid"),
            ("  Tamaño (empleados) ", "tamano empleados"),
            ("México D.F.", "mexico d f"),
            ("Re\u{301}gion", "region"),
            ("…", ""),
        ] {
            assert_eq!(fold(text), want);
        }
    }
}
