//! What construction and improvement share: the draft, its locks, and how needs are met.

use crate::change::Change;
use crate::delta::{Draft, Scoring};
use crate::dice::Dice;
use crate::groups::{GroupBreadth, Groups};
use crate::index::{Index, NONE, TopicFacts};
use crate::locks::Locks;
use crate::placing::{Breadth, Keep, Placing};
use crate::reform::Covers;
use crate::state::Meeting;

/// A search under way.
pub(crate) struct Search<'a, S> {
    pub draft: Draft<'a, S>,
    pub locks: &'a Locks,
    pub dice: Dice,
    pub placing: Placing,
    pub groups: Groups,
    pub covers: Covers,
    pub change: Change,
    /// Whether a need may be met by moving others' hours.
    pub may_shift: bool,
    /// Whether every meeting is a visit at a client's: nothing but tours.
    pub all_tours: bool,
    /// Whether some are.
    pub any_tours: bool,
    /// What a point of medium weighs against soft while searching.
    pub point: i64,
    /// The best plan so far, by meeting id.
    pub best: Vec<Option<Meeting>>,
    /// Its medium and soft score.
    pub best_score: (i64, i64),
    /// Scratch: needs to be met again.
    pub pending: Vec<u32>,
    /// Scratch: meetings to be taken out.
    pub victims: Vec<u32>,
    /// Scratch: locked meetings to be placed again.
    pub loose: Vec<Meeting>,
}

impl<'a, S: Scoring> Search<'a, S> {
    pub(crate) fn new(index: &'a Index<'a>, locks: &'a Locks, scoring: S, seed: u64) -> Self {
        Self {
            draft: Draft::new(index, scoring),
            locks,
            dice: Dice::new(seed),
            placing: Placing::new(index),
            groups: Groups::default(),
            covers: Covers::default(),
            change: Change::default(),
            all_tours: index.topics.iter().all(|t| t.visits() && t.rooms.is_empty()),
            may_shift: true,
            any_tours: index.topics.iter().any(TopicFacts::visits),
            point: 100,
            best: Vec::new(),
            best_score: (i64::MAX, i64::MAX),
            pending: Vec::new(),
            victims: Vec::new(),
            loose: Vec::new(),
        }
    }

    /// The score the search goes by.
    pub(crate) fn weighed(&self) -> i64 {
        self.draft.medium * self.point + self.draft.soft
    }

    /// Keeps the present plan if it is the best so far.
    pub(crate) fn keep_best(&mut self) {
        let score = (self.draft.medium, self.draft.soft);
        if score < self.best_score {
            self.best_score = score;
            self.draft.settle(&mut self.best);
        }
    }

    /// The present plan's meetings.
    pub(crate) fn present(&self) -> Vec<Meeting> {
        let state = &self.draft.state;
        state.live.items.iter().filter_map(|&id| state.meeting(id)).cloned().collect()
    }

    /// Makes these meetings, which fit together, the present plan; what is the same in both stays untouched.
    pub(crate) fn become_plan(&mut self, meetings: &[Meeting]) {
        let state = &self.draft.state;
        let mut stays = vec![false; state.ids()];
        let mut missing = Vec::new();
        for (at, meeting) in meetings.iter().enumerate() {
            let id = state.met[meeting.needs[0] as usize];
            if state.meeting(id).is_some_and(|present| present == meeting) {
                stays[id as usize] = true;
            } else {
                missing.push(at);
            }
        }
        for id in state.live.items.clone() {
            if !stays[id as usize] {
                self.draft.detach(id);
            }
        }
        for at in missing {
            self.draft.attach(meetings[at].clone());
        }
        self.keep_best();
    }

    /// Meets `need`, if it is left out and can be met, by joining, opening or placing a meeting.
    pub(crate) fn meet(&mut self, need: u32, breadth: &Breadth, sample: GroupBreadth, skipped: usize) {
        let index = self.draft.state.index;
        if self.draft.state.met[need as usize] != NONE {
            return;
        }
        let topic = index.needs[need as usize].topic;
        let facts = &index.topics[topic as usize];
        if facts.alone() {
            if self.tours(topic) && (self.all_tours || self.dice.chance(1, 2)) && self.join_tour(need, breadth) {
                return;
            }
            let keep = Keep::default();
            let found = self.placing.best(&self.draft, topic, &[need], &keep, breadth, &mut self.dice);
            if let Some(choice) = found {
                self.change.attach(&mut self.draft, choice.meeting);
            }
            return;
        }
        let join = self.groups.best_join(&self.draft, need, skipped, &mut self.dice);
        let open_first = skipped > 0 && self.dice.chance(1, 6);
        if let Some((id, _)) = join
            && !open_first
        {
            return self.join(need, id);
        }
        let opened =
            self.groups.open(&self.draft, need, self.point, sample, breadth, &mut self.placing, &mut self.dice);
        match (opened, join) {
            (Some(choice), _) => {
                self.change.attach(&mut self.draft, choice.meeting);
            }
            (None, Some((id, _))) => self.join(need, id),
            (None, None) => {}
        }
    }

    fn join(&mut self, need: u32, id: u32) {
        if let Some(mut meeting) = self.change.detach(&mut self.draft, id) {
            meeting.needs.push(need);
            self.change.attach(&mut self.draft, meeting);
        }
    }

    /// Takes a meeting out; its needs wait to be met, or it waits itself if it is locked. A meeting
    /// locked in every field stays.
    pub(crate) fn take_out(&mut self, id: u32) {
        let Some(meeting) = self.draft.state.meeting(id) else { return };
        if meeting.lock != NONE && self.locks.list[meeting.lock as usize].is_full() {
            return;
        }
        let Some(meeting) = self.change.detach(&mut self.draft, id) else { return };
        if meeting.lock == NONE {
            self.pending.extend_from_slice(&meeting.needs);
        } else {
            self.loose.push(meeting);
        }
    }

    /// Places the locked meetings taken out again; false where one finds no place.
    pub(crate) fn place_loose(&mut self, breadth: &Breadth) -> bool {
        while let Some(meeting) = self.loose.pop() {
            let lock = &self.locks.list[meeting.lock as usize];
            let keep = lock.keep();
            let found = self.placing.best(&self.draft, meeting.topic, &meeting.needs, &keep, breadth, &mut self.dice);
            let Some(choice) = found else {
                self.loose.clear();
                return false;
            };
            let placed = Meeting { lock: meeting.lock, ..choice.meeting };
            self.change.attach(&mut self.draft, placed);
        }
        true
    }
}
