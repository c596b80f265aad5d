//! What a calendar calls its zones, and what they are.
//!
//! In this order: the IANA name, the Windows name, the IANA name at the end of a longer one
//! (`/freeassociation.sourceforge.net/Europe/Madrid`), the rules that the file itself gives, the calendar's zone, the
//! user's.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::str::FromStr;

use calcard::common::timezone::Tz as Known;
use calcard::icalendar::{ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue};
use chrono::{DateTime, NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::{TZ_VARIANTS, Tz};
use domain::ZoneName;

use super::component::{self, Part, first_text};
use super::lines::{Kind, Outline};
use super::remark::{BusyDoubt, Remarks, cut};
use super::rule::{Budget, Rule, Until};
use super::when::civil;
use super::{BusyFault, Limits};

/// Zones that a file may describe; the others count as unknown.
const DESCRIBED: usize = 500;
/// Changes of the clocks of one such zone.
const CHANGES: usize = 5_000;

/// A zone's rules: those of the zone data, or those of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zone {
    Iana(Tz),
    /// By its place among those of the file.
    Own(u16),
}

/// A calendar's zones.
#[derive(Debug)]
pub(super) struct Zones {
    /// That of times without one.
    calendar: Zone,
    /// What the file says that is, where it says so.
    said: Option<Zone>,
    own: Vec<Clocks>,
    by_name: HashMap<String, Zone>,
}

impl Zones {
    pub(super) fn of(
        text: &str,
        outline: &Outline,
        home: &ZoneName,
        window: (DateTime<Utc>, DateTime<Utc>),
        limits: &Limits,
        budget: &mut Budget,
        remarks: &mut Remarks,
    ) -> Result<Self, BusyFault> {
        let mut zones =
            Self { calendar: Zone::Iana(home.rules_or_utc()), said: None, own: Vec::new(), by_name: HashMap::new() };
        let mut buffer = String::new();
        for chunk in outline.chunks.iter().filter(|chunk| chunk.kind == Kind::Zone).take(DESCRIBED) {
            let Some(part) = component::of(text, chunk, limits, &mut buffer)? else { continue };
            let name = part.entries().iter().find(|entry| entry.name == ICalendarProperty::Tzid);
            let name = name.map(first_text).unwrap_or_default();
            if name.is_empty() || known(&name).is_some() || zones.by_name.contains_key(&name) {
                continue;
            }
            if let Some(clocks) = Clocks::of(&part, window, budget) {
                zones.by_name.insert(name, Zone::Own(zones.own.len() as u16));
                zones.own.push(clocks);
            }
        }
        if let Some(name) = &outline.zone {
            zones.said = known(name).map(Zone::Iana).or_else(|| zones.by_name.get(name).copied());
            match zones.said {
                Some(zone) => zones.calendar = zone,
                None => {
                    let doubt = BusyDoubt::UnknownZone { zone: cut(name), taken: home.clone() };
                    remarks.add_once(None, doubt);
                }
            }
        }
        Ok(zones)
    }

    /// The zone that the calendar says it is kept in, where the zone data knows it.
    pub(super) fn said(&self) -> Option<ZoneName> {
        match self.said {
            Some(Zone::Iana(zone)) => Some(ZoneName(zone.name().to_owned())),
            _ => None,
        }
    }

    /// The zone whose midnights begin and end whole days.
    pub(super) fn of_days(&self) -> Zone {
        self.calendar
    }

