//! Bringing several clients together: joining a meeting there is, and opening another.

use crate::bits::each_slot;
use crate::delta::{Draft, Scoring};
use crate::dice::Dice;
use crate::index::{NONE, Spot};
use crate::placing::{Breadth, Choice, Keep, Placing};

/// Memory kept from one search to the next.
#[derive(Default)]
pub(crate) struct Groups {
    pool: Vec<u32>,
    rows: Vec<Vec<u64>>,
    counts: Vec<u16>,
    starts: Vec<u32>,
    chosen: Vec<(i64, u32, Vec<u32>)>,
}

/// Starts sampled for a new group, and how many of them are tried in full.
#[derive(Clone, Copy)]
pub(crate) struct GroupBreadth {
    pub starts: usize,
    pub tried: usize,
}

impl Groups {
    /// The meeting of its topic that `need` can join at the least cost; each is overlooked
    /// `skipped` times in 16.
    pub(crate) fn best_join<S: Scoring>(
        &self,
        draft: &Draft<'_, S>,
        need: u32,
        skipped: usize,
        dice: &mut Dice,
    ) -> Option<(u32, i64)> {
        let topic = draft.state.index.needs[need as usize].topic;
        let mut best: Option<(u32, i64)> = None;
        for &id in &draft.state.by_topic[topic as usize] {
            if skipped > 0 && dice.chance(skipped, 16) {
                continue;
            }
            if let Some(cost) = joining_cost(draft, need, id)
                && best.is_none_or(|b| cost < b.1)
            {
                best = Some((id, cost));
            }
        }
        best
    }

    /// A new meeting of `seed`'s topic with `seed` and others of its topic that are left out, weighing
    /// a point of what is left out as `point`.
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn open<S: Scoring>(
        &mut self,
        draft: &Draft<'_, S>,
        seed: u32,
        point: i64,
        sample: GroupBreadth,
        breadth: &Breadth,
        placing: &mut Placing,
        dice: &mut Dice,
    ) -> Option<Choice> {
        let state = &draft.state;
        let index = state.index;
        let topic = index.needs[seed as usize].topic;
        let facts = &index.topics[topic as usize];
        let (min, mut max) = facts.clients;
        let mut seats = facts.rooms.last().map_or(0, |&r| index.rooms[r as usize].seats);
        if facts.remote {
            seats = usize::MAX;
        }
        max = max.min(seats.saturating_sub(facts.providers.0).max(usize::from(facts.at_client)));
        if max < min {
            return None;
        }
        self.pool.clear();
        self.pool.push(seed);
        self.pool.extend(facts.needs.iter().filter(|&&n| n != seed && state.met[n as usize] == NONE));
        if self.pool.len() < min {
            return None;
        }
        self.count_starts(draft, topic, placing);
        self.starts.clear();
        let (starts, counts) = (&mut self.starts, &self.counts);
        each_slot(&self.rows[0], 0, self.rows[0].len() * 64, |slot| {
            if counts[slot] as usize >= min {
                starts.push(slot as u32);
            }
        });
        dice.draw(&mut self.starts, sample.starts);
        self.starts.truncate(sample.starts);
        self.choose(draft, (min, max), dice);
        self.chosen.sort_by_key(|c| c.0);
        let mut best: Option<(Choice, i64)> = None;
        for (_, slot, needs) in self.chosen.iter().take(sample.tried) {
            let keep = Keep { start: Some(*slot as i32 * index.grid), ..Keep::default() };
            let mut size = needs.len();
            while size >= min {
                let few = &needs[..size];
                if let Some(choice) = placing.best(draft, topic, few, &keep, breadth, dice) {
                    let met: i64 = few.iter().map(|&n| draft.scoring.left_out(index, n).0).sum();
                    let worth = choice.cost - met * point;
                    if best.as_ref().is_none_or(|b| worth < b.1) {
                        best = Some((choice, worth));
                    }
                    break;
                }
                // The rooms free then may be smaller than the group.
                if size == min || facts.rooms.is_empty() {
                    break;
                }
                size = min.max(size - 2);
            }
        }
        best.map(|b| b.0)
    }

