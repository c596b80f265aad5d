//! Polls: guests say which of several times suit them, each seeing only its own answer.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{ClientId, MeetingId, PersonId, PollId, ZoneName};

/// What a guest says of one time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Suits {
    /// It suits.
    Yes,
    /// If it must be.
    IfNeeded,
    /// It does not: this time cannot win.
    No,
}

/// A guest asked in a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Polled {
    /// Of which client.
    pub client: ClientId,
    /// Who.
    pub person: PersonId,
    /// Stands for guest and poll in what is sent: opaque, names nobody.
    pub token: String,
    /// The answers, one for each slot; `None`: nothing said of it. Empty until something was answered.
    #[serde(default)]
    pub answers: Vec<Option<Suits>>,
    /// When the answer was read.
    #[serde(default)]
    pub answered: Option<DateTime<Utc>>,
    /// When the question was last written for this guest.
    #[serde(default)]
    pub asked: Option<DateTime<Utc>>,
}

/// How far a poll has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum PollState {
    /// Answers are awaited.
    Open,
    /// A time has won and the meeting lies there.
    Won {
        /// Which slot, from 0.
        slot: u32,
    },
    /// Closed without a time.
    Closed,
}

/// A poll for the date of a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Poll {
    /// Identity.
    pub id: PollId,
    /// The meeting whose time is sought.
    pub meeting: MeetingId,
    /// The zone of `slots`.
    pub zone: ZoneName,
    /// Candidate beginnings, civil, in order.
    pub slots: Vec<NaiveDateTime>,
    /// Last day for answers; `None`: closes when all have answered.
    #[serde(default)]
    pub closes: Option<NaiveDate>,
    /// Who is asked.
    pub guests: Vec<Polled>,
    /// How far it has come.
    pub state: PollState,
    /// Counts changes, for optimistic checks.
    #[serde(default)]
    pub version: u32,
}

impl Poll {
    /// Whether every guest has answered.
    pub fn all_answered(&self) -> bool {
        self.guests.iter().all(|guest| guest.answered.is_some())
    }

    /// Whether answers are no longer awaited: all are in, or the last day has gone by.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.state == PollState::Open && (self.all_answered() || self.closes.is_some_and(|last| last < today))
    }

    /// The slots that may win, best first: refused by nobody, then most who say yes, then the earliest.
    ///
    /// Who has not answered refuses nothing and counts for nothing.
    pub fn ranking(&self) -> Vec<u32> {
        let said = |guest: &Polled, slot: usize| guest.answers.get(slot).copied().flatten();
        let count = |slot: usize, what: Suits| self.guests.iter().filter(|g| said(g, slot) == Some(what)).count();
        let mut slots = (0..self.slots.len()).filter(|slot| count(*slot, Suits::No) == 0).collect::<Vec<_>>();
        slots.sort_by_key(|slot| (std::cmp::Reverse(count(*slot, Suits::Yes)), self.slots[*slot], *slot));
        slots.into_iter().map(|slot| slot as u32).collect()
    }
}
