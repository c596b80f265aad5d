//! The matrix, and one client's placement with its explanation.

use chrono::NaiveDate;
use domain::placement::{Answer, Dot, Explanation, Item, Override, Placement, PlacementEntry, Recommendation, State};
use domain::{ClientId, Format, TopicId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Named;

/// A client's dot on the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MatrixPoint {
    /// Which.
    pub id: ClientId,
    /// Its name.
    pub name: String,
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// The format; `None`: no single one, or undetermined.
    pub format: Option<Format>,
    /// Whether it can be relied on.
    pub state: State,
    /// 1 to 100.
    pub value: u32,
    /// A place was chosen by hand.
    pub by_hand: bool,
    /// Its topics lie in different quadrants.
    pub mixed: bool,
    /// When an answer or a choice was last recorded.
    pub reviewed: Option<NaiveDate>,
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct MatrixView {
    /// The clients that match and are placed.
    pub points: Vec<MatrixPoint>,
    /// Clients that match but are not placed.
    pub unplaced: u32,
    /// Clients in the workspace.
    pub all: u32,
    /// Every tag in use.
    pub tags: Vec<String>,
    /// Every topic.
    pub topics: Vec<Named>,
}

/// A client and a topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacementRequest {
    /// Whose.
    pub client: ClientId,
    /// About what.
    pub topic: TopicId,
}

/// One client's placement about one topic, with all that explains it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct PlacementView {
    /// Whose.
    pub client: Named,
    /// About what.
    pub topic: Named,
    /// The answers that count, inherited ones included.
    pub answers: Vec<Answer>,
    /// Questions to ask first: unanswered by weight, then stale.
    pub ask: Vec<Item>,
    /// Weight of each question as set, in the questionnaire's order.
    pub weights: Vec<f64>,
    /// Scores, state, fit.
    pub placement: Placement,
    /// The format after the overrides.
    pub recommendation: Recommendation,
    /// Why.
    pub explanation: Explanation,
    /// The current entry of the history; `None`: nothing recorded yet.
    pub entry: Option<PlacementEntry>,
    /// The history, the newest first.
    pub history: Vec<PlacementEntry>,
    /// What overrides this client's formats, for this topic or for all.
    pub overrides: Vec<Override>,
    /// Names of rivals that the recommendation speaks of.
    pub names: Vec<Named>,
}

/// A client's topics on the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SatellitesView {
    /// The client's own dot; `None`: not placed.
    pub dot: Option<Dot>,
    /// Its topics.
    pub topics: Vec<SatelliteView>,
    /// Past places of the dot's topics, the oldest first.
    pub trail: Vec<TrailPoint>,
}

/// One topic of a client on the matrix.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct SatelliteView {
    /// Which.
    pub id: TopicId,
    /// Its name.
    pub name: String,
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// Computed sharing, where the place was chosen by hand.
    pub computed_sharing: Option<f64>,
    /// Computed providers, where the place was chosen by hand.
    pub computed_providers: Option<f64>,
    /// Its quadrant; `None` while undetermined.
    pub format: Option<Format>,
    /// Whether it can be relied on.
    pub state: State,
}

/// A past place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TrailPoint {
    /// About which topic.
    pub topic: TopicId,
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// On which day.
    pub on: NaiveDate,
}

/// An answer to record, or to take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnswerGiven {
    /// To which question.
    pub item: Item,
    /// 1 to 5; `None` takes it back.
    pub value: Option<u8>,
    /// For this topic only, though the question is the client's.
    #[serde(default)]
    pub this_topic_only: bool,
}

/// Answers about one client and topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AnswersGiven {
    /// Whose.
    pub client: ClientId,
    /// About what.
    pub topic: TopicId,
    /// The answers.
    pub answers: Vec<AnswerGiven>,
}

/// Points placed by hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChooseRequest {
    /// Whose: several are assigned at once.
    pub clients: Vec<ClientId>,
    /// About what; `None`: all topics the client has been placed for.
    pub topic: Option<TopicId>,
    /// 0 to 100.
    pub sharing: f64,
    /// 0 to 100.
    pub providers: f64,
    /// Why.
    pub reason: String,
    /// Last day on which it counts.
    #[serde(default)]
    pub until: Option<NaiveDate>,
}

/// Chosen places to take back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ReleaseRequest {
    /// Whose.
    pub client: ClientId,
    /// About what; `None`: all its topics.
    pub topic: Option<TopicId>,
}

/// Answers to try without a workspace.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TryRequest {
    /// S1..S7, a stroke, P1..P7, `-` for none.
    pub answers: String,
}

/// A placement without a client.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct TryView {
    /// Scores, state, fit.
    pub placement: Placement,
    /// The format after the override that the answers themselves hold (S2 = 5).
    pub recommendation: Recommendation,
    /// Why.
    pub explanation: Explanation,
}
