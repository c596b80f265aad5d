//! Times at which somebody or something is taken by what is planned elsewhere.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{AccountId, BusySourceId, ClientId, ProviderId, RoomId};

/// Whose times a source tells.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[ts(export)]
pub enum BusyOwner {
    /// A provider's.
    Provider(ProviderId),
    /// A room's.
    Room(RoomId),
    /// A client's.
    Client(ClientId),
}

/// Where busy times come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum BusyOrigin {
    /// An iCalendar file.
    File {
        /// Its path.
        path: String,
    },
    /// A calendar on the web: `https://` or `webcal://`.
    Web {
        /// Its address.
        address: String,
    },
    /// A calendar of a CalDAV account.
    Account {
        /// Which account.
        account: AccountId,
        /// The calendar's address on the server.
        calendar: String,
    },
}

/// A calendar whose times make somebody busy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusySource {
    /// Identity.
    pub id: BusySourceId,
    /// What people call it; shown wherever one of its times stands in the way.
    pub name: String,
    /// Whose times.
    pub owner: BusyOwner,
    /// From where.
    pub origin: BusyOrigin,
    /// Minutes after which it is read again while the program runs; `None`: only when asked.
    #[serde(default)]
    pub refresh: Option<u32>,
    /// Whether tentative times count as taken.
    #[serde(default)]
    pub tentative_counts: bool,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

/// A time that is taken, half-open. What it is taken for is never kept: it is nobody's business here.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusyTime {
    /// First moment.
    pub from: DateTime<Utc>,
    /// First moment after it.
    pub to: DateTime<Utc>,
    /// Not certain.
    #[serde(default)]
    pub tentative: bool,
}

/// An account on a CalDAV server. Its secret is in the system's keyring, never in the workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarAccount {
    /// Identity; the keyring knows the secret by it.
    pub id: AccountId,
    /// What people call it.
    pub name: String,
    /// The server's address.
    pub address: String,
    /// Whom the server knows.
    pub user: String,
    /// The calendar that plans are pushed to, by its address on the server; `None`: none chosen.
    #[serde(default)]
    pub push_to: Option<String>,
    /// Its name, as the server calls it.
    #[serde(default)]
    pub push_name: String,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}
