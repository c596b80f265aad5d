//! What servers hold of our meetings: written down the moment it is done, beside the log of gestures.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::{AccountId, MeetingId};

use crate::{Record, Source, StoreError, text};

/// A meeting as a server's calendar holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushedMeeting {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its address on the server.
    pub href: String,
    /// The state of the server's copy; empty where writing it was begun and nothing more is known.
    pub etag: String,
    /// Of what was written, to know whether it is still the same.
    pub digest: String,
    /// When it was written.
    pub at: DateTime<Utc>,
}

/// What a calendar of an account holds, by meeting.
///
/// # Errors
/// Of the database only.
pub async fn of(
    source: &mut impl Source,
    account: &AccountId,
    calendar: &str,
) -> Result<Vec<PushedMeeting>, StoreError> {
    let rows = sqlx::query!(
        "SELECT meeting, href, etag, digest, at FROM pushed WHERE account = ? AND calendar = ? ORDER BY meeting",
        account.0,
        calendar
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(PushedMeeting {
                meeting: row.meeting.into(),
                href: row.href,
                etag: row.etag,
                digest: row.digest,
                at: text::from_word(&row.at)?,
            })
        })
        .collect()
}

/// For each account that anything was pushed to: how many meetings its calendar holds, and when the last was written.
///
/// # Errors
/// Of the database only.
pub async fn sums(source: &mut impl Source) -> Result<BTreeMap<AccountId, (u32, DateTime<Utc>)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT p.account AS "account!: String", COUNT(*) AS "count!: i64", MAX(p.at) AS "at!: String"
           FROM pushed p JOIN calendar_account a ON a.id = p.account AND a.push_to = p.calendar
           WHERE p.etag <> '' GROUP BY p.account"#
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter()
        .map(|row| Ok((AccountId::from(row.account), (text::count(row.count)?, text::from_word(&row.at)?))))
        .collect()
}

/// Writes down what a server's calendar holds of a meeting now.
///
/// # Errors
/// Of the database only.
pub async fn put(
    record: &mut Record,
    account: &AccountId,
    calendar: &str,
    row: &PushedMeeting,
) -> Result<(), StoreError> {
    let at = text::stamp(row.at);
    sqlx::query!(
        "INSERT INTO pushed (account, calendar, meeting, href, etag, digest, at) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (account, calendar, meeting) DO UPDATE SET href = excluded.href, etag = excluded.etag,
            digest = excluded.digest, at = excluded.at",
        account.0,
        calendar,
        row.meeting.0,
        row.href,
        row.etag,
        row.digest,
        at
    )
    .execute(record.connection())
    .await?;
    Ok(())
}

/// Writes down that a server's calendar holds nothing of a meeting any more.
///
/// # Errors
/// Of the database only.
pub async fn remove(
    record: &mut Record,
    account: &AccountId,
    calendar: &str,
    meeting: &MeetingId,
) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM pushed WHERE account = ? AND calendar = ? AND meeting = ?",
        account.0,
        calendar,
        meeting.0
    )
    .execute(record.connection())
    .await?;
    Ok(())
}
