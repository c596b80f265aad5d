//! From a search's best plan to what the caller gets: the document, evaluated in full and explained.

use std::collections::BTreeSet;

use crate::delta::Scoring;
use crate::evaluate::{Rule, evaluate};
use crate::explain::{LeftOut, Reason, why_left_out};
use crate::index::{Index, NONE, Spot};
use crate::plan::{Place, Plan, PlannedMeeting, Score};
use crate::problem::Problem;
use crate::run::Grace;
use crate::search::Search;
use crate::solve::Outcome;
use crate::state::Meeting;

/// A meeting as the document has it.
pub(crate) fn planned(index: &Index<'_>, meeting: &Meeting) -> PlannedMeeting {
    let problem = index.problem;
    let place = match meeting.spot {
        Spot::Room(room) => Place::Room(problem.rooms[room as usize].id.clone()),
        Spot::Client => {
            let client = index.needs[meeting.needs[0] as usize].client;
            Place::Client(problem.clients[client as usize].id.clone())
        }
        Spot::Remote => Place::Remote,
    };
    let need = |&n: &u32| problem.needs[n as usize].id.clone();
    let provider = |&p: &u32| problem.providers[p as usize].id.clone();
    let mut needs = meeting.needs.clone();
    let mut providers = meeting.providers.clone();
    needs.sort_unstable();
    providers.sort_unstable();
    PlannedMeeting {
        topic: problem.topics[meeting.topic as usize].id.clone(),
        needs: needs.iter().map(need).collect(),
        providers: providers.iter().map(provider).collect(),
        start: meeting.start,
        place,
    }
}

/// These meetings as a document, in order of start, with the score the search gives them.
pub(crate) fn document<'m>(
    index: &Index<'_>,
    meetings: impl Iterator<Item = &'m Meeting>,
    (medium, soft): (i64, i64),
) -> Plan {
    let mut meetings: Vec<&Meeting> = meetings.collect();
    meetings.sort_by_key(|m| (m.start, m.topic, m.needs.iter().min().copied()));
    let mut met = vec![false; index.needs.len()];
    meetings.iter().flat_map(|m| &m.needs).for_each(|&n| met[n as usize] = true);
    let left = index.problem.needs.iter().zip(&met).filter(|(_, met)| !**met);
    Plan {
        meetings: meetings.iter().map(|m| planned(index, m)).collect(),
        unscheduled: left.map(|(need, _)| need.id.clone()).collect(),
        score: Some(Score { hard: 0, medium, soft }),
        ..Plan::default()
    }
}

/// The best plan of a search.
pub(crate) fn plan_of<S: Scoring>(search: &Search<'_, S>) -> Plan {
    document(search.draft.state.index, search.best_meetings(), search.best_score)
}

/// Evaluates the best plan in full, whatever the search says of it, and explains what it leaves out.
/// The draft must be the best plan.
pub(crate) fn outcome<S: Scoring>(problem: &Problem, search: &Search<'_, S>, steps: u64, grace: &Grace) -> Outcome {
    let index = search.draft.state.index;
    let (plan, evaluation) = sound(problem, plan_of(search));
    let mut needs: Vec<u32> = plan.unscheduled.iter().map(|id| index.need_ids[id.as_str()]).collect();
    needs.sort_by_key(|&need| (-index.needs[need as usize].medium, need));
    let explained = |need: u32| {
        let out = search.draft.state.met[need as usize] == NONE;
        // Of a search stopped early thousands may be left, most for no other reason than that it ended.
        let reasons = if out { why_left_out(&search.draft, need, !grace.lasts()) } else { vec![Reason::SearchEnded] };
        let id = index.problem.needs[need as usize].id.clone();
        LeftOut { need: id, cost: index.needs[need as usize].medium, reasons }
    };
    let left_out = needs.into_iter().map(explained).collect();
    Outcome { plan, left_out, evaluation, steps }
}

/// Makes sure that no wrong plan leaves the crate: meetings that break a rule are dropped, those last
/// named first, until none does.
fn sound(problem: &Problem, mut plan: Plan) -> (Plan, crate::evaluate::Evaluation) {
    let mut evaluation = evaluate(problem, &plan);
    while let Some(worst) = evaluation.broken.iter().find(|b| !b.meetings.is_empty()) {
        let locked: BTreeSet<&String> = problem.locked.iter().flat_map(|l| &l.needs).collect();
        let free = |&&at: &&u32| !plan.meetings[at as usize].needs.iter().any(|need| locked.contains(need));
        let last = worst.meetings.iter().rev();
        let at = last.clone().find(free).or_else(|| last.clone().next()).copied().unwrap_or(0);
        debug_assert!(worst.rule == Rule::H11, "the search broke a rule: {worst:?}");
        let dropped = plan.meetings.remove(at as usize);
        plan.unscheduled.extend(dropped.needs);
        evaluation = evaluate(problem, &plan);
    }
    plan.score = Some(evaluation.score());
    (plan, evaluation)
}
