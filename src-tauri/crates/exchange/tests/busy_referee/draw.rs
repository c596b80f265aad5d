//! Random series.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

/// Small, seeded, and the same everywhere.
pub struct Dice(pub u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len() as u64) as usize]
    }

    fn often(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Some of a list, comma-separated, in its order.
    fn some<T: ToString>(&mut self, most: usize, of: &[T]) -> String {
        let wanted = 1 + self.below(most as u64) as usize;
        let mut chosen = BTreeSet::new();
        while chosen.len() < wanted.min(of.len()) {
            chosen.insert(self.below(of.len() as u64) as usize);
        }
        chosen.into_iter().map(|at| of[at].to_string()).collect::<Vec<_>>().join(",")
    }
}

const ZONES: [&str; 9] = [
    "Europe/Madrid",
    "America/New_York",
    "America/Caracas",
    "America/Bogota",
    "America/Santiago",
    "America/Mexico_City",
    "Europe/London",
    "Australia/Sydney",
    "Asia/Kolkata",
];
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule as RFC 5545 allows it (the table in 3.3.10).
fn rule(dice: &mut Dice) -> (&'static str, String) {
    let freq = *dice.one(&[
        "DAILY", "DAILY", "DAILY", "WEEKLY", "WEEKLY", "WEEKLY", "MONTHLY", "MONTHLY", "MONTHLY", "YEARLY", "YEARLY",
        "HOURLY", "MINUTELY",
    ]);
    let mut parts = vec![format!("FREQ={freq}")];
    let interval = match freq {
        "MINUTELY" => *dice.one(&[15, 45, 90, 1440]),
        "HOURLY" => *dice.one(&[1, 3, 7, 24, 25]),
        "YEARLY" => *dice.one(&[1, 1, 2]),
        _ => *dice.one(&[1, 1, 1, 2, 3, 5]),
    };
    if interval > 1 {
        parts.push(format!("INTERVAL={interval}"));
    }
    let months = (1..=12).collect::<Vec<_>>();
    let dates = (1..=31).chain(-31..=-1).collect::<Vec<_>>();
    let weekdays = |dice: &mut Dice| format!("BYDAY={}", dice.some(3, &DAYS));
    let mut chooses = false;
    match freq {
        "WEEKLY" => {
            if dice.often(60) {
                parts.push(weekdays(dice));
                chooses = true;
            }
            if dice.often(25) {
                parts.push(format!("WKST={}", dice.one(&DAYS)));
            }
            if dice.often(10) {
                parts.push(format!("BYMONTH={}", dice.some(4, &months)));
            }
        }
        "MONTHLY" | "YEARLY" => {
            if freq == "YEARLY" && dice.often(50) {
                parts.push(format!("BYMONTH={}", dice.some(3, &months)));
                chooses = true;
            }
            match dice.below(5) {
                0 => {
                    parts.push(format!("BYMONTHDAY={}", dice.some(3, &dates)));
                    chooses = true;
                }
                1 => {
                    parts.push(weekdays(dice));
                    chooses = true;
                }
                2 => {
                    let which = *dice.one(&[1, 2, 3, 4, 5, -1, -2]);
                    parts.push(format!("BYDAY={which}{}", dice.one(&DAYS)));
                    chooses = true;
                }
                3 if freq == "YEARLY" && parts.len() < 3 => {
                    parts.push(format!("BYYEARDAY={}", dice.some(3, &[1, 60, 90, 100, 200, 300, 366, -1, -100])));
                    chooses = true;
                }
                4 if freq == "YEARLY" && parts.len() < 3 => {
                    parts.push(format!("BYWEEKNO={}", dice.some(3, &[1, 10, 12, 13, 20, 43, 44, 52, 53, -1])));
                    parts.push(weekdays(dice));
                    chooses = true;
                }
                _ => {}
            }
        }
        "DAILY" => {
            if dice.often(20) {
                parts.push(weekdays(dice));
                chooses = true;
            }
            if dice.often(10) {
                parts.push(format!("BYMONTH={}", dice.some(4, &months)));
            }
            if dice.often(15) {
                parts.push(format!("BYHOUR={}", dice.some(3, &[0, 1, 2, 3, 8, 12, 23])));
                chooses = true;
            }
        }
        "HOURLY" => {
            if dice.often(40) {
                parts.push(format!("BYHOUR={}", dice.some(5, &[0, 1, 2, 3, 8, 12, 23])));
            }
            if dice.often(30) {
                parts.push(format!("BYMINUTE={}", dice.some(2, &[0, 15, 30, 59])));
            }
        }
        _ => {
            if dice.often(40) {
                parts.push(format!("BYHOUR={}", dice.some(5, &[0, 1, 2, 3, 8, 12, 23])));
            }
        }
    }
    if chooses && dice.often(15) {
        parts.push(format!("BYSETPOS={}", dice.one(&[1, 2, -1])));
    }
    (freq, parts.join(";"))
}

