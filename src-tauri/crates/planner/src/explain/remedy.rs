//! What would let a need be met that a plan leaves out: small changes, each tried.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::ideas::{ideas, subjects};
use crate::adjust::Adjustment;
use crate::delta::{Draft, Weighted};
use crate::groups::GroupBreadth;
use crate::index::{Index, NONE};
use crate::locks::Locks;
use crate::outcome::planned;
use crate::placing::Breadth;
use crate::plan::{Plan, PlannedMeeting};
use crate::problem::Problem;
use crate::resume::load;
use crate::search::Search;
use crate::solve::Control;

/// Changes tried for one need.
const MOST_TRIED: usize = 40;

const LOOK: Breadth = Breadth { slots: 400, ..Breadth::ALL };
const GROUP_LOOK: GroupBreadth = GroupBreadth { starts: 400, tried: 12 };

/// A change of the problem after which a need can be met beside all others that the plan meets.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(export, export_to = "planner/")]
pub struct Remedy {
    /// What would have to change: one thing, two where one is not enough.
    pub changes: Vec<Adjustment>,
    /// The meeting in which the need would then be met. Every other meeting of the plan stays as it is.
    pub meeting: PlannedMeeting,
}

/// At most `most` remedies for `need`, which the correct `plan` leaves out, each tried: one of each kind before a second
/// of any, the smaller first, and no two of the same kind for the same party. Empty where the need is met, or where none
/// was found. Where `control` cancels or stops, those found until then.
#[must_use]
pub fn remedies(problem: &Problem, plan: &Plan, need: &str, most: usize, control: &dyn Control) -> Vec<Remedy> {
    let index = Index::new(problem);
    let Ok(locks) = Locks::new(&index) else { return Vec::new() };
    let Some(&at) = index.need_ids.get(need) else { return Vec::new() };
    let mut draft = Draft::new(&index, Weighted::new(&problem.weights));
    load(&mut draft, plan, &locks);
    if draft.state.met[at as usize] != NONE {
        return Vec::new();
    }
    let mut found: Vec<Remedy> = Vec::new();
    let mut tries = 0;
    for changes in ideas(&draft, at) {
        if found.len() == most || tries == MOST_TRIED || control.cancelled() || control.stop() {
            break;
        }
        if found.iter().any(|remedy| subjects(&remedy.changes) == subjects(&changes)) {
            continue;
        }
        tries += 1;
        if let Some(meeting) = tried(problem, plan, at, &changes) {
            found.push(Remedy { changes, meeting });
        }
    }
    found
}

/// The meeting in which the need is met after the changes, the plan's others staying as they are.
fn tried(problem: &Problem, plan: &Plan, need: u32, changes: &[Adjustment]) -> Option<PlannedMeeting> {
    let problem = problem.adjusted(changes).ok()?;
    problem.validate().ok()?;
    let index = Index::new(&problem);
    let locks = Locks::new(&index).ok()?;
    let mut search = Search::new(&index, &locks, Weighted::new(&problem.weights), 0);
    load(&mut search.draft, plan, &locks);
    // Meeting the need comes before any cost.
    search.point = 1_000_000;
    search.may_shift = false;
    search.meet(need, &LOOK, GROUP_LOOK, 0);
    let state = &search.draft.state;
    state.meeting(state.met[need as usize]).map(|meeting| planned(&index, meeting))
}
