//! Clients with their people, tags, attributes and rivals.

use std::collections::HashMap;

use domain::{Client, ClientId, SiteId, ZoneName};
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, answers, busy, overrides, placements, text};

mod belongings;
use belongings::Belongings;

area_functions!(Client, ClientId, without delete);

/// As much of a client as a list of thousands shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClientSummary {
    /// Identity.
    pub id: ClientId,
    /// The organisation's name.
    pub name: String,
    /// Its code in other systems; may be empty.
    pub code: String,
    /// Its premises.
    pub site: Option<SiteId>,
    /// City of its premises; empty where not known.
    pub city: String,
    /// Country of its premises; empty where not known.
    pub country: String,
    /// Worth to us, 1 to 100.
    pub value: u32,
    /// Sales of the last period, where known.
    pub sales: Option<f64>,
    /// Free labels.
    pub tags: Vec<String>,
    /// How many clients it names as its rivals.
    pub rivals: u32,
}

/// All clients in short, by name.
///
/// # Errors
/// Of the database only.
pub async fn summaries(source: &mut impl Source) -> Result<Vec<ClientSummary>, StoreError> {
    let connection = source.connection();
    let mut tags: HashMap<String, Vec<String>> = HashMap::new();
    for row in
        sqlx::query!("SELECT client, tag FROM client_tag ORDER BY client, position").fetch_all(&mut *connection).await?
    {
        tags.entry(row.client).or_default().push(row.tag);
    }
    let rows = sqlx::query!(
        r#"SELECT c.id, c.name, c.code, c.site, c.value, c.sales, s.city AS "city?", s.country AS "country?",
                  (SELECT COUNT(*) FROM client_rival r WHERE r.client = c.id) AS "rivals!: i64"
           FROM client c LEFT JOIN site s ON s.id = c.site ORDER BY c.name, c.id"#
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(ClientSummary {
                tags: tags.remove(&row.id).unwrap_or_default(),
                id: row.id.into(),
                name: row.name,
                code: row.code,
                site: row.site.map(Into::into),
                city: row.city.unwrap_or_default(),
                country: row.country.unwrap_or_default(),
                value: text::count(row.value)?,
                sales: row.sales,
                rivals: text::count(row.rivals)?,
            })
        })
        .collect()
}

/// The ids of the clients that have one of these codes, by code. An import recognises clients by them.
///
/// # Errors
/// Of the database only.
pub async fn by_codes(source: &mut impl Source, codes: &[String]) -> Result<Vec<(String, ClientId)>, StoreError> {
    let codes = text::json(codes)?;
    let rows = sqlx::query!(
        "SELECT code, id FROM client WHERE code <> '' AND code IN (SELECT value FROM json_each(?)) ORDER BY code, id",
        codes
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id.into())).collect())
}

/// The ids of the clients that have one of these names, letter for letter, by name.
///
/// # Errors
/// Of the database only.
pub async fn by_names(source: &mut impl Source, names: &[String]) -> Result<Vec<(String, ClientId)>, StoreError> {
    let names = text::json(names)?;
    let rows = sqlx::query!(
        "SELECT name, id FROM client WHERE name IN (SELECT value FROM json_each(?)) ORDER BY name, id",
        names
    )
    .fetch_all(source.connection())
    .await?;
    Ok(rows.into_iter().map(|row| (row.name, row.id.into())).collect())
}

/// Deletes one, with what was answered, placed and overridden about it; others no longer name it as a rival.
///
/// # Errors
/// [`StoreError::NotFound`]; [`StoreError::InUse`] where it has needs or meetings.
pub async fn delete(write: &mut Write, id: &ClientId) -> Result<(), StoreError> {
    stored::ask_for_uses::<Client>(write, id.as_str()).await?;
    overrides::forget_client(write, id).await?;
    answers::forget_client(write, id).await?;
    placements::forget_client(write, id).await?;
    busy::forget_client(write, id).await?;
    let keys =
        sqlx::query_scalar!("SELECT DISTINCT client FROM client_rival WHERE rival = ? AND client <> rival", id.0)
            .fetch_all(write.connection())
            .await?;
    let mut others: Vec<Client> = stored::ordered(write.connection(), &keys).await?;
    for other in &mut others {
        other.rivals.retain(|rival| rival != id);
    }
    stored::put_all(write, &others).await?;
    stored::delete::<Client>(write, id.as_str()).await
}

