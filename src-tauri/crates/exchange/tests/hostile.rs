//! Files that were made to do harm, or came out of a fuzzer: every reader ends with a result or an error, within what it
//! may spend. What bounds it is counted, not timed.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use domain::ZoneName;
use exchange::busy::{BusyCalendar, BusyDoubt, BusyFault, Limits, read};
use exchange::clients::{Choices, inspect, read_clients};
use exchange::invitation::{self, read_reply};
use exchange::poll::read_answer;

fn window() -> (DateTime<Utc>, DateTime<Utc>) {
    (Utc.with_ymd_and_hms(2027, 1, 1, 0, 0, 0).unwrap(), Utc.with_ymd_and_hms(2029, 1, 1, 0, 0, 0).unwrap())
}

fn busy(bytes: &[u8], limits: &Limits) -> Result<BusyCalendar, BusyFault> {
    read(bytes, window(), &ZoneName("Europe/Madrid".into()), limits)
}

/// An event of these lines in a calendar.
fn event(lines: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
}

/// An event at nine with a rule.
fn rule(rule: &str) -> String {
    event(&format!("DTSTART:20270101T090000Z\r\nDURATION:PT1M\r\nRRULE:{rule}"))
}

#[derive(Debug, PartialEq)]
enum Ends {
    /// With so many spans, followed to the end.
    Whole(usize),
    /// With some spans, and a remark that more may be missing.
    Short,
    TooManyInstances,
    TooMuchWork,
    EventTooLarge,
    TooManyEvents,
    NotCalendar,
}

fn ends(text: &str, limits: &Limits) -> Ends {
    match busy(text.as_bytes(), limits) {
        Ok(calendar) if calendar.remarks.iter().any(|remark| matches!(remark.doubt, BusyDoubt::Truncated { .. })) => {
            Ends::Short
        }
        Ok(calendar) => Ends::Whole(calendar.busy.len()),
        Err(BusyFault::TooManyInstances { .. }) => Ends::TooManyInstances,
        Err(BusyFault::TooMuchWork { .. }) => Ends::TooMuchWork,
        Err(BusyFault::EventTooLarge { .. }) => Ends::EventTooLarge,
        Err(BusyFault::TooManyEvents { .. }) => Ends::TooManyEvents,
        Err(BusyFault::NotCalendar) => Ends::NotCalendar,
        Err(fault) => panic!("{fault}"),
    }
}

#[track_caller]
fn check(text: &str, expected: Ends) {
    let beginning = text.chars().take(300).collect::<String>();
    assert_eq!(ends(text, &Limits::default()), expected, "{beginning}");
}

/// Numbers from one to another, comma-separated.
fn numbers(from: i32, to: i32) -> String {
    (from..=to).filter(|number| *number != 0).map(|number| number.to_string()).collect::<Vec<_>>().join(",")
}

#[test]
fn rules_that_name_nothing() {
    // Only the beginning itself, which always counts.
    for text in [
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=SECONDLY;BYSETPOS=2;BYMINUTE=1",
        "FREQ=MINUTELY;INTERVAL=1440;BYHOUR=3",
        "FREQ=SECONDLY;INTERVAL=60;BYSECOND=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
        "FREQ=YEARLY;INTERVAL=4294967295",
        "FREQ=DAILY;INTERVAL=4294967295",
        "FREQ=SECONDLY;INTERVAL=4294967295",
        "FREQ=DAILY;COUNT=1",
        "FREQ=DAILY;UNTIL=20270101",
    ] {
        check(&rule(text), Ends::Whole(1));
    }
}

