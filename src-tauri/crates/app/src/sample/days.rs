//! Days counted from today, and hours of the week as the tables write them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc};
use domain::WeeklyHours;
use domain::calendar::Hours;

use super::table::parts;

/// A day some days after another, or before it.
pub(super) fn shifted(day: NaiveDate, days: i64) -> NaiveDate {
    day + TimeDelta::days(days)
}

/// Whether the bank works: Monday to Friday.
pub(super) fn is_working(day: NaiveDate) -> bool {
    day.weekday().number_from_monday() <= 5
}

/// The working day that comes `count` working days after a day; the first is at least one day later.
pub(super) fn working_day(from: NaiveDate, count: u32) -> NaiveDate {
    let mut day = from;
    for _ in 0..count.max(1) {
        day = shifted(day, 1);
        while !is_working(day) {
            day = shifted(day, 1);
        }
    }
    day
}

/// A time of day.
pub(super) fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

/// A stamp in office hours of a day.
pub(super) fn stamp(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(clock(15, 0)).and_utc()
}

/// Hours of the days of the week given (1 Monday), written `8-12, 13-17`.
pub(super) fn weekly(text: &str, weekdays: impl IntoIterator<Item = u8>) -> WeeklyHours {
    let stretches: Vec<(u32, u32)> = parts(text)
        .filter_map(|part| part.split_once('-'))
        .filter_map(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)))
        .collect();
    let of_day = |weekday: u8| {
        stretches.clone().into_iter().map(move |(from, to)| Hours { weekday, from: clock(from, 0), to: clock(to, 0) })
    };
    WeeklyHours(weekdays.into_iter().flat_map(of_day).collect())
}
