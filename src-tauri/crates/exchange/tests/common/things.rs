//! The things that a small workspace is made of.

use chrono::NaiveDateTime;
use domain::meeting::Service;
use domain::{
    Attendance, Client, Format, GroupVariant, Lock, Meeting, MeetingStatus, Minutes, Person, Place, Provider, Role,
    Room, Site, Topic, WeeklyHours, ZoneName,
};

pub fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

pub fn id(number: u32) -> String {
    format!("018f0000-0000-7000-8000-{number:012}")
}

pub fn client(number: u32, name: &str, person: &str, value: u32, zone: &str) -> Client {
    let person = Person {
        id: id(number + 50).into(),
        name: person.to_owned(),
        title: "Gerente".to_owned(),
        email: format!("contacto{number}@example.com"),
        phone: String::new(),
        principal: true,
    };
    Client {
        id: id(number).into(),
        name: name.to_owned(),
        code: String::new(),
        site: Some(id(301).into()),
        zone: ZoneName(zone.to_owned()),
        value,
        sales: None,
        tags: Vec::new(),
        attributes: Default::default(),
        rivals: Vec::new(),
        people: vec![person],
        language: None,
        hours: WeeklyHours::weekdays(9, 17),
        preferred: WeeklyHours::default(),
        max_per_day: 2,
        notes: String::new(),
        version: 0,
    }
}

pub fn provider(number: u32, name: &str, email: &str) -> Provider {
    Provider {
        id: id(number).into(),
        name: name.to_owned(),
        title: String::new(),
        email: email.to_owned(),
        firm: id(400).into(),
        site: None,
        zone: ZoneName("America/Caracas".to_owned()),
        skills: Vec::new(),
        hours: WeeklyHours::weekdays(9, 17),
        absences: Vec::new(),
        max_per_day: 4,
        version: 0,
    }
}

pub fn meeting(number: u32, start: &str, zone: &str, minutes: u32, place: Place, clients: &[u32]) -> Meeting {
    Meeting {
        id: id(number).into(),
        title: String::new(),
        topic: Some(id(201).into()),
        format: if clients.len() > 1 { Format::WorkTable } else { Format::Visit },
        variant: GroupVariant::FocusGroup,
        template_version: 1,
        status: MeetingStatus::Planned,
        start: at(start),
        zone: ZoneName(zone.to_owned()),
        minutes: Minutes(minutes),
        place,
        clients: clients.iter().map(|client| Attendance { client: id(*client).into(), need: None }).collect(),
        providers: vec![
            Service { provider: id(101).into(), role: Role::Face },
            Service { provider: id(102).into(), role: Role::Scribe },
        ],
        lock: Lock::default(),
        reason: "Comparten proveedores; mejor en una sala.".to_owned(),
        agenda: "1. Reglas, 10 min\n2. Casos; propuestas".to_owned(),
        notes: "SECRETO: margen del 3 %".to_owned(),
        conflict_kept: false,
        sequence: 1,
        created: at("2026-11-01T12:00").and_utc(),
        updated: at("2026-11-03T12:00").and_utc(),
        version: 0,
    }
}

pub fn room(number: u32, name: &str, site: u32) -> Room {
    Room {
        id: id(number).into(),
        name: name.to_owned(),
        site: id(site).into(),
        seats: 10,
        hours: WeeklyHours::weekdays(8, 18),
        version: 0,
    }
}

pub fn site(number: u32, name: &str, address: &str) -> Site {
    Site {
        id: id(number).into(),
        name: name.to_owned(),
        address: address.to_owned(),
        city: "Caracas".to_owned(),
        country: "Venezuela".to_owned(),
        zone: ZoneName("America/Caracas".to_owned()),
        latitude: None,
        longitude: None,
        version: 0,
    }
}

pub fn topic(number: u32, name: &str) -> Topic {
    Topic {
        id: id(number).into(),
        name: name.to_owned(),
        description: String::new(),
        skills: Vec::new(),
        format: None,
        group_variant: GroupVariant::FocusGroup,
        minutes: None,
        places: Vec::new(),
        mix: None,
        sensitive: false,
        version: 0,
    }
}
