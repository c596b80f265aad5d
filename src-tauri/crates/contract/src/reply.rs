//! What every call gives back beside its value: stale views, the gesture to undo, progress on the way.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::views::RuleCost;

/// A request or a reply without content.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Nothing {}

/// Which kind of data a change has touched: views that show it are stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs)] // Named for the domain's kinds of things.
pub enum Area {
    Clients,
    Placements,
    Providers,
    Firms,
    Sites,
    Rooms,
    Topics,
    Needs,
    Meetings,
    Drafts,
    Invitations,
    Calendars,
    Polls,
    Settings,
    Workspace,
}

/// What was done, for undo to name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
#[allow(missing_docs)] // Each is worded in the catalogues of texts.
pub enum Deed {
    SampleLoaded,
    ClientAdded,
    ClientChanged,
    ClientDeleted,
    ClientsDeleted,
    ClientsImported,
    ClientsTagged,
    QuestionsAnswered,
    PlacementChosen,
    PlacementReleased,
    OverrideSet,
    OverrideRemoved,
    ProviderAdded,
    ProviderChanged,
    ProviderDeleted,
    FirmAdded,
    FirmChanged,
    FirmDeleted,
    SiteAdded,
    SiteChanged,
    SiteDeleted,
    RoomAdded,
    RoomChanged,
    RoomDeleted,
    TopicAdded,
    TopicChanged,
    TopicDeleted,
    NeedAdded,
    NeedsAdded,
    NeedChanged,
    NeedDeleted,
    MeetingAdded,
    MeetingChanged,
    MeetingMoved,
    MeetingCancelled,
    MeetingDeleted,
    MeetingLocked,
    DraftMade,
    DraftAccepted,
    DraftDiscarded,
    ReplyRead,
    ReplySet,
    ProposalAccepted,
    ProposalDeclined,
    PollAdded,
    PollChanged,
    PollAnswered,
    PollClosed,
    PollDeleted,
    SourceAdded,
    SourceChanged,
    SourceDeleted,
    AccountAdded,
    AccountChanged,
    AccountDeleted,
    HolidaysChanged,
    SettingsChanged,
}

impl Deed {
    /// The word by which it is stored and looked up in the catalogues.
    pub fn word(self) -> String {
        match serde_json::to_value(self) {
            Ok(serde_json::Value::String(word)) => word,
            _ => String::new(),
        }
    }
}

/// What was done, to what: `{"kind": "client_added", "args": {"name": "..."}}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DoneView {
    /// The word of a [`Deed`].
    pub kind: String,
    /// Names and counts to fill in: `name`, `count`, `other`.
    pub args: BTreeMap<String, String>,
}

/// A change that undo takes back in one step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GestureView {
    /// Its id.
    pub id: String,
    /// What it did.
    pub done: DoneView,
}

/// A call's value, with what the interface must know beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome<T> {
    /// What was asked for.
    pub value: T,
    /// Which data changed.
    pub stale: BTreeSet<Area>,
    /// What undo would take back, where something was changed.
    pub gesture: Option<GestureView>,
}

impl<T> From<T> for Outcome<T> {
    fn from(value: T) -> Self {
        Self { value, stale: BTreeSet::new(), gesture: None }
    }
}

/// How far long work has come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Progress {
    /// Which stage: `reading`, `checking`, `writing`, `searching`; worded in the catalogues.
    pub phase: String,
    /// How many are done.
    pub done: u32,
    /// How many there are; 0 where that is not known.
    pub total: u32,
    /// The best plan so far, while searching.
    #[serde(default)]
    pub search: Option<SearchProgress>,
}

/// The best plan so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SearchProgress {
    /// Value x priority left out.
    pub medium: u32,
    /// Weighted soft cost.
    pub soft: u32,
    /// Needs left out.
    pub left_out: u32,
    /// Meetings in it.
    pub meetings: u32,
    /// The soft cost by rule.
    #[serde(default)]
    pub by_rule: Vec<RuleCost>,
}

type Report = dyn Fn(Progress) + Send + Sync;

/// A running call: where its progress goes, and whether somebody wants it to end.
#[derive(Clone)]
pub struct Task {
    report: Arc<Report>,
    cancelled: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
}

impl Task {
    /// A task whose progress goes to `report`.
    pub fn new(report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { report: Arc::new(report), cancelled: Arc::default(), stopped: Arc::default() }
    }

    /// A task nobody watches.
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// Tells how far the work has come.
    pub fn report(&self, progress: Progress) {
        (self.report)(progress);
    }

    /// Asks the work to end and leave nothing.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Asks the work to end with what it has.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether the work should end and leave nothing.
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Whether the work should end with what it has.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }
}
