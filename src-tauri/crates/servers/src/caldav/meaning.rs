//! Whether what a server holds still says what was written there.
//!
//! Servers give back what they were given in another order, with other stamps, with time zones of their own and with
//! additions. Compared is what was written, and what people may have added that changes the meeting.

use std::collections::BTreeMap;

use calcard::common::IanaString;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarValue,
};
use sha2::{Digest, Sha256};

/// Stamps and origins, which change without the meeting.
const STAMPS: [&str; 8] =
    ["DTSTAMP", "LAST-MODIFIED", "CREATED", "PRODID", "VERSION", "CALSCALE", "METHOD", "X-WR-CALNAME"];

/// What changes a meeting where somebody adds it.
const WEIGHTY: [&str; 17] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "RRULE",
    "RDATE",
    "EXDATE",
    "EXRULE",
    "RECURRENCE-ID",
    "SUMMARY",
    "LOCATION",
    "DESCRIPTION",
    "STATUS",
    "TRANSP",
    "CLASS",
    "CATEGORIES",
    "ORGANIZER",
    "ATTENDEE",
];

/// What is understood where nothing is said (RFC 5545).
const UNDERSTOOD: [(&str, &str); 5] =
    [("TRANSP", "OPAQUE"), ("CLASS", "PUBLIC"), ("STATUS", "CONFIRMED"), ("PRIORITY", "0"), ("SEQUENCE", "0")];

/// Without these being the same it is another meeting.
const CORE: [&str; 8] = ["DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY"];

/// Stands for a text that cannot be compared.
const EVERYTHING: &str = "*";

/// The names of the properties in which `theirs` does not say what `ours` says, sorted. Empty where they mean the same.
pub(super) fn differing(ours: &str, theirs: &[u8]) -> Vec<String> {
    let all = || vec![EVERYTHING.to_owned()];
    let Ok(theirs) = std::str::from_utf8(theirs) else { return all() };
    let (Ok(ours), Ok(theirs)) = (ICalendar::parse(ours), ICalendar::parse(theirs)) else { return all() };
    let (ours, theirs) = (Said::by(&ours), Said::by(&theirs));
    let mut names = Vec::new();
    for (event, said) in &ours {
        let Some(other) = theirs.get(event) else { return all() };
        names.extend(said.differing(other));
    }
    if theirs.keys().any(|event| !ours.contains_key(event)) {
        names.push("RECURRENCE-ID".to_owned());
    }
    names.sort();
    names.dedup();
    names
}

/// A name for what a text means, the same for a text of ours and for what servers make of it. Nothing where it cannot
/// be read.
pub(super) fn digest(text: &[u8]) -> Option<String> {
    let calendar = ICalendar::parse(std::str::from_utf8(text).ok()?).ok()?;
    let events = Said::by(&calendar);
    let mut hash = Sha256::new();
    for (event, said) in &events {
        hash.update(format!("{event:?}\n"));
        for (name, values) in said.0.iter().filter(|(name, _)| WEIGHTY.contains(name)) {
            for (parameters, value) in values {
                let parameters: Vec<_> = parameters.iter().filter(is_weighty).collect();
                hash.update(format!("{name} {parameters:?} {value:?}\n"));
            }
        }
    }
    (!events.is_empty()).then(|| hexadecimal(&hash.finalize()))
}

pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a text holds the meeting of that UID.
pub(super) fn is_about(text: &[u8], uid: &str) -> bool {
    let calendar = std::str::from_utf8(text).ok().and_then(|text| ICalendar::parse(text).ok());
    calendar.is_some_and(|calendar| calendar.components.iter().any(|component| component.uid() == Some(uid)))
}

/// Whether it is another meeting, and not the same one somewhat changed.
pub(super) fn touches_core(names: &[String]) -> bool {
    names.iter().any(|name| name == EVERYTHING || CORE.contains(&name.as_str()))
}

/// One occurrence of a property: its parameters, but for those that say what goes without saying, and its values.
type Value = (Vec<(String, String)>, Vec<String>);

/// What one component says: property, values.
struct Said<'a>(BTreeMap<&'a str, Vec<Value>>);

