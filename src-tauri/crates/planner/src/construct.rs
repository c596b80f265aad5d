//! The first plan: locked meetings, then needs in order of what leaving them out would cost.

use crate::delta::Scoring;
use crate::groups::GroupBreadth;
use crate::index::NONE;
use crate::placing::Breadth;
use crate::search::Search;
use crate::state::Meeting;

/// Orders tried for the locked meetings with free fields, before one is called impossible.
const LOCK_TRIES: usize = 60;

const FIRST_LOOK: Breadth = Breadth { days: 10, slots: 24, rooms: 4, providers: 24 };
const GROUP_LOOK: GroupBreadth = GroupBreadth { starts: 24, tried: 4 };

impl<S: Scoring> Search<'_, S> {
    /// Plans the locked meetings.
    ///
    /// # Errors
    /// The position in the locks of one that finds no place beside the others.
    pub(crate) fn construct_locked(&mut self) -> Result<(), u32> {
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
            match self.place_locks(&open) {
                Ok(()) => {
                    self.change.begin();
                    return Ok(());
                }
                Err(at) => {
                    self.change.undo(&mut self.draft);
                    failed.get_or_insert(open[at]);
                    if at == 0 {
                        failed = Some(open[0]);
                        break;
                    }
                    let first = open.remove(at);
                    open.insert(0, first);
                }
            }
        }
        failed.map_or(Ok(()), Err)
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
