//! The calendar, a meeting's page, and what stands in a meeting's way.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};
use domain::conflict::Conflict;
use domain::format::{FormatTemplate, Refusal, VisitReview};
use domain::{Format, Lock, Meeting, MeetingId, MeetingStatus, Place, WeeklyHours};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, NeedRow};

/// A conflict with the names it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ConflictView {
    /// What stands in the way.
    pub conflict: Conflict,
    /// Names of the ids in it.
    pub names: BTreeMap<String, String>,
}

/// Which stretch of the calendar, in which zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarRequest {
    /// First day.
    pub from: NaiveDate,
    /// First day after it.
    pub to: NaiveDate,
    /// Zone to show; `None`: the one most of our providers work in.
    #[serde(default)]
    pub zone: Option<String>,
}

/// The calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarView {
    /// Zone the times are shown in.
    pub zone: String,
    /// Zones in use, for choosing another.
    pub zones: Vec<String>,
    /// Meetings, in order of time.
    pub events: Vec<CalendarEvent>,
    /// Providers, as lanes.
    pub providers: Vec<Lane>,
    /// Rooms, as lanes.
    pub rooms: Vec<Lane>,
    /// Needs not planned yet.
    pub tray: Vec<NeedRow>,
    /// Public holidays among the days shown, for whoever is there.
    pub holidays: Vec<super::HolidayView>,
    /// Times that providers and rooms are taken elsewhere, by lane.
    pub taken: Vec<Taken>,
}

/// A time that a provider or a room is taken by what is planned elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Taken {
    /// The provider or room.
    pub lane: String,
    /// Civil beginning in the zone shown.
    pub start: NaiveDateTime,
    /// Civil end in the zone shown.
    pub end: NaiveDateTime,
    /// Not certain.
    pub tentative: bool,
    /// Name of the calendar that says so.
    pub source: String,
}

/// A row of the lane view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Lane {
    /// The provider or room.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The firm, or the site.
    pub detail: String,
    /// Hours, in the zone shown, as far as the first day's offset goes.
    pub hours: WeeklyHours,
    /// Seats of a room.
    pub seats: Option<u32>,
}

/// A meeting on the calendar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarEvent {
    /// Which.
    pub id: MeetingId,
    /// Title, or topic and client.
    pub title: String,
    /// How.
    pub format: Format,
    /// Civil time in the zone shown.
    pub start: NaiveDateTime,
    /// Its length.
    pub minutes: u32,
    /// Where.
    pub place: Place,
    /// Name of the place; empty: remote.
    pub place_name: String,
    /// Clients.
    pub clients: Vec<Named>,
    /// Providers.
    pub providers: Vec<Named>,
    /// How far it has come.
    pub status: MeetingStatus,
    /// What the planner must leave alone.
    pub lock: Lock,
    /// What stands in the way.
    pub conflicts: Vec<ConflictView>,
    /// It was kept in spite of conflicts.
    pub conflict_kept: bool,
    /// Its own zone and civil time there, where that is not the zone shown.
    pub own_time: Option<OwnTime>,
    /// Its version, for optimistic checks.
    pub version: u32,
}

/// A meeting's time where it takes place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OwnTime {
    /// Civil time.
    pub start: NaiveDateTime,
    /// Zone.
    pub zone: String,
}

/// A meeting's page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MeetingSheet {
    /// The meeting itself.
    pub meeting: Meeting,
    /// As the calendar shows it, in its own zone.
    pub event: CalendarEvent,
    /// The template it was made with.
    pub template: FormatTemplate,
    /// Name of its topic.
    pub topic_name: Option<String>,
    /// Rules of its format that it breaks.
    pub refusals: Vec<Refusal>,
    /// For a visit: the condition that is missing.
    pub visit_review: Option<VisitReview>,
    /// Each person's own time where the zone differs: name, civil time, zone.
    pub own_times: Vec<PersonTime>,
    /// Public holidays on its day where it takes place or where those who come are.
    pub holidays: Vec<super::HolidayView>,
    /// Answers to its invitations.
    pub answers: super::AnswerCounts,
    /// How many must be told something of it.
    pub due: u32,
    /// The poll for its date that is open.
    pub poll: Option<domain::PollId>,
}

/// When a meeting is for one of those who attend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PersonTime {
    /// Who.
    pub name: String,
    /// Civil time there.
    pub start: NaiveDateTime,
    /// Zone there.
    pub zone: String,
}

/// A meeting to save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MeetingSave {
    /// The meeting; an empty id asks for a new one. Roles, template and stamps are filled in.
    pub meeting: Meeting,
    /// Keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}

/// A change of time, place or providers; what is absent stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MeetingMove {
    /// Which.
    pub id: MeetingId,
    /// New civil time in `zone`.
    #[serde(default)]
    pub start: Option<NaiveDateTime>,
    /// Zone in which `start` is given; `None`: the meeting's own.
    #[serde(default)]
    pub zone: Option<String>,
    /// New length.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// New place.
    #[serde(default)]
    pub place: Option<Place>,
    /// New providers.
    #[serde(default)]
    pub providers: Option<Vec<String>>,
    /// Keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}

/// A meeting that might be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Probe {
    /// An existing one, moved.
    Moved {
        /// How.
        change: MeetingMove,
    },
    /// A new one.
    New {
        /// As it would be saved.
        meeting: Meeting,
    },
}

/// What stands in the way of a meeting that might be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Probed {
    /// In the order of weight.
    pub conflicts: Vec<ConflictView>,
}

/// Meets a need at a time and place chosen by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NeedPlan {
    /// Which need.
    pub need: String,
    /// Civil time in `zone`.
    pub start: NaiveDateTime,
    /// Zone.
    pub zone: String,
    /// The providers and the room whose lanes it was dropped on, or that were chosen for it.
    #[serde(default)]
    pub lanes: Vec<String>,
    /// Its length, where that differs from the template's.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// Keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}

/// A lock to set or release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LockRequest {
    /// Which meeting.
    pub id: MeetingId,
    /// What the planner must leave alone.
    pub lock: Lock,
}
