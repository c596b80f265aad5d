//! The full evaluation of a plan, written straight from the definition of the problem.
//!
//! It shares no code with the search and its incremental score, so that the two can be held against
//! each other.

mod hard;
mod soft;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::plan::{Plan, Score};
use crate::problem::{Client, Limits, Need, PlaceKind, Problem, Provider, Room, Topic, Weights, Window};

/// What a plan breaks, what it leaves out and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Evaluation {
    /// Every broken hard rule; empty for a correct plan.
    pub broken: Vec<BrokenRule>,
    /// Value times priority of the needs left out.
    #[ts(type = "number")]
    pub medium: i64,
    /// Sum of the weighted measures.
    #[ts(type = "number")]
    pub soft: i64,
    /// Each measure by itself, in the order of [`Measure`].
    pub by_rule: Vec<MeasureCost>,
}

impl Evaluation {
    /// The score a plan carries.
    #[must_use]
    pub fn score(&self) -> Score {
        Score { hard: u32::try_from(self.broken.len()).unwrap_or(u32::MAX), medium: self.medium, soft: self.soft }
    }
}

/// One soft measure of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct MeasureCost {
    /// Which.
    pub measure: Measure,
    /// What one unit costs.
    pub weight: u32,
    /// Units.
    #[ts(type = "number")]
    pub raw: i64,
    /// Units times weight.
    #[ts(type = "number")]
    pub cost: i64,
}

/// The soft measures, named as their weights are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum Measure {
    /// Ties between client and provider not kept.
    Continuity,
    /// Clients outside their preferred windows.
    Preferred,
    /// Days of waiting, times priority.
    Delay,
    /// Clients too unlike or too alike.
    Mix,
    /// Minutes on the road.
    Travel,
    /// Squares of the providers' meetings.
    Load,
    /// Further days with meetings, per client.
    Days,
    /// Quarters of an hour of providers.
    Effort,
    /// Published promises changed.
    Disruption,
}

impl Measure {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Continuity,
        Self::Preferred,
        Self::Delay,
        Self::Mix,
        Self::Travel,
        Self::Load,
        Self::Days,
        Self::Effort,
        Self::Disruption,
    ];

    /// Its weight among `weights`.
    #[must_use]
    pub fn weight(self, weights: &Weights) -> u32 {
        match self {
            Self::Continuity => weights.continuity,
            Self::Preferred => weights.preferred,
            Self::Delay => weights.delay,
            Self::Mix => weights.mix,
            Self::Travel => weights.travel,
            Self::Load => weights.load,
            Self::Days => weights.days,
            Self::Effort => weights.effort,
            Self::Disruption => weights.disruption,
        }
    }
}

/// The hard rules, by the definition's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub enum Rule {
    /// Every need once, in a meeting of its own topic or left out; a client once in a meeting.
    H1,
    /// Number of clients.
    H2,
    /// Number of providers, and their skills.
    H3,
    /// Everyone available throughout.
    H4,
    /// No one in two meetings at once.
    H5,
    /// Time to travel between meetings.
    H6,
    /// Inside each need's window.
    H7,
    /// Rivals apart.
    H8,
    /// A fitting place.
    H9,
    /// Daily limits.
    H10,
    /// Locked meetings kept.
    H11,
    /// Starts on the grid.
    H12,
}

/// One broken hard rule.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct BrokenRule {
    /// Which.
    pub rule: Rule,
    /// Positions in the plan's `meetings` of those concerned; empty where none is.
    pub meetings: Vec<u32>,
    /// What exactly.
    pub detail: BrokenDetail,
}

/// Someone or something that can be in one meeting at a time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum Party {
    /// A client, by id.
    Client(String),
    /// A provider, by id.
    Provider(String),
    /// A room, by id.
    Room(String),
}

