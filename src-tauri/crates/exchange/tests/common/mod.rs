//! A small workspace and what leaves it, for the tests that compare files and that show them to other programs.

pub mod things;

use chrono::{DateTime, Utc};
use domain::meeting::Service;
use domain::{
    Attends, Client, Invited, Meeting, MeetingStatus, Minutes, Place, Provider, Role, Room, Site, Topic, ZoneName,
};
use exchange::calendar::{CalendarFile, Event, Language, Method, Names, Recipient, Words, event};
use exchange::invitation::{Addressee, cancel, invitees, request};
use exchange::mail::{Letter, LetterKind, letter};
use exchange::poll::{Asking, question};
use things::{at, client, id, meeting, provider, room, site, topic};

/// Names that break careless writers.
pub const HOSTILE: [&str; 6] = [
    "Peña \"La Gorda\"; Hijos, C.A.: ventas\\n",
    "Ana\r\nATTENDEE:mailto:x@evil.example",
    "شركة التأمين — עברית 👩‍👩‍👧‍👦🇻🇪",
    "END:VEVENT\nBEGIN:VEVENT\u{2028}UID:x",
    "\u{0}\u{7}\u{1b}[31mRojo\u{7f}^n^'",
    "ñandú y cigüeña; ",
];

/// When letters are written.
pub fn now() -> DateTime<Utc> {
    at("2027-01-15T08:30").and_utc()
}

/// A small workspace.
pub struct House {
    pub clients: Vec<Client>,
    pub providers: Vec<Provider>,
    pub rooms: Vec<Room>,
    pub sites: Vec<Site>,
    pub topics: Vec<Topic>,
    /// A group in a room, three visits around changes of clocks, and one called off.
    pub plan: Vec<Meeting>,
    /// One for each hostile name, which its client, its title and its face bear.
    pub odd: Vec<Meeting>,
}

impl House {
    pub fn new() -> Self {
        let hostile = HOSTILE.map(|name| if name.starts_with('ñ') { name.repeat(30) } else { name.to_owned() });
        let mut clients = vec![
            client(1, "Panadería El Sol, C.A.", "Luisa Gil", 80, "America/Caracas"),
            client(2, "Müller & Söhne GmbH", "Jörg Müller", 35, "Europe/Madrid"),
        ];
        let mut providers = vec![
            provider(101, "Ana \"Nena\" Pérez", "ana.perez@example.com"),
            provider(102, "Luis Mora", ""),
            provider(103, "Eva Ríos", "eva.rios@example.com"),
        ];
        for (at, name) in hostile.iter().enumerate() {
            clients.push(client(10 + at as u32, name, name, 10, "Europe/Madrid"));
            providers.push(provider(110 + at as u32, name, name));
            providers.push(provider(120 + at as u32, name, &format!("cara{at}@example.com")));
        }
        let place = || Place::Room(id(501).into());
        let mut plan = vec![
            meeting(601, "2027-03-26T10:00", "America/Caracas", 150, place(), &[1, 2]),
            meeting(602, "2027-03-29T10:00", "Europe/Madrid", 50, Place::Client(id(2).into()), &[2]),
            meeting(603, "2027-03-28T01:30", "Europe/Madrid", 90, Place::Remote, &[2]),
            meeting(604, "2027-10-31T02:30", "Europe/Madrid", 60, Place::Remote, &[2]),
            meeting(605, "2027-11-08T09:00", "America/New_York", 75, Place::Remote, &[1]),
        ];
        plan[0].providers.push(Service { provider: id(103).into(), role: Role::Expert });
        plan[4].status = MeetingStatus::Cancelled;
        plan[4].sequence = 4;
        let odd = (0..HOSTILE.len() as u32).map(|number| {
            let mut odd = meeting(700 + number, "2027-06-01T10:00", "Europe/Madrid", 60, place(), &[10 + number]);
            odd.title = hostile[number as usize].clone();
            odd.notes = hostile.join("\r\n");
            odd.providers = vec![Service { provider: id(110 + number).into(), role: Role::Executive }];
            odd
        });
        Self {
            clients,
            providers,
            rooms: vec![room(501, "Sala Ávila", 300)],
            sites: vec![site(300, "Torre Norte", "Av. Libertador, piso 3"), site(301, "Sede", "Calle 5; local 2")],
            topics: vec![topic(201, "Seguro de flota")],
            plan,
            odd: odd.collect(),
        }
    }

    pub fn names(&self, language: Language) -> Names<'_> {
        Names::new(&self.clients, &self.providers, &self.rooms, &self.sites, &self.topics, Words::of(language))
    }

    /// The group, later and in a new version.
    pub fn moved(&self) -> Meeting {
        let mut moved = self.plan[0].clone();
        moved.start = at("2027-03-26T15:30");
        moved.sequence += 1;
        moved.updated = at("2027-01-14T12:00").and_utc();
        moved
    }

    /// The group, called off in a version after that.
    pub fn off(&self) -> Meeting {
        let mut off = self.moved();
        off.status = MeetingStatus::Cancelled;
        off.sequence += 1;
        off.updated = at("2027-01-15T08:00").and_utc();
        off
    }

    /// The meeting of a hostile name, with a face that can be written to.
    pub fn odd_invitation(&self, number: usize) -> Meeting {
        let mut odd = self.odd[number].clone();
        odd.providers = vec![Service { provider: id(120 + number as u32).into(), role: Role::Executive }];
        odd
    }
}

/// Who comes to a meeting, by the end of the person's or provider's id.
pub fn addressee(meeting: &Meeting, names: &Names<'_>, number: u32) -> Addressee {
    let all = invitees(meeting, names);
    all.into_iter().find(|one| one.invited.party() == id(number)).unwrap()
}

