//! What invited people answered. An answer that was read is a gesture, and can be undone.

use domain::{MeetingId, Reply};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

fn key(meeting: &MeetingId, party: &str) -> String {
    format!("{meeting} {party}")
}

/// The answers to the invitations to some meetings.
///
/// # Errors
/// Of the database only.
pub async fn of(source: &mut impl Source, meetings: &[MeetingId]) -> Result<Vec<Reply>, StoreError> {
    let keys = Keys::of(meetings.iter().map(MeetingId::as_str))?;
    let connection = source.connection();
    let keys = sqlx::query_scalar!(
        "SELECT id FROM reply WHERE meeting IN (SELECT value FROM json_each(?)) ORDER BY id",
        keys.0
    )
    .fetch_all(&mut *connection)
    .await?;
    stored::ordered(connection, &keys).await
}

/// What one person (or provider) answered about one meeting.
///
/// # Errors
/// Of the database only.
pub async fn get(source: &mut impl Source, meeting: &MeetingId, party: &str) -> Result<Option<Reply>, StoreError> {
    stored::get(source, &key(meeting, party)).await
}

/// Puts an answer in the place of the one before.
///
/// # Errors
/// Of the database only.
pub async fn put(write: &mut Write, reply: &Reply) -> Result<(), StoreError> {
    stored::put(write, reply).await.map(|_| ())
}

/// Forgets what was answered about a meeting.
///
/// # Errors
/// Of the database only.
pub async fn forget_meeting(write: &mut Write, meeting: &MeetingId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM reply WHERE meeting = ? ORDER BY id", meeting.0)
        .fetch_all(write.connection())
        .await?;
    let keys = Keys::of(keys.iter().map(String::as_str))?;
    stored::remove_all::<Reply>(write, &keys).await.map(|_| ())
}

impl Stored for Reply {
    const KIND: Kind = Kind::Reply;

    fn key(&self) -> String {
        key(&self.meeting, self.invited.party())
    }

    fn version(&self) -> Option<u32> {
        None
    }

    fn at_version(self, _: u32) -> Self {
        self
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT id FROM reply ORDER BY id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT meeting, invited, attends, sequence, at, comment, proposed, declined
             FROM reply WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Reply {
                    meeting: row.meeting.into(),
                    invited: text::from_json(&row.invited)?,
                    attends: text::from_word(&row.attends)?,
                    sequence: text::count(row.sequence)?,
                    at: text::from_word(&row.at)?,
                    comment: row.comment,
                    proposed: row.proposed.as_deref().map(text::from_json).transpose()?,
                    declined: text::count(row.declined)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (id, party) = (row.key(), row.invited.party());
            let (invited, attends, at) = (text::json(&row.invited)?, text::word(&row.attends)?, text::stamp(row.at));
            let proposed = row.proposed.as_ref().map(text::json).transpose()?;
            sqlx::query!(
                "INSERT INTO reply (id, meeting, party, invited, attends, sequence, at, comment, proposed, declined)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET invited = excluded.invited, attends = excluded.attends,
                    sequence = excluded.sequence, at = excluded.at, comment = excluded.comment,
                    proposed = excluded.proposed, declined = excluded.declined",
                id,
                row.meeting.0,
                party,
                invited,
                attends,
                row.sequence,
                at,
                row.comment,
                proposed,
                row.declined
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM reply WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}
