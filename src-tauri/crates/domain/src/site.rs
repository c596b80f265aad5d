//! Places: sites with an address, and the rooms in them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{RoomId, SiteId, WeeklyHours, ZoneName};

/// A place with an address: one of our offices, an ally's, or a client's premises.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Site {
    /// Identity.
    pub id: SiteId,
    /// How people call it.
    pub name: String,
    /// Street and number; may be empty.
    #[serde(default)]
    pub address: String,
    /// City.
    #[serde(default)]
    pub city: String,
    /// Country, as written by the user.
    #[serde(default)]
    pub country: String,
    /// Zone its clocks show.
    pub zone: ZoneName,
    /// Degrees north, where known; travel time is estimated from it.
    #[serde(default)]
    pub latitude: Option<f64>,
    /// Degrees east, where known.
    #[serde(default)]
    pub longitude: Option<f64>,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

/// A meeting room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Room {
    /// Identity.
    pub id: RoomId,
    /// How people call it.
    pub name: String,
    /// Where it is; its zone is the site's.
    pub site: SiteId,
    /// Seats for clients and providers together.
    pub seats: u32,
    /// When it can be used.
    pub hours: WeeklyHours,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}