#[test]
fn rules_that_name_too_much() {
    check(&rule("FREQ=SECONDLY"), Ends::TooManyInstances);
    check(&rule("FREQ=MINUTELY"), Ends::TooManyInstances);
    check(&rule("FREQ=SECONDLY;COUNT=4294967295"), Ends::TooManyInstances);
    check(&rule("FREQ=HOURLY"), Ends::Whole(365 * 24 - 9 + 366 * 24));
    let times = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", numbers(0, 23), numbers(0, 59), numbers(0, 59));
    check(&rule(&format!("FREQ=YEARLY;BYYEARDAY={};{times}", numbers(-366, 366))), Ends::Short);
    check(&rule(&format!("FREQ=MONTHLY;BYMONTHDAY={};{times}", numbers(-31, 31))), Ends::Short);
    check(&rule(&format!("FREQ=DAILY;{times};BYSETPOS={}", numbers(-366, 366))), Ends::Short);
    check(&rule(&format!("FREQ=DAILY;BYHOUR=9;BYSETPOS={}", "1,".repeat(200))), Ends::Whole(731));
    // Counted from the year 1 on, second by second.
    let old = |rule: &str| event(&format!("DTSTART:00010101T090000Z\r\nDURATION:PT1M\r\nRRULE:{rule}"));
    check(&old("FREQ=SECONDLY;COUNT=4294967295"), Ends::Short);
    check(&old("FREQ=SECONDLY;BYSECOND=7;COUNT=2000000000"), Ends::Short);
    check(&old("FREQ=DAILY"), Ends::Whole(731));
    check(&old("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"), Ends::Whole(2));
    // Longer than any rule need be.
    let long =
        busy(rule(&format!("FREQ=DAILY;BYMONTHDAY={}", "1,".repeat(5000))).as_bytes(), &Limits::default()).unwrap();
    assert!(matches!(long.remarks[0].doubt, BusyDoubt::UnreadableRule { .. }), "{:?}", long.remarks);
}

#[test]
fn many_costly_rules_end_together() {
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for at in 0..2_000 {
        let _ = write!(
            text,
            "BEGIN:VEVENT\r\nUID:{at}\r\nDTSTART:00010101T090000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY;BYSECOND=7;COUNT=2000000000\r\nEND:VEVENT\r\n"
        );
    }
    text.push_str("END:VCALENDAR\r\n");
    let limits = Limits { steps: 20_000_000, ..Limits::default() };
    assert_eq!(ends(&text, &limits), Ends::TooMuchWork);
    let one = event(&"RRULE:FREQ=SECONDLY;BYSECOND=7;COUNT=2000000000\r\n".repeat(2_000));
    assert_eq!(
        ends(&one.replace("UID:a", "UID:a\r\nDTSTART:00010101T090000Z\r\nDURATION:PT1S"), &limits),
        Ends::TooMuchWork
    );
}

#[test]
fn many_masters_with_many_exceptions() {
    let rule = |rule: &str, range: &str| {
        let mut text = String::from("BEGIN:VCALENDAR\r\n");
        let lasts = "DTSTART:20270101T090000Z\r\nDURATION:PT1M\r\n";
        for at in 0..20_000 {
            let _ = write!(text, "BEGIN:VEVENT\r\nUID:a\r\nSEQUENCE:1\r\n{lasts}{rule}END:VEVENT\r\n");
            let time = format!("{:02}{:02}{:02}", at / 3600, at / 60 % 60, at % 60);
            let instance = format!("RECURRENCE-ID{range}:20270102T{time}Z\r\n");
            let _ = write!(text, "BEGIN:VEVENT\r\nUID:a\r\n{lasts}{instance}END:VEVENT\r\n");
        }
        text + "END:VCALENDAR\r\n"
    };
    // A hundred masters' walks along the exceptions, of the twenty thousand that the file asks for.
    let limits = Limits { steps: 2_000_000, ..Limits::default() };
    let once = "RRULE:FREQ=DAILY;COUNT=1\r\n";
    for (lines, range) in [("", ""), (once, ""), (once, ";RANGE=THISANDFUTURE")] {
        assert_eq!(ends(&rule(lines, range), &limits), Ends::TooMuchWork, "{lines}{range}");
    }
}