impl<'a> Said<'a> {
    /// Each event of a calendar by UID and RECURRENCE-ID.
    fn by(calendar: &'a ICalendar) -> BTreeMap<(String, String), Self> {
        let zones_and_frame = |component: &&ICalendarComponent| {
            matches!(
                component.component_type,
                ICalendarComponentType::VEvent | ICalendarComponentType::VTodo | ICalendarComponentType::VFreebusy
            )
        };
        let events = calendar.components.iter().filter(zones_and_frame);
        events
            .map(|component| {
                let said = Self::of(component);
                let key = |name: &str| said.0.get(name).map(|values| format!("{:?}", values[0].1)).unwrap_or_default();
                ((key("UID"), key("RECURRENCE-ID")), said)
            })
            .collect()
    }

    fn of(component: &'a ICalendarComponent) -> Self {
        let mut said: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for entry in &component.entries {
            let name = entry.name.as_str();
            let values: Vec<String> = entry.values.iter().map(value).collect();
            let is_understood =
                UNDERSTOOD.iter().any(|(known, meant)| *known == name && values.iter().all(|value| value == meant));
            let is_empty = values.iter().all(String::is_empty);
            if !STAMPS.contains(&name) && !is_understood && !is_empty {
                said.entry(name).or_default().push((parameters(entry), values));
            }
        }
        // Several values of one property come in any order, and lists may come split or joined.
        for (name, values) in &mut said {
            if matches!(*name, "CATEGORIES" | "EXDATE" | "RDATE") {
                let mut single = Vec::new();
                for (parameters, list) in values.drain(..) {
                    single.extend(list.into_iter().map(|one| (parameters.clone(), vec![one])));
                }
                *values = single;
            }
            values.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
        }
        Self(said)
    }

    fn differing(&self, theirs: &Self) -> Vec<String> {
        let mut names = Vec::new();
        for (name, ours) in &self.0 {
            let same = theirs.0.get(name).is_some_and(|theirs| {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_kept(ours, theirs))
            });
            if !same {
                names.push((*name).to_owned());
            }
        }
        let added = theirs.0.keys().filter(|name| WEIGHTY.contains(name) && !self.0.contains_key(*name));
        names.extend(added.map(|name| (*name).to_owned()));
        names
    }
}

/// Whether an occurrence came back with every parameter that it went with, and with none that changes it.
fn is_kept(ours: &Value, theirs: &Value) -> bool {
    ours.1 == theirs.1
        && ours.0.iter().all(|one| theirs.0.contains(one))
        && theirs.0.iter().filter(is_weighty).all(|one| ours.0.contains(one))
}

fn is_weighty(parameter: &&(String, String)) -> bool {
    matches!(parameter.0.as_str(), "TZID" | "VALUE" | "PARTSTAT")
}

fn parameters(entry: &ICalendarEntry) -> Vec<(String, String)> {
    let goes_without_saying = |(name, value): &(String, String)| {
        matches!(
            (name.as_str(), value.as_str()),
            ("VALUE", "DATE-TIME")
                | ("PARTSTAT", "NEEDS-ACTION")
                | ("ROLE", "REQ-PARTICIPANT")
                | ("RSVP", "FALSE")
                | ("CUTYPE", "INDIVIDUAL")
        )
    };
    let mut said: Vec<_> = entry.params.iter().map(parameter).filter(|one| !goes_without_saying(one)).collect();
    said.sort();
    said
}

fn value(value: &ICalendarValue) -> String {
    match value {
        ICalendarValue::Text(text) => text.trim().to_owned(),
        ICalendarValue::Integer(number) => number.to_string(),
        ICalendarValue::Status(status) => status.as_str().to_owned(),
        ICalendarValue::Classification(class) => class.as_str().to_owned(),
        ICalendarValue::Transparency(transparency) => transparency.as_str().to_owned(),
        other => format!("{other:?}"),
    }
}

