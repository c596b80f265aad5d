//! Series: rules, dates added and taken away, exceptions.

use super::{SPRING, check_clean, check_from};

#[test]
fn k3_rules_end() {
    let daily = "DTSTART;TZID=Europe/Madrid:20270327T100000\nDURATION:PT1H\nRRULE:FREQ=DAILY;";
    let three = ["2027-03-27T09:00/10:00", "2027-03-28T08:00/09:00", "2027-03-29T08:00/09:00"];
    // In UTC, as RFC 5545 wants it: the last day is not lost.
    check_clean(&format!("{daily}UNTIL=20270329T080000Z"), SPRING, &three);
    check_clean(&format!("{daily}UNTIL=20270329T075959Z"), SPRING, &three[..2]);
    // In local time, as many write it.
    check_clean(&format!("{daily}UNTIL=20270329T100000"), SPRING, &three);
    check_clean(&format!("{daily}UNTIL=20270329T095959"), SPRING, &three[..2]);
    // A day, which is meant whole.
    check_clean(&format!("{daily}UNTIL=20270329"), SPRING, &three);
    check_clean(&format!("{daily}COUNT=3"), SPRING, &three);
    // Days counted from long before the window.
    check_clean(
        "DTSTART:20200101T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2625",
        SPRING,
        &["2027-03-08T09:00/10:00", "2027-03-09T09:00/10:00"],
    );
    check_clean(
        "DTSTART:19990101T090000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=4;BYDAY=WE",
        ("2027-03-08T00:00", "2027-05-01T00:00"),
        &["2027-03-17T09:00/10:00", "2027-04-14T09:00/10:00"],
    );
    // For days: midnight in UTC is the day, anything else an instant of the calendar's zone.
    let days = "DTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;";
    let expected = ["2027-03-27T04:00/2027-03-28T04:00*", "2027-03-28T04:00/2027-03-29T04:00*"];
    for until in ["20270328", "20270328T000000Z", "20270328T040000Z", "20270328T000000"] {
        check_clean(&format!("{days}UNTIL={until}"), SPRING, &expected);
    }
}

