//! Needs, and which of them a meeting meets.

use domain::{ClientId, MeetingId, Need, NeedId};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, text};

area_functions!(Need, NeedId);

/// The needs of one client.
///
/// # Errors
/// Of the database only.
pub async fn of_client(source: &mut impl Source, client: &ClientId) -> Result<Vec<Need>, StoreError> {
    let connection = source.connection();
    let keys =
        sqlx::query_scalar!("SELECT id FROM need WHERE client = ? ORDER BY until_date, priority DESC, id", client.0)
            .fetch_all(&mut *connection)
            .await?;
    stored::ordered(connection, &keys).await
}

/// The needs that a meeting meets or has met, each with its meeting: one that is not cancelled and that the client
/// attends for this need.
///
/// # Errors
/// Of the database only.
pub async fn met(source: &mut impl Source) -> Result<Vec<(NeedId, MeetingId)>, StoreError> {
    let rows = sqlx::query!(
        r#"SELECT c.need AS "need!", c.meeting FROM meeting_client c JOIN meeting m ON m.id = c.meeting
           WHERE c.need IS NOT NULL AND m.status <> 'cancelled' ORDER BY c.need, m.start_utc, m.id"#
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.need.into(), row.meeting.into())).collect())
}

impl Stored for Need {
    const KIND: Kind = Kind::Need;

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
        Ok(sqlx::query_scalar!("SELECT id FROM need ORDER BY until_date, priority DESC, id")
            .fetch_all(connection)
            .await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, client, topic, priority, from_date, until_date, place, note, version
             FROM need WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Need {
                    id: row.id.into(),
                    client: row.client.into(),
                    topic: row.topic.into(),
                    priority: text::count(row.priority)?,
                    from: text::from_word(&row.from_date)?,
                    until: text::from_word(&row.until_date)?,
                    place: text::from_word(&row.place)?,
                    note: row.note,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (from, until, place) = (text::word(&row.from)?, text::word(&row.until)?, text::word(&row.place)?);
            sqlx::query!(
                "INSERT INTO need (id, client, topic, priority, from_date, until_date, place, note, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET client = excluded.client, topic = excluded.topic,
                    priority = excluded.priority, from_date = excluded.from_date, until_date = excluded.until_date,
                    place = excluded.place, note = excluded.note, version = excluded.version",
                row.id.0,
                row.client.0,
                row.topic.0,
                row.priority,
                from,
                until,
                place,
                row.note,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM need WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        // A cancelled meeting meets nothing: whoever deletes the need takes it out of there first.
        let meetings = sqlx::query_scalar!(
            "SELECT COUNT(DISTINCT c.meeting) FROM meeting_client c JOIN meeting m ON m.id = c.meeting
             WHERE c.need = ? AND m.status <> 'cancelled'",
            key
        )
        .fetch_one(connection)
        .await?;
        Ok(vec![("meetings", meetings)])
    }
}

/// The needs that no meeting meets.
///
/// # Errors
/// Of the database only.
pub async fn open(source: &mut impl Source) -> Result<Vec<Need>, StoreError> {
    let met: std::collections::HashSet<NeedId> = met(source).await?.into_iter().map(|(need, _)| need).collect();
    let mut needs: Vec<Need> = stored::all(source).await?;
    needs.retain(|need| !met.contains(&need.id));
    Ok(needs)
}

/// How many needs there are.
///
/// # Errors
/// Of the database only.
pub async fn count(source: &mut impl Source) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar!("SELECT COUNT(*) FROM need").fetch_one(source.connection()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}
