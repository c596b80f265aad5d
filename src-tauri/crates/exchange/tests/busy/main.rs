//! Busy times out of calendars, feature by feature: what stands in the file, and which hours that takes.
// Clippy knows tests by their attribute, and not the functions that they call.
#![allow(clippy::unwrap_used)]

mod form;
mod series;
mod times;
mod zones;

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::ZoneName;
use exchange::busy::{BusyCalendar, BusyDoubt, BusySpan, Limits, read};

/// The weeks of 2027 in which New York (14 March, 7 November) and Madrid (28 March, 31 October) change their clocks.
const SPRING: (&str, &str) = ("2027-03-08T00:00", "2027-04-05T00:00");
const AUTUMN: (&str, &str) = ("2027-10-25T00:00", "2027-11-15T00:00");
const YEAR: (&str, &str) = ("2027-01-01T00:00", "2028-01-01T00:00");

fn at(text: &str) -> DateTime<Utc> {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap_or_else(|fault| panic!("{text}: {fault}")).and_utc()
}

fn calendar(body: &str) -> String {
    let body = body.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\r\n");
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{body}\r\nEND:VCALENDAR\r\n")
}

fn busy(body: &str, window: (&str, &str), home: &str) -> BusyCalendar {
    let window = (at(window.0), at(window.1));
    read(calendar(body).as_bytes(), window, &ZoneName(home.into()), &Limits::default()).unwrap()
}

/// `2027-03-25T09:00/10:30`, the end's day where it is another; `~` where it is tentative, `*` where days are meant.
fn shown(span: &BusySpan) -> String {
    let end = if span.from.date_naive() == span.to.date_naive() { "%H:%M" } else { "%Y-%m-%dT%H:%M" };
    let marks = [(span.tentative, "~"), (span.all_day, "*")];
    let marks = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark).collect::<String>();
    format!("{}/{}{marks}", span.from.format("%Y-%m-%dT%H:%M"), span.to.format(end))
}

#[track_caller]
fn check_from(home: &str, body: &str, window: (&str, &str), expected: &[&str]) -> BusyCalendar {
    let found = busy(body, window, home);
    let spans = found.busy.iter().map(shown).collect::<Vec<_>>();
    assert_eq!(spans, expected, "\n{body}\n{:?}", found.remarks);
    found
}

/// What these lines of an event take, for a user in Caracas.
#[track_caller]
fn check(event: &str, window: (&str, &str), expected: &[&str]) -> BusyCalendar {
    let body = format!("BEGIN:VEVENT\nUID:a\nSUMMARY:Reunión\n{event}\nEND:VEVENT");
    check_from("America/Caracas", &body, window, expected)
}

/// The same, and nothing doubtful about it.
#[track_caller]
fn check_clean(event: &str, window: (&str, &str), expected: &[&str]) {
    assert_eq!(check(event, window, expected).remarks, []);
}

fn doubts(calendar: &BusyCalendar) -> Vec<BusyDoubt> {
    calendar.remarks.iter().map(|remark| remark.doubt.clone()).collect()
}
