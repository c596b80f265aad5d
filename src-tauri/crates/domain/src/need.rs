//! Needs: a client wants a topic dealt with, within a time.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::format::PlaceKind;
use crate::{ClientId, NeedId, TopicId};

/// Where the client wants to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum PlacePreference {
    /// Wherever the format is usually held.
    #[default]
    Any,
    /// In one of our rooms.
    Room,
    /// At the client's own premises.
    Client,
    /// From a distance.
    Remote,
}

impl PlacePreference {
    /// The one kind of place it allows, or `None` for any.
    pub fn kind(self) -> Option<PlaceKind> {
        match self {
            Self::Any => None,
            Self::Room => Some(PlaceKind::Room),
            Self::Client => Some(PlaceKind::Client),
            Self::Remote => Some(PlaceKind::Remote),
        }
    }
}

/// One client's wish to have one topic dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Need {
    /// Identity.
    pub id: NeedId,
    /// Whose it is.
    pub client: ClientId,
    /// What it is about.
    pub topic: TopicId,
    /// 1 (can wait) to 5 (now).
    pub priority: u32,
    /// First day on which it can be met.
    pub from: NaiveDate,
    /// Last day on which it can be met.
    pub until: NaiveDate,
    /// Where.
    #[serde(default)]
    pub place: PlacePreference,
    /// In the user's words; may be empty.
    #[serde(default)]
    pub note: String,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}
