//! Small changes that might let a need be met. None is tried here.
//!
//! A change's size is in minutes of somebody's time, or what stands for them: the sizes order the ideas, no more.

use std::collections::BTreeMap;

use super::trial::{Trial, number};
use crate::adjust::Adjustment;
use crate::delta::{Draft, Scoring};
use crate::evaluate::Party;
use crate::index::{Index, NONE, Spot};
use crate::placing::Keep;
use crate::problem::{DAY, Limits, PlaceKind, Window, day_of};
use crate::state::{Clash, Meeting};

/// One more chair at a table.
const CHAIR: i64 = 15;
/// One client fewer at a table, or one provider more.
const COMPANY: i64 = 45;
/// One more meeting on somebody's day.
const PER_DAY: i64 = 60;
/// Asking a client, on top of its time.
const ASKING: i64 = 30;
/// A day's wider window.
const WINDOW_DAY: i64 = 90;
/// A meeting held remotely that is not.
const REMOTE: i64 = 120;
/// Coming in on a day off.
const DAY_OFF: i64 = 240;
/// A skill learned.
const SKILL: i64 = 900;

/// Ideas of one subject, at most.
const SAME_SUBJECT: usize = 6;
/// Days by which windows are tried wider.
const WIDER: [i32; 4] = [1, 2, 4, 7];
/// Providers for whom a missing skill is tried.
const LEARNERS: usize = 3;

struct Idea {
    size: i64,
    changes: Vec<Adjustment>,
}

/// Changes that might let `need` be met: one thing before two, one of each kind before a second of any, the smaller first.
/// Of each subject there are a few, since one that looks possible may fail.
pub(super) fn ideas<S: Scoring>(draft: &Draft<'_, S>, need: u32) -> Vec<Vec<Adjustment>> {
    let needs = [need];
    let thinker = Thinker { trial: Trial::new(draft, &needs, Keep::default()), need };
    let mut found = thinker.joining();
    found.extend(thinker.opening());
    found.extend(thinker.otherwise());
    found.retain(|idea| !idea.changes.is_empty() && idea.changes.len() <= 2);
    found.sort_by_key(|idea| (idea.changes.len(), idea.size));
    let mut seen: BTreeMap<Vec<Subject>, usize> = BTreeMap::new();
    found.retain(|idea| {
        let times = seen.entry(subjects(&idea.changes)).or_default();
        *times += 1;
        *times <= SAME_SUBJECT
    });
    // One of each kind before a second of any: three people's mornings are one idea to whoever reads them.
    let mut of_kind: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, usize, Vec<Adjustment>)> = Vec::with_capacity(found.len());
    for idea in found {
        let kind = idea.changes.iter().map(|change| subject(change).0).collect();
        let rank = of_kind.entry(kind).or_default();
        ranked.push((idea.changes.len(), *rank, idea.changes));
        *rank += 1;
    }
    ranked.sort_by_key(|(changes, rank, _)| (*changes, *rank));
    ranked.into_iter().map(|(_, _, changes)| changes).collect()
}

/// The kind of a change and whom or what it is about.
pub(super) type Subject = (u8, String);

/// Of each change, in their order.
pub(super) fn subjects(changes: &[Adjustment]) -> Vec<Subject> {
    changes.iter().map(subject).collect()
}

fn subject(change: &Adjustment) -> Subject {
    let party = |party: &Party| match party {
        Party::Client(id) | Party::Provider(id) | Party::Room(id) => id.clone(),
    };
    match change {
        Adjustment::Free { party: who, .. } => (0, party(who)),
        Adjustment::Away { party: who, .. } => (1, party(who)),
        Adjustment::Clients { topic, .. } => (2, topic.clone()),
        Adjustment::Providers { topic, .. } => (3, topic.clone()),
        Adjustment::PerDay { party: who, .. } => (4, party(who)),
        Adjustment::Within { need, .. } => (5, need.clone()),
        Adjustment::Place { topic, .. } => (6, topic.clone()),
        Adjustment::Seats { room, .. } => (7, room.clone()),
        Adjustment::Skill { provider, .. } => (8, provider.clone()),
        Adjustment::Weights { .. } => (9, String::new()),
    }
}

