//! A meeting of ours as a calendar server holds it, perhaps moved there by somebody.

use calcard::icalendar::{ICalendar, ICalendarComponentType, ICalendarProperty as P, ICalendarStatus, ICalendarValue};
use domain::ProposedTime;

use super::reply::{proposal, word};
use crate::calendar::one_line;

/// When and where a server's copy of a meeting lies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// Its time.
    pub time: ProposedTime,
    /// Where, in the words of the calendar; may be empty.
    pub location: String,
    /// It is cancelled there.
    pub cancelled: bool,
}

/// Reads the event of that name; `None` where there is none, or its time cannot be had: a whole day, say.
pub fn read_held(bytes: &[u8], uid: &str) -> Option<Held> {
    let calendar = ICalendar::parse(std::str::from_utf8(bytes).ok()?).ok()?;
    let event = calendar.components.iter().find(|one| {
        one.component_type == ICalendarComponentType::VEvent
            && word(one, &P::Uid) == Some(uid)
            && one.property(&P::RecurrenceId).is_none()
    })?;
    let status = event.property(&P::Status).and_then(|entry| entry.values.first());
    let cancelled = status.is_some_and(|value| match value {
        ICalendarValue::Status(status) => *status == ICalendarStatus::Cancelled,
        other => other.as_text().is_some_and(|text| text.eq_ignore_ascii_case("CANCELLED")),
    });
    Some(Held {
        time: proposal(&calendar, event).ok()?,
        location: word(event, &P::Location).map(one_line).unwrap_or_default(),
        cancelled,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_as_servers_hold_it() {
        let check = |lines: &str, want: Option<(&str, &str, u32, bool)>| {
            let text = format!(
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\nBEGIN:VEVENT\r\nUID:a\r\nLOCATION:Sala\\, Torre\r\n{lines}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            );
            let held = read_held(text.as_bytes(), "a");
            let found = held.as_ref().map(|held| {
                assert_eq!(held.location, "Sala, Torre");
                let time = &held.time;
                (time.start.format("%m-%d %H:%M").to_string(), time.zone.0.clone(), time.minutes.0, held.cancelled)
            });
            assert_eq!(
                found,
                want.map(|(start, zone, minutes, off)| (start.into(), zone.into(), minutes, off)),
                "{lines}"
            );
        };
        let ten = "DTSTART;TZID=Europe/Madrid:20270301T100000\r\nDTEND;TZID=Europe/Madrid:20270301T113000";
        check(ten, Some(("03-01 10:00", "Europe/Madrid", 90, false)));
        check(&format!("{ten}\r\nSTATUS:CANCELLED"), Some(("03-01 10:00", "Europe/Madrid", 90, true)));
        check("DTSTART:20270301T090000Z\r\nDURATION:PT1H", Some(("03-01 09:00", "UTC", 60, false)));
        check("DTSTART;VALUE=DATE:20270301", None);
        assert_eq!(read_held(b"<html>", "a"), None);
    }
}