    /// The zone of a date's TZID, or that of dates without one.
    pub(super) fn named(&mut self, name: Option<&str>, line: u32, remarks: &mut Remarks) -> Zone {
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            remarks.add_once(Some(line), BusyDoubt::Floating { taken: self.taken() });
            return self.calendar;
        };
        if let Some(zone) = self.by_name.get(name) {
            return *zone;
        }
        let zone = match known(name) {
            Some(zone) => Zone::Iana(zone),
            None => {
                remarks.add_once(Some(line), BusyDoubt::UnknownZone { zone: cut(name), taken: self.taken() });
                self.calendar
            }
        };
        // A hostile file has a new name on every line.
        if self.by_name.len() < 2 * DESCRIBED {
            self.by_name.insert(name.to_owned(), zone);
        }
        zone
    }

    fn taken(&self) -> ZoneName {
        match self.calendar {
            Zone::Iana(zone) => ZoneName(zone.name().to_owned()),
            Zone::Own(at) => {
                let name = self.by_name.iter().find(|(_, zone)| **zone == Zone::Own(at)).map(|(name, _)| cut(name));
                ZoneName(name.unwrap_or_default())
            }
        }
    }

    /// The instant of a civil time: the first where it comes twice, and moved forward by the gap where it does not come.
    pub(super) fn instant(&self, civil: NaiveDateTime, zone: Zone) -> DateTime<Utc> {
        match zone {
            Zone::Iana(zone) => domain::time::instant(civil, zone),
            Zone::Own(at) => self.own.get(usize::from(at)).map_or(civil.and_utc(), |clocks| clocks.instant(civil)),
        }
    }

    /// The civil time of an instant.
    pub(super) fn civil(&self, at: DateTime<Utc>, zone: Zone) -> NaiveDateTime {
        let ahead = match zone {
            Zone::Iana(zone) => {
                let offset = zone.offset_from_utc_datetime(&at.naive_utc());
                TimeDelta::seconds(i64::from(chrono::Offset::fix(&offset).local_minus_utc()))
            }
            Zone::Own(own) => {
                TimeDelta::seconds(self.own.get(usize::from(own)).map_or(0, |clocks| clocks.ahead(at.timestamp())))
            }
        };
        at.naive_utc().checked_add_signed(ahead).unwrap_or(at.naive_utc())
    }
}

/// Windows names that the parser's table lacks or maps as CLDR once did; these are CLDR 47's (`windowsZones.xml`).
const WINDOWS: [(&str, Tz); 3] = [
    ("Central Asia Standard Time", Tz::Asia__Bishkek),
    ("Mountain Standard Time (Mexico)", Tz::America__Mazatlan),
    ("South Sudan Standard Time", Tz::Africa__Juba),
];

/// A zone of the zone data, by any of the names that programs give it.
fn known(name: &str) -> Option<Tz> {
    let name = name.trim();
    let exact = |name: &str| {
        Tz::from_str(name).ok().or_else(|| {
            let is_name = name.len() >= 3 && name.len() < 40 && name.contains('/');
            is_name.then(|| TZ_VARIANTS.iter().copied().find(|zone| zone.name().eq_ignore_ascii_case(name))).flatten()
        })
    };
    if let Some(zone) = exact(name) {
        return Some(zone);
    }
    if let Some((_, zone)) = WINDOWS.iter().find(|(windows, _)| *windows == name) {
        return Some(*zone);
    }
    if let Ok(Known::Tz(zone)) = Known::from_str(name) {
        return Some(zone);
    }
    // The last three parts of a path, or the last two: no name has more.
    let mut starts = name.rmatch_indices('/').map(|(at, _)| at + 1);
    let (_, two, three) = (starts.next(), starts.next(), starts.next());
    let two = two.or_else(|| name.contains('/').then_some(0));
    [three, two].into_iter().flatten().find_map(|start| exact(&name[start..]))
}

/// A zone as a file describes it.
#[derive(Debug)]
struct Clocks {
    /// Seconds ahead of UTC before the first change.
    first: i64,
    /// When the clocks change, in seconds since 1970, and what they are ahead of UTC before and after; in order.
    changes: Vec<(i64, i64, i64)>,
}

