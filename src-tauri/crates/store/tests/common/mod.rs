//! A workspace of every kind of row, and what a test asks of a store whatever it is made of.
#![allow(dead_code, clippy::unwrap_used)] // Each test file takes what it needs.

use std::path::PathBuf;

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::calendar::{Absence, Hours};
use domain::format::PlaceKind;
use domain::meeting::Service;
use domain::placement::{Cause, Chosen, State};
use domain::topic::{Mix, MixPreference};
use domain::*;
use sqlx::{AssertSqlSafe, Connection, Row, SqliteConnection};
use store::*;
use tempfile::TempDir;

/// A folder of its own with a workspace in it; gone with the test.
pub struct Place {
    pub folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn file(&self) -> PathBuf {
        self.folder.path().join("bank.cuadrante")
    }

    pub async fn created(&self) -> Store {
        Store::create(&self.file()).await.unwrap()
    }

    pub async fn opened(&self) -> Store {
        Store::open(&self.file()).await.unwrap()
    }

    /// Closes a store and opens its file again.
    pub async fn reopened(&self, store: Store) -> Store {
        store.close().await;
        self.opened().await
    }
}

pub fn done(kind: &str) -> Done {
    Done::new(kind)
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn civil(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn firm() -> Firm {
    Firm { id: "firm".into(), name: "Banco Áureo".into(), kind: FirmKind::Own, version: 0 }
}

pub fn site() -> Site {
    Site {
        id: "site".into(),
        name: "Torre 'Norte'".into(),
        address: "Av. 1; DROP TABLE site".into(),
        city: "Bogotá".into(),
        country: "Colombia".into(),
        zone: ZoneName("America/Bogota".into()),
        latitude: Some(0.1 + 0.2),
        longitude: Some(-74.072_1),
        version: 0,
    }
}

pub fn room() -> Room {
    Room {
        id: "room".into(),
        name: "Sala 4".into(),
        site: "site".into(),
        seats: 12,
        hours: WeeklyHours::weekdays(8, 18),
        version: 0,
    }
}

pub fn provider() -> Provider {
    Provider {
        id: "provider".into(),
        name: "Ana \"la Zurda\" Peña".into(),
        title: "Ejecutiva".into(),
        email: "ana@example.com".into(),
        firm: "firm".into(),
        site: Some("site".into()),
        zone: ZoneName("America/Bogota".into()),
        skills: vec!["seguros".into(), "crédito".into(), "seguros".into()],
        hours: WeeklyHours(vec![Hours {
            weekday: 3,
            from: "09:30:00".parse().unwrap(),
            to: "12:15:00".parse().unwrap(),
        }]),
        absences: vec![Absence {
            from: civil("2027-03-01T08:00:00"),
            to: civil("2027-03-02T18:00:00"),
            reason: "médico".into(),
        }],
        max_per_day: 4,
        version: 0,
    }
}

pub fn client(id: &str) -> Client {
    Client {
        id: id.into(),
        name: format!("Cliente {id} \u{1F980}\n\u{202E}%_"),
        code: format!("C-{id}"),
        site: Some("site".into()),
        zone: ZoneName("America/Caracas".into()),
        value: 88,
        sales: Some(110_277.305_000_000_01),
        tags: vec!["zeta".into(), "alfa".into()],
        attributes: [("sector".into(), "pesca".into()), ("año".into(), "1999".into())].into(),
        rivals: Vec::new(),
        people: vec![person(&format!("{id}-b"), true), person(&format!("{id}-a"), false)],
        language: None,
        hours: WeeklyHours::weekdays(9, 17),
        preferred: WeeklyHours::default(),
        max_per_day: 2,
        notes: "Solo por teléfono\t\\ \"citas\"".into(),
        version: 0,
    }
}

pub fn person(id: &str, principal: bool) -> Person {
    Person {
        id: id.into(),
        name: format!("Persona {id}"),
        title: "Gerente".into(),
        email: format!("{id}@example.com"),
        phone: "+58 212 555".into(),
        principal,
    }
}

pub fn topic(id: &str) -> Topic {
    Topic {
        id: id.into(),
        name: format!("Tema {id}"),
        description: "Qué hacer".into(),
        skills: vec!["legal".into(), "siniestros".into()],
        format: Some(Format::Panel),
        group_variant: GroupVariant::Talk,
        minutes: Some(Minutes(45)),
        places: vec![PlaceKind::Remote, PlaceKind::Room],
        mix: Some(Mix { attribute: "sector".into(), prefer: MixPreference::Varied }),
        sensitive: true,
        version: 0,
    }
}

pub fn need(id: &str, client: &str, topic: &str) -> Need {
    Need {
        id: id.into(),
        client: client.into(),
        topic: topic.into(),
        priority: 4,
        from: day("2027-01-04"),
        until: day("2027-02-26"),
        place: PlacePreference::Client,
        note: "urge".into(),
        version: 0,
    }
}

pub fn answer(item: Item, value: u8) -> Answer {
    Answer { item, value, on: Some(day("2026-11-02")), author: "Ana".into(), inherited: false }
}

pub fn fact(id: &str, client: &str, topic: Option<&str>) -> Override {
    Override {
        id: id.into(),
        client: client.into(),
        topic: topic.map(Into::into),
        fact: OverrideKind::AskedFormat { format: Format::FocusGroup },
        author: "Luis".into(),
        reason: "lo pidió".into(),
        since: day("2026-10-01"),
        until: Some(day("2027-10-01")),
        version: 0,
    }
}

pub fn placement(id: &str, client: &str, topic: &str, when: &str) -> PlacementEntry {
    PlacementEntry {
        id: id.into(),
        client: client.into(),
        topic: topic.into(),
        at: at(when),
        author: "Ana".into(),
        cause: Cause::Chosen,
        sharing: Some(100.0 / 3.0),
        providers: None,
        state: State::NearBoundary,
        format: Some(Format::Visit),
        chosen: Some(Chosen {
            sharing: 61.803_398_874_989_48,
            providers: 50.0,
            author: "Ana".into(),
            reason: "conoce a todos".into(),
            on: day("2026-11-02"),
            until: None,
        }),
    }
}

pub fn meeting(id: &str, client: &str, need: Option<&str>) -> Meeting {
    Meeting {
        id: id.into(),
        title: "Reunión".into(),
        topic: Some("topic".into()),
        format: Format::Visit,
        variant: GroupVariant::FocusGroup,
        template_version: 1,
        status: MeetingStatus::Planned,
        start: civil("2027-01-12T10:00:00"),
        zone: ZoneName("America/Bogota".into()),
        minutes: Minutes(50),
        place: domain::Place::Room("room".into()),
        clients: vec![Attendance { client: client.into(), need: need.map(Into::into) }],
        providers: vec![Service { provider: "provider".into(), role: Role::Executive }],
        lock: Lock { start: true, place: false, providers: true },
        reason: "a solas".into(),
        agenda: "1. Escuchar".into(),
        notes: "no hablar de fútbol".into(),
        conflict_kept: true,
        sequence: 3,
        created: at("2026-11-01T09:00:00.123456789Z"),
        updated: at("2026-11-02T09:00:00Z"),
        version: 0,
    }
}

pub fn draft(id: &str) -> Draft {
    Draft {
        id: id.into(),
        created: at("2026-11-20T10:00:00Z"),
        from: day("2027-01-04"),
        to: day("2027-01-17"),
        status: DraftStatus::Open,
        problem: r#"{"needs":[]}"#.into(),
        plan: r#"{"meetings":[]}"#.into(),
        note: "con calma".into(),
    }
}

pub fn reply(meeting: &str) -> Reply {
    Reply {
        meeting: meeting.into(),
        invited: Invited::Guest { client: "a".into(), person: "a-b".into() },
        attends: Attends::Tentative,
        sequence: 3,
        at: at("2026-11-21T10:00:00Z"),
        comment: "según el día".into(),
        proposed: Some(ProposedTime {
            start: civil("2027-01-13T10:00:00"),
            zone: ZoneName("Europe/Madrid".into()),
            minutes: Minutes(60),
        }),
        declined: 1,
    }
}

pub fn poll(id: &str, meeting: &str) -> Poll {
    Poll {
        id: id.into(),
        meeting: meeting.into(),
        zone: ZoneName("America/Bogota".into()),
        slots: vec![civil("2027-01-13T10:00:00"), civil("2027-01-14T10:00:00")],
        closes: Some(day("2027-01-08")),
        guests: vec![Polled {
            client: "a".into(),
            person: "a-b".into(),
            token: "token-1".into(),
            answers: vec![Some(Suits::IfNeeded), None],
            answered: Some(at("2026-11-21T10:00:00Z")),
            asked: None,
        }],
        state: PollState::Won { slot: 1 },
        version: 0,
    }
}

/// One gesture that writes at least one row of every kind.
pub async fn fill(store: &Store) -> Gesture {
    let mut write = store.write(done("fill")).await.unwrap();
    firms::put(&mut write, &firm()).await.unwrap();
    sites::put(&mut write, &site()).await.unwrap();
    rooms::put(&mut write, &room()).await.unwrap();
    providers::put(&mut write, &provider()).await.unwrap();
    let mut pair = [client("a"), client("b")];
    pair[0].rivals = vec!["b".into()];
    pair[1].rivals = vec!["a".into()];
    clients::put_all(&mut write, &pair).await.unwrap();
    topics::put(&mut write, &topic("topic")).await.unwrap();
    needs::put(&mut write, &need("need", "a", "topic")).await.unwrap();
    answers::put(&mut write, &"a".into(), Some(&"topic".into()), &answer(Item::S1, 5)).await.unwrap();
    answers::put(&mut write, &"a".into(), None, &answer(Item::P5, 2)).await.unwrap();
    overrides::put(&mut write, &fact("fact", "a", Some("topic"))).await.unwrap();
    let entries = [
        placement("p1", "a", "topic", "2026-11-01T10:00:00Z"),
        placement("p2", "a", "topic", "2026-11-02T10:00:00.5Z"),
    ];
    placements::append_all(&mut write, &entries).await.unwrap();
    meetings::put(&mut write, &meeting("meeting", "a", Some("need"))).await.unwrap();
    replies::put(&mut write, &reply("meeting")).await.unwrap();
    polls::put(&mut write, &poll("poll", "meeting")).await.unwrap();
    drafts::put(&mut write, &draft("draft")).await.unwrap();
    settings::put(&mut write, "language", r#""es""#).await.unwrap();
    write.commit().await.unwrap().unwrap()
}

/// Every row of every table but the log and the migrations, as text, in order.
pub async fn rows(store: &Store) -> Vec<String> {
    let mut connection = SqliteConnection::connect(&format!("sqlite:{}", store.path().display())).await.unwrap();
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_schema WHERE type = 'table'
         AND name NOT IN ('gesture', 'change', '_sqlx_migrations', 'sqlite_sequence', 'sqlite_stat1') ORDER BY name",
    )
    .fetch_all(&mut connection)
    .await
    .unwrap();
    let mut found = Vec::new();
    for table in &tables {
        let columns: Vec<String> = sqlx::query_scalar("SELECT name FROM pragma_table_info(?) ORDER BY cid")
            .bind(table)
            .fetch_all(&mut connection)
            .await
            .unwrap();
        let quoted: Vec<String> = columns.iter().map(|column| format!("quote(\"{column}\")")).collect();
        let query = format!("SELECT {} AS row FROM {table} ORDER BY row", quoted.join(" || ', ' || "));
        for row in sqlx::query(AssertSqlSafe(query)).fetch_all(&mut connection).await.unwrap() {
            found.push(format!("{table}: {}", row.get::<String, _>("row")));
        }
    }
    found
}