/// How a rule is broken, with the names and numbers to say so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
#[allow(missing_docs)] // the variants' fields are ids, minutes and counts named as in the problem
pub enum BrokenDetail {
    /// H1: a need neither met nor left out.
    NeedMissing { need: String },
    /// H1: a need met or left out more than once.
    NeedRepeated { need: String, times: u32 },
    /// H1: the plan names a need the problem does not have.
    UnknownNeed { need: String },
    /// H1: a meeting of a topic the problem does not have.
    UnknownTopic { topic: String },
    /// H1: a need in a meeting of another topic.
    WrongTopic { need: String, topic: String },
    /// H1: two needs of one client in a meeting.
    ClientRepeated { client: String },
    /// H2: too few or too many clients.
    ClientCount { have: u32, allowed: Limits },
    /// H3: too few or too many providers.
    ProviderCount { have: u32, allowed: Limits },
    /// H3: a provider named twice.
    ProviderRepeated { provider: String },
    /// H3: a provider the problem does not have.
    UnknownProvider { provider: String },
    /// H3: skills that nobody attending holds.
    SkillsMissing { skills: Vec<String> },
    /// H4: not available throughout `[start, end)` in one window.
    Unavailable { party: Party, start: i32, end: i32 },
    /// H5: in two meetings at once.
    Overlap { party: Party, start: i32, end: i32 },
    /// H6: less time between two meetings than the way takes.
    TravelGap { provider: String, gap: i32, travel: i32 },
    /// H7: outside a need's window.
    OutsideWindow { need: String, window: Window },
    /// H8: rivals in one meeting.
    Rivals { clients: [String; 2] },
    /// H9: more people than seats.
    Seats { room: String, seats: u32, people: u32 },
    /// H9: a kind of place the topic does not allow.
    PlaceKind { place: PlaceKind },
    /// H9: at a client's that is not the meeting's only one.
    NotTheOnlyClient { client: String },
    /// H9: a room the problem does not have.
    UnknownRoom { room: String },
    /// H10: too many meetings starting on one day.
    DailyLimit { party: Party, day: i32, have: u32, max: u32 },
    /// H11: no meeting of the topic has exactly the locked entry's needs (`lock`: its position).
    LockMissing { lock: u32, needs: Vec<String> },
    /// H11: the meeting differs from its locked entry in a field.
    LockChanged { lock: u32, field: LockField },
    /// H12: a start off the grid.
    OffGrid { start: i32, grid: i32 },
}

/// A field a locked entry can give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum LockField {
    /// Its providers, as a set.
    Providers,
    /// Its start.
    Start,
    /// Its place.
    Place,
}

/// The problem's parts by id.
struct Names<'a> {
    problem: &'a Problem,
    clients: HashMap<&'a str, &'a Client>,
    providers: HashMap<&'a str, &'a Provider>,
    rooms: HashMap<&'a str, &'a Room>,
    topics: HashMap<&'a str, &'a Topic>,
    needs: HashMap<&'a str, &'a Need>,
}

impl<'a> Names<'a> {
    fn new(problem: &'a Problem) -> Self {
        Self {
            problem,
            clients: problem.clients.iter().map(|c| (c.id.as_str(), c)).collect(),
            providers: problem.providers.iter().map(|p| (p.id.as_str(), p)).collect(),
            rooms: problem.rooms.iter().map(|r| (r.id.as_str(), r)).collect(),
            topics: problem.topics.iter().map(|t| (t.id.as_str(), t)).collect(),
            needs: problem.needs.iter().map(|n| (n.id.as_str(), n)).collect(),
        }
    }

    fn travel(&self, from: u32, to: u32) -> i32 {
        self.problem.travel.get(from as usize).and_then(|row| row.get(to as usize)).copied().unwrap_or(0)
    }
}

/// Evaluates `plan` in full against a valid `problem`. The plan may be anything, ids unknown to the
/// problem included; its own score is not read.
#[must_use]
pub fn evaluate(problem: &Problem, plan: &Plan) -> Evaluation {
    let names = Names::new(problem);
    let broken = hard::broken(&names, plan);
    let by_rule = soft_costs(&names, plan);
    let medium = plan
        .unscheduled
        .iter()
        .filter_map(|id| names.needs.get(id.as_str()))
        .map(|need| {
            let value = names.clients.get(need.client.as_str()).map_or(0, |c| c.value);
            i64::from(value) * i64::from(need.priority)
        })
        .sum();
    Evaluation { broken, medium, soft: by_rule.iter().map(|m| m.cost).sum(), by_rule }
}

/// Each soft measure of a plan, without looking at its rules.
pub(crate) fn by_rule(problem: &Problem, plan: &Plan) -> Vec<MeasureCost> {
    soft_costs(&Names::new(problem), plan)
}

fn soft_costs(names: &Names<'_>, plan: &Plan) -> Vec<MeasureCost> {
    let raw = soft::measures(names, plan);
    let cost = |&measure: &Measure| {
        let weight = measure.weight(&names.problem.weights);
        let raw = raw.get(&measure).copied().unwrap_or(0);
        MeasureCost { measure, weight, raw, cost: raw * i64::from(weight) }
    };
    Measure::ALL.iter().map(cost).collect()
}
