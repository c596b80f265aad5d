//! What `cargo xtask bench calendars` measures of this crate, each in a process of its own: it says seconds and peak
//! memory as JSON.
//!
//! `calendars make PATH MIB` writes a calendar to read; `calendars read PATH` reads its busy times; `calendars write`
//! writes 10,000 meetings. `calendars parse PATH` only takes the whole file apart, as a yardstick.
// A command-line tool speaks on its standard streams, and ends where it cannot go on.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::time::Instant;

use chrono::{TimeDelta, TimeZone, Utc};
use domain::{Minutes, ZoneName};
use exchange::busy::{Limits, read};
use exchange::calendar::{
    Attendee, CalendarFile, Class, Event, Method, Part, PartStat, Party, PartyKind, Status, write,
};

const MEETINGS: u32 = 10_000;

fn main() {
    let words = std::env::args().skip(1).collect::<Vec<_>>();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", path, mib] => std::fs::write(path, calendar(mib.parse::<usize>().unwrap() << 20)).unwrap(),
        ["read", path] => {
            let bytes = std::fs::read(path).unwrap();
            let window = (
                Utc.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).unwrap(),
                Utc.with_ymd_and_hms(2028, 1, 1, 0, 0, 0).unwrap(),
            );
            let began = Instant::now();
            let calendar = read(&bytes, window, &ZoneName("America/Caracas".into()), &Limits::default()).unwrap();
            let took = began.elapsed().as_secs_f64();
            tell(took, calendar.events, bytes.len(), calendar.busy.len());
            assert_eq!(calendar.remarks, []);
        }
        ["parse", path] => {
            let text = std::fs::read_to_string(path).unwrap();
            let began = Instant::now();
            let calcard::Entry::ICalendar(calendar) = calcard::Parser::new(&text).entry() else {
                panic!("no calendar")
            };
            let took = began.elapsed().as_secs_f64();
            tell(took, calendar.components.len() as u32, text.len(), 0);
        }
        ["write"] => {
            let calendar = meetings();
            let began = Instant::now();
            let text = write(&calendar).unwrap();
            let took = began.elapsed().as_secs_f64();
            assert_eq!(text.matches("BEGIN:VEVENT").count(), MEETINGS as usize);
            tell(took, MEETINGS, text.len(), 0);
        }
        _ => panic!("calendars make PATH MIB | read PATH | parse PATH | write"),
    }
}

fn tell(seconds: f64, events: u32, bytes: usize, spans: usize) {
    // Linux alone says it; elsewhere it is not measured.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next()?.parse::<u64>().ok());
    println!(
        "{{\"seconds\":{seconds},\"events\":{events},\"bytes\":{bytes},\"spans\":{spans},\"peak_kib\":{}}}",
        peak.map_or("null".into(), |kib| kib.to_string())
    );
}

