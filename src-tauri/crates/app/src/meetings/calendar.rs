//! The calendar of a stretch of days, as one zone's clocks show it.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use contract::views::{CalendarEvent, CalendarRequest, CalendarView, Lane, NeedQuery, OwnTime, Taken};
use contract::{FieldFault, Problem};
use domain::calendar::Hours;
use domain::time::{civil, instant};
use domain::{BusyOwner, Meeting, WeeklyHours, ZoneName};

use super::{Cast, conflicts, planning_zone};
use crate::calendars::KeptHolidays;
use crate::network;
use crate::problems;
use crate::state::App;

/// Meetings, lanes and the tray of needs not planned yet.
pub(crate) async fn calendar(app: &App, request: CalendarRequest) -> Result<CalendarView, Problem> {
    if request.to <= request.from {
        return Err(Problem::Invalid { faults: vec![FieldFault::Order { field: "to".into() }] });
    }
    let tray = network::needs(app, &NeedQuery { open: true, ..NeedQuery::default() }).await?;
    let mut read = app.read().await?;
    let all = store::providers::all(&mut read).await.map_err(problems::store)?;
    let zone = request.zone.map_or_else(|| planning_zone(all.iter()), ZoneName);
    let rules = zone.rules().map_err(|unknown| Problem::Invalid {
        faults: vec![FieldFault::UnknownZone { field: "zone".into(), found: unknown.0 }],
    })?;
    let from = instant(request.from.and_time(NaiveTime::MIN), rules);
    let to = instant(request.to.and_time(NaiveTime::MIN), rules);
    // A day more on both sides: conflicts reach over the edge of what is shown.
    let cast = Cast::load(&mut read, from - TimeDelta::days(1), to + TimeDelta::days(1)).await?;
    let firms = store::firms::all(&mut read).await.map_err(problems::store)?;
    let events = cast
        .meetings
        .iter()
        .filter(|meeting| meeting.span().0 < to && from < meeting.span().1)
        .map(|meeting| event(&cast, meeting, &zone))
        .collect();
    let shift = |hours: &WeeklyHours, own: &ZoneName| shown(hours, own.rules_or_utc(), rules, request.from);
    let mut providers: Vec<Lane> = cast
        .providers
        .values()
        .map(|provider| Lane {
            id: provider.id.0.clone(),
            name: provider.name.clone(),
            detail: firms.iter().find(|firm| firm.id == provider.firm).map(|f| f.name.clone()).unwrap_or_default(),
            hours: shift(&provider.hours, &provider.zone),
            seats: None,
        })
        .collect();
    providers.sort_by(|a, b| a.name.cmp(&b.name));
    let mut rooms: Vec<Lane> = cast
        .rooms
        .values()
        .map(|room| {
            let site = cast.sites.get(&room.site);
            Lane {
                id: room.id.0.clone(),
                name: room.name.clone(),
                detail: site.map(|site| site.name.clone()).unwrap_or_default(),
                hours: site.map_or_else(|| room.hours.clone(), |site| shift(&room.hours, &site.zone)),
                seats: Some(room.seats),
            }
        })
        .collect();
    rooms.sort_by(|a, b| (&a.detail, &a.name).cmp(&(&b.detail, &b.name)));
    let holidays = KeptHolidays::load(&mut read).await?;
    let taken = taken(&cast, (from, to), rules);
    let mut zones: BTreeSet<String> = all.iter().map(|provider| provider.zone.0.clone()).collect();
    zones.extend(cast.sites.values().map(|site| site.zone.0.clone()));
    zones.insert(zone.0.clone());
    Ok(CalendarView {
        zone: zone.0,
        zones: zones.into_iter().collect(),
        events,
        providers,
        rooms,
        tray,
        holidays: holidays.between(request.from, request.to - TimeDelta::days(1), false),
        taken,
    })
}

