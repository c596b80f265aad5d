//! When things happen: zones, changes of the clocks, lengths, whole days.

use domain::ZoneName;
use exchange::busy::BusyDoubt;

use super::{AUTUMN, SPRING, check, check_clean, check_from, doubts};

#[test]
fn k3_single_events_in_every_zone() {
    check_clean("DTSTART:20270310T090000Z\nDTEND:20270310T100000Z", SPRING, &["2027-03-10T09:00/10:00"]);
    let zones = [
        ("Europe/Madrid", "08:00/09:00"),
        ("America/New_York", "14:00/15:00"),
        ("America/Caracas", "13:00/14:00"),
        ("America/Bogota", "14:00/15:00"),
        ("Asia/Kolkata", "03:30/04:30"),
    ];
    for (zone, hours) in zones {
        let event = format!("DTSTART;TZID={zone}:20270310T090000\nDTEND;TZID={zone}:20270310T100000");
        check_clean(&event, SPRING, &[&format!("2027-03-10T{hours}")]);
    }
    // Beginning and end in zones of their own: a flight.
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20270310T120000\nDTEND;TZID=America/Bogota:20270310T160000",
        SPRING,
        &["2027-03-10T11:00/21:00"],
    );
}

#[test]
fn k3_weekly_series_across_both_changes_of_the_clocks() {
    let weekly = |zone: &str, from: &str| {
        format!("DTSTART;TZID={zone}:{from}T100000\nDTEND;TZID={zone}:{from}T110000\nRRULE:FREQ=WEEKLY")
    };
    check_clean(
        &weekly("Europe/Madrid", "20270308"),
        SPRING,
        &["2027-03-08T09:00/10:00", "2027-03-15T09:00/10:00", "2027-03-22T09:00/10:00", "2027-03-29T08:00/09:00"],
    );
    check_clean(
        &weekly("America/New_York", "20270308"),
        SPRING,
        &["2027-03-08T15:00/16:00", "2027-03-15T14:00/15:00", "2027-03-22T14:00/15:00", "2027-03-29T14:00/15:00"],
    );
    for (zone, hours) in [("America/Caracas", "14:00/15:00"), ("America/Bogota", "15:00/16:00")] {
        let days = ["2027-03-08", "2027-03-15", "2027-03-22", "2027-03-29"].map(|day| format!("{day}T{hours}"));
        check_clean(&weekly(zone, "20270308"), SPRING, &days.each_ref().map(String::as_str));
    }
    check_clean(
        &weekly("Europe/Madrid", "20270308"),
        AUTUMN,
        &["2027-10-25T08:00/09:00", "2027-11-01T09:00/10:00", "2027-11-08T09:00/10:00"],
    );
    check_clean(
        &weekly("America/New_York", "20270308"),
        AUTUMN,
        &["2027-10-25T14:00/15:00", "2027-11-01T14:00/15:00", "2027-11-08T15:00/16:00"],
    );
}

#[test]
fn k3_times_that_are_skipped_or_come_twice() {
    // 02:30 does not come on 28 March: half an hour after two by the old clock, 03:30 by the new.
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20270327T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        SPRING,
        &["2027-03-27T01:30/02:30", "2027-03-28T01:30/02:30", "2027-03-29T00:30/01:30"],
    );
    check_clean("DTSTART;TZID=America/New_York:20270314T023000\nDURATION:PT1H", SPRING, &["2027-03-14T07:30/08:30"]);
    // It comes twice on 31 October: the first is meant.
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20271030T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3",
        AUTUMN,
        &["2027-10-30T00:30/01:30", "2027-10-31T00:30/01:30", "2027-11-01T01:30/02:30"],
    );
    check_clean("DTSTART;TZID=America/New_York:20271107T013000\nDURATION:PT1H", AUTUMN, &["2027-11-07T05:30/06:30"]);
    // A skipped hour and the one it is moved to are one instance.
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20270328T010000\nDURATION:PT10M\nRRULE:FREQ=HOURLY;COUNT=4",
        SPRING,
        &["2027-03-28T00:00/00:10", "2027-03-28T01:00/01:10", "2027-03-28T02:00/02:10"],
    );
}

