//! Simple improvement: take a few meetings out, put what they held back in otherwise, and keep the
//! result where it is better or, while the search is hot, not much worse.

use crate::delta::Scoring;
use crate::groups::GroupBreadth;
use crate::index::NONE;
use crate::placing::{Breadth, Keep};
use crate::run::Grace;
use crate::search::Search;
use crate::state::Meeting;

const LOOK: Breadth = Breadth { days: 4, slots: 6, rooms: 2, providers: 10 };
const WIDE_LOOK: Breadth = Breadth { days: 12, slots: 12, rooms: 3, providers: 16 };
const TOUR_LOOK: Breadth = Breadth { days: 8, slots: 8, rooms: 2, providers: 24 };
const GROUP_PLACING: Breadth = Breadth { days: 30, slots: 8, rooms: 2, providers: 10 };
const GROUP_LOOK: GroupBreadth = GroupBreadth { starts: 10, tried: 2 };

impl<S: Scoring> Search<'_, S> {
    /// Tries one change at `heat`, 1024ths of a point of soft score.
    pub(crate) fn step(&mut self, heat: i64) {
        let before = self.weighed();
        self.change.begin();
        self.pending.clear();
        self.victims.clear();
        self.loose.clear();
        let sound = match self.dice.below(16) {
            0..14 if self.all_tours => self.tear(),
            0 if self.any_tours => self.tear(),
            0..8 => self.place_again(),
            8..10 => self.regroup(),
            10 if !self.draft.state.out.items.is_empty() => self.make_room(),
            _ => self.rearrange(),
        };
        if self.change.is_empty() {
            return;
        }
        let worse = self.weighed() - before;
        if !sound || (worse > 0 && worse > self.dice.tolerance(heat)) {
            self.change.undo(&mut self.draft);
        } else if worse != 0 {
            self.keep_best();
        }
    }

    /// Whether there is a meeting to move or a need to meet.
    pub(crate) fn anything_free(&self) -> bool {
        let full = self.locks.list.iter().filter(|l| l.is_full()).count();
        let state = &self.draft.state;
        state.live.items.len() > full || !state.out.items.is_empty()
    }

    /// Meets what can still be met as the plan stands, looking everywhere, the dearest first, while there is time.
    pub(crate) fn fill_up(&mut self, grace: &Grace) {
        let mut out = self.draft.state.out.items.clone();
        out.sort_by_key(|&need| (-self.draft.state.index.needs[need as usize].medium, need));
        for need in out {
            if !grace.lasts() {
                break;
            }
            self.change.begin();
            self.meet(need, &Breadth { slots: 400, ..Breadth::ALL }, GROUP_LOOK, 0);
        }
        self.keep_best();
    }

    /// Begins again from the best plan so far.
    pub(crate) fn back_to_best(&mut self) {
        let mut best = std::mem::take(&mut self.best);
        self.draft.restore(&mut best);
        self.best = best;
    }

    /// One meeting, same clients: another time, place or team.
    fn place_again(&mut self) -> bool {
        let Some(id) = self.any_meeting() else { return true };
        let Some(meeting) = self.draft.state.meeting(id) else { return true };
        if meeting.lock != NONE {
            self.take_out(id);
            return self.place_loose(&LOOK);
        }
        let Some(old) = self.change.detach(&mut self.draft, id) else { return true };
        let mut keep = Keep::default();
        let mut look = LOOK;
        match self.dice.below(8) {
            0 => keep.day = Some(crate::problem::day_of(old.start)),
            1 => {
                keep.providers = Some(&old.providers);
                look.days = 12;
            }
            2 => keep.start = Some(old.start),
            3 => {
                keep.start = Some(old.start);
                keep.spot = Some(old.spot);
                look.providers = 40;
            }
            _ => {}
        }
        let (draft, dice) = (&self.draft, &mut self.dice);
        let found = self.placing.best(draft, old.topic, &old.needs, &keep, &look, dice);
        let Some(choice) = found else { return false };
        self.change.attach(&mut self.draft, choice.meeting);
        true
    }

    /// Needs of one topic move from group to group.
    fn regroup(&mut self) -> bool {
        let Some(id) = self.any_meeting() else { return true };
        let Some(meeting) = self.draft.state.meeting(id) else { return true };
        let topic = meeting.topic;
        if self.draft.state.index.topics[topic as usize].alone() {
            return self.rearrange();
        }
        if self.dice.chance(1, 24) {
            return self.reform(topic, None);
        }
        if self.dice.chance(1, 3) {
            let needs = &self.draft.state.index.topics[topic as usize].needs;
            return match self.dice.pick(needs) {
                Some(need) => self.grow(id, need),
                None => true,
            };
        }
        if self.dice.chance(1, 3) {
            self.take_out(id);
        } else {
            self.leave_group(id);
        }
        if self.dice.chance(1, 2)
            && let Some(other) = self.dice.pick(&self.draft.state.by_topic[topic as usize])
        {
            self.leave_group(other);
        }
        self.put_back(&LOOK)
    }

    /// Several meetings that have to do with each other.
    fn rearrange(&mut self) -> bool {
        let Some(seed) = self.any_meeting() else { return true };
        let count = 1 + self.dice.below(4);
        self.victims.push(seed);
        if self.dice.chance(1, 5) {
            self.add_near(seed, count);
        } else {
            self.add_related(seed, count);
        }
        self.take_victims();
        let look = if self.dice.chance(1, 6) { &WIDE_LOOK } else { &LOOK };
        self.put_back(look)
    }

    /// Strings of visits near each other, put back one by one where they add the least.
    fn tear(&mut self) -> bool {
        let Some(seed) = self.any_meeting() else { return true };
        self.add_strings(seed);
        self.take_victims();
        self.put_back(&TOUR_LOOK)
    }

    /// A need left out comes first, and what is in its way finds another place.
    fn make_room(&mut self) -> bool {
        let Some(need) = self.dice.pick(&self.draft.state.out.items) else { return true };
        let topic = self.draft.state.index.needs[need as usize].topic;
        if !self.draft.state.index.topics[topic as usize].alone() && self.dice.chance(1, 3) {
            return self.reform(topic, Some(need));
        }
        if let Some(group) = self.dice.pick(&self.draft.state.by_topic[topic as usize])
            && self.dice.chance(1, 2)
        {
            return self.grow(group, need);
        }
        self.add_obstacles(need);
        self.take_victims();
        // Locked meetings go back before any group forms, or one might take in their needs.
        if !self.place_loose(&WIDE_LOOK) {
            return false;
        }
        self.meet(need, &WIDE_LOOK, GROUP_LOOK, 2);
        self.put_back(&WIDE_LOOK)
    }

    /// A need comes to another group, which is placed anew with it; its own group goes on without it,
    /// or is dissolved where too few are left.
    fn grow(&mut self, id: u32, need: u32) -> bool {
        let state = &self.draft.state;
        let index = state.index;
        let Some(group) = state.meeting(id) else { return true };
        let topic = &index.topics[group.topic as usize];
        let client = index.needs[need as usize].client;
        let apart = |&n: &u32| {
            let other = index.needs[n as usize].client;
            other != client && !index.rivals(other, client)
        };
        let from = state.met[need as usize];
        if group.lock != NONE || group.needs.len() >= topic.clients.1 || !group.needs.iter().all(apart) {
            return true;
        }
        if from != NONE {
            let Some(left) = state.meeting(from) else { return true };
            if left.lock != NONE {
                return true;
            }
            let stays = left.needs.len() > topic.clients.0;
            let Some(mut left) = self.change.detach(&mut self.draft, from) else { return true };
            left.needs.retain(|n| *n != need);
            if stays {
                self.change.attach(&mut self.draft, left);
            } else {
                self.pending.extend_from_slice(&left.needs);
            }
        }
        let Some(mut group) = self.change.detach(&mut self.draft, id) else { return false };
        group.needs.push(need);
        let keep = Keep::default();
        let (draft, dice) = (&self.draft, &mut self.dice);
        let found = self.placing.best(draft, group.topic, &group.needs, &keep, &GROUP_PLACING, dice);
        let Some(choice) = found else { return false };
        self.change.attach(&mut self.draft, choice.meeting);
        self.put_back(&LOOK)
    }

    fn take_victims(&mut self) {
        for i in 0..self.victims.len() {
            let id = self.victims[i];
            self.take_out(id);
        }
    }

    /// Meets what waits, locked meetings first, and a need or two that were left out before.
    pub(crate) fn put_back(&mut self, look: &Breadth) -> bool {
        if !self.place_loose(look) {
            return false;
        }
        let out = &self.draft.state.out.items;
        if out.len() > self.pending.len() {
            for _ in 0..2 {
                if let Some(need) = self.dice.pick(out) {
                    self.pending.push(need);
                }
            }
        }
        let mut pending = std::mem::take(&mut self.pending);
        let count = pending.len();
        self.dice.draw(&mut pending, count);
        if self.dice.chance(1, 3) {
            let needs = &self.draft.state.index.needs;
            pending.sort_by_key(|&n| -needs[n as usize].medium);
        }
        for &need in &pending {
            self.meet(need, look, GROUP_LOOK, 3);
        }
        self.pending = pending;
        true
    }

    /// The best plan's meetings.
    pub(crate) fn best_meetings(&self) -> impl Iterator<Item = &Meeting> {
        self.best.iter().flatten()
    }
}
