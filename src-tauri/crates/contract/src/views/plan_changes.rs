//! What is to be other than on record while planning.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Named;

/// Something to be other than on record, while planning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum PlanChange {
    /// Somebody or a room is to be had besides; civil times in the draft's zone.
    Free {
        /// Who.
        who: PlanParty,
        /// From when.
        from: NaiveDateTime,
        /// Until when.
        until: NaiveDateTime,
    },
    /// Somebody or a room is not to be had; civil times in the draft's zone.
    Away {
        /// Who.
        who: PlanParty,
        /// From when.
        from: NaiveDateTime,
        /// Until when.
        until: NaiveDateTime,
    },
    /// Another number of clients at a topic's meetings.
    Clients {
        /// The planned topic: its id as the draft has it, and its name.
        topic: Named,
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// Another number of providers at a topic's meetings.
    Providers {
        /// The planned topic: its id as the draft has it, and its name.
        topic: Named,
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// Another number of meetings a day.
    PerDay {
        /// Whose.
        who: PlanParty,
        /// Most.
        max: u32,
    },
    /// Another window for a need; civil times in the draft's zone.
    Within {
        /// The need, and its client's name.
        need: Named,
        /// From when.
        from: NaiveDateTime,
        /// Until when.
        until: NaiveDateTime,
    },
    /// One kind of place more for a topic.
    Place {
        /// The planned topic: its id as the draft has it, and its name.
        topic: Named,
        /// Which.
        place: planner::PlaceKind,
    },
    /// Another number of seats.
    Seats {
        /// The room.
        room: Named,
        /// How many.
        seats: u32,
    },
    /// A provider holds one skill more.
    Skill {
        /// Who.
        provider: Named,
        /// Which.
        skill: String,
    },
    /// Other weights.
    Weights {
        /// All of them.
        weights: planner::Weights,
    },
}

/// Somebody, or a room, in a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanParty {
    /// Client, provider or room.
    pub kind: PartyKind,
    /// Its id.
    pub id: String,
    /// Its name; not read in a request.
    #[serde(default)]
    pub name: String,
}

/// Whose time it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PartyKind {
    /// A client's.
    Client,
    /// A provider's.
    Provider,
    /// A room's.
    Room,
}
