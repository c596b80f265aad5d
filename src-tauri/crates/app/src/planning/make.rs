//! Searching for a plan, with progress, stop and cancel.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use contract::views::{DraftView, PlanChange, PlanRequest};
use contract::{Deed, FieldFault, Outcome, Problem, Task};
use planner::{Guide, Options, SolveError};
use store::{Draft, DraftStatus};
use thread_priority::{ThreadPriority, ThreadPriorityValue};

use super::build::{Built, Material};
use super::changes::{adjustments, faults};
use super::horizon::Horizon;
use super::opened::{DraftNote, NotPlannedNote, load, read};
use super::standing::Standing;
use super::steering::{Steering, solve_problem};
use super::view::view;
use crate::gesture::{done, new_id};
use crate::meetings::planning_zone;
use crate::problems;
use crate::state::App;

/// Days planned where no end is given: two weeks.
const USUAL_DAYS: i64 = 14;
/// Priority of the search among the threads of the machine, 0 to 99; usual is 50.
const SEARCH_PRIORITY: u8 = 30;
/// Seconds searched where none are given.
const USUAL_SECONDS: u32 = 5;

/// A problem solved, with what it was built from.
struct Searched {
    built: Built,
    solved: planner::Outcome,
}

/// Plans the open needs of a stretch of days into a draft.
pub(crate) async fn make(app: &App, request: PlanRequest, task: &Task) -> Result<Outcome<DraftView>, Problem> {
    let from = request.from.unwrap_or_else(|| app.clock.today() + TimeDelta::days(1));
    let to = request.to.unwrap_or(from + TimeDelta::days(USUAL_DAYS - 1)) + TimeDelta::days(1);
    let mut wrong = faults(&request.changes);
    if to <= from {
        wrong.push(FieldFault::Order { field: "to".into() });
    } else if (to - from).num_days() > 366 {
        wrong.push(FieldFault::Range { field: "to".into(), min: 1, max: 366 });
    }
    problems::invalid(wrong)?;
    let start = match &request.start_with {
        Some(id) => Some(started_from(&load(app, id).await?, from)?),
        None => None,
    };
    let horizon = |providers: &[domain::Provider]| {
        let zone = planning_zone(providers.iter());
        (Horizon { from, to, zone: zone.rules_or_utc() }, zone)
    };
    let material = Arc::new(Material::load(app, horizon).await?);
    let guide = Guide { start, attended: material.attended.clone() };
    let Searched { built, solved } = search(&material, &request, guide, task).await?;
    // A cancel that came with the last step still drops the plan.
    if task.is_cancelled() {
        return Err(Problem::Cancelled);
    }
    let note = DraftNote {
        zone: material.zone.clone(),
        meanings: built.meanings,
        left_out: solved.left_out,
        by_rule: solved.evaluation.by_rule,
        not_planned: built
            .not_planned
            .into_iter()
            .map(|(row, why)| NotPlannedNote { need: row.need.id, why })
            .collect(),
        accepted: Vec::new(),
        changes: request.changes,
        moving: request.moving,
        attended: material.attended.clone(),
        own_needs: built.own_needs,
    };
    let draft = Draft {
        id: new_id().into(),
        created: app.clock.now(),
        from,
        to: to - TimeDelta::days(1),
        status: DraftStatus::Open,
        problem: serde_json::to_string(&built.problem).map_err(problems::unexpected)?,
        plan: serde_json::to_string(&solved.plan).map_err(problems::unexpected)?,
        note: serde_json::to_string(&note).map_err(problems::unexpected)?,
    };
    let mut write = app.write(done(Deed::DraftMade, [])).await?;
    // A new draft takes the place of those before it, but for the one it is made beside: the one it began with, or the
    // newest.
    let open = store::drafts::open(&mut write).await.map_err(problems::store)?;
    let kept = open.iter().find(|before| Some(&before.id) == request.start_with.as_ref()).or(open.first());
    let kept = kept.filter(|_| request.beside).map(|kept| kept.id.clone());
    for mut before in open.into_iter().filter(|before| Some(&before.id) != kept.as_ref()) {
        before.status = DraftStatus::Discarded;
        store::drafts::put(&mut write, &before).await.map_err(problems::store)?;
    }
    store::drafts::put(&mut write, &draft).await.map_err(problems::store)?;
    let outcome = app.commit(write, ()).await?;
    Ok(Outcome { value: view(app, &draft).await?, stale: outcome.stale, gesture: outcome.gesture })
}

