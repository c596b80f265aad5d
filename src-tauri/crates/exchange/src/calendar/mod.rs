//! Meetings as iCalendar (RFC 5545, 7986), for a named recipient.
//!
//! [`event()`] turns a meeting into an [`Event`] that holds only what its recipient may see; [`write()`] turns events into
//! the text of a file. What a calendar program reads is thus decided in one place, the table of [`may_see`].

mod audience;
mod event;
mod file_name;
mod names;
mod people;
mod text;
mod words;
mod write;
mod zone;

#[cfg(test)]
pub(crate) mod checker;
#[cfg(test)]
mod tests;

use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{Attends, MeetingId, Minutes, ZoneName};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use audience::{Field, Reader, Recipient, may_see};
pub use event::event;
pub(crate) use event::part;
pub(crate) use file_name::opaque;
pub use file_name::{CalendarOf, file_name};
pub use names::Names;
pub(crate) use names::{person, provider, who_comes};
pub(crate) use text::{lines, one_line};
pub use words::{Language, Words};
pub use write::write;

/// What a calendar file asks of the program that reads it (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// To be read and kept: a plan, a person's or a room's calendar, one meeting for information.
    Publish,
    /// An invitation to one meeting, or a change of it.
    Request,
    /// One meeting is called off.
    Cancel,
    /// Nothing: what a CalDAV server stores.
    None,
}

impl Method {
    /// All of them.
    pub const ALL: [Method; 4] = [Self::Publish, Self::Request, Self::Cancel, Self::None];

    /// As RFC 5546 writes it; `None` for [`Method::None`].
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Publish => Some("PUBLISH"),
            Self::Request => Some("REQUEST"),
            Self::Cancel => Some("CANCEL"),
            Self::None => None,
        }
    }
}

/// A calendar file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarFile {
    /// What the calendar is called in the program that shows it.
    pub name: String,
    /// What is asked.
    pub method: Method,
    /// Its events.
    pub events: Vec<Event>,
    /// For a feed: after how long it is to be read again.
    pub refresh: Option<Minutes>,
}

impl CalendarFile {
    /// One event as a CalDAV server, or a folder that sync programs watch, stores it: a resource of its own, without a
    /// method, whose people the server must not write to (SCHEDULE-AGENT=CLIENT).
    pub fn resource(event: Event) -> Self {
        Self { name: String::new(), method: Method::None, events: vec![event], refresh: None }
    }
}

/// A meeting as one recipient's calendar holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The meeting's name for life: see [`uid`].
    pub uid: String,
    /// Goes up with every change of time, place or status.
    pub sequence: u32,
    /// When what the event says was settled.
    pub dtstamp: DateTime<Utc>,
    /// When the meeting was made.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub last_modified: DateTime<Utc>,
    /// Civil time of its beginning, in `zone`.
    pub start: NaiveDateTime,
    /// Its zone.
    pub zone: ZoneName,
    /// Its length.
    pub minutes: Minutes,
    /// What it is called; made one line in the file.
    pub summary: String,
    /// What is to be said about it; may be empty.
    pub description: String,
    /// Where; may be empty.
    pub location: String,
    /// How firm it is.
    pub status: Status,
    /// Its single face.
    pub organizer: Option<Party>,
    /// Who comes. A file with [`Method::Publish`] does not carry them: RFC 5546 forbids it.
    pub attendees: Vec<Attendee>,
    /// Whether others may see more of it than that its time is taken.
    pub class: Class,
    /// Whether it leaves its time free.
    pub transparent: bool,
    /// Labels.
    pub categories: Vec<String>,
    /// How long before its beginning a program reminds of it, with the summary and nothing else. A cancelled event
    /// has none, whatever stands here.
    pub alarms: Vec<Minutes>,
}

impl Event {
    /// The event with what its attendees have answered, where it is known, by the id of their [`Party`].
    pub fn answered(mut self, of: impl Fn(&str) -> Option<PartStat>) -> Self {
        for attendee in &mut self.attendees {
            if let Some(partstat) = of(&attendee.party.id) {
                attendee.partstat = partstat;
            }
        }
        self
    }
}

/// How firm an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It will take place, or did.
    Confirmed,
    /// It may take place.
    Tentative,
    /// It will not take place; it stays in feeds so that calendars take it out.
    Cancelled,
}

/// Who may see an event in a shared calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Whoever sees the calendar.
    Public,
    /// Its owner.
    Private,
}

/// A person, or a room, as a calendar names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Party {
    /// Its identity in the workspace: it stands for the address of a party that has none.
    pub id: String,
    /// How people call it.
    pub name: String,
    /// Mail address; one that is not well formed counts as none.
    pub email: Option<String>,
}

/// What an attendee is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// A person.
    Individual,
    /// A room.
    Room,
}

/// How an attendee takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// Leads.
    Chair,
    /// Is needed.
    Required,
    /// May come.
    Optional,
    /// Is told of it only.
    Informed,
}

/// What an attendee has answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartStat {
    /// Nothing yet.
    NeedsAction,
    /// Comes.
    Accepted,
    /// Does not come.
    Declined,
    /// May come.
    Tentative,
}

impl From<Attends> for PartStat {
    fn from(attends: Attends) -> Self {
        match attends {
            Attends::Unanswered => Self::NeedsAction,
            Attends::Accepted => Self::Accepted,
            Attends::Tentative => Self::Tentative,
            Attends::Declined => Self::Declined,
        }
    }
}

impl From<PartStat> for Attends {
    fn from(partstat: PartStat) -> Self {
        match partstat {
            PartStat::NeedsAction => Self::Unanswered,
            PartStat::Accepted => Self::Accepted,
            PartStat::Tentative => Self::Tentative,
            PartStat::Declined => Self::Declined,
        }
    }
}

/// Somebody who comes to an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attendee {
    /// Who.
    pub party: Party,
    /// How.
    pub part: Part,
    /// Person or room.
    pub kind: PartyKind,
    /// What was answered.
    pub partstat: PartStat,
    /// Whether an answer is asked for.
    pub rsvp: bool,
}

/// Why a calendar cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum CalendarFault {
    /// A zone that the zone data does not hold.
    #[error("{uid}: unknown time zone {zone}")]
    UnknownZone {
        /// Of which event.
        uid: String,
        /// The zone's name.
        zone: String,
    },
    /// A time before 1900 or after 2199.
    #[error("{uid}: a time out of range")]
    OutOfRange {
        /// Of which event.
        uid: String,
    },
    /// An event without length, which many programs refuse.
    #[error("{uid}: no length")]
    NoLength {
        /// Of which event.
        uid: String,
    },
    /// Two events of the same name: one would hide the other.
    #[error("{uid} twice in one calendar")]
    Twice {
        /// The name.
        uid: String,
    },
    /// An invitation or a cancellation is about one event; Outlook reads the first only.
    #[error("an invitation is about one event, not {found}")]
    OneEventOnly {
        /// How many there are.
        found: u32,
    },
    /// An invitation or a cancellation comes from somebody.
    #[error("{uid}: nobody invites")]
    NoOrganizer {
        /// Of which event.
        uid: String,
    },
    /// An invitation or a cancellation comes from an address to which answers can be sent.
    #[error("{uid}: {name} invites without a mail address")]
    NoAddress {
        /// Of which event.
        uid: String,
        /// Who invites.
        name: String,
    },
}

/// The name by which calendars know a meeting for life. Holds nobody's name: a meeting's id is made of no name.
pub fn uid(meeting: &MeetingId) -> String {
    format!("{}@cuadrante", file_name::opaque(meeting.as_str()))
}