/// A random series, and the window to read it in.
pub fn series(dice: &mut Dice) -> (String, (i64, i64)) {
    let zone = *dice.one(&ZONES);
    let (freq, mut rule) = rule(dice);
    let fine = matches!(freq, "HOURLY" | "MINUTELY");
    let first = NaiveDate::from_ymd_opt(if fine { 2027 } else { 2026 }, 1, 1).unwrap();
    let day = first + TimeDelta::days(dice.below(if fine { 300 } else { 600 }) as i64);
    let start = day.and_hms_opt(*dice.one(&[0, 1, 2, 2, 3, 9, 14, 22]), *dice.one(&[0, 0, 30, 59]), 0).unwrap();
    let days = !fine && !rule.contains("BYHOUR") && dice.often(15);
    let civil = |at: NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
    let text = |at: NaiveDateTime| {
        if days { format!("VALUE=DATE:{}", at.format("%Y%m%d")) } else { format!("TZID={zone}:{}", civil(at)) }
    };
    match dice.below(5) {
        0 | 1 => rule.push_str(&format!(";COUNT={}", 1 + dice.below(if fine { 60 } else { 40 }))),
        2 if days => {
            rule.push_str(&format!(";UNTIL={}", (start + TimeDelta::days(dice.below(500) as i64)).format("%Y%m%d")))
        }
        2 => {
            let last = start
                + TimeDelta::days(dice.below(if fine { 12 } else { 500 }) as i64)
                + TimeDelta::minutes(30 * dice.below(8) as i64);
            rule.push_str(&format!(";UNTIL={}Z", civil(last)));
        }
        _ => {}
    }
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        "UID:a".to_owned(),
        format!("DTSTART;{}", text(start)),
        format!("RRULE:{rule}"),
    ];
    lines.push(match (days, dice.below(3)) {
        (true, 0) => "DURATION:P2D".to_owned(),
        (true, _) => format!("DTEND;{}", text(start + TimeDelta::days(1 + dice.below(3) as i64))),
        (false, 0) => format!("DURATION:{}", dice.one(&["PT1H", "PT45M", "P1D", "P1DT2H", "PT26H"])),
        (false, _) => format!("DTEND;{}", text(start + TimeDelta::minutes(*dice.one(&[10, 60, 60, 90, 480, 1560])))),
    });
    let other = |dice: &mut Dice| start + TimeDelta::days(dice.below(60) as i64);
    for _ in 0..if dice.often(25) { 1 + dice.below(3) } else { 0 } {
        lines.push(format!("EXDATE;{}", text(other(dice))));
    }
    if dice.often(12) {
        lines.push(format!("RDATE;{}", text(other(dice))));
    }
    lines.push("END:VEVENT".to_owned());
    if dice.often(20) {
        let (of, to) = (other(dice), other(dice) + TimeDelta::hours(3));
        let to = if days { to.date().and_time(start.time()) } else { to };
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            "UID:a".to_owned(),
            format!("RECURRENCE-ID;{}", text(of)),
            format!("DTSTART;{}", text(to)),
        ]);
        lines.extend([if days { "DURATION:P1D" } else { "DURATION:PT30M" }.to_owned(), "END:VEVENT".to_owned()]);
    }
    let calendar =
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:test\r\n{}\r\nEND:VCALENDAR\r\n", lines.join("\r\n"));
    let (from, to) = if fine {
        (start, start + TimeDelta::days(21))
    } else {
        (NaiveDate::from_ymd_opt(2027, 2, 1).unwrap().into(), NaiveDate::from_ymd_opt(2027, 12, 15).unwrap().into())
    };
    (calendar, (from.and_utc().timestamp(), to.and_utc().timestamp()))
}
