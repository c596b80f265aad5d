//! Events to the text of a file.

use std::collections::{BTreeMap, HashSet};

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty as P, ICalendarValue,
};
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::time::{civil, instant};

use super::file_name::{is_uuid, opaque};
use super::text::{lines, one_line, parameter};
use super::zone::timezone;
use super::{Attendee, CalendarFault, CalendarFile, Class, Event, Method, Part, PartStat, Party, PartyKind, Status};
use crate::{is_mail_address, table};

const PRODID: &str = "-//Cuadrante//Cuadrante//ES";

/// The address of a party that has none that could be written to: the form that Apple's programs introduced, and that
/// khal, libical and ical.js read as any other.
const NO_ADDRESS: &str = "invalid:nomail";

/// The text of a calendar file: CRLF, no line over 75 octets, a VTIMEZONE for every zone used, no floating time.
///
/// Whatever names and notes hold, they end up as text: a line break in a name begins no property.
///
/// # Errors
/// [`CalendarFault`] where an event has an unknown zone, a time out of range or no length, or where the events do not
/// fit the method.
pub fn write(calendar: &CalendarFile) -> Result<String, CalendarFault> {
    let invites = matches!(calendar.method, Method::Request | Method::Cancel);
    if invites && calendar.events.len() != 1 {
        return Err(CalendarFault::OneEventOnly { found: table::count(calendar.events.len()) });
    }
    let mut uids = HashSet::new();
    let mut times = Vec::with_capacity(calendar.events.len());
    let mut spans = BTreeMap::<&'static str, (Tz, DateTime<Utc>, DateTime<Utc>)>::new();
    for event in &calendar.events {
        let uid = || event.uid.clone();
        if !uids.insert(event.uid.as_str()) {
            return Err(CalendarFault::Twice { uid: uid() });
        }
        if invites && event.organizer.is_none() {
            return Err(CalendarFault::NoOrganizer { uid: uid() });
        }
        let time = Time::of(event)?;
        if let Some(zone) = time.zone {
            let span = spans.entry(zone.name()).or_insert((zone, time.from, time.to));
            *span = (zone, span.1.min(time.from), span.2.max(time.to));
        }
        times.push(time);
    }

    let mut components = vec![head(calendar)];
    let mut children = Vec::new();
    for (zone, from, to) in spans.into_values() {
        let (mut zone, observances) = timezone(zone, from, to);
        let first = components.len() + 1;
        zone.component_ids = (first..first + observances.len()).map(table::count).collect();
        children.push(table::count(components.len()));
        components.push(zone);
        components.extend(observances);
    }
    for (event, time) in calendar.events.iter().zip(&times) {
        children.push(table::count(components.len()));
        components.push(component(event, time, calendar.method));
    }
    components[0].component_ids = children;
    let mut text = String::with_capacity(components.len() * 512);
    // Writing into a string does not fail.
    let _ = ICalendar { components }.write_to(&mut text);
    Ok(text)
}

/// An event's beginning and end, and the zone to write them in: none for UTC.
struct Time {
    zone: Option<Tz>,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
}

impl Time {
    fn of(event: &Event) -> Result<Self, CalendarFault> {
        let uid = || event.uid.clone();
        let zone = event.zone.rules().map_err(|unknown| CalendarFault::UnknownZone { uid: uid(), zone: unknown.0 })?;
        if event.minutes.0 == 0 {
            return Err(CalendarFault::NoLength { uid: uid() });
        }
        let fits = |year: i32| (1900..2200).contains(&year);
        if !fits(event.start.year()) {
            return Err(CalendarFault::OutOfRange { uid: uid() });
        }
        let from = instant(event.start, zone);
        let to = from
            .checked_add_signed(event.minutes.delta())
            .filter(|to| fits(to.year()))
            .ok_or_else(|| CalendarFault::OutOfRange { uid: uid() })?;
        // Of an hour that comes twice a local time can only name the first. Where the beginning or the end lies in
        // the second, both are written as instants.
        let exact = |at| instant(civil(at, zone), zone) == at;
        let is_utc = matches!(zone, Tz::UTC | Tz::Etc__UTC | Tz::Zulu | Tz::Etc__Zulu | Tz::UCT | Tz::Etc__UCT);
        let zone = Some(zone).filter(|_| !is_utc && exact(from) && exact(to));
        Ok(Self { zone, from, to })
    }

