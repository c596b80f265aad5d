//! Sites.

use domain::{Site, SiteId, ZoneName};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{Keys, Stored};
use crate::{StoreError, text};

area_functions!(Site, SiteId);

impl Stored for Site {
    const KIND: Kind = Kind::Site;

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
        Ok(sqlx::query_scalar!("SELECT id FROM site ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, name, address, city, country, zone, latitude, longitude, version
             FROM site WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Site {
                    id: row.id.into(),
                    name: row.name,
                    address: row.address,
                    city: row.city,
                    country: row.country,
                    zone: ZoneName(row.zone),
                    latitude: row.latitude,
                    longitude: row.longitude,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            sqlx::query!(
                "INSERT INTO site (id, name, address, city, country, zone, latitude, longitude, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, address = excluded.address,
                    city = excluded.city, country = excluded.country, zone = excluded.zone,
                    latitude = excluded.latitude, longitude = excluded.longitude, version = excluded.version",
                row.id.0,
                row.name,
                row.address,
                row.city,
                row.country,
                row.zone.0,
                row.latitude,
                row.longitude,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM site WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let row = sqlx::query!(
            r#"SELECT (SELECT COUNT(*) FROM client WHERE site = ?1) AS "clients!: i64",
                      (SELECT COUNT(*) FROM provider WHERE site = ?1) AS "providers!: i64",
                      (SELECT COUNT(*) FROM room WHERE site = ?1) AS "rooms!: i64""#,
            key
        )
        .fetch_one(connection)
        .await?;
        Ok(vec![("clients", row.clients), ("providers", row.providers), ("rooms", row.rooms)])
    }
}