#[test]
fn k3_rules_of_all_kinds() {
    let rule = |start: &str, rule: &str| format!("DTSTART:{start}T090000Z\nDURATION:PT1H\nRRULE:{rule}");
    check_clean(&rule("20270105", "FREQ=MONTHLY;BYDAY=1TU"), SPRING, &[]);
    check_clean(&rule("20270105", "FREQ=MONTHLY;BYDAY=2TU"), SPRING, &["2027-03-09T09:00/10:00"]);
    check_clean(
        &rule("20270131", "FREQ=MONTHLY"),
        ("2027-01-01T00:00", "2027-06-01T00:00"),
        &["2027-01-31T09:00/10:00", "2027-03-31T09:00/10:00", "2027-05-31T09:00/10:00"],
    );
    check_clean(
        &rule("20270129", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"),
        ("2027-01-01T00:00", "2027-05-01T00:00"),
        &["2027-01-29T09:00/10:00", "2027-02-26T09:00/10:00", "2027-03-31T09:00/10:00", "2027-04-30T09:00/10:00"],
    );
    check_clean(
        &rule("20240229", "FREQ=YEARLY"),
        ("2024-01-01T00:00", "2032-12-31T00:00"),
        &["2024-02-29T09:00/10:00", "2028-02-29T09:00/10:00", "2032-02-29T09:00/10:00"],
    );
    check_clean(
        &rule("20270310", "FREQ=HOURLY;INTERVAL=6;COUNT=3"),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-10T15:00/16:00", "2027-03-10T21:00/22:00"],
    );
    check_clean(
        &rule("20270310", "FREQ=DAILY;BYHOUR=9,15;COUNT=3"),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-10T15:00/16:00", "2027-03-11T09:00/10:00"],
    );
    // Weeks that begin on Sunday change what every second week is.
    check_clean(
        &rule("20270309", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO"),
        SPRING,
        &["2027-03-09T09:00/10:00", "2027-03-14T09:00/10:00", "2027-03-23T09:00/10:00", "2027-03-28T09:00/10:00"],
    );
    check_clean(
        &rule("20270309", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU"),
        SPRING,
        &["2027-03-09T09:00/10:00", "2027-03-21T09:00/10:00", "2027-03-23T09:00/10:00", "2027-04-04T09:00/10:00"],
    );
    // A beginning that the rule does not name counts as the first.
    check_clean(
        &rule("20270310", "FREQ=WEEKLY;BYDAY=TH;COUNT=2"),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-11T09:00/10:00"],
    );
    // Two rules are one series.
    check_clean(
        &format!("{}\nRRULE:FREQ=DAILY;COUNT=2", rule("20270310", "FREQ=WEEKLY;COUNT=2")),
        SPRING,
        &["2027-03-10T09:00/10:00", "2027-03-11T09:00/10:00", "2027-03-17T09:00/10:00"],
    );
    check_clean(
        &format!("{}\nEXRULE:FREQ=DAILY;INTERVAL=2;COUNT=2", rule("20270310", "FREQ=DAILY;COUNT=4")),
        SPRING,
        &["2027-03-11T09:00/10:00", "2027-03-13T09:00/10:00"],
    );
}

#[test]
fn k3_dates_added_and_taken_away() {
    let weekly = "DTSTART;TZID=Europe/Madrid:20270315T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let all = ["2027-03-15T09:00/10:00", "2027-03-22T09:00/10:00", "2027-03-29T08:00/09:00"];
    check_clean(&format!("{weekly}EXDATE;TZID=Europe/Madrid:20270322T100000"), SPRING, &[all[0], all[2]]);
    check_clean(&format!("{weekly}EXDATE:20270329T080000Z"), SPRING, &all[..2]);
    check_clean(&format!("{weekly}EXDATE;TZID=America/New_York:20270329T040000"), SPRING, &all[..2]);
    check_clean(&format!("{weekly}EXDATE;TZID=Europe/Madrid:20270315T100000,20270322T100000"), SPRING, &all[2..]);
    // A day takes away what happens on it, as Outlook and Google mean it.
    check_clean(&format!("{weekly}EXDATE;VALUE=DATE:20270322"), SPRING, &[all[0], all[2]]);
    // One that names no instance changes nothing.
    check_clean(&format!("{weekly}EXDATE;TZID=Europe/Madrid:20270322T110000"), SPRING, &all);

    let once = "DTSTART;TZID=Europe/Madrid:20270315T100000\nDURATION:PT1H\n";
    check_clean(
        &format!("{once}RDATE;TZID=Europe/Madrid:20270329T150000,20270330T150000"),
        SPRING,
        &[all[0], "2027-03-29T13:00/14:00", "2027-03-30T13:00/14:00"],
    );
    check_clean(
        &format!("{once}RDATE;VALUE=PERIOD:20270317T090000Z/20270317T093000Z,20270318T090000Z/PT2H"),
        SPRING,
        &[all[0], "2027-03-17T09:00/09:30", "2027-03-18T09:00/11:00"],
    );
    check_clean(
        &format!("{once}RDATE;VALUE=PERIOD;TZID=Europe/Madrid:20270329T090000/20270329T093000"),
        SPRING,
        &[all[0], "2027-03-29T07:00/07:30"],
    );
    check_clean(&format!("{once}RDATE;VALUE=DATE:20270329"), SPRING, &[all[0], all[2]]);
    check_clean(
        "DTSTART;VALUE=DATE:20270315\nRDATE;VALUE=DATE:20270317\nEXDATE;VALUE=DATE:20270315",
        SPRING,
        &["2027-03-17T04:00/2027-03-18T04:00*"],
    );
}

#[test]
fn k3_exceptions() {
    let series = |exceptions: &str| {
        format!(
            "BEGIN:VEVENT\nUID:a\nDTSTART;TZID=Europe/Madrid:20270308T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY\nEND:VEVENT\n{exceptions}"
        )
    };
    let exception = |lines: &str| series(&format!("BEGIN:VEVENT\nUID:a\n{lines}\nEND:VEVENT"));
    let check = |body: &str, expected: &[&str]| check_from("America/Caracas", body, SPRING, expected);
    let (one, two, three, four) =
        ("2027-03-08T09:00/10:00", "2027-03-15T09:00/10:00", "2027-03-22T09:00/10:00", "2027-03-29T08:00/09:00");
    check(&series(""), &[one, two, three, four]);
    let moved = "DTSTART;TZID=Europe/Madrid:20270316T160000\nDURATION:PT30M";
    for id in [
        ";TZID=Europe/Madrid:20270315T100000",
        ":20270315T090000Z",
        ";TZID=America/New_York:20270315T050000",
        ";VALUE=DATE:20270315",
    ] {
        check(&exception(&format!("RECURRENCE-ID{id}\n{moved}")), &[one, "2027-03-16T15:00/15:30", three, four]);
    }
    let id = "RECURRENCE-ID;TZID=Europe/Madrid:";
    // Out of the window, and into it.
    check(&exception(&format!("{id}20270315T100000\nDTSTART:20270501T100000Z\nDURATION:PT1H")), &[one, three, four]);
    check(
        &exception(&format!("{id}20270503T100000\nDTSTART:20270401T100000Z\nDURATION:PT1H")),
        &[one, two, three, four, "2027-04-01T10:00/11:00"],
    );
    check(
        &exception(&format!(
            "{id}20270315T100000\nDTSTART;TZID=Europe/Madrid:20270315T100000\nDURATION:PT1H\nSTATUS:CANCELLED"
        )),
        &[one, three, four],
    );
    check(
        &exception(&format!(
            "{id}20270315T100000\nDTSTART;TZID=Europe/Madrid:20270315T100000\nDURATION:PT1H\nTRANSP:TRANSPARENT"
        )),
        &[one, three, four],
    );
    check(
        &exception(&format!(
            "{id}20270315T100000\nDTSTART;TZID=Europe/Madrid:20270315T100000\nDURATION:PT1H\nSTATUS:TENTATIVE"
        )),
        &[one, "2027-03-15T09:00/10:00~", three, four],
    );
    // The newer version of an exception holds, wherever it stands.
    check(
        &exception(&format!(
            "{id}20270315T100000\nSEQUENCE:2\n{moved}\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\n{id}20270315T100000\nSEQUENCE:1\nDTSTART:20270315T200000Z\nDURATION:PT1H"
        )),
        &[one, "2027-03-16T15:00/15:30", three, four],
    );
    // From one instance on: later, longer, in the other hour of the clocks too.
    let future = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Madrid:20270322T100000\n";
    check(
        &exception(&format!(
            "{future}DTSTART;TZID=Europe/Madrid:20270323T120000\nDTEND;TZID=Europe/Madrid:20270323T133000"
        )),
        &[one, two, "2027-03-23T11:00/12:30", "2027-03-30T10:00/11:30"],
    );
    check(
        &exception(&format!("{future}DTSTART;TZID=Europe/Madrid:20270322T100000\nDURATION:PT1H\nSTATUS:CANCELLED")),
        &[one, two],
    );
    // An exception to what an exception has changed.
    check(
        &exception(&format!(
            "{future}DTSTART;TZID=Europe/Madrid:20270322T120000\nDURATION:PT1H\nEND:VEVENT\nBEGIN:VEVENT\nUID:a\n{id}20270329T100000\nDTSTART:20270331T100000Z\nDURATION:PT1H"
        )),
        &[one, two, "2027-03-22T11:00/12:00", "2027-03-31T10:00/11:00"],
    );
    // Another series has nothing to do with it.
    check(
        &series(&format!(
            "BEGIN:VEVENT\nUID:b\n{id}20270315T100000\nDTSTART:20270401T100000Z\nDURATION:PT1H\nEND:VEVENT"
        )),
        &[one, two, three, four, "2027-04-01T10:00/11:00"],
    );
    // The exception comes before its series.
    check(
        &format!("BEGIN:VEVENT\nUID:a\n{id}20270315T100000\n{moved}\nEND:VEVENT\n{}", series("")),
        &[one, "2027-03-16T15:00/15:30", three, four],
    );
    // What an EXDATE has taken away stays away, and so does an exception from before the series was changed.
    let excluded = series(&format!("BEGIN:VEVENT\nUID:a\n{id}20270315T100000\n{moved}\nEND:VEVENT"));
    check(&excluded.replacen("RRULE", "EXDATE;TZID=Europe/Madrid:20270315T100000\nRRULE", 1), &[one, three, four]);
    let older = series(&format!("BEGIN:VEVENT\nUID:a\n{id}20270314T100000\n{moved}\nEND:VEVENT"));
    check(&older, &[one, two, "2027-03-16T15:00/15:30", three, four]);
    check(&older.replacen("RRULE", "SEQUENCE:1\nRRULE", 1), &[one, two, three, four]);
    // Far instances brought near by a change of all that follow.
    check_from(
        "America/Caracas",
        &exception(
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Madrid:20270614T100000\nDTSTART;TZID=Europe/Madrid:20270331T100000\nDURATION:PT1H",
        ),
        ("2027-03-30T00:00", "2027-04-09T00:00"),
        &["2027-03-31T08:00/09:00", "2027-04-05T08:00/09:00", "2027-04-07T08:00/09:00"],
    );
}
