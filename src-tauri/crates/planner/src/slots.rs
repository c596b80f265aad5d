//! When and where given clients could meet, whoever attends.

use crate::bits::{any_slot, clear, clip, each_slot};
use crate::delta::{Draft, Scoring};
use crate::dice::Dice;
use crate::index::{Index, Spot};
use crate::placing::{Breadth, Keep, Placing};
use crate::problem::day_of;

/// A start at a place that clients and place have free.
#[derive(Clone, Copy)]
pub(crate) struct Slot {
    pub start: i32,
    pub spot: Spot,
    pub site: u32,
    pub cost: i64,
}

impl Placing {
    /// The starts at which all these clients could meet, as a set.
    pub(crate) fn common_starts<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
    ) -> &mut Vec<u64> {
        let state = &draft.state;
        let index = state.index;
        let facts = &index.topics[topic as usize];
        let (mut from, mut last) = (0, i32::MAX);
        self.row.clear();
        for &need in needs {
            let need = &index.needs[need as usize];
            from = from.max(need.from);
            last = last.min(need.until - facts.duration);
            let Some(free) = index.client_starts.row(need.client as usize, facts.class) else {
                self.row.clear();
                return &mut self.row;
            };
            if self.row.is_empty() {
                self.row.extend_from_slice(free);
            } else {
                self.row.iter_mut().zip(free).for_each(|(a, b)| *a &= b);
            }
        }
        if last < from {
            self.row.clear();
            return &mut self.row;
        }
        let slot = |minute: i32| ((minute.max(0) + index.grid - 1) / index.grid) as usize;
        clip(&mut self.row, slot(from), last as usize / index.grid as usize + 1);
        for &need in needs {
            let client = index.needs[need as usize].client as usize;
            let agenda = &state.clients[client];
            let max = index.clients[client].max_per_day;
            if max == 0 {
                self.row.clear();
                return &mut self.row;
            }
            for stay in agenda {
                let day = day_of(stay.start);
                let full = agenda.iter().filter(|s| day_of(s.start) == day).count() >= max;
                if full && let Some(&(first, next)) = index.days.get(day as usize) {
                    clear(&mut self.row, first, next);
                }
                clear(&mut self.row, slot(stay.start - facts.duration + 1), slot(stay.end));
            }
        }
        &mut self.row
    }

    /// Fills `slots` with starts and places that the clients and the place have free.
    pub(crate) fn find_slots<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        keep: &Keep<'_>,
        breadth: &Breadth,
        dice: &mut Dice,
    ) {
        self.slots.clear();
        let state = &draft.state;
        let index = state.index;
        if let Some(start) = keep.start {
            let end = start + index.topics[topic as usize].duration;
            let free = needs.iter().all(|&n| {
                let need = &index.needs[n as usize];
                need.from <= start
                    && end <= need.until
                    && index.client_available(need.client, topic, start)
                    && state.client_fits(need.client, start, end).is_ok()
            });
            if free {
                self.add_slots(draft, topic, needs, start, keep, breadth, dice);
            }
            return;
        }
        self.common_starts(draft, topic, needs);
        let row = std::mem::take(&mut self.row);
        if let Some(day) = keep.day {
            self.days.clear();
            self.days.extend(u32::try_from(day).ok().filter(|&d| (d as usize) < index.days.len()));
        } else if !row.is_empty() {
            self.draw_days(index, &row, breadth.days, dice);
        }
        if !row.is_empty() {
            for i in 0..self.days.len() {
                let (first, next) = index.days[self.days[i] as usize];
                each_slot(&row, first, next, |slot| {
                    let start = slot as i32 * index.grid;
                    self.add_slots(draft, topic, needs, start, keep, breadth, dice);
                });
            }
        }
        self.row = row;
    }

    /// Fills `days` with a sample of the days on which the need's client could be met.
    pub(crate) fn days_of<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        need: u32,
        most: usize,
        dice: &mut Dice,
    ) {
        self.common_starts(draft, topic, &[need]);
        let row = std::mem::take(&mut self.row);
        self.draw_days(draft.state.index, &row, most, dice);
        self.row = row;
    }

    /// Fills `days` with a sample of the days that hold any of these starts.
    fn draw_days(&mut self, index: &Index<'_>, row: &[u64], most: usize, dice: &mut Dice) {
        self.days.clear();
        if !row.is_empty() {
            let days = (0u32..).zip(&index.days);
            self.days.extend(days.filter(|(_, d)| any_slot(row, d.0, d.1)).map(|(i, _)| i));
        }
        dice.draw(&mut self.days, most);
        self.days.truncate(most);
    }

    /// Adds a start, which the clients have free, with each place that has it free too.
    #[allow(clippy::too_many_arguments)]
    fn add_slots<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        topic: u32,
        needs: &[u32],
        start: i32,
        keep: &Keep<'_>,
        breadth: &Breadth,
        dice: &mut Dice,
    ) {
        let state = &draft.state;
        let index = state.index;
        let facts = &index.topics[topic as usize];
        let end = start + facts.duration;
        let promised = needs.iter().any(|&n| !index.needs[n as usize].promises.is_empty());
        let cost_at = |spot| needs.iter().map(|&n| draft.scoring.need_at(state, n, start, spot)).sum();
        let cost: i64 = cost_at(Spot::Remote);
        let people = needs.len() + facts.providers.0;
        let mut add = |spot| {
            let cost = if promised { cost_at(spot) } else { cost };
            self.slots.push(Slot { start, spot, site: index.site(spot, needs), cost });
        };
        let room_free = |room: u32| {
            index.rooms[room as usize].seats >= people
                && index.room_available(room, topic, start)
                && state.room_fits(room, start, end).is_ok()
        };
        match keep.spot {
            Some(Spot::Room(room)) => {
                if room_free(room) {
                    add(Spot::Room(room));
                }
                return;
            }
            Some(spot) => return add(spot),
            None => {}
        }
        if facts.remote {
            add(Spot::Remote);
        }
        if facts.at_client && needs.len() == 1 {
            add(Spot::Client);
        }
        if facts.rooms.is_empty() {
            return;
        }
        let offset = dice.below(facts.rooms.len());
        let mut left = breadth.rooms;
        for i in 0..facts.rooms.len() {
            let room = facts.rooms[(offset + i) % facts.rooms.len()];
            if left == 0 {
                break;
            }
            if room_free(room) {
                add(Spot::Room(room));
                left -= 1;
            }
        }
    }
}
