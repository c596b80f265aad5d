//! The planner from outside: problem and plan as documents.

use std::time::Duration;

use contract::{Problem, Task};
use planner::{Evaluation, MeetingWhy, Options, Outcome, Plan, Remedy};
use serde::Serialize;

use super::steering::{Steering, solve_problem};

/// A problem solved: the plan with its score, why needs were left out, the full evaluation.
pub type Solved = Outcome;
/// A plan evaluated anew: each broken rule, and the score.
pub type Checked = Evaluation;

/// What would let a need be met that a plan leaves out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeftOutRemedies {
    /// The need.
    pub need: String,
    /// The smallest changes first.
    pub remedies: Vec<Remedy>,
}

fn read_problem(text: &str) -> Result<planner::Problem, Problem> {
    let problem: planner::Problem =
        serde_json::from_str(text).map_err(|error| Problem::PlanningProblem { faults: vec![error.to_string()] })?;
    problem
        .validate()
        .map_err(|faults| Problem::PlanningProblem { faults: faults.iter().map(ToString::to_string).collect() })?;
    Ok(problem)
}

/// Solves a problem document. Long and busy: call it where blocking is allowed.
///
/// # Errors
/// [`Problem::PlanningProblem`] where the document cannot be read or contradicts itself, [`Problem::WrongLock`] where a
/// locked meeting cannot stay, [`Problem::Cancelled`].
pub fn solve_document(problem: &str, seconds: u32, seed: u64, task: &Task) -> Result<Solved, Problem> {
    let problem = read_problem(problem)?;
    let options = Options { seed, time: Some(Duration::from_secs(u64::from(seconds))), steps: None, threads: None };
    planner::solve(&problem, &options, &Steering::new(task.clone(), seconds)).map_err(solve_problem)
}

/// Evaluates a plan document against its problem, apart from any search.
///
/// # Errors
/// [`Problem::PlanningProblem`] where a document cannot be read.
pub fn check_documents(problem: &str, plan: &str) -> Result<(Checked, Plan), Problem> {
    let problem = read_problem(problem)?;
    let plan: Plan =
        serde_json::from_str(plan).map_err(|error| Problem::PlanningProblem { faults: vec![error.to_string()] })?;
    Ok((planner::evaluate(&problem, &plan), plan))
}

/// Remedies for the costliest `needs` needs that a solved document leaves out, at most `each` for one. Blocks.
///
/// # Errors
/// [`Problem::PlanningProblem`] where the document cannot be read.
pub fn remedies_of(problem: &str, solved: &Solved, needs: usize, each: usize) -> Result<Vec<LeftOutRemedies>, Problem> {
    let problem = read_problem(problem)?;
    let remedies = |need: &String| LeftOutRemedies {
        need: need.clone(),
        remedies: planner::remedies(&problem, &solved.plan, need, each, &planner::Undisturbed),
    };
    Ok(solved.left_out.iter().take(needs).map(|left| remedies(&left.need)).collect())
}

/// Why each meeting of a solved document is as it is, in the plan's order. Blocks.
///
/// # Errors
/// [`Problem::PlanningProblem`] where the document cannot be read.
pub fn why_of(problem: &str, solved: &Solved) -> Result<Vec<Option<MeetingWhy>>, Problem> {
    let problem = read_problem(problem)?;
    Ok((0..solved.plan.meetings.len())
        .map(|at| planner::why(&problem, &solved.plan, &planner::Guide::default(), at))
        .collect())
}
