//! What takes time and what does not, what is told, and files in every form.

use domain::ZoneName;
use exchange::busy::{BusyDoubt, Limits, read, union};

use super::{SPRING, YEAR, at, busy, calendar, check, check_clean, check_from, doubts, shown};

#[test]
fn k3_free_tentative_cancelled() {
    let event = |lines: &str| format!("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z\n{lines}");
    let (busy, tentative) = (&["2027-03-10T09:00/10:00"][..], &["2027-03-10T09:00/10:00~"][..]);
    let cases = [
        ("TRANSP:OPAQUE", busy),
        ("TRANSP:TRANSPARENT", &[]),
        ("transp:transparent", &[]),
        ("STATUS:CONFIRMED", busy),
        ("STATUS:TENTATIVE", tentative),
        ("STATUS:CANCELLED", &[]),
        ("X-MICROSOFT-CDO-BUSYSTATUS:FREE", &[]),
        ("X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE", tentative),
        ("X-MICROSOFT-CDO-BUSYSTATUS:BUSY", busy),
        ("X-MICROSOFT-CDO-BUSYSTATUS:OOF", busy),
        ("X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE", &[]),
        ("TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", &[]),
        ("STATUS:CANCELLED\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY", &[]),
    ];
    for (lines, expected) in cases {
        check_clean(&event(lines), SPRING, expected);
    }
}

#[test]
fn k3_free_busy_records() {
    let body = "BEGIN:VFREEBUSY\nUID:fb\nDTSTART:20270301T000000Z\nDTEND:20270401T000000Z\nFREEBUSY:20270310T090000Z/PT1H,20270311T090000Z/20270311T113000Z
        FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270312T090000Z/PT1H\nFREEBUSY;FBTYPE=FREE:20270313T090000Z/PT1H\nFREEBUSY;FBTYPE=BUSY-UNAVAILABLE:20270314T090000Z/PT1H
        FREEBUSY;FBTYPE=X-OTHER:20270315T090000Z/PT1H\nFREEBUSY:20260315T090000Z/PT1H\nEND:VFREEBUSY";
    let calendar = check_from(
        "America/Caracas",
        body,
        SPRING,
        &[
            "2027-03-10T09:00/10:00",
            "2027-03-11T09:00/11:30",
            "2027-03-12T09:00/10:00~",
            "2027-03-14T09:00/10:00",
            "2027-03-15T09:00/10:00",
        ],
    );
    assert_eq!((calendar.events, calendar.remarks.len(), calendar.busy[0].uid.as_str()), (1, 0, "fb"));
}

