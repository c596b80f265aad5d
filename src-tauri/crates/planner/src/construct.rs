//! The first plan: locked meetings, then needs in order of what leaving them out would cost.

use crate::bits::each_slot;
use crate::delta::Scoring;
use crate::groups::GroupBreadth;
use crate::index::{NONE, Spot};
use crate::placing::{Breadth, Keep};
use crate::search::Search;
use crate::state::{Day, Meeting};

/// Orders tried for the locked meetings with free fields, before one is called impossible.
const LOCK_TRIES: usize = 60;
/// Moves for each of them after that.
const LOCK_MOVES: usize = 300;

const FIRST_LOOK: Breadth = Breadth { days: 10, slots: 24, rooms: 4, providers: 24 };
const GROUP_LOOK: GroupBreadth = GroupBreadth { starts: 24, tried: 4 };

impl<S: Scoring> Search<'_, S> {
    /// Plans the locked meetings; `go_on` is asked now and then and ends it early.
    ///
    /// # Errors
    /// The position in the locks of one that finds no place beside the others.
    pub(crate) fn construct_locked(&mut self, go_on: &mut dyn FnMut() -> bool) -> Result<(), u32> {
        let locks = self.locks;
        for (i, lock) in (0u32..).zip(&locks.list) {
            if let (Some(providers), Some(start), Some(spot)) = (&lock.providers, lock.start, lock.spot) {
                let meeting = Meeting {
                    topic: lock.topic,
                    needs: lock.needs.iter().copied().collect(),
                    providers: providers.iter().copied().collect(),
                    start,
                    spot,
                    lock: i,
                };
                self.change.attach(&mut self.draft, meeting);
            }
        }
        self.change.begin();
        let mut open: Vec<u32> =
            (0u32..).zip(&locks.list).filter(|(_, lock)| !lock.is_full()).map(|(i, _)| i).collect();
        // Those that leave the least free go first; one that fails goes before all others next time.
        open.sort_by_key(|&i| {
            let lock = &locks.list[i as usize];
            (lock.start.is_none(), lock.providers.is_none(), lock.spot.is_none())
        });
        let mut failed = None;
        for _ in 0..LOCK_TRIES {
            if failed.is_some() && !go_on() {
                break;
            }
            match self.place_locks(&open) {
                Ok(()) => {
                    self.change.begin();
                    return Ok(());
                }
                Err(at) => {
                    self.change.undo(&mut self.draft);
                    failed.get_or_insert(open[at]);
                    // Alone beside those that leave nothing free, it finds no place either.
                    if at == 0 {
                        return Err(open[0]);
                    }
                    let first = open.remove(at);
                    open.insert(0, first);
                }
            }
        }
        match failed {
            Some(failed) if !self.settle_locks(&open, go_on) => Err(failed),
            _ => Ok(()),
        }
    }

    /// Places the locked meetings with free fields where no order of placing them one by one did: whichever finds no
    /// place takes it from others, which then look for another. False, and nothing placed, where that does not end.
    fn settle_locks(&mut self, open: &[u32], go_on: &mut dyn FnMut() -> bool) -> bool {
        let mut waiting: Vec<u32> = open.to_vec();
        for _ in 0..LOCK_MOVES * open.len() {
            if waiting.is_empty() {
                self.change.begin();
                return true;
            }
            if !go_on() {
                break;
            }
            let at = self.dice.below(waiting.len());
            let i = waiting.swap_remove(at);
            if !self.place_lock(i, None) {
                let start = self.clear_for(i);
                if start.is_none_or(|start| !self.place_lock(i, Some(start))) {
                    waiting.push(i);
                }
            }
            waiting.extend(self.loose.drain(..).map(|meeting| meeting.lock));
        }
        self.change.undo(&mut self.draft);
        false
    }

    fn place_lock(&mut self, i: u32, start: Option<i32>) -> bool {
        let lock = &self.locks.list[i as usize];
        let keep = Keep { start: lock.start.or(start), ..lock.keep() };
        let found = self.placing.best(&self.draft, lock.topic, &lock.needs, &keep, &Breadth::ALL, &mut self.dice);
        let Some(choice) = found else { return false };
        self.change.attach(&mut self.draft, Meeting { lock: i, ..choice.meeting });
        true
    }

    /// Takes out what stands in a lock's way at a start chosen by chance among those its clients could have; gives
    /// the start.
    fn clear_for(&mut self, i: u32) -> Option<i32> {
        let lock = &self.locks.list[i as usize];
        let index = self.draft.state.index;
        let facts = &index.topics[lock.topic as usize];
        let start = match lock.start {
            Some(start) => start,
            None => {
                let mut starts: Vec<i32> = Vec::new();
                let client = index.needs[lock.needs[0] as usize].client;
                let row = index.client_starts.row(client as usize, facts.class)?;
                each_slot(row, 0, row.len() * 64, |slot| {
                    let start = slot as i32 * index.grid;
                    let could = lock.needs.iter().all(|&n| {
                        let need = &index.needs[n as usize];
                        need.from <= start
                            && start + facts.duration <= need.until
                            && index.client_available(need.client, lock.topic, start)
                    });
                    if could {
                        starts.push(start);
                    }
                });
                self.dice.pick(&starts)?
            }
        };
        let day = crate::problem::day_of(start);
        let state = &self.draft.state;
        let mut in_way: Vec<u32> = Vec::new();
        for &need in &lock.needs {
            let client = index.needs[need as usize].client;
            in_way.extend(Day::of(&state.clients[client as usize], day).stays.iter().map(|stay| stay.meeting));
        }
        for &provider in lock.providers.iter().flatten() {
            in_way.extend(Day::of(&state.providers[provider as usize], day).stays.iter().map(|stay| stay.meeting));
        }
        if let Some(Spot::Room(room)) = lock.spot {
            in_way.extend(Day::of(&state.rooms[room as usize], day).stays.iter().map(|stay| stay.meeting));
        }
        for id in in_way {
            self.take_out(id);
        }
        if lock.providers.is_none() {
            self.clear_way(lock.topic, lock.needs.len(), start);
        }
        Some(start)
    }

    fn place_locks(&mut self, order: &[u32]) -> Result<(), usize> {
        for (at, &i) in order.iter().enumerate() {
            let lock = &self.locks.list[i as usize];
            let found =
                self.placing.best(&self.draft, lock.topic, &lock.needs, &lock.keep(), &Breadth::ALL, &mut self.dice);
            let choice = found.ok_or(at)?;
            self.change.attach(&mut self.draft, Meeting { lock: i, ..choice.meeting });
        }
        Ok(())
    }

    /// Meets the other needs one by one; `go_on` is asked now and then and ends it early.
    pub(crate) fn construct(&mut self, go_on: &mut dyn FnMut() -> bool) {
        let index = self.draft.state.index;
        let mut order: Vec<u32> =
            (0..index.needs.len() as u32).filter(|&n| self.draft.state.met[n as usize] == NONE).collect();
        // Groups are the hardest to bring together, and then those whom few can serve.
        order.sort_by_key(|&n| {
            let need = &index.needs[n as usize];
            let topic = &index.topics[need.topic as usize];
            (topic.clients.0 == 1, topic.providers.0 == 1, -need.medium, n)
        });
        for (i, &need) in order.iter().enumerate() {
            if i % 32 == 0 && !go_on() {
                break;
            }
            self.meet(need, &FIRST_LOOK, GROUP_LOOK, 0);
            self.change.begin();
        }
        let left = self.draft.state.out.items.clone();
        for (i, &need) in left.iter().enumerate() {
            if i % 32 == 0 && !go_on() {
                break;
            }
            self.meet(need, &Breadth { slots: 200, ..Breadth::ALL }, GROUP_LOOK, 0);
            self.change.begin();
        }
        // What a point weighs: more than any one meeting is likely to cost.
        let needs = index.needs.len().max(1) as i64;
        self.point = (2 * self.draft.soft / needs).max(50);
        self.keep_best();
    }
}
