//! Why a meeting is where it is: what it costs, what kept it from other starts, and what the next best would be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::trial::{Trial, number};
use crate::delta::{Draft, Weighted};
use crate::dice::Dice;
use crate::evaluate::{MeasureCost, Party, by_rule};
use crate::index::Index;
use crate::locks::{Lock, Locks};
use crate::outcome::planned as planned_meeting;
use crate::placing::{Breadth, Choice, Keep, Placing};
use crate::plan::{Plan, PlannedMeeting};
use crate::problem::Problem;
use crate::resume::load;
use crate::solve::Guide;
use crate::state::Meeting;

/// Why a meeting of a plan is held when, where and by whom it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct MeetingWhy {
    /// What the plan would cost less without it, by measure; measures it has no part in are left out.
    pub costs: Vec<MeasureCost>,
    /// Starts on the grid inside the windows of all its needs at which any of its clients is available.
    pub starts: u32,
    /// How many of them it could have been held at, as the rest of the plan stands, its own included.
    pub possible: u32,
    /// What stood in the way at the others; the most frequent first. One start may have several obstacles.
    pub obstacles: Vec<Obstacle>,
    /// The best it could have been otherwise, at another start; none where there is none.
    pub next: Option<Alternative>,
}

/// Someone or something that ruled starts out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Obstacle {
    /// Who or what; none where no single one was: no team of those free holds every skill, or no room is free.
    pub party: Option<Party>,
    /// How.
    pub cause: ObstacleCause,
    /// At how many starts.
    pub starts: u32,
}

/// How a start is ruled out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export, export_to = "planner/")]
pub enum ObstacleCause {
    /// Not available then.
    Unavailable,
    /// In another meeting then.
    Taken,
    /// As many meetings that day as allowed.
    Full,
    /// Not enough time to travel.
    Travel,
    /// No team of those who are free holds every skill.
    NoTeam,
    /// No room that is large enough is free.
    NoRoom,
}

/// Another way to hold a meeting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Alternative {
    /// The meeting otherwise.
    pub meeting: PlannedMeeting,
    /// What the plan would cost more with it, by measure; measures that stay the same are left out.
    pub more: Vec<MeasureCost>,
    /// What sparing those who have attended more before counts besides ([`Guide::attended`]).
    #[ts(type = "number")]
    pub fairness: i64,
    /// All of it together; less than nothing where the search ended before it saw this.
    #[ts(type = "number")]
    pub cost: i64,
}

/// Most parties named as obstacles.
const MOST_NAMED: usize = 8;

/// Why the meeting at position `at` of a correct `plan`, searched for with this `guide`, is as it is; none where there is no
/// such meeting.
#[must_use]
pub fn why(problem: &Problem, plan: &Plan, guide: &Guide, at: usize) -> Option<MeetingWhy> {
    let planned = plan.meetings.get(at)?;
    let index = Index::new(problem);
    let meeting = index.meeting(planned)?;
    let mut rest = plan.clone();
    rest.meetings.remove(at);
    let mut draft = Draft::new(&index, Weighted::after(&problem.weights, &index, &guide.attended));
    let locks = Locks::new(&index).ok()?;
    load(&mut draft, &rest, &locks);
    let held = locks.list.get(locks.holding(&meeting.needs) as usize);
    let starts = starts(&index, &meeting.needs, meeting.topic);
    let mut counted: BTreeMap<(ObstacleCause, Option<Party>), u32> = BTreeMap::new();
    let mut possible = Vec::new();
    for &start in &starts {
        let mut trial = Trial::new(&draft, &meeting.needs, Keep { start: Some(start), ..Keep::default() });
        let obstacles = trial.at(start);
        if obstacles.is_empty() {
            possible.push(start);
        }
        for (party, cause) in obstacles {
            *counted.entry((cause, party)).or_default() += 1;
        }
    }
    let mut obstacles: Vec<Obstacle> =
        counted.into_iter().map(|((cause, party), starts)| Obstacle { party, cause, starts }).collect();
    obstacles.sort_by_key(|obstacle| std::cmp::Reverse(obstacle.starts));
    obstacles.truncate(MOST_NAMED);
    let whole = by_rule(problem, plan);
    rest.unscheduled.extend(planned.needs.iter().cloned());
    let without = by_rule(problem, &rest);
    let keep = held.map_or(Keep::default(), Lock::keep);
    let next = next_best(&draft, &meeting, &possible, &keep).map(|other| {
        let mut otherwise = plan.clone();
        otherwise.meetings[at] = planned_meeting(&index, &other);
        let more = difference(&by_rule(problem, &otherwise), &whole);
        let fairness = draft.scoring.before(&other.providers) - draft.scoring.before(&meeting.providers);
        let cost = more.iter().map(|rule| rule.cost).sum::<i64>() + fairness;
        Alternative { meeting: planned_meeting(&index, &other), more, fairness, cost }
    });
    Some(MeetingWhy {
        costs: difference(&whole, &without),
        starts: number(starts.len()),
        possible: number(possible.len()),
        obstacles,
        next,
    })
}

/// Starts on the grid at which a meeting lies in the windows of all these needs, and any of their clients is available:
/// what nobody would ask about, nights and days off, is left out.
fn starts(index: &Index<'_>, needs: &[u32], topic: u32) -> Vec<i32> {
    let needs = || needs.iter().map(|&n| &index.needs[n as usize]);
    let from = needs().map(|n| n.from).max().unwrap_or(0);
    let until = needs().map(|n| n.until).min().unwrap_or(0);
    let grid = index.grid;
    let first = (from + grid - 1) / grid;
    let last = (until - index.topics[topic as usize].duration).div_euclid(grid);
    let anyone = |start: &i32| needs().any(|need| index.client_available(need.client, topic, *start));
    (first..=last).map(|slot| slot * grid).filter(anyone).collect()
}

/// The cheapest way to hold these needs at another start than the meeting's own.
fn next_best(draft: &Draft<'_, Weighted>, meeting: &Meeting, possible: &[i32], held: &Keep<'_>) -> Option<Meeting> {
    if held.start.is_some() {
        return None;
    }
    let mut placing = Placing::new(draft.state.index);
    // Everything is looked at, so chance decides nothing but the order.
    let mut dice = Dice::new(0);
    let mut best: Option<Choice> = None;
    for &start in possible.iter().filter(|&&start| start != meeting.start) {
        let keep = Keep { start: Some(start), ..*held };
        let found = placing.best(draft, meeting.topic, &meeting.needs, &keep, &Breadth::ALL, &mut dice);
        if let Some(choice) = found
            && best.as_ref().is_none_or(|b| choice.cost < b.cost)
        {
            best = Some(choice);
        }
    }
    best.map(|choice| choice.meeting)
}

/// What `one` costs more than `other`, rules that cost the same left out.
fn difference(one: &[MeasureCost], other: &[MeasureCost]) -> Vec<MeasureCost> {
    let less = |(a, b): (&MeasureCost, &MeasureCost)| MeasureCost { raw: a.raw - b.raw, cost: a.cost - b.cost, ..*a };
    one.iter().zip(other).map(less).filter(|rule| rule.raw != 0 && rule.weight != 0).collect()
}
