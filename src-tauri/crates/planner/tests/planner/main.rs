//! The planner held against the definition of its problem, from outside.

#![allow(clippy::unwrap_used)]

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

mod cases;
mod course;
mod guide;
mod left_out;
mod locks;
mod measures;
mod properties;
mod remedies;
mod rules;
mod small;
mod validation;
mod why;

use planner::*;

/// [`planner::solve`]; where `CUADRANTE_KEEP_PLANS` names a folder, problem and plan are left there for a checker that
/// somebody else wrote.
fn solve(problem: &Problem, options: &Options, control: &dyn Control) -> Result<Outcome, SolveError> {
    kept(problem, planner::solve(problem, options, control))
}

fn solve_guided(
    problem: &Problem,
    guide: &Guide,
    options: &Options,
    control: &dyn Control,
) -> Result<Outcome, SolveError> {
    kept(problem, planner::solve_guided(problem, guide, options, control))
}

fn kept(problem: &Problem, solved: Result<Outcome, SolveError>) -> Result<Outcome, SolveError> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    if let (Some(folder), Ok(outcome)) = (std::env::var_os("CUADRANTE_KEEP_PLANS").map(PathBuf::from), &solved) {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let write =
            |name: &str, text: String| std::fs::write(folder.join(format!("{number}-{name}.json")), text).unwrap();
        write("problem", serde_json::to_string(problem).unwrap());
        write("plan", serde_json::to_string(&outcome.plan).unwrap());
    }
    solved
}
