//! Mail drafts (RFC 5322) with an invitation in them (RFC 6047), and the texts they carry.
//!
//! A draft is a file that a mail program opens ready to be sent (`X-Unsent`). It goes to one person: there is no way to
//! name a second one. Whatever names and notes hold, a line break in them begins no header.

mod letter;
mod read;
mod when;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::HeaderType;
use mail_builder::headers::address::Address;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::{BodyPart, MimePart};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::calendar::{CalendarFault, Method, Party, lines, one_line, opaque};
use crate::is_mail_address;

pub use letter::{LetterKind, file_name, letter};
pub(crate) use read::{Mail, open, text};
pub(crate) use when::{day, hours, span, zone_label};

/// Somebody a letter comes from or goes to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mailbox {
    /// How people call them; may be empty.
    pub name: String,
    /// The address.
    pub email: String,
}

impl From<&Party> for Mailbox {
    fn from(party: &Party) -> Self {
        Self { name: party.name.clone(), email: party.email.clone().unwrap_or_default() }
    }
}

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// What it is called: names nobody.
    pub name: String,
    /// Its media type, such as `text/plain; charset=utf-8`.
    pub media: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A mail to one person, not sent yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The single face; answers go there too.
    pub from: Mailbox,
    /// The one who reads it.
    pub to: Mailbox,
    /// Made one line in the file.
    pub subject: String,
    /// What a person reads.
    pub text: String,
    /// What a calendar reads: a file of this method, as [`crate::calendar::write`] gives it.
    pub calendar: Option<(Method, String)>,
    /// Further files.
    pub attachments: Vec<Enclosure>,
    /// The mail's own name, without angle brackets; `None`: one made from what it holds.
    pub message_id: Option<String>,
    /// A name shared by the mails about one thing to one person, so that mail programs show them together.
    pub thread: Option<String>,
    /// When it was written.
    pub date: DateTime<Utc>,
}

/// Why a letter cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum MailFault {
    /// Somebody has no mail address, or one that is not well formed.
    #[error("{name} has no mail address")]
    NoAddress {
        /// Who.
        name: String,
    },
    /// The calendar in it cannot be written.
    #[error("{fault}")]
    Calendar {
        /// Why.
        fault: CalendarFault,
    },
    /// The token of a poll is not made of 8 to 64 letters, digits and hyphens.
    #[error("not a token: {token}")]
    NoToken {
        /// What it is.
        token: String,
    },
}

impl From<CalendarFault> for MailFault {
    fn from(fault: CalendarFault) -> Self {
        Self::Calendar { fault }
    }
}

/// A letter as the bytes of an `.eml` file.
///
/// The calendar is in it twice: beside the text, where Outlook, Gmail, Apple's Mail and Thunderbird look for an
/// invitation, and attached, for whoever must open it by hand. The same letter gives the same bytes.
///
/// # Errors
/// [`MailFault::NoAddress`] where one end has no address.
pub fn write(letter: &Letter) -> Result<Vec<u8>, MailFault> {
    let (from, to) = (mailbox(&letter.from)?, mailbox(&letter.to)?);
    let text = format!("{}\r\n", lines(&letter.text).replace('\n', "\r\n"));
    let digest = opaque(&format!("{}{}{}{text}", letter.to.email, letter.date, letter.subject));
    let mut boundary = format!("=_{digest}");
    while text.contains(&boundary) {
        boundary.push('_');
    }
    let multipart = |kind: &str, level: u8, parts: Vec<MimePart<'static>>| {
        part(format!("multipart/{kind}; boundary=\"{boundary}{level}\""), BodyPart::Multipart(parts))
    };
    let readable = part("text/plain; charset=utf-8".to_owned(), BodyPart::Text(text.clone().into()));
    let mut body = readable;
    let mut files = Vec::new();
    if let Some((method, calendar)) = &letter.calendar {
        let bytes = || BodyPart::Binary(calendar.clone().into_bytes().into());
        let method = method.word().map(|word| format!("; method={word}")).unwrap_or_default();
        let calendar = part(format!("text/calendar; charset=UTF-8{method}; component=VEVENT"), bytes());
        body = multipart("alternative", 1, vec![body, calendar]);
        files.push(part("application/ics; name=\"invite.ics\"".to_owned(), bytes()).attachment("invite.ics"));
    }
    files.extend(letter.attachments.iter().map(|file| {
        let bytes = BodyPart::Binary(file.bytes.clone().into());
        part(file.media.to_owned(), bytes).attachment(header_text(&file.name))
    }));
    if !files.is_empty() {
        files.insert(0, body);
        body = multipart("mixed", 0, files);
    }
    let own = letter.message_id.as_deref().map(message_name).filter(|name| !name.is_empty());
    let mut message = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .from(from.clone())
        .reply_to(from)
        .to(to)
        .subject(header_text(&letter.subject))
        .date(letter.date.timestamp())
        .message_id(own.unwrap_or(format!("{digest}@cuadrante")))
        .header("MIME-Version", Raw::new("1.0"));
    if let Some(thread) = letter.thread.as_deref().map(message_name).filter(|name| !name.is_empty()) {
        message = message.header("References", HeaderType::MessageId(MessageId::new(thread)));
    }
    let mut bytes = Vec::new();
    message.body(body).serialize(&mut bytes);
    Ok(bytes)
}

/// A part with its type as it stands: RFC 6047's example has no quotation marks, and not every program expects them.
fn part(media: String, contents: BodyPart<'static>) -> MimePart<'static> {
    let kind = (Cow::from("Content-Type"), HeaderType::Raw(Raw::new(media)));
    MimePart { headers: vec![kind], contents }
}

fn mailbox(of: &Mailbox) -> Result<Address<'static>, MailFault> {
    let (name, email) = (header_text(&of.name), of.email.trim());
    if !is_mail_address(email) {
        return Err(MailFault::NoAddress { name });
    }
    Ok(Address::new_address(Some(name).filter(|name| !name.is_empty()), email.to_owned()))
}

/// Text of one line for a header: without the marks that turn the direction of writing, which would show one name as
/// another, and without the beginning of an encoded word (RFC 2047), which a reader would decode to something else.
pub(crate) fn header_text(text: &str) -> String {
    let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    one_line(&one_line(text).chars().filter(|c| !turns(*c)).collect::<String>()).replace("=?", "= ?")
}

/// What RFC 5322 allows in the name of a message, which is never folded.
fn message_name(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "-._@".contains(*c)).take(200).collect()
}