#[test]
fn k3_what_is_wrong_is_told() {
    let told = |event: &str, expected: &[&str]| doubts(&check(event, SPRING, expected));
    assert_eq!(told("SUMMARY:x", &[]), [BusyDoubt::NoStart]);
    let unreadable =
        |property: &str, value: &str| BusyDoubt::UnreadableTime { property: property.into(), value: value.into() };
    assert_eq!(told("DTSTART:mañana", &[]), [unreadable("DTSTART", "mañana"), BusyDoubt::NoStart]);
    assert_eq!(told("DTSTART:20270230T100000Z", &[])[1], BusyDoubt::NoStart);
    assert_eq!(told("DTSTART:20270310T090000Z\nDTEND:20270310T080000Z", &[]), [BusyDoubt::EndsBeforeStart]);
    // Neither end nor length: it takes no time.
    assert_eq!(told("DTSTART:20270310T090000Z", &[]), []);
    let start = "DTSTART:20270310T090000Z\nDURATION:PT1H\n";
    for rule in [
        "FREQ=FORTNIGHTLY",
        "BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "RSCALE=CHINESE;FREQ=YEARLY",
        "FREQ=DAILY;UNTIL=nunca",
        "",
    ] {
        let found = told(&format!("{start}RRULE:{rule}"), &["2027-03-10T09:00/10:00"]);
        assert_eq!(found, [BusyDoubt::UnreadableRule { rule: rule.into() }]);
    }
    assert_eq!(told(&format!("{start}EXDATE:ayer"), &["2027-03-10T09:00/10:00"]), [unreadable("EXDATE", "ayer")]);
    let twice = check_from(
        "UTC",
        &format!(
            "BEGIN:VEVENT\nUID:a\n{start}END:VEVENT\nBEGIN:VEVENT\nUID:a\nDTSTART:20270311T090000Z\nDURATION:PT1H\nEND:VEVENT"
        ),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-11T09:00/10:00"],
    );
    assert_eq!(doubts(&twice), [BusyDoubt::SameUid]);
    // A newer version holds, and nothing is doubtful.
    let newer = check_from(
        "UTC",
        &format!(
            "BEGIN:VEVENT\nUID:a\nSEQUENCE:3\n{start}END:VEVENT\nBEGIN:VEVENT\nUID:a\nDTSTART:20270311T090000Z\nDURATION:PT1H\nEND:VEVENT"
        ),
        SPRING,
        &["2027-03-10T09:00/10:00"],
    );
    assert_eq!(doubts(&newer), []);
    let open = check_from(
        "UTC",
        &format!(
            "BEGIN:VEVENT\nUID:a\n{start}BEGIN:VEVENT\nUID:b\nDTSTART:20270311T090000Z\nDURATION:PT1H\nEND:VEVENT"
        ),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-11T09:00/10:00"],
    );
    assert_eq!(doubts(&open), [BusyDoubt::Unfinished]);
    assert_eq!(open.remarks[0].line, Some(4));
}

#[test]
fn k3_what_is_inside_an_event_or_beside_it_is_not_it() {
    let body = "X-WR-CALNAME:Agenda de Ana\\, consultas\nBEGIN:VTODO\nUID:t\nDTSTART:20270310T090000Z\nDUE:20270310T100000Z\nEND:VTODO
        BEGIN:VEVENT\nUID:a\nDTSTART:20270310T090000Z\nDURATION:PT1H\nBEGIN:VALARM\nTRIGGER:-PT10M\nDURATION:PT5H\nUID:b\nDTSTART:20270311T090000Z\nEND:VALARM\nBEGIN:VLOCATION\nNAME:Otro\nEND:VLOCATION\nEND:VEVENT
        BEGIN:VJOURNAL\nUID:j\nDTSTART:20270310T090000Z\nEND:VJOURNAL";
    let calendar = check_from("UTC", body, SPRING, &["2027-03-10T09:00/10:00"]);
    assert_eq!((calendar.name.as_str(), calendar.events, calendar.remarks.len()), ("Agenda de Ana, consultas", 1, 0));
}

#[test]
fn k3_lines_and_letters_in_every_form() {
    let text = calendar(
        "BEGIN:VEVENT\nUID:a\nSUMMARY:Peña\\, Núñez\nDTSTART;TZID=Europe/Madrid:20270310T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
    );
    let wide = |text: &str, big: bool| {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect::<Vec<_>>()
    };
    // A fold after every character but the first of a line, octet by octet.
    let folded = text.split_inclusive("\r\n").flat_map(|line| {
        let line = line.trim_end().as_bytes();
        let mut folded = line.chunks(1).collect::<Vec<_>>().join(&b"\r\n "[..]);
        folded.extend(b"\r\n");
        folded
    });
    let forms = [
        text.clone().into_bytes(),
        text.replace("\r\n", "\n").into_bytes(),
        format!("\u{feff}{text}").into_bytes(),
        folded.collect(),
        wide(&format!("\u{feff}{text}"), false),
        wide(&format!("\u{feff}{text}"), true),
        wide(&text, false),
        wide(&text, true),
        text.replace("\r\n", "\r\n\r\n").into_bytes(),
        text.trim_end().as_bytes().to_vec(),
        text.replace("END:VCALENDAR", "").into_bytes(),
    ];
    let latin = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let read = |bytes: &[u8]| read(bytes, (at(SPRING.0), at(SPRING.1)), &ZoneName::utc(), &Limits::default()).unwrap();
    for (form, bytes) in forms.iter().enumerate() {
        let calendar = read(bytes);
        assert_eq!(
            calendar.busy.iter().map(shown).collect::<Vec<_>>(),
            ["2027-03-10T09:00/10:00", "2027-03-17T09:00/10:00"],
            "form {form}"
        );
        assert_eq!((calendar.busy[0].summary.as_str(), calendar.remarks.len()), ("Peña, Núñez", 0), "form {form}");
    }
    let calendar = read(&latin);
    assert_eq!((calendar.busy[0].summary.as_str(), doubts(&calendar)), ("Peña, Núñez", vec![BusyDoubt::Encoding]));
}

