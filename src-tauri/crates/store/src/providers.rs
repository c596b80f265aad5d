//! Providers with their skills, hours and absences.

use std::collections::HashMap;

use domain::{Provider, ProviderId, ZoneName};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{StoreError, Write, busy, text};

area_functions!(Provider, ProviderId, without delete);

/// Deletes a provider, with the calendars elsewhere that tell its times.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::InUse`] where other rows refer to it.
pub async fn delete(write: &mut Write, id: &ProviderId) -> Result<(), StoreError> {
    stored::ask_for_uses::<Provider>(write, id.as_str()).await?;
    busy::forget_provider(write, id).await?;
    stored::delete::<Provider>(write, id.as_str()).await
}

impl Stored for Provider {
    const KIND: Kind = Kind::Provider;

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
        Ok(sqlx::query_scalar!("SELECT id FROM provider ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let mut skills: HashMap<String, Vec<String>> = HashMap::new();
        for row in sqlx::query!(
            "SELECT provider, skill FROM provider_skill WHERE provider IN (SELECT value FROM json_each(?))
             ORDER BY provider, position",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?
        {
            skills.entry(row.provider).or_default().push(row.skill);
        }
        let rows = sqlx::query!(
            "SELECT id, name, title, email, firm, site, zone, hours, absences, max_per_day, version
             FROM provider WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Provider {
                    skills: skills.remove(&row.id).unwrap_or_default(),
                    id: row.id.into(),
                    name: row.name,
                    title: row.title,
                    email: row.email,
                    firm: row.firm.into(),
                    site: row.site.map(Into::into),
                    zone: ZoneName(row.zone),
                    hours: text::from_json(&row.hours)?,
                    absences: text::from_json(&row.absences)?,
                    max_per_day: text::count(row.max_per_day)?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        let mut skills = Vec::new();
        for row in rows {
            let (hours, absences) = (text::json(&row.hours)?, text::json(&row.absences)?);
            let site = row.site.as_ref().map(|site| site.as_str());
            sqlx::query!(
                "INSERT INTO provider
                    (id, name, title, email, firm, site, zone, hours, absences, max_per_day, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, title = excluded.title, email = excluded.email,
                    firm = excluded.firm, site = excluded.site, zone = excluded.zone, hours = excluded.hours,
                    absences = excluded.absences, max_per_day = excluded.max_per_day, version = excluded.version",
                row.id.0,
                row.name,
                row.title,
                row.email,
                row.firm.0,
                site,
                row.zone.0,
                hours,
                absences,
                row.max_per_day,
                row.version
            )
            .execute(&mut *connection)
            .await?;
            for (position, skill) in row.skills.iter().enumerate() {
                skills.push(json!({ "provider": row.id, "position": position, "skill": skill }));
            }
        }
        let (keys, skills) = (Keys::of_rows(rows)?, text::json(&skills)?);
        sqlx::query!("DELETE FROM provider_skill WHERE provider IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        sqlx::query!(
            "INSERT INTO provider_skill (provider, position, skill)
             SELECT value ->> 'provider', value ->> 'position', value ->> 'skill' FROM json_each(?)",
            skills
        )
        .execute(connection)
        .await?;
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM provider_skill WHERE provider IN (SELECT value FROM json_each(?))", keys.0)
            .execute(&mut *connection)
            .await?;
        sqlx::query!("DELETE FROM provider WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let meetings =
            sqlx::query_scalar!("SELECT COUNT(DISTINCT meeting) FROM meeting_provider WHERE provider = ?", key)
                .fetch_one(connection)
                .await?;
        Ok(vec![("meetings", meetings)])
    }
}
