//! Rooms.

use domain::{Room, RoomId};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{StoreError, Write, busy, text};

area_functions!(Room, RoomId, without delete);

/// Deletes a room, with the calendars elsewhere that tell its times.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::InUse`] where meetings are held in it.
pub async fn delete(write: &mut Write, id: &RoomId) -> Result<(), StoreError> {
    stored::ask_for_uses::<Room>(write, id.as_str()).await?;
    busy::forget_room(write, id).await?;
    stored::delete::<Room>(write, id.as_str()).await
}

impl Stored for Room {
    const KIND: Kind = Kind::Room;

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
        Ok(sqlx::query_scalar!("SELECT id FROM room ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, name, site, seats, hours, version
             FROM room WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Room {
                    id: row.id.into(),
                    name: row.name,
                    site: row.site.into(),
                    seats: text::count(row.seats)?,
                    hours: text::from_json(&row.hours)?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let hours = text::json(&row.hours)?;
            sqlx::query!(
                "INSERT INTO room (id, name, site, seats, hours, version) VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, site = excluded.site, seats = excluded.seats,
                    hours = excluded.hours, version = excluded.version",
                row.id.0,
                row.name,
                row.site.0,
                row.seats,
                hours,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM room WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let meetings =
            sqlx::query_scalar!("SELECT COUNT(*) FROM meeting WHERE place_room = ?", key).fetch_one(connection).await?;
        Ok(vec![("meetings", meetings)])
    }
}
