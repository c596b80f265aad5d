//! The workspace as a whole, its settings, today, and search.

use chrono::{NaiveDate, NaiveDateTime};
use domain::placement::PlacementSettings;
use domain::{ClientId, Format, MeetingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{DoneView, Problem};

/// The open workspace, or why there is none.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct WorkspaceView {
    /// Its file; `None` while none is open.
    pub path: Option<String>,
    /// File name without its ending.
    pub name: String,
    /// Why it could not be opened.
    pub problem: Option<Problem>,
    /// How much is in it.
    pub counts: Counts,
    /// Today, as the program reckons it.
    pub today: NaiveDate,
    /// Version of the program.
    pub version: String,
    /// Version of the time zone data.
    pub zone_data: String,
}

/// How much is in a workspace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[allow(missing_docs)] // One for each kind of thing.
pub struct Counts {
    pub clients: u32,
    pub providers: u32,
    pub rooms: u32,
    pub topics: u32,
    pub needs: u32,
    pub meetings: u32,
}

/// A file or folder; `None` asks for the usual one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PathRequest {
    /// Absolute path.
    #[serde(default)]
    pub path: Option<String>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Written {
    /// Where.
    pub path: String,
}

/// Settings of a workspace.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(export)]
pub struct Settings {
    /// Who is at the keyboard: the author of answers, placements and overrides.
    pub author: String,
    /// Weights and thresholds of the matrix.
    pub placement: PlacementSettings,
    /// Weights of the plan's soft costs.
    pub weights: planner::Weights,
    /// Minutes between possible starts.
    pub grid: u32,
    /// Currency that sales are in, by its ISO 4217 code; empty: not said.
    pub currency: String,
    /// How many minutes before a meeting the calendars we send remind of it; empty: they do not.
    pub reminders: Vec<u32>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            author: String::new(),
            placement: PlacementSettings::default(),
            weights: planner::Weights {
                continuity: 4,
                preferred: 3,
                delay: 1,
                mix: 2,
                travel: 1,
                load: 1,
                days: 2,
                effort: 1,
                disruption: 60,
            },
            grid: 15,
            currency: String::new(),
            reminders: vec![24 * 60, 15],
        }
    }
}

/// What undo or redo did; `None`: there was nothing to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Undone {
    /// What was taken back or done again.
    pub done: Option<DoneView>,
}

/// Names of the next undo and redo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndoView {
    /// What undo would take back.
    pub undo: Option<DoneView>,
    /// What redo would do again.
    pub redo: Option<DoneView>,
}

/// Ends a running task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TaskRequest {
    /// The name that the call was given.
    pub task: String,
}

/// What today asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TodayView {
    /// The date.
    pub today: NaiveDate,
    /// Meetings of today and tomorrow.
    pub meetings: Vec<TodayMeeting>,
    /// Planned meetings with conflicts, of the coming four weeks.
    pub conflicts: Vec<TodayMeeting>,
    /// Needs not planned yet, the most pressing first.
    pub unplanned: Vec<super::NeedRow>,
    /// How many needs are not planned yet.
    pub unplanned_count: u32,
    /// Clients whose placement is undetermined for a topic they need.
    pub undetermined: Vec<UndeterminedRow>,
    /// How many of those there are.
    pub undetermined_count: u32,
    /// How many people must be told something of the meetings of the coming four weeks, or of ones that are off.
    pub due_invitations: u32,
    /// How many people told of those meetings have not answered.
    pub unanswered_invitations: u32,
    /// Other times that guests ask for and nobody has settled yet.
    pub proposals: Vec<super::InvitationRow>,
    /// Polls whose answers are in, or whose last day has gone by.
    pub due_polls: Vec<super::PollRow>,
}

/// A meeting in one line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TodayMeeting {
    /// Which.
    pub id: MeetingId,
    /// Title, or topic and client.
    pub title: String,
    /// How.
    pub format: Format,
    /// When, in its zone.
    pub start: NaiveDateTime,
    /// Its zone.
    pub zone: String,
    /// Minutes.
    pub minutes: u32,
    /// Where, in words that need no translation (a name; empty: remote).
    pub place: String,
    /// What stands in the way.
    pub conflicts: Vec<super::ConflictView>,
}

/// A client and topic that lack answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct UndeterminedRow {
    /// Whose.
    pub client: ClientId,
    /// Its name.
    pub client_name: String,
    /// About what.
    pub topic: domain::TopicId,
    /// Its name.
    pub topic_name: String,
}

/// Searches everything by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchRequest {
    /// What to look for; accents and case do not matter.
    pub text: String,
    /// How many hits at most.
    pub limit: u32,
}

/// Something found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchHit {
    /// What it is.
    pub what: crate::Thing,
    /// Which.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What tells it from others: a city, a date, a firm.
    pub detail: String,
}
