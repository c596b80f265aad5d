use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{Minutes, ProposedTime, ZoneName};
use proptest::prelude::*;

use super::*;

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap().and_utc()
}

/// A reply as Google sends it, with the lines of its event.
fn ics(method: &str, event: &str) -> String {
    let event = event.trim().lines().map(str::trim).collect::<Vec<_>>().join("\r\n");
    format!(
        "BEGIN:VCALENDAR\r\nPRODID:-//Google Inc//Google Calendar 70.9054//EN\r\nVERSION:2.0\r\nCALSCALE:GREGORIAN\r\n\
         METHOD:{method}\r\nBEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const ACCEPTED: &str = "DTSTART:20270326T140000Z
    DTEND:20270326T163000Z
    DTSTAMP:20270301T101500Z
    ORGANIZER;CN=Ana:mailto:ana@example.com
    UID:018f0000-0000-7000-8000-000000000601@cuadrante
    ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Luisa Gil;X-NUM-GUESTS=0:mailto:Luisa@Sol.example
    SEQUENCE:3
    STATUS:CONFIRMED
    SUMMARY:Seguro de flota";

fn read(text: &str) -> Result<Reply, ReplyFault> {
    read_reply(text.as_bytes(), &Limits::default())
}

fn accepted() -> Reply {
    Reply {
        method: ReplyMethod::Reply,
        uid: "018f0000-0000-7000-8000-000000000601@cuadrante".into(),
        sequence: 3,
        stamp: at("2027-03-01T10:15"),
        attendee_email: "luisa@sol.example".into(),
        sent_by: None,
        attendee_name: "Luisa Gil".into(),
        partstat: PartStat::Accepted,
        comment: String::new(),
        proposed: None,
        from_header: None,
    }
}

#[test]
fn answers_are_read() {
    let check = |change: &dyn Fn(&str) -> String, want: Reply| {
        let text = ics("REPLY", &change(ACCEPTED));
        assert_eq!(read(&text), Ok(want), "{text}");
    };
    let swap = |from: &'static str, to: &'static str| move |text: &str| text.replace(from, to);
    check(&|text| text.to_owned(), accepted());
    check(&swap("ACCEPTED", "declined"), Reply { partstat: PartStat::Declined, ..accepted() });
    check(&swap("ACCEPTED", "TENTATIVE"), Reply { partstat: PartStat::Tentative, ..accepted() });
    check(&swap("PARTSTAT=ACCEPTED;", ""), Reply { partstat: PartStat::NeedsAction, ..accepted() });
    check(&swap("SEQUENCE:3", ""), Reply { sequence: 0, ..accepted() });
    check(&swap("SEQUENCE:3", "SEQUENCE:-1"), Reply { sequence: 0, ..accepted() });
    check(
        &swap("SEQUENCE:3", "SEQUENCE:3\nCOMMENT:Llego tarde\\, a las 10:30\\nSaludos"),
        Reply { comment: "Llego tarde, a las 10:30\nSaludos".into(), ..accepted() },
    );
    check(
        &swap("X-NUM-GUESTS=0", "X-RESPONSE-COMMENT=\"No puedo: viaje\""),
        Reply { comment: "No puedo: viaje".into(), ..accepted() },
    );
    check(
        &swap("Luisa@Sol.example", "luisa%2Bx@sol.example"),
        Reply { attendee_email: "luisa+x@sol.example".into(), ..accepted() },
    );
    for by in ["SENT-BY=\"mailto:Asistente@Sol.example\"", "SENT-BY=\"MAILTO:asistente%40sol.example\""] {
        let want = Reply { sent_by: Some("asistente@sol.example".into()), ..accepted() };
        check(&|text| text.replace("X-NUM-GUESTS=0", by), want);
    }
    check(
        &swap("CN=Luisa Gil", "CN=\"Gil, Luisa; Sol: Ventas\""),
        Reply { attendee_name: "Gil, Luisa; Sol: Ventas".into(), ..accepted() },
    );
}

#[test]
fn another_time_is_read() {
    let check = |times: &str, want: Result<(&str, &str, u32), ReplyFault>| {
        let event = ACCEPTED.replace("DTSTART:20270326T140000Z\n    DTEND:20270326T163000Z", times);
        assert_ne!(event, ACCEPTED);
        let got = read(&ics("COUNTER", &event)).map(|reply| (reply.method, reply.proposed));
        let want = want.map(|(start, zone, minutes)| {
            let start = NaiveDateTime::parse_from_str(start, "%Y-%m-%dT%H:%M").unwrap();
            let proposed = ProposedTime { start, zone: ZoneName(zone.into()), minutes: Minutes(minutes) };
            (ReplyMethod::Counter, Some(proposed))
        });
        assert_eq!(got, want, "{times}");
    };
    check("DTSTART:20270327T140000Z\nDTEND:20270327T150000Z", Ok(("2027-03-27T14:00", "UTC", 60)));
    check(
        "DTSTART;TZID=America/Caracas:20270327T140000\nDTEND;TZID=America/Caracas:20270327T153000",
        Ok(("2027-03-27T14:00", "America/Caracas", 90)),
    );
    check(
        "DTSTART;TZID=America/Caracas:20270327T140000\nDURATION:PT45M",
        Ok(("2027-03-27T14:00", "America/Caracas", 45)),
    );
    // Outlook's names.
    check(
        "DTSTART;TZID=Romance Standard Time:20270327T140000\nDTEND;TZID=Romance Standard Time:20270327T150000",
        Ok(("2027-03-27T14:00", "Europe/Paris", 60)),
    );
    // An hour by the clock is two where it is skipped over.
    check(
        "DTSTART;TZID=Europe/Madrid:20270328T013000\nDTEND;TZID=Europe/Madrid:20270328T033000",
        Ok(("2027-03-28T01:30", "Europe/Madrid", 60)),
    );
    check("DTSTART;VALUE=DATE:20270327\nDTEND;VALUE=DATE:20270328", Err(ReplyFault::NoProposal));
    check("DTSTART:20270327T140000\nDTEND:20270327T150000", Err(ReplyFault::NoProposal));
    check("DTSTART:20270327T140000Z\nDTEND:20270327T140000Z", Err(ReplyFault::NoProposal));
    check("DTSTART:20270327T140000Z", Err(ReplyFault::NoProposal));
    check("SUMMARY:x", Err(ReplyFault::NoProposal));
    check(
        "DTSTART;TZID=Marte/Olimpo:20270327T140000\nDTEND;TZID=Marte/Olimpo:20270327T150000",
        Err(ReplyFault::UnknownZone { zone: "Marte/Olimpo".into() }),
    );
}

#[test]
fn another_time_in_a_zone_of_the_files_own() {
    let times = "DTSTART;TZID=Customized Time Zone:20270327T140000\nDTEND;TZID=Customized Time Zone:20270327T150000";
    let event = ACCEPTED.replace("DTSTART:20270326T140000Z\n    DTEND:20270326T163000Z", times);
    let zone = "BEGIN:VTIMEZONE\r\nTZID:Customized Time Zone\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n\
                TZOFFSETFROM:-0430\r\nTZOFFSETTO:-0430\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT";
    let text = ics("COUNTER", &event);
    assert_eq!(read(&text), Err(ReplyFault::UnknownZone { zone: "Customized Time Zone".into() }));
    let proposed = read(&text.replacen("BEGIN:VEVENT", zone, 1)).unwrap().proposed.unwrap();
    assert_eq!(proposed.start.and_utc(), at("2027-03-27T18:30"));
    assert_eq!((proposed.zone, proposed.minutes), (ZoneName::utc(), Minutes(60)));
}

#[test]
fn what_is_no_answer_is_refused_with_its_reason() {
    let check = |text: &str, want: ReplyFault| assert_eq!(read(text), Err(want), "{text}");
    let without = |name: &str| {
        let lines = ACCEPTED.lines().filter(|line| !line.trim().starts_with(name));
        ics("REPLY", &lines.collect::<Vec<_>>().join("\n"))
    };
    check("", ReplyFault::NoCalendar);
    check("hola", ReplyFault::NoCalendar);
    check("From: a@b.example\r\nSubject: x\r\n\r\nhola", ReplyFault::NoCalendar);
    check("BEGIN:VCARD\r\nFN:x\r\nEND:VCARD\r\n", ReplyFault::NotACalendar);
    check("BEGIN:VEVENT\r\nUID:a\r\nEND:VEVENT\r\n", ReplyFault::NotACalendar);
    check(&ics("REQUEST", ACCEPTED), ReplyFault::NoReply { method: "REQUEST".into() });
    check(&ics("REPLY", ACCEPTED).replace("METHOD:REPLY\r\n", ""), ReplyFault::NoReply { method: String::new() });
    check(&without("UID"), ReplyFault::NoUid);
    check(&without("DTSTAMP"), ReplyFault::NoStamp);
    check(&without("ATTENDEE"), ReplyFault::NoAttendee);
    check(&ics("REPLY", ACCEPTED).replace("VEVENT", "VTODO"), ReplyFault::NoEvent);
    let delegated = ACCEPTED.replace("ACCEPTED", "DELEGATED");
    check(&ics("REPLY", &delegated), ReplyFault::UnknownAnswer { found: "DELEGATED".into() });
    let two = format!("{ACCEPTED}\nATTENDEE;PARTSTAT=DECLINED:mailto:x@y.example");
    check(&ics("REPLY", &two), ReplyFault::SeveralAttendees { found: 2 });
    let events =
        ics("REPLY", ACCEPTED).replace("END:VEVENT\r\n", "END:VEVENT\r\nBEGIN:VEVENT\r\nUID:b\r\nEND:VEVENT\r\n");
    check(&events, ReplyFault::SeveralEvents { found: 2 });
    let limits = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(read_reply(b"0123456789x", &limits), Err(ReplyFault::TooLarge { bytes: 11, limit: 10 }));
    let long = ics("REPLY", &format!("{ACCEPTED}\nCOMMENT:{}", "ñ".repeat(9_000)));
    assert_eq!(read(&long).unwrap().comment.chars().count(), Limits::default().comment);
}

/// Base64 by its definition, so that the test does not trust what it tests.
fn base64(bytes: &[u8]) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| word << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let letter = letters[(word >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= chunk.len() { char::from(letter) } else { '=' });
        }
        if text.len() % 78 == 76 {
            text.push_str("\r\n");
        }
    }
    text
}

