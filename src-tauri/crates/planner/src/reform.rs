//! All groups of one topic formed anew at once: which starts, and who comes to which.
//!
//! Moving one client at a time cannot leave a division in which every group is just large enough. Here the starts are
//! chosen first, so that between them they suit as many clients as can be; whatever else stands in their way is taken
//! out and finds another place.

use crate::bits::each_slot;
use crate::delta::Scoring;
use crate::index::{Index, NONE};
use crate::placing::{Breadth, Keep};
use crate::search::Search;
use crate::state::Day;

/// Needs of one topic looked at together: the bits of a word.
const MOST_NEEDS: usize = 64;
/// Divisions made of which the best is carried out.
const DIVISIONS: usize = 6;

const LOOK: Breadth = Breadth { days: 12, slots: 12, rooms: 3, providers: 16 };

/// When the clients of one topic could meet, other meetings aside.
pub(crate) struct Cover {
    /// The needs that bits stand for.
    needs: Vec<u32>,
    /// Starts at which enough could come, with those who could as bits.
    starts: Vec<(i32, u64)>,
}

/// One topic's cover, made when it is first asked for.
#[derive(Default)]
pub(crate) struct Covers {
    made: Vec<Option<Cover>>,
}

impl Covers {
    fn get(&mut self, index: &Index<'_>, topic: u32) -> &Cover {
        if self.made.is_empty() {
            self.made.resize_with(index.topics.len(), || None);
        }
        self.made[topic as usize].get_or_insert_with(|| Cover::new(index, topic))
    }
}

impl Cover {
    fn new(index: &Index<'_>, topic: u32) -> Self {
        let facts = &index.topics[topic as usize];
        let mut needs = facts.needs.clone();
        needs.sort_by_key(|&n| -index.needs[n as usize].medium);
        needs.truncate(MOST_NEEDS);
        let slots = index.days.last().map_or(0, |day| day.1);
        let mut masks = vec![0u64; slots];
        for (bit, &need) in needs.iter().enumerate() {
            let need = &index.needs[need as usize];
            let Some(row) = index.client_starts.row(need.client as usize, facts.class) else { continue };
            let first = (need.from + index.grid - 1) / index.grid;
            let last = (need.until - facts.duration).div_euclid(index.grid) + 1;
            if last > first {
                each_slot(row, first as usize, (last as usize).min(slots), |slot| masks[slot] |= 1 << bit);
            }
        }
        let starts = (0i32..).zip(&masks).filter(|(_, mask)| mask.count_ones() as usize >= facts.clients.0.max(1));
        let starts = starts.map(|(slot, &mask)| (slot * index.grid, mask)).filter(|&(start, _)| {
            let room = facts.remote || facts.rooms.iter().any(|&r| index.room_available(r, topic, start));
            let free = facts.team.iter().filter(|m| index.provider_available(m.0, topic, start));
            room && free.fold(0, |held, m| held | m.1) == facts.all_skills()
        });
        let starts = starts.collect();
        Self { needs, starts }
    }
}

/// Starts and who comes to each, as bits of the cover.
#[derive(Clone, Default)]
struct Division {
    groups: Vec<(i32, u64)>,
    worth: i64,
}