    fn entry(&self, name: P, at: DateTime<Utc>) -> ICalendarEntry {
        match self.zone {
            Some(zone) => {
                let id = ICalendarParameterValue::Text(zone.name().to_owned());
                with(name, vec![ICalendarParameter::new(ICalendarParameterName::Tzid, id)], &local(civil(at, zone)))
            }
            None => plain(name, &stamp(at)),
        }
    }
}

/// A property whose value needs no escaping, or is escaped by the writer.
pub(super) fn plain(name: P, value: &str) -> ICalendarEntry {
    with(name, Vec::new(), value)
}

fn with(name: P, params: Vec<ICalendarParameter>, value: &str) -> ICalendarEntry {
    ICalendarEntry { name, params, values: vec![ICalendarValue::Text(value.to_owned())] }
}

fn other(name: &str) -> P {
    P::Other(name.to_owned())
}

/// A local time as RFC 5545 writes it.
pub(super) fn local(at: NaiveDateTime) -> String {
    at.format("%Y%m%dT%H%M%S").to_string()
}

fn stamp(at: DateTime<Utc>) -> String {
    at.format("%Y%m%dT%H%M%SZ").to_string()
}

fn head(calendar: &CalendarFile) -> ICalendarComponent {
    let mut head = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    let mut add = |entry| head.entries.push(entry);
    add(plain(P::Version, "2.0"));
    add(plain(P::Prodid, PRODID));
    add(plain(P::Calscale, "GREGORIAN"));
    match calendar.method {
        Method::Publish => add(plain(P::Method, "PUBLISH")),
        Method::Request => add(plain(P::Method, "REQUEST")),
        Method::Cancel => add(plain(P::Method, "CANCEL")),
        Method::None => {}
    }
    let name = one_line(&calendar.name);
    if !name.is_empty() {
        add(plain(P::Name, &name));
        add(plain(other("X-WR-CALNAME"), &name));
    }
    if let Some(refresh) = calendar.refresh {
        let every = format!("PT{}M", refresh.0.max(1));
        let duration = ICalendarParameterValue::Text("DURATION".to_owned());
        let value = ICalendarParameter::new(ICalendarParameterName::Value, duration);
        add(with(P::RefreshInterval, vec![value], &every));
        add(plain(other("X-PUBLISHED-TTL"), &every));
    }
    head
}

