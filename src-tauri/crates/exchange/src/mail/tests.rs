use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;

use super::*;

fn letter() -> Letter {
    Letter {
        from: Mailbox { name: "Ana \"Nena\" Pérez, S.A.".into(), email: "ana@example.com".into() },
        to: Mailbox { name: "Luisa Gil".into(), email: " luisa@sol.example ".into() },
        subject: "Invitación: Seguro de flota".into(),
        text: "Hola, Luisa:\n\nMañana = hoy.\n.\nFrom aquí".into(),
        calendar: Some((Method::Request, "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".into())),
        attachments: vec![Enclosure {
            name: "respuesta.txt".into(),
            media: "text/plain; charset=utf-8",
            bytes: "sí\r\n".as_bytes().to_vec(),
        }],
        message_id: None,
        thread: Some("t@cuadrante".into()),
        date: DateTime::from_timestamp(1_800_000_000, 0).unwrap(),
    }
}

/// The headers of a mail, unfolded, before anything decodes them.
fn headers(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, _) = text.split_once("\r\n\r\n").unwrap();
    let mut headers = Vec::<String>::new();
    for line in head.split("\r\n") {
        match line.strip_prefix([' ', '\t']) {
            Some(more) => headers.last_mut().unwrap().push_str(&format!(" {}", more.trim_start())),
            None => headers.push(line.to_owned()),
        }
    }
    headers
}

#[test]
fn a_draft_holds_text_and_calendar() {
    let bytes = write(&letter()).unwrap();
    assert_eq!(bytes, write(&letter()).unwrap(), "the same letter is the same bytes");
    let names = headers(&bytes).iter().map(|header| header.split(':').next().unwrap().to_owned()).collect::<Vec<_>>();
    let want = [
        "X-Unsent",
        "From",
        "Reply-To",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "MIME-Version",
        "References",
        "Content-Type",
    ];
    assert_eq!(names, want);
    let mail = MessageParser::default().parse(&bytes).unwrap();
    let from = mail.from().unwrap().first().unwrap();
    assert_eq!((from.name(), from.address()), (Some("Ana \"Nena\" Pérez, S.A."), Some("ana@example.com")));
    assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("ana@example.com"));
    assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("luisa@sol.example"));
    assert_eq!(mail.subject(), Some("Invitación: Seguro de flota"));
    assert_eq!(mail.date().unwrap().to_timestamp(), 1_800_000_000);
    let kinds = mail.parts.iter().map(|part| {
        let kind = part.content_type().unwrap();
        format!("{}/{}", kind.ctype(), kind.subtype().unwrap())
    });
    let want =
        ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics", "text/plain"];
    assert_eq!(kinds.collect::<Vec<_>>(), want);
    let calendar = mail.parts[3].content_type().unwrap();
    assert_eq!(calendar.attribute("method"), Some("REQUEST"));
    assert_eq!(calendar.attribute("component"), Some("VEVENT"));
    assert_eq!(mail.parts[3].contents(), letter().calendar.unwrap().1.as_bytes());
    assert_eq!(mail.parts[4].contents(), letter().calendar.unwrap().1.as_bytes());
    assert_eq!(mail.parts[4].attachment_name(), Some("invite.ics"));
    assert_eq!(mail.parts[5].attachment_name(), Some("respuesta.txt"));
    assert_eq!(mail.body_text(0).unwrap().trim_end().replace("\r\n", "\n"), letter().text);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.contains("Content-Type: text/calendar; charset=UTF-8; method=REQUEST; component=VEVENT\r\n"),
        "{text}"
    );
}

#[test]
fn one_part_is_enough_without_files() {
    let bare = Letter { calendar: None, attachments: Vec::new(), ..letter() };
    let mail = write(&bare).unwrap();
    let mail = MessageParser::default().parse(&mail).unwrap();
    assert_eq!(mail.parts.len(), 1);
    assert!(mail.parts[0].is_content_type("text", "plain"));
}

#[test]
fn addresses_are_needed() {
    let fault = |letter: Letter| write(&letter).unwrap_err();
    let nobody = |email: &str| Mailbox { name: "Luis\nMora".into(), email: email.into() };
    let want = MailFault::NoAddress { name: "Luis Mora".into() };
    assert_eq!(fault(Letter { to: nobody(""), ..letter() }), want);
    assert_eq!(fault(Letter { to: nobody("x@y.example\r\nBcc: z@y.example"), ..letter() }), want);
    assert_eq!(fault(Letter { to: nobody("a@y.example, b@y.example"), ..letter() }), want);
    assert_eq!(fault(Letter { from: nobody("x"), ..letter() }), want);
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,30}",
        any::<String>(),
        Just("\r\nBcc: x@evil.example\r\n".to_owned()),
        Just("\nContent-Type: text/html\n\n<script>".to_owned()),
        Just("\u{85}X-A: b\u{2028}\u{b}\u{c}\u{1c}\r".to_owned()),
        Just("\"; <x@evil.example>, (c) \\".to_owned()),
        Just("=?utf-8?Q?a=0D=0ABcc:_x@evil.example?=".to_owned()),
        Just("👩‍👩‍👧‍👦🇻🇪".repeat(30)),
        Just("شركة \u{202e}المصرف\u{202c} עברית".to_owned()),
        Just("ñ".repeat(300)),
        Just("x".repeat(2000)),
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn hostile_names_begin_no_header(
        name in hostile(),
        other in hostile(),
        subject in hostile(),
        text in hostile(),
        id in hostile(),
    ) {
        let letter = Letter {
            from: Mailbox { name: name.clone(), ..letter().from },
            to: Mailbox { name: other, ..letter().to },
            subject: subject.clone(),
            text: text.clone(),
            message_id: Some(id.clone()),
            thread: Some(id),
            ..letter()
        };
        let bytes = write(&letter).unwrap();
        for line in bytes.split(|byte| *byte == b'\n') {
            prop_assert!(line.len() <= 999, "RFC 5322, 2.1.1");
            prop_assert!(line.is_empty() || line.ends_with(b"\r"));
        }
        let known = ["X-Unsent", "From", "Reply-To", "To", "Subject", "Date", "Message-ID", "MIME-Version", "References", "Content-Type"];
        for header in headers(&bytes) {
            let header = header.split(':').next().unwrap().to_owned();
            prop_assert!(known.contains(&header.as_str()), "{header}");
        }
        let mail = MessageParser::default().parse(&bytes).unwrap();
        prop_assert!(mail.bcc().is_none() && mail.cc().is_none());
        prop_assert_eq!(mail.to().unwrap().iter().count(), 1);
        prop_assert_eq!(mail.from().unwrap().iter().count(), 1);
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let shown = mail.subject().unwrap_or_default();
        prop_assert!(!shown.contains(['\r', '\n']));
        prop_assert_eq!(squeezed(shown), squeezed(&header_text(&subject)));
        let body = mail.body_text(0).unwrap();
        let (got, want) = (body.replace("\r\n", "\n"), lines(&text));
        prop_assert_eq!(got.trim(), want.trim());
    }
}
