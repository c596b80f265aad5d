//! The history of placements, and the newest of each client and topic.

use domain::{ClientId, PlacementEntry, TopicId};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

/// Adds an entry to the history. Entries never change: one whose id is there already is refused.
///
/// # Errors
/// [`StoreError::Unique`] for an id that is there; [`StoreError::BrokenReference`] for an unknown client or topic.
pub async fn append(write: &mut Write, entry: &PlacementEntry) -> Result<(), StoreError> {
    append_all(write, std::slice::from_ref(entry)).await
}

/// [`append`] for many at once; all or none.
///
/// # Errors
/// As [`append`].
pub async fn append_all(write: &mut Write, entries: &[PlacementEntry]) -> Result<(), StoreError> {
    let keys = Keys::of_rows(entries)?;
    let there =
        sqlx::query_scalar!("SELECT id FROM placement WHERE id IN (SELECT value FROM json_each(?)) LIMIT 1", keys.0)
            .fetch_optional(write.connection())
            .await?;
    if let Some(id) = there {
        return Err(StoreError::Unique { detail: format!("placement {id}") });
    }
    stored::put_all(write, entries).await.map(|_| ())
}

/// The newest entry of each client and topic.
///
/// # Errors
/// Of the database only.
pub async fn current(source: &mut impl Source) -> Result<Vec<PlacementEntry>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT p.id, p.client, p.topic, p.at, p.author, p.cause, p.sharing, p.providers, p.state, p.format, p.chosen
         FROM placement_current c JOIN placement p ON p.id = c.placement ORDER BY p.client, p.topic"
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// The newest entry of each topic of one client.
///
/// # Errors
/// Of the database only.
pub async fn of_client(source: &mut impl Source, client: &ClientId) -> Result<Vec<PlacementEntry>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT p.id, p.client, p.topic, p.at, p.author, p.cause, p.sharing, p.providers, p.state, p.format, p.chosen
         FROM placement_current c JOIN placement p ON p.id = c.placement WHERE c.client = ? ORDER BY p.topic",
        client.0
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// All entries of a client about a topic, the newest first.
///
/// # Errors
/// Of the database only.
pub async fn history(
    source: &mut impl Source,
    client: &ClientId,
    topic: &TopicId,
) -> Result<Vec<PlacementEntry>, StoreError> {
    let rows = sqlx::query_as!(
        Row,
        "SELECT id, client, topic, at, author, cause, sharing, providers, state, format, chosen
         FROM placement WHERE client = ? AND topic = ? ORDER BY at DESC, id DESC",
        client.0,
        topic.0
    )
    .fetch_all(source.connection())
    .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// Deletes the history of a client that is being deleted.
pub(crate) async fn forget_client(write: &mut Write, client: &ClientId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM placement WHERE client = ?", client.0)
        .fetch_all(write.connection())
        .await?;
    stored::remove_all::<PlacementEntry>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

/// Deletes the history of a topic that is being deleted.
pub(crate) async fn forget_topic(write: &mut Write, topic: &TopicId) -> Result<(), StoreError> {
    let keys =
        sqlx::query_scalar!("SELECT id FROM placement WHERE topic = ?", topic.0).fetch_all(write.connection()).await?;
    stored::remove_all::<PlacementEntry>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

struct Row {
    id: String,
    client: String,
    topic: String,
    at: String,
    author: String,
    cause: String,
    sharing: Option<f64>,
    providers: Option<f64>,
    state: String,
    format: Option<String>,
    chosen: Option<String>,
}

impl Row {
    fn entry(self) -> Result<PlacementEntry, StoreError> {
        Ok(PlacementEntry {
            id: self.id.into(),
            client: self.client.into(),
            topic: self.topic.into(),
            at: text::from_word(&self.at)?,
            author: self.author,
            cause: text::from_word(&self.cause)?,
            sharing: self.sharing,
            providers: self.providers,
            state: text::from_word(&self.state)?,
            format: text::from_word_of(self.format.as_deref())?,
            chosen: self.chosen.as_deref().map(text::from_json).transpose()?,
        })
    }
}

/// Finds the newest entry anew for pairs of client and topic, given as JSON.
async fn settle(connection: &mut SqliteConnection, pairs: &str) -> Result<(), StoreError> {
    sqlx::query!(
        "INSERT INTO placement_current (client, topic, placement)
         SELECT pair.value ->> 0, pair.value ->> 1, p.id
         FROM json_each(?) AS pair JOIN placement p ON p.id =
            (SELECT newest.id FROM placement newest
             WHERE newest.client = pair.value ->> 0 AND newest.topic = pair.value ->> 1
             ORDER BY newest.at DESC, newest.id DESC LIMIT 1)
         WHERE TRUE
         ON CONFLICT (client, topic) DO UPDATE SET placement = excluded.placement",
        pairs
    )
    .execute(connection)
    .await?;
    Ok(())
}

impl Stored for PlacementEntry {
    const KIND: Kind = Kind::Placement;

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
        Ok(sqlx::query_scalar!("SELECT id FROM placement ORDER BY client, topic, at, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query_as!(
            Row,
            "SELECT id, client, topic, at, author, cause, sharing, providers, state, format, chosen
             FROM placement WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter().map(Row::entry).collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        let mut pairs = std::collections::BTreeSet::new();
        for row in rows {
            pairs.insert((&row.client, &row.topic));
            let (at, cause, state) = (text::stamp(row.at), text::word(&row.cause)?, text::word(&row.state)?);
            let format = row.format.map(|format| format.word());
            let chosen = row.chosen.as_ref().map(text::json).transpose()?;
            sqlx::query!(
                "INSERT INTO placement
                    (id, client, topic, at, author, cause, sharing, providers, state, format, chosen)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row.id.0,
                row.client.0,
                row.topic.0,
                at,
                row.author,
                cause,
                row.sharing,
                row.providers,
                state,
                format,
                chosen
            )
            .execute(&mut *connection)
            .await?;
        }
        let pairs: Vec<_> = pairs.into_iter().map(|pair| json!([pair.0, pair.1])).collect();
        settle(connection, &text::json(&pairs)?).await
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        let pairs = sqlx::query!(
            "SELECT DISTINCT client, topic FROM placement WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?;
        sqlx::query!("DELETE FROM placement_current WHERE placement IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        sqlx::query!("DELETE FROM placement WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        let pairs: Vec<_> = pairs.into_iter().map(|pair| json!([pair.client, pair.topic])).collect();
        settle(connection, &text::json(&pairs)?).await
    }
}
