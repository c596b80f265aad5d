//! Problem to plan: score, search and explanation. Pure; knows nothing of clients' records, of
//! storage or of time zones. The definition is the planning problem's own page; the two documents it
//! fixes are [`Problem`] and [`Plan`].

#![warn(missing_docs)]

mod adjust;
mod bits;
mod change;
mod construct;
mod cooling;
mod delta;
mod dice;
mod evaluate;
mod explain;
mod facts;
mod groups;
mod improve;
mod index;
mod locks;
mod outcome;
mod placing;
mod plan;
mod problem;
mod reform;
mod resume;
mod route;
mod ruin;
mod run;
mod search;
mod slots;
mod solve;
mod state;
mod team;
mod validate;
mod walkers;

#[cfg(test)]
mod scores_agree;
#[cfg(test)]
#[path = "../tests/planner/small.rs"]
mod small;

pub use adjust::{Adjustment, UnknownId};
pub use evaluate::{BrokenDetail, BrokenRule, Evaluation, LockField, Measure, MeasureCost, Party, Rule, evaluate};
pub use explain::{Alternative, LeftOut, MeetingWhy, Obstacle, ObstacleCause, Reason, Remedy, remedies, why};
pub use plan::{PLAN_FORMAT, Place, Plan, PlannedMeeting, Score};
pub use problem::{
    Client, DAY, Format, Limits, LockedMeeting, Mix, Need, PROBLEM_FORMAT, PlaceKind, Preference, Problem, Provider,
    Room, Topic, Weights, Window, day_of,
};
pub use solve::{Control, Guide, LockFault, Options, Outcome, Progress, SolveError, Undisturbed, solve, solve_guided};
pub use validate::{FaultKind, HORIZON, ProblemFault};
