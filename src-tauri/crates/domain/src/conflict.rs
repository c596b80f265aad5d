//! What stands in the way of a meeting where it lies: named at once, and kept only knowingly.

use chrono::{DateTime, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::format::Refusal;
use crate::time::civil;
use crate::{
    BusySourceId, ClientId, Meeting, MeetingId, MeetingStatus, Place, ProviderId, RoomId, WeeklyHours, ZoneName,
};

/// Something that makes a meeting impossible or unwise where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Conflict {
    /// The provider is in another meeting.
    ProviderBusy {
        /// Who.
        provider: ProviderId,
        /// Where else.
        meeting: MeetingId,
    },
    /// The client is in another meeting.
    ClientBusy {
        /// Who.
        client: ClientId,
        /// Where else.
        meeting: MeetingId,
    },
    /// The room is taken.
    RoomBusy {
        /// Which.
        room: RoomId,
        /// By what.
        meeting: MeetingId,
    },
    /// Outside the provider's working hours.
    ProviderOff {
        /// Who.
        provider: ProviderId,
    },
    /// The provider is away.
    ProviderAbsent {
        /// Who.
        provider: ProviderId,
        /// Why, in the user's words; may be empty.
        reason: String,
    },
    /// Outside the client's hours.
    ClientOff {
        /// Who.
        client: ClientId,
    },
    /// Outside the room's hours.
    RoomOff {
        /// Which.
        room: RoomId,
    },
    /// Two rivals at one meeting.
    Rivals {
        /// One.
        first: ClientId,
        /// The other.
        second: ClientId,
    },
    /// More people than seats.
    Seats {
        /// Which room.
        room: RoomId,
        /// Seats there are.
        seats: u32,
        /// Clients and providers together.
        people: u32,
    },
    /// Nobody in the room has a skill the topic asks for.
    SkillMissing {
        /// Which.
        skill: String,
    },
    /// The time between two meetings of a provider is shorter than the way.
    Travel {
        /// Who.
        provider: ProviderId,
        /// The neighbouring meeting.
        meeting: MeetingId,
        /// Minutes needed.
        needed: u32,
        /// Minutes there are.
        have: u32,
    },
    /// The provider is taken by something in another calendar.
    ProviderTaken {
        /// Who.
        provider: ProviderId,
        /// The source that says so.
        source: BusySourceId,
    },
    /// The client is taken by something in another calendar.
    ClientTaken {
        /// Who.
        client: ClientId,
        /// The source that says so.
        source: BusySourceId,
    },
    /// The room is taken by something in another calendar.
    RoomTaken {
        /// Which.
        room: RoomId,
        /// The source that says so.
        source: BusySourceId,
    },
    /// More meetings on one day than a provider takes.
    ProviderDay {
        /// Who.
        provider: ProviderId,
        /// How many there would be.
        meetings: u32,
        /// How many at most.
        max: u32,
    },
    /// More meetings on one day than a client takes.
    ClientDay {
        /// Who.
        client: ClientId,
        /// How many there would be.
        meetings: u32,
        /// How many at most.
        max: u32,
    },
    /// A meeting at a client's premises with other clients.
    NotTheOnlyClient {
        /// Whose premises.
        client: ClientId,
    },
    /// The format's own rule.
    Format {
        /// Which.
        refusal: Refusal,
    },
}

/// Whether two meetings are at the same time.
pub fn overlap(a: &Meeting, b: &Meeting) -> bool {
    let (a_from, a_to) = a.span();
    let (b_from, b_to) = b.span();
    a_from < b_to && b_from < a_to
}

/// Whether a stretch between two instants lies within one stretch of weekly hours, as the zone's clocks show it.
pub fn within_hours(hours: &WeeklyHours, zone: &ZoneName, span: (DateTime<Utc>, DateTime<Utc>)) -> bool {
    let rules = zone.rules_or_utc();
    let (from, to): (NaiveDateTime, NaiveDateTime) = (civil(span.0, rules), civil(span.1, rules));
    hours.on(from.date()).into_iter().any(|(open, close)| open <= from && to <= close)
}

/// Who and what two meetings at the same time both want: the conflicts of `meeting` with `other`.
pub fn shared(meeting: &Meeting, other: &Meeting) -> Vec<Conflict> {
    let gone = other.status == MeetingStatus::Cancelled || meeting.status == MeetingStatus::Cancelled;
    if gone || meeting.id == other.id || !overlap(meeting, other) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for service in &meeting.providers {
        if other.providers.iter().any(|theirs| theirs.provider == service.provider) {
            found.push(Conflict::ProviderBusy { provider: service.provider.clone(), meeting: other.id.clone() });
        }
    }
    for attendance in &meeting.clients {
        if other.clients.iter().any(|theirs| theirs.client == attendance.client) {
            found.push(Conflict::ClientBusy { client: attendance.client.clone(), meeting: other.id.clone() });
        }
    }
    if let (Place::Room(room), Place::Room(theirs)) = (&meeting.place, &other.place)
        && room == theirs
    {
        found.push(Conflict::RoomBusy { room: room.clone(), meeting: other.id.clone() });
    }
    found
}
