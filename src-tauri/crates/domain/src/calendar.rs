//! When somebody can be met: weekly hours, and absences taken out of them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One stretch of a working day, half-open: `from` inclusive, `to` exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Hours {
    /// 1 Monday to 7 Sunday (ISO 8601).
    pub weekday: u8,
    /// First minute, as civil time of the owner's zone.
    pub from: NaiveTime,
    /// First minute that no longer belongs to it.
    pub to: NaiveTime,
}

/// The week's hours of a person, a room or a client, in its own zone.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct WeeklyHours(pub Vec<Hours>);

impl WeeklyHours {
    /// Monday to Friday, from one hour to another, without a break.
    pub fn weekdays(from: u32, to: u32) -> Self {
        let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
        Self((1..=5).map(|weekday| Hours { weekday, from: at(from), to: at(to) }).collect())
    }

    /// The stretches of one date, in order, as civil times.
    pub fn on(&self, date: NaiveDate) -> Vec<(NaiveDateTime, NaiveDateTime)> {
        let weekday = date.weekday().number_from_monday() as u8;
        let mut stretches: Vec<_> = self
            .0
            .iter()
            .filter(|hours| hours.weekday == weekday && hours.from < hours.to)
            .map(|hours| (date.and_time(hours.from), date.and_time(hours.to)))
            .collect();
        stretches.sort();
        // Stretches that touch are one: a meeting may lie across nine to one and one to six.
        stretches.dedup_by(|next, before| {
            let touch = next.0 <= before.1;
            if touch {
                before.1 = before.1.max(next.1);
            }
            touch
        });
        stretches
    }
}

/// A time somebody is away: civil, half-open, in the owner's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Absence {
    /// First moment away.
    pub from: NaiveDateTime,
    /// First moment back.
    pub to: NaiveDateTime,
    /// Why, in the user's words; may be empty.
    pub reason: String,
}

/// What is left of the weekly hours between two dates (the last exclusive) once absences are taken out.
pub fn available(
    hours: &WeeklyHours,
    absences: &[Absence],
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut windows = Vec::new();
    let mut date = from;
    while date < to {
        windows.extend(hours.on(date));
        date += TimeDelta::days(1);
    }
    for absence in absences {
        windows = subtract(windows, absence.from, absence.to);
    }
    windows
}

/// Windows less one stretch of time.
pub fn subtract(
    windows: Vec<(NaiveDateTime, NaiveDateTime)>,
    from: NaiveDateTime,
    to: NaiveDateTime,
) -> Vec<(NaiveDateTime, NaiveDateTime)> {
    let mut left = Vec::with_capacity(windows.len() + 1);
    for (start, end) in windows {
        if to <= start || end <= from {
            left.push((start, end));
            continue;
        }
        if start < from {
            left.push((start, from));
        }
        if to < end {
            left.push((to, end));
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
    }

    #[test]
    fn an_absence_splits_a_day_and_swallows_another() {
        let away = [Absence { from: at("2027-01-04T12:00"), to: at("2027-01-05T17:00"), reason: String::new() }];
        let left = available(
            &WeeklyHours::weekdays(9, 18),
            &away,
            NaiveDate::from_ymd_opt(2027, 1, 2).unwrap(),
            NaiveDate::from_ymd_opt(2027, 1, 6).unwrap(),
        );
        assert_eq!(
            left,
            vec![(at("2027-01-04T09:00"), at("2027-01-04T12:00")), (at("2027-01-05T17:00"), at("2027-01-05T18:00")),]
        );
    }
}
