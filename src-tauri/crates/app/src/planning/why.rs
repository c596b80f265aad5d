//! Why a proposal is as it is, and what would let a need be met that a draft leaves out.

use contract::views::{LeftOutRequest, NextBest, ObstacleView, ProposalRequest, ProposalWhy, RemedyView, RuleShift};
use contract::{FieldFault, Problem, Task, Thing};
use planner::{Guide, PlannedMeeting};

use super::changes::change_of;
use super::names::Names;
use super::opened::{Opened, cast_of, load, place, read};
use super::steering::{Steering, points, rule_shift};
use crate::problems;
use crate::state::App;

/// Remedies shown for a need.
const MOST_REMEDIES: usize = 3;

/// Works on a draft where that may take its time.
async fn apart<T: Send + 'static>(
    opened: Opened,
    work: impl FnOnce(&Opened) -> T + Send + 'static,
) -> Result<(Opened, T), Problem> {
    let run = move || {
        let found = work(&opened);
        (opened, found)
    };
    tokio::task::spawn_blocking(run).await.map_err(problems::unexpected)
}

/// What sparing the busy counts, told as the rules are.
fn fairness(cost: i64) -> Option<RuleShift> {
    (cost != 0).then(|| RuleShift { rule: "fairness".into(), cost: points(cost) })
}

/// Why a proposal is held when, where and by whom it is.
pub(crate) async fn why(app: &App, request: ProposalRequest) -> Result<ProposalWhy, Problem> {
    let opened = read(&load(app, &request.draft).await?)?;
    let at = request.index as usize;
    if at >= opened.plan.meetings.len() {
        let most = (opened.plan.meetings.len() as u32).saturating_sub(1);
        return Err(Problem::Invalid { faults: vec![FieldFault::Range { field: "index".into(), min: 0, max: most }] });
    }
    let look = move |opened: &Opened| {
        let guide = Guide { attended: opened.note.attended.clone(), ..Guide::default() };
        planner::why(&opened.problem, &opened.plan, &guide, at)
    };
    let (opened, found) = apart(opened, look).await?;
    let found = found.ok_or_else(|| Problem::NotFound { what: Thing::Meeting, id: at.to_string() })?;
    let cast = cast_of(app, &opened).await?;
    let names = Names { opened: &opened, cast: &cast };
    Ok(ProposalWhy {
        costs: found.costs.iter().map(rule_shift).collect(),
        starts: found.starts,
        possible: found.possible,
        obstacles: found
            .obstacles
            .iter()
            .map(|obstacle| ObstacleView {
                who: obstacle.party.as_ref().map(|party| names.party(party)),
                cause: obstacle.cause,
                starts: obstacle.starts,
            })
            .collect(),
        next: found.next.map(|next| NextBest {
            start: opened.horizon.civil(next.meeting.start),
            place_name: place_name(&names, &next.meeting),
            providers: next.meeting.providers.iter().map(|id| names.provider(id)).collect(),
            more: next.more.iter().map(rule_shift).chain(fairness(next.fairness)).collect(),
            cost: points(next.cost),
        }),
    })
}

fn place_name(names: &Names<'_>, meeting: &PlannedMeeting) -> String {
    names.cast.place_name(&place(&meeting.place))
}

/// What would let a need be met that a draft leaves out, the smallest change first.
pub(crate) async fn remedies(app: &App, request: LeftOutRequest, task: &Task) -> Result<Vec<RemedyView>, Problem> {
    let opened = read(&load(app, &request.draft).await?)?;
    let need = opened.planned_as(&request.need);
    if !opened.plan.unscheduled.contains(&need) {
        return Err(Problem::NotFound { what: Thing::Need, id: request.need.0 });
    }
    let (opened, found) = {
        let (need, steering) = (need.clone(), Steering::new(task.clone(), 0));
        let look =
            move |opened: &Opened| planner::remedies(&opened.problem, &opened.plan, &need, MOST_REMEDIES, &steering);
        apart(opened, look).await?
    };
    if task.is_cancelled() {
        return Err(Problem::Cancelled);
    }
    let cast = cast_of(app, &opened).await?;
    let names = Names { opened: &opened, cast: &cast };
    let remedy = |remedy: &planner::Remedy| {
        let others = remedy.meeting.needs.iter().filter(|id| **id != need).filter_map(|id| opened.need(id));
        RemedyView {
            changes: remedy.changes.iter().map(|change| change_of(change, &names)).collect(),
            start: opened.horizon.civil(remedy.meeting.start),
            place_name: place_name(&names, &remedy.meeting),
            providers: remedy.meeting.providers.iter().map(|id| names.provider(id)).collect(),
            clients: others.map(|need| names.client(&need.client)).collect(),
        }
    };
    Ok(found.iter().map(remedy).collect())
}
