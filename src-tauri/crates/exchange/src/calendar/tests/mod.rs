use std::collections::BTreeSet;

use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use chrono::{Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone};
use chrono_tz::Tz;
use domain::{Minutes, ZoneName};
use proptest::prelude::*;

use super::checker::{Line, strict};
use super::text::{lines, one_line, parameter};
use super::*;

mod people;

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn event(uid: &str, zone: &str, start: &str, minutes: u32) -> Event {
    Event {
        uid: uid.to_owned(),
        sequence: 2,
        dtstamp: at("2026-11-02T09:00").and_utc(),
        created: at("2026-11-01T09:00").and_utc(),
        last_modified: at("2026-11-02T09:00").and_utc(),
        start: at(start),
        zone: ZoneName(zone.to_owned()),
        minutes: Minutes(minutes),
        summary: "Seguros".to_owned(),
        description: String::new(),
        location: String::new(),
        status: Status::Confirmed,
        organizer: Some(Party { id: "p".into(), name: "Ana".into(), email: Some("ana@sol.ve".into()) }),
        attendees: Vec::new(),
        class: Class::Public,
        transparent: false,
        categories: Vec::new(),
        alarms: Vec::new(),
    }
}

fn file(method: Method, events: Vec<Event>) -> CalendarFile {
    CalendarFile { name: "Plan".to_owned(), method, events, refresh: None }
}

fn written(events: Vec<Event>) -> Vec<Line> {
    strict(&write(&file(Method::Publish, events)).unwrap())
}

fn value<'a>(lines: &'a [Line], name: &str) -> &'a str {
    let found = lines.iter().filter(|line| line.name == name).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{name}");
    &found[0].value
}

/// The lines of the events, without the calendar's own and the zones'.
fn of_events(lines: &[Line]) -> Vec<Line> {
    let mut inside = false;
    let mut kept = Vec::new();
    for line in lines {
        match (line.name.as_str(), line.value.as_str()) {
            ("BEGIN", "VEVENT") => inside = true,
            ("END", "VEVENT") => inside = false,
            _ if inside => kept.push(line.clone()),
            _ => {}
        }
    }
    kept
}

#[test]
fn faults() {
    let check = |method, events: Vec<Event>, want| assert_eq!(write(&file(method, events)), Err(want));
    let uid = || "a@cuadrante".to_owned();
    let good = event("a@cuadrante", "Europe/Madrid", "2027-01-05T10:00", 60);
    let zone = event("a@cuadrante", "Mars/Olympus", "2027-01-05T10:00", 60);
    check(Method::Publish, vec![zone], CalendarFault::UnknownZone { uid: uid(), zone: "Mars/Olympus".into() });
    check(Method::Publish, vec![Event { minutes: Minutes(0), ..good.clone() }], CalendarFault::NoLength { uid: uid() });
    check(
        Method::Publish,
        vec![Event { start: at("1899-12-31T10:00"), ..good.clone() }],
        CalendarFault::OutOfRange { uid: uid() },
    );
    check(
        Method::Publish,
        vec![Event { minutes: Minutes(u32::MAX), ..good.clone() }],
        CalendarFault::OutOfRange { uid: uid() },
    );
    check(Method::Publish, vec![good.clone(), good.clone()], CalendarFault::Twice { uid: uid() });
    check(Method::Request, vec![], CalendarFault::OneEventOnly { found: 0 });
    check(Method::Cancel, vec![good.clone(), good.clone()], CalendarFault::OneEventOnly { found: 2 });
    check(Method::Request, vec![Event { organizer: None, ..good.clone() }], CalendarFault::NoOrganizer { uid: uid() });
    let mute =
        |email: Option<&str>| Party { id: "p".into(), name: "Ana\nMora".into(), email: email.map(str::to_owned) };
    for email in [None, Some(""), Some("ana@")] {
        let silent = Event { organizer: Some(mute(email)), ..good.clone() };
        check(Method::Cancel, vec![silent], CalendarFault::NoAddress { uid: uid(), name: "Ana Mora".into() });
    }
}

