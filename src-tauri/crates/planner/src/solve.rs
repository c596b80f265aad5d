//! The way in: a problem and its options give a plan, its evaluation and its explanations.
//!
//! A clock is read in one place of the crate only, `run.rs`, which serves this one: to keep to
//! [`Options::time`] and to date the progress. Bounded by steps, a search depends on the problem and
//! the seed alone.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::delta::{Scoring, Weighted};
use crate::evaluate::{BrokenRule, Evaluation, LockField};
use crate::explain::{LeftOut, Reason, why_lock_fails};
use crate::index::Index;
use crate::locks::Locks;
use crate::outcome::outcome;
use crate::plan::Plan;
use crate::problem::Problem;
use crate::run::{Cooling, Run};
use crate::search::Search;
use crate::validate::ProblemFault;

/// Steps between two looks at the clock and at the caller's wishes: a few milliseconds at most.
const BATCH: u64 = 32;

/// How long to search, and from which seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where the randomness begins. The same seed and the same number of steps give the same plan.
    pub seed: u64,
    /// Longest time to search. The plan then depends on the speed of the machine.
    pub time: Option<Duration>,
    /// Most steps to search. With neither this nor `time`, it goes on until stopped or cancelled.
    pub steps: Option<u64>,
}

/// How the caller steers a search under way. All are asked from the searching thread, often.
pub trait Control {
    /// Whether to end now and drop everything.
    fn cancelled(&self) -> bool {
        false
    }

    /// Whether to end now and keep the best plan so far.
    fn stop(&self) -> bool {
        false
    }

    /// Told at most ten times a second.
    fn progress(&self, _progress: Progress) {}
}

/// Lets a search run its course.
#[derive(Clone, Copy, Debug, Default)]
pub struct Undisturbed;

impl Control for Undisturbed {}

/// How a search stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Progress {
    /// Milliseconds since the search began.
    #[ts(type = "number")]
    pub elapsed_ms: u64,
    /// Steps done.
    #[ts(type = "number")]
    pub steps: u64,
    /// Medium score of the best plan so far.
    #[ts(type = "number")]
    pub medium: i64,
    /// Soft score of the best plan so far.
    #[ts(type = "number")]
    pub soft: i64,
    /// Needs the best plan leaves out.
    pub left_out: u32,
    /// Meetings of the best plan.
    pub meetings: u32,
    /// The best plan itself, where it is better than the one last told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub best: Option<Plan>,
}

/// What a search came to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Outcome {
    /// The best plan found, with its score. It breaks no rule.
    pub plan: Plan,
    /// Why each need of `plan.unscheduled` is there, the costliest first.
    pub left_out: Vec<LeftOut>,
    /// The full evaluation of `plan`.
    pub evaluation: Evaluation,
    /// Steps done.
    #[ts(type = "number")]
    pub steps: u64,
}

/// Why there is no plan.
#[derive(Clone, Debug, PartialEq, Error, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum SolveError {
    /// The problem does not make sense by itself.
    #[error("the problem has {} faults; the first: {}", faults.len(), faults.first().map_or_else(String::new, ToString::to_string))]
    BadProblem {
        /// Every fault found.
        faults: Vec<ProblemFault>,
    },
    /// A locked entry cannot be kept.
    #[error("locked[{lock}], the meeting of {}, cannot be kept", needs.join(", "))]
    WrongLock {
        /// Its position in `locked`.
        lock: u32,
        /// Its needs.
        needs: Vec<String>,
        /// Why.
        why: LockFault,
    },
    /// The caller cancelled.
    #[error("cancelled")]
    Cancelled,
}

/// Why a locked entry cannot be kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum LockFault {
    /// Another entry holds one of its needs in another meeting.
    SharedNeed {
        /// The need both hold.
        need: String,
        /// The other entry's position.
        other: u32,
    },
    /// Another entry for the same meeting says something else.
    Disagrees {
        /// The other entry's position.
        other: u32,
        /// What they disagree about.
        field: LockField,
    },
    /// What it gives breaks these rules, alone or beside the other locked meetings.
    Breaks {
        /// Every rule broken; meeting positions are those of the plan of locked meetings tried.
        broken: Vec<BrokenRule>,
    },
    /// The fields it leaves free cannot be filled beside the other locked meetings.
    NoPlacing {
        /// What stood in the way.
        reasons: Vec<Reason>,
    },
}

/// Searches for the best plan of `problem` within `options`, told and steered through `control`.
///
/// # Errors
/// The problem's faults, a locked entry that cannot be kept, or [`SolveError::Cancelled`].
pub fn solve(problem: &Problem, options: &Options, control: &dyn Control) -> Result<Outcome, SolveError> {
    problem.validate().map_err(|faults| SolveError::BadProblem { faults })?;
    let mut run = Run::new(options, control);
    let index = Index::new(problem);
    let locks = Locks::new(&index)?;
    let scoring = Weighted::new(&problem.weights);
    let mut search = Search::new(&index, &locks, scoring, options.seed);
    search.construct_locked().map_err(|lock| no_placing(&search, problem, lock))?;
    search.construct(&mut || !run.ended());
    run.tell(&search);
    if search.anything_free() {
        improve(&mut search, &mut run);
    }
    if control.cancelled() {
        return Err(SolveError::Cancelled);
    }
    search.back_to_best();
    search.fill_up();
    Ok(outcome(problem, &search, run.steps))
}

/// Improves until the run ends.
fn improve<S: Scoring>(search: &mut Search<'_, S>, run: &mut Run<'_>) {
    let needs = search.draft.state.index.needs.len() as u64;
    let per_need = (search.draft.soft as f64 / needs.max(1) as f64).max(1.0);
    let mut cooling = Cooling::new(needs, per_need);
    while !run.ended() {
        let (heat, again) = cooling.heat(run);
        if again {
            search.back_to_best();
        }
        for _ in 0..run.allowed(BATCH) {
            search.step(heat);
            run.steps += 1;
        }
        run.tell(search);
    }
}

/// The error for a locked entry whose free fields cannot be filled.
fn no_placing<S: Scoring>(search: &Search<'_, S>, problem: &Problem, lock: u32) -> SolveError {
    let lock = &search.locks.list[lock as usize];
    let reasons = why_lock_fails(&search.draft, lock);
    SolveError::WrongLock {
        lock: lock.entry,
        needs: problem.locked[lock.entry as usize].needs.clone(),
        why: LockFault::NoPlacing { reasons },
    }
}
