//! Polls for a date.

use domain::{MeetingId, Poll, PollId, Polled, ZoneName};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Record, Source, StoreError, text};

area_functions!(Poll, PollId);

/// The polls for the date of a meeting, the newest first.
///
/// # Errors
/// Of the database only.
pub async fn of_meeting(source: &mut impl Source, meeting: &MeetingId) -> Result<Vec<Poll>, StoreError> {
    let connection = source.connection();
    let keys = sqlx::query_scalar!("SELECT id FROM poll WHERE meeting = ? ORDER BY id DESC", meeting.0)
        .fetch_all(&mut *connection)
        .await?;
    stored::ordered(connection, &keys).await
}

impl Stored for Poll {
    const KIND: Kind = Kind::Poll;

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
        Ok(sqlx::query_scalar!("SELECT id FROM poll ORDER BY id DESC").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, meeting, zone, slots, closes, guests, state, version
             FROM poll WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Poll {
                    id: row.id.into(),
                    meeting: row.meeting.into(),
                    zone: ZoneName(row.zone),
                    slots: text::from_json(&row.slots)?,
                    closes: text::from_word_of(row.closes.as_deref())?,
                    guests: text::from_json(&row.guests)?,
                    state: text::from_json(&row.state)?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (slots, guests, state) = (text::json(&row.slots)?, text::json(&row.guests)?, text::json(&row.state)?);
            let closes = text::word_of(row.closes.as_ref())?;
            sqlx::query!(
                "INSERT INTO poll (id, meeting, zone, slots, closes, guests, state, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET meeting = excluded.meeting, zone = excluded.zone,
                    slots = excluded.slots, closes = excluded.closes, guests = excluded.guests,
                    state = excluded.state, version = excluded.version",
                row.id.0,
                row.meeting.0,
                row.zone.0,
                slots,
                closes,
                guests,
                state,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM poll WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// Writes down when the questions of a poll were written for whom. That they went out is no gesture, and its version
/// stays.
///
/// # Errors
/// Of the database only.
pub async fn record_asked(record: &mut Record, id: &PollId, guests: &[Polled]) -> Result<(), StoreError> {
    let guests = text::json(guests)?;
    sqlx::query!("UPDATE poll SET guests = ? WHERE id = ?", guests, id.0).execute(record.connection()).await?;
    Ok(())
}