/// The times of the lanes that are taken elsewhere, those that are not certain too.
fn taken(cast: &Cast, (from, to): (DateTime<Utc>, DateTime<Utc>), rules: Tz) -> Vec<Taken> {
    let times = cast.taken.iter().filter_map(|(owner, times)| match owner {
        BusyOwner::Provider(id) => Some((id.as_str(), times)),
        BusyOwner::Room(id) => Some((id.as_str(), times)),
        BusyOwner::Client(_) => None,
    });
    let mut taken: Vec<Taken> = times
        .flat_map(|(lane, times)| times.iter().map(move |time| (lane, time)))
        .filter(|(_, time)| time.time.from < to && from < time.time.to)
        .map(|(lane, time)| Taken {
            lane: lane.to_owned(),
            start: civil(time.time.from, rules),
            end: civil(time.time.to, rules),
            tentative: time.time.tentative,
            source: time.name.clone(),
        })
        .collect();
    taken.sort_by(|a, b| (a.start, a.end, &a.lane, &a.source).cmp(&(b.start, b.end, &b.lane, &b.source)));
    taken
}

/// A meeting as the calendar shows it in a zone.
pub(crate) fn event(cast: &Cast, meeting: &Meeting, zone: &ZoneName) -> CalendarEvent {
    let start = civil(meeting.span().0, zone.rules_or_utc());
    CalendarEvent {
        id: meeting.id.clone(),
        title: cast.title(meeting),
        format: meeting.format,
        start,
        minutes: meeting.minutes.0,
        place: meeting.place.clone(),
        place_name: cast.place_name(&meeting.place),
        clients: cast.clients_named(meeting),
        providers: cast.providers_named(meeting),
        status: meeting.status,
        lock: meeting.lock,
        conflicts: conflicts(cast, meeting),
        conflict_kept: meeting.conflict_kept,
        own_time: (start != meeting.start).then(|| OwnTime { start: meeting.start, zone: meeting.zone.0.clone() }),
        version: meeting.version,
    }
}

/// Weekly hours as another zone's clocks show them in the week of a date; a stretch over midnight is cut in two.
fn shown(hours: &WeeklyHours, own: Tz, zone: Tz, week_of: chrono::NaiveDate) -> WeeklyHours {
    let noon = week_of.and_time(NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default());
    let shift = civil(instant(noon, own), zone) - noon;
    if shift.is_zero() {
        return hours.clone();
    }
    let midnight = NaiveTime::MIN;
    let last = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let mut shifted = Vec::new();
    for stretch in &hours.0 {
        let (from, from_days) = stretch.from.overflowing_add_signed(shift);
        let (to, to_days) = stretch.to.overflowing_add_signed(shift);
        let weekday = |seconds: i64| (i64::from(stretch.weekday) - 1 + seconds / 86_400).rem_euclid(7) as u8 + 1;
        if from_days == to_days {
            shifted.push(Hours { weekday: weekday(from_days), from, to });
        } else {
            shifted.push(Hours { weekday: weekday(from_days), from, to: last });
            shifted.push(Hours { weekday: weekday(to_days), from: midnight, to });
        }
    }
    WeeklyHours(shifted.into_iter().filter(|stretch| stretch.from < stretch.to).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_shown_in_the_zone_of_the_calendar() {
        let rules = |name: &str| ZoneName(name.into()).rules().unwrap();
        let week = chrono::NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
        let seen = shown(&WeeklyHours::weekdays(9, 18), rules("Europe/Madrid"), rules("America/Caracas"), week);
        assert_eq!(seen, WeeklyHours::weekdays(4, 13));
        let summer = chrono::NaiveDate::from_ymd_opt(2027, 7, 5).unwrap();
        let seen = shown(&WeeklyHours::weekdays(9, 18), rules("Europe/Madrid"), rules("America/Caracas"), summer);
        assert_eq!(seen, WeeklyHours::weekdays(3, 12));
    }
}