#[test]
fn many_dates() {
    let start = "DTSTART:20270101T090000Z\r\nDURATION:PT1M";
    // A minute each, from the beginning of the window on.
    let minute = |at: i64| window().0 + chrono::TimeDelta::minutes(at);
    let dates = (0..1_000_000).map(|at| minute(at).format("%Y%m%dT%H%M%SZ").to_string());
    let dates = dates.collect::<Vec<_>>().join(",");
    check(&event(&format!("{start}\r\nRDATE:{dates}")), Ends::EventTooLarge);
    check(&event(&format!("{start}\r\nEXDATE:{dates}")), Ends::EventTooLarge);
    check(&event(&format!("{start}\r\nRDATE:{}", dates.replace(',', "\r\nRDATE:"))), Ends::EventTooLarge);
    let some = &dates[..17 * 100_000 - 1];
    check(&event(&format!("{start}\r\nRDATE:{some}")), Ends::Whole(100_000));
    let few = Limits { instances: 50_000, ..Limits::default() };
    assert_eq!(ends(&event(&format!("{start}\r\nRDATE:{some}")), &few), Ends::TooManyInstances);
}

#[test]
fn many_of_everything() {
    let limits = Limits { events: 1_000, ..Limits::default() };
    let events = |count| {
        format!(
            "BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n",
            "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:20270101T090000Z\r\nDURATION:PT1M\r\nEND:VEVENT\r\n".repeat(count)
        )
    };
    assert_eq!(ends(&events(1_000), &limits), Ends::Whole(1_000));
    assert_eq!(ends(&events(1_001), &limits), Ends::TooManyEvents);
    let zones = "BEGIN:VTIMEZONE\r\nTZID:x\r\nBEGIN:STANDARD\r\nDTSTART:00010101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert_eq!(
        ends(
            &event("DTSTART:20270101T090000Z\r\nDURATION:PT1M").replacen(
                "BEGIN:VEVENT",
                &format!("{}BEGIN:VEVENT", zones.repeat(1_500)),
                1
            ),
            &limits
        ),
        Ends::TooManyEvents
    );
    let different = (0..900).map(|at| zones.replace("TZID:x", &format!("TZID:x{at}"))).collect::<String>();
    let text = event("DTSTART;TZID=x7:20270101T090000\r\nDURATION:PT1M").replacen(
        "BEGIN:VEVENT",
        &format!("{different}BEGIN:VEVENT"),
        1,
    );
    assert_eq!(ends(&text, &limits), Ends::Whole(1));
    // A remark for each event: the first are told, the rest counted.
    let wrong = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", "BEGIN:VEVENT\r\nEND:VEVENT\r\n".repeat(10_000));
    let remarks = busy(wrong.as_bytes(), &Limits::default()).unwrap().remarks;
    assert_eq!((remarks.len(), &remarks[200].doubt), (201, &BusyDoubt::More { count: 9_800 }));
}

#[test]
fn nests_and_lines_without_end() {
    let fine = "DTSTART:20270101T090000Z\r\nDURATION:PT1M";
    let deep = format!("{}{}", "BEGIN:X\r\n".repeat(500_000), "END:X\r\n".repeat(500_000));
    check(&event(&format!("{fine}\r\n{deep}")), Ends::Whole(1));
    check(&event(&format!("{fine}\r\n{}", "BEGIN:VALARM\r\n".repeat(500_000))), Ends::Whole(1));
    check(&format!("{}{}", "BEGIN:VCALENDAR\r\n".repeat(500_000), event(fine)), Ends::Whole(1));
    check(&event(&format!("{}{fine}", "END:X\r\n".repeat(500_000))), Ends::Whole(0));
    // What does not matter here may be as long as it likes.
    check(&event(&format!("{fine}\r\nDESCRIPTION:{}", "x".repeat(20_000_000))), Ends::Whole(1));
    check(
        &event(&format!("{fine}\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:{}", "QUJD\r\n ".repeat(2_000_000))),
        Ends::Whole(1),
    );
    check(&event(&format!("{fine}\r\nSUMMARY:{}", "x".repeat(5_000_000))), Ends::EventTooLarge);
    check(&event(&format!("{fine}\r\nSUMMARY;X={}", "\"".repeat(1_000_001))), Ends::Whole(1));
    check(&event(&format!("{fine}\r\n{}:x", "X".repeat(10_000_000))), Ends::Whole(1));
    check(&event(&format!("DTSTART;TZID={}:20270101T090000\r\nDURATION:PT1M", "y".repeat(1_000_000))), Ends::Whole(1));
    check(&event(&format!("DTSTART{}:20270101T090000Z\r\nDURATION:PT1M", ";X=y".repeat(500_000))), Ends::Whole(1));
    check(&format!("BEGIN:VCALENDAR{}", " ".repeat(10_000_000)), Ends::Whole(0));
    check(&format!("BEGIN:VCALENDAR\r\n{}", " \r\n".repeat(5_000_000)), Ends::Whole(0));
    check(&"BEGIN:".repeat(3_000_000), Ends::NotCalendar);
}

