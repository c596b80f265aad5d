//! How values that are not numbers are written into TEXT columns.

use chrono::{DateTime, SecondsFormat, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::StoreError;

fn refused(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Database(sqlx::Error::Decode(Box::new(error)))
}

/// A value as JSON.
pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(refused)
}

/// The value of a JSON text.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(refused)
}

/// The word of a value that serde writes as a string: a variant's name, a date, a civil time.
pub(crate) fn word<T: Serialize>(value: &T) -> Result<String, StoreError> {
    match serde_json::to_value(value).map_err(refused)? {
        serde_json::Value::String(word) => Ok(word),
        other => Err(StoreError::Database(sqlx::Error::Protocol(format!("{other} is not a word")))),
    }
}

/// The word of an optional value.
pub(crate) fn word_of<T: Serialize>(value: Option<&T>) -> Result<Option<String>, StoreError> {
    value.map(word).transpose()
}

/// The value of a word.
pub(crate) fn from_word<T: DeserializeOwned>(word: &str) -> Result<T, StoreError> {
    use serde::de::IntoDeserializer;
    T::deserialize(IntoDeserializer::<serde::de::value::Error>::into_deserializer(word)).map_err(refused)
}

/// The value of an optional word.
pub(crate) fn from_word_of<T: DeserializeOwned>(word: Option<&str>) -> Result<Option<T>, StoreError> {
    word.map(from_word).transpose()
}

/// An instant in a width that sorts as text.
pub(crate) fn stamp(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Nanos, true)
}

/// A count or quantity; rows written by this crate never hold another range.
pub(crate) fn count(value: i64) -> Result<u32, StoreError> {
    u32::try_from(value).map_err(refused)
}
