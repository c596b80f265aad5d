//! Bytes to text.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Encoding, MAX_BYTES, TableFault, count};

/// The text of a file and the encoding it was read in: the one chosen, or else the one found.
///
/// # Errors
/// [`TableFault`] where the file is too large, empty, not text, or not written in the encoding chosen.
pub(crate) fn decode(bytes: &[u8], choice: Option<Encoding>) -> Result<(String, Encoding), TableFault> {
    if bytes.len() > MAX_BYTES {
        return Err(TableFault::TooLarge { bytes: count(bytes.len()), limit: count(MAX_BYTES) });
    }
    // Excel (zip) and old Excel (compound document): the most frequent mistake, worth a message of its own.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(TableFault::Spreadsheet);
    }
    let encoding = match choice {
        Some(encoding) => encoding,
        None => detect(bytes)?,
    };
    let text = read(bytes, encoding)?;
    if text.trim().is_empty() {
        return Err(TableFault::Empty);
    }
    // A few control characters are a slip of the program that wrote the file; NUL is no text at all.
    if text.contains('\0') {
        return Err(if choice.is_some() { TableFault::WrongEncoding { encoding } } else { TableFault::NotText });
    }
    Ok((text, encoding))
}

fn read(bytes: &[u8], encoding: Encoding) -> Result<String, TableFault> {
    let codec = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    // A mark of another encoding than the chosen one is not removed: the text then shows that the choice was wrong.
    let (text, malformed) = codec.decode_with_bom_removal(bytes);
    if malformed {
        return Err(TableFault::WrongEncoding { encoding });
    }
    Ok(text.into_owned())
}

fn detect(bytes: &[u8]) -> Result<Encoding, TableFault> {
    if let Some((codec, _)) = encoding_rs::Encoding::for_bom(bytes) {
        return Ok(if codec == UTF_16LE {
            Encoding::Utf16Le
        } else if codec == UTF_16BE {
            Encoding::Utf16Be
        } else {
            Encoding::Utf8
        });
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return Ok(encoding);
    }
    if bytes.contains(&0) {
        return Err(TableFault::NotText);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok(Encoding::Utf8);
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // The detector is told to expect a Spanish page: a short file tells too little by itself.
    let guess = detector.guess(Some(b"es"), chardetng::Utf8Detection::Deny);
    if guess.is_single_byte() {
        // Latin letters look alike in all single-byte encodings of the West, and Windows-1252 is what Excel writes.
        if guess == WINDOWS_1252 || mostly_ascii(bytes) {
            return Ok(Encoding::Windows1252);
        }
    }
    Err(TableFault::UnknownEncoding { guess: guess.name().to_owned() })
}

fn mostly_ascii(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| byte.is_ascii()).count() * 5 >= bytes.len() * 4
}

/// UTF-16 is seen without its mark where the text is mostly Latin: every other byte is then zero.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let sample = &bytes[..bytes.len().min(8192) & !1];
    if sample.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let pairs = sample.len() / 2;
    let (mut high_first, mut low_first) = (0, 0);
    for pair in sample.chunks_exact(2) {
        high_first += usize::from(pair[0] == 0 && pair[1] != 0);
        low_first += usize::from(pair[1] == 0 && pair[0] != 0);
    }
    if low_first * 2 > pairs && high_first == 0 {
        Some(Encoding::Utf16Le)
    } else if high_first * 2 > pairs && low_first == 0 {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}
