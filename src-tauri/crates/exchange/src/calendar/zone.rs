//! A zone's rules as a VTIMEZONE, taken from the zone data for the years that a calendar covers.

use calcard::icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty as P};
use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::{OffsetComponents, OffsetName, Tz};

use super::write::{local, plain};

/// What a zone's clocks show from some moment on.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Clock {
    offset: TimeDelta,
    name: String,
    daylight: bool,
}

/// The moment at which a zone's clocks change.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Change {
    /// What the clocks show at that moment before they are changed.
    at: NaiveDateTime,
    before: TimeDelta,
    after: Clock,
}

/// Changes that follow one rule, or one change by itself.
struct Observance {
    first: Change,
    rule: Option<String>,
}

/// The VTIMEZONE of a zone for events between two instants, and its observances, which are its children.
pub(super) fn timezone(
    zone: Tz,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> (ICalendarComponent, Vec<ICalendarComponent>) {
    let mut component = ICalendarComponent::new(ICalendarComponentType::VTimezone);
    component.entries.push(plain(P::Tzid, zone.name()));
    let children = observances(zone, from, to).iter().map(write).collect();
    (component, children)
}

fn write(observance: &Observance) -> ICalendarComponent {
    let Observance { first, rule } = observance;
    let kind = if first.after.daylight { ICalendarComponentType::Daylight } else { ICalendarComponentType::Standard };
    let mut component = ICalendarComponent::new(kind);
    component.entries.push(plain(P::Dtstart, &local(first.at)));
    component.entries.push(plain(P::Tzoffsetfrom, &offset(first.before)));
    component.entries.push(plain(P::Tzoffsetto, &offset(first.after.offset)));
    component.entries.push(plain(P::Tzname, &first.after.name));
    if let Some(rule) = rule {
        component.entries.push(plain(P::Rrule, rule));
    }
    component
}

fn offset(offset: TimeDelta) -> String {
    let seconds = offset.num_seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    match rest {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        _ => format!("{sign}{hours:02}{minutes:02}{rest:02}"),
    }
}

fn clock(zone: Tz, at: DateTime<Utc>) -> Clock {
    let shown = zone.offset_from_utc_datetime(&at.naive_utc());
    let ahead = TimeDelta::seconds(i64::from(shown.fix().local_minus_utc()));
    Clock {
        offset: ahead,
        // Where people have no letters for it, the zone data has none either.
        name: shown.abbreviation().map_or_else(|| offset(ahead), str::to_owned),
        daylight: shown.dst_offset() > TimeDelta::zero(),
    }
}

fn new_year(year: i32) -> DateTime<Utc> {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_time(chrono::NaiveTime::MIN).and_utc()
}

/// A zone's changes from the year before the first event to the year after the last: enough for a rule to show itself,
/// and for an event that is moved a little.
fn observances(zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Observance> {
    let (first_year, last_year) = (from.year() - 1, to.year() + 1);
    let begins = new_year(first_year);
    let changes = changes(zone, begins, new_year(last_year + 1));
    let covered = changes.first().is_some_and(|change| change.at - change.before <= from.naive_utc());
    let mut observances = Vec::new();
    if !covered {
        let clock = clock(zone, begins);
        let at = begins.naive_utc();
        observances.push(Observance { first: Change { at, before: clock.offset, after: clock }, rule: None });
    }
    let years = (last_year - first_year + 1) as usize;
    let mut kinds = Vec::<Vec<Change>>::new();
    for change in changes {
        let alike = |kind: &&mut Vec<Change>| kind[0].before == change.before && kind[0].after == change.after;
        match kinds.iter_mut().find(alike) {
            Some(kind) => kind.push(change),
            None => kinds.push(vec![change]),
        }
    }
    for kind in kinds {
        match rule(&kind, years) {
            Some(rule) => observances.push(Observance { first: kind[0].clone(), rule: Some(rule) }),
            None => observances.extend(kind.into_iter().map(|first| Observance { first, rule: None })),
        }
    }
    observances
}

fn changes(zone: Tz, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut day = from;
    let mut before = clock(zone, day);
    while day < to {
        let next = day + TimeDelta::days(1);
        let after = clock(zone, next);
        if after != before {
            // No zone changes twice within a day.
            let (mut low, mut high) = (day, next);
            while high - low > TimeDelta::seconds(1) {
                let middle = low + (high - low) / 2;
                let middle = middle - TimeDelta::nanoseconds(i64::from(middle.timestamp_subsec_nanos()));
                if clock(zone, middle) == before { low = middle } else { high = middle }
            }
            changes.push(Change { at: high.naive_utc() + before.offset, before: before.offset, after: after.clone() });
            before = after;
        }
        day = next;
    }
    changes
}

/// The yearly rule that gives exactly these changes: one in every year, at one hour, on the same weekday of one month,
/// counted from its beginning or its end. Anything else (Morocco's Ramadan, a law in force from some year on) is
/// written change by change.
fn rule(changes: &[Change], years: usize) -> Option<String> {
    let first = changes[0].at;
    let yearly = changes.len() == years
        && years >= 3
        && changes.iter().enumerate().all(|(at, change)| change.at.year() == first.year() + at as i32);
    let alike = changes.iter().all(|change| {
        change.at.time() == first.time() && change.at.month() == first.month() && change.at.weekday() == first.weekday()
    });
    if !yearly || !alike {
        return None;
    }
    let week = |at: NaiveDateTime| (at.day() - 1) / 7 + 1;
    let is_last = |at: NaiveDateTime| (at + TimeDelta::days(7)).month() != at.month();
    let which = if changes.iter().all(|change| is_last(change.at)) {
        "-1".to_owned()
    } else if changes.iter().all(|change| week(change.at) == week(first)) {
        week(first).to_string()
    } else {
        return None;
    };
    Some(format!("FREQ=YEARLY;BYMONTH={};BYDAY={which}{}", first.month(), weekday(first.weekday())))
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
