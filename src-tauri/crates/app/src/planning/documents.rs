//! The planner from outside: problem and plan as documents.

use std::time::Duration;

use contract::{Problem, Task};
use planner::{Evaluation, Options, Outcome, Plan};

use super::make::{Steering, solve_problem};

/// A problem solved: the plan with its score, why needs were left out, the full evaluation.
pub type Solved = Outcome;
/// A plan evaluated anew: each broken rule, and the score.
pub type Checked = Evaluation;

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
    let options = Options { seed, time: Some(Duration::from_secs(u64::from(seconds))), steps: None };
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