impl Stored for Client {
    const KIND: Kind = Kind::Client;

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
        Ok(sqlx::query_scalar!("SELECT id FROM client ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let mut belongings = Belongings::load(connection, keys).await?;
        let rows = sqlx::query!(
            "SELECT id, name, code, site, zone, value, sales, hours, preferred, max_per_day, notes, language,
                    version
             FROM client WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Client {
                    tags: belongings.tags.remove(&row.id).unwrap_or_default(),
                    attributes: belongings.attributes.remove(&row.id).unwrap_or_default(),
                    rivals: belongings.rivals.remove(&row.id).unwrap_or_default(),
                    people: belongings.people.remove(&row.id).unwrap_or_default(),
                    id: row.id.into(),
                    name: row.name,
                    code: row.code,
                    site: row.site.map(Into::into),
                    zone: ZoneName(row.zone),
                    value: text::count(row.value)?,
                    sales: row.sales,
                    hours: text::from_json(&row.hours)?,
                    preferred: text::from_json(&row.preferred)?,
                    max_per_day: text::count(row.max_per_day)?,
                    notes: row.notes,
                    language: text::from_word_of(row.language.as_deref())?,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let site = row.site.as_ref().map(|site| site.as_str());
            let (hours, preferred) = (text::json(&row.hours)?, text::json(&row.preferred)?);
            let language = text::word_of(row.language.as_ref())?;
            sqlx::query!(
                "INSERT INTO client
                    (id, name, code, site, zone, value, sales, hours, preferred, max_per_day, notes, language,
                     version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, code = excluded.code, site = excluded.site,
                    zone = excluded.zone, value = excluded.value, sales = excluded.sales, hours = excluded.hours,
                    preferred = excluded.preferred, max_per_day = excluded.max_per_day, notes = excluded.notes,
                    language = excluded.language, version = excluded.version",
                row.id.0,
                row.name,
                row.code,
                site,
                row.zone.0,
                row.value,
                row.sales,
                hours,
                preferred,
                row.max_per_day,
                row.notes,
                language,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        // After all the clients: they name each other as rivals.
        belongings::save(connection, rows).await
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        belongings::erase(connection, keys).await?;
        sqlx::query!("DELETE FROM client WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }

    async fn uses(connection: &mut SqliteConnection, key: &str) -> Result<Vec<(&'static str, i64)>, StoreError> {
        let row = sqlx::query!(
            r#"SELECT (SELECT COUNT(*) FROM need WHERE client = ?1) AS "needs!: i64",
                      (SELECT COUNT(*) FROM meeting WHERE place_client = ?1
                           OR id IN (SELECT meeting FROM meeting_client WHERE client = ?1)) AS "meetings!: i64""#,
            key
        )
        .fetch_one(connection)
        .await?;
        Ok(vec![("needs", row.needs), ("meetings", row.meetings)])
    }
}

/// How many clients there are.
///
/// # Errors
/// Of the database only.
pub async fn count(source: &mut impl Source) -> Result<u32, StoreError> {
    let count = sqlx::query_scalar!("SELECT COUNT(*) FROM client").fetch_one(source.connection()).await?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Every pair of which the first names the second as its rival.
///
/// # Errors
/// Of the database only.
pub async fn rivalries(source: &mut impl Source) -> Result<Vec<(ClientId, ClientId)>, StoreError> {
    let rows = sqlx::query!("SELECT client, rival FROM client_rival ORDER BY client, position")
        .fetch_all(source.connection())
        .await?;
    Ok(rows.into_iter().map(|row| (row.client.into(), row.rival.into())).collect())
}

/// The names of all attributes that clients have, in order.
///
/// # Errors
/// Of the database only.
pub async fn attribute_names(source: &mut impl Source) -> Result<Vec<String>, StoreError> {
    let names = sqlx::query_scalar!("SELECT DISTINCT name FROM client_attribute ORDER BY name")
        .fetch_all(source.connection())
        .await?;
    Ok(names)
}