    /// Fills `rows` with each need's starts and `counts` with how many needs can start at each.
    fn count_starts<S: Scoring>(&mut self, draft: &Draft<'_, S>, topic: u32, placing: &mut Placing) {
        self.rows.resize(self.rows.len().max(self.pool.len()), Vec::new());
        self.counts.clear();
        for (i, &need) in self.pool.iter().enumerate() {
            let row = placing.common_starts(draft, topic, &[need]);
            self.rows[i].clear();
            self.rows[i].extend_from_slice(row);
            if self.counts.len() < row.len() * 64 {
                self.counts.resize(row.len() * 64, 0);
            }
            each_slot(row, 0, row.len() * 64, |slot| self.counts[slot] += 1);
        }
    }

    /// For each sampled start, whom to bring together.
    fn choose<S: Scoring>(&mut self, draft: &Draft<'_, S>, size: (usize, usize), dice: &mut Dice) {
        let index = draft.state.index;
        let (min, max) = size;
        self.chosen.clear();
        // The seed stays in front; who comes first of the others differs from time to time.
        let others = &mut self.pool.len();
        let mut order: Vec<usize> = (1..*others).collect();
        let count = order.len();
        dice.draw(&mut order, count);
        let client = |need: u32| index.needs[need as usize].client;
        for &slot in &self.starts {
            let mut group: Vec<u32> = vec![self.pool[0]];
            let mut worth = draft.scoring.left_out(index, self.pool[0]).0;
            for &i in &order {
                if group.len() == max {
                    break;
                }
                let need = self.pool[i];
                let free = self.rows[i].get(slot as usize / 64).is_some_and(|word| word >> (slot % 64) & 1 == 1);
                let apart = |&n: &u32| client(n) != client(need) && !index.rivals(client(n), client(need));
                if free && group.iter().all(apart) {
                    worth += draft.scoring.left_out(index, need).0;
                    group.push(need);
                }
            }
            if group.len() >= min {
                self.chosen.push((-worth, slot, group));
            }
        }
    }
}

/// What joining the meeting would add, none where the need cannot.
fn joining_cost<S: Scoring>(draft: &Draft<'_, S>, need: u32, id: u32) -> Option<i64> {
    let state = &draft.state;
    let index = state.index;
    let meeting = state.meeting(id)?;
    let facts = &index.needs[need as usize];
    let topic = &index.topics[meeting.topic as usize];
    let end = meeting.start + topic.duration;
    let size = meeting.needs.len();
    if meeting.lock != NONE
        || meeting.topic != facts.topic
        || size >= topic.clients.1
        || meeting.spot == Spot::Client
        || meeting.start < facts.from
        || end > facts.until
        || !index.client_available(facts.client, meeting.topic, meeting.start)
        || state.client_fits(facts.client, meeting.start, end).is_err()
    {
        return None;
    }
    if let Spot::Room(room) = meeting.spot
        && index.rooms[room as usize].seats < size + 1 + meeting.providers.len()
    {
        return None;
    }
    let client = |n: u32| index.needs[n as usize].client;
    let apart = |&n: &u32| client(n) != facts.client && !index.rivals(client(n), facts.client);
    if !meeting.needs.iter().all(apart) {
        return None;
    }
    let mut cost = draft.scoring.need_at(state, need, meeting.start, meeting.spot)
        + draft.scoring.company(index, &[need], &meeting.providers);
    if topic.mix.is_some() {
        let mut needs = meeting.needs.clone();
        cost -= draft.scoring.mix(index, meeting.topic, &needs);
        needs.push(need);
        cost += draft.scoring.mix(index, meeting.topic, &needs);
    }
    Some(cost)
}
