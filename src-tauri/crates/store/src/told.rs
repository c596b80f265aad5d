//! What each invited person was last told. It stands beside the log: undo does not take a sent mail back.

use chrono::{DateTime, Utc};
use domain::{Invited, Meeting, MeetingId};

use crate::stored::Keys;
use crate::{Record, Source, StoreError, text};

/// What somebody was last told of a meeting.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Who.
    pub invited: Invited,
    /// The person's name then.
    pub name: String,
    /// The address it went to.
    pub email: String,
    /// Which version.
    pub sequence: u32,
    /// Of everything this person saw.
    pub digest: String,
    /// It was a cancellation.
    pub cancelled: bool,
    /// When its file was written.
    pub at: DateTime<Utc>,
    /// The meeting as it was told.
    pub then: Meeting,
}

struct Row {
    meeting: String,
    invited: String,
    name: String,
    email: String,
    sequence: i64,
    digest: String,
    cancelled: i64,
    at: String,
    meeting_then: String,
}

impl Row {
    /// `None` for what a later program wrote so that this one cannot read it.
    fn read(self) -> Option<Told> {
        let then = text::from_json(&self.meeting_then);
        let then = then.inspect_err(|error| tracing::warn!(%error, meeting = self.meeting, "told")).ok()?;
        Some(Told {
            meeting: self.meeting.into(),
            invited: text::from_json(&self.invited).ok()?,
            name: self.name,
            email: self.email,
            sequence: text::count(self.sequence).ok()?,
            digest: self.digest,
            cancelled: self.cancelled != 0,
            at: text::from_word(&self.at).ok()?,
            then,
        })
    }
}

/// What was told of some meetings.
///
/// # Errors
/// Of the database only.
pub async fn of(source: &mut impl Source, meetings: &[MeetingId]) -> Result<Vec<Told>, StoreError> {
    let keys = Keys::of(meetings.iter().map(MeetingId::as_str))?;
    let rows = sqlx::query_as!(
        Row,
        "SELECT meeting, invited, name, email, sequence, digest, cancelled, at, meeting_then FROM told
         WHERE meeting IN (SELECT value FROM json_each(?)) ORDER BY meeting, party",
        keys.0
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// What was told of meetings that are no longer there, to those who have not been told so.
///
/// # Errors
/// Of the database only.
pub async fn of_gone(source: &mut impl Source) -> Result<Vec<Told>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT meeting, invited, name, email, sequence, digest, cancelled, at, meeting_then FROM told
         WHERE meeting NOT IN (SELECT id FROM meeting) AND cancelled = 0 ORDER BY meeting, party"
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Writes down what somebody was told.
///
/// # Errors
/// Of the database only.
pub async fn put(record: &mut Record, row: &Told) -> Result<(), StoreError> {
    let (party, invited) = (row.invited.party(), text::json(&row.invited)?);
    let (at, then) = (text::stamp(row.at), text::json(&row.then)?);
    sqlx::query!(
        "INSERT INTO told (meeting, party, invited, name, email, sequence, digest, cancelled, at, meeting_then)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (meeting, party) DO UPDATE SET invited = excluded.invited, name = excluded.name,
            email = excluded.email, sequence = excluded.sequence, digest = excluded.digest,
            cancelled = excluded.cancelled, at = excluded.at, meeting_then = excluded.meeting_then",
        row.meeting.0,
        party,
        invited,
        row.name,
        row.email,
        row.sequence,
        row.digest,
        row.cancelled,
        at,
        then
    )
    .execute(record.connection())
    .await?;
    Ok(())
}
