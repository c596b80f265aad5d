//! A search steered by the task it runs for.

use contract::reply::SearchProgress;
use contract::views::{RuleCost, RuleShift};
use contract::{Problem, Progress, Task};
use planner::{Control, MeasureCost, SolveError};

/// Steers a search from a task.
pub(crate) struct Steering {
    task: Task,
    total: u32,
}

impl Steering {
    pub(crate) fn new(task: Task, seconds: u32) -> Self {
        Self { task, total: seconds.saturating_mul(1000) }
    }
}

impl Control for Steering {
    fn cancelled(&self) -> bool {
        self.task.is_cancelled()
    }

    fn stop(&self) -> bool {
        self.task.is_stopped()
    }

    fn progress(&self, progress: planner::Progress) {
        self.task.report(Progress {
            phase: "searching".into(),
            done: u32::try_from(progress.elapsed_ms).unwrap_or(u32::MAX).min(self.total),
            total: self.total,
            search: Some(SearchProgress {
                medium: whole(progress.medium),
                soft: whole(progress.soft),
                left_out: progress.left_out,
                meetings: progress.meetings,
                by_rule: progress.by_rule.iter().map(rule_cost).collect(),
            }),
        });
    }
}

/// Why a search gave no plan, as the contract says it.
pub(crate) fn solve_problem(error: SolveError) -> Problem {
    match error {
        SolveError::Cancelled => Problem::Cancelled,
        SolveError::BadProblem { faults } => {
            Problem::PlanningProblem { faults: faults.iter().map(ToString::to_string).collect() }
        }
        SolveError::WrongLock { needs, why, .. } => {
            Problem::WrongLock { meeting: needs.join(", "), detail: format!("{why:?}") }
        }
    }
}

/// A sum as it crosses: never below nothing.
pub(super) fn whole(number: i64) -> u32 {
    number.clamp(0, i64::from(u32::MAX)) as u32
}

/// The name of a measure's weight.
pub(super) fn rule_word(measure: planner::Measure) -> String {
    match serde_json::to_value(measure) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

pub(super) fn rule_cost(cost: &MeasureCost) -> RuleCost {
    RuleCost { rule: rule_word(cost.measure), weight: cost.weight, measure: whole(cost.raw), cost: whole(cost.cost) }
}

/// A difference, which may go either way.
pub(super) fn points(cost: i64) -> i32 {
    cost.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32
}

pub(super) fn rule_shift(cost: &MeasureCost) -> RuleShift {
    RuleShift { rule: rule_word(cost.measure), cost: points(cost.cost) }
}
