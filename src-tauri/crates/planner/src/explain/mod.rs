//! Why a need was left out, found by trying the constraints in turn.

mod ideas;
mod others;
mod remedy;
mod start;
mod trial;
mod why;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::evaluate::Party;

pub use remedy::{Remedy, remedies};
pub(crate) use trial::{why_left_out, why_lock_fails};
pub use why::{Alternative, MeetingWhy, Obstacle, ObstacleCause, why};

/// A need left out, and what stood in its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct LeftOut {
    /// The need's id.
    pub need: String,
    /// Its client's value times its priority: what it adds to the medium score.
    #[ts(type = "number")]
    pub cost: i64,
    /// What stood in its way; never empty, the most telling first.
    pub reasons: Vec<Reason>,
}

/// One reason why a need could not be met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
#[allow(missing_docs)] // the variants' fields are ids, minutes and counts named as in the problem
pub enum Reason {
    /// Its window is shorter than the meeting.
    OutsideWindow { from: i32, until: i32, duration: i32 },
    /// The client is never available for long enough inside the need's window.
    ClientUnavailable { client: String, duration: i32 },
    /// Nobody holds this skill.
    NoProviderWithSkill { skill: String },
    /// Every skill is held, but no team of at most `max` providers holds them all.
    NoTeamWithSkills { skills: Vec<String>, max: u32 },
    /// There are fewer providers than the topic takes.
    TooFewProviders { have: u32, min: u32 },
    /// None of the topic's kinds of place can hold such a meeting at all.
    NoPlace,
    /// The largest room has too few seats for the least number of people.
    RoomTooSmall { seats: u32, people: u32 },
    /// There are rooms with seats enough, but none at the times the others could meet.
    NoRoom { starts: u32 },
    /// Too few needs of this topic for one meeting.
    TooFewClients { have: u32, min: u32 },
    /// Rivals, who may not share a meeting, leave too few.
    Rivals { clients: Vec<String>, have: u32, min: u32 },
    /// Never are enough of the topic's clients available at once: at best `have`.
    NoCommonTime { have: u32, min: u32 },
    /// At none of the `starts` when the clients could meet is a team with all skills available;
    /// `skills` are those nobody can bring at any of them (empty: each can be had, never together).
    NoProviderTime { starts: u32, skills: Vec<String> },
    /// Someone has as many meetings as a day allows, at `starts` of the possible starts.
    DailyLimit { party: Party, starts: u32 },
    /// Someone is in another meeting of the plan, at `starts` of the possible starts.
    Taken { party: Party, starts: u32 },
    /// Someone could not be there in time, at `starts` of the possible starts.
    TravelTime { provider: String, starts: u32 },
    /// The other clients of the topic are in meetings already; moving them would leave others out.
    OthersPlaced { needs: Vec<String>, min: u32 },
    /// It could still be met as the plan stands, or after moving others: the search ended first.
    SearchEnded,
}
