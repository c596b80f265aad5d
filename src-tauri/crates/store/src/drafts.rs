//! Plans not yet accepted. What the problem and the plan look like is the planner's matter; here they are JSON.

use chrono::{DateTime, NaiveDate, Utc};
use domain::DraftId;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

/// What became of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftStatus {
    /// Waits for a decision.
    Open,
    /// Its meetings were made, all or some.
    Accepted,
    /// Thrown away.
    Discarded,
}

/// A plan for a stretch of days, not yet accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Identity.
    pub id: DraftId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// First day planned.
    pub from: NaiveDate,
    /// Last day planned.
    pub to: NaiveDate,
    /// What became of it.
    pub status: DraftStatus,
    /// The problem, as JSON.
    pub problem: String,
    /// The plan, as JSON.
    pub plan: String,
    /// In the user's words; may be empty.
    pub note: String,
}

/// All of them, the newest first.
///
/// # Errors
/// Of the database only.
pub async fn all(source: &mut impl Source) -> Result<Vec<Draft>, StoreError> {
    stored::all(source).await
}

/// One of them.
///
/// # Errors
/// Of the database only.
pub async fn get(source: &mut impl Source, id: &DraftId) -> Result<Option<Draft>, StoreError> {
    stored::get(source, id.as_str()).await
}

/// Inserts or replaces one; a draft has no version, the last writer wins.
///
/// # Errors
/// Of the database only.
pub async fn put(write: &mut Write, draft: &Draft) -> Result<Draft, StoreError> {
    stored::put(write, draft).await
}

/// Deletes one.
///
/// # Errors
/// [`StoreError::NotFound`].
pub async fn delete(write: &mut Write, id: &DraftId) -> Result<(), StoreError> {
    stored::delete::<Draft>(write, id.as_str()).await
}

impl Stored for Draft {
    const KIND: Kind = Kind::Draft;

    fn key(&self) -> String {
        self.id.0.clone()
    }

    fn version(&self) -> Option<u32> {
        None
    }

    fn at_version(self, _: u32) -> Self {
        self
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT id FROM draft ORDER BY created DESC, id DESC").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, created, from_date, to_date, status, problem, plan, note
             FROM draft WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Draft {
                    id: row.id.into(),
                    created: text::from_word(&row.created)?,
                    from: text::from_word(&row.from_date)?,
                    to: text::from_word(&row.to_date)?,
                    status: text::from_word(&row.status)?,
                    problem: row.problem,
                    plan: row.plan,
                    note: row.note,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (created, status) = (text::stamp(row.created), text::word(&row.status)?);
            let (from, to) = (text::word(&row.from)?, text::word(&row.to)?);
            sqlx::query!(
                "INSERT INTO draft (id, created, from_date, to_date, status, problem, plan, note)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET created = excluded.created, from_date = excluded.from_date,
                    to_date = excluded.to_date, status = excluded.status, problem = excluded.problem,
                    plan = excluded.plan, note = excluded.note",
                row.id.0,
                created,
                from,
                to,
                status,
                row.problem,
                row.plan,
                row.note
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM draft WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}

/// The drafts that are neither accepted nor discarded, the newest first.
///
/// # Errors
/// Of the database only.
pub async fn open(source: &mut impl Source) -> Result<Vec<Draft>, StoreError> {
    let connection = source.connection();
    let keys = sqlx::query_scalar!("SELECT id FROM draft WHERE status = 'open' ORDER BY created DESC, id DESC")
        .fetch_all(&mut *connection)
        .await?;
    stored::ordered(connection, &keys).await
}
