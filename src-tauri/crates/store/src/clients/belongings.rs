//! What a client's row does not hold itself: people, tags, attributes, rivals, each in its own table.

use std::collections::{BTreeMap, HashMap};

use domain::{Client, ClientId, Person};
use serde_json::json;
use sqlx::SqliteConnection;

use crate::stored::Keys;
use crate::{StoreError, text};

/// By client's id.
#[derive(Default)]
pub(super) struct Belongings {
    pub(super) people: HashMap<String, Vec<Person>>,
    pub(super) tags: HashMap<String, Vec<String>>,
    pub(super) attributes: HashMap<String, BTreeMap<String, String>>,
    pub(super) rivals: HashMap<String, Vec<ClientId>>,
}

impl Belongings {
    pub(super) async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Self, StoreError> {
        let mut found = Self::default();
        for row in sqlx::query!(
            "SELECT id, client, name, title, email, phone, principal
             FROM person WHERE client IN (SELECT value FROM json_each(?)) ORDER BY client, position",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?
        {
            found.people.entry(row.client).or_default().push(Person {
                id: row.id.into(),
                name: row.name,
                title: row.title,
                email: row.email,
                phone: row.phone,
                principal: row.principal != 0,
            });
        }
        for row in sqlx::query!(
            "SELECT client, tag FROM client_tag WHERE client IN (SELECT value FROM json_each(?))
             ORDER BY client, position",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?
        {
            found.tags.entry(row.client).or_default().push(row.tag);
        }
        for row in sqlx::query!(
            "SELECT client, name, value FROM client_attribute
             WHERE client IN (SELECT each.value FROM json_each(?) AS each)",
            keys.0
        )
        .fetch_all(&mut *connection)
        .await?
        {
            found.attributes.entry(row.client).or_default().insert(row.name, row.value);
        }
        for row in sqlx::query!(
            "SELECT client, rival FROM client_rival WHERE client IN (SELECT value FROM json_each(?))
             ORDER BY client, position",
            keys.0
        )
        .fetch_all(connection)
        .await?
        {
            found.rivals.entry(row.client).or_default().push(row.rival.into());
        }
        Ok(found)
    }
}

/// Replaces what belongs to some clients. People keep their rows: later areas may refer to them.
pub(super) async fn save(connection: &mut SqliteConnection, clients: &[Client]) -> Result<(), StoreError> {
    let (mut people, mut tags, mut attributes, mut rivals) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for client in clients {
        for (position, person) in client.people.iter().enumerate() {
            people.push(json!({ "client": client.id, "position": position, "person": person }));
        }
        tags.extend(client.tags.iter().enumerate().map(|(position, tag)| json!([client.id, position, tag])));
        attributes.extend(client.attributes.iter().map(|(name, value)| json!([client.id, name, value])));
        rivals.extend(client.rivals.iter().enumerate().map(|(position, rival)| json!([client.id, position, rival])));
    }
    let keys = Keys::of_rows(clients)?;
    let (people, tags) = (text::json(&people)?, text::json(&tags)?);
    let (attributes, rivals) = (text::json(&attributes)?, text::json(&rivals)?);
    erase_lists(connection, &keys).await?;
    sqlx::query!(
        "DELETE FROM person WHERE client IN (SELECT value FROM json_each(?))
             AND id NOT IN (SELECT value ->> '$.person.id' FROM json_each(?))",
        keys.0,
        people
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO person (id, client, position, name, title, email, phone, principal)
         SELECT value ->> '$.person.id', value ->> 'client', value ->> 'position', value ->> '$.person.name',
                value ->> '$.person.title', value ->> '$.person.email', value ->> '$.person.phone',
                value ->> '$.person.principal'
         FROM json_each(?) WHERE TRUE
         ON CONFLICT (id) DO UPDATE SET client = excluded.client, position = excluded.position,
            name = excluded.name, title = excluded.title, email = excluded.email, phone = excluded.phone,
            principal = excluded.principal",
        people
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO client_tag (client, position, tag)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        tags
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO client_attribute (client, name, value)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        attributes
    )
    .execute(&mut *connection)
    .await?;
    sqlx::query!(
        "INSERT INTO client_rival (client, position, rival)
         SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)",
        rivals
    )
    .execute(connection)
    .await?;
    Ok(())
}

async fn erase_lists(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM client_tag WHERE client IN (SELECT value FROM json_each(?))", keys.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM client_attribute WHERE client IN (SELECT each.value FROM json_each(?) AS each)", keys.0)
        .execute(&mut *connection)
        .await?;
    sqlx::query!("DELETE FROM client_rival WHERE client IN (SELECT value FROM json_each(?))", keys.0)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
    erase_lists(connection, keys).await?;
    sqlx::query!("DELETE FROM person WHERE client IN (SELECT value FROM json_each(?))", keys.0)
        .execute(connection)
        .await?;
    Ok(())
}
