//! What leaves the house, decoded: as bytes, and as whoever opens it reads it.

use exchange::calendar::{CalendarFile, write};
use exchange::mail::{self, Letter};
use mail_parser::MessageParser;

use super::checker::strict;

/// A calendar's bytes as they are, and as a program reads them.
pub fn from_calendar(name: &str, file: &CalendarFile) -> String {
    match write(file) {
        Ok(text) => format!("{name}\n{}", read_calendar(&text)),
        // A room's calendar names no organiser, so that nobody can be invited by it.
        Err(fault) => format!("{name}\n{fault}"),
    }
}

fn read_calendar(text: &str) -> String {
    let lines = strict(text);
    assert_eq!(lines.iter().filter(|line| line.name == "BEGIN" && line.value == "VEVENT").count(), 1);
    let lines = lines.into_iter().map(|line| {
        let params = line.params.values().cloned().collect::<Vec<_>>().join("\n");
        let value = line.value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
        format!("{}\n{params}\n{value}\n", line.name)
    });
    format!("{text}\n{}", lines.collect::<String>())
}

/// A mail's bytes as they are, and as a program reads them.
pub fn from_mail(name: &str, letter: &Result<Letter, mail::MailFault>) -> String {
    let letter = match letter {
        Ok(letter) => letter,
        Err(fault) => return format!("{name}\n{fault}"),
    };
    let bytes = mail::write(letter).unwrap();
    let mut text = format!("{name}\n{}\n", String::from_utf8(bytes.clone()).unwrap());
    let message = MessageParser::default().parse(&bytes).unwrap();
    for header in message.headers() {
        text.push_str(&format!("{:?}\n", header.value()));
    }
    assert_eq!(message.to().unwrap().iter().count(), 1);
    assert!(message.cc().is_none() && message.bcc().is_none());
    for part in &message.parts {
        let Ok(content) = std::str::from_utf8(part.contents()) else { continue };
        let is_calendar = content.starts_with("BEGIN:VCALENDAR");
        text.push_str(&if is_calendar { read_calendar(content) } else { content.to_owned() });
        text.push('\n');
    }
    text
}
