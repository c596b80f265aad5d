//! Settings of the workspace: a name and a JSON value each.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write};

/// One setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Setting {
    name: String,
    value: String,
}

/// The JSON value of a setting, where it has been set.
///
/// # Errors
/// Of the database only.
pub async fn get(source: &mut impl Source, name: &str) -> Result<Option<String>, StoreError> {
    Ok(stored::get::<Setting>(source, name).await?.map(|setting| setting.value))
}

/// All settings that have been set, by name.
///
/// # Errors
/// Of the database only.
pub async fn all(source: &mut impl Source) -> Result<Vec<(String, String)>, StoreError> {
    let settings = stored::all::<Setting>(source).await?;
    Ok(settings.into_iter().map(|setting| (setting.name, setting.value)).collect())
}

/// Sets a setting to a JSON value.
///
/// # Errors
/// Of the database only.
pub async fn put(write: &mut Write, name: &str, value: &str) -> Result<(), StoreError> {
    let setting = Setting { name: name.to_owned(), value: value.to_owned() };
    stored::put(write, &setting).await.map(|_| ())
}

/// Takes a setting back to what the program itself says.
///
/// # Errors
/// [`StoreError::NotFound`] where it was not set.
pub async fn remove(write: &mut Write, name: &str) -> Result<(), StoreError> {
    stored::delete::<Setting>(write, name).await
}

impl Stored for Setting {
    const KIND: Kind = Kind::Setting;

    fn key(&self) -> String {
        self.name.clone()
    }

    fn version(&self) -> Option<u32> {
        None
    }

    fn at_version(self, _: u32) -> Self {
        self
    }

    async fn keys(connection: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
        Ok(sqlx::query_scalar!("SELECT name FROM setting ORDER BY name").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        Ok(sqlx::query_as!(
            Setting,
            "SELECT name, value FROM setting WHERE name IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?)
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            sqlx::query!(
                "INSERT INTO setting (name, value) VALUES (?, ?)
                 ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                row.name,
                row.value
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM setting WHERE name IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}