#[test]
fn what_is_no_calendar() {
    let fault = |bytes: &[u8]| busy(bytes, &Limits::default()).unwrap_err();
    assert_eq!(fault(b""), BusyFault::NotCalendar);
    assert_eq!(fault(b"\x1f\x8b\x08\0\0\0\0\0"), BusyFault::Archive);
    assert_eq!(fault(b"PK\x03\x04rest"), BusyFault::Archive);
    assert_eq!(fault(b"\xEF\xBB\xBF \r\n<!DOCTYPE html><html>BEGIN:VCALENDAR</html>"), BusyFault::WebPage);
    assert_eq!(fault(&[0xFF; 100_000]), BusyFault::NotCalendar);
    assert_eq!(fault("BEGIN:VCARD\r\nEND:VCARD\r\n".as_bytes()), BusyFault::NotCalendar);
    let large = Limits { bytes: 10, ..Limits::default() };
    assert_eq!(busy(b"BEGIN:VCALENDAR", &large), Err(BusyFault::TooLarge { bytes: 15, limit: 10 }));
    // Broken letters and a NUL inside stay inside.
    let text = event("SUMMARY:?\r\nDTSTART:20270101T090000Z\r\nDURATION:PT1M").into_bytes();
    for wrong in [&b"\xC3\x28"[..], b"\xFF\xFE", b"\0", b"\xF0\x90\x80", b"\xED\xA0\x80"] {
        let at = text.iter().position(|byte| *byte == b'?').unwrap();
        let bytes = [&text[..at], wrong, &text[at + 1..]].concat();
        assert_eq!(busy(&bytes, &Limits::default()).unwrap().busy.len(), 1, "{wrong:?}");
    }
}

#[test]
fn times_at_the_ends_of_time() {
    for start in ["00000101T000000Z", "00010101T000000Z", "99991231T235959Z", "20270101T235960Z"] {
        let text = event(&format!("DTSTART:{start}\r\nDURATION:P4294967295W\r\nRRULE:FREQ=DAILY"));
        busy(text.as_bytes(), &Limits { instances: 2_000, ..Limits::default() }).map(|_| ()).unwrap_or_default();
        let text = event(&format!("DTSTART:{start}\r\nDURATION:PT1H\r\nRRULE:FREQ=YEARLY\r\nEXDATE:{start}"));
        let years = match &start[..4] {
            "9999" => 0,
            "2027" => 1,
            _ => 2,
        };
        let found = busy(text.as_bytes(), &Limits::default()).unwrap();
        // A file without the year 0 has no beginning that can be read.
        assert!(found.busy.len() == years || start.starts_with("0000"), "{start}: {found:?}");
    }
    let all = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    for text in
        [rule("FREQ=YEARLY"), rule("FREQ=DAILY"), rule("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"), rule("FREQ=SECONDLY")]
    {
        let found = read(text.as_bytes(), all, &ZoneName::utc(), &Limits { instances: 20_000, ..Limits::default() });
        assert!(found.is_ok() || matches!(found, Err(BusyFault::TooManyInstances { .. })), "{found:?}");
    }
}

