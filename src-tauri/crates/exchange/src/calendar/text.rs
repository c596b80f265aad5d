//! Text made fit for a calendar, whatever was typed.

/// What programs take for the end of a line, beyond CR and LF: Python's line splitting does, and khal is written in it.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Text of several lines: every line end a LF, no other control character, nothing before or after.
///
/// The writer writes CR as `\r`, which no standard knows: there must be none.
pub(crate) fn lines(text: &str) -> String {
    let clean = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if ends_line(c) || c == '\r' { '\n' } else { c })
        .filter(|c| *c == '\n' || *c == '\t' || !is_dropped(*c))
        .collect::<String>();
    clean.trim().to_owned()
}

/// Text of one line, single spaces between its words.
pub(crate) fn one_line(text: &str) -> String {
    lines(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Text for a parameter: no quotation mark, which the writer writes as `\"` and other programs take for the end; no
/// backslash, which it doubles; no `^`, which RFC 6868 gives a meaning.
pub(crate) fn parameter(text: &str) -> String {
    let plain = one_line(text)
        .chars()
        .map(|c| match c {
            '"' => '\'',
            '\\' => '/',
            '^' => ' ',
            c => c,
        })
        .collect::<String>();
    one_line(&plain)
}

fn is_dropped(c: char) -> bool {
    c.is_control() || c == '\u{feff}' || matches!(c as u32 & 0xfffe, 0xfffe) || ('\u{fdd0}'..='\u{fdef}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleaned() {
        assert_eq!(lines(" a\r\nb\rc\u{2028}d\u{0}\u{7f}\u{1b}[1m\n"), "a\nb\nc\nd[1m");
        assert_eq!(one_line("a\r\nATTENDEE:x\t\u{85} b"), "a ATTENDEE:x b");
        assert_eq!(parameter("Ana \"la jefa\" ^n\\n O'Neil"), "Ana 'la jefa' n/n O'Neil");
    }
}