fn component(event: &Event, time: &Time, method: Method) -> ICalendarComponent {
    let mut component = ICalendarComponent::new(ICalendarComponentType::VEvent);
    let mut add = |entry| component.entries.push(entry);
    add(plain(P::Uid, &one_line(&event.uid)));
    add(plain(P::Sequence, &event.sequence.to_string()));
    add(plain(P::Dtstamp, &stamp(event.dtstamp)));
    add(plain(P::Created, &stamp(event.created)));
    add(plain(P::LastModified, &stamp(event.last_modified)));
    add(time.entry(P::Dtstart, time.from));
    add(time.entry(P::Dtend, time.to));
    add(plain(P::Summary, &one_line(&event.summary)));
    let description = lines(&event.description);
    if !description.is_empty() {
        add(plain(P::Description, &description));
    }
    let location = one_line(&event.location);
    if !location.is_empty() {
        add(plain(P::Location, &location));
    }
    let cancelled = event.status == Status::Cancelled || method == Method::Cancel;
    add(plain(
        P::Status,
        match (cancelled, event.status) {
            (true, _) => "CANCELLED",
            (false, Status::Tentative) => "TENTATIVE",
            (false, _) => "CONFIRMED",
        },
    ));
    add(plain(
        P::Class,
        match event.class {
            Class::Public => "PUBLIC",
            Class::Private => "PRIVATE",
        },
    ));
    let free = event.transparent || cancelled;
    add(plain(P::Transp, if free { "TRANSPARENT" } else { "OPAQUE" }));
    let busy = match (free, event.status) {
        (true, _) => "FREE",
        (false, Status::Tentative) => "TENTATIVE",
        (false, _) => "BUSY",
    };
    add(plain(other("X-MICROSOFT-CDO-BUSYSTATUS"), busy));
    let categories = event.categories.iter().map(|label| one_line(label)).filter(|label| !label.is_empty());
    let categories = categories.map(ICalendarValue::Text).collect::<Vec<_>>();
    if !categories.is_empty() {
        add(ICalendarEntry { name: P::Categories, params: Vec::new(), values: categories });
    }
    match &event.organizer {
        Some(party) => add(with(P::Organizer, common_name(party), &address(party).unwrap_or(NO_ADDRESS.to_owned()))),
        // RFC 5546 wants an organiser in everything published.
        None if method == Method::Publish => add(plain(P::Organizer, NO_ADDRESS)),
        None => {}
    }
    // RFC 5546, 3.2.1: nobody is named in what is published. Who comes is in the description there.
    if method != Method::Publish {
        for attendee in &event.attendees {
            if let Some(entry) = attendance(attendee) {
                add(entry);
            }
        }
    }
    component
}

/// Rooms and people without a mail address are named by `urn:uuid:`, so that no two share an address.
fn address(party: &Party) -> Option<String> {
    match party.email.as_deref().map(str::trim).filter(|email| is_mail_address(email)) {
        // Characters with a meaning in a URI are written as octets.
        Some(email) => Some(format!("mailto:{}", percent(email))),
        None if is_uuid(&party.id) => Some(format!("urn:uuid:{}", party.id.to_ascii_lowercase())),
        None if party.id.is_empty() => None,
        None => Some(format!("urn:uuid:{}", opaque(&party.id))),
    }
}

fn percent(email: &str) -> String {
    let mut uri = String::with_capacity(email.len());
    for byte in email.bytes() {
        match byte {
            b'#' | b'&' | b'/' | b'=' | b'{' | b'|' | b'}' | b'%' | 0x80.. => uri.push_str(&format!("%{byte:02X}")),
            _ => uri.push(char::from(byte)),
        }
    }
    uri
}

fn common_name(party: &Party) -> Vec<ICalendarParameter> {
    let name = parameter(&party.name);
    if name.is_empty() {
        return Vec::new();
    }
    vec![ICalendarParameter::new(ICalendarParameterName::Cn, ICalendarParameterValue::Text(name))]
}

fn attendance(attendee: &Attendee) -> Option<ICalendarEntry> {
    let word = |name, word: &str| ICalendarParameter::new(name, ICalendarParameterValue::Text(word.to_owned()));
    let mut params = common_name(&attendee.party);
    let kind = match attendee.kind {
        PartyKind::Individual => "INDIVIDUAL",
        PartyKind::Room => "ROOM",
    };
    let role = match attendee.part {
        Part::Chair => "CHAIR",
        Part::Required => "REQ-PARTICIPANT",
        Part::Optional => "OPT-PARTICIPANT",
        Part::Informed => "NON-PARTICIPANT",
    };
    let partstat = match attendee.partstat {
        PartStat::NeedsAction => "NEEDS-ACTION",
        PartStat::Accepted => "ACCEPTED",
        PartStat::Declined => "DECLINED",
        PartStat::Tentative => "TENTATIVE",
    };
    params.push(word(ICalendarParameterName::Cutype, kind));
    params.push(word(ICalendarParameterName::Role, role));
    params.push(word(ICalendarParameterName::Partstat, partstat));
    params.push(word(ICalendarParameterName::Rsvp, if attendee.rsvp { "TRUE" } else { "FALSE" }));
    Some(with(P::Attendee, params, &address(&attendee.party)?))
}
