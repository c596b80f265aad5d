//! What every kind of row has in common: loaded and saved whole, checked by version, logged.

use std::collections::{HashMap, HashSet};
use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::SqliteConnection;

use crate::log::{Change, Kind};
use crate::{Source, StoreError, Write, text};

type Outcome<T> = Result<T, StoreError>;

/// Keys of rows as one JSON array, the form in which a query takes any number of them:
/// `WHERE id IN (SELECT value FROM json_each(?))`. (On PostgreSQL: `json_array_elements_text`.)
pub(crate) struct Keys(pub(crate) String);

impl Keys {
    pub(crate) fn of<'a>(keys: impl IntoIterator<Item = &'a str>) -> Outcome<Self> {
        text::json(&keys.into_iter().collect::<Vec<_>>()).map(Self)
    }

    pub(crate) fn of_rows<T: Stored>(rows: &[T]) -> Outcome<Self> {
        text::json(&rows.iter().map(Stored::key).collect::<Vec<_>>()).map(Self)
    }
}

/// A domain value kept as a row with what belongs to it.
pub(crate) trait Stored: Serialize + DeserializeOwned + Clone + PartialEq + Send + Sync {
    /// Which kind.
    const KIND: Kind;

    /// Its key as text.
    fn key(&self) -> String;

    /// The count of its changes; `None` where the last writer simply wins.
    fn version(&self) -> Option<u32>;

    /// The same with another count.
    fn at_version(self, version: u32) -> Self;

    /// Every key, in the order in which the rows are listed.
    fn keys(connection: &mut SqliteConnection) -> impl Future<Output = Outcome<Vec<String>>> + Send;

    /// The rows of some keys, in any order; those that are not there are left out.
    fn load(connection: &mut SqliteConnection, keys: &Keys) -> impl Future<Output = Outcome<Vec<Self>>> + Send;

    /// Inserts or replaces rows, versions as they are. No key comes twice.
    fn save(connection: &mut SqliteConnection, rows: &[Self]) -> impl Future<Output = Outcome<()>> + Send;

    /// Deletes the rows of some keys, with what belongs to them.
    fn erase(connection: &mut SqliteConnection, keys: &Keys) -> impl Future<Output = Outcome<()>> + Send;

    /// What would be left without the row, by kind.
    fn uses(_: &mut SqliteConnection, _key: &str) -> impl Future<Output = Outcome<Vec<(&'static str, i64)>>> + Send {
        async { Ok(Vec::new()) }
    }
}

pub(crate) async fn ordered<T: Stored>(connection: &mut SqliteConnection, keys: &[String]) -> Outcome<Vec<T>> {
    let rows = T::load(connection, &Keys::of(keys.iter().map(String::as_str))?).await?;
    let mut rows: HashMap<String, T> = rows.into_iter().map(|row| (row.key(), row)).collect();
    Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
}

pub(crate) async fn all<T: Stored>(source: &mut impl Source) -> Outcome<Vec<T>> {
    let connection = source.connection();
    let keys = T::keys(connection).await?;
    ordered(connection, &keys).await
}

pub(crate) async fn get<T: Stored>(source: &mut impl Source, key: &str) -> Outcome<Option<T>> {
    Ok(T::load(source.connection(), &Keys::of([key])?).await?.pop())
}

pub(crate) async fn put<T: Stored>(write: &mut Write, row: &T) -> Outcome<T> {
    let row = put_all(write, std::slice::from_ref(row)).await?.pop();
    row.ok_or(StoreError::Database(sqlx::Error::RowNotFound))
}

