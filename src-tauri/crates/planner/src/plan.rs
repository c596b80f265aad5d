//! The plan document, `cuadrante-plan/1`, as it is read and written.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The only value of [`Plan::format`] this crate writes.
pub const PLAN_FORMAT: &str = "cuadrante-plan/1";

/// What happens when, and what does not happen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Plan {
    /// Always [`PLAN_FORMAT`].
    pub format: String,
    /// The meetings, by start where this crate made them.
    pub meetings: Vec<PlannedMeeting>,
    /// Ids of the needs left out.
    #[serde(default)]
    pub unscheduled: Vec<String>,
    /// What the plan's maker says it costs; an evaluation does not read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub score: Option<Score>,
}

impl Default for Plan {
    fn default() -> Self {
        Self { format: PLAN_FORMAT.to_owned(), meetings: Vec::new(), unscheduled: Vec::new(), score: None }
    }
}

/// One meeting of a plan.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct PlannedMeeting {
    /// Its topic, which decides how long it lasts.
    pub topic: String,
    /// The needs it meets, one for each client.
    pub needs: Vec<String>,
    /// Who attends for the house.
    pub providers: Vec<String>,
    /// The minute it starts.
    pub start: i32,
    /// Where it is held.
    pub place: Place,
}

/// Where a meeting is held: `{"room": ID}`, `{"client": ID}` or `"remote"`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum Place {
    /// In a room of the house.
    Room(String),
    /// At this client's site.
    Client(String),
    /// Nowhere: no one travels.
    Remote,
}

/// Number of broken rules, then what is left out, then what it costs; lower is better in that order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Score {
    /// Broken hard rules; 0 in every plan this crate returns.
    pub hard: u32,
    /// Value times priority of the needs left out.
    #[ts(type = "number")]
    pub medium: i64,
    /// Sum of the weighted soft measures.
    #[ts(type = "number")]
    pub soft: i64,
}