#[test]
fn times() {
    let check = |zone: &str, start: &str, minutes, from: &str, to: &str| {
        let lines = of_events(&written(vec![event("a", zone, start, minutes)]));
        assert_eq!((value(&lines, "DTSTART"), value(&lines, "DTEND")), (from, to), "{zone} {start}");
        let dtstart = lines.iter().find(|line| line.name == "DTSTART").unwrap();
        let tzid = (!from.ends_with('Z')).then(|| zone.to_owned());
        assert_eq!(dtstart.params.get("TZID").cloned(), tzid, "{zone} {start}");
    };
    check("America/Caracas", "2027-01-05T10:00", 90, "20270105T100000", "20270105T113000");
    check("UTC", "2027-01-05T10:00", 90, "20270105T100000Z", "20270105T113000Z");
    // Over the spring change: an hour and a half by the clock is two and a half.
    check("Europe/Madrid", "2027-03-28T01:30", 90, "20270328T013000", "20270328T040000");
    // A time that is skipped is written as the time it comes to.
    check("Europe/Madrid", "2027-03-28T02:30", 60, "20270328T033000", "20270328T043000");
    // An end in the second of two equal hours: only instants can say it.
    check("Europe/Madrid", "2027-10-31T02:30", 60, "20271031T003000Z", "20271031T013000Z");
}

#[test]
fn a_feed_says_when_to_read_it_again() {
    let feed = CalendarFile { refresh: Some(Minutes(60)), ..file(Method::Publish, vec![]) };
    let lines = strict(&write(&feed).unwrap());
    assert_eq!(value(&lines, "REFRESH-INTERVAL"), "PT60M");
    assert_eq!(lines.iter().find(|line| line.name == "REFRESH-INTERVAL").unwrap().params["VALUE"], "DURATION");
    assert_eq!(value(&lines, "X-PUBLISHED-TTL"), "PT60M");
    assert_eq!((value(&lines, "X-WR-CALNAME"), value(&lines, "METHOD")), ("Plan", "PUBLISH"));
}

#[test]
fn status_and_time_taken() {
    for (status, transparent, method, want) in [
        (Status::Confirmed, false, Method::Publish, ["CONFIRMED", "OPAQUE", "BUSY"]),
        (Status::Tentative, false, Method::Publish, ["TENTATIVE", "OPAQUE", "TENTATIVE"]),
        (Status::Confirmed, true, Method::Publish, ["CONFIRMED", "TRANSPARENT", "FREE"]),
        (Status::Cancelled, false, Method::Publish, ["CANCELLED", "TRANSPARENT", "FREE"]),
        (Status::Confirmed, false, Method::Cancel, ["CANCELLED", "TRANSPARENT", "FREE"]),
    ] {
        let event = Event { status, transparent, ..event("a", "UTC", "2027-01-05T10:00", 60) };
        let lines = strict(&write(&file(method, vec![event])).unwrap());
        let got = ["STATUS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"].map(|name| value(&lines, name));
        assert_eq!(got, want, "{status:?} {transparent} {method:?}");
    }
}

/// The offset that a VTIMEZONE gives a local time, worked out as RFC 5545, 3.6.5 says.
fn offset_by_file(lines: &[Line], zone: &str, local: NaiveDateTime) -> i32 {
    let stamp = |text: &str| NaiveDateTime::parse_from_str(text, "%Y%m%dT%H%M%S").unwrap();
    let seconds = |text: &str| {
        let sign = if text.starts_with('-') { -1 } else { 1 };
        let part = |range: std::ops::Range<usize>| text.get(range).map_or(0, |p| p.parse::<i32>().unwrap());
        sign * (part(1..3) * 3600 + part(3..5) * 60 + part(5..7))
    };
    let begins = lines.iter().position(|line| line.name == "TZID" && line.value == zone).expect("the zone is there");
    let ends = begins + lines[begins..].iter().position(|l| l.name == "END" && l.value == "VTIMEZONE").unwrap();
    let mut onsets = Vec::new();
    for block in lines[begins + 1..ends].split(|line| line.name == "END") {
        if block.is_empty() {
            continue;
        }
        let (start, to) = (stamp(value(block, "DTSTART")), seconds(value(block, "TZOFFSETTO")));
        onsets.push((start, to));
        let Some(rule) = block.iter().find(|line| line.name == "RRULE") else { continue };
        let part = |key: &str| rule.value.split(';').find_map(|part| part.strip_prefix(key)).unwrap();
        let (month, day) = (part("BYMONTH=").parse::<u32>().unwrap(), part("BYDAY="));
        let (nth, weekday) = day.split_at(day.len() - 2);
        let weekday = weekday.parse_weekday();
        for year in start.year()..=local.year() + 1 {
            let days = (1..=31).filter_map(|d| NaiveDate::from_ymd_opt(year, month, d));
            let mut days = days.filter(|date| date.weekday().number_from_monday() == weekday).collect::<Vec<_>>();
            let date = if nth == "-1" { days.pop().unwrap() } else { days[nth.parse::<usize>().unwrap() - 1] };
            onsets.push((date.and_time(start.time()), to));
        }
    }
    onsets.sort();
    onsets.into_iter().rfind(|(onset, _)| *onset <= local).expect("some observance holds").1
}