fn parameter(parameter: &ICalendarParameter) -> (String, String) {
    use calcard::icalendar::ICalendarParameterValue as Value;
    let value = match &parameter.value {
        Value::Text(text) => text.trim_matches('"').to_owned(),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
        Value::Value(kind) => kind.as_str().to_owned(),
        Value::Partstat(status) => status.as_str().to_owned(),
        Value::Role(role) => role.as_str().to_owned(),
        Value::Cutype(kind) => kind.as_str().to_owned(),
        other => format!("{other:?}"),
    };
    (parameter.name.as_str().to_owned(), value)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OURS: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Madrid\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTAMP:20270101T000000Z\r\nSEQUENCE:2\r\nSTATUS:CONFIRMED\r\nSUMMARY:Visita\\, con tapas\r\nDTSTART;TZID=Europe/Madrid:20270301T100000\r\nDTEND;TZID=Europe/Madrid:20270301T110000\r\nCATEGORIES:uno,dos\r\nATTENDEE;CN=\"Ana\";PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT:mailto:ana@example.com\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

    /// Each change of a text, with the properties in which it is then found to differ.
    #[test]
    fn what_counts_as_the_same() {
        let check = |change: &[(&str, &str)], differing: &[&str]| {
            let mut theirs = OURS.to_owned();
            for (from, to) in change {
                assert!(theirs.contains(from), "{from}");
                theirs = theirs.replace(from, to);
            }
            assert_eq!(super::differing(OURS, theirs.as_bytes()), differing, "{change:?}");
            let counts_more = |name: &&str| *name != "SEQUENCE";
            let same_digest = digest(theirs.as_bytes()) == digest(OURS.as_bytes());
            assert_eq!(same_digest, !differing.iter().any(counts_more), "{change:?}");
        };
        check(&[], &[]);
        check(
            &[("PRODID:-//A//B//EN", "PRODID:-//Radicale//NONSGML//EN"), ("20270101T000000Z", "20270909T101010Z")],
            &[],
        );
        check(&[("SUMMARY:Visita\\, con tapas", "SUMMARY:Visita\\,\r\n  con tapas")], &[]);
        check(&[("\r\n", "\n")], &[]);
        check(&[("UID:a\r\n", ""), ("END:VEVENT", "X-RADICALE-NAME:a.ics\r\nUID:a\r\nEND:VEVENT")], &[]);
        check(&[("STATUS:CONFIRMED\r\n", "TRANSP:OPAQUE\r\nCLASS:PUBLIC\r\n")], &[]);
        check(&[("CATEGORIES:uno,dos", "CATEGORIES:dos\r\nCATEGORIES:uno")], &[]);
        check(&[(";PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT", ";SCHEDULE-STATUS=1.1")], &[]);
        check(&[("END:VEVENT", "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT")], &[]);
        check(&[("20270301T100000", "20270301T103000")], &["DTSTART"]);
        check(&[("DTSTART;TZID=Europe/Madrid", "DTSTART;TZID=Europe/Lisbon")], &["DTSTART"]);
        check(&[("DTSTART;TZID=Europe/Madrid:20270301T100000", "DTSTART:20270301T100000Z")], &["DTSTART"]);
        check(&[("DTSTART;TZID=Europe/Madrid:20270301T100000", "DTSTART;VALUE=DATE:20270301")], &["DTSTART"]);
        check(&[("con tapas", "sin tapas")], &["SUMMARY"]);
        check(&[("NEEDS-ACTION", "DECLINED")], &["ATTENDEE"]);
        check(&[("STATUS:CONFIRMED", "STATUS:CANCELLED")], &["STATUS"]);
        check(&[("SEQUENCE:2", "SEQUENCE:3")], &["SEQUENCE"]);
        check(&[("END:VEVENT", "LOCATION:Bar\r\nEND:VEVENT")], &["LOCATION"]);
        check(&[("END:VEVENT", "RRULE:FREQ=DAILY\r\nEND:VEVENT")], &["RRULE"]);
        check(
            &[(
                "END:VCALENDAR",
                "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID:20270302T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR",
            )],
            &["RECURRENCE-ID"],
        );
        check(&[("UID:a", "UID:b")], &["*"]);
        check(&[("BEGIN:VCALENDAR", "<html>")], &["*"]);
    }

    #[test]
    fn another_meeting_or_the_same_somewhat_changed() {
        for (name, is_another) in [("DTSTART", true), ("SUMMARY", true), ("*", true), ("LOCATION", false)] {
            assert_eq!(touches_core(&[name.to_owned()]), is_another, "{name}");
        }
        assert!(!touches_core(&[]));
    }
}
