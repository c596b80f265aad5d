//! Civil time to the planner's minutes and back.
//!
//! The planner never sees a clock: its minutes run from 00:00 of the first day. Here they are the civil minutes of one
//! zone, the planning zone, so that a planner's day is a day on that zone's calendar, whatever daylight saving does.
//! Other zones reach it through instants, each by its own rules. Where the planning zone itself changes its clocks, an
//! hour is skipped or comes twice; nothing is ever planned in it.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;
use domain::time::{civil, instant};
use planner::Window;

/// A stretch of days to plan, in the planning zone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Horizon {
    pub from: NaiveDate,
    /// First day after it.
    pub to: NaiveDate,
    pub zone: Tz,
}

impl Horizon {
    /// Minutes from the start of the horizon to a civil time of the planning zone.
    pub fn minute(&self, civil: NaiveDateTime) -> i32 {
        (civil - self.from.and_time(NaiveTime::MIN)).num_minutes() as i32
    }

    /// The planner's minute of an instant.
    pub fn minute_of(&self, at: DateTime<Utc>) -> i32 {
        self.minute(civil(at, self.zone))
    }

    /// The instant of a planner's minute.
    pub fn at(&self, minute: i32) -> DateTime<Utc> {
        instant(self.civil(minute), self.zone)
    }

    /// The civil time of a planner's minute, in the planning zone.
    pub fn civil(&self, minute: i32) -> NaiveDateTime {
        self.from.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minute))
    }

    /// Length in minutes.
    pub fn length(&self) -> i32 {
        (self.to - self.from).num_days() as i32 * planner::DAY
    }

    /// Windows given as civil times of some zone, as the planner's: inside the horizon, in order, joined where they
    /// touch, and without the hour that a change of the planning zone's clocks makes doubtful.
    pub fn windows(&self, civil_windows: &[(NaiveDateTime, NaiveDateTime)], zone: Tz) -> Vec<Window> {
        let mut found: Vec<Window> = Vec::new();
        for (from, to) in civil_windows {
            for (start, end) in self.across(instant(*from, zone), instant(*to, zone)) {
                let (start, end) = (start.max(0), end.min(self.length()));
                if start < end {
                    found.push(Window(start, end));
                }
            }
        }
        found.sort_by_key(|window| (window.0, window.1));
        let mut joined: Vec<Window> = Vec::with_capacity(found.len());
        for window in found {
            match joined.last_mut() {
                Some(last) if window.0 <= last.1 => last.1 = last.1.max(window.1),
                _ => joined.push(window),
            }
        }
        joined
    }

    /// A stretch of time as the planner's minutes, cut around a change of the planning zone's clocks inside it.
    fn across(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<(i32, i32)> {
        let offset = |at: DateTime<Utc>| civil(at, self.zone) - at.naive_utc();
        let shift = offset(to) - offset(from);
        if to <= from {
            return Vec::new();
        }
        if shift.is_zero() {
            return vec![(self.minute_of(from), self.minute_of(to))];
        }
        let (mut before, mut after) = (from, to);
        while after - before > TimeDelta::minutes(1) {
            let middle = before + (after - before) / 2;
            if offset(middle) == offset(from) {
                before = middle;
            } else {
                after = middle;
            }
        }
        let doubtful = shift.abs();
        let edge = after;
        [(from, edge - doubtful), (edge + doubtful, to)]
            .into_iter()
            .filter(|(start, end)| start < end)
            .map(|(start, end)| (self.minute_of(start), self.minute_of(end)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, date: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, date).unwrap()
    }

    fn check(zone: Tz, first: NaiveDate, own: Tz, from: &str, to: &str, want: &[(i32, i32)]) {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap();
        let horizon = Horizon { from: first, to: first + TimeDelta::days(7), zone };
        let found: Vec<_> = horizon.windows(&[(at(from), at(to))], own).iter().map(|w| (w.0, w.1)).collect();
        assert_eq!(found, want, "{from} in {own} seen from {zone}");
    }

    #[test]
    fn windows_across_a_change_in_either_zone() {
        use chrono_tz::America::{Caracas, New_York};
        use chrono_tz::Europe::Madrid;
        let nine = 9 * 60;
        // Madrid puts its clocks forward on 2027-03-28: nine in Madrid is four, then three in Caracas.
        check(Caracas, day(2027, 3, 26), Madrid, "2027-03-26T09:00", "2027-03-26T18:00", &[(240, 780)]);
        check(
            Caracas,
            day(2027, 3, 26),
            Madrid,
            "2027-03-29T09:00",
            "2027-03-29T18:00",
            &[(3 * 1440 + 180, 3 * 1440 + 720)],
        );
        // The planning zone changes: its own nine o'clock stays nine o'clock, day after day.
        check(New_York, day(2027, 3, 12), New_York, "2027-03-12T09:00", "2027-03-12T18:00", &[(nine, 1080)]);
        check(
            New_York,
            day(2027, 3, 12),
            New_York,
            "2027-03-15T09:00",
            "2027-03-15T18:00",
            &[(3 * 1440 + nine, 3 * 1440 + 1080)],
        );
        // A night through the change: the doubtful hours on either side of it are not planned in.
        check(
            New_York,
            day(2027, 11, 6),
            New_York,
            "2027-11-06T22:00",
            "2027-11-07T06:00",
            &[(1320, 1500), (1560, 1800)],
        );
    }

    proptest::proptest! {
        #[test]
        fn minutes_of_working_hours_come_back_as_they_went(days in 0i32..60, minute in 420i32..1320) {
            let horizon = Horizon { from: day(2027, 2, 20), to: day(2027, 4, 30), zone: chrono_tz::America::New_York };
            let at = days * planner::DAY + minute;
            proptest::prop_assert_eq!(horizon.minute_of(horizon.at(at)), at);
        }
    }
}
