//! Who is named in a calendar, what they answered, and what reminds them.

use super::*;

#[test]
fn alarms_remind_with_the_summary_and_nothing_else() {
    let check = |status, method, want: &[&str]| {
        let alarms = [15, 1440, 15, 0].map(Minutes).to_vec();
        let event = Event {
            status,
            alarms,
            summary: "Seguros\nBEGIN:VALARM".into(),
            description: "SECRETO".into(),
            ..event("a", "UTC", "2027-01-05T10:00", 60)
        };
        let lines = strict(&write(&file(method, vec![event])).unwrap());
        let begins = lines.iter().filter(|line| line.name == "BEGIN" && line.value == "VALARM").count();
        let triggers = lines.iter().filter(|line| line.name == "TRIGGER").map(|line| line.value.as_str());
        assert_eq!(triggers.collect::<Vec<_>>(), want, "{status:?} {method:?}");
        assert_eq!(begins, want.len());
        let inside = lines.iter().skip_while(|line| line.value != "VALARM").filter(|line| line.name == "DESCRIPTION");
        assert!(inside.clone().all(|line| line.text() == "Seguros BEGIN:VALARM"));
        assert_eq!(inside.count(), want.len());
    };
    for method in [Method::Publish, Method::Request, Method::None] {
        check(Status::Confirmed, method, &["-PT1440M", "-PT15M", "-PT0M"]);
        check(Status::Cancelled, method, &[]);
    }
    check(Status::Confirmed, Method::Cancel, &[]);
}

#[test]
fn servers_are_told_not_to_write_to_anybody() {
    let guest = Attendee {
        party: Party { id: "g".into(), name: "Luis".into(), email: Some("luis@sol.ve".into()) },
        part: Part::Required,
        kind: PartyKind::Individual,
        partstat: PartStat::NeedsAction,
        rsvp: true,
    };
    let event = Event { attendees: vec![guest], ..event("a", "UTC", "2027-01-05T10:00", 60) };
    let agents = |calendar: &CalendarFile| {
        let lines = strict(&write(calendar).unwrap());
        assert!(lines.iter().all(|line| line.name != "METHOD") || calendar.method != Method::None);
        let named = lines.into_iter().filter(|line| line.name == "ATTENDEE" || line.name == "ORGANIZER");
        named.map(|line| line.params.get("SCHEDULE-AGENT").cloned()).collect::<Vec<_>>()
    };
    let client = Some("CLIENT".to_owned());
    assert_eq!(agents(&CalendarFile::resource(event.clone())), [client.clone(), client]);
    assert_eq!(agents(&file(Method::Request, vec![event.clone()])), [None, None]);
    // Who is named must have been named by somebody.
    let alone = Event { organizer: None, ..event };
    assert_eq!(agents(&CalendarFile::resource(alone)).len(), 2);
}

#[test]
fn answers_are_shown_where_attendees_are() {
    let known = |name: &str| Attendee {
        party: Party { id: name.into(), name: name.into(), email: None },
        part: Part::Required,
        kind: PartyKind::Individual,
        partstat: PartStat::NeedsAction,
        rsvp: false,
    };
    let event = Event { attendees: vec![known("a"), known("b")], ..event("a", "UTC", "2027-01-05T10:00", 60) };
    let event = event.answered(|id| (id == "b").then_some(PartStat::Declined));
    let answers = event.attendees.iter().map(|attendee| attendee.partstat).collect::<Vec<_>>();
    assert_eq!(answers, [PartStat::NeedsAction, PartStat::Declined]);
}

#[test]
fn attendees_are_named_where_the_method_allows() {
    let guest = |id: &str, name: &str, email: Option<&str>, kind| Attendee {
        party: Party { id: id.into(), name: name.into(), email: email.map(str::to_owned) },
        part: Part::Required,
        kind,
        partstat: PartStat::NeedsAction,
        rsvp: true,
    };
    let attendees = vec![
        guest("g1", "Luis \"Lucho\" Gil: jefe", Some("luis@sol.ve"), PartyKind::Individual),
        guest("018f0000-0000-7000-8000-000000000001", "Sala 1", None, PartyKind::Room),
        guest("g3", "", Some("no es correo\r\nX:y"), PartyKind::Individual),
    ];
    let event = Event { attendees, ..event("a", "UTC", "2027-01-05T10:00", 60) };
    let named = |method| {
        let lines = strict(&write(&file(method, vec![event.clone()])).unwrap());
        lines.into_iter().filter(|line| line.name == "ATTENDEE").collect::<Vec<_>>()
    };
    assert!(named(Method::Publish).is_empty());
    let named = named(Method::None);
    let values = named.iter().map(|line| line.value.as_str()).collect::<Vec<_>>();
    assert_eq!(values[..2], ["mailto:luis@sol.ve", "urn:uuid:018f0000-0000-7000-8000-000000000001"]);
    assert!(values[2].starts_with("urn:uuid:"));
    assert_eq!(named[0].params["CN"], "Luis 'Lucho' Gil: jefe");
    assert_eq!((named[1].params["CUTYPE"].as_str(), named[1].params["RSVP"].as_str()), ("ROOM", "TRUE"));
    assert!(!named[2].params.contains_key("CN"));
}