fn quoted_printable(text: &str) -> String {
    let mut out = String::new();
    for line in text.split("\r\n") {
        for (at, byte) in line.bytes().enumerate() {
            if at % 20 == 19 {
                out.push_str("=\r\n");
            }
            match byte {
                b'=' | 0x80.. => out.push_str(&format!("={byte:02X}")),
                _ => out.push(char::from(byte)),
            }
        }
        out.push_str("\r\n");
    }
    out
}

#[test]
fn the_calendar_is_found_anywhere_in_a_mail() {
    let reply = ics("REPLY", &ACCEPTED.replace("Luisa Gil", "Luisa Pérez Ñu=1"));
    let want =
        Reply {
            attendee_name: "Luisa Pérez Ñu=1".into(), from_header: Some("luisa@sol.example".into()), ..accepted()
        };
    let check = |name: &str, body: String| {
        let mail = format!(
            "Received: from x by y; Mon, 1 Mar 2027 10:15:02 +0000\r\nFrom: \"Luisa, de Sol\" <Luisa@Sol.example>\r\n\
             To: ana@example.com\r\nSubject: =?utf-8?Q?Aceptada=3A?= x\r\nMIME-Version: 1.0\r\n{body}"
        );
        assert_eq!(read(&mail), Ok(want.clone()), "{name}:\n{mail}");
    };
    let bare = format!("Content-Type: text/calendar; method=REPLY; charset=UTF-8\r\n\r\n{reply}");
    check("the mail is the calendar", bare);
    let encoded = |encoding: &str, kind: &str, text: &str| {
        format!("Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{text}\r\n")
    };
    let many = |kind: &str, boundary: &str, parts: &[String]| {
        let parts = parts.iter().map(|part| format!("--{boundary}\r\n{part}")).collect::<String>();
        format!("Content-Type: multipart/{kind}; boundary=\"{boundary}\"\r\n\r\n{parts}--{boundary}--\r\n")
    };
    let plain = encoded("8bit", "text/plain; charset=utf-8", "Luisa ha aceptado");
    let google = many(
        "mixed",
        "m",
        &[
            many(
                "alternative",
                "a",
                &[
                    plain.clone(),
                    encoded("7bit", "text/html", "<p>Luisa ha aceptado</p>"),
                    encoded("base64", "text/calendar; charset=\"UTF-8\"; method=REPLY", &base64(reply.as_bytes())),
                ],
            ),
            encoded("base64", "application/ics; name=\"invite.ics\"", &base64(reply.as_bytes())),
        ],
    );
    check("Google", google.clone());
    check(
        "Apple",
        many(
            "alternative",
            "a",
            &[
                plain.clone(),
                encoded("quoted-printable", "text/calendar;charset=utf-8;method=REPLY", &quoted_printable(&reply)),
            ],
        ),
    );
    check(
        "attached only",
        many(
            "mixed",
            "m",
            &[
                plain.clone(),
                encoded("base64", "application/octet-stream; name=\"reply.ics\"", &base64(reply.as_bytes())),
            ],
        ),
    );
    // An invitation forwarded with the answer is no answer, and does not hide it.
    let request = encoded("8bit", "text/calendar; method=REQUEST; charset=utf-8", &ics("REQUEST", ACCEPTED));
    let answer = encoded("8bit", "text/calendar; method=REPLY; charset=utf-8", &reply);
    check("beside an invitation", many("mixed", "m", &[request, answer]));
    let forwarded = format!("Content-Type: message/rfc822\r\n\r\nFrom: otro@x.example\r\nSubject: y\r\n{google}");
    check("forwarded", many("mixed", "outer", &[plain, forwarded]));
}