trait ParseWeekday {
    fn parse_weekday(&self) -> u32;
}

impl ParseWeekday for str {
    fn parse_weekday(&self) -> u32 {
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].iter().position(|day| *day == self).unwrap() as u32 + 1
    }
}

/// Zones with every kind of change: none, by rule on both halves of the earth, abolished, moved with Ramadan, half an
/// hour only, negative in winter, at midnight, over the date line.
const ZONES: [&str; 18] = [
    "America/Caracas",
    "America/Bogota",
    "Europe/Madrid",
    "America/New_York",
    "America/Sao_Paulo",
    "America/Santiago",
    "America/Mexico_City",
    "America/Havana",
    "America/Asuncion",
    "America/Vancouver",
    "Africa/Casablanca",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Asia/Jerusalem",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/St_Johns",
];

fn check_offsets(zone: &str, starts: &[NaiveDateTime]) {
    let rules: Tz = zone.parse().unwrap();
    let events = starts
        .iter()
        .enumerate()
        .map(|(at, start)| Event { start: *start, ..event(&format!("{at}@cuadrante"), zone, "2027-01-01T00:00", 75) });
    let lines = written(events.collect());
    let times = lines.iter().filter(|line| ["DTSTART", "DTEND"].contains(&line.name.as_str()));
    for line in times.filter(|line| line.params.contains_key("TZID")) {
        let local = NaiveDateTime::parse_from_str(&line.value, "%Y%m%dT%H%M%S").unwrap();
        let want = rules.from_local_datetime(&local).earliest().unwrap().offset().fix().local_minus_utc();
        let before_change = rules.from_local_datetime(&local).latest().unwrap().offset().fix().local_minus_utc();
        let got = offset_by_file(&lines, zone, local);
        // Of an hour that comes twice, programs take the first by the offset before the change; the plain reading of
        // the observances at the onset itself gives the second.
        assert!(got == want || (want != before_change && got == before_change), "{zone} {local}: {got} not {want}");
    }
}

#[test]
fn offsets_around_every_change_of_a_few_years() {
    for zone in ZONES {
        let mut starts = Vec::new();
        for day in 0..(4 * 365) {
            starts.push(at("2024-01-01T00:10") + TimeDelta::days(day) + TimeDelta::minutes(37 * (day % 24)));
        }
        check_offsets(zone, &starts);
        for start in starts.iter().step_by(29) {
            check_offsets(zone, &[*start]);
        }
    }
}

