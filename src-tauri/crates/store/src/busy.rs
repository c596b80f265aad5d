//! Calendars elsewhere whose times make somebody busy, and the times read from them.
//!
//! The sources are rows like others; the times are written down beside the log of gestures, and stay when a source is
//! deleted for as long as undo could bring it back.

mod times;

use domain::{BusyOrigin, BusyOwner, BusySource, BusySourceId, ClientId, ProviderId, RoomId};
use sqlx::SqliteConnection;

use crate::log::Kind;
use crate::stored::{self, Keys, Stored};
use crate::{Source, StoreError, Write, text};

pub use times::{Reading, TakenTime, ahead, between, keep, next, own_meetings, readings, set_trouble, sweep, touch};

area_functions!(BusySource, BusySourceId);

type Columns<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>);

/// The provider, room and client of whom exactly one is the owner.
fn owner_columns(owner: &BusyOwner) -> Columns<'_> {
    match owner {
        BusyOwner::Provider(id) => (Some(id.as_str()), None, None),
        BusyOwner::Room(id) => (None, Some(id.as_str()), None),
        BusyOwner::Client(id) => (None, None, Some(id.as_str())),
    }
}

fn owner_of(provider: Option<String>, room: Option<String>, client: Option<String>) -> Result<BusyOwner, StoreError> {
    match (provider, room, client) {
        (Some(id), _, _) => Ok(BusyOwner::Provider(id.into())),
        (_, Some(id), _) => Ok(BusyOwner::Room(id.into())),
        (_, _, Some(id)) => Ok(BusyOwner::Client(id.into())),
        _ => Err(StoreError::Database(sqlx::Error::Protocol("a busy source without an owner".into()))),
    }
}

async fn forget(write: &mut Write, keys: Vec<String>) -> Result<(), StoreError> {
    stored::remove_all::<BusySource>(write, &Keys::of(keys.iter().map(String::as_str))?).await.map(|_| ())
}

/// Deletes the sources of a provider that is being deleted.
pub(crate) async fn forget_provider(write: &mut Write, provider: &ProviderId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM busy_source WHERE owner_provider = ?", provider.0)
        .fetch_all(write.connection())
        .await?;
    forget(write, keys).await
}

/// Deletes the sources of a room that is being deleted.
pub(crate) async fn forget_room(write: &mut Write, room: &RoomId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM busy_source WHERE owner_room = ?", room.0)
        .fetch_all(write.connection())
        .await?;
    forget(write, keys).await
}

/// Deletes the sources of a client that is being deleted.
pub(crate) async fn forget_client(write: &mut Write, client: &ClientId) -> Result<(), StoreError> {
    let keys = sqlx::query_scalar!("SELECT id FROM busy_source WHERE owner_client = ?", client.0)
        .fetch_all(write.connection())
        .await?;
    forget(write, keys).await
}

impl Stored for BusySource {
    const KIND: Kind = Kind::BusySource;

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
        Ok(sqlx::query_scalar!("SELECT id FROM busy_source ORDER BY name, id").fetch_all(connection).await?)
    }

    async fn load(connection: &mut SqliteConnection, keys: &Keys) -> Result<Vec<Self>, StoreError> {
        let rows = sqlx::query!(
            "SELECT id, name, owner_provider, owner_room, owner_client, origin, refresh, tentative_counts, version
             FROM busy_source WHERE id IN (SELECT value FROM json_each(?))",
            keys.0
        )
        .fetch_all(connection)
        .await?;
        rows.into_iter()
            .map(|row| {
                Ok(BusySource {
                    id: row.id.into(),
                    name: row.name,
                    owner: owner_of(row.owner_provider, row.owner_room, row.owner_client)?,
                    origin: text::from_json(&row.origin)?,
                    refresh: row.refresh.map(text::count).transpose()?,
                    tentative_counts: row.tentative_counts != 0,
                    version: text::count(row.version)?,
                })
            })
            .collect()
    }

    async fn save(connection: &mut SqliteConnection, rows: &[Self]) -> Result<(), StoreError> {
        for row in rows {
            let (provider, room, client) = owner_columns(&row.owner);
            let origin = text::json(&row.origin)?;
            let account = match &row.origin {
                BusyOrigin::Account { account, .. } => Some(account.as_str()),
                BusyOrigin::File { .. } | BusyOrigin::Web { .. } => None,
            };
            sqlx::query!(
                "INSERT INTO busy_source (id, name, owner_provider, owner_room, owner_client, origin, account, refresh,
                                          tentative_counts, version)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (id) DO UPDATE SET name = excluded.name, owner_provider = excluded.owner_provider,
                    owner_room = excluded.owner_room, owner_client = excluded.owner_client, origin = excluded.origin,
                    account = excluded.account, refresh = excluded.refresh,
                    tentative_counts = excluded.tentative_counts, version = excluded.version",
                row.id.0,
                row.name,
                provider,
                room,
                client,
                origin,
                account,
                row.refresh,
                row.tentative_counts,
                row.version
            )
            .execute(&mut *connection)
            .await?;
        }
        Ok(())
    }

    async fn erase(connection: &mut SqliteConnection, keys: &Keys) -> Result<(), StoreError> {
        sqlx::query!("DELETE FROM busy_source WHERE id IN (SELECT value FROM json_each(?))", keys.0)
            .execute(connection)
            .await?;
        Ok(())
    }
}