/// What every reader does with some bytes. None may panic.
fn all_readers(bytes: &[u8]) {
    let limits = Limits { instances: 2_000, steps: 500_000, steps_per_rule: 100_000, ..Limits::default() };
    if let Ok(calendar) = busy(bytes, &limits) {
        let (from, to) = window();
        for span in &calendar.busy {
            assert!(span.from < span.to && span.from < to && span.to > from, "{span:?}");
        }
        assert!(calendar.busy.is_sorted_by_key(|span| span.from));
    }
    if let Ok(reply) = read_reply(bytes, &invitation::Limits::default()) {
        assert!(!reply.uid.is_empty());
    }
    if let Ok(answer) = read_answer(bytes) {
        assert!(!answer.slots.is_empty() && answer.slots.is_sorted_by_key(|(slot, _)| *slot));
    }
    if let Ok(sheet) = inspect(bytes, &Choices::default()) {
        let rows = read_clients(&sheet);
        assert_eq!(rows.len(), sheet.rows.len());
    }
}

/// Every file kept under `fixtures/found`, in the order of their names.
fn kept() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/found");
    let mut files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    files.sort();
    files
        .iter()
        .map(|path| (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(path).unwrap()))
        .collect()
}

#[test]
fn what_was_found_before() {
    let kept = kept();
    assert!(kept.len() >= 7, "the corpus is not there");
    for (name, bytes) in kept {
        println!("{name}");
        all_readers(&bytes);
    }
}

/// Small, seeded, and the same everywhere.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit.max(1) as u64) as usize
    }
}

const WORDS: [&str; 34] = [
    "BEGIN:VEVENT\r\n",
    "END:VEVENT\r\n",
    "BEGIN:VTIMEZONE\r\n",
    "END:VTIMEZONE\r\n",
    "BEGIN:VFREEBUSY\r\n",
    "BEGIN:",
    "END:VCALENDAR\r\n",
    "\r\n ",
    "\n",
    "\r",
    ":",
    ";",
    "\"",
    "RRULE:FREQ=DAILY\r\n",
    "FREQ=SECONDLY;",
    "BYSETPOS=-1;",
    "BYWEEKNO=53;",
    "COUNT=0;",
    "INTERVAL=99999;",
    "UNTIL=20270229T000000Z;",
    "BYDAY=-5MO;",
    "RDATE;VALUE=PERIOD:20270301T000000Z/",
    "RECURRENCE-ID;RANGE=THISANDFUTURE:20270101T090000Z\r\n",
    "DURATION:-P1W\r\n",
    "PT99999999H",
    "TZID=X",
    "TZOFFSETTO:-9999\r\n",
    "00000000T000000Z",
    "99991231T235960Z",
    "\u{feff}",
    "\0",
    "ñ",
    "=",
    ",",
];

/// Seeds changed at random: bytes turned, cut, doubled, words put in.
#[test]
fn random_changes_of_what_readers_know() {
    const ROUNDS: usize = if cfg!(debug_assertions) { 6_000 } else { 40_000 };
    let mut seeds = kept().into_iter().map(|(_, bytes)| bytes).filter(|bytes| bytes.len() < 20_000).collect::<Vec<_>>();
    seeds.push(include_bytes!("golden/plan-internal.ics").to_vec());
    seeds.push(include_bytes!("fixtures/northwind/customers.csv")[..3_000].to_vec());
    let mut dice = Dice(0x2027_0404);
    for _ in 0..ROUNDS {
        let at = dice.below(seeds.len());
        let mut bytes = seeds[at].clone();
        for _ in 0..1 + dice.below(6) {
            let at = dice.below(bytes.len());
            let to = (at + dice.below(60)).min(bytes.len());
            match dice.below(5) {
                0 => drop(bytes.splice(at..at, WORDS[dice.below(WORDS.len())].bytes())),
                1 => drop(bytes.drain(at..to)),
                2 => {
                    let part = bytes[at..to].to_vec();
                    let there = dice.below(bytes.len());
                    drop(bytes.splice(there..there, part));
                }
                3 if at < bytes.len() => bytes[at] = dice.below(256) as u8,
                _ if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
                _ => {}
            }
        }
        all_readers(&bytes);
    }
}