/// Files by name: what is meant by each.
pub fn calendars() -> Vec<(String, CalendarFile)> {
    let house = House::new();
    let (es, en) = (house.names(Language::Es), house.names(Language::En));
    let events = |meetings: &[Meeting], recipient: &Recipient<'_>, names: &Names<'_>| -> Vec<Event> {
        meetings.iter().map(|meeting| event(meeting, recipient, names)).collect()
    };
    let file =
        |name: &str, events| CalendarFile { name: name.to_owned(), method: Method::Publish, events, refresh: None };
    let feed = |file: CalendarFile| CalendarFile { refresh: Some(Minutes(60)), ..file };
    let (ana, sol) = (id(101).into(), id(1).into());
    let plan = &house.plan;
    let reminders = [Minutes(1440), Minutes(15)];
    let mut calls = events(&plan[..1], &Recipient::Internal, &es);
    calls[0].alarms = reminders.to_vec();
    let hostile = HOSTILE[1];
    let mut list = vec![
        ("plan-internal".to_owned(), file("Plan de marzo", events(plan, &Recipient::Internal, &es))),
        ("plan-feed".to_owned(), feed(file("Plan", events(plan, &Recipient::Internal, &es)))),
        ("person-provider".to_owned(), file("Ana Pérez", events(plan, &Recipient::Provider(&ana), &en))),
        ("room-feed".to_owned(), feed(file("Sala Ávila", events(&plan[..1], &Recipient::Room, &es)))),
        ("meeting".to_owned(), file("Seguro de flota", events(&plan[1..2], &Recipient::Internal, &en))),
        ("guest".to_owned(), file("Seguro de flota", events(&plan[..1], &Recipient::Guest(&sol), &es))),
        ("hostile".to_owned(), file(hostile, events(&house.odd, &Recipient::Internal, &es))),
        ("room-server".to_owned(), CalendarFile::resource(event(&plan[0], &Recipient::Room, &es))),
        ("server-alarms".to_owned(), CalendarFile::resource(calls.remove(0))),
    ];
    for (at, meeting) in plan.iter().enumerate() {
        let resource = CalendarFile::resource(event(meeting, &Recipient::Internal, &es));
        list.push((format!("server-{at}"), resource));
    }
    for (at, meeting) in house.odd.iter().enumerate() {
        let resource = CalendarFile::resource(event(meeting, &Recipient::Internal, &es));
        list.push((format!("hostile-server-{at}"), resource));
        let inviting = house.odd_invitation(at);
        let guest = addressee(&inviting, &es, 60 + at as u32);
        let invited = request(&inviting, &guest.invitee(Attends::Unanswered), &es, &reminders);
        list.push((format!("hostile-request-{at}"), invited));
    }
    for (who, number) in [("guest", 51), ("provider", 103), ("face", 101)] {
        let one = addressee(&plan[0], &es, number);
        let (unanswered, accepted) = (one.invitee(Attends::Unanswered), one.invitee(Attends::Accepted));
        list.push((format!("request-{who}"), request(&plan[0], &unanswered, &es, &reminders)));
        list.push((format!("update-{who}"), request(&house.moved(), &unanswered, &en, &reminders)));
        list.push((format!("cancel-{who}"), cancel(&house.off(), &accepted, &es)));
    }
    list
}

/// Mails by name.
pub fn letters() -> Vec<(String, Letter)> {
    let house = House::new();
    let (es, en) = (house.names(Language::Es), house.names(Language::En));
    let (group, moved, off) = (&house.plan[0], house.moved(), house.off());
    let (luisa, jorg, eva, ana) =
        (addressee(group, &es, 51), addressee(group, &es, 52), addressee(group, &es, 103), addressee(group, &es, 101));
    let write = |kind, meeting, before, to: &Addressee, names: &Names<'_>| {
        letter(kind, meeting, before, &to.invitee(Attends::Unanswered), names, &[Minutes(15)], now()).unwrap()
    };
    let zone = ZoneName("America/Caracas".to_owned());
    let asking = Asking {
        token: "k7f3-Q9x2-abcd",
        slots: &[at("2027-03-26T10:00"), at("2027-03-29T10:00"), at("2027-03-30T22:30")],
        zone: &zone,
        minutes: Minutes(150),
        closes: Some(at("2027-02-01T00:00").date()),
    };
    let ask = |to: &Addressee, names| question(group, &to.invitee(Attends::Unanswered), names, &asking, now()).unwrap();
    assert!(matches!(luisa.invited, Invited::Guest { .. }) && ana.is_face);
    vec![
        ("invitation-es".to_owned(), write(LetterKind::Invitation, group, None, &luisa, &es)),
        ("invitation-other-zone".to_owned(), write(LetterKind::Invitation, group, None, &jorg, &en)),
        ("invitation-provider".to_owned(), write(LetterKind::Invitation, group, None, &eva, &es)),
        ("invitation-face".to_owned(), write(LetterKind::Invitation, group, None, &ana, &es)),
        ("update-es".to_owned(), write(LetterKind::Update, &moved, Some(group), &luisa, &es)),
        ("update-en".to_owned(), write(LetterKind::Update, &moved, Some(group), &jorg, &en)),
        ("cancellation-es".to_owned(), write(LetterKind::Cancellation, &off, None, &luisa, &es)),
        ("cancellation-en".to_owned(), write(LetterKind::Cancellation, &off, None, &jorg, &en)),
        ("reminder-es".to_owned(), write(LetterKind::Reminder, group, None, &luisa, &es)),
        ("reminder-en".to_owned(), write(LetterKind::Reminder, group, None, &jorg, &en)),
        ("poll-es".to_owned(), ask(&luisa, &es)),
        ("poll-en".to_owned(), ask(&jorg, &en)),
    ]
}
