//! Events to the text of a file.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter, ICalendarParameterName,
    ICalendarParameterValue, ICalendarProperty as P, ICalendarValue,
};
use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use chrono_tz::Tz;
use domain::Minutes;
use domain::time::{civil, instant};

use super::text::{lines, one_line};
use super::zone::timezone;
use super::{CalendarFault, CalendarFile, Class, Event, Method, Status, people};
use crate::table;

const PRODID: &str = "-//Cuadrante//Cuadrante//ES";

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
        if invites {
            let organizer = event.organizer.as_ref().ok_or_else(|| CalendarFault::NoOrganizer { uid: uid() })?;
            if !people::can_be_written_to(organizer) {
                return Err(CalendarFault::NoAddress { uid: uid(), name: one_line(&organizer.name) });
            }
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
        let mut component = component(event, time, calendar.method);
        let alarms = alarms(event, calendar.method);
        let first = components.len() + 1;
        component.component_ids = (first..first + alarms.len()).map(table::count).collect();
        components.push(component);
        components.extend(alarms);
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

pub(super) fn with(name: P, params: Vec<ICalendarParameter>, value: &str) -> ICalendarEntry {
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
    if let Some(method) = calendar.method.word() {
        add(plain(P::Method, method));
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
    people::entries(event, method).into_iter().for_each(add);
    component
}

/// What reminds of the event. RFC 5546 allows it in everything but a cancellation.
fn alarms(event: &Event, method: Method) -> Vec<ICalendarComponent> {
    if event.status == Status::Cancelled || method == Method::Cancel {
        return Vec::new();
    }
    let before = event.alarms.iter().collect::<BTreeSet<_>>();
    // What a program shows then is what it shows anyway: no field of a meeting comes in by this way.
    let shown = one_line(&event.summary);
    let alarm = |minutes: &Minutes| {
        let mut alarm = ICalendarComponent::new(ICalendarComponentType::VAlarm);
        alarm.entries.push(plain(P::Action, "DISPLAY"));
        alarm.entries.push(plain(P::Trigger, &format!("-PT{}M", minutes.0)));
        alarm.entries.push(plain(P::Description, if shown.is_empty() { "-" } else { &shown }));
        alarm
    };
    // The longest before comes first.
    before.into_iter().rev().map(alarm).collect()
}
