//! What a column can hold.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a column of a client table holds.
///
/// Person's name (joined by a space: first name, surname), address, tags, attributes and notes may be held by several
/// columns; of every other field the first column that is not empty counts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "name", rename_all = "snake_case")]
#[ts(export)]
pub enum ClientField {
    /// The client's code in the user's other systems.
    Code,
    /// The organisation's name.
    Name,
    /// Its person's name, or a part of it.
    PersonName,
    /// Its person's position.
    PersonTitle,
    /// Its person's mail address.
    Email,
    /// Its person's telephone.
    Phone,
    /// Street and number, or a part of them.
    Address,
    /// City.
    City,
    /// State, province or region.
    Region,
    /// Postal code.
    PostalCode,
    /// Country.
    Country,
    /// Time zone, by its IANA name.
    Zone,
    /// Sales of the last period.
    Sales,
    /// Value to us, 1 to 100.
    Value,
    /// Labels, separated by commas, semicolons or bars.
    Tags,
    /// A named fact.
    Attribute(String),
    /// What does not fit elsewhere.
    Notes,
    /// Nothing that is wanted.
    Ignore,
}
