//! Clients and their people.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ClientId, Language, PersonId, SiteId, WeeklyHours, ZoneName};

/// A person who works for a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Person {
    /// Identity.
    pub id: PersonId,
    /// Full name.
    pub name: String,
    /// Position, as the client calls it.
    #[serde(default)]
    pub title: String,
    /// Where invitations go; may be empty.
    #[serde(default)]
    pub email: String,
    /// Telephone; may be empty.
    #[serde(default)]
    pub phone: String,
    /// Comes to meetings unless somebody else is named.
    #[serde(default)]
    pub principal: bool,
}

/// A client organisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Client {
    /// Identity.
    pub id: ClientId,
    /// The organisation's name.
    pub name: String,
    /// Its code in the user's other systems; imports recognise a client by it. May be empty.
    #[serde(default)]
    pub code: String,
    /// Its premises, where we visit it.
    #[serde(default)]
    pub site: Option<SiteId>,
    /// Zone of its hours.
    pub zone: ZoneName,
    /// Worth to us, 1 to 100: what leaving one of its needs out costs a plan.
    pub value: u32,
    /// Sales of the last period in the workspace's currency, where known.
    #[serde(default)]
    pub sales: Option<f64>,
    /// Free labels.
    #[serde(default)]
    pub tags: Vec<String>,
    /// Named facts (sector, size ...): groups are mixed by them.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Clients it must never share a room with; either naming the other is enough.
    #[serde(default)]
    pub rivals: Vec<ClientId>,
    /// Its people.
    #[serde(default)]
    pub people: Vec<Person>,
    /// The language it is written to in; `None`: its country's.
    #[serde(default)]
    pub language: Option<Language>,
    /// When it can be met.
    pub hours: WeeklyHours,
    /// When it likes best to be met; empty: no preference.
    #[serde(default)]
    pub preferred: WeeklyHours,
    /// Meetings a day at most.
    pub max_per_day: u32,
    /// What does not fit elsewhere.
    #[serde(default)]
    pub notes: String,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

/// Range of [`Client::value`].
pub const VALUE_RANGE: std::ops::RangeInclusive<u32> = 1..=100;

/// A client's value from its sales: hundredths of the largest client's, at least 1.
///
/// `value = clamp(round(100 x sales / largest), 1, 100)`; 1 where `largest` is not positive.
pub fn value_from_sales(sales: f64, largest: f64) -> u32 {
    if largest <= 0.0 || !sales.is_finite() {
        return *VALUE_RANGE.start();
    }
    let share = (100.0 * sales / largest).round();
    share.clamp(f64::from(*VALUE_RANGE.start()), f64::from(*VALUE_RANGE.end())) as u32
}

/// Whether two clients must never share a room: either names the other.
pub fn are_rivals(a: &Client, b: &Client) -> bool {
    a.rivals.contains(&b.id) || b.rivals.contains(&a.id)
}

#[cfg(test)]
mod tests {
    use super::value_from_sales;

    #[test]
    fn value_follows_sales() {
        for (sales, largest, value) in [
            (110_277.0, 110_277.0, 100),
            (55_138.5, 110_277.0, 50),
            (100.0, 110_277.0, 1),
            (0.0, 0.0, 1),
            (-5.0, 9.0, 1),
        ] {
            assert_eq!(value_from_sales(sales, largest), value, "{sales} of {largest}");
        }
    }
}