#[test]
fn mails_within_mails_end() {
    let mut mail = String::new();
    for _ in 0..20_000 {
        mail.push_str("Subject: x\r\nContent-Type: message/rfc822\r\n\r\n");
    }
    assert_eq!(read(&mail), Err(ReplyFault::NoCalendar));
}

#[test]
fn of_several_answers_the_senders_counts() {
    let two = format!("{ACCEPTED}\nATTENDEE;PARTSTAT=DECLINED;CN=Pedro:mailto:pedro@sol.example");
    let mail = |from: &str| {
        let reply = ics("REPLY", &two);
        format!("From: {from}\r\nSubject: x\r\nContent-Type: text/calendar\r\n\r\n{reply}")
    };
    assert_eq!(read(&mail("Pedro@sol.example")).unwrap().partstat, PartStat::Declined);
    assert_eq!(read(&mail("luisa@sol.example")).unwrap().partstat, PartStat::Accepted);
    assert_eq!(read(&mail("x@sol.example")), Err(ReplyFault::SeveralAttendees { found: 2 }));
}

#[test]
fn judged() {
    let uid = accepted().uid;
    let check = |reply: Reply, want: Verdict| {
        let known = Some(at("2027-03-01T10:00"));
        assert_eq!(judge(&reply, &uid, 3, &["otra@sol.example", " LUISA@sol.example"], known), want, "{reply:?}");
    };
    check(accepted(), Verdict::Counts);
    check(Reply { sequence: 4, ..accepted() }, Verdict::Counts);
    check(Reply { stamp: at("2027-03-01T10:00"), ..accepted() }, Verdict::Counts);
    check(Reply { uid: "b".into(), ..accepted() }, Verdict::OtherMeeting { uid: "b".into() });
    let foreign = Reply { attendee_email: "x@y.example".into(), ..accepted() };
    check(foreign, Verdict::NotInvited { email: "x@y.example".into() });
    check(Reply { sequence: 2, ..accepted() }, Verdict::OldVersion { answered: 2, current: 3 });
    let earlier = Reply { stamp: at("2027-03-01T09:59"), ..accepted() };
    check(earlier, Verdict::OlderAnswer { known: at("2027-03-01T10:00") });
}

