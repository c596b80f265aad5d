//! Choosing which meetings to take out together, so that what they hold can be arranged anew.

use crate::delta::Scoring;
use crate::index::{NONE, NOWHERE, Spot};
use crate::problem::day_of;
use crate::search::Search;
use crate::state::{Agenda, Day};

/// Meetings among which the nearest are looked for.
const NEAR: usize = 128;

impl<S: Scoring> Search<'_, S> {
    /// A meeting chosen at random.
    pub(crate) fn any_meeting(&mut self) -> Option<u32> {
        self.dice.pick(&self.draft.state.live.items)
    }

    /// Adds to the victims up to `count` meetings that have something to do with `seed`.
    pub(crate) fn add_related(&mut self, seed: u32, count: usize) {
        let state = &self.draft.state;
        let Some(meeting) = state.meeting(seed) else { return };
        let (start, topic) = (meeting.start, meeting.topic);
        let day = day_of(start);
        let from = self.victims.len();
        let add_day = |victims: &mut Vec<u32>, agenda: &Agenda, day: i32| {
            victims.extend(Day::of(agenda, day).stays.iter().map(|s| s.meeting));
        };
        match self.dice.below(10) {
            // The tour of one of its providers that day.
            0..3 => {
                if let Some(p) = self.dice.pick(&meeting.providers) {
                    add_day(&mut self.victims, &state.providers[p as usize], day);
                }
            }
            // One of its providers, any day.
            3..5 => {
                if let Some(p) = self.dice.pick(&meeting.providers) {
                    let agenda = &state.providers[p as usize];
                    self.victims.extend(agenda.iter().map(|s| s.meeting));
                }
            }
            // Its clients' other meetings.
            5 => {
                for &need in &meeting.needs {
                    let client = state.index.needs[need as usize].client;
                    self.victims.extend(state.clients[client as usize].iter().map(|s| s.meeting));
                }
            }
            // Its topic.
            6..8 => self.victims.extend_from_slice(&state.by_topic[topic as usize]),
            // Its room, or the tours of two who could attend.
            8 if matches!(meeting.spot, Spot::Room(_)) => {
                if let Spot::Room(room) = meeting.spot {
                    add_day(&mut self.victims, &state.rooms[room as usize], day);
                }
            }
            _ => {
                for _ in 0..2 {
                    let team = &state.index.topics[topic as usize].team;
                    if let Some((p, _)) = self.dice.pick(team) {
                        add_day(&mut self.victims, &state.providers[p as usize], day);
                    }
                }
            }
        }
        self.dice.draw(&mut self.victims[from..], count);
        self.victims.truncate(from + count);
    }

    /// Adds a few meetings near `seed` in place and day, whoever attends.
    pub(crate) fn add_near(&mut self, seed: u32, count: usize) {
        let state = &self.draft.state;
        let index = state.index;
        let Some(meeting) = state.meeting(seed) else { return };
        let site = index.site(meeting.spot, &meeting.needs);
        if site == NOWHERE {
            return;
        }
        let live = &state.live.items;
        // The nearest of a sample, so that the cost does not grow with the plan.
        let mut nearest: Vec<(i32, u32)> = Vec::with_capacity(24);
        for _ in 0..24 {
            let Some(id) = self.dice.pick(live) else { return };
            let Some(other) = state.meeting(id) else { continue };
            let there = index.site(other.spot, &other.needs);
            if there != NOWHERE && id != seed {
                nearest.push((index.travel(site, there), id));
            }
        }
        nearest.sort_unstable();
        nearest.dedup();
        self.victims.extend(nearest.iter().take(count).map(|n| n.1));
    }

    /// Adds strings of visits that follow each other, from tours that come near `seed`: where a tour loses neighbours,
    /// those of another can take their place. After Christiaens and Vanden Berghe, "Slack Induction by String
    /// Removals for Vehicle Routing Problems", Transportation Science 54(2), 2020.
    pub(crate) fn add_strings(&mut self, seed: u32) {
        let state = &self.draft.state;
        let index = state.index;
        let Some(meeting) = state.meeting(seed) else { return };
        let site = index.site(meeting.spot, &meeting.needs);
        if site == NOWHERE {
            return;
        }
        let live = &state.live.items;
        let mut nearest: Vec<(i32, u32)> = Vec::with_capacity(NEAR);
        // All of a small plan, a sample of a large one, so that the cost does not grow with it.
        for number in 0..live.len().min(NEAR) {
            let id = if live.len() <= NEAR { live[number] } else { live[self.dice.below(live.len())] };
            let Some(other) = state.meeting(id) else { continue };
            let there = index.site(other.spot, &other.needs);
            if there != NOWHERE {
                nearest.push((index.travel(site, there), id));
            }
        }
        nearest.push((-1, seed));
        nearest.sort_unstable();
        let strings = 1 + self.dice.below(3);
        let longest = 1 + self.dice.below(6);
        let mut torn: Vec<(u32, i32)> = Vec::new();
        for (_, id) in nearest {
            if torn.len() >= strings {
                break;
            }
            let Some(other) = state.meeting(id) else { continue };
            let Some(provider) = self.dice.pick(&other.providers) else { continue };
            let day = day_of(other.start);
            if torn.contains(&(provider, day)) {
                continue;
            }
            torn.push((provider, day));
            let stays = Day::of(&state.providers[provider as usize], day).stays;
            let Some(at) = stays.iter().position(|stay| stay.meeting == id) else { continue };
            let length = (1 + self.dice.below(longest)).min(stays.len());
            let first = at.saturating_sub(self.dice.below(length)).min(stays.len() - length);
            for stay in &stays[first..first + length] {
                if !self.victims.contains(&stay.meeting) {
                    self.victims.push(stay.meeting);
                }
            }
        }
    }

    /// Makes room for a need left out: everyone's meetings on a day it could be met.
    pub(crate) fn add_obstacles(&mut self, need: u32) {
        let state = &self.draft.state;
        let index = state.index;
        let facts = &index.needs[need as usize];
        let topic = &index.topics[facts.topic as usize];
        let Some(row) = index.client_starts.row(facts.client as usize, topic.class) else { return };
        // A start the client could have if it were in no other meeting.
        let mut starts: Vec<usize> = Vec::new();
        let first = (facts.from + index.grid - 1) / index.grid;
        let last = (facts.until - topic.duration) / index.grid + 1;
        if facts.until < topic.duration || last <= first {
            return;
        }
        crate::bits::each_slot(row, first as usize, last as usize, |slot| starts.push(slot));
        let Some(slot) = self.dice.pick(&starts) else { return };
        let start = slot as i32 * index.grid;
        let (day, end) = (day_of(start), start + topic.duration);
        let of_client = Day::of(&state.clients[facts.client as usize], day);
        self.victims.extend(of_client.stays.iter().map(|s| s.meeting));
        for _ in 0..topic.providers.0.max(topic.skills.min(topic.providers.1)) {
            let Some((p, _)) = self.dice.pick(&topic.team) else { break };
            let today = Day::of(&state.providers[p as usize], day);
            self.victims.extend(today.stays.iter().map(|s| s.meeting));
        }
        if let Some(room) = self.dice.pick(&topic.rooms)
            && !topic.remote
            && !topic.at_client
        {
            let today = Day::of(&state.rooms[room as usize], day);
            let over = today.stays.iter().filter(|s| s.start < end && start < s.end);
            self.victims.extend(over.map(|s| s.meeting));
        }
        if !topic.alone() {
            for _ in 0..2 {
                if let Some(id) = self.dice.pick(&state.by_topic[facts.topic as usize]) {
                    self.victims.push(id);
                }
            }
        }
    }

    /// Takes one client out of a group; the whole group where too few would be left.
    pub(crate) fn leave_group(&mut self, id: u32) {
        let Some(meeting) = self.draft.state.meeting(id) else { return };
        let topic = &self.draft.state.index.topics[meeting.topic as usize];
        if meeting.lock != NONE || meeting.needs.len() <= topic.clients.0 {
            return self.take_out(id);
        }
        let at = self.dice.below(meeting.needs.len());
        if let Some(mut meeting) = self.change.detach(&mut self.draft, id) {
            let need = meeting.needs.swap_remove(at);
            self.pending.push(need);
            self.change.attach(&mut self.draft, meeting);
        }
    }
}
