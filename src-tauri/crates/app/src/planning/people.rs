//! Clients, providers, rooms and ways as the planner takes them.

use std::collections::HashSet;

use chrono::TimeDelta;
use domain::calendar::{available, subtract};
use domain::time::civil;
use domain::{BusyOwner, Client, Meeting, Place, Provider, Site, WeeklyHours, travel};

use super::build::Material;

/// Largest continuity of the planning problem.
const MOST_CONTINUITY: u32 = 10;

impl Material {
    pub(super) fn travel(&self) -> Vec<Vec<i32>> {
        let known: Vec<Option<&Site>> =
            self.sites.iter().map(|id| self.cast.sites.get(id)).chain(std::iter::once(None)).collect();
        let minutes = |from: &Option<&Site>, to: &Option<&Site>| match (from, to) {
            // A mistyped coordinate must not make the whole problem impossible to read.
            (Some(from), Some(to)) => (travel::minutes_between(from, to) as i32).min(planner::DAY),
            _ => 0,
        };
        known.iter().map(|from| known.iter().map(|to| minutes(from, to)).collect()).collect()
    }

    /// Windows of weekly hours with absences, busy meetings and times taken elsewhere taken out.
    fn windows(
        &self,
        owner: &BusyOwner,
        hours: &WeeklyHours,
        absences: &[domain::Absence],
        zone: &domain::ZoneName,
        busy: impl Iterator<Item = (chrono::DateTime<chrono::Utc>, chrono::DateTime<chrono::Utc>)>,
    ) -> Vec<planner::Window> {
        let rules = zone.rules_or_utc();
        // Two days more on each side: another zone's Monday may begin on our Sunday.
        let days = (self.horizon.from - TimeDelta::days(2), self.horizon.to + TimeDelta::days(2));
        let mut open = available(hours, absences, days.0, days.1);
        let elsewhere = self.cast.taken_between(owner, self.horizon.at(0), self.horizon.at(self.horizon.length()));
        for (from, to) in busy.chain(elsewhere.map(|taken| (taken.time.from, taken.time.to))) {
            let (first, end) = (civil(from, rules), civil(to, rules));
            // Where clocks go back in the middle, the end may show an earlier hour than the beginning.
            open = subtract(open, first, if first < end { end } else { first + (to - from) });
        }
        self.horizon.windows(&open, rules)
    }

    pub(super) fn clients(&self, needs: &[planner::Need], busy: &[&Meeting]) -> Vec<planner::Client> {
        let wanted: HashSet<&str> = needs.iter().map(|need| need.client.as_str()).collect();
        let mut clients: Vec<&Client> =
            self.cast.clients.values().filter(|client| wanted.contains(client.id.as_str())).collect();
        clients.sort_by(|a, b| a.id.cmp(&b.id));
        let known: HashSet<&str> = self.cast.providers.keys().map(|id| id.as_str()).collect();
        clients
            .into_iter()
            .map(|client| {
                let taken = busy
                    .iter()
                    .filter(|meeting| meeting.clients.iter().any(|a| a.client == client.id))
                    .map(|meeting| meeting.span());
                planner::Client {
                    id: client.id.0.clone(),
                    site: self.site_index(client.site.as_ref()),
                    value: client.value,
                    available: self.windows(
                        &BusyOwner::Client(client.id.clone()),
                        &client.hours,
                        &[],
                        &client.zone,
                        taken,
                    ),
                    preferred: self.windows(
                        &BusyOwner::Client(client.id.clone()),
                        &client.preferred,
                        &[],
                        &client.zone,
                        std::iter::empty(),
                    ),
                    conflicts: self
                        .deciding
                        .rivals_of(&client.id)
                        .into_iter()
                        .map(|rival| rival.0)
                        .filter(|rival| wanted.contains(rival.as_str()))
                        .collect(),
                    attributes: client.attributes.clone(),
                    max_per_day: client.max_per_day,
                    continuity: self
                        .served
                        .get(&client.id)
                        .into_iter()
                        .flatten()
                        .filter(|(provider, _)| known.contains(provider.as_str()))
                        .map(|(provider, times)| (provider.clone(), (*times).min(MOST_CONTINUITY)))
                        .collect(),
                }
            })
            .collect()
    }

    pub(super) fn providers(&self, busy: &[&Meeting]) -> Vec<planner::Provider> {
        let mut providers: Vec<&Provider> = self.cast.providers.values().collect();
        providers.sort_by(|a, b| a.id.cmp(&b.id));
        providers
            .into_iter()
            .map(|provider| {
                let taken = busy
                    .iter()
                    .filter(|meeting| meeting.providers.iter().any(|s| s.provider == provider.id))
                    .map(|meeting| meeting.span());
                planner::Provider {
                    id: provider.id.0.clone(),
                    site: self.site_index(provider.site.as_ref()),
                    skills: provider.skills.clone(),
                    available: self.windows(
                        &BusyOwner::Provider(provider.id.clone()),
                        &provider.hours,
                        &provider.absences,
                        &provider.zone,
                        taken,
                    ),
                    max_per_day: provider.max_per_day,
                }
            })
            .collect()
    }

    pub(super) fn rooms(&self, busy: &[&Meeting]) -> Vec<planner::Room> {
        let mut rooms: Vec<_> = self.cast.rooms.values().collect();
        rooms.sort_by(|a, b| a.id.cmp(&b.id));
        rooms
            .into_iter()
            .filter_map(|room| {
                let site = self.cast.sites.get(&room.site)?;
                let place = Place::Room(room.id.clone());
                let taken = busy.iter().filter(|meeting| meeting.place == place).map(|meeting| meeting.span());
                Some(planner::Room {
                    id: room.id.0.clone(),
                    site: self.site_index(Some(&room.site)),
                    seats: room.seats,
                    available: self.windows(&BusyOwner::Room(room.id.clone()), &room.hours, &[], &site.zone, taken),
                })
            })
            .collect()
    }
}
