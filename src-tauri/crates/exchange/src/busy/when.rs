//! Dates, times and lengths as a calendar writes them.

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendarDuration, ICalendarEntry, ICalendarParameterName, ICalendarPeriod, ICalendarValue};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::component::{parameter, shown};
use super::remark::{BusyDoubt, Remarks, cut};
use super::zone::{Zone, Zones};

/// A civil time in a zone, or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct When {
    /// Civil time in the zone; midnight of a day.
    pub civil: NaiveDateTime,
    pub zone: Zone,
    /// Whether a whole day is meant.
    pub day: bool,
}

impl When {
    pub(super) fn instant(&self, zones: &Zones) -> DateTime<Utc> {
        zones.instant(self.civil, self.zone)
    }
}

/// How long an instance lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Whole days, from midnight to midnight.
    Days(i64),
    /// An exact time, whatever the clocks do meanwhile: what an end gives to every instance (RFC 5545, 3.8.5.3).
    Exact(TimeDelta),
    /// Days by the calendar, then an exact time: what a DURATION gives.
    Nominal { days: i64, time: TimeDelta },
}

impl Length {
    pub(super) fn end(&self, from: DateTime<Utc>, start: NaiveDateTime, zone: Zone, zones: &Zones) -> DateTime<Utc> {
        let after = |days: i64| match TimeDelta::try_days(days).and_then(|days| start.checked_add_signed(days)) {
            Some(civil) => zones.instant(civil, zone),
            None => from,
        };
        match *self {
            Self::Days(days) => after(days),
            Self::Exact(time) => from.checked_add_signed(time).unwrap_or(from),
            Self::Nominal { days, time } => {
                let at = if days == 0 { from } else { after(days) };
                at.checked_add_signed(time).unwrap_or(from)
            }
        }
    }

    /// Never less than it lasts: for how far before the window an instance may begin and still reach into it.
    pub(super) fn reach(&self) -> TimeDelta {
        let days = |days: i64| TimeDelta::try_days(days.clamp(0, 1_000_000)).unwrap_or_default();
        match *self {
            Self::Days(count) => days(count),
            Self::Exact(time) => time,
            Self::Nominal { days: count, time } => days(count).checked_add(&time).unwrap_or(time),
        }
    }
}

/// How a date is written: a day, an instant, or a civil time without or with the zone of its property.
enum Written {
    Day(NaiveDate),
    Instant(NaiveDateTime),
    Civil(NaiveDateTime),
}

fn written(date: &PartialDateTime) -> Option<Written> {
    let day = NaiveDate::from_ymd_opt(i32::from(date.year?), u32::from(date.month?), u32::from(date.day?))?;
    let Some(hour) = date.hour else { return Some(Written::Day(day)) };
    let two = |part: Option<u8>| u32::from(part.unwrap_or(0));
    // A leap second is not told from the second before it.
    let civil = day.and_hms_opt(u32::from(hour), two(date.minute), two(date.second).min(59))?;
    let Some(ahead) = date.tz_hour else { return Some(Written::Civil(civil)) };
    let ahead = TimeDelta::minutes(i64::from(ahead) * 60 + i64::from(date.tz_minute.unwrap_or(0)));
    let instant = if date.tz_minus { civil.checked_add_signed(ahead) } else { civil.checked_sub_signed(ahead) };
    instant.map(Written::Instant)
}

/// The civil time of a date, whatever zone is meant; midnight of a day.
pub(super) fn civil(date: &PartialDateTime) -> Option<NaiveDateTime> {
    written(date).map(|written| match written {
        Written::Day(day) => day.and_time(chrono::NaiveTime::MIN),
        Written::Instant(civil) | Written::Civil(civil) => civil,
    })
}

/// Reads the dates of one event, telling what cannot be read.
pub(super) struct Dates<'a> {
    pub uid: &'a str,
    pub line: u32,
    pub zones: &'a mut Zones,
    pub remarks: &'a mut Remarks,
}

impl Dates<'_> {
    /// The one date of a property.
    pub(super) fn one(&mut self, entry: &ICalendarEntry) -> Option<When> {
        let zone = parameter(entry, &ICalendarParameterName::Tzid);
        match entry.values.first() {
            Some(ICalendarValue::PartialDateTime(date)) => match self.when(date, zone) {
                Some(when) => Some(when),
                None => self.unreadable(entry, entry.values.first()),
            },
            value => self.unreadable(entry, value),
        }
    }

    /// All dates of a property, and the lengths of those that are periods.
    pub(super) fn all(&mut self, entry: &ICalendarEntry, into: &mut Vec<(When, Option<Length>)>) {
        let zone = parameter(entry, &ICalendarParameterName::Tzid);
        for value in &entry.values {
            let read = match value {
                ICalendarValue::PartialDateTime(date) => self.when(date, zone).map(|when| (when, None)),
                ICalendarValue::Period(period) => self.period(period, zone).map(|(when, length)| (when, Some(length))),
                _ => None,
            };
            match read {
                Some(read) => into.push(read),
                None => _ = self.unreadable::<()>(entry, Some(value)),
            }
        }
    }

    /// A period's beginning and its length.
    fn period(&mut self, period: &ICalendarPeriod, zone: Option<&str>) -> Option<(When, Length)> {
        match period {
            ICalendarPeriod::Range { start, end } => {
                let (start, end) = (self.when(start, zone)?, self.when(end, zone)?);
                let time = end.instant(self.zones) - start.instant(self.zones);
                Some((start, Length::Exact(time)))
            }
            ICalendarPeriod::Duration { start, duration } => Some((self.when(start, zone)?, length(duration))),
        }
    }

    fn when(&mut self, date: &PartialDateTime, zone: Option<&str>) -> Option<When> {
        let utc = Zone::Iana(Tz::UTC);
        Some(match written(date)? {
            Written::Instant(civil) => When { civil, zone: utc, day: false },
            Written::Civil(civil) => When { civil, zone: self.zones.named(zone, self.line, self.remarks), day: false },
            Written::Day(day) => {
                When { civil: day.and_time(chrono::NaiveTime::MIN), zone: self.zones.of_days(), day: true }
            }
        })
    }

    fn unreadable<T>(&mut self, entry: &ICalendarEntry, value: Option<&ICalendarValue>) -> Option<T> {
        let property = cut(entry.name.as_str());
        let value = cut(&value.map(shown).unwrap_or_default());
        self.remarks.add(self.uid, self.line, BusyDoubt::UnreadableTime { property, value });
        None
    }
}

/// A length as a DURATION gives it. A negative one is none.
pub(super) fn length(duration: &ICalendarDuration) -> Length {
    if duration.neg {
        return Length::Exact(TimeDelta::zero());
    }
    let days = i64::from(duration.weeks) * 7 + i64::from(duration.days);
    let seconds = i64::from(duration.hours) * 3600 + i64::from(duration.minutes) * 60 + i64::from(duration.seconds);
    Length::Nominal { days, time: TimeDelta::try_seconds(seconds).unwrap_or_default() }
}
