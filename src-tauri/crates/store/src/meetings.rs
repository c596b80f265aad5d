//! Meetings with the clients and providers at them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::meeting::Service;
use domain::{Attendance, ClientId, Lock, Meeting, MeetingId, Minutes, NeedId, Place, ZoneName};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, text};

area_functions!(Meeting, MeetingId);

/// The meetings of which some part lies between two instants (the last exclusive), cancelled ones too, by start.
///
/// # Errors
/// Of the database only.
pub async fn between(
    source: &mut impl Source,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<Meeting>, StoreError> {
    let (from, to) = (text::stamp(from), text::stamp(to));
    let connection = source.connection();
    let keys = sqlx::query_scalar!(
        "SELECT id FROM meeting WHERE start_utc < ? AND end_utc > ? ORDER BY start_utc, id",
        to,
        from
    )
    .fetch_all(&mut *connection)
    .await?;
    stored::ordered(connection, &keys).await
}

/// The meetings a client is at, by start.
///
/// # Errors
/// Of the database only.
pub async fn of_client(source: &mut impl Source, client: &ClientId) -> Result<Vec<Meeting>, StoreError> {
    let connection = source.connection();
    let keys = sqlx::query_scalar!(
        "SELECT DISTINCT m.id FROM meeting_client c JOIN meeting m ON m.id = c.meeting
         WHERE c.client = ? ORDER BY m.start_utc, m.id",
        client.0
    )
    .fetch_all(&mut *connection)
    .await?;
    stored::ordered(connection, &keys).await
}

/// The meetings that name a need, whatever became of them, by start.
///
/// # Errors
/// Of the database only.
pub async fn of_need(source: &mut impl Source, need: &NeedId) -> Result<Vec<Meeting>, StoreError> {
    let connection = source.connection();
    let keys = sqlx::query_scalar!(
        "SELECT DISTINCT m.id FROM meeting_client c JOIN meeting m ON m.id = c.meeting
         WHERE c.need = ? ORDER BY m.start_utc, m.id",
        need.0
    )
    .fetch_all(&mut *connection)
    .await?;
    stored::ordered(connection, &keys).await
}

/// The word and the ids by which a place is stored.
fn place_columns(place: &Place) -> (&'static str, Option<&str>, Option<&str>) {
    match place {
        Place::Room(room) => ("room", Some(room.as_str()), None),
        Place::Client(client) => ("client", None, Some(client.as_str())),
        Place::Remote => ("remote", None, None),
    }
}

fn place_of(word: &str, room: Option<String>, client: Option<String>) -> Result<Place, StoreError> {
    match (word, room, client) {
        ("room", Some(room), _) => Ok(Place::Room(room.into())),
        ("client", _, Some(client)) => Ok(Place::Client(client.into())),
        ("remote", _, _) => Ok(Place::Remote),
        _ => Err(StoreError::Database(sqlx::Error::Protocol(format!("{word} is not a place")))),
    }
}

async fn attendances(
    connection: &mut SqliteConnection,
    keys: &Keys,
) -> Result<HashMap<String, Vec<Attendance>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT meeting, client, need FROM meeting_client WHERE meeting IN (SELECT value FROM json_each(?))
         ORDER BY meeting, position",
        keys.0
    )
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<String, Vec<Attendance>> = HashMap::new();
    for row in rows {
        let attendance = Attendance { client: row.client.into(), need: row.need.map(Into::into) };
        found.entry(row.meeting).or_default().push(attendance);
    }
    Ok(found)
}

async fn services(connection: &mut SqliteConnection, keys: &Keys) -> Result<HashMap<String, Vec<Service>>, StoreError> {
    let rows = sqlx::query!(
        "SELECT meeting, provider, role FROM meeting_provider WHERE meeting IN (SELECT value FROM json_each(?))
         ORDER BY meeting, position",
        keys.0
    )
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<String, Vec<Service>> = HashMap::new();
    for row in rows {
        let service = Service { provider: row.provider.into(), role: text::from_word(&row.role)? };
        found.entry(row.meeting).or_default().push(service);
    }
    Ok(found)
}

async fn erase_company(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM meeting_client WHERE meeting IN (SELECT value FROM json_each(?))", keys.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM meeting_provider WHERE meeting IN (SELECT value FROM json_each(?))", keys.0)
        .execute(connection)
        .await?;
    Ok(())
}

