//! Trying the constraints on a need in turn, from those that no plan could meet to those that hang on
//! the plan at hand.

use std::collections::BTreeSet;

use super::Reason;
use crate::bits::each_slot;
use crate::delta::{Draft, Scoring};
use crate::index::{Index, Spot, TopicFacts};
use crate::locks::Lock;
use crate::placing::Keep;
use crate::problem::PlaceKind;
use crate::team::{Member, Teams, Wanted};

/// Steps that look at the need, its client and its topic alone, and so cost next to nothing.
const BRIEF: usize = 4;

/// Why `need`, left out of the draft, is not met; never empty. Briefly: only by what no plan could change, else that
/// the search ended.
pub(crate) fn why_left_out<S: Scoring>(draft: &Draft<'_, S>, need: u32, briefly: bool) -> Vec<Reason> {
    let needs = [need];
    let mut trial = Trial::new(draft, &needs, Keep::default());
    let steps = [
        Trial::window,
        Trial::skills,
        Trial::places,
        Trial::client_time,
        Trial::company,
        Trial::provider_time,
        Trial::room_time,
        Trial::others,
    ];
    run(&mut trial, if briefly { &steps[..BRIEF] } else { &steps })
}

/// Why a locked entry with free fields finds no place beside the draft's meetings; never empty.
pub(crate) fn why_lock_fails<S: Scoring>(draft: &Draft<'_, S>, lock: &Lock) -> Vec<Reason> {
    let mut trial = Trial::new(draft, &lock.needs, lock.keep());
    let steps = [
        Trial::window,
        Trial::skills,
        Trial::places,
        Trial::client_time,
        Trial::provider_time,
        Trial::room_time,
        Trial::others,
    ];
    run(&mut trial, &steps)
}

type Step<'t, 'a, S> = fn(&mut Trial<'t, 'a, S>) -> Vec<Reason>;

fn run<'t, 'a, S: Scoring>(trial: &mut Trial<'t, 'a, S>, steps: &[Step<'t, 'a, S>]) -> Vec<Reason> {
    steps
        .iter()
        .map(|step| step(trial))
        .find(|reasons| !reasons.is_empty())
        .unwrap_or_else(|| vec![Reason::SearchEnded])
}

