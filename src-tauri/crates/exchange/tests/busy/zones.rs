//! What programs call zones, and zones that a file describes.

use domain::ZoneName;
use exchange::busy::BusyDoubt;

use super::{SPRING, check_from, doubts};

#[test]
fn k3_zones_by_every_name() {
    let own = "BEGIN:VTIMEZONE\nTZID:La nuestra\nBEGIN:STANDARD\nDTSTART:19701025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let event = |zone: &str| {
        format!(
            "BEGIN:VEVENT\nUID:a\nDTSTART;TZID={zone}:20270322T100000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\n"
        )
    };
    let madrid = ["2027-03-22T09:00/10:00", "2027-03-29T08:00/09:00"];
    let names = [
        "Europe/Madrid",
        "\"Europe/Madrid\"",
        "europe/madrid",
        "Romance Standard Time",
        "W. Europe Standard Time",
        "\"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris\"",
        "/freeassociation.sourceforge.net/Europe/Madrid",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Madrid",
        "/softwarestudio.org/Olson_20011030_5/Europe/Madrid",
        "/mozilla.org/20070129_1/Europe/Madrid",
        "La nuestra",
    ];
    for name in names {
        let calendar = check_from("America/Caracas", &format!("{own}{}", event(name)), SPRING, &madrid);
        assert_eq!(calendar.remarks, [], "{name}");
        // The zone may come after what is in it.
        check_from("America/Caracas", &format!("{}{own}", event(name)), SPRING, &madrid);
    }
    let three = ["2027-03-22T13:00/14:00", "2027-03-29T13:00/14:00"];
    for name in [
        "/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires",
        "Argentina Standard Time",
        "America/Argentina/Buenos_Aires",
    ] {
        check_from("America/Caracas", &event(name), SPRING, &three);
    }
    for (name, first) in [
        ("SA Pacific Standard Time", "15:00/16:00"),
        ("Venezuela Standard Time", "14:00/15:00"),
        ("Eastern Standard Time", "14:00/15:00"),
        ("Mountain Standard Time (Mexico)", "17:00/18:00"),
        ("Central Standard Time (Mexico)", "16:00/17:00"),
    ] {
        let days = ["2027-03-22", "2027-03-29"].map(|day| format!("{day}T{first}"));
        check_from("Europe/Madrid", &event(name), SPRING, &days.each_ref().map(String::as_str));
    }
    // A display name with a colon, unquoted, as Exchange writes it.
    check_from(
        "Europe/Madrid",
        &event("(UTC-05:00) Bogota, Lima, Quito, Rio Branco"),
        SPRING,
        &["2027-03-22T15:00/16:00", "2027-03-29T15:00/16:00"],
    );
    // Nobody knows it: the calendar's zone, else the user's.
    let unknown = check_from(
        "America/Caracas",
        &event("Customized Time Zone"),
        SPRING,
        &["2027-03-22T14:00/15:00", "2027-03-29T14:00/15:00"],
    );
    assert_eq!(
        doubts(&unknown),
        [BusyDoubt::UnknownZone { zone: "Customized Time Zone".into(), taken: ZoneName("America/Caracas".into()) }]
    );
    let unknown =
        check_from("America/Caracas", &format!("X-WR-TIMEZONE:Europe/Madrid\n{}", event("Nowhere")), SPRING, &madrid);
    assert_eq!(
        doubts(&unknown),
        [BusyDoubt::UnknownZone { zone: "Nowhere".into(), taken: ZoneName("Europe/Madrid".into()) }]
    );
}

#[test]
fn k3_the_files_own_zones() {
    // A zone that nobody else has: three quarters of an hour, an end of its rule in UTC, and a change by itself.
    let zone = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:20200101T000000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0545\nEND:STANDARD
        BEGIN:DAYLIGHT\nDTSTART:20270320T020000\nTZOFFSETFROM:+0545\nTZOFFSETTO:+0645\nRDATE:20280320T020000\nEND:DAYLIGHT
        BEGIN:STANDARD\nDTSTART:20270327T030000\nTZOFFSETFROM:+0645\nTZOFFSETTO:+0545\nRRULE:FREQ=YEARLY;UNTIL=20280326T201500Z\nEND:STANDARD\nEND:VTIMEZONE\n";
    let event = |start: &str| format!("{zone}BEGIN:VEVENT\nUID:a\nDTSTART;TZID=X:{start}\nDURATION:PT15M\nEND:VEVENT");
    let cases = [
        ("20270310T100000", "2027-03-10T04:15/04:30"),
        ("20270325T100000", "2027-03-25T03:15/03:30"),
        ("20270330T100000", "2027-03-30T04:15/04:30"),
        // Skipped, and twice.
        ("20270320T023000", "2027-03-19T20:45/21:00"),
        ("20270327T023000", "2027-03-26T19:45/20:00"),
    ];
    for (start, expected) in cases {
        check_from("America/Caracas", &event(start), SPRING, &[expected]);
    }
    check_from(
        "America/Caracas",
        &event("20280325T100000"),
        ("2028-03-01T00:00", "2028-04-01T00:00"),
        &["2028-03-25T03:15/03:30"],
    );
    check_from(
        "America/Caracas",
        &event("20280401T100000"),
        ("2028-03-01T00:00", "2028-05-01T00:00"),
        &["2028-04-01T04:15/04:30"],
    );
}
