//! The times read from calendars elsewhere, and how their reading went.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use domain::{BusyOrigin, BusyOwner, BusySourceId, BusyTime};

use super::owner_of;
use crate::{Record, Source, StoreError, text};

/// How the last reading of a source went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Where its times were read from.
    pub origin: BusyOrigin,
    /// When it was last read without fault; `None`: never.
    pub read: Option<DateTime<Utc>>,
    /// When it was last tried.
    pub tried: DateTime<Utc>,
    /// Why the last reading failed, as JSON.
    pub problem: Option<String>,
    /// What was doubtful about it, as JSON.
    pub remarks: String,
    /// What the server, or the file system, says of the version that was read.
    pub etag: Option<String>,
    /// Likewise, as a date.
    pub last_modified: Option<String>,
    /// The stretch of time that was looked at.
    pub window: (DateTime<Utc>, DateTime<Utc>),
}

/// A time that somebody or something is taken, and by which source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenTime {
    /// Which source says so.
    pub source: BusySourceId,
    /// Its name.
    pub name: String,
    /// Whose time.
    pub owner: BusyOwner,
    /// When.
    pub time: BusyTime,
    /// Whether it stands in the way: certain, or of a source whose tentative times count.
    pub counts: bool,
}

/// How the last readings went, by source; those never tried are not in it.
///
/// # Errors
/// Of the database only.
pub async fn readings(source: &mut impl Source) -> Result<HashMap<BusySourceId, Reading>, StoreError> {
    let rows = sqlx::query!(
        "SELECT source, origin, read_at, tried_at, problem, remarks, etag, last_modified, from_utc, to_utc
         FROM busy_reading"
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter()
        .map(|row| {
            let reading = Reading {
                origin: text::from_json(&row.origin)?,
                read: text::from_word_of(row.read_at.as_deref())?,
                tried: text::from_word(&row.tried_at)?,
                problem: row.problem,
                remarks: row.remarks,
                etag: row.etag,
                last_modified: row.last_modified,
                window: (text::from_word(&row.from_utc)?, text::from_word(&row.to_utc)?),
            };
            Ok((row.source.into(), reading))
        })
        .collect()
}

/// The times taken between two instants, in order of their beginning, of every source there is.
///
/// # Errors
/// Of the database only.
pub async fn between(
    source: &mut impl Source,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<TakenTime>, StoreError> {
    let (from, to) = (text::stamp(from), text::stamp(to));
    let rows = sqlx::query!(
        "SELECT s.id, s.name, s.owner_provider, s.owner_room, s.owner_client, s.tentative_counts,
                t.from_utc, t.to_utc, t.tentative
         FROM busy_source s JOIN busy_time t ON t.source = s.id
         WHERE t.from_utc < ? AND t.to_utc > ? ORDER BY t.from_utc, t.to_utc, s.name, s.id",
        to,
        from
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(TakenTime {
                source: row.id.into(),
                name: row.name,
                owner: owner_of(row.owner_provider, row.owner_room, row.owner_client)?,
                time: BusyTime {
                    from: text::from_word(&row.from_utc)?,
                    to: text::from_word(&row.to_utc)?,
                    tentative: row.tentative != 0,
                },
                counts: row.tentative == 0 || row.tentative_counts != 0,
            })
        })
        .collect()
}

/// How many times of each source end after an instant.
///
/// # Errors
/// Of the database only.
pub async fn ahead(source: &mut impl Source, after: DateTime<Utc>) -> Result<HashMap<BusySourceId, u32>, StoreError> {
    let after = text::stamp(after);
    let rows = sqlx::query!(
        r#"SELECT source, COUNT(*) AS "count!: i64" FROM busy_time WHERE to_utc > ? GROUP BY source"#,
        after
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter().map(|row| Ok((row.source.into(), text::count(row.count)?))).collect()
}

/// The first times of a source that end after an instant.
///
/// # Errors
/// Of the database only.
pub async fn next(
    source: &mut impl Source,
    of: &BusySourceId,
    after: DateTime<Utc>,
    most: u32,
) -> Result<Vec<BusyTime>, StoreError> {
    let after = text::stamp(after);
    let rows = sqlx::query!(
        "SELECT from_utc, to_utc, tentative FROM busy_time WHERE source = ? AND to_utc > ?
         ORDER BY from_utc, to_utc LIMIT ?",
        of.0,
        after,
        most
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(BusyTime {
                from: text::from_word(&row.from_utc)?,
                to: text::from_word(&row.to_utc)?,
                tentative: row.tentative != 0,
            })
        })
        .collect()
}

/// Keeps what a reading brought in place of what the one before did.
///
/// # Errors
/// Of the database only.
pub async fn keep(
    record: &mut Record,
    of: &BusySourceId,
    reading: &Reading,
    times: &[BusyTime],
) -> Result<(), StoreError> {
    write(record, of, reading).await?;
    let connection = record.connection();
    sqlx::query!("DELETE FROM busy_time WHERE source = ?", of.0).execute(&mut *connection).await?;
    for chunk in times.chunks(5000) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|time| serde_json::json!([text::stamp(time.from), text::stamp(time.to), i32::from(time.tentative)]))
            .collect();
        let rows = text::json(&rows)?;
        sqlx::query!(
            "INSERT INTO busy_time (source, from_utc, to_utc, tentative)
             SELECT ?, value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
            of.0,
            rows
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Keeps that a reading found everything as it was.
///
/// # Errors
/// Of the database only.
pub async fn touch(record: &mut Record, of: &BusySourceId, at: DateTime<Utc>) -> Result<(), StoreError> {
    let at = text::stamp(at);
    sqlx::query!("UPDATE busy_reading SET read_at = ?, tried_at = ?, problem = NULL WHERE source = ?", at, at, of.0)
        .execute(record.connection())
        .await?;
    Ok(())
}

/// Keeps that a reading failed, and why; the times read before stay.
///
/// # Errors
/// Of the database only.
pub async fn set_trouble(
    record: &mut Record,
    of: &BusySourceId,
    origin: &BusyOrigin,
    at: DateTime<Utc>,
    problem: &str,
) -> Result<(), StoreError> {
    let (at, origin) = (text::stamp(at), text::json(origin)?);
    sqlx::query!(
        "INSERT INTO busy_reading (source, origin, tried_at, problem, remarks, from_utc, to_utc)
         VALUES (?, ?, ?, ?, '[]', ?, ?)
         ON CONFLICT (source) DO UPDATE SET tried_at = excluded.tried_at, problem = excluded.problem",
        of.0,
        origin,
        at,
        problem,
        at,
        at
    )
    .execute(record.connection())
    .await?;
    Ok(())
}

/// Forgets the times of sources that are gone for good: deleted, and undo cannot bring them back.
///
/// # Errors
/// Of the database only.
pub async fn sweep(record: &mut Record) -> Result<(), StoreError> {
    let connection = record.connection();
    sqlx::query!(
        "DELETE FROM busy_time WHERE source NOT IN (SELECT id FROM busy_source)
             AND source NOT IN (SELECT key FROM change WHERE kind = 'busy_source')"
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "DELETE FROM busy_reading WHERE source NOT IN (SELECT id FROM busy_source)
             AND source NOT IN (SELECT key FROM change WHERE kind = 'busy_source')"
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn write(record: &mut Record, of: &BusySourceId, reading: &Reading) -> Result<(), StoreError> {
    let origin = text::json(&reading.origin)?;
    let (read, tried) = (reading.read.map(text::stamp), text::stamp(reading.tried));
    let (from, to) = (text::stamp(reading.window.0), text::stamp(reading.window.1));
    sqlx::query!(
        "INSERT INTO busy_reading (source, origin, read_at, tried_at, problem, remarks, etag, last_modified, from_utc,
                                   to_utc)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (source) DO UPDATE SET origin = excluded.origin, read_at = excluded.read_at,
            tried_at = excluded.tried_at, problem = excluded.problem, remarks = excluded.remarks,
            etag = excluded.etag, last_modified = excluded.last_modified, from_utc = excluded.from_utc,
            to_utc = excluded.to_utc",
        of.0,
        origin,
        read,
        tried,
        reading.problem,
        reading.remarks,
        reading.etag,
        reading.last_modified,
        from,
        to
    )
    .execute(record.connection())
    .await?;
    Ok(())
}

/// The meetings that calendars elsewhere may have from us: those that are, those that were pushed, and those that people
/// were told of.
///
/// # Errors
/// Of the database only.
pub async fn own_meetings(source: &mut impl Source) -> Result<Vec<domain::MeetingId>, StoreError> {
    let ids = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM meeting UNION SELECT meeting FROM pushed UNION SELECT meeting FROM outward"#
    )
    .fetch_all(source.connection())
    .await?;
    Ok(ids.into_iter().map(Into::into).collect())
}
