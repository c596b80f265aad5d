//! A draft as it is kept, and read back.

use std::collections::{BTreeMap, HashMap};

use chrono::TimeDelta;
use contract::views::{Moving, NotPlannedReason, PlanChange};
use contract::{Problem, Thing};
use domain::{ClientId, DraftId, MeetingId, NeedId, Place, ZoneName};
use planner::{MeasureCost, Plan, PlannedMeeting};
use serde::{Deserialize, Serialize};
use store::Draft;

use super::build::TopicMeaning;
use super::horizon::Horizon;
use crate::meetings::Cast;
use crate::problems;
use crate::state::App;

/// What a draft keeps beside problem and plan, to be shown again after a restart.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct DraftNote {
    pub zone: ZoneName,
    pub meanings: BTreeMap<String, TopicMeaning>,
    pub left_out: Vec<planner::LeftOut>,
    pub by_rule: Vec<MeasureCost>,
    pub not_planned: Vec<NotPlannedNote>,
    /// Indices of the plan's meetings that have been accepted.
    pub accepted: Vec<u32>,
    /// What was taken as other than on record. This and what follows came later: older drafts lack it.
    #[serde(default)]
    pub changes: Vec<PlanChange>,
    #[serde(default)]
    pub moving: Moving,
    /// Meetings of each provider before the draft's first day.
    #[serde(default)]
    pub attended: BTreeMap<String, u32>,
    /// The needs on record behind those that stand for clients of existing meetings.
    #[serde(default)]
    pub own_needs: BTreeMap<String, NeedId>,
}

/// A need that was not given to the planner.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct NotPlannedNote {
    pub need: NeedId,
    pub why: NotPlannedReason,
}

/// A draft read back. Its problem is the one that was searched, changes and all.
pub(super) struct Opened {
    pub problem: planner::Problem,
    pub plan: Plan,
    pub note: DraftNote,
    pub horizon: Horizon,
    needs: HashMap<String, usize>,
    topics: HashMap<String, usize>,
    published: HashMap<String, usize>,
}

/// Reads a draft back.
pub(super) fn read(draft: &Draft) -> Result<Opened, Problem> {
    let note: DraftNote = serde_json::from_str(&draft.note).map_err(problems::unexpected)?;
    let problem: planner::Problem = serde_json::from_str(&draft.problem).map_err(problems::unexpected)?;
    let places = |ids: &mut dyn Iterator<Item = &String>| -> HashMap<String, usize> {
        ids.enumerate().map(|(at, id)| (id.clone(), at)).collect()
    };
    Ok(Opened {
        needs: places(&mut problem.needs.iter().map(|need| &need.id)),
        topics: places(&mut problem.topics.iter().map(|topic| &topic.id)),
        published: places(&mut problem.published.iter().map(|meeting| &meeting.topic)),
        plan: serde_json::from_str(&draft.plan).map_err(problems::unexpected)?,
        horizon: Horizon { from: draft.from, to: draft.to + TimeDelta::days(1), zone: note.zone.rules_or_utc() },
        problem,
        note,
    })
}

/// A place as the domain names it.
pub(super) fn place(place: &planner::Place) -> Place {
    match place {
        planner::Place::Room(id) => Place::Room(id.as_str().into()),
        planner::Place::Client(id) => Place::Client(id.as_str().into()),
        planner::Place::Remote => Place::Remote,
    }
}

impl Opened {
    pub(super) fn need(&self, id: &str) -> Option<&planner::Need> {
        self.problem.needs.get(*self.needs.get(id)?)
    }

    pub(super) fn topic(&self, id: &str) -> Option<&planner::Topic> {
        self.problem.topics.get(*self.topics.get(id)?)
    }

    /// How the meeting that a planned one already is stood when the draft was made, where the draft could change it.
    pub(super) fn before(&self, meeting: &PlannedMeeting) -> Option<&PlannedMeeting> {
        self.problem.published.get(*self.published.get(&meeting.topic)?)
    }

    /// The same, where the draft does change it.
    pub(super) fn changed_from(&self, meeting: &PlannedMeeting) -> Option<&PlannedMeeting> {
        self.before(meeting).filter(|before| {
            before.start != meeting.start
                || before.place != meeting.place
                || !same(&before.providers, &meeting.providers)
        })
    }

    pub(super) fn existing(&self, meeting: &PlannedMeeting) -> Option<&MeetingId> {
        self.note.meanings.get(&meeting.topic)?.existing.as_ref()
    }

    pub(super) fn clients_of(&self, meeting: &PlannedMeeting) -> Vec<ClientId> {
        meeting.needs.iter().filter_map(|id| Some(self.need(id)?.client.as_str().into())).collect()
    }

    pub(super) fn duration(&self, meeting: &PlannedMeeting) -> i32 {
        self.topic(&meeting.topic).map_or(0, |topic| topic.duration.max(0))
    }

    /// The need on record that a need of the problem stands for; none for a client whose meeting names no need.
    pub(super) fn on_record(&self, need: &str) -> Option<NeedId> {
        match self.note.own_needs.get(need) {
            Some(own) => Some(own.clone()),
            None if self.need(need).is_some_and(|need| need.topic.starts_with("meeting|")) => None,
            None => Some(need.into()),
        }
    }

    /// The problem's id of a need on record.
    pub(super) fn planned_as(&self, need: &NeedId) -> String {
        let own = || self.note.own_needs.iter().find(|(_, own)| *own == need).map(|(id, _)| id.clone());
        if self.need(need.as_str()).is_some() { need.0.clone() } else { own().unwrap_or_else(|| need.0.clone()) }
    }
}

/// Whether two lists name the same, in any order.
pub(super) fn same(one: &[String], other: &[String]) -> bool {
    let sorted = |list: &[String]| {
        let mut list = list.to_vec();
        list.sort();
        list
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}

/// A draft by its id.
pub(super) async fn load(app: &App, id: &DraftId) -> Result<Draft, Problem> {
    let mut read = app.read().await?;
    let draft = store::drafts::get(&mut read, id).await.map_err(problems::store)?;
    draft.ok_or_else(|| Problem::NotFound { what: Thing::Draft, id: id.0.clone() })
}

/// Everybody in a draft, and the meetings of its days.
pub(super) async fn cast_of(app: &App, opened: &Opened) -> Result<Cast, Problem> {
    let mut read = app.read().await?;
    let horizon = &opened.horizon;
    let mut cast = Cast::load(&mut read, horizon.at(0), horizon.at(horizon.length())).await?;
    let clients = opened.problem.clients.iter().map(|client| client.id.as_str().into()).collect();
    cast.add_clients(&mut read, clients).await?;
    Ok(cast)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_written_before_there_were_changes_is_read() {
        let old = r#"{
            "zone": "America/Caracas", "meanings": {}, "left_out": [], "by_rule": [],
            "not_planned": [{ "need": "n", "why": "no_site" }], "accepted": [2]
        }"#;
        let note: DraftNote = serde_json::from_str(old).unwrap();
        assert_eq!((note.accepted, note.not_planned.len()), (vec![2], 1));
        assert_eq!((note.changes, note.moving, note.attended.len()), (Vec::new(), Moving::None, 0));
    }

    #[test]
    fn lists_are_the_same_in_any_order() {
        let list = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert!(same(&list("a b"), &list("b a")));
        assert!(!same(&list("a b"), &list("a a b")));
        assert!(!same(&list("a b b"), &list("a a b")));
    }
}