/// Inserts new rows and replaces changed ones; a row that is already stored as it is is left alone.
pub(crate) async fn put_all<T: Stored>(write: &mut Write, rows: &[T]) -> Outcome<Vec<T>> {
    let what = T::KIND.word();
    let stored = T::load(write.connection(), &Keys::of_rows(rows)?).await?;
    let stored: HashMap<String, T> = stored.into_iter().map(|row| (row.key(), row)).collect();
    let mut seen = HashSet::with_capacity(rows.len());
    let (mut kept, mut changed) = (Vec::with_capacity(rows.len()), Vec::new());
    for row in rows {
        let id = row.key();
        let before = stored.get(&id);
        match (before.map(Stored::version), row.version()) {
            (Some(Some(have)), Some(claimed)) if have != claimed => {
                return Err(StoreError::Stale { what, id });
            }
            (None, Some(claimed)) if claimed != 0 => return Err(StoreError::NotFound { what, id }),
            _ => {}
        }
        if !seen.insert(id.clone()) {
            return Err(StoreError::Unique { detail: format!("{what} {id} twice") });
        }
        if before == Some(row) {
            kept.push(row.clone());
            continue;
        }
        let after = match row.version() {
            Some(version) => row.clone().at_version(version + 1),
            None => row.clone(),
        };
        write.changes.push(Change {
            kind: T::KIND,
            key: id,
            before: before.map(text::json).transpose()?,
            after: Some(text::json(&after)?),
        });
        changed.push(after.clone());
        kept.push(after);
    }
    T::save(write.connection(), &changed).await?;
    Ok(kept)
}

/// Refuses where other rows need this one.
pub(crate) async fn ask_for_uses<T: Stored>(write: &mut Write, key: &str) -> Outcome<()> {
    let by: Vec<(String, u32)> = T::uses(write.connection(), key)
        .await?
        .into_iter()
        .filter(|(_, rows)| *rows > 0)
        .map(|(kind, rows)| (kind.to_owned(), u32::try_from(rows).unwrap_or(u32::MAX)))
        .collect();
    if by.is_empty() { Ok(()) } else { Err(StoreError::InUse { what: T::KIND.word(), id: key.to_owned(), by }) }
}

/// Deletes one row that nothing else needs.
pub(crate) async fn delete<T: Stored>(write: &mut Write, key: &str) -> Outcome<()> {
    ask_for_uses::<T>(write, key).await?;
    if remove_all::<T>(write, &Keys::of([key])?).await? == 0 {
        return Err(StoreError::NotFound { what: T::KIND.word(), id: key.to_owned() });
    }
    Ok(())
}

/// Deletes rows without asking who needs them; gives how many there were.
pub(crate) async fn remove_all<T: Stored>(write: &mut Write, keys: &Keys) -> Outcome<usize> {
    let gone = T::load(write.connection(), keys).await?;
    for row in &gone {
        write.changes.push(Change { kind: T::KIND, key: row.key(), before: Some(text::json(row)?), after: None });
    }
    T::erase(write.connection(), keys).await?;
    Ok(gone.len())
}

/// The functions that every kind of row with an id and a version has.
macro_rules! area_functions {
    ($type:ty, $id:ty) => {
        area_functions!($type, $id, without delete);

        /// Deletes one.
        ///
        /// # Errors
        /// [`StoreError::NotFound`]; [`StoreError::InUse`] where other rows refer to it.
        pub async fn delete(write: &mut crate::Write, id: &$id) -> Result<(), crate::StoreError> {
            crate::stored::delete::<$type>(write, id.as_str()).await
        }
    };
    ($type:ty, $id:ty, without delete) => {
        /// All of them, in the order in which they are listed.
        ///
        /// # Errors
        /// Of the database only.
        pub async fn all(source: &mut impl crate::Source) -> Result<Vec<$type>, crate::StoreError> {
            crate::stored::all(source).await
        }

        /// One of them.
        ///
        /// # Errors
        /// Of the database only.
        pub async fn get(
            source: &mut impl crate::Source,
            id: &$id,
        ) -> Result<Option<$type>, crate::StoreError> {
            crate::stored::get(source, id.as_str()).await
        }

        /// Inserts a new one (version 0) or replaces one whose stored version is the given one; gives it as stored,
        /// its version one higher. One that is stored just so already is left alone.
        ///
        /// # Errors
        /// [`StoreError::Stale`](crate::StoreError::Stale) where it has changed meanwhile,
        /// [`StoreError::NotFound`](crate::StoreError::NotFound) where it has been deleted meanwhile.
        pub async fn put(write: &mut crate::Write, row: &$type) -> Result<$type, crate::StoreError> {
            crate::stored::put(write, row).await
        }

        /// [`put`] for many at once; all or none.
        ///
        /// # Errors
        /// As [`put`]; also [`StoreError::Unique`](crate::StoreError::Unique) where one comes twice.
        pub async fn put_all(write: &mut crate::Write, rows: &[$type]) -> Result<Vec<$type>, crate::StoreError> {
            crate::stored::put_all(write, rows).await
        }
    };
}
