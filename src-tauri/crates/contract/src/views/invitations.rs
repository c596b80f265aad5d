//! Who was told what of which meeting, and what was answered.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{Attends, Format, Invited, MeetingId, MeetingStatus, ProposedTime};
use exchange::calendar::Language;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which invitations to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationQuery {
    /// Those of one meeting; `None`: of every meeting between the days.
    #[serde(default)]
    pub meeting: Option<MeetingId>,
    /// First day; `None`: today.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None`: no end.
    #[serde(default)]
    pub to: Option<NaiveDate>,
}

/// What somebody must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Due {
    /// Nothing: the last version told is the present one.
    Nothing,
    /// That there is a meeting.
    Invitation,
    /// That what was told has changed.
    Update,
    /// That the meeting, or the person's part in it, is off.
    Cancellation,
}

/// What was last told to somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Told {
    /// Which version.
    pub sequence: u32,
    /// When its file was written.
    pub at: DateTime<Utc>,
    /// To which address.
    pub email: String,
    /// It was a cancellation.
    pub cancelled: bool,
}

/// One person and one meeting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationRow {
    /// The meeting.
    pub meeting: MeetingId,
    /// Its title, or topic and client.
    pub title: String,
    /// How the clients are met.
    pub format: Format,
    /// Civil time in `zone`.
    pub start: NaiveDateTime,
    /// The meeting's zone.
    pub zone: String,
    /// Its length.
    pub minutes: u32,
    /// How far it has come; `None`: it was deleted, or its making undone, after people were told.
    pub status: Option<MeetingStatus>,
    /// Who.
    pub invited: Invited,
    /// The person's name.
    pub name: String,
    /// The client's, or the firm's, name.
    pub organisation: String,
    /// Where the invitation goes; empty: none is known.
    pub email: String,
    /// The language it is written in.
    pub language: Language,
    /// What was last told.
    pub told: Option<Told>,
    /// What must be told now.
    pub due: Due,
    /// Why nothing can be written for this person, where that is so.
    pub obstacle: Option<InvitationObstacle>,
    /// What was answered.
    pub attends: Attends,
    /// When.
    pub answered: Option<DateTime<Utc>>,
    /// The answer was given to an earlier version.
    pub outdated: bool,
    /// What was written with the answer.
    pub comment: String,
    /// Another time that is asked for.
    pub proposed: Option<ProposedTime>,
}

/// Why an invitation cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InvitationObstacle {
    /// The invited person has no mail address.
    NoAddress,
    /// The single face who invites has no mail address.
    NoAddressOfFace,
    /// The meeting has no provider to invite from.
    NoFace,
}

/// The list, with its sums.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationList {
    /// By time of the meeting, then by name.
    pub rows: Vec<InvitationRow>,
    /// How many must be told something.
    pub due: u32,
    /// How many of those lack an address.
    pub without_address: u32,
}

/// In what form invitations are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum InvitationForm {
    /// A calendar file for each person.
    Ics,
    /// A mail draft for each person, with the invitation in it.
    Eml,
    /// Both.
    Both,
}

/// Writes invitations, updates and cancellations into a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationsWrite {
    /// The folder.
    pub folder: String,
    /// Which meetings; empty: all in the days.
    #[serde(default)]
    pub meetings: Vec<MeetingId>,
    /// Persons or providers by id; empty: everybody.
    #[serde(default)]
    pub parties: Vec<String>,
    /// First day; `None`: today.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None`: no end.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// In what form.
    pub form: InvitationForm,
    /// Also to those who know the present version already.
    #[serde(default)]
    pub again: bool,
    /// A reminder instead: a mail without a new version, to those who know the present one.
    #[serde(default)]
    pub reminder: bool,
    /// Only count, write nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What was written.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct InvitationsWritten {
    /// The files.
    pub files: Vec<String>,
    /// How many invitations.
    pub invitations: u32,
    /// How many updates.
    pub updates: u32,
    /// How many cancellations.
    pub cancellations: u32,
    /// How many reminders.
    pub reminders: u32,
    /// Who was left out, and why.
    pub left_out: Vec<LeftUntold>,
    /// Why it ended early: the disk is full, or it was cancelled. What was written until then is recorded as told, and
    /// the next time goes on.
    #[serde(default)]
    pub problem: Option<crate::Problem>,
}

/// Somebody for whom nothing could be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftUntold {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its title.
    pub title: String,
    /// Who.
    pub name: String,
    /// Why.
    pub obstacle: InvitationObstacle,
}

/// Answer files to read: `.ics` or `.eml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RepliesRead {
    /// The files.
    pub paths: Vec<String>,
}

/// What became of an answer file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReplyOutcome {
    /// The file.
    pub path: String,
    /// What it did.
    pub fate: ReplyFate,
}

/// What became of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ReplyFate {
    /// It is the person's answer now.
    Taken {
        /// The row as it is now.
        row: Box<InvitationRow>,
    },
    /// It was known already; nothing changed.
    Known {
        /// Who.
        name: String,
        /// The meeting's title.
        title: String,
    },
    /// It was refused.
    Refused {
        /// Why.
        reason: ReplyRefusal,
    },
}

/// Why an answer was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ReplyRefusal {
    /// The file could not be read.
    Unreadable {
        /// Why.
        trouble: crate::problem::FileTrouble,
    },
    /// There is no answer in the file; what there is instead.
    NoReply {
        /// Words of the reader.
        detail: String,
    },
    /// No meeting of ours is known by that name.
    UnknownMeeting {
        /// The UID.
        uid: String,
    },
    /// The meeting was not sent to that address.
    NotInvited {
        /// The address.
        email: String,
        /// The meeting's title.
        title: String,
    },
    /// The answer is to a version before the present one.
    OldVersion {
        /// Who.
        name: String,
        /// The meeting's title.
        title: String,
        /// The version answered.
        answered: u32,
        /// The version last told.
        told: u32,
    },
    /// A later answer of the same person is known.
    OlderAnswer {
        /// Who.
        name: String,
        /// The meeting's title.
        title: String,
        /// When the known one was given.
        known: DateTime<Utc>,
    },
    /// The meeting was cancelled or held in the meantime.
    Over {
        /// The meeting's title.
        title: String,
    },
}

/// An answer given by word of mouth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReplySet {
    /// To which meeting.
    pub meeting: MeetingId,
    /// Person or provider.
    pub party: String,
    /// The answer.
    pub attends: Attends,
    /// What was said with it.
    #[serde(default)]
    pub comment: String,
}

/// Settles another time that a guest asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalSettle {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Who asks.
    pub party: String,
    /// Move the meeting there (`true`) or leave it (`false`).
    pub accept: bool,
    /// Keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}
