//! Bytes to the text of a calendar.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::BusyFault;
use super::remark::{BusyDoubt, Remarks};

/// The text of a file: UTF-8, as RFC 5545 wants it, or what else occurs (UTF-16, Windows-1252).
pub(super) fn text<'a>(bytes: &'a [u8], remarks: &mut Remarks) -> Result<Cow<'a, str>, BusyFault> {
    let archive: [&[u8]; 5] = [b"\x1f\x8b", b"PK\x03\x04", b"BZh", b"\xFD7zXZ", b"\x28\xB5\x2F\xFD"];
    if archive.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(BusyFault::Archive);
    }
    let text = decode(bytes, remarks);
    let beginning = text.trim_start().get(..1).unwrap_or_default();
    if has_calendar(&text) {
        return Ok(text);
    }
    Err(if beginning == "<" { BusyFault::WebPage } else { BusyFault::NotCalendar })
}

/// Whether a calendar begins somewhere, on a line of its own, whatever stands before it; or an event without one around
/// it, as some programs put on the clipboard.
fn has_calendar(text: &str) -> bool {
    const NAMES: [&str; 3] = ["VCALENDAR", "VEVENT", "VFREEBUSY"];
    text.lines().any(|line| {
        // Any line but these few is told by its first letter; one folded inside this word is still one.
        let begin = matches!(line.trim_ascii_start().as_bytes().first(), Some(b'B' | b'b'));
        begin
            && line.trim_ascii().split_once(':').is_some_and(|(begin, name)| {
                begin.eq_ignore_ascii_case("BEGIN") && NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
            })
    }) || is_folded_calendar(text)
}

/// The same for a file whose first line is folded, which is legal and not seen in practice.
fn is_folded_calendar(text: &str) -> bool {
    let head = text.char_indices().nth(200).map_or(text, |(end, _)| &text[..end]);
    let whole = head.replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    whole.trim_start().get(.."BEGIN:VCALENDAR".len()).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR"))
}

fn decode<'a>(bytes: &'a [u8], remarks: &mut Remarks) -> Cow<'a, str> {
    let marked = encoding_rs::Encoding::for_bom(bytes);
    let wide = match marked {
        Some((codec, _)) if codec != UTF_8 => Some(codec),
        Some(_) => None,
        // "BE" of BEGIN, in two bytes each.
        None if bytes.starts_with(b"B\0E\0") || bytes.starts_with(b"b\0e\0") => Some(UTF_16LE),
        None if bytes.starts_with(b"\0B\0E") || bytes.starts_with(b"\0b\0e") => Some(UTF_16BE),
        None => None,
    };
    if let Some(codec) = wide {
        return codec.decode_with_bom_removal(bytes).0;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    // Lines are folded by octets: a fold may stand inside a character (RFC 5545, 3.1).
    let bytes = match String::from_utf8(unfolded(bytes)) {
        Ok(text) => return Cow::Owned(text),
        Err(fault) => fault.into_bytes(),
    };
    remarks.add_once(None, BusyDoubt::Encoding);
    // A character cut short in a text that is UTF-8 elsewhere, or another encoding altogether.
    let (text, _) = UTF_8.decode_without_bom_handling(&bytes);
    let wrong = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
    let right = text.chars().filter(|c| !c.is_ascii()).count() - wrong;
    let text = if right >= wrong { text } else { WINDOWS_1252.decode_without_bom_handling(&bytes).0 };
    Cow::Owned(text.into_owned())
}

fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let fold = match rest {
            [b'\r', b'\n', b' ' | b'\t', ..] => 3,
            [b'\n', b' ' | b'\t', ..] => 2,
            _ => 0,
        };
        if fold == 0 {
            whole.push(rest[0]);
        }
        at += fold.max(1);
    }
    whole
}