#[test]
fn only_the_person_or_whom_it_names_answers_by_mail() {
    let check = |from: &str, sender: &str, want: Verdict| {
        let reply = ics("REPLY", &ACCEPTED.replace("X-NUM-GUESTS=0", &format!("X-NUM-GUESTS=0{sender}")));
        let mail = format!("{from}Subject: x\r\nContent-Type: text/calendar\r\n\r\n{reply}");
        let reply = read(&mail).unwrap();
        assert_eq!(judge(&reply, &accepted().uid, 3, &["luisa@sol.example"], None), want, "{mail}");
    };
    let stranger = || Verdict::SentBy { email: "mallory@x.example".into() };
    let named = ";SENT-BY=\"mailto:Asistente@sol.example\"";
    check("From: Luisa <LUISA@sol.example>\r\n", "", Verdict::Counts);
    check("From: Luisa <Mallory@x.example>\r\n", "", stranger());
    check("From: Mallory@x.example\r\n", named, stranger());
    check("From: asistente@SOL.example\r\n", named, Verdict::Counts);
    check("From: luisa@sol.example\r\n", named, Verdict::Counts);
    // Nobody is known to have sent it.
    check("", "", Verdict::Counts);
    let from_a_file = Reply { from_header: None, ..accepted() };
    assert_eq!(judge(&from_a_file, &accepted().uid, 3, &["luisa@sol.example"], None), Verdict::Counts);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_comes_is_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_reply(&bytes, &Limits::default());
    }

    #[test]
    fn an_answer_damaged_anywhere_is_read_or_refused(
        cut in 0_usize..900,
        drop in 0_usize..40,
        put in "[\\PC\r\n;:=\"]{0,8}",
        counter in any::<bool>(),
    ) {
        let mut text = ics(if counter { "COUNTER" } else { "REPLY" }, ACCEPTED);
        let cut = (0..=cut.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (cut + drop).min(text.len());
        text.replace_range(cut..end, &put);
        if let Ok(reply) = read(&text) {
            prop_assert!(!reply.uid.is_empty() && !reply.uid.contains('\n'));
            prop_assert!(!reply.attendee_name.contains('\n'));
        }
    }
}
