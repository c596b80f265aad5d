//! What a mail holds for us: calendars and texts, wherever they are in it.

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};

/// How deep a mail within a mail is looked into: a forwarded answer is one deep.
const DEEPEST: usize = 4;
/// Mails within mails beyond which a file is no mail that people write.
const MOST_WITHIN: usize = 64;

/// A mail taken apart.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Mail {
    /// The address it says it comes from, in small letters.
    pub from: Option<String>,
    /// Its subject; empty where it has none.
    pub subject: String,
    /// The calendars in it, in their order.
    pub calendars: Vec<String>,
    /// What a person reads, HTML made text where there is nothing else.
    pub bodies: Vec<String>,
    /// Plain texts attached.
    pub texts: Vec<String>,
}

/// Takes a mail apart; `None` where the bytes are none.
pub(crate) fn open(bytes: &[u8]) -> Option<Mail> {
    // The parser nests mails within mails as deep as they come, and its own destructor follows them down.
    let needle = b"message/rfc822";
    let within = bytes.windows(needle.len()).filter(|window| window.eq_ignore_ascii_case(needle)).count();
    if within > MOST_WITHIN {
        return None;
    }
    let message = MessageParser::default().parse(bytes)?;
    let address = message.from().and_then(|from| from.first()).and_then(|from| from.address());
    let mut mail = Mail {
        from: address.map(str::to_lowercase),
        subject: message.subject().unwrap_or_default().to_owned(),
        ..Mail::default()
    };
    collect(&message, 0, &mut mail);
    Some(mail)
}

fn collect(message: &Message<'_>, depth: usize, mail: &mut Mail) {
    let mut html = Vec::new();
    let had = mail.bodies.len();
    for part in &message.parts {
        if is_calendar(part) {
            mail.calendars.extend(text_of(part));
            continue;
        }
        match &part.body {
            PartType::Text(text) if is_attached(part) => mail.texts.push(text.to_string()),
            PartType::Text(text) => mail.bodies.push(text.to_string()),
            PartType::Html(text) if !is_attached(part) => html.push(plain(text)),
            PartType::Binary(_) | PartType::InlineBinary(_) if is_text_file(part) => mail.texts.extend(text_of(part)),
            PartType::Message(inner) if depth < DEEPEST => collect(inner, depth + 1, mail),
            PartType::Html(_)
            | PartType::Binary(_)
            | PartType::InlineBinary(_)
            | PartType::Message(_)
            | PartType::Multipart(_) => {}
        }
    }
    if mail.bodies[had..].iter().all(|body| body.trim().is_empty()) {
        mail.bodies.extend(html);
    }
}

fn is_calendar(part: &MessagePart<'_>) -> bool {
    part.is_content_type("text", "calendar")
        || part.is_content_type("application", "ics")
        || part.attachment_name().is_some_and(|name| name.to_lowercase().ends_with(".ics"))
}

fn is_attached(part: &MessagePart<'_>) -> bool {
    part.content_disposition().is_some_and(|disposition| disposition.is_attachment()) || is_text_file(part)
}

fn is_text_file(part: &MessagePart<'_>) -> bool {
    part.attachment_name().is_some_and(|name| name.to_lowercase().ends_with(".txt"))
}

fn text_of(part: &MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => Some(text.to_string()),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => Some(text(bytes)),
        PartType::Message(_) | PartType::Multipart(_) => None,
    }
}

/// Bytes as text: whatever a mark at the beginning says, else UTF-8, else what Windows writes.
pub(crate) fn text(bytes: &[u8]) -> String {
    let marked = encoding_rs::Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = match std::str::from_utf8(bytes) {
        _ if marked.is_some() => marked.unwrap_or(encoding_rs::UTF_8),
        Ok(_) => encoding_rs::UTF_8,
        Err(_) => encoding_rs::WINDOWS_1252,
    };
    encoding.decode(bytes).0.into_owned()
}

/// HTML as text. The converter ends a line at `<br>` and `</p>` only; Gmail writes each line as a `div`, Outlook may
/// write a table, and what is quoted stands in a `blockquote`.
fn plain(html: &str) -> String {
    const LINES: [&str; 8] = ["div", "li", "tr", "blockquote", "h1", "h2", "h3", "pre"];
    let mut pieces = html.split('<');
    let mut broken = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let name = piece.trim_start_matches('/').split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if LINES.iter().any(|line| name.eq_ignore_ascii_case(line)) {
            broken.push_str("<br>");
        }
        broken.push('<');
        broken.push_str(piece);
    }
    mail_parser::decoders::html::html_to_text(&broken).replace('\u{a0}', " ")
}
