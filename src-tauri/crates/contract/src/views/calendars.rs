//! Calendars elsewhere: busy times in, CalDAV accounts, public holidays.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{AccountId, BusySource, BusySourceId, CalendarAccount, MeetingId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ConflictView;
use crate::Problem;

/// Everything about calendars elsewhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarsView {
    /// Calendars whose times make somebody busy.
    pub sources: Vec<BusySourceView>,
    /// Accounts on CalDAV servers.
    pub accounts: Vec<AccountView>,
    /// Public holidays.
    pub holidays: HolidaySettings,
    /// Version of the time zone data.
    pub zone_data: String,
}

/// A source of busy times, and how its last reading went.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusySourceView {
    /// The source.
    pub source: BusySource,
    /// Name of the provider, room or client.
    pub owner_name: String,
    /// When it was last read without fault.
    pub read: Option<DateTime<Utc>>,
    /// Why the last reading failed; the times read before still count.
    pub problem: Option<Problem>,
    /// What was doubtful when it was last read.
    pub remarks: Vec<exchange::busy::BusyRemark>,
    /// Up to when its times are known; `None`: they never were read.
    pub known_until: Option<DateTime<Utc>>,
    /// How many busy times lie ahead.
    pub ahead: u32,
    /// The first of them, for a look.
    pub next: Vec<domain::BusyTime>,
}

/// Reads sources again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SourcesRefresh {
    /// Which; empty: all.
    #[serde(default)]
    pub ids: Vec<BusySourceId>,
    /// Only those whose time for it has come.
    #[serde(default)]
    pub due_only: bool,
}

/// What reading sources brought.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Refreshed {
    /// The sources read.
    pub sources: Vec<BusySourceView>,
    /// Planned meetings that are newly in conflict.
    pub hits: Vec<BusyHit>,
}

/// A planned meeting that a busy time elsewhere stands in the way of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct BusyHit {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its title.
    pub title: String,
    /// Civil time in `zone`.
    pub start: NaiveDateTime,
    /// The meeting's zone.
    pub zone: String,
    /// What stands in the way.
    pub conflicts: Vec<ConflictView>,
    /// The nearest times that work for everyone.
    pub nearest: Vec<super::FreeTime>,
}

/// Where a secret is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SecretKept {
    /// In the system's keyring.
    Keyring,
    /// In memory, until the program ends: the system has no keyring.
    Memory,
    /// Nowhere: it must be given.
    Missing,
}

/// An account on a CalDAV server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AccountView {
    /// The account.
    pub account: CalendarAccount,
    /// Where its secret is.
    pub secret: SecretKept,
    /// When a plan was last pushed to it.
    pub pushed: Option<DateTime<Utc>>,
    /// How many meetings it holds of ours.
    pub meetings: u32,
}

/// An account to save.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AccountSave {
    /// The account; an empty id asks for a new one.
    pub account: CalendarAccount,
    /// The password or app password; `None`: the one that is kept.
    #[serde(default)]
    pub secret: Option<String>,
}

// A secret must not reach a log by way of `{:?}`.
impl std::fmt::Debug for AccountSave {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AccountSave").field("account", &self.account).finish_non_exhaustive()
    }
}

/// A calendar on a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ServerCalendar {
    /// Its address on the server.
    pub address: String,
    /// Its name.
    pub name: String,
    /// `#rrggbb`, where it has one.
    pub colour: Option<String>,
    /// Whether we may write to it, as far as the server says.
    pub writable: bool,
}

/// Pushes the plan to an account's chosen calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PushRequest {
    /// Which account.
    pub account: AccountId,
    /// What to do about differences reported before.
    #[serde(default)]
    pub choices: Vec<PushChoice>,
    /// Language of the words in the calendar.
    #[serde(default)]
    pub language: exchange::calendar::Language,
}

/// What to do about a meeting that was changed on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PushChoice {
    /// Which meeting.
    pub meeting: MeetingId,
    /// [`PushDifference::href`].
    #[serde(default)]
    pub href: Option<String>,
    /// The state of the server's copy that the choice was made on; an even newer one is shown again.
    pub etag: Option<String>,
    /// Take the server's time into the plan (`true`), or write ours over it (`false`).
    pub take: bool,
    /// Taking: keep what stands in the way, knowingly.
    #[serde(default)]
    pub keep_conflicts: bool,
}

