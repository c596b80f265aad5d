//! A search that begins with a plan made before.

use crate::delta::{Draft, Scoring};
use crate::index::{Index, NONE};
use crate::locks::Locks;
use crate::placing::{Breadth, Keep};
use crate::plan::{Plan, PlannedMeeting};
use crate::search::Search;
use crate::state::Meeting;

impl Index<'_> {
    /// A planned meeting with its ids interned; none where it names what the problem does not have.
    pub(crate) fn meeting(&self, planned: &PlannedMeeting) -> Option<Meeting> {
        let topic = *self.topic_ids.get(planned.topic.as_str())?;
        let needs = planned.needs.iter().map(|id| self.need_ids.get(id.as_str()).copied()).collect::<Option<_>>()?;
        let providers =
            planned.providers.iter().map(|id| self.provider_ids.get(id.as_str()).copied()).collect::<Option<_>>()?;
        let first = self.need_ids.get(planned.needs.first()?.as_str())?;
        let spot = self.spot(&planned.place, self.needs[*first as usize].client)?;
        Some(Meeting { topic, needs, providers, start: planned.start, spot, lock: NONE })
    }

    /// Whether these needs may share a meeting of `topic` at all: its own, one for each client, no rivals.
    pub(crate) fn may_share(&self, topic: u32, needs: &[u32]) -> bool {
        let (least, most) = self.topics[topic as usize].clients;
        let client = |need: u32| self.needs[need as usize].client;
        let apart = |(i, &a): (usize, &u32)| {
            needs[..i].iter().all(|&b| client(a) != client(b) && !self.rivals(client(a), client(b)))
        };
        (least..=most).contains(&needs.len())
            && needs.iter().all(|&n| self.needs[n as usize].topic == topic)
            && needs.iter().enumerate().all(apart)
    }
}

/// Fills an empty draft with a plan that breaks no rule.
pub(crate) fn load<S: Scoring>(draft: &mut Draft<'_, S>, plan: &Plan, locks: &Locks) {
    for planned in &plan.meetings {
        if let Some(mut meeting) = draft.state.index.meeting(planned) {
            meeting.lock = locks.holding(&meeting.needs);
            draft.attach(meeting);
        }
    }
}

impl<S: Scoring> Search<'_, S> {
    /// Takes over the meetings of `plan` that still fit: as they are; else at the same start with the same team, or in
    /// the same place, or neither; else not, and their needs are met anew.
    pub(crate) fn resume(&mut self, plan: &Plan) {
        let index = self.draft.state.index;
        for planned in &plan.meetings {
            let Some(meeting) = index.meeting(planned) else { continue };
            let free = meeting.needs.iter().all(|&n| self.draft.state.met[n as usize] == NONE);
            if !free || !index.may_share(meeting.topic, &meeting.needs) || !index.may_attend(&meeting) {
                continue;
            }
            let same = Keep {
                start: Some(meeting.start),
                day: None,
                providers: Some(&meeting.providers),
                spot: Some(meeting.spot),
            };
            // A start off the grid is for locked meetings only.
            if meeting.start % index.grid != 0 || !index.may_be_at(&meeting) {
                continue;
            }
            let free = Keep { spot: None, providers: None, ..same };
            let tries = [same, Keep { spot: None, ..same }, Keep { providers: None, ..same }, free];
            for keep in tries {
                let (draft, dice) = (&self.draft, &mut self.dice);
                let found = self.placing.best(draft, meeting.topic, &meeting.needs, &keep, &Breadth::ALL, dice);
                if let Some(choice) = found {
                    self.change.attach(&mut self.draft, choice.meeting);
                    break;
                }
            }
        }
        self.change.begin();
        self.keep_best();
    }
}

impl Index<'_> {
    /// Whether a meeting's providers are a team for its topic.
    fn may_attend(&self, meeting: &Meeting) -> bool {
        let topic = &self.topics[meeting.topic as usize];
        let (least, most) = topic.providers;
        let held = meeting
            .providers
            .iter()
            .fold(0, |held, p| held | topic.team.iter().find(|member| member.0 == *p).map_or(0, |member| member.1));
        let twice = |(i, p): (usize, &u32)| meeting.providers[..i].contains(p);
        (least..=most).contains(&meeting.providers.len())
            && held == topic.all_skills()
            && !meeting.providers.iter().enumerate().any(twice)
    }

    /// Whether its topic allows its kind of place.
    fn may_be_at(&self, meeting: &Meeting) -> bool {
        let topic = &self.topics[meeting.topic as usize];
        match meeting.spot {
            crate::index::Spot::Remote => topic.remote,
            crate::index::Spot::Client => topic.at_client && meeting.needs.len() == 1,
            crate::index::Spot::Room(room) => topic.rooms.contains(&room),
        }
    }
}
