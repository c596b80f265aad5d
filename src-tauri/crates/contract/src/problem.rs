//! Problems as tagged values with their data. Texts are made where they are shown, in the user's language.

use domain::format::Refusal;
use exchange::table::TableFault;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::views::ConflictView;

/// A kind of thing that a problem is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs)] // Named for the domain's kinds of things.
pub enum Thing {
    Client,
    Provider,
    Firm,
    Site,
    Room,
    Topic,
    Need,
    Meeting,
    Placement,
    Override,
    Draft,
    BusySource,
    CalendarAccount,
    Poll,
    Invitation,
    Setting,
    Task,
}

/// What is wrong with one field of what was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "fault", rename_all = "snake_case")]
#[ts(export)]
pub enum FieldFault {
    /// Must not be empty.
    Empty {
        /// Which field.
        field: String,
    },
    /// Outside its range.
    Range {
        /// Which field.
        field: String,
        /// Least.
        min: u32,
        /// Most.
        max: u32,
    },
    /// The end lies before the beginning.
    Order {
        /// Which field.
        field: String,
    },
    /// A time zone nobody knows.
    UnknownZone {
        /// Which field.
        field: String,
        /// What was given.
        found: String,
    },
    /// Names something that does not exist.
    Unknown {
        /// Which field.
        field: String,
        /// What was given.
        found: String,
    },
    /// Not an address for mail.
    Email {
        /// Which field.
        field: String,
        /// What was given.
        found: String,
    },
    /// A client named as its own rival.
    OwnRival {
        /// Which field.
        field: String,
    },
}

/// Where something is used that was to be deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Use {
    /// By which kind of thing, as a word of [`Thing`].
    pub what: String,
    /// By how many.
    pub count: u32,
}

/// Why a file could not be read or written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs)] // The words say it.
pub enum FileTrouble {
    NotFound,
    Denied,
    AlreadyExists,
    DiskFull,
    NotAFolder,
    TooLarge,
    Other,
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum Problem {
    /// No workspace is open.
    NoWorkspace,
    /// The workspace was written by a newer version of the program: install that version.
    WorkspaceNewer {
        /// The file.
        path: String,
        /// Its schema.
        found: u32,
        /// The newest schema this program knows.
        known: u32,
    },
    /// The file is damaged: go back to a backup.
    WorkspaceDamaged {
        /// The file.
        path: String,
        /// What the check said.
        detail: String,
    },
    /// The file is no workspace.
    NotAWorkspace {
        /// The file.
        path: String,
    },
    /// Another program has the workspace open.
    WorkspaceInUse {
        /// The file.
        path: String,
    },
    /// A file could not be read or written.
    File {
        /// Which.
        path: String,
        /// Why.
        trouble: FileTrouble,
    },
    /// It does not exist (any more).
    NotFound {
        /// What.
        what: Thing,
        /// Which.
        id: String,
    },
    /// It was changed elsewhere in the meantime: load it again.
    Stale {
        /// What.
        what: Thing,
        /// Which.
        id: String,
    },
    /// It cannot be deleted while something uses it.
    InUse {
        /// What.
        what: Thing,
        /// Which.
        id: String,
        /// By what.
        by: Vec<Use>,
    },
    /// What was entered cannot be saved as it is.
    Invalid {
        /// Field by field.
        faults: Vec<FieldFault>,
    },
    /// The format's own rules refuse the meeting.
    Refused {
        /// Which rules.
        refusals: Vec<Refusal>,
    },
    /// Something stands in the way; it can be kept knowingly.
    Conflicts {
        /// What.
        conflicts: Vec<ConflictView>,
    },
    /// A time of a poll that somebody refused: it cannot win.
    SlotRefused {
        /// Who refuses it.
        names: Vec<String>,
    },
    /// The file is no table that can be read.
    Table {
        /// Why.
        fault: TableFault,
    },
    /// A calendar elsewhere that cannot be read.
    BusyCalendar {
        /// What people call it.
        source: String,
        /// Why.
        fault: exchange::busy::BusyFault,
    },
    /// A server did not do what was asked of it.
    Server {
        /// What people call the calendar or the account.
        name: String,
        /// Why.
        fault: servers::ServerFault,
    },
    /// An account whose password is not known (any more): give it.
    NoSecret {
        /// What people call the account.
        name: String,
    },
    /// An account without a chosen calendar to push to.
    NoCalendarChosen {
        /// What people call the account.
        name: String,
    },
    /// Rows are faulty, and all or nothing was asked for.
    FaultyRows {
        /// How many.
        count: u32,
        /// The first line with a fault.
        first_line: u32,
    },
    /// Answers that cannot be read.
    Answers {
        /// Why.
        fault: domain::placement::AnswerFault,
    },
    /// A planning problem that contradicts itself.
    PlanningProblem {
        /// What is wrong, one sentence of the field's words each.
        faults: Vec<String>,
    },
    /// A locked meeting that cannot stay as it is locked.
    WrongLock {
        /// The meeting's topic and needs.
        meeting: String,
        /// Why.
        detail: String,
    },
    /// There is no need to plan in the time asked for.
    NothingToPlan,
    /// The work was cancelled; nothing was changed.
    Cancelled,
    /// The request itself is not understood: the interface and the program do not fit together.
    BadRequest {
        /// What the reader said.
        detail: String,
    },
    /// Something unexpected: logged under this number.
    Unexpected {
        /// The number in the log.
        incident: String,
    },
}
