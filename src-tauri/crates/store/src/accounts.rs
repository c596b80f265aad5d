//! Accounts on calendar servers; their secrets are elsewhere.

use domain::{AccountId, CalendarAccount};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{Keys, Stored};
use crate::{StoreError, text};

area_functions!(CalendarAccount, AccountId);

impl Stored for CalendarAccount {
    const KIND: Kind = Kind::CalendarAccount;

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
        Ok(sqlx::query_scalar!("SELECT id FROM calendar_account ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, name, address, user_name, push_to, push_name, version
             FROM calendar_account WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CalendarAccount {
                    id: row.id.into(),
                    name: row.name,
                    address: row.address,
                    user: row.user_name,
                    push_to: row.push_to,
                    push_name: row.push_name,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            sqlx::query!(
                "INSERT INTO calendar_account (id, name, address, user_name, push_to, push_name, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                    user_name = excluded.user_name, push_to = excluded.push_to, push_name = excluded.push_name,
                    version = excluded.version",
                row.id.0,
                row.name,
                row.address,
                row.user,
                row.push_to,
                row.push_name,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM calendar_account WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let sources = sqlx::query_scalar!("SELECT COUNT(*) FROM busy_source WHERE account = ?", key)
            .fetch_one(connection)
            .await?;
        Ok(vec![("busy_sources", sources)])
    }
}
