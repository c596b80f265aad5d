//! The log of gestures: written in the transaction that changes the rows, read by undo.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::GestureId;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use crate::{StoreError, text};

/// How many gestures the log keeps; older ones can no longer be undone.
pub(crate) const KEPT: i64 = 500;

/// What a gesture was, for the words by which it is shown: a kind the catalogues of texts know, and what they put in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Names the sentence.
    pub kind: String,
    /// What is put into it.
    #[serde(default)]
    pub args: BTreeMap<String, String>,
}

impl Done {
    /// A gesture that needs nothing put in.
    pub fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), args: BTreeMap::new() }
    }

    /// The same with one more thing put in.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

/// A gesture in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gesture {
    /// Identity; later gestures have higher numbers.
    pub id: GestureId,
    /// What was done.
    pub done: Done,
    /// When.
    pub at: DateTime<Utc>,
    /// Whether it has been taken back (and could be done again).
    pub undone: bool,
}

/// What an undo or a redo did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// The gesture taken back or done again.
    pub gesture: GestureId,
    /// What it had been.
    pub done: Done,
    /// What changed.
    pub areas: BTreeSet<Area>,
}

/// What a change was about: views that show it are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Clients and their people.
    Clients,
    /// Placements, and the answers and overrides that make them.
    Placements,
    /// Providers.
    Providers,
    /// Firms.
    Firms,
    /// Sites.
    Sites,
    /// Rooms.
    Rooms,
    /// Topics.
    Topics,
    /// Needs.
    Needs,
    /// Meetings.
    Meetings,
    /// Drafts of plans.
    Drafts,
    /// Answers to invitations.
    Invitations,
    /// Polls for a date.
    Polls,
    /// Calendars elsewhere and accounts.
    Calendars,
    /// Settings.
    Settings,
}

/// Which kind of row an image in the log is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    Client,
    Provider,
    Firm,
    Site,
    Room,
    Topic,
    Need,
    Answer,
    Override,
    Placement,
    Meeting,
    Draft,
    Reply,
    Poll,
    BusySource,
    CalendarAccount,
    Setting,
}

impl Kind {
    pub(crate) fn area(self) -> Area {
        match self {
            Self::Client => Area::Clients,
            Self::Provider => Area::Providers,
            Self::Firm => Area::Firms,
            Self::Site => Area::Sites,
            Self::Room => Area::Rooms,
            Self::Topic => Area::Topics,
            Self::Need => Area::Needs,
            Self::Answer | Self::Override | Self::Placement => Area::Placements,
            Self::Meeting => Area::Meetings,
            Self::Draft => Area::Drafts,
            Self::Reply => Area::Invitations,
            Self::Poll => Area::Polls,
            Self::BusySource | Self::CalendarAccount => Area::Calendars,
            Self::Setting => Area::Settings,
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Provider => "provider",
            Self::Firm => "firm",
            Self::Site => "site",
            Self::Room => "room",
            Self::Topic => "topic",
            Self::Need => "need",
            Self::Answer => "answer",
            Self::Override => "override",
            Self::Placement => "placement",
            Self::Meeting => "meeting",
            Self::Draft => "draft",
            Self::Reply => "invitation",
            Self::Poll => "poll",
            Self::BusySource => "busy_source",
            Self::CalendarAccount => "calendar_account",
            Self::Setting => "setting",
        }
    }
}

/// One row changed: its image before (`None`: there was none) and after (`None`: deleted), as JSON.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Change {
    pub(crate) kind: Kind,
    pub(crate) key: String,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
}

/// Writes a gesture and its changes. What had been undone can no longer be done again, and the oldest fall off.
pub(crate) async fn record(
    connection: &mut SqliteConnection,
    done: Done,
    changes: &[Change],
) -> Result<Gesture, StoreError> {
    let at = Utc::now();
    let (stamp, words) = (text::stamp(at), text::json(&done)?);
    sqlx::query!("DELETE FROM gesture WHERE undone = 1").execute(&mut *connection).await?;
    let seq = sqlx::query_scalar!(
        r#"INSERT INTO gesture (at, done, undone) VALUES (?, ?, 0) RETURNING seq AS "seq!""#,
        stamp,
        words
    )
    .fetch_one(&mut *connection)
    .await?;
    for (chunk, rows) in changes.chunks(1000).enumerate() {
        let (first, rows) = ((chunk * 1000) as i64, text::json(rows)?);
        sqlx::query!(
            "INSERT INTO change (gesture, position, kind, key, before, after)
             SELECT ?, ? + key, value ->> 'kind', value ->> 'key', value ->> 'before', value ->> 'after'
             FROM json_each(?)",
            seq,
            first,
            rows
        )
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query!("DELETE FROM gesture WHERE seq <= (SELECT seq FROM gesture ORDER BY seq DESC LIMIT 1 OFFSET ?)", KEPT)
        .execute(&mut *connection)
        .await?;
    Ok(Gesture { id: GestureId(seq.to_string()), done, at, undone: false })
}

/// The newest gestures, undone ones included, newest first.
pub(crate) async fn newest(connection: &mut SqliteConnection, limit: u32) -> Result<Vec<Gesture>, StoreError> {
    let rows = sqlx::query!("SELECT seq, at, done, undone FROM gesture ORDER BY seq DESC LIMIT ?", limit)
        .fetch_all(connection)
        .await?;
    let gestures = rows.into_iter().filter_map(|row| {
        // One that an older program wrote in words not known here is not shown; undo stops at it.
        let (done, at) = (text::from_json(&row.done).ok()?, text::from_word(&row.at).ok()?);
        Some(Gesture { id: GestureId(row.seq.to_string()), done, at, undone: row.undone != 0 })
    });
    Ok(gestures.collect())
}