#[test]
fn k3_a_file_that_is_cut_short_is_known() {
    let event = |uid: &str| {
        format!(
            "BEGIN:VEVENT\nUID:{uid}\nDTSTART:20270310T090000Z\nDURATION:PT1H\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\nEND:VEVENT\n"
        )
    };
    let text = calendar(&format!("{}{}", event("a"), event("b")));
    let check = |text: &str, whole: bool, events: u32| {
        let window = (at(SPRING.0), at(SPRING.1));
        let found = read(text.as_bytes(), window, &ZoneName::utc(), &Limits::default()).unwrap();
        assert_eq!((found.whole, found.events), (whole, events), "{text}");
    };
    check(&text, true, 2);
    check(&text.replace("\r\n", "\n"), true, 2);
    check(text.trim_end(), true, 2);
    check(&format!("{text}{text}"), true, 4);
    check(&format!("  {text}"), true, 2);
    check("BEGIN:VCALENDAR\nEND:VCALENDAR", true, 0);
    // Without a calendar around it, as programs put it on the clipboard.
    check(&event("a"), true, 1);

    let until = |end: &str, nth: usize| &text[..text.match_indices(end).nth(nth).unwrap().0];
    for (cut, events) in [
        (until("DURATION", 1), 2),
        (until("TRIGGER", 0), 1),
        (until("END:VEVENT", 1), 2),
        (until("BEGIN:VEVENT", 1), 1),
        (until("BEGIN:VEVENT", 0), 0),
        (until("END:VCALENDAR", 0), 2),
        (until("DAR\r\n", 1), 2),
    ] {
        check(cut, false, events);
        check(&cut.replace("\r\n", "\n"), false, events);
        check(&format!("  {cut}"), false, events);
        // The first of two, or the second.
        check(&format!("{}\r\n{text}", cut.trim_end()), false, events + 2);
        check(&format!("{text}{cut}"), false, events + 2);
    }
    check("BEGIN:VCALENDAR", false, 0);
    check("BEGIN:VEVENT\nUID:a\nDTSTART:20270310T090000Z", false, 1);
    // An event that does not end, in a calendar that does.
    check(&text.replacen("END:VEVENT\r\n", "", 1), false, 2);
}

#[test]
fn k3_the_union_of_spans() {
    let calendar = busy(
        "BEGIN:VEVENT\nUID:a\nDTSTART:20270310T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT\nBEGIN:VEVENT\nUID:b\nDTSTART:20270310T093000Z\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nUID:c\nDTSTART:20270310T103000Z\nDURATION:PT30M\nEND:VEVENT",
        YEAR,
        "UTC",
    );
    assert_eq!(calendar.busy.len(), 4);
    let taken = union(&calendar.busy);
    assert_eq!(
        taken,
        [(at("2027-03-10T09:00"), at("2027-03-10T11:00")), (at("2027-03-11T09:00"), at("2027-03-11T10:00"))]
    );
}