/// Minutes of `[start, end)` that none of the windows holds.
fn missing(windows: &[Window], start: i32, end: i32) -> i64 {
    let held: i32 = windows.iter().map(|w| (w.until().min(end) - w.from().max(start)).max(0)).sum();
    i64::from((end - start - held).max(0))
}

/// How far `[start, end)` lies from the day's windows, in minutes; [`DAY_OFF`] where the day has none.
fn apart(windows: &[Window], start: i32, end: i32) -> i64 {
    let day = day_of(start) * DAY;
    let today = windows.iter().filter(|w| w.from() < day + DAY && w.until() > day);
    let gap = today.map(|w| (w.from() - end).max(start - w.until()).max(0)).min();
    gap.map_or(DAY_OFF, |minutes| i64::from(minutes).min(DAY_OFF))
}

struct Thinker<'t, 'a, S> {
    trial: Trial<'t, 'a, S>,
    need: u32,
}

impl<'a, S: Scoring> Thinker<'_, 'a, S> {
    fn index(&self) -> &'a Index<'a> {
        self.trial.index
    }

    fn client(&self) -> u32 {
        self.trial.client_of(self.need)
    }

    fn topic_id(&self) -> String {
        self.index().problem.topics[self.trial.topic as usize].id.clone()
    }

    fn limits(&self) -> (Limits, Limits) {
        let topic = &self.index().problem.topics[self.trial.topic as usize];
        (topic.clients, topic.providers)
    }

    /// What the client would have to do to come at `start`; none where no change could help.
    fn client_comes(&self, start: i32) -> Option<Idea> {
        let index = self.index();
        let end = start + self.trial.facts.duration;
        let client = self.client();
        let facts = &index.needs[self.need as usize];
        let mut idea = Idea { size: 0, changes: Vec::new() };
        if start < facts.from || end > facts.until {
            let (from, until) = (facts.from.min(start), facts.until.max(end));
            let wider = (facts.from - from).max(until - facts.until);
            idea.size += WINDOW_DAY * i64::from(wider / DAY + 1);
            idea.changes.push(Adjustment::Within { need: self.need_id(), from, until });
        }
        if !index.client_available(client, self.trial.topic, start) {
            let windows = &index.problem.clients[client as usize].available;
            idea.size += ASKING + missing(windows, start, end) + apart(windows, start, end);
            let party = Party::Client(self.trial.client_id(client));
            idea.changes.push(Adjustment::Free { party, from: start, until: end });
        }
        match self.trial.draft.state.client_fits(client, start, end) {
            Ok(()) => {}
            Err(Clash::Full) => {
                idea.size += ASKING + PER_DAY;
                let max = number(index.clients[client as usize].max_per_day + 1);
                let party = Party::Client(self.trial.client_id(client));
                idea.changes.push(Adjustment::PerDay { party, max });
            }
            Err(_) => return None,
        }
        Some(idea)
    }

    fn need_id(&self) -> String {
        self.index().problem.needs[self.need as usize].id.clone()
    }

    /// Joining a meeting of the topic that the plan has.
    fn joining(&self) -> Vec<Idea> {
        let state = &self.trial.draft.state;
        let meetings = state.by_topic[self.trial.topic as usize].iter().filter_map(|&id| state.meeting(id));
        meetings.filter_map(|meeting| self.joining_one(meeting)).collect()
    }

    fn joining_one(&self, meeting: &Meeting) -> Option<Idea> {
        let index = self.index();
        let client = self.client();
        let strangers = meeting.needs.iter().all(|&n| {
            let other = index.needs[n as usize].client;
            other != client && !index.rivals(other, client)
        });
        if meeting.lock != NONE || meeting.spot == Spot::Client || self.trial.facts.alone() || !strangers {
            return None;
        }
        let mut idea = self.client_comes(meeting.start)?;
        let (clients, _) = self.limits();
        let people = meeting.needs.len() + 1;
        if people > clients.max() as usize {
            idea.size += CHAIR;
            let clients = Limits(clients.min(), number(people));
            idea.changes.push(Adjustment::Clients { topic: self.topic_id(), clients });
        }
        if let Spot::Room(room) = meeting.spot
            && index.rooms[room as usize].seats < people + meeting.providers.len()
        {
            idea.size += CHAIR;
            let seats = number(people + meeting.providers.len());
            idea.changes.push(Adjustment::Seats { room: index.problem.rooms[room as usize].id.clone(), seats });
        }
        Some(idea)
    }

    /// A meeting of its own, at each start the client could have.
    fn opening(&self) -> Vec<Idea> {
        let index = self.index();
        let facts = &index.needs[self.need as usize];
        let grid = index.grid;
        let first = (facts.from + grid - 1) / grid;
        let last = (facts.until - self.trial.facts.duration).div_euclid(grid);
        let mut found = Vec::new();
        for start in (first..=last).map(|slot| slot * grid) {
            let windows = &index.problem.clients[self.client() as usize].available;
            // Nights are nobody's idea of a remedy.
            if apart(windows, start, start + self.trial.facts.duration) > 60 {
                continue;
            }
            let Some(idea) = self.client_comes(start) else { continue };
            let Some(idea) = self.with_company(idea, start) else { continue };
            self.with_place_and_team(&idea, start, &mut found);
        }
        found
    }

    /// Adds what is needed for enough clients to be there; none where no change could help.
    fn with_company(&self, mut idea: Idea, start: i32) -> Option<Idea> {
        let (clients, _) = self.limits();
        if clients.min() <= 1 {
            return Some(idea);
        }
        let there = number(self.trial.fellows(start).0) + 1;
        if there < clients.min() {
            if there < 2 {
                return None;
            }
            idea.size += COMPANY * i64::from(clients.min() - there);
            let clients = Limits(there, clients.max());
            idea.changes.push(Adjustment::Clients { topic: self.topic_id(), clients });
        }
        Some(idea)
    }

    fn with_place_and_team(&self, idea: &Idea, start: i32, found: &mut Vec<Idea>) {
        if idea.changes.len() > 2 {
            return;
        }
        let index = self.index();
        let end = start + self.trial.facts.duration;
        let add = |change: Adjustment, size: i64| {
            let mut changes = idea.changes.clone();
            changes.push(change);
            Idea { size: idea.size + size, changes }
        };
        let spots = self.trial.spots_free(start);
        let team = |site: u32, seats: usize, extra: Option<u32>| {
            let state = &self.trial.draft.state;
            let fits = |p: u32| {
                (extra == Some(p) || index.provider_available(p, self.trial.topic, start))
                    && state.provider_fits(p, start, end, site).is_ok()
            };
            self.trial.team_exists(seats.saturating_sub(self.trial.facts.clients.0), fits)
        };
        if spots.is_empty() {
            for &room in &self.trial.facts.rooms {
                let facts = &index.rooms[room as usize];
                let free = self.trial.draft.state.room_fits(room, start, end).is_ok();
                if free && team(facts.site, facts.seats, None) {
                    let room = &index.problem.rooms[room as usize];
                    let size = missing(&room.available, start, end) / 2;
                    let party = Party::Room(room.id.clone());
                    found.push(add(Adjustment::Free { party, from: start, until: end }, size));
                }
            }
            return;
        }
        // The place with the most seats at each site decides.
        let mut sites: Vec<(u32, usize)> = Vec::new();
        for &(site, seats) in &spots {
            match sites.iter_mut().find(|known| known.0 == site) {
                Some(known) => known.1 = known.1.max(seats),
                None => sites.push((site, seats)),
            }
        }
        for (site, seats) in sites {
            if team(site, seats, None) {
                found.push(Idea { size: idea.size, changes: idea.changes.clone() });
                return;
            }
            for &(provider, _) in self.trial.facts.team.iter().filter(|member| member.1 != 0) {
                let known = &index.problem.providers[provider as usize];
                let party = || Party::Provider(known.id.clone());
                match self.trial.draft.state.provider_fits(provider, start, end, site) {
                    Ok(_)
                        if !index.provider_available(provider, self.trial.topic, start)
                            && team(site, seats, Some(provider)) =>
                    {
                        let size = missing(&known.available, start, end) + apart(&known.available, start, end);
                        found.push(add(Adjustment::Free { party: party(), from: start, until: end }, size));
                    }
                    Err(Clash::Full) if index.provider_available(provider, self.trial.topic, start) => {
                        let change = Adjustment::PerDay { party: party(), max: known.max_per_day.saturating_add(1) };
                        found.push(add(change, PER_DAY));
                    }
                    _ => {}
                }
            }
        }
    }

    /// Changes that do not hang on a start: a later deadline, another place, a skill, other limits.
    fn otherwise(&self) -> Vec<Idea> {
        let index = self.index();
        let facts = &index.needs[self.need as usize];
        let topic = &index.problem.topics[self.trial.topic as usize];
        let one = |size: i64, change: Adjustment| Idea { size, changes: vec![change] };
        let mut found = Vec::new();
        let horizon = index.needs.iter().map(|need| need.until).max().unwrap_or(0);
        for days in WIDER {
            let size = WINDOW_DAY * i64::from(days);
            let until = (facts.until + days * DAY).min(horizon);
            if until > facts.until {
                found.push(one(size, Adjustment::Within { need: self.need_id(), from: facts.from, until }));
            }
            let from = (facts.from - days * DAY).max(0);
            if from < facts.from {
                found.push(one(size, Adjustment::Within { need: self.need_id(), from, until: facts.until }));
            }
        }
        if !topic.places.contains(&PlaceKind::Remote) {
            found.push(one(REMOTE, Adjustment::Place { topic: topic.id.clone(), place: PlaceKind::Remote }));
        }
        let (clients, providers) = self.limits();
        let more = Limits(providers.min(), providers.max().saturating_add(1));
        found.push(one(COMPANY, Adjustment::Providers { topic: topic.id.clone(), providers: more }));
        if clients.min() > 2 {
            let fewer = Limits(clients.min() - 1, clients.max());
            found.push(one(COMPANY, Adjustment::Clients { topic: topic.id.clone(), clients: fewer }));
        }
        if let Some(room) = index.problem.rooms.iter().max_by_key(|room| room.seats)
            && topic.places.contains(&PlaceKind::Room)
            && room.seats < clients.min().saturating_add(providers.min())
        {
            let seats = clients.min().saturating_add(providers.min());
            let size = CHAIR * i64::from(seats - room.seats);
            found.push(one(size, Adjustment::Seats { room: room.id.clone(), seats }));
        }
        found.extend(self.learning());
        found
    }

    /// A skill learned, where no team could be made up at all: by whoever lacks no other.
    fn learning(&self) -> Vec<Idea> {
        let index = self.index();
        let topic = &index.problem.topics[self.trial.topic as usize];
        if self.trial.team_exists(usize::MAX, |_| true) {
            return Vec::new();
        }
        let lacking = |provider: &crate::problem::Provider| -> Vec<String> {
            topic.skills.iter().filter(|skill| !provider.skills.contains(skill)).cloned().collect()
        };
        let held = |skill: &String| index.problem.providers.iter().any(|p| p.skills.contains(skill));
        let mut found: Vec<(usize, Idea)> = Vec::new();
        for provider in &index.problem.providers {
            let lacks = lacking(provider);
            // One skill that nobody has, or the only one that keeps this provider from doing it alone.
            let skill = lacks.iter().find(|skill| !held(skill)).or(lacks.first().filter(|_| lacks.len() == 1));
            if let Some(skill) = skill {
                let change = Adjustment::Skill { provider: provider.id.clone(), skill: skill.clone() };
                found.push((lacks.len(), Idea { size: SKILL, changes: vec![change] }));
            }
        }
        // Whoever knows most of the topic learns the rest soonest.
        found.sort_by_key(|(lacks, _)| *lacks);
        found.into_iter().take(LEARNERS).map(|(_, idea)| idea).collect()
    }
}