impl Clocks {
    fn of(part: &Part, window: (DateTime<Utc>, DateTime<Utc>), budget: &mut Budget) -> Option<Self> {
        let end = window.1.naive_utc().checked_add_signed(TimeDelta::days(400))?;
        let mut changes = Vec::new();
        for (at, component) in part.components.iter().enumerate().skip(1) {
            let kind = &component.component_type;
            if !matches!(kind, ICalendarComponentType::Standard | ICalendarComponentType::Daylight) {
                continue;
            }
            let Some(observance) = Observance::of(component) else { continue };
            let mut add = |at: NaiveDateTime| {
                let moment = at.and_utc().timestamp() - observance.before;
                changes.push((moment, observance.before, observance.after));
                changes.len() < CHANGES
            };
            add(observance.start);
            for more in &observance.more {
                add(*more);
            }
            for rule in part.rules.iter().filter(|rule| rule.part == at && !rule.except) {
                let Some(rule) = Rule::read(&rule.text) else { continue };
                let last = match rule.until {
                    Some(Until::Instant(at)) => {
                        at.naive_utc().checked_add_signed(TimeDelta::seconds(observance.before))
                    }
                    Some(Until::Civil(civil)) => Some(civil),
                    Some(Until::Day(day)) => day.and_hms_opt(23, 59, 59),
                    None => Some(end),
                };
                let until = last.unwrap_or(end).min(end);
                rule.walk(observance.start, (observance.start, until), budget, |at| {
                    if add(at) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
                });
            }
        }
        changes.sort_unstable();
        changes.dedup();
        changes.truncate(CHANGES);
        Some(Self { first: changes.first()?.1, changes })
    }

    fn ahead(&self, at: i64) -> i64 {
        match self.changes.partition_point(|change| change.0 <= at).checked_sub(1) {
            Some(last) => self.changes[last].2,
            None => self.first,
        }
    }

    fn instant(&self, civil: NaiveDateTime) -> DateTime<Utc> {
        let local = civil.and_utc().timestamp();
        // No clock is a whole day and a half from UTC.
        const FAR: i64 = 36 * 3600;
        let from = self.changes.partition_point(|change| change.0 < local - FAR);
        let to = self.changes.partition_point(|change| change.0 <= local + FAR);
        let near = &self.changes[from..to.max(from)];
        let offsets = near.iter().flat_map(|change| [change.1, change.2]).chain([self.ahead(local - FAR)]);
        let meant = offsets.map(|ahead| (local - ahead, ahead)).filter(|(at, ahead)| self.ahead(*at) == *ahead);
        let at = meant.map(|(at, _)| at).min().or_else(|| {
            // Skipped: the clock before the gap says what is meant.
            let gap = near.iter().find(|(at, before, after)| (at + before..at + after).contains(&local));
            gap.map(|(_, before, _)| local - before)
        });
        DateTime::from_timestamp(at.unwrap_or(local - self.ahead(local)), 0).unwrap_or(civil.and_utc())
    }
}

/// Clocks that are changed at certain times.
struct Observance {
    /// Civil time by the clock before the change.
    start: NaiveDateTime,
    more: Vec<NaiveDateTime>,
    /// Seconds ahead of UTC.
    before: i64,
    after: i64,
}

impl Observance {
    fn of(component: &ICalendarComponent) -> Option<Self> {
        let find = |name: ICalendarProperty| component.entries.iter().find(move |entry| entry.name == name);
        let date = |value: &ICalendarValue| match value {
            ICalendarValue::PartialDateTime(date) => civil(date),
            _ => None,
        };
        let offset = |name| match find(name)?.values.first()? {
            ICalendarValue::PartialDateTime(offset) => {
                let ahead = i64::from(offset.tz_hour?) * 3600 + i64::from(offset.tz_minute.unwrap_or(0)) * 60;
                Some(if offset.tz_minus { -ahead } else { ahead })
            }
            _ => None,
        };
        let more = component.entries.iter().filter(|entry| entry.name == ICalendarProperty::Rdate);
        Some(Self {
            start: find(ICalendarProperty::Dtstart)?.values.first().and_then(date)?,
            more: more.flat_map(|entry| entry.values.iter().filter_map(date)).collect(),
            before: offset(ICalendarProperty::Tzoffsetfrom)?,
            after: offset(ICalendarProperty::Tzoffsetto)?,
        })
    }
}