/// A need, or a locked meeting's needs, under trial.
pub(super) struct Trial<'t, 'a, S> {
    pub(super) draft: &'t Draft<'a, S>,
    pub(super) index: &'a Index<'a>,
    pub(super) needs: &'t [u32],
    pub(super) keep: Keep<'t>,
    pub(super) topic: u32,
    pub(super) facts: &'a TopicFacts,
    /// Starts not ruled out yet.
    pub(super) starts: Vec<i32>,
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'t, 'a, S: Scoring> Trial<'t, 'a, S> {
    pub(super) fn new(draft: &'t Draft<'a, S>, needs: &'t [u32], keep: Keep<'t>) -> Self {
        let index = draft.state.index;
        let topic = index.needs[needs[0] as usize].topic;
        let facts = &index.topics[topic as usize];
        Self { draft, index, needs, keep, topic, facts, starts: Vec::new() }
    }

    pub(super) fn client_id(&self, client: u32) -> String {
        self.index.problem.clients[client as usize].id.clone()
    }

    pub(super) fn client_of(&self, need: u32) -> u32 {
        self.index.needs[need as usize].client
    }

    /// Whether the need's client is available then, as its window has it, other meetings aside.
    pub(super) fn could(&self, need: u32, start: i32) -> bool {
        let facts = &self.index.needs[need as usize];
        facts.from <= start
            && start + self.facts.duration <= facts.until
            && self.index.client_available(facts.client, self.topic, start)
    }

    fn window(&mut self) -> Vec<Reason> {
        let grid = self.index.grid;
        let too_short = self.needs.iter().filter(|&&n| {
            let need = &self.index.needs[n as usize];
            let first = (need.from + grid - 1) / grid * grid;
            self.keep.start.is_none() && first + self.facts.duration > need.until
        });
        too_short
            .map(|&n| {
                let need = &self.index.needs[n as usize];
                let (from, until, duration) = (need.from, need.until, self.facts.duration);
                Reason::OutsideWindow { from, until, duration }
            })
            .collect()
    }

    fn skills(&mut self) -> Vec<Reason> {
        let topic = &self.index.problem.topics[self.topic as usize];
        let providers = &self.index.problem.providers;
        let unheld: BTreeSet<&String> =
            topic.skills.iter().filter(|s| !providers.iter().any(|p| p.skills.contains(s))).collect();
        if !unheld.is_empty() {
            let name = |skill: &String| Reason::NoProviderWithSkill { skill: skill.clone() };
            return unheld.into_iter().map(name).collect();
        }
        if providers.len() < self.facts.providers.0 {
            let (have, min) = (number(providers.len()), number(self.facts.providers.0));
            return vec![Reason::TooFewProviders { have, min }];
        }
        if self.team_exists(usize::MAX, |_| true) {
            return Vec::new();
        }
        let (skills, max) = (topic.skills.clone(), topic.providers.max());
        vec![Reason::NoTeamWithSkills { skills, max }]
    }

    fn places(&mut self) -> Vec<Reason> {
        let alone = self.facts.clients.0 == 1 && self.needs.len() == 1;
        if self.facts.remote || (self.facts.at_client && alone) || !self.facts.rooms.is_empty() {
            return Vec::new();
        }
        let room_allowed = self.index.problem.topics[self.topic as usize].places.contains(&PlaceKind::Room);
        match self.index.rooms.iter().map(|r| r.seats).max() {
            Some(seats) if room_allowed => {
                let people = self.facts.clients.0 + self.facts.providers.0;
                vec![Reason::RoomTooSmall { seats: number(seats), people: number(people) }]
            }
            _ => vec![Reason::NoPlace],
        }
    }

    fn client_time(&mut self) -> Vec<Reason> {
        let index = self.index;
        let mut most = 0;
        let mut starts: Vec<i32> = Vec::new();
        let first = self.client_of(self.needs[0]);
        match self.keep.start {
            Some(start) => starts.push(start),
            None => {
                if let Some(row) = index.client_starts.row(first as usize, self.facts.class) {
                    let grid = index.grid;
                    each_slot(row, 0, row.len() * 64, |slot| starts.push(slot as i32 * grid));
                }
            }
        }
        starts.retain(|&start| {
            let have = self.needs.iter().filter(|&&n| self.could(n, start)).count();
            most = most.max(have);
            have == self.needs.len()
        });
        self.starts = starts;
        if !self.starts.is_empty() {
            return Vec::new();
        }
        if let [need] = self.needs {
            let client = self.client_id(self.client_of(*need));
            return vec![Reason::ClientUnavailable { client, duration: self.facts.duration }];
        }
        vec![Reason::NoCommonTime { have: number(most), min: number(self.needs.len()) }]
    }

    /// For a need alone: whether others of its topic could ever make up a group with it.
    fn company(&mut self) -> Vec<Reason> {
        let min = self.facts.clients.0;
        let need = self.needs[0];
        let client = self.client_of(need);
        if min <= 1 {
            return Vec::new();
        }
        let clients: BTreeSet<u32> = self.facts.needs.iter().map(|&n| self.client_of(n)).collect();
        if clients.len() < min {
            let have = number(clients.len());
            return vec![Reason::TooFewClients { have, min: number(min) }];
        }
        let (rivals, friends): (Vec<u32>, Vec<u32>) = clients.into_iter().partition(|&c| self.index.rivals(client, c));
        if friends.len() < min {
            let clients = rivals.into_iter().map(|c| self.client_id(c)).collect();
            let have = number(friends.len());
            return vec![Reason::Rivals { clients, have, min: number(min) }];
        }
        let mut most = 0;
        let mut starts = std::mem::take(&mut self.starts);
        starts.retain(|&start| {
            let there: BTreeSet<u32> = self
                .facts
                .needs
                .iter()
                .filter(|&&n| self.could(n, start))
                .map(|&n| self.client_of(n))
                .filter(|&c| !self.index.rivals(client, c))
                .collect();
            most = most.max(there.len());
            there.len() >= min
        });
        self.starts = starts;
        if self.starts.is_empty() {
            return vec![Reason::NoCommonTime { have: number(most), min: number(min) }];
        }
        Vec::new()
    }

    fn provider_time(&mut self) -> Vec<Reason> {
        let topic = &self.index.problem.topics[self.topic as usize];
        let before = std::mem::take(&mut self.starts);
        let mut seen = 0u64;
        for &start in &before {
            let available = |p: u32| self.index.provider_available(p, self.topic, start);
            for (_, skills) in self.facts.team.iter().filter(|m| available(m.0)) {
                seen |= skills;
            }
            if self.team_exists(usize::MAX, available) {
                self.starts.push(start);
            }
        }
        if !self.starts.is_empty() {
            return Vec::new();
        }
        let mut skills: Vec<String> = topic.skills.clone();
        skills.sort_unstable();
        skills.dedup();
        let mut bit = 0u32;
        skills.retain(|_| {
            bit += 1;
            bit > 64 || seen >> (bit - 1) & 1 == 0
        });
        vec![Reason::NoProviderTime { starts: number(before.len()), skills }]
    }

    fn room_time(&mut self) -> Vec<Reason> {
        if self.site_free() {
            return Vec::new();
        }
        let before = std::mem::take(&mut self.starts);
        self.starts = before.iter().copied().filter(|&s| !self.rooms(s).is_empty()).collect();
        if self.starts.is_empty() {
            return vec![Reason::NoRoom { starts: number(before.len()) }];
        }
        Vec::new()
    }

    /// Whether the meeting could be held without a room.
    fn site_free(&self) -> bool {
        match self.keep.spot {
            Some(spot) => !matches!(spot, Spot::Room(_)),
            None => {
                let alone = self.facts.clients.0 == 1 && self.needs.len() == 1;
                self.facts.remote || (self.facts.at_client && alone)
            }
        }
    }

    /// Rooms that are large enough and available then, other meetings aside.
    pub(super) fn rooms(&self, start: i32) -> Vec<u32> {
        let people = self.needs.len().max(self.facts.clients.0) + self.facts.providers.0;
        let fits = |&room: &u32| {
            self.keep.spot.is_none_or(|kept| kept == Spot::Room(room))
                && self.index.rooms[room as usize].seats >= people
                && self.index.room_available(room, self.topic, start)
        };
        self.facts.rooms.iter().copied().filter(fits).collect()
    }

    /// Whether those `able` include a team for the topic, of at most `most`.
    pub(super) fn team_exists(&self, most: usize, able: impl Fn(u32) -> bool) -> bool {
        if let Some(team) = self.keep.providers {
            return team.len() <= most && team.iter().all(|&p| able(p));
        }
        let max = self.facts.providers.1.min(self.index.providers.len()).min(most);
        let effort: Vec<i64> = vec![0; max + 1];
        let wanted = Wanted {
            skills: self.facts.skills,
            all: self.facts.all_skills(),
            min: self.facts.providers.0,
            max,
            effort: &effort,
        };
        let mut members: Vec<Member> = self
            .facts
            .team
            .iter()
            .filter(|m| able(m.0))
            .map(|&(provider, skills)| Member { provider, skills, cost: 0 })
            .collect();
        Teams::default().cheapest(&mut members, &wanted).is_some()
    }
}
