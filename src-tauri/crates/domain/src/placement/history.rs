//! Every placement is kept: what was computed, what was chosen beside it, by whom, why, until when.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::State;
use crate::{ClientId, Format, PlacementId, TopicId};

/// Why an entry was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Cause {
    /// Questions were answered.
    Answered,
    /// A person placed the point.
    Chosen,
    /// A person took the chosen place back.
    Released,
    /// Weights or thresholds were changed.
    Reweighed,
}

/// A place chosen by hand beside the computed one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Chosen {
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// When.
    pub on: NaiveDate,
    /// Last day on which it counts; `None`: until taken back.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

impl Chosen {
    /// Whether it still counts.
    pub fn holds(&self, today: NaiveDate) -> bool {
        self.until.is_none_or(|until| today <= until)
    }

    /// Its quadrant.
    pub fn format(&self) -> Format {
        Format::of_point(self.sharing, self.providers)
    }
}

/// One entry of a client's placement history about a topic; the newest is the current placement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacementEntry {
    /// Identity.
    pub id: PlacementId,
    /// Whose.
    pub client: ClientId,
    /// About what.
    pub topic: TopicId,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub author: String,
    /// Why it was written.
    pub cause: Cause,
    /// Computed sharing, 0 to 100.
    pub sharing: Option<f64>,
    /// Computed providers, 0 to 100.
    pub providers: Option<f64>,
    /// Whether the computed place can be relied on.
    pub state: State,
    /// Computed quadrant; `None` while undetermined.
    pub format: Option<Format>,
    /// The place chosen by hand, where there is one.
    #[serde(default)]
    pub chosen: Option<Chosen>,
}

impl PlacementEntry {
    /// Where the point is shown: as chosen while that holds, else as computed.
    pub fn point(&self, today: NaiveDate) -> Option<(f64, f64)> {
        match &self.chosen {
            Some(chosen) if chosen.holds(today) => Some((chosen.sharing, chosen.providers)),
            _ => self.sharing.zip(self.providers),
        }
    }

    /// The quadrant that counts: as chosen while that holds, else as computed.
    pub fn quadrant(&self, today: NaiveDate) -> Option<Format> {
        match &self.chosen {
            Some(chosen) if chosen.holds(today) => Some(chosen.format()),
            _ => self.format,
        }
    }
}
