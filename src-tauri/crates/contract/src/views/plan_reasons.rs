//! Why a plan is as it is, what would let more be met, and where two plans differ.

use chrono::NaiveDateTime;
use domain::{DraftId, NeedId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Named, PlanChange, PlanParty};

/// One proposal of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalRequest {
    /// Which draft.
    pub draft: DraftId,
    /// Which proposal.
    pub index: u32,
}

/// Why a proposal is held when, where and by whom it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ProposalWhy {
    /// What the plan would cost less without it, by rule.
    pub costs: Vec<RuleShift>,
    /// Starts inside the windows of all its needs at which any of its clients is available.
    pub starts: u32,
    /// How many of them it could have been held at as the rest of the plan stands.
    pub possible: u32,
    /// What stood in the way at the others, the most frequent first.
    pub obstacles: Vec<ObstacleView>,
    /// The next best; none where there is none.
    pub next: Option<NextBest>,
}

/// What one rule costs more, or less.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RuleShift {
    /// The weight's name.
    pub rule: String,
    /// Points; below nothing: less.
    pub cost: i32,
}

/// What ruled starts out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ObstacleView {
    /// Who; none: no team, or no room.
    pub who: Option<PlanParty>,
    /// How.
    pub cause: planner::ObstacleCause,
    /// At how many starts.
    pub starts: u32,
}

/// The next best way to hold a meeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct NextBest {
    /// Civil time in the zone shown.
    pub start: NaiveDateTime,
    /// Name of the place; empty: remote.
    pub place_name: String,
    /// Providers.
    pub providers: Vec<Named>,
    /// What it costs more, by rule.
    pub more: Vec<RuleShift>,
    /// Their sum.
    pub cost: i32,
}

/// A need that a draft leaves out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct LeftOutRequest {
    /// Which draft.
    pub draft: DraftId,
    /// Which need.
    pub need: NeedId,
}

/// A small change after which a need could be met; it has been tried.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RemedyView {
    /// What would have to change.
    pub changes: Vec<PlanChange>,
    /// When the need would be met: civil time in the zone shown.
    pub start: NaiveDateTime,
    /// Name of the place; empty: remote.
    pub place_name: String,
    /// Who would attend.
    pub providers: Vec<Named>,
    /// Who else would be met with it. Every other meeting of the draft stays as it is.
    pub clients: Vec<Named>,
}

/// Two drafts, to compare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CompareRequest {
    /// The one.
    pub one: DraftId,
    /// The other.
    pub other: DraftId,
}

/// Where two drafts differ.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlanComparison {
    /// Meetings that are the same in both.
    pub same: u32,
    /// Meetings that differ, in order of time. One side is missing where no meeting there has a need of it.
    pub different: Vec<MeetingDifference>,
    /// Needs met in the one only.
    pub only_one: Vec<Named>,
    /// Needs met in the other only.
    pub only_other: Vec<Named>,
    /// Each rule in both; the measures, since weights may differ.
    pub rules: Vec<RuleComparison>,
}

/// A meeting in two drafts: by its place in their proposals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MeetingDifference {
    /// In the one.
    pub one: Option<u32>,
    /// In the other.
    pub other: Option<u32>,
    /// Whether the hour differs.
    pub start: bool,
    /// Whether the place does.
    pub place: bool,
    /// Whether the providers do.
    pub providers: bool,
    /// Whether the clients do.
    pub clients: bool,
}

/// A rule in two drafts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RuleComparison {
    /// The weight's name.
    pub rule: String,
    /// What was measured in the one.
    pub one: u32,
    /// What was measured in the other.
    pub other: u32,
}
