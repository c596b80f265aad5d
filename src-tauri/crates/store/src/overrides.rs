//! Standing facts that override the recommended format.

use domain::{ClientId, Override, OverrideId, TopicId};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

area_functions!(Override, OverrideId);

/// The facts about one client.
///
/// # Errors
/// Of the database only.
pub async fn of_client(source: &mut impl Source, client: &ClientId) -> Result<Vec<Override>, StoreError> {
    let connection = source.connection();
    let keys = sqlx::query_scalar!("SELECT id FROM client_override WHERE client = ? ORDER BY since, id", client.0)
        .fetch_all(&mut *connection)
        .await?;
    stored::ordered(connection, &keys).await
}

/// Deletes the facts about a client that is being deleted.
pub(crate) async fn forget_client(write: &mut Write, client: &ClientId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM client_override WHERE client = ?", client.0)
        .fetch_all(write.connection())
        .await?;
    stored::remove_all::<Override>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

/// Deletes the facts about a topic that is being deleted.
pub(crate) async fn forget_topic(write: &mut Write, topic: &TopicId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM client_override WHERE topic = ?", topic.0)
        .fetch_all(write.connection())
        .await?;
    stored::remove_all::<Override>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

impl Stored for Override {
    const KIND: Kind = Kind::Override;

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
        Ok(sqlx::query_scalar!("SELECT id FROM client_override ORDER BY client, since, id")
            .fetch_all(connection)
            .await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, client, topic, fact, author, reason, since, until, version
             FROM client_override WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Override {
                    id: row.id.into(),
                    client: row.client.into(),
                    topic: row.topic.map(Into::into),
                    fact: text::from_json(&row.fact)?,
                    author: row.author,
                    reason: row.reason,
                    since: text::from_word(&row.since)?,
                    until: text::from_word_of(row.until.as_deref())?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (fact, topic) = (text::json(&row.fact)?, row.topic.as_ref().map(TopicId::as_str));
            let (since, until) = (text::word(&row.since)?, text::word_of(row.until.as_ref())?);
            sqlx::query!(
                "INSERT INTO client_override (id, client, topic, fact, author, reason, since, until, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET client = excluded.client, topic = excluded.topic,
                    fact = excluded.fact, author = excluded.author, reason = excluded.reason,
                    since = excluded.since, until = excluded.until, version = excluded.version",
                row.id.0,
                row.client.0,
                topic,
                fact,
                row.author,
                row.reason,
                since,
                until,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM client_override WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}
