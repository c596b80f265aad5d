//! Polls for a date.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{Attends, MeetingId, Poll, PollId, PollState, Suits};
use exchange::calendar::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A poll as its page shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollView {
    /// The poll.
    pub poll: Poll,
    /// The meeting's title, or topic and client.
    pub title: String,
    /// The meeting's length.
    pub minutes: u32,
    /// Slot by slot, in their order.
    pub slots: Vec<PollSlot>,
    /// Guest by guest, in the poll's order.
    pub guests: Vec<PollGuest>,
    /// Slots that may win, best first.
    pub ranking: Vec<u32>,
    /// Answers are no longer awaited: all are in, or the last day has gone by.
    pub due: bool,
}

/// One candidate time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollSlot {
    /// Civil, in the poll's zone.
    pub start: NaiveDateTime,
    /// How many say yes.
    pub yes: u32,
    /// How many say: if it must be.
    pub if_needed: u32,
    /// How many refuse it.
    pub no: u32,
    /// What stands in the meeting's way there by now.
    pub conflicts: Vec<super::ConflictView>,
}

/// One guest asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollGuest {
    /// The person's id.
    pub person: String,
    /// The person's name.
    pub name: String,
    /// The client's name.
    pub organisation: String,
    /// Where the question goes; empty: none is known.
    pub email: String,
    /// The language of the question.
    pub language: Language,
    /// When the question was written.
    pub asked: Option<DateTime<Utc>>,
    /// When the answer was read.
    pub answered: Option<DateTime<Utc>>,
    /// What the guest says of each slot.
    pub answers: Vec<Option<Suits>>,
}

/// Starts or changes a poll. Guests are the people of the meeting's clients who come to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollSave {
    /// `None`: a new one.
    #[serde(default)]
    pub id: Option<PollId>,
    /// The meeting whose time is sought.
    pub meeting: MeetingId,
    /// Candidate beginnings, civil, in the meeting's zone.
    pub slots: Vec<NaiveDateTime>,
    /// Last day for answers; `None`: when all have answered.
    #[serde(default)]
    pub closes: Option<NaiveDate>,
}

/// Times at which everybody and the place are free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FreeTimesRequest {
    /// For which meeting.
    pub meeting: MeetingId,
    /// First day; `None`: today.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None`: eight weeks on.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// How many at most.
    pub most: u32,
    /// Nearest to where the meeting lies (`true`), or spread over the days (`false`), as a poll wants them.
    pub nearest: bool,
}

/// A time at which everybody and the place are free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct FreeTime {
    /// Civil, in the meeting's zone.
    pub start: NaiveDateTime,
    /// Its zone.
    pub zone: String,
    /// A public holiday of somebody who comes: worth a warning, no more.
    pub holiday: Option<super::HolidayView>,
}

/// Writes the questions of a poll into a folder: a mail draft for each guest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollWrite {
    /// Which poll.
    pub id: PollId,
    /// The folder.
    pub folder: String,
    /// Only those who have not answered.
    #[serde(default)]
    pub unanswered: bool,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollWritten {
    /// The files.
    pub files: Vec<String>,
    /// Names of guests without an address.
    pub without_address: Vec<String>,
}

/// What became of an answer file of a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollOutcome {
    /// The file.
    pub path: String,
    /// What it did.
    pub fate: PollFate,
}

/// What became of a poll's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum PollFate {
    /// It counts now.
    Taken {
        /// Who answered.
        name: String,
        /// In which poll.
        poll: PollId,
    },
    /// The file could not be read.
    Unreadable {
        /// Why.
        trouble: crate::problem::FileTrouble,
    },
    /// There is no answer to a poll in the file.
    NoAnswer {
        /// The line at fault, from 1, where one is.
        line: Option<u32>,
        /// Words of the reader.
        detail: String,
    },
    /// Nobody was asked under that token.
    Foreign,
    /// The poll is closed.
    Over {
        /// Who answered.
        name: String,
    },
}

/// An answer given by word of mouth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollAnswerSet {
    /// Which poll.
    pub id: PollId,
    /// Which guest.
    pub person: String,
    /// One for each slot.
    pub answers: Vec<Option<Suits>>,
}

/// Ends a poll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollClose {
    /// Which poll.
    pub id: PollId,
    /// The slot the meeting moves to; one that somebody refused is not taken. `None`: without a time.
    pub slot: Option<u32>,
    /// Keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}

/// A poll in one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PollRow {
    /// Which.
    pub id: PollId,
    /// The meeting whose time is sought.
    pub meeting: MeetingId,
    /// The meeting's title.
    pub title: String,
    /// How many are asked.
    pub asked: u32,
    /// How many have answered.
    pub answered: u32,
    /// Last day for answers.
    pub closes: Option<NaiveDate>,
    /// How far it has come.
    pub state: PollState,
    /// Answers are no longer awaited.
    pub due: bool,
}

/// Sums of the answers to one meeting's invitations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
#[allow(missing_docs)] // One for each `Attends`.
pub struct AnswerCounts {
    pub unanswered: u32,
    pub accepted: u32,
    pub tentative: u32,
    pub declined: u32,
}

impl AnswerCounts {
    /// Counts one more answer.
    pub fn add(&mut self, attends: Attends) {
        match attends {
            Attends::Unanswered => self.unanswered += 1,
            Attends::Accepted => self.accepted += 1,
            Attends::Tentative => self.tentative += 1,
            Attends::Declined => self.declined += 1,
        }
    }
}