#[test]
fn a_rule_where_there_is_one() {
    let lines = written(vec![event("a", "Europe/Madrid", "2027-01-05T10:00", 60)]);
    let rules =
        lines.iter().filter(|line| line.name == "RRULE").map(|line| line.value.as_str()).collect::<BTreeSet<_>>();
    assert_eq!(rules, BTreeSet::from(["FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"]));
    let caracas = written(vec![event("a", "America/Caracas", "2027-01-05T10:00", 60)]);
    assert_eq!(value(&caracas, "TZOFFSETTO"), "-0400");
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{0,30}",
        "\\PC{0,20}",
        any::<String>(),
        Just("\r\nATTENDEE:mailto:x@evil.example".to_owned()),
        Just("\nEND:VEVENT\nBEGIN:VEVENT\n".to_owned()),
        Just("\u{85}X-A:b\u{2028}X-B:c\u{b}\u{c}\u{1c}".to_owned()),
        Just("\"; ROLE=CHAIR:\\n\\;^n^'".to_owned()),
        Just("👩‍👩‍👧‍👦🇻🇪".repeat(9)),
        Just("شركة \u{202e}المصرف\u{202c} עברית".to_owned()),
        Just("ñ".repeat(500)),
        Just("\u{0}\u{7}\u{1b}[31m\u{7f}\u{feff}\u{ffff}".to_owned()),
        Just("BEGIN:VCALENDAR".to_owned()),
    ];
    proptest::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn hostile_names_stay_text(
        summary in hostile(),
        description in hostile(),
        location in hostile(),
        name in hostile(),
        email in hostile(),
        label in hostile(),
        uid in "[a-z0-9-]{1,40}",
    ) {
        let party = Party { id: name.clone(), name: name.clone(), email: Some(email) };
        let attendee = Attendee { party: party.clone(), part: Part::Chair, kind: PartyKind::Room, partstat: PartStat::Accepted, rsvp: false };
        let event = Event {
            summary: summary.clone(),
            description: description.clone(),
            location: location.clone(),
            organizer: Some(party),
            attendees: vec![attendee],
            categories: vec![label.clone()],
            alarms: vec![Minutes(15)],
            ..event(&uid, "Europe/Madrid", "2027-01-05T10:00", 60)
        };
        let calendar = CalendarFile { name: label.clone(), method: Method::None, events: vec![event], refresh: None };
        let text = write(&calendar).unwrap();
        let all = strict(&text);
        let inside = of_events(&all);
        let mut want = vec!["UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "DTSTART", "DTEND", "SUMMARY"];
        let extra = [("DESCRIPTION", lines(&description)), ("LOCATION", one_line(&location))];
        want.extend(extra.iter().filter(|(_, text)| !text.is_empty()).map(|(name, _)| *name));
        want.extend(["STATUS", "CLASS", "TRANSP", "X-MICROSOFT-CDO-BUSYSTATUS"]);
        want.extend(Some("CATEGORIES").filter(|_| !one_line(&label).is_empty()));
        want.extend(["ORGANIZER"]);
        want.extend(Some("ATTENDEE").filter(|_| !name.is_empty() || inside.iter().any(|line| line.name == "ATTENDEE")));
        want.extend(["BEGIN", "ACTION", "TRIGGER", "DESCRIPTION", "END"]);
        let got = inside.iter().map(|line| line.name.as_str()).collect::<Vec<_>>();
        prop_assert_eq!(got, want);
        let before_alarm = inside.split(|line| line.value == "VALARM").next().unwrap();
        let line = |name: &str| before_alarm.iter().find(|line| line.name == name);
        prop_assert_eq!(line("SUMMARY").unwrap().text(), one_line(&summary));
        prop_assert!(!one_line(&summary).contains('\n'));
        prop_assert_eq!(line("DESCRIPTION").map(Line::text).unwrap_or_default(), lines(&description));
        prop_assert_eq!(line("LOCATION").map(Line::text).unwrap_or_default(), one_line(&location));
        let cn = line("ORGANIZER").unwrap().params.get("CN").cloned().unwrap_or_default();
        prop_assert_eq!(cn, parameter(&name));

        let back = ICalendar::parse(&text).expect("calcard reads it");
        let events = back.components.iter().filter(|c| c.component_type.as_str() == "VEVENT").collect::<Vec<_>>();
        prop_assert_eq!(events.len(), 1);
        let read = events[0].entries.iter().find(|entry| entry.name == ICalendarProperty::Summary).unwrap();
        let read = read.values.iter().map(|value| match value { ICalendarValue::Text(text) => text.as_str(), _ => "" });
        prop_assert_eq!(read.collect::<String>(), one_line(&summary));
    }

    #[test]
    fn offsets_of_any_time(
        zone in proptest::sample::select(&ZONES[..]),
        minutes in proptest::collection::vec(0i64..32 * 366 * 1440, 1..6),
    ) {
        let starts = minutes.iter().map(|minutes| at("2005-01-01T00:00") + TimeDelta::minutes(*minutes));
        check_offsets(zone, &starts.collect::<Vec<_>>());
    }
}

#[test]
fn file_names_and_uids_hold_no_names() {
    let id = "018f0000-0000-7000-8000-000000000001";
    assert_eq!(uid(&id.into()), format!("{id}@cuadrante"));
    assert_eq!(file_name(&CalendarOf::Meeting(&id.into())), format!("cuadrante-meeting-{id}.ics"));
    let plan = CalendarOf::Plan(at("2027-01-04T00:00").date(), at("2027-01-17T00:00").date());
    assert_eq!(file_name(&plan), "cuadrante-plan-2027-01-04-2027-01-17.ics");
    for named in [
        file_name(&CalendarOf::Person(&"Ana Pérez/..".into())),
        file_name(&CalendarOf::Room(&"Sala Ana".into())),
        uid(&"Ana".into()),
    ] {
        assert!(!named.contains("Ana") && !named.contains('/') && named.is_ascii(), "{named}");
    }
}
