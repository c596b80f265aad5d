//! What the other meetings of the plan at hand stand in the way of.

use std::collections::{BTreeMap, BTreeSet};

use super::Reason;
use super::trial::{Trial, number};
use crate::delta::Scoring;
use crate::evaluate::Party;
use crate::index::NONE;
use crate::state::Clash;

/// Most parties named as obstacles.
const MOST_NAMED: usize = 8;

impl<S: Scoring> Trial<'_, '_, S> {
    /// What the other meetings of the plan take, counted over the starts that are left.
    pub(super) fn others(&mut self) -> Vec<Reason> {
        let mut clashes: BTreeMap<(Party, u8), u32> = BTreeMap::new();
        let mut placed: BTreeSet<String> = BTreeSet::new();
        let mut possible = false;
        for start in std::mem::take(&mut self.starts) {
            let mut blocked = self.blocked_clients(start);
            if blocked.is_empty() && self.keep.start.is_none() && self.needs.len() == 1 {
                let (free, busy) = self.fellows(start);
                if free + 1 < self.facts.clients.0 {
                    let id = |n: u32| self.index.problem.needs[n as usize].id.clone();
                    placed.extend(busy.into_iter().map(id));
                    continue;
                }
            }
            if blocked.is_empty() {
                blocked = self.blocked_places(start);
            }
            possible |= blocked.is_empty();
            for (party, clash) in blocked {
                *clashes.entry((party, clash as u8)).or_default() += 1;
            }
        }
        if possible {
            return vec![Reason::SearchEnded];
        }
        let mut counted: Vec<_> = clashes.into_iter().collect();
        counted.sort_by_key(|(_, starts)| std::cmp::Reverse(*starts));
        let mut reasons: Vec<Reason> = counted
            .into_iter()
            .take(MOST_NAMED)
            .map(|((party, clash), starts)| match (party, clash) {
                (Party::Provider(provider), c) if c == Clash::Travel as u8 => Reason::TravelTime { provider, starts },
                (party, c) if c == Clash::Full as u8 => Reason::DailyLimit { party, starts },
                (party, _) => Reason::Taken { party, starts },
            })
            .collect();
        if !placed.is_empty() {
            let needs = placed.into_iter().take(MOST_NAMED).collect();
            let min = number(self.facts.clients.0);
            reasons.insert(0, Reason::OthersPlaced { needs, min });
        }
        reasons
    }

    fn blocked_clients(&self, start: i32) -> Vec<(Party, Clash)> {
        let end = start + self.facts.duration;
        let clash = |&need: &u32| {
            let client = self.client_of(need);
            let clash = self.draft.state.client_fits(client, start, end).err()?;
            Some((Party::Client(self.client_id(client)), clash))
        };
        self.needs.iter().filter_map(clash).collect()
    }

    /// Others of the topic who could come then: how many are left out and free, and who is placed.
    pub(super) fn fellows(&self, start: i32) -> (usize, Vec<u32>) {
        let state = &self.draft.state;
        let client = self.client_of(self.needs[0]);
        let end = start + self.facts.duration;
        let (mut free, mut busy) = (BTreeSet::new(), Vec::new());
        for &need in self.facts.needs.iter().filter(|&&n| n != self.needs[0]) {
            let other = self.client_of(need);
            if other == client || self.index.rivals(client, other) || !self.could(need, start) {
                continue;
            }
            let fits = state.client_fits(other, start, end).is_ok();
            if state.met[need as usize] == NONE && fits {
                free.insert(other);
            } else {
                busy.push(need);
            }
        }
        (free.len(), busy)
    }

    /// Providers and rooms that stand in the way at a start the clients have free.
    fn blocked_places(&mut self, start: i32) -> Vec<(Party, Clash)> {
        let state = &self.draft.state;
        let end = start + self.facts.duration;
        let spots = self.spots_free(start);
        if spots.is_empty() {
            let id = |r: u32| Party::Room(self.index.problem.rooms[r as usize].id.clone());
            return self.rooms(start).into_iter().map(|r| (id(r), Clash::Taken)).collect();
        }
        if self.team_free(start, &spots) {
            return Vec::new();
        }
        let site = spots[0].0;
        let clash = |&(p, _): &(u32, u64)| {
            if !self.index.provider_available(p, self.topic, start) {
                return None;
            }
            let clash = state.provider_fits(p, start, end, site).err()?;
            Some((Party::Provider(self.index.problem.providers[p as usize].id.clone()), clash))
        };
        let kept = self.keep.providers;
        let asked = |m: &&(u32, u64)| kept.map_or(self.matters(m.1), |team| team.contains(&m.0));
        self.facts.team.iter().filter(asked).filter_map(clash).collect()
    }
}
