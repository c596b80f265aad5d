//! Planning: from the workspace's needs to a draft, and from a draft to meetings.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use domain::{DraftId, Format, MeetingId, NeedId, Place};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, NeedRow, PlanChange};

/// Plan the open needs of a stretch of days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanRequest {
    /// First day; `None`: tomorrow.
    #[serde(default)]
    pub from: Option<NaiveDate>,
    /// Last day; `None`: thirteen days after the first.
    #[serde(default)]
    pub to: Option<NaiveDate>,
    /// Seconds to search; `None`: five.
    #[serde(default)]
    pub seconds: Option<u32>,
    /// The same seed searches the same way.
    #[serde(default)]
    pub seed: Option<u32>,
    /// What is to be other than on record: absences, limits, weights. Nothing of it is written to the record.
    #[serde(default)]
    pub changes: Vec<PlanChange>,
    /// Which of the meetings already planned may be changed.
    #[serde(default)]
    pub moving: Moving,
    /// Keep the draft of `start_with`, or else the newest, and make this one beside it, to compare.
    #[serde(default)]
    pub beside: bool,
    /// Begin the search with this draft's plan, so that little is otherwise than in it.
    #[serde(default)]
    pub start_with: Option<DraftId>,
}

/// Which of the meetings already planned a plan may change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Moving {
    /// None: each stays as it is.
    #[default]
    None,
    /// Those that cannot stay as they are: somebody fell ill, a room is gone.
    Broken,
    /// All, with as little disturbance as can be; what a meeting's lock holds stays.
    Free,
}

/// A draft of a plan.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DraftView {
    /// Which.
    pub id: DraftId,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// Zone the times are shown in.
    pub zone: String,
    /// Value x priority left out.
    pub medium: u32,
    /// Weighted soft cost.
    pub soft: u32,
    /// The soft cost by rule: weight, measure, cost.
    pub by_rule: Vec<RuleCost>,
    /// The meetings proposed.
    pub proposals: Vec<Proposal>,
    /// Needs left out, and why.
    pub left_out: Vec<LeftOutView>,
    /// Needs that were not given to the planner, and why.
    pub not_planned: Vec<NotPlanned>,
    /// Whether it can still be accepted.
    pub open: bool,
    /// What it takes as other than on record.
    pub changes: Vec<PlanChange>,
    /// The weights it was searched with.
    pub weights: planner::Weights,
    /// Which of the meetings already planned it could change.
    pub moving: Moving,
    /// How much each provider attends, by the record and with this draft; the busiest first.
    pub shares: Vec<Share>,
}

/// How much one provider attends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Share {
    /// Who.
    pub provider: Named,
    /// Meetings held or planned in the twelve months before the draft's first day.
    pub held: u32,
    /// Meetings of this draft.
    pub planned: u32,
}

/// What one rule costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RuleCost {
    /// The weight's name.
    pub rule: String,
    /// The weight.
    pub weight: u32,
    /// What was measured.
    pub measure: u32,
    /// Their product.
    pub cost: u32,
}

/// A meeting proposed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Proposal {
    /// Its place in the plan; names it when accepting.
    pub index: u32,
    /// Topic and client.
    pub title: String,
    /// How.
    pub format: Format,
    /// Civil time in the zone shown.
    pub start: NaiveDateTime,
    /// Minutes.
    pub minutes: u32,
    /// Where.
    pub place: Place,
    /// Name of the place; empty: remote.
    pub place_name: String,
    /// Clients.
    pub clients: Vec<Named>,
    /// Providers.
    pub providers: Vec<Named>,
    /// The needs it meets.
    pub needs: Vec<NeedId>,
    /// The meeting it already is, for one that stands in the calendar.
    pub existing: Option<MeetingId>,
    /// How that meeting stands in the calendar, where this draft changes it.
    pub was: Option<ProposalWas>,
    /// What speaks for it.
    pub reasons: Vec<ProposalReason>,
    /// Accepted already.
    pub accepted: bool,
}

/// A meeting as it stands in the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalWas {
    /// Civil time in the zone shown.
    pub start: NaiveDateTime,
    /// Name of the place; empty: remote.
    pub place_name: String,
    /// Providers.
    pub providers: Vec<Named>,
}

/// What speaks for a proposal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export)]
pub enum ProposalReason {
    /// A provider the client knows attends.
    Continuity {
        /// Who.
        provider: String,
    },
    /// Nobody the client knows attends.
    NewFace,
    /// It lies in hours that all its clients prefer.
    PreferredHours,
    /// Some clients would prefer other hours.
    OtherHours {
        /// How many.
        clients: u32,
    },
    /// It covers the skills the topic asks for.
    Skills {
        /// Which.
        skills: Vec<String>,
    },
    /// Days after the need begins, of the need that waits longest.
    Waits {
        /// How many.
        days: u32,
    },
    /// The table is mixed as the topic asks.
    Mix {
        /// Of which attribute.
        attribute: String,
        /// How many values there are.
        values: u32,
    },
    /// It is locked.
    Locked,
}

/// A need the planner left out.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftOutView {
    /// The need.
    pub need: NeedRow,
    /// What leaving it out adds to the medium score: the client's value times its priority, more for a client of a
    /// meeting that people have been told of.
    pub cost: u32,
    /// Why, the hardest first.
    pub reasons: Vec<planner::Reason>,
    /// Names of the ids in the reasons.
    pub names: Vec<Named>,
}

/// A need that was not given to the planner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NotPlanned {
    /// The need.
    pub need: NeedRow,
    /// Why.
    pub why: NotPlannedReason,
}

/// Why a need was not given to the planner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum NotPlannedReason {
    /// The client wants to be left in peace.
    DoNotMeet,
    /// Too few questions are answered to know the format.
    Undetermined,
    /// Its window lies outside the days planned.
    OutsideHorizon,
    /// The client has no premises on record, and would have to be visited.
    NoSite,
}

/// Accepts a draft, all or some of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AcceptRequest {
    /// Which draft.
    pub draft: DraftId,
    /// Which proposals by index; `None`: all.
    #[serde(default)]
    pub proposals: Option<Vec<u32>>,
}

/// Meetings that were made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Accepted {
    /// Their ids.
    pub meetings: Vec<MeetingId>,
}

/// The latest draft, where there is one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CurrentDraft {
    /// The draft.
    pub draft: Option<DraftView>,
    /// The one beside it, to compare.
    pub other: Option<DraftView>,
    /// Needs that could be planned now.
    pub open_needs: u32,
}
