//! A small workspace and the calendars made from it, for the tests that compare files.

use chrono::NaiveDateTime;
use domain::meeting::Service;
use domain::{
    Attendance, Client, Format, GroupVariant, Lock, Meeting, MeetingStatus, Minutes, Person, Place, Provider, Role,
    Room, Site, Topic, WeeklyHours, ZoneName,
};
use exchange::calendar::{CalendarFile, Event, Language, Method, Names, Recipient, Words, event, write};

fn at(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M").unwrap()
}

fn id(number: u32) -> String {
    format!("018f0000-0000-7000-8000-{number:012}")
}

fn client(number: u32, name: &str, person: &str, value: u32, zone: &str) -> Client {
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
        hours: WeeklyHours::weekdays(9, 17),
        preferred: WeeklyHours::default(),
        max_per_day: 2,
        notes: String::new(),
        version: 0,
    }
}

fn provider(number: u32, name: &str, email: &str) -> Provider {
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

fn meeting(number: u32, start: &str, zone: &str, minutes: u32, place: Place, clients: &[u32]) -> Meeting {
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

/// Names that break careless writers.
const HOSTILE: [&str; 6] = [
    "Peña \"La Gorda\"; Hijos, C.A.: ventas\\n",
    "Ana\r\nATTENDEE:mailto:x@evil.example",
    "شركة التأمين — עברית 👩‍👩‍👧‍👦🇻🇪",
    "END:VEVENT\nBEGIN:VEVENT\u{2028}UID:x",
    "\u{0}\u{7}\u{1b}[31mRojo\u{7f}^n^'",
    "ñandú y cigüeña; ",
];

/// Files by name: what was meant, and how it is written.
pub fn calendars() -> Vec<(&'static str, CalendarFile, String)> {
    let hostile = HOSTILE.map(|name| if name.starts_with('ñ') { name.repeat(30) } else { name.to_owned() });
    let mut clients = vec![
        client(1, "Panadería El Sol, C.A.", "Luisa Gil", 80, "America/Caracas"),
        client(2, "Müller & Söhne GmbH", "Jörg Müller", 35, "Europe/Madrid"),
    ];
    let mut providers =
        vec![provider(101, "Ana \"Nena\" Pérez", "ana.perez@example.com"), provider(102, "Luis Mora", "")];
    for (at, name) in hostile.iter().enumerate() {
        clients.push(client(10 + at as u32, name, name, 10, "Europe/Madrid"));
        providers.push(provider(110 + at as u32, name, name));
    }
    let rooms = [Room {
        id: id(501).into(),
        name: "Sala Ávila".into(),
        site: id(300).into(),
        seats: 10,
        hours: WeeklyHours::weekdays(8, 18),
        version: 0,
    }];
    let site = |number, name: &str, address: &str| Site {
        id: id(number).into(),
        name: name.into(),
        address: address.into(),
        city: "Caracas".into(),
        country: "Venezuela".into(),
        zone: ZoneName("America/Caracas".into()),
        latitude: None,
        longitude: None,
        version: 0,
    };
    let sites = [site(300, "Torre Norte", "Av. Libertador, piso 3"), site(301, "Sede", "Calle 5; local 2")];
    let topics = [Topic {
        id: id(201).into(),
        name: "Seguro de flota".into(),
        description: String::new(),
        skills: Vec::new(),
        format: None,
        group_variant: GroupVariant::FocusGroup,
        minutes: None,
        places: Vec::new(),
        mix: None,
        sensitive: false,
        version: 0,
    }];
    let names = |language| Names::new(&clients, &providers, &rooms, &sites, &topics, Words::of(language));
    let (es, en) = (names(Language::Es), names(Language::En));

    let room = || Place::Room(id(501).into());
    let mut plan = vec![
        meeting(601, "2027-03-26T10:00", "America/Caracas", 150, room(), &[1, 2]),
        meeting(602, "2027-03-29T10:00", "Europe/Madrid", 50, Place::Client(id(2).into()), &[2]),
        meeting(603, "2027-03-28T01:30", "Europe/Madrid", 90, Place::Remote, &[2]),
        meeting(604, "2027-10-31T02:30", "Europe/Madrid", 60, Place::Remote, &[2]),
        meeting(605, "2027-11-08T09:00", "America/New_York", 75, Place::Remote, &[1]),
    ];
    plan[4].status = MeetingStatus::Cancelled;
    plan[4].sequence = 4;
    let odd = HOSTILE.iter().enumerate().map(|(at, _)| {
        let number = at as u32;
        let mut odd = meeting(700 + number, "2027-06-01T10:00", "Europe/Madrid", 60, room(), &[10 + number]);
        odd.title = hostile[at].clone();
        odd.notes = hostile.join("\r\n");
        odd.providers = vec![Service { provider: id(110 + number).into(), role: Role::Executive }];
        odd
    });
    let odd = odd.collect::<Vec<_>>();
    let events = |meetings: &[Meeting], recipient: &Recipient<'_>, names: &Names<'_>| -> Vec<Event> {
        meetings.iter().map(|meeting| event(meeting, recipient, names)).collect()
    };
    let file = |name: &str, method, events| CalendarFile { name: name.to_owned(), method, events, refresh: None };
    let ana = id(101).into();
    let mut feed = file("Sala Ávila", Method::Publish, events(&plan[..1], &Recipient::Internal, &es));
    feed.refresh = Some(Minutes(60));
    let list = vec![
        ("plan-internal", file("Plan de marzo", Method::Publish, events(&plan, &Recipient::Internal, &es))),
        ("person-provider", file("Ana Pérez", Method::Publish, events(&plan, &Recipient::Provider(&ana), &en))),
        ("room-feed", feed),
        ("meeting", file("Seguro de flota", Method::Publish, events(&plan[1..2], &Recipient::Internal, &en))),
        ("server", file("", Method::None, events(&plan, &Recipient::Internal, &es))),
        ("hostile", file(&hostile[1], Method::Publish, events(&odd, &Recipient::Internal, &es))),
        ("hostile-server", file(&hostile[3], Method::None, events(&odd, &Recipient::Internal, &es))),
    ];
    list.into_iter()
        .map(|(name, file)| {
            let text = write(&file).unwrap();
            (name, file, text)
        })
        .collect()
}