/// A draft's plan in the minutes of a plan that begins on another day.
fn started_from(draft: &Draft, from: chrono::NaiveDate) -> Result<planner::Plan, Problem> {
    let mut plan = read(draft)?.plan;
    let later = (draft.from - from).num_minutes() as i32;
    for meeting in &mut plan.meetings {
        meeting.start += later;
    }
    Ok(plan)
}

/// Solves the problem; an existing meeting that the planner's rules do not let stand only makes its people busy.
async fn search(
    material: &Arc<Material>,
    request: &PlanRequest,
    guide: Guide,
    task: &Task,
) -> Result<Searched, Problem> {
    let (material, request, task) = (Arc::clone(material), request.clone(), task.clone());
    let (tell, told) = tokio::sync::oneshot::channel();
    // A thread of its own, because its priority cannot be raised again: the search takes what the window leaves. Linux
    // hands the priority on to the threads that the planner begins.
    let search = move || {
        let low = ThreadPriorityValue::try_from(SEARCH_PRIORITY).map(ThreadPriority::Crossplatform);
        if !low.is_ok_and(|low| low.set_for_current().is_ok()) {
            tracing::debug!("the search runs at the window's own priority");
        }
        // Nobody listens any more where the program ends.
        let _ = tell.send(search_now(&material, &request, &guide, &task));
    };
    std::thread::Builder::new().name("plan".into()).spawn(search).map_err(problems::unexpected)?;
    told.await.map_err(problems::unexpected)?
}

fn search_now(material: &Material, request: &PlanRequest, guide: &Guide, task: &Task) -> Result<Searched, Problem> {
    let seconds = request.seconds.unwrap_or(USUAL_SECONDS).clamp(1, 3600);
    let options = Options {
        seed: u64::from(request.seed.unwrap_or(1)),
        time: Some(Duration::from_secs(u64::from(seconds))),
        steps: None,
        threads: None,
    };
    let asked = request.changes.iter().rev().find_map(|change| match change {
        PlanChange::Weights { weights } => Some(*weights),
        _ => None,
    });
    let weights = asked.unwrap_or(material.deciding.settings.weights);
    let adjust = |built: &Built| adjustments(&request.changes, &built.problem, &material.horizon, &built.own_needs);
    let mut standing = Standing { moving: request.moving, ..Standing::default() };
    loop {
        let built = material.settled(&mut standing, weights, adjust, task)?;
        if !built.anything_open && built.not_planned.is_empty() {
            return Err(Problem::NothingToPlan);
        }
        let problem = &built.problem;
        match planner::solve_guided(problem, guide, &options, &Steering::new(task.clone(), seconds)) {
            Ok(solved) => return Ok(Searched { built, solved }),
            Err(SolveError::WrongLock { lock, needs, why }) => {
                let topic = problem.locked.get(lock as usize).map(|entry| entry.topic.as_str()).unwrap_or_default();
                let id = built.meanings.get(topic).and_then(|meaning| meaning.existing.as_ref());
                let meeting = material.cast.meetings.iter().find(|meeting| Some(&meeting.id) == id);
                let Some(meeting) = meeting else {
                    return Err(solve_problem(SolveError::WrongLock { lock, needs, why }));
                };
                // One that may move is held by nothing but what somebody locked.
                if problem.published.iter().any(|published| published.topic == topic) {
                    return Err(material.wrong_lock(meeting, &why));
                }
                tracing::warn!(%meeting.id, ?why, "an existing meeting could not be held");
                if !standing.loose.insert(meeting.id.clone()) {
                    return Err(material.wrong_lock(meeting, &why));
                }
            }
            Err(error) => return Err(solve_problem(error)),
        }
    }
}
