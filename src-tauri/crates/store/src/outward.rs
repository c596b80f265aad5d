//! The version of each meeting that the outer world knows.
//!
//! It stands beside the log: undo takes back a move, not the file that told of it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{Meeting, MeetingId};
use serde_json::json;

use crate::stored::Keys;
use crate::{Record, Source, StoreError, text};

/// What the outer world knows of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Outward {
    /// Which.
    pub meeting: MeetingId,
    /// The highest SEQUENCE that went out.
    pub sequence: u32,
    /// Of time, place and status: another digest is another version.
    pub digest: String,
    /// When what went out was settled.
    pub at: DateTime<Utc>,
    /// The meeting as it went out.
    pub then: Meeting,
}

struct Row {
    meeting: String,
    sequence: i64,
    digest: String,
    at: String,
    meeting_then: String,
}

impl Row {
    /// `None` for a meeting that a later program wrote so that this one cannot read it.
    fn read(self) -> Option<Outward> {
        let then = text::from_json(&self.meeting_then);
        let then = then.inspect_err(|error| tracing::warn!(%error, meeting = self.meeting, "outward")).ok()?;
        Some(Outward {
            meeting: self.meeting.into(),
            sequence: text::count(self.sequence).ok()?,
            digest: self.digest,
            at: text::from_word(&self.at).ok()?,
            then,
        })
    }
}

/// What is known outside of some meetings.
///
/// # Errors
/// Of the database only.
pub async fn of(source: &mut impl Source, meetings: &[MeetingId]) -> Result<HashMap<MeetingId, Outward>, StoreError> {
    let keys = Keys::of(meetings.iter().map(MeetingId::as_str))?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT meeting, sequence, digest, at, meeting_then FROM outward
         WHERE meeting IN (SELECT value FROM json_each(?))",
        keys.0
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).map(|row| (row.meeting.clone(), row)).collect())
}

/// The meetings known outside that are no longer there: deleted, or their making undone.
///
/// # Errors
/// Of the database only.
pub async fn gone(source: &mut impl Source) -> Result<Vec<Outward>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT meeting, sequence, digest, at, meeting_then FROM outward
         WHERE meeting NOT IN (SELECT id FROM meeting) ORDER BY meeting"
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Every meeting known outside.
///
/// # Errors
/// Of the database only.
pub async fn ids(source: &mut impl Source) -> Result<Vec<MeetingId>, StoreError> {
    let ids =
        sqlx::query_scalar!("SELECT meeting FROM outward ORDER BY meeting").fetch_all(source.connection()).await?;
    Ok(ids.into_iter().map(Into::into).collect())
}

/// Writes down what goes out. A SEQUENCE never falls.
///
/// # Errors
/// Of the database only.
pub async fn put(record: &mut Record, rows: &[Outward]) -> Result<(), StoreError> {
    for chunk in rows.chunks(1000) {
        let mut values = Vec::with_capacity(chunk.len());
        for row in chunk {
            let then = text::json(&row.then)?;
            values.push(json!([row.meeting, row.sequence, row.digest, text::stamp(row.at), then]));
        }
        let values = text::json(&values)?;
        sqlx::query!(
            "INSERT INTO outward (meeting, sequence, digest, at, meeting_then)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?) WHERE TRUE
             ON CONFLICT (meeting) DO UPDATE SET sequence = max(sequence, excluded.sequence),
                digest = excluded.digest, at = excluded.at, meeting_then = excluded.meeting_then",
            values
        )
        .execute(record.connection())
        .await?;
    }
    Ok(())
}
