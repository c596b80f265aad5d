//! Files in and out.

use chrono::NaiveDate;
use exchange::clients::{Choices, ClientField, Column, RowFault};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A file to look at before it is imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportLook {
    /// The file.
    pub path: String,
    /// What the user has chosen instead of what was guessed.
    #[serde(default)]
    pub choices: Choices,
}

/// What would become of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportPreview {
    /// The file.
    pub path: String,
    /// Encoding, delimiter, header and mapping as they are now.
    pub choices: Choices,
    /// The columns with samples.
    pub columns: Vec<Column>,
    /// Every field a column can be mapped to.
    pub fields: Vec<ClientField>,
    /// Rows of data.
    pub rows: u32,
    /// The first rows, as they would be imported.
    pub first: Vec<ImportRow>,
    /// New clients.
    pub new: u32,
    /// Clients already in the workspace that nothing changes.
    pub unchanged: u32,
    /// Clients already in the workspace that the file changes.
    pub changed: u32,
    /// Rows with faults, the first thousand.
    pub faults: Vec<RowFault>,
    /// How many rows have faults.
    pub faulty: u32,
}

/// A row as it would be imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportRow {
    /// Line of the file, from 1.
    pub line: u32,
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Main person.
    pub person: String,
    /// City.
    pub city: String,
    /// Country.
    pub country: String,
    /// Sales.
    pub sales: Option<f64>,
    /// 1 to 100.
    pub value: u32,
    /// What becomes of it.
    pub fate: RowFate,
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum RowFate {
    /// A new client.
    New,
    /// Known, and as in the file.
    Unchanged,
    /// Known, and different in the file.
    Changed,
    /// Cannot be imported.
    Faulty,
}

/// Imports a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ImportRequest {
    /// The file.
    pub path: String,
    /// Encoding, delimiter, header and mapping.
    #[serde(default)]
    pub choices: Choices,
    /// With faulty rows: import the good ones (`true`) or none (`false`).
    pub good_rows: bool,
    /// Known clients: take over what the file says (`true`) or leave them (`false`).
    pub update: bool,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Imported {
    /// New clients.
    pub added: u32,
    /// Known clients that were changed.
    pub changed: u32,
    /// Known clients that were left.
    pub unchanged: u32,
    /// Faulty rows that were left out.
    pub faulty: u32,
    /// Milliseconds it took.
    pub millis: u32,
}

/// What to write as calendars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum CalendarScope {
    /// Everything: one file for the plan, one for each provider and each room.
    Everything,
    /// The whole plan in one file.
    Plan,
    /// One meeting.
    Meeting {
        /// Which.
        id: String,
    },
    /// One provider's meetings.
    Provider {
        /// Which.
        id: String,
    },
    /// One room's meetings.
    Room {
        /// Which.
        id: String,
    },
}

/// Calendars to write into a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ExportRequest {
    /// The folder.
    pub folder: String,
    /// What.
    pub scope: CalendarScope,
    /// Language of the words in the calendars.
    #[serde(default)]
    pub language: exchange::calendar::Language,
    /// First day; `None`: today.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None`: no end.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// In what shape.
    #[serde(default)]
    pub shape: ExportShape,
}

/// In what shape calendars are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ExportShape {
    /// Files to import by hand.
    #[default]
    Files,
    /// A folder for each calendar with one file for each meeting, as sync programs watch it (vdir): written again, only
    /// what changed is touched, and what is gone is taken away.
    Folder,
    /// Files that calendar programs subscribe to and read again: cancelled meetings stay in them as cancelled.
    Feed {
        /// After how many minutes a program is to read it again.
        refresh: u32,
    },
}

/// Calendars that were written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Exported {
    /// The files.
    pub files: Vec<String>,
    /// How many meetings they hold, each counted once.
    pub meetings: u32,
}