impl<S: Scoring> Search<'_, S> {
    /// Forms all groups of `topic` anew; a need left out, if one is given, is among those who come to the first.
    pub(crate) fn reform(&mut self, topic: u32, seed: Option<u32>) -> bool {
        let mut covers = std::mem::take(&mut self.covers);
        let found = {
            let cover = covers.get(self.draft.state.index, topic);
            self.divide(topic, cover, seed).map(|division| {
                let members = |mask: u64| -> Vec<u32> {
                    (0..cover.needs.len()).filter(|bit| mask >> bit & 1 == 1).map(|bit| cover.needs[bit]).collect()
                };
                division.groups.into_iter().map(|(start, mask)| (start, members(mask))).collect::<Vec<_>>()
            })
        };
        self.covers = covers;
        let Some(groups) = found else { return true };
        for id in self.draft.state.by_topic[topic as usize].clone() {
            if self.draft.state.meeting(id).is_some_and(|meeting| meeting.lock == NONE) {
                self.take_out(id);
            }
        }
        for (start, needs) in groups {
            if !self.force(topic, &needs, start) {
                return false;
            }
        }
        self.put_back(&LOOK)
    }

    /// The best of a few divisions made partly by chance.
    fn divide(&mut self, topic: u32, cover: &Cover, seed: Option<u32>) -> Option<Division> {
        let state = &self.draft.state;
        let index = state.index;
        let free = |&need: &u32| {
            let id = state.met[need as usize];
            id == NONE || state.meeting(id).is_some_and(|meeting| meeting.lock == NONE)
        };
        let bits = || cover.needs.iter().enumerate();
        let all = bits().filter(|(_, need)| free(need)).fold(0u64, |all, (bit, _)| all | 1 << bit);
        let first = match seed {
            Some(need) => bits().find(|(_, other)| **other == need)?.0,
            None => {
                let bit = self.dice.below(cover.needs.len().max(1));
                if all >> bit & 1 == 0 {
                    return None;
                }
                bit
            }
        };
        let limits = index.topics[topic as usize].clients;
        let mut best: Option<Division> = None;
        for _ in 0..DIVISIONS {
            let division = self.divide_once(cover, all, first, limits);
            if best.as_ref().is_none_or(|b| division.worth > b.worth) {
                best = Some(division);
            }
        }
        best.filter(|division| !division.groups.is_empty())
    }

    fn divide_once(&mut self, cover: &Cover, all: u64, first: usize, limits: (usize, usize)) -> Division {
        let index = self.draft.state.index;
        let mut left = all;
        let mut starts: Vec<(i32, u64)> = Vec::new();
        let mut wanted = 1u64 << first;
        while left != 0 && starts.len() < 12 {
            // The first is any start that suits the seed; each other suits the most of those left, by chance among
            // equals.
            let mut chosen: Option<(i32, u64)> = None;
            let (mut most, mut equals) = (0, 0);
            for &(start, mask) in &cover.starts {
                if mask & wanted == 0 {
                    continue;
                }
                let gain = if starts.is_empty() { 1 } else { (mask & left).count_ones() };
                if gain > most {
                    (most, equals, chosen) = (gain, 1, Some((start, mask)));
                } else if gain == most && gain > 0 {
                    equals += 1;
                    if self.dice.below(equals) == 0 {
                        chosen = Some((start, mask));
                    }
                }
            }
            // None: nobody of those left can come with enough others.
            let Some((start, mask)) = chosen else { break };
            starts.push((start, mask & all));
            left &= !mask;
            wanted = left;
        }
        let mut groups = share(index, cover, &starts, all, limits);
        // Whose group is too small may find a seat in another.
        groups.retain(|group| group.1.count_ones() as usize >= limits.0.max(1));
        let kept: Vec<(i32, u64)> = starts.iter().copied().filter(|s| groups.iter().any(|g| g.0 == s.0)).collect();
        let groups: Vec<_> = share(index, cover, &kept, all, limits)
            .into_iter()
            .filter(|group| group.1.count_ones() as usize >= limits.0.max(1))
            .collect();
        let come = groups.iter().fold(0, |come, group| come | group.1);
        let worth = |(bit, &need): (usize, &u32)| {
            if come >> bit & 1 == 1 { index.needs[need as usize].medium } else { 0 }
        };
        Division { worth: cover.needs.iter().enumerate().map(worth).sum(), groups }
    }

    /// Brings these clients together at `start`, taking out what stands in their way.
    fn force(&mut self, topic: u32, needs: &[u32], start: i32) -> bool {
        let index = self.draft.state.index;
        let end = start + index.topics[topic as usize].duration;
        let day = crate::problem::day_of(start);
        for &need in needs {
            let client = index.needs[need as usize].client;
            if self.draft.state.client_fits(client, start, end).is_ok() {
                continue;
            }
            let stays = Day::of(&self.draft.state.clients[client as usize], day).stays;
            let mut in_way: Vec<u32> =
                stays.iter().filter(|s| s.start < end && start < s.end).map(|s| s.meeting).collect();
            if in_way.is_empty() {
                in_way.extend(stays.iter().map(|s| s.meeting).take(1));
            }
            for id in in_way {
                self.take_out(id);
            }
        }
        let keep = Keep { start: Some(start), ..Keep::default() };
        let (draft, dice) = (&self.draft, &mut self.dice);
        let found = self.placing.best(draft, topic, needs, &keep, &Breadth::ALL, dice);
        let found = found.or_else(|| {
            self.clear_way(topic, needs.len(), start);
            let (draft, dice) = (&self.draft, &mut self.dice);
            self.placing.best(draft, topic, needs, &keep, &Breadth::ALL, dice)
        });
        let Some(choice) = found else { return false };
        // What was taken out may hold these needs no longer; those who came are met.
        self.pending.retain(|need| !needs.contains(need));
        self.change.attach(&mut self.draft, choice.meeting);
        true
    }

    /// Takes out what a room and a team of those available at `start` do around it.
    pub(crate) fn clear_way(&mut self, topic: u32, clients: usize, start: i32) {
        let index = self.draft.state.index;
        let facts = &index.topics[topic as usize];
        let end = start + facts.duration;
        let day = crate::problem::day_of(start);
        let mut in_way: Vec<u32> = Vec::new();
        let rooms: Vec<u32> = facts
            .rooms
            .iter()
            .copied()
            .filter(|&r| {
                index.room_available(r, topic, start) && index.rooms[r as usize].seats >= clients + facts.providers.0
            })
            .collect();
        let room_free = rooms.iter().any(|&r| self.draft.state.room_fits(r, start, end).is_ok());
        if !facts.remote
            && !room_free
            && let Some(room) = self.dice.pick(&rooms)
        {
            let today = Day::of(&self.draft.state.rooms[room as usize], day);
            in_way.extend(today.stays.iter().filter(|s| s.start < end && start < s.end).map(|s| s.meeting));
        }
        let mut team: Vec<(u32, u64)> =
            facts.team.iter().copied().filter(|m| index.provider_available(m.0, topic, start)).collect();
        let count = team.len();
        self.dice.draw(&mut team, count);
        let mut held = 0;
        let mut people = 0;
        for (provider, skills) in team {
            if people >= facts.providers.0 && held == facts.all_skills() {
                break;
            }
            if skills & !held != 0 || people < facts.providers.0 {
                held |= skills;
                people += 1;
                let today = Day::of(&self.draft.state.providers[provider as usize], day);
                in_way.extend(today.stays.iter().map(|s| s.meeting));
            }
        }
        for id in in_way {
            self.take_out(id);
        }
    }
}