/// A company's calendar as servers export it: zones described, guests, texts, alarms; a quarter of it series, with dates
/// taken away and instances moved.
fn calendar(bytes: usize) -> String {
    let mut text = String::from(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bench//EN\r\nCALSCALE:GREGORIAN\r\nX-WR-CALNAME:Agenda de la empresa\r\nX-WR-TIMEZONE:Europe/Madrid\r\n",
    );
    text.push_str("BEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\nBEGIN:STANDARD\r\nDTSTART:16010101T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010101T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n");
    let zones = ["Europe/Madrid", "America/Caracas", "America/Bogota", "America/New_York", "Romance Standard Time"];
    let first = Utc.with_ymd_and_hms(2025, 1, 1, 8, 0, 0).unwrap().naive_utc();
    let mut at = 0_u32;
    while text.len() < bytes {
        let zone = zones[at as usize % zones.len()];
        let start = first + TimeDelta::minutes(i64::from(at % 36_000) * 30);
        let civil = |minutes: i64| (start + TimeDelta::minutes(minutes)).format("%Y%m%dT%H%M%S").to_string();
        let head = |text: &mut String| {
            let _ = write!(
                text,
                "BEGIN:VEVENT\r\nDTSTAMP:20261101T090000Z\r\nUID:{at:08x}-7f3a-4c1e-9b2d-{:012x}@example.com\r\nSEQUENCE:{}\r\n",
                at * 7919,
                at % 4
            );
        };
        head(&mut text);
        let _ = write!(text, "DTSTART;TZID={zone}:{}\r\nDTEND;TZID={zone}:{}\r\n", civil(0), civil(60));
        if at.is_multiple_of(4) {
            let rule = [
                "FREQ=WEEKLY;COUNT=40",
                "FREQ=MONTHLY;BYDAY=2TU;UNTIL=20271231T000000Z",
                "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=30",
                "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;COUNT=25",
            ][at as usize / 4 % 4];
            let _ = write!(text, "RRULE:{rule}\r\nEXDATE;TZID={zone}:{}\r\n", civil(7 * 1440));
        }
        let _ = write!(
            text,
            "SUMMARY:Reunión de seguimiento {at} · Comercial Núñez\\, C.A.\r\nLOCATION:Sala Ávila\\, Torre Norte\\, Caracas\r\nDESCRIPTION:Agenda de la reunión:\\n1. Reglas y presentación\\, 10 min\\n2. Casos\r\n  y propuestas de cada área\\, con lo que quedó pendiente de la última\\n3. Acuer\r\n dos\\, responsables y fechas\\nhttps://example.com/reunion/{at}?clave=abcdef\r\n"
        );
        for guest in 0..3 {
            let _ = write!(
                text,
                "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=TRUE;CN=\"Invita\r\n da {guest}, Ana\":mailto:ana{guest}.{at}@example.com\r\n"
            );
        }
        text.push_str("ORGANIZER;CN=Luis Mora:mailto:luis@example.com\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nCLASS:PUBLIC\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Aviso\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\nEND:VEVENT\r\n");
        if at.is_multiple_of(8) {
            head(&mut text);
            let _ = write!(
                text,
                "RECURRENCE-ID;TZID={zone}:{}\r\nDTSTART;TZID={zone}:{}\r\nDTEND;TZID={zone}:{}\r\nSUMMARY:Movida\r\nEND:VEVENT\r\n",
                civil(14 * 1440),
                civil(14 * 1440 + 120),
                civil(14 * 1440 + 180)
            );
        }
        at += 1;
    }
    text.push_str("END:VCALENDAR\r\n");
    text
}

fn meetings() -> CalendarFile {
    let stamp = Utc.with_ymd_and_hms(2026, 11, 1, 9, 0, 0).unwrap();
    let zones = ["America/Caracas", "Europe/Madrid", "America/New_York"];
    let party = |name: &str, email: String| Party {
        id: "018f0000-0000-7000-8000-000000000001".into(),
        name: name.into(),
        email: Some(email),
    };
    let guest = |at: u32, name: &str| Attendee {
        party: party(name, format!("{}{at}@example.com", name.to_ascii_lowercase())),
        part: Part::Required,
        kind: PartyKind::Individual,
        partstat: PartStat::Accepted,
        rsvp: true,
    };
    let event = |at: u32| Event {
        uid: format!("{at}@cuadrante"),
        sequence: 0,
        dtstamp: stamp,
        created: stamp,
        last_modified: stamp,
        start: stamp.naive_utc() + TimeDelta::minutes(i64::from(at) * 15),
        zone: ZoneName(zones[at as usize % zones.len()].to_owned()),
        minutes: Minutes(60),
        summary: format!("Seguro de flota · Comercial Núñez {at}, C.A."),
        description: "Agenda: 1. Reglas, 10 min\n2. Casos; propuestas\n".repeat(4),
        location: "Sala Ávila, Torre Norte, Caracas".to_owned(),
        status: Status::Confirmed,
        organizer: Some(party("Ana Pérez", "ana@example.com".into())),
        attendees: vec![guest(at, "Luis"), guest(at, "Marta"), guest(at, "Pedro")],
        class: Class::Public,
        transparent: false,
        categories: Vec::new(),
        alarms: vec![Minutes(30)],
    };
    CalendarFile {
        name: "Plan".into(),
        method: Method::None,
        events: (0..MEETINGS).map(event).collect(),
        refresh: None,
    }
}
