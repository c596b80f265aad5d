//! The way in: a problem and its options give a plan, its evaluation and its explanations.
//!
//! A clock is read in one place of the crate only, `run.rs`, which serves this one: to keep to
//! [`Options::time`] and to date the progress. Bounded by steps, a search depends on the problem and
//! the seed alone.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use thiserror::Error;
use ts_rs::TS;

use crate::delta::{Scoring, Weighted};
use crate::evaluate::{BrokenRule, Evaluation, LockField, MeasureCost};
use crate::explain::{LeftOut, Reason, why_lock_fails};
use crate::index::Index;
use crate::locks::Locks;
use crate::outcome::{outcome, plan_of};
use crate::plan::Plan;
use crate::problem::Problem;
use crate::run::Run;
use crate::search::Search;
use crate::validate::ProblemFault;
use crate::walkers::improve;

/// Searches side by side at most.
const MOST_WALKERS: usize = 4;
/// Searches side by side where the steps are bounded.
const STEADY_WALKERS: usize = 2;

/// How long to search, and from which seed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where the randomness begins. The same seed and the same number of steps give the same plan.
    pub seed: u64,
    /// Longest time to search. The plan then depends on the speed of the machine.
    pub time: Option<Duration>,
    /// Most steps to search. With neither this nor `time`, it goes on until stopped or cancelled.
    pub steps: Option<u64>,
    /// Most threads to search with; none: as many as there are cores, up to four.
    pub threads: Option<NonZeroUsize>,
}

impl Options {
    fn threads(&self) -> usize {
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(cores, usize::from).min(MOST_WALKERS)
    }

    /// Searches side by side. With a bound on steps always as many, so that the plan is the same whatever the machine.
    fn walkers(&self, threads: usize) -> usize {
        if self.steps.is_some() { STEADY_WALKERS } else { threads }
    }
}

/// What a search begins with and keeps to besides the problem.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Guide {
    /// A plan to begin with, kept as far as it still fits.
    pub start: Option<Plan>,
    /// Meetings that each provider has attended before, by id. Whoever has attended more is spared: the search goes by
    /// the square of all its meetings and not of this plan's alone. The plan's score stays the definition's.
    pub attended: BTreeMap<String, u32>,
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
    /// Each measure of the best plan.
    pub by_rule: Vec<MeasureCost>,
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
    solve_guided(problem, &Guide::default(), options, control)
}

/// The same, beginning with a plan or sparing whoever has attended more before.
///
/// # Errors
/// As [`solve`].
pub fn solve_guided(
    problem: &Problem,
    guide: &Guide,
    options: &Options,
    control: &dyn Control,
) -> Result<Outcome, SolveError> {
    problem.validate().map_err(|faults| SolveError::BadProblem { faults })?;
    let mut run = Run::new(options, control);
    let index = Index::new(problem);
    let locks = Locks::new(&index)?;
    let scoring = Weighted::after(&problem.weights, &index, &guide.attended);
    let mut search = Search::new(&index, &locks, &scoring, options.seed);
    if let Err(lock) = search.construct_locked(&mut || !run.ended()) {
        return Err(if control.cancelled() { SolveError::Cancelled } else { no_placing(&search, problem, lock) });
    }
    if let Some(plan) = &guide.start {
        search.resume(plan);
    }
    search.construct(&mut || !run.ended());
    run.tell(problem, 0, search.best_score, || plan_of(&search));
    let mut walkers = vec![search];
    if walkers[0].anything_free() {
        let threads = options.threads();
        for number in 1..options.walkers(threads) {
            let seed = options.seed.wrapping_add((number as u64) << 32);
            let mut walker = Search::new(&index, &locks, &scoring, seed);
            walker.point = walkers[0].point;
            walker.become_plan(&walkers[0].present());
            walkers.push(walker);
        }
        improve(&mut walkers, threads, &mut run);
    }
    if control.cancelled() {
        return Err(SolveError::Cancelled);
    }
    let mut search = walkers.swap_remove(0);
    search.back_to_best();
    let grace = run.grace();
    search.fill_up(&grace);
    Ok(outcome(problem, &search, run.steps, &run.grace()))
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
