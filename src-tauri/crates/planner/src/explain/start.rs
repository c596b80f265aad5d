//! What stands in the way of one meeting at one start, as the rest of a plan stands.

use super::trial::Trial;
use super::why::ObstacleCause;
use crate::delta::Scoring;
use crate::evaluate::Party;
use crate::index::{NOWHERE, Spot};
use crate::state::Clash;

type Found = (Option<Party>, ObstacleCause);

fn cause(clash: Clash) -> ObstacleCause {
    match clash {
        Clash::Taken => ObstacleCause::Taken,
        Clash::Full => ObstacleCause::Full,
        Clash::Travel => ObstacleCause::Travel,
    }
}

impl<S: Scoring> Trial<'_, '_, S> {
    /// What keeps the needs from being met together at `start`: clients first, then places, then providers; empty
    /// where nothing does.
    pub(super) fn at(&mut self, start: i32) -> Vec<Found> {
        let clients = self.clients_away(start);
        if !clients.is_empty() {
            return clients;
        }
        let spots = self.spots_free(start);
        if spots.is_empty() {
            return vec![(None, ObstacleCause::NoRoom)];
        }
        self.team_away(start, &spots)
    }

    fn clients_away(&self, start: i32) -> Vec<Found> {
        let end = start + self.facts.duration;
        let away = |&need: &u32| {
            let client = self.client_of(need);
            let found = if self.index.client_available(client, self.topic, start) {
                cause(self.draft.state.client_fits(client, start, end).err()?)
            } else {
                ObstacleCause::Unavailable
            };
            Some((Some(Party::Client(self.client_id(client))), found))
        };
        self.needs.iter().filter_map(away).collect()
    }

    /// Sites and seats of the places that are free then.
    pub(super) fn spots_free(&self, start: i32) -> Vec<(u32, usize)> {
        let end = start + self.facts.duration;
        let mut spots = Vec::new();
        let allowed = |spot| self.keep.spot.is_none_or(|kept| kept == spot);
        if self.facts.remote && allowed(Spot::Remote) {
            spots.push((NOWHERE, usize::MAX));
        }
        if self.facts.at_client && self.needs.len() == 1 && allowed(Spot::Client) {
            spots.push((self.index.site(Spot::Client, self.needs), usize::MAX));
        }
        for room in self.rooms(start) {
            if self.draft.state.room_fits(room, start, end).is_ok() {
                let facts = &self.index.rooms[room as usize];
                spots.push((facts.site, facts.seats));
            }
        }
        spots
    }

    /// Whether a team is free then for any of these places.
    pub(super) fn team_free(&self, start: i32, spots: &[(u32, usize)]) -> bool {
        let end = start + self.facts.duration;
        let state = &self.draft.state;
        let clients = self.facts.clients.0.max(self.needs.len());
        spots.iter().any(|&(site, seats)| {
            let fits = |p: u32| {
                self.index.provider_available(p, self.topic, start) && state.provider_fits(p, start, end, site).is_ok()
            };
            self.team_exists(seats.saturating_sub(clients), fits)
        })
    }

    /// Whether someone with these skills of the topic's matters to a team: whoever holds none does where the number of
    /// people counts.
    pub(super) fn matters(&self, skills: u64) -> bool {
        skills != 0 || self.facts.skills == 0 || self.facts.providers.0 > 1
    }

    fn team_away(&self, start: i32, spots: &[(u32, usize)]) -> Vec<Found> {
        if self.team_free(start, spots) {
            return Vec::new();
        }
        let end = start + self.facts.duration;
        let state = &self.draft.state;
        let site = spots[0].0;
        let away = |&(p, skills): &(u32, u64)| {
            let found = if self.index.provider_available(p, self.topic, start) {
                cause(state.provider_fits(p, start, end, site).err()?)
            } else {
                ObstacleCause::Unavailable
            };
            let id = self.index.problem.providers[p as usize].id.clone();
            self.matters(skills).then_some((Some(Party::Provider(id)), found))
        };
        let found: Vec<Found> = self.facts.team.iter().filter_map(away).collect();
        if found.is_empty() { vec![(None, ObstacleCause::NoTeam)] } else { found }
    }
}
