//! The languages in which people outside are written to.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A language that calendars and mails are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, rename = "CalendarLanguage")]
pub enum Language {
    /// Spanish.
    #[default]
    Es,
    /// English.
    En,
}
