//! Searching for a plan, with progress, stop and cancel.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use contract::reply::SearchProgress;
use contract::views::{DraftView, PlanRequest};
use contract::{Deed, FieldFault, Outcome, Problem, Progress, Task};
use planner::{Control, Options, SolveError};
use store::{Draft, DraftStatus};

use super::build::build;
use super::draft::{DraftNote, NotPlannedNote, view};
use super::horizon::Horizon;
use crate::gesture::{done, new_id};
use crate::meetings::planning_zone;
use crate::problems;
use crate::state::{App, lock};

/// Days planned where no end is given: two weeks.
const USUAL_DAYS: i64 = 14;
/// Seconds searched where none are given.
const USUAL_SECONDS: u32 = 5;

/// Steers a search from a task.
pub(crate) struct Steering {
    task: Task,
    total: u32,
    /// The clock of the last report, so that a search that ends early still tells its end.
    last: Mutex<Option<SearchProgress>>,
}

impl Steering {
    pub(crate) fn new(task: Task, seconds: u32) -> Self {
        Self { task, total: seconds.saturating_mul(1000), last: Mutex::new(None) }
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
        let search = SearchProgress {
            medium: progress.medium.clamp(0, i64::from(u32::MAX)) as u32,
            soft: progress.soft.clamp(0, i64::from(u32::MAX)) as u32,
            left_out: progress.left_out,
            meetings: progress.meetings,
        };
        *lock(&self.last) = Some(search);
        self.task.report(Progress {
            phase: "searching".into(),
            done: (progress.elapsed_ms as u32).min(self.total),
            total: self.total,
            search: Some(search),
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

/// Plans the open needs of a stretch of days into a draft.
pub(crate) async fn make(app: &App, request: PlanRequest, task: &Task) -> Result<Outcome<DraftView>, Problem> {
    let from = request.from.unwrap_or_else(|| app.clock.today() + TimeDelta::days(1));
    let to = request.to.unwrap_or(from + TimeDelta::days(USUAL_DAYS - 1)) + TimeDelta::days(1);
    if to <= from {
        return Err(Problem::Invalid { faults: vec![FieldFault::Order { field: "to".into() }] });
    }
    if (to - from).num_days() > 366 {
        return Err(Problem::Invalid { faults: vec![FieldFault::Range { field: "to".into(), min: 1, max: 366 }] });
    }
    let horizon = |providers: &[domain::Provider]| {
        let zone = planning_zone(providers.iter());
        (Horizon { from, to, zone: zone.rules_or_utc() }, zone)
    };
    let seconds = request.seconds.unwrap_or(USUAL_SECONDS).clamp(1, 3600);
    let options = Options {
        seed: u64::from(request.seed.unwrap_or(1)),
        time: Some(Duration::from_secs(u64::from(seconds))),
        steps: None,
    };
    // An existing meeting that the planner's rules do not let stand only makes its people busy.
    let mut loose = HashSet::new();
    let (built, problem, solved) = loop {
        let built = build(app, horizon, &loose).await?;
        let held: usize = built.problem.locked.iter().map(|entry| entry.needs.len()).sum();
        if built.problem.needs.len() == held && built.not_planned.is_empty() {
            return Err(Problem::NothingToPlan);
        }
        let problem = Arc::new(built.problem.clone());
        let searched = Arc::clone(&problem);
        let steering = Steering::new(task.clone(), seconds);
        let search = tokio::task::spawn_blocking(move || planner::solve(&searched, &options, &steering));
        match search.await.map_err(problems::unexpected)? {
            Ok(solved) => break (built, problem, solved),
            Err(SolveError::WrongLock { lock, needs, why }) => {
                let existing = problem
                    .locked
                    .get(lock as usize)
                    .and_then(|entry| built.meanings.get(&entry.topic))
                    .and_then(|meaning| meaning.existing.clone());
                match existing {
                    Some(meeting) if loose.insert(meeting.clone()) => {
                        tracing::warn!(%meeting, ?why, "an existing meeting could not be held");
                    }
                    _ => return Err(solve_problem(SolveError::WrongLock { lock, needs, why })),
                }
            }
            Err(error) => return Err(solve_problem(error)),
        }
    };
    // A cancel that came with the last step still drops the plan.
    if task.is_cancelled() {
        return Err(Problem::Cancelled);
    }
    let note = DraftNote {
        zone: built.zone,
        meanings: built.meanings,
        left_out: solved.left_out,
        by_rule: solved.evaluation.by_rule.clone(),
        not_planned: built
            .not_planned
            .into_iter()
            .map(|(row, why)| NotPlannedNote { need: row.need.id, why })
            .collect(),
        accepted: Vec::new(),
    };
    let draft = Draft {
        id: new_id().into(),
        created: app.clock.now(),
        from,
        to: to - TimeDelta::days(1),
        status: DraftStatus::Open,
        problem: serde_json::to_string(&*problem).map_err(problems::unexpected)?,
        plan: serde_json::to_string(&solved.plan).map_err(problems::unexpected)?,
        note: serde_json::to_string(&note).map_err(problems::unexpected)?,
    };
    let mut write = app.write(done(Deed::DraftMade, [])).await?;
    // One draft at a time: a new one takes the place of those before it.
    for mut before in store::drafts::all(&mut write).await.map_err(problems::store)? {
        if before.status == DraftStatus::Open {
            before.status = DraftStatus::Discarded;
            store::drafts::put(&mut write, &before).await.map_err(problems::store)?;
        }
    }
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    Ok(Outcome { value: view(app, &draft).await?, stale: outcome.stale, gesture: outcome.gesture })
}