/// Gives each client to one of the starts that suit it: those with the least choice first, each to the smallest group
/// that has a seat and no rival of it.
fn share(index: &Index<'_>, cover: &Cover, starts: &[(i32, u64)], all: u64, limits: (usize, usize)) -> Vec<(i32, u64)> {
    let client = |bit: usize| index.needs[cover.needs[bit] as usize].client;
    let mut order: Vec<usize> = (0..cover.needs.len()).filter(|bit| all >> bit & 1 == 1).collect();
    order.sort_by_key(|bit| {
        (starts.iter().filter(|s| s.1 >> bit & 1 == 1).count(), -index.needs[cover.needs[*bit] as usize].medium)
    });
    let mut groups: Vec<(i32, u64)> = starts.iter().map(|s| (s.0, 0)).collect();
    for bit in order {
        let apart = |mask: u64| {
            (0..cover.needs.len())
                .filter(|other| mask >> other & 1 == 1)
                .all(|other| client(other) != client(bit) && !index.rivals(client(other), client(bit)))
        };
        let free = groups.iter().enumerate().filter(|(at, group)| {
            starts[*at].1 >> bit & 1 == 1 && (group.1.count_ones() as usize) < limits.1 && apart(group.1)
        });
        if let Some((at, _)) = free.min_by_key(|(_, group)| group.1.count_ones()) {
            groups[at].1 |= 1 << bit;
        }
    }
    groups
}
