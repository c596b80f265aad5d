//! The problem document, `cuadrante-problem/1`, as it is read and written.
//!
//! All times are whole minutes from 00:00 of the horizon's first day; a day is the minute divided by
//! 1440, rounded down. All windows are half-open.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::{Place, PlannedMeeting};

/// The only value of [`Problem::format`] this crate reads.
pub const PROBLEM_FORMAT: &str = "cuadrante-problem/1";

/// Minutes in a day.
pub const DAY: i32 = 1440;

/// The day a minute falls on, counted from the first day of the horizon.
#[must_use]
pub fn day_of(minute: i32) -> i32 {
    minute.div_euclid(DAY)
}

/// Needs to be turned into meetings, and all that decides how.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Problem {
    /// Always [`PROBLEM_FORMAT`].
    pub format: String,
    /// Every start is a multiple of this many minutes.
    pub grid: i32,
    /// Minutes from site to site; sites are indices of this square matrix.
    pub travel: Vec<Vec<i32>>,
    /// Who may be met.
    pub clients: Vec<Client>,
    /// Who attends for the house.
    pub providers: Vec<Provider>,
    /// Where meetings can be held besides a client's own site.
    pub rooms: Vec<Room>,
    /// What meetings are about.
    pub topics: Vec<Topic>,
    /// Which client wants which topic.
    pub needs: Vec<Need>,
    /// Meetings that must stay, each field given as it is.
    #[serde(default)]
    pub locked: Vec<LockedMeeting>,
    /// Meetings of an earlier plan that people have been told of. They may name what no longer exists.
    #[serde(default)]
    pub published: Vec<PlannedMeeting>,
    /// What each soft measure costs.
    pub weights: Weights,
}

/// A half-open stretch of minutes, `[from, until)`; written as an array of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Window(pub i32, pub i32);

impl Window {
    /// First minute inside.
    #[must_use]
    pub fn from(self) -> i32 {
        self.0
    }

    /// First minute after.
    #[must_use]
    pub fn until(self) -> i32 {
        self.1
    }

    /// Whether `[start, end)` lies wholly inside.
    #[must_use]
    pub fn holds(self, start: i32, end: i32) -> bool {
        self.0 <= start && end <= self.1
    }
}

/// A number's least and greatest allowed value, both included; written as an array of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Limits(pub u32, pub u32);

impl Limits {
    /// The least allowed.
    #[must_use]
    pub fn min(self) -> u32 {
        self.0
    }

    /// The greatest allowed.
    #[must_use]
    pub fn max(self) -> u32 {
        self.1
    }

    /// Whether `count` is allowed.
    #[must_use]
    pub fn allow(self, count: usize) -> bool {
        self.0 as usize <= count && count <= self.1 as usize
    }
}

/// A client to be met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Client {
    /// Unique among the clients.
    pub id: String,
    /// Where it is: an index of the travel matrix.
    pub site: u32,
    /// What it is worth to the house, 1 to 100.
    pub value: u32,
    /// When it can meet. A meeting lies in one of these windows, never across two.
    pub available: Vec<Window>,
    /// When it would rather meet; empty: no preference.
    #[serde(default)]
    pub preferred: Vec<Window>,
    /// Clients it must never share a meeting with; one side naming the other is enough.
    #[serde(default)]
    pub conflicts: Vec<String>,
    /// Name to value, compared by a topic's mix.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
    /// Most meetings starting on one day.
    pub max_per_day: u32,
    /// Provider id to strength of the tie, 1 to 10; empty: any provider will do.
    #[serde(default)]
    pub continuity: BTreeMap<String, u32>,
}

/// Someone who attends meetings for the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Provider {
    /// Unique among the providers.
    pub id: String,
    /// Where each of its days begins and ends.
    pub site: u32,
    /// What it can deal with.
    pub skills: Vec<String>,
    /// When it can meet, busy time already taken out.
    pub available: Vec<Window>,
    /// Most meetings starting on one day.
    pub max_per_day: u32,
}

/// A room of the house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Room {
    /// Unique among the rooms.
    pub id: String,
    /// Where it is.
    pub site: u32,
    /// Seats for clients and providers together.
    pub seats: u32,
    /// When it can be used.
    pub available: Vec<Window>,
}

/// How a topic's meetings are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum Format {
    /// Several clients work with several providers.
    WorkTable,
    /// One client before several providers.
    Panel,
    /// Several clients before one or few providers.
    FocusGroup,
    /// One client and one provider.
    Visit,
}

/// A kind of place a topic may be dealt with at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum PlaceKind {
    /// One of the rooms.
    Room,
    /// At the only client's site.
    Client,
    /// No site at all.
    Remote,
}

/// What a meeting is about, and what it takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Topic {
    /// Unique among the topics.
    pub id: String,
    /// How its meetings are held.
    pub format: Format,
    /// Minutes a meeting lasts.
    pub duration: i32,
    /// Each must be held by someone attending.
    pub skills: Vec<String>,
    /// How many clients a meeting takes.
    pub clients: Limits,
    /// How many providers a meeting takes.
    pub providers: Limits,
    /// Where it may be held.
    pub places: Vec<PlaceKind>,
    /// Whether its clients should be alike or unlike.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mix: Option<Mix>,
}

/// Whether the clients of one meeting should agree in an attribute.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Mix {
    /// Name of the attribute; a client without it counts as having the empty value.
    pub attribute: String,
    /// What is preferred.
    pub prefer: Preference,
}

/// Alike or unlike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum Preference {
    /// Few distinct values.
    Same,
    /// Many distinct values.
    Varied,
}

/// A client wants a topic dealt with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Need {
    /// Unique among the needs.
    pub id: String,
    /// Who wants it.
    pub client: String,
    /// What is wanted.
    pub topic: String,
    /// How much, 1 to 5.
    pub priority: u32,
    /// The whole meeting lies at or after this minute,
    pub from: i32,
    /// and before this one.
    pub until: i32,
}

/// A meeting that must stay; a field left out is free.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct LockedMeeting {
    /// Its topic.
    pub topic: String,
    /// Exactly its needs.
    pub needs: Vec<String>,
    /// Exactly its providers, in any order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub providers: Option<Vec<String>>,
    /// Its start, which need not lie on the grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub start: Option<i32>,
    /// Its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub place: Option<Place>,
}

/// What one unit of each soft measure costs; absent is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export, export_to = "planner/")]
pub struct Weights {
    /// A tie between client and provider not kept.
    pub continuity: u32,
    /// A client outside its preferred windows.
    pub preferred: u32,
    /// A day of waiting, times priority.
    pub delay: u32,
    /// A client too unlike or too alike.
    pub mix: u32,
    /// A minute on the road.
    pub travel: u32,
    /// The square of a provider's meetings.
    pub load: u32,
    /// A further day with meetings for one client.
    pub days: u32,
    /// A quarter of an hour of a provider.
    pub effort: u32,
    /// A published promise changed.
    pub disruption: u32,
}
