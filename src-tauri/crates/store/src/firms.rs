//! Firms.

use domain::{Firm, FirmId};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{Keys, Stored};
use crate::{StoreError, text};

area_functions!(Firm, FirmId);

impl Stored for Firm {
    const KIND: Kind = Kind::Firm;

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
        Ok(sqlx::query_scalar!("SELECT id FROM firm ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, name, kind, version FROM firm WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Firm {
                    id: row.id.into(),
                    name: row.name,
                    kind: text::from_word(&row.kind)?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let kind = text::word(&row.kind)?;
            sqlx::query!(
                "INSERT INTO firm (id, name, kind, version) VALUES (?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, version = excluded.version",
                row.id.0,
                row.name,
                kind,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM firm WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let providers =
            sqlx::query_scalar!("SELECT COUNT(*) FROM provider WHERE firm = ?", key).fetch_one(connection).await?;
        Ok(vec![("providers", providers)])
    }
}
