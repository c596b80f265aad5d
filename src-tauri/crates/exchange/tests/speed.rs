//! Ten thousand rows in a blink; ten thousand meetings too.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use chrono::{TimeDelta, TimeZone, Utc};
use domain::{Minutes, ZoneName};
use exchange::calendar::{CalendarFile, Class, Event, Method, Status, write};
use exchange::clients::{Choices, inspect, read_clients};

/// Debug builds are several times slower than what users run; the bound there only catches what is out of proportion.
const BOUND: Duration = if cfg!(debug_assertions) { Duration::from_millis(2000) } else { Duration::from_millis(100) };

#[test]
fn ten_thousand_clients() {
    let mut text = String::from("Código;Razón social;Contacto;Cargo;Correo;Dirección;Ciudad;País;Teléfono;Ventas\r\n");
    for at in 0..10_000 {
        let _ = write!(
            text,
            "C{at:05};Comercial Núñez {at}, C.A.;Ana Pérez {at};Gerente;ana{at}@nunez.com.ve;\"Av. Libertador; Edif. {at}\";Caracas;Venezuela;(0212) 555-{:04};{}.402,95\r\n",
            at % 10_000,
            at % 900
        );
    }
    let start = Instant::now();
    let sheet = inspect(text.as_bytes(), &Choices::default()).unwrap();
    let inspected = start.elapsed();
    let rows = read_clients(&sheet);
    let took = start.elapsed();
    assert_eq!(rows.iter().filter(|row| row.is_ok()).count(), 10_000);
    println!("10,000 rows: inspected in {inspected:?}, all in {took:?}");
    assert!(took < BOUND, "inspected in {inspected:?}, all in {took:?}");
}

#[test]
fn ten_thousand_meetings() {
    let stamp = Utc.with_ymd_and_hms(2026, 11, 1, 9, 0, 0).unwrap();
    let zones = ["America/Caracas", "Europe/Madrid", "America/New_York"];
    let event = |at: u32| Event {
        uid: format!("{at}@cuadrante"),
        sequence: 0,
        dtstamp: stamp,
        created: stamp,
        last_modified: stamp,
        start: stamp.naive_utc() + TimeDelta::minutes(i64::from(at) * 15),
        zone: ZoneName(zones[at as usize % zones.len()].to_owned()),
        minutes: Minutes(60),
        summary: format!("Seguro de flota · Comercial Núñez {at}, C.A."),
        description: "Agenda: 1. Reglas, 10 min\n2. Casos; propuestas".repeat(4),
        location: "Sala Ávila, Torre Norte, Caracas".to_owned(),
        status: Status::Confirmed,
        organizer: None,
        attendees: Vec::new(),
        class: Class::Public,
        transparent: false,
        categories: Vec::new(),
        alarms: Vec::new(),
    };
    let events = (0..10_000).map(event).collect();
    let calendar = CalendarFile { name: "Plan".to_owned(), method: Method::Publish, events, refresh: None };
    let start = Instant::now();
    let text = write(&calendar).unwrap();
    let took = start.elapsed();
    println!("10,000 meetings: {} bytes in {took:?}", text.len());
    assert_eq!(text.matches("BEGIN:VEVENT\r\n").count(), 10_000);
    assert!(took < BOUND * 3, "{took:?}");
}