#[test]
fn k3_lengths_across_a_change_of_the_clocks() {
    // An end gives every instance the same exact length; a DURATION in days follows the calendar (RFC 5545, 3.8.5.3).
    let night = "DTSTART;TZID=Europe/Madrid:20270326T220000\n";
    check_clean(
        &format!("{night}DTEND;TZID=Europe/Madrid:20270327T060000\nRRULE:FREQ=DAILY;COUNT=2"),
        SPRING,
        &["2027-03-26T21:00/2027-03-27T05:00", "2027-03-27T21:00/2027-03-28T05:00"],
    );
    check_clean(
        &format!("{night}DURATION:P1D\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=2"),
        SPRING,
        &["2027-03-26T21:00/2027-03-27T21:00", "2027-03-28T20:00/2027-03-29T20:00"],
    );
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20270327T220000\nDURATION:P1DT2H",
        SPRING,
        &["2027-03-27T21:00/2027-03-28T22:00"],
    );
    check_clean(
        "DTSTART;TZID=Europe/Madrid:20270327T220000\nDURATION:PT24H",
        SPRING,
        &["2027-03-27T21:00/2027-03-28T21:00"],
    );
    check_clean("DTSTART:20270310T090000Z\nDURATION:P1W", SPRING, &["2027-03-10T09:00/2027-03-17T09:00"]);
}

#[test]
fn k3_whole_days() {
    // In the user's zone, or the calendar's.
    check_clean("DTSTART;VALUE=DATE:20270310", SPRING, &["2027-03-10T04:00/2027-03-11T04:00*"]);
    check_clean(
        "DTSTART;VALUE=DATE:20270310\nDTEND;VALUE=DATE:20270313",
        SPRING,
        &["2027-03-10T04:00/2027-03-13T04:00*"],
    );
    check_clean(
        "DTSTART;VALUE=DATE:20270310\nDTEND;VALUE=DATE:20270310",
        SPRING,
        &["2027-03-10T04:00/2027-03-11T04:00*"],
    );
    check_clean("DTSTART;VALUE=DATE:20270310\nDURATION:P2D", SPRING, &["2027-03-10T04:00/2027-03-12T04:00*"]);
    check_clean("DTSTART:20270310", SPRING, &["2027-03-10T04:00/2027-03-11T04:00*"]);
    let madrid = "X-WR-TIMEZONE:Europe/Madrid\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270327\nRRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT";
    let calendar = check_from(
        "America/Caracas",
        madrid,
        SPRING,
        &[
            "2027-03-26T23:00/2027-03-27T23:00*",
            "2027-03-27T23:00/2027-03-28T22:00*",
            "2027-03-28T22:00/2027-03-29T22:00*",
        ],
    );
    assert_eq!(calendar.zone, Some(ZoneName("Europe/Madrid".into())));
    let wrong = check(
        "DTSTART;VALUE=DATE:20270310\nDTEND;VALUE=DATE:20270308",
        SPRING,
        &["2027-03-10T04:00/2027-03-11T04:00*"],
    );
    assert_eq!(doubts(&wrong), [BusyDoubt::EndsBeforeStart]);
}

#[test]
fn k3_times_without_a_zone() {
    let event = "BEGIN:VEVENT\nUID:a\nDTSTART:20270322T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2;UNTIL=20280101T000000\nEND:VEVENT";
    let floating = check_from("America/New_York", event, SPRING, &["2027-03-22T14:00/15:00", "2027-03-29T14:00/15:00"]);
    assert_eq!(doubts(&floating), [BusyDoubt::Floating { taken: ZoneName("America/New_York".into()) }]);
    let calendars = check_from(
        "America/New_York",
        &format!("X-WR-TIMEZONE:Romance Standard Time\n{event}"),
        SPRING,
        &["2027-03-22T09:00/10:00", "2027-03-29T08:00/09:00"],
    );
    assert_eq!(calendars.zone, Some(ZoneName("Europe/Paris".into())));
}
