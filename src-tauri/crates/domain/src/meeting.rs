//! Meetings: who, when, where, how, and what about them must not move.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::format::PlaceKind;
use crate::time::instant;
use crate::{ClientId, Format, GroupVariant, MeetingId, Minutes, NeedId, ProviderId, RoomId, TopicId, ZoneName};

/// What a provider is in a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// Leads a work table.
    Chair,
    /// The one person the client has to deal with.
    Face,
    /// Answers for an area.
    Owner,
    /// Writes down what is agreed.
    Scribe,
    /// Knows the matter.
    Expert,
    /// Leads a focus group.
    Moderator,
    /// Helps the moderator or the speaker.
    Assistant,
    /// Watches a focus group.
    Observer,
    /// Makes a visit.
    Executive,
    /// Comes along on a visit.
    Listener,
    /// Gives a talk.
    Speaker,
}

/// How far a meeting has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MeetingStatus {
    /// Has a time.
    Planned,
    /// Took place.
    Held,
    /// Will not take place; stays in calendars as cancelled.
    Cancelled,
}

/// Where a meeting is held.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
#[ts(export)]
pub enum Place {
    /// In a room.
    Room(RoomId),
    /// At a client's premises.
    Client(ClientId),
    /// From a distance.
    Remote,
}

impl Place {
    /// The kind of place.
    pub fn kind(&self) -> PlaceKind {
        match self {
            Self::Room(_) => PlaceKind::Room,
            Self::Client(_) => PlaceKind::Client,
            Self::Remote => PlaceKind::Remote,
        }
    }
}

/// A client at a meeting, and the need of it that the meeting meets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Attendance {
    /// The client.
    pub client: ClientId,
    /// Its need, where there is one.
    #[serde(default)]
    pub need: Option<NeedId>,
}

/// A provider at a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Service {
    /// The provider.
    pub provider: ProviderId,
    /// What it is there.
    pub role: Role,
}

/// What the planner must leave as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Lock {
    /// The hour.
    pub start: bool,
    /// The place.
    pub place: bool,
    /// The providers.
    pub providers: bool,
}

impl Lock {
    /// Nothing may move.
    pub const ALL: Lock = Lock { start: true, place: true, providers: true };

    /// Whether anything is held.
    pub fn any(self) -> bool {
        self.start || self.place || self.providers
    }
}

/// A meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Meeting {
    /// Identity; calendars know the meeting by it for life.
    pub id: MeetingId,
    /// What people call it; empty: named by topic and client.
    #[serde(default)]
    pub title: String,
    /// What it is about.
    #[serde(default)]
    pub topic: Option<TopicId>,
    /// How the clients are met.
    pub format: Format,
    /// Which kind of group, for focus groups.
    #[serde(default)]
    pub variant: GroupVariant,
    /// Version of the format's template that it was made with.
    pub template_version: u32,
    /// How far it has come.
    pub status: MeetingStatus,
    /// Civil time of its beginning, in `zone`.
    pub start: NaiveDateTime,
    /// The zone in which it was agreed.
    pub zone: ZoneName,
    /// Its length.
    pub minutes: Minutes,
    /// Where.
    pub place: Place,
    /// The clients.
    pub clients: Vec<Attendance>,
    /// The providers; the first is the single face, unless another has that role.
    pub providers: Vec<Service>,
    /// What the planner must leave alone.
    #[serde(default)]
    pub lock: Lock,
    /// Why it is met this way and at this place, in the user's words.
    #[serde(default)]
    pub reason: String,
    /// What everybody invited may read.
    #[serde(default)]
    pub agenda: String,
    /// What only we may read.
    #[serde(default)]
    pub notes: String,
    /// A conflict that somebody has chosen to keep.
    #[serde(default)]
    pub conflict_kept: bool,
    /// Goes up with every change of time, place or status (RFC 5545 SEQUENCE).
    #[serde(default)]
    pub sequence: u32,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub updated: DateTime<Utc>,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

/// The roles of a format's providers, in the order in which they were named.
///
/// The single face comes first wherever the format has one, so that continuity decides who it is.
pub fn roles(format: Format, variant: GroupVariant, providers: usize) -> Vec<Role> {
    let (first, rest): (&[Role], Role) = match (format, variant) {
        (Format::WorkTable, _) => (&[Role::Face, Role::Chair], Role::Owner),
        (Format::Panel, _) => (&[Role::Face], Role::Expert),
        (Format::FocusGroup, GroupVariant::FocusGroup) => (&[Role::Moderator, Role::Assistant], Role::Observer),
        (Format::FocusGroup, GroupVariant::Talk) => (&[Role::Speaker], Role::Assistant),
        (Format::Visit, _) => (&[Role::Executive], Role::Listener),
    };
    first.iter().copied().chain(std::iter::repeat(rest)).take(providers).collect()
}

impl Meeting {
    /// Civil time of its end, in its zone.
    pub fn end(&self) -> NaiveDateTime {
        self.start + self.minutes.delta()
    }

    /// The instants between which it lies, half-open.
    pub fn span(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let from = instant(self.start, self.zone.rules_or_utc());
        (from, from + self.minutes.delta())
    }

    /// The provider who is the clients' single face.
    pub fn face(&self) -> Option<&ProviderId> {
        self.providers
            .iter()
            .find(|service| matches!(service.role, Role::Face | Role::Executive))
            .or_else(|| self.providers.first())
            .map(|service| &service.provider)
    }

    /// Whether the change from an earlier state is one that calendars must be told of by a higher SEQUENCE.
    pub fn moved_since(&self, earlier: &Meeting) -> bool {
        (self.start, &self.zone, self.minutes, &self.place, self.status)
            != (earlier.start, &earlier.zone, earlier.minutes, &earlier.place, earlier.status)
    }
}