/// What a push did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Pushed {
    /// New on the server.
    pub added: u32,
    /// Changed there.
    pub changed: u32,
    /// As they were.
    pub unchanged: u32,
    /// Marked cancelled, or taken away, there.
    pub removed: u32,
    /// Taken from the server into the plan.
    pub taken: u32,
    /// Meetings changed on the server since the last push: to be taken or overwritten.
    pub differences: Vec<PushDifference>,
    /// Meetings that the server would not take, and why.
    pub refused: Vec<PushRefused>,
    /// Why it ended early; what was done until then stays done, and the next push goes on.
    pub problem: Option<Problem>,
}

/// A meeting that was changed on the server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PushDifference {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its title.
    pub title: String,
    /// Ours; cancelled where it is to be taken away there.
    pub ours: PushedTime,
    /// The server's; `None`: it was deleted there, or cannot be read.
    pub theirs: Option<PushedTime>,
    /// The server's name for its copy, to be given back with the choice.
    pub href: String,
    /// State of the server's copy; `None`: it is gone.
    pub etag: Option<String>,
    /// The properties of the calendar entry in which the copies differ, as calendars call them; `*`: all.
    pub properties: Vec<String>,
}

/// A meeting that could not be brought to the server, or taken from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PushRefused {
    /// Which meeting.
    pub meeting: MeetingId,
    /// Its title.
    pub title: String,
    /// Why: the server's reason, or what stands in the way of taking its time.
    pub problem: Problem,
}

/// When and where one of two copies of a meeting lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PushedTime {
    /// Civil time in `zone`.
    pub start: NaiveDateTime,
    /// Zone.
    pub zone: String,
    /// Length.
    pub minutes: u32,
    /// Place, as the calendar says it.
    pub place: String,
    /// It is cancelled there.
    pub cancelled: bool,
}

/// Which public holidays warn, and where they are from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HolidaySettings {
    /// Countries (ISO 3166-1 alpha-2) in which clients, providers and rooms are, and those chosen beside.
    pub countries: Vec<HolidayCountry>,
    /// The holidays of the asked years, those edited among them.
    pub days: Vec<HolidayView>,
    /// Whose data it is, under which licence, of which version; to be shown.
    pub source: String,
}

/// A country whose public holidays may warn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HolidayCountry {
    /// ISO 3166-1 alpha-2.
    pub code: String,
    /// Whether its holidays warn.
    pub on: bool,
    /// Somebody or something of the workspace is there.
    pub used: bool,
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HolidayView {
    /// The date.
    pub date: NaiveDate,
    /// ISO 3166-1 alpha-2; with a region: `ES-MD`.
    pub country: String,
    /// Its name in Spanish.
    pub es: String,
    /// Its name in English.
    pub en: String,
    /// How it came here.
    pub origin: HolidayOrigin,
}

/// How a holiday came to be on the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum HolidayOrigin {
    /// From the data.
    Data,
    /// Added by hand.
    Added,
    /// From the data, taken out by hand: does not warn.
    Removed,
}

/// Edits the holidays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum HolidayChange {
    /// Lets a country's holidays warn, or not.
    Country {
        /// ISO 3166-1 alpha-2.
        code: String,
        /// Whether they warn.
        on: bool,
    },
    /// Adds a day by hand.
    Add {
        /// The date.
        date: NaiveDate,
        /// ISO 3166-1 alpha-2.
        country: String,
        /// Its name, in whatever language.
        name: String,
    },
    /// Takes a day out, or one added by hand away.
    Remove {
        /// The date.
        date: NaiveDate,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// Puts a day of the data back.
    Restore {
        /// The date.
        date: NaiveDate,
        /// ISO 3166-1 alpha-2.
        country: String,
    },
}

/// Which years of holidays to list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CalendarsRequest {
    /// The year whose holidays to list; `None`: this one.
    #[serde(default)]
    pub year: Option<i32>,
}
