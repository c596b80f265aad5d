//! Days, hours and zones as people write them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use domain::Minutes;
use domain::time::civil;

use crate::calendar::Language;

/// A day: `martes 12 de enero de 2027`, `Tuesday 12 January 2027`.
pub(crate) fn day(date: NaiveDate, language: Language) -> String {
    const ES_DAYS: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
    const EN_DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    const ES_MONTHS: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    const EN_MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (weekday, month) = (date.weekday().num_days_from_monday() as usize, date.month0() as usize);
    let (number, year) = (date.day(), date.year());
    match language {
        Language::Es => format!("{} {number} de {} de {year}", ES_DAYS[weekday], ES_MONTHS[month]),
        Language::En => format!("{} {number} {} {year}", EN_DAYS[weekday], EN_MONTHS[month]),
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Two hours of one day, or the second with its day: `10:00–11:00`.
pub(crate) fn hours(from: NaiveDateTime, to: NaiveDateTime, language: Language) -> String {
    let begins = clock(from.time());
    if from.date() == to.date() {
        return format!("{begins}–{}", clock(to.time()));
    }
    match language {
        Language::Es => format!("{begins} – {} del {}", clock(to.time()), day(to.date(), language)),
        Language::En => format!("{begins} – {} on {}", clock(to.time()), day(to.date(), language)),
    }
}

/// A stretch of time as a zone's clocks show it: day, hours, zone.
pub(crate) fn span(from: DateTime<Utc>, minutes: Minutes, zone: Tz, language: Language) -> String {
    let (begins, ends) = (civil(from, zone), civil(from + minutes.delta(), zone));
    let (date, hours) = (day(begins.date(), language), hours(begins, ends, language));
    format!("{date}, {hours} ({})", zone_label(&[from], zone, language))
}

/// A zone as people name it, and how far it is from UTC at some moments: `hora de Caracas, UTC-4`.
///
/// A zone that changes its clocks between them is twice from UTC: `hora de Madrid, UTC+1 / UTC+2`.
pub(crate) fn zone_label(moments: &[DateTime<Utc>], zone: Tz, language: Language) -> String {
    let mut offsets = Vec::new();
    for offset in moments.iter().map(|at| offset(*at, zone)) {
        if !offsets.contains(&offset) {
            offsets.push(offset);
        }
    }
    let offsets = offsets.join(" / ");
    let Some((area, city)) = zone.name().rsplit_once('/').filter(|(area, _)| !area.starts_with("Etc")) else {
        return offsets;
    };
    let city = named(area, city, language);
    match language {
        Language::Es => format!("hora de {city}, {offsets}"),
        Language::En => format!("{city} time, {offsets}"),
    }
}

fn offset(at: DateTime<Utc>, zone: Tz) -> String {
    let seconds = zone.offset_from_utc_datetime(&at.naive_utc()).fix().local_minus_utc();
    let sign = if seconds < 0 { '-' } else { '+' };
    match (seconds.abs() / 3600, seconds.abs() / 60 % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}

/// The cities that zones are named after are written in English, without accents.
fn named(area: &str, city: &str, language: Language) -> String {
    let (es, en) = match (area, city) {
        ("America", "Bogota") => ("Bogotá", "Bogotá"),
        ("America", "New_York") => ("Nueva York", "New York"),
        ("America", "Mexico_City") => ("Ciudad de México", "Mexico City"),
        ("America", "Panama") => ("Panamá", "Panama"),
        ("America", "Havana") => ("La Habana", "Havana"),
        ("America", "Asuncion") => ("Asunción", "Asunción"),
        ("America", "Sao_Paulo") => ("São Paulo", "São Paulo"),
        ("America", "Santo_Domingo") => ("Santo Domingo", "Santo Domingo"),
        ("America", "Cancun") => ("Cancún", "Cancún"),
        ("America", "Merida") => ("Mérida", "Mérida"),
        ("America/Argentina", "Cordoba") => ("Córdoba", "Córdoba"),
        ("America/Argentina", "Tucuman") => ("Tucumán", "Tucumán"),
        ("Europe", "London") => ("Londres", "London"),
        ("Europe", "Paris") => ("París", "Paris"),
        ("Europe", "Berlin") => ("Berlín", "Berlin"),
        ("Europe", "Rome") => ("Roma", "Rome"),
        ("Europe", "Lisbon") => ("Lisboa", "Lisbon"),
        ("Europe", "Brussels") => ("Bruselas", "Brussels"),
        ("Europe", "Zurich") => ("Zúrich", "Zurich"),
        ("Atlantic", "Canary") => ("Canarias", "Canary"),
        _ => return city.replace('_', " "),
    };
    match language {
        Language::Es => es.to_owned(),
        Language::En => en.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[test]
    fn spans() {
        let check = |zone: &str, utc: &str, minutes, es: &str, en: &str| {
            let at = NaiveDateTime::parse_from_str(utc, "%Y-%m-%dT%H:%M").unwrap().and_utc();
            let zone: Tz = zone.parse().unwrap();
            assert_eq!(span(at, Minutes(minutes), zone, Language::Es), es);
            assert_eq!(span(at, Minutes(minutes), zone, Language::En), en);
        };
        check(
            "America/Caracas",
            "2027-01-12T14:00",
            90,
            "martes 12 de enero de 2027, 10:00–11:30 (hora de Caracas, UTC-4)",
            "Tuesday 12 January 2027, 10:00–11:30 (Caracas time, UTC-4)",
        );
        check(
            "America/New_York",
            "2027-07-02T03:30",
            60,
            "jueves 1 de julio de 2027, 23:30 – 00:30 del viernes 2 de julio de 2027 (hora de Nueva York, UTC-4)",
            "Thursday 1 July 2027, 23:30 – 00:30 on Friday 2 July 2027 (New York time, UTC-4)",
        );
        check(
            "Asia/Kolkata",
            "2027-01-12T14:00",
            60,
            "martes 12 de enero de 2027, 19:30–20:30 (hora de Kolkata, UTC+5:30)",
            "Tuesday 12 January 2027, 19:30–20:30 (Kolkata time, UTC+5:30)",
        );
        check(
            "UTC",
            "2027-01-12T14:00",
            60,
            "martes 12 de enero de 2027, 14:00–15:00 (UTC)",
            "Tuesday 12 January 2027, 14:00–15:00 (UTC)",
        );
    }

    #[test]
    fn every_day_and_month_has_a_name() {
        let mut date = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..365 {
            for language in [Language::Es, Language::En] {
                assert!(seen.insert(day(date, language)), "{date}");
            }
            date += TimeDelta::days(1);
        }
    }
}