async fn save_company(connection: &mut SqliteConnection, rows: &[Meeting]) -> Result<(), StoreError> {
    let (mut clients, mut providers) = (Vec::new(), Vec::new());
    for row in rows {
        for (position, at) in row.clients.iter().enumerate() {
            clients.push(json!([row.id, position, at.client, at.need]));
        }
        for (position, service) in row.providers.iter().enumerate() {
            providers.push(json!([row.id, position, service.provider, service.role]));
        }
    }
    let (clients, providers) = (text::json(&clients)?, text::json(&providers)?);
    sqlx::query!(
        "INSERT INTO meeting_client (meeting, position, client, need)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
        clients
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO meeting_provider (meeting, position, provider, role)
         SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)",
        providers
    )
    .execute(connection)
    .await?;
    Ok(())
}

impl Stored for Meeting {
    const KIND: Kind = Kind::Meeting;

    fn key(&self) -> String {
        self.id.0.clone()
    }

    fn version(&self) -> Option<u32> {
        Some(self.version)
    }

    fn at_version(self, version: u32) -> Self {
        Self { version, ..self }
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT id FROM meeting ORDER BY start_utc, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let mut clients = attendances(connection, keys).await?;
        let mut providers = services(connection, keys).await?;
        let rows = sqlx::query!(
            "SELECT id, title, topic, format, variant, template_version, status, start, zone, minutes, place,
                    place_room, place_client, lock_start, lock_place, lock_providers, reason, agenda, notes,
                    conflict_kept, sequence, created, updated, version
             FROM meeting WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Meeting {
                    clients: clients.remove(&row.id).unwrap_or_default(),
                    providers: providers.remove(&row.id).unwrap_or_default(),
                    id: row.id.into(),
                    title: row.title,
                    topic: row.topic.map(Into::into),
                    format: text::from_word(&row.format)?,
                    variant: text::from_word(&row.variant)?,
                    template_version: text::count(row.template_version)?,
                    status: text::from_word(&row.status)?,
                    start: text::from_word(&row.start)?,
                    zone: ZoneName(row.zone),
                    minutes: Minutes(text::count(row.minutes)?),
                    place: place_of(&row.place, row.place_room, row.place_client)?,
                    lock: Lock {
                        start: row.lock_start != 0,
                        place: row.lock_place != 0,
                        providers: row.lock_providers != 0,
                    },
                    reason: row.reason,
                    agenda: row.agenda,
                    notes: row.notes,
                    conflict_kept: row.conflict_kept != 0,
                    sequence: text::count(row.sequence)?,
                    created: text::from_word(&row.created)?,
                    updated: text::from_word(&row.updated)?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let topic = row.topic.as_ref().map(|topic| topic.as_str());
            let (format, variant, status) = (row.format.word(), text::word(&row.variant)?, text::word(&row.status)?);
            let (start, (from, to)) = (text::word(&row.start)?, row.span());
            let (from, to) = (text::stamp(from), text::stamp(to));
            let (place, room, client) = place_columns(&row.place);
            let (created, updated) = (text::stamp(row.created), text::stamp(row.updated));
            sqlx::query!(
                "INSERT INTO meeting (id, title, topic, format, variant, template_version, status, start, zone,
                    minutes, start_utc, end_utc, place, place_room, place_client, lock_start, lock_place,
                    lock_providers, reason, agenda, notes, conflict_kept, sequence, created, updated, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET title = excluded.title, topic = excluded.topic,
                    format = excluded.format, variant = excluded.variant,
                    template_version = excluded.template_version, status = excluded.status,
                    start = excluded.start, zone = excluded.zone, minutes = excluded.minutes,
                    start_utc = excluded.start_utc, end_utc = excluded.end_utc, place = excluded.place,
                    place_room = excluded.place_room, place_client = excluded.place_client,
                    lock_start = excluded.lock_start, lock_place = excluded.lock_place,
                    lock_providers = excluded.lock_providers, reason = excluded.reason,
                    agenda = excluded.agenda, notes = excluded.notes, conflict_kept = excluded.conflict_kept,
                    sequence = excluded.sequence, created = excluded.created, updated = excluded.updated,
                    version = excluded.version",
                row.id.0,
                row.title,
                topic,
                format,
                variant,
                row.template_version,
                status,
                start,
                row.zone.0,
                row.minutes.0,
                from,
                to,
                place,
                room,
                client,
                row.lock.start,
                row.lock.place,
                row.lock.providers,
                row.reason,
                row.agenda,
                row.notes,
                row.conflict_kept,
                row.sequence,
                created,
                updated,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        erase_company(connection, &Keys::of_rows(rows)?).await?;
        save_company(connection, rows).await
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        erase_company(connection, keys).await?;
        sqlx::query!("DELETE FROM meeting WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// How many meetings there are.
///
/// # Errors
/// Of the database only.
pub async fn count(source: &mut impl Source) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar!("SELECT COUNT(*) FROM meeting").fetch_one(source.connection()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
